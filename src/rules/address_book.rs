//! Whom the officer provides with what: the line, the press, those who run and watch the care, and per message for which
//! purpose and on which ground. Data, because names and numbers change; the officer's own entries stand beside those of the
//! program, and an own one of the same name takes the place of the other.

use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    contacts::{mail, phone},
    file_error::FileError,
    toml_reader::{Table, TomlReader},
};
use crate::domain::{
    addressee_kind::AddresseeKind,
    draft::DraftKind,
    error::{Error, Result as Answer},
    fold::fold,
    rank::{FoundBy, unmistakable},
    sector::Sector,
};

/// What is provided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProvisionKind {
    /// A message that was sent.
    Draft(DraftKind),
    /// Word to the line, in person or by phone.
    PassedOn,
    /// A question to who owes something, which tells what it is about.
    Inquiry,
}

impl ProvisionKind {
    /// The name in files and in the register.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft(kind) => kind.code(),
            Self::PassedOn => "doorgemeld",
            Self::Inquiry => "navraag",
        }
    }

    /// Everything that is provided.
    pub fn all() -> impl Iterator<Item = Self> {
        DraftKind::ALL.into_iter().map(Self::Draft).chain([Self::PassedOn, Self::Inquiry])
    }
}

/// For which purpose and on which ground something is provided, and to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProvisionGround {
    /// What it is about.
    pub kind: ProvisionKind,
    /// What for.
    pub purpose: String,
    /// On which ground.
    pub ground: String,
    /// Where that stands.
    pub source: String,
    /// To which kinds of recipient.
    pub to: Vec<AddresseeKind>,
    /// The ground in a sector whose own rules name one.
    of_sectors: Vec<SectorGround>,
}

/// On which ground something is provided in one sector.
#[derive(Debug, Clone, PartialEq, Eq)]
struct SectorGround {
    sector: Sector,
    ground: String,
    source: String,
}

impl ProvisionGround {
    /// On which ground in this sector: what the rules of one say is no ground in another.
    pub fn ground_in(&self, sector: &Sector) -> &str {
        self.of_sectors.iter().find(|own| own.sector == *sector).map_or(&self.ground, |own| &own.ground)
    }

    /// Where that stands.
    pub fn source_in(&self, sector: &Sector) -> &str {
        self.of_sectors.iter().find(|own| own.sector == *sector).map_or(&self.source, |own| &own.source)
    }
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Addressee {
    /// What it is.
    #[serde(rename = "soort")]
    pub kind: AddresseeKind,
    /// Its name.
    #[serde(rename = "naam")]
    pub name: String,
    /// Phone number as it is written.
    #[serde(rename = "telefoon")]
    pub phone: Option<String>,
    /// Mail address.
    pub mail: Option<String>,
    /// The inrichting it belongs to, where it belongs to one.
    pub inrichting: Option<String>,
    /// How a message names it within a sentence, `de directeur ForZo/JJI`; without it no message does.
    #[serde(rename = "zin", skip_serializing_if = "Option::is_none")]
    pub in_sentence: Option<String>,
    /// What it is also found by.
    #[serde(rename = "woorden")]
    pub words: Vec<String>,
    /// Where the entry comes from.
    #[serde(rename = "bron")]
    pub source: Option<String>,
}

impl Addressee {
    /// True where it is an entry of this very inrichting.
    pub fn belongs_to(&self, plek: &str) -> bool {
        self.inrichting.as_deref().is_some_and(|own| fold(own) == fold(plek))
    }

    /// What it is found by.
    pub fn found_by(&self) -> FoundBy {
        let basis = FoundBy::name(&self.name).called(&self.name).words(self.inrichting.as_deref().unwrap_or_default());
        self.words.iter().fold(basis, |found_by, word| found_by.called(word))
    }

    /// As it stands among recipients: with its address, where it has one.
    pub fn recipient(&self) -> String {
        self.mail.as_ref().map_or_else(|| self.name.clone(), |mail| format!("{} <{mail}>", self.name))
    }
}

/// A way in which somebody comes to know something, and what is typed for it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct TellingChannel {
    name: String,
    also: Vec<String>,
}

