//! Which case a report may belong to, with the reasons and a score. A suggestion only: nothing is
//! linked by it. The subject line says nothing, since every form has the same one, and neither does
//! one sign by itself: two incidents in one inrichting on one night are quite possible.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;

use crate::{
    domain::{
        duration::elapsed,
        fold::fold,
        ids::{Meldingnummer, Zaaknummer},
        inrichting::Plek,
        melding::{Content, MeldingKind},
        moment::Moment,
        rij::Rij,
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    log::{desk::Desk, melding::Melding, zaak::Zaak},
    rules::book::{FieldRole, FormAbout, Rulebook},
};

/// Within so long a second call from one inrichting is likely about the same incident.
pub const SECOND_CALL: Duration = Duration::hours(1);

/// Times of one voorval may lie so far apart, as different people tell them.
pub const SAME_VOORVAL: Duration = Duration::hours(6);

/// So many letters a surname has to be recognised by it alone.
const NAME: usize = 4;

/// From which score on a case is suggested.
pub const THRESHOLD: u32 = 45;

/// One reason why two reports look like one incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProposalReason {
    /// One mail answers the other, or both answer a third.
    MailThread,
    /// The same name and date of birth.
    Person,
    /// What was said in a call names who a form is about.
    Named,
    /// The same number of the letter.
    LetterNumber,
    /// The same inrichting.
    Inrichting,
    /// Both were phoned in within the hour: the report, then the case.
    JustCalled(Moment, Moment),
    /// The times of the voorval are near: the report's, then the case's.
    Time(Moment, Moment),
    /// Both are about an absence, or neither is.
    SameKind(IncidentKind),
}

impl ProposalReason {
    /// What it weighs. None reaches the threshold without another, but an answer in the same thread
    /// and the same person.
    pub fn weight(self) -> u32 {
        match self {
            Self::MailThread => 60,
            Self::Person | Self::Named | Self::LetterNumber => 50,
            Self::JustCalled(..) => 30,
            Self::Inrichting => 20,
            Self::SameKind(_) => 10,
            Self::Time(one, other) => match one.since(other).abs() {
                d if d <= Duration::minutes(15) => 40,
                d if d <= Duration::hours(1) => 30,
                _ => 15,
            },
        }
    }

    /// In words, seen from the report.
    pub fn words(self) -> String {
        match self {
            Self::MailThread => "zelfde mailwisseling".to_owned(),
            Self::Person => "zelfde persoon".to_owned(),
            Self::Named => "noemt dezelfde naam".to_owned(),
            Self::LetterNumber => "zelfde briefnummer".to_owned(),
            Self::Inrichting => "zelfde inrichting".to_owned(),
            Self::JustCalled(melding, zaak) if melding.minute() == zaak.minute() => "tegelijk gebeld".to_owned(),
            Self::JustCalled(melding, zaak) if melding < zaak => format!("gebeld {} eerder", elapsed(melding, zaak)),
            Self::JustCalled(melding, zaak) => format!("gebeld {} later", elapsed(zaak, melding)),
            // It says no more than that: a headbutt and a fire are of one kind here.
            Self::SameKind(IncidentKind::Voorval) => "beide geen afwezigheid".to_owned(),
            Self::SameKind(IncidentKind::Absence) => "beide een afwezigheid".to_owned(),
            Self::Time(melding, zaak) if melding.minute() == zaak.minute() => "zelfde tijd".to_owned(),
            Self::Time(melding, zaak) if melding < zaak => format!("voorval {} eerder", elapsed(melding, zaak)),
            Self::Time(melding, zaak) => format!("voorval {} later", elapsed(zaak, melding)),
        }
    }
}

/// A case that a report may belong to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The case.
    pub zaak: Zaaknummer,
    /// How well it fits; the sum of what its reasons weigh.
    pub score: u32,
    /// Why.
    pub reasons: Vec<ProposalReason>,
}

impl Proposal {
    /// The first two reasons, for where there is little room.
    pub fn short(&self) -> String {
        self.reasons.iter().take(2).map(|r| r.words()).collect::<Vec<_>>().join(", ")
    }

    /// The reasons as one phrase.
    pub fn words(&self) -> String {
        self.reasons.iter().map(|r| r.words()).collect::<Vec<_>>().join(", ")
    }
}

