//! Finds labels and their values in the lines of one text. A label counts only at the start of a line or
//! cell and only before a separator or a cell's end, never in the middle of a sentence; what it means is
//! read later, so that this file knows layout and nothing else.

mod convention;
mod doubles;
mod grid;
mod joined;
mod label;
mod page_mark;
mod row;
mod signature;
mod unknown;

pub use self::signature::begins as signature;
use self::{
    convention::{Convention, Manner},
    label::{LabelLine, looks_like_label},
};
use super::{
    date,
    label::{FieldShape, LabelTable, LabelTarget},
    label_text::{is_heading, without_number},
    line::TextLine,
    listed,
    pair::{Pair, PairStructure},
    value,
};
use crate::domain::melding::Certainty;

/// All labels and values in these lines, in order.
pub fn find(lines: &[TextLine], labels: &LabelTable) -> Vec<Pair> {
    let lines = page_mark::without(listed::read(lines));
    let lines = &*grid::read(joined::apart(lines, labels), labels);
    let mut finder = FieldFinder {
        labels,
        out: Vec::new(),
        open: None,
        section: None,
        columns: None,
        answered: None,
        in_sentence: false,
        paragraph: false,
        indent: None,
        done: false,
        bare_labels: 0,
        convention: Convention::of(lines, labels),
    };
    let signature = signature::begins(lines, labels);
    for (i, line) in lines.iter().enumerate() {
        if finder.done {
            break;
        }
        if !line.table {
            finder.answered = None;
        }
        if signature == Some(i) {
            finder.letter_ends();
        } else if line.is_empty() {
            finder.in_sentence = false;
            if let Some(open) = &mut finder.open {
                open.blank_seen = true;
            }
        } else if let (Some(structure), [label, answer]) = (line.pair, line.cells.as_slice()) {
            finder.pair(line.nr, label, answer, structure);
        } else if line.cells.len() > 1 {
            finder.paragraph = false;
            finder.row(line, lines.get(i + 1));
        } else if line.table {
            finder.columns = None;
            finder.boxed(line);
        } else if finder.convention.has(Manner::Block) {
            finder.columns = None;
            let first = i.checked_sub(1).and_then(|before| lines.get(before)).is_none_or(TextLine::is_empty);
            finder.block_line(line, first, lines.get(i + 1));
        } else if finder.convention.has(Manner::BelowBold) {
            finder.columns = None;
            // Below a heading of its own stands an empty line first.
            finder.below_bold(line, lines.get(i + 1..).unwrap_or_default().iter().find(|next| !next.is_empty()));
        } else {
            finder.columns = None;
            (finder.paragraph, finder.indent) = (line.paragraph, line.indent);
            for part in line.cells.iter().flat_map(|c| c.lines()) {
                finder.text_line(line.nr, part);
            }
        }
    }
    finder.close(CloseReason::End);
    doubles::without(finder.out)
}

/// Why a value ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CloseReason {
    /// Another label follows: all that came before it belongs to the value.
    Label,
    /// The form ends: what follows after an empty line is the rest of the letter.
    End,
}

/// A label whose value may go on.
struct Open {
    structure: PairStructure,
    section: Option<usize>,
    target: LabelTarget,
    label: String,
    nr: usize,
    paragraphs: Vec<String>,
    /// It opened a section, which it does not when it turns out to have a value.
    heading: bool,
    /// An empty line came after the last text.
    blank_seen: bool,
    /// Length of the last line: a long one was probably wrapped.
    last: usize,
}

struct FieldFinder<'a> {
    labels: &'a LabelTable,
    out: Vec<Pair>,
    open: Option<Open>,
    section: Option<usize>,
    /// The labels of a heading row, for the row under it.
    columns: Option<Vec<LabelLine>>,
    /// The same once a row answered them: there may be one for every person.
    answered: Option<Vec<LabelLine>>,
    /// The line before was running text that belongs to no field.
    in_sentence: bool,
    /// The line is a paragraph of its own, which no program has wrapped.
    paragraph: bool,
    /// How far the line begins from the margin, where that is known.
    indent: Option<usize>,
    done: bool,
    /// How many labels stood on a line of their own.
    bare_labels: usize,
    /// How this form puts its answers beside its labels.
    convention: Convention,
}

/// From this many labels on lines of their own on, a lone label is no end of a sentence.
const MAX_BARE_LABELS: usize = 3;
/// A line with so many words before its colon is a sentence, if a text is waited for.
const MIN_SENTENCE_WORDS: usize = 4;
/// From this many fields on, a closing formula ends the form instead of the covering letter.
const MIN_FORM_FIELDS: usize = 3;
/// Pieces that the answer to "when" may be spread over.
const MAX_PIECES: usize = 4;
/// A line of at least this many characters may have been wrapped.
const WRAP_WIDTH: usize = 55;

