//! What an act of the officer is called when it is taken back or put back: short, and without any
//! confidential text, so that it can stand in a list and on the bottom line.

use super::{
    desk::Desk,
    event::LogEvent,
    table::event_table,
    touched::{Place, touched},
};
use crate::domain::{book_names::NamesAt, draft::DraftKind, feit::FeitNumber, ids::Zaaknummer, sanitize};

/// The name of the act that these events are, with the case it is about; `desk` holds what they led to, and `names`
/// tells what the books call things. Of a fact stands there what it is about, which is no secret.
pub fn name(events: &[&LogEvent], desk: &Desk, names: &dyn NamesAt) -> String {
    let Some(leading) = leading(events) else { return String::new() };
    let plek = leading.zaak().and_then(|zaak| desk.zaken.get(&zaak)?.plek());
    let own = of_one(leading, names.at(plek));
    let about = feit(events).and_then(|(zaak, number)| {
        let zaak = desk.zaken.get(&zaak)?;
        zaak.feiten.iter().chain(&zaak.retracted).find(|f| f.number == number).map(|f| f.topic.label())
    });
    let own = about.map_or_else(|| own.clone(), |about| format!("{own} ({about})"));
    let same = events.iter().filter(|event| event.form() == leading.form()).count();
    let own = if same > 1 { format!("{own} en {} meer", same - 1) } else { own };
    // A tick and the answers that were confirmed with it go together, and so does what takes them back.
    let with: Vec<String> = events
        .iter()
        .filter(|event| matches!(touched(leading).0, Place::Step(..)) && matches!(touched(event).0, Place::Answer(..)))
        .map(|event| of_one(event, names.at(plek)))
        .collect();
    let own = if with.is_empty() { own } else { format!("{own}, met {}", with.join(", ")) };
    match leading.zaak() {
        Some(zaak) if !own.contains(&zaak.to_string()) => format!("{own} bij {zaak}"),
        Some(_) | None => own,
    }
}

/// The fact that an act is about, where it is one.
pub fn feit(events: &[&LogEvent]) -> Option<(Zaaknummer, FeitNumber)> {
    let (Place::Feit(zaak, feit), _) = touched(leading(events)?) else { return None };
    Some((zaak, feit))
}

/// The name of what was typed in a draft in one go.
pub fn versions(zaak: Zaaknummer, draft: DraftKind, first: u32, last: u32) -> String {
    format!("versie {first} tot en met {last} van {} bij {zaak}", draft.label())
}

fn leading<'a>(events: &[&'a LogEvent]) -> Option<&'a LogEvent> {
    events.iter().copied().min_by_key(|event| lead(event))
}

/// What names an act of several events, the first before the others: what was asked for, not what came along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Lead {
    /// A case as a whole: it came or went.
    Case,
    /// A report that came to a case or left it.
    Link,
    /// What a row says that says nothing of it.
    Own,
    /// What comes along: the version that a check brings up to its number comes along with the check.
    Along,
}

macro_rules! lead_of {
    () => {
        Lead::Own
    };
    ($lead:ident) => {
        Lead::$lead
    };
}

macro_rules! names {
    ($($kind:ident $($lead:ident)? ($($called:ident),*) $($books:ident)? $title:block;)*) => {
        const fn lead(event: &LogEvent) -> Lead {
            match event {
                $(LogEvent::$kind { .. } => lead_of!($($lead)?),)*
            }
        }

        fn of_one(event: &LogEvent, names: &dyn $crate::domain::book_names::BookNames) -> String {
            match event {
                $(LogEvent::$kind { $($called,)* .. } => {
                    $(let $books = names;)?
                    $title
                })*
            }
        }
    };
}
event_table!(names named);

#[cfg(test)]
pub(super) use {lead_of, names};
