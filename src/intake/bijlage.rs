//! What came with a mail, opened by what it is and not by what it is called. What has no text is kept and
//! flagged: "zelf lezen".

use super::{
    brief::{Aanhangsel, Brief, Bron},
    citaat::Laag,
    codering, docx, eml,
    grenzen::{self, Budget},
    html, kop, msg, pdf, regel, rtf,
};

/// What the mail said about an attachment.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wens<'a> {
    /// The charset of a text.
    pub charset: Option<&'a str>,
    /// True for a picture that belongs to the layout of the mail, such as a logo.
    pub versiering: bool,
}

/// What an attachment turns out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Aard {
    Tekst,
    Html,
    Mail,
    Zip,
    Pdf,
    Rtf,
    /// An Outlook message, or another compound file.
    Samengesteld,
    Winmail,
    Beeld,
    Leeg,
    Anders,
}

/// Searches an attachment for text and adds it to the mail.
pub fn lees(a: &Aanhangsel, wens: Wens<'_>, brief: &mut Brief, budget: &mut Budget, diepte: usize) {
    let naam = &a.naam;
    match aard(a) {
        Aard::Leeg => brief.waarschuw(format!("Bijlage «{naam}» is leeg.")),
        Aard::Tekst => {
            if a.bytes.len() > grenzen::TEKST {
                brief.waarschuw(format!("Bijlage «{naam}» is zeer lang; alleen het begin is gelezen: zelf lezen."));
            }
            document(a, brief, budget, || Ok(regel::regels(&codering::naar_tekst(begin(&a.bytes), wens.charset))));
        }
        Aard::Html => document(a, brief, budget, || {
            let charset = wens.charset.map(str::to_owned).or_else(|| html::eigen_charset(&a.bytes));
            Ok(html::regels(&codering::naar_tekst(begin(&a.bytes), charset.as_deref())))
        }),
        Aard::Zip => document(a, brief, budget, || {
            docx::regels(&a.bytes).map_err(|gemis| match gemis {
                docx::Gemis::GeenWord => "kan de desk niet lezen",
                docx::Gemis::TeGroot => "pakt uit tot meer dan de desk wil openen",
            })
        }),
        Aard::Pdf => document(a, brief, budget, || {
            pdf::regels(&a.bytes).map_err(|gemis| match gemis {
                pdf::Gemis::GeenPdf => "is een beschadigde pdf",
                pdf::Gemis::Beveiligd => "is beveiligd met een wachtwoord",
                pdf::Gemis::TeGroot => "is te ingewikkeld om te openen",
                pdf::Gemis::Dynamisch => "is een formulier dat alleen Adobe kan tonen (XFA)",
            })
        }),
        Aard::Rtf => document(a, brief, budget, || Ok(rtf::regels(begin(&a.bytes)))),
        Aard::Samengesteld => samengesteld(a, brief, budget, diepte),
        Aard::Mail => lees_mail(&a.bytes, brief, budget, diepte),
        Aard::Winmail => brief.waarschuw(format!(
            "Bijlage «{naam}» is een Outlook-verpakking (TNEF); die is bewaard maar niet geopend: zelf lezen."
        )),
        Aard::Beeld if wens.versiering => {}
        Aard::Beeld => brief.waarschuw(format!("Bijlage «{naam}» is een afbeelding zonder tekst: zelf lezen.")),
        Aard::Anders if a.mediatype == "application/pkcs7-signature" => {}
        Aard::Anders => brief.waarschuw(format!("Bijlage «{naam}» kan de desk niet lezen: zelf lezen.")),
    }
}

/// As much of a text as could be searched, whatever its encoding.
fn begin(bytes: &[u8]) -> &[u8] {
    bytes.get(..bytes.len().min(4 * grenzen::TEKST)).unwrap_or_default()
}

/// Reads a mail within the mail.
pub fn lees_mail(bytes: &[u8], brief: &mut Brief, budget: &mut Budget, diepte: usize) {
    if diepte >= grenzen::DIEPTE {
        brief.waarschuw("De mail is te diep genest; de binnenste delen staan alleen in het origineel: zelf lezen.");
        return;
    }
    let binnen = eml::lees(bytes, budget, diepte + 1);
    brief.neem_op(binnen);
}

