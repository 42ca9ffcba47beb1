//! Who is to be phoned and mailed. Data and no constants: addressees, numbers and mailboxes change
//! with cabinets and reorganisations, and the sources disagree about them.

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
    /// Phones the officer outside office hours.
    pub meldkamer: Meldkamer,
    /// The police team that looks for absent persons.
    pub fast_nl: FastNl,
    /// Where the forms go.
    pub mailbox: ContactMailbox,
    /// Who receives the notification of a datalek.
    pub regulator: String,
}

/// The control room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meldkamer {
    /// Name on screen.
    pub name: String,
    /// Phone number as it is written.
    pub phone: String,
}

/// Fast NL, reached by phone at once and by mail within the hour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FastNl {
    /// Name on screen.
    pub name: String,
    /// Phone number as it is written.
    pub phone: String,
    /// Mail address.
    pub mail: String,
}

/// The mailbox of the forms, with who gets a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactMailbox {
    /// Name on screen.
    pub name: String,
    /// Mail address.
    pub mail: String,
    /// Who is in copy; a role, since every inrichting has its own zorginkoper.
    pub cc: String,
}

impl Contacts {
    /// The prescribed subject line for a form of one inrichting.
    pub fn subject(&self, inrichting: &str) -> String {
        format!("{} {}", self.subject_line, inrichting.trim())
    }

    pub(super) fn parse(t: &Table<'_>) -> Option<Self> {
        let (addressee, emergency_number, subject_line) =
            (t.text("adressaat"), phone(t, "alarmnummer"), t.text("onderwerpregel"));
        let meldkamer = t.table("meldkamer", "contacten.meldkamer").and_then(|t| {
            let (name, phone) = (t.text("naam"), phone(&t, "telefoon"));
            Some(Meldkamer { name: name?, phone: phone? })
        });
        let fast_nl = t.table("fast_nl", "contacten.fast_nl").and_then(|t| {
            let (name, phone, mail) = (t.text("naam"), phone(&t, "telefoon"), mail(&t, "mail"));
            Some(FastNl { name: name?, phone: phone?, mail: mail? })
        });
        let mailbox = t.table("postbus", "contacten.postbus").and_then(|t| {
            let (name, mail, cc) = (t.text("naam"), mail(&t, "mail"), t.text("cc"));
            Some(ContactMailbox { name: name?, mail: mail?, cc: cc? })
        });
        let regulator = t.table("toezichthouder", "contacten.toezichthouder").and_then(|t| t.text("naam"));
        Some(Self {
            addressee: addressee?,
            emergency_number: emergency_number?,
            subject_line: subject_line?,
            meldkamer: meldkamer?,
            fast_nl: fast_nl?,
            mailbox: mailbox?,
            regulator: regulator?,
        })
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
