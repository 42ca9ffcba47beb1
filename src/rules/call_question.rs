//! What the officer asks when he calls the inrichting back, in the order of the call. Each answer becomes
//! a fact with a sentence of its own; some also say where a text message stands and which weighing
//! question they answer.

use super::{
    answer_sentences::{Alone, AnswerSentences},
    feature::phrases_or_none,
    form_reply::{FormReply, KnownWords},
    language::Language,
    message_family::MessageFamily,
    toml_reader::Table,
};
use crate::domain::{
    belvraag_id::BelvraagId,
    besluit::{Answer, YesNo},
    feit::Topic,
    fold::fold,
    rij::Rij,
    step::Step,
    weegvraag_id::WeegvraagId,
};

/// A question of the call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallQuestion {
    /// Unique among them; the log refers to it.
    pub id: BelvraagId,
    /// As it is spoken.
    pub question: String,
    /// The subject that its answer is a fact about.
    pub topic: Topic,
    /// Whether a later answer in own words stands beside the earlier one, and does not take its place.
    pub adds: bool,
    /// What is not known as long as it has no answer: "of er gewonden zijn".
    pub name: String,
    /// To which rows it belongs.
    pub scope: CallScope,
    /// Where its answer stands in the first lines of a message.
    pub prominence: Prominence,
    /// Where its answer stands in a text message.
    pub sms_part: Option<SmsPart>,
    /// What a message says has to be so before it is over: "de patiënt terug of aangehouden is".
    pub until: Option<String>,
    /// Without one of these words a fact that does not answer this question says nothing to it; none where any does.
    pub subject: Vec<String>,
    /// With one of these a fact about anything tells something of it: then it is not called unknown.
    pub mentioned: Vec<String>,
    /// The answers that have a sentence; own words are always possible.
    pub choices: Vec<CallChoice>,
    /// What own words say that are a yes, a no, or nothing by themselves.
    sentences: AnswerSentences,
    /// Which own words are read by themselves.
    alone: Alone,
}

/// To which rows a question belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallScope {
    /// To all.
    Everywhere,
    /// To those of these families.
    Families(Vec<String>),
    /// To these.
    Rows(Vec<Rij>),
}

/// Whether an answer belongs in the first sentences of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Prominence {
    /// Under its heading only.
    Heading,
    /// Also in the kern.
    Kern,
}

/// What ends that something is not known beside an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OpenUntil {
    /// Another answer.
    Answered,
    /// Words beside this answer.
    Worded,
    /// A fact in own words about the same subject.
    Told,
}

/// What stands between an answer and what is said with it.
pub const BEFORE_WORDS: [char; 8] = [' ', ',', ':', ';', '.', '-', '–', '('];

/// A place in the text message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SmsPart {
    /// How things stand.
    Situation,
    /// Where it happened, closer than the inrichting.
    Place,
}

/// An answer with a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallChoice {
    /// Unique within the question.
    pub id: String,
    /// On the key.
    pub word: String,
    /// The fact it becomes.
    pub sentence: String,
    /// What it says in a text message.
    pub sms: Option<String>,
    /// What the public summary says of it.
    pub public: Option<String>,
    /// Whether the case is over with it; `None` where it says nothing of that.
    pub ends: Option<YesNo>,
    /// Whether what it says stays true when the case is over; `None` where it says nothing of that.
    pub lasts: Option<YesNo>,
    /// Where it stands in the first lines of a message, if that is its own.
    pub prominence: Option<Prominence>,
    /// The questions whose answers it says too, so that the first lines of a message do not.
    pub covers: Vec<BelvraagId>,
    /// The questions that have an answer with it where «not known» was said of them.
    pub settles: Vec<BelvraagId>,
    /// Whether the public may be told of the case only once this was answered; `None` where it says nothing of that.
    pub frees_public: Option<YesNo>,
    /// What is not known yet although this was answered: "wat de oorzaak is".
    pub open: Option<String>,
    /// What ends that.
    pub open_until: OpenUntil,
    /// The steps of the checklist that it shows to be done.
    pub ticks: Vec<Step>,
    /// Whom it names as the writer of the piketmelding, as a message addresses that body.
    pub addressee: Option<String>,
    /// By which words a fact in the officer's own words says the same.
    pub phrases: Vec<String>,
    /// The weighing questions it answers too; proposed, never recorded by itself.
    pub weighs: Vec<(WeegvraagId, Answer)>,
}

