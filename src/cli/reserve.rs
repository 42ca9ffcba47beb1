//! `reservekopie`: copies of the log for when the log itself is lost.

use std::path::Path;

use super::{
    Einde, druk, inzage,
    omgeving::{Omgeving, naam},
};
use crate::{
    app::{verb::Reserveverb, wachtwoord::Vraagsoort},
    domain::{
        fout::Uitkomst,
        inzage::{Handeling, Uitslag},
        moment::Moment,
    },
    runtime::clock::Clock,
    store::{
        self, Ontgrendeling, Toegang,
        reservekopie::{self, Gemaakt, Wanneer},
    },
};

/// `piket reservekopie maak|lijst|terugzetten`.
///
/// # Errors
/// When there is no store, a copy cannot be made, or the one named cannot be put back.
pub fn reservekopie(omgeving: &Omgeving, wat: &Reserveverb) -> Uitkomst<Einde> {
    let (map, nu) = (&omgeving.paden.data, Clock::machine().now());
    let versleuteld = store::is_versleuteld(map)? || reservekopie::is_versleuteld(map)?;
    let wachtwoord = versleuteld.then(|| omgeving.wachtwoord(Vraagsoort::Bestaand)).transpose()?;
    // One derivation for all copies, which have the key of the store. Where its own key file is lost,
    // each copy has the one it was made with.
    let sleutel = wachtwoord.as_ref().and_then(|w| store::ontgrendel(map, w).ok().flatten());
    let ontgrendeling = match (&sleutel, &wachtwoord) {
        (Some(sleutel), _) => Ontgrendeling::Sleutel(sleutel),
        (None, Some(wachtwoord)) => Ontgrendeling::Wachtwoord(wachtwoord),
        (None, None) => Ontgrendeling::Geen,
    };
    match wat {
        Reserveverb::Maak => {
            let houd = omgeving.instellingen.reservekopieen;
            match reservekopie::maak(map, ontgrendeling, nu, houd, Wanneer::Altijd)? {
                Gemaakt::Nieuw(kopie) | Gemaakt::Onveranderd(kopie) => {
                    druk(&format!("Reservekopie {kopie} is gemaakt en nagekeken."));
                }
            }
            Ok(Einde::Gedaan)
        }
        Reserveverb::Lijst => lijst(map, ontgrendeling, nu),
        Reserveverb::Terugzetten { naam: gevraagd } => {
            let terug = reservekopie::terugzetten(map, gevraagd.parse()?, ontgrendeling, nu)?;
            let mut opslag = store::open(map, Toegang::Schrijven, None, ontgrendeling, nu)?;
            let object = format!("reservekopie {gevraagd}");
            inzage::noteer(omgeving, &mut opslag, nu, Handeling::Teruggezet, &object, Uitslag::Gelukt);
            opslag.sluit()?;
            let seq = terug.kop.seq;
            let mut zinnen = vec![format!("Het logboek is weer dat van reservekopie {gevraagd}: {seq} regels.")];
            zinnen.push(match terug.vorige {
                None => "Wat er stond was niet te lezen.".to_owned(),
                Some(vorige) if vorige > seq => {
                    format!(
                        "Wat er stond heeft ook regel {} tot en met {vorige}; die staan niet in dit logboek.",
                        seq + 1
                    )
                }
                Some(_) => "Alles wat er stond staat ook in dit logboek.".to_owned(),
            });
            zinnen.push(format!("Wat er stond is bewaard in {}.", naam(&terug.bewaard)));
            druk(&zinnen.join("\n"));
            Ok(Einde::Gedaan)
        }
    }
}

fn lijst(map: &Path, ontgrendeling: Ontgrendeling<'_>, nu: Moment) -> Uitkomst<Einde> {
    let kopieen = reservekopie::lijst(map, ontgrendeling, nu)?;
    if kopieen.is_empty() {
        druk("Er zijn geen reservekopieën.");
        return Ok(Einde::Gedaan);
    }
    let mut einde = Einde::Gedaan;
    for kopie in kopieen {
        let kb = kopie.bytes.div_ceil(1024);
        let staat = match &kopie.staat {
            Ok(_) => "heel".to_owned(),
            Err(fout) => {
                einde = Einde::Nee;
                format!("niet heel: {}", fout.zin)
            }
        };
        let (op, seq) = (kopie.naam.op.lang(), kopie.naam.seq);
        druk(&format!("{}  {op}  {seq:>7} regels  {kb:>8} kB  {staat}", kopie.naam));
    }
    Ok(einde)
}
