//! The steps that a rule book adds to those of the desk: what others have to do in a kind of case, each a table of the
//! book. What an embedded book says of a step holds in every book, until the
//! officer's own says otherwise.

use std::sync::{PoisonError, RwLock};

use super::{
    book::{Rulebook, RulebookOrigin},
    call_script::CallScript,
    step_rule::{Owner, StepRule, TickGround},
    toml_reader::Table,
};
use crate::domain::{
    delivery::Delivered,
    inrichting::Ownership,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepWords {
    /// What is there in the end.
    pub name: &'static str,
    /// Whose it is.
    pub owner: Owner,
    /// What stands at it as long as it is not there.
    pub to_do: &'static str,
}

/// A step of a rule book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookStepRule {
    /// Which one.
    pub id: BookStep,
    /// What is known of every step.
    pub rule: StepRule,
    /// Whether it is asked only once an absence has ended.
    pub after_end: bool,
    /// What shows that it is done, besides an answer.
    pub proof: Option<StepProof>,
    /// What it is called where an answer to a question ended its term.
    pub lapsed: Option<&'static str>,
    words: StepWords,
    state: Option<StepWords>,
    private: Option<StepWords>,
}

/// The steps by which a book works.
pub(super) struct ReadSteps {
    /// Those of the desk and its own, in the order of the checklist.
    pub(super) order: Vec<Step>,
    /// What it says itself.
    pub(super) own: Vec<BookStepRule>,
    /// Whom to phone about them.
    pub(super) calls: Vec<CallScript>,
}

impl ReadSteps {
    /// Reads the steps of a book, which may also name those that the embedded books describe; these are read before any
    /// other.
    pub(super) fn parse(book: &Table<'_>, origin: &RulebookOrigin) -> Self {
        let (mut own, mut calls): (Vec<BookStepRule>, Vec<CallScript>) = (Vec::new(), Vec::new());
        for t in &book.tables("stap", "stap") {
            let (step, call) = BookStepRule::parse(t);
            calls.extend(call);
            let Some(step) = step else { continue };
            if own.iter().any(|earlier| earlier.id == step.id) {
                t.error("id", format!("De stap {} staat er twee keer.", step.id));
            } else if *origin == RulebookOrigin::BuiltIn && step.known_otherwise() {
                t.error("id", format!("De stap {} is in een ander regelboek anders.", step.id));
            } else {
                own.push(step);
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
        let number = |step: &Step| own.iter().find(|own| Step::Book(own.id) == *step).map(|own| own.rule.number);
        order.sort_by_key(|step| number(step).unwrap_or_else(|| step.rule().number));
        Self { order, own, calls }
    }
}

/// What sets a step apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum StepFlag {
    Chased,
    AfterEnd,
}

static KNOWN: RwLock<Vec<&'static BookStepRule>> = RwLock::new(Vec::new());

impl BookStep {
    /// What is known of it; nothing where no book that was read says anything.
    pub fn known(self) -> Option<&'static BookStepRule> {
        let find = || BookStepRule::learned().into_iter().find(|known| known.id == self);
        find().or_else(|| {
            Rulebook::all_built_in().for_each(|_| ());
            find()
        })
    }
}