impl SmsPart {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Situation, Self::Place];

    /// The name in data and templates.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Situation => "stand",
            Self::Place => "waar",
        }
    }
}

impl CallQuestion {
    /// True where it is asked about this row.
    pub fn is_for(&self, rij: Rij, family: Option<&str>) -> bool {
        self.scope.includes(rij, family)
    }

    /// Where an answer with this choice stands; one in own words stands where the question does.
    pub fn prominence_of(&self, choice: Option<&str>) -> Prominence {
        choice.and_then(|id| self.choice(id)?.prominence).unwrap_or(self.prominence)
    }

    /// True where the answer may be a number: a digit there is no choice.
    pub fn asks_how_many(&self) -> bool {
        self.question.to_lowercase().contains("hoeveel")
    }

    /// Own words as a fact, so that they say of what where they do not by themselves. Only words that are `known` make a yes, a
    /// no or a moment of them; `clean` writes times and days as a message does.
    pub fn in_own_words(&self, said: &str, known: &KnownWords, clean: impl Fn(&str) -> String) -> String {
        self.sentences.of_call(said, known, self.alone, clean)
    }

    /// The answer of the book that own words are, and the fact that they become: the words on its key, its sentence, or a yes or
    /// a no to a question that the book has one for. `clean` writes times and days as a message does.
    pub fn choice_in_words(
        &self,
        said: &str,
        known: &KnownWords,
        clean: impl Fn(&str) -> String,
    ) -> Option<(&CallChoice, String)> {
        let plain = fold(said);
        let is_said = |choice: &&CallChoice| [&choice.word, &choice.sentence].into_iter().any(|own| fold(own) == plain);
        if let Some(choice) = self.choices.iter().find(is_said) {
            return Some((choice, choice.sentence.clone()));
        }
        let reply = FormReply::read(said, known);
        let text = self.sentences.to_question(said, reply, &clean)?;
        let same = |choice: &&CallChoice| fold(&choice.sentence) == fold(&text);
        let by_id = || reply.yes_or_no().and_then(|answer| self.choice(answer.word()));
        let choice = self.choices.iter().find(same).or_else(by_id)?;
        // Nothing stands beside it that the sentence of the book leaves out.
        let is_bare = reply.yes_or_no().is_some_and(|answer| answer.word() == plain);
        Some((choice, if is_bare { choice.sentence.clone() } else { text }))
    }

    /// True where a sentence is one by which the book answers this question, whatever stands beside it.
    pub fn is_answered_in(&self, sentence: &str) -> bool {
        let plain = fold(sentence);
        self.choices.iter().any(|choice| fold(&choice.sentence) == plain) || self.sentences.makes(&plain)
    }

    /// Own words as no more than what was said, behind what was asked.
    pub fn quoted(&self, said: &str) -> String {
        self.sentences.quoted(said)
    }

    /// One of its answers.
    pub fn choice(&self, id: &str) -> Option<&CallChoice> {
        self.choices.iter().find(|c| c.id == id)
    }

    pub(super) fn parse(t: &Table<'_>, families: &[MessageFamily]) -> Option<Self> {
        let (id, question, name) = (t.text("id"), t.text("vraag"), t.text("naam"));
        let topic = t.choice("onderwerp", &Topic::ALL.map(|topic| (topic.label(), topic)));
        let sms_part = t.choice_or_none("sms_plek", &SmsPart::ALL.map(|sms_part| (sms_part.code(), sms_part)));
        let choices = t.tables("antwoord", "belvraag.antwoord").iter().filter_map(CallChoice::parse).collect();
        let sentences = AnswerSentences::parse(t, "belvraag.zinnen").unwrap_or_default();
        let alone = t.choice_or_none("los", &[("ja", Alone::Words), ("nee", Alone::Sentence)]);
        Some(Self {
            id: id?.into(),
            question: question?,
            topic: topic?,
            adds: t.choice_or_none("later", &[("erbij", true)]).unwrap_or(false),
            name: name?,
            scope: CallScope::parse(t, families),
            prominence: Prominence::parse(t).unwrap_or(Prominence::Heading),
            sms_part,
            until: t.text_or_none("tot"),
            subject: phrases_or_none(t, "bij"),
            mentioned: phrases_or_none(t, "genoemd"),
            choices,
            sentences,
            alone: alone.unwrap_or(Alone::Sentence),
        })
    }
}

