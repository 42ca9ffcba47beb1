//! Templates of the messages. The embedded ones always work; the officer's own file replaces one as
//! long as it is sound. An own file is tried out when it is taken in, with everything known and with
//! nothing known, so that its faults show in daylight and not at 02:10.

use std::collections::{BTreeMap, BTreeSet};

use minijinja::{Environment, ErrorKind, UndefinedBehavior, filters, syntax::SyntaxConfig, tests, value::Value};

use super::{
    data::{MessageData, NAMES, ZaakKind},
    news::MessageNews,
    picture::{Chapter, FeitLine, Picture},
    sms,
    template_limits::{TooMuch, beyond},
};
use crate::{
    domain::{
        besluit::{BesluitKind, YesNo},
        draft::{DraftChannel, DraftKind, MadeText},
        error::{Error, Result},
        feit::Topic,
        moment::Moment,
        sanitize,
        termijn_kind::TermijnKind,
    },
    judge::{checklist::Owner, overdue::Overdue, reading_span::ReadingSpan},
    rules::book::SmsPart,
};

/// Steps one message may take; the embedded templates need a few thousand.
const FUEL: u64 = 200_000;

/// Columns of a field that a message about it shows.
const FIELD: usize = 40;

/// The text of a template and the file it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Template {
    path: String,
    text: String,
}

/// One template per message. Nothing is compiled before a message is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Templates {
    own: BTreeMap<DraftKind, Template>,
}

impl Templates {
    /// The embedded templates.
    pub const fn built_in() -> Self {
        Self { own: BTreeMap::new() }
    }

    /// Own templates (path and text) in place of the embedded ones. One with a fault is left out; its
    /// faults come back, all together, each with file and line.
    pub fn with_own(own: BTreeMap<DraftKind, (String, String)>) -> (Self, Vec<Error>) {
        let mut good = BTreeMap::new();
        let mut errors = Vec::new();
        for (kind, (path, text)) in own {
            let template = Template { path, text };
            let found = validate(&template, kind);
            if found.is_empty() {
                good.insert(kind, template);
            } else {
                errors.extend(found);
            }
        }
        (Self { own: good }, errors)
    }

    /// The file an own template came from; `None` where the embedded one is used.
    pub fn file(&self, kind: DraftKind) -> Option<&str> {
        self.own.get(&kind).map(|s| s.path.as_str())
    }

    /// The draft; what is missing stands in it as a gap. Where an own template fails on this very case the embedded one stands in.
    ///
    /// # Errors
    /// Where there is nothing to write about.
    pub fn render(&self, kind: DraftKind, data: &MessageData) -> Result<MadeText> {
        data.require_matter(kind)?;
        let embedded = || written(&built_in(kind), kind, data);
        match self.own.get(&kind).map(|template| written(template, kind, data)) {
            Some(Ok(text)) => Ok(MadeText { text, fault: None }),
            Some(Err(fault)) => Ok(MadeText { text: embedded()?, fault: Some(fault) }),
            None => Ok(MadeText { text: embedded()?, fault: None }),
        }
    }
}

/// The name of the file that replaces a template.
pub fn file_name(kind: DraftKind) -> String {
    format!("{}.txt", kind.code())
}

fn built_in(kind: DraftKind) -> Template {
    Template { path: format!("(ingebouwd) {}", file_name(kind)), text: kind.template().to_owned() }
}

/// A bare environment: no loader (so no other files), no escaping, strict names, bounded work, and of the operations those
/// alone that make a text or a number: what makes lists of lists is not counted in fuel when it is walked.
fn environment() -> Result<Environment<'static>, minijinja::Error> {
    let mut env = Environment::empty();
    env.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    env.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_fuel(Some(FUEL));
    env.add_filter("upper", filters::upper);
    env.add_filter("lower", filters::lower);
    env.add_filter("capitalize", filters::capitalize);
    env.add_filter("trim", filters::trim);
    env.add_filter("replace", filters::replace);
    env.add_filter("default", filters::default);
    env.add_filter("length", filters::length);
    env.add_filter("first", filters::first);
    env.add_filter("last", filters::last);
    env.add_filter("join", filters::join);
    env.add_test("defined", tests::is_defined);
    env.add_test("undefined", tests::is_undefined);
    env.add_filter("gsm", |text: String| sms::to_gsm7(&text));
    env.add_filter("kort", |text: String, width: usize| sanitize::shorten(&text, width));
    Ok(env)
}

