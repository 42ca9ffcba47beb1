//! Parts the newest text of a mail from what it forwards and what it quotes. Replies drag old forms along;
//! only the newest text, or what was forwarded on purpose, is news.

use chrono::NaiveDate;

use super::{date, line::TextLine};
use crate::{domain::moment::Moment, intake::reading_words::READING, rules::language::Language};

/// How far a text is from the hand of the sender.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum QuoteLayer {
    /// Written by the sender, or attached by them.
    New,
    /// Passed on by the sender.
    Forwarded,
    /// Left standing below an answer.
    Quoted,
}

/// A run of lines of one layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayerPart {
    /// Its layer.
    pub layer: QuoteLayer,
    /// When it was sent, as the copied headers above it say.
    pub sent: Option<String>,
    /// Who sent it, as they say.
    pub from: Option<String>,
    /// True for quoted lines between those that the sender wrote.
    pub within: bool,
    /// Its lines.
    pub lines: Vec<TextLine>,
}

/// What the subject says about older text in a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubjectKind {
    /// "RE:": an answer, below which the old mail was left standing.
    Reply,
    /// "FW:": passed on.
    Forwarded,
    /// Nothing: every form has the same subject.
    Unknown,
}

/// The parts of a mail's text, the newest first. Old headers and quote marks introduce a quote in an
/// answer and a forwarded mail elsewhere; what somebody "schreef" is passed on only where the subject says so.
pub fn parts(lines: Vec<TextLine>, nature: SubjectKind) -> Vec<LayerPart> {
    let (block, written) = match nature {
        SubjectKind::Reply => (QuoteLayer::Quoted, QuoteLayer::Quoted),
        SubjectKind::Forwarded => (QuoteLayer::Forwarded, QuoteLayer::Forwarded),
        SubjectKind::Unknown => (QuoteLayer::Forwarded, QuoteLayer::Quoted),
    };
    let mut out = vec![LayerPart::of(QuoteLayer::New)];
    let mut quotes = LayerPart::of(block);
    let plain: Vec<String> = lines.iter().map(|r| r.plain().trim_matches(['*', '_', ' ']).to_lowercase()).collect();
    let marked: Vec<bool> = lines.iter().map(|r| r.quoted).collect();
    let mut to_skip = 0;
    for (i, line) in lines.into_iter().enumerate() {
        if i < to_skip {
            continue;
        }
        let rest = plain.get(i..).unwrap_or_default();
        let layer = out.last().map_or(QuoteLayer::New, |d| d.layer);
        if let Some(new_layer) = divider_line(rest, block) {
            out.push(LayerPart::of(new_layer));
        } else if let Some(length) = header_block(rest) {
            to_skip = i + length;
            // After "doorgestuurd bericht" the block belongs to what that line announced.
            let empty = out.last().is_some_and(|d| d.lines.iter().all(TextLine::is_empty));
            if !(empty && layer != QuoteLayer::New) {
                out.push(LayerPart::of(block.max(layer)));
            }
            if let Some(part) = out.last_mut() {
                let block = rest.get(..length).unwrap_or_default();
                part.sent = part.sent.take().or_else(|| header(block, READING.copied_dates));
                part.from = part.from.take().or_else(|| header(block, READING.copied_senders));
            }
        } else if let Some(length) = wrote(rest) {
            to_skip = i + length;
            // Where the quote itself is marked, the answer may go on below it.
            let next = (i + length..plain.len()).find(|n| plain.get(*n).is_some_and(|t| !t.is_empty()));
            if next.is_some_and(|n| marked.get(n).is_some_and(|g| *g)) {
                quotes.layer = written;
            } else {
                out.push(LayerPart::of(written));
            }
        } else if line.quoted && layer == QuoteLayer::New {
            quotes.lines.push(line);
        } else if let Some(part) = out.last_mut() {
            quotes.within |= part.layer == QuoteLayer::New && !line.is_empty() && !quotes.lines.is_empty();
            part.lines.push(line);
        }
    }
    out.push(quotes);
    out.retain(|d| d.lines.iter().any(|r| !r.is_empty()));
    out
}

