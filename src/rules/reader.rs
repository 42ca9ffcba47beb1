//! Reads TOML field by field and remembers every fault instead of stopping at the first, each with
//! its line. Serde would stop; an author who mends a rule file wants the whole list. A table that
//! goes out of scope reports the fields nobody asked for, so a misspelt name is never ignored.

use std::{cell::RefCell, ops::Range, str::FromStr};

use chrono::{NaiveDate, NaiveTime};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::rule_error::RuleError;
use crate::domain::{error::Error, rij::Rij};

/// Collects the faults of one file.
pub(super) struct RuleReader<'a> {
    file: &'a str,
    text: &'a str,
    errors: RefCell<Vec<RuleError>>,
}

impl<'a> RuleReader<'a> {
    pub(super) fn new(file: &'a str, text: &'a str) -> Self {
        Self { file, text, errors: RefCell::new(Vec::new()) }
    }

    /// Parses the file as far as it can be parsed; syntax faults join the list.
    pub(super) fn parse(&self) -> Spanned<DeTable<'a>> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            let sentence = if error.message().starts_with("duplicate key") {
                "Deze sleutel staat er twee keer."
            } else {
                "Hier klopt de schrijfwijze (TOML) niet."
            };
            self.error(error.span().map_or(0, |s| s.start), "toml", sentence);
        }
        table
    }

    pub(super) fn error(&self, offset: usize, field: impl Into<String>, sentence: impl Into<String>) {
        self.errors.borrow_mut().push(RuleError {
            file: self.file.to_owned(),
            line: self.line(offset),
            field: field.into(),
            sentence: sentence.into(),
        });
    }

    /// The line of a byte offset, counted from 1.
    pub(super) fn line(&self, offset: usize) -> usize {
        1 + self.text.bytes().take(offset).filter(|b| *b == b'\n').count()
    }

    /// All faults, in the order of the file.
    pub(super) fn finish(self) -> Vec<RuleError> {
        let mut errors = self.errors.into_inner();
        errors.sort_by_key(|f| f.line);
        errors
    }
}

/// A table of the file, with the name its faults are reported under.
pub(super) struct Table<'a> {
    reader: &'a RuleReader<'a>,
    name: &'static str,
    fields: &'a DeTable<'a>,
    start: usize,
    requested: RefCell<Vec<&'static str>>,
}

impl<'a> Table<'a> {
    pub(super) fn new(reader: &'a RuleReader<'a>, name: &'static str, fields: &'a DeTable<'a>, start: usize) -> Self {
        Self { reader, name, fields, start, requested: RefCell::new(Vec::new()) }
    }

    /// Byte offset of the table, for faults about the table as a whole.
    pub(super) const fn start(&self) -> usize {
        self.start
    }

    pub(super) const fn reader(&self) -> &'a RuleReader<'a> {
        self.reader
    }

    /// Byte offset of a field, or of the table when it lacks that field.
    pub(super) fn offset(&self, field: &str) -> usize {
        self.fields.get(field).map_or(self.start, |w| w.span().start)
    }

    /// Notes a fault at a field of this table.
    pub(super) fn error(&self, field: &str, sentence: impl Into<String>) {
        self.error_at(self.offset(field), field, sentence);
    }

    pub(super) fn error_at(&self, offset: usize, field: &str, sentence: impl Into<String>) {
        self.reader.error(offset, self.path(field), sentence);
    }

    /// The name under which faults of a field are told: `rij.incident`.
    pub(super) fn path(&self, field: &str) -> String {
        if self.name.is_empty() { field.to_owned() } else { format!("{}.{field}", self.name) }
    }

    /// A field that may be absent.
    pub(super) fn get(&self, field: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.requested.borrow_mut().push(field);
        self.fields.get(field)
    }

    fn required(&self, field: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        let value = self.get(field);
        if value.is_none() {
            self.error(field, "Dit veld ontbreekt.");
        }
        value
    }

