//! The learner: a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001), trained by AdaGrad
//! (Duchi, Hazan and Singer 2011) one sentence at a time.
//!
//! Moves between mentions share weights: what counts is which label closes and which one opens, and inside a mention
//! which part follows which. So a step of the forward and backward passes costs 19 x 19 products, not 73 x 73.
//!
//! The gate is learned beside it: logistic regression, from the features of single words alone, on whether a token is in
//! any mention. Where that is out of the question, the tagger does not look at context (a cascade as in Weiss and Taskar
//! 2010, of two steps).

use crate::tagger::tags::{GATE, LABELS, OUTSIDE, SIDES, Step, TAGS, WIDTH, begin, inside, last, unit};

/// One value for each tag.
pub(crate) type Row = [f32; WIDTH];

/// Moves inside a mention of one label: begin-inside, inside-inside, begin-last, inside-last.
pub(crate) const INNER: usize = 4;

/// Weights of moves.
#[derive(Clone)]
pub(crate) struct Moves {
    /// From a closed side (outside or a label) to the next.
    pub(crate) outer: [[f32; SIDES]; SIDES],
    /// Inside a mention.
    pub(crate) inner: [[f32; INNER]; LABELS],
}

impl Moves {
    fn filled(value: f32) -> Moves {
        Moves {
            outer: [[value; SIDES]; SIDES],
            inner: [[value; INNER]; LABELS],
        }
    }

    fn map(&self, f: impl Fn(f32) -> f32 + Copy) -> Moves {
        Moves {
            outer: self.outer.map(|row| row.map(f)),
            inner: self.inner.map(|row| row.map(f)),
        }
    }

    fn iter_mut(&mut self) -> impl Iterator<Item = &mut f32> {
        self.outer
            .as_flattened_mut()
            .iter_mut()
            .chain(self.inner.as_flattened_mut())
    }
}

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Recipe {
    /// Step size at the start; it falls linearly to a tenth.
    pub(crate) rate: f32,
    /// Pull of every weight towards zero.
    pub(crate) decay: f32,
    /// Tokens whose greatest error is below this are not learned from.
    pub(crate) idle: f32,
}

/// Weights while they are learned.
pub(crate) struct Crf {
    pub(crate) weights: Vec<Row>,
    squares: Vec<Row>,
    pub(crate) moves: Moves,
    move_squares: Moves,
    /// Weights of nothing stay at nothing.
    thinned: bool,
    recipe: Recipe,
    lattice: Lattice,
}

/// Buffers for one sentence.
#[derive(Default)]
struct Lattice {
    /// Exponentiated scores of tags.
    emissions: Vec<Row>,
    forward: Vec<Row>,
    backward: Vec<Row>,
    /// Factors that keep each forward step at sum one.
    norms: Vec<f32>,
}

const EPSILON: f32 = 1e-2;

impl Crf {
    pub(crate) fn new(features: usize, recipe: Recipe) -> Crf {
        Crf {
            weights: vec![[0.0; WIDTH]; features],
            squares: vec![[0.0; WIDTH]; features],
            moves: Moves::filled(0.0),
            move_squares: Moves::filled(0.0),
            thinned: false,
            recipe,
            lattice: Lattice::default(),
        }
    }

    /// The scores of a token's tags.
    pub(crate) fn score(&self, features: &[u32]) -> Row {
        let mut sum = [0.0; WIDTH];
        for &feature in features {
            let row = &self.weights[feature as usize];
            for (s, w) in sum.iter_mut().zip(row) {
                *s += w;
            }
        }
        sum
    }