/// What a report, or a case with its reports, can be recognised by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MatchFeatures {
    /// Message-IDs of its mails.
    pub mails: BTreeSet<String>,
    /// Message-IDs its mails refer to.
    pub references: BTreeSet<String>,
    /// Where it happened.
    pub inrichting: Option<String>,
    /// When it happened.
    pub voorval: Option<Moment>,
    /// Who was involved: initial, surname and date of birth.
    pub persons: BTreeSet<(String, String, String)>,
    /// What was said in its calls, folded.
    pub said: BTreeSet<String>,
    /// The numbers of its letters, each with the kind of form.
    pub letters: BTreeSet<(MeldingKind, String)>,
    /// When it was phoned in.
    pub calls: BTreeSet<Moment>,
    /// Whether it is about an absence, where that is known.
    pub kind: Option<IncidentKind>,
}

/// The two kinds of incident that have different forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum IncidentKind {
    /// A voorval in the inrichting.
    Voorval,
    /// An ongeoorloofde afwezigheid.
    Absence,
}

impl IncidentKind {
    fn of(book: &Rulebook, rij: Rij) -> Option<Self> {
        book.rij(rij).map(|rule| if rule.is_oa() { Self::Absence } else { Self::Voorval })
    }
}

impl MatchFeatures {
    /// Of one report.
    pub fn from(melding: &Melding, book: &Rulebook) -> Self {
        let plek = |p: Option<&Plek>| p.map(|p| fold(p.label())).filter(|n| !n.is_empty());
        match &melding.content {
            Content::Call(g) => Self {
                inrichting: plek(g.inrichting.as_ref()),
                voorval: g.voorval,
                calls: [melding.received].into(),
                said: g.what.filled().map(fold).into_iter().collect(),
                kind: g.rij.and_then(|rij| IncidentKind::of(book, rij)),
                ..Self::default()
            },
            Content::Mail(p) => {
                let mark = |v: &Vertrouwelijk| v.filled().map(|t| t.trim_matches(['<', '>', ' ']).to_owned());
                let told = |role| book.fields_at_hand(role).find_map(|field| p.field(field));
                let (name, day) = (told(FieldRole::Person), told(FieldRole::BirthDate));
                let person = name.zip(day).and_then(|(n, day)| person(n, day));
                Self {
                    mails: p.message_id.iter().filter_map(mark).collect(),
                    references: p.references.iter().filter_map(mark).collect(),
                    inrichting: plek(p.inrichting.as_ref()),
                    voorval: p.time(TimeKind::Voorval),
                    persons: person.into_iter().collect(),
                    letters: told(FieldRole::LetterNumber).map(|l| (melding.kind, letter(l))).into_iter().collect(),
                    calls: BTreeSet::new(),
                    said: BTreeSet::new(),
                    kind: book.about(melding.kind).map(|about| match about {
                        FormAbout::Voorval => IncidentKind::Voorval,
                        FormAbout::Absence | FormAbout::AbsenceEnd => IncidentKind::Absence,
                    }),
                }
            }
        }
    }

    /// Of a case: its own, and what its reports add.
    pub fn of_zaak(zaak: &Zaak, desk: &Desk, book: &Rulebook) -> Self {
        let own = Self {
            inrichting: zaak.plek().map(fold).filter(|n| !n.is_empty()),
            voorval: zaak.times.voorval,
            kind: zaak.rij().and_then(|rij| IncidentKind::of(book, rij)),
            ..Self::default()
        };
        let meldingen = zaak.meldingen.iter().filter_map(|k| desk.meldingen.get(&k.melding));
        meldingen.map(|m| Self::from(m, book)).fold(own, |mut everything, m| {
            everything.mails.extend(m.mails);
            everything.references.extend(m.references);
            everything.persons.extend(m.persons);
            everything.letters.extend(m.letters);
            everything.calls.extend(m.calls);
            everything.said.extend(m.said);
            everything.inrichting = everything.inrichting.or(m.inrichting);
            everything
        })
    }
}

impl MatchFeatures {
    /// True where a call says the surname of somebody whom a form of the other is about.
    fn says_a_name_of(&self, other: &Self) -> bool {
        let mut surnames = other.persons.iter().map(|(_, surname, _)| surname).filter(|s| s.chars().count() >= NAME);
        surnames.any(|surname| self.said.iter().any(|said| said.split(' ').any(|word| word == surname)))
    }
}

