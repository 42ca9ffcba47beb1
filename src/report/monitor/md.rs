//! The monitor as a text to read and to paste into a mail.

use std::fmt::Write as _;

use super::{
    Monitor, MonitorFormat, MonitorRow, Verdict, ZaakTally,
    column::{BesluitAndSending, COLUMNS, Getter},
};
use crate::domain::{besluit::YesNo, moment::Moment};

/// A readable text.
pub(super) const FORMAT: MonitorFormat = MonitorFormat { ending: "md", write: |monitor| md(monitor).into_bytes() };

fn md(monitor: &Monitor) -> String {
    let mut out = format!(
        "# Incidentenmonitor piketweek {}\n\n{} tot {}. Gemaakt op {}.\nMeldingenmatrix: {}.\n{}\n",
        monitor.week,
        monitor.start.long(),
        monitor.end.long(),
        monitor.created_at.long(),
        or_dash(&monitor.versions().join(", ")),
        super::DISCLAIMER
    );
    zaken(&mut out, monitor);
    loose(&mut out, monitor);
    termijnen(&mut out, monitor);
    let per_rij = monitor.per_rij();
    tallies(&mut out, "rij", per_rij.iter().map(|(r, t)| (r.map_or("(geen)".to_owned(), |r| r.to_string()), t)));
    let per_inrichting = monitor.per_inrichting();
    tallies(&mut out, "inrichting", per_inrichting.iter().map(|(i, t)| (i.unwrap_or("(onbekend)").to_owned(), t)));
    out
}

fn zaken(out: &mut String, monitor: &Monitor) {
    heading(out, &format!("Zaken ({})", monitor.lines.len()));
    if monitor.lines.is_empty() {
        out.push_str("Geen zaken in deze week.\n");
        return;
    }
    let headings: Vec<&str> = COLUMNS.iter().filter_map(|column| column.heading).collect();
    table(out, &headings);
    for r in &monitor.lines {
        let cell = |get: Getter| match get {
            Getter::Word(get) => get(r).unwrap_or_default().into_owned(),
            Getter::Time(get) => get(r).map(Moment::short).unwrap_or_default(),
            Getter::Besluit(get) => besluit(&get(r)),
            Getter::Forms => forms(r),
            Getter::Termijnen => termijn_text(r),
        };
        let shown = COLUMNS.into_iter().filter(|column| column.heading.is_some());
        row(out, &shown.map(|column| cell(column.value)).collect::<Vec<_>>());
    }
}

fn loose(out: &mut String, monitor: &Monitor) {
    if monitor.loose.is_empty() {
        return;
    }
    heading(out, &format!("Formulieren zonder zaak ({})", monitor.loose.len()));
    table(out, &["melding", "formulier", "ontvangen"]);
    for f in &monitor.loose {
        row(out, &[f.melding.to_string(), f.kind.label().to_owned(), f.received.long()]);
    }
}

fn termijnen(out: &mut String, monitor: &Monitor) {
    let per_termijn = monitor.per_termijn();
    heading(out, "Per termijn");
    if per_termijn.is_empty() {
        out.push_str("Geen termijnen in deze week.\n");
        return;
    }
    let headings: Vec<&str> =
        std::iter::once("termijn").chain(Verdict::ALL.map(Verdict::label)).chain(std::iter::once("totaal")).collect();
    table(out, &headings);
    for (kind, tally) in &per_termijn {
        let mut cells = vec![kind.label().to_owned()];
        cells.extend(Verdict::ALL.map(|o| tally.count(o).to_string()));
        cells.push(tally.total.to_string());
        row(out, &cells);
    }
    out.push_str(
        "\nOp tijd is vóór de strengste lezing, te laat vanaf de laatste; het tijdstip zelf hoort bij daarna.\n",
    );
}

fn tallies<'a>(out: &mut String, of_what: &str, lines: impl Iterator<Item = (String, &'a ZaakTally)>) {
    heading(out, &format!("Per {of_what}"));
    table(out, &[of_what, "zaken", "waarvan open", "formulieren", "P ja/nee/geen besluit", "A ja/nee/geen besluit"]);
    for (name, t) in lines {
        row(
            out,
            &[
                name,
                t.zaken.to_string(),
                t.open.to_string(),
                t.forms.to_string(),
                format!("{}/{}/{}", t.p_yes, t.p_no, t.p_open()),
                format!("{}/{}/{}", t.a_yes, t.a_no, t.a_open()),
            ],
        );
    }
}

fn termijn_text(r: &MonitorRow) -> String {
    r.termijnen.iter().map(|t| format!("{}: {}", t.kind.label(), t.verdict.label())).collect::<Vec<_>>().join(", ")
}

fn forms(r: &MonitorRow) -> String {
    r.forms.iter().map(|f| format!("{} {}", f.kind.label(), f.received.short())).collect::<Vec<_>>().join(", ")
}

fn besluit(outcome: &BesluitAndSending) -> String {
    let word = outcome.choice.map_or("geen besluit", YesNo::word);
    outcome.sent.map_or_else(|| word.to_owned(), |sent| format!("{word}, verzonden {}", sent.short()))
}

fn or_dash(text: &str) -> &str {
    if text.is_empty() { "–" } else { text }
}

fn heading(out: &mut String, text: &str) {
    // Writing to a String cannot fail.
    let _ = write!(out, "\n## {text}\n\n");
}

fn table(out: &mut String, headings: &[&str]) {
    row(out, &headings.iter().map(|k| (*k).to_owned()).collect::<Vec<_>>());
    row(out, &headings.iter().map(|_| "---".to_owned()).collect::<Vec<_>>());
}

/// One line of a table; what would break the table or become markup is disarmed.
fn row(out: &mut String, cells: &[String]) {
    let safe_text = |cell: &String| {
        let one_line = crate::domain::sanitize::line(cell);
        let mut t = String::with_capacity(one_line.len());
        for c in one_line.chars() {
            if matches!(c, '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#') {
                t.push('\\');
            }
            t.push(c);
        }
        if t.is_empty() { "–".to_owned() } else { t }
    };
    let _ = writeln!(out, "| {} |", cells.iter().map(safe_text).collect::<Vec<_>>().join(" | "));
}
