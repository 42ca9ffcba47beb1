//! What is known of a step of the checklist, all of it in one row: its place, its words, whose it is, how it is asked
//! for and what shows that it is done. What one case makes of it follows from the judgement.

use std::sync::Arc;

use super::{
    book::Rulebook,
    book_step::{BookStepRule, StepProof},
    desk_steps,
    instantie::Instantie,
};
use crate::domain::{
    besluit::BesluitKind,
    delivery::{Delivered, Road, is_words},
    error::{Error, Result},
    shared_text::SharedText,
    step::{BookStep, Step},
};

/// Who is to act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    /// The officer at this desk.
    Desk,
    /// The inrichting.
    Inrichting,
    /// Another body of the book.
    Instantie(Arc<Instantie>),
}

impl Owner {
    /// The officer at this desk.
    pub const DESK: &'static Self = &Self::Desk;
    /// The inrichting.
    pub const INRICHTING: &'static Self = &Self::Inrichting;

    /// The word on screen and in a handover.
    pub fn word(&self) -> &str {
        match self {
            Self::Desk => "desk",
            Self::Inrichting => "inrichting",
            Self::Instantie(body) => &body.short,
        }
    }

    /// The same within a sentence.
    pub fn in_sentence(&self) -> &str {
        match self {
            Self::Desk => "de desk",
            Self::Inrichting => "de inrichting",
            Self::Instantie(body) => &body.in_sentence,
        }
    }
}

/// Why a step is not ticked by hand: the act that does it leaves better proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnAct {
    /// What is missing, as it is refused.
    pub sentence: &'static str,
    /// What to do instead.
    pub hint: &'static str,
}

/// What a tick by hand rests on: when that moves, the step is asked again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TickGround {
    /// The text whose facts were checked.
    Text,
    /// The row.
    Rij,
    /// The row and the answers to its questions.
    Weighing,
    /// Where and when it happened, and that nothing that is known of it speaks against something else.
    Beeld,
    /// The inrichting that was spoken to, or that decides.
    Inrichting,
    /// The form that the row asks for.
    Form,
    /// What the monitor would say of the case.
    Monitor,
    /// That the absence had ended by then.
    AbsenceEnd,
}

/// A step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepRule<'a> {
    /// Its place in the checklist, from 1; steps that belong together have the same.
    pub number: u8,
    /// What is there in the end, as the checklist calls it.
    pub name: &'a str,
    /// The same in a list, as an act in a word or two; nothing where the name that the row gives it says that.
    pub short: Option<&'a str>,
    /// What it asks of the officer.
    pub task: &'a str,
    /// Whose it is.
    pub owner: &'a Owner,
    /// How it is asked whether it is so; nothing where that is not asked.
    pub question: Option<&'a str>,
    /// What arrives then; nothing where yes or no says all of it.
    pub arrives: &'a [Delivered],
    /// What the book calls some of that.
    pub arrivals: &'a [(Delivered, SharedText)],
    /// What can be told beside the answer, as it is asked.
    pub remark: &'a str,
    /// Whether what is awaited is asked for again by telephone.
    pub chased: bool,
    /// The decision on which it is needed or not.
    pub about: Option<BesluitKind>,
    /// What else does it than a tick.
    pub own_act: Option<OwnAct>,
    /// What a tick by hand rests on.
    pub ground: Option<TickGround>,
}

/// What somebody else owes is ticked by an answer.
const ANSWERED: OwnAct = OwnAct {
    sentence: "Deze stap is gereed als er iets is binnengekomen of geantwoord.",
    hint: "Zeg ja, nee of nog-niet, en wanneer; alleen bellen is een rappel.",
};

impl StepRule<'static> {
    /// What most steps of the desk have in common: the officer does it, and ticks it when it is done.
    pub(super) const OWN: Self = Self {
        number: 1,
        name: "",
        short: None,
        task: "",
        owner: Owner::DESK,
        question: None,
        arrives: &[],
        arrivals: &[],
        remark: "Toelichting",
        chased: false,
        about: None,
        own_act: None,
        ground: None,
    };
}

impl<'a> StepRule<'a> {
    /// True where it is asked whether it is so, before anything is ticked.
    pub const fn is_asked(&self) -> bool {
        self.question.is_some()
    }

    /// True for what either happened or did not: a call, a return. Yes or no and when says all of it.
    pub const fn is_yes_or_no(&self) -> bool {
        self.is_asked() && self.arrives.is_empty()
    }

    /// True for what somebody else must deliver or answer: that the officer phoned about it does not make it so.
    pub const fn is_owed_by_others(&self) -> bool {
        self.is_asked() && (!self.arrives.is_empty() || !matches!(self.owner, Owner::Desk))
    }

    /// True for a form, which comes on paper or as a file and never by word of mouth.
    pub fn is_form(&self) -> bool {
        self.arrives.contains(&Delivered::Form)
    }

    /// What something that arrives is called at this step.
    pub fn label_of(&self, what: Delivered) -> &'a str {
        self.arrivals.iter().find(|(of, _)| *of == what).map_or_else(|| what.label(), |(_, label)| label.as_str())
    }

    /// The roads by which something can come here: a form comes on paper or as a file.
    pub fn roads(&self) -> &'static [Road] {
        if self.arrives.is_empty() {
            &[]
        } else if self.is_form() {
            &Road::ON_PAPER
        } else {
            &Road::ALL
        }
    }

    /// Whether a tick says by itself what it rests on: that is so where it is asked whether it happened, and when. All else
    /// that is ticked by hand goes with a sentence that says what shows it.
    pub const fn is_ticked_bare(&self) -> bool {
        self.is_asked()
    }

    /// Why it is not ticked by hand; nothing where it may be.
    pub fn not_ticked(&self) -> Option<OwnAct> {
        self.own_act.or_else(|| self.is_owed_by_others().then_some(ANSWERED))
    }

    /// What it asks as one says it to oneself in a list; `name` is what the checklist calls it in this case.
    pub fn in_a_list(&self, name: &'a str) -> &'a str {
        self.short.unwrap_or_else(|| name.strip_suffix(" ontvangen").unwrap_or(name))
    }
}

