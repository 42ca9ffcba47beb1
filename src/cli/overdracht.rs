//! `overdracht`: the paper for who takes over, with the head of the log on it; read back and accepted
//! against the log, so that neither can have lost its end unseen.

use std::path::Path;

use super::{
    Einde, druk, inzage, kop,
    omgeving::{Omgeving, naam},
};
use crate::{
    app::{bewaren, verb::Overdrachtverb},
    domain::{
        fout::{Fout, Uitkomst},
        ids::Piketweek,
        inzage::{Handeling, Uitslag},
        kop::{Kop, Kopnotitie},
        schoon,
    },
    report::{
        overdracht::{Overdracht, kop_uit},
        uitvoer::{self, Bestaand},
    },
    store::{
        Ontgrendeling, Opslag, Toegang, Winkelsoort,
        reservekopie::{self, Wanneer},
    },
};

/// No handover is larger; what is, is another file.
const GROOTST: u64 = 4 * 1024 * 1024;

/// `piket overdracht maak|lees|aanvaard`.
///
/// # Errors
/// When the store cannot be read or the file not written or read.
pub fn overdracht(omgeving: &Omgeving, wat: &Overdrachtverb) -> Uitkomst<Einde> {
    match wat {
        Overdrachtverb::Maak { uit } => maak(omgeving, uit),
        Overdrachtverb::Lees { bestand } => {
            let tekst = lees(bestand)?;
            druk(&schoon::tekst(&tekst));
            let (opslag, _) = omgeving.open(Toegang::Lezen)?;
            let (zin, klopt) = toets(&opslag, &tekst, bestand)?;
            druk(&format!("\n{zin}"));
            Ok(if klopt { Einde::Gedaan } else { Einde::Nee })
        }
        Overdrachtverb::Aanvaard { bestand, door } => {
            let tekst = lees(bestand)?;
            let (mut opslag, clock) = omgeving.open(Toegang::Lezen)?;
            let (zin, klopt) = toets(&opslag, &tekst, bestand)?;
            if !klopt {
                return Err(Fout::nee(format!("De overdracht is niet aanvaard. {zin}"))
                    .hint("Zoek eerst uit welk logboek bij deze overdracht hoort."));
            }
            let door = door.as_deref().map_or_else(|| omgeving.actor(), schoon::regel);
            let object = format!("overdracht bij regel {}", kop_van(&tekst, bestand)?.seq);
            inzage::noteer_door(&mut opslag, clock.now(), &door, Handeling::Aanvaard, &object, Uitslag::Gelukt)?;
            druk(&format!("{door} heeft de overdracht aanvaard. {zin}"));
            Ok(Einde::Gedaan)
        }
    }
}

fn maak(omgeving: &Omgeving, uit: &Path) -> Uitkomst<Einde> {
    let (mut opslag, clock) = omgeving.open(Toegang::Lezen)?;
    let (inrichtingen, _) = omgeving.inrichtingen()?;
    let (nu, i) = (clock.now(), &omgeving.instellingen);
    let week = Piketweek::van(nu, i.piketweek);
    let alles = opslag.laad_alles()?;
    let termijnen = bewaren::Termijnen { zaken: i.bewaartermijn_zaken, meldingen: i.bewaartermijn_meldingen };
    let door = omgeving.actor();
    let papier = Overdracht {
        week,
        door: &door,
        nu,
        kop: opslag.kop()?,
        zaken: alles.zaken.values().filter(|z| z.is_open()).collect(),
        inbox: alles.meldingen.values().filter(|m| m.is_open()).count(),
        gesloten: alles.zaken.values().filter(|z| z.nummer.week == week && !z.is_open()).count(),
        bewaring: bewaren::lijst(&alles, termijnen, nu),
        boek: omgeving.boek(),
        inrichtingen: &inrichtingen,
        keuze: i.termijn,
    };
    let md = papier.md();
    let geschreven = uitvoer::schrijf(uit, Bestaand::Blijft, |bestand| {
        std::io::Write::write_all(bestand, md.as_bytes())
            .map_err(|e| Fout::gegevens(format!("«{}» is niet te schrijven ({e}).", naam(uit))))
    });
    let object = format!("overdracht bij regel {}", papier.kop.seq);
    inzage::noteer(omgeving, &mut opslag, nu, Handeling::Overgedragen, &object, inzage::uitslag(&geschreven));
    geschreven?;
    druk(&format!("De overdracht van {week} staat in {}.", naam(uit)));
    druk(&format!("Kop: {} (regel {})", papier.kop.woorden(), papier.kop.seq));
    if opslag.soort() == Winkelsoort::Echt {
        let (map, sleutel) = (opslag.pad().to_owned(), opslag.sleutel());
        let ontgrendeling = Ontgrendeling::van(sleutel.as_ref());
        reservekopie::maak(&map, ontgrendeling, nu, i.reservekopieen, Wanneer::Altijd)?;
        druk("Er is een reservekopie bij gemaakt en nagekeken.");
    }
    Ok(Einde::Gedaan)
}

fn lees(pad: &Path) -> Uitkomst<String> {
    let onleesbaar = || {
        Fout::gegevens(format!("«{}» is niet te lezen als overdracht.", naam(pad)))
            .hint("Noem het bestand dat «piket overdracht maak» schreef.")
    };
    let soort = std::fs::metadata(pad).map_err(|_| onleesbaar())?;
    if !soort.is_file() || soort.len() > GROOTST {
        return Err(onleesbaar());
    }
    std::fs::read_to_string(pad).map_err(|_| onleesbaar())
}

fn kop_van(tekst: &str, pad: &Path) -> Uitkomst<Kop> {
    kop_uit(tekst).ok_or_else(|| {
        Fout::gegevens(format!("In «{}» staat geen kop van een logboek.", naam(pad)))
            .hint("Noem het bestand dat «piket overdracht maak» schreef.")
    })
}

/// Whether the log still has what the paper was made from.
fn toets(opslag: &Opslag, tekst: &str, pad: &Path) -> Uitkomst<(String, bool)> {
    let kop = kop_van(tekst, pad)?;
    kop::vergelijk(opslag, &Kopnotitie::Hash(kop.hash), Some(kop.seq))
}