/// The book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressBook {
    kinds: Vec<AddresseeKind>,
    channels: Vec<TellingChannel>,
    grounds: Vec<ProvisionGround>,
    addressees: Vec<Addressee>,
    /// By which words a mailbox is one of the press.
    press: Vec<String>,
    /// What each of them is found by, in the same order: every recipient is held against all of them.
    found_by: Vec<FoundBy>,
}

/// From so many letters on a word is found at the end of a longer one: "webredactie", and no "kuipers".
const LONG: usize = 6;

impl AddressBook {
    fn found_by(addressees: &[Addressee]) -> Vec<FoundBy> {
        addressees.iter().map(Addressee::found_by).collect()
    }

    /// The embedded book, read when it is first asked for.
    pub fn built_in() -> &'static Self {
        static BOOK: LazyLock<AddressBook> = LazyLock::new(|| {
            AddressBook::parse(include_str!("../../assets/adressen.toml"), "adressen.toml (ingebouwd)")
                .unwrap_or_else(|errors| FileError::in_own_data(&errors))
        });
        &BOOK
    }

    /// Reads a whole book: grounds and entries.
    ///
    /// # Errors
    /// Every fault, in the order of its lines.
    pub fn parse(text: &str, file: &str) -> Result<Self, Vec<FileError>> {
        read(text, file, |t| {
            let kinds: Vec<AddresseeKind> = t.tables("soort", "soort").iter().filter_map(|t| t.parsed("id")).collect();
            let grounds = t.tables("grond", "grond").iter().filter_map(|t| ground(t, &kinds)).collect();
            let channels = t.tables("kanaal", "kanaal").iter().filter_map(channel).collect();
            let addressees = entries(t, &kinds);
            let press = t.texts("persbussen").into_iter().map(|(word, _)| fold(word)).collect();
            Self { found_by: Self::found_by(&addressees), kinds, channels, grounds, addressees, press }
        })
    }

    /// Reads the officer's own entries.
    ///
    /// # Errors
    /// Every fault, in the order of its lines.
    pub fn parse_own(text: &str, file: &str) -> Result<Vec<Addressee>, Vec<FileError>> {
        read(text, file, |t| entries(t, &Self::built_in().kinds))
    }

    /// The same book with entries of the officer's own in front: who has an own entry means that one.
    #[must_use]
    pub fn with_own(&self, own: &[Addressee]) -> Self {
        let others = self.addressees.iter().filter(|a| own.iter().all(|o| o.name != a.name)).cloned();
        let addressees: Vec<Addressee> = own.iter().cloned().chain(others).collect();
        Self { found_by: Self::found_by(&addressees), addressees, ..self.clone() }
    }

    /// The kinds of addressee, by their words.
    pub(super) fn kinds(&self) -> Vec<(&str, AddresseeKind)> {
        choices(&self.kinds)
    }

    /// All entries.
    pub fn addressees(&self) -> &[Addressee] {
        &self.addressees
    }

    /// True for a mail address of the press, by the words of what stands before its at sign: "webredactie@krant.example".
    pub fn is_of_press(&self, address: &str) -> bool {
        let mailbox = address.rsplit(['<', ' ']).next().and_then(|address| address.split_once('@'));
        let is_press = |part: &str| {
            self.press.iter().any(|word| part == word || word.len() >= LONG && part.ends_with(word.as_str()))
        };
        mailbox.is_some_and(|(local, _)| fold(local).split(' ').any(is_press))
    }

    /// The one entry that written words can only mean.
    pub fn named(&self, written: &str) -> Option<&Addressee> {
        self.addressees.get(unmistakable(written, &self.found_by)?)
    }

    /// The channels by which somebody can be told something, as they stand in the log.
    pub fn channels(&self) -> impl Iterator<Item = &str> {
        self.channels.iter().map(|c| c.name.as_str())
    }

    /// The channel that is meant by what was typed.
    ///
    /// # Errors
    /// Where it is none of them; the hint lists them.
    pub fn channel(&self, typed: &str) -> Answer<&str> {
        let word = fold(typed.trim());
        let means = |c: &&TellingChannel| fold(&c.name) == word || c.also.iter().any(|also| fold(also) == word);
        self.channels.iter().find(means).map(|c| c.name.as_str()).ok_or_else(|| {
            let all = self.channels().collect::<Vec<_>>().join(", ");
            Error::usage(format!("«{}» is geen kanaal.", typed.trim())).hint(format!("Kies uit {all}."))
        })
    }

    /// Who is this to an inrichting: its own entry, else one that belongs to none.
    pub fn of(&self, kind: AddresseeKind, plek: Option<&str>) -> Option<&Addressee> {
        let such = || self.addressees.iter().filter(|a| a.kind == kind);
        such().find(|a| plek.is_some_and(|plek| a.belongs_to(plek))).or_else(|| such().find(|a| a.inrichting.is_none()))
    }

    /// Whom the ground of a provision covers of those that belong to this inrichting and can be mailed.
    pub fn at<'a>(&'a self, kind: ProvisionKind, plek: &'a str) -> impl Iterator<Item = &'a Addressee> {
        let covered = self.ground(kind).map(|ground| ground.to.as_slice()).unwrap_or_default();
        self.addressees.iter().filter(move |a| covered.contains(&a.kind) && a.belongs_to(plek))
    }

    /// Who in the line, or at the press, a message goes to first where nobody is set: the first that its ground covers.
    pub fn line_of(&self, kind: ProvisionKind) -> Option<&Addressee> {
        let first = *self.ground(kind)?.to.first()?;
        let line = [AddresseeKind::LINE, AddresseeKind::PRESS].contains(&first);
        self.addressees.iter().find(|a| line && a.kind == first && a.inrichting.is_none())
    }

    /// For which purpose and on which ground this is provided; `None` where nobody wrote one down.
    pub fn ground(&self, kind: ProvisionKind) -> Option<&ProvisionGround> {
        self.grounds.iter().find(|g| g.kind == kind)
    }
}

