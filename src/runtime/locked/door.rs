//! The closed store and its letterbox, and the calls that were taken while it is closed.

use std::{collections::BTreeMap, path::PathBuf};

use crate::{
    domain::{
        error::{Error, Result},
        ids::Meldingnummer,
        melding::{Call, Content},
        moment::Moment,
    },
    log::event::{Entry, LogEvent, NewEvent},
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
            if let LogEvent::MeldingReceived { melding, received, content: Content::Call(call), .. } = &fact.event {
                let path = self.letterbox.post_call(None, &letter(now, *melding, *received, call))?;
                self.calls.insert(*melding, (path, now));
            } else if let LogEvent::CallUpdated { melding, call } = &fact.event
                && let Some((path, at)) = self.calls.get_mut(melding)
            {
                let letter = letter(*at, *melding, call.called.unwrap_or(*at), call);
                *path = self.letterbox.post_call(Some(path), &letter)?;
            } else {
                return Err(Error::data("De desk is op slot; er is niets vastgelegd."));
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
