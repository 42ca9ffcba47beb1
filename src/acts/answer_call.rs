//! Notes what the inrichting answered to one question of the call. The answer becomes a fact with the
//! sentence of the book, or with the officer's own words; a later answer to the same question takes the
//! place of the earlier one.

use clap::Args;

use super::{
    Act,
    arguments::{Arguments, time},
    before::Before,
    decide::{After, Context, Decided, Judged},
    note_feit::source,
    shared::{find_open_zaak, known_words, not_a_day_before_the_voorval, not_before_the_voorval, not_in_the_future},
    undo::Undo,
};
use crate::{
    domain::{
        belvraag_id::BelvraagId,
        besluit::YesNo,
        call_answer::CallAnswer,
        error::{Error, Result},
        feit::{Feit, FeitNumber, FeitStatus, Topic},
        ids::Zaaknummer,
        moment::Moment,
        own_words::TOLD_BY_PHONE,
        subject::Subject,
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    judge::{
        call_back::{answer_to, call_questions},
        case_rule::CaseRule,
    },
    log::{desk::Desk, event::LogEvent, zaak::Zaak},
    rules::book::{CallChoice, CallQuestion, RijRule, SmsPart},
};

use understood::{Meant, UNKNOWN, Understood, knows_less, understand};
pub use understood::{Said, answer_ids};

/// A question of the call by its id, what was said, by whom, and when it happened where that was said.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerCall {
    pub zaak: Zaaknummer,
    pub question: BelvraagId,
    pub said: Said,
    pub source: String,
    pub happened: Option<Moment>,
}

/// The same as it is typed.
#[derive(Debug, Clone, Args)]
#[command(about = "Noteer wat de inrichting op een belvraag antwoordde")]
pub struct AnswerCallArgs {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// De vraag, bijvoorbeeld stand, letsel of media; «piket toon» noemt ze.
    #[arg(id = "vraag", value_name = "VRAAG")]
    pub question: BelvraagId,
    /// Een van de antwoorden van de vraag, of «niet-bekend».
    #[arg(id = "antwoord", value_name = "ANTWOORD", required_unless_present = "tekst")]
    pub choice: Option<String>,
    /// Het antwoord in eigen woorden, of wat er bij een gekozen antwoord werd gezegd.
    #[arg(id = "tekst", long = "tekst", value_name = "TEKST")]
    pub words: Option<String>,
    /// Wie het zegt.
    #[arg(id = "bron", long = "bron", default_value = TOLD_BY_PHONE, value_name = "BRON")]
    pub source: String,
    /// Wanneer het gebeurde, als dat gezegd is.
    #[arg(id = "tijd", long = "tijd", value_name = "TIJD")]
    pub time: Option<String>,
}

impl Arguments for AnswerCallArgs {
    fn subject(&self) -> Subject {
        self.zaak.into()
    }

    fn acts(&self, _: &Desk, context: &Context<'_>) -> Result<Vec<Act>> {
        let now = context.now;
        let choice = self.choice.as_ref().filter(|choice| *choice != UNKNOWN);
        let said = match (&self.words, choice) {
            (Some(_), None) if self.choice.is_some() => {
                return Err(Error::usage("Niet bekend en eigen woorden gaan niet samen.")
                    .hint("Laat «niet-bekend» weg, of laat --tekst weg."));
            }
            (Some(words), Some(choice)) => Said::ChoiceAnd { choice: choice.clone(), words: words.clone() },
            (Some(words), None) => Said::Words(words.clone()),
            (None, Some(choice)) => Said::Choice(choice.clone()),
            (None, None) => Said::Unknown,
        };
        let (question, source) = (self.question.clone(), self.source.clone());
        let happened = time(self.time.as_deref(), now)?;
        Ok(vec![AnswerCall { zaak: self.zaak, question, said, source, happened }.into()])
    }
}

/// What an answer makes of the end of an absence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum EndTold {
    Same,
    At(Moment),
    TakenBack,
}

impl EndTold {
    /// What is to be noted of it.
    fn event(self, zaak: Zaaknummer) -> Option<LogEvent> {
        let noted = |moment| LogEvent::TimeSet { zaak, time: TimeKind::OaEnd, moment, by_hand: Some(YesNo::Yes) };
        match self {
            Self::Same => None,
            Self::At(moment) => Some(noted(Some(moment))),
            Self::TakenBack => Some(noted(None)),
        }
    }
}

