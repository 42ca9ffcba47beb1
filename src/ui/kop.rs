//! The header: clock, who is to be phoned now, piketweek, the next term, and what is amiss. On a
//! terminal too small for the desk it is all there is.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use super::{
    NAAST_ELKAAR, banner,
    tekst::{breed, span, trek, zet},
    theme::Thema,
};
use crate::{
    app::{
        bron,
        command::CommandId,
        klok::{Klok, duur},
        model::Model,
    },
    domain::schoon,
};

fn klok_tekst(klok: &Klok, model: &Model) -> String {
    let ernst = klok.ernst(model.nu);
    let richting = if klok.rest(model.nu).num_seconds() < 0 { "+" } else { "" };
    format!("{} {} {richting}{}", ernst.teken().trim(), ernst.woord(), duur(klok.rest(model.nu))).trim().to_owned()
}

/// Draws the header over three lines.
pub fn teken(model: &Model, thema: &Thema, frame: &mut Frame<'_>, area: Rect) {
    let mut rijen = area.rows();
    let (Some(boven), Some(midden), Some(onder)) = (rijen.next(), rijen.next(), rijen.next()) else { return };
    let kantoor = model.inrichting.boek.kalenders().in_kantooruren(model.nu, model.inrichting.kalender);
    // On a narrow screen the year and the explanation go first: week and demo mark must stay.
    let ruim = boven.width >= NAAST_ELKAAR;
    let wie = match (kantoor, ruim) {
        (true, true) => "binnen kantooruren: zorginkoper",
        (false, true) => "buiten kantooruren: piket",
        (true, false) => "binnen kantooruren",
        (false, false) => "buiten kantooruren",
    };
    let t = model.nu.amsterdam();
    let dag = crate::domain::moment::dag_kort(chrono::Datelike::weekday(&t));
    let datum = format!("{dag} {}", t.format(if ruim { "%d-%m-%Y" } else { "%d-%m" }));
    let mut links = vec![
        span(" piket ", thema.accent.add_modifier(ratatui::style::Modifier::REVERSED)),
        span(format!("  {}", model.nu.klok()), thema.kop),
        span(format!("  {datum}  "), thema.tekst),
        span(wie, thema.zacht),
    ];
    let rechts = if model.inrichting.demo { format!("{}  DEMO ", model.week()) } else { format!("{} ", model.week()) };
    vul_uit(&mut links, &rechts, boven.width);
    links.push(span(rechts, if model.inrichting.demo { thema.let_op } else { thema.zacht }));
    zet(frame, &Line::from(links), boven);

    let mut regel = vec![Span::raw(" ")];
    match model.eerste_klok() {
        Some(klok) => {
            regel.push(span(format!(" {} ", klok_tekst(klok, model)), thema.ernst(klok.ernst(model.nu))));
            regel.push(span(
                format!("  {} {} vóór {}", klok.zaak, klok.termijn.soort.naam(), klok.uiterlijk.als_termijn()),
                thema.tekst,
            ));
            let meer = format!("   ({} termijnen lopen)", model.lopend().count());
            let bezet: u16 = regel.iter().map(|s| breed(&s.content)).sum();
            if model.lopend().nth(1).is_some() && bezet.saturating_add(breed(&meer)) <= midden.width {
                regel.push(span(meer, thema.tekst));
            }
        }
        None => regel.push(span(" Er loopt geen termijn.", thema.zacht)),
    }
    zet(frame, &Line::from(regel), midden);

    trek(frame, '─', thema.rand, onder);
    let onder = rol(model, thema, frame, onder);
    if banner::teken(model, thema, frame, onder) {
        return;
    }
    let mut amis = bron::regels(model).chain(model.waarschuwingen.iter().cloned());
    if let Some(eerste) = amis.next() {
        let meer = amis.count();
        let tekst = if meer > 0 { format!(" ! {eerste} (en nog {meer}) ") } else { format!(" ! {eerste} ") };
        let kort = schoon::inkorten(&tekst, usize::from(onder.width.saturating_sub(2)));
        let plek = Rect { x: onder.x + 1, width: breed(&kort).min(onder.width.saturating_sub(1)), ..onder };
        frame.render_widget(span(kort, thema.let_op), plek);
    }
}

/// Says at the right that this desk looks along; answers what is left of the line.
fn rol(model: &Model, thema: &Thema, frame: &mut Frame<'_>, regel: Rect) -> Rect {
    let Some(woord) = model.rol.woord(&model.inrichting.keymap.eerste(CommandId::NeemOver)) else { return regel };
    let tekst = schoon::inkorten(&format!(" {woord} "), usize::from(regel.width.saturating_sub(2)));
    let breedte = breed(&tekst).min(regel.width);
    let over = regel.width.saturating_sub(breedte).saturating_sub(1);
    frame.render_widget(span(tekst, thema.let_op), Rect { x: regel.x.saturating_add(over), width: breedte, ..regel });
    Rect { width: over, ..regel }
}

fn vul_uit(links: &mut Vec<Span<'_>>, rechts: &str, breedte: u16) {
    let bezet: u16 = links.iter().map(|s| breed(&s.content)).sum();
    let over = breedte.saturating_sub(bezet).saturating_sub(breed(rechts));
    links.push(Span::raw(" ".repeat(usize::from(over))));
}

/// The one line of a tiny terminal: it still shows the next term.
pub fn een_regel(model: &Model, thema: &Thema, frame: &mut Frame<'_>, area: Rect) {
    let Some(plek) = area.rows().next() else { return };
    let (tekst, stijl) = match model.eerste_klok() {
        Some(k) => {
            (format!("{} {} {}", klok_tekst(k, model), k.zaak, k.termijn.soort.naam()), thema.ernst(k.ernst(model.nu)))
        }
        None => (format!("{} geen termijn", model.nu.klok()), thema.tekst),
    };
    frame.render_widget(span(schoon::inkorten(&tekst, usize::from(plek.width)), stijl), plek);
    if let Some(tweede) = area.rows().nth(1) {
        frame.render_widget(
            span(schoon::inkorten("Maak het venster groter (60×15).", usize::from(tweede.width)), thema.zacht),
            tweede,
        );
    }
}
