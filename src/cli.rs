//! Runs the verbs. Every act of the screen goes through the same judgement here; what a verb prints
//! is its answer, errors go to standard error as one Dutch sentence.

mod agenda;
mod berichten;
mod bewaartermijn;
mod controle;
mod handelingen;
mod inrichtingen;
mod inzage;
mod kalender;
mod kop;
mod lijsten;
mod naslag;
mod omgeving;
mod onderhoud;
mod openen;
mod overdracht;
mod post;
mod regels;
mod reserve;
mod sleutel;
mod toen;
mod toon;
mod wacht;
mod wachtwoord;
mod wekker;

use std::{ffi::OsString, io::Write, sync::Arc};

use clap::error::ErrorKind;

use crate::{
    app::verb::{self, Bewaarverb, InboxArgs, Piket, Verb},
    domain::fout::{Fout, Uitkomst},
};
use omgeving::Omgeving;

/// How a verb ended when nothing went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Einde {
    /// Done.
    Gedaan,
    /// A check that says no.
    Nee,
}

/// Runs the program and answers its exit code: 0 done, 1 no, 2 usage, 3 data or store.
pub fn run(woorden: impl IntoIterator<Item = OsString>) -> u8 {
    let piket = match verb::lees(woorden) {
        Ok(piket) => piket,
        Err(e) if matches!(e.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            druk(&verb::hulp(&e));
            return 0;
        }
        Err(e) => return zeg(&verb::vertaal(&e)),
    };
    match voer_uit(&piket) {
        Ok(Einde::Gedaan) => 0,
        Ok(Einde::Nee) => 1,
        Err(fout) => zeg(&fout),
    }
}

fn zeg(fout: &Fout) -> u8 {
    let _ = writeln!(std::io::stderr(), "{fout}");
    fout.soort.exit_code()
}

fn voer_uit(piket: &Piket) -> Uitkomst<Einde> {
    negeer_slotsignaal();
    let omgeving = Omgeving::nieuw(&piket.globaal)?;
    if omgeving.instellingen.imap.is_some() {
        // Before the store does: started by anybody else, this library clears away when the process ends
        // what a thread that speaks to a mail server still uses.
        openssl::init();
    }
    let Some(verb) = &piket.verb else { return openen::desk(&omgeving) };
    // The desk has its header for this.
    if !matches!(verb, Verb::Demo { .. }) {
        for zin in omgeving.waarschuwingen() {
            let _ = writeln!(std::io::stderr(), "Let op: {zin}");
        }
    }
    match verb {
        Verb::Demo { zaad, maak, leeg, twintig } => {
            let inhoud = match (leeg, twintig) {
                (true, _) => openen::Inhoud::Leeg,
                (false, true) => openen::Inhoud::Twintig,
                (false, false) => openen::Inhoud::Week(*zaad),
            };
            openen::demo(&omgeving, inhoud, *maak)
        }
        Verb::Termijn(args) => regels::termijn(&omgeving, args),
        Verb::Matrix { json } => regels::matrix(&omgeving, *json),
        Verb::Kalender { jaar, json } => kalender::kalender(&omgeving, *jaar, *json),
        Verb::SmsTelling { tekst, json } => Ok(berichten::sms_telling(tekst, *json)),
        Verb::Importeer { paden, json } => post::importeer(&omgeving, paden, *json),
        Verb::Inbox(InboxArgs { bron: Some(melding), uit: Some(uit), .. }) => {
            post::schrijf_bron(&omgeving, *melding, uit)
        }
        Verb::Inbox(InboxArgs { vorm, .. }) => lijsten::inbox(&omgeving, vorm),
        Verb::Incidenten(vorm) => lijsten::incidenten(&omgeving, vorm),
        Verb::Toon { zaak: Some(zaak), op, json } => toon::toon(&omgeving, *zaak, op.as_deref(), *json),
        // The grammar asks for a moment where no case is named; no moment is now.
        Verb::Toon { zaak: None, op, json } => toen::toon(&omgeving, op.as_deref().unwrap_or("nu"), *json),
        Verb::Concept(args) => berichten::concept(&omgeving, args),
        Verb::Monitor { week, uit } => berichten::monitor(&omgeving, *week, uit),
        Verb::Logboek { wat } => onderhoud::logboek(&omgeving, wat),
        Verb::Sleutel { wat } => sleutel::sleutel(&omgeving, wat),
        Verb::Bewaartermijn { json, wat } => match wat {
            None => bewaartermijn::lijst(&omgeving, *json),
            Some(Bewaarverb::Wis { objecten, reden, uit }) => bewaartermijn::wis(&omgeving, objecten, reden, uit),
            Some(Bewaarverb::Houd { .. } | Bewaarverb::Vrij { .. }) => handelingen::doe(&omgeving, verb),
        },
        Verb::Overdracht { wat } => overdracht::overdracht(&omgeving, wat),
        Verb::Reservekopie { wat } => reserve::reservekopie(&omgeving, wat),
        Verb::Inrichtingen { json, wat } => inrichtingen::inrichtingen(&omgeving, *json, wat.as_ref()),
        Verb::Agenda { uit } => agenda::agenda(&omgeving, uit),
        Verb::Wekker { wat } => wekker::wekker(&omgeving, wat),
        Verb::Wacht { installeer: true } => wacht::installeer(&omgeving, piket.globaal.wachtwoord_bestand.as_deref()),
        Verb::Wacht { installeer: false } => wacht::wacht(&omgeving),
        Verb::Controle { json } => controle::controle(&omgeving, *json),
        Verb::Herbouw => onderhoud::herbouw(&omgeving),
        Verb::Aanvullingen { shell } => onderhoud::aanvullingen(shell),
        Verb::Man => onderhoud::man(),
        Verb::Meld(_)
        | Verb::Open { .. }
        | Verb::Koppel { .. }
        | Verb::Ontkoppel { .. }
        | Verb::Aanvaard { .. }
        | Verb::Terzijde { .. }
        | Verb::Terugleggen { .. }
        | Verb::Rij { .. }
        | Verb::Gegevens { .. }
        | Verb::Feit { .. }
        | Verb::FeitStatus { .. }
        | Verb::Beslecht(_)
        | Verb::Weeg { .. }
        | Verb::Besluit { .. }
        | Verb::Stap { .. }
        | Verb::ZetTermijn(_)
        | Verb::Herinner { .. }
        | Verb::Sluit { .. }
        | Verb::Samenvoegen(_)
        | Verb::Splitsen(_)
        | Verb::Heropen { .. } => handelingen::doe(&omgeving, verb),
    }
}

/// The signal that locks a desk goes to everything called piket; a verb has nothing to lock, and must
/// not be cut off by it in the middle of what it does.
fn negeer_slotsignaal() {
    // Where the system refuses, the verb runs as it would without.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGUSR1, Arc::default());
}

/// Prints an answer; a closed pipe is no error.
fn druk(tekst: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{}", tekst.trim_end_matches('\n'));
}
