//! What is told of a moment by hand that counts no more: it was agreed with somebody, and the alarms before it are gone. It comes
//! before all else that an act is told with, so that no screen is too small for it.

use crate::{
    acts::{
        before::Before,
        decide::{After, Demands},
    },
    deadline::Ground,
    domain::{ids::Zaaknummer, moment::Moment, sanitize},
    judge::countdown::Countdown,
    log::zaak::Zaak,
};

impl After<'_> {
    /// The moments by hand that counted and do not any more, because the row, the inrichting or the times are other ones now, or
    /// because the case went up in one where they were not agreed.
    pub(super) fn no_longer_agreed(&self, before: &Before) -> Vec<String> {
        let is_one = before.zaken.len() == 1;
        let cases = before.zaken.iter().filter_map(|(number, was)| Some((*number, was.as_ref()?)));
        let agreed = cases.filter(|(_, was)| was.is_open() && has_agreed(was));
        let told = agreed.filter_map(|(number, was)| {
            let (is, ran) = (self.desk.zaken.get(&number)?, self.demands(was));
            let running = || ran.termijnen.iter().filter(|t| t.is_running() && t.ground == Ground::Hand);
            if let Some(into) = is.absorbed_into {
                let there = self.demands(self.desk.zaken.get(&into)?);
                let lost: Vec<String> = running().filter(|t| is_lost(t, &there)).map(|t| stood(t, Some(number))).collect();
                return told(&lost, &format!(": dat telt in {into} niet. Geldt het daar ook, zet het daar dan opnieuw."));
            }
            let now = self.demands(is);
            let lost: Vec<String> = running().filter(|t| has_gone(t, &now)).map(|t| stood(t, None)).collect();
            let ending =
                ", maar bij een andere rij, inrichting of tijd: dat telt niet meer. Geldt het nog, zet het dan opnieuw.";
            told(&lost, ending).map(|told| if is_one { told } else { format!("{number}: {told}") })
        });
        told.collect()
    }
}

/// True where any moment was set by hand: most cases have none.
fn has_agreed(zaak: &Zaak) -> bool {
    zaak.termijn_choices.values().any(|choice| choice.setting.by_hand().is_some())
}

/// True where a term runs by what is calculated now.
fn has_gone(agreed: &Countdown, now: &Demands) -> bool {
    now.termijn(agreed.termijn.kind).is_some_and(|t| matches!(t.ground, Ground::HandGone(..)))
}

/// True where the case that goes on has the term to another moment.
fn is_lost(agreed: &Countdown, there: &Demands) -> bool {
    there.termijn(agreed.termijn.kind).is_some_and(|t| t.is_running() && t.due != agreed.due)
}

/// "de MBV-termijn stond met de hand op vóór …".
fn stood(agreed: &Countdown, of: Option<Zaaknummer>) -> String {
    let (term, due): (String, Moment) = (named(&agreed.termijn.label), agreed.due);
    let of = of.map_or_else(String::new, |of| format!(" van {of}"));
    format!("{term}{of} stond met de hand op vóór {}", due.long())
}

/// "de MBV-termijn"; a name of more words follows the noun.
pub(super) fn named(label: &str) -> String {
    if label.contains(' ') { format!("de termijn {label}") } else { format!("de {label}-termijn") }
}

fn told(lost: &[String], ending: &str) -> Option<String> {
    (!lost.is_empty()).then(|| sanitize::capitalize(&format!("{}{ending}", lost.join(" en "))))
}
