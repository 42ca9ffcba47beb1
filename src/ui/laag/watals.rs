//! What if: the time and the row that are tried, and every term as it is and as it would be.

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    text::{Line, Span},
};

use crate::{
    app::{
        invoer::Invoer,
        klok::{Ernst, Klok},
        model::Model,
        watals::{WatAls, termijnen, verschillen},
    },
    domain::{fout::Fout, moment::Moment, schoon},
    ui::{
        tekst::{breek, regels, span, toetshint, trek, venster, zet, zet_cursor},
        theme::Thema,
    },
};

/// Draws it in a window over the desk.
pub fn teken(proef: &WatAls, getypt: &Invoer, model: &Model, thema: &Thema, frame: &mut Frame<'_>, area: Rect) {
    let Some(zaak) = model.desk.zaken.get(&proef.zaak) else { return };
    let titel = format!("Wat als · zaak {}", zaak.nummer);
    let binnen = venster(frame, area, area.width.min(76), area.height.min(15), &titel, thema);
    // Where there is little room the keys give way to the terms.
    let krap = binnen.height < 11;
    let [kop, streep, lijst, invoer, toetsen] = binnen.layout(&Layout::vertical([
        Constraint::Length(2),
        Constraint::Length(u16::from(!krap)),
        Constraint::Min(1),
        Constraint::Length(1),
        Constraint::Length(if krap { 1 } else { 2 }),
    ]));
    let breedte = usize::from(binnen.width);
    let anders = |is: bool| if is { thema.accent } else { thema.tekst };
    let rij = proef.rij.or(zaak.rij()).map(|r| model.inrichting.boek.rij(r));
    let rijtekst =
        rij.map_or_else(|| "nog niet gekozen".to_owned(), |r| format!("{} {} ({})", r.nr, r.incident, r.codes()));
    regels(
        frame,
        kop,
        vec![
            Line::from(vec![
                span("voorval  ", thema.zacht),
                span(proef.tijd(zaak).lang(), anders(proef.voorval.is_some())),
            ]),
            Line::from(vec![
                span("rij      ", thema.zacht),
                span(schoon::inkorten(&rijtekst, breedte.saturating_sub(9)), anders(proef.rij.is_some())),
            ]),
        ],
    );
    trek(frame, '─', thema.rand, streep);
    let kader = model.kader();
    let nu = termijnen(zaak, &kader, model.inrichting.keuze);
    let lijnen = match proef.dan(zaak, &kader, model.inrichting.keuze) {
        Err(fout) => breek(&fout.to_string(), breedte).into_iter().map(|d| Line::styled(d, thema.fout)).collect(),
        Ok(dan) => vergelijking(nu.as_deref(), &dan, model.nu, thema),
    };
    regels(frame, lijst, lijnen);
    let tekst = if getypt.is_leeg() {
        span("of typ een tijd, of r en een rij", thema.zacht)
    } else {
        span(getypt.tekst(), thema.tekst)
    };
    zet(frame, &Line::from(vec![span("› ", thema.toets), tekst]), invoer);
    let hints = |lijst: &[(&str, &str)]| -> Line<'static> {
        Line::from(lijst.iter().flat_map(|(toets, wat)| toetshint(toets, wat, thema)).collect::<Vec<Span<'static>>>())
    };
    if krap {
        zet(frame, &hints(&[("←→↑↓", "schuif"), ("Enter", "vastleggen"), ("Esc", "niets doen")]), toetsen);
    } else {
        let lijst = vec![
            hints(&[("←→", "kwartier"), ("PgUp/PgDn", "uur"), ("Home/End", "dag"), ("↑↓", "rij")]),
            hints(&[("Enter", "vastleggen"), ("Esc", "niets doen")]),
        ];
        regels(frame, toetsen, lijst);
    }
    let x = u16::try_from(getypt.voor_cursor().chars().count()).unwrap_or(0).saturating_add(2);
    zet_cursor(frame, invoer.x.saturating_add(x), invoer.y);
}

/// Each term as it is and as it would be; `nu` is an error where the times of the case contradict each other.
fn vergelijking(nu: Result<&[Klok], &Fout>, dan: &[Klok], op: Moment, thema: &Thema) -> Vec<Line<'static>> {
    let zonder = if nu.is_ok() { "geen" } else { "tegenstrijdig" };
    let tijd = |k: Option<&Klok>, zonder: &str| k.map_or_else(|| zonder.to_owned(), |k| k.uiterlijk.als_termijn());
    let rij = |soort: &str, nu: &str, dan: String, stijl, stand: &str| {
        Line::from(vec![
            span(format!("{soort:<11} {nu:<17} "), thema.tekst),
            span(format!("{dan:<17} "), stijl),
            span(stand.to_owned(), stijl),
        ])
    };
    let mut lijnen: Vec<Line<'static>> = verschillen(nu.unwrap_or_default(), dan)
        .map(|v| {
            let stijl = if v.is_anders() { thema.let_op } else { thema.tekst };
            let stand = v.dan.map_or("", |k| stand(k, op));
            rij(v.soort.naam(), &tijd(v.nu, zonder), tijd(v.dan, "geen"), stijl, stand)
        })
        .collect();
    if lijnen.is_empty() {
        return vec![Line::styled("Geen termijn.", thema.zacht)];
    }
    let kop = format!("{:<11} {:<17} {:<17}", "vóór", "nu", "dan");
    lijnen.insert(0, Line::styled(kop, thema.zacht));
    lijnen
}

fn stand(klok: &Klok, op: Moment) -> &'static str {
    match klok.gehaald {
        _ if klok.vervallen => "vervalt",
        Some(op) if op < klok.uiterlijk => "gehaald",
        Some(_) => "te laat",
        None if klok.ernst(op) == Ernst::TeLaat => "te laat",
        None => "",
    }
}
