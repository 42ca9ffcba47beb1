//! What comes in twice: a second call from one inrichting while its case runs, the same form once more, and a
//! report that says something else than the case it is put with.

use crate::{
    domain::{
        error::{Error, Result},
        fold::fold,
        ids::{Meldingnummer, Zaaknummer},
        melding::{Content, MeldingKind},
        moment::Moment,
    },
    judge::proposal::{MatchFeatures, Proposal, ProposalReason, SAME_VOORVAL, SECOND_CALL, proposals},
    log::{
        desk::Desk,
        melding::{Melding, MeldingState},
        zaak::Zaak,
    },
    rules::book::Rulebook,
};

/// The open case that a call is likely about: phoned in from the same inrichting within the hour. The one that
/// was called about last, where there are more.
pub fn running_case(desk: &Desk, melding: &Melding) -> Option<Zaaknummer> {
    let Content::Call(call) = &melding.content else { return None };
    let place = fold(melding.inrichting()?);
    let near = |z: &Zaak| {
        let calls = z.meldingen.iter().filter(|k| k.form == MeldingKind::Phone).map(|k| k.received);
        calls.filter(|at| at.since(melding.received).abs() <= SECOND_CALL).max()
    };
    // What happened hours apart is not one incident.
    let apart = |z: &Zaak| call.voorval.zip(z.times.voorval).is_some_and(|(a, b)| a.since(b).abs() > SAME_VOORVAL);
    let here = desk.zaken.values().filter(|z| z.is_open() && z.plek().is_some_and(|plek| fold(plek) == place));
    here.filter(|z| !apart(z)).filter_map(|z| near(z).map(|at| (at, z.number))).max().map(|(_, zaak)| zaak)
}

/// The earlier report that this form repeats: of the same kind, about the same persons and moment, and with no
/// other number. That it came along in another mail, or was forwarded, makes it no other form.
pub fn repeated(desk: &Desk, book: &Rulebook, melding: &Melding) -> Option<Meldingnummer> {
    let earlier = desk.meldingen.values().filter(|m| m.number < melding.number);
    earlier.filter(|m| is_same_form(m, melding, book)).map(|m| m.number).min()
}

fn is_same_form(one: &Melding, other: &Melding, book: &Rulebook) -> bool {
    if one.kind != other.kind || one.kind == MeldingKind::Unknown {
        return false;
    }
    let is_same_text = says_the_same(one, other);
    let (one, other) = (MatchFeatures::from(one, book), MatchFeatures::from(other, book));
    let told = !one.persons.is_empty() && one.voorval.is_some();
    let person = told && other.persons == one.persons && other.voorval == one.voorval;
    // A fire or a lost laptop is about nobody: then it is the letter, the place and the moment.
    let place = one.voorval.is_some() && one.inrichting.is_some() && one.inrichting == other.inrichting;
    let nobody = one.persons.is_empty() || other.persons.is_empty();
    let letter = place && nobody && one.voorval == other.voorval && !one.letters.is_empty();
    let by_letter = letter && one.letters == other.letters;
    let by_text = place && nobody && one.voorval == other.voorval && is_same_text;
    (person || by_letter || by_text) && other_letters(&one, &other).is_none()
}

/// Every item that was read of the one stands so in the other.
fn says_the_same(one: &Melding, other: &Melding) -> bool {
    let (Content::Mail(one), Content::Mail(other)) = (&one.content, &other.content) else { return false };
    !one.fields.is_empty()
        && one.fields.len() == other.fields.len()
        && one.fields.keys().all(|field| one.field(field).is_some() && one.field(field) == other.field(field))
}

/// The open case that already has the form that this one is, and as which report it came in there.
pub fn repeated_in(desk: &Desk, book: &Rulebook, melding: &Melding) -> Option<(Meldingnummer, Zaaknummer)> {
    let open = |zaak: &Zaaknummer| desk.zaken.get(zaak).is_some_and(Zaak::is_open);
    let linked = desk.meldingen.values().filter(|m| m.number != melding.number).filter_map(|m| match m.state {
        MeldingState::Linked(zaak) if open(&zaak) => Some((m, zaak)),
        MeldingState::Linked(_) | MeldingState::Open | MeldingState::SetAside(_) => None,
    });
    linked.into_iter().find(|(m, _)| is_same_form(m, melding, book)).map(|(m, zaak)| (m.number, zaak))
}

/// Why a report is likely about a case that is open already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Likely {
    /// It is a second call while that case runs.
    Running(Zaaknummer),
    /// The case has this form, as that report.
    SameForm(Meldingnummer, Zaaknummer),
    /// More than one sign points to that case.
    Proposed(Proposal),
}

impl Likely {
    /// In words, without an end.
    pub fn words(&self, melding: Meldingnummer) -> String {
        match self {
            Self::Running(zaak) => format!("Er loopt al {zaak} bij deze inrichting"),
            Self::SameForm(first, zaak) => {
                format!("Melding {melding} is hetzelfde formulier als {first}, dat bij {zaak} hoort")
            }
            Self::Proposed(proposal) => {
                format!("Melding {melding} lijkt bij {} te horen ({})", proposal.zaak, proposal.words())
            }
        }
    }

    /// What is to be done in the shell.
    const fn hint(&self) -> &'static str {
        match self {
            Self::Running(_) => {
                "Hoort het daarbij, geef dan --zaak of koppel de melding; is het iets anders, geef dan --nieuw."
            }
            Self::SameForm(..) | Self::Proposed(_) => "Koppel haar daaraan; is het iets anders, geef dan --nieuw.",
        }
    }
}

