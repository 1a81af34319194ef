//! `Explanation`: why a place of a text was read as it was, put together of what the tagger and the caller's names say.

use crate::record::{Mention, Record};
use crate::rules::{Fate, Own, OwnScratch, Reading};
use crate::span::Span;
use crate::tagger::{KnownName, Tagger, TaggerScratch, TokenChoice};
use crate::text::Segments;

/// Why a place of a text was read as it was; [`Extractor::explain`](crate::Extractor::explain) makes it.
///
/// Weights are in natural units, those of the logarithm of a probability: one more makes a reading 2.7 times as likely.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use dateline::{Explanation, Fate, Feature, KnownName, Origin, Reading, TagScore, TokenChoice};
///
/// let why: Explanation = dateline::Extractor::embedded()?.explain("It rained in Paris.", 14).expect("a word");
/// let reading: &Reading = &why.readings[0];
/// assert_eq!((&reading.origin, reading.fate), (&Origin::Model, Fate::Stands));
/// let token: &TokenChoice = &why.tokens[0];
/// let (chosen, rival): (&TagScore, &TagScore) = (&token.chosen, &token.runner_up);
/// assert!(chosen.tag == "U-GPE" && rival.tag != chosen.tag);
/// let strongest: &Feature = &token.features[0];
/// assert!(strongest.weight() >= token.features[1].weight());
/// let known: &KnownName = &why.names[0];
/// assert_eq!(known.span, token.span);
/// # }
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The mention that covers the place, as the record of the text has it.
    pub mention: Option<Mention>,
    /// Every reading of the mention's place (of that of the token, without one): the model's, and those of the caller's
    /// names and patterns, with what became of each; in text order.
    pub readings: Vec<Reading>,
    /// What the model makes of the mention's tokens, or of the one at the place when no mention covers it.
    pub tokens: Vec<TokenChoice>,
    /// The names of the model's gazetteer at these tokens, of one word and of several, in text order.
    pub names: Vec<KnownName>,
}

/// Explains byte `offset` of a record's text, whose tokens `segments` has; `None` where no word and no mention stands.
pub(crate) fn explain(
    record: Record,
    offset: usize,
    segments: &Segments,
    (tagger, own): (&Tagger, &Own),
    (tagging, owning): (&mut TaggerScratch, &mut OwnScratch),
) -> Option<Explanation> {
    let Record {
        article, mentions, ..
    } = record;
    let covers = |span: Span| span.range().contains(&offset);
    let mention = mentions.iter().find(|mention| covers(mention.span)).cloned();
    let token = || segments.tokens.iter().map(|t| t.span).find(|&span| covers(span));
    let place = mention.as_ref().map(|mention| mention.span).or_else(token)?;
    let touches = |span: Span| span.start < place.end && place.start < span.end;
    let (mut model, mut tokens, mut names) = (Vec::new(), Vec::new(), Vec::new());
    for sentence in segments
        .sentences
        .iter()
        .filter(|sentence| touches(segments.span(sentence)))
    {
        let sentence = &segments.tokens[sentence.clone()];
        tagger.tag(&article.text, sentence, || false, tagging, &mut model);
        tagger.explain(
            &article.text,
            sentence,
            touches,
            tagging,
            (&mut tokens, &mut names),
        );
    }
    let mut readings = own.readings(&article, segments, &model, touches, owning);
    for reading in readings.iter_mut().filter(|reading| reading.fate == Fate::Stands) {
        reading.fate = own.last_fate(reading, &mentions);
    }
    readings.sort_by_key(|reading| (reading.span.start, reading.fate != Fate::Stands));
    Some(Explanation {
        mention,
        readings,
        tokens,
        names,
    })
}
