//! Files the receipt at the desk that handed over: what is followed elsewhere is no longer followed here.

use std::path::Path;

use crate::{
    acts::{Act, HandOverZaak, SetAside, decide::decide_all},
    cli::{
        answer::{notice, print},
        audit,
        environment::{Environment, name},
        exit::Exit,
    },
    domain::{
        audit::{AuditAct, Outcome},
        error::{Error, Result},
        head::HeadNote,
        sanitize,
    },
    log::melding::Melding,
    report::overdracht::make::bundle_object,
    store::{Access, GONE, Receipt, Store},
};

/// No receipt is larger.
const MAX_SIZE: u64 = 4 * 1024 * 1024;

/// `piket overdracht ontvangst`.
///
/// # Errors
/// When the file is no receipt, or not of a handover of this log.
pub(super) fn file(env: &Environment, path: &Path) -> Result<Exit> {
    let receipt = read(path)?;
    let (mut store, clock) = env.open(Access::Write)?;
    let now = clock.now();
    require_own(&store, &receipt)?;
    let by = sanitize::line(&receipt.by);
    let desk = store.load_all()?;
    let mut acts: Vec<Act> = Vec::new();
    let (mut kept, mut gone) = (false, 0);
    for (number, to) in &receipt.zaken {
        let Some(zaak) = desk.zaken.get(number).filter(|z| z.is_open()) else { continue };
        let since = store.entries(Some(*number), None)?.iter().filter(|e| e.seq > receipt.head.seq).count();
        if since > 0 {
            kept = true;
            notice(&format!(
                "Zaak {number} blijft hier open: na de overdracht kwamen er {since} regels bij die {by} niet heeft."
            ));
            continue;
        }
        gone += 1;
        let (desk, head, bundle) = (receipt.desk.clone(), receipt.own_head.clone(), receipt.bundle.clone());
        acts.push(HandOverZaak { zaak: zaak.number, to: *to, desk, head, bundle, by: by.clone() }.into());
    }
    for (number, to) in &receipt.meldingen {
        if desk.meldingen.get(number).is_some_and(Melding::is_open) {
            acts.push(SetAside { melding: *number, reason: format!("{GONE} aan {by}, daar {to}") }.into());
        }
    }
    if acts.is_empty() && !kept {
        print("Deze ontvangst was al geboekt; er is niets veranderd.")?;
        return Ok(Exit::Done);
    }
    let (inrichtingen, _) = env.inrichtingen()?;
    let decided = decide_all(&desk, &env.context(&inrichtingen, now), &acts)?;
    store.write(now, &env.actor(), &decided.new, &[])?;
    let object = format!("ontvangst van overdracht bij regel {}", receipt.head.seq);
    audit::note(env, &mut store, now, AuditAct::Accept, &object, Outcome::Succeeded);
    print(&format!("{by} heeft {gone} zaken en {} meldingen overgenomen; ze zijn hier afgeboekt.", acts.len() - gone))?;
    print(&format!("Kop daar: {} (regel {})", receipt.own_head.words(), receipt.own_head.seq))?;
    Ok(if kept { Exit::No } else { Exit::Done })
}

fn read(path: &Path) -> Result<Receipt> {
    let unreadable = || {
        Error::data(format!("«{}» is niet te lezen als ontvangst.", name(path)))
            .hint("Noem het bestand dat «piket overdracht aanvaard» schreef.")
    };
    let kind = std::fs::metadata(path).map_err(|_| unreadable())?;
    if !kind.is_file() || kind.len() > MAX_SIZE {
        return Err(unreadable());
    }
    Receipt::read(&std::fs::read(path).map_err(|_| unreadable())?)
}

/// The receipt of a handover that was made here, by who could open it.
fn require_own(store: &Store, receipt: &Receipt) -> Result<()> {
    let foreign = || {
        Error::no("Deze ontvangst hoort bij geen overdracht van dit logboek; er is niets afgeboekt.")
            .hint("Kijk of het bestand van de juiste desk komt.")
    };
    let same_head = store.find_head(&HeadNote::Hash(receipt.head.hash.clone()))? == Some(receipt.head.seq);
    if store.desk_id()?.as_ref() != Some(&receipt.from) || !same_head {
        return Err(foreign());
    }
    let object = bundle_object(&receipt.head, &receipt.bundle);
    let made = |line: &crate::store::AuditLine| line.audit.act == AuditAct::HandedOver && line.audit.object == object;
    if store.audits()?.iter().any(made) { Ok(()) } else { Err(foreign()) }
}