/// Why two look like one incident, heaviest reason first; the same whichever is named first, but for
/// the direction of the times.
pub fn reasons(one: &MatchFeatures, other: &MatchFeatures) -> Vec<ProposalReason> {
    let overlaps = |a: &BTreeSet<String>, b: &BTreeSet<String>| !a.is_disjoint(b);
    let same_thread = overlaps(&one.mails, &other.references)
        || overlaps(&one.references, &other.mails)
        || overlaps(&one.references, &other.references);
    let person = !one.persons.is_disjoint(&other.persons);
    let named = one.says_a_name_of(other) || other.says_a_name_of(one);
    let elsewhere = one.inrichting.as_ref().zip(other.inrichting.as_ref()).is_some_and(|(a, b)| a != b);
    // Another inrichting is another incident, unless thread or person says that one of both is mistaken.
    if elsewhere && !same_thread && !person && !named {
        return Vec::new();
    }
    let letter = !one.letters.is_disjoint(&other.letters);
    let mut out: Vec<ProposalReason> = [
        (same_thread, ProposalReason::MailThread),
        (person, ProposalReason::Person),
        (named && !person, ProposalReason::Named),
        (letter && !elsewhere, ProposalReason::LetterNumber),
    ]
    .into_iter()
    .filter_map(|(applies, reason)| applies.then_some(reason))
    .collect();
    let same_place = !elsewhere && one.inrichting.is_some() && other.inrichting.is_some();
    if same_place {
        out.push(ProposalReason::Inrichting);
    }
    let calls = one.calls.iter().flat_map(|a| other.calls.iter().map(move |b| (*a, *b)));
    let calls = calls.filter(|(a, b)| same_place && a.since(*b).abs() <= SECOND_CALL);
    out.extend(calls.min_by_key(|(a, b)| a.since(*b).abs()).map(|(a, b)| ProposalReason::JustCalled(a, b)));
    let times = one.voorval.zip(other.voorval).filter(|(a, b)| a.since(*b).abs() <= SAME_VOORVAL);
    out.extend(times.map(|(a, b)| ProposalReason::Time(a, b)));
    out.extend(one.kind.filter(|kind| other.kind == Some(*kind)).map(ProposalReason::SameKind));
    out
}

/// What reasons weigh together.
pub fn score(reasons: &[ProposalReason]) -> u32 {
    reasons.iter().map(|r| r.weight()).sum()
}

/// The open cases a report may belong to, best first.
pub fn proposals(desk: &Desk, book: &Rulebook, melding: &Melding) -> Vec<Proposal> {
    let open = desk.zaken.values().filter(|z| z.is_open());
    best(desk, book, &MatchFeatures::from(melding, book), open)
}

/// The case that each of these reports belongs to most likely, where one does.
pub fn best_of<'a>(
    desk: &Desk,
    book: &Rulebook,
    meldingen: impl Iterator<Item = &'a Melding>,
) -> BTreeMap<Meldingnummer, Zaaknummer> {
    let open = desk.zaken.values().filter(|z| z.is_open());
    let zaken: Vec<(Zaaknummer, MatchFeatures)> =
        open.map(|z| (z.number, MatchFeatures::of_zaak(z, desk, book))).collect();
    let best = |melding: &Melding| {
        let from = MatchFeatures::from(melding, book);
        let scored = zaken.iter().map(|(zaak, of)| (score(&reasons(&from, of)), *zaak));
        scored.filter(|(score, _)| *score >= THRESHOLD).max().map(|(_, zaak)| zaak)
    };
    meldingen.filter_map(|melding| Some((melding.number, best(melding)?))).collect()
}

/// The other open cases that may be the same incident, best first.
pub fn similar(desk: &Desk, book: &Rulebook, zaak: &Zaak) -> Vec<Proposal> {
    let others = desk.zaken.values().filter(|z| z.is_open() && z.number != zaak.number);
    best(desk, book, &MatchFeatures::of_zaak(zaak, desk, book), others)
}

fn best<'a>(
    desk: &Desk,
    book: &Rulebook,
    from: &MatchFeatures,
    zaken: impl Iterator<Item = &'a Zaak>,
) -> Vec<Proposal> {
    let mut out: Vec<Proposal> = zaken
        .map(|z| {
            let reasons = reasons(from, &MatchFeatures::of_zaak(z, desk, book));
            Proposal { zaak: z.number, score: score(&reasons), reasons }
        })
        .filter(|v| v.score >= THRESHOLD)
        .collect();
    out.sort_by_key(|v| (std::cmp::Reverse(v.score), std::cmp::Reverse(v.zaak)));
    out
}

/// The number of a letter as two forms may write the same one.
fn letter(number: &str) -> String {
    number.split_whitespace().collect::<String>().to_lowercase()
}

/// A person as two forms may write the same one: initial, surname, day of birth.
fn person(name: &str, day: &str) -> Option<(String, String, String)> {
    // "Voorbeeld, J. de" is "J. de Voorbeeld".
    let order = match name.split_once(',') {
        Some((behind, before)) => format!("{before} {behind}"),
        None => name.to_owned(),
    };
    let plain = fold(&order);
    let mut words = plain.split_whitespace();
    let initial = words.next()?.chars().next()?.to_string();
    let surname = words.next_back()?.to_owned();
    Some((initial, surname, day.trim().to_owned()))
}
