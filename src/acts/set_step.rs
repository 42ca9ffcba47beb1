//! Marks a step of the checklist by hand. A step that is not needed has a reason; some steps are done by
//! an act of their own.

use clap::{Args, ValueEnum};

use super::{
    Act,
    arguments::{Arguments, time},
    before::Before,
    decide::{After, Context, Decided, Judged},
    receive_step::ReceiveStepArgs,
    shared::{find_open_zaak, not_before_the_end, not_before_the_voorval, not_in_the_future, require_reason},
    step_answer::{StepAnswer, StepTold, answer_step, no_delivery},
    undo::Undo,
};
use crate::{
    domain::{
        error::{Error, Result},
        fold::fold,
        ids::Zaaknummer,
        moment::Moment,
        step::{Step, StepState},
        subject::Subject,
        text::Vertrouwelijk,
    },
    judge::checklist,
    log::{
        desk::Desk,
        event::{LogEvent, NewEvent},
        zaak::Zaak,
    },
    rules::{
        language::Language,
        step_rule::{StepRule, TickGround},
    },
};

/// A step and where it is put; `at` is when it was so, the moment of noting unless told otherwise.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetStep {
    pub zaak: Zaaknummer,
    pub step: Step,
    pub state: StepState,
    pub reason: String,
    pub at: Option<Moment>,
}

/// A step as it is typed.
#[derive(Debug, Clone, Args)]
#[command(about = "Merk een stap van de checklist")]
pub struct SetStepArgs {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// Naam of nummer van de stap.
    #[arg(id = "stap", value_name = "STAP")]
    pub step: String,
    /// ja, nee of nog-niet waar gevraagd wordt of het zover is; anders gereed, niet-nodig, wacht of open.
    #[arg(id = "stand", value_name = "STAND")]
    pub state: StepStateArg,
    /// Waaruit dat blijkt, of waarom; nodig bij gereed en bij niet-nodig.
    #[arg(id = "reden", long = "reden", default_value = "", value_name = "REDEN")]
    pub reason: String,
    /// What came in.
    #[command(flatten)]
    pub received: ReceiveStepArgs,
    /// Wanneer het zover was.
    #[arg(id = "wanneer", long = "wanneer", alias = "om", value_name = "TIJD")]
    pub when: Option<String>,
}

/// Where a step is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StepStateArg {
    /// Het is gebeurd of binnen.
    #[value(name = "ja")]
    Yes,
    /// Het is niet gebeurd; de stap blijft staan.
    #[value(name = "nee")]
    No,
    /// Het is nog niet zover; de stap blijft staan.
    #[value(name = "nog-niet")]
    NotYet,
    /// Klaar.
    #[value(name = "gereed")]
    Done,
    /// Niet nodig, met reden.
    #[value(name = "niet-nodig")]
    NotNeeded,
    /// Wacht op iemand.
    #[value(name = "wacht")]
    Waiting,
    /// Weer open.
    Open,
}

impl Arguments for SetStepArgs {
    fn subject(&self) -> Subject {
        self.zaak.into()
    }

    fn acts(&self, desk: &Desk, context: &Context<'_>) -> Result<Vec<Act>> {
        let now = context.now;
        let at = time(self.when.as_deref(), now)?;
        let (number, reason) = (self.zaak, self.reason.clone());
        let book = desk.zaken.get(&number).map_or(context.book, |zaak| context.book_at(zaak));
        let step = book.find_step(&self.step)?;
        let known = book.step(step);
        let rule = known.rule();
        let state = match self.state {
            StepStateArg::Yes => return self.answered(step, rule, StepAnswer::Yes, at),
            StepStateArg::No => return self.answered(step, rule, StepAnswer::No, at),
            StepStateArg::NotYet => return self.answered(step, rule, StepAnswer::NotYet, at),
            StepStateArg::Done if rule.is_asked() => {
                return Err(Error::usage(format!("Stap {step}: is het zover?"))
                    .hint("Zeg ja, nee of nog-niet, met --wanneer en waar nodig --wat en --langs."));
            }
            StepStateArg::Done => StepState::Done,
            StepStateArg::NotNeeded => StepState::NotNeeded,
            StepStateArg::Waiting => StepState::Waiting,
            StepStateArg::Open => StepState::Open,
        };
        if self.received.is_given() {
            return Err(no_delivery());
        }
        Ok(vec![SetStep { zaak: number, step, state, reason, at }.into()])
    }
}

impl SetStepArgs {
    fn answered(&self, step: Step, rule: StepRule<'_>, answer: StepAnswer, at: Option<Moment>) -> Result<Vec<Act>> {
        let ReceiveStepArgs { what, road } = self.received;
        let told = StepTold { what, road, remark: self.reason.clone(), at };
        Ok(vec![answer_step(self.zaak, step, rule, answer, told)?])
    }
}

impl Judged for SetStep {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let zaak = find_open_zaak(desk, self.zaak)?;
        let known = context.book_at(zaak).step(self.step);
        let rule = known.rule();
        if let (StepState::Done, Some(own)) = (self.state, rule.not_ticked()) {
            return Err(Error::no(own.sentence).hint(own.hint));
        }
        if self.state == StepState::Done && self.step != Step::Close && !rule.is_ticked_bare() {
            require_evidence(&self.reason)?;
        }
        self.mark(desk, context)
    }

    fn sentence(&self, after: &After<'_>) -> String {
        format!("{}: {}.", after.step_name(self.zaak, self.step), self.state.word())
    }

    /// The step stands as it stood.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

