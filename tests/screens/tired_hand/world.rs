//! What the world answers a tired hand: an own command that succeeds, charts, a handover, a passphrase that is right.
//! Without it no hand would come behind what waits for one.

use std::{collections::BTreeMap, sync::Arc};

use chrono::Duration;
use piket::{
    acts::{LinkMelding, MergeZaken, SaveDraft, TakeBesluit},
    desk::{
        effect::Effect,
        msg::Msg,
        state::way_out::{CommandEnd, WayOut, WentOut},
    },
    domain::{
        besluit::{BesluitKind, YesNo},
        draft::DraftKind,
        ids::Zaaknummer,
        melding::{Certainty, MeldingKind},
    },
    rules::address_book::AddressBook,
};

use crate::{
    desk::{TestDesk, TestResult},
    week_end::{charts, handover},
};

/// Somebody the line consists of.
const LINE: &str = "+31 6 0000 0000";

/// What leaves the desk, which only a key that was meant for it lets go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaving {
    /// A message, by this way.
    Message(Zaaknummer, DraftKind, WayOut),
    /// A paper about a case.
    Dossier(Zaaknummer),
    /// A monitor in a file.
    Monitor,
    /// A handover.
    Overdracht,
    /// A part of the handover of another comes in.
    Part,
    /// Nothing: the effect stays on this desk.
    Nothing,
}

impl Leaving {
    /// What leaves by this effect.
    pub fn by(effect: &Effect) -> Self {
        match effect {
            Effect::SendOut(message) => Self::Message(message.material.zaak.number, message.draft, message.way),
            Effect::Dossier(order) => Self::Dossier(order.zaak),
            Effect::Monitor { .. } => Self::Monitor,
            Effect::Overdracht { .. } => Self::Overdracht,
            Effect::TakePart { .. } => Self::Part,
            _ => Self::Nothing,
        }
    }
}

/// An officer at work and not in an exercise: messages go to somebody, by a command of their own, and more runs than in
/// the demo. A case whose form says otherwise than the call and is not whole, a message that nobody checked yet, a form
/// with proposals, and a case that went up in another.
pub fn at_work(desk: &mut TestDesk) -> TestResult {
    let setup = &mut desk.model.view.setup;
    setup.demo = false;
    let to = |draft| (draft, vec![LINE.to_owned()]);
    setup.recipients = BTreeMap::from(DraftKind::ALL.map(to));
    let own = format!("peildatum = 2026-11-29\n[[adres]]\nsoort = \"lijn\"\nnaam = \"{LINE}\"\nbron = \"eigen\"\n");
    let own = AddressBook::parse_own(&own, "adressen.toml").map_err(|e| format!("{e:?}"))?;
    setup.addresses = Arc::new(AddressBook::built_in().with_own(&own));

    let zaak = desk.zaak("6", "CTP Veldzicht")?;
    let other = desk.zaak("6", "CTP Veldzicht")?;
    let reason = "Een voorval.".to_owned();
    desk.run(&MergeZaken { source: other, target: zaak, reason: reason.clone() }.into())?;
    let different = desk.model.view.now.plus(Duration::minutes(-25)).rfc3339();
    let melding = desk.form(&[("voorval", &different), ("beschrijving", "Twee gewonden.")])?;
    desk.run(&LinkMelding { melding, zaak, reason: String::new() }.into())?;
    desk.run(&TakeBesluit { zaak, about: BesluitKind::P, choice: YesNo::Yes, reason }.into())?;
    let text = "Piket: agressie, CTP Veldzicht, 02:00. Piketmelding volgt.".to_owned();
    desk.run(&SaveDraft { zaak, draft: DraftKind::Sms, text }.into())?;
    let fields = [("verpleegde", "A. Proef"), ("afdeling", "Unit 3"), ("beschrijving", "Er was brand.")];
    desk.mail_that(MeldingKind::form("mbv"), &fields, |mail| {
        mail.fields.values_mut().for_each(|field| field.certainty = Certainty::Proposed);
    })?;
    Ok(())
}

/// Answers what was asked of the world since `from`.
pub fn answer(desk: &mut TestDesk, from: usize) {
    for effect in desk.requested.split_off(from.min(desk.requested.len())) {
        match effect {
            Effect::SendOut(message) => desk.send(Msg::WentOut(Box::new(WentOut {
                zaak: message.material.zaak.number,
                draft: message.draft,
                version: message.version,
                way: message.way,
                to: message.to,
                ended: if message.way == WayOut::Command { CommandEnd::Code(0) } else { CommandEnd::Never },
                result: Ok("Gelukt, zegt de weg.".to_owned()),
            }))),
            Effect::Charts { period, .. } => {
                let result = Ok(charts(desk));
                desk.send(Msg::Charts { period, result });
            }
            Effect::OpenOverdracht { .. } => desk.send(Msg::OverdrachtOpened(handover())),
            Effect::Unlock(_) => {
                let open = desk.fake_store.open();
                desk.unlock(open);
            }
            _ => {}
        }
    }
}
