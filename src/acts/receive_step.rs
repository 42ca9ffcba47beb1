//! What others owe is there: the officer said yes to the question whether it is, and when. Of what arrives by another
//! way than the inbox it is chosen what it was and by which road it came: a promise is none of the choices. A remark
//! beside them is kept and judged by nobody.

use clap::Args;

use super::{
    SetStep, SetTimes,
    arguments::choose,
    before::Before,
    decide::{After, Context, Decided, Judged},
    shared::find_open_zaak,
    undo::Undo,
};
use crate::{
    domain::{
        besluit::YesNo,
        delivery::{self, Delivered, Road},
        error::{Error, Result},
        ids::Zaaknummer,
        moment::Moment,
        step::{Step, StepState},
        time_kind::TimeKind,
    },
    log::{desk::Desk, zaak::Zaak},
    rules::step_rule::StepRule,
};

/// A step that others owe, what came in and by which road; `at` is when, the moment of noting unless told otherwise.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiveStep {
    pub zaak: Zaaknummer,
    pub step: Step,
    pub what: Option<Delivered>,
    pub road: Option<Road>,
    pub remark: String,
    pub at: Option<Moment>,
}

/// The same as it is typed, within the verb for steps.
#[derive(Debug, Clone, Copy, Args)]
pub struct ReceiveStepArgs {
    /// Wat er binnenkwam of is besloten: formulier, aanvulling, wel-melden, niet-melden of afloop.
    #[arg(id = "wat", long = "wat", value_name = "WAT", value_parser = delivered)]
    pub what: Option<Delivered>,
    /// Langs welke weg: post, koerier, fax, ander-postvak, overhandigd of, waar dat kan, telefoon.
    #[arg(id = "langs", long = "langs", value_name = "WEG", value_parser = road)]
    pub road: Option<Road>,
}

impl ReceiveStepArgs {
    /// True where something is said to have come in.
    pub(super) const fn is_given(self) -> bool {
        self.what.is_some() || self.road.is_some()
    }
}

fn delivered(text: &str) -> Result<Delivered> {
    choose(Delivered::ALL, Delivered::code, text)
}

fn road(text: &str) -> Result<Road> {
    choose(Road::ALL, Road::code, text)
}

impl ReceiveStep {
    /// What arrived and how, in words; nothing where the step asks neither.
    fn delivered(&self, zaak: &Zaak, rule: StepRule<'_>) -> Result<Option<String>> {
        let (things, roads) = (rule.arrives, rule.roads());
        let codes: Vec<&str> = things.iter().map(|thing| thing.code()).collect();
        // Where one thing alone can arrive there is nothing to choose.
        let what = match (self.what, things) {
            (None, [only]) => Some(*only),
            (what, _) => what,
        };
        if what.is_some_and(|what| !things.contains(&what)) || self.road.is_some_and(|road| !roads.contains(&road)) {
            return Err(match things {
                [] => Error::usage(format!("Bij stap {} is er niets dat binnenkomt.", self.step))
                    .hint("Zeg ja of nee en wanneer; wat u erbij wilt zeggen is een reden."),
                _ if rule.is_form() && self.road == Some(Road::Phone) => {
                    Error::usage("Een formulier komt niet per telefoon.")
                        .hint("Kies hoe het wel kwam, of zeg nog niet; de termijn loopt door.")
                }
                _ => Error::usage(format!("Dat komt niet binnen bij stap {}.", self.step))
                    .hint(format!("Kies uit: {}.", codes.join(", "))),
            });
        }
        if things.is_empty() {
            return Ok(None);
        }
        let Some(what) = what else {
            return Err(Error::usage("Wat is er binnengekomen of besloten?").hint(format!(
                "Kies uit: {}. Kwam er nog niets, zeg dan nee of nog niet; de termijn loopt door.",
                codes.join(", ")
            )));
        };
        let Some(road) = self.road else {
            let codes: Vec<&str> = roads.iter().map(|road| road.code()).collect();
            return Err(
                Error::usage("Langs welke weg kwam dat binnen?").hint(format!("Kies uit: {}.", codes.join(", ")))
            );
        };
        if what == Delivered::Supplement && !zaak.meldingen.iter().any(|k| k.form.is_form()) {
            return Err(Error::no("Er is nog geen formulier om aan te vullen.")
                .hint("Kwam het formulier zelf, kies dan dat; anders loopt de termijn door."));
        }
        Ok(Some(delivery::words(rule.label_of(what), road)))
    }
}

