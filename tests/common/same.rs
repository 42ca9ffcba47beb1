//! Whether two desks hold the same, except for what an undo leaves behind on purpose: the log keeps what was done, and a
//! number that was given out is not given out again.

use piket::{
    domain::text::Vertrouwelijk,
    log::{desk::Desk, zaak::Zaak},
};

/// A case without the traces an undo leaves: when it was last touched, the history of rows and
/// places, the numbers of drafts, and facts that were noted and taken back.
fn without_trace(zaak: &Zaak) -> Zaak {
    let mut bare = zaak.clone();
    bare.last = bare.opened;
    bare.placings.clear();
    let rij = bare.rij_choices.last().cloned();
    bare.rij_choices = rij
        .into_iter()
        .filter(|k| k.rij.is_some())
        .map(|mut k| {
            k.at = bare.opened;
            k.reason = Vertrouwelijk::default();
            k
        })
        .collect();
    for draft in bare.drafts.values_mut() {
        draft.checked = None;
        draft.latest.version = 0;
    }
    // What came back was noted when it did.
    bare.steps.values_mut().for_each(|note| note.noted = bare.opened);
    bare.passed_on.iter_mut().for_each(|told| told.noted = bare.opened);
    bare.settled.iter_mut().for_each(|settled| settled.at = bare.opened);
    bare.retracted.clear();
    bare.revised.clear();
    bare.retracted_drafts.clear();
    bare.reminders.retain(|r| r.done.is_none());
    bare.reminders.sort_by_key(|r| r.number);
    bare.meldingen.sort_by_key(|k| k.melding);
    bare
}

/// True when both desks hold the same.
pub fn same(before: &Desk, after: &Desk) -> Result<(), String> {
    if before.meldingen != after.meldingen {
        return Err("een melding staat er anders bij".to_owned());
    }
    for (nr, was) in &before.zaken {
        let Some(is) = after.zaken.get(nr) else { return Err(format!("{nr} is weg")) };
        let (a, b) = (without_trace(was), without_trace(is));
        if a != b {
            return Err(format!("{nr}: {a:?}\nis nu {b:?}"));
        }
        for (kind, c) in &was.drafts {
            // A text that came back is a later version, and has to be checked again.
            let now = is.drafts.get(kind).map(|c| (c.version, c.checked));
            let later = now.is_some_and(|(version, check)| version > c.version && check != Some(version));
            if now != Some((c.version, c.checked)) && !later {
                return Err(format!("{nr}: concept {kind} is {now:?}"));
            }
        }
    }
    Ok(())
}
