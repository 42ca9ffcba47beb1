//! Which terms a row carries: the kind, what starts its clock, how long it runs and who waits for it.

use chrono::NaiveTime;

use super::{contacts::Contacts, reader::Table, source::Citation};
use crate::domain::{rij::Rij, termijn_kind::TermijnKind};

/// One kind of term and the rows it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermijnRule {
    /// The kind.
    pub kind: TermijnKind,
    /// The rows that carry it.
    pub rijen: Vec<Rij>,
    /// What starts the clock.
    pub start: ClockStart,
    /// How long it runs.
    pub duration: TermijnDuration,
    /// Who waits for it, as a line of text.
    pub recipient: String,
    /// Where the term stands.
    pub source: Citation,
}

/// What starts the clock of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClockStart {
    /// The voorval; where it was discovered later also the constatering.
    Voorval,
    /// The constatering, else the voorval.
    Constatering,
    /// The constatering, else the voorval; the voorval also counts while its term ran at the constatering.
    ConstateringAndVoorval,
    /// The return or arrest of an absent person; where it was heard of later also that moment.
    OaEnd,
}

/// How long a term runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TermijnDuration {
    /// The form term, which depends on day and hour (B.2 step 4).
    Form,
    /// A number of elapsed hours.
    Hours(u16),
}

/// The clock times of the form term, Amsterdam. Exclusive: at that time it is late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormHours {
    /// On the next werkdag.
    pub werkdag: NaiveTime,
    /// On the Monday after a weekend.
    pub weekend: NaiveTime,
}

impl FormHours {
    pub(super) fn parse(t: &Table<'_>) -> Option<Self> {
        let (werkdag, weekend) = (t.clock_time("werkdag"), t.clock_time("weekend"));
        Some(Self { werkdag: werkdag?, weekend: weekend? })
    }
}

impl TermijnRule {
    pub(super) fn parse(t: &Table<'_>, instruction: &str, contacts: Option<&Contacts>) -> Option<Self> {
        let kind = t.choice("soort", &TermijnKind::ALL.map(|s| (s.code(), s)));
        let rijen = t.rijen("rijen");
        let start = t.choice(
            "begin",
            &[
                ("voorval", ClockStart::Voorval),
                ("constatering", ClockStart::Constatering),
                ("constatering-en-voorval", ClockStart::ConstateringAndVoorval),
                ("einde-oa", ClockStart::OaEnd),
            ],
        );
        let duration = TermijnDuration::parse(t);
        let source = Citation::parse(t, instruction);
        if let Some(kind) = kind {
            for (rij, offset) in &rijen {
                if rij.is_oa() != is_oa(kind) {
                    t.error_at(*offset, "rijen", format!("Termijn {kind} past niet bij rij {rij}."));
                }
            }
        }
        let recipient = recipient(kind?, contacts?);
        let rijen = rijen.into_iter().map(|(rij, _)| rij).collect();
        Some(Self { kind: kind?, rijen, start: start?, duration: duration?, recipient, source: source? })
    }

    /// True for the form that M demands: MBV for C.1, MOA for C.2.
    pub const fn is_form(&self) -> bool {
        matches!(self.kind, TermijnKind::Mbv | TermijnKind::Moa)
    }
}

const fn is_oa(kind: TermijnKind) -> bool {
    match kind {
        TermijnKind::Moa | TermijnKind::MoaFastNl | TermijnKind::MoaEnd => true,
        TermijnKind::Mbv | TermijnKind::ApDatalek => false,
    }
}

fn recipient(kind: TermijnKind, contacts: &Contacts) -> String {
    match kind {
        TermijnKind::Mbv | TermijnKind::Moa | TermijnKind::MoaEnd => {
            let mailbox = &contacts.mailbox;
            format!("{} ({}), cc {}", mailbox.name, mailbox.mail, mailbox.cc)
        }
        TermijnKind::MoaFastNl => format!("{} ({})", contacts.fast_nl.name, contacts.fast_nl.mail),
        TermijnKind::ApDatalek => contacts.regulator.clone(),
    }
}

impl TermijnDuration {
    fn parse(t: &Table<'_>) -> Option<Self> {
        match t.get("duur") {
            Some(value) if value.get_ref().is_table() => {
                let hours = t.as_table("duur", "duur", value)?.number("uren", 1..1001)?;
                u16::try_from(hours).ok().map(Self::Hours)
            }
            _ => t.choice("duur", &[("formulier", Self::Form)]),
        }
    }
}