    fn as_text(&self, field: &str, value: &'a Spanned<DeValue<'a>>) -> Option<&'a str> {
        let offset = value.span().start;
        match value.get_ref().as_str() {
            None => self.error_at(offset, field, "Hier hoort tekst tussen aanhalingstekens."),
            Some(t) if t.trim().is_empty() => self.error_at(offset, field, "Deze tekst is leeg."),
            Some(t) if t.chars().any(char::is_control) => {
                self.error_at(offset, field, "In deze tekst staat een stuurteken of regeleinde.");
            }
            Some(t) => return Some(t.trim()),
        }
        None
    }

    /// A required text that is not empty and holds no control characters.
    pub(super) fn text(&self, field: &'static str) -> Option<String> {
        self.as_text(field, self.required(field)?).map(str::to_owned)
    }

    /// A text that may be absent, but not empty.
    pub(super) fn text_or_none(&self, field: &'static str) -> Option<String> {
        self.as_text(field, self.get(field)?).map(str::to_owned)
    }

    /// A list of texts, each with its place.
    pub(super) fn texts(&self, field: &'static str) -> Vec<(&'a str, usize)> {
        let Some(value) = self.required(field) else { return Vec::new() };
        let Some(list) = value.get_ref().as_array() else {
            self.error(field, "Hier hoort een lijst van teksten.");
            return Vec::new();
        };
        list.iter().filter_map(|w| Some((self.as_text(field, w)?, w.span().start))).collect()
    }

    /// One of a fixed set of words.
    pub(super) fn choice<T: Clone>(&self, field: &'static str, choices: &[(&str, T)]) -> Option<T> {
        let text = self.as_text(field, self.required(field)?)?;
        self.choose(field, text, self.offset(field), choices)
    }

    /// One of a fixed set of words, or nothing when the field is absent.
    pub(super) fn choice_or_none<T: Clone>(&self, field: &'static str, choices: &[(&str, T)]) -> Option<T> {
        let text = self.as_text(field, self.get(field)?)?;
        self.choose(field, text, self.offset(field), choices)
    }

    /// A list of words, each from a fixed set.
    pub(super) fn choices<T: Clone>(&self, field: &'static str, choices: &[(&str, T)]) -> Vec<T> {
        self.texts(field).into_iter().filter_map(|(t, offset)| self.choose(field, t, offset, choices)).collect()
    }

    /// A list of words, each from a fixed set; absent means none.
    pub(super) fn choices_or_none<T: Clone>(&self, field: &'static str, choices: &[(&str, T)]) -> Vec<T> {
        if self.get(field).is_none() { Vec::new() } else { self.choices(field, choices) }
    }

    fn choose<T: Clone>(&self, field: &str, text: &str, offset: usize, choices: &[(&str, T)]) -> Option<T> {
        let found = choices.iter().find(|(word, _)| *word == text).map(|(_, value)| value.clone());
        if found.is_none() {
            let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
            self.error_at(offset, field, format!("«{text}» kan hier niet; kies uit {}.", words.join(", ")));
        }
        found
    }

    /// A row of the matrix that may be absent.
    pub(super) fn rij_or_none(&self, field: &'static str) -> Option<Rij> {
        let text = self.as_text(field, self.get(field)?)?;
        self.as_rij(field, text, self.offset(field))
    }

    /// A required row of the matrix.
    pub(super) fn rij(&self, field: &'static str) -> Option<Rij> {
        let text = self.as_text(field, self.required(field)?)?;
        self.as_rij(field, text, self.offset(field))
    }

    /// A list of rows.
    pub(super) fn rijen(&self, field: &'static str) -> Vec<Rij> {
        let parse = |(t, offset)| self.as_rij(field, t, offset);
        self.texts(field).into_iter().filter_map(parse).collect()
    }

    fn as_rij(&self, field: &str, text: &str, offset: usize) -> Option<Rij> {
        Rij::parse(text).map_err(|error| self.error_at(offset, field, error.sentence)).ok()
    }

    /// A required text of a type that reads itself.
    pub(super) fn parsed<T: FromStr<Err = Error>>(&self, field: &'static str) -> Option<T> {
        self.parse_text(field, self.as_text(field, self.required(field)?)?)
    }

    fn parse_text<T: FromStr<Err = Error>>(&self, field: &str, text: &str) -> Option<T> {
        text.parse().map_err(|error: Error| self.error(field, error.sentence)).ok()
    }

    /// A clock time written as `"09:00"`.
    pub(super) fn clock_time(&self, field: &'static str) -> Option<NaiveTime> {
        let text = self.as_text(field, self.required(field)?)?;
        let time = NaiveTime::parse_from_str(text, "%H:%M").ok();
        if time.is_none() {
            self.error(field, format!("«{text}» is geen kloktijd; schrijf bijvoorbeeld \"09:00\"."));
        }
        time
    }

    /// A date without a time.
    pub(super) fn date(&self, field: &'static str) -> Option<NaiveDate> {
        let value = self.required(field)?.get_ref().as_datetime();
        let date = value
            .filter(|w| w.time.is_none() && w.offset.is_none())
            .and_then(|w| w.date)
            .and_then(|d| NaiveDate::from_ymd_opt(i32::from(d.year), u32::from(d.month), u32::from(d.day)));
        if date.is_none() {
            self.error(field, "Hier hoort een datum zonder aanhalingstekens, zoals 2026-01-02.");
        }
        date
    }

    /// A whole number within bounds.
    pub(super) fn number(&self, field: &'static str, limits: Range<i32>) -> Option<i32> {
        let value = self.required(field)?.get_ref().as_integer();
        let number = value.and_then(|g| i32::from_str_radix(g.as_str(), g.radix()).ok());
        let good = number.filter(|g| limits.contains(g));
        if good.is_none() {
            let (from, until) = (limits.start, limits.end - 1);
            self.error(field, format!("Hier hoort een heel getal van {from} tot en met {until}."));
        }
        good
    }

    /// A required table.
    pub(super) fn table(&self, field: &'static str, name: &'static str) -> Option<Table<'a>> {
        self.as_table(field, name, self.required(field)?)
    }

    /// A value that should be a table.
    pub(super) fn as_table(
        &self,
        field: &str,
        name: &'static str,
        value: &'a Spanned<DeValue<'a>>,
    ) -> Option<Table<'a>> {
        let offset = value.span().start;
        let Some(fields) = value.get_ref().as_table() else {
            self.error_at(offset, field, "Hier hoort een tabel met velden.");
            return None;
        };
        Some(Table::new(self.reader, name, fields, offset))
    }

    /// A list of tables; absent means none.
    pub(super) fn tables(&self, field: &'static str, name: &'static str) -> Vec<Table<'a>> {
        let Some(value) = self.get(field) else { return Vec::new() };
        let Some(list) = value.get_ref().as_array() else {
            self.error(field, "Hier hoort een lijst van tabellen.");
            return Vec::new();
        };
        list.iter().filter_map(|w| self.as_table(field, name, w)).collect()
    }
}

impl Drop for Table<'_> {
    fn drop(&mut self) {
        let requested = self.requested.borrow();
        for key in self.fields.keys() {
            let field = key.get_ref().as_ref();
            if !requested.contains(&field) {
                // The file is the author's own, but its faults reach the screen.
                let clean: String = field.chars().filter(|c| !c.is_control()).take(40).collect();
                self.error_at(key.span().start, &clean, "Dit veld is hier niet bekend.");
            }
        }
    }
}
