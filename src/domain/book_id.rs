//! Names that a rule book gives to things of its own, such as its terms. In the log, in files and in verbs such a
//! name stands as it is written; what the thing is called on screen is learned when a book that names it is read.
//! Which names there are, and in which order, is the book's to say.

use std::{
    collections::BTreeMap,
    sync::{PoisonError, RwLock},
};

/// The longest name.
const LONGEST: usize = 32;

/// The names of one kind of thing, each with what it is called where a book said so.
#[derive(Debug)]
pub(super) struct BookIds(RwLock<BTreeMap<&'static str, Option<&'static str>>>);

impl BookIds {
    pub(super) const fn new() -> Self {
        Self(RwLock::new(BTreeMap::new()))
    }

    /// The one copy of a name: small letters, digits and hyphens. It is kept as long as the program runs, and a text
    /// that holds many names is longer than what is kept of them.
    pub(super) fn intern(&self, name: &str) -> Option<&'static str> {
        let is_sign = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        let is_name = !name.is_empty() && name.len() <= LONGEST && name.bytes().all(is_sign);
        is_name.then(|| self.keep(name))
    }

    /// The one copy of a text that follows from a book.
    pub(super) fn keep(&self, name: &str) -> &'static str {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get_key_value(name).map(|(name, _)| *name);
        known.unwrap_or_else(|| {
            let mut names = self.0.write().unwrap_or_else(PoisonError::into_inner);
            // Another thread may have been first.
            let known = names.get_key_value(name).map(|(name, _)| *name);
            known.unwrap_or_else(|| {
                let kept: &'static str = String::leak(name.to_owned());
                names.insert(kept, None);
                kept
            })
        })
    }

    /// Notes what it is called. What it is called already stays, and is the error where that is something else.
    pub(super) fn learn(&self, name: &'static str, label: &str) -> Result<(), &'static str> {
        let mut names = self.0.write().unwrap_or_else(PoisonError::into_inner);
        match names.get(name).copied().flatten() {
            Some(known) if known == label => Ok(()),
            Some(other) => Err(other),
            None => {
                names.insert(name, Some(String::leak(label.to_owned())));
                Ok(())
            }
        }
    }

    /// True where one of them is called so.
    pub(super) fn has_label(&self, label: &str) -> bool {
        self.0.read().unwrap_or_else(PoisonError::into_inner).values().any(|known| *known == Some(label))
    }

    /// What it is called; its name where no book said so.
    pub(super) fn label(&self, name: &'static str) -> &'static str {
        let names = self.0.read().unwrap_or_else(PoisonError::into_inner);
        names.get(name).copied().flatten().unwrap_or(name)
    }
}

/// A name of one kind of thing, `$what` in a sentence.
macro_rules! book_id {
    ($(#[$doc:meta])* $name:ident, $what:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(&'static str);

        impl $name {
            /// The thing with this name, where the name stands in the program's text.
            pub const fn of(code: &'static str) -> Self {
                Self(code)
            }

            /// The name in data.
            pub const fn code(self) -> &'static str {
                self.0
            }

            /// The name on screen; that in data where no book that was read says it.
            pub fn label(self) -> &'static str {
                Self::ids().label(self.0)
            }

            /// Takes the name on screen from a book.
            ///
            /// # Errors
            /// What another book calls it, where that is something else.
            pub fn learn(self, label: &str) -> std::result::Result<(), &'static str> {
                Self::ids().learn(self.0, label)
            }

            fn ids() -> &'static $crate::domain::book_id::BookIds {
                static IDS: $crate::domain::book_id::BookIds = $crate::domain::book_id::BookIds::new();
                &IDS
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::domain::error::Error;

            /// Takes any name that a book could have: what was once written stays readable without its book.
            fn from_str(s: &str) -> std::result::Result<Self, Self::Err> {
                Self::ids().intern(s.trim()).map(Self).ok_or_else(|| {
                    $crate::domain::error::Error::usage(format!(concat!("«{}» is geen ", $what, "."), s.trim()))
                        .hint("Een naam bestaat uit kleine letters, cijfers en streepjes.")
                })
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.0)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
                let code: std::borrow::Cow<'de, str> = serde::Deserialize::deserialize(deserializer)?;
                code.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}
pub(super) use book_id;
