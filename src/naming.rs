//! Enums whose values have a name in records: one list gives the type, its names and their reading.

/// Declares such an enum: its doc, its type, what it is called in errors, and each value with its name.
macro_rules! named {
    ($(#[$meta:meta])* $type:ident, $what:literal { $($(#[$vmeta:meta])* $variant:ident = $name:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum $type { $($(#[$vmeta])* $variant),+ }

        impl $type {
            /// Every value, in the order of its number.
            pub const ALL: &'static [$type] = &[$($type::$variant),+];

            /// Its name in records.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $($type::$variant => $name),+ }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $type {
            type Err = crate::error::Error;

            fn from_str(s: &str) -> Result<$type, crate::error::Error> {
                match s {
                    $($name => Ok($type::$variant),)+
                    _ => Err(crate::error::Error::argument(format!(concat!("unknown ", $what, " {:?}"), s))),
                }
            }
        }
    };
}

pub(crate) use named;
