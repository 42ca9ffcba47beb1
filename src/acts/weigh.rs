//! Answers a weighing question that belongs to the row.

use clap::Args;

use super::{
    arguments::{TypedAct, choose},
    decide::{After, Context, Decided, Judged},
    shared::find_open_zaak,
};
use crate::{
    domain::{
        besluit::Answer,
        error::{Error, Result},
        ids::Zaaknummer,
        subject::Subject,
        weegvraag_id::WeegvraagId,
    },
    judge::{case_rule::CaseRule, questions},
    log::{desk::Desk, event::LogEvent},
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
    choose([Answer::Yes, Answer::No, Answer::Unknown], Answer::word, text)
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
}

impl Weigh {
    /// True where another question of the case got the same answer.
    pub(super) fn answered_alike(&self, other: &Self) -> bool {
        (self.zaak, self.answer) == (other.zaak, other.answer)
    }

    /// What is told of questions that got the same answer: which they are, and what each answer implies.
    pub(super) fn sentences(all: &[&Self], after: &After<'_>) -> Vec<String> {
        let Some(first) = all.first() else { return Vec::new() };
        let answer = first.answer.word();
        let answered = match all {
            [one] => format!("Vraag {} is beantwoord: {answer}.", one.question),
            more => {
                let names: Vec<&str> = more.iter().map(|one| one.question.as_str()).collect();
                format!("Vragen {} zijn beantwoord: {answer}.", names.join(", "))
            }
        };
        let zaak = after.desk.zaken.get(&first.zaak);
        let case = zaak.map(|zaak| after.context.case_rule(zaak));
        let implied = all.iter().filter_map(|one| one.implied(case?));
        std::iter::once(answered).chain(implied).collect()
    }

    /// What the answer implies, where it does more than count for nothing: a decision, another row, another writer.
    fn implied(&self, case: CaseRule<'_>) -> Option<String> {
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
        let writer = rule.elsewhere.as_ref().is_some_and(|e| e.question.as_ref() == Some(&question.id));
        let weighs = consequence.besluit.is_some() || consequence.ends.is_some() || consequence.outside.is_some();
        (weighs || writer).then(|| consequence.text.clone())
    }
}
