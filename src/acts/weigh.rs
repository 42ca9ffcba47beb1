//! Answers a weighing question that belongs to the row.

use clap::Args;

use super::{
    arguments::{TypedAct, choose},
    before::Before,
    decide::{After, Context, Decided, Judged},
    shared::find_open_zaak,
    undo::Undo,
};
use crate::{
    domain::{
        besluit::Answer,
        error::{Error, Result},
        ids::Zaaknummer,
        subject::Subject,
        weegvraag_id::WeegvraagId,
    },
    judge::{advice::proposed_rijen, case_rule::CaseRule, questions},
    log::{desk::Desk, event::LogEvent, zaak::Zaak},
};

/// A question by its id, in either case of letters, and the answer.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(about = "Beantwoord een weegvraag")]
pub struct Weigh {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// Nummer van de vraag, bijvoorbeeld G1.
    #[arg(id = "vraag", value_name = "VRAAG")]
    pub question: WeegvraagId,
    /// ja, nee of onbekend.
    #[arg(id = "antwoord", value_name = "ANTWOORD", value_parser = answer)]
    pub answer: Answer,
}

fn answer(text: &str) -> Result<Answer> {
    choose(Answer::ALL, Answer::word, text)
}

impl TypedAct for Weigh {
    fn subject(&self) -> Subject {
        self.zaak.into()
    }
}

impl Judged for Weigh {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let (number, question) = (self.zaak, &self.question);
        let zaak = find_open_zaak(desk, number)?;
        let (book, rule) = context.case_rule(zaak).required()?;
        let rij = rule.nr;
        let id = questions::named(book, rule, question.as_str()).map(|w| w.id.clone()).ok_or_else(|| {
            Error::usage(format!("Weegvraag «{question}» hoort niet bij rij {rij}."))
                .hint("«piket toon» toont de vragen.")
        })?;
        let event = LogEvent::WeegvraagAnswered { zaak: number, question: id, answer: Some(self.answer) };
        Ok(Decided::one(context, event))
    }

    fn sentence(&self, after: &After<'_>) -> String {
        Self::sentences(&[self], after).join(" ")
    }

    /// The answer before it counts again, or the question is open.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

impl Weigh {
    /// What is told of questions of one case that were answered together: which they are by their answer, and what each
    /// answer implies.
    pub(super) fn sentences(all: &[&Self], after: &After<'_>) -> Vec<String> {
        let Some(first) = all.first() else { return Vec::new() };
        let zaak = after.desk.zaken.get(&first.zaak);
        let case = zaak.map(|zaak| after.context.case_rule(zaak));
        let with = |answer: Answer| {
            let names: Vec<&str> = all.iter().filter(|one| one.answer == answer).map(|one| one.name(case)).collect();
            (!names.is_empty()).then(|| (answer.word(), names.join(", ")))
        };
        let groups: Vec<_> = Answer::ALL.into_iter().filter_map(with).collect();
        let answered = match (all, groups.as_slice()) {
            ([_], [(answer, name)]) => format!("Vraag {name} is beantwoord: {answer}."),
            (_, [(answer, names)]) => format!("Vragen {names} zijn beantwoord: {answer}."),
            (_, groups) => {
                let each: Vec<String> = groups.iter().map(|(answer, names)| format!("{names} met {answer}")).collect();
                format!("Vragen beantwoord: {}.", each.join("; "))
            }
        };
        let implied = all.iter().filter_map(|one| one.implied(zaak?, case?));
        std::iter::once(answered).chain(implied).collect()
    }

    /// The question as the book writes it.
    fn name<'a>(&'a self, case: Option<CaseRule<'a>>) -> &'a str {
        let typed = self.question.as_str();
        let Some(CaseRule::Known(book, rule)) = case else { return typed };
        questions::named(book, rule, typed).map_or(typed, |question| question.id.as_str())
    }

    /// What the answer implies, where it does more than count for nothing: a decision, another row, another writer.
    fn implied(&self, zaak: &Zaak, case: CaseRule<'_>) -> Option<String> {
        let CaseRule::Known(book, rule) = case else { return None };
        let question = questions::named(book, rule, self.question.as_str())?;
        let consequence = question.consequence(self.answer)?;
        if let Some(other) = consequence.rij.filter(|rij| *rij != rule.nr) {
            return Some(format!("Kies rij {other}, of merk stap 4 met een reden."));
        }
        if let Some(also) = consequence.also {
            let text = &consequence.text;
            return Some(format!("{text} Dat is een zaak ernaast, met rij {also}; deze blijft rij {}.", rule.nr));
        }
        if proposed_rijen(zaak, book, rule).iter().any(|other| other.rij.is_none() && *other.question() == question.id)
        {
            return Some(format!("{} Kies een andere rij, of merk stap 4 met een reden.", consequence.text));
        }
        let writer = rule.elsewhere.as_ref().is_some_and(|e| e.question.as_ref() == Some(&question.id));
        let weighs = consequence.besluit.is_some() || consequence.ends.is_some() || consequence.outside.is_some();
        (weighs || writer).then(|| consequence.text.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::scene::{Scene, TestResult, ZAAK};

    #[test]
    fn a_question_of_the_row_is_answered_and_open_again_after_an_undo() -> TestResult {
        let (scene, zaak) = Scene::with_rij("6")?;
        assert!(scene.refuses_typed(&format!("weeg {ZAAK} 22.1 ja")).contains("hoort niet bij rij 6"));
        assert!(scene.refuses_typed(&format!("weeg {ZAAK} G1 misschien")).contains("misschien"));
        let then = scene.typed(&format!("weeg {ZAAK} g1 onbekend"))?;
        assert_eq!(then.events(), ["weegvraag_beantwoord"]);
        assert_eq!(then.sentence(), "Vraag G1 is beantwoord: onbekend.");
        let answer = |scene: &Scene| scene.zaak(zaak).map(|zaak| zaak.answers.values().copied().collect::<Vec<_>>());
        assert_eq!(answer(&then.scene)?, [Answer::Unknown]);
        assert_eq!(then.undone()?, ["weegvraag_beantwoord"]);
        let then = then.scene.typed(&format!("weeg {ZAAK} G1 ja"))?;
        assert_eq!(answer(&then.scene)?, [Answer::Yes]);
        assert_eq!(then.undone()?, ["weegvraag_beantwoord"]);
        Ok(())
    }
}
