//! Marks a step of the checklist by hand. A step that is not needed has a reason; some steps are done by
//! an act of their own.

use clap::{Args, ValueEnum};

use super::{
    Act, ReceiveStep,
    arguments::{Arguments, Subject, time},
    decide::{After, Context, Decided, Judged},
    shared::{find_open_zaak, not_before_the_voorval, not_in_the_future, require_reason},
};
use crate::{
    domain::{
        error::{Error, Result},
        ids::Zaaknummer,
        moment::Moment,
        step::{Step, StepState},
        text::Vertrouwelijk,
    },
    log::{
        desk::Desk,
        event::{LogEvent, NewEvent},
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
    pub step: Step,
    /// gereed, niet-nodig, wacht of open.
    #[arg(id = "stand", value_name = "STAND")]
    pub state: StepStateArg,
    /// Waaruit dat blijkt, of waarom.
    #[arg(id = "reden", long = "reden", default_value = "", value_name = "REDEN")]
    pub reason: String,
    /// Wat er binnenkwam of is geantwoord, bij een stap die van een ander komt.
    #[arg(id = "wat", long = "wat", value_name = "WAT", requires = "hoe")]
    pub what: Option<String>,
    /// Hoe dat binnenkwam: per fax, op papier, van de directie.
    #[arg(id = "hoe", long = "hoe", value_name = "HOE", requires = "wat")]
    pub how: Option<String>,
    /// Wanneer het zover was.
    #[arg(id = "om", long = "om", value_name = "TIJD")]
    pub when: Option<String>,
}

/// Where a step is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StepStateArg {
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

impl From<StepStateArg> for StepState {
    fn from(arg: StepStateArg) -> Self {
        match arg {
            StepStateArg::Done => Self::Done,
            StepStateArg::NotNeeded => Self::NotNeeded,
            StepStateArg::Waiting => Self::Waiting,
            StepStateArg::Open => Self::Open,
        }
    }
}

impl Arguments for SetStepArgs {
    fn subject(&self) -> Subject {
        self.zaak.into()
    }

    fn acts(&self, _: &Desk, now: Moment) -> Result<Vec<Act>> {
        let (state, reason, at) = (self.state.into(), self.reason.clone(), time(self.when.as_deref(), now)?);
        if let (Some(what), Some(how)) = (&self.what, &self.how) {
            if state != StepState::Done {
                return Err(Error::usage("--wat en --hoe horen bij «gereed».").hint("Schrijf anders een --reden."));
            }
            let (what, how) = (what.clone(), how.clone());
            return Ok(vec![ReceiveStep { zaak: self.zaak, step: self.step, what, how, at }.into()]);
        }
        Ok(vec![SetStep { zaak: self.zaak, step: self.step, state, reason, at }.into()])
    }
}

impl Judged for SetStep {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        find_open_zaak(desk, self.zaak)?;
        if let (StepState::Done, Some((sentence, hint))) = (self.state, own_act(self.step)) {
            return Err(Error::no(sentence).hint(hint));
        }
        self.mark(desk, context)
    }

    fn sentence(&self, after: &After<'_>) -> String {
        format!("{}: {}.", after.step_name(self.zaak, self.step), self.state.word())
    }
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
        let reason = match state {
            StepState::NotNeeded => require_reason(&self.reason)?,
            StepState::Open | StepState::Waiting | StepState::Done => Vertrouwelijk::new(&self.reason),
        };
        let at = self.at.unwrap_or(context.now);
        not_in_the_future("Deze tijd", at, context.now)?;
        not_before_the_voorval("Deze tijd", zaak, at)?;
        // Within the minute of noting, which is how a time is typed, a time says no more than the noting.
        let timed = Some((at < context.now.minute()).into());
        let event = LogEvent::StepSet { zaak: number, step, state, reason, timed };
        Ok(Decided { new: vec![NewEvent { occurred_at: at, event }] })
    }
}

/// Steps that are done by an act of their own, which leaves better proof than a tick.
const fn own_act(step: Step) -> Option<(&'static str, &'static str)> {
    match step {
        Step::BesluitT | Step::BesluitP | Step::BesluitA => {
            Some(("Een besluit vraagt ja of nee, met een reden.", "Gebruik «besluit»."))
        }
        Step::Sms | Step::Piketmelding | Step::Afloopbericht => Some((
            "Een bericht is gereed als het is verzonden.",
            "Maak het concept, controleer het en meld het verzonden.",
        )),
        Step::PassedOn => Some((
            "Doormelden is gereed als er staat wie is ingelicht.",
            "Gebruik «doorgemeld», met wie, kanaal en tijd.",
        )),
        Step::Form
        | Step::Alarm112
        | Step::FastNl
        | Step::MoaFastNl
        | Step::OaEnd
        | Step::OaEndFastNl
        | Step::OaEndCalled
        | Step::OaEndForm
        | Step::Ap
        | Step::Outcome => Some((
            "Deze stap is gereed als er iets is binnengekomen of geantwoord.",
            "Zeg wat dat is en hoe het kwam, in de shell met --wat en --hoe; alleen bellen is een rappel.",
        )),
        Step::Melding | Step::CalledBack | Step::Beeld | Step::Verdict | Step::Review | Step::Monitor | Step::Close => {
            None
        }
    }
}
