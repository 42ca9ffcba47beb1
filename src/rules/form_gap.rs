//! The form for which the source names no hour: what it says instead, so that whoever asks for the term is told to judge it
//! himself, in the same words wherever that is.

use super::{
    book::{Code, RijRule, Rulebook, TermijnRule},
    undetermined::Undetermined,
};

/// That nothing counts down, where the matrix asks for no form.
const NO_FORM: &str = "Deze rij kent geen formulier en dus geen termijn.";

impl Rulebook {
    /// Where the source asks for the form of this row and names no hour for it, what it does say; that of the paragraph of the
    /// row before that of the form in general.
    pub fn form_gap(&self, rule: &RijRule) -> Option<&Undetermined> {
        let has_hour = self.termijn_rules(rule).any(TermijnRule::is_form);
        if rule.m == Code::No || has_hour {
            return None;
        }
        let general = self.open_point("M")?;
        let own = ["M", "T"].into_iter().filter_map(|topic| self.open_point(topic));
        Some(
            own.filter(|gap| gap.source.paragraph == rule.source.paragraph)
                .min_by_key(|gap| gap.topic != "M")
                .unwrap_or(general),
        )
    }

    /// The same as a sentence that names the form.
    pub fn form_gap_words(&self, rule: &RijRule) -> Option<String> {
        let gap = self.form_gap(rule)?;
        let name = self.form_rule(rule.form).map_or_else(|| rule.form.to_string(), |form| form.label.to_string());
        Some(format!("{name}: zelf toetsen. {} ({})", gap.reason, gap.source))
    }

    /// Why a row without a term has none.
    pub fn without_termijn(&self, rule: &RijRule) -> String {
        self.form_gap_words(rule).unwrap_or_else(|| NO_FORM.to_owned())
    }
}
