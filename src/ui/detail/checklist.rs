//! The steps: sign, number, name and word on a line; under the one with the cursor what it takes or
//! what showed that it is done.

use ratatui::{Frame, layout::Rect, text::Line};

use super::met_items;
use crate::{
    app::{
        checklist::{Eigenaar, Staat, Stapregel},
        masker,
        model::{Model, Zaakbeeld},
    },
    domain::schoon,
    ui::{
        tekst::{breek, span, vul},
        theme::Thema,
    },
};

/// Draws the checklist.
pub fn teken(beeld: &Zaakbeeld, model: &Model, thema: &Thema, frame: &mut Frame<'_>, area: Rect) {
    let breedte = usize::from(area.width);
    let items = (0..beeld.stappen.len())
        .filter_map(|i| Some((i, beeld.in_lijst(masker::zicht_van_regel(model, i)).get(i)?)))
        .map(|(i, s)| stap(s, i == model.detail, thema, breedte))
        .collect();
    met_items(model, thema, frame, area, items);
}

fn stap<'a>(s: &Stapregel, hier: bool, thema: &Thema, breedte: usize) -> Vec<Line<'a>> {
    let (teken, stijl) = thema.staat(&s.staat);
    let ruim = breedte >= 70;
    let naambreedte = if ruim { 30 } else { breedte.saturating_sub(18) };
    let naamstijl = match &s.staat {
        Staat::Klaar(_) => thema.kop,
        Staat::Open(_) | Staat::Wacht(_) | Staat::Gereed { .. } => thema.tekst,
        Staat::NietNodig(_) => thema.zacht,
    };
    let uitleg = schoon::regel(s.staat.uitleg());
    let mut spans = vec![
        span(format!("{teken} "), stijl),
        span(format!("{:>2}  ", s.stap.nummer()), thema.zacht),
        span(vul(s.naam, naambreedte), naamstijl),
        span(format!(" {:<10}", s.staat.woord()), stijl),
    ];
    let over = breedte.saturating_sub(48);
    if ruim {
        spans.push(span(schoon::inkorten(&format!(" {uitleg}"), over), thema.zacht));
    }
    let mut lijnen = vec![Line::from(spans)];
    if hier && (!ruim || uitleg.chars().count() + 1 > over) {
        let wie = match (s.eigenaar, &s.staat) {
            (Eigenaar::Inrichting, Staat::Wacht(_) | Staat::Klaar(_)) => "inrichting: ",
            (Eigenaar::Inrichting, Staat::Open(_) | Staat::Gereed { .. } | Staat::NietNodig(_))
            | (Eigenaar::Desk, _) => "",
        };
        let delen = breek(&format!("{wie}{uitleg}"), breedte.saturating_sub(6));
        lijnen.extend(delen.into_iter().take(3).map(|d| Line::from(span(format!("      {d}"), thema.zacht))));
    }
    lijnen
}
