//! Room 2, [`Article`](crate::article::Article) to tokens and sentences, by tables and without a regex.

mod chars;
mod lists;
mod segment;
mod sentences;
mod tokens;

pub use self::segment::Segments;
pub use self::sentences::split_sentences;
pub use self::tokens::{Token, TokenKind, tokenize};

pub(crate) use self::chars::{fold_word, is_folded, plain};
