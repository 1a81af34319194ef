//! Why a token was tagged as it was: its features with their weights, added up as in use.

use super::decode::{Scores, decode};
use super::features::{Known, REACH, Run, Sentence, at_position, context_features, run_from, word_features};
use super::tags::{GATE, OUTSIDE, Part, TAGS, WIDTH, parts};
use super::view::{View, Word};
use super::words::{Setting, WordType, setting};
use super::{Lattice, MOST_TOKENS, Tagger, TaggerScratch};
use crate::gazetteer::Kinds;
use crate::lexical::compose;
use crate::record::Label;
use crate::span::Span;
use crate::text::Token;

/// The tag of a token, and the one that it had in the best reading without that tag.
///
/// Tags are `O` outside of mentions; `U-LABEL` for a mention of one token; `B-`, `I-` and `L-LABEL` for the first, an inner
/// and the last token of a longer one. Where the words of a token rule any mention out, nothing else was asked: `O` is chosen
/// against `ANY`, and the features are those that weigh for a mention at all.
#[derive(Clone, Debug, PartialEq)]
pub struct TokenChoice {
    /// Where it stands.
    pub span: Span,
    /// The chosen tag.
    pub chosen: TagScore,
    /// Its rival.
    pub runner_up: TagScore,
    /// Every feature that has a weight for one of the two, the strongest for the chosen tag first. They add up to the scores.
    pub features: Vec<Feature>,
}

/// A tag with what speaks for it.
#[derive(Clone, Debug, PartialEq)]
pub struct TagScore {
    /// The tag, such as `B-PERSON`.
    pub tag: String,
    /// The sum of the weights of its features.
    pub score: f32,
    /// The weight of the move to it from the tag before.
    pub move_weight: f32,
    /// The tag before, in the reading that has this tag; `None` where the sentence starts.
    pub before: Option<String>,
}

/// A feature of a token.
#[derive(Clone, Debug, PartialEq)]
pub struct Feature {
    /// What it looks at: `lower-case word of the next token`.
    pub name: String,
    /// What it saw there: `'said'`.
    pub values: String,
    /// Its weight for the chosen tag.
    pub chosen: f32,
    /// Its weight for the runner-up.
    pub runner_up: f32,
}

impl Feature {
    /// What it says for the chosen tag against the runner-up.
    #[must_use]
    pub fn weight(&self) -> f32 {
        self.chosen - self.runner_up
    }
}

/// A name that the gazetteer knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownName {
    /// Where it stands.
    pub span: Span,
    /// The kinds under which it is known, such as `FIRST_NAME` or `LARGE_CITY`.
    pub kinds: Vec<&'static str>,
}

/// The score of a tag that may not be: no sum of weights comes near it.
const NEVER: i16 = i16::MIN;

/// A sentence as it was read, with what only an explanation needs.
struct Reading<'r> {
    words: Vec<Word>,
    setting: Setting,
    scratch: &'r TaggerScratch,
}

/// A feature as the model has it: weights for all tags.
struct Row {
    template: u64,
    by: isize,
    nth: usize,
    weights: Scores,
    #[cfg(all(test, feature = "embedded"))]
    key: u64,
}

impl Tagger {
    /// Appends what it makes of the tokens of one sentence that `touches` allows, and the known names there.
    pub(crate) fn explain(
        &self,
        text: &str,
        tokens: &[Token],
        touches: impl Fn(Span) -> bool,
        scratch: &mut TaggerScratch,
        (choices, names): (&mut Vec<TokenChoice>, &mut Vec<KnownName>),
    ) {
        let setting = setting(tokens.iter().map(|t| t.span.slice(text)));
        let covered = |t: &Token| touches(t.span);
        for tokens in tokens
            .chunks(MOST_TOKENS)
            .filter(|tokens| tokens.iter().any(covered))
        {
            let reading = self.reading(text, tokens, setting, scratch);
            for t in (0..tokens.len()).filter(|&t| covered(&tokens[t])) {
                choices.push(self.choice(&reading, tokens[t].span, t));
            }
            known_names(&reading, tokens, covered, names);
        }
    }