impl BookStepRule {
    const PROOFS: [(&'static str, StepProof); 3] = [
        ("einde", StepProof::AbsenceEnd),
        ("telefoon-na-einde", StepProof::CallAfterEnd),
        ("formulier-over-einde", StepProof::FormAboutEnd),
    ];

    const GROUNDS: [(&'static str, TickGround); 3] =
        [("rij", TickGround::Rij), ("inrichting", TickGround::Inrichting), ("formulier", TickGround::Form)];

    /// Its words at an inrichting that is run so; in general where nobody knows.
    pub fn words(&self, ownership: Option<Ownership>) -> StepWords {
        let own = match ownership {
            Some(Ownership::State) => self.state,
            Some(Ownership::Private) => self.private,
            None => None,
        };
        own.unwrap_or(self.words)
    }

    /// The steps of the desk and all that were learned, in the order of the checklist.
    pub(super) fn with_those_of_the_desk() -> Vec<Step> {
        Rulebook::all_built_in().for_each(|_| ());
        let mut steps = Step::DESK.to_vec();
        steps.extend(Self::learned().into_iter().map(|known| Step::Book(known.id)));
        steps.sort_by_key(|step| step.rule().number);
        steps
    }

    /// All that were learned, in the order in which books name them.
    pub(super) fn learned() -> Vec<&'static Self> {
        KNOWN.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes what a book that is worked by says of it; what was said before no longer holds.
    pub(super) fn learn(&self) {
        let mut known = KNOWN.write().unwrap_or_else(PoisonError::into_inner);
        match known.iter_mut().find(|other| other.id == self.id) {
            Some(same) if **same == *self => {}
            Some(other) => *other = Box::leak(Box::new(self.clone())),
            None => known.push(Box::leak(Box::new(self.clone()))),
        }
    }

    fn known_otherwise(&self) -> bool {
        Self::learned().into_iter().any(|known| known.id == self.id && known != self)
    }

    /// Reads a step, and whom to phone about it.
    pub(super) fn parse(t: &Table<'_>) -> (Option<Self>, Option<CallScript>) {
        let id = Self::parse_id(t);
        let number = t.number("nummer", 1..15).and_then(|number| u8::try_from(number).ok());
        let words = StepWords::parse(t);
        let (short, task, question) = (said(t.text("kort")), said(t.text("taak")), said(t.text("vraag")));
        let arrives: &[Delivered] = t.choices_or_none("komt", &Delivered::ALL.map(|d| (d.code(), d))).leak();
        let flags = t.choices_or_none("kenmerken", &[("rappel", StepFlag::Chased), ("na-einde", StepFlag::AfterEnd)]);
        let proof = t.choice_or_none("blijkt_uit", &Self::PROOFS);
        let ground = t.choice_or_none("berust_op", &Self::GROUNDS);
        let lapsed = said(t.text_or_none("vervallen"));
        let [state, private] = ["rijks", "particulier"].map(|field| {
            let value = t.get(field)?;
            StepWords::parse(&t.as_table(field, "stap", value)?)
        });
        let call = id.and_then(|id| CallScript::of_step(t, Step::Book(id)));
        let read = || {
            let words = words?;
            let rule = StepRule {
                number: number?,
                name: words.name,
                short: Some(short?),
                task: task?,
                owner: words.owner,
                question: Some(question?),
                arrives,
                chased: flags.contains(&StepFlag::Chased),
                ground,
                ..StepRule::OWN
            };
            let after_end = flags.contains(&StepFlag::AfterEnd);
            Some(Self { id: id?, rule, after_end, proof, lapsed, words, state, private })
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

fn said(text: Option<String>) -> Option<&'static str> {
    text.map(|text| BookStep::said(&text))
}

impl StepWords {
    fn parse(t: &Table<'_>) -> Option<Self> {
        let (name, to_do) = (said(t.text("naam")), said(t.text("te_doen")));
        let owner = t.choice("van", &[Owner::Desk, Owner::Inrichting].map(|owner| (owner.word(), owner)));
        Some(Self { name: name?, owner: owner?, to_do: to_do? })
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
        let (step, _) = BookStepRule::parse(&Table::new(&reader, "stap", tree.get_ref(), 0));
        (step, reader.finish().len())
    }

    /// Who mends the words of a book and reads it again works by the new ones.
    #[test]
    fn what_was_said_last_of_a_step_holds() {
        let step = Step::of_book("buur");
        for name in ["Buur gebeld", "Buur gesproken"] {
            let (read, errors) = read(&TEXT.replacen("Buur gebeld", name, 1));
            read.iter().for_each(BookStepRule::learn);
            assert_eq!((step.rule().name, errors), (name, 0));
        }
        // The officer's own, which is answered with yes or no and owed by nobody else.
        assert!(step.rule().is_yes_or_no() && !step.rule().is_owed_by_others());
        assert_eq!(Step::find("buur"), Ok(step));
    }

    #[test]
    fn who_is_phoned_goes_with_what_is_said() {
        assert_eq!(read(&format!("{TEXT}bel = [\"inrichting\"]\n")).1, 1);
        assert_eq!(read(&format!("{TEXT}bel = [\"inrichting\"]\nzeg = \"Vraag het.\"\n")).1, 0);
    }
}
