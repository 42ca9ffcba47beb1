//! Takes a handover over at the desk: its file is opened beside the store thread, which takes a second, and its cases come in
//! on that thread, one act of the officer each. After each the receipt is written anew.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use zeroize::Zeroizing;

use super::EffectRunner;
use crate::{
    desk::{
        effect::OverdrachtMaterial,
        msg::{Msg, TakenPart},
        state::overdracht_screen::{OpenedOverdracht, OpenedPart, PartState},
    },
    domain::{
        error::{Error, Result},
        ids::{Meldingnummer, Zaaknummer},
        if_exists::IfExists,
        moment::Moment,
        overdracht_order::{OverdrachtPart, OverdrachtReading},
        sanitize,
    },
    log::desk::Desk,
    outgoing::age::{self, AgeOpener},
    paths,
    platform::file,
    report::overdracht::{
        Overdracht,
        accept::{Acceptance, identities, require_foreign, sealed},
        make::bundle_object,
    },
    store::{Bundle, ChangeJob, Request, Store, StoreHandle},
};

/// A handover that is open at this desk.
struct HeldBundle {
    bundle: Arc<Bundle>,
    receipt: PathBuf,
    /// What becomes of a receipt that is there: the first one is new, a later one takes its place.
    existing: IfExists,
    meldingen: BTreeMap<Meldingnummer, Meldingnummer>,
}

/// The handover that was opened last.
#[derive(Clone, Default)]
pub(super) struct HeldOverdracht(Arc<Mutex<Option<HeldBundle>>>);

impl std::fmt::Debug for HeldOverdracht {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Overdracht(…)")
    }
}

impl EffectRunner {
    pub(super) fn open_overdracht(&self, reading: OverdrachtReading, material: OverdrachtMaterial) -> Option<Msg> {
        let (handle, sender, held) = (self.worker.store_handle(), self.sender.clone(), self.overdracht.clone());
        tokio::task::spawn_blocking(move || {
            let result = open(&reading, &material, &handle).map(|(bundle, receipt, opened)| {
                if let Ok(mut open) = held.0.lock() {
                    *open = Some(HeldBundle { bundle, receipt, existing: IfExists::Keep, meldingen: BTreeMap::new() });
                }
                opened
            });
            let _ = sender.blocking_send(Msg::OverdrachtOpened(result));
        });
        None
    }

    pub(super) fn take_part(&self, part: OverdrachtPart, material: OverdrachtMaterial) -> Option<Msg> {
        let (sender, held) = (self.sender.clone(), self.overdracht.clone());
        let (now, by) = (self.equipment.clock.now(), self.equipment.actor.clone());
        self.ask(Request::Change(ChangeJob(Box::new(move |store| {
            let result = match held.0.lock().as_deref_mut() {
                Ok(Some(held)) => take(store, held, part, &material, (now, &by)).map(Box::new),
                Ok(None) | Err(_) => Err(Error::no("Er is geen overdracht open.").hint("Open haar opnieuw.")),
            };
            let _ = sender.blocking_send(Msg::PartTaken { part, result });
        }))))
    }
}

type OpenedBundle = (Arc<Bundle>, PathBuf, OpenedOverdracht);

fn open(reading: &OverdrachtReading, material: &OverdrachtMaterial, store: &StoreHandle) -> Result<OpenedBundle> {
    let (path, receipt) = (paths::typed(&reading.file), paths::typed(&reading.receipt));
    // Said before anything is taken over, and not after.
    if reading.receipt.is_empty() || receipt.exists() {
        let name = sanitize::line(&receipt.to_string_lossy());
        return Err(Error::usage(format!("Voor de ontvangst is een nieuw bestand nodig; {name} is er al."))
            .hint("Noem een andere naam; er is niets overgenomen."));
    }
    let sealed = sealed(&path)?.ok_or_else(|| {
        Error::usage("Dit is een papier en geen versleutelde overdracht; er is niets overgenomen.")
            .hint("Een papier aanvaardt u met «overdracht aanvaard» achter de dubbele punt.")
    })?;
    let plain = age::open(&sealed, &opener(reading)?)?;
    let gone = || Error::data("De opslag antwoordt niet; er is niets overgenomen.");
    let (kind, own) = store.ask(|store| (store.kind(), store.desk_id())).ok_or_else(gone)?;
    let bundle = Arc::new(read(&plain, kind)?);
    require_foreign(own?.as_ref(), &bundle)?;
    let asked = Arc::clone(&bundle);
    let accepted = store.ask(move |store| accepted(store, &asked)).ok_or_else(gone)??;
    let opened = told(&bundle, &accepted, material, &receipt)?;
    Ok((bundle, receipt, opened))
}

