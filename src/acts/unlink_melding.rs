//! Undoes a link, and takes back what came into the case with it.

use clap::Args;

use super::{
    arguments::TypedAct,
    before::Before,
    brought::feiten_of,
    decide::{After, Context, Decided, Judged},
    shared::{find_melding, find_open_zaak},
    undo::Undo,
};
use crate::{
    domain::{
        besluit::YesNo,
        error::{Error, Result},
        feit::{Feit, FeitNumber, Topic},
        ids::Meldingnummer,
        own_words,
        subject::Subject,
        text::Vertrouwelijk,
    },
    judge::untaken::named_by_only,
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
/// not end this absence. What another linked report says as well stays, and so does what the officer set.
fn take_back(desk: &Desk, context: &Context<'_>, zaak: &Zaak, melding: &Melding, events: &mut Vec<LogEvent>) {
    let number = zaak.number;
    let gone = named_by_only(zaak, std::slice::from_ref(&melding.number));
    events.extend(gone.map(|time| LogEvent::TimeSet { zaak: number, time, moment: None, by_hand: Some(YesNo::No) }));
    let why = |f: &Feit| {
        f.source.read() == own_words::OFFICER && f.text.read().starts_with(&own_words::belongs(melding.number))
    };
    for feit in zaak.feiten.iter().filter(|f| why(f)) {
        events.push(LogEvent::FeitRetracted { zaak: number, feit: feit.number });
    }
    let mut gone: Vec<(Topic, Vertrouwelijk)> = Vec::new();
    for brought in feiten_of(context, number, melding, FeitNumber::FIRST) {
        let LogEvent::FeitNoted { topic, text, source, .. } = &brought else { continue };
        // The officer also says things of which no report speaks.
        let of_this = |f: &&Feit| f.topic == *topic && (source.read() != own_words::OFFICER || f.text == *text);
        for feit in zaak.feiten.iter().filter(|f| f.source == *source).filter(of_this) {
            let retracted = LogEvent::FeitRetracted { zaak: number, feit: feit.number };
            // A form may say two things on one subject; each fact goes out once.
            if !events.contains(&retracted) {
                gone.push((feit.topic, feit.text.clone()));
                events.push(retracted);
            }
        }
    }
    say_again(desk, context, (zaak, melding), gone, events);
}

/// What went out and another form of the case says in the same words stands by that one.
fn say_again(
    desk: &Desk,
    context: &Context<'_>,
    (zaak, melding): (&Zaak, &Melding),
    mut gone: Vec<(Topic, Vertrouwelijk)>,
    events: &mut Vec<LogEvent>,
) {
    let forms = zaak.meldingen.iter().filter(|k| k.form.is_form() && k.melding != melding.number);
    let others = forms.filter_map(|k| desk.meldingen.get(&k.melding));
    let brought = others.flat_map(|other| feiten_of(context, zaak.number, other, FeitNumber::FIRST));
    let mut next = zaak.next_feit();
    for mut fact in brought {
        let LogEvent::FeitNoted { feit, topic, text, source, .. } = &mut fact else { continue };
        let stands = zaak.feiten.iter().any(|f| f.topic == *topic && f.text == *text && f.source == *source);
        let Some(place) = gone.iter().position(|(about, said)| about == topic && said == text).filter(|_| !stands)
        else {
            continue;
        };
        gone.swap_remove(place);
        *feit = next;
        next = next.next();
        events.push(fact);
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