impl Prominence {
    fn parse(t: &Table<'_>) -> Option<Self> {
        t.choice_or_none("kern", &[("ja", Self::Kern), ("nee", Self::Heading)])
    }
}

impl CallScope {
    /// True where it is about this row.
    pub fn includes(&self, rij: Rij, family: Option<&str>) -> bool {
        match self {
            Self::Everywhere => true,
            Self::Families(families) => family.is_some_and(|f| families.iter().any(|of| of == f)),
            Self::Rows(rijen) => rijen.contains(&rij),
        }
    }

    pub(super) fn parse(t: &Table<'_>, families: &[MessageFamily]) -> Self {
        if t.get("rijen").is_some() {
            return Self::Rows(t.parsed_list("rijen"));
        }
        let named = t.texts_or_none("families");
        for (name, offset) in &named {
            if families.iter().all(|f| f.id != *name) {
                t.error_at(*offset, "families", format!("Familie «{name}» staat niet in dit regelboek."));
            }
        }
        if named.is_empty() {
            return Self::Everywhere;
        }
        Self::Families(named.into_iter().map(|(name, _)| name.to_owned()).collect())
    }
}

impl CallChoice {
    /// The sentence with what was said beside it: within it, or behind it where that is a sentence too.
    pub fn with_words(&self, words: &str) -> String {
        let words = words.trim().trim_start_matches(BEFORE_WORDS).trim_end_matches([')', '.']).trim();
        let sentence = self.sentence.trim_end_matches('.');
        let is_sentence = words.starts_with(char::is_uppercase) && Language::built_in().has_verb(&fold(words));
        if is_sentence { format!("{sentence}. {words}.") } else { format!("{sentence} ({words}).") }
    }

    fn parse(t: &Table<'_>) -> Option<Self> {
        let (id, word, sentence, sms) = (t.text("id"), t.text("woord"), t.text("feit"), t.text_or_none("sms"));
        let weighs = t.tables("weegt", "belvraag.antwoord.weegt");
        let weighs = weighs.iter().filter_map(|t| {
            let (question, answer) =
                (t.text("vraag"), t.choice("antwoord", &[("ja", Answer::Yes), ("nee", Answer::No)]));
            Some((question?.into(), answer?))
        });
        let weighs = weighs.collect();
        let (public, open) = (t.text_or_none("publiek"), t.text_or_none("open"));
        let open_until = t.choice_or_none(
            "open_tot",
            &[("antwoord", OpenUntil::Answered), ("woorden", OpenUntil::Worded), ("feit", OpenUntil::Told)],
        );
        let ticks = t.parsed_list_or_none("stappen");
        let addressee = t.text_or_none("aan");
        let prominence = Prominence::parse(t);
        let covers = t.texts_or_none("dekt").into_iter().map(|(id, _)| id.into()).collect();
        let settles = t.texts_or_none("beantwoordt").into_iter().map(|(id, _)| id.into()).collect();
        let frees_public = t.choice_or_none("publiek_na", &[("ja", YesNo::Yes), ("nee", YesNo::No)]);
        let phrases = phrases_or_none(t, "frasen");
        let ends = t.choice_or_none("einde", &[("ja", YesNo::Yes), ("nee", YesNo::No)]);
        let lasts = t.choice_or_none("blijft", &[("ja", YesNo::Yes)]);
        Some(Self {
            id: id?,
            ends,
            lasts,
            word: word?,
            sentence: sentence?,
            sms,
            public,
            prominence,
            covers,
            settles,
            frees_public,
            open,
            open_until: open_until.unwrap_or(OpenUntil::Answered),
            ticks,
            addressee,
            phrases,
            weighs,
        })
    }
}