    fn reading<'r>(
        &self,
        text: &str,
        tokens: &[Token],
        setting: Setting,
        scratch: &'r mut TaggerScratch,
    ) -> Reading<'r> {
        self.read(text, tokens, setting, scratch);
        let word = |token: &Token| {
            let (exact, mut folded) = (token.span.slice(text), String::new());
            let kind = self.knowledge.word_type(exact, setting, &mut folded);
            Word {
                exact: compose(exact).into_owned(),
                folded,
                kind,
            }
        };
        Reading {
            words: tokens.iter().map(word).collect(),
            setting,
            scratch,
        }
    }

    fn choice(&self, reading: &Reading<'_>, span: Span, t: usize) -> TokenChoice {
        let TaggerScratch {
            scores, open, tags, ..
        } = reading.scratch;
        if !open[t] {
            return self.shut_out(reading, span, t);
        }
        let chosen = usize::from(tags[t]);
        let mut without = scores.clone();
        let free: Vec<usize> = (0..TAGS).filter(|&tag| self.is_free(tag)).collect();
        for row in &mut without {
            free.iter().for_each(|&tag| row[tag] = NEVER);
        }
        without[t][chosen] = NEVER;
        let (mut lattice, mut other) = (Lattice::default(), Vec::new());
        decode((&without, open), &self.model.moves, &mut lattice, &mut other);
        let runner_up = usize::from(other[t]);
        let features = self.features(reading, t, |weights| [weights[chosen], weights[runner_up]]);
        TokenChoice {
            span,
            chosen: self.tag_score(&scores[t], tags, t),
            runner_up: self.tag_score(&scores[t], &other, t),
            features,
        }
    }

    /// The choice at a token whose words rule a mention out: nothing but that was asked.
    fn shut_out(&self, reading: &Reading<'_>, span: Span, t: usize) -> TokenChoice {
        let features = self.features(reading, t, |weights| [0, weights[GATE]]);
        let tag = |tag: &str, score| TagScore {
            tag: tag.to_owned(),
            score,
            move_weight: 0.0,
            before: None,
        };
        TokenChoice {
            span,
            chosen: tag("O", 0.0),
            runner_up: tag("ANY", features.iter().map(|feature| feature.runner_up).sum()),
            features,
        }
    }

    /// The features of a token that have a weight for one side or the other, as `sides` picks them.
    fn features(&self, reading: &Reading<'_>, t: usize, sides: impl Fn(&Scores) -> [i16; 2]) -> Vec<Feature> {
        let view = reading.view(t);
        let rows = self.rows(reading, t);
        let weighty = rows.iter().filter_map(|row| match sides(&row.weights) {
            [0, 0] => None,
            weights => Some((row, weights.map(|weight| self.natural(weight.into())))),
        });
        let mut features: Vec<Feature> = weighty
            .map(|(row, [chosen, runner_up])| {
                let view = View {
                    by: row.by,
                    nth: row.nth,
                    ..view
                };
                Feature {
                    name: view.name(row.template),
                    values: view.values(row.template),
                    chosen,
                    runner_up,
                }
            })
            .collect();
        features.sort_by(|a, b| b.weight().total_cmp(&a.weight()));
        features
    }

    fn tag_score(&self, scores: &Scores, tags: &[u8], t: usize) -> TagScore {
        let tag = usize::from(tags[t]);
        let before = t.checked_sub(1).map(|t| usize::from(tags[t]));
        TagScore {
            tag: self.tag_name(tag),
            score: self.natural(scores[tag].into()),
            move_weight: self.natural(self.model.moves.between(before.unwrap_or(OUTSIDE), tag)),
            before: before.map(|tag| self.tag_name(tag)),
        }
    }

    fn natural(&self, units: i32) -> f32 {
        units as f32 / self.model.scale
    }

    fn tag_name(&self, tag: usize) -> String {
        let (part, label) = parts(tag);
        let letter = match part {
            Part::Outside => return "O".to_owned(),
            Part::Unit => 'U',
            Part::Last => 'L',
            Part::Begin => 'B',
            Part::Inside => 'I',
        };
        let label = self.labels[label].map_or("(no label)", Label::as_str);
        format!("{letter}-{label}")
    }

    /// Whether a tag is that of a label that the model does not have: nothing becomes of it.
    fn is_free(&self, tag: usize) -> bool {
        tag != OUTSIDE && self.labels[parts(tag).1].is_none()
    }

    /// Every feature of a token, by the extractor and the table that are in use.
    fn rows(&self, reading: &Reading<'_>, t: usize) -> Vec<Row> {
        let weights = self.model.weights();
        let mut rows: Vec<Row> = Vec::new();
        let mut push = |template, by, key| {
            let nth = rows
                .iter()
                .filter(|row| (row.template, row.by) == (template, by))
                .count();
            let mut row = [0; WIDTH];
            weights.add(key, &mut row);
            rows.push(Row {
                template,
                by,
                nth,
                weights: row,
                #[cfg(all(test, feature = "embedded"))]
                key,
            });
        };
        let words = &reading.words;
        for (i, word) in words.iter().enumerate() {
            let by = i as isize - t as isize;
            if by.unsigned_abs() > REACH {
                continue;
            }
            let position = (i + REACH - t) as u8;
            word_features(&word.kind, &word.folded, |template, key, positions| {
                if positions.contains(&position) {
                    push(template, by, at_position(key, position));
                }
            });
        }
        let scratch = reading.scratch;
        let sentence = Sentence {
            types: &scratch.store.types,
            numbers: &scratch.numbers,
            spaced: &scratch.spaced,
            known: &scratch.known,
        };
        context_features(
            sentence,
            |seer| seer == t && scratch.open[t],
            |_, template, key| push(template, 0, key),
        );
        rows
    }
}