    /// Learns from one sentence; `progress` runs from 0 to 1 over the whole training. `words` has those of the
    /// features that are of single words.
    pub(crate) fn learn<'f>(
        &mut self,
        features: impl Fn(usize) -> &'f [u32],
        words: impl Fn(usize) -> &'f [u32],
        tags: &[u8],
        weight: f32,
        progress: f32,
    ) {
        let mut lattice = std::mem::take(&mut self.lattice);
        let moves = self.moves.map(f32::exp);
        lattice.fill(tags.len(), |t| self.score(features(t)));
        lattice.forward(&moves);
        lattice.backward(&moves);
        let rate = self.recipe.rate * (1.0 - 0.9 * progress);
        for (t, &tag) in tags.iter().enumerate() {
            let mut error = lattice.marginals(t);
            error.iter_mut().for_each(|p| *p *= -weight);
            error[tag as usize] += weight;
            if error.iter().any(|e| e.abs() > self.recipe.idle) {
                for &feature in features(t) {
                    self.step(feature as usize, &error, rate);
                }
            }
            self.learn_gate(words(t), usize::from(tag) != OUTSIDE, weight, rate);
        }
        let error = lattice.move_errors(&moves, tags, weight);
        self.step_moves(&error, rate);
        self.lattice = lattice;
    }

    /// Learns from one token whether words like it are in mentions.
    fn learn_gate(&mut self, words: &[u32], mentioned: bool, weight: f32, rate: f32) {
        let sum: f32 = words.iter().map(|&word| self.weights[word as usize][GATE]).sum();
        let error = weight * (f32::from(u8::from(mentioned)) - 1.0 / (1.0 + (-sum).exp()));
        if error.abs() > self.recipe.idle {
            let step = self.stepper(rate);
            for &word in words {
                let (weights, squares) = (&mut self.weights[word as usize], &mut self.squares[word as usize]);
                step(&mut weights[GATE], &mut squares[GATE], error);
            }
        }
    }

    /// Drops small weights for good; learning goes on with the others alone.
    pub(crate) fn thin(&mut self, least: f32) {
        self.thinned = least > 0.0;
        let weights = self.weights.iter_mut().flatten();
        weights.filter(|w| w.abs() < least).for_each(|w| *w = 0.0);
    }

    fn step(&mut self, feature: usize, error: &Row, rate: f32) {
        let step = self.stepper(rate);
        let (weights, squares) = (
            &mut self.weights[feature][..TAGS],
            &mut self.squares[feature][..TAGS],
        );
        for ((w, s), &e) in weights.iter_mut().zip(squares).zip(error) {
            step(w, s, e);
        }
    }

    /// Moves a weight, given the sum of its squared gradients, by an error.
    fn stepper(&self, rate: f32) -> impl Fn(&mut f32, &mut f32, f32) + use<> {
        let (thinned, decay) = (self.thinned, self.recipe.decay);
        move |weight, squares, error| {
            if thinned && *weight == 0.0 {
                return;
            }
            let gradient = error - decay * *weight;
            *squares += gradient * gradient;
            *weight += rate * gradient / (*squares + EPSILON).sqrt();
        }
    }

    fn step_moves(&mut self, error: &Moves, rate: f32) {
        let mut error = error.clone();
        let all = self
            .moves
            .iter_mut()
            .zip(self.move_squares.iter_mut())
            .zip(error.iter_mut());
        for ((w, s), &mut e) in all {
            *s += e * e;
            *w += rate * e / (*s + EPSILON).sqrt();
        }
    }
}

/// Probability mass on each closed side.
fn sides(row: &Row) -> [f32; SIDES] {
    let mut out = [row[OUTSIDE]; SIDES];
    for label in 0..LABELS {
        out[1 + label] = row[unit(label)] + row[last(label)];
    }
    out
}

impl Lattice {
    fn fill(&mut self, len: usize, score: impl Fn(usize) -> Row) {
        self.emissions.clear();
        self.emissions.extend((0..len).map(|t| {
            let mut row = score(t);
            let most = row[..TAGS].iter().copied().fold(f32::MIN, f32::max);
            row.iter_mut().for_each(|s| *s = (*s - most).exp());
            row[TAGS..].fill(0.0);
            row
        }));
    }

    fn forward(&mut self, moves: &Moves) {
        self.forward.clear();
        self.norms.clear();
        let mut closed = [0.0; SIDES];
        closed[OUTSIDE] = 1.0;
        for (t, emission) in self.emissions.iter().enumerate() {
            let mut entry = [0.0; SIDES];
            for (from, &mass) in closed.iter().enumerate() {
                for (e, m) in entry.iter_mut().zip(&moves.outer[from]) {
                    *e += mass * m;
                }
            }
            let mut row = [0.0; WIDTH];
            row[OUTSIDE] = entry[0] * emission[OUTSIDE];
            for label in 0..LABELS {
                row[unit(label)] = entry[1 + label] * emission[unit(label)];
                row[begin(label)] = entry[1 + label] * emission[begin(label)];
                if t > 0 {
                    let before: &Row = &self.forward[t - 1];
                    let (b, i, inner) = (before[begin(label)], before[inside(label)], &moves.inner[label]);
                    row[inside(label)] = (b * inner[0] + i * inner[1]) * emission[inside(label)];
                    row[last(label)] = (b * inner[2] + i * inner[3]) * emission[last(label)];
                }
            }
            let norm = 1.0 / row.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            row.iter_mut().for_each(|p| *p *= norm);
            closed = sides(&row);
            self.norms.push(norm);
            self.forward.push(row);
        }
    }

