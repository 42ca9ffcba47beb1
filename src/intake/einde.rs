//! The end of an ongeoorloofde afwezigheid as a sentence: "heeft zich op 22 september 2026, 04.39 uur zelf
//! gemeld bij de kliniek". There is no form for it, so clinics write it out.

use chrono::NaiveDate;

use super::{
    datum::{self, Vondst},
    regel::Regel,
};

/// A sentence that says the absence is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Einde {
    /// When, if the sentence says so.
    pub moment: Option<Vondst>,
    /// The words that say it.
    pub woorden: &'static str,
    /// The line it begins on.
    pub nr: usize,
}

/// Words that say somebody is back.
const TERUG: [&str; 27] = [
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
const GEEN: [&str; 16] = [
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
const OVER: [&str; 10] = [
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
pub fn vind(regels: &[Regel], rest: &str, anker: Option<NaiveDate>) -> Option<Einde> {
    let zinnen = zinnen(regels);
    let alles: String = zinnen.iter().map(|(_, z)| z.as_str()).collect::<Vec<_>>().join(" ");
    let omgeving = format!(" {alles} {rest} ").to_lowercase();
    if !OVER.iter().any(|w| omgeving.contains(w)) {
        return None;
    }
    let mut uit: Option<Einde> = None;
    for (nr, zin) in zinnen {
        let klein = format!(" {} ", zin.to_lowercase());
        let Some((plek, woorden)) = TERUG.iter().find_map(|t| klein.find(t).map(|p| (p, *t))) else { continue };
        if GEEN.iter().any(|g| klein.contains(g)) || klein.trim_end().ends_with('?') {
            continue;
        }
        // A sentence may also tell when it began; the moment nearest the word is the one it dates.
        let moment = datum::momenten(&zin, anker).into_iter().flatten().min_by_key(|v| v.plek.abs_diff(plek));
        let beter = uit.as_ref().is_none_or(|u| u.moment.is_none() && moment.is_some());
        if beter {
            uit = Some(Einde { moment, woorden, nr });
        }
    }
    uit
}

/// The sentences of running text, each with the line it begins on.
fn zinnen(regels: &[Regel]) -> Vec<(usize, String)> {
    let mut uit: Vec<(usize, String)> = Vec::new();
    let mut nieuw = true;
    for regel in regels {
        if regel.is_leeg() || regel.tabel {
            nieuw = true;
            continue;
        }
        for woord in regel.plat().split_whitespace() {
            match uit.last_mut() {
                Some((_, zin)) if !nieuw => {
                    zin.push(' ');
                    zin.push_str(woord);
                }
                _ => uit.push((regel.nr, woord.to_owned())),
            }
            // "04.39" and "sep." end nothing; a full stop behind a longer word does.
            nieuw = woord.ends_with(['!', '?']) || woord.ends_with('.') && woord.chars().count() > 5;
        }
        // A line with a label stands alone.
        nieuw |= regel
            .plat()
            .split_once(':')
            .is_some_and(|(voor, _)| voor.split_whitespace().count() <= 4 && !voor.ends_with(char::is_numeric));
    }
    uit
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::regel;

    fn tijd(tekst: &str) -> Option<String> {
        vind(&regel::regels(tekst), "", NaiveDate::from_ymd_opt(2026, 9, 22))
            .map(|e| e.moment.map_or_else(|| "onbekend".to_owned(), |v| v.moment.rfc3339()))
    }

    #[test]
    fn a_return_is_read_from_a_sentence() {
        for tekst in [
            "De ongeoorloofd afwezige heeft zich op 22 september 2026, 04.39 uur zelf gemeld bij de kliniek.",
            "Betrokkene, die op 21 september 2026 om 12.00 uur onttrok aan begeleid verlof, is op\n22-09-2026 om 04:39 aangehouden door de politie.",
            "Betreft: ongeoorloofde afwezigheid.\nPatiënt is vandaag om 04.39 uur teruggebracht.",
            "Vanochtend om 4.39 uur is hij teruggekeerd van zijn verlof.",
        ] {
            assert_eq!(tijd(tekst), Some("2026-09-22T04:39:00+02:00".to_owned()), "{tekst}");
        }
        assert_eq!(tijd("De ongeoorloofde afwezigheid is beëindigd.").as_deref(), Some("onbekend"));
    }

    #[test]
    fn what_has_not_ended_is_not_an_end() {
        for tekst in [
            "Patiënt is op 22 september 2026 om 12.00 uur niet teruggekeerd van onbegeleid verlof.",
            "Zodra hij is aangehouden, berichten wij u over de ongeoorloofde afwezigheid.",
            "De inbreker is op 22-09-2026 om 04:39 aangehouden.",
            "Is de onttrokken patiënt al weer terug?",
            "Beste collega, u bent van harte welkom.",
        ] {
            assert_eq!(tijd(tekst), None, "{tekst}");
        }
    }
}
