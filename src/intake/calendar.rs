//! An invitation (iCalendar, RFC 5545) as the lines a reader wants: what, when, where and what is written with
//! it. It is no form, but an inrichting that calls people together tells something by it.

use chrono::{NaiveDate, NaiveDateTime, TimeZone as _};
use chrono_tz::Europe::Amsterdam;

use super::limits;
use crate::domain::sanitize;

/// Appointments of one calendar that are shown.
const MAX_EVENTS: usize = 20;

/// The mark by which a calendar is known.
pub const MARKER: &[u8] = b"BEGIN:VCALENDAR";

/// One appointment, as far as it is shown.
#[derive(Debug, Default)]
struct CalendarEvent {
    summary: String,
    start: Option<String>,
    end: Option<String>,
    place: String,
    description: String,
    cancelled: bool,
}

/// What a calendar says; `None` when there is no appointment in it. Times of day are Dutch.
pub fn text(calendar: &str) -> Option<String> {
    let mut events: Vec<CalendarEvent> = Vec::new();
    let mut open: Option<CalendarEvent> = None;
    let mut alarm = false;
    let mut cancelled = false;
    let mut count = 0_usize;
    for line in unfolded(limits::start(calendar, limits::TEXT)) {
        let Some((head, value)) = split_property(&line) else { continue };
        let name = head.split(';').next().unwrap_or_default().trim().to_ascii_uppercase();
        match (name.as_str(), value.trim().to_ascii_uppercase().as_str()) {
            ("METHOD", "CANCEL") => cancelled = true,
            ("BEGIN", "VEVENT" | "VTODO") => open = Some(CalendarEvent::default()),
            // An alarm within an appointment has a description of its own.
            ("BEGIN", "VALARM") => alarm = true,
            ("END", "VALARM") => alarm = false,
            ("END", "VEVENT" | "VTODO") => {
                count += usize::from(open.is_some());
                events.extend(open.take().filter(|_| events.len() < MAX_EVENTS));
            }
            _ => {
                if let Some(event) = open.as_mut().filter(|_| !alarm) {
                    event.property(&name, head, value);
                }
            }
        }
    }
    if count == 0 {
        return None;
    }
    let mut out: Vec<String> = events.iter().map(|event| event.text(cancelled)).collect();
    if count > events.len() {
        out.push(format!("Er staan nog {} afspraken in de agenda: zelf lezen.", count - events.len()));
    }
    Some(out.join("\n\n"))
}

impl CalendarEvent {
    fn property(&mut self, name: &str, head: &str, value: &str) {
        match name {
            "SUMMARY" => self.summary = sanitize::line(&unescaped(value)),
            "LOCATION" => self.place = sanitize::line(&unescaped(value)),
            "DESCRIPTION" => sanitize::text(&unescaped(value)).trim().clone_into(&mut self.description),
            "DTSTART" => self.start = Some(moment(head, value)),
            "DTEND" | "DUE" => self.end = Some(moment(head, value)),
            "STATUS" => self.cancelled = value.trim().eq_ignore_ascii_case("CANCELLED"),
            _ => {}
        }
    }

    fn text(&self, cancelled: bool) -> String {
        let what = if cancelled || self.cancelled { "Afgezegde afspraak" } else { "Agenda-uitnodiging" };
        let mut lines =
            vec![format!("{what}: {}", if self.summary.is_empty() { "(zonder titel)" } else { &self.summary })];
        match (&self.start, &self.end) {
            (Some(start), Some(end)) => lines.push(format!("Begin {start}, einde {end}")),
            (Some(start), None) => lines.push(format!("Begin {start}")),
            (None, Some(end)) => lines.push(format!("Uiterlijk {end}")),
            (None, None) => {}
        }
        if !self.place.is_empty() {
            lines.push(format!("Plaats {}", self.place));
        }
        if !self.description.is_empty() {
            lines.push(self.description.clone());
        }
        lines.join("\n")
    }
}

/// The lines, those that were folded put together again.
fn unfolded(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for line in text.split(['\n', '\r']).filter(|l| !l.is_empty()).take(4 * limits::LINES) {
        match (line.strip_prefix([' ', '\t']), out.last_mut()) {
            (Some(more), Some(last)) => last.push_str(more),
            _ => out.push(line.to_owned()),
        }
    }
    out
}