impl Reading<'_> {
    /// What templates look at from token `t`, with the run that it is in.
    fn view(&self, t: usize) -> View<'_> {
        let edge = WordType::edge();
        let word = |t: usize| self.words.get(t).map_or(&edge, |word| &word.kind);
        let mut run = Run::default();
        for from in 0..=t {
            if run.end <= from {
                run = run_from(word, self.words.len(), from);
            }
        }
        View {
            words: &self.words,
            spaced: &self.scratch.spaced,
            known: &self.scratch.known,
            setting: self.setting,
            t,
            run,
            by: 0,
            nth: 0,
        }
    }
}

/// The known names that have a token in what is `covered`: at each place the longer ones first.
fn known_names(
    reading: &Reading<'_>,
    tokens: &[Token],
    covered: impl Fn(&Token) -> bool,
    out: &mut Vec<KnownName>,
) {
    let mut push = |first: usize, last: usize, kinds: Kinds| {
        if !kinds.is_empty() && tokens[first..=last].iter().any(&covered) {
            let (start, end) = (tokens[first].span.start, tokens[last].span.end);
            let span = Span { start, end };
            let kinds = kinds.names().collect();
            out.push(KnownName { span, kinds });
        }
    };
    let known: &[Known] = &reading.scratch.known;
    for (t, word) in reading.words.iter().enumerate() {
        if known[t].place & 1 != 0 {
            let last = (t..known.len()).find(|&t| known[t].place & 2 != 0);
            push(t, last.unwrap_or(t), known[t].kinds);
        }
        push(t, t, word.kind.names);
    }
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use super::*;
    use crate::tagger::figures::Figure;
    use crate::tagger::format::Bytes;
    use crate::tagger::templates::parts;
    use crate::text::Segments;

    const TEXT: &str = "NAIROBI, Kenya, May 2 (AP) - The United Nations said on Thursday that Angela Merkel, 69, won 3.5% of \
        the votes in New York and $1.2bn in 1998, the Financial Times reported at 5 p.m. on 12 June.\n\n\
        Kim Jong-Un Says He Will Visit South Korea's Capital Seoul\n\nBANK OF ENGLAND RAISES RATES\n\n\
        He added that he was not sure whether this would help them, and that nobody else had been asked about it before.";

    /// Calls back with every token of a text as it was read.
    #[expect(clippy::expect_used, reason = "a test")]
    fn each(mut work: impl FnMut(&Tagger, &Reading<'_>, usize)) {
        let model = include_bytes!("../embedded/model.bin");
        let tagger = Tagger::new(Bytes::Embedded(model)).expect("the shipped model is sound");
        let article = crate::article::read_text(TEXT.to_owned(), None, None, &mut Vec::new());
        let mut segments = Segments::default();
        segments.fill(&article);
        let mut scratch = TaggerScratch::default();
        for sentence in &segments.sentences {
            let tokens = &segments.tokens[sentence.clone()];
            let setting = setting(tokens.iter().map(|t| t.span.slice(&article.text)));
            let reading = tagger.reading(&article.text, tokens, setting, &mut scratch);
            (0..tokens.len()).for_each(|t| work(&tagger, &reading, t));
        }
    }

    #[test]
    fn weights_of_features_and_nothing_else_add_up_to_the_scores_of_all_tags() {
        let mut count = [0; 2];
        each(|tagger, reading, t| {
            let mut sum: Scores = [0; WIDTH];
            for row in tagger.rows(reading, t) {
                sum.iter_mut()
                    .zip(row.weights)
                    .for_each(|(sum, weight)| *sum += weight);
            }
            let open = reading.scratch.open[t];
            assert_eq!(sum[GATE] >= tagger.model.shut, open);
            assert_eq!(if open { sum } else { [0; WIDTH] }, reading.scratch.scores[t]);
            let choice = tagger.choice(reading, Span::new(0, 0), t);
            let against = |name: &str| choice.runner_up.tag == name;
            assert_eq!(against("ANY"), !open);
            let sum: f32 = choice.features.iter().map(|feature| feature.runner_up).sum();
            assert!((sum - choice.runner_up.score).abs() < 1e-3, "{choice:?}");
            count[usize::from(open)] += 1;
        });
        assert!(count[0] > 10 && count[1] > 40, "{count:?}");
    }

    #[test]
    fn what_is_shown_is_what_was_hashed() {
        let mut met = std::collections::BTreeSet::new();
        each(|tagger, reading, t| {
            let view = reading.view(t);
            let figure = reading.words[t].kind.figure != Figure::None;
            for row in tagger.rows(reading, t) {
                let view = View {
                    by: row.by,
                    nth: row.nth,
                    ..view
                };
                let mut key = view.key(row.template);
                if row.template < 30 || (50..54).contains(&row.template) {
                    key = at_position(key, (row.by + REACH as isize) as u8);
                }
                assert_eq!(
                    key,
                    row.key,
                    "{}: {}",
                    view.name(row.template),
                    view.values(row.template)
                );
                met.insert((row.template, figure));
            }
        });
        for template in (0..200).filter(|&template| !parts(template, true).is_empty()) {
            let [at, beside] = [true, false].map(|figure| met.contains(&(template, figure)));
            let alike = parts(template, true) == parts(template, false);
            assert!(at && beside || alike && (at || beside), "{template} was not met");
        }
    }
}
