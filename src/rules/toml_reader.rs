//! The one reader of TOML: field by field, and every fault is remembered with its line instead of
//! stopping at the first. Serde would stop; whoever mends a file wants the whole list. A table that
//! goes out of scope reports the fields nobody asked for, so a misspelt name is never ignored.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    str::FromStr,
};

use chrono::{NaiveDate, NaiveTime};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::file_error::FileError;
use crate::domain::error::Error;

/// Collects the faults of one file.
#[derive(Debug)]
pub struct TomlReader<'a> {
    file: &'a str,
    text: &'a str,
    errors: RefCell<Vec<FileError>>,
    broken: RefCell<BTreeSet<usize>>,
}

impl<'a> TomlReader<'a> {
    /// A reader of a text; `file` is what messages call it.
    pub fn new(file: &'a str, text: &'a str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self { file, text, errors: RefCell::new(Vec::new()), broken: RefCell::new(BTreeSet::new()) }
    }

    /// Parses the file as far as it can be parsed; syntax faults join the list.
    pub fn parse(&self) -> Spanned<DeTable<'a>> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            let offset = error.span().map_or(0, |s| s.start);
            if !self.broken.borrow_mut().insert(self.line(offset)) {
                continue;
            }
            let sentence = if error.message().starts_with("duplicate key") {
                "Deze sleutel staat er twee keer."
            } else {
                "Hier klopt de schrijfwijze (TOML) niet; schrijf veld = waarde, tekst tussen aanhalingstekens."
            };
            self.error(offset, "", sentence);
        }
        table
    }

    /// True when what stands on the line of this offset is only a guess, because the line does not parse.
    pub fn is_guess(&self, offset: usize) -> bool {
        self.broken.borrow().contains(&self.line(offset))
    }

    /// Notes a fault at a byte offset.
    pub fn error(&self, offset: usize, field: impl Into<String>, sentence: impl Into<String>) {
        self.errors.borrow_mut().push(FileError {
            file: self.file.to_owned(),
            line: self.line(offset),
            field: field.into(),
            sentence: sentence.into(),
        });
    }

    /// The line of a byte offset, counted from 1.
    pub fn line(&self, offset: usize) -> usize {
        1 + self.text.bytes().take(offset).filter(|b| *b == b'\n').count()
    }

    /// All faults, in the order of the file.
    pub fn finish(self) -> Vec<FileError> {
        let mut errors = self.errors.into_inner();
        errors.sort_by_key(|f| f.line);
        errors
    }
}

/// A table of the file, with the name its faults are reported under.
#[derive(Debug)]
pub struct Table<'a> {
    reader: &'a TomlReader<'a>,
    name: &'static str,
    fields: &'a DeTable<'a>,
    start: usize,
    requested: RefCell<Vec<&'a str>>,
}

impl<'a> Table<'a> {
    /// The table that starts at this byte offset; the file itself has no name.
    pub fn new(reader: &'a TomlReader<'a>, name: &'static str, fields: &'a DeTable<'a>, start: usize) -> Self {
        Self { reader, name, fields, start, requested: RefCell::new(Vec::new()) }
    }

    /// Byte offset of the table, for faults about the table as a whole.
    pub const fn start(&self) -> usize {
        self.start
    }

    /// What reads the file.
    pub const fn reader(&self) -> &'a TomlReader<'a> {
        self.reader
    }

    /// Byte offset of a field, or of the table when it lacks that field.
    pub fn offset(&self, field: &str) -> usize {
        self.fields.get(field).map_or(self.start, |w| w.span().start)
    }

    /// Notes a fault at a field of this table.
    pub fn error(&self, field: &str, sentence: impl Into<String>) {
        self.error_at(self.offset(field), field, sentence);
    }

    /// Notes a fault at a byte offset of this table.
    pub fn error_at(&self, offset: usize, field: &str, sentence: impl Into<String>) {
        self.reader.error(offset, self.path(field), sentence);
    }

    /// The name under which faults of a field are told: `rij.incident`.
    pub fn path(&self, field: &str) -> String {
        if self.name.is_empty() { field.to_owned() } else { format!("{}.{field}", self.name) }
    }

    /// A field that may be absent.
    pub fn get(&self, field: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.requested.borrow_mut().push(field);
        self.fields.get(field)
    }

    /// A text in a field whose name is told by a book, where it is there.
    pub fn text_named(&self, field: &str) -> Option<String> {
        let (name, value) = self.fields.get_key_value(field)?;
        self.requested.borrow_mut().push(name.get_ref());
        self.as_text(field, value).map(str::to_owned)
    }

    fn required(&self, field: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        let value = self.get(field);
        if value.is_none() {
            self.error(field, "Dit veld ontbreekt.");
        }
        value
    }

    /// A value that should be a text, not empty and without control characters.
    pub fn as_text(&self, field: &str, value: &'a Spanned<DeValue<'a>>) -> Option<&'a str> {
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
    pub fn text(&self, field: &'static str) -> Option<String> {
        self.as_text(field, self.required(field)?).map(str::to_owned)
    }

    /// A text that may be absent, but not empty.
    pub fn text_or_none(&self, field: &'static str) -> Option<String> {
        self.as_text(field, self.get(field)?).map(str::to_owned)
    }

