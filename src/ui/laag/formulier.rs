//! A form: label and field per line, the reading of a time beside it, suggestions under the field
//! with the cursor, and what was wrong at the last attempt.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};
use unicode_width::UnicodeWidthChar;

use crate::{
    app::{
        formulier::{Doel, Formulier, Formveld, Veldnaam, Veldsoort, doel},
        model::Model,
        teruglezen,
    },
    domain::{schoon, tekst::Vertrouwelijk},
    ui::{
        tekst::{breed, breek, span, toetshint, venster, zet, zet_cursor},
        theme::Thema,
    },
};

const LABEL: u16 = 20;

/// Below this many rows a terminal is low: the fields need them more than the sentence to read out.
const LAAG: u16 = 18;

/// Draws the form in a window over the desk.
pub fn teken(form: &Formulier, model: &Model, thema: &Thema, frame: &mut Frame<'_>, area: Rect) {
    let breedte = area.width.min(92);
    let binnen_breed = usize::from(breedte.saturating_sub(4));
    let veldbreed = breedte.saturating_sub(4 + LABEL);
    let mut lijnen: Vec<Line<'_>> = breek(&form.uitleg, binnen_breed)
        .into_iter()
        .filter(|d| !d.is_empty())
        .map(|d| Line::styled(d, thema.zacht))
        .collect();
    lijnen.push(Line::default());
    let mut cursor = (0, 0);
    for (i, veld) in form.velden.iter().enumerate() {
        let hier = i == form.cursor;
        if hier {
            cursor = (lijnen.len(), cursor_kolom(veld, veldbreed));
        }
        veld_lijnen(veld, hier, model, thema, veldbreed, &mut lijnen);
    }
    lijnen.push(Line::default());
    if let Some(fout) = &form.fout {
        lijnen.extend(breek(&fout.to_string(), binnen_breed).into_iter().map(|d| Line::styled(d, thema.fout)));
    } else if let Doel::Telefoon { melding, .. } = form.doel {
        lijnen.push(bewaarregel(form, melding.map(|m| m.to_string()), thema));
    }
    let terug = terug_te_lezen(form, model, thema, binnen_breed, area.height);
    let vast = terug.len() + 1;
    let hoogte = u16::try_from(lijnen.len() + terug.len()).unwrap_or(u16::MAX).saturating_add(3);
    let binnen = venster(frame, area, breedte, hoogte, &form.titel, thema);
    let ruimte = usize::from(binnen.height).saturating_sub(vast);
    // On a low terminal the top scrolls away, so that the field with the cursor stays in view.
    let eerste = (cursor.0 + 2).saturating_sub(ruimte);
    for (lijn, plek) in lijnen.into_iter().skip(eerste).zip(binnen.rows().take(ruimte)) {
        zet(frame, &lijn, plek);
    }
    for (lijn, plek) in terug.iter().rev().zip(binnen.rows().rev().skip(1)) {
        zet(frame, lijn, plek);
    }
    if let Some(onder) = binnen.rows().next_back() {
        zet(frame, &toetsen(form, thema), onder);
    }
    let y = u16::try_from(cursor.0.saturating_sub(eerste)).unwrap_or(0);
    zet_cursor(frame, binnen.x.saturating_add(LABEL).saturating_add(cursor.1), binnen.y.saturating_add(y));
}

/// What the officer can read out to the caller; it keeps its place above the keys, so that it is in view
/// on a low terminal too, and follows what is typed.
fn terug_te_lezen<'a>(form: &Formulier, model: &Model, thema: &Thema, breedte: usize, hoogte: u16) -> Vec<Line<'a>> {
    let Doel::Telefoon { .. } = form.doel else { return Vec::new() };
    let mut gesprek = doel::gesprek(form, model.nu);
    let genoemd = gesprek.inrichting.as_ref().and_then(|p| model.inrichting.inrichtingen.plek(p.naam()));
    gesprek.inrichting = genoemd;
    // What does not read as a time stands in the text when it is saved; nobody reads that out.
    gesprek.wat = Vertrouwelijk::nieuw(&form.tekst(Veldnaam::Tekst));
    let Some(zin) = teruglezen::zin(&gesprek, model.nu) else { return Vec::new() };
    let regels = if hoogte < LAAG { 2 } else { 3 };
    let delen = breek(&format!("Lees terug: {zin}"), breedte.saturating_sub(2));
    // The end is what was typed last.
    let weg = delen.len().saturating_sub(regels);
    let kop = if weg > 0 { "… " } else { "" };
    let regel =
        |(i, deel): (usize, String)| Line::styled(if i == 0 { format!("{kop}{deel}") } else { deel }, thema.accent);
    delen.into_iter().skip(weg).enumerate().map(regel).collect()
}

