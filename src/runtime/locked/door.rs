//! The closed store and its letterbox, and the calls that were taken while it is closed.

use std::{collections::BTreeMap, path::PathBuf};

use crate::{
    domain::{
        error::{Error, Result},
        ids::Meldingnummer,
        melding::Call,
        moment::Moment,
    },
    log::{
        brought::TypedCall,
        event::{Entry, NewEvent},
    },
    runtime::letterbox::{Letter, Letterbox},
    store::ClosedStore,
};

/// The closed store and its letterbox.
pub(super) struct Door {
    pub closed: ClosedStore,
    pub letterbox: Letterbox,
    pub folder: PathBuf,
    pub actor: String,
    /// Where the calls lie that were taken here, and when each came.
    pub calls: BTreeMap<Meldingnummer, (PathBuf, Moment)>,
}

impl Door {
    /// Seals a call as it was typed so far, in the place of what was typed before.
    pub fn note(&mut self, now: Moment, facts: Vec<NewEvent>) -> Result<Vec<Entry>> {
        for fact in &facts {
            let refused = || Error::data("De desk is op slot; er is niets vastgelegd.");
            let TypedCall { melding, received, call } = fact.event.typed_call().ok_or_else(refused)?;
            if let Some(received) = received {
                let path = self.letterbox.post_call(None, &letter(now, melding, received, call))?;
                self.calls.insert(melding, (path, now));
            } else {
                let (path, at) = self.calls.get_mut(&melding).ok_or_else(refused)?;
                let letter = letter(*at, melding, call.called.unwrap_or(*at), call);
                *path = self.letterbox.post_call(Some(path), &letter)?;
            }
        }
        let entry = |fact: NewEvent| Entry {
            seq: 0,
            recorded_at: now,
            occurred_at: fact.occurred_at,
            actor: self.actor.clone(),
            mark: None,
            origin: None,
            event: fact.event,
        };
        Ok(facts.into_iter().map(entry).collect())
    }
}

fn letter(at: Moment, melding: Meldingnummer, received: Moment, call: &Call) -> Letter {
    Letter::Call { at, melding, received, call: call.clone() }
}
