//! The monitor as a text to read and to paste into a mail.

use std::fmt::Write as _;

use super::{Monitor, Monitorregel, Oordeel, Zaaktelling};
use crate::domain::{
    besluit::{Besluitsoort, JaNee},
    moment::Moment,
};

pub(super) fn md(monitor: &Monitor) -> String {
    let mut uit = format!(
        "# Incidentenmonitor piketweek {}\n\n{} tot {}. Gemaakt op {}.\nMeldingenmatrix: {}.\n{}\n",
        monitor.week,
        monitor.begin.lang(),
        monitor.eind.lang(),
        monitor.gemaakt_op.lang(),
        of_streep(&monitor.versies().join(", ")),
        super::VOORBEHOUD
    );
    zaken(&mut uit, monitor);
    los(&mut uit, monitor);
    termijnen(&mut uit, monitor);
    let per_rij = monitor.per_rij();
    tellingen(&mut uit, "rij", per_rij.iter().map(|(r, t)| (r.map_or("(geen)".to_owned(), |r| r.to_string()), t)));
    let per_inrichting = monitor.per_inrichting();
    tellingen(&mut uit, "inrichting", per_inrichting.iter().map(|(i, t)| (i.unwrap_or("(onbekend)").to_owned(), t)));
    uit
}

fn zaken(uit: &mut String, monitor: &Monitor) {
    kop(uit, &format!("Zaken ({})", monitor.regels.len()));
    if monitor.regels.is_empty() {
        uit.push_str("Geen zaken in deze week.\n");
        return;
    }
    tabel(
        uit,
        &["zaak", "inrichting", "rij", "incident", "voorval", "gebeld", "formulieren", "termijnen", "P", "A", "status"],
    );
    for r in &monitor.regels {
        rij(
            uit,
            &[
                r.zaak.to_string(),
                r.inrichting.clone().unwrap_or_default(),
                r.rij.map(|x| x.to_string()).unwrap_or_default(),
                r.incident.clone(),
                tijd(r.voorval),
                tijd(r.gebeld),
                formulieren(r),
                termijntekst(r),
                besluit(r.p, r.piketmelding_verzonden),
                besluit(r.a, r.afloop_verzonden),
                r.status.naam().to_owned(),
            ],
        );
    }
}

fn los(uit: &mut String, monitor: &Monitor) {
    if monitor.los.is_empty() {
        return;
    }
    kop(uit, &format!("Formulieren zonder zaak ({})", monitor.los.len()));
    tabel(uit, &["melding", "formulier", "ontvangen"]);
    for f in &monitor.los {
        rij(uit, &[f.melding.to_string(), f.soort.naam().to_owned(), f.ontvangen.lang()]);
    }
}

fn termijnen(uit: &mut String, monitor: &Monitor) {
    let per_termijn = monitor.per_termijn();
    kop(uit, "Per termijn");
    if per_termijn.is_empty() {
        uit.push_str("Geen termijnen in deze week.\n");
        return;
    }
    let koppen: Vec<&str> =
        std::iter::once("termijn").chain(Oordeel::ALLE.map(Oordeel::naam)).chain(std::iter::once("totaal")).collect();
    tabel(uit, &koppen);
    for (soort, telling) in &per_termijn {
        let mut cellen = vec![soort.naam().to_owned()];
        cellen.extend(Oordeel::ALLE.map(|o| telling.aantal(o).to_string()));
        cellen.push(telling.totaal.to_string());
        rij(uit, &cellen);
    }
    uit.push_str("\nGeteld volgens de strenge lezing; een termijn is te laat vanaf het tijdstip zelf.\n");
}

fn tellingen<'a>(uit: &mut String, waarvan: &str, regels: impl Iterator<Item = (String, &'a Zaaktelling)>) {
    kop(uit, &format!("Per {waarvan}"));
    tabel(uit, &[waarvan, "zaken", "waarvan open", "formulieren", "P ja/nee/geen besluit", "A ja/nee/geen besluit"]);
    for (naam, t) in regels {
        rij(
            uit,
            &[
                naam,
                t.zaken.to_string(),
                t.open.to_string(),
                t.formulieren.to_string(),
                format!("{}/{}/{}", t.p_ja, t.p_nee, t.zonder_besluit(Besluitsoort::P)),
                format!("{}/{}/{}", t.a_ja, t.a_nee, t.zonder_besluit(Besluitsoort::A)),
            ],
        );
    }
}

fn termijntekst(r: &Monitorregel) -> String {
    r.termijnen.iter().map(|t| format!("{}: {}", t.soort.naam(), t.oordeel.naam())).collect::<Vec<_>>().join(", ")
}

fn formulieren(r: &Monitorregel) -> String {
    r.formulieren.iter().map(|f| format!("{} {}", f.soort.naam(), f.ontvangen.kort())).collect::<Vec<_>>().join(", ")
}

fn besluit(keuze: Option<JaNee>, verzonden: Option<Moment>) -> String {
    let woord = keuze.map_or("geen besluit", JaNee::woord);
    verzonden.map_or_else(|| woord.to_owned(), |v| format!("{woord}, verzonden {}", v.kort()))
}

fn tijd(t: Option<Moment>) -> String {
    t.map(Moment::kort).unwrap_or_default()
}

fn of_streep(tekst: &str) -> &str {
    if tekst.is_empty() { "–" } else { tekst }
}

fn kop(uit: &mut String, tekst: &str) {
    // Writing to a String cannot fail.
    let _ = write!(uit, "\n## {tekst}\n\n");
}

fn tabel(uit: &mut String, koppen: &[&str]) {
    rij(uit, &koppen.iter().map(|k| (*k).to_owned()).collect::<Vec<_>>());
    rij(uit, &koppen.iter().map(|_| "---".to_owned()).collect::<Vec<_>>());
}

/// One line of a table; what would break the table or become markup is disarmed.
fn rij(uit: &mut String, cellen: &[String]) {
    let veilig = |cel: &String| {
        let een_regel = crate::domain::schoon::regel(cel);
        let mut t = String::with_capacity(een_regel.len());
        for c in een_regel.chars() {
            if matches!(c, '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#') {
                t.push('\\');
            }
            t.push(c);
        }
        if t.is_empty() { "–".to_owned() } else { t }
    };
    let _ = writeln!(uit, "| {} |", cellen.iter().map(veilig).collect::<Vec<_>>().join(" | "));
}
