//! Names that a rule book gives to things of its own, such as its terms. In the log, in files and in verbs such a
//! name stands as it is written. It is a value and holds nothing else: what the thing is called on screen, and which
//! names there are in which order, is said by the book at hand.

/// The longest name.
const LONGEST: usize = 32;

/// A name: one to 32 small letters, digits and hyphens. What is left of its room is empty, so that names are ordered
/// as their letters are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct BookId([u8; LONGEST]);

impl BookId {
    /// The name that these letters are; nothing where no book could give it.
    pub(super) const fn read(name: &str) -> Option<Self> {
        if name.is_empty() || name.len() > LONGEST {
            return None;
        }
        let (mut letters, mut left) = ([0; LONGEST], name.as_bytes());
        let mut room: &mut [u8] = &mut letters;
        while let ([letter, more @ ..], [place, rest @ ..]) = (left, room) {
            if !letter.is_ascii_lowercase() && !letter.is_ascii_digit() && *letter != b'-' {
                return None;
            }
            *place = *letter;
            (left, room) = (more, rest);
        }
        Some(Self(letters))
    }

    /// The name in the program's text; of what is no name the empty one, which no book gives.
    pub(super) const fn of(name: &'static str) -> Self {
        match Self::read(name) {
            Some(id) => id,
            None => Self([0; LONGEST]),
        }
    }

    /// The name as it is written.
    pub(super) fn as_str(&self) -> &str {
        let length = self.0.iter().position(|letter| *letter == 0).unwrap_or(LONGEST);
        // Only ASCII was let in.
        self.0.get(..length).and_then(|name| std::str::from_utf8(name).ok()).unwrap_or_default()
    }
}

/// A name of one kind of thing, `$what` in a sentence.
macro_rules! book_id {
    ($(#[$doc:meta])* $name:ident, $what:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name($crate::domain::book_id::BookId);

        impl $name {
            /// The thing with this name, where the name stands in the program's text.
            pub const fn of(code: &'static str) -> Self {
                Self($crate::domain::book_id::BookId::of(code))
            }

            /// The name in data.
            pub fn code(&self) -> &str {
                self.0.as_str()
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_tuple(stringify!($name)).field(&self.code()).finish()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.code())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::domain::error::Error;

            /// Takes any name that a book could have: what was once written stays readable without its book.
            fn from_str(s: &str) -> std::result::Result<Self, Self::Err> {
                $crate::domain::book_id::BookId::read(s.trim()).map(Self).ok_or_else(|| {
                    $crate::domain::error::Error::usage(format!(concat!("«{}» is geen ", $what, "."), s.trim()))
                        .hint("Een naam bestaat uit kleine letters, cijfers en streepjes.")
                })
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kept_whole_and_ordered_as_they_are_written() {
        let longest = "a".repeat(LONGEST);
        let mut names = ["moa", "112", "ap", "moa-einde", "moa2", "a-", "a", &longest];
        let mut ids: Vec<BookId> = names.iter().filter_map(|name| BookId::read(name)).collect();
        ids.sort_unstable();
        names.sort_unstable();
        assert_eq!(ids.iter().map(BookId::as_str).collect::<Vec<_>>(), names);
        for none in ["", "Moa", "m o a", "é", &"a".repeat(LONGEST + 1)] {
            assert!(BookId::read(none).is_none(), "{none}");
        }
    }
}
