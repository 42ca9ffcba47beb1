//! What a template may use: the case as plain Dutch text, taken once from the folded log. Reasons of
//! decisions are left out on purpose; they are for the file, not for a message.

use std::collections::BTreeMap;

use minijinja::value::Value;

use super::{
    ending::Ending,
    gap::GapValue,
    kern::Kern,
    named_writer::addressee,
    news::{MessageNews, by_time},
    outlook::{answer_by, outlook},
    picture::{self, Chapter, FeitLine, Picture},
    sent_before::{additions, followed, sent_line, standing_of, versions_of},
    sms_parts::sms_parts,
    told::MayTell,
};
use crate::{
    domain::{
        besluit::{BesluitKind, YesNo},
        dispatch::Dispatch,
        draft::{DraftKind, RequestKind},
        error::{Error, Result},
        feit::Topic,
        fold::fold,
        message_sender::MessageSender,
        moment::Moment,
        sanitize,
        step::Step,
    },
    judge::{
        case_rule::CaseRule,
        case_surroundings::CaseSurroundings,
        complete::{Completeness, completeness},
        decided::applies,
        gaps::marker,
        overdue::{Overdue, nothing_late},
        standing::{standing, weighed},
    },
    log::zaak::Zaak,
    rules::book::{RijRule, Rulebook, SmsPart},
};

/// Everything a draft is made from; all times are Amsterdam's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageData {
    /// Texts by the name that templates use; `None` is a gap.
    pub texts: BTreeMap<&'static str, Option<String>>,
    /// The facts.
    pub picture: Picture,
    /// What is different since the message that this one follows.
    pub news: MessageNews,
    /// The outcomes that the kern does not tell.
    pub outcomes: Vec<FeitLine>,
    /// That its end was told.
    pub is_over: bool,
    /// What a reader may still expect, one sentence each.
    pub outlook: Vec<String>,
    /// How it stands, for the public.
    pub public_state: Option<String>,
    /// What a text message says of place and situation.
    pub sms_parts: BTreeMap<SmsPart, String>,
    /// Whether it is an ongeoorloofde afwezigheid.
    pub zaak_kind: ZaakKind,
    /// What is decided, by letter: by the officer, else by the matrix.
    pub besluiten: BTreeMap<BesluitKind, YesNo>,
    /// What the form of the case lacks, as the inrichting knows the items.
    pub missing: Vec<String>,
    /// That he to whom the messages are written was told; nothing where he was not.
    pub told_addressee: Option<String>,
    /// What others owe the case and are late with.
    pub overdue: Vec<Overdue>,
    /// What the source says of the form where it names no hour for it.
    pub form_gap: Option<String>,
    /// What was sent before, per message, oldest first; a version that went to more readers stands here once.
    pub sent: BTreeMap<DraftKind, Vec<String>>,
    /// How many messages left that are called an addition to the piketmelding.
    pub additions: usize,
    /// The version that a draft gets when it is saved, per message.
    pub versions: BTreeMap<DraftKind, u32>,
}

/// The two kinds of case the matrix knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZaakKind {
    /// C.1, or no row chosen yet.
    Voorval,
    /// C.2: ongeoorloofde afwezigheid.
    Oa,
}

/// The texts by the names that templates use.
pub(super) const NAMES: [&str; 29] = [
    "zaaknummer",
    "inrichting",
    "inrichting_kort",
    "plaats",
    "rij",
    "incident",
    "categorie",
    "publiek",
    "instructie",
    "kern",
    "voorval",
    "voorval_kort",
    "dag",
    "constatering",
    "gebeld",
    "einde_oa",
    "formulier",
    "aanhef",
    "rubricering",
    "opsteller",
    "telefoon",
    "nu",
    "eerste_bericht",
    "laatste_bericht",
    "ook_over",
    "schrijver",
    "uur_van_antwoord",
    "invuller",
    "gevraagde",
];

