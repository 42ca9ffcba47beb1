//! What the table says of one field: how its value is read, what it is for, and of which kinds of report it
//! is a part or a sign.

use std::collections::{BTreeMap, HashSet};

use crate::domain::melding::MeldingKind;

/// How the value of a field is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldShape {
    /// A person: one line, without what stands behind "geboren".
    Name,
    /// A date.
    Date,
    /// A date of birth.
    BirthDate,
    /// A date and a time, Amsterdam clock.
    Moment,
    /// One line.
    Short,
    /// A number or mark by which a letter is known.
    Reference,
    /// Running text.
    Text,
    /// One of several words, possibly ticked.
    Choice,
    /// The letter of a category, A to J.
    Letter,
    /// The name of an inrichting.
    Inrichting,
}

impl FieldShape {
    /// True where hardly anything else is answered so: one word before it says what it is.
    pub const fn is_telling(self) -> bool {
        match self {
            Self::BirthDate | Self::Moment | Self::Choice | Self::Letter | Self::Inrichting => true,
            Self::Name | Self::Date | Self::Short | Self::Reference | Self::Text => false,
        }
    }

    /// The names in the file.
    pub(super) const CODES: [(&str, Self); 10] = [
        ("naam", Self::Name),
        ("datum", Self::Date),
        ("geboren", Self::BirthDate),
        ("moment", Self::Moment),
        ("kort", Self::Short),
        ("kenmerk", Self::Reference),
        ("tekst", Self::Text),
        ("keuze", Self::Choice),
        ("letter", Self::Letter),
        ("inrichting", Self::Inrichting),
    ];
}

/// A field that the desk knows what to do with, whatever the table calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KnownField {
    /// Who it is about; the surname alone where a form asks for the parts of a name apart.
    Person,
    /// The first name or initials.
    FirstName,
    /// What stands between first name and surname.
    NamePrefix,
    /// When that person was born.
    BirthDate,
    /// Where it happened.
    Inrichting,
    /// What happened, told at length.
    Story,
    /// The number of the letter it came with.
    Reference,
    /// When the tbs of who is absent ends.
    EndDate,
    /// How who is absent got away.
    Way,
    /// How the absence ended.
    EndWay,
    /// Where the form was signed.
    SignedAt,
    /// On which day.
    SignedOn,
    /// By whom.
    Signer,
}

impl KnownField {
    /// The names in the file.
    pub(super) const CODES: [(&str, Self); 13] = [
        ("persoon", Self::Person),
        ("voornaam", Self::FirstName),
        ("tussenvoegsel", Self::NamePrefix),
        ("geboren", Self::BirthDate),
        ("inrichting", Self::Inrichting),
        ("verhaal", Self::Story),
        ("briefnummer", Self::Reference),
        ("einddatum", Self::EndDate),
        ("wijze", Self::Way),
        ("einde", Self::EndWay),
        ("plaats", Self::SignedAt),
        ("dagtekening", Self::SignedOn),
        ("ondertekenaar", Self::Signer),
    ];
}

/// A field that a form can have.
#[derive(Debug, Clone)]
pub struct FieldSpec {
    /// Its name in data.
    pub name: String,
    /// How its value is read.
    pub shape: FieldShape,
    /// The kinds of report that keep it, and its name there.
    pub kept_in: BTreeMap<MeldingKind, String>,
    /// The kind of form that it is one sign of.
    pub sign_of: Option<MeldingKind>,
    /// The kind of form that it shows by itself.
    pub decides: Option<MeldingKind>,
    /// How the words of its answers begin.
    pub(super) answers: Vec<String>,
    /// What running text says it with, in small letters.
    pub phrases: Vec<String>,
    /// Of which one has to stand in that sentence too, where there are any.
    pub beside: Vec<String>,
    /// Sub-labels that belong to the value.
    pub(super) parts: HashSet<String>,
}
