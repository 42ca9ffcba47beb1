//! What every book says of addresses, whatever bodies it has. Data and no constants: addressees, numbers and subjects
//! change with cabinets and reorganisations, and the sources disagree about them.

use super::toml_reader::Table;

/// The addresses of a sector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contacts {
    /// To whom the piketmelding is addressed: "de bewindspersoon".
    pub addressee: String,
    /// The emergency number.
    pub emergency_number: String,
    /// The subject prescribed for every form, MBV and MOA alike; see [`Contacts::subject`].
    pub subject_line: String,
}

impl Contacts {
    /// The prescribed subject line for a form of one inrichting.
    pub fn subject(&self, inrichting: &str) -> String {
        format!("{} {}", self.subject_line, inrichting.trim())
    }

    pub(super) fn parse(t: &Table<'_>) -> Option<Self> {
        let (addressee, emergency_number, subject_line) =
            (t.text("adressaat"), phone(t, "alarmnummer"), t.text("onderwerpregel"));
        Some(Self { addressee: addressee?, emergency_number: emergency_number?, subject_line: subject_line? })
    }
}

pub(super) fn phone(t: &Table<'_>, field: &'static str) -> Option<String> {
    let number = t.text(field)?;
    if number.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '+')) {
        return Some(number);
    }
    t.error(field, "Een telefoonnummer bestaat uit cijfers, spaties, + en -.");
    None
}

pub(super) fn mail(t: &Table<'_>, field: &'static str) -> Option<String> {
    let address = t.text(field)?;
    let good = address.split_once('@').is_some_and(|(who, place)| !who.is_empty() && place.contains('.'));
    if good && !address.contains(char::is_whitespace) {
        return Some(address);
    }
    t.error(field, "Dit is geen mailadres.");
    None
}