impl FieldFinder<'_> {
    /// A pair that the document itself gives.
    fn pair(&mut self, nr: usize, label: &str, answer: &str, structure: PairStructure) {
        self.close(CloseReason::Label);
        // The names that makers give to their fields stand apart from the parts of the form.
        let section = self.section_for(label).filter(|_| structure != PairStructure::Control);
        let target = self.labels.search(label, section).or_else(|| self.labels.search_prefix(label));
        let target = target.unwrap_or(LabelTarget::Unknown);
        self.start(nr, LabelLine { target, label: label.to_owned(), value: answer.to_owned() }, structure);
        self.close(CloseReason::Label);
    }

    fn text_line(&mut self, nr: usize, text: &str) {
        self.line_part(nr, text, false);
    }

    /// A line, or what is left of one after its first answers.
    fn line_part(&mut self, nr: usize, text: &str, in_row: bool) {
        let text = text.trim();
        if self.labels.is_greeting(text) && text.chars().count() < 120 {
            return self.letter_ends();
        }
        if self.is_part(text) {
            self.continuation(text);
        } else if let Some(label) = label::spaced(self.labels, text).filter(|_| self.convention.has(Manner::Space)) {
            self.start(nr, label, PairStructure::Line);
        } else if let Some(label) = LabelLine::at_start(self.labels, text, self.section_for(text)) {
            self.start_row(nr, label, in_row);
        } else if let Some(label) = self.bare(text) {
            self.bare_labels += 1;
            self.start(nr, label, PairStructure::Below);
        } else if let Some(section) = self.labels.heading(text).filter(|_| is_heading(text)) {
            self.close(CloseReason::Label);
            self.section = Some(section);
        } else if self.is_first_sentence(text) {
            self.continuation(text);
        } else if let Some(label) = self.unknown(text) {
            let structure = if label.value.is_empty() { PairStructure::Below } else { PairStructure::Line };
            self.start(nr, label, structure);
        } else if self.is_left_empty(text) {
            let label = text.trim_end_matches([':', '?', ' ']).to_owned();
            self.start(
                nr,
                LabelLine { target: LabelTarget::Unknown, label, value: String::new() },
                PairStructure::Line,
            );
            self.close(CloseReason::Label);
        } else if (looks_like_label(text) || self.is_subheading(text)) && !value::has_checkbox(text) {
            self.close(CloseReason::Label);
        } else if let Some(label) = self.small(text) {
            self.start(nr, label, PairStructure::Line);
        } else {
            self.continuation(text);
        }
    }

    /// The letter ends here, and with it the form, if there was one.
    fn letter_ends(&mut self) {
        self.close(CloseReason::End);
        let read = self.out.iter().filter(|v| !matches!(v.target, LabelTarget::Other | LabelTarget::Unknown)).count();
        self.done = read >= MIN_FORM_FIELDS;
    }

    /// A label, and those that follow its answer on the same line: "Geslacht: man; Delict: art. 287 Sr".
    fn start_row(&mut self, nr: usize, mut label: LabelLine, in_row: bool) {
        let long = self.shape(label.target) == Some(FieldShape::Text) && !in_row;
        let continuation = (!long).then(|| label.value.split_once("; ")).flatten();
        let continuation =
            continuation.filter(|(_, after)| LabelLine::at_start(self.labels, after, self.section).is_some());
        let Some((before, after)) = continuation.map(|(before, after)| (before.to_owned(), after.to_owned())) else {
            self.start(nr, label, PairStructure::Line);
            return;
        };
        label.value = before;
        self.start(nr, label, PairStructure::Line);
        self.line_part(nr, &after, true);
    }

    /// A line that is nothing but a label, without a colon. In running text a lone word can also be the
    /// end of a wrapped sentence.
    fn bare(&self, text: &str) -> Option<LabelLine> {
        // Where every label so far stood on a line of its own, this one does too.
        let wrapped = self.bare_labels < MAX_BARE_LABELS
            && self.open.as_ref().is_some_and(|o| {
                !self.paragraph
                    && !o.blank_seen
                    && o.last >= WRAP_WIDTH
                    && !o.paragraphs.last().is_some_and(|a| a.ends_with(['.', '!', '?', ':', ';']))
            });
        if wrapped || self.in_sentence || !is_heading(text) {
            return None;
        }
        let target = self.labels.search(text, self.section_for(text))?;
        Some(LabelLine { target, label: text.to_owned(), value: String::new() })
    }

    /// "D. Communicatie" on a line of its own after an empty one: a heading of the form, not more of an answer.
    fn is_subheading(&self, text: &str) -> bool {
        let bare = without_number(text);
        let numbered =
            bare.len() < text.len() && text.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit());
        let uppercase = bare.chars().filter(|c| c.is_alphabetic()).count() >= 5
            && bare.chars().all(|c| c.is_uppercase() || c.is_whitespace());
        (numbered || uppercase)
            && bare.split_whitespace().count() <= 4
            && is_heading(bare)
            && !text.ends_with(['.', ',', ';', '!', '?'])
            && self.open.as_ref().is_some_and(|o| {
                o.blank_seen && (!o.paragraphs.is_empty() || uppercase && self.convention.has(Manner::Below))
            })
    }

    /// "Hij is sinds zaterdag in hongerstaking: hij weigert ook vocht" below the label of a description.
    fn is_first_sentence(&self, text: &str) -> bool {
        let waiting = self
            .open
            .as_ref()
            .is_some_and(|o| o.paragraphs.is_empty() && self.shape(o.target) == Some(FieldShape::Text));
        waiting
            && without_number(text).len() == text.len()
            && text.split_once(": ").is_some_and(|(before, after)| {
                before.split_whitespace().count() >= MIN_SENTENCE_WORDS && after.starts_with(char::is_lowercase)
            })
    }

    fn shape(&self, target: LabelTarget) -> Option<FieldShape> {
        match target {
            LabelTarget::Field { field, .. } => self.labels.field(field).map(|v| v.shape),
            LabelTarget::Combined(..) | LabelTarget::Other | LabelTarget::Unknown => None,
        }
    }

    fn is_part(&self, text: &str) -> bool {
        match self.open.as_ref().map(|o| o.target) {
            Some(LabelTarget::Field { field, .. }) => {
                text.split_once(':').is_some_and(|(before, _)| self.labels.is_part(field, before))
            }
            Some(LabelTarget::Combined(..) | LabelTarget::Other | LabelTarget::Unknown) | None => false,
        }
    }

    /// The section a bare label is read in. Once the moment of a section is complete, a further date is
    /// not about it.
    fn section_for(&self, text: &str) -> Option<usize> {
        let section = self.section?;
        let before = text.split_once(':').map_or(text, |(before, _)| before);
        if let Some(LabelTarget::Field { field, .. }) = self.labels.search(before, Some(section))
            && self.labels.field(field).is_some_and(|v| v.shape == FieldShape::Moment)
        {
            let pieces: Vec<&str> = self
                .out
                .iter()
                .filter(|v| matches!(v.target, LabelTarget::Field { field: other, .. } if other == field))
                .map(|v| v.answer.as_str())
                .chain(self.open.iter().flat_map(|o| o.paragraphs.iter().map(String::as_str)))
                .take(MAX_PIECES)
                .collect();
            return date::moment(&pieces, None).is_err().then_some(section);
        }
        Some(section)
    }

    fn start(&mut self, nr: usize, label: LabelLine, structure: PairStructure) {
        self.close(CloseReason::Label);
        self.in_sentence = false;
        // With its value beside it, a label such as "Inrichting" is no heading for what comes below.
        let heading = self.labels.heading(&label.label).filter(|_| label.value.is_empty());
        if heading.is_some() {
            self.section = heading;
        } else if let LabelTarget::Field { field, weak: false } = label.target
            && self.section.is_some_and(|s| self.labels.ends(s, field))
        {
            self.section = None;
        }
        let last = label.label.chars().count() + label.value.chars().count();
        let paragraphs = if label.value.is_empty() { Vec::new() } else { vec![label.value] };
        self.open = Some(Open {
            structure,
            section: self.section,
            target: label.target,
            label: label.label,
            nr,
            paragraphs,
            heading: heading.is_some(),
            blank_seen: false,
            last,
        });
    }

    /// A line without a label: more of the open value, or text that is no part of a form.
    fn continuation(&mut self, text: &str) {
        let takes = self.takes(text);
        let Some(open) = &mut self.open else {
            self.in_sentence = !is_heading(text) && !text.ends_with(['.', '!', '?', ':', ';']);
            return;
        };
        if !takes {
            self.close(CloseReason::Label);
            return;
        }
        if open.heading && open.paragraphs.is_empty() {
            self.section = None;
        }
        match open.paragraphs.last_mut() {
            Some(last) if !open.blank_seen => {
                last.push(' ');
                last.push_str(text);
            }
            _ => open.paragraphs.push(text.to_owned()),
        }
        open.blank_seen = false;
        open.last = text.chars().count();
    }

    fn close(&mut self, reason: CloseReason) {
        let Some(mut open) = self.open.take() else { return };
        if reason == CloseReason::End {
            open.paragraphs.truncate(1);
        }
        self.out.push(Pair {
            target: open.target,
            certainty: Certainty::Certain,
            label: open.label,
            nr: open.nr,
            answer: open.paragraphs.join("\n"),
            structure: open.structure,
            section: open.section,
        });
    }
}

#[cfg(test)]
mod tests;
