//! What if: the time and the row that are tried, and every term as it is and as it would be.

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    text::{Line, Span},
};

use crate::{
    app::{
        invoer::Invoer,
        model::Model,
        watals::{Verschil, WatAls, termijnen, verschillen},
    },
    domain::{moment::Moment, schoon},
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
    let nu = termijnen(zaak, &kader, model.inrichting.keuze).unwrap_or_default();
    let lijnen = match proef.dan(zaak, &kader, model.inrichting.keuze) {
        Err(fout) => breek(&fout.to_string(), breedte).into_iter().map(|d| Line::styled(d, thema.fout)).collect(),
        Ok(dan) if nu.is_empty() && dan.is_empty() => vec![Line::styled("Geen termijn.", thema.zacht)],
        Ok(dan) => {
            let tijd = |m: Option<Moment>| m.map_or_else(|| "geen".to_owned(), Moment::als_termijn);
            let anders = |v: &Verschil| if v.nu == v.dan { thema.tekst } else { thema.let_op };
            let regel = |v: Verschil| {
                let stijl = anders(&v);
                Line::from(vec![
                    span(format!("{:<14} {:<17} ", v.soort.naam(), tijd(v.nu)), thema.tekst),
                    span(tijd(v.dan), stijl),
                ])
            };
            let kop = Line::styled(format!("{:<14} {:<17} {}", "vóór", "nu", "dan"), thema.zacht);
            std::iter::once(kop).chain(verschillen(&nu, &dan).into_iter().map(regel)).collect()
        }
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
