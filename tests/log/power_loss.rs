//! `kill -9` in the middle of writing, again and again on the same store: what was acknowledged is
//! there, what was not is there whole or not at all, and the next start needs no help.

use std::{
    env,
    io::{BufRead, BufReader, Write},
    path::PathBuf,
    process::{Command, Stdio},
};

use piket::{
    domain::{draft::DraftKind, ids::Zaaknummer, termijn_kind::Kalender, text::Vertrouwelijk},
    log::event::{LogEvent, NewEvent},
};

use crate::support::{TestResult, for_writing, now, rulebook};

const COMMAND: &str = "PIKET_PROEF_SCHRIJVER";
const ROUNDS: u32 = 22;
/// So many facts and drafts are acknowledged at least, over all rounds.
const CYCLES: u32 = 1_000;
/// A writer that is never killed stops by itself.
const MAX: u32 = 20_000;

/// Not a test of its own: the writing half, which the test below starts as a child.
#[test]
fn writer() -> TestResult {
    let Some(folder) = env::var_os(COMMAND).map(PathBuf::from) else { return Ok(()) };
    let mut store = for_writing(&folder)?;
    let mut out = std::io::stdout();
    for _ in 0..MAX {
        let desk = store.load_open()?;
        let zaak: Zaaknummer = desk.next_zaak("2026-W47".parse()?);
        let new_event = |event| NewEvent { occurred_at: now(), event };
        let combine = [
            new_event(LogEvent::ZaakOpened {
                zaak,
                inrichting: None,
                rulebook: rulebook(),
                kalender: Kalender::CaoRijk,
            }),
            new_event(LogEvent::DraftSaved {
                zaak,
                draft: DraftKind::Piketmelding,
                version: 1,
                text: Vertrouwelijk::new("tijdens het schrijven"),
                reach: None,
            }),
            new_event(LogEvent::ZaakClosed { zaak }),
        ];
        let entries = store.write(now(), "kind", &combine, &[])?;
        writeln!(out, "bevestigd {}", entries.last().map_or(0, |e| e.seq))?;
        out.flush()?;
    }
    Ok(())
}

#[test]
fn what_was_acknowledged_survives_kill_9() -> TestResult {
    let folder = tempfile::tempdir()?;
    let (mut confirmed, mut cycli) = (0, 0);
    for round in 0..ROUNDS {
        let mut child = Command::new(env::current_exe()?)
            .args(["power_loss::writer", "--exact", "--nocapture"])
            .env(COMMAND, folder.path())
            .stdout(Stdio::piped())
            .spawn()?;
        // The kill follows the n-th answer at once, so it lands somewhere in what comes after it.
        let mut answers = round * 37 % 101;
        for line in BufReader::new(child.stdout.take().ok_or("geen uitvoer")?).lines() {
            let Some(seq) = line?.strip_prefix("bevestigd ").map(str::parse::<u64>).transpose()? else { continue };
            confirmed = seq;
            cycli += 1;
            match answers.checked_sub(1) {
                Some(n) => answers = n,
                None => child.kill()?,
            }
        }
        assert!(!child.wait()?.success(), "ronde {round}: the writer ended before it was killed");
        let mut store = for_writing(folder.path())?;
        let chain = store.check()?;
        assert_eq!(chain.errors, [], "ronde {round}");
        assert!(chain.entries >= confirmed, "ronde {round}: {confirmed} bevestigd, {} over", chain.entries);
        // Three entries per transaction: never a part of one.
        assert_eq!(chain.entries % 3, 0, "ronde {round}");
        assert_eq!(store.rebuild()?.differences, 0, "ronde {round}");
    }
    assert!(cycli >= CYCLES, "{cycli}");
    Ok(())
}
