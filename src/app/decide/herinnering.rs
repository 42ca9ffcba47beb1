//! Acts on reminders: set for a moment that is still to come, done once.

use super::{Besloten, Kader, Terug, open_zaak};
use crate::domain::{
    desk::Desk,
    event::LogEvent,
    fout::{Fout, Uitkomst},
    ids::Zaaknummer,
    moment::Moment,
    tekst::Vertrouwelijk,
};

/// Sets a reminder.
pub fn zet(desk: &Desk, kader: &Kader<'_>, nummer: Zaaknummer, om: Moment, tekst: &str) -> Uitkomst<Besloten> {
    let zaak = open_zaak(desk, nummer)?;
    let tekst = Vertrouwelijk::nieuw(tekst);
    if tekst.is_leeg() {
        return Err(Fout::gebruik("Waaraan moet piket u herinneren?").hint("Schrijf het in enkele woorden."));
    }
    if om <= kader.nu {
        return Err(Fout::gebruik(format!("De herinnering ({}) ligt in het verleden.", om.lang()))
            .hint(format!("Het is nu {}; kies een tijd die nog komt.", kader.nu.lang())));
    }
    let herinnering = zaak.herinneringen.iter().map(|h| h.nummer).max().unwrap_or(0).saturating_add(1);
    let event = LogEvent::HerinneringGezet { zaak: nummer, herinnering, om, tekst };
    Ok(Besloten::een(kader, event, Terug::met([LogEvent::HerinneringAf { zaak: nummer, herinnering }])))
}

/// Notes that a reminder is done.
pub fn af(desk: &Desk, kader: &Kader<'_>, nummer: Zaaknummer, herinnering: u32) -> Uitkomst<Besloten> {
    let zaak = open_zaak(desk, nummer)?;
    let Some(gezet) = zaak.herinneringen.iter().find(|h| h.nummer == herinnering && h.af.is_none()) else {
        return Err(Fout::nee(format!("Zaak {nummer} heeft geen herinnering {herinnering} die nog loopt."))
            .hint(format!("«piket toon {nummer}» toont wat er loopt.")));
    };
    let terug = LogEvent::HerinneringGezet { zaak: nummer, herinnering, om: gezet.om, tekst: gezet.tekst.clone() };
    Ok(Besloten::een(kader, LogEvent::HerinneringAf { zaak: nummer, herinnering }, Terug::met([terug])))
}
