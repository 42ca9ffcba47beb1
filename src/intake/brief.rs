//! A mail between its bytes and the inbox: what it says, the texts in it that may hold fields, what came
//! with it, and what could not be done. Every format (.eml, .msg, an attached mail) ends up as this.

use super::{
    citaat::Laag,
    grenzen::{self, Budget},
    kop::Kop,
    regel::Regel,
};
use crate::domain::schoon;

/// A text to search for fields.
#[derive(Debug, Clone)]
pub struct Bron {
    /// Where it stands: `tekst`, `bijlage «x.docx»`.
    pub waar: String,
    /// How far from the sender's hand.
    pub laag: Laag,
    /// Its lines.
    pub regels: Vec<Regel>,
    /// True for a letter, which may quote older letters; false for a document.
    pub brief: bool,
}

/// Something that came with the mail.
#[derive(Debug, Clone)]
pub struct Aanhangsel {
    /// Its name, safe to show and to save under.
    pub naam: String,
    /// Its media type.
    pub mediatype: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A mail.
#[derive(Debug, Default)]
pub struct Brief {
    /// Its headers.
    pub kop: Kop,
    /// The headers of the mails within it.
    pub binnenin: Vec<Kop>,
    /// Its running text.
    pub tekst: String,
    /// The texts that may hold fields.
    pub bronnen: Vec<Bron>,
    /// What came with it.
    pub bijlagen: Vec<Aanhangsel>,
    /// What could not be done, one sentence each.
    pub waarschuwingen: Vec<String>,
}

/// More warnings than this help nobody.
const WAARSCHUWINGEN: usize = 40;

impl Brief {
    /// Adds a warning, once.
    pub fn waarschuw(&mut self, zin: impl Into<String>) {
        let zin = zin.into();
        if self.waarschuwingen.len() < WAARSCHUWINGEN && !self.waarschuwingen.contains(&zin) {
            self.waarschuwingen.push(zin);
        }
    }

    /// Adds a text to search, if the budget allows.
    pub fn voeg_bron_toe(&mut self, bron: Bron, budget: &mut Budget) {
        if bron.regels.len() >= grenzen::REGELS {
            self.waarschuw(format!("In {} staat zeer veel tekst; alleen het begin is gelezen: zelf lezen.", bron.waar));
        }
        if budget.neem_regels(&bron.regels) {
            self.bronnen.push(bron);
        } else {
            self.waarschuw(format!("In {} staat te veel tekst om te doorzoeken: zelf lezen.", bron.waar));
        }
    }

    /// Takes in a mail that was passed on within this one.
    pub fn neem_op(&mut self, binnen: Self) {
        let kop = [binnen.kop.afzender.as_str(), binnen.kop.onderwerp.as_str()]
            .into_iter()
            .filter(|k| !k.is_empty())
            .collect::<Vec<_>>()
            .join(": ");
        let tekst = format!("{}\n\n[doorgestuurd bericht van {kop}]\n\n{}", self.tekst, binnen.tekst);
        tekst.trim().clone_into(&mut self.tekst);
        self.binnenin.push(binnen.kop);
        self.binnenin.extend(binnen.binnenin);
        self.bronnen.extend(binnen.bronnen.into_iter().map(|b| {
            let waar = match b.laag {
                Laag::Nieuw => format!("doorgestuurd bericht, {}", b.waar),
                Laag::Doorgestuurd | Laag::Geciteerd => b.waar,
            };
            Bron { waar, laag: b.laag.max(Laag::Doorgestuurd), ..b }
        }));
        self.bijlagen.extend(binnen.bijlagen);
        for zin in binnen.waarschuwingen {
            self.waarschuw(zin);
        }
    }
}

/// A file name that is safe to show and to save under: the last part of a path, without what file systems
/// or terminals trip over. `nr` names what has no name.
pub fn bestandsnaam(ruw: &str, nr: usize, mediatype: &str) -> String {
    let schoon = schoon::regel(ruw);
    let laatste = schoon.rsplit(['/', '\\']).next().unwrap_or_default();
    let veilig: String = laatste.chars().filter(|c| !matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*')).collect();
    let kaal = veilig.trim_matches(['.', ' ']);
    if !kaal.is_empty() {
        return ingekort(kaal);
    }
    let soort = match mediatype {
        "application/pdf" => ".pdf",
        "text/plain" => ".txt",
        "text/html" => ".html",
        "message/rfc822" => ".eml",
        "image/jpeg" => ".jpg",
        "image/png" => ".png",
        _ => "",
    };
    format!("bijlage-{nr}{soort}")
}

/// At most 120 characters, keeping the extension.
fn ingekort(naam: &str) -> String {
    const LANGSTE: usize = 120;
    if naam.chars().count() <= LANGSTE {
        return naam.to_owned();
    }
    let (stam, soort) = naam.rsplit_once('.').filter(|(_, s)| s.chars().count() <= 10).unwrap_or((naam, ""));
    let stam: String = stam.chars().take(LANGSTE - 12).collect();
    if soort.is_empty() { stam } else { format!("{stam}.{soort}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_leave_their_folder_or_speak_to_a_terminal() {
        let naam = |n: &str| bestandsnaam(n, 3, "application/pdf");
        assert_eq!(naam("../../etc/passwd"), "passwd");
        assert_eq!(naam("C:\\Windows\\..\\x.exe"), "x.exe");
        assert_eq!(naam("a\u{1b}]0;x\u{7}\u{202e}fdp.exe"), "a]0;xfdp.exe");
        assert_eq!(naam(".."), "bijlage-3.pdf");
        assert_eq!(naam("\u{0}"), "bijlage-3.pdf");
        assert_eq!(naam("MBV  formulier.docx"), "MBV formulier.docx");
        assert!(naam(&format!("{}.docx", "x".repeat(500))).ends_with("x.docx"));
    }
}
