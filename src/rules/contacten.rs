//! Who is to be phoned and mailed. Data and no constants: addressees, numbers and mailboxes change
//! with cabinets and reorganisations, and the sources disagree about them.

use super::lezer::Tabel;

/// The addresses of a sector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contacten {
    /// To whom the piketmelding is addressed: "de bewindspersoon".
    pub adressaat: String,
    /// The emergency number.
    pub alarmnummer: String,
    /// The subject prescribed for every form, MBV and MOA alike; see [`Contacten::onderwerp`].
    pub onderwerpregel: String,
    /// Phones the officer outside office hours.
    pub meldkamer: Meldkamer,
    /// The police team that looks for absent persons.
    pub fast_nl: FastNl,
    /// Where the forms go.
    pub postbus: Postbus,
    /// Who receives the notification of a datalek.
    pub toezichthouder: String,
}

/// The control room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meldkamer {
    /// Name on screen.
    pub naam: String,
    /// Phone number as it is written.
    pub telefoon: String,
}

/// Fast NL, reached by phone at once and by mail within the hour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FastNl {
    /// Name on screen.
    pub naam: String,
    /// Phone number as it is written.
    pub telefoon: String,
    /// Mail address.
    pub mail: String,
}

/// The mailbox of the forms, with who gets a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Postbus {
    /// Name on screen.
    pub naam: String,
    /// Mail address.
    pub mail: String,
    /// Who is in copy; a role, since every inrichting has its own zorginkoper.
    pub cc: String,
}

impl Contacten {
    /// The prescribed subject line for a form of one inrichting.
    pub fn onderwerp(&self, inrichting: &str) -> String {
        format!("{} {}", self.onderwerpregel, inrichting.trim())
    }

    pub(super) fn lees(t: &Tabel<'_>) -> Option<Self> {
        let (adressaat, alarmnummer, onderwerpregel) =
            (t.tekst("adressaat"), telefoon(t, "alarmnummer"), t.tekst("onderwerpregel"));
        let meldkamer = t.tabel("meldkamer", "contacten.meldkamer").and_then(|t| {
            let (naam, telefoon) = (t.tekst("naam"), telefoon(&t, "telefoon"));
            Some(Meldkamer { naam: naam?, telefoon: telefoon? })
        });
        let fast_nl = t.tabel("fast_nl", "contacten.fast_nl").and_then(|t| {
            let (naam, telefoon, mail) = (t.tekst("naam"), telefoon(&t, "telefoon"), mail(&t, "mail"));
            Some(FastNl { naam: naam?, telefoon: telefoon?, mail: mail? })
        });
        let postbus = t.tabel("postbus", "contacten.postbus").and_then(|t| {
            let (naam, mail, cc) = (t.tekst("naam"), mail(&t, "mail"), t.tekst("cc"));
            Some(Postbus { naam: naam?, mail: mail?, cc: cc? })
        });
        let toezichthouder = t.tabel("toezichthouder", "contacten.toezichthouder").and_then(|t| t.tekst("naam"));
        Some(Self {
            adressaat: adressaat?,
            alarmnummer: alarmnummer?,
            onderwerpregel: onderwerpregel?,
            meldkamer: meldkamer?,
            fast_nl: fast_nl?,
            postbus: postbus?,
            toezichthouder: toezichthouder?,
        })
    }
}

fn telefoon(t: &Tabel<'_>, veld: &'static str) -> Option<String> {
    let nummer = t.tekst(veld)?;
    if nummer.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '+')) {
        return Some(nummer);
    }
    t.fout(veld, "Een telefoonnummer bestaat uit cijfers, spaties, + en -.");
    None
}

fn mail(t: &Tabel<'_>, veld: &'static str) -> Option<String> {
    let adres = t.tekst(veld)?;
    let goed = adres.split_once('@').is_some_and(|(wie, waar)| !wie.is_empty() && waar.contains('.'));
    if goed && !adres.contains(char::is_whitespace) {
        return Some(adres);
    }
    t.fout(veld, "Dit is geen mailadres.");
    None
}
