//! What stands out, in sentences. Each says its numbers; a comparison is made only where they carry it.

use super::tables::listing;
use crate::{
    domain::besluit::YesNo,
    log::zaak::ZaakState,
    report::monitor::{norm::NormTally, overview::Monitor, row::MonitorRow, verdict::Verdict},
};

/// The sentences, the most telling first.
pub(super) fn sentences(monitor: &Monitor) -> Vec<String> {
    let mut out = vec![overall(monitor)];
    if monitor.lines.is_empty() {
        return out;
    }
    let form = NormTally::of(&monitor.lines, MonitorRow::form_verdict);
    out.push(on_time(&form));
    for (verdict, what) in [
        (Verdict::TooLate, "Te laat of nog steeds niet binnen na alle lezingen"),
        (Verdict::StillOpen, "Nog niet binnen; de termijn loopt"),
        (Verdict::Unknown, "Niet te zeggen, omdat niet vastligt wanneer het gebeurde of binnenkwam"),
    ] {
        if form.count(verdict) > 0 {
            out.push(format!("{what}: {}.", listing(form.zaken(verdict))));
        }
    }
    out.push(compared(monitor, &form));
    let p = monitor.lines.iter().filter(|line| line.p == Some(YesNo::Yes)).count();
    let undecided = monitor.lines.iter().filter(|line| line.p.is_none()).count();
    let rest = if undecided == 0 { String::new() } else { format!("; over {undecided} is nog niet beslist") };
    out.push(format!("Een piketmelding hoort bij {p} van de {}{rest}.", zaken(monitor.lines.len())));
    let open = monitor.lines.iter().filter(|line| line.status == ZaakState::Open).count();
    if open > 0 {
        out.push(format!("Nog open: {} van de {}.", open, zaken(monitor.lines.len())));
    }
    out
}

fn overall(monitor: &Monitor) -> String {
    let loose = match monitor.loose.len() {
        0 => String::new(),
        1 => " Eén formulier hoort nog bij geen zaak.".to_owned(),
        n => format!(" {n} formulieren horen nog bij geen zaak."),
    };
    let oa = monitor.lines.iter().filter(|line| line.oa == YesNo::Yes).count();
    match monitor.lines.len() {
        0 => format!("Er waren geen zaken.{loose}"),
        n => format!("{}, waarvan {oa} ongeoorloofde afwezigheid.{loose}", sentence_start(&zaken(n))),
    }
}

fn on_time(form: &NormTally) -> String {
    let wider = match form.count(Verdict::ByLaterLezing) {
        0 => String::new(),
        1 => "; 1 alleen volgens een ruimere lezing".to_owned(),
        n => format!("; {n} alleen volgens een ruimere lezing"),
    };
    match form.settled() {
        0 => "Van geen formulier is al te zeggen of het op tijd was.".to_owned(),
        n => {
            let few = if n < super::super::norm::FEW { " Dat zijn er te weinig voor een aandeel." } else { "" };
            format!("Het formulier was op tijd bij {}{wider}.{few}", form.share().words())
        }
    }
}

fn compared(monitor: &Monitor, form: &NormTally) -> String {
    let Some(weeks) = monitor.earlier_weeks else {
        return "Dit zijn losse dagen; ze worden niet met weken ervoor vergeleken.".to_owned();
    };
    let before = NormTally::of(&monitor.earlier, MonitorRow::form_verdict).share();
    if before.of == 0 {
        return format!("In de weken ervoor ({weeks}) is geen formulier beoordeeld; vergelijken kan niet.");
    }
    let share = form.share();
    let then = format!("de weken ervoor ({weeks}): {}", before.words());
    if !share.differs(before) {
        return format!("Een verschil met {then} dragen deze aantallen niet.");
    }
    // Out of as many, which has more.
    let word = if share.part * before.of > before.part * share.of { "Vaker" } else { "Minder vaak" };
    format!("{word} op tijd dan in {then}.")
}

fn zaken(count: usize) -> String {
    if count == 1 { "1 zaak".to_owned() } else { format!("{count} zaken") }
}

fn sentence_start(text: &str) -> String {
    crate::domain::sanitize::capitalize(text)
}
