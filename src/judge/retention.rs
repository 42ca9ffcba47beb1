//! What a retention term is about and where it stands. Only tells; destroying is an act of somebody.

use crate::{
    domain::{
        bewaartermijn::{Bewaartermijn, RetentionObject},
        moment::Moment,
    },
    log::{desk::Desk, melding::MeldingState, zaak::Zaak},
};

/// The terms in force.
#[derive(Debug, Clone, Copy)]
pub struct Termijnen {
    /// Of closed cases.
    pub zaken: Bewaartermijn,
    /// Of reports that were set aside.
    pub meldingen: Bewaartermijn,
}

/// Where a term stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RetentionState {
    /// Over since then.
    Expired(Moment),
    /// There is no term; somebody decides at the handover.
    Question,
    /// Runs until then.
    Running(Moment),
    /// Kept, whatever the term says.
    Held,
}

impl RetentionState {
    /// Its name in data.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Expired(_) => "verlopen",
            Self::Question => "vraag",
            Self::Running(_) => "loopt",
            Self::Held => "vastgehouden",
        }
    }

    /// When the term ends or ended.
    pub const fn end(self) -> Option<Moment> {
        match self {
            Self::Expired(at) | Self::Running(at) => Some(at),
            Self::Question | Self::Held => None,
        }
    }

    /// Why it is kept or due.
    pub fn sentence(self) -> String {
        match self {
            Self::Expired(at) => format!("mag weg: de termijn eindigde {}", at.long()),
            Self::Question => "vraag: beslis bij de overdracht".to_owned(),
            Self::Running(at) => format!("bewaren tot {}", at.long()),
            Self::Held => "vastgehouden".to_owned(),
        }
    }

    const fn order(self) -> u8 {
        match self {
            Self::Expired(_) => 0,
            Self::Question => 1,
            Self::Running(_) => 2,
            Self::Held => 3,
        }
    }
}

/// One thing with a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetentionLine {
    /// What.
    pub object: RetentionObject,
    /// When it was finished.
    pub done: Moment,
    /// Where its term stands.
    pub state: RetentionState,
}

/// True when a case must be kept, or the case it went up in.
pub fn is_held(desk: &Desk, zaak: &Zaak) -> bool {
    let mut here = Some(zaak);
    // A case goes up in an open one, so that the way up has no circle; the bound says so once more.
    for _ in 0..=desk.zaken.len() {
        match here {
            Some(z) if z.hold.is_some() => return true,
            Some(z) => here = z.absorbed_into.and_then(|target| desk.zaken.get(&target)),
            None => return false,
        }
    }
    false
}

/// Everything that is finished and not purged; what is due first.
pub fn list(desk: &Desk, termijnen: Termijnen, now: Moment) -> Vec<RetentionLine> {
    let state = |termijn: Bewaartermijn, done| match termijn.end(done) {
        None => RetentionState::Question,
        Some(end) if end <= now => RetentionState::Expired(end),
        Some(end) => RetentionState::Running(end),
    };
    let zaken = desk.zaken.values().filter(|z| z.purged.is_none()).filter_map(|z| {
        let done = z.closed?;
        let state = if is_held(desk, z) { RetentionState::Held } else { state(termijnen.zaken, done) };
        Some(RetentionLine { object: RetentionObject::Zaak(z.number), done, state })
    });
    let meldingen = desk.meldingen.values().filter(|m| m.purged.is_none()).filter_map(|m| match m.state {
        MeldingState::SetAside(_) => {
            let (done, object) = (m.received, RetentionObject::Melding(m.number));
            Some(RetentionLine { object, done, state: state(termijnen.meldingen, done) })
        }
        MeldingState::Open | MeldingState::Linked(_) => None,
    });
    let mut out: Vec<RetentionLine> = zaken.chain(meldingen).collect();
    out.sort_by_key(|r| (r.state.order(), r.done, r.object));
    out
}
