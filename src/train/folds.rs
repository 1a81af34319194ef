//! What a change is worth: the recipe without a quarter of the articles, tested on that quarter, for each of the four.

use super::data::Document;
use super::evaluate::Tally;
use super::model::{Plan, hash, knowledge, read, run, test};
use super::slots::Slots;
use crate::error::Error;

/// Into how many parts the articles are cut.
const FOLDS: u64 = 4;

/// Trains a model for each of the folds (0 to 3) and returns the table of its figures on the articles kept out of it,
/// then F1 over all labels with its mean and standard deviation; `log` is told what happens, a line at a time.
///
/// # Errors
/// When a file of the data is missing or does not have its form, or there is no such fold.
pub fn folds(plan: &Plan, folds: &[u64], mut log: impl FnMut(&str)) -> Result<String, Error> {
    if let Some(fold) = folds.iter().find(|&&fold| fold >= FOLDS) {
        return Err(Error::argument(format!(
            "there is no fold {fold}: they are numbered from 0 to {}",
            FOLDS - 1
        )));
    }
    let [words, known] = knowledge(plan, &mut log)?;
    let slots = Slots::shipped();
    let (mut out, mut scores) = (String::new(), Vec::new());
    for &fold in folds {
        let [corpus, dev] = read(plan, &slots, |document| fold_of(document) == Some(fold), &mut log)?;
        let learned = run(
            plan,
            &slots,
            [&words, &known],
            &corpus,
            Some(&dev),
            None,
            &mut log,
        )?;
        let mut groups = test(&dev, &slots, &learned.file, plan.errors, &mut log)?;
        let tally: Tally = groups.remove("articles").unwrap_or_default();
        out += &format!("fold {fold}\n{}", tally.table());
        scores.push(tally.all.f1());
    }
    let list: Vec<String> = scores.iter().map(|f1| format!("{f1:.4}")).collect();
    let (mean, deviation) = spread(&scores);
    out += &format!("F1 {}: {mean:.4} \u{b1} {deviation:.4}\n", list.join(" "));
    Ok(out)
}

/// The fold of an article; a sentence has none and is always learned from.
fn fold_of(document: &Document) -> Option<u64> {
    let article = !document.id.contains('/');
    article.then(|| hash(&document.id) / 7 % FOLDS)
}

/// Mean and standard deviation.
fn spread(scores: &[f64]) -> (f64, f64) {
    let count = scores.len().max(1) as f64;
    let mean = scores.iter().sum::<f64>() / count;
    let squares: f64 = scores.iter().map(|score| (score - mean).powi(2)).sum();
    (mean, (squares / (count - 1.0).max(1.0)).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_fall_into_four_folds_and_sentences_into_none() {
        let fold = |id: String| fold_of(&Document::plain(id, String::new()));
        let mut counts = [0; FOLDS as usize];
        for n in 0..1000 {
            counts[fold(format!("courts-{n}")).expect("a fold") as usize] += 1;
        }
        assert!(counts.iter().all(|&count| count > 150), "{counts:?}");
        assert_eq!(fold("voa/gmb-7".to_owned()), None);
    }

    #[test]
    fn the_spread_is_that_of_a_sample() {
        let (mean, deviation) = spread(&[0.9, 0.8, 0.9, 0.8]);
        assert!((mean - 0.85).abs() < 1e-9 && (deviation - 0.057_735).abs() < 1e-6);
        assert_eq!(spread(&[0.9]), (0.9, 0.0));
    }
}
