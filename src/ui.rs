//! The screen: reads the model, writes cells, decides nothing. Panels are one file each; the only
//! state kept here is the text field of the editor, because it belongs to the terminal side.

mod banner;
mod detail;
mod editor;
mod film;
mod kop;
mod laag;
mod lijst;
pub mod privacy;
mod tekst;
pub mod theme;
pub mod toets;
mod voet;
pub mod wachtwoord;
pub mod welkom;

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
};

use crate::{
    app::{
        afscherming::Afscherming,
        laag::Laag,
        model::{Focus, Model},
        msg::Msg,
        toets::Toets,
    },
    ui::{editor::Editorveld, theme::Thema},
};

/// Below this many columns or lines one legible line is all that fits.
const SMALST: (u16, u16) = (60, 15);
/// From this many columns list and detail stand side by side.
const NAAST_ELKAAR: u16 = 76;

/// The screen and its text field.
#[derive(Debug)]
pub struct Scherm {
    thema: Thema,
    editor: Option<Editorveld>,
}

impl Scherm {
    /// A screen in these colours.
    pub const fn nieuw(thema: Thema) -> Self {
        Self { thema, editor: None }
    }

    /// Turns a key into a message: the text field of an open editor takes what is its own.
    pub fn toets(&mut self, model: &Model, toets: Toets) -> Msg {
        if model.afscherming != Afscherming::Geen {
            return Msg::Toets(toets);
        }
        match self.editor_voor(model).and_then(|veld| veld.toets(toets)) {
            Some(tekst) => Msg::EditorTekst(tekst),
            None => Msg::Toets(toets),
        }
    }

    /// Turns pasted text into a message.
    pub fn plak(&mut self, model: &Model, tekst: &str) -> Msg {
        if model.afscherming != Afscherming::Geen {
            return Msg::Plak(tekst.to_owned());
        }
        match self.editor_voor(model) {
            Some(veld) => Msg::EditorTekst(veld.plak(tekst)),
            None => Msg::Plak(tekst.to_owned()),
        }
    }

    /// The text field, in step with the model: there while an editor is on top, gone otherwise.
    fn editor_voor(&mut self, model: &Model) -> Option<&mut Editorveld> {
        match model.lagen.last() {
            Some(Laag::Editor(editor)) => {
                if !self.editor.as_ref().is_some_and(|v| v.hoort_bij(editor)) {
                    self.editor = Some(Editorveld::nieuw(editor));
                }
                self.editor.as_mut()
            }
            Some(
                Laag::Formulier(_)
                | Laag::Kiezer(_)
                | Laag::Wegen { .. }
                | Laag::WatAls(..)
                | Laag::Zoek(_)
                | Laag::FilmLeest
                | Laag::Film(_),
            ) => None,
            None => {
                self.editor = None;
                None
            }
        }
    }

    /// Draws the model.
    pub fn teken(&mut self, model: &Model, frame: &mut Frame<'_>) {
        let area = frame.area();
        let thema = self.thema;
        match &model.afscherming {
            Afscherming::Slot(slot) => {
                // Nothing of the editor stays behind the lock.
                self.editor = None;
                let regel = slot.regel(model.nu, usize::from(area.width.min(40)));
                privacy::teken(model, &thema, frame, "Piket is vergrendeld.", &regel);
                return;
            }
            Afscherming::Geen => {}
            Afscherming::Privacy => {
                privacy::teken(model, &thema, frame, "Het scherm is afgedekt.", "F9 of Esc toont het weer");
                return;
            }
        }
        if area.width < SMALST.0 || area.height < SMALST.1 {
            kop::een_regel(model, &thema, frame, area);
            return;
        }
        let [boven, midden, onder] =
            area.layout(&Layout::vertical([Constraint::Length(3), Constraint::Min(1), Constraint::Length(1)]));
        kop::teken(model, &thema, frame, boven);
        midden_tekenen(model, &thema, frame, midden);
        voet::teken(model, &thema, frame, onder);
        self.editor_voor(model);
        for laag in &model.lagen {
            match laag {
                Laag::Formulier(form) => laag::formulier::teken(form, model, &thema, frame, midden),
                Laag::Kiezer(kiezer) => laag::kiezer::teken(kiezer, &thema, frame, midden),
                Laag::WatAls(proef, getypt) => laag::watals::teken(proef, getypt, model, &thema, frame, midden),
                Laag::Wegen { zaak, cursor } => laag::wegen::teken(*zaak, *cursor, model, &thema, frame, midden),
                Laag::Editor(editor) => {
                    if let Some(veld) = self.editor.as_mut().filter(|v| v.hoort_bij(editor)) {
                        veld.teken(editor, model, &thema, frame, midden);
                    }
                }
                Laag::FilmLeest => film::leest(model, &thema, frame, onder),
                Laag::Film(film) => film::teken(film, model, &thema, frame, area),
                Laag::Zoek(invoer) => voet::zoekregel(invoer, model, &thema, frame, onder),
            }
        }
    }
}

fn midden_tekenen(model: &Model, thema: &Thema, frame: &mut Frame<'_>, area: Rect) {
    if area.width >= NAAST_ELKAAR {
        let links = match area.width {
            0..100 => 36,
            100..130 => 46,
            _ => 58,
        };
        let [lijst, streep, detail] =
            area.layout(&Layout::horizontal([Constraint::Length(links), Constraint::Length(1), Constraint::Min(20)]));
        lijst::teken(model, thema, frame, lijst);
        tekst::trek(frame, '│', thema.rand, streep);
        detail::teken(model, thema, frame, detail);
    } else if model.focus == Focus::Detail {
        // Too narrow for both: what has the cursor has the screen.
        detail::teken(model, thema, frame, area);
    } else {
        lijst::teken(model, thema, frame, area);
    }
}
