//! The words by which somebody tells of a voorval, of an absence or of something that is none of these, and by which he names
//! who it is about. A stem counts where a word begins with it. They stand in the assets: a sector more has words of its own.

/// The words, each list by its use.
#[derive(Debug, Clone, Copy)]
pub struct ProseWords {
    /// Words by which somebody reports.
    pub reports: &'static [&'static str],
    /// Stems of words for what is reported.
    pub events: &'static [&'static str],
    /// Those of them that are nothing but these letters.
    pub whole: &'static [&'static str],
    /// Phrases for that somebody is gone, which with their clause say how.
    pub absent: &'static [&'static str],
    /// Whom such a word describes where they stand behind it: "de onttrokken patiënt" is told of, not reported.
    pub described: &'static [&'static str],
    /// Words that make an attempt of it.
    pub attempts: &'static [&'static str],
    /// Words of a text about something that did not happen, is practised, planned or taken back.
    pub no_report: &'static [&'static str],
    /// Those words where they deny it: "dit is geen oefening".
    pub real: &'static [&'static str],
    /// How a sentence begins that tells of what could be.
    pub conditions: &'static [&'static str],
    /// How a sentence begins that thanks for what was told before.
    pub thanks: &'static [&'static str],
    /// What is denied by standing before the word for it.
    pub denials: &'static [&'static str],
    /// Stems of words for telling others, whose time is not that of the voorval.
    pub told_others: &'static [&'static str],
    /// Stems of words for who comes afterwards, whose time is not that of the voorval unless the clause tells it.
    pub helpers: &'static [&'static str],
    /// Words for what is still to come.
    pub later: &'static [&'static str],
    /// Stems of words by which something is noticed.
    pub noticed: &'static [&'static str],
    /// Words before the name of the person a text is about.
    pub titles: &'static [&'static str],
    /// Somebody of whom a day of birth or a name is told besides.
    pub others: &'static [&'static str],
    /// Words that say somebody is back.
    pub returned: &'static [&'static str],
    /// Words that show the text is about an absence.
    pub about_absence: &'static [&'static str],
    /// Whole words that show the same.
    pub absence_words: &'static [&'static str],
    /// Words before the name of any person.
    pub before_names: &'static [&'static str],
    /// What stands before the day on which the measure of somebody ends.
    pub end_dates: &'static [&'static str],
    /// Where a short answer within a sentence ends.
    pub answer_ends: &'static [&'static str],
}

/// Those of the program.
pub static WORDS: ProseWords = include!("../../../assets/intake/proza.in");
