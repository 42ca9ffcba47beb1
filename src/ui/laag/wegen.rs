//! The weighing questions: all in view, one with the cursor, one key per answer, and under it what a
//! yes or a no means.

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    text::Line,
};

use crate::{
    app::{checklist::weegvragen, model::Model},
    domain::{besluit::Antwoord, ids::Zaaknummer, schoon},
    ui::{
        tekst::{breek, cursorbalk, eerste_regel, regels, span, toetshint, trek, venster, vul, zet, zet_cursor},
        theme::Thema,
    },
};

/// Columns of a line that are not the question itself.
const OMHEEN: usize = 16;

/// Draws the questions in a window over the desk.
pub fn teken(nummer: Zaaknummer, cursor: usize, model: &Model, thema: &Thema, frame: &mut Frame<'_>, area: Rect) {
    let Some(zaak) = model.desk.zaken.get(&nummer) else { return };
    let Some(rij) = zaak.rij() else { return };
    let vragen: Vec<_> = weegvragen(&model.inrichting.boek, rij).collect();
    let hoogte = u16::try_from(vragen.len()).unwrap_or(u16::MAX).saturating_add(9).min(area.height);
    let regel = model.inrichting.boek.rij(rij);
    let titel = format!("Wegen · zaak {nummer} · rij {rij} {}", regel.codes());
    let binnen = venster(frame, area, area.width.min(110), hoogte, &titel, thema);
    let [lijst, streep, onder, toetsen] = binnen.layout(&Layout::vertical([
        Constraint::Min(1),
        Constraint::Length(1),
        Constraint::Length(5),
        Constraint::Length(1),
    ]));
    let breedte = usize::from(lijst.width);
    let zicht = usize::from(lijst.height);
    let eerste = eerste_regel(cursor, vragen.len(), zicht);
    let lijnen: Vec<Line<'_>> = vragen
        .iter()
        .enumerate()
        .skip(eerste)
        .take(zicht)
        .map(|(i, v)| {
            let (woord, stijl) = match zaak.antwoorden.get(&v.id) {
                Some(Antwoord::Ja) => ("ja", thema.accent),
                Some(Antwoord::Nee) => ("nee", thema.tekst),
                Some(Antwoord::Onbekend) => ("onbekend", thema.let_op),
                None => ("·", thema.zacht),
            };
            let lijn = Line::from(vec![
                span(format!("{:<6}", v.id), thema.zacht),
                span(vul(&v.vraag, breedte.saturating_sub(OMHEEN)), thema.tekst),
                span(format!(" {woord:<9}"), stijl),
            ]);
            if i == cursor { cursorbalk(lijn, lijst.width, thema.cursor) } else { lijn }
        })
        .collect();
    regels(frame, lijst, lijnen);
    trek(frame, '─', thema.rand, streep);
    if let Some(v) = vragen.get(cursor) {
        let mut uitleg = Vec::new();
        if v.vraag.chars().count() > breedte.saturating_sub(OMHEEN) {
            uitleg.extend(breek(&v.vraag, breedte).into_iter().map(|d| Line::styled(d, thema.tekst)));
        }
        for (woord, tekst) in [("ja: ", &v.ja.tekst), ("nee: ", &v.nee.tekst)] {
            if !tekst.is_empty() {
                let delen = breek(&format!("{woord}{}", schoon::regel(tekst)), breedte);
                uitleg.extend(delen.into_iter().map(|d| Line::styled(d, thema.zacht)));
            }
        }
        regels(frame, onder, uitleg);
    }
    let mut hints = Vec::new();
    for (toets, wat) in [("j", "ja"), ("n", "nee"), ("o", "onbekend"), ("↑↓", "vraag"), ("Esc", "klaar")] {
        hints.extend(toetshint(toets, wat, thema));
    }
    zet(frame, &Line::from(hints), toetsen);
    let y = u16::try_from(cursor.saturating_sub(eerste)).unwrap_or(0);
    zet_cursor(frame, lijst.x, lijst.y.saturating_add(y));
}
