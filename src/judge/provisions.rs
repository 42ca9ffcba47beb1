//! The register of provisions: what was provided, when, to whom, on which ground, by which channel and in which version. Read
//! off the log and nothing else: what was taken back is not in it, and what was purged is told as purged.

use crate::{
    domain::{
        draft::DraftKind, ids::Zaaknummer, moment::Moment, provided::Provided, sector::Sector, step::Step,
        text::Vertrouwelijk,
    },
    log::{event::Entry, leaving::Leaving},
    rules::{
        address_book::{AddressBook, ProvisionGround, ProvisionKind},
        book::Rulebook,
    },
};

/// With what the note of a call about something that is awaited begins.
pub const CHASED: &str = "gerappelleerd";

/// One provision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provision {
    /// Its entry in the log.
    pub seq: u64,
    /// About which case.
    pub zaak: Zaaknummer,
    /// What.
    pub kind: ProvisionKind,
    /// About which step an inquiry was.
    pub step: Option<Step>,
    /// When it happened, as the officer stated it.
    pub at: Moment,
    /// Which version, of a message.
    pub version: Option<u32>,
    /// To whom; of an inquiry what was noted of the conversation.
    pub to: Vertrouwelijk,
    /// By which channel; `None` where that was not noted.
    pub channel: Option<Vertrouwelijk>,
    /// On which ground; `None` for what was noted before that was asked.
    pub provided: Option<Provided>,
    /// Who noted it.
    pub actor: String,
    /// Whether it is known that it arrived where it went.
    pub certainty: ProvisionCertainty,
    number: Option<u32>,
}

/// Whether it is known that something was provided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProvisionCertainty {
    /// It was.
    Known,
    /// The own command was given it, and how that ended nobody saw.
    UnderWay,
}

/// The provisions in these entries, in the order in which they happened. The book says on which ground is asked what others
/// still owe; of all else the log says it. `rules` tells
/// by which rule book a case goes.
pub fn provisions<'a>(
    entries: impl IntoIterator<Item = &'a Entry>,
    book: &AddressBook,
    rules: &dyn Fn(Zaaknummer) -> &'a Rulebook,
) -> Vec<Provision> {
    let mut all: Vec<Provision> = Vec::new();
    for entry in entries {
        // A call that was taken back was none.
        if let Some(reversed) = entry.mark.and_then(|m| m.reverses) {
            all.retain(|p| p.kind != ProvisionKind::Inquiry || p.seq != reversed);
        }
        let (Some(zaak), Some(leaving)) = (entry.event.zaak(), entry.event.leaving()) else { continue };
        settle(&mut all, zaak, leaving);
        // Put back as it was before something else, it stands there already.
        let stands = |new: &Provision| {
            let same = |p: &Provision| (p.zaak, p.step, p.at) == (new.zaak, new.step, new.at);
            new.step.is_some() && all.iter().any(same)
        };
        let new = provision(entry, (zaak, leaving), book, rules).filter(|new| !stands(new));
        all.extend(new);
    }
    all.sort_by_key(|p| (p.at, p.seq));
    all
}

fn is_under_way(p: &Provision, zaak: Zaaknummer, draft: DraftKind, version: u32) -> bool {
    let same = (p.zaak, p.kind, p.version) == (zaak, ProvisionKind::Draft(draft), Some(version));
    same && p.certainty == ProvisionCertainty::UnderWay
}

/// What was never passed on or never sent was provided to nobody, and how a sending ended is known: then it was one, or none.
fn settle(all: &mut Vec<Provision>, zaak: Zaaknummer, leaving: Leaving<'_>) {
    match leaving {
        Leaving::NotPassedOn { number } => {
            all.retain(|p| (p.zaak, p.kind, p.number) != (zaak, ProvisionKind::PassedOn, Some(number)));
        }
        Leaving::NotSent { draft, number } => {
            let mut place = 0;
            all.retain(|p| {
                let is_known = p.certainty == ProvisionCertainty::Known;
                let is_one = is_known && (p.zaak, p.kind) == (zaak, ProvisionKind::Draft(draft));
                place += u32::from(is_one);
                !is_one || place != number
            });
        }
        Leaving::Ended { draft, version } => {
            let last = all.iter().rposition(|p| is_under_way(p, zaak, draft, version));
            last.map(|at| all.remove(at));
        }
        Leaving::Sent { draft, version, .. } => all.retain(|p| !is_under_way(p, zaak, draft, version)),
        Leaving::Started { .. } | Leaving::PassedOn { .. } | Leaving::Inquired { .. } => {}
    }
}

