//! Formulas that count over the first sheet, each with the number that they give, so that a program that does not
//! calculate shows it too.

use rust_xlsxwriter::{Formula, utility};

use super::OVERVIEW;
use crate::report::monitor::{column::table_columns, overview::Monitor};

/// Where the columns of the first sheet are.
pub(super) struct OverviewCells {
    names: Vec<String>,
    last: usize,
}

/// What a column must hold to be counted.
pub(super) enum Criterion<'a> {
    /// These words.
    Is(&'a str),
    /// What stands in this cell, of which the words are these.
    Cell(&'a str, &'a str),
    /// Anything.
    Filled,
}

impl OverviewCells {
    pub(super) fn of(monitor: &Monitor) -> Self {
        let names = table_columns(monitor).into_iter().map(|(name, _)| name).collect();
        Self { names, last: (monitor.lines.len() + monitor.loose.len()).max(1) + 1 }
    }

    /// The cells of a column, as a formula names them.
    fn cells(&self, name: &str) -> String {
        let at = self.names.iter().position(|own| own == name).unwrap_or_default();
        let letter = utility::column_number_to_name(u16::try_from(at).unwrap_or(u16::MAX));
        format!("{OVERVIEW}!${letter}$2:${letter}${}", self.last)
    }

    /// How many lines meet these.
    pub(super) fn count(&self, criteria: &[(&str, Criterion<'_>)]) -> String {
        format!("COUNTIFS({})", self.criteria(criteria))
    }

    /// The sum of a column over the lines that meet these.
    pub(super) fn sum(&self, column: &str, criteria: &[(&str, Criterion<'_>)]) -> String {
        format!("SUMIFS({},{})", self.cells(column), self.criteria(criteria))
    }

    fn criteria(&self, criteria: &[(&str, Criterion<'_>)]) -> String {
        let one = |(column, criterion): &(&str, Criterion<'_>)| format!("{},{}", self.cells(column), criterion.text());
        criteria.iter().map(one).collect::<Vec<_>>().join(",")
    }
}

impl Criterion<'_> {
    /// Always as "is", so that words that begin with a sign are compared and not obeyed; what stands for any
    /// letters in a criterion stands for itself.
    fn text(&self) -> String {
        match self {
            Self::Is(words) => format!("\"={words}\""),
            Self::Cell(cell, words) if words.contains(['~', '*', '?']) => {
                let cell = ["~", "*", "?"]
                    .iter()
                    .fold((*cell).to_owned(), |cell, sign| format!("SUBSTITUTE({cell},\"{sign}\",\"~{sign}\")"));
                format!("\"=\"&{cell}")
            }
            Self::Cell(cell, _) => format!("\"=\"&{cell}"),
            Self::Filled => "\"<>\"".to_owned(),
        }
    }
}

/// A formula with the number that it gives.
pub(super) fn counted(formula: &str, result: usize) -> Formula {
    Formula::new(format!("={formula}")).set_result(result.to_string())
}
