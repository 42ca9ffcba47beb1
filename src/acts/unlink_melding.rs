//! Undoes a link, and takes back what came into the case with it.

use clap::Args;

use super::{
    arguments::TypedAct,
    before::Before,
    brought::{feiten_of, named_times},
    decide::{After, Context, Decided, Judged},
    shared::{find_melding, find_open_zaak},
    undo::Undo,
};
use crate::{
    domain::{
        error::{Error, Result},
        feit::{Feit, FeitNumber},
        ids::Meldingnummer,
        own_words,
        subject::Subject,
    },
    log::{
        desk::Desk,
        event::LogEvent,
        melding::{Melding, MeldingState},
        zaak::Zaak,
    },
};

/// The report that goes back to the inbox.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(about = "Maak een melding los van haar zaak")]
pub struct UnlinkMelding {
    /// Meldingnummer.
    pub melding: Meldingnummer,
}

impl TypedAct for UnlinkMelding {
    fn subject(&self) -> Subject {
        self.melding.into()
    }
}

impl Judged for UnlinkMelding {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let number = self.melding;
        let melding = find_melding(desk, number)?;
        match &melding.state {
            MeldingState::Linked(zaak) => {
                let zaak = find_open_zaak(desk, *zaak)?;
                // Set aside by itself it could be purged, and the case would be kept without it.
                if zaak.hold.is_some() {
                    return Err(Error::no(format!(
                        "Zaak {} wordt vastgehouden; haar meldingen blijven erbij.",
                        zaak.number
                    ))
                    .hint(format!("Geef haar eerst vrij met «piket bewaartermijn vrij {}».", zaak.number)));
                }
                Ok(Decided::all(context, unlink(desk, context, zaak, melding)))
            }
            MeldingState::Open | MeldingState::SetAside(_) => {
                Err(Error::no(format!("Melding {number} is aan geen zaak gekoppeld.")))
            }
        }
    }

    fn sentence(&self, after: &After<'_>) -> String {
        let melding = after.melding(self.melding);
        format!("{melding} is losgemaakt; feiten en tijden die alleen zij bracht gaan mee uit de zaak.")
    }

    /// The report belongs to the case again, with what it brought.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

/// The facts that take a report out of its case.
pub(super) fn unlink(desk: &Desk, context: &Context<'_>, zaak: &Zaak, melding: &Melding) -> Vec<LogEvent> {
    let mut events = vec![LogEvent::MeldingUnlinked { zaak: zaak.number, melding: melding.number }];
    take_back(desk, context, zaak, melding, &mut events);
    events
}

/// What came into the case with a report goes out with it: a return that belongs to somebody else must
/// not end this absence. What another linked report says as well stays.
fn take_back(desk: &Desk, context: &Context<'_>, zaak: &Zaak, melding: &Melding, events: &mut Vec<LogEvent>) {
    let number = zaak.number;
    let from_others = || {
        let others = zaak.meldingen.iter().map(|k| k.melding).filter(|m| *m != melding.number);
        others.filter_map(|m| desk.meldingen.get(&m)).flat_map(named_times)
    };
    for (time, moment) in named_times(melding) {
        if zaak.time(time) == Some(moment) && !from_others().any(|other| other == (time, moment)) {
            events.push(LogEvent::TimeSet { zaak: number, time, moment: None });
        }
    }
    let why = |f: &Feit| {
        f.source.read() == own_words::OFFICER && f.text.read().starts_with(&own_words::belongs(melding.number))
    };
    for feit in zaak.feiten.iter().filter(|f| why(f)) {
        events.push(LogEvent::FeitRetracted { zaak: number, feit: feit.number });
    }
    for brought in feiten_of(context, number, melding, FeitNumber::FIRST) {
        let LogEvent::FeitNoted { topic, text, source, .. } = &brought else { continue };
        // The officer also says things of which no report speaks.
        let of_this = |f: &&Feit| f.topic == *topic && (source.read() != own_words::OFFICER || f.text == *text);
        for feit in zaak.feiten.iter().filter(|f| f.source == *source).filter(of_this) {
            let retracted = LogEvent::FeitRetracted { zaak: number, feit: feit.number };
            // A form may say two things on one subject; each fact goes out once.
            if !events.contains(&retracted) {
                events.push(retracted);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        acts::{
            LinkMelding,
            scene::{Scene, TestResult, ZAAK},
        },
        domain::melding::MeldingKind,
    };

    #[test]
    fn a_report_goes_out_with_what_it_alone_brought_and_comes_back_with_it_by_an_undo() -> TestResult {
        let (mut scene, zaak) = Scene::with_rij("6")?;
        let told = [("constatering", "2026-11-22T02:05:00+01:00"), ("beschrijving", "Een medewerker is geslagen.")];
        let melding = scene.mail(MeldingKind::form("mbv"), &told)?;
        assert!(scene.refuses_typed(&format!("ontkoppel {melding}")).contains("aan geen zaak gekoppeld"));
        scene.given(LinkMelding { melding, zaak, reason: String::new() })?;
        let then = scene.typed(&format!("ontkoppel {melding}"))?;
        assert_eq!(then.events(), ["melding_ontkoppeld", "tijd_gezet", "feit_teruggenomen"]);
        assert!(then.sentence().contains("is losgemaakt"), "{}", then.sentence());
        assert_eq!(then.scene.zaak(zaak)?.times.constatering, None);
        assert_eq!(then.undone()?, ["feit_teruggezet", "tijd_gezet", "melding_gekoppeld"]);
        scene.given_typed(&[&format!("bewaartermijn houd {ZAAK} --reden 'Er loopt een onderzoek.'")])?;
        assert!(scene.refuses_typed(&format!("ontkoppel {melding}")).contains("blijven erbij"));
        Ok(())
    }
}
