//! `logboek controleer`: recomputes both chains, shows the head to note down, and compares the log
//! with a head that was noted elsewhere.

use super::{Einde, druk, omgeving::Omgeving};
use crate::{
    domain::{fout::Uitkomst, kop::Kopnotitie},
    store::{Opslag, Toegang},
};

/// Who reads more differences than this has stopped reading.
const HOOGSTENS: usize = 20;

/// `piket logboek controleer`.
///
/// # Errors
/// When the store cannot be read; what is wrong with the log is an answer.
pub fn controleer(omgeving: &Omgeving, notitie: Option<&Kopnotitie>, bij: Option<u64>) -> Uitkomst<Einde> {
    let (opslag, _) = omgeving.open(Toegang::Lezen)?;
    let (keten, inzagen, wekker) = (opslag.controleer()?, opslag.controleer_inzage()?, opslag.controleer_wekker()?);
    let staart = opslag.mist_staart()?;
    if let Some(zin) = &staart {
        druk(zin);
    }
    let mut goed = staart.is_none();
    let fouten = keten.fouten.iter().map(|f| ("Regel", f)).chain(inzagen.fouten.iter().map(|f| ("Inzage", f)));
    let fouten = fouten.chain(wekker.fouten.iter().map(|f| ("Wekkerregel", f)));
    for (wat, fout) in fouten {
        druk(&format!("{wat} {}: {}", fout.seq, fout.zin));
        goed = false;
    }
    if goed {
        let afgeleid = opslag.vergelijk()?;
        afgeleid.iter().take(HOOGSTENS).for_each(|zin| druk(zin));
        if afgeleid.len() > HOOGSTENS {
            druk(&format!("En nog {} verschillen.", afgeleid.len() - HOOGSTENS));
        }
        if !afgeleid.is_empty() {
            druk("Het logboek zelf is heel; «piket herbouw» brengt in orde wat ervan is afgeleid.");
        }
        let gewist = if keten.gewist > 0 { format!(", {} teksten gewist", keten.gewist) } else { String::new() };
        druk(&format!("De keten klopt: {} regels{gewist}, {} inzagen.", keten.entries, inzagen.regels));
        let inzage = opslag.kop_van_inzage()?;
        druk(&format!("Kop van de inzagen: {} (inzage {})", inzage.woorden(), inzage.seq));
        let kop = opslag.kop()?;
        druk(&format!("Kop: {}\n     {} (regel {})", kop.woorden(), kop.hash, kop.seq));
        goed = afgeleid.is_empty();
    } else {
        druk("De keten klopt niet. Bewaar dit bestand en meld het.");
    }
    if let Some(notitie) = notitie {
        let (zin, klopt) = vergelijk(&opslag, notitie, bij)?;
        druk(&zin);
        goed &= klopt;
    }
    Ok(if goed { Einde::Gedaan } else { Einde::Nee })
}

/// What a noted head says about the log, and whether that is good news.
///
/// # Errors
/// When the log cannot be read.
pub fn vergelijk(opslag: &Opslag, notitie: &Kopnotitie, bij: Option<u64>) -> Uitkomst<(String, bool)> {
    let laatste = opslag.kop()?.seq;
    Ok(match (opslag.zoek_kop(notitie)?, bij) {
        (Some(seq), Some(bij)) if seq != bij => {
            (format!("De genoteerde kop is die van regel {seq}, niet van regel {bij}."), false)
        }
        (Some(seq), _) if seq == laatste => (format!("De genoteerde kop is die van de laatste regel, {seq}."), true),
        (Some(seq), _) => {
            (format!("De genoteerde kop is die van regel {seq}; daarna zijn er {} bijgekomen.", laatste - seq), true)
        }
        (None, Some(bij)) if bij == laatste + 1 => (format!("Regel {bij} ontbreekt aan het einde."), false),
        (None, Some(bij)) if bij > laatste => {
            (format!("Regels {} tot en met {bij} ontbreken aan het einde.", laatste + 1), false)
        }
        (None, Some(bij)) => (format!("Regel {bij} was een andere toen deze kop werd genoteerd."), false),
        (None, None) => {
            let zin = "De genoteerde kop komt niet voor: het einde ontbreekt, of dit is een ander logboek.";
            (zin.to_owned(), false)
        }
    })
}
