//! Links a report to a case; its facts come along, and an end of OA brings its time. What something in it speaks
//! against asks a reason, which stands in the beeld.

use clap::Args;

use super::{
    arguments::TypedAct,
    before::Before,
    brought::{feiten_of, form_sources, linked, new_times},
    decide::{After, Context, Decided, Judged},
    shared::{find_open_melding, find_open_zaak, require_reason},
    undo::Undo,
};
use crate::{
    domain::{
        besluit::YesNo,
        error::{Error, Result},
        feit::{Feit, FeitNumber, FeitStatus, Topic},
        ids::{Meldingnummer, Zaaknummer},
        own_words,
        subject::Subject,
        text::Vertrouwelijk,
    },
    judge::repeat,
    log::{desk::Desk, event::LogEvent},
};

/// The report and its case.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(about = "Voeg een melding bij een zaak")]
pub struct LinkMelding {
    /// Meldingnummer.
    pub melding: Meldingnummer,
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// Waarom, als de melding van een andere inrichting, over een ander of met een ander briefnummer is.
    #[arg(id = "reden", long = "reden", default_value = "", hide_default_value = true, value_name = "REDEN")]
    pub reason: String,
}

impl TypedAct for LinkMelding {
    fn subject(&self) -> Subject {
        Subject { zaak: Some(self.zaak), melding: Some(self.melding), week: None }
    }
}

impl Judged for LinkMelding {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let (number, zaak) = (self.melding, self.zaak);
        let melding = find_open_melding(desk, number)?;
        let target = find_open_zaak(desk, zaak)?;
        let reason = Vertrouwelijk::new(&self.reason);
        let against = repeat::misfit(desk, context.book_of(melding), melding, target).map(|misfit| misfit.words());
        if let (Some(against), true) = (&against, reason.is_empty()) {
            return Err(Error::no(format!("Deze melding past niet bij zaak {zaak}: {against}."))
                .hint("Hoort zij daar toch bij, zeg dan waarom met --reden."));
        }
        if against.is_some() {
            require_reason(&self.reason)?;
        }
        let mut events = vec![linked(melding, zaak)];
        for (time, moment) in new_times(target, context.case_rule(target), melding) {
            events.push(LogEvent::TimeSet { zaak, time, moment: Some(moment), by_hand: Some(YesNo::No) });
        }
        // What a form of the case said already in the same words is one fact, also where another form corrects the rest of it.
        let sources = form_sources(context, desk, target);
        let said = |event: &LogEvent| {
            let LogEvent::FeitNoted { topic, text, .. } = event else { return false };
            let same = |f: &&Feit| f.topic == *topic && f.text == *text && f.status.counted();
            melding.kind.is_form() && target.feiten.iter().filter(same).any(|f| sources.contains(&f.source))
        };
        let next = target.next_feit();
        let new = feiten_of(context, zaak, melding, next).into_iter().filter(|event| !said(event));
        let mut noted = None;
        for (mut feit, number) in new.zip(next.onward()) {
            if let LogEvent::FeitNoted { feit, .. } = &mut feit {
                *feit = number;
            }
            noted = Some(number);
            events.push(feit);
        }
        if !reason.is_empty() {
            let although = against.map(|against| format!(", hoewel {against}")).unwrap_or_default();
            events.push(LogEvent::FeitNoted {
                zaak,
                feit: noted.map_or(next, FeitNumber::next),
                topic: Topic::Situation,
                text: Vertrouwelijk::new(&format!("{}{although}: {}", own_words::belongs(number), reason.read())),
                source: Vertrouwelijk::new(own_words::OFFICER),
                status: FeitStatus::Reported,
                happened: None,
                asked: None,
            });
        }
        Ok(Decided::all(context, events))
    }

    fn sentence(&self, after: &After<'_>) -> String {
        format!("{} hoort nu bij zaak {}.", after.melding(self.melding), self.zaak)
    }

    /// The report waits in the inbox again; what it brought goes out with it.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        acts::scene::{Scene, TestResult, ZAAK},
        domain::melding::MeldingKind,
    };

    #[test]
    fn a_report_brings_its_times_and_facts_and_takes_them_along_when_that_is_undone() -> TestResult {
        let (mut scene, zaak) = Scene::with_rij("6")?;
        let told = [("constatering", "2026-11-22T02:05:00+01:00"), ("beschrijving", "Een medewerker is geslagen.")];
        let melding = scene.mail(MeldingKind::form("mbv"), &told)?;
        let then = scene.typed(&format!("koppel {melding} {ZAAK}"))?;
        assert_eq!(then.events().first(), Some(&"melding_gekoppeld"));
        assert!(then.events().contains(&"tijd_gezet") && then.events().contains(&"feit_genoteerd"));
        assert!(then.sentence().ends_with(&format!("hoort nu bij zaak {ZAAK}.")), "{}", then.sentence());
        assert_eq!(then.undone()?.last(), Some(&"melding_ontkoppeld"));
        let again = LinkMelding { melding, zaak, reason: String::new() };
        assert!(then.scene.refuses(again).contains("hoort al bij zaak"));
        Ok(())
    }

    #[test]
    fn a_report_of_another_inrichting_takes_a_reason_that_stands_in_the_beeld() -> TestResult {
        let (mut scene, zaak) = Scene::with_rij("6")?;
        let melding = scene.mail(MeldingKind::form("mbv"), &[("inrichting", "FPC Pompestichting")])?;
        scene.given_typed(&[&format!("veld {melding} inrichting --waarde Pompestichting")])?;
        assert!(scene.refuses_typed(&format!("koppel {melding} {ZAAK}")).contains("past niet bij zaak"));
        let then = scene.typed(&format!("koppel {melding} {ZAAK} --reden 'Zij was daar te gast.'"))?;
        let said = then.scene.zaak(zaak)?.feiten.last().map(|feit| feit.text.read().to_owned()).unwrap_or_default();
        assert!(said.contains("Zij was daar te gast."), "{said}");
        assert!(then.undone()?.contains(&"feit_teruggenomen"));
        Ok(())
    }
}
