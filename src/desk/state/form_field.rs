//! The fields of a form: what each is for, how it is filled in, and what is suggested there.

use super::line_input::LineInput;
use crate::domain::{
    error::Error,
    field_name::FieldName,
    moment::{ClockDay, Moment, ParsedMoment},
    rank::{FoundBy, chosen_by, rank, unmistakable},
    shared_text::SharedText,
};

/// So many suggestions stand beside a field at most.
pub const SUGGESTIONS: usize = 4;

/// What stands before a field.
pub type Label = SharedText;

/// A suggestion, and what it is found by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What is filled in.
    pub text: String,
    /// What it is found by.
    pub found_by: FoundBy,
}

/// How a field is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldKind {
    /// Free text of a few words.
    Text,
    /// Free text that may be long: it wraps over a few lines.
    Prose,
    /// A time; one key fills in "now".
    Time(ClockDay),
    /// One of these, by its words or with left and right; nothing is chosen while it is empty.
    Choice(Vec<String>),
    /// Free text with these as suggestions; one key takes the best.
    Completion(Vec<Completion>),
    /// Several of these behind one another, with a semicolon between; one key takes the best for the last.
    Several(Vec<Completion>),
}

/// One field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormField {
    /// What it is for.
    pub name: FieldName,
    /// What stands before it.
    pub label: Label,
    /// How it is filled in.
    pub kind: FieldKind,
    /// What was typed.
    pub input: LineInput,
    /// What stood in it when the form was opened.
    pub began: String,
    /// True while an option is sought by what is typed.
    pub searching: bool,
}

impl FormField {
    /// What is suggested here, and what of the text it is found by; `None` where nothing is, or where one stands there.
    fn sought(&self) -> Option<(&[Completion], String)> {
        let text = self.input.text();
        let (options, typed) = match &self.kind {
            FieldKind::Completion(options) => (options, text.as_str()),
            FieldKind::Several(options) => (options, last_of(&text).trim()),
            FieldKind::Text | FieldKind::Prose | FieldKind::Time(_) | FieldKind::Choice(_) => return None,
        };
        let is_open = !typed.is_empty() && options.iter().all(|o| o.text != typed);
        is_open.then(|| (options.as_slice(), typed.to_owned()))
    }

    /// The suggestions that fit what was typed, best first; while nothing is, all of a field for several.
    pub fn proposals(&self) -> Vec<&str> {
        // Who cannot know whom there is to choose from is shown that.
        if let (FieldKind::Several(options), true) = (&self.kind, self.input.is_empty()) {
            return options.iter().map(|o| o.text.as_str()).collect();
        }
        let Some((options, typed)) = self.sought() else { return Vec::new() };
        let found_by: Vec<FoundBy> = options.iter().map(|o| o.found_by.clone()).collect();
        let hits = rank(&typed, &found_by).into_iter().filter_map(|hit| options.get(hit.place));
        hits.map(|o| o.text.as_str()).collect()
    }

    /// The one suggestion that what was typed can mean; `None` where none does, or several.
    pub fn proposal(&self) -> Option<&str> {
        let (options, typed) = self.sought()?;
        let found_by: Vec<FoundBy> = options.iter().map(|o| o.found_by.clone()).collect();
        options.get(chosen_by(&typed, &found_by)?).map(|o| o.text.as_str())
    }

    /// Puts a suggestion in the place of what it was found by.
    pub(super) fn take(&mut self, suggestion: &str) {
        let text = self.input.text();
        let before = match self.kind {
            FieldKind::Several(_) => text.strip_suffix(last_of(&text)).unwrap_or_default().trim_end(),
            FieldKind::Text
            | FieldKind::Prose
            | FieldKind::Time(_)
            | FieldKind::Choice(_)
            | FieldKind::Completion(_) => "",
        };
        let between = if before.is_empty() { "" } else { " " };
        self.input.set(&format!("{before}{between}{suggestion}"));
    }

    /// The suggestion that stands in the field: taken over from the list, or typed in a way that can mean no
    /// other.
    pub fn chosen(&self) -> Option<&str> {
        let FieldKind::Completion(options) = &self.kind else { return None };
        let typed = self.input.text();
        let taken = options.iter().position(|o| o.text == typed.trim());
        let found_by: Vec<FoundBy> = options.iter().map(|o| o.found_by.clone()).collect();
        taken.or_else(|| unmistakable(&typed, &found_by)).and_then(|i| options.get(i)).map(|o| o.text.as_str())
    }

    /// The time that was typed: nothing, a moment, or what is wrong with it.
    pub fn time(&self, now: Moment) -> Option<Result<ParsedMoment, Error>> {
        let clock_day = match self.kind {
            FieldKind::Time(clock_day) => clock_day,
            FieldKind::Text
            | FieldKind::Prose
            | FieldKind::Choice(_)
            | FieldKind::Completion(_)
            | FieldKind::Several(_) => ClockDay::Past,
        };
        (!self.input.is_empty()).then(|| Moment::parse_on(&self.input.text(), Some((now, clock_day))))
    }
}

/// What stands behind the last sign between two.
fn last_of(text: &str) -> &str {
    text.rsplit([';', ',']).next().unwrap_or(text)
}

/// A time as a field shows it, so that a form that is opened and saved moves no time.
pub fn field_time(moment: Option<Moment>) -> String {
    moment.map_or_else(String::new, Moment::field)
}

/// A choice from a few.
pub fn options<'a>(list: impl IntoIterator<Item = &'a str>) -> FieldKind {
    FieldKind::Choice(list.into_iter().map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::error::Result;

    #[test]
    fn a_time_in_a_field_is_dutch_and_reads_back_as_itself() -> Result<()> {
        for (text, shown) in [
            ("2026-11-22T02:10:00+01:00", "22-11-2026 02:10"),
            ("2026-11-22T02:10:15+01:00", "22-11-2026 02:10:15"),
            ("2026-10-25T02:30:00+01:00", "25-10-2026 02:30 (wintertijd)"),
            ("2026-10-25T02:30:00+02:00", "25-10-2026 02:30 (zomertijd)"),
        ] {
            let moment = Moment::from_rfc3339(text)?;
            assert_eq!(field_time(Some(moment)), shown);
            let read = Moment::parse(shown, Some(moment.plus(chrono::Duration::days(9))))?;
            assert_eq!(read.moment, moment, "{shown}");
        }
        Ok(())
    }
}
