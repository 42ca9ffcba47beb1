//! Labels and values in the cells of a row: a label beside its answer, several of such pairs in a row, a cell
//! with both, or a row of headings with the answers in the row below it.

use super::{CloseReason, FieldFinder, LabelLine, without_number};
use crate::intake::{
    fields::label::without_separator,
    label::{FieldShape, LabelTarget},
    line::TextLine,
    pair::PairStructure,
};

impl FieldFinder<'_> {
    /// Reads one row; `next` is the one below it.
    pub(super) fn row(&mut self, line: &TextLine, next: Option<&TextLine>) {
        if self.under_columns(line) {
            return;
        }
        let labels: Vec<Option<LabelLine>> = line.cells.iter().map(|c| self.cell_label(c)).collect();
        if let Some(columns) = self.column_headings(line, &labels, next) {
            self.close(CloseReason::Label);
            self.columns = Some(columns);
            return;
        }
        let mut found = false;
        let mut i = 0;
        while let Some(cell) = line.cells.get(i) {
            let label = labels.get(i).cloned().flatten();
            i += 1;
            if let Some(mut label) = label {
                found = true;
                let mut answer = vec![std::mem::take(&mut label.value)];
                // In a row of two the second cell is the answer, also when it happens to read like a label.
                let pair = line.table && line.cells.len() == 2 && label_is_empty(&answer);
                while let Some(cell) = line.cells.get(i)
                    && (pair || labels.get(i).is_none_or(Option::is_none))
                {
                    answer.push(cell.clone());
                    i += 1;
                }
                let last = answer.len() == 1;
                answer.retain(|a| !a.is_empty());
                without_separator(&answer.join(" ")).clone_into(&mut label.value);
                self.start(line.nr, label, PairStructure::Cells);
                // An empty cell beside a label is an empty answer; a label alone may be answered below.
                if line.table && !(last && i >= line.cells.len()) {
                    self.close(CloseReason::Label);
                }
            } else if cell.lines().count() > 1 && cell.lines().any(|r| self.cell_label(r).is_some()) {
                found = true;
                for part in cell.lines() {
                    self.text_line(line.nr, part);
                }
                self.close(CloseReason::Label);
            }
        }
        if !found {
            self.loose_row(line);
        }
    }

    /// A row without labels: the answer under a label, more of a value, or something else.
    fn loose_row(&mut self, line: &TextLine) {
        let filled: Vec<&str> =
            line.cells.iter().map(String::as_str).filter(|c| !c.is_empty() && !without_number(c).is_empty()).collect();
        match filled.as_slice() {
            [one] if line.table => {
                if self.open.as_ref().is_some_and(|o| o.paragraphs.is_empty()) {
                    self.continuation(&one.replace('\n', " "));
                } else if let Some(section) = self.labels.heading(one) {
                    self.close(CloseReason::Label);
                    self.section = Some(section);
                }
            }
            _ if line.table => self.close(CloseReason::Label),
            _ => self.text_line(line.nr, &line.plain()),
        }
    }

    /// A cell that is a label, or begins with one.
    fn cell_label(&self, cell: &str) -> Option<LabelLine> {
        let cell = cell.trim();
        let mut lines = cell.lines();
        let first = lines.next()?.trim();
        let rest: Vec<&str> = lines.map(str::trim).filter(|r| !r.is_empty() && !is_instruction(r)).collect();
        let section = self.section_for(first);
        // A label wrapped inside its cell.
        let whole = std::iter::once(first).chain(rest.iter().copied()).collect::<Vec<_>>().join(" ");
        let whole = whole.split_whitespace().collect::<Vec<_>>().join(" ");
        let bare = whole.trim_end_matches([':', '?', ' ', '.', '*']);
        let start = LabelLine::at_start(self.labels, first, section);
        // A label on the first line of the cell, with its answer below it.
        let below = (start.is_none() && !rest.is_empty()).then(|| {
            let bare = first.trim_end_matches([':', '?', ' ']);
            let target = self.labels.search(bare, section)?;
            let value = rest.join(" ");
            let runs_on = self.labels.runs_on(&value);
            (!runs_on).then(|| LabelLine { target, label: bare.to_owned(), value })
        });
        let below = below.flatten();
        // "Opmerkingen: -" is answered, although a dash is no word.
        let is_dash = start.as_ref().is_some_and(|l| !l.value.is_empty() && !l.value.contains(char::is_alphanumeric));
        let target = self.labels.search(bare, section).filter(|_| !is_dash).or_else(|| {
            // A long label known by its first words, but not one that has its answer behind or below it.
            (start.is_none() && below.is_none()).then(|| self.labels.search_prefix(bare)).flatten()
        });
        // "Man/vrouw: man" holds no other words than its label.
        let target =
            target.filter(|target| ![&start, &below].into_iter().flatten().any(|l| self.is_choice(l, *target)));
        if let Some(target) = target {
            return Some(LabelLine { target, label: bare.to_owned(), value: String::new() });
        }
        if !rest.is_empty() && rest.iter().any(|r| LabelLine::at_start(self.labels, r, section).is_some()) {
            return None;
        }
        if below.is_some() {
            return below;
        }
        let mut label = start?;
        for part in rest {
            if !label.value.is_empty() {
                label.value.push(' ');
            }
            label.value.push_str(part);
        }
        Some(label)
    }

    fn is_choice(&self, label: &LabelLine, target: LabelTarget) -> bool {
        match label.target {
            LabelTarget::Field { field, .. } => {
                label.target == target
                    && !label.value.is_empty()
                    && self.labels.field(field).is_some_and(|v| v.shape == FieldShape::Choice)
            }
            LabelTarget::Combined(..) | LabelTarget::Other => false,
        }
    }

    /// The labels of a row in which every cell is one, with the answers in the row below.
    fn column_headings(
        &self,
        line: &TextLine,
        labels: &[Option<LabelLine>],
        next: Option<&TextLine>,
    ) -> Option<Vec<LabelLine>> {
        // A column that nobody knows does not spoil the ones beside it.
        let known = labels.iter().flatten().count();
        if known < 2 || 2 * known <= labels.len() || labels.first()?.is_none() {
            return None;
        }
        let unknown = || LabelLine { target: LabelTarget::Other, label: String::new(), value: String::new() };
        let headings: Vec<LabelLine> = labels.iter().map(|l| l.clone().unwrap_or_else(unknown)).collect();
        let next = next.filter(|v| v.cells.len() == line.cells.len() && v.table == line.table)?;
        let empty = headings.iter().all(|l| l.value.is_empty());
        let answers = next.cells.first().is_some_and(|c| self.cell_label(c).is_none());
        // "Nr | Onderdeel | Antwoord" heads the rows below it, not one answer each.
        let fields = headings.iter().any(|k| k.target != LabelTarget::Other);
        (empty && answers && fields).then_some(headings)
    }

    fn under_columns(&mut self, line: &TextLine) -> bool {
        let Some(headings) = self.columns.take().filter(|k| k.len() == line.cells.len()) else { return false };
        for (heading, cell) in headings.into_iter().zip(&line.cells) {
            self.start(line.nr, LabelLine { value: cell.clone(), ..heading }, PairStructure::Stacked);
            self.close(CloseReason::Label);
        }
        true
    }
}

/// Nothing was said behind the label yet.
fn label_is_empty(answer: &[String]) -> bool {
    answer.iter().all(String::is_empty)
}

/// What a form tells who fills it in: "(invullen s.v.p.)" on a line of its own below the label.
fn is_instruction(text: &str) -> bool {
    text.starts_with('(') && text.ends_with(')') && text.chars().count() > 4
}
