//! `kill -9` in the middle of writing, again and again on the same store: what was acknowledged is
//! there, what was not is there whole or not at all, and the next start needs no help.

use std::{
    env,
    io::{BufRead, BufReader, Write},
    path::PathBuf,
    process::{Command, Stdio},
};

use piket::domain::{
    concept::ConceptSoort,
    event::{LogEvent, Nieuw},
    ids::Zaaknummer,
    tekst::Vertrouwelijk,
    termijnsoort::Kalender,
};

use crate::hulp::{Proef, nu, regelboek, schrijvend};

const OPDRACHT: &str = "PIKET_PROEF_SCHRIJVER";
const RONDES: u32 = 22;
/// So many facts and drafts are acknowledged at least, over all rounds.
const CYCLI: u32 = 1_000;
/// A writer that is never killed stops by itself.
const HOOGSTENS: u32 = 20_000;

/// Not a test of its own: the writing half, which the test below starts as a child.
#[test]
fn schrijver() -> Proef {
    let Some(map) = env::var_os(OPDRACHT).map(PathBuf::from) else { return Ok(()) };
    let mut opslag = schrijvend(&map)?;
    let mut uit = std::io::stdout();
    for _ in 0..HOOGSTENS {
        let desk = opslag.laad_open()?;
        let zaak: Zaaknummer = desk.volgende_zaak("2026-W47".parse()?);
        let bij = |event| Nieuw { voorgevallen_op: nu(), event };
        let samen = [
            bij(LogEvent::ZaakGeopend { zaak, inrichting: None, regelboek: regelboek(), kalender: Kalender::CaoRijk }),
            bij(LogEvent::ConceptBewaard {
                zaak,
                concept: ConceptSoort::Piketmelding,
                versie: 1,
                tekst: Vertrouwelijk::nieuw("tijdens het schrijven"),
            }),
            bij(LogEvent::ZaakGesloten { zaak }),
        ];
        let entries = opslag.schrijf(nu(), "kind", &samen, &[])?;
        writeln!(uit, "bevestigd {}", entries.last().map_or(0, |e| e.seq))?;
        uit.flush()?;
    }
    Ok(())
}

#[test]
fn what_was_acknowledged_survives_kill_9() -> Proef {
    let map = tempfile::tempdir()?;
    let (mut bevestigd, mut cycli) = (0, 0);
    for ronde in 0..RONDES {
        let mut kind = Command::new(env::current_exe()?)
            .args(["stroomuitval::schrijver", "--exact", "--nocapture"])
            .env(OPDRACHT, map.path())
            .stdout(Stdio::piped())
            .spawn()?;
        // The kill follows the n-th answer at once, so it lands somewhere in what comes after it.
        let mut antwoorden = ronde * 37 % 101;
        for regel in BufReader::new(kind.stdout.take().ok_or("geen uitvoer")?).lines() {
            let Some(seq) = regel?.strip_prefix("bevestigd ").map(str::parse::<u64>).transpose()? else { continue };
            bevestigd = seq;
            cycli += 1;
            match antwoorden.checked_sub(1) {
                Some(n) => antwoorden = n,
                None => kind.kill()?,
            }
        }
        assert!(!kind.wait()?.success(), "ronde {ronde}: the writer ended before it was killed");
        let mut opslag = schrijvend(map.path())?;
        let keten = opslag.controleer()?;
        assert_eq!(keten.fouten, [], "ronde {ronde}");
        assert!(keten.entries >= bevestigd, "ronde {ronde}: {bevestigd} bevestigd, {} over", keten.entries);
        // Three entries per transaction: never a part of one.
        assert_eq!(keten.entries % 3, 0, "ronde {ronde}");
        assert_eq!(opslag.herbouw()?.verschillen, 0, "ronde {ronde}");
    }
    assert!(cycli >= CYCLI, "{cycli}");
    Ok(())
}
