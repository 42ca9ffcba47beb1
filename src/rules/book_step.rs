//! The steps that a rule book adds to those of the desk: what others have to do in a kind of case, each a table of the
//! book. A book may also list steps that it leaves to the embedded ones to describe.

use std::sync::Arc;

use super::{
    book::{Rulebook, RulebookOrigin},
    call_script::CallScript,
    desk_steps,
    instantie::Instanties,
    step_rule::{Owner, StepRule, TickGround},
    toml_reader::Table,
};
use crate::domain::{
    delivery::Delivered,
    inrichting::Ownership,
    shared_text::SharedText,
    step::{BookStep, Step},
};

/// What shows in the case itself that such a step is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepProof {
    /// That the end of an absence is known: the step is that end.
    AbsenceEnd,
    /// A call of the inrichting after that end.
    CallAfterEnd,
    /// A form about that end.
    FormAboutEnd,
}

/// What a step is called, whose it is and what is to be done for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepWords {
    /// What is there in the end.
    pub name: SharedText,
    /// Whose it is.
    pub owner: Owner,
    /// What stands at it as long as it is not there.
    pub to_do: SharedText,
}

/// A step of a rule book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookStepRule {
    /// Which one.
    pub id: BookStep,
    number: u8,
    short: String,
    task: String,
    question: String,
    arrives: Vec<Delivered>,
    arrivals: Vec<(Delivered, SharedText)>,
    chased: bool,
    ground: Option<TickGround>,
    /// Whether it is asked only once an absence has ended.
    pub after_end: bool,
    /// What shows that it is done, besides an answer.
    pub proof: Option<StepProof>,
    /// What it is called where an answer to a question ended its term.
    pub lapsed: Option<SharedText>,
    words: StepWords,
    state: Option<StepWords>,
    private: Option<StepWords>,
}

/// The steps by which a book works.
pub(super) struct ReadSteps {
    /// Those of the desk and its own, in the order of the checklist.
    pub(super) order: Vec<Step>,
    /// What it says itself.
    pub(super) own: Vec<Arc<BookStepRule>>,
    /// Whom to phone about them.
    pub(super) calls: Vec<CallScript>,
}

impl ReadSteps {
    /// Reads the steps of a book; one of the officer's may also list those that the embedded books describe.
    pub(super) fn parse(book: &Table<'_>, origin: &RulebookOrigin, instanties: &Instanties) -> Self {
        let (mut own, mut calls): (Vec<Arc<BookStepRule>>, Vec<CallScript>) = (Vec::new(), Vec::new());
        for t in &book.tables("stap", "stap") {
            let (step, call) = BookStepRule::parse(t, instanties);
            calls.extend(call);
            let Some(step) = step else { continue };
            if own.iter().any(|earlier| earlier.id == step.id) {
                t.error("id", format!("De stap {} staat er twee keer.", step.id));
            } else {
                own.push(Arc::new(step));
            }
        }
        let here: Vec<Step> = own.iter().map(|step| Step::Book(step.id)).collect();
        let mut order = Step::DESK.to_vec();
        match origin {
            RulebookOrigin::BuiltIn => {}
            RulebookOrigin::Own(_) => {
                let embedded = Rulebook::all_built_in().flat_map(|book| &book.steps).copied();
                order.extend(embedded.filter(|step| step.is_of_book() && !here.contains(step)));
            }
        }
        order.extend(here);
        let number = |step: &Step| {
            let described = own.iter().find(|own| Step::Book(own.id) == *step).map(|own| own.number);
            described.unwrap_or_else(|| match origin {
                // An embedded book lists no step of another.
                RulebookOrigin::BuiltIn => desk_steps::row(*step).number,
                RulebookOrigin::Own(_) => Rulebook::built_in().step(*step).rule().number,
            })
        };
        order.sort_by_key(number);
        Self { order, own, calls }
    }
}

/// What sets a step apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum StepFlag {
    Chased,
    AfterEnd,
}