/// What copied headers say under one of these names.
fn header(block: &[String], names: &[&str]) -> Option<String> {
    block.iter().find_map(|line| Some(names.iter().find_map(|name| line.strip_prefix(name))?.trim().to_owned()))
}

impl LayerPart {
    /// A part without lines.
    pub const fn of(layer: QuoteLayer) -> Self {
        Self { layer, sent: None, from: None, within: false, lines: Vec::new() }
    }

    /// True for what this sender sent before: left standing below a newer mail of the same hand.
    pub fn is_of(&self, sender: &str) -> bool {
        let name = |text: &str| {
            let shown = text.split('<').next().unwrap_or_default();
            shown.trim_matches(['"', '\'', ' ']).to_lowercase()
        };
        self.from.as_deref().is_some_and(|from| {
            let (own, other) = (name(sender), name(from));
            own.chars().count() > 3 && own == other
        })
    }
}

/// That time, in the days before the mail that passed it on.
pub fn sent(text: &str, anchor: Option<NaiveDate>) -> Option<Moment> {
    date::moment(&[text], anchor).ok().map(|found| found.moment).filter(|m| anchor.is_none_or(|day| m.date() <= day))
}

/// A line that announces an older mail.
fn divider_line(rest: &[String], block: QuoteLayer) -> Option<QuoteLayer> {
    let bare = rest.first()?.trim_matches(|c: char| !c.is_alphanumeric());
    match bare {
        bare if READING.original_mail.contains(&bare) => Some(block),
        bare if READING.forwarded_mail.contains(&bare) => Some(QuoteLayer::Forwarded),
        _ => None,
    }
}

/// The length of a block of copied headers, as Outlook and others put above an older mail.
fn header_block(rest: &[String]) -> Option<usize> {
    let first = rest.first()?;
    if first.starts_with("onderwerp:") || first.starts_with("subject:") {
        // Thunderbird's order: subject, date, from, to; nothing wraps, and all of them are there.
        let block: Vec<&String> = rest.iter().take_while(|line| Language::built_in().is_copied_header(line)).collect();
        let has = |names: &[&str]| names.iter().any(|n| block.iter().any(|r| r.starts_with(n)));
        return (has(&["van:", "from:"]) && has(&["datum:", "date:"])).then_some(block.len());
    }
    if !first.starts_with("van:") && !first.starts_with("from:") {
        return None;
    }
    let mut length = 0;
    let (mut time, mut subject) = (false, false);
    for line in rest.iter().take(12) {
        let headers = Language::built_in().is_copied_header(line);
        time |= READING.copied_dates.iter().any(|n| line.starts_with(n));
        subject |= line.starts_with("onderwerp:") || line.starts_with("subject:");
        // Long address lists wrap; a line that is no header may stand between two headers.
        let wrapped = !line.is_empty() && !subject;
        if !headers && !wrapped {
            break;
        }
        length += 1;
    }
    (time && subject).then_some(length)
}

