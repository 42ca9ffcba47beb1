//! What others owe is there: the officer said yes to the question whether it is, and when. Of what arrives by another
//! way than the inbox it stands what it was and how it came; no text is read to guess whether it did.

use super::{
    SetStep, SetTimes,
    decide::{After, Context, Decided, Judged},
    shared::find_open_zaak,
};
use crate::{
    domain::{
        besluit::YesNo,
        error::{Error, Result},
        ids::Zaaknummer,
        moment::Moment,
        step::{Step, StepState},
        time_kind::TimeKind,
    },
    log::desk::Desk,
};

/// Words that say that somebody was phoned, and not what arrived.
const PHONED: [&str; 16] = [
    "aan",
    "bel",
    "belde",
    "bellen",
    "de",
    "gebeld",
    "gerappelleerd",
    "gesproken",
    "is",
    "met",
    "nagebeld",
    "per",
    "rappel",
    "telefonisch",
    "telefoon",
    "teruggebeld",
];

/// A step that others owe, what came in and how; `at` is when, the moment of noting unless told otherwise.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiveStep {
    pub zaak: Zaaknummer,
    pub step: Step,
    pub what: String,
    pub how: String,
    pub at: Option<Moment>,
}

/// True where a text says no more than that somebody was phoned, or nothing at all.
fn only_phoned(text: &str) -> bool {
    words(text).all(|word| PHONED.contains(&word.as_str()))
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase)
}

impl Judged for ReceiveStep {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let (zaak, step) = (self.zaak, self.step);
        find_open_zaak(desk, zaak)?;
        if !step.is_owed_by_others() {
            return Err(Error::usage(format!("Stap {step} komt niet van een ander."))
                .hint("Schrijf waaruit het blijkt als reden."));
        }
        let (what, how) = (self.what.trim(), self.how.trim());
        if !step.is_yes_or_no() && what.is_empty() {
            return Err(Error::usage("Wat is er binnengekomen of geantwoord?")
                .hint("Kwam er nog niets, zeg dan nee of nog niet; de termijn loopt door."));
        }
        if !step.is_yes_or_no() && how.is_empty() {
            return Err(Error::usage("Hoe kwam dat binnen?").hint("Bijvoorbeeld: per fax, op papier, van de directie."));
        }
        if step.is_form() && only_phoned(&self.how) {
            return Err(Error::usage("Een formulier komt niet per telefoon.")
                .hint("Schrijf hoe het wel kwam, bijvoorbeeld per fax of op papier."));
        }
        let told: Vec<&str> = [what, how].into_iter().filter(|part| !part.is_empty()).collect();
        let reason = if told.is_empty() { YesNo::Yes.word().to_owned() } else { told.join(", ") };
        let mut decided = SetStep { zaak, step, state: StepState::Done, reason, at: self.at }.mark(desk, context)?;
        // The end of an absence starts what has to follow it.
        let ends = find_open_zaak(desk, zaak)?.times;
        if step == Step::OaEnd && ends.oa_end.is_none() && ends.oa_end_heard.is_none() {
            let kind = if self.at.is_some() { TimeKind::OaEnd } else { TimeKind::OaEndHeard };
            let times = vec![(kind, Some(self.at.unwrap_or(context.now)))];
            decided.new.extend(SetTimes { zaak, times }.decide(desk, context)?.new);
        }
        Ok(decided)
    }

    fn sentence(&self, after: &After<'_>) -> String {
        let name = after.step_name(self.zaak, self.step);
        let told = self.what.trim().trim_end_matches('.');
        if told.is_empty() { format!("{name}: gereed.") } else { format!("{name}: gereed, met {told}.") }
    }
}