/// Where the cursor stands in what is visible of a field: the end is kept in view.
fn cursor_kolom(veld: &Formveld, breedte: u16) -> u16 {
    match veld.soort {
        Veldsoort::Keuze(_) => 0,
        Veldsoort::Tekst | Veldsoort::Tijd(_) | Veldsoort::Aanvulling(_) => {
            breed(&zichtbaar(&veld.invoer.voor_cursor(), breedte.saturating_sub(1)))
        }
    }
}

/// The tail of a text that fits, so that typing never runs out of sight.
fn zichtbaar(tekst: &str, breedte: u16) -> String {
    let mut over = usize::from(breedte);
    let mut tekens: Vec<char> = tekst
        .chars()
        .rev()
        .take_while(|c| {
            let b = c.width().unwrap_or(0);
            let past = b <= over;
            over = over.saturating_sub(b);
            past
        })
        .collect();
    tekens.reverse();
    tekens.into_iter().collect()
}

fn veld_lijnen(veld: &Formveld, hier: bool, model: &Model, thema: &Thema, breedte: u16, lijnen: &mut Vec<Line<'_>>) {
    let merk = if hier { "▸ " } else { "  " };
    let mut spans = vec![span(format!("{merk}{:<18}", veld.label), if hier { thema.kop } else { thema.zacht })];
    let getypt = veld.invoer.tekst();
    match &veld.soort {
        Veldsoort::Keuze(_) => {
            let (links, rechts) = if hier { ("‹ ", " ›") } else { ("  ", "") };
            spans.extend([span(links, thema.accent), span(getypt, thema.tekst), span(rechts, thema.accent)]);
        }
        Veldsoort::Tekst | Veldsoort::Aanvulling(_) => {
            let voor = veld.invoer.voor_cursor();
            let tekst = if hier {
                let na: String = getypt.chars().skip(voor.chars().count()).collect();
                format!("{}{na}", zichtbaar(&voor, breedte.saturating_sub(1)))
            } else {
                getypt
            };
            spans.push(span(schoon::inkorten(&tekst, usize::from(breedte)), thema.tekst));
        }
        Veldsoort::Tijd(_) => {
            spans.push(span(schoon::inkorten(&getypt, usize::from(breedte)), thema.tekst));
            let over = usize::from(breedte.saturating_sub(breed(&getypt)));
            spans.push(tijdlezing(veld, hier, model, thema, over));
        }
    }
    lijnen.push(Line::from(spans));
    if hier {
        for (i, voorstel) in veld.voorstellen().into_iter().enumerate() {
            let (hint, stijl) = if i == 0 { ("Tab  ", thema.accent) } else { ("     ", thema.zacht) };
            let tekst = schoon::inkorten(&format!("{hint}{voorstel}"), usize::from(breedte));
            lijnen.push(Line::from(vec![Span::raw(" ".repeat(usize::from(LABEL))), span(tekst, stijl)]));
        }
    }
}

/// How the desk reads the time that is being typed.
fn tijdlezing<'a>(veld: &Formveld, hier: bool, model: &Model, thema: &Thema, over: usize) -> Span<'a> {
    match veld.tijd(model.nu) {
        Some(Ok(g)) => {
            let dubbel = if g.dubbel_uur { ", de eerste van twee" } else { "" };
            let (toekomst, stijl) =
                if g.moment > model.nu { (", in de toekomst", thema.let_op) } else { ("", thema.zacht) };
            span(schoon::inkorten(&format!("  = {}{dubbel}{toekomst}", g.moment.lang()), over), stijl)
        }
        Some(Err(_)) => span(schoon::inkorten("  is nog geen tijd", over), thema.let_op),
        None if hier => span("F2 = nu", thema.zacht),
        None => span("", thema.zacht),
    }
}

fn bewaarregel<'a>(form: &Formulier, nummer: Option<String>, thema: &Thema) -> Line<'a> {
    match (form.onbewaard, form.bewaard, nummer) {
        (None, Some(op), Some(nr)) => {
            Line::styled(format!("Bewaard als {nr} om {}.", op.amsterdam().format("%H:%M:%S")), thema.goed)
        }
        (Some(_), _, _) => Line::styled("Wordt bewaard…", thema.let_op),
        _ => Line::styled("Wat u typt wordt meteen bewaard.", thema.zacht),
    }
}

fn toetsen<'a>(form: &Formulier, thema: &Thema) -> Line<'a> {
    let klaar = if matches!(form.doel, Doel::Telefoon { .. }) { "zaak openen" } else { "vastleggen" };
    let mut spans = toetshint("Enter", "verder", thema);
    spans.extend(toetshint("Ctrl-S", klaar, thema));
    if form.velden.iter().any(|v| matches!(v.soort, Veldsoort::Tijd(_))) {
        spans.extend(toetshint("F2", "nu", thema));
    }
    spans.extend(toetshint("Esc", "sluiten", thema));
    Line::from(spans)
}
