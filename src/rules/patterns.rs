//! `Patterns`: the caller's regular expressions, in linear time and of bounded size.

use regex::{Regex, RegexBuilder};

use super::hits::{Hit, Source};
use crate::error::Error;
use crate::record::Label;
use crate::span::Span;

/// Bytes that one compiled pattern may take, and that its cache may.
const MOST_BYTES: usize = 10 << 20;
/// The group whose content is the mention.
const MENTION: &str = "mention";

/// The caller's patterns with their labels.
#[derive(Clone, Debug, Default)]
pub(crate) struct Patterns(Vec<Pattern>);

#[derive(Clone, Debug)]
struct Pattern {
    label: Label,
    regex: Regex,
    /// The number of the group that holds the mention: 0 is the whole match.
    group: usize,
}

impl Patterns {
    /// Compiles patterns.
    pub(super) fn new(patterns: &[(Label, &str)]) -> Result<Patterns, Error> {
        let patterns = patterns.iter().enumerate().map(|(index, &(label, pattern))| {
            let mut builder = RegexBuilder::new(pattern);
            let built = builder.size_limit(MOST_BYTES).dfa_size_limit(MOST_BYTES).build();
            let regex = built.map_err(|why| {
                Error::argument(format!("pattern {index}, label {:?}: {why}", label.as_str()))
            })?;
            let group = regex.capture_names().position(|name| name == Some(MENTION));
            Ok(Pattern {
                label,
                regex,
                group: group.unwrap_or(0),
            })
        });
        Ok(Patterns(patterns.collect::<Result<_, Error>>()?))
    }

    /// The labels with their patterns, in order.
    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = (Label, &str)> {
        self.0
            .iter()
            .map(|pattern| (pattern.label, pattern.regex.as_str()))
    }

    /// A pattern as it was given.
    pub(super) fn pattern(&self, number: u32) -> &str {
        self.0
            .get(number as usize)
            .map_or("", |pattern| pattern.regex.as_str())
    }

    /// Appends what the patterns fit in a paragraph, empty matches left out.
    pub(super) fn find(&self, text: &str, paragraph: Span, hits: &mut Vec<Hit>) {
        let (slice, base) = (paragraph.slice(text), paragraph.start as usize);
        for (pattern, number) in self.0.iter().zip(0..) {
            let mut hit = |range: std::ops::Range<usize>| {
                if !range.is_empty() {
                    hits.push(Hit {
                        span: Span::new(base + range.start, base + range.end),
                        label: pattern.label,
                        source: Source::Pattern(number),
                    });
                }
            };
            if pattern.group == 0 {
                pattern
                    .regex
                    .find_iter(slice)
                    .for_each(|found| hit(found.range()));
            } else {
                let found = pattern.regex.captures_iter(slice);
                let mentions = found.filter_map(|groups| groups.get(pattern.group).or_else(|| groups.get(0)));
                mentions.for_each(|mention| hit(mention.range()));
            }
        }
    }
}
