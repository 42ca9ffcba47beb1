//! A norm of the instruction against what happened: how often it was asked, how that went, and which cases stand behind
//! each number. A share of a handful is never a percentage.

use std::collections::BTreeMap;

use super::{row::MonitorRow, verdict::Verdict};
use crate::domain::{
    besluit::YesNo, ids::Zaaknummer, matrix_letter::MatrixLetter, shared_text::SharedText, termijn_kind::TermijnKind,
};

/// Below this many cases a share says nothing, and is said in words.
pub const FEW: usize = 10;

/// What a term asks, as the book has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NormText {
    /// Which term.
    pub kind: TermijnKind,
    /// What it is called.
    pub label: SharedText,
    /// What it asks.
    pub asks: String,
    /// Where that stands.
    pub source: String,
}

/// How a norm went, with the cases behind each number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NormTally {
    zaken: BTreeMap<Verdict, Vec<Zaaknummer>>,
}

impl NormTally {
    /// How a norm went in these cases.
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a MonitorRow>, norm: impl Fn(&MonitorRow) -> Verdict) -> Self {
        let mut out = Self::default();
        for line in lines {
            out.zaken.entry(norm(line)).or_default().push(line.zaak);
        }
        out
    }

    /// The same for every group of cases.
    pub fn by<'a, K: Ord>(
        lines: &'a [MonitorRow],
        norm: impl Fn(&MonitorRow) -> Verdict,
        key: impl Fn(&'a MonitorRow) -> K,
    ) -> BTreeMap<K, Self> {
        let mut out: BTreeMap<K, Self> = BTreeMap::new();
        for line in lines {
            out.entry(key(line)).or_default().zaken.entry(norm(line)).or_default().push(line.zaak);
        }
        out
    }

    /// The cases in which it went this way.
    pub fn zaken(&self, verdict: Verdict) -> &[Zaaknummer] {
        self.zaken.get(&verdict).map_or(&[], Vec::as_slice)
    }

    /// How many went this way.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.zaken(verdict).len()
    }

    /// In how many cases it was asked and has been judged: what the share on time is a share of.
    pub fn settled(&self) -> usize {
        Verdict::ALL.into_iter().filter(|verdict| verdict.is_settled()).map(|verdict| self.count(verdict)).sum()
    }

    /// In how many cases it was asked.
    pub fn asked(&self) -> usize {
        self.zaken.values().map(Vec::len).sum::<usize>() - self.count(Verdict::NotApplicable)
    }

    /// How many of those that were judged were on time by the strict reading.
    pub fn share(&self) -> Share {
        Share { part: self.count(Verdict::OnTime), of: self.settled() }
    }
}

/// A part of a number of cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// How many.
    pub part: usize,
    /// Out of how many.
    pub of: usize,
}

impl Share {
    /// In words: as a percentage only where there are cases enough, and never without its numbers.
    pub fn words(self) -> String {
        match self {
            Self { of: 0, .. } => "–".to_owned(),
            Self { part, of } if of < FEW => format!("{part} van de {of}"),
            Self { part, of } => format!("{part} van de {of} ({}%)", (part * 200 + of) / (2 * of)),
        }
    }

    /// Whether it differs from another by more than chance would make it: both are of enough cases, and where each
    /// can lie in nineteen of twenty times (Wilson) they do not meet.
    pub fn differs(self, other: Self) -> bool {
        if self.of < FEW || other.of < FEW {
            return false;
        }
        let ((low, high), (other_low, other_high)) = (self.bounds(), other.bounds());
        low > other_high || other_low > high
    }

    #[expect(clippy::cast_precision_loss, reason = "a number of cases is far below what a float holds")]
    fn bounds(self) -> (f64, f64) {
        let (of, part, z) = (self.of as f64, self.part as f64 / self.of as f64, 1.96_f64);
        let spread = z * (part * (1.0 - part) / of + z * z / (4.0 * of * of)).sqrt();
        let (middle, scale) = (part + z * z / (2.0 * of), 1.0 + z * z / of);
        ((middle - spread) / scale, (middle + spread) / scale)
    }
}

/// What the instruction asks without a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asked {
    /// Phone the piketfunctionaris at once.
    T,
    /// A piketmelding to the bewindspersoon.
    P,
    /// An afloopbericht to the bewindspersoon.
    A,
}

/// How it stands with what is asked without a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AskedState {
    /// It is asked and was recorded as done.
    Done,
    /// It is asked and nothing of it was recorded.
    NotRecorded,
    /// Nobody decided yet.
    Undecided,
    /// It is not asked.
    NotAsked,
}

impl Asked {
    /// All of them, in the order of the matrix.
    pub const ALL: [Self; 3] = [Self::T, Self::P, Self::A];

    /// What it is called.
    pub const fn label(self) -> &'static str {
        match self {
            Self::T => "T: onmiddellijk telefonisch gemeld",
            Self::P => "P: piketmelding verzonden van deze desk",
            Self::A => "A: afloopbericht verzonden van deze desk",
        }
    }

    /// The letter in the matrix.
    pub const fn letter(self) -> MatrixLetter {
        match self {
            Self::T => MatrixLetter::T,
            Self::P => MatrixLetter::P,
            Self::A => MatrixLetter::A,
        }
    }

    /// The name of its column.
    pub const fn column(self) -> &'static str {
        self.letter().field()
    }

    /// What was decided on it.
    pub const fn choice(self, line: &MonitorRow) -> Option<YesNo> {
        match self {
            Self::T => line.t,
            Self::P => line.p,
            Self::A => line.a,
        }
    }

    /// How it stands in a case.
    pub fn state(self, line: &MonitorRow) -> AskedState {
        let done = match self {
            Self::T => line.is_phoned(),
            Self::P => line.piketmelding_sent.is_some(),
            Self::A => line.afloopbericht_sent.is_some(),
        };
        match self.choice(line) {
            Some(YesNo::Yes) if done => AskedState::Done,
            Some(YesNo::Yes) => AskedState::NotRecorded,
            Some(YesNo::No) => AskedState::NotAsked,
            None => AskedState::Undecided,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_a_handful_is_no_percentage() {
        assert_eq!(Share { part: 3, of: 4 }.words(), "3 van de 4");
        assert_eq!(Share { part: 27, of: 31 }.words(), "27 van de 31 (87%)");
        assert_eq!(Share { part: 0, of: 0 }.words(), "–");
    }

    #[test]
    fn a_difference_is_claimed_only_where_the_numbers_carry_it() {
        assert!(!Share { part: 0, of: 3 }.differs(Share { part: 90, of: 100 }));
        assert!(!Share { part: 6, of: 10 }.differs(Share { part: 80, of: 100 }));
        assert!(Share { part: 2, of: 10 }.differs(Share { part: 80, of: 100 }));
    }
}
