//! Records as CoNLL columns: one token a line with its tag.

use std::fmt::Write;

use super::words::Words;
use crate::record::Record;

/// The record in two columns, as CoNLL 2003 has its first and last: a token, a tab, its tag in the scheme IOB2
/// (`B-` for the first token of a mention, `I-` for each further one, `O` outside).
///
/// The document begins with `-DOCSTART-`, and a blank line ends each sentence. Documents written one after the other make
/// a file. A token within which a mention begins or ends is cut there; a mention that goes on over a sentence's end
/// begins anew.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// let record = dateline::Extractor::embedded()?.extract_text("Angela Merkel lives in Zürich.");
/// let conll = dateline::export::to_conll(&record);
/// assert!(conll.starts_with("-DOCSTART-\tO\n\nAngela\tB-PERSON\nMerkel\tI-PERSON\nlives\tO\n"));
/// # }
/// # Ok::<(), dateline::Error>(())
/// ```
#[must_use]
pub fn to_conll(record: &Record) -> String {
    let mut out = "-DOCSTART-\tO\n\n".to_owned();
    let words = Words::new(record);
    for sentence in &words.sentences {
        for at in sentence.clone() {
            let word = words.words[at];
            out += word.span.slice(&record.article.text);
            let first = at == sentence.start || words.begins(at);
            let prefix = if first { "B" } else { "I" };
            // Nothing fails that is written to a text.
            let _ = match word.mention {
                Some(mention) => writeln!(out, "\t{prefix}-{}", record.mentions[mention].label),
                None => writeln!(out, "\tO"),
            };
        }
        out.push('\n');
    }
    out
}