impl MessageData {
    /// Takes from a case, and from what stands around it, what messages need.
    pub fn of(
        zaak: &Zaak,
        case: CaseRule<'_>,
        context: &CaseSurroundings,
        sender: &MessageSender,
        now: Moment,
    ) -> Self {
        let place = context.place.as_deref();
        let rule = case.rule();
        let full = completeness(zaak, case);
        let where_it_was = zaak.plek().map_or_else(
            || marker("inrichting"),
            |plek| place.map_or_else(|| plek.to_owned(), |place| format!("{plek} in {place}")),
        );
        let time = |at: Option<Moment>| at.map(Moment::in_words);
        let first = standing_of(zaak, zaak.message(Step::Piketmelding)).into_iter().next();
        let first_line = |sent: &Dispatch| Some(sent_line(zaak, DraftKind::ending(Step::Piketmelding)?, sent));
        let followed = followed(zaak);
        let latest = followed.last();
        let sent: Vec<Dispatch> = followed.iter().map(|(_, sent)| sent.clone()).collect();
        let may_tell = MayTell::of(zaak, case);
        let sms_parts = sms_parts(&may_tell);
        let kern = Kern::of(&may_tell, &where_it_was, &context.told);
        let ending = may_tell.ending;
        let is_over = ending.is_some_and(Ending::is_over);
        let picture = Picture::of(&may_tell, &context.told, now).without(&kern.told);
        let news = MessageNews::since(&may_tell, &sent, (&picture, &context.told));
        let book = case.book().unwrap_or(Rulebook::built_in());
        let salutation = sender.salutation.as_ref().unwrap_or(&book.contacts.addressee).clone();
        let texts = [
            ("zaaknummer", Some(zaak.number.to_string())),
            ("inrichting", zaak.plek().map(str::to_owned)),
            ("inrichting_kort", context.short_name.clone().or_else(|| zaak.plek().map(by_whole_words))),
            ("plaats", place.map(str::to_owned)),
            ("rij", case.rij().map(|r| r.to_string())),
            ("incident", rule.map(|r| r.incident.clone())),
            ("categorie", rule.map(|r| r.category.sms.clone())),
            ("publiek", rule.map(|r| r.category.public.clone())),
            ("instructie", case.book().map(|book| book.instruction.clone())),
            ("kern", Some(kern.text)),
            ("voorval", time(zaak.times.voorval)),
            ("voorval_kort", kern.died.or(zaak.times.voorval).map(|m| m.amsterdam().format("%d-%m %H.%M").to_string())),
            ("dag", kern.died.or(zaak.times.voorval).map(Moment::day_in_words)),
            ("constatering", time(zaak.times.constatering)),
            ("gebeld", time(zaak.times.called)),
            ("einde_oa", time(ending.and_then(Ending::absence_ended))),
            ("formulier", form_of(&full, book)),
            ("aanhef", Some(salutation)),
            ("rubricering", Some(sender.classification.clone())),
            ("opsteller", Some(sender.name.clone())),
            ("telefoon", sender.phone.clone()),
            ("nu", Some(now.in_words())),
            ("eerste_bericht", first.as_ref().and_then(first_line)),
            ("laatste_bericht", latest.map(|(kind, sent)| sent_line(zaak, *kind, sent))),
            ("ook_over", also_about(zaak).filter(|_| first.is_some())),
            ("schrijver", addressee(zaak, case).or_else(|| context.writer.clone())),
            ("uur_van_antwoord", answer_by(zaak, now)),
            ("invuller", context.form_owner.clone().or_else(|| zaak.plek().map(str::to_owned))),
            ("gevraagde", context.debtor.clone().or_else(|| zaak.plek().map(str::to_owned))),
        ];
        Self {
            texts: texts.into(),
            picture,
            news,
            outcomes: picture::outcomes_beside_kern(&may_tell),
            is_over,
            outlook: outlook(zaak, case, context, now, is_over),
            public_state: public_state(zaak, case, ending),
            sms_parts,
            zaak_kind: if rule.is_some_and(RijRule::is_oa) { ZaakKind::Oa } else { ZaakKind::Voorval },
            besluiten: besluiten(zaak, rule),
            missing: full.missing().into_iter().map(str::to_owned).collect(),
            told_addressee: context.told_addressee.as_deref().map(is_told),
            overdue: context.overdue.clone(),
            form_gap: case.form_gap(zaak),
            sent: sent_before(zaak),
            additions: additions(zaak),
            versions: zaak.drafts.iter().map(|(kind, draft)| (*kind, draft.version.saturating_add(1))).collect(),
        }
    }

    /// The subject line of a message, with what is missing shown as a gap. Case and inrichting stand in it only where the
    /// text names them too: what passed the gate as a text is not undone by its envelope.
    pub fn subject(&self, kind: DraftKind, letter: &str) -> String {
        let text = |name| self.text(name).map_or_else(|| marker(name), str::to_owned);
        let plain = fold(letter);
        let told = |name| Some(text(name)).filter(|value| plain.contains(&fold(value)));
        let case = told("zaaknummer").map_or_else(String::new, |number| format!(" {number}"));
        let place = told("inrichting").map_or_else(String::new, |place| format!(", {place}"));
        format!("{}{case}: {}{place}", kind.label(), text("categorie"))
    }

