//! The form of a mail as it was read, line by line: what each item says in the order of the places where it
//! stands, and under that the labels that no item took. What the officer points at on screen is one of these.

use crate::domain::{
    melding::{Field, Mail, UnreadPair},
    text::Vertrouwelijk,
};

/// One line of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadingLine<'a> {
    /// An item.
    Read {
        /// Its name.
        name: &'a str,
        /// What it says.
        field: &'a Field,
    },
    /// A label with its answer that no item took.
    Unread(&'a UnreadPair),
}

/// Where something was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReadingPlace<'a> {
    /// The text it stands in: `bijlage «MBV.docx»`, `tekst`.
    pub part: &'a str,
    /// The line there, from 1.
    pub line: Option<usize>,
}

impl<'a> ReadingPlace<'a> {
    /// Reads `bijlage «MBV.docx», «Afdeling», regel 6`, with or without the label.
    pub fn of(source: &'a str) -> Self {
        let (before, line) = match source.rsplit_once(", regel ") {
            Some((before, line)) => (before, line.parse().ok()),
            None => (source, None),
        };
        Self { part: before.split_once(", «").map_or(before, |(part, _)| part), line }
    }
}

/// The lines of a form.
pub fn reading_lines(mail: &Mail) -> Vec<ReadingLine<'_>> {
    let mut read: Vec<(ReadingPlace<'_>, ReadingLine<'_>)> = (mail.fields.iter())
        .map(|(name, field)| (ReadingPlace::of(field.source.read()), ReadingLine::Read { name, field }))
        .collect();
    read.sort_by_key(|(place, _)| *place);
    read.into_iter().map(|(_, line)| line).chain(mail.unread().map(ReadingLine::Unread)).collect()
}

/// The texts of a mail, each with what it is: what was written, and what came with it.
pub fn texts(mail: &Mail) -> impl Iterator<Item = (&str, &Vertrouwelijk)> {
    let documents = mail.documents.iter().map(|document| (document.place.read(), &document.text));
    std::iter::once(("tekst van de mail", &mail.text)).chain(documents)
}

#[cfg(test)]
mod tests {
    use super::ReadingPlace;

    #[test]
    fn a_place_reads_with_and_without_its_label() {
        for (source, part, line) in [
            ("bijlage «MBV.docx», «Afdeling, unit», regel 6", "bijlage «MBV.docx»", Some(6)),
            ("tekst, doorgestuurd deel, «Wie», regel 12", "tekst, doorgestuurd deel", Some(12)),
            ("tekst, regel 3", "tekst", Some(3)),
            ("piketfunctionaris", "piketfunctionaris", None),
        ] {
            assert_eq!(ReadingPlace::of(source), ReadingPlace { part, line }, "{source}");
        }
    }
}
