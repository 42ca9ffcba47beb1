//! What kind of report a text is, and which of a mail's texts is the report. Judged by the fields that are
//! in it: the subject is the same for all three kinds and says nothing.

use std::collections::BTreeMap;

use super::{
    citaat::Laag,
    lezing::{Gevonden, Lezing},
    regel::Regel,
};
use crate::domain::melding::MeldingSoort;

/// A text of the mail that was searched.
#[derive(Debug)]
pub struct Kandidaat {
    /// Where it was found: `tekst`, `bijlage «x.docx»`.
    pub waar: String,
    /// How far from the sender's hand.
    pub laag: Laag,
    /// What was read.
    pub lezing: Lezing,
    /// What kind of report that makes it.
    pub soort: MeldingSoort,
}

/// Items that only the MBV asks for.
const ALLEEN_MBV: [&str; 16] = [
    "verblijfstitel",
    "datum_inschrijving",
    "delict",
    "briefnummer",
    "soort_afdeling",
    "verlofvorm",
    "type_voorval",
    "beschrijving",
    "recidivegevaar",
    "gemeld_opsporing",
    "gemeld_om",
    "media",
    "omwonenden",
    "slachtoffers",
    "maatregelen",
    "opmerkingen",
];
const OOK_MBV: [&str; 9] = [
    "geboortedatum",
    "geslacht",
    "nationaliteit",
    "inrichting",
    "afdeling",
    "voorval",
    "constatering",
    "plaats",
    "datum",
];
const MOA: [&str; 6] = ["geboortedatum", "wijze_van_onttrekking", "einddatum", "inrichting", "voorval", "constatering"];

/// The kind of report a text is, as far as its fields and its title say.
pub fn soort(lezing: &Lezing, regels: &[Regel]) -> MeldingSoort {
    let heeft = |naam: &str| lezing.velden.contains_key(naam);
    let mbv = ALLEEN_MBV.iter().filter(|v| heeft(v)).count();
    let vast_mbv = mbv >= 6 || heeft("type_voorval") || heeft("recidivegevaar");
    if heeft("einde_oa") && !vast_mbv {
        return MeldingSoort::EindeOa;
    }
    if heeft("wijze_van_onttrekking") && !vast_mbv {
        return MeldingSoort::Moa;
    }
    if mbv >= 3 {
        return MeldingSoort::Mbv;
    }
    let velden = lezing.velden.len();
    let titel = titel(regels);
    match titel {
        Some(soort) if velden >= 2 => soort,
        _ if heeft("persoon") && heeft("einddatum") => MeldingSoort::Moa,
        _ if mbv >= 2 && (heeft("persoon") || heeft("voorval")) => MeldingSoort::Mbv,
        _ if heeft("persoon") && heeft("voorval") && gaat_over_weg(regels) => MeldingSoort::Moa,
        Some(_) | None => MeldingSoort::Onbekend,
    }
}

/// The title of a form: a short line that names it.
fn titel(regels: &[Regel]) -> Option<MeldingSoort> {
    regels.iter().filter(|r| !r.is_leeg()).take(40).find_map(|r| {
        let plat = r.plat().to_lowercase();
        if plat.chars().count() > 80 {
            return None;
        }
        let woord = |w: &str| plat.split(|c: char| !c.is_alphanumeric()).any(|p| p == w);
        let weg = plat.contains("ongeoorloofde afwezigheid") || woord("moa");
        let einde = ["einde", "beëindig", "beeindig", "terugkeer", "afloop"].iter().any(|e| plat.contains(e));
        let mbv = plat.contains("bijzonder voorval")
            || plat.contains("bijzondere voorval")
            || plat.contains("bijzonder geval")
            || woord("mbv");
        match (weg, mbv) {
            (true, false) if einde => Some(MeldingSoort::EindeOa),
            (true, false) => Some(MeldingSoort::Moa),
            (false, true) => Some(MeldingSoort::Mbv),
            (true, true) | (false, false) => None,
        }
    })
}

fn gaat_over_weg(regels: &[Regel]) -> bool {
    regels.iter().any(|r| {
        let plat = r.plat().to_lowercase();
        ["onttrokken", "onttrekking", "ongeoorloofd afwezig", "ongeoorloofde afwezig", "ontvlucht"]
            .iter()
            .any(|w| plat.contains(w))
    })
}

/// The fields of this kind of report under the names the domain uses, from one text.
pub fn velden(soort: MeldingSoort, lezing: &Lezing) -> BTreeMap<String, &Gevonden> {
    let mut uit = BTreeMap::new();
    let mut neem = |namen: &[&str]| {
        for naam in namen {
            if let Some(v) = lezing.velden.get(*naam) {
                uit.insert((*naam).to_owned(), v);
            }
        }
    };
    let persoon = match soort {
        MeldingSoort::Mbv => {
            neem(&ALLEEN_MBV);
            neem(&OOK_MBV);
            neem(&["ondertekend_door"]);
            "verpleegde"
        }
        MeldingSoort::Moa => {
            neem(&MOA);
            "naam"
        }
        MeldingSoort::EindeOa => {
            neem(&["geboortedatum", "einde_oa"]);
            "naam"
        }
        MeldingSoort::Telefoon | MeldingSoort::Onbekend => return uit,
    };
    if let Some(v) = lezing.velden.get("persoon") {
        uit.insert(persoon.to_owned(), v);
    }
    uit
}

/// The text that is the report: the newest layer that has one, and in it the first that is about as full
/// as the fullest. In a chain of forwarded mails the first is the newest version.
pub fn kies(kandidaten: &[Kandidaat]) -> Option<&Kandidaat> {
    let omvang = |k: &Kandidaat| velden(k.soort, &k.lezing).len();
    [Laag::Nieuw, Laag::Doorgestuurd].into_iter().find_map(|laag| {
        let hier = || kandidaten.iter().filter(|k| k.laag == laag && k.soort != MeldingSoort::Onbekend);
        let volste = hier().map(omvang).max()?;
        let genoeg = match laag {
            Laag::Nieuw => volste,
            Laag::Doorgestuurd | Laag::Geciteerd => volste.div_ceil(2),
        };
        hier().find(|k| omvang(k) >= genoeg)
    })
}

/// True when two texts are about the same person and moment, as far as both say.
pub fn zelfde(een: &Kandidaat, ander: &Kandidaat) -> bool {
    ["persoon", "geboortedatum", "inrichting", "voorval"].iter().all(|naam| {
        match (een.lezing.velden.get(*naam), ander.lezing.velden.get(*naam)) {
            (Some(a), Some(b)) => a.waarde.to_lowercase() == b.waarde.to_lowercase(),
            (Some(_) | None, None) | (None, Some(_)) => true,
        }
    })
}
