//! What can be taken back stands in the log and nowhere else: a store that was closed and opened again takes the same
//! back, and puts the same back, as the desk that never closed.

use piket::{
    domain::{error::Result, melding::MeldingKind},
    log::{
        event::NewEvent,
        history::{Direction, Pick},
    },
    store::{Access, Store, StoreKind, Unlock, open},
};
use proptest::prelude::*;
use tempfile::TempDir;

use crate::{dossier::Dossier, same::same, undo_random::act};

/// A desk that stays open, and beside it a store that is closed after every act.
struct Pair {
    dossier: Dossier,
    folder: TempDir,
}

impl Pair {
    fn store(&self) -> Result<Store> {
        open(self.folder.path(), Access::Write, Some(StoreKind::Demo), Unlock::None, self.dossier.now)
    }

    /// Records in the store what was recorded here since `known` entries, act by act.
    fn follow(&self, known: usize) -> Result<()> {
        let mut store = self.store()?;
        let entries: Vec<_> = self.dossier.log.iter().skip(known).collect();
        for act in entries.chunk_by(|a, b| a.mark == b.mark) {
            let new: Vec<NewEvent> =
                act.iter().map(|e| NewEvent { occurred_at: e.occurred_at, event: e.event.clone() }).collect();
            store.write(self.dossier.now, "proef", &new, &[])?;
        }
        store.close()
    }

    /// Takes back or puts back in both; `false` when there is nothing, in both.
    fn turn(&mut self, direction: Direction) -> Result<bool, String> {
        let said = |e: piket::domain::error::Error| e.to_string();
        let mut store = self.store().map_err(said)?;
        let now = self.dossier.now;
        let reopened = store.history().and_then(|h| h.deeds(&self.dossier.books()).turn(direction, Pick::Last, now));
        let stayed = self.dossier.deeds().turn(direction, Pick::Last, now);
        let (reopened, stayed) = match (reopened, stayed) {
            (Ok(reopened), Ok(stayed)) => (reopened, stayed),
            (Err(_), Err(_)) => return Ok(false),
            (reopened, stayed) => return Err(format!("{reopened:?} tegen {stayed:?}")),
        };
        if (&reopened.name, reopened.reverses, &reopened.new) != (&stayed.name, stayed.reverses, &stayed.new) {
            return Err(format!("{reopened:?} tegen {stayed:?}"));
        }
        store.reverse(now, "proef", &reopened.new, reopened.reverses).map_err(said)?;
        store.close().map_err(said)?;
        self.dossier.record(stayed.new, Some(stayed.reverses));
        self.agree()
    }

    fn agree(&self) -> Result<bool, String> {
        let desk = self.store().and_then(|store| store.load_all()).map_err(|e| e.to_string())?;
        same(&self.dossier.desk, &desk)?;
        same(&desk, &self.dossier.desk)?;
        Ok(true)
    }
}

fn pair() -> Result<Pair, Box<dyn std::error::Error>> {
    let mut pair = Pair { dossier: Dossier::empty()?, folder: TempDir::new()? };
    pair.dossier.now = pair.dossier.after(1);
    let mut known = 0;
    for step in 0..5 {
        match step {
            0 => drop(pair.dossier.phone("CTP Veldzicht", Some("6"))?),
            1 => drop(pair.dossier.mail(MeldingKind::form("mbv"), &[("beschrijving", "Een ruit is ingegooid.")])?),
            2 => drop(pair.dossier.phone("FPC Pompestichting", Some("A"))?),
            3 => drop(pair.dossier.mail(MeldingKind::form("moa"), &[("beschrijving", "Hij is weg.")])?),
            _ => drop(pair.dossier.mail(MeldingKind::Unknown, &[])?),
        }
        pair.follow(known)?;
        known = pair.dossier.log.len();
        pair.dossier.now = pair.dossier.after(11);
    }
    Ok(pair)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_store_that_was_closed_takes_back_and_puts_back_the_same(
        steps in prop::collection::vec((0u8..25, prop::array::uniform4(0usize..5000), 0u8..6), 1..16),
    ) {
        let mut pair = pair().map_err(|f| TestCaseError::fail(f.to_string()))?;
        for (kind, numbers, turns) in steps {
            let known = pair.dossier.log.len();
            if let Some(act) = act(&pair.dossier, kind, numbers) && pair.dossier.run(&act).is_ok() {
                let followed = pair.follow(known);
                prop_assert!(followed.is_ok(), "{act:?}: {followed:?}");
            }
            pair.dossier.now = pair.dossier.after(11);
            let directions = match turns {
                0 => &[Direction::Undo, Direction::Redo][..],
                1 => &[Direction::Undo, Direction::Undo, Direction::Redo][..],
                2 => &[Direction::Undo][..],
                _ => &[][..],
            };
            for direction in directions {
                let turned = pair.turn(*direction);
                prop_assert!(turned.is_ok(), "{turned:?}");
                pair.dossier.now = pair.dossier.after(11);
            }
        }
        let agreed = pair.agree();
        prop_assert!(agreed.is_ok(), "{agreed:?}");
    }
}

/// What is put back has the reason that it was done for, and is nowhere told as undone.
#[test]
fn a_row_that_is_put_back_has_its_own_reason() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let (mut dossier, zaak) = Dossier::with_rij("22", "CTP Veldzicht")?;
    let choose = |rij: &str, reason: &str| -> Result<piket::acts::Act> {
        let (rij, reason) = (piket::domain::rij::Rij::parse(rij)?, reason.to_owned());
        Ok(piket::acts::ChooseRij { zaak, rij, reason }.into())
    };
    let reason = |dossier: &Dossier| -> Result<String> {
        Ok(dossier.zaak(zaak)?.rij_choices.last().map_or_else(String::new, |choice| choice.reason.read().to_owned()))
    };
    dossier.run(&choose("6", "Toch agressie.")?)?;
    dossier.run(&choose("7", "Het slachtoffer is een medebewoner.")?)?;
    dossier.turn(Direction::Undo, Pick::Last)?;
    assert_eq!(reason(&dossier)?, "Toch agressie.");
    dossier.turn(Direction::Redo, Pick::Last)?;
    assert_eq!(reason(&dossier)?, "Het slachtoffer is een medebewoner.");
    Ok(())
}
