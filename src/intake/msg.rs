//! An Outlook message: a small file system in one file, with a stream per property. Only the properties that
//! say what the mail says are read, each with a limit, because the sizes in the file are the sender's word.

mod aanvulling;
mod eigenschap;

use super::{
    bijlage::{self, Wens},
    brief::{Aanhangsel, Brief, Bron, bestandsnaam},
    citaat::Laag,
    grenzen::{self, Budget},
    html,
    kop::{self, Kop},
    msg::eigenschap::Opslag,
    regel::{self, Regel},
    rtf,
};
use crate::domain::schoon;

/// The mark at the start of a compound file.
pub const MERK: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Reads a message; `None` when the compound file holds none, as an old Word document does.
pub fn lees(bytes: &[u8], budget: &mut Budget, diepte: usize) -> Option<Brief> {
    let mut opslag = grenzen::veilig(|| Opslag::open(bytes)).flatten()?;
    grenzen::veilig(|| bericht(&mut opslag, "", budget, diepte))
}

fn bericht(opslag: &mut Opslag<'_>, map: &str, budget: &mut Budget, diepte: usize) -> Brief {
    let mut brief = Brief { kop: koppen(opslag, map, budget), ..Brief::default() };
    tekst(opslag, map, &mut brief, budget);
    for nr in 0..grenzen::DELEN {
        let bijlage = format!("{map}/__attach_version1.0_#{nr:08X}");
        if !opslag.is_map(&bijlage) {
            break;
        }
        if !budget.neem_deel() {
            brief.waarschuw("De mail heeft te veel delen; de rest staat alleen in het origineel: zelf lezen.");
            break;
        }
        aanhangsel(opslag, &bijlage, &mut brief, budget, diepte);
    }
    brief
}

/// The headers: as they travelled, when Outlook kept them, else from the properties.
fn koppen(opslag: &mut Opslag<'_>, map: &str, budget: &mut Budget) -> Kop {
    let mut lees = |nummer: u16| opslag.tekst(map, nummer, budget).map(|t| schoon::regel(&t)).unwrap_or_default();
    let eerste = |lijst: &[String]| lijst.iter().find(|t| !t.is_empty()).cloned().unwrap_or_default();
    let naam = eerste(&[lees(0x0c1a), lees(0x0042)]);
    // Inside an organisation the address property holds a directory path; the SMTP address stands elsewhere.
    let adressen = [lees(0x5d01), lees(0x0c1f), lees(0x5d02), lees(0x0065)];
    let adres = adressen.iter().find(|a| a.contains('@')).cloned().unwrap_or_else(|| eerste(&adressen));
    let onderwerp = lees(0x0037);
    let message_id = kop::id(&lees(0x1035));
    let mut verwijzingen: Vec<String> = Vec::new();
    for id in [lees(0x1042), lees(0x1039)].iter().flat_map(|t| t.split_whitespace()).filter_map(kop::id).take(100) {
        if !verwijzingen.contains(&id) {
            verwijzingen.push(id);
        }
    }
    let vervoerd = opslag.tekst(map, 0x007d, budget).map(|t| kop::lees(format!("{}\n\n", t.trim()).as_bytes()).kop);
    let vervoerd = vervoerd.unwrap_or_default();
    Kop {
        afzender: kop::afzender(&naam, &adres),
        adres: adres.to_lowercase(),
        onderwerp,
        verzonden: vervoerd.verzonden.or_else(|| opslag.moment(map, 0x0039)),
        ontvangen: vervoerd.ontvangen.or_else(|| opslag.moment(map, 0x0e06)),
        message_id: message_id.or(vervoerd.message_id),
        verwijzingen: if verwijzingen.is_empty() { vervoerd.verwijzingen } else { verwijzingen },
    }
}

/// The running text, in as many renderings as the message has; rich text only when there is no other.
fn tekst(opslag: &mut Opslag<'_>, map: &str, brief: &mut Brief, budget: &mut Budget) {
    let mut lezingen: Vec<(&str, Vec<Regel>, Option<String>)> = Vec::new();
    if let Some(plat) = opslag.tekst(map, 0x1000, budget).filter(|t| !t.trim().is_empty()) {
        lezingen.push(("tekst", regel::regels(&plat), Some(plat)));
    }
    if let Some(opgemaakt) = opslag.html(map, budget).filter(|t| !t.trim().is_empty()) {
        lezingen.push(("html-tekst", html::regels(&opgemaakt), None));
    }
    if lezingen.is_empty()
        && let Some(rijk) = opslag.bytes(map, 0x1009, budget).and_then(|b| rtf::uitgepakt(&b))
    {
        lezingen.push(("tekst", rtf::regels(&rijk), None));
    }
    if lezingen.is_empty() && [0x1000, 0x1013, 0x1009].into_iter().any(|nummer| opslag.heeft(map, nummer)) {
        brief.waarschuw("De tekst van de mail is beschadigd of te groot: zelf lezen.");
    }
    for (waar, regels, tekst) in lezingen {
        if brief.tekst.is_empty() {
            let tekst = tekst.unwrap_or_else(|| regel::als_tekst(&regels));
            tekst.trim().clone_into(&mut brief.tekst);
        }
        brief.voeg_bron_toe(Bron { waar: waar.to_owned(), laag: Laag::Nieuw, regels, brief: true }, budget);
    }
}

fn aanhangsel(opslag: &mut Opslag<'_>, map: &str, brief: &mut Brief, budget: &mut Budget, diepte: usize) {
    let binnen = format!("{map}/__substg1.0_3701000D");
    if opslag.is_map(&binnen) {
        if diepte >= grenzen::DIEPTE {
            brief.waarschuw("De mail is te diep genest; de binnenste delen staan alleen in het origineel: zelf lezen.");
        } else {
            let genest = bericht(opslag, &binnen, budget, diepte + 1);
            brief.neem_op(genest);
        }
        return;
    }
    let nr = brief.bijlagen.len() + 1;
    let mediatype = opslag.tekst(map, 0x370e, budget).map(|t| schoon::regel(&t).to_lowercase()).unwrap_or_default();
    let ruw = [0x3707, 0x3704, 0x3001].into_iter().find_map(|p| opslag.tekst(map, p, budget).filter(|n| !n.is_empty()));
    let naam = bestandsnaam(&ruw.unwrap_or_default(), nr, &mediatype);
    let versiering = opslag.tekst(map, 0x3712, budget).is_some_and(|id| !id.is_empty());
    let Some(bytes) = opslag.bytes(map, 0x3701, budget) else {
        brief.waarschuw(format!(
            "Bijlage «{naam}» zit niet in het bestand of is te groot om uit te pakken: zelf lezen."
        ));
        return;
    };
    let mediatype = if mediatype.is_empty() { "application/octet-stream".to_owned() } else { mediatype };
    let aanhangsel = Aanhangsel { naam, mediatype, bytes };
    bijlage::lees(&aanhangsel, Wens { charset: None, versiering }, brief, budget, diepte);
    brief.bijlagen.push(aanhangsel);
}

#[cfg(test)]
mod tests;
