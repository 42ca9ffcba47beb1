//! What each of the steps asks of this case, before the officer's own marks are laid
//! over it. `None` means that the step does not belong to this kind of case at all.

mod besluit;
mod book_step;
mod input;
mod moved;
mod review;

use std::sync::Arc;

use super::{ChecklistState, Owner};
use crate::{
    domain::{
        besluit::{Answer, BesluitKind, YesNo},
        draft::{DraftKind, Withheld},
        feit::Topic,
        shared_text::SharedText,
        step::Step,
    },
    judge::{
        advice::proposed_rijen,
        case_rule::CaseRule,
        complete::{Completeness, completeness, first_forms, listing},
        decided::{again, decided},
        moved_text,
        questions::{still_asked, weegvragen},
        tegenspraak,
        weighed_otherwise::weighed_otherwise,
        withheld::{held_back, withheld},
    },
    log::zaak::Link,
    rules::{
        book::{Code, FormItem, Rulebook, Weegvraag},
        elsewhere::{Elsewhere, ElsewhereScope, ReviewGround},
        step_rule::KnownStep,
    },
};
use besluit::besluit;
use book_step::book_step;
pub use input::StepInput;
pub use moved::moved_since;
use moved::{moved_since_sent, withdrawn};
use review::review;

/// Where a step stands in this case, and what it is called and whose it is here.
pub struct Derived {
    pub name: SharedText,
    pub owner: Owner,
    pub state: ChecklistState,
}

impl Derived {
    fn of(known: &KnownStep, state: ChecklistState) -> Self {
        Self { name: known.name(), owner: known.rule().owner.clone(), state }
    }
}

/// Name, owner and state of one step, of which this is known.
pub fn derive(b: &StepInput<'_>, step: Step, known: &KnownStep) -> Option<Derived> {
    let state = match step {
        Step::Melding => melding(b),
        Step::CalledBack => called_back(b),
        Step::Beeld => beeld(b),
        Step::Verdict => verdict(b),
        Step::BesluitT if b.rule.is_some_and(|rule| rule.is_decided_here(BesluitKind::T)) => besluit(b, BesluitKind::T),
        Step::BesluitP => besluit(b, BesluitKind::P),
        Step::BesluitA => besluit(b, BesluitKind::A),
        Step::Sms => message(b, DraftKind::Sms),
        Step::Piketmelding => {
            let sent = b.zaak.drafts.get(&DraftKind::Piketmelding).is_some_and(|c| !c.sent.is_empty());
            if !sent && elsewhere(b).is_some() {
                return None;
            }
            message(b, DraftKind::Piketmelding)
        }
        Step::Review => {
            let other = elsewhere(b)?;
            let name = match other.review {
                ReviewGround::Source => known.name(),
                ReviewGround::Offered => "Feitencontrole aanbieden".into(),
            };
            return Some(Derived { name, ..Derived::of(known, review(b, other)) });
        }
        Step::PassedOn => passed_on(b),
        Step::Form => {
            let (owner, state) = form(b);
            let form = b.rule.and_then(|rule| b.book.form_rule(rule.form));
            let name = form.map_or_else(|| known.name(), |form| form.received.clone());
            return Some(Derived { name, owner, state });
        }
        Step::Book(_) => return book_step(b, step, known),
        Step::Outcome => afloopbericht(b),
        Step::Afloopbericht => message(b, DraftKind::Afloopbericht),
        Step::Monitor => monitor(b),
        Step::BesluitT | Step::Close => return None,
    };
    Some(Derived::of(known, state))
}

fn open(why: &str) -> ChecklistState {
    ChecklistState::Open(why.to_owned())
}

fn ready(what: &str) -> ChecklistState {
    ChecklistState::Ready(what.to_owned())
}

fn inquire(what: &str) -> ChecklistState {
    ChecklistState::Waiting(what.to_owned())
}

/// What is to be decided first, and why once more.
fn undecided(b: &StepInput<'_>, about: BesluitKind) -> String {
    again(b.zaak, b.case, about).unwrap_or_else(|| format!("beslis eerst over {}", about.letter()))
}

/// Why nothing follows from the matrix.
fn gap(b: &StepInput<'_>) -> String {
    b.case.gap().unwrap_or_default()
}

/// What another body does; nothing where the row knows of none, or its question was answered with no.
fn elsewhere<'a>(b: &StepInput<'a>) -> Option<&'a Elsewhere> {
    b.rule?.elsewhere.as_ref().filter(|other| other.holds(|id| b.zaak.answers.get(id).copied()))
}

