//! The ways in which the source can be read where it is not clear, each with a short name and a
//! sentence. Which one applies when is the calculation's business; what it says is data.

use super::toml_reader::Table;
pub use crate::domain::lezing_rule::LezingRule;

/// How a reading is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleText {
    /// A short name, for a line on screen.
    pub rule: String,
    /// One sentence.
    pub explanation: String,
}

/// The texts of all readings; a field for each, so that none can be missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LezingRules {
    same_day: RuleText,
    next_werkdag: RuleText,
    feestdag: RuleText,
    feestdag_as_weekday: RuleText,
    early_morning: RuleText,
    early_morning_day_after: RuleText,
    weekend: RuleText,
    weekend_after_feestdag: RuleText,
    weekend_literal: RuleText,
    without_own_days: RuleText,
    hours: RuleText,
}

impl LezingRules {
    pub(super) const fn text(&self, rule: LezingRule) -> &RuleText {
        match rule {
            LezingRule::SameDay => &self.same_day,
            LezingRule::NextWerkdag => &self.next_werkdag,
            LezingRule::Feestdag => &self.feestdag,
            LezingRule::FeestdagAsWeekday => &self.feestdag_as_weekday,
            LezingRule::EarlyMorning => &self.early_morning,
            LezingRule::EarlyMorningDayAfter => &self.early_morning_day_after,
            LezingRule::Weekend => &self.weekend,
            LezingRule::WeekendAfterFeestdag => &self.weekend_after_feestdag,
            LezingRule::WeekendLiteral => &self.weekend_literal,
            LezingRule::WithoutOwnDays => &self.without_own_days,
            LezingRule::Hours => &self.hours,
        }
    }

    pub(super) fn parse(t: &Table<'_>) -> Option<Self> {
        let one = |field| {
            let t = t.table(field, "leesregel")?;
            let (rule, explanation) = (t.text("regel"), t.text("uitleg"));
            Some(RuleText { rule: rule?, explanation: explanation? })
        };
        let (same_day, next_werkdag) = (one("dezelfde-dag"), one("volgende-werkdag"));
        let (feestdag, feestdag_as_weekday) = (one("feestdag"), one("feestdag-als-weekdag"));
        let (early_morning, early_morning_day_after) = (one("vroege-ochtend"), one("vroege-ochtend-dag-erna"));
        let (weekend, weekend_after_feestdag) = (one("weekend"), one("weekend-na-feestdag"));
        let (weekend_literal, without_own_days) = (one("weekend-letterlijk"), one("zonder-eigen-dagen"));
        let hours = one("uren");
        Some(Self {
            same_day: same_day?,
            next_werkdag: next_werkdag?,
            feestdag: feestdag?,
            feestdag_as_weekday: feestdag_as_weekday?,
            early_morning: early_morning?,
            early_morning_day_after: early_morning_day_after?,
            weekend: weekend?,
            weekend_after_feestdag: weekend_after_feestdag?,
            weekend_literal: weekend_literal?,
            without_own_days: without_own_days?,
            hours: hours?,
        })
    }
}