impl AnswerCall {
    /// What this answer makes of the end of an absence: the moment that it tells where the case has none or has that of the
    /// earlier answer, or that the earlier one is taken back.
    fn end(
        zaak: &Zaak,
        case: CaseRule<'_>,
        (question, before): (&CallQuestion, Option<&Feit>),
        understood: &Understood<'_>,
    ) -> Result<EndTold> {
        let ends = |id: &str| question.choice(id).is_some_and(|choice| choice.ends == Some(YesNo::Yes));
        let told = before.filter(|f| f.asked.as_ref().and_then(|a| a.choice.as_deref()).is_some_and(ends));
        let is_of_before = told.is_some_and(|f| f.happened.is_some() && f.happened == zaak.times.oa_end);
        if !case.rule().is_some_and(RijRule::is_oa) {
            return Ok(EndTold::Same);
        }
        let ends_now = match &understood.meant {
            Meant::Choice(choice, _) => choice.ends == Some(YesNo::Yes),
            Meant::Unknown => false,
            // What own words come to is for the officer.
            Meant::Words(_) => return Ok(EndTold::Same),
        };
        // Whoever is not back is still away.
        let denies_an_end = understood.meant.choice().is_some()
            && question.choices.iter().any(|choice| choice.ends == Some(YesNo::Yes));
        match understood.happened {
            Some(moment) if ends_now && (zaak.times.oa_end.is_none() || is_of_before) => {
                zaak.times.with(TimeKind::OaEnd, Some(moment)).check()?;
                Ok(if zaak.times.oa_end == Some(moment) { EndTold::Same } else { EndTold::At(moment) })
            }
            Some(_) | None if !ends_now && is_of_before => Ok(EndTold::TakenBack),
            Some(_) | None => match zaak.times.oa_end.filter(|_| !ends_now && denies_an_end) {
                Some(end) => {
                    Err(Error::no(format!("Bij de gegevens staat dat de afwezigheid eindigde: {}.", end.short()))
                        .hint("Wis eerst die tijd (g, of «piket gegevens»), of kies het antwoord dat hij terug is."))
                }
                None => Ok(EndTold::Same),
            },
        }
    }
}

/// True for an earlier answer about how it stands that was so at its own time: what is told now is of later, or a message
/// with the earlier one left since. Only one that was a slip is taken back. An absence ends once, and so does a life: another
/// moment of that is a better one.
fn is_overtaken(zaak: &Zaak, question: &CallQuestion, earlier: &Feit, now: &Understood<'_>) -> bool {
    let chosen = earlier.asked.as_ref().and_then(|asked| question.choice(asked.choice.as_deref()?));
    let ended = chosen.is_some_and(|choice| choice.ends == Some(YesNo::Yes));
    let unknown = earlier.status == FeitStatus::Unknown || now.meant == Meant::Unknown;
    if question.sms_part != Some(SmsPart::Situation) || unknown || ended {
        return false;
    }
    let is_told = zaak.drafts.values().flat_map(|draft| &draft.sent).any(|sent| sent.feiten >= earlier.number);
    match (earlier.happened, now.happened) {
        (Some(was), Some(is)) => is > was,
        (None, Some(is)) => is_told && is > earlier.at,
        (Some(_) | None, None) => is_told,
    }
}

/// A time that was said is no time to come, and none of before the case.
fn fits(zaak: &Zaak, question: &CallQuestion, happened: Moment, now: Moment) -> Result<()> {
    let name = "De tijd van het antwoord";
    not_in_the_future(name, happened, now)?;
    // What led to it began before; who was told and what was done may have been a little before the hour that was guessed.
    // How it stands is of after it.
    match question.topic {
        Topic::Event => {}
        Topic::Situation => not_before_the_voorval(name, zaak, happened)?,
        Topic::Involved
        | Topic::Injury
        | Topic::Measures
        | Topic::Police
        | Topic::Media
        | Topic::Surroundings
        | Topic::Unknown
        | Topic::FollowUp
        | Topic::Outcome
        | Topic::PressLine
        | Topic::Arrival
        | Topic::Contacts
        | Topic::Leave => not_a_day_before_the_voorval(name, zaak, happened)?,
    }
    Ok(())
}