/// A row that need not be reported makes the steps towards others unnecessary.
fn not_reportable(b: &StepInput<'_>) -> Option<ChecklistState> {
    let rule = b.rule.filter(|rule| !rule.is_notifiable())?;
    Some(if b.is_unlisted() {
        let (nr, sector) = (rule.nr, b.case.book().map_or_else(String::new, |book| book.sector.label()));
        let what =
            format!("de inrichting staat niet in de lijst; bij {sector} is rij {nr} niet meldplichtig: zelf toetsen");
        ChecklistState::Ready(what)
    } else {
        ChecklistState::NotNeeded(format!("rij {} is hier niet meldplichtig", rule.nr))
    })
}

fn evidence_of(book: &Rulebook, k: &Link) -> ChecklistState {
    let evidence = format!("{} {}, {}", k.melding, k.form.label(book), k.received.short());
    ChecklistState::Done { evidence, at: Some(k.received) }
}

fn melding(b: &StepInput<'_>) -> ChecklistState {
    b.zaak
        .meldingen
        .iter()
        .min_by_key(|k| k.received)
        .map_or_else(|| ready("koppel de melding"), |k| evidence_of(b.book, k))
}

fn called_back(b: &StepInput<'_>) -> ChecklistState {
    match b.rule {
        Some(r) if r.t == Code::No => {
            not_reportable(b).unwrap_or_else(|| ChecklistState::NotNeeded(format!("rij {} kent geen T", r.nr)))
        }
        Some(_) if decided(b.zaak, b.case, BesluitKind::T) == Some(YesNo::No) => {
            ChecklistState::NotNeeded("T is nee".to_owned())
        }
        _ => ready("bel de inrichting terug"),
    }
}

fn beeld(b: &StepInput<'_>) -> ChecklistState {
    let feiten = b.zaak.feiten_about(Topic::Event).count();
    let missing: Vec<&str> = [
        (b.zaak.inrichting.is_none(), "inrichting"),
        (b.zaak.times.voorval.is_none(), "tijd van het voorval"),
        (feiten == 0, "wat er is gebeurd"),
    ]
    .into_iter()
    .filter_map(|(absent, what)| absent.then_some(what))
    .collect();
    if missing.is_empty() {
        if b.is_unlisted() {
            let what =
                "de inrichting staat niet in de lijst: kies haar bij de gegevens, of merk deze stap als zij zo heet";
            return ready(what);
        }
        if let Some(about) = tegenspraak::words(b.zaak) {
            return ChecklistState::Ready(format!("{about}: kies welk telt"));
        }
        let count = b.zaak.feiten.len();
        return ChecklistState::Done {
            evidence: format!("{count} feit{} vastgelegd", if count == 1 { "" } else { "en" }),
            at: None,
        };
    }
    ChecklistState::Ready(format!("ontbreekt: {}", missing.join(", ")))
}

fn verdict(b: &StepInput<'_>) -> ChecklistState {
    let CaseRule::Known(book, rule) = b.case else { return ready(&gap(b)) };
    let questions: Vec<_> = weegvragen(book, rule).collect();
    let answered =
        questions.iter().filter(|v| b.zaak.answers.get(&v.id).is_some_and(|a| *a != Answer::Unknown)).count();
    if let Some(other) = proposed_rijen(b.zaak, book, rule).first() {
        return ChecklistState::Ready(other.task());
    }
    if let Some(otherwise) = weighed_otherwise(b.zaak, b.case).first() {
        return ChecklistState::Ready(otherwise.to_string());
    }
    let beside = |question: &&Weegvraag| {
        let also = question.consequence(*b.zaak.answers.get(&question.id)?)?.also?;
        Some(format!("; door {} ook een zaak met rij {also}: open die, of merk deze stap", question.id))
    };
    let beside: String = questions.iter().filter_map(beside).collect();
    let text = format!("{answered} van {} vragen beantwoord{beside}", questions.len());
    if !still_asked(b.zaak, book, rule) && beside.is_empty() {
        return ChecklistState::Done { evidence: text, at: None };
    }
    ChecklistState::Ready(text)
}