/// What is ticked without a word of what shows it proves nothing months later.
fn require_evidence(said: &str) -> Result<()> {
    require_reason(said).map(|_| ()).map_err(|_| {
        Error::usage("Waaruit blijkt dat deze stap gereed is?")
            .hint("Zeg het in één zin (--reden); die zin staat straks bij de stap en in het logboek.")
    })
}

/// A form that was talked about is still to come.
fn promised() -> Error {
    Error::no("Dat er over gebeld is of dat het is toegezegd, maakt een formulier niet overbodig.")
        .hint("Komt het nog, zeg dan nog-niet of zet een herinnering; is er een andere reden, schrijf dan die.")
}

/// What no checklist asks of this case is marked nowhere: it would be seen in the timeline alone, as if it had been asked.
fn require_on_checklist(zaak: &Zaak, context: &Context<'_>, step: Step) -> Result<()> {
    if checklist::has(zaak, context.book, context.inrichting(zaak), step) {
        return Ok(());
    }
    let of = context.case_rule(zaak).rij().map_or_else(|| format!("zaak {}", zaak.number), |rij| format!("rij {rij}"));
    Err(Error::no(format!("Stap {step} hoort niet bij {of}.")).hint("De stappen van de zaak staan op haar checklist."))
}

impl SetStep {
    /// Puts the mark; whether it proves anything is for the act that puts it.
    pub(super) fn mark(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let (number, step, state) = (self.zaak, self.step, self.state);
        let zaak = find_open_zaak(desk, number)?;
        if step == Step::Close {
            return Err(Error::no("Een zaak sluiten is een eigen handeling.")
                .hint("Gebruik «sluiten», of in de shell «piket sluit ZAAK»."));
        }
        require_on_checklist(zaak, context, step)?;
        let reason = match state {
            StepState::NotNeeded => {
                let reason = require_reason(&self.reason)?;
                let known = context.book_at(zaak).step(step);
                if known.rule().is_form() && Language::built_in().promises(&fold(&self.reason)) {
                    return Err(promised());
                }
                reason
            }
            StepState::Open | StepState::Waiting | StepState::Done => Vertrouwelijk::new(&self.reason),
        };
        let at = self.at.unwrap_or(context.now);
        not_in_the_future("Deze tijd", at, context.now)?;
        not_before_the_voorval("Deze tijd", zaak, at)?;
        let ground = context.book_at(zaak).step(step).rule().ground;
        if state == StepState::Done && ground == Some(TickGround::AbsenceEnd) {
            not_before_the_end("Deze tijd", zaak, at)?;
        }
        // Within the minute of noting, which is how a time is typed, a time says no more than the noting.
        let timed = Some((at < context.now.minute()).into());
        let stands = match state {
            StepState::Done | StepState::NotNeeded | StepState::Waiting => Some(zaak.step_ground()),
            StepState::Open => None,
        };
        let event = LogEvent::StepSet { zaak: number, step, state, reason, timed, ground: stands };
        Ok(Decided { new: vec![NewEvent { occurred_at: at, event }] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::scene::{Scene, TestResult, ZAAK};

    #[test]
    fn a_step_is_done_with_what_shows_it_and_open_again_after_an_undo() -> TestResult {
        let (scene, zaak) = Scene::with_rij("6")?;
        let step = |state: &str| format!("stap {ZAAK} sms {state}");
        assert!(scene.refuses_typed(&step("niet-nodig")).contains("Er is een reden nodig."));
        let then = scene.typed(&step("niet-nodig --reden 'De lijn weet het al.'"))?;
        assert_eq!(then.events(), ["stap_gezet"]);
        assert!(then.sentence().ends_with(": niet nodig."), "{}", then.sentence());
        assert!(then.scene.zaak(zaak)?.steps.contains_key(&Step::Sms));
        assert_eq!(then.undone()?, ["stap_gezet"]);
        Ok(())
    }

    #[test]
    fn a_no_leaves_a_step_waiting_and_what_has_an_act_of_its_own_is_refused() -> TestResult {
        let (scene, zaak) = Scene::with_rij("6")?;
        let then = scene.typed(&format!("stap {ZAAK} formulier nog-niet --reden 'De directie belt zo.'"))?;
        assert_eq!(then.scene.zaak(zaak)?.steps.get(&Step::Form).map(|note| note.state), Some(StepState::Waiting));
        assert_eq!(then.undone()?, ["stap_gezet"]);
        assert!(scene.refuses_typed(&format!("stap {ZAAK} formulier gereed")).contains("is het zover?"));
        let promised = format!("stap {ZAAK} formulier niet-nodig --reden 'Het komt morgen.'");
        assert!(scene.refuses_typed(&promised).contains("toegezegd"));
        let close = SetStep { zaak, step: Step::Close, state: StepState::Done, reason: "Klaar.".to_owned(), at: None };
        assert!(scene.refuses(close).contains("eigen handeling"));
        Ok(())
    }
}