fn read(plain: &Zeroizing<Vec<u8>>, kind: crate::store::StoreKind) -> Result<Bundle> {
    Bundle::read(plain, Some(kind))
}

fn opener(reading: &OverdrachtReading) -> Result<AgeOpener> {
    match (&reading.identity, &reading.passphrase) {
        (Some(file), _) => identities(&paths::typed(file)),
        (None, Some(passphrase)) => Ok(AgeOpener::Passphrase(passphrase.clone())),
        (None, None) => Err(Error::usage("Zonder sleutel of wachtwoord gaat de overdracht niet open.")),
    }
}

/// The cases that are here already.
fn accepted(store: &Store, bundle: &Bundle) -> Result<Vec<Zaaknummer>> {
    let all = bundle.header.zaken.iter().map(|zaak| zaak.number);
    let mut out = Vec::new();
    for number in all {
        if store.accepted(bundle, number)?.is_some() {
            out.push(number);
        }
    }
    Ok(out)
}

/// What the screen shows of it.
fn told(
    bundle: &Bundle,
    accepted: &[Zaaknummer],
    material: &OverdrachtMaterial,
    receipt: &Path,
) -> Result<OpenedOverdracht> {
    let (header, desk) = (&bundle.header, bundle.desk()?);
    let by = sanitize::line(&header.by);
    let in_inbox = |number| header.meldingen.iter().any(|m| m.inbox && m.number == number);
    let paper = paper(bundle, &desk, material, &by);
    let judge = material.judge();
    let zaken = desk.zaken.values().map(|zaak| OpenedPart {
        part: OverdrachtPart::Zaak(zaak.number),
        title: format!(
            "{}  {}  {}",
            zaak.number,
            judge.case_rule(zaak).rij().map_or_else(|| "geen rij".to_owned(), |rij| format!("rij {rij}")),
            paper.place(zaak.inrichting.as_ref())
        ),
        told: paper.told_of(zaak),
        state: if accepted.contains(&zaak.number) { PartState::Taken } else { PartState::Waiting },
    });
    let waiting = desk.meldingen.keys().filter(|number| in_inbox(**number)).count();
    let inbox = (waiting > 0).then(|| OpenedPart {
        part: OverdrachtPart::Inbox,
        title: format!("Inbox: {waiting}"),
        told: paper.told_of_inbox(),
        state: PartState::Waiting,
    });
    Ok(OpenedOverdracht {
        week: header.week,
        about: format!("Gemaakt {} door {by}. Controlewoorden: {}.", header.made_at.long(), bundle.words()),
        parts: zaken.chain(inbox).collect(),
        receipt: sanitize::line(&receipt.to_string_lossy()),
    })
}

/// The paper that it would be.
fn paper<'a>(bundle: &Bundle, desk: &'a Desk, material: &'a OverdrachtMaterial, by: &'a str) -> Overdracht<'a> {
    let in_inbox = |number| bundle.header.meldingen.iter().any(|m| m.inbox && m.number == number);
    Overdracht {
        week: bundle.header.week,
        by,
        now: bundle.header.made_at,
        head: bundle.header.head.clone(),
        zaken: desk.zaken.values().collect(),
        inbox: desk.meldingen.values().filter(|m| in_inbox(m.number)).collect(),
        closed: 0,
        retention: Vec::new(),
        judge: material.judge(),
        addresses: &material.addresses,
    }
}

fn take(
    store: &mut Store,
    held: &mut HeldBundle,
    part: OverdrachtPart,
    material: &OverdrachtMaterial,
    (now, by): (Moment, &str),
) -> Result<TakenPart> {
    let acceptance = Acceptance { bundle: &held.bundle, judge: material.judge(), by, now };
    let mut said = match part {
        OverdrachtPart::Zaak(number) => {
            let taken = acceptance.zaak(store, number)?;
            std::iter::once(taken.sentence).chain(taken.differences).collect::<Vec<_>>().join(" ")
        }
        OverdrachtPart::Inbox => {
            let taken = acceptance.inbox(store)?;
            let said = format!("Inbox: {} overgenomen.", taken.len());
            held.meldingen.extend(taken);
            said
        }
    };
    // What was taken over stays so, also where its receipt cannot be written.
    let receipt = acceptance.receipt(store, held.meldingen.clone());
    let written = receipt.and_then(|bytes| file::write_bytes(&held.receipt, held.existing, &bytes));
    match written {
        Ok(()) => {
            held.existing = IfExists::Replace;
            said = format!("{said} De ontvangst staat in {}.", sanitize::line(&held.receipt.to_string_lossy()));
        }
        Err(error) => said = format!("{said} Maar de ontvangst is niet geschreven: {error}"),
    }
    let object = bundle_object(&held.bundle.header.head, &held.bundle.digest);
    Ok(TakenPart { said, desk: store.load_open()?, object })
}