/// The length of "Op ma 28 sep. 2026 om 14:28 schreef X <x@y>:", which may be wrapped.
fn wrote(rest: &[String]) -> Option<usize> {
    let first = rest.first()?;
    if !first.starts_with("op ") && !first.starts_with("on ") {
        return None;
    }
    let mut combine = String::new();
    for (i, line) in rest.iter().take(3).enumerate() {
        combine.push_str(line);
        combine.push(' ');
        let writes = combine.contains(" schreef ") || combine.contains(" wrote") || combine.contains(" schreef:");
        if writes && line.ends_with(':') {
            return Some(i + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::line;

    fn layers(text: &str, nature: SubjectKind) -> Vec<(QuoteLayer, String)> {
        parts(line::lines(text), nature)
            .into_iter()
            .map(|d| {
                (d.layer, d.lines.iter().map(TextLine::plain).filter(|r| !r.is_empty()).collect::<Vec<_>>().join("|"))
            })
            .collect()
    }

    #[test]
    fn quotes_stay_behind_and_forwards_count() {
        let outlook =
            "Dank.\n\nVan: X <x@y>\nVerzonden: maandag 28 september 2026 14:28\nAan: Z\nOnderwerp: MBV\n\nNaam: A";
        assert_eq!(
            layers(outlook, SubjectKind::Reply),
            [(QuoteLayer::New, "Dank.".into()), (QuoteLayer::Quoted, "Naam: A".into())]
        );
        assert_eq!(
            layers(outlook, SubjectKind::Unknown),
            [(QuoteLayer::New, "Dank.".into()), (QuoteLayer::Forwarded, "Naam: A".into())]
        );
        let gmail = "Zie onder.\n---------- Forwarded message ---------\nFrom: X <x@y>\nDate: ma 28 sep. 2026\nSubject: MBV\nTo: Z\n\nNaam: A";
        assert_eq!(
            layers(gmail, SubjectKind::Reply),
            [(QuoteLayer::New, "Zie onder.".into()), (QuoteLayer::Forwarded, "Naam: A".into())]
        );
        let apple = "Begin doorgestuurd bericht:\n\n> Van: X\n> Onderwerp: MBV\n> Datum: 28 september 2026\n> Aan: Z\n>\n> Naam: A";
        assert_eq!(layers(apple, SubjectKind::Unknown), [(QuoteLayer::Forwarded, "Naam: A".into())]);
    }

    #[test]
    fn an_answer_between_quotes_is_new() {
        let text = "Op ma 28 sep. 2026 om 14:28 schreef\nX <x@y>:\n> Naam: A\n\nNieuw.\n> oud\nOok nieuw.";
        assert_eq!(
            layers(text, SubjectKind::Reply),
            [(QuoteLayer::New, "Nieuw.|Ook nieuw.".into()), (QuoteLayer::Quoted, "Naam: A|oud".into())]
        );
        let without = "Dank.\nOp 28 sep. 2026 schreef X:\nNaam: A";
        assert_eq!(
            layers(without, SubjectKind::Reply),
            [(QuoteLayer::New, "Dank.".into()), (QuoteLayer::Quoted, "Naam: A".into())]
        );
    }

    #[test]
    fn what_is_quoted_in_a_mail_that_answers_nothing_was_passed_on() {
        let mail = |layer| [(QuoteLayer::New, "Ter info.".into()), (layer, "Naam: A|Delict: B".into())];
        let text = "Ter info.\n\n> Naam: A\n> Delict: B";
        assert_eq!(layers(text, SubjectKind::Unknown), mail(QuoteLayer::Forwarded));
        assert_eq!(layers(text, SubjectKind::Reply), mail(QuoteLayer::Quoted));
        let answer = "Ter info.\n\nOp ma 28 sep. 2026 om 14:28 schreef X <x@y>:\n> Naam: A\n> Delict: B";
        assert_eq!(layers(answer, SubjectKind::Unknown), mail(QuoteLayer::Quoted));
        assert_eq!(layers(answer, SubjectKind::Forwarded), mail(QuoteLayer::Forwarded));
        let thunderbird =
            "Ter info.\n\nOnderwerp: MBV\nDatum: Sun, 22 Nov 2026\nVan: X <x@y>\nAan: Z\n\nNaam: A\nDelict: B";
        assert_eq!(layers(thunderbird, SubjectKind::Unknown), mail(QuoteLayer::Forwarded));
    }

    #[test]
    fn a_form_field_called_van_is_no_mail() {
        assert_eq!(layers("Van: 12:00\nTot: 13:00\nNaam: A", SubjectKind::Unknown).len(), 1);
    }
}