impl Judged for ReceiveStep {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let (number, step, remark) = (self.zaak, self.step, self.remark.trim());
        let zaak = find_open_zaak(desk, number)?;
        let known = context.book_at(zaak).step(step);
        if !known.rule().is_owed_by_others() {
            return Err(Error::usage(format!("Stap {step} komt niet van een ander."))
                .hint("Schrijf waaruit het blijkt als reden."));
        }
        let delivered = self.delivered(zaak, known.rule())?;
        if step == Step::Outcome && remark.is_empty() {
            return Err(
                Error::usage("Wat is de afloop?").hint("Schrijf haar als toelichting, of noteer haar als feit.")
            );
        }
        let reason = match (delivered, remark) {
            (None, "") => YesNo::Yes.word().to_owned(),
            (None, remark) => remark.to_owned(),
            (Some(delivered), "") => delivered,
            (Some(delivered), remark) => format!("{delivered}; {remark}"),
        };
        let mut decided =
            SetStep { zaak: number, step, state: StepState::Done, reason, at: self.at }.mark(desk, context)?;
        // The end of an absence starts what has to follow it.
        let ends = zaak.times;
        if known.is_absence_end() && ends.oa_end.is_none() && ends.oa_end_heard.is_none() {
            let kind = if self.at.is_some() { TimeKind::OaEnd } else { TimeKind::OaEndHeard };
            let times = vec![(kind, Some(self.at.unwrap_or(context.now)))];
            decided.new.extend(SetTimes { zaak: number, times }.decide(desk, context)?.new);
        }
        Ok(decided)
    }

    fn sentence(&self, after: &After<'_>) -> String {
        let name = after.step_name(self.zaak, self.step);
        let book = after.desk.zaken.get(&self.zaak).map_or(after.context.book, |zaak| after.context.book_at(zaak));
        let known = book.step(self.step);
        match self.what {
            Some(what) => format!("{name}: gereed, met {}.", known.rule().label_of(what)),
            None => format!("{name}: gereed."),
        }
    }

    /// The step is owed again, with its term; the end of an absence that came with it is unknown again.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

#[cfg(test)]
mod tests {
    use crate::acts::scene::{Scene, TestResult, ZAAK};

    #[test]
    fn a_form_by_another_road_is_received_with_what_it_was_and_owed_again_after_an_undo() -> TestResult {
        let (scene, zaak) = Scene::with_rij("6")?;
        let step = |rest: &str| format!("stap {ZAAK} formulier {rest}");
        assert!(
            scene.refuses_typed(&step("ja")).contains("Wat er is binnengekomen")
                || scene.refuses_typed(&step("ja")).contains("Wat is er binnengekomen")
        );
        assert!(scene.refuses_typed(&step("ja --wat formulier")).contains("Langs welke weg"));
        assert!(scene.refuses_typed(&step("ja --wat formulier --langs telefoon")).contains("niet per telefoon"));
        assert!(scene.refuses_typed(&step("ja --wat aanvulling --langs post")).contains("nog geen formulier"));
        assert!(scene.refuses_typed(&step("nog-niet --wat formulier")).contains("horen bij een ja"));
        let then = scene.typed(&step("ja --wat formulier --langs post --wanneer 02:05"))?;
        assert_eq!(then.events(), ["stap_gezet"]);
        assert!(then.sentence().contains("gereed, met"), "{}", then.sentence());
        assert!(then.told().contains("De MBV-termijn stopt: op tijd."), "{}", then.told());
        assert!(then.scene.countdowns(zaak)?.iter().all(|term| !term.is_running()));
        assert_eq!(then.undone()?, ["stap_gezet"]);
        Ok(())
    }

    #[test]
    fn the_end_of_an_absence_is_a_time_of_the_case_until_that_is_undone() -> TestResult {
        let (scene, zaak) = Scene::with_rij("A")?;
        let then = scene.typed(&format!("stap {ZAAK} einde-oa ja --wanneer 02:08 --reden 'Hij is terug.'"))?;
        assert_eq!(then.events(), ["stap_gezet", "tijd_gezet"]);
        assert_eq!(then.scene.zaak(zaak)?.times.oa_end, Some(scene.after(-2)));
        assert_eq!(then.undone()?, ["tijd_gezet", "stap_gezet"]);
        Ok(())
    }
}