/// Opens a document, if the budget allows, and adds what it says.
fn document(
    a: &Aanhangsel,
    brief: &mut Brief,
    budget: &mut Budget,
    open: impl FnOnce() -> Result<Vec<regel::Regel>, &'static str>,
) {
    let uitkomst = if budget.neem_document(a.bytes.len()) {
        grenzen::veilig(open).unwrap_or(Err("is beschadigd"))
    } else {
        Err("is te groot, of een document te veel, om te openen")
    };
    match uitkomst {
        Ok(regels) => voeg_toe(brief, budget, &a.naam, regels),
        Err(reden) => brief.waarschuw(format!("Bijlage «{}» {reden}: zelf lezen.", a.naam)),
    }
}

/// An attached Outlook message is a forwarded mail; other compound files are old Office documents, or new ones
/// behind a password.
fn samengesteld(a: &Aanhangsel, brief: &mut Brief, budget: &mut Budget, diepte: usize) {
    let binnen = if diepte < grenzen::DIEPTE && budget.neem_document(a.bytes.len()) {
        msg::lees(&a.bytes, budget, diepte + 1)
    } else {
        None
    };
    match binnen {
        Some(binnen) => brief.neem_op(binnen),
        None => brief.waarschuw(format!(
            "Bijlage «{}» is een oud of beveiligd Office-bestand dat de desk niet opent: zelf lezen.",
            a.naam
        )),
    }
}

/// Adds the lines of a document; one without a letter in it is a scan or an empty form.
fn voeg_toe(brief: &mut Brief, budget: &mut Budget, naam: &str, regels: Vec<regel::Regel>) {
    let leesbaar =
        regels.iter().flat_map(|r| &r.cellen).flat_map(|c| c.chars()).filter(|c| c.is_alphabetic()).take(3).count();
    if leesbaar < 3 {
        brief.waarschuw(format!("Bijlage «{naam}» heeft geen leesbare tekst: zelf lezen."));
        return;
    }
    let bron = Bron { waar: format!("bijlage «{naam}»"), laag: Laag::Nieuw, regels, brief: false };
    brief.voeg_bron_toe(bron, budget);
}

fn aard(a: &Aanhangsel) -> Aard {
    let begin = a.bytes.trim_ascii_start();
    let naam = a.naam.to_lowercase();
    let heet = |soorten: &[&str]| soorten.iter().any(|s| naam.ends_with(s));
    let begint = |merk: &[u8]| a.bytes.starts_with(merk);
    if begin.is_empty() {
        Aard::Leeg
    } else if begint(&[0x78, 0x9f, 0x3e, 0x22]) || a.mediatype.ends_with("ms-tnef") || naam == "winmail.dat" {
        Aard::Winmail
    } else if a.mediatype.starts_with("image/") || begint(&[0xff, 0xd8, 0xff]) || begint(b"\x89PNG") || begint(b"GIF8")
    {
        Aard::Beeld
    } else if begint(b"PK\x03\x04") {
        Aard::Zip
    } else if grenzen::vind(a.bytes.get(..a.bytes.len().min(1024)).unwrap_or_default(), b"%PDF-", 0).is_some() {
        Aard::Pdf
    } else if begint(&msg::MERK) {
        Aard::Samengesteld
    } else if begint(b"{\\rtf") {
        Aard::Rtf
    } else if heet(&[".eml"]) && kop::lees(&a.bytes).is_mail {
        Aard::Mail
    } else if a.bytes.iter().take(4096).any(|b| *b == 0) && !begint(&[0xff, 0xfe]) && !begint(&[0xfe, 0xff]) {
        Aard::Anders
    } else if a.mediatype == "text/html" || heet(&[".html", ".htm"]) {
        Aard::Html
    } else if a.mediatype == "text/plain" || heet(&[".txt", ".text"]) {
        Aard::Tekst
    } else {
        Aard::Anders
    }
}