    /// Nobody gets a message that has nothing to say.
    ///
    /// # Errors
    /// With what to do instead.
    pub(super) fn require_matter(&self, kind: DraftKind) -> Result<()> {
        let follows = kind.follows_a_piketmelding() && self.sent.get(&kind).is_some_and(|sent| !sent.is_empty());
        let first = kind.ends(Step::Piketmelding);
        // What takes a message back needs no news.
        let takes_back = first && self.besluiten.get(&BesluitKind::P) == Some(&YesNo::No);
        if follows && !takes_back && self.news.is_empty() {
            let since = if first { "de piketmelding die" } else { "het afloopbericht dat" };
            return Err(Error::no(format!("Er is niets nieuws sinds {since} is verzonden."))
                .hint("Noteer eerst wat er nieuw of anders is; voor een andere ontvanger geldt de verzonden tekst."));
        }
        match kind.asks() {
            Some(RequestKind::Missing) if self.missing.is_empty() => {
                Err(Error::no("Er is geen formulier dat de inrichting moet aanvullen.")
                    .hint("Is het nog niet binnen, bel dan of schrijf een rappel; anders is er niets te vragen."))
            }
            Some(RequestKind::Overdue) if self.overdue.is_empty() => {
                Err(nothing_late(self.form_gap.as_deref(), &self.missing))
            }
            Some(RequestKind::Missing | RequestKind::Overdue) | None => Ok(()),
        }
    }

    /// The same with the name by which the inrichting is known for short, where it has one.
    #[must_use]
    pub(super) fn with_short_name(mut self) -> Self {
        if let Some(short) = self.text("inrichting_kort").map(str::to_owned) {
            self.texts.insert("inrichting", Some(short));
        }
        self
    }

    /// One of the texts, if it is known.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.texts.get(name)?.as_deref().map(str::trim).filter(|t| !t.is_empty())
    }

    /// The values by the names that templates use; whatever is missing is a gap.
    pub(super) fn values(&self, kind: DraftKind) -> BTreeMap<&'static str, Value> {
        let mut out: BTreeMap<&'static str, Value> =
            self.texts.keys().map(|name| (*name, text_or_gap(name, self.text(name)))).collect();
        for topic in Topic::ALL {
            out.insert(topic.label(), feiten(topic.label(), self.picture.about(topic)));
        }
        // An addition tells what is new in front, and behind that what was told before.
        let is_addition = kind.ends(Step::Piketmelding) && self.sent.get(&kind).is_some_and(|sent| !sent.is_empty());
        let news = self.news.lines();
        let elsewhere = [news.as_slice(), &self.news.covered].concat();
        let told_before = self.picture.clone().without(if is_addition { &elsewhere } else { &[] });
        out.insert("koppen", told_before.chapters.iter().map(chapter).collect());
        out.insert("afloop_verder", lines(&self.outcomes));
        out.insert("stand_publiek", Value::from(self.public_state.as_deref().unwrap_or_default()));
        out.insert("ingelicht", Value::from(self.told_addressee.as_deref().unwrap_or_default()));
        out.insert("is_voorbij", Value::from(self.is_over));
        out.insert("vooruitzicht", self.outlook.iter().map(String::as_str).collect());
        out.insert("niet_bekend", self.picture.unknown.iter().map(String::as_str).collect());
        out.insert("tegenspraak", self.picture.disputed.iter().map(String::as_str).collect());
        // What comes next stands once, where there is anything else to expect.
        let follow_up = self.picture.about_beside(Topic::FollowUp, &news);
        if is_addition && !(follow_up.is_empty() && self.outlook.is_empty()) {
            out.insert(Topic::FollowUp.label(), lines(&follow_up));
        }
        out.insert("nieuw", lines(&news));
        // How it ended stands in the kern; what that tells is not told a second time.
        let kern = self.text("kern").unwrap_or_default().to_lowercase();
        let in_kern = |line: &&FeitLine| kern.contains(line.text.trim_end_matches('.').to_lowercase().as_str());
        let end: Vec<FeitLine> = self.news.end.iter().filter(|line| !in_kern(line)).cloned().collect();
        out.insert("afhandeling", feiten("afhandeling", &by_time(end.iter().chain(&self.news.happened))));
        out.insert("nader_bekend", lines(&[self.news.corrected.as_slice(), &self.news.learned].concat()));
        for sms_part in SmsPart::ALL {
            out.insert(sms_part.code(), Value::from(self.sms_parts.get(&sms_part).map_or("", String::as_str)));
        }
        let besluit = |letter| self.besluiten.get(&letter).map(|choice| choice.word());
        out.insert("besluit_p", text_or_gap("besluit P", besluit(BesluitKind::P)));
        out.insert("besluit_a", text_or_gap("besluit A", besluit(BesluitKind::A)));
        out.insert("ontbreekt", list("ontbreekt", self.missing.iter().map(Value::from).collect()));
        out.insert("te_laat", list("wat te laat is", self.overdue.iter().map(late).collect()));
        let earlier = self.sent.get(&kind).map_or(&[][..], Vec::as_slice);
        out.insert("eerder_verzonden", earlier.iter().map(String::as_str).collect());
        // After a first message that never left, the next one is the first again, whatever was called an addition to it.
        let next = if earlier.is_empty() { 0 } else { self.additions.saturating_add(1) };
        out.insert("aanvulling", Value::from(next));
        out.insert("versie", Value::from(self.versions.get(&kind).copied().unwrap_or(1)));
        out.insert("is_oa", Value::from(self.zaak_kind == ZaakKind::Oa));
        out
    }
}

