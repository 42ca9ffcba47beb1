//! Sets or clears times of a case, all together, so that their order is judged as a whole. Only what
//! changes is recorded.

use clap::Args;

use super::{
    Act,
    arguments::{Arguments, time},
    before::Before,
    decide::{After, Context, Decided, Judged},
    set_inrichting::SetInrichtingArgs,
    shared::{find_open_zaak, not_in_the_future},
    undo::Undo,
};
use crate::{
    domain::{
        besluit::YesNo,
        error::{Error, Result},
        ids::Zaaknummer,
        moment::Moment,
        own_words,
        sanitize::capitalize,
        subject::Subject,
        tegenspraak::Tegenspraak,
        termijn_kind::Times,
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    judge::case_rule::CaseRule,
    log::{
        desk::Desk,
        event::{LogEvent, NewEvent},
        zaak::Zaak,
    },
    rules::book::RijRule,
};

/// What is typed in the place of a time that is to be cleared.
const CLEARED: &str = "geen";

/// The times that are set, and those that are cleared.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetTimes {
    pub zaak: Zaaknummer,
    pub times: Vec<(TimeKind, Option<Moment>)>,
}

/// What stands at the head of a case: its inrichting and its times, as far as they are given.
#[derive(Debug, Clone, Args)]
#[command(about = "Wijzig inrichting en tijden van een zaak")]
pub struct SetTimesArgs {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// Where it is.
    #[command(flatten)]
    pub place: SetInrichtingArgs,
    /// Tijd van het voorval; geen wist haar, zoals bij elke tijd hier.
    #[arg(long, value_name = "TIJD")]
    pub voorval: Option<String>,
    /// Tijd van de constatering.
    #[arg(long, value_name = "TIJD")]
    pub constatering: Option<String>,
    /// Tijd van het telefoontje.
    #[arg(id = "gebeld", long = "gebeld", value_name = "TIJD")]
    pub called: Option<String>,
    /// Tijd van terugkeer of aanhouding.
    #[arg(id = "einde_oa", long = "einde-oa", value_name = "TIJD")]
    pub oa_end: Option<String>,
    /// Tijd waarop daarvan werd gehoord.
    #[arg(id = "einde_gehoord", long = "einde-gehoord", value_name = "TIJD")]
    pub oa_end_heard: Option<String>,
}

impl Arguments for SetTimesArgs {
    fn subject(&self) -> Subject {
        self.zaak.into()
    }

    fn acts(&self, _: &Desk, context: &Context<'_>) -> Result<Vec<Act>> {
        let now = context.now;
        let zaak = self.zaak;
        let mut times = Vec::new();
        for (kind, text) in [
            (TimeKind::Voorval, &self.voorval),
            (TimeKind::Constatering, &self.constatering),
            (TimeKind::Called, &self.called),
            (TimeKind::OaEnd, &self.oa_end),
            (TimeKind::OaEndHeard, &self.oa_end_heard),
        ] {
            if let Some(text) = text {
                times.push((
                    kind,
                    if text.trim().eq_ignore_ascii_case(CLEARED) { None } else { time(Some(text), now)? },
                ));
            }
        }
        let mut acts: Vec<Act> = Vec::new();
        acts.extend(self.place.act(zaak).map(Act::from));
        acts.extend((!times.is_empty()).then(|| SetTimes { zaak, times }.into()));
        if acts.is_empty() {
            return Err(
                Error::usage("Er is niets opgegeven om te wijzigen.").hint("Geef bijvoorbeeld --voorval 02:10.")
            );
        }
        Ok(acts)
    }
}