impl BookStepRule {
    const PROOFS: [(&'static str, StepProof); 3] = [
        ("einde", StepProof::AbsenceEnd),
        ("telefoon-na-einde", StepProof::CallAfterEnd),
        ("formulier-over-einde", StepProof::FormAboutEnd),
    ];

    const GROUNDS: [(&'static str, TickGround); 3] =
        [("rij", TickGround::Rij), ("inrichting", TickGround::Inrichting), ("formulier", TickGround::Form)];

    /// What is known of every step.
    pub(super) fn rule(&self) -> StepRule<'_> {
        StepRule {
            number: self.number,
            name: &self.words.name,
            short: Some(&self.short),
            task: &self.task,
            owner: &self.words.owner,
            question: Some(&self.question),
            arrives: &self.arrives,
            arrivals: &self.arrivals,
            chased: self.chased,
            ground: self.ground.or(self.after_end.then_some(TickGround::AbsenceEnd)),
            ..StepRule::OWN
        }
    }

    /// What it is called where nothing is known of the inrichting.
    pub const fn name(&self) -> &SharedText {
        &self.words.name
    }

    /// Whose it is where nothing is known of the inrichting.
    pub const fn owner(&self) -> &Owner {
        &self.words.owner
    }

    /// Its words at an inrichting that is run so; in general where nobody knows.
    pub fn words(&self, ownership: Option<Ownership>) -> &StepWords {
        let own = match ownership {
            Some(Ownership::State) => self.state.as_ref(),
            Some(Ownership::Private) => self.private.as_ref(),
            None => None,
        };
        own.unwrap_or(&self.words)
    }

    /// What the book calls some of what arrives.
    fn parse_arrivals(t: &Table<'_>, arrives: &[Delivered]) -> Vec<(Delivered, SharedText)> {
        let Some(value) = t.get("komt_als") else { return Vec::new() };
        let Some(t) = t.as_table("komt_als", "stap.komt_als", value) else { return Vec::new() };
        arrives.iter().filter_map(|what| Some((*what, t.text_or_none(what.code())?.into()))).collect()
    }

    /// Reads a step, and whom to phone about it.
    pub(super) fn parse(t: &Table<'_>, instanties: &Instanties) -> (Option<Self>, Option<CallScript>) {
        let id = Self::parse_id(t);
        let number = t.number("nummer", 1..15).and_then(|number| u8::try_from(number).ok());
        let words = StepWords::parse(t, instanties);
        let (short, task, question) = (t.text("kort"), t.text("taak"), t.text("vraag"));
        let arrives = t.choices_or_none("komt", &Delivered::ALL.map(|d| (d.code(), d)));
        let arrivals = Self::parse_arrivals(t, &arrives);
        let flags = t.choices_or_none("kenmerken", &[("rappel", StepFlag::Chased), ("na-einde", StepFlag::AfterEnd)]);
        let proof = t.choice_or_none("blijkt_uit", &Self::PROOFS);
        let ground = t.choice_or_none("berust_op", &Self::GROUNDS);
        let lapsed = t.text_or_none("vervallen").map(SharedText::from);
        let [state, private] = ["rijks", "particulier"].map(|field| {
            let value = t.get(field)?;
            StepWords::parse(&t.as_table(field, "stap", value)?, instanties)
        });
        let call = id.and_then(|id| CallScript::of_step(t, Step::Book(id), instanties));
        let read = move || {
            Some(Self {
                id: id?,
                number: number?,
                short: short?,
                task: task?,
                question: question?,
                arrives,
                arrivals,
                chased: flags.contains(&StepFlag::Chased),
                ground,
                after_end: flags.contains(&StepFlag::AfterEnd),
                proof,
                lapsed,
                words: words?,
                state,
                private,
            })
        };
        (read(), call)
    }

    fn parse_id(t: &Table<'_>) -> Option<BookStep> {
        let step: Step = t.parsed("id")?;
        let Step::Book(id) = step else {
            t.error("id", format!("«{step}» is een stap van de desk zelf; geef deze een andere naam."));
            return None;
        };
        if !step.is_kept() {
            t.error("id", format!("Zo kan een stap niet heten: in het logboek leest «{step}» als een andere."));
            return None;
        }
        Some(id)
    }
}

impl StepWords {
    fn parse(t: &Table<'_>, instanties: &Instanties) -> Option<Self> {
        let (name, to_do) = (t.text("naam"), t.text("te_doen"));
        let owner = t.text("van").and_then(|text| {
            let own = [Owner::DESK, Owner::INRICHTING];
            let fixed = own.into_iter().find(|owner| owner.word() == text).cloned();
            fixed.or_else(|| {
                let place = (text.as_str(), t.offset("van"));
                instanties.named(t, "van", place, &own.map(Owner::word)).map(Owner::Instantie)
            })
        });
        Some(Self { name: name?.into(), owner: owner?, to_do: to_do?.into() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::toml_reader::TomlReader;

    const TEXT: &str = "id = \"buur\"\nnummer = 10\nnaam = \"Buur gebeld\"\nkort = \"buur\"\ntaak = \"de buur bellen\"\n\
                        van = \"desk\"\nte_doen = \"bel\"\nvraag = \"Is het gebeurd\"\n";

    fn read(text: &str) -> (Option<BookStepRule>, usize) {
        let reader = TomlReader::new("proef.toml", text);
        let tree = reader.parse();
        let (step, _) = BookStepRule::parse(&Table::new(&reader, "stap", tree.get_ref(), 0), &Instanties::default());
        (step, reader.finish().len())
    }

    /// The officer's own, which is answered with yes or no and owed by nobody else.
    #[test]
    fn what_a_book_says_of_a_step_is_what_is_known_of_it() {
        let (read, errors) = read(TEXT);
        let rule = read.as_ref().map(BookStepRule::rule);
        assert_eq!((rule.map(|rule| rule.name), errors), (Some("Buur gebeld"), 0));
        assert!(rule.is_some_and(|rule| rule.is_yes_or_no() && !rule.is_owed_by_others()));
    }

    #[test]
    fn who_is_phoned_goes_with_what_is_said() {
        assert_eq!(read(&format!("{TEXT}bel = [\"inrichting\"]\n")).1, 1);
        assert_eq!(read(&format!("{TEXT}bel = [\"inrichting\"]\nzeg = \"Vraag het.\"\n")).1, 0);
    }
}
