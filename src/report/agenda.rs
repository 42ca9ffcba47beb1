//! The alarms as a calendar, for the phone beside the bed: one appointment per alarm, at its moment in UTC,
//! with the text the alarm itself has. What was withdrawn stands there as cancelled, because a calendar
//! keeps what it is not told about. No person, no inrichting, no row.

use std::{collections::BTreeMap, io::Write, path::Path};

use chrono::{DateTime, Duration, Utc};
use icalendar::{Alarm, Calendar, Class, Component, Event, EventLike, EventStatus};

use super::uitvoer::{self, Bestaand};
use crate::{
    app::wekdoel,
    domain::{
        fout::{Fout, Uitkomst},
        moment::Moment,
        schoon,
        wekker::{Onderwerp, Trede, Waarvoor, Weklijn, Wekpunt},
    },
};

/// How long an appointment lasts; a calendar shows none that lasts no time.
const DUUR: Duration = Duration::minutes(5);

/// How long a withdrawn alarm stays in the file after its moment, so that a calendar that was switched off
/// over the weekend still hears of it.
const NABLIJVEN: Duration = Duration::days(7);

/// Whether an alarm is still to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Afspraakstand {
    /// It is.
    Gepland,
    /// It was withdrawn.
    Ingetrokken,
    /// Its moment passed.
    Voorbij,
}

/// One alarm as an appointment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Afspraak {
    /// The alarm as it was planned last.
    pub punt: Wekpunt,
    /// How often it was planned or withdrawn before: the SEQUENCE.
    pub volgnummer: u32,
    /// Whether it still goes.
    pub stand: Afspraakstand,
}

/// What stays the same of an alarm when its moment moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Plaats {
    Trede(i64),
    Uitstel(Moment),
}

impl Plaats {
    /// `None` for what goes at once: no calendar is in time for it.
    const fn van(punt: &Wekpunt) -> Option<Self> {
        match punt.trede {
            Trede::Minuten(minuten) => Some(Self::Trede(minuten)),
            Trede::Uitstel(tot) => Some(Self::Uitstel(tot)),
            Trede::Inhaal(_) => None,
        }
    }
}

/// The appointments that the lines of the wekkerboek come down to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Agenda {
    afspraken: BTreeMap<(Onderwerp, Plaats), Afspraak>,
}

impl Agenda {
    /// Folds the lines, oldest first.
    pub fn van<'a>(lijnen: impl IntoIterator<Item = &'a Weklijn>) -> Self {
        let mut agenda = Self::default();
        for lijn in lijnen {
            match lijn {
                Weklijn::Gepland { punt, .. } => agenda.plan(*punt),
                Weklijn::Vervallen { punt, .. } => agenda.eindig(punt, Afspraakstand::Ingetrokken),
                Weklijn::Afgegaan { punt, .. } | Weklijn::Gemist { punt, .. } => {
                    agenda.eindig(punt, Afspraakstand::Voorbij);
                }
                Weklijn::Gezien { .. }
                | Weklijn::Uitgesteld { .. }
                | Weklijn::Afgesloten { .. }
                | Weklijn::Klok { .. } => {}
            }
        }
        agenda
    }

    fn plan(&mut self, punt: Wekpunt) {
        let Some(plaats) = Plaats::van(&punt) else { return };
        let nieuw = Afspraak { punt, volgnummer: 0, stand: Afspraakstand::Gepland };
        self.afspraken
            .entry((punt.onderwerp, plaats))
            .and_modify(|a| *a = Afspraak { volgnummer: a.volgnummer.saturating_add(1), ..nieuw.clone() })
            .or_insert(nieuw);
    }

    /// Ends an alarm, unless it was planned anew for another moment while it still went off.
    fn eindig(&mut self, punt: &Wekpunt, stand: Afspraakstand) {
        let afspraak = Plaats::van(punt).and_then(|plaats| self.afspraken.get_mut(&(punt.onderwerp, plaats)));
        if let Some(a) = afspraak.filter(|a| a.punt == *punt) {
            (a.stand, a.volgnummer) = (stand, a.volgnummer.saturating_add(1));
        }
    }

    /// What belongs in the file at `nu`, by case and moment.
    pub fn in_beeld(&self, nu: Moment) -> impl Iterator<Item = &Afspraak> {
        self.afspraken.values().filter(move |a| match a.stand {
            Afspraakstand::Gepland => true,
            Afspraakstand::Ingetrokken => a.punt.op() > nu.plus(-NABLIJVEN),
            Afspraakstand::Voorbij => false,
        })
    }

    /// Writes it as it is at `nu`, in the place of an earlier one.
    ///
    /// # Errors
    /// When the name is not that of a calendar, or the file cannot be written.
    pub fn schrijf(&self, pad: &Path, nu: Moment) -> Uitkomst<()> {
        eis_agenda(pad)?;
        uitvoer::schrijf(pad, Bestaand::Wijkt, |bestand| {
            bestand.write_all(self.ics(nu).as_bytes()).map_err(|e| uitvoer::niet_te_schrijven(pad, &e))
        })
    }

    /// As an iCalendar file (RFC 5545), made at `nu`.
    pub fn ics(&self, nu: Moment) -> String {
        let mut kalender = Calendar::empty();
        kalender.append_property(("VERSION", "2.0"));
        kalender.append_property(("PRODID", "-//piket//piketdesk//NL"));
        kalender.append_property(("CALSCALE", "GREGORIAN"));
        kalender.append_property(("METHOD", "PUBLISH"));
        for afspraak in self.in_beeld(nu) {
            kalender.push(event(afspraak, nu.utc()));
        }
        kalender.to_string()
    }
}

