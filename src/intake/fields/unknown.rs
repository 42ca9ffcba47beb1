//! Labels that the table does not know, recognised by the way the form around them is made.

use super::{
    CloseReason, FieldFinder, Open, WRAP_WIDTH, convention,
    convention::Manner,
    label::{self, LabelLine, looks_like_label},
};
use crate::intake::{
    date,
    label::{FieldShape, LabelTarget},
    label_text::{is_heading, without_number},
    line::TextLine,
    pair::PairStructure,
    value,
};

/// Words of a lone line that may be a label without an answer.
const MAX_EMPTY: usize = 9;
/// Characters of an answer that no program wraps.
const MAX_SHORT: usize = 34;

/// True for words in capitals alone: a heading of a form, hardly ever more of an answer.
fn is_shouted(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() >= 5 && !text.chars().any(char::is_lowercase)
}

impl FieldFinder<'_> {
    /// A label that the table does not know, by the way this form writes its items.
    pub(super) fn unknown(&self, text: &str) -> Option<LabelLine> {
        let c = &self.convention;
        let found = label::led(text)
            .or_else(|| label::colon(text).filter(|(before, _)| self.is_labelled(before, text)))
            .map(|(before, after)| self.second_part(text, before, after))
            .or_else(|| label::asked(text).filter(|_| c.has(Manner::Question)))
            .or_else(|| label::dashed(text).filter(|_| c.has(Manner::Dash)))
            .or_else(|| (c.has(Manner::Below) && self.is_question_above(text)).then_some((text, "")));
        let (label, answer) = found?;
        let label = label.trim_end_matches([':', '?', ' ']);
        Some(LabelLine { target: LabelTarget::Unknown, label: label.to_owned(), value: answer.to_owned() })
    }

    /// "zwemvestkleur: oranje" where no answer goes on: nobody knows it, and it is no word of another answer.
    pub(super) fn small(&self, text: &str) -> Option<LabelLine> {
        if self.in_sentence || self.takes(text) {
            return None;
        }
        let (label, answer) = label::small(text)?;
        Some(LabelLine { target: LabelTarget::Unknown, label: label.to_owned(), value: answer.to_owned() })
    }

    /// True where a line without a label is more of the answer before it.
    pub(super) fn takes(&self, text: &str) -> bool {
        let Some(open) = &self.open else { return false };
        let shape = self.shape(open.target);
        let half = |o: &Open| date::moment(&o.paragraphs.iter().map(String::as_str).collect::<Vec<_>>(), None).is_err();
        open.paragraphs.is_empty()
            || shape == Some(FieldShape::Text)
            || matches!(shape, Some(FieldShape::Choice | FieldShape::Letter)) && value::has_checkbox(text)
            || shape == Some(FieldShape::Moment) && !open.blank_seen && half(open)
            || !open.blank_seen && open.last >= WRAP_WIDTH
    }

    /// "Afhandeling: maatregelen: afzondering" in a form of which more labels begin with "Afhandeling".
    fn second_part<'t>(&self, text: &'t str, before: &'t str, after: &'t str) -> (&'t str, &'t str) {
        let second = self.convention.prefixes.contains(before).then(|| after.split_once(": ")).flatten();
        let Some((part, answer)) = second.filter(|(part, _)| part.split_whitespace().count() <= MAX_EMPTY) else {
            return (before, after);
        };
        let end = text.len() - after.len() + part.len();
        (text.get(..end).unwrap_or(before), answer.trim())
    }

    /// A label that was left without an answer, in a form that puts its answers behind a gap: a paragraph, or a line
    /// below an answer that was not wrapped.
    pub(super) fn is_left_empty(&self, text: &str) -> bool {
        let whole = self.open.as_ref().and_then(|o| o.paragraphs.last()).is_none_or(|answer| {
            (self.indent == Some(0) || answer.chars().count() < MAX_SHORT) && !label::goes_on(answer)
        });
        let shouted =
            is_shouted(text) && self.open.as_ref().is_none_or(|o| !o.paragraphs.iter().any(|p| is_shouted(p)));
        let least = match (shouted, self.paragraph) {
            (true, _) => -0.9,
            (false, true) => 0.2,
            (false, false) => 0.3,
        };
        (self.paragraph || whole)
            && !self.convention.gaps.is_empty()
            && is_heading(text)
            && !text.ends_with(['.', ',', '!'])
            && text.split_whitespace().count() <= MAX_EMPTY
            && convention::labelness(text, self.labels) > least
    }

    /// A line before a colon that is a label: short as one, or numbered, or like the labels that are known.
    fn is_labelled(&self, before: &str, text: &str) -> bool {
        let waits = self.open.as_ref().is_some_and(|o| o.paragraphs.is_empty());
        looks_like_label(text)
            || waits && text.ends_with(':')
            || self.convention.has(Manner::Colon)
            || without_number(text).len() < text.len()
            || convention::labelness(before, self.labels) > 0.0
    }

    /// A label with its answer on the next line, in a form that is made that way.
    fn is_question_above(&self, text: &str) -> bool {
        let waits = self.open.as_ref().is_some_and(|o| o.paragraphs.is_empty() && !o.blank_seen);
        !waits
            && is_heading(text)
            && (text.ends_with('?')
                || (!text.ends_with('.') || label::is_abbreviated(text))
                    && convention::labelness(text, self.labels) > 0.15)
    }

    /// A line of a form in blocks of which the first line is the label.
    pub(super) fn block_line(&mut self, line: &TextLine, first: bool, next: Option<&TextLine>) {
        let text = line.plain();
        let bare = text.trim().trim_end_matches([':', '?', ' ', '*']);
        if !first {
            return self.continuation(&text);
        }
        let answered = next.is_some_and(|n| !n.is_empty());
        let section = self.section_for(bare);
        let known = self.labels.search(bare, section).or_else(|| self.labels.search_prefix(bare));
        let asks = text.ends_with('?') || convention::labelness(&text, self.labels) > 0.15;
        let heads = is_heading(&text) || label::is_abbreviated(&text);
        let target = known.or_else(|| (answered && heads || asks).then_some(LabelTarget::Unknown));
        match target {
            Some(target) if !self.labels.is_greeting(&text) && (answered || !Self::is_answered(&text)) => {
                let label = LabelLine { target, label: bare.to_owned(), value: String::new() };
                self.start(line.nr, label, PairStructure::Below);
                if !answered {
                    self.close(CloseReason::Label);
                }
            }
            Some(_) | None => self.text_line(line.nr, &text),
        }
    }

    fn is_answered(text: &str) -> bool {
        label::colon(text).is_some_and(|(_, answer)| !answer.is_empty())
    }

    /// A line of a form that draws its labels bold and puts the answers below them.
    pub(super) fn below_bold(&mut self, line: &TextLine, next: Option<&TextLine>) {
        let text = line.plain();
        let answered = next.is_some_and(|n| !n.is_bold() && !n.is_empty());
        if !line.is_bold() {
            self.paragraph = true;
            if self.labels.is_greeting(&text) {
                self.text_line(line.nr, &text);
            } else if self.open.is_some() || LabelLine::at_start(self.labels, &text, self.section).is_none() {
                self.continuation(&text);
            } else {
                self.text_line(line.nr, &text);
            }
            return;
        }
        let bare = text.trim().trim_end_matches([':', '?', ' ', '*']);
        let section = self.section_for(bare);
        let known = self.labels.search(bare, section).or_else(|| self.labels.search_prefix(bare));
        let names = LabelLine::at_start(self.labels, &text, section).is_none_or(|l| l.value.is_empty());
        if (answered || known.is_some() || names) && !self.labels.is_greeting(&text) {
            let target = known.unwrap_or(LabelTarget::Unknown);
            let label = LabelLine { target, label: bare.to_owned(), value: String::new() };
            self.start(line.nr, label, PairStructure::Below);
            if !answered && known.is_none() {
                self.close(CloseReason::Label);
            }
        } else {
            self.text_line(line.nr, &text);
        }
    }
}
