//! Keeping and purging: a case that is held is not purged, and only what is finished can be.

use super::{Besloten, Kader, Terug, de_melding, de_zaak, een_reden};
use crate::app::bewaren::is_vastgehouden;
use crate::domain::{
    desk::Desk,
    event::{LogEvent, Nieuw},
    fout::{Fout, Uitkomst},
    ids::{Meldingnummer, Zaaknummer},
    melding::Meldingstaat,
};

/// Keeps a case, whatever the retention terms say.
pub fn houd(desk: &Desk, kader: &Kader<'_>, nummer: Zaaknummer, reden: &str) -> Uitkomst<Besloten> {
    let zaak = de_zaak(desk, nummer)?;
    if zaak.gewist.is_some() {
        return Err(al_gewist(&format!("zaak {nummer}")));
    }
    if zaak.bewaring.is_some() {
        return Err(Fout::nee(format!("Zaak {nummer} wordt al vastgehouden.")));
    }
    let reden = een_reden(reden)?;
    let terug = Terug::met([LogEvent::BewaringOpgeheven { zaak: nummer, reden: reden.clone() }]);
    Ok(Besloten::een(kader, LogEvent::BewaringGezet { zaak: nummer, reden }, terug))
}

/// Ends that.
pub fn vrij(desk: &Desk, kader: &Kader<'_>, nummer: Zaaknummer, reden: &str) -> Uitkomst<Besloten> {
    let Some(was) = &de_zaak(desk, nummer)?.bewaring else {
        return Err(Fout::nee(format!("Zaak {nummer} wordt niet vastgehouden.")));
    };
    let terug = Terug::met([LogEvent::BewaringGezet { zaak: nummer, reden: was.clone() }]);
    Ok(Besloten::een(kader, LogEvent::BewaringOpgeheven { zaak: nummer, reden: een_reden(reden)? }, terug))
}

/// Destroys the texts of a case and of the reports in it.
pub fn wis_zaak(desk: &Desk, kader: &Kader<'_>, nummer: Zaaknummer, reden: &str) -> Uitkomst<Besloten> {
    let zaak = de_zaak(desk, nummer)?;
    if zaak.gewist.is_some() {
        return Err(al_gewist(&format!("zaak {nummer}")));
    }
    if zaak.is_open() {
        return Err(Fout::nee(format!("Zaak {nummer} is nog open; er is niets gewist.")).hint("Sluit de zaak eerst."));
    }
    if is_vastgehouden(desk, zaak) {
        let wie = if zaak.bewaring.is_some() { nummer } else { zaak.opgegaan.unwrap_or(nummer) };
        return Err(Fout::nee(format!("Zaak {wie} wordt vastgehouden; er is niets gewist."))
            .hint(format!("Geef haar eerst vrij met «piket bewaartermijn vrij {wie}».")));
    }
    let reden = een_reden(reden)?;
    let meldingen = zaak.meldingen.iter().map(|k| k.melding).filter(|m| {
        // One that was purged by itself has nothing left.
        desk.meldingen.get(m).is_none_or(|m| m.gewist.is_none())
    });
    let events = meldingen.map(|melding| LogEvent::MeldingGewist { melding, reden: reden.clone() });
    let events = events.chain([LogEvent::ZaakGewist { zaak: nummer, reden: reden.clone() }]);
    Ok(Besloten {
        nieuw: events.map(|event| Nieuw { voorgevallen_op: kader.nu, event }).collect(),
        terug: Terug::Niet("Wat gewist is, komt niet terug."),
    })
}

/// Destroys the texts of a report that belongs to no case.
pub fn wis_melding(desk: &Desk, kader: &Kader<'_>, nummer: Meldingnummer, reden: &str) -> Uitkomst<Besloten> {
    let melding = de_melding(desk, nummer)?;
    if melding.gewist.is_some() {
        return Err(al_gewist(&format!("melding {nummer}")));
    }
    match &melding.staat {
        Meldingstaat::Terzijde(_) => {}
        Meldingstaat::Open => {
            return Err(Fout::nee(format!("Melding {nummer} wacht nog in de inbox; er is niets gewist."))
                .hint("Leg haar eerst terzijde."));
        }
        Meldingstaat::Gekoppeld(zaak) => {
            return Err(Fout::nee(format!("Melding {nummer} hoort bij zaak {zaak}; er is niets gewist."))
                .hint("Ze wordt gewist met de zaak."));
        }
    }
    let event = LogEvent::MeldingGewist { melding: nummer, reden: een_reden(reden)? };
    Ok(Besloten::een(kader, event, Terug::Niet("Wat gewist is, komt niet terug.")))
}

fn al_gewist(wat: &str) -> Fout {
    Fout::nee(format!("De teksten van {wat} zijn al gewist."))
}