/// An earlier file gives way, so it must be a calendar: never a log, settings or a letter.
///
/// # Errors
/// When the name is that of something else.
pub fn eis_agenda(pad: &Path) -> Uitkomst<()> {
    if pad.extension().is_some_and(|e| e.eq_ignore_ascii_case("ics")) {
        return Ok(());
    }
    let naam = schoon::regel(&pad.to_string_lossy());
    Err(Fout::gebruik(format!("«{naam}» eindigt niet op .ics."))
        .hint("Noem bijvoorbeeld piket.ics; een eerder bestand wordt vervangen."))
}

fn event(a: &Afspraak, gemaakt: DateTime<Utc>) -> Event {
    let (op, uid) = (a.punt.op(), uid(&a.punt));
    let tekst = wekdoel::tekst(a.punt.onderwerp, a.punt.uiterlijk, op);
    let mut event = Event::new();
    event
        .uid(&uid)
        .sequence(a.volgnummer)
        .timestamp(gemaakt)
        .summary(&tekst)
        .starts(op.utc())
        .ends(op.plus(DUUR).utc())
        .class(Class::Private)
        .add_property("TRANSP", "TRANSPARENT");
    match a.stand {
        Afspraakstand::Gepland => {
            let mut alarm = Alarm::display(&tekst, Duration::zero());
            alarm.uid(&format!("alarm-{uid}")).timestamp(gemaakt);
            event.status(EventStatus::Confirmed).alarm(alarm);
        }
        Afspraakstand::Ingetrokken | Afspraakstand::Voorbij => {
            event.status(EventStatus::Cancelled);
        }
    }
    event.done()
}

/// The same for an alarm whose moment moves, and no two alarms share one.
fn uid(punt: &Wekpunt) -> String {
    let waarvoor = match punt.onderwerp.waarvoor {
        Waarvoor::Termijn(soort) => soort.sleutel().to_owned(),
        Waarvoor::Herinnering(nummer) => format!("herinnering-{nummer}"),
    };
    let trede = match punt.trede {
        Trede::Minuten(m) if m >= 0 => format!("{m}-ervoor"),
        Trede::Minuten(m) => format!("{}-erna", m.unsigned_abs()),
        Trede::Uitstel(tot) | Trede::Inhaal(tot) => format!("tot-{}", tot.utc().format("%Y%m%dT%H%M%SZ")),
    };
    format!("{}-{waarvoor}-{trede}@piket.invalid", punt.onderwerp.zaak)
}