fn fill(template: &Template, kind: DraftKind, data: &MessageData) -> Result<String> {
    let render = || -> Result<String, minijinja::Error> {
        let env = environment()?;
        env.template_from_named_str(&template.path, &template.text)?.render(Value::from(data.values(kind)))
    };
    render().map(|text| sanitize::text(&text)).map_err(|e| to_error(&e, template))
}

/// The text of a message. In a text message the name of the inrichting stands whole where all fits in one part, else the name by
/// which it is known for short: never half of it.
fn written(template: &Template, kind: DraftKind, data: &MessageData) -> Result<String> {
    let whole = fill(template, kind, data)?;
    if kind.channel() != DraftChannel::Sms || sms::count(&whole).segments < 2 {
        return Ok(whole);
    }
    let short = fill(template, kind, &data.clone().with_short_name())?;
    Ok(if sms::count(&short).segments < sms::count(&whole).segments { short } else { whole })
}

/// All faults of an own template: what is too much before anything else, unknown names by themselves, then what a trial turns up.
fn validate(template: &Template, kind: DraftKind) -> Vec<Error> {
    if let Some(TooMuch { line, what }) = beyond(&template.text) {
        return vec![error_at(line, what, template)];
    }
    if template.text.trim().is_empty() {
        return vec![error_at(None, "het bestand is leeg, en een leeg bericht zegt niemand iets", template)];
    }
    let full = sample_zaak();
    let known: BTreeSet<&str> = full.values(kind).into_keys().collect();
    let names = || -> Result<Vec<String>, minijinja::Error> {
        let env = environment()?;
        let free = env.template_from_named_str(&template.path, &template.text)?.undeclared_variables(false);
        Ok(free.into_iter().filter(|n| !known.contains(n.as_str())).collect())
    };
    let mut unknown = match names() {
        Ok(names) => names,
        Err(e) => return vec![to_error(&e, template)],
    };
    if unknown.is_empty() {
        let mut errors: Vec<Error> =
            [&full, &empty(&full)].into_iter().filter_map(|p| fill(template, kind, p).err()).collect();
        errors.dedup();
        return errors;
    }
    unknown.sort();
    unknown.iter().map(|name| unknown_name_error(name, &known, template)).collect()
}

fn unknown_name_error(name: &str, known: &BTreeSet<&str>, template: &Template) -> Error {
    let whole_word = |line: &str| line.split(|c: char| !(c.is_alphanumeric() || c == '_')).any(|word| word == name);
    let line = template.text.lines().position(|r| (r.contains("{{") || r.contains("{%")) && whole_word(r));
    let line_note = line.map_or_else(String::new, |r| format!(", regel {}", r + 1));
    let hint = crate::domain::hint::did_you_mean(name, known.iter().copied())
        .unwrap_or_else(|| format!("Bekend zijn: {}.", known.iter().copied().collect::<Vec<_>>().join(", ")));
    Error::data(format!("Sjabloon {}{line_note}: het veld «{name}» bestaat niet.", template.path)).hint(hint)
}

