//! How the columns of the list divide a width, and what stands in the two columns of time.

use crate::{
    desk::{state::item::Item, view::View},
    domain::{duration, inrichting::place_words::PLACE_WORDS},
    judge::{
        countdown::{Countdown, Severity},
        log_clock,
    },
    log::zaak::Zaak,
};

/// Below so many columns only one of the two times has room.
const BOTH_TIMES: u16 = 64;
/// From so many columns an act has room for all its words.
const WIDE: usize = 76;
/// So many columns hold the longest act.
const WHOLE_ACT: usize = 26;

/// What is left has so many columns at least: "25 min te laat".
const NOG: usize = 14;

/// The widths of the columns.
#[derive(Debug, Clone, Copy)]
pub struct Columns {
    /// All of it.
    pub width: usize,
    /// The number of a case.
    pub numbers: usize,
    /// Where a case is.
    pub place: usize,
    /// What it asks for.
    pub act: usize,
    /// What is left: a duration.
    nog: usize,
    /// Until when: a clock.
    due: usize,
    /// A report: its number and kind.
    pub report: usize,
    /// What it is about.
    pub rest: usize,
    /// Where it belongs.
    pub belongs: usize,
}

impl Columns {
    /// The columns for what is in the list now.
    pub fn of(view: &View, width: u16) -> Self {
        let week = view.week();
        let numbers = view.list.iter().filter_map(|item| match item {
            Item::Zaak(number) => Some(number.short(week).chars().count()),
            Item::Melding(_) => None,
        });
        let numbers = numbers.max().unwrap_or(2);
        // A time that is cut is another time.
        let longest = view.list.iter().filter_map(|item| match item {
            Item::Zaak(number) => {
                let zaak = view.desk.zaken.get(number).filter(|zaak| zaak.is_open())?;
                Some(times(zaak, view.first_of(*number), view).0.chars().count())
            }
            Item::Melding(_) => None,
        });
        let nog = longest.max().unwrap_or_default().max(NOG);
        let due = if width < BOTH_TIMES { 0 } else { 10 };
        let width = usize::from(width);
        let times = nog + due + 1;
        let report = if width < WIDE { 15 } else { 17 };
        let belongs = if width < WIDE { 0 } else { 15 };
        let free = width.saturating_sub(times).saturating_sub(1 + 2 + 1 + numbers + 1 + 2 + 2 + 1);
        let places = view.list.iter().filter_map(|item| match item {
            Item::Zaak(number) => view.desk.zaken.get(number).map(|zaak| place_of(zaak, view).chars().count()),
            Item::Melding(_) => None,
        });
        // The act has the room that no name needs.
        let act = (free * 4 / 7).max(free.saturating_sub(places.max().unwrap_or(0)));
        let act = if width < WIDE { act } else { act.min(WHOLE_ACT) };
        let received = if due == 0 { nog + 1 } else { due + 1 };
        let rest = width.saturating_sub(4 + report + 2 + belongs + received);
        Self { width, numbers, place: free - act, act, nog, due, report, rest, belongs }
    }

    /// How wide the two times are together, with the room at their right.
    pub const fn times_width(&self) -> usize {
        self.nog + self.due + 1
    }

    /// The two times, each at the right of its column. Where there is room for one, a clock alone takes it.
    pub fn time_cells(&self, nog: &str, due: &str) -> [String; 2] {
        match (self.due, nog.is_empty()) {
            (0, true) => [String::new(), format!("{due:>width$} ", width = self.nog)],
            (0, false) => [format!("{nog:>width$} ", width = self.nog), String::new()],
            (_, true) => [String::new(), format!("{due:>width$} ", width = self.due)],
            (_, false) => [format!("{nog:>width$}", width = self.nog), format!("{due:>width$} ", width = self.due)],
        }
    }
}

/// What is left, and until when; a case that nothing counts for has neither.
pub fn times(zaak: &Zaak, countdown: Option<&Countdown>, view: &View) -> (String, String) {
    if let Some(closed) = zaak.closed {
        return (String::new(), closed.amsterdam().format("%d-%m").to_string());
    }
    let own = zaak.running_reminders().map(|reminder| reminder.when).min();
    match (countdown, own) {
        (Some(k), _) => (left(k, view), k.counts_to(view.now).as_termijn_from(view.now)),
        (None, Some(when)) => {
            let severity = Severity::from(when.since(view.now));
            (words(severity, when.since(view.now)), when.as_termijn_from(view.now))
        }
        (None, None) if zaak.is_open() && view.is_unjudged(zaak.number) => ("termijn?".to_owned(), String::new()),
        (None, None) => (String::new(), String::new()),
    }
}

fn left(countdown: &Countdown, view: &View) -> String {
    // What runs has begun: else the clock stands behind.
    if log_clock::is_before(countdown.termijn.start, view.now) {
        return "klok?".to_owned();
    }
    words(countdown.severity(view.now), countdown.rest(view.now))
}

fn words(severity: Severity, rest: chrono::Duration) -> String {
    match severity {
        Severity::TooLate if rest <= chrono::Duration::days(-1) => format!("{} d te laat", -rest.num_days()),
        Severity::TooLate => duration::remaining(rest),
        Severity::StrictPassed => format!("streng, {}", duration::short_length(rest)),
        Severity::Now | Severity::Soon | Severity::OnTime => duration::length(rest),
    }
}

/// Where a case is, as far as it may be read.
pub fn place_of<'a>(zaak: &'a Zaak, view: &View) -> &'a str {
    place(view.plek(zaak).unwrap_or("onbekend"))
}

/// The part of a name that tells inrichtingen apart, for a narrow column.
pub fn place(inrichting: &str) -> &str {
    let mut rest = inrichting;
    while let Some((word, onward)) = rest.split_once(' ')
        && PLACE_WORDS.begins.iter().any(|w| w.eq_ignore_ascii_case(word))
    {
        rest = onward;
    }
    rest
}
