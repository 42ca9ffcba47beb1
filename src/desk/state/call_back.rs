//! The call back to the inrichting while it is made: one question at a time, what is being typed to it, and the
//! answer of one digit to the question before, which the next key records or makes the beginning of words.

use super::{form::Form, form_field::FieldKind};
use crate::{
    acts::{Act, AnswerCall, Said},
    domain::{
        belvraag_id::BelvraagId,
        error::{Error, Result},
        field_name::FieldName,
        form_target::FormTarget,
        ids::Zaaknummer,
        moment::{ClockDay, Moment},
        own_words::TOLD_BY_PHONE,
    },
    rules::call_question::{BEFORE_WORDS, CallQuestion},
};

/// How far the call is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallStage {
    /// Questions are asked.
    Asking,
    /// It ends once the last answer is in the log: what follows from it is asked then.
    Ending,
}

/// The question that is being asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallBack {
    /// The case.
    pub zaak: Zaaknummer,
    /// The question, by its id in the rule book.
    pub question: BelvraagId,
    /// Words and time as they are being typed.
    pub form: Form,
    /// The question before it, answered with one digit: the next key records that, or makes it the beginning of
    /// words.
    pub pending: Option<Box<Self>>,
    /// Whether it ends.
    pub stage: CallStage,
}

impl CallBack {
    /// Asks one question. `earlier` is what was said to it before: with a time typed and no words, that gets
    /// the time.
    pub fn new(zaak: Zaaknummer, question: &CallQuestion, earlier: Option<Said>) -> Self {
        let id = question.id.clone();
        let target = FormTarget::CallAnswer { zaak, question: id.clone() };
        let asked = question.clone();
        let form = Form::for_act(target, String::new(), move |form, now| {
            let words = form.text(FieldName::Text);
            let said = if words.is_empty() { earlier.clone() } else { Some(read(&asked, &words)?) };
            let said = said.ok_or_else(|| {
                Error::usage("Er is nog geen antwoord.").hint("Kies een cijfer of typ wat zij zeggen.")
            })?;
            answer(form, zaak, &asked.id, said, now).map(Act::AnswerCall)
        })
        .field(FieldName::Text, "Antwoord", FieldKind::Prose, "")
        .field(FieldName::Time, "Wanneer", FieldKind::Time(ClockDay::Past), "");
        Self { zaak, question: id, form, pending: None, stage: CallStage::Asking }
    }

    /// True while a digit is an answer and not a letter of one.
    pub fn takes_digit(&self) -> bool {
        self.is_in_words() && self.words().is_empty()
    }

    /// What stands in the field for the answer.
    pub fn words(&self) -> String {
        self.form.text(FieldName::Text)
    }

    /// True where this is what is typed here, or what the next key records.
    pub fn holds(&self, target: &FormTarget) -> bool {
        self.form.target == *target || self.pending.as_ref().is_some_and(|p| p.form.target == *target)
    }

    /// Puts the next answer of the book in the field, or the one before it; `false` where something else is typed.
    pub fn step_choice(&mut self, question: &CallQuestion, by: isize) -> bool {
        let words = self.words();
        let choices: Vec<&str> = question.choices.iter().map(|c| c.word.as_str()).chain([UNKNOWN]).collect();
        let here = choices.iter().position(|word| *word == words);
        if !self.is_in_words() || question.choices.is_empty() || (here.is_none() && !words.is_empty()) {
            return false;
        }
        let last = choices.len() - 1;
        let place = match (here, by > 0) {
            (None, true) => 0,
            (None, false) => last,
            (Some(here), _) => here.saturating_add_signed(by).min(last),
        };
        if let (Some(word), Some(field)) = (choices.get(place), self.form.fields.first_mut()) {
            field.input.set(word);
        }
        true
    }

    fn is_in_words(&self) -> bool {
        self.form.cursor == 0
    }
}

/// With what begins what is said beside an answer of the book.
const SIGNS: [char; 5] = [',', ':', ';', '(', '–'];

/// What stands on the key of an answer that nobody has.
pub const UNKNOWN: &str = "niet bekend";

/// True where this digit answers the question by itself. Where it is asked how many, a digit is a number.
pub fn is_answer(question: &CallQuestion, digit: char) -> bool {
    let place = digit.to_digit(10).and_then(|d| usize::try_from(d).ok());
    !question.asks_how_many() && place.is_some_and(|place| place <= question.choices.len())
}

/// What was typed, read as an answer: one of the book by its digit or its words, or words of one's own.
///
/// # Errors
/// When it is a number and nothing else.
pub fn read(question: &CallQuestion, words: &str) -> Result<Said> {
    let typed = words.to_lowercase();
    if let Some(choice) = question.choices.iter().find(|c| c.word.to_lowercase() == typed) {
        return Ok(Said::Choice(choice.id.clone()));
    }
    if typed == UNKNOWN {
        return Ok(Said::Unknown);
    }
    if let Some(said) = choice_and_words(question, words) {
        return Ok(said);
    }
    if !typed.chars().all(|c| c.is_ascii_digit()) {
        return Ok(Said::Words(words.to_owned()));
    }
    if question.asks_how_many() || typed.len() > 1 {
        return Err(Error::no(format!("«{typed}» zegt nog niet wat het is."))
            .hint("Typ er woorden bij, bijvoorbeeld «2 bewoners», of kies met →."));
    }
    match typed.parse::<usize>().ok().map(|digit| digit.checked_sub(1)) {
        Some(None) => Ok(Said::Unknown),
        Some(Some(place)) if place < question.choices.len() => {
            Ok(question.choices.get(place).map_or(Said::Unknown, |choice| Said::Choice(choice.id.clone())))
        }
        Some(Some(_)) | None => Err(Error::no(format!("Antwoord {typed} is er niet."))
            .hint("Eigen woorden die met een cijfer beginnen: typ door.")),
    }
}

/// An answer of the book with a sign and words behind it: "in een ziekenhuis, Radboudumc".
fn choice_and_words(question: &CallQuestion, words: &str) -> Option<Said> {
    let behind = |word: &str| {
        let (head, rest) = words.split_at_checked(word.len())?;
        let rest = rest.trim_start();
        let said = rest.starts_with(SIGNS).then(|| rest.trim_start_matches(BEFORE_WORDS).trim())?;
        (head.to_lowercase() == word.to_lowercase() && !said.is_empty()).then(|| said.to_owned())
    };
    let found = question.choices.iter().filter_map(|choice| Some((choice, behind(&choice.word)?)));
    let (choice, words) = found.max_by_key(|(choice, _)| choice.word.len())?;
    Some(Said::ChoiceAnd { choice: choice.id.clone(), words })
}

fn answer(form: &Form, zaak: Zaaknummer, question: &BelvraagId, said: Said, now: Moment) -> Result<AnswerCall> {
    let happened = form.time(FieldName::Time, now)?;
    Ok(AnswerCall { zaak, question: question.clone(), said, source: TOLD_BY_PHONE.to_owned(), happened })
}
