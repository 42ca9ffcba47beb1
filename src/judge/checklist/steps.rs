//! What each of the steps asks of this case, before the officer's own marks are laid
//! over it. `None` means that the step does not belong to this kind of case at all.

mod besluit;
mod book_step;
mod form;
mod input;
mod message;
mod moved;
mod review;
mod said;

use super::state::ChecklistState;
use crate::{
    domain::{
        besluit::{Answer, BesluitKind, YesNo},
        feit::Topic,
        shared_text::SharedText,
        step::Step,
    },
    judge::{
        advice::proposed_rijen,
        case_rule::CaseRule,
        complete::first_forms,
        decided::decided,
        questions::{still_asked, weegvragen},
        tegenspraak, untaken,
        weighed_otherwise::weighed_otherwise,
    },
    rules::{
        book::{Code, Weegvraag},
        elsewhere::ReviewGround,
        step_rule::{KnownStep, Owner},
    },
};
use besluit::besluit;
use book_step::book_step;
use form::form;
pub use input::StepInput;
use message::message;
pub use moved::moved_since;
use moved::withdrawn;
use review::review;
use said::{elsewhere, evidence_of, gap, not_reportable, open, ready, undecided};

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
        Step::Sms | Step::Afloopbericht => message(b, step),
        Step::Piketmelding => {
            let sent = b.zaak.message(step).is_some_and(|c| !c.sent.is_empty());
            if !sent && elsewhere(b).is_some() {
                return None;
            }
            message(b, step)
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
        Step::Monitor => monitor(b),
        Step::BesluitT | Step::Close => return None,
    };
    Some(Derived::of(known, state))
}

fn inquire(what: &str) -> ChecklistState {
    ChecklistState::Waiting(what.to_owned())
}

fn melding(b: &StepInput<'_>) -> ChecklistState {
    b.zaak
        .meldingen
        .iter()
        .min_by_key(|k| (b.zaak.is_too_early(k), k.received))
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
        let against = tegenspraak::words(b.zaak).map(|about| format!("{about}: kies welk telt"));
        if let Some(what) = against.or_else(|| Some(untaken::words(b.zaak, b.case)? + ": kijk de tijden na")) {
            return ChecklistState::Ready(what);
        }
        let count = b.zaak.feiten.len();
        let evidence = format!("{count} feit{} vastgelegd", if count == 1 { "" } else { "en" });
        return ChecklistState::Done { evidence, at: None };
    }
    let besides = untaken::words(b.zaak, b.case).map_or_else(String::new, |untaken| format!("; {untaken}"));
    ChecklistState::Ready(format!("ontbreekt: {}{besides}", missing.join(", ")))
}

/// What a step that was marked as done says as well, because no mark makes it otherwise.
pub fn stands_besides(b: &StepInput<'_>, step: Step) -> Option<String> {
    if step == Step::Beeld { untaken::words(b.zaak, b.case) } else { None }
}

fn verdict(b: &StepInput<'_>) -> ChecklistState {
    let CaseRule::Known(book, rule) = b.case else { return ready(&gap(b)) };
    if b.case.is_of_another_text(b.zaak) {
        return ChecklistState::Ready(format!(
            "het regelboek is een ander dan toen rij {} is gekozen: kijk besluiten en termijnen na en kies de rij opnieuw",
            rule.nr
        ));
    }
    let questions: Vec<_> = weegvragen(book, rule).collect();
    let answered =
        questions.iter().filter(|v| b.zaak.answers.get(&v.id).is_some_and(|a| *a != Answer::Unknown)).count();
    if let Some(other) = proposed_rijen(b.zaak, book, rule).first() {
        return ChecklistState::Ready(other.task());
    }
    if let Some(otherwise) = weighed_otherwise(b.zaak, b.case, b.inrichting.map(|i| i.ownership)).first() {
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
    if b.case.awaits_rij() {
        return open(&gap(b));
    }
    let without_form = b.zaak.first_of(&first_forms(b.case)).is_none();
    match not_reportable(b) {
        Some(state) if without_form => state,
        _ => ChecklistState::Ready(format!("maak de monitor van {}", b.zaak.number.week)),
    }
}
