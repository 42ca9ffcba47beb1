//! The text field for drafts, from a library: wrapping, word movement and its own undo come along.
//! What it holds is reported to the desk after every key.

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    text::Line,
};
use ratatui_textarea::{CursorMove, Input, Key, TextArea, WrapMode};

use super::{
    tekst::{span, toetshint, trek, venster, zet},
    theme::Thema,
};
use crate::{
    app::{
        gaten,
        laag::Editor,
        model::Model,
        toets::{Code, Toets},
    },
    domain::{concept::ConceptSoort, ids::Zaaknummer, schoon},
    outgoing::sms,
};

/// A text field on one draft.
#[derive(Debug)]
pub struct Editorveld {
    zaak: Zaaknummer,
    concept: ConceptSoort,
    vervangen: u32,
    veld: TextArea<'static>,
}

impl Editorveld {
    /// A field that holds the draft.
    pub fn nieuw(editor: &Editor) -> Self {
        let mut veld = TextArea::new(editor.tekst.split('\n').map(str::to_owned).collect());
        veld.set_wrap_mode(WrapMode::WordOrGlyph);
        veld.set_cursor_line_style(ratatui::style::Style::new());
        // The first gap is where the work is.
        if let Some((rij, regel)) = editor.tekst.split('\n').enumerate().find(|(_, r)| r.contains(gaten::BEGIN)) {
            let kolom = regel.split(gaten::BEGIN).next().map_or(0, |voor| voor.chars().count());
            veld.move_cursor(CursorMove::Jump(u16::try_from(rij).unwrap_or(0), u16::try_from(kolom).unwrap_or(0)));
        }
        Self { zaak: editor.zaak, concept: editor.concept, vervangen: editor.vervangen, veld }
    }

    /// True when it holds this very draft.
    pub fn hoort_bij(&self, editor: &Editor) -> bool {
        (self.zaak, self.concept, self.vervangen) == (editor.zaak, editor.concept, editor.vervangen)
    }

    fn tekst(&self) -> String {
        self.veld.lines().join("\n")
    }

    /// Takes a key that is the field's own and answers with the text; `None` leaves it to the desk.
    pub fn toets(&mut self, toets: Toets) -> Option<String> {
        let van_de_desk = matches!(
            (toets.code, toets.ctrl),
            (Code::Esc | Code::F(_) | Code::TabTerug, _) | (Code::Teken('s' | 'g' | 'c' | 'q'), true)
        );
        if van_de_desk {
            return None;
        }
        // The library deletes a line on Ctrl-J; terminals send it where others send Enter.
        if toets.ctrl && toets.code == Code::Teken('j') {
            self.veld.insert_newline();
            return Some(self.tekst());
        }
        let key = match toets.code {
            Code::Teken(c) => Key::Char(c),
            Code::F(n) => Key::F(n),
            Code::Enter => Key::Enter,
            Code::Esc => Key::Esc,
            Code::Tab | Code::TabTerug => Key::Tab,
            Code::Backspace => Key::Backspace,
            Code::Delete => Key::Delete,
            Code::Omhoog => Key::Up,
            Code::Omlaag => Key::Down,
            Code::Links => Key::Left,
            Code::Rechts => Key::Right,
            Code::Home => Key::Home,
            Code::End => Key::End,
            Code::PgUp => Key::PageUp,
            Code::PgDn => Key::PageDown,
        };
        self.veld.input(Input { key, ctrl: toets.ctrl, alt: toets.alt, shift: false });
        Some(self.tekst())
    }

    /// Takes pasted text and answers with the whole.
    pub fn plak(&mut self, tekst: &str) -> String {
        self.veld.insert_str(schoon::tekst(tekst));
        self.tekst()
    }

    /// Draws the field in a window over the desk.
    pub fn teken(&mut self, editor: &Editor, model: &Model, thema: &Thema, frame: &mut Frame<'_>, area: Rect) {
        let titel = format!("{} · zaak {}", editor.concept.naam(), editor.zaak);
        let binnen = venster(frame, area, area.width.min(100), area.height, &titel, thema);
        let [veld, streep, stand, toetsen] = binnen.layout(&Layout::vertical([
            Constraint::Min(1),
            Constraint::Length(1),
            Constraint::Length(1),
            Constraint::Length(1),
        ]));
        frame.render_widget(&self.veld, veld);
        trek(frame, '─', thema.rand, streep);
        zet(frame, &standregel(editor, model, thema), stand);
        let mut hints = Vec::new();
        for (toets, wat) in
            [("Esc", "sluiten"), ("F5", "gecontroleerd"), ("F6", "verzonden"), ("F7", "onbekend"), ("F4", "opnieuw")]
        {
            hints.extend(toetshint(toets, wat, thema));
        }
        zet(frame, &Line::from(hints), toetsen);
    }
}

/// Whether it is saved, what is still open, and for an SMS how long it is.
fn standregel<'a>(editor: &Editor, model: &Model, thema: &Thema) -> Line<'a> {
    let mut spans = vec![match (editor.onbewaard, editor.bewaard) {
        (None, Some(op)) => span(format!("bewaard {}", op.amsterdam().format("%H:%M:%S")), thema.goed),
        _ => span("wordt bewaard…", thema.let_op),
    }];
    let concept = model.desk.zaken.get(&editor.zaak).and_then(|z| z.concepten.get(&editor.concept));
    if let Some(c) = concept {
        let dezelfde = c.tekst.lees() == editor.tekst.trim_end();
        let stand = match c.verzonden.last() {
            Some(v) if dezelfde && v.versie == c.versie => ", verzonden",
            _ if dezelfde && c.is_gecontroleerd() => ", gecontroleerd",
            _ => "",
        };
        spans.push(span(format!(" · versie {}{stand}", c.versie), thema.zacht));
    }
    if editor.concept == ConceptSoort::Sms {
        let telling = sms::tel(&editor.tekst);
        let stijl = if telling.segmenten > 1 { thema.let_op } else { thema.zacht };
        spans.push(span(format!(" · {} tekens, {} sms", telling.tekens, telling.segmenten), stijl));
        if !telling.dwarsliggers.is_empty() {
            let letters: String = telling.dwarsliggers.iter().take(5).collect();
            spans.push(span(format!(" · «{letters}» maakt hem korter dan 70"), thema.let_op));
        }
    }
    let open = gaten::gaten(&editor.tekst).len();
    if open > 0 {
        spans.push(span(format!(" · nog {open} open plek{}", if open == 1 { "" } else { "ken" }), thema.let_op));
    }
    Line::from(spans)
}
