//! The log in words: one Dutch sentence per entry, for the timeline on screen and for `piket toon`. Each is
//! written in its row of the table of events.

use super::visibility::Visibility;
use crate::{
    domain::{
        besluit::YesNo,
        book_names::BookNames,
        draft::DraftKind,
        head::Head,
        ids::{Meldingnummer, Zaaknummer},
        inrichting::Plek,
        melding::{Certainty, Content, Field, MeldingKind},
        provided::Provided,
        sanitize,
        second_reader::ReadingState,
        sent_copy::SentCopy,
        termijn_choice::TermijnSetting,
        termijn_kind::TermijnKind,
        text::Vertrouwelijk,
    },
    log::{
        event::{Entry, LogEvent},
        event_table,
    },
};

/// What an entry says, with the texts in it as `visibility` shows them and things called as the book at hand calls them.
pub fn sentence(event: &LogEvent, visibility: Visibility, names: &dyn BookNames) -> String {
    words(event, Reader::whole(visibility, names))
}

/// The same where only its beginning is shown: of each text in it no more than so many bytes are read.
pub fn beginning(event: &LogEvent, visibility: Visibility, names: &dyn BookNames, bytes: usize) -> String {
    words(event, Reader { visibility, bytes, names })
}

/// How the texts of an entry are read, and how far.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    visibility: Visibility,
    bytes: usize,
    names: &'a dyn BookNames,
}

impl<'a> Reader<'a> {
    pub(crate) const fn whole(visibility: Visibility, names: &'a dyn BookNames) -> Self {
        Self { visibility, bytes: usize::MAX, names }
    }

    fn form(self, kind: &'a MeldingKind) -> &'a str {
        kind.label(self.names)
    }

    fn source(self, text: &Vertrouwelijk) -> &str {
        self.begin(self.visibility.source(text, self.names))
    }

    fn begin(self, text: &str) -> &str {
        text.get(..text.floor_char_boundary(self.bytes)).unwrap_or_default()
    }

    pub(crate) fn read(self, text: &Vertrouwelijk) -> &str {
        self.begin(self.visibility.read(text))
    }

    fn channel(self, text: &Vertrouwelijk) -> &str {
        self.begin(self.visibility.channel(text))
    }

    fn filled(self, text: &Vertrouwelijk) -> Option<&str> {
        self.visibility.filled(text).map(|t| self.begin(t))
    }

    fn plek(self, plek: &Plek) -> &str {
        self.begin(self.visibility.plek(plek))
    }
}

macro_rules! sentences {
    ($($kind:ident ($($told:ident),*) $($shown:ident)? $sentence:block;)*) => {
        pub(crate) fn words(event: &LogEvent, reader: $crate::judge::narrative::Reader<'_>) -> String {
            match event {
                $(LogEvent::$kind { $($told,)* .. } => {
                    $(let $shown = reader;)?
                    $sentence
                })*
            }
        }
    };
}
event_table!(sentences says);

#[cfg(test)]
pub(crate) use sentences;

/// When it happened, in brackets, where that is another minute than when it was recorded.
pub fn then(entry: &Entry) -> String {
    if entry.occurred_at.short() == entry.recorded_at.short() {
        return String::new();
    }
    format!(" ({})", entry.occurred_at.short())
}

/// Why something was provided to somebody whom its ground does not cover.
fn outside<'a>(provided: Option<&'a Provided>, reader: Reader<'_>) -> Option<&'a str> {
    provided?.reason.as_ref().and_then(|reason| reader.filled(reason))
}

/// What became of an item of a form.
fn field_set(melding: Meldingnummer, field: &str, read: Option<&Field>, reader: Reader<'_>) -> String {
    let name = field.replace('_', " ");
    let value = |field: &Field| sanitize::line(reader.read(&field.value));
    match read {
        Some(field) => match field.certainty {
            Certainty::Certain => format!("«{name}» van {melding} is {}.", value(field)),
            Certainty::Proposed => format!("«{name}» van {melding} is weer een voorstel: {}.", value(field)),
            Certainty::PutAside => format!("«{name}» van {melding} is niet {}.", value(field)),
        },
        None => format!("«{name}» van {melding} is niet gelezen."),
    }
}

fn termijn_set(termijn: TermijnKind, setting: Option<TermijnSetting>, reader: Reader<'_>) -> String {
    let name = termijn.label(reader.names);
    match setting {
        Some(TermijnSetting::Moment(at)) => format!("Termijn {name} met de hand op {}", at.as_termijn()),
        Some(TermijnSetting::Lezing(line)) => format!("Termijn {name} volgens lezing «{line}»"),
        None => format!("Termijn {name} weer de berekende"),
    }
}

fn copy_received(draft: DraftKind, number: u32, copy: &SentCopy, reader: Reader<'_>) -> String {
    let to = reader.filled(&copy.recipients).map_or_else(String::new, |to| format!(", aan {}", sanitize::line(to)));
    let changed = if copy.text.is_some() { "; de tekst is onderweg gewijzigd" } else { "" };
    format!("Kopie {number} van {} versie {} ontvangen{to}{changed}.", draft.label(), copy.version)
}

fn copy_judged(draft: DraftKind, number: u32, counts: Option<YesNo>) -> String {
    let how = match counts {
        Some(YesNo::Yes) => "telt als verzonden",
        Some(YesNo::No) => "telt niet als verzonden",
        None => "wacht weer op een oordeel",
    };
    format!("Kopie {number} van {} {how}", draft.label())
}

/// To or from which desk a case went, with the head of its log.
fn moved(way: &str, by: &str, there: Zaaknummer, head: &Head) -> String {
    let (by, words, seq) = (sanitize::line(by), head.words(), head.seq);
    format!("{way} {by}, daar zaak {there}; kop van dat logboek: {words} (regel {seq}).")
}

fn with_reason(what: &str, reason: Option<&str>) -> String {
    reason.map_or_else(|| format!("{what}."), |r| format!("{what}: {}", sanitize::line(r)))
}