/// The open case that a report is likely about, so that no second one is opened for it unasked.
pub fn likely(desk: &Desk, book: &Rulebook, melding: &Melding) -> Option<Likely> {
    let running = || running_case(desk, melding).map(Likely::Running);
    let same = || repeated_in(desk, book, melding).map(|(first, zaak)| Likely::SameForm(first, zaak));
    running().or_else(same).or_else(|| proposed(desk, book, melding).map(Likely::Proposed))
}

/// The best of the proposals that nothing speaks against but another inrichting for one and the same person. That one
/// was just called about is no sign by itself: it runs, or it is another incident.
fn proposed(desk: &Desk, book: &Rulebook, melding: &Melding) -> Option<Proposal> {
    let person = |reason: &ProposalReason| matches!(reason, ProposalReason::Person | ProposalReason::Named);
    let called = |reason: &ProposalReason| matches!(reason, ProposalReason::JustCalled(..));
    let binds = |reason: &ProposalReason| match reason {
        ProposalReason::MailThread
        | ProposalReason::Person
        | ProposalReason::Named
        | ProposalReason::LetterNumber
        | ProposalReason::Inrichting => true,
        ProposalReason::JustCalled(..) | ProposalReason::Time(..) | ProposalReason::SameKind(_) => false,
    };
    proposals(desk, book, melding).into_iter().find(|proposal| {
        let about_person = proposal.reasons.iter().any(person);
        let fits = desk.zaken.get(&proposal.zaak).is_some_and(|zaak| misfit(desk, book, melding, zaak).is_none());
        // A time alone is that of many: somebody or some place has to be the same.
        let bound = proposal.reasons.iter().any(binds);
        about_person || (fits && bound && !proposal.reasons.iter().any(called))
    })
}

/// Opens no second case for what one is open for.
///
/// # Errors
/// With that case, and why.
pub fn opens_no_second(desk: &Desk, book: &Rulebook, melding: &Melding) -> Result<()> {
    likely(desk, book, melding)
        .map_or(Ok(()), |likely| Err(Error::no(format!("{}.", likely.words(melding.number))).hint(likely.hint())))
}

/// What of a report does not fit a case.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named after what they hold")]
pub enum Misfit {
    /// It comes from one inrichting, and the case is about another.
    Inrichting { from: String, here: String },
    /// The number of the letter is another one: that of the report, then that of the case.
    LetterNumber(String, String),
    /// It is about somebody else.
    Person,
    /// A form that came in before the case happened.
    TooEarly { received: Moment, voorval: Moment },
}

impl Misfit {
    /// In words.
    pub fn words(&self) -> String {
        match self {
            Self::Inrichting { from, here } => format!("de melding komt van {from}, de zaak speelt bij {here}"),
            Self::LetterNumber(one, other) => format!("het briefnummer is {one}, bij de zaak {other}"),
            Self::Person => "de persoon is een ander dan in de zaak".to_owned(),
            Self::TooEarly { received, voorval } => {
                format!("het formulier is van {}, en het voorval van {}", received.long(), voorval.long())
            }
        }
    }

    /// What the report then is, in a few words.
    pub const fn label(&self) -> &'static str {
        match self {
            Self::Inrichting { .. } => "van een andere inrichting",
            Self::LetterNumber(..) | Self::Person => "over iets anders",
            Self::TooEarly { .. } => "van vóór het voorval",
        }
    }
}

/// True where a case is known to be about another inrichting.
pub fn is_elsewhere(zaak: &Zaak, inrichting: Option<&str>) -> bool {
    zaak.plek().zip(inrichting).is_some_and(|(here, there)| fold(here) != fold(there))
}

/// What of a report does not fit a case.
pub fn misfit(desk: &Desk, book: &Rulebook, melding: &Melding, zaak: &Zaak) -> Option<Misfit> {
    let plek = melding.inrichting();
    if let (true, Some(from), Some(here)) = (is_elsewhere(zaak, plek), plek, zaak.plek()) {
        return Some(Misfit::Inrichting { from: from.to_owned(), here: here.to_owned() });
    }
    let (one, other) = (MatchFeatures::from(melding, book), MatchFeatures::of_zaak(zaak, desk, book));
    if let Some((one, other)) = other_letters(&one, &other) {
        return Some(Misfit::LetterNumber(one, other));
    }
    let person = !one.persons.is_empty() && !other.persons.is_empty() && one.persons.is_disjoint(&other.persons);
    let too_early = || {
        let (received, voorval) = (melding.received, zaak.times.voorval?);
        let is_early = melding.kind.is_form() && received < voorval.minute();
        is_early.then_some(Misfit::TooEarly { received, voorval })
    };
    person.then_some(Misfit::Person).or_else(too_early)
}

/// What of the reports of one case does not fit another in which it would go up.
pub fn against(desk: &Desk, book: &Rulebook, from: &Zaak, to: &Zaak) -> Option<Misfit> {
    let mut reports = from.meldingen.iter().filter_map(|link| desk.meldingen.get(&link.melding));
    let places = || {
        let (there, here) = (from.plek()?, to.plek()?);
        is_elsewhere(to, Some(there)).then(|| Misfit::Inrichting { from: there.to_owned(), here: here.to_owned() })
    };
    reports.find_map(|melding| misfit(desk, book, melding, to)).or_else(places)
}

/// The numbers of two letters of the same kind, where both have one and none is shared.
fn other_letters(one: &MatchFeatures, other: &MatchFeatures) -> Option<(String, String)> {
    if !one.letters.is_disjoint(&other.letters) {
        return None;
    }
    let pairs = one.letters.iter().flat_map(|a| other.letters.iter().map(move |b| (a, b)));
    pairs.into_iter().find(|(a, b)| a.0 == b.0).map(|(a, b)| (a.1.clone(), b.1.clone()))
}
