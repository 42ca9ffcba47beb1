//! The end of an ongeoorloofde afwezigheid as a sentence: "heeft zich op 22 september 2026, 04.39 uur zelf
//! gemeld bij de kliniek". There is no form for it, so clinics write it out.

use super::{
    label::LabelTable,
    limits,
    line::TextLine,
    prose::{
        sentence::{self, Sentence},
        when::{ToldClock, ToldTime},
        words::WORDS,
    },
};
use crate::{domain::moment::Moment, intake::reading_words::READING, rules::form::FormAbout};

/// A sentence that says the absence is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AbsenceEnd {
    /// When, if the sentence says so.
    pub moment: Option<Moment>,
    /// The words that say it.
    pub words: String,
    /// The line it begins on.
    pub nr: usize,
}

/// Bytes of a clause that is shown as the place of what was read.
const SHOWN: usize = 80;

/// Two words that say it together, whatever stands between them; and what they would say otherwise.
const APART: [(&str, &str, &str); 3] = [("zich", "gemeld", "ziek"), ("voor", "deur", ""), ("voor", "poort", "")];

/// Looks for such a sentence in the newest text. `rest` is what stands below it or in the subject, which may be what
/// shows that an absence is meant.
pub fn find(lines: &[TextLine], rest: &str, sent: Option<Moment>, labels: &LabelTable) -> Option<AbsenceEnd> {
    let sentences = sentence::sentences(lines);
    let everything = sentences
        .iter()
        .map(|s| s.lower.as_str())
        .chain([rest.to_lowercase().as_str()])
        .collect::<Vec<_>>()
        .join(" . ");
    let named = labels.forms().iter().filter(|form| form.about == FormAbout::Absence);
    let spoken_of = sentence::holds(&everything, WORDS.about_absence)
        || sentence::says(&everything, WORDS.absence_words)
        || named.map(|form| form.label.to_lowercase()).any(|name| sentence::says(&everything, &[name.as_str()]));
    if !spoken_of && !sentence::holds(&everything, &["verlof"]) {
        return None;
    }
    let mut out: Option<AbsenceEnd> = None;
    let mut clock = ToldClock::new(sent);
    for sentence in &sentences {
        let times = clock.times(sentence, |clause| sentence::says(clause, &["gebeld", "belde", "ingelicht"]));
        let Some((pos, words)) = returned(sentence) else { continue };
        if !spoken_of && READING.arrested.contains(&words.as_str()) {
            continue;
        }
        // A sentence may also tell when it began; the moment nearest the word is the one it dates.
        let distance = |time: &&ToldTime| match time.clause.clone() {
            clause if clause.contains(&pos) => 0,
            clause if pos < clause.start => clause.start - pos,
            clause => pos.saturating_sub(clause.end),
        };
        let time = times.iter().min_by_key(distance);
        let clause = time.and_then(|time| sentence.text.get(time.clause.clone())).map(str::trim);
        let words = clause.map_or(words, |clause| limits::start(clause, SHOWN).to_owned());
        let moment = time.map(|time| time.moment);
        let better = out.as_ref().is_none_or(|u| u.moment.is_none() && moment.is_some());
        if better {
            out = Some(AbsenceEnd { moment, words, nr: sentence.nr });
        }
    }
    out
}

/// Where a sentence says that somebody is back, and in which words.
pub fn returned(sentence: &Sentence) -> Option<(usize, String)> {
    let lower = format!(" {} ", sentence.lower);
    let accused = sentence::holds(&lower, READING.accused) || sentence::says(&lower, READING.arrested_for);
    if accused || sentence.is_open() || READING.no_return.iter().any(|negation| lower.contains(negation)) {
        return None;
    }
    let phrase = WORDS.returned.iter().find_map(|words| Some((sentence.lower.find(words)?, (*words).to_owned())));
    phrase.or_else(|| {
        let all = sentence::tokens(&sentence.lower);
        let at = |word: &str| all.iter().find(|(_, other)| *other == word).map(|(at, _)| *at);
        APART.iter().find_map(|(first, second, never)| {
            let (from, to) = (at(first)?, at(second)?);
            (from < to && at(never).is_none()).then(|| (to, format!("{first} … {second}")))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::line;

    fn time(text: &str) -> Option<String> {
        let sent = Moment::from_rfc3339("2026-09-22T09:00:00+02:00").ok();
        find(&line::lines(text), "", sent, LabelTable::built_in().ok()?)
            .map(|e| e.moment.map_or_else(|| "onbekend".to_owned(), Moment::rfc3339))
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