    /// A list of texts, each with its place.
    pub fn texts(&self, field: &'static str) -> Vec<(&'a str, usize)> {
        self.required(field).map(|value| self.as_texts(field, value)).unwrap_or_default()
    }

    /// A list of texts; absent means none.
    pub fn texts_or_none(&self, field: &'static str) -> Vec<(&'a str, usize)> {
        self.get(field).map(|value| self.as_texts(field, value)).unwrap_or_default()
    }

    /// A table of lists of texts whose names are the author's own.
    pub fn named_texts(&self, field: &'static str) -> BTreeMap<String, Vec<(&'a str, usize)>> {
        let Some(value) = self.get(field) else { return BTreeMap::new() };
        let Some(table) = value.get_ref().as_table() else {
            self.error(field, "Hier hoort een tabel met lijsten van teksten.");
            return BTreeMap::new();
        };
        table.iter().map(|(name, value)| (name.get_ref().to_string(), self.as_texts(field, value))).collect()
    }

    fn as_texts(&self, field: &str, value: &'a Spanned<DeValue<'a>>) -> Vec<(&'a str, usize)> {
        let Some(list) = value.get_ref().as_array() else {
            self.error_at(value.span().start, field, "Hier hoort een lijst van teksten.");
            return Vec::new();
        };
        list.iter().filter_map(|w| Some((self.as_text(field, w)?, w.span().start))).collect()
    }

    /// One of a fixed set of words.
    pub fn choice<T: Clone>(&self, field: &'static str, choices: &[(&str, T)]) -> Option<T> {
        let text = self.as_text(field, self.required(field)?)?;
        self.choose(field, text, self.offset(field), choices)
    }

    /// One of a fixed set of words, or nothing when the field is absent.
    pub fn choice_or_none<T: Clone>(&self, field: &'static str, choices: &[(&str, T)]) -> Option<T> {
        let text = self.as_text(field, self.get(field)?)?;
        self.choose(field, text, self.offset(field), choices)
    }

    /// A list of words, each from a fixed set.
    pub fn choices<T: Clone>(&self, field: &'static str, choices: &[(&str, T)]) -> Vec<T> {
        self.texts(field).into_iter().filter_map(|(t, offset)| self.choose(field, t, offset, choices)).collect()
    }

    /// A list of words, each from a fixed set; absent means none.
    pub fn choices_or_none<T: Clone>(&self, field: &'static str, choices: &[(&str, T)]) -> Vec<T> {
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

    /// A required text of a type that reads itself.
    pub fn parsed<T: FromStr<Err = Error>>(&self, field: &'static str) -> Option<T> {
        self.parse_text(field, self.as_text(field, self.required(field)?)?)
    }

    /// The same where the field may be absent.
    pub fn parsed_or_none<T: FromStr<Err = Error>>(&self, field: &'static str) -> Option<T> {
        self.parse_text(field, self.as_text(field, self.get(field)?)?)
    }

    /// A list of texts of a type that reads itself.
    pub fn parsed_list<T: FromStr<Err = Error>>(&self, field: &'static str) -> Vec<T> {
        let parse = |(text, offset): (&str, usize)| {
            text.parse().map_err(|error: Error| self.error_at(offset, field, error.sentence)).ok()
        };
        self.texts(field).into_iter().filter_map(parse).collect()
    }

    /// The same; absent means none.
    pub fn parsed_list_or_none<T: FromStr<Err = Error>>(&self, field: &'static str) -> Vec<T> {
        if self.get(field).is_none() { Vec::new() } else { self.parsed_list(field) }
    }

    fn parse_text<T: FromStr<Err = Error>>(&self, field: &str, text: &str) -> Option<T> {
        text.parse().map_err(|error: Error| self.error(field, error.sentence)).ok()
    }

    /// A clock time written as `"09:00"`.
    pub fn clock_time(&self, field: &'static str) -> Option<NaiveTime> {
        let text = self.as_text(field, self.required(field)?)?;
        let time = NaiveTime::parse_from_str(text, "%H:%M").ok();
        if time.is_none() {
            self.error(field, format!("«{text}» is geen kloktijd; schrijf bijvoorbeeld \"09:00\"."));
        }
        time
    }

    /// A date without a time.
    pub fn date(&self, field: &'static str) -> Option<NaiveDate> {
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
    pub fn number(&self, field: &'static str, limits: Range<i32>) -> Option<i32> {
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
    pub fn table(&self, field: &'static str, name: &'static str) -> Option<Table<'a>> {
        self.as_table(field, name, self.required(field)?)
    }

    /// A value that should be a table.
    pub fn as_table(&self, field: &str, name: &'static str, value: &'a Spanned<DeValue<'a>>) -> Option<Table<'a>> {
        let offset = value.span().start;
        let Some(fields) = value.get_ref().as_table() else {
            self.error_at(offset, field, "Hier hoort een tabel met velden.");
            return None;
        };
        Some(Table::new(self.reader, name, fields, offset))
    }

    /// A list of tables; absent means none.
    pub fn tables(&self, field: &'static str, name: &'static str) -> Vec<Table<'a>> {
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