fn to_error(e: &minijinja::Error, template: &Template) -> Error {
    let what = match e.kind() {
        ErrorKind::SyntaxError => "de schrijfwijze klopt niet",
        ErrorKind::UndefinedError => "hier wordt een veld gebruikt dat niet bestaat",
        ErrorKind::UnknownFilter | ErrorKind::UnknownTest | ErrorKind::UnknownFunction | ErrorKind::UnknownMethod => {
            "hier wordt een bewerking gebruikt die niet bestaat"
        }
        ErrorKind::TemplateNotFound | ErrorKind::BadInclude => "een sjabloon kan geen ander bestand gebruiken",
        ErrorKind::OutOfFuel => "het sjabloon komt niet klaar; het herhaalt te veel",
        _ => "hier loopt het sjabloon vast",
    };
    let field = e.range().filter(|_| e.kind() == ErrorKind::UndefinedError).and_then(|range| template.text.get(range));
    match field.map(|field| sanitize::short_line(field, FIELD)).filter(|field| !field.is_empty()) {
        Some(field) => error_at(e.line(), &format!("het veld «{field}» bestaat niet"), template),
        None => error_at(e.line(), what, template),
    }
}

fn error_at(line: Option<usize>, what: &str, template: &Template) -> Error {
    let line = line.map_or_else(String::new, |r| format!(", regel {r}"));
    Error::data(format!("Sjabloon {}{line}: {what}.", template.path)).hint("Verbeter het bestand of haal het weg.")
}

/// A case in which everything is known, to try a template on.
fn sample_zaak() -> MessageData {
    let feit = FeitLine { text: "Feit.".to_owned(), time: Some("02.10 uur".to_owned()), at: None };
    let by_topic = Topic::ALL.into_iter().map(|topic| (topic, vec![feit.clone(), feit.clone()])).collect();
    let chapters = vec![Chapter { heading: "Kop".to_owned(), feiten: vec![feit.clone()] }];
    MessageData {
        texts: NAMES.into_iter().map(|name| (name, Some(name.to_owned()))).collect(),
        picture: Picture {
            chapters,
            disputed: vec!["letsel".to_owned()],
            unknown: vec!["de oorzaak".to_owned()],
            by_topic,
        },
        news: MessageNews {
            corrected: vec![feit.clone()],
            happened: vec![feit.clone()],
            learned: vec![feit.clone()],
            ..MessageNews::default()
        },
        outcomes: vec![feit],
        is_over: false,
        outlook: vec!["Een afloopbericht volgt.".to_owned()],
        public_state: Some("Het voorval is beëindigd.".to_owned()),
        sms_parts: SmsPart::ALL.into_iter().map(|sms_part| (sms_part, sms_part.code().to_owned())).collect(),
        zaak_kind: ZaakKind::Oa,
        besluiten: [(BesluitKind::P, YesNo::Yes), (BesluitKind::A, YesNo::No)].into(),
        missing: vec!["het briefnummer".to_owned()],
        told_addressee: Some("De ontvanger is ingelicht.".to_owned()),
        overdue: vec![Overdue {
            kind: TermijnKind::of("termijn"),
            label: "termijn".into(),
            recipient: "ontvanger".to_owned(),
            owner: Owner::Inrichting,
            due: ReadingSpan {
                first: Moment::from_utc(chrono::DateTime::UNIX_EPOCH),
                last: Moment::from_utc(chrono::DateTime::UNIX_EPOCH),
            },
            by_all: YesNo::Yes,
        }],
        form_gap: None,
        sent: DraftKind::ALL.into_iter().map(|s| (s, vec!["bericht".to_owned()])).collect(),
        additions: 1,
        versions: DraftKind::ALL.into_iter().map(|s| (s, 2)).collect(),
    }
}

/// The same case with nothing known.
fn empty(full: &MessageData) -> MessageData {
    MessageData {
        texts: full.texts.keys().map(|name| (*name, None)).collect(),
        picture: Picture::default(),
        news: MessageNews::default(),
        outcomes: Vec::new(),
        is_over: false,
        outlook: Vec::new(),
        public_state: None,
        sms_parts: BTreeMap::new(),
        zaak_kind: ZaakKind::Voorval,
        besluiten: BTreeMap::new(),
        missing: Vec::new(),
        told_addressee: None,
        overdue: Vec::new(),
        form_gap: None,
        sent: BTreeMap::new(),
        additions: 0,
        versions: BTreeMap::new(),
    }
}
