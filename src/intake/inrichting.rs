//! Which inrichting a mail is about when no form says so: the embedded list, and the names that senders
//! and subjects mention.

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    letter::IncomingLetter,
    mention::{NamedInrichting, Names},
};
use crate::{
    domain::{
        error::{Error, Result},
        inrichting::{Inrichting, Inrichtingen},
    },
    rules::{
        file_error::FileError,
        toml_reader::{Table, TomlReader},
    },
};

/// A list as a file holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InrichtingList {
    /// Until when somebody saw that it was right.
    pub reference_date: NaiveDate,
    /// The entries.
    pub list: Inrichtingen,
}

impl InrichtingList {
    /// The embedded list.
    ///
    /// # Errors
    /// When the list is not what it should be; a test keeps that from happening.
    pub fn built_in() -> Result<Self> {
        Self::parse(include_str!("../../assets/inrichtingen.toml"), "inrichtingen.toml (ingebouwd)")
            .map_err(|errors| FileError::combine("De lijst met inrichtingen", &errors))
    }

    /// Reads a list; `file` is what messages call it.
    ///
    /// # Errors
    /// Every fault, in the order of its lines.
    pub fn parse(text: &str, file: &str) -> std::result::Result<Self, Vec<FileError>> {
        let reader = TomlReader::new(file, text);
        let tree = reader.parse();
        let table = Table::new(&reader, "", tree.get_ref(), 0);
        let reference_date = table.date("peildatum");
        let entries: Vec<_> = table.tables("inrichting", "inrichting").iter().filter_map(entry).collect();
        drop(table);
        let errors = reader.finish();
        match reference_date {
            Some(reference_date) if errors.is_empty() => Ok(Self { reference_date, list: Inrichtingen::new(entries) }),
            Some(_) | None => Err(errors),
        }
    }

    /// The text of the officer's own file.
    ///
    /// # Errors
    /// When an entry cannot be written as TOML.
    pub fn write(&self) -> Result<String> {
        #[derive(Serialize)]
        struct InrichtingTables<'a> {
            inrichting: Vec<&'a Inrichting>,
        }
        let tables = toml::to_string(&InrichtingTables { inrichting: self.list.all().collect() })
            .map_err(|_| Error::data("De lijst met inrichtingen is niet te schrijven."))?;
        Ok(format!(
            "# Eigen inrichtingen, naast de ingebouwde. Geschreven door «piket inrichtingen».\n\npeildatum = {}\n\n{tables}",
            self.reference_date
        ))
    }
}

fn entry(t: &Table<'_>) -> Option<Inrichting> {
    let (name, place, ownership) = (t.text("naam"), t.text("plaats"), t.parsed("beheer"));
    let (sector, aliases) = (t.parsed_or_none("sector"), t.texts_or_none("aliassen"));
    let aliases = aliases.into_iter().map(|(alias, _)| alias.to_owned()).collect();
    Some(Inrichting { name: name?, place: place?, ownership: ownership?, sector, aliases })
}

/// The embedded list, without its date.
///
/// # Errors
/// When the list is not what it should be; a test keeps that from happening.
pub fn list() -> Result<Inrichtingen> {
    InrichtingList::built_in().map(|l| l.list)
}

/// An inrichting that a header names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderName {
    /// Which one.
    pub name: String,
    /// The words that name it.
    pub words: String,
    /// The header, as whoever reads it calls it.
    pub place: &'static str,
}

/// The inrichting that the sender or the subject names; of a forwarded mail first the innermost.
pub fn from_headers(letter: &IncomingLetter, inrichtingen: &Inrichtingen) -> Option<HeaderName> {
    let headers: Vec<_> = letter.nested_headers.iter().rev().chain([&letter.headers]).collect();
    let names = Names::of(inrichtingen);
    let one = |text: &str, place: &'static str| match names.named(text) {
        NamedInrichting::One { inrichting, words } => Some(HeaderName { name: inrichting.name.clone(), words, place }),
        NamedInrichting::Nobody | NamedInrichting::Unclear(_) | NamedInrichting::Several(_) => None,
    };
    let sender = || headers.iter().find_map(|k| one(&k.sender, "de afzender"));
    sender().or_else(|| headers.iter().find_map(|k| one(&k.subject, "het onderwerp")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_told_with_its_line() {
        let text =
            "peildatum = 2026-01-01\n[[inrichting]]\nnaam = \"A\"\nplaats = 1\nbeheer = \"eigen\"\nsektor = \"jji\"\n";
        let errors = InrichtingList::parse(text, "eigen.toml").err().unwrap_or_default();
        let found: Vec<(usize, &str)> = errors.iter().map(|e| (e.line, e.field.as_str())).collect();
        assert_eq!(found, [(4, "inrichting.plaats"), (5, "inrichting.beheer"), (6, "inrichting.sektor")]);
    }

    #[test]
    fn a_list_is_read_as_it_is_written() -> Result<()> {
        let list = InrichtingList::built_in()?;
        assert_eq!(InrichtingList::parse(&list.write()?, "eigen.toml"), Ok(list));
        Ok(())
    }

    #[test]
    fn every_name_and_alias_finds_its_own() -> Result<()> {
        let list = list()?;
        for i in list.all() {
            for name in std::iter::once(&i.name).chain(&i.aliases) {
                let shared = list.all().filter(|other| other.aliases.contains(name)).count() > 1;
                let own = Some(i.name.as_str()).filter(|_| !shared);
                assert_eq!(list.recognise(name).map(|g| g.name.as_str()), own, "{name}");
            }
        }
        Ok(())
    }
}