    fn backward(&mut self, moves: &Moves) {
        let len = self.emissions.len();
        self.backward.clear();
        self.backward.resize(len, [0.0; WIDTH]);
        let mut closed = [1.0; SIDES]; // what follows each closed side
        for t in (0..len).rev() {
            let row = &mut self.backward[t];
            *row = [0.0; WIDTH];
            row[OUTSIDE] = closed[0];
            for label in 0..LABELS {
                row[unit(label)] = closed[1 + label];
                row[last(label)] = closed[1 + label];
            }
            if t + 1 < len {
                let (next, ahead) = (&self.emissions[t + 1], self.ahead(t + 1));
                let row = &mut self.backward[t];
                for label in 0..LABELS {
                    let inner = &moves.inner[label];
                    let i = next[inside(label)] * ahead[inside(label)];
                    let l = next[last(label)] * ahead[last(label)];
                    row[begin(label)] = inner[0] * i + inner[2] * l;
                    row[inside(label)] = inner[1] * i + inner[3] * l;
                }
            }
            let entry = self.entry(t);
            for (c, outer) in closed.iter_mut().zip(&moves.outer) {
                *c = outer.iter().zip(&entry).map(|(m, e)| m * e).sum();
            }
        }
    }

    /// The backward row of `t`, scaled like its forward row.
    fn ahead(&self, t: usize) -> Row {
        self.backward[t].map(|b| b * self.norms[t])
    }

    /// What entering each side at `t` is worth, scaled.
    fn entry(&self, t: usize) -> [f32; SIDES] {
        let (emission, row) = (&self.emissions[t], &self.backward[t]);
        let mut out = [emission[OUTSIDE] * row[OUTSIDE] * self.norms[t]; SIDES];
        for label in 0..LABELS {
            let (u, b) = (unit(label), begin(label));
            out[1 + label] = (emission[u] * row[u] + emission[b] * row[b]) * self.norms[t];
        }
        out
    }

    /// The probability of each tag at `t`.
    fn marginals(&self, t: usize) -> Row {
        let mut row = self.forward[t];
        row.iter_mut().zip(&self.backward[t]).for_each(|(p, b)| *p *= b);
        let norm = 1.0 / row.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        row.map(|p| p * norm)
    }

    /// Right moves less expected moves.
    fn move_errors(&self, moves: &Moves, tags: &[u8], weight: f32) -> Moves {
        let mut error = Moves::filled(0.0);
        let start = {
            let mut row = [0.0; WIDTH];
            row[OUTSIDE] = 1.0;
            row
        };
        let mut before_tag = OUTSIDE;
        for (t, &tag) in tags.iter().enumerate() {
            let before = if t == 0 { &start } else { &self.forward[t - 1] };
            let (closed, entry) = (sides(before), self.entry(t));
            for (from, mass) in closed.into_iter().enumerate() {
                let row = error.outer[from].iter_mut().zip(&moves.outer[from]).zip(&entry);
                row.for_each(|((e, m), next)| *e -= weight * mass * m * next);
            }
            let (emission, ahead) = (&self.emissions[t], self.ahead(t));
            for label in 0..LABELS {
                let (b, i, inner) = (before[begin(label)], before[inside(label)], &moves.inner[label]);
                let to_i = emission[inside(label)] * ahead[inside(label)];
                let to_l = emission[last(label)] * ahead[last(label)];
                let expected = [
                    b * inner[0] * to_i,
                    i * inner[1] * to_i,
                    b * inner[2] * to_l,
                    i * inner[3] * to_l,
                ];
                for (e, p) in error.inner[label].iter_mut().zip(expected) {
                    *e -= weight * p;
                }
            }
            match Step::between(before_tag, tag as usize) {
                Step::Outer(from, to) => error.outer[from][to] += weight,
                Step::Inner(label, kind) => error.inner[label][kind] += weight,
            }
            before_tag = tag as usize;
        }
        error
    }
}