fn provision<'a>(
    entry: &Entry,
    (zaak, leaving): (Zaaknummer, Leaving<'_>),
    book: &AddressBook,
    rules: &dyn Fn(Zaaknummer) -> &'a Rulebook,
) -> Option<Provision> {
    let (seq, at, actor) = (entry.seq, entry.occurred_at, entry.actor.clone());
    let basis = |kind, to: &Vertrouwelijk, provided: Option<Provided>| Provision {
        seq,
        zaak,
        kind,
        step: None,
        at,
        version: None,
        to: to.clone(),
        channel: None,
        provided,
        actor,
        certainty: ProvisionCertainty::Known,
        number: None,
    };
    match leaving {
        Leaving::Started { draft, version, recipients } => {
            let kind = ProvisionKind::Draft(draft);
            Some(Provision {
                version: Some(version),
                channel: Some(Vertrouwelijk::new(draft.channel().word())),
                certainty: ProvisionCertainty::UnderWay,
                ..basis(kind, recipients, ground_of(book, kind, &rules(zaak).sector))
            })
        }
        Leaving::Sent { draft, version, channel, recipients, provided } => Some(Provision {
            version: Some(version),
            channel: Some(channel.clone()),
            ..basis(ProvisionKind::Draft(draft), recipients, provided.cloned())
        }),
        Leaving::PassedOn { number, to, channel, provided } => Some(Provision {
            channel: Some(channel.clone()),
            number: Some(number),
            ..basis(ProvisionKind::PassedOn, to, provided.cloned())
        }),
        // A call about what others owe tells them about which case it is.
        Leaving::Inquired { step, reason } => {
            let is_told = rules(zaak).step(step).rule().is_owed_by_others() && is_chase(reason);
            let kind = ProvisionKind::Inquiry;
            let provided = || ground_of(book, kind, &rules(zaak).sector);
            is_told.then(|| Provision { step: Some(step), ..basis(kind, reason, provided()) })
        }
        Leaving::Ended { .. } | Leaving::NotSent { .. } | Leaving::NotPassedOn { .. } => None,
    }
}

fn ground_of(book: &AddressBook, kind: ProvisionKind, sector: &Sector) -> Option<Provided> {
    let provided = |g: &ProvisionGround| Provided {
        purpose: g.purpose.clone(),
        ground: g.ground_in(sector).to_owned(),
        reason: None,
    };
    book.ground(kind).map(provided)
}

/// One whose words were destroyed may have been one, and stays in the register.
fn is_chase(reason: &Vertrouwelijk) -> bool {
    !reason.is_empty() && reason.filled().is_none_or(|r| r.starts_with(CHASED))
}

impl Provision {
    /// What was provided, in words.
    pub fn what(&self) -> String {
        match (self.kind, self.step, self.version) {
            (ProvisionKind::Draft(kind), _, Some(version)) => {
                let what = format!("{}, versie {version}", kind.label());
                match self.certainty {
                    ProvisionCertainty::Known => what,
                    ProvisionCertainty::UnderWay => format!("{what} (onderweg, afloop onbekend)"),
                }
            }
            (ProvisionKind::Draft(kind), _, None) => kind.label().to_owned(),
            (ProvisionKind::PassedOn, ..) => "doorgemeld".to_owned(),
            (ProvisionKind::Inquiry, Some(step), _) => format!("navraag over {}", step.code()),
            (ProvisionKind::Inquiry, None, _) => "navraag".to_owned(),
        }
    }

    /// By which channel, in words.
    pub fn channel(&self) -> &str {
        self.channel.as_ref().map_or("telefoon", Vertrouwelijk::read)
    }
}