/// A step as a book knows it: a row of the desk's, or a table of a book. Handing it on copies no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KnownStep {
    /// One of the desk itself, or one of a book that is not at hand.
    Fixed(&'static StepRule<'static>),
    /// One that a book describes.
    Book(Arc<BookStepRule>),
}

impl KnownStep {
    /// What is known of it.
    pub fn rule(&self) -> StepRule<'_> {
        match self {
            Self::Fixed(rule) => **rule,
            Self::Book(step) => step.rule(),
        }
    }

    /// One of the desk itself.
    pub const fn of_desk(step: Step) -> Self {
        Self::Fixed(desk_steps::row(step))
    }

    /// What is there in the end, as the checklist calls it.
    pub fn name(&self) -> SharedText {
        match self {
            Self::Fixed(rule) => rule.name.into(),
            Self::Book(step) => step.name().clone(),
        }
    }

    /// What a book says of it beside what is known of every step.
    pub const fn of_book(&self) -> Option<&Arc<BookStepRule>> {
        match self {
            Self::Fixed(_) => None,
            Self::Book(step) => Some(step),
        }
    }

    /// True for the end of an absence itself.
    pub fn is_absence_end(&self) -> bool {
        self.of_book().is_some_and(|step| step.proof == Some(StepProof::AbsenceEnd))
    }
}

impl Step {
    /// True for one that a rule book adds.
    pub const fn is_of_book(&self) -> bool {
        matches!(self, Self::Book(_))
    }

    /// Steps by their names, to choose from.
    pub(super) fn choices(steps: &[Self]) -> Vec<(&str, Self)> {
        steps.iter().map(|step| (step.code(), *step)).collect()
    }
}

impl Rulebook {
    /// What this very book says of a step; another book may have another step by that name.
    fn own_step(&self, id: BookStep) -> Option<&Arc<BookStepRule>> {
        self.own_steps.iter().find(|own| own.id == id)
    }

    /// What is known of a step: by this book, else by the first embedded one that describes it.
    pub fn step(&self, step: Step) -> KnownStep {
        let Step::Book(id) = step else { return KnownStep::of_desk(step) };
        let described = self.own_step(id).or_else(|| Self::all_built_in().find_map(|book| book.own_step(id)));
        described.map_or(KnownStep::Fixed(desk_steps::OF_ANOTHER_BOOK), |own| KnownStep::Book(Arc::clone(own)))
    }

    /// True for what an embedded book says that arrived, with the road by which it did and nothing beside it.
    pub fn words_arrival(text: &str) -> bool {
        let steps = || Self::all_built_in().flat_map(|book| &book.own_steps);
        is_words(text, |what| steps().any(|step| step.rule().arrivals.iter().any(|(_, label)| label.as_str() == what)))
    }

    /// The steps that somebody can name: of this book, then of the embedded ones, in the order of the checklist.
    fn steps_to_name(&self) -> Vec<Step> {
        let mut steps = self.steps.clone();
        for step in Self::all_built_in().flat_map(|book| &book.steps) {
            if !steps.contains(step) {
                steps.push(*step);
            }
        }
        steps.sort_by_key(|step| self.step(*step).rule().number);
        steps
    }

    /// The step that somebody means: by its name, or by its number where only one step has it.
    ///
    /// # Errors
    /// When there is none, or more than one.
    pub fn find_step(&self, text: &str) -> Result<Step> {
        let bare = text.trim().to_lowercase();
        let all = self.steps_to_name();
        if let Some(step) = all.iter().find(|step| step.code() == bare) {
            return Ok(*step);
        }
        let with_number: Vec<Step> =
            all.iter().copied().filter(|step| self.step(*step).rule().number.to_string() == bare).collect();
        let names = |steps: &[Step]| steps.iter().map(Step::code).collect::<Vec<_>>().join(", ");
        match with_number.as_slice() {
            [one] => Ok(*one),
            [] => Err(Error::usage(format!("Stap «{bare}» bestaat niet.")).hint(format!("Kies uit: {}.", names(&all)))),
            more => {
                Err(Error::usage(format!("Stap {bare} heeft meer delen.")).hint(format!("Kies uit: {}.", names(more))))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_single_numbers_are_found() {
        let book = Rulebook::built_in();
        for step in Step::DESK.into_iter().chain([Step::of_book("112")]) {
            assert_eq!(book.find_step(step.code()), Ok(step));
        }
        assert_eq!(book.find_step("3"), Ok(Step::Beeld));
        for none in ["5", "10", "15", "van-een-ander-boek"] {
            assert!(book.find_step(none).is_err(), "{none}");
        }
    }

    /// What is known of no step may not let a call about it out of the register.
    #[test]
    fn a_step_of_a_book_that_is_gone_is_owed_by_others_and_goes_by_its_name() {
        let gone = Step::of_book("van-een-ander-boek");
        let known = Rulebook::built_in().step(gone);
        let known = known.rule();
        assert!(known.is_owed_by_others() && known.is_asked());
        assert_eq!(gone.to_string(), "van-een-ander-boek");
    }
}
