//! Reads TOML field by field and remembers every fault instead of stopping at the first, each with
//! its line. Serde would stop; an author who mends a rule file wants the whole list. A table that
//! goes out of scope reports the fields nobody asked for, so a misspelt name is never ignored.

use std::{cell::RefCell, ops::Range};

use chrono::{NaiveDate, NaiveTime};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::regelfout::Regelfout;
use crate::domain::rij::Rij;

/// Collects the faults of one file.
pub(super) struct Lezer<'a> {
    bestand: &'a str,
    tekst: &'a str,
    fouten: RefCell<Vec<Regelfout>>,
}

impl<'a> Lezer<'a> {
    pub(super) fn new(bestand: &'a str, tekst: &'a str) -> Self {
        Self { bestand, tekst, fouten: RefCell::new(Vec::new()) }
    }

    /// Parses the file as far as it can be parsed; syntax faults join the list.
    pub(super) fn ontleed(&self) -> Spanned<DeTable<'a>> {
        let (tabel, fouten) = DeTable::parse_recoverable(self.tekst);
        for fout in fouten {
            let zin = if fout.message().starts_with("duplicate key") {
                "Deze sleutel staat er twee keer."
            } else {
                "Hier klopt de schrijfwijze (TOML) niet."
            };
            self.fout(fout.span().map_or(0, |s| s.start), "toml", zin);
        }
        tabel
    }

    pub(super) fn fout(&self, plaats: usize, veld: impl Into<String>, zin: impl Into<String>) {
        self.fouten.borrow_mut().push(Regelfout {
            bestand: self.bestand.to_owned(),
            regel: self.regel(plaats),
            veld: veld.into(),
            zin: zin.into(),
        });
    }

    /// The line of a byte offset, counted from 1.
    pub(super) fn regel(&self, plaats: usize) -> usize {
        1 + self.tekst.bytes().take(plaats).filter(|b| *b == b'\n').count()
    }

    /// All faults, in the order of the file.
    pub(super) fn klaar(self) -> Vec<Regelfout> {
        let mut fouten = self.fouten.into_inner();
        fouten.sort_by_key(|f| f.regel);
        fouten
    }
}

/// A table of the file, with the name its faults are reported under.
pub(super) struct Tabel<'a> {
    lezer: &'a Lezer<'a>,
    naam: &'static str,
    velden: &'a DeTable<'a>,
    begin: usize,
    gevraagd: RefCell<Vec<&'static str>>,
}

impl<'a> Tabel<'a> {
    pub(super) fn new(lezer: &'a Lezer<'a>, naam: &'static str, velden: &'a DeTable<'a>, begin: usize) -> Self {
        Self { lezer, naam, velden, begin, gevraagd: RefCell::new(Vec::new()) }
    }

    /// Byte offset of the table, for faults about the table as a whole.
    pub(super) const fn begin(&self) -> usize {
        self.begin
    }

    pub(super) const fn lezer(&self) -> &'a Lezer<'a> {
        self.lezer
    }

    /// Byte offset of a field, or of the table when it lacks that field.
    pub(super) fn plaats(&self, veld: &str) -> usize {
        self.velden.get(veld).map_or(self.begin, |w| w.span().start)
    }

    /// Notes a fault at a field of this table.
    pub(super) fn fout(&self, veld: &str, zin: impl Into<String>) {
        self.fout_op(self.plaats(veld), veld, zin);
    }

    pub(super) fn fout_op(&self, plaats: usize, veld: &str, zin: impl Into<String>) {
        let veld = if self.naam.is_empty() { veld.to_owned() } else { format!("{}.{veld}", self.naam) };
        self.lezer.fout(plaats, veld, zin);
    }

    /// A field that may be absent.
    pub(super) fn pak(&self, veld: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.gevraagd.borrow_mut().push(veld);
        self.velden.get(veld)
    }

    fn verplicht(&self, veld: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        let waarde = self.pak(veld);
        if waarde.is_none() {
            self.fout(veld, "Dit veld ontbreekt.");
        }
        waarde
    }

