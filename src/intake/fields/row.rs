//! Labels and answers in the cells of a row: a label beside its answer, several of such pairs in a row, a cell
//! with both, or a row of headings with the answers in the row below it. Nothing is added to an answer from
//! another cell of a table.

use super::{
    CloseReason, FieldFinder, convention,
    label::{self, LabelLine, without_separator},
};
use crate::intake::{
    label::{FieldShape, LabelTarget},
    label_text::without_number,
    line::TextLine,
    pair::PairStructure,
};

impl FieldFinder<'_> {
    /// Reads one row; `next` is the one below it.
    pub(super) fn row(&mut self, line: &TextLine, next: Option<&TextLine>) {
        if line.table && self.convention.has(convention::Manner::Box) {
            self.close(CloseReason::Label);
            line.cells.iter().for_each(|cell| self.boxed_cell(line.nr, cell));
            return;
        }
        if self.under_columns(line) || self.further_row(line) {
            return;
        }
        let labels: Vec<Option<LabelLine>> = line.cells.iter().map(|c| self.cell_label(c)).collect();
        if let Some(columns) = self.column_headings(line, &labels, next) {
            self.close(CloseReason::Label);
            self.columns = Some(columns);
            return;
        }
        if line.table {
            self.table_row(line, labels);
        } else {
            self.gap_row(line, &labels);
        }
    }

    /// A row of a real table.
    fn table_row(&mut self, line: &TextLine, mut labels: Vec<Option<LabelLine>>) {
        // The number of an item may stand in a cell of its own.
        let numbered = convention::is_numbered(line);
        let filled = line.cells.iter().skip(usize::from(numbered)).filter(|c| !c.is_empty()).count();
        if filled < 2 && labels.iter().all(Option::is_none) {
            return self.loose_row(line);
        }
        let mut i = usize::from(numbered);
        let pair = line.cells.len() - i == 2;
        while let Some(cell) = line.cells.get(i) {
            let label = labels.get_mut(i).and_then(Option::take);
            i += 1;
            let beside = line.cells.get(i);
            match label {
                Some(mut label) if label.value.is_empty() => {
                    // In a row of two the second cell is the answer, also when it happens to read like a label.
                    let answer = beside.filter(|_| pair || labels.get(i).is_none_or(Option::is_none));
                    let Some(answer) = answer else {
                        // A label alone may be answered below.
                        self.start(line.nr, label, PairStructure::Cells);
                        continue;
                    };
                    i += 1;
                    let mut value = without_separator(answer).to_owned();
                    i += self.rest_of_moment(label.target, &mut value, line, i);
                    label.value = value;
                    let name = label.label.clone();
                    self.start(line.nr, label, PairStructure::Cells);
                    self.close(CloseReason::Label);
                    i += self.further_answers(&name, line, &labels, i);
                }
                Some(mut label) => {
                    // Below a label that has its answer beside it stands how to fill it in.
                    let helped = cell.lines().count() > 1 && labels.get(i).is_none_or(Option::is_none);
                    if let Some(answer) = beside.filter(|a| helped && !a.is_empty()) {
                        i += 1;
                        without_separator(answer).clone_into(&mut label.value);
                    }
                    self.start(line.nr, label, PairStructure::Cells);
                    self.close(CloseReason::Label);
                }
                None if cell.lines().count() > 1 && cell.lines().any(|r| self.cell_label(r).is_some()) => {
                    for part in cell.lines() {
                        self.text_line(line.nr, part);
                    }
                    self.close(CloseReason::Label);
                }
                None if cell.is_empty() => {}
                None => {
                    let answer = beside.filter(|a| !a.is_empty() && labels.get(i).is_none_or(Option::is_none));
                    self.close(CloseReason::Label);
                    if let Some(answer) = answer {
                        i += 1;
                        self.start(line.nr, unknown(cell, without_separator(answer)), PairStructure::Cells);
                        self.close(CloseReason::Label);
                    }
                }
            }
        }
    }

    /// "Datum en tijd | 22-11-2026 | 01:25": one answer in two cells.
    fn rest_of_moment(&self, target: LabelTarget, value: &mut String, line: &TextLine, from: usize) -> usize {
        let whole = |t: &str| crate::intake::date::moment(&[t], None).is_ok();
        match line.cells.get(from) {
            Some(rest) if self.shape(target) == Some(FieldShape::Moment) && !rest.is_empty() && !whole(value) => {
                let both = format!("{value} {rest}");
                if whole(&both) {
                    *value = both;
                    return 1;
                }
                0
            }
            Some(_) | None => 0,
        }
    }

    /// More answers beside the one that was taken: of a second person, or a note. They are kept apart.
    fn further_answers(&mut self, label: &str, line: &TextLine, labels: &[Option<LabelLine>], from: usize) -> usize {
        let rest = line.cells.len().saturating_sub(from);
        let alone = rest % 2 == 1 && labels.iter().skip(from).all(Option::is_none);
        if !alone {
            return 0;
        }
        for cell in line.cells.iter().skip(from).filter(|c| !c.is_empty()) {
            self.start(line.nr, unknown(label, cell), PairStructure::Beside);
            self.close(CloseReason::Label);
        }
        rest
    }

    /// A line with wide gaps: cells that its writer made with tabs or spaces.
    fn gap_row(&mut self, line: &TextLine, labels: &[Option<LabelLine>]) {
        let filled = convention::cells(line);
        if labels.iter().all(Option::is_none) || self.convention.gaps.contains(&filled.len()) && filled.len() > 2 {
            if let Some((first, rest)) = filled.split_first()
                && (self.convention.gaps.contains(&filled.len())
                    || filled.len() < line.cells.len()
                    || first.ends_with([':', '?']) && filled.len() == 2)
                && first.chars().next().is_some_and(char::is_alphanumeric)
            {
                let mut cells = std::iter::once(first).chain(rest);
                while let (Some(label), Some(answer)) = (cells.next(), cells.next()) {
                    let known = self.cell_label(label).filter(|l| l.value.is_empty());
                    let answer = without_separator(answer);
                    let pair = known.map(|l| LabelLine { value: answer.to_owned(), ..l });
                    self.start(line.nr, pair.unwrap_or_else(|| unknown(label, answer)), PairStructure::Line);
                }
                return;
            }
            return self.loose_row(line);
        }
        let mut i = 0;
        while line.cells.get(i).is_some() {
            let label = labels.get(i).cloned().flatten();
            i += 1;
            let Some(mut label) = label else { continue };
            let mut answer = vec![std::mem::take(&mut label.value)];
            while let Some(cell) = line.cells.get(i)
                && labels.get(i).is_none_or(Option::is_none)
            {
                answer.push(cell.clone());
                i += 1;
            }
            answer.retain(|a| !a.is_empty());
            without_separator(&answer.join(" ")).clone_into(&mut label.value);
            self.start(line.nr, label, PairStructure::Line);
        }
    }

    /// A row of one cell: a heading, the answer to the label above it, or label and answer one below the other.
    pub(super) fn boxed(&mut self, line: &TextLine) {
        let Some(cell) = line.cells.first() else { return };
        let lines: Vec<&str> = cell.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
        let waits = self.open.as_ref().is_some_and(|o| o.paragraphs.is_empty());
        if lines.len() > 1 && self.convention.has(convention::Manner::Box) {
            self.boxed_cell(line.nr, cell);
        } else if waits && self.cell_label(cell).is_none() {
            for part in lines {
                self.continuation(part);
            }
            self.close(CloseReason::Label);
        } else {
            self.close(CloseReason::Label);
            for part in lines {
                self.text_line(line.nr, part);
            }
        }
    }

    /// A cell with a label and its answer below it; the label may go on for a line or two.
    fn boxed_cell(&mut self, nr: usize, cell: &str) {
        let lines: Vec<&str> = cell.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
        let Some(first) = lines.first() else { return };
        let alone = lines.len() == 1 && convention::labelness(first, self.labels) <= 0.15;
        let known = alone.then(|| self.cell_label(cell)).flatten();
        let label = known.unwrap_or_else(|| {
            let (label, answer) = lines.split_at_checked(self.label_lines(&lines)).unwrap_or((lines.as_slice(), &[]));
            let label = label.join(" ");
            let section = self.section_for(&label);
            let target = self.labels.search(&label, section).or_else(|| self.labels.search_prefix(&label));
            LabelLine { target: target.unwrap_or(LabelTarget::Unknown), ..unknown(&label, &answer.join(" ")) }
        });
        self.start(nr, label, PairStructure::Stacked);
        self.close(CloseReason::Label);
    }

    /// How many lines of a cell are its label: as many as together read most like one.
    fn label_lines(&self, lines: &[&str]) -> usize {
        let most = lines.len().saturating_sub(1).clamp(1, MAX_WRAPPED);
        let reads = |count: &usize| {
            let label = lines.iter().take(*count).copied().collect::<Vec<_>>().join(" ");
            let goes_on = lines.get(*count).is_some_and(|next| next.starts_with(char::is_lowercase));
            convention::labelness(&label, self.labels) + if goes_on { 0.0 } else { 0.05 }
                - 0.02 * f64::from(u8::try_from(*count).unwrap_or(1))
        };
        let mut count = (1..=most).max_by(|a, b| reads(a).total_cmp(&reads(b)).then(b.cmp(a))).unwrap_or(1);
        while count <= MAX_WRAPPED
            && let (Some(above), Some(next)) = (lines.get(count - 1), lines.get(count))
            && (label::goes_on(above) || self.labels.runs_on(next) && next.starts_with(char::is_lowercase))
        {
            count += 1;
        }
        count
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
                } else {
                    self.close(CloseReason::Label);
                }
            }
            _ if line.table => self.close(CloseReason::Label),
            _ => self.text_line(line.nr, &line.plain()),
        }
    }

    /// A cell that is a label, or begins with one.
    pub(super) fn cell_label(&self, cell: &str) -> Option<LabelLine> {
        let cell = cell.trim();
        let mut lines = cell.lines();
        let first = lines.next()?.trim();
        let rest: Vec<&str> = lines.map(str::trim).filter(|r| !r.is_empty() && !is_instruction(r)).collect();
        let section = self.section_for(first);
        let ticked = cell.contains(['☒', '☐']) || ["[ ]", "[x]", "[X]"].iter().any(|mark| cell.contains(mark));
        // A label wrapped inside its cell.
        let whole = std::iter::once(first).chain(rest.iter().copied()).collect::<Vec<_>>().join(" ");
        let whole = whole.split_whitespace().collect::<Vec<_>>().join(" ");
        let bare = whole.trim_end_matches([':', '?', ' ', '.', '*']);
        let start = LabelLine::at_start(self.labels, first, section);
        // A label on the first line of the cell, with its answer below it.
        let below = (start.is_none() && !rest.is_empty()).then(|| {
            let bare = first.trim_end_matches([':', '?', ' ']);
            let target = self.labels.search(bare, section)?;
            let value = rest.join("\n");
            let runs_on = self.labels.runs_on(&value);
            (!runs_on).then(|| LabelLine { target, label: bare.to_owned(), value })
        });
        let below = below.flatten();
        // "Opmerkingen: -" is answered, although a dash is no word.
        let is_dash = start.as_ref().is_some_and(|l| !l.value.is_empty() && !l.value.contains(char::is_alphanumeric));
        // "☐ man ☒ vrouw" holds the words of a label and is an answer.
        let target = self.labels.search(bare, section).filter(|_| !is_dash && !ticked).or_else(|| {
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
                label.value.push('\n');
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
            LabelTarget::Combined(..) | LabelTarget::Other | LabelTarget::Unknown => false,
        }
    }

    /// The labels of a row in which every cell is one, with the answers in the row below.
    fn column_headings(
        &self,
        line: &TextLine,
        labels: &[Option<LabelLine>],
        next: Option<&TextLine>,
    ) -> Option<Vec<LabelLine>> {
        let next = next.filter(|v| v.cells.len() == line.cells.len() && v.table == line.table)?;
        let headings: Vec<LabelLine> = labels
            .iter()
            .zip(&line.cells)
            .map(|(label, cell)| label.clone().unwrap_or_else(|| unknown(cell, "")))
            .collect();
        let answers = next.cells.first().is_some_and(|c| self.cell_label(c).is_none());
        if line.table && (line.is_headings() && answers || self.convention.stacked.contains(&line.cells.len())) {
            return Some(headings);
        }
        // A column that nobody knows does not spoil the ones beside it.
        let known = labels.iter().flatten().count();
        // "S. Anders" beside another name may read like a label.
        let second = labels.len() > 3 || labels.get(1).is_none_or(Option::is_some);
        if known < 2 || 2 * known <= labels.len() || labels.first()?.is_none() || !second {
            return None;
        }
        let empty = headings.iter().all(|l| l.value.is_empty());
        // "Nr | Onderdeel | Antwoord" heads the rows below it, not one answer each.
        let fields = headings.iter().any(|k| !matches!(k.target, LabelTarget::Other | LabelTarget::Unknown));
        (empty && answers && fields).then_some(headings)
    }

    fn under_columns(&mut self, line: &TextLine) -> bool {
        let Some(headings) = self.columns.take().filter(|k| k.len() == line.cells.len()) else { return false };
        self.answered = Some(headings.clone());
        for (heading, cell) in headings.into_iter().zip(&line.cells) {
            if heading.target == LabelTarget::Unknown && (heading.label.is_empty() || cell.is_empty()) {
                continue;
            }
            self.start(line.nr, LabelLine { value: cell.clone(), ..heading }, PairStructure::Stacked);
            self.close(CloseReason::Label);
        }
        true
    }

    /// A further row under the same headings: of another person. Its answers are kept apart.
    fn further_row(&mut self, line: &TextLine) -> bool {
        let reads: Vec<f64> = line.cells.iter().map(|cell| convention::labelness(cell, self.labels)).collect();
        let plain = reads.iter().any(|reads| *reads < -0.9) && reads.iter().all(|reads| *reads < 0.9);
        let answers = plain && reads.iter().sum::<f64>() < 0.0;
        let Some(headings) = self.answered.take().filter(|k| answers && k.len() == line.cells.len()) else {
            return false;
        };
        for (heading, cell) in headings.iter().zip(&line.cells).filter(|(_, cell)| !cell.is_empty()) {
            self.start(line.nr, unknown(&heading.label, cell), PairStructure::Beside);
            self.close(CloseReason::Label);
        }
        self.answered = Some(headings);
        true
    }
}

/// Lines of a cell that may be its label.
const MAX_WRAPPED: usize = 3;

/// A label that the table does not know.
fn unknown(label: &str, answer: &str) -> LabelLine {
    let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
    let label = label.trim_end_matches([':', '?', ' ', '*']);
    LabelLine { target: LabelTarget::Unknown, label: label.to_owned(), value: answer.to_owned() }
}

/// What a form tells who fills it in: "(invullen s.v.p.)" on a line of its own below the label.
fn is_instruction(text: &str) -> bool {
    text.starts_with('(') && text.ends_with(')') && text.chars().count() > 4
}
