//! The nachtfilm over the whole screen: which moment, what was recorded at it, the bar of the night
//! with its decisions, and under that the desk drawn as it was.

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    style::Modifier,
    text::{Line, Span},
    widgets::Clear,
};

use super::{
    detail, midden_tekenen,
    tekst::{breed, span, toetshint, trek, zet},
    theme::Thema,
};
use crate::{
    app::{
        film::{Beslismerk, Blik, Film, Vak},
        masker,
        model::{Model, Regel},
        verhaal,
    },
    domain::{event::Entry, schoon},
};

/// Draws the film.
pub fn teken(film: &Film, model: &Model, thema: &Thema, frame: &mut Frame<'_>, area: Rect) {
    frame.render_widget(Clear, area);
    let [boven, zin, balk, streep, midden, onder] = area.layout(&Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Min(1),
        Constraint::Length(1),
    ]));
    zet(frame, &kop(film, thema, boven.width), boven);
    zet(frame, &gebeurd(film, thema, zin.width), zin);
    zet(frame, &tijdbalk(film, thema, balk.width), balk);
    trek(frame, '─', thema.rand, streep);
    match film.blik() {
        Blik::Zaak(_) => detail::teken(film.toen(), thema, frame, midden),
        Blik::Desk => midden_tekenen(film.toen(), thema, frame, midden),
    }
    zet(frame, &voet(film, model, thema, onder.width), onder);
}

/// Says that it is being read, where nothing else is said.
pub fn leest(model: &Model, thema: &Thema, frame: &mut Frame<'_>, area: Rect) {
    if model.regel.is_none() {
        zet(frame, &Line::from(span(" Het logboek wordt gelezen…   Esc sluiten", thema.zacht)), area);
    }
}

/// Which moment, of what, and how far.
fn kop<'a>(film: &Film, thema: &Thema, breedte: u16) -> Line<'a> {
    let t = film.op().amsterdam();
    let dag = crate::domain::moment::dag_kort(chrono::Datelike::weekday(&t));
    let wat = match film.blik() {
        Blik::Zaak(nummer) => format!("zaak {nummer}"),
        Blik::Desk => "de hele desk".to_owned(),
    };
    let (stap, van) = film.stap();
    let mut spans = vec![
        span(" nachtfilm ", thema.accent.add_modifier(Modifier::REVERSED)),
        span(format!("  {dag} {}", t.format("%d-%m-%Y %H:%M:%S")), thema.kop),
        span(format!("  {wat}"), thema.tekst),
    ];
    let rechts = format!("stap {stap} van {van} ");
    let bezet: u16 = spans.iter().map(|s| breed(&s.content)).sum();
    let over = breedte.saturating_sub(bezet).saturating_sub(breed(&rechts));
    spans.push(Span::raw(" ".repeat(usize::from(over))));
    spans.push(span(rechts, thema.zacht));
    Line::from(spans)
}

/// What was recorded there; more than one thing where they were recorded together.
fn gebeurd<'a>(film: &Film, thema: &Thema, breedte: u16) -> Line<'a> {
    let zin = |e: &Entry| verhaal::zin(&e.event, masker::zicht_van_entry(film.toen(), &e.event));
    let zinnen: Vec<String> = film.hier().map(|e| schoon::regel(&zin(e))).collect();
    let besloten = film.hier().any(|e| Beslismerk::van(&e.event).is_some());
    let meer = if zinnen.len() > 1 { format!("({}×) ", zinnen.len()) } else { String::new() };
    let tekst = format!(" {meer}{}", zinnen.join(" "));
    Line::from(span(schoon::inkorten(&tekst, usize::from(breedte)), if besloten { thema.let_op } else { thema.tekst }))
}

/// The night from left to right: a dot for what was recorded, a letter for what was decided.
fn tijdbalk<'a>(film: &Film, thema: &Thema, breedte: u16) -> Line<'a> {
    let (eerste, laatste) = film.spanne();
    let (begin, eind) = (format!(" {} ", eerste.kort()), format!(" {} ", laatste.kort()));
    let over = usize::from(breedte).saturating_sub(usize::from(breed(&begin)) + usize::from(breed(&eind)));
    let (vakken, hier) = film.balk(over);
    let mut spans = vec![span(begin, thema.zacht)];
    spans.extend(vakken.into_iter().enumerate().map(|(i, vak)| {
        let (teken, stijl) = match vak {
            Vak::Leeg => ('─', thema.rand),
            Vak::Stap => ('·', thema.tekst),
            Vak::Besluit(merk) => (merk.letter(), thema.let_op),
        };
        let stijl = if i == hier { stijl.add_modifier(Modifier::REVERSED) } else { stijl };
        span(teken.to_string(), stijl)
    }));
    spans.push(span(eind, thema.zacht));
    Line::from(spans)
}

/// The keys, or what could not be done; then what the letters mean, where there is room.
fn voet<'a>(film: &Film, model: &Model, thema: &Thema, breedte: u16) -> Line<'a> {
    match &model.regel {
        Some((Regel::Fout(fout), _)) => {
            return Line::from(span(schoon::inkorten(&format!(" {fout}"), usize::from(breedte)), thema.fout));
        }
        Some((Regel::Gedaan(zin), _)) => {
            return Line::from(span(schoon::inkorten(&format!(" {zin}"), usize::from(breedte)), thema.goed));
        }
        None => {}
    }
    let ander = match film.blik() {
        Blik::Zaak(_) => "hele desk",
        Blik::Desk => "zaak",
    };
    let mut hints = vec![Span::raw(" ")];
    for (toets, wat) in
        [("←→", "stap"), ("PgUp PgDn", "uur"), ("b", "besluit"), ("d", ander), ("m", "onthullen"), ("Esc", "sluiten")]
    {
        hints.extend(toetshint(toets, wat, thema));
    }
    let uitleg: Vec<String> = Beslismerk::ALLE.iter().map(|(m, naam)| format!("{} {naam}", m.letter())).collect();
    let uitleg = uitleg.join(" · ");
    let bezet: u16 = hints.iter().map(|s| breed(&s.content)).sum();
    if bezet.saturating_add(breed(&uitleg)) <= breedte {
        hints.push(span(uitleg, thema.zacht));
    }
    Line::from(hints)
}
