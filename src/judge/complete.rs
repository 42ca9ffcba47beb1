//! Whether the form of a case is complete: which required items no linked report fills, which report
//! filled the last one, or whether the officer accepted it as provisional. Until then its term runs.

use std::collections::BTreeSet;

use crate::{
    domain::{melding::MeldingKind, moment::Moment},
    judge::case_rule::CaseRule,
    log::zaak::{Link, Zaak},
    rules::book::{FormAbout, FormItem, Rulebook},
};

/// How many missing items are named before the rest is counted.
const NAMED: usize = 4;

/// Where the form of a case stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Completeness<'a> {
    /// No form came in.
    None,
    /// It lacks these items.
    Incomplete {
        /// The latest form.
        form: &'a Link,
        /// What no linked report fills, in the order of the list.
        missing: Vec<&'a FormItem>,
        /// What may stand in a linked report where the desk did not read it, in the same order.
        unread: Vec<&'a FormItem>,
    },
    /// Nothing is missing.
    Complete {
        /// The report that filled the last item.
        by: &'a Link,
        /// Since when.
        at: Moment,
    },
    /// Items are missing and the officer took it as it is.
    Provisional {
        /// The form that was accepted.
        form: &'a Link,
    },
}

impl<'a> Completeness<'a> {
    /// The items that are missing, as a request names them; none unless it is incomplete.
    pub fn missing(&self) -> Vec<&'a str> {
        match self {
            Self::Incomplete { missing, .. } => missing.iter().map(|v| v.name.as_str()).collect(),
            Self::None | Self::Complete { .. } | Self::Provisional { .. } => Vec::new(),
        }
    }

    /// The items that stand in a form as a proposal or under a label that nobody knows: they are there to be read,
    /// and nobody asks the inrichting for them.
    pub fn unread(&self) -> Vec<&'a str> {
        match self {
            Self::Incomplete { unread, .. } => unread.iter().map(|v| v.name.as_str()).collect(),
            Self::None | Self::Complete { .. } | Self::Provisional { .. } => Vec::new(),
        }
    }
}

/// The kind of form that fits the row of a case; any that a case begins with while there is none.
pub fn forms(case: CaseRule<'_>) -> Vec<MeldingKind> {
    case.rule().map_or_else(|| first_forms(case), |rule| vec![MeldingKind::Form(rule.form)])
}

/// The kinds of form that a case begins with.
pub fn first_forms(case: CaseRule<'_>) -> Vec<MeldingKind> {
    let forms = case.book().unwrap_or(Rulebook::built_in()).all_forms().into_iter();
    let first = forms.filter(|form| match form.about {
        FormAbout::Voorval | FormAbout::Absence => true,
        FormAbout::AbsenceEnd => false,
    });
    first.map(|form| MeldingKind::Form(form.kind)).collect()
}

/// Judges the form of a case. Any linked report may fill an item, whatever came first.
pub fn completeness<'a>(zaak: &'a Zaak, case: CaseRule<'a>) -> Completeness<'a> {
    let kinds = forms(case);
    let Some(first) = zaak.first_of(&kinds) else { return Completeness::None };
    let mut all: Vec<&Link> = zaak.meldingen.iter().filter(|link| !zaak.is_too_early(link)).collect();
    all.sort_by_key(|k| (k.received, k.melding));
    let mut filled_in: BTreeSet<&str> = BTreeSet::new();
    let mut form = first;
    let mut open = Vec::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for link in all {
        seen.extend(link.unread.iter().map(String::as_str));
        filled_in.extend(link.filled_in.iter().map(String::as_str));
        if kinds.contains(&link.form) {
            form = link;
            if link.accepted.is_some() {
                return Completeness::Provisional { form };
            }
        }
        if link.received < first.received {
            continue;
        }
        open = demanded(case, first.form).filter(|v| !filled_in.contains(v.field.as_str())).collect();
        if open.is_empty() {
            return Completeness::Complete { by: link, at: link.received };
        }
    }
    let (unread, missing) = open.into_iter().partition(|item: &&FormItem| seen.contains(item.field.as_str()));
    Completeness::Incomplete { form, missing, unread }
}

/// What a form must hold. Where no book says so, what came in is taken as it is.
fn demanded(case: CaseRule<'_>, form: MeldingKind) -> impl Iterator<Item = &FormItem> {
    let form = case.book().and_then(|book| book.form_of(form));
    form.into_iter().flat_map(move |form| form.required(case.rule().map(|rule| rule.nr)))
}

/// What is missing, in words short enough for one line.
pub fn listing(names: &[&str]) -> String {
    match names.split_at_checked(NAMED) {
        Some((before, rest)) if !rest.is_empty() => format!("{} en nog {}", before.join(", "), rest.len()),
        _ => names.join(", "),
    }
}
