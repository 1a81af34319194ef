//! The labels of a model: it has room for eighteen, of any names.

use std::collections::BTreeMap;

use super::data::Document;
use crate::error::Error;
use crate::record::Label;
use crate::span::Span;
use crate::tagger::Tagger;
use crate::tagger::tags::LABELS;

/// Which label each of a model's slots stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Slots {
    labels: [Option<Label>; LABELS],
}

impl Slots {
    /// Those of the shipped model.
    pub(crate) fn shipped() -> Slots {
        let labels = std::array::from_fn(|slot| Label::ALL.get(slot).copied());
        Slots { labels }
    }

    /// Those of a model, without the labels that `keep` does not want.
    pub(crate) fn of_model(tagger: &Tagger, keep: impl Fn(Label) -> bool) -> Slots {
        let labels = tagger.labels().map(|label| label.filter(|&label| keep(label)));
        Slots { labels }
    }

    /// The slot of a label.
    pub(crate) fn of(&self, label: Label) -> Option<usize> {
        self.labels.iter().position(|slot| *slot == Some(label))
    }

    /// The label of a slot.
    pub(crate) fn label(&self, slot: usize) -> Option<Label> {
        *self.labels.get(slot)?
    }

    /// These labels with further ones in free slots.
    ///
    /// # Errors
    /// When there is no room for all, or a name cannot be one.
    pub(crate) fn with(mut self, further: &[Label]) -> Result<Slots, Error> {
        let mut further: Vec<Label> = further.to_vec();
        further.retain(|&label| self.of(label).is_none());
        further.sort_unstable_by_key(|label| label.as_str());
        further.dedup();
        let own = self.labels.iter().flatten().count();
        let mut left = further.iter().copied();
        for slot in self.labels.iter_mut().filter(|slot| slot.is_none()) {
            *slot = left.next();
        }
        if left.next().is_none() {
            return Ok(self);
        }
        let count = further.len();
        let names: Vec<&str> = further.iter().map(|label| label.as_str()).collect();
        let names = names.join(", ");
        Err(Error::argument(if own == 0 {
            format!("a model has room for {LABELS} labels, and the text has {count}: {names}")
        } else {
            format!(
                "a model has room for {LABELS} labels; the base has {own}, and the text {count} more: {names}. Train \
                 without the base, or forget those of its labels that the text does not have"
            )
        }))
    }

    /// A document's mentions with the slots of their labels.
    ///
    /// # Errors
    /// When a label has none.
    pub(crate) fn numbered(&self, document: &Document) -> Result<Vec<(Span, usize)>, Error> {
        let one = |(span, name): &(Span, Box<str>)| {
            let slot = name.parse().ok().and_then(|label| self.of(label));
            let slot =
                slot.ok_or_else(|| Error::argument(format!("{}: unknown label {name:?}", document.place)));
            Ok((*span, slot?))
        };
        document.mentions.iter().map(one).collect()
    }

    /// The names of all slots, one a line, as the model file has them.
    pub(crate) fn lines(&self) -> String {
        let names: Vec<&str> = self
            .labels
            .iter()
            .map(|label| label.map_or("", Label::as_str))
            .collect();
        names.join("\n")
    }
}

/// The labels of documents with the number of their mentions.
///
/// # Errors
/// When a name cannot be a label's.
pub(crate) fn labels(documents: &[Document]) -> Result<BTreeMap<Label, usize>, Error> {
    let mut out = BTreeMap::new();
    for document in documents {
        for (_, name) in &document.mentions {
            let label = Label::named(name).map_err(|why| {
                Error::argument(format!("{}: {why}; give it another name (map)", document.place))
            })?;
            *out.entry(label).or_default() += 1;
        }
    }
    Ok(out)
}
