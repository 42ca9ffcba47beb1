//! Asks for the passphrase before the desk opens, on a screen of its own.

use std::{path::Path, time::Duration};

use crossterm::event::{Event, poll, read};

use super::{
    clock::Clock,
    signaal::{Signaal, Signalen},
    terminal::{Beeldscherm, met_terminal},
};
use crate::{
    app::wachtwoord::{Vraaggevolg, Vraagsoort, Wachtwoordvraag},
    domain::{
        fout::{Fout, Uitkomst},
        wachtwoord::Wachtwoord,
    },
    ui::{theme::Thema, toets, wachtwoord},
};

/// How long the question rests between two looks at the keyboard; the countdown of a wait moves along.
const ADEM: Duration = Duration::from_millis(40);
/// How long such a look lasts: the library does not look at all when it may not wait.
const BLIK: Duration = Duration::from_millis(1);

/// Asks until `probeer` takes the passphrase; `None` when the officer leaves. A refusal that is not
/// about the passphrase ends the question.
///
/// # Errors
/// When there is no terminal, or the store cannot be opened for another reason.
pub fn wachtwoord<T>(
    soort: Vraagsoort,
    pad: &Path,
    thema: &Thema,
    probeer: impl FnMut(&Wachtwoord) -> Poging<T>,
) -> Uitkomst<Option<T>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|e| fout(&e))?;
    let signalen = runtime.block_on(async { Signalen::luister() })?;
    let pad = crate::domain::schoon::regel(&pad.to_string_lossy());
    met_terminal(|beeldscherm| {
        let vragen = Vragen { beeldscherm, pad, thema, vraag: Wachtwoordvraag::nieuw(soort), clock: Clock::machine() };
        runtime.block_on(vragen.stel(signalen, probeer))
    })?
}

/// What came of a try.
#[derive(Debug)]
pub enum Poging<T> {
    /// It is open.
    Open(T),
    /// The passphrase was wrong.
    Mis(Fout),
    /// Something else is the matter.
    Anders(Fout),
}

fn fout(e: &std::io::Error) -> Fout {
    Fout::gegevens(format!("De terminal doet het niet: {e}."))
}

struct Vragen<'a> {
    beeldscherm: Beeldscherm,
    pad: String,
    thema: &'a Thema,
    vraag: Wachtwoordvraag,
    clock: Clock,
}

impl Vragen<'_> {
    async fn stel<T>(
        mut self,
        mut signalen: Signalen,
        mut probeer: impl FnMut(&Wachtwoord) -> Poging<T>,
    ) -> Uitkomst<Option<T>> {
        self.teken()?;
        let mut seconde = None;
        loop {
            tokio::select! {
                signaal = signalen.volgende() => match signaal {
                    Signaal::Stop => return Ok(None),
                    // Nothing is open yet.
                    Signaal::Vergrendel => {}
                },
                () = tokio::time::sleep(ADEM) => {}
            }
            // No thread of its own here: it would take the first key of the desk that follows.
            while poll(BLIK).map_err(|e| fout(&e))? {
                let nu = self.clock.now();
                match read().map_err(|e| fout(&e))? {
                    Event::Key(key) => match toets::van(key).map(|t| self.vraag.toets(t, nu)) {
                        Some(Vraaggevolg::Stop) => return Ok(None),
                        Some(Vraaggevolg::Probeer(wachtwoord)) => {
                            self.beeldscherm
                                .teken(|frame| wachtwoord::teken_even_geduld(&self.pad, self.thema, frame))?;
                            match probeer(&wachtwoord) {
                                Poging::Open(open) => return Ok(Some(open)),
                                Poging::Mis(fout) => self.vraag.mislukte(fout, self.clock.now()),
                                Poging::Anders(fout) => return Err(fout),
                            }
                        }
                        Some(Vraaggevolg::Niets) | None => {}
                    },
                    Event::Paste(tekst) => self.vraag.plak(&tekst),
                    Event::Resize(..) => self.beeldscherm.pas_aan()?,
                    Event::FocusGained | Event::FocusLost | Event::Mouse(_) => {}
                }
                self.teken()?;
            }
            let nu = self.clock.now();
            let wacht = self.vraag.wacht_tot(nu).map(|tot| tot.sinds(nu).num_seconds());
            if wacht != seconde {
                seconde = wacht;
                self.teken()?;
            }
        }
    }

    fn teken(&mut self) -> Uitkomst<()> {
        let nu = self.clock.now();
        self.beeldscherm.teken(|frame| wachtwoord::teken(&self.vraag, &self.pad, nu, self.thema, frame))
    }
}
