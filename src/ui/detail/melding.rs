//! A report from the inbox: what came in, as it came in, and what can be done with it.

use ratatui::{Frame, layout::Rect, text::Line};

use super::bladeren;
use crate::{
    app::{model::Model, voorstel},
    domain::{
        melding::{Gesprek, Inhoud, Melding, Meldingstaat, Post},
        moment::Moment,
        schoon,
    },
    ui::{
        tekst::{breek, span},
        theme::Thema,
    },
};

/// Draws the report.
pub fn teken(m: &Melding, model: &Model, thema: &Thema, frame: &mut Frame<'_>, area: Rect) {
    let breedte = usize::from(area.width);
    let titel = format!("{}  {}  {}", m.nummer, m.soort.naam(), m.ontvangen.lang());
    let mut lijnen = vec![Line::styled(schoon::inkorten(&titel, breedte), thema.kop)];
    let staat = match &m.staat {
        Meldingstaat::Open => "wacht in de inbox".to_owned(),
        Meldingstaat::Gekoppeld(zaak) => format!("hoort bij zaak {zaak}"),
        Meldingstaat::Terzijde(reden) => format!("ligt terzijde: {}", schoon::regel(reden.lees())),
    };
    lijnen.extend(breek(&staat, breedte).into_iter().map(|d| Line::styled(d, thema.accent)));
    if m.is_open() {
        for v in voorstel::voorstellen(&model.desk, m).iter().take(2) {
            let zin = format!("lijkt te horen bij {}: {}", v.zaak, v.woorden());
            lijnen.extend(breek(&zin, breedte).into_iter().map(|d| Line::styled(d, thema.let_op)));
        }
    }
    lijnen.push(Line::default());
    match &m.inhoud {
        Inhoud::Gesprek(g) => gesprek(g, thema, breedte, &mut lijnen),
        Inhoud::Post(p) => post(p, thema, breedte, &mut lijnen),
    }
    bladeren(model, thema, frame, area, lijnen);
}

fn veld(naam: &str, waarde: &str, thema: &Thema, breedte: usize, lijnen: &mut Vec<Line<'_>>) {
    const LABEL: usize = 15;
    let mut delen = breek(&schoon::regel(waarde), breedte.saturating_sub(LABEL)).into_iter();
    lijnen.push(Line::from(vec![
        span(format!("{:<LABEL$}", schoon::inkorten(naam, LABEL - 1)), thema.zacht),
        span(delen.next().unwrap_or_default(), thema.tekst),
    ]));
    lijnen.extend(delen.take(3).map(|d| Line::from(span(format!("{:LABEL$}{d}", ""), thema.tekst))));
}

fn gesprek(g: &Gesprek, thema: &Thema, breedte: usize, lijnen: &mut Vec<Line<'_>>) {
    let tijd = |m: Option<Moment>| m.map(Moment::lang).unwrap_or_default();
    for (naam, waarde) in [
        ("inrichting", g.inrichting.as_ref().map(|p| p.naam().to_owned()).unwrap_or_default()),
        ("wat", g.wat.lees().to_owned()),
        ("voorval", tijd(g.voorval)),
        ("constatering", tijd(g.constatering)),
        ("wie belt", g.beller.lees().to_owned()),
        ("terugbellen", g.nummer.lees().to_owned()),
        ("gebeld", tijd(g.gebeld)),
        ("rij", g.rij.map(|r| r.to_string()).unwrap_or_default()),
    ] {
        if !waarde.is_empty() {
            veld(naam, &waarde, thema, breedte, lijnen);
        }
    }
}

fn post(p: &Post, thema: &Thema, breedte: usize, lijnen: &mut Vec<Line<'_>>) {
    veld("van", p.afzender.lees(), thema, breedte, lijnen);
    veld("onderwerp", p.onderwerp.lees(), thema, breedte, lijnen);
    if let Some(i) = &p.inrichting {
        veld("inrichting", i.naam(), thema, breedte, lijnen);
    }
    for b in &p.bijlagen {
        veld("bijlage", &format!("{} ({} kB)", b.naam.lees(), b.bytes.div_ceil(1000)), thema, breedte, lijnen);
    }
    for w in &p.waarschuwingen {
        lijnen.extend(breek(&format!("! {}", w.lees()), breedte).into_iter().map(|d| Line::styled(d, thema.let_op)));
    }
    if !p.velden.is_empty() {
        lijnen.push(Line::default());
        for (naam, v) in &p.velden {
            let waarde = Moment::uit_rfc3339(v.waarde.lees()).map_or_else(|_| v.waarde.lees().to_owned(), Moment::lang);
            veld(&naam.replace('_', " "), &waarde, thema, breedte, lijnen);
        }
    }
    lijnen.push(Line::default());
    lijnen.extend(breek(p.tekst.lees(), breedte).into_iter().map(|d| Line::styled(d, thema.tekst)));
}
