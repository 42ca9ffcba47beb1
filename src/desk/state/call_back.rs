//! The call back to the inrichting while it is made: one question at a time, and what is being typed to it.

use super::{
    form::Form,
    form_field::{FieldKind, FieldName},
    form_target::FormTarget,
};
use crate::{
    acts::{Act, AnswerCall, Said},
    domain::{
        error::{Error, Result},
        ids::Zaaknummer,
        moment::{ClockDay, Moment},
        own_words::TOLD_BY_PHONE,
    },
};

/// The question that is being asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallBack {
    /// The case.
    pub zaak: Zaaknummer,
    /// The question, by its id in the rule book.
    pub question: String,
    /// Words and time as they are being typed.
    pub form: Form,
}

impl CallBack {
    /// Asks one question. `earlier` is what was said to it before: with a time typed and no words, that gets
    /// the time.
    pub fn new(zaak: Zaaknummer, question: &str, earlier: Option<Said>) -> Self {
        let id = question.to_owned();
        let target = FormTarget::CallAnswer { zaak, question: id.clone() };
        let form = Form::for_act(target, String::new(), move |form, now| {
            let words = form.text(FieldName::Text);
            let said = if words.is_empty() { earlier.clone() } else { Some(Said::Words(words)) };
            let said = said.ok_or_else(|| {
                Error::usage("Er is nog geen antwoord.").hint("Kies een cijfer of typ wat zij zeggen.")
            })?;
            answer(form, zaak, &id, said, now).map(Act::AnswerCall)
        })
        .field(FieldName::Text, "Antwoord", FieldKind::Prose, "")
        .field(FieldName::Time, "Wanneer", FieldKind::Time(ClockDay::Past), "");
        Self { zaak, question: question.to_owned(), form }
    }

    /// What was said, at the time that is filled in.
    ///
    /// # Errors
    /// When that is no time.
    pub fn says(&self, said: Said, now: Moment) -> Result<AnswerCall> {
        answer(&self.form, self.zaak, &self.question, said, now)
    }

    /// True while a digit is an answer and not a letter of one.
    pub fn takes_digit(&self) -> bool {
        self.form.cursor == 0 && self.form.find(FieldName::Text).is_some_and(|field| field.input.is_empty())
    }
}

fn answer(form: &Form, zaak: Zaaknummer, question: &str, said: Said, now: Moment) -> Result<AnswerCall> {
    let happened = form.time(FieldName::Time, now)?;
    Ok(AnswerCall { zaak, question: question.to_owned(), said, source: TOLD_BY_PHONE.to_owned(), happened })
}