/// Every fault is wanted, so the whole is read before any of them ends it.
fn read<T>(text: &str, file: &str, content: impl FnOnce(&Table<'_>) -> T) -> Result<T, Vec<FileError>> {
    let reader = TomlReader::new(file, text);
    let tree = reader.parse();
    let table = Table::new(&reader, "", tree.get_ref(), 0);
    let date: Option<NaiveDate> = table.date("peildatum");
    let content = content(&table);
    drop(table);
    let errors = reader.finish();
    if date.is_some() && errors.is_empty() { Ok(content) } else { Err(errors) }
}

/// Kinds by their words, to choose from.
fn choices(kinds: &[AddresseeKind]) -> Vec<(&str, AddresseeKind)> {
    kinds.iter().map(|kind| (kind.code(), *kind)).collect()
}

fn entries(t: &Table<'_>, kinds: &[AddresseeKind]) -> Vec<Addressee> {
    t.tables("adres", "adres").iter().filter_map(|t| entry(t, kinds)).collect()
}

fn entry(t: &Table<'_>, kinds: &[AddresseeKind]) -> Option<Addressee> {
    let kind = t.choice("soort", &choices(kinds));
    let (name, inrichting, source) = (t.text("naam"), t.text_or_none("inrichting"), t.text_or_none("bron"));
    let phone = t.get("telefoon").and_then(|_| phone(t, "telefoon"));
    let mail = t.get("mail").and_then(|_| mail(t, "mail"));
    let words = t.texts_or_none("woorden").into_iter().map(|(word, _)| word.to_owned()).collect();
    if name.as_deref().is_some_and(|name| name.contains([',', ';'])) {
        t.error("naam", "In een naam staat geen komma of puntkomma; die staan tussen twee ontvangers.");
    }
    let in_sentence = t.text_or_none("zin");
    Some(Addressee { kind: kind?, name: name?, phone, mail, inrichting, in_sentence, words, source })
}

fn channel(t: &Table<'_>) -> Option<TellingChannel> {
    let also = t.texts_or_none("ook").into_iter().map(|(word, _)| word.to_owned()).collect();
    Some(TellingChannel { name: t.text("naam")?, also })
}

fn ground(t: &Table<'_>, known: &[AddresseeKind]) -> Option<ProvisionGround> {
    let kinds: Vec<_> = ProvisionKind::all().map(|k| (k.code(), k)).collect();
    let (kind, purpose, ground, source) =
        (t.choice("bericht", &kinds), t.text("doel"), t.text("grondslag"), t.text("bron"));
    let to = t.choices("aan", &choices(known));
    let of_sectors = t.tables("sector", "grond.sector").iter().filter_map(sector_ground).collect();
    Some(ProvisionGround { kind: kind?, purpose: purpose?, ground: ground?, source: source?, to, of_sectors })
}

fn sector_ground(t: &Table<'_>) -> Option<SectorGround> {
    let (sector, ground, source) = (t.parsed("sector"), t.text("grondslag"), t.text("bron"));
    Some(SectorGround { sector: sector?, ground: ground?, source: source? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::book::Rulebook;

    /// What the instruction of one sector says is no ground for a message about a case of another.
    #[test]
    fn no_sector_borrows_the_ground_of_another() {
        let book = AddressBook::built_in();
        let all: Vec<&Sector> = Rulebook::all_built_in().map(|book| &book.sector).collect();
        assert!(all.len() > 1, "{all:?}");
        for kind in ProvisionKind::all() {
            let ground = book.ground(kind);
            for sector in &all {
                let told = ground.map(|g| format!("{} {}", g.ground_in(sector), g.source_in(sector)));
                let told = told.unwrap_or_default().to_lowercase();
                for other in all.iter().filter(|other| *other != sector) {
                    let named = told.split(|c: char| !c.is_alphanumeric()).any(|word| word == other.code());
                    assert!(!named, "{} bij {sector}: {told}", kind.code());
                }
            }
        }
    }

    #[test]
    fn every_provision_has_a_ground_with_its_source() {
        let book = AddressBook::built_in();
        for kind in ProvisionKind::all() {
            assert!(book.ground(kind).is_some_and(|g| !g.to.is_empty()), "{}", kind.code());
        }
        assert!(book.addressees().iter().all(|a| a.source.is_some()));
        let of = |kind| book.addressees().iter().filter(|a| a.kind == kind).count();
        assert_eq!(of(AddresseeKind::of("samenwerkingsverband")), 9);
    }

    #[test]
    fn every_fault_of_an_own_book_is_told_with_its_line() {
        let text = "peildatum = 2026-01-01\n[[adres]]\nsoort = \"baas\"\nnaam = \"A, B\"\ntelefoon = \"x\"\nmail = \"y\"\n[[grond]]\n";
        let errors = AddressBook::parse_own(text, "adressen.toml").err().unwrap_or_default();
        let found: Vec<(usize, &str)> = errors.iter().map(|e| (e.line, e.field.as_str())).collect();
        let expected = [(3, "adres.soort"), (4, "adres.naam"), (5, "adres.telefoon"), (6, "adres.mail"), (7, "grond")];
        assert_eq!(found, expected);
    }

    #[test]
    fn an_own_entry_takes_the_place_of_the_other() -> Result<(), Vec<FileError>> {
        let own = "peildatum = 2026-01-01\n[[adres]]\nsoort = \"woordvoering\"\nnaam = \"Woordvoering\"\ntelefoon = \"070-0000000\"\n";
        let book = AddressBook::built_in().with_own(&AddressBook::parse_own(own, "adressen.toml")?);
        let press: Vec<_> = book.addressees().iter().filter(|a| a.kind == AddresseeKind::PRESS).collect();
        assert_eq!(press.len(), 1);
        assert_eq!(press.first().and_then(|a| a.phone.as_deref()), Some("070-0000000"));
        Ok(())
    }
}