    fn als_tekst(&self, veld: &str, waarde: &'a Spanned<DeValue<'a>>) -> Option<&'a str> {
        let plaats = waarde.span().start;
        match waarde.get_ref().as_str() {
            None => self.fout_op(plaats, veld, "Hier hoort tekst tussen aanhalingstekens."),
            Some(t) if t.trim().is_empty() => self.fout_op(plaats, veld, "Deze tekst is leeg."),
            Some(t) if t.chars().any(char::is_control) => {
                self.fout_op(plaats, veld, "In deze tekst staat een stuurteken of regeleinde.");
            }
            Some(t) => return Some(t.trim()),
        }
        None
    }

    /// A required text that is not empty and holds no control characters.
    pub(super) fn tekst(&self, veld: &'static str) -> Option<String> {
        self.als_tekst(veld, self.verplicht(veld)?).map(str::to_owned)
    }

    /// A text that may be absent, but not empty.
    pub(super) fn tekst_of_niets(&self, veld: &'static str) -> Option<String> {
        self.als_tekst(veld, self.pak(veld)?).map(str::to_owned)
    }

    /// A list of texts, each with its place.
    pub(super) fn teksten(&self, veld: &'static str) -> Vec<(&'a str, usize)> {
        let Some(waarde) = self.verplicht(veld) else { return Vec::new() };
        let Some(lijst) = waarde.get_ref().as_array() else {
            self.fout(veld, "Hier hoort een lijst van teksten.");
            return Vec::new();
        };
        lijst.iter().filter_map(|w| Some((self.als_tekst(veld, w)?, w.span().start))).collect()
    }

    /// One of a fixed set of words.
    pub(super) fn keuze<T: Copy>(&self, veld: &'static str, keuzes: &[(&str, T)]) -> Option<T> {
        let tekst = self.als_tekst(veld, self.verplicht(veld)?)?;
        self.kies(veld, tekst, self.plaats(veld), keuzes)
    }

    /// One of a fixed set of words, or nothing when the field is absent.
    pub(super) fn keuze_of_niets<T: Copy>(&self, veld: &'static str, keuzes: &[(&str, T)]) -> Option<T> {
        let tekst = self.als_tekst(veld, self.pak(veld)?)?;
        self.kies(veld, tekst, self.plaats(veld), keuzes)
    }

    /// A list of words, each from a fixed set.
    pub(super) fn keuzes<T: Copy>(&self, veld: &'static str, keuzes: &[(&str, T)]) -> Vec<T> {
        self.teksten(veld).into_iter().filter_map(|(t, plaats)| self.kies(veld, t, plaats, keuzes)).collect()
    }

    fn kies<T: Copy>(&self, veld: &str, tekst: &str, plaats: usize, keuzes: &[(&str, T)]) -> Option<T> {
        let gevonden = keuzes.iter().find(|(woord, _)| *woord == tekst).map(|(_, waarde)| *waarde);
        if gevonden.is_none() {
            let woorden: Vec<&str> = keuzes.iter().map(|(woord, _)| *woord).collect();
            self.fout_op(plaats, veld, format!("«{tekst}» kan hier niet; kies uit {}.", woorden.join(", ")));
        }
        gevonden
    }

    /// A row of the matrix that may be absent.
    pub(super) fn rij_of_niets(&self, veld: &'static str) -> Option<Rij> {
        let tekst = self.als_tekst(veld, self.pak(veld)?)?;
        self.als_rij(veld, tekst, self.plaats(veld))
    }

    /// A required row of the matrix.
    pub(super) fn rij(&self, veld: &'static str) -> Option<Rij> {
        let tekst = self.als_tekst(veld, self.verplicht(veld)?)?;
        self.als_rij(veld, tekst, self.plaats(veld))
    }

    /// A list of rows, each with its place.
    pub(super) fn rijen(&self, veld: &'static str) -> Vec<(Rij, usize)> {
        let lees = |(t, plaats)| Some((self.als_rij(veld, t, plaats)?, plaats));
        self.teksten(veld).into_iter().filter_map(lees).collect()
    }

    fn als_rij(&self, veld: &str, tekst: &str, plaats: usize) -> Option<Rij> {
        Rij::lees(tekst).map_err(|fout| self.fout_op(plaats, veld, fout.zin)).ok()
    }

    /// A clock time written as `"09:00"`.
    pub(super) fn klok(&self, veld: &'static str) -> Option<NaiveTime> {
        let tekst = self.als_tekst(veld, self.verplicht(veld)?)?;
        let tijd = NaiveTime::parse_from_str(tekst, "%H:%M").ok();
        if tijd.is_none() {
            self.fout(veld, format!("«{tekst}» is geen kloktijd; schrijf bijvoorbeeld \"09:00\"."));
        }
        tijd
    }

    /// A date without a time.
    pub(super) fn datum(&self, veld: &'static str) -> Option<NaiveDate> {
        let waarde = self.verplicht(veld)?.get_ref().as_datetime();
        let datum = waarde
            .filter(|w| w.time.is_none() && w.offset.is_none())
            .and_then(|w| w.date)
            .and_then(|d| NaiveDate::from_ymd_opt(i32::from(d.year), u32::from(d.month), u32::from(d.day)));
        if datum.is_none() {
            self.fout(veld, "Hier hoort een datum zonder aanhalingstekens, zoals 2026-01-02.");
        }
        datum
    }

    /// A whole number within bounds.
    pub(super) fn getal(&self, veld: &'static str, grenzen: Range<i32>) -> Option<i32> {
        let waarde = self.verplicht(veld)?.get_ref().as_integer();
        let getal = waarde.and_then(|g| i32::from_str_radix(g.as_str(), g.radix()).ok());
        let goed = getal.filter(|g| grenzen.contains(g));
        if goed.is_none() {
            let (van, tot) = (grenzen.start, grenzen.end - 1);
            self.fout(veld, format!("Hier hoort een heel getal van {van} tot en met {tot}."));
        }
        goed
    }

    /// A required table.
    pub(super) fn tabel(&self, veld: &'static str, naam: &'static str) -> Option<Tabel<'a>> {
        self.als_tabel(veld, naam, self.verplicht(veld)?)
    }

    /// A value that should be a table.
    pub(super) fn als_tabel(
        &self,
        veld: &str,
        naam: &'static str,
        waarde: &'a Spanned<DeValue<'a>>,
    ) -> Option<Tabel<'a>> {
        let plaats = waarde.span().start;
        let Some(velden) = waarde.get_ref().as_table() else {
            self.fout_op(plaats, veld, "Hier hoort een tabel met velden.");
            return None;
        };
        Some(Tabel::new(self.lezer, naam, velden, plaats))
    }

    /// A list of tables; absent means none.
    pub(super) fn tabellen(&self, veld: &'static str, naam: &'static str) -> Vec<Tabel<'a>> {
        let Some(waarde) = self.pak(veld) else { return Vec::new() };
        let Some(lijst) = waarde.get_ref().as_array() else {
            self.fout(veld, "Hier hoort een lijst van tabellen.");
            return Vec::new();
        };
        lijst.iter().filter_map(|w| self.als_tabel(veld, naam, w)).collect()
    }
}

impl Drop for Tabel<'_> {
    fn drop(&mut self) {
        let gevraagd = self.gevraagd.borrow();
        for sleutel in self.velden.keys() {
            let veld = sleutel.get_ref().as_ref();
            if !gevraagd.contains(&veld) {
                // The file is the author's own, but its faults reach the screen.
                let schoon: String = veld.chars().filter(|c| !c.is_control()).take(40).collect();
                self.fout_op(sleutel.span().start, &schoon, "Dit veld is hier niet bekend.");
            }
        }
    }
}