fn is_told(who: &str) -> String {
    format!("{} is ingelicht.", sanitize::capitalize(who))
}

/// What is decided, by letter.
fn besluiten(zaak: &Zaak, rule: Option<&RijRule>) -> BTreeMap<BesluitKind, YesNo> {
    [BesluitKind::P, BesluitKind::A].into_iter().filter_map(|kind| Some((kind, applies(zaak, rule, kind)?))).collect()
}

/// What was sent of each message, oldest first.
fn sent_before(zaak: &Zaak) -> BTreeMap<DraftKind, Vec<String>> {
    let lines = |kind: DraftKind| {
        let sent = standing_of(zaak, zaak.drafts.get(&kind));
        versions_of(&sent).map(|sent| sent_line(zaak, kind, sent)).collect()
    };
    DraftKind::ALL.into_iter().map(|kind| (kind, lines(kind))).collect()
}

/// The cases that went up in this one: who got a message of theirs is to know that it is the same event.
fn also_about(zaak: &Zaak) -> Option<String> {
    let numbers: Vec<String> = zaak.merged.iter().map(|merge| merge.from.to_string()).collect();
    (!numbers.is_empty()).then(|| numbers.join(", "))
}

/// The form that lacks items.
fn form_of(full: &Completeness<'_>, book: &Rulebook) -> Option<String> {
    match full {
        Completeness::Incomplete { form: k, .. } => {
            Some(format!("{}, ontvangen op {}", k.form.label(book), k.received.in_words()))
        }
        Completeness::None | Completeness::Complete { .. } | Completeness::Provisional { .. } => None,
    }
}

/// What the public may know of how it stands.
fn public_state(zaak: &Zaak, case: CaseRule<'_>, ending: Option<Ending<'_>>) -> Option<String> {
    if ending.is_some() {
        return Some("Het voorval is beëindigd.".to_owned());
    }
    let told = standing(zaak, case, SmsPart::Situation).map(|told| told.choice);
    told.or_else(|| weighed(zaak, case, SmsPart::Situation).first().copied())?.public.clone()
}

fn chapter(chapter: &Chapter) -> Value {
    Value::from(BTreeMap::from([
        ("kop", Value::from(chapter.heading.as_str())),
        ("feiten", chapter.feiten.iter().cloned().map(Value::from_object).collect()),
    ]))
}

fn late(overdue: &Overdue) -> Value {
    Value::from(BTreeMap::from([("wat", overdue.what()), ("sinds", overdue.since())]))
}

fn text_or_gap(name: &str, text: Option<&str>) -> Value {
    match text.map(str::trim).filter(|t| !t.is_empty()) {
        Some(t) => Value::from(t),
        None => GapValue::value(name),
    }
}

fn lines(feiten: &[FeitLine]) -> Value {
    feiten.iter().cloned().map(Value::from_object).collect()
}

fn feiten(name: &str, feiten: &[FeitLine]) -> Value {
    list(name, feiten.iter().cloned().map(Value::from_object).collect())
}

fn list(name: &str, items: Vec<Value>) -> Value {
    if items.is_empty() { GapValue::value(name) } else { Value::from(items) }
}

/// So many letters of a name without an alias fit where a text message would be longer than one part.
const SHORT: usize = 27;

/// The beginning of a long name, up to a whole word.
fn by_whole_words(name: &str) -> String {
    let mut short = String::new();
    for word in name.split(' ') {
        if short.chars().count() + word.chars().count() > SHORT {
            return format!("{} …", short.trim_end());
        }
        short.push_str(word);
        short.push(' ');
    }
    short.trim_end().to_owned()
}
