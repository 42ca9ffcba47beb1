//! What others owe came in by another way than the inbox: what it was and how it came is the proof. That
//! the officer phoned about it proves nothing, and so does not tick the step.

use super::{
    SetStep,
    decide::{After, Context, Decided, Judged},
    shared::find_open_zaak,
};
use crate::{
    domain::{
        error::{Error, Result},
        ids::Zaaknummer,
        moment::Moment,
        step::{Step, StepState},
    },
    log::desk::Desk,
};

/// A text that begins so says that it is not there yet.
const NOT_YET: [&str; 16] = [
    "nee",
    "niet",
    "niets",
    "niks",
    "geen",
    "nog",
    "weet",
    "toegezegd",
    "beloofd",
    "straks",
    "onderweg",
    "bezig",
    "later",
    "morgen",
    "vannacht",
    "komt",
];

/// Words that beside those of phoning and of not yet say nothing of what arrived.
const EMPTY: [&str; 27] = [
    "belletje",
    "dat",
    "dit",
    "doen",
    "een",
    "eraan",
    "gaan",
    "gaat",
    "gedaan",
    "gepleegd",
    "heb",
    "hebben",
    "het",
    "hij",
    "ik",
    "inrichting",
    "kliniek",
    "komen",
    "steeds",
    "stuurt",
    "sturen",
    "wij",
    "we",
    "x",
    "ze",
    "zij",
    "zo",
];

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

/// True where a text says that nothing arrived, or only that it will.
fn is_still_to_come(text: &str) -> bool {
    let first = words(text).next();
    first.is_some_and(|word| NOT_YET.contains(&word.as_str()))
        || words(text).all(|word| [&PHONED[..], &NOT_YET, &EMPTY].iter().any(|list| list.contains(&word.as_str())))
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
        if is_still_to_come(&self.what) {
            return Err(Error::usage("Wat is er binnengekomen of geantwoord?").hint(
                "Bellen of een toezegging maakt de stap niet gereed; noteer een rappel en de termijn loopt door.",
            ));
        }
        if self.how.trim().is_empty() {
            return Err(Error::usage("Hoe kwam dat binnen?").hint("Bijvoorbeeld: per fax, op papier, van de directie."));
        }
        if step.is_form() && only_phoned(&self.how) {
            return Err(Error::usage("Een formulier komt niet per telefoon.")
                .hint("Schrijf hoe het wel kwam, bijvoorbeeld per fax of op papier."));
        }
        let reason = format!("{}, {}", self.what.trim(), self.how.trim());
        SetStep { zaak, step, state: StepState::Done, reason, at: self.at }.mark(desk, context)
    }

    fn sentence(&self, after: &After<'_>) -> String {
        let name = after.step_name(self.zaak, self.step);
        format!("{name}: gereed, met {}.", self.what.trim().trim_end_matches('.'))
    }
}