fn message(b: &StepInput<'_>, kind: DraftKind) -> ChecklistState {
    let draft = b.zaak.drafts.get(&kind);
    if let Some(state) = waiting_copy(b, kind) {
        return state;
    }
    let dispatched = draft.and_then(|c| c.sent.last().map(|v| (c, v)));
    if let Some((c, v)) = dispatched.filter(|(c, v)| c.version > v.version) {
        let check = if c.is_checked() { "verstuur haar" } else { "controleer en verstuur haar" };
        return ChecklistState::Ready(format!(
            "versie {} is van na de verzonden versie {}: {check}, of merk deze stap met een reden",
            c.version, v.version
        ));
    }
    if let Some((c, v)) = dispatched {
        let copy = if c.copies.iter().any(|k| k.proves(v)) { ", met kopie" } else { "" };
        let channel = b.visibility().channel(&v.channel);
        let mut outdated = if c.let_through == Some(v.version) {
            Vec::new()
        } else {
            moved_text::outdated(b.zaak, c.text.read(), b.visibility())
        };
        outdated.extend(moved_since_sent(b, kind, v));
        if !outdated.is_empty() {
            return ChecklistState::Ready(format!(
                "versie {} is verzonden en zegt wat niet meer zo is: {}: stuur een verbeterde versie, of merk deze stap met een reden",
                v.version,
                outdated.join(", ")
            ));
        }
        let evidence = format!("versie {} verzonden {} per {channel}{copy}", v.version, v.at.short());
        return ChecklistState::Done { evidence, at: Some(v.at) };
    }
    if b.case.awaits_rij() {
        return open(&gap(b));
    }
    let Some(about) = kind.besluit() else { return open("hoort bij geen besluit") };
    let held = draft.map_or_else(|| withheld(b.zaak, b.case, kind), |c| held_back(b.zaak, b.case, (kind, c)));
    match held {
        Some(Withheld::Open) => return open(&undecided(b, about)),
        Some(Withheld::No) => {
            return not_reportable(b)
                .unwrap_or_else(|| ChecklistState::NotNeeded(format!("{} is nee", about.letter())));
        }
        Some(Withheld::Elsewhere | Withheld::Ours | Withheld::Inside) | None => {}
    }
    if kind == DraftKind::Afloopbericht && crate::judge::outcome::outcomes(b.zaak).next().is_none() && draft.is_none() {
        return open("de afloop is nog niet bekend");
    }
    match draft {
        None if kind == DraftKind::Sms && elsewhere(b).is_some() => {
            ready("de bron zegt hier niets over de piket-SMS: beslis zelf, maak haar of merk haar niet nodig met reden")
        }
        None => ready("maak het concept"),
        Some(c) => {
            let task = match c.checked {
                Some(_) if c.unknown_end().is_some() => {
                    let since = c.unknown_end().map_or_else(String::new, |under_way| under_way.since.clock_time());
                    format!("versie {} ging om {since} onderweg; hoe dat afliep is niet bekend: vraag na", c.version)
                }
                Some(_) if c.is_checked() => format!("versie {} is gecontroleerd: verstuur", c.version),
                Some(earlier) => format!("controleer versie {}: alleen versie {earlier} was gecontroleerd", c.version),
                None => format!("controleer versie {}", c.version),
            };
            let moved = moved_text::since((b.zaak, b.case), (kind, c), c.text.read(), b.visibility());
            ChecklistState::Ready([task].into_iter().chain(moved).collect::<Vec<_>>().join("; "))
        }
    }
}

/// A copy that came back and of which nobody said whether it counts.
fn waiting_copy(b: &StepInput<'_>, kind: DraftKind) -> Option<ChecklistState> {
    let draft = b.zaak.drafts.get(&kind)?;
    let kept = draft.waiting_copy()?;
    let why = kept.copy.doubt(draft.version).map_or_else(String::new, |why| format!(", {why}"));
    Some(ChecklistState::Ready(format!("kopie van versie {} is terug{why}: zeg of zij telt", kept.copy.version)))
}

