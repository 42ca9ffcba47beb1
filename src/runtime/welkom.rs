//! The first screen of all, shown while there is no log yet. Nothing is made before the officer
//! chooses.

use std::{path::Path, time::Duration};

use crossterm::event::{Event, poll, read};

use super::{
    signaal::{Signaal, Signalen},
    terminal::{Beeldscherm, met_terminal},
};
use crate::{
    app::toets::{Code, Toets},
    domain::fout::{Fout, Uitkomst},
    ui::{
        theme::Thema,
        toets,
        welkom::{self, Keuze},
    },
};

/// How long the welcome rests between two looks at the keyboard.
const ADEM: Duration = Duration::from_millis(40);

/// How long such a look lasts: the library does not look at all when it may not wait.
const BLIK: Duration = Duration::from_millis(1);

/// Welcomes the officer and asks what to open.
///
/// # Errors
/// When there is no terminal.
pub fn welkom(pad: &Path, thema: &Thema) -> Uitkomst<Keuze> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|e| fout(&e))?;
    let signalen = runtime.block_on(async { Signalen::luister() })?;
    met_terminal(|beeldscherm| runtime.block_on(vraag(beeldscherm, signalen, pad, thema)))?
}

fn fout(e: &std::io::Error) -> Fout {
    Fout::gegevens(format!("De terminal doet het niet: {e}."))
}

async fn vraag(mut beeldscherm: Beeldscherm, mut signalen: Signalen, pad: &Path, thema: &Thema) -> Uitkomst<Keuze> {
    let pad = crate::domain::schoon::regel(&pad.to_string_lossy());
    beeldscherm.teken(|frame| welkom::teken(&pad, thema, frame))?;
    loop {
        tokio::select! {
            signaal = signalen.volgende() => match signaal {
                    Signaal::Stop => return Ok(Keuze::Stoppen),
                    // Nothing is open yet.
                    Signaal::Vergrendel => {}
                },
            () = tokio::time::sleep(ADEM) => {}
        }
        // No thread of its own here: it would take the first key of the desk that follows.
        while poll(BLIK).map_err(|e| fout(&e))? {
            match read().map_err(|e| fout(&e))? {
                Event::Key(key) => {
                    if let Some(keuze) = toets::van(key).and_then(keuze) {
                        return Ok(keuze);
                    }
                }
                Event::Resize(..) => {
                    beeldscherm.pas_aan()?;
                    beeldscherm.teken(|frame| welkom::teken(&pad, thema, frame))?;
                }
                Event::FocusGained | Event::FocusLost | Event::Mouse(_) | Event::Paste(_) => {}
            }
        }
    }
}

const fn keuze(toets: Toets) -> Option<Keuze> {
    match (toets.code, toets.ctrl) {
        (Code::Teken('o' | 'O'), false) => Some(Keuze::Desk),
        (Code::Teken('d' | 'D'), false) => Some(Keuze::Demo),
        (Code::Teken('q' | 'Q') | Code::Esc, false) | (Code::Teken('c'), true) => Some(Keuze::Stoppen),
        _ => None,
    }
}