impl Judged for AnswerCall {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let number = self.zaak;
        let zaak = find_open_zaak(desk, number)?;
        let case = context.case_rule(zaak);
        if !case.awaits_rij() {
            case.required()?;
        }
        let questions = call_questions(case);
        let question = questions.iter().find(|q| q.id == self.question).ok_or_else(|| {
            let ids: Vec<&str> = questions.iter().map(|q| q.id.as_str()).collect();
            let to = case.rule().map_or_else(|| "een zaak zonder rij".to_owned(), |rule| format!("rij {}", rule.nr));
            Error::usage(format!("Belvraag «{}» hoort niet bij {to}.", self.question)).hint(if ids.is_empty() {
                "Bij deze rij is er niets te vragen; noteer het als feit.".to_owned()
            } else {
                format!("Kies uit {}.", ids.join(", "))
            })
        })?;
        let before = answer_to(zaak, &question.id);
        if knows_less(&self.said, before) {
            return Ok(Decided::all(context, []));
        }
        let known = known_words(context.book_at(zaak), context);
        let mut understood = understand((&self.said, self.happened), question, before, (&known, context.now))?;
        if let Some(happened) = self.happened {
            fits(zaak, question, happened, context.now)?;
        }
        // A time that stands in the words of the answer stays there, also where it cannot be that of the answer.
        understood.happened = understood.happened.filter(|at| fits(zaak, question, *at, context.now).is_ok());
        let (text, status) = match &understood.meant {
            Meant::Unknown => (format!("Niet bekend: {}.", question.name), FeitStatus::Unknown),
            Meant::Choice(_, text) | Meant::Words(text) => (text.clone(), FeitStatus::Reported),
        };
        let choice = understood.meant.choice().map(|choice| choice.id.clone());
        let asked = CallAnswer { question: question.id.clone(), choice };
        let earlier = zaak.feiten.iter().filter(|f| f.asked.as_ref().is_some_and(|a| a.question == question.id));
        // The same answer once more says nothing new; a doubled key must not move a fact.
        let same = |f: &Feit| {
            let timed = understood.happened.is_none() || f.happened == understood.happened;
            f.text.read() == text && f.status == status && f.asked.as_ref() == Some(&asked) && timed
        };
        if before.is_some_and(same) {
            return Ok(Decided::all(context, []));
        }
        // What more is told of what happened does not take back what was told of it.
        let stays = |f: &&Feit| {
            let adds = question.adds && f.status != FeitStatus::Unknown && status != FeitStatus::Unknown;
            adds && !text.contains(f.text.read().trim_end_matches('.')) || is_overtaken(zaak, question, f, &understood)
        };
        let earlier: Vec<FeitNumber> = earlier.filter(|f| !stays(f)).map(|f| f.number).collect();
        let feit = zaak.next_feit();
        let noted = LogEvent::FeitNoted {
            zaak: number,
            feit,
            topic: question.topic,
            text: Vertrouwelijk::new(&text),
            source: source(&self.source),
            status,
            happened: understood.happened,
            asked: Some(asked),
        };
        let gone = earlier.iter().map(|feit| LogEvent::FeitRetracted { zaak: number, feit: *feit });
        let end = Self::end(zaak, case, (question, before), &understood)?.event(number);
        Ok(Decided::all(context, gone.chain([noted]).chain(end)))
    }

    fn sentence(&self, after: &After<'_>) -> String {
        let zaak = after.desk.zaken.get(&self.zaak);
        let questions = zaak.map(|zaak| call_questions(after.context.case_rule(zaak))).unwrap_or_default();
        let question = questions.iter().find(|q| q.id == self.question);
        let noted = zaak.and_then(|zaak| answer_to(zaak, &self.question));
        let about = question.map_or_else(String::new, |q| format!(" ({})", q.name));
        let told = noted.filter(|feit| feit.status != FeitStatus::Unknown).and_then(|feit| {
            let id = feit.asked.as_ref().and_then(|asked| asked.choice.as_deref());
            let choice = id.and_then(|id| question?.choice(id));
            let is_plain = |choice: &&CallChoice| feit.text.read() == choice.sentence;
            // The words of the book are nobody's secret.
            let plain = choice.filter(is_plain).map(|choice| choice.sentence.clone());
            plain.or_else(|| after.words(&feit.text)).or_else(|| choice.map(|choice| choice.sentence.clone()))
        });
        if knows_less(&self.said, noted) {
            let stays = told.map_or_else(String::new, |told| format!(": {}", told.trim_end_matches('.')));
            return format!(
                "Belvraag {}{about}: zij weten het niet; wat eerder is gezegd, blijft staan{stays}. Klopt dat niet, \
                 kies dan «niet bekend».",
                self.question
            );
        }
        match (told, noted.map(|feit| feit.status)) {
            (Some(told), _) => format!("Belvraag {}: {}.", self.question, told.trim_end_matches('.')),
            (None, Some(FeitStatus::Unknown)) => format!("Belvraag {}{about}: niet bekend.", self.question),
            (None, Some(FeitStatus::Reported | FeitStatus::Confirmed | FeitStatus::Contradicted) | None) => {
                format!("Belvraag {}{about} is beantwoord.", self.question)
            }
        }
    }

    /// What was answered before counts again, with the end of an absence that it told.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

#[cfg(test)]
mod tests;
mod understood;