/// Incomplete, it is the desk's move until the request has gone out, and the inrichting's after that.
fn form(b: &StepInput<'_>) -> (Owner, ChecklistState) {
    let from = match elsewhere(b).map(|other| (other.scope, &other.by)) {
        Some((ElsewhereScope::Melding, by)) => Owner::Instantie(Arc::clone(by)),
        Some((ElsewhereScope::Piketmelding, _)) | None => Owner::Inrichting,
    };
    let state = match completeness(b.zaak, b.case) {
        Completeness::None => not_reportable(b).unwrap_or_else(|| {
            ChecklistState::Waiting(format!("het formulier van {}{}", from.in_sentence(), asked(b)))
        }),
        Completeness::Complete { by, .. } => evidence_of(b.book, by),
        Completeness::Provisional { form } => ChecklistState::Done {
            evidence: format!(
                "{} voorlopig aanvaard: {}",
                form.melding,
                form.accepted.as_ref().map_or("", |r| b.visibility().read(r))
            ),
            at: Some(form.received),
        },
        Completeness::Incomplete { form, missing, unread } => {
            let listed = |items: &[&FormItem]| {
                let names: Vec<&str> = items.iter().map(|v| v.name.as_str()).collect();
                listing(&names)
            };
            let what = listed(&missing);
            if missing.is_empty() {
                let read = format!("lees zelf in {}, niet herkend: {}", form.melding, listed(&unread));
                return (Owner::Desk, ChecklistState::Ready(read));
            }
            let what = match unread.as_slice() {
                [] => what,
                items => format!("{what}; niet herkend: {}", listed(items)),
            };
            let request = b.zaak.drafts.get(&DraftKind::Aanvulverzoek).and_then(|c| c.sent.last());
            let Some(v) = request.filter(|v| v.at >= form.received) else {
                return (Owner::Desk, ChecklistState::Ready(format!("{} is onvolledig: {what}", form.melding)));
            };
            ChecklistState::Waiting(format!("aanvulling gevraagd {}: {what}", v.at.short()))
        }
    };
    (from, state)
}

/// That it was asked for in writing.
fn asked(b: &StepInput<'_>) -> String {
    let sent = b.zaak.drafts.get(&DraftKind::Rappel).and_then(|c| c.sent.last());
    sent.map_or_else(String::new, |v| format!("; rappel verzonden {}", v.at.short()))
}

/// Who in the line was told. Where nothing is decided yet, or P is yes, it is to be done; after a no on P the
/// source leaves it open.
fn passed_on(b: &StepInput<'_>) -> ChecklistState {
    if let Some(first) = b.zaak.passed_on.iter().min_by_key(|p| p.at) {
        let told = b.zaak.passed_on.iter().map(|p| {
            let (to, channel) = (b.visibility().read(&p.to), b.visibility().channel(&p.channel));
            format!("{to}, per {channel}, {}", p.at.short())
        });
        let last = b.zaak.passed_on.iter().map(|p| p.at).max().unwrap_or(first.at);
        if let Some(why) = withdrawn(b, last) {
            return ChecklistState::Ready(format!(
                "{why} sinds u doormeldde: laat het weten en noteer dat, of merk deze stap met een reden"
            ));
        }
        return ChecklistState::Done { evidence: told.collect::<Vec<_>>().join("; "), at: Some(first.at) };
    }
    if b.case.awaits_rij() {
        return open(&gap(b));
    }
    not_reportable(b).unwrap_or_else(|| match decided(b.zaak, b.case, BesluitKind::P) {
        Some(YesNo::No) => ChecklistState::NotNeeded("P is nee; doormelden mag".to_owned()),
        Some(YesNo::Yes) | None => ready("noteer wie in de lijn is ingelicht, hoe en wanneer"),
    })
}

fn afloopbericht(b: &StepInput<'_>) -> ChecklistState {
    if let Some(f) = crate::judge::outcome::outcomes(b.zaak).next() {
        return ChecklistState::Done {
            evidence: format!("{}, {}", b.visibility().source(&f.source, b.book), f.at.short()),
            at: Some(f.at),
        };
    }
    if b.case.awaits_rij() {
        return open(&gap(b));
    }
    match decided(b.zaak, b.case, BesluitKind::A) {
        None => open(&undecided(b, BesluitKind::A)),
        Some(YesNo::No) => not_reportable(b).unwrap_or_else(|| ChecklistState::NotNeeded("A is nee".to_owned())),
        Some(YesNo::Yes) => inquire("bericht van de inrichting over de afloop"),
    }
}

fn monitor(b: &StepInput<'_>) -> ChecklistState {
    if let Some(week) = b.zaak.in_monitor.last() {
        let evidence = format!("opgenomen in de monitor van {week}");
        let moved = b.zaak.monitor_state.as_ref().map(|then| then.moved(b.zaak)).unwrap_or_default();
        if moved.is_empty() {
            return ChecklistState::Done { evidence, at: None };
        }
        return ChecklistState::Ready(format!("{evidence}; daarna veranderd: {}: maak hem opnieuw", moved.join(", ")));
    }
    let without_form = b.zaak.first_of(&first_forms(b.case)).is_none();
    match not_reportable(b) {
        Some(state) if without_form => state,
        _ => ChecklistState::Ready(format!("maak de monitor van {}", b.zaak.number.week)),
    }
}
