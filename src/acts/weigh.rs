//! Answers a weighing question that belongs to the row.

use clap::Args;

use super::{
    arguments::{Subject, TypedAct, choose},
    decide::{After, Context, Decided, Judged},
    shared::find_open_zaak,
};
use crate::{
    domain::{
        besluit::Answer,
        error::{Error, Result},
        ids::Zaaknummer,
    },
    judge::questions,
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
    pub question: String,
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
        let id = questions::weegvragen(book, rule)
            .find(|w| w.id.eq_ignore_ascii_case(question))
            .map(|w| w.id.clone())
            .ok_or_else(|| {
                Error::usage(format!("Weegvraag «{question}» hoort niet bij rij {rij}."))
                    .hint("«piket toon» toont de vragen.")
            })?;
        let event = LogEvent::WeegvraagAnswered { zaak: number, question: id, answer: Some(self.answer) };
        Ok(Decided::one(context, event))
    }

    fn sentence(&self, _: &After<'_>) -> String {
        format!("Vraag {} is beantwoord: {}.", self.question, self.answer.word())
    }
}
