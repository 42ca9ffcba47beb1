//! The first screen of all, shown while there is no log yet. Nothing is made before the officer
//! chooses.

use std::path::Path;

use crossterm::event::{Event, read};

use super::terminal::{Beeldscherm, met_terminal};
use crate::{
    app::toets::{Code, Toets},
    domain::fout::{Fout, Uitkomst},
    ui::{
        theme::Thema,
        toets,
        welkom::{self, Keuze},
    },
};

/// Welcomes the officer and asks what to open.
///
/// # Errors
/// When there is no terminal.
pub fn welkom(pad: &Path, thema: &Thema) -> Uitkomst<Keuze> {
    met_terminal(|beeldscherm| vraag(beeldscherm, pad, thema))?
}

fn vraag(mut beeldscherm: Beeldscherm, pad: &Path, thema: &Thema) -> Uitkomst<Keuze> {
    let fout = |e: std::io::Error| Fout::gegevens(format!("De terminal doet het niet: {e}."));
    let pad = crate::domain::schoon::regel(&pad.to_string_lossy());
    loop {
        beeldscherm.draw(|frame| welkom::teken(&pad, thema, frame)).map_err(fout)?;
        let Event::Key(key) = read().map_err(fout)? else { continue };
        match toets::van(key) {
            Some(Toets { code: Code::Teken('o' | 'O'), ctrl: false, .. }) => return Ok(Keuze::Desk),
            Some(Toets { code: Code::Teken('d' | 'D'), ctrl: false, .. }) => return Ok(Keuze::Demo),
            Some(
                Toets { code: Code::Teken('q' | 'Q') | Code::Esc, .. }
                | Toets { code: Code::Teken('c'), ctrl: true, .. },
            ) => {
                return Ok(Keuze::Stoppen);
            }
            _ => {}
        }
    }
}