impl Judged for SetTimes {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let number = self.zaak;
        let zaak = find_open_zaak(desk, number)?;
        let mut times: Times = zaak.times;
        let mut new = Vec::new();
        for (kind, moment) in &self.times {
            if zaak.time(*kind) == *moment {
                continue;
            }
            if let Some(m) = moment {
                not_in_the_future(&capitalize(kind.with_article()), *m, context.now)?;
            }
            if let (true, Some(_), CaseRule::Known(book, rule)) = (kind.is_oa_end(), moment, context.case_rule(zaak))
                && !rule.is_oa()
            {
                return Err(Error::usage("Een terugkeer of aanhouding hoort bij een ongeoorloofde afwezigheid.")
                    .hint(format!("Kies eerst een rij {}.", book.listing(RijRule::is_oa))));
            }
            times = times.with(*kind, *moment);
            let occurred_at = moment.unwrap_or(context.now);
            let by_hand = Some(YesNo::Yes);
            let event = LogEvent::TimeSet { zaak: number, time: *kind, moment: *moment, by_hand };
            new.push(NewEvent { occurred_at, event });
            for tegenspraak in moment.map(|m| settled_by_time(zaak, *kind, m)).unwrap_or_default() {
                let reason = Some(Vertrouwelijk::new(own_words::TIME_BY_HAND));
                let event = LogEvent::TegenspraakSettled { zaak: number, tegenspraak, reason };
                new.push(NewEvent { occurred_at: context.now, event });
            }
        }
        if new.is_empty() {
            return Err(Error::no("Er is niets gewijzigd."));
        }
        // What an older program took stays as it is while something else is set.
        let tells = |kind: TimeKind| match kind {
            TimeKind::Constatering | TimeKind::Called | TimeKind::OaEndHeard => true,
            TimeKind::Voorval | TimeKind::OaEnd => false,
        };
        if new.iter().any(|n| matches!(n.event, LogEvent::TimeSet { time, moment: Some(_), .. } if tells(time))) {
            times.check_told(Some(zaak.last_told()))?;
        } else {
            times.check()?;
        }
        Ok(Decided { new })
    }

    fn sentence(&self, after: &After<'_>) -> String {
        let set = self.times.iter().map(|(kind, moment)| {
            let moment = moment.map_or_else(|| "onbekend".to_owned(), |at| at.short_in(after.context.now));
            format!("{} {moment}", kind.word())
        });
        format!("Vastgelegd: {}.", set.collect::<Vec<_>>().join(", "))
    }

    /// The times are what they were, and what they contradicted is open again.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

/// Who sets a time knows the reports that were linked by then: what they say is answered with it.
fn settled_by_time(zaak: &Zaak, time: TimeKind, moment: Moment) -> Vec<Tegenspraak> {
    let different = zaak.meldingen.iter().filter_map(|k| k.named.of(time).map(|t| (k.melding, t)));
    different
        .filter(|(_, t)| t.minute() != moment.minute())
        .map(|(melding, named)| Tegenspraak::Time { time, zaak: moment, melding, named })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::acts::scene::{Scene, TestResult, ZAAK};

    #[test]
    fn times_are_set_together_in_their_order_and_are_what_they_were_after_an_undo() -> TestResult {
        let (scene, zaak) = Scene::with_rij("6")?;
        let set = |rest: &str| format!("gegevens {ZAAK} {rest}");
        assert!(scene.refuses_typed(&set("")).contains("niets opgegeven"));
        assert!(scene.refuses_typed(&set("--voorval 02:00")).contains("niets gewijzigd"));
        assert!(scene.refuses_typed(&set("--einde-oa 02:05")).contains("ongeoorloofde afwezigheid"));
        assert!(!scene.refuses_typed(&set("--constatering 01:00")).starts_with("vastgelegd"), "before it happened");
        let then = scene.typed(&set("--voorval 01:30 --constatering 01:45"))?;
        // What the call said otherwise is answered with it.
        assert_eq!(then.events(), ["tijd_gezet", "tegenspraak_beslecht", "tijd_gezet"]);
        assert!(then.sentence().starts_with("Vastgelegd: voorval "), "{}", then.sentence());
        assert_eq!(then.scene.zaak(zaak)?.times.voorval, Some(scene.after(-40)));
        assert_eq!(then.undone()?, ["tijd_gezet", "tegenspraak_beslecht", "tijd_gezet"]);
        Ok(())
    }

    #[test]
    fn a_time_is_cleared_by_its_verb_and_stands_again_after_an_undo() -> TestResult {
        let (scene, zaak) = Scene::with_rij("A")?;
        let then = scene.typed(&format!("gegevens {ZAAK} --einde-oa 02:05"))?;
        let then = then.scene.typed(&format!("gegevens {ZAAK} --einde-oa geen"))?;
        assert_eq!(then.events(), ["tijd_gezet"]);
        assert_eq!(then.sentence(), "Vastgelegd: terugkeer of aanhouding onbekend.");
        assert_eq!(then.scene.zaak(zaak)?.times.oa_end, None);
        assert_eq!(then.undone()?, ["tijd_gezet"]);
        assert!(then.scene.refuses_typed(&format!("gegevens {ZAAK} --einde-oa geen")).contains("niets gewijzigd"));
        Ok(())
    }

    /// One line of the verb is two acts, recorded and taken back as one.
    #[test]
    fn place_and_times_go_in_one() -> TestResult {
        let (scene, _) = Scene::with_rij("6")?;
        let then = scene.typed(&format!("gegevens {ZAAK} --inrichting Mesdag --voorval 01:30"))?;
        assert_eq!(then.events(), ["inrichting_gezet", "tijd_gezet", "tegenspraak_beslecht"]);
        assert_eq!(then.undone()?, ["tegenspraak_beslecht", "tijd_gezet", "inrichting_gezet"]);
        Ok(())
    }
}
