//! What stands around the text of a letter: its place and day ("Almere, 12 november 2026") and who signed it for the
//! inrichting. A form in a letter need not ask for what stands there, so it is proposed.

use std::collections::BTreeMap;

use crate::{
    domain::melding::Certainty,
    intake::{
        date::{self, MomentError, only},
        label::KnownField,
        line::TextLine,
        mention::Names,
        reading::{FieldValue, ReadingEnv},
        reading_words::READING,
        value,
    },
};

/// Characters of a line that is nothing but a place and a day, and words of the place.
const MAX_LINE: usize = 60;
const MAX_PLACE: usize = 4;
/// Lines below that among which the name stands, and lines below that with what its bearer is.
const MAX_BELOW: usize = 4;
const MAX_ROLE: usize = 2;

/// What these lines say so, by the names in the table of labels.
pub fn read(lines: &[TextLine], env: ReadingEnv<'_>) -> BTreeMap<String, FieldValue> {
    let mut out = BTreeMap::new();
    let mut put = |known: KnownField, value: String, line: &TextLine| {
        let found = FieldValue { value, label: line.plain(), nr: line.nr, certainty: Certainty::Proposed };
        out.insert(env.labels.name_of(known).to_owned(), found);
    };
    let dated = lines.iter().enumerate().find_map(|(nr, line)| Some((nr, place_and_day(line, env)?)));
    let begins =
        lines.iter().position(|line| env.labels.is_greeting(&line.plain())).or(dated.as_ref().map(|(nr, _)| *nr));
    if let Some((_, (place, day, line))) = dated {
        put(KnownField::SignedAt, place, line);
        put(KnownField::SignedOn, day, line);
    }
    if let Some((name, line)) = begins.and_then(|begins| signer(lines, begins)) {
        put(KnownField::Signer, name, line);
    }
    out
}

fn place_and_day<'l>(line: &'l TextLine, env: ReadingEnv<'_>) -> Option<(String, String, &'l TextLine)> {
    let text = line.plain();
    if line.table || line.quoted || text.chars().count() > MAX_LINE {
        return None;
    }
    let (place, day) = value::before_date(&text);
    let plain =
        place.starts_with(char::is_uppercase) && !place.contains(|c: char| !c.is_alphabetic() && !"-' ".contains(c));
    let adjoins = text.get(place.len()..).is_some_and(|rest| rest.starts_with(','));
    let known = || env.labels.search(place, None).is_some() || !Names::of(env.inrichtingen).mentions(place).is_empty();
    if !plain || !adjoins || place.split_whitespace().count() > MAX_PLACE || known() {
        return None;
    }
    let alone = only::is_only_when(day, env.anchor) && date::moment(&[day], env.anchor) == Err(MomentError::Time);
    let read = date::date(day, env.anchor, false).filter(|_| alone)?;
    Some((place.to_owned(), read.to_string(), line))
}

/// The name below the greeting, or below place and day where nobody is greeted, where what stands behind or below it says that it signs for the inrichting.
fn signer(lines: &[TextLine], begins: usize) -> Option<(String, &TextLine)> {
    let below: Vec<&TextLine> = lines.iter().skip(begins + 1).filter(|line| !line.is_empty()).take(MAX_BELOW).collect();
    let leads = |text: &str| {
        let lower = text.to_lowercase();
        let mut words = lower.split(|c: char| !c.is_alphanumeric());
        words.any(|word| READING.directors.iter().any(|begin| word.starts_with(begin)))
    };
    below.iter().enumerate().find_map(|(nr, line)| {
        let text = line.plain();
        let (name, behind) = text.split_once(',').unwrap_or((text.as_str(), ""));
        let role = below.iter().skip(nr + 1).take(MAX_ROLE).any(|line| leads(&line.plain()));
        let signs = value::is_name(name.trim()) && !leads(name) && (leads(behind) || role);
        signs.then(|| (name.trim().to_owned(), *line))
    })
}