/// Name with parameters, and value: parted by the first colon outside quotes.
fn split_property(line: &str) -> Option<(&str, &str)> {
    let mut quoted = false;
    let colon = line.char_indices().find(|(_, c)| {
        quoted ^= *c == '"';
        *c == ':' && !quoted
    });
    let (pos, _) = colon?;
    Some((line.get(..pos)?, line.get(pos + 1..)?))
}

fn unescaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut escaped = false;
    for c in value.chars() {
        match (escaped, c) {
            (false, '\\') => escaped = true,
            (true, 'n' | 'N') => {
                out.push('\n');
                escaped = false;
            }
            (_, c) => {
                out.push(c);
                escaped = false;
            }
        }
    }
    out
}

/// A time as it is shown; what cannot be read stands there as it was written.
fn moment(head: &str, value: &str) -> String {
    let value = value.trim();
    let shown = if let Some(utc) = value.strip_suffix('Z') {
        NaiveDateTime::parse_from_str(utc, "%Y%m%dT%H%M%S")
            .map(|t| Amsterdam.from_utc_datetime(&t).format("%d-%m-%Y %H:%M").to_string())
    } else if value.len() == 8 {
        NaiveDate::parse_from_str(value, "%Y%m%d").map(|d| d.format("%d-%m-%Y").to_string())
    } else {
        NaiveDateTime::parse_from_str(value, "%Y%m%dT%H%M%S").map(|t| {
            let zone = head.split(';').find_map(|p| p.trim().strip_prefix("TZID=")).map(|z| z.trim_matches('"'));
            let dutch = zone.is_none_or(|z| {
                ["amsterdam", "berlin", "w. europe", "brussels", "paris"].iter().any(|n| z.to_lowercase().contains(n))
            });
            let clock = t.format("%d-%m-%Y %H:%M").to_string();
            if dutch { clock } else { format!("{clock} ({})", sanitize::line(zone.unwrap_or_default())) }
        })
    };
    shown.unwrap_or_else(|_| sanitize::line(limits::start(value, 40)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_reads_as_what_when_where() {
        let calendar = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nDTSTART:20261123T080000Z\r\n\
                        DTEND;TZID=\"W. Europe Standard Time\":20261123T093000\r\nSUMMARY:Overleg\r\n  incident\r\nLOCATION:Zaal 2\r\n\
                        DESCRIPTION:Bespreken MBV\\, directie belt in.\\nTot dan\r\nBEGIN:VALARM\r\nDESCRIPTION:piep\r\nEND:VALARM\r\n\
                        END:VEVENT\r\nEND:VCALENDAR";
        let shown = "Agenda-uitnodiging: Overleg incident\nBegin 23-11-2026 09:00, einde 23-11-2026 09:30\nPlaats Zaal 2\n\
                     Bespreken MBV, directie belt in.\nTot dan";
        assert_eq!(text(calendar).as_deref(), Some(shown));
        let called_off = calendar.replace("METHOD:REQUEST", "METHOD:CANCEL");
        assert!(text(&called_off).is_some_and(|t| t.starts_with("Afgezegde afspraak: Overleg")));
    }

    #[test]
    fn odd_times_stand_as_they_were_written() {
        let one = |property: &str| text(&format!("BEGIN:VEVENT\n{property}\nEND:VEVENT"));
        assert_eq!(
            one("DTSTART;VALUE=DATE:20261123").as_deref(),
            Some("Agenda-uitnodiging: (zonder titel)\nBegin 23-11-2026")
        );
        assert_eq!(one("DTSTART:morgen").as_deref(), Some("Agenda-uitnodiging: (zonder titel)\nBegin morgen"));
        assert!(one("DTSTART;TZID=Asia/Tokyo:20261123T080000").is_some_and(|t| t.ends_with("08:00 (Asia/Tokyo)")));
        assert_eq!(text("BEGIN:VCALENDAR\nEND:VCALENDAR"), None);
    }
}
