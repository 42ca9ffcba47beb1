//! The end of an ongeoorloofde afwezigheid as a sentence: "heeft zich op 22 september 2026, 04.39 uur zelf
//! gemeld bij de kliniek". There is no form for it, so clinics write it out.

use chrono::NaiveDate;

use super::{
    date::{self, FoundMoment},
    line::TextLine,
};

/// A sentence that says the absence is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AbsenceEnd {
    /// When, if the sentence says so.
    pub moment: Option<FoundMoment>,
    /// The words that say it.
    pub words: &'static str,
    /// The line it begins on.
    pub nr: usize,
}

/// Words that say somebody is back.
const RETURNED: [&str; 27] = [
    "zelf gemeld",
    "zich gemeld",
    "zich vrijwillig gemeld",
    "teruggekeerd",
    "terug gekeerd",
    "teruggekomen",
    "teruggebracht",
    "weer terug",
    "terug in de kliniek",
    "terug in de inrichting",
    "terug op de afdeling",
    "weer binnen",
    "aangehouden",
    "opgepakt",
    "afwezigheid beëindigd",
    "afwezigheid is beëindigd",
    "afwezigheid is geëindigd",
    "oa is beëindigd",
    "oa beëindigd",
    "oa is geëindigd",
    "einde van de ongeoorloofde afwezigheid",
    "onttrekking is beëindigd",
    "oa is opgeheven",
    "afwezigheid is opgeheven",
    "afwezigheid opgeheven",
    "weer op de afdeling",
    "weer in de kliniek",
];

/// Words that make it a plan, a wish, a rule or the opposite. "Niet teruggekeerd van verlof" is how an
/// absence begins.
const NEGATIONS: [&str; 16] = [
    " niet ",
    " nog geen",
    "zodra",
    "indien",
    " als hij",
    " als zij",
    "mocht ",
    " zal ",
    " zullen ",
    " zou ",
    " moet ",
    "verwacht",
    "wordt gezocht",
    " kan ",
    "op tijd",
    "voordat",
];

/// Words that show the text is about an absence.
const ABOUT_ABSENCE: [&str; 10] = [
    "ongeoorloofd",
    "afwezig",
    "onttrok",
    "onttrekking",
    "ontvlucht",
    " oa ",
    " moa ",
    "verlof",
    "voortvluchtig",
    "wederom in",
];

/// Looks for such a sentence in the newest text. `rest` is what stands below it, which may be what shows
/// that an absence is meant.
pub fn find(lines: &[TextLine], rest: &str, anchor: Option<NaiveDate>) -> Option<AbsenceEnd> {
    let sentences = sentences(lines);
    let everything: String = sentences.iter().map(|(_, z)| z.as_str()).collect::<Vec<_>>().join(" ");
    let surroundings = format!(" {everything} {rest} ").to_lowercase();
    if !ABOUT_ABSENCE.iter().any(|w| surroundings.contains(w)) {
        return None;
    }
    let mut out: Option<AbsenceEnd> = None;
    for (nr, sentence) in sentences {
        let lower = format!(" {} ", sentence.to_lowercase());
        let Some((pos, words)) = RETURNED.iter().find_map(|t| lower.find(t).map(|p| (p, *t))) else { continue };
        if NEGATIONS.iter().any(|g| lower.contains(g)) || lower.trim_end().ends_with('?') {
            continue;
        }
        // A sentence may also tell when it began; the moment nearest the word is the one it dates.
        let moment = date::moments(&sentence, anchor).into_iter().flatten().min_by_key(|v| v.pos.abs_diff(pos));
        let better = out.as_ref().is_none_or(|u| u.moment.is_none() && moment.is_some());
        if better {
            out = Some(AbsenceEnd { moment, words, nr });
        }
    }
    out
}

/// The sentences of running text, each with the line it begins on.
pub fn sentences(lines: &[TextLine]) -> Vec<(usize, String)> {
    let mut out: Vec<(usize, String)> = Vec::new();
    let mut new = true;
    for line in lines {
        if line.is_empty() || line.table {
            new = true;
            continue;
        }
        for word in line.plain().split_whitespace() {
            match out.last_mut() {
                Some((_, sentence)) if !new => {
                    sentence.push(' ');
                    sentence.push_str(word);
                }
                _ => out.push((line.nr, word.to_owned())),
            }
            // "04.39" and "sep." end nothing; a full stop behind a longer word does.
            new = word.ends_with(['!', '?']) || word.ends_with('.') && word.chars().count() > 5;
        }
        // A line with a label stands alone.
        new |= line
            .plain()
            .split_once(':')
            .is_some_and(|(before, _)| before.split_whitespace().count() <= 4 && !before.ends_with(char::is_numeric));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::line;

    fn time(text: &str) -> Option<String> {
        find(&line::lines(text), "", NaiveDate::from_ymd_opt(2026, 9, 22))
            .map(|e| e.moment.map_or_else(|| "onbekend".to_owned(), |v| v.moment.rfc3339()))
    }

    #[test]
    fn a_return_is_read_from_a_sentence() {
        for text in [
            "De ongeoorloofd afwezige heeft zich op 22 september 2026, 04.39 uur zelf gemeld bij de kliniek.",
            "Betrokkene, die op 21 september 2026 om 12.00 uur onttrok aan begeleid verlof, is op\n22-09-2026 om 04:39 aangehouden door de politie.",
            "Betreft: ongeoorloofde afwezigheid.\nPatiënt is vandaag om 04.39 uur teruggebracht.",
            "Vanochtend om 4.39 uur is hij teruggekeerd van zijn verlof.",
        ] {
            assert_eq!(time(text), Some("2026-09-22T04:39:00+02:00".to_owned()), "{text}");
        }
        assert_eq!(time("De ongeoorloofde afwezigheid is beëindigd.").as_deref(), Some("onbekend"));
    }

    #[test]
    fn what_has_not_ended_is_not_an_end() {
        for text in [
            "Patiënt is op 22 september 2026 om 12.00 uur niet teruggekeerd van onbegeleid verlof.",
            "Zodra hij is aangehouden, berichten wij u over de ongeoorloofde afwezigheid.",
            "De inbreker is op 22-09-2026 om 04:39 aangehouden.",
            "Is de onttrokken patiënt al weer terug?",
            "Beste collega, u bent van harte welkom.",
        ] {
            assert_eq!(time(text), None, "{text}");
        }
    }
}
