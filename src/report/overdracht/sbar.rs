//! One open case for who takes over: what happened and which terms run, what is known, how it was weighed and
//! what left the desk, and what is to be done. A decision is told as it stands: fixed by the matrix, taken, to be
//! taken again, or still to be taken.

use super::{Overdracht, field, heading, point};
use crate::{
    domain::{
        besluit::{Answer, BesluitKind, YesNo},
        draft::{Draft, DraftKind},
        feit::FeitStatus,
        sanitize,
        step::Step,
        time_kind::TimeKind,
    },
    judge::{
        advice::advice,
        case_rule::CaseRule,
        checklist::{ChecklistState, Owner, StepLine},
        complete::{Completeness, completeness, listing},
        countdown::Countdown,
        recipients,
        tegenspraak::tegenspraken,
        visibility::Visibility,
    },
    log::zaak::Zaak,
    outgoing::sheet::SheetLine,
    rules::book::Code,
};

/// The lines of one case.
pub(super) fn lines(paper: &Overdracht<'_>, zaak: &Zaak) -> Vec<SheetLine> {
    let (case, list) = (paper.judge.case_rule(zaak), paper.judge.steps(zaak, Visibility::Masked));
    let telling = SbarTelling { paper, zaak, case, list: &list };
    let mut out = vec![heading(&zaak.number.to_string()), field("Situatie", &telling.situation())];
    out.extend(telling.termijnen());
    out.push(field("Beeld", &telling.picture()));
    out.push(field("Afweging", &telling.weighing()));
    out.extend(telling.messages().map(point));
    out.push(field("Wie weet het", &telling.told()));
    let expected: Vec<String> = telling.expected().collect();
    let count = match expected.len() {
        0 => "niets meer; de zaak kan dicht.".to_owned(),
        n => counted(n, "ding.", "dingen."),
    };
    out.push(field("Verwacht van u", &count));
    out.extend(expected.into_iter().map(point));
    out
}

struct SbarTelling<'a> {
    paper: &'a Overdracht<'a>,
    zaak: &'a Zaak,
    case: CaseRule<'a>,
    list: &'a [StepLine],
}

impl SbarTelling<'_> {
    fn situation(&self) -> String {
        let rij = match self.case.rule() {
            Some(rule) => format!("rij {}: {}", rule.nr, rule.incident),
            None if self.case.awaits_rij() => "nog geen rij gekozen".to_owned(),
            None => self.case.gap().unwrap_or_default(),
        };
        let place = self.paper.place(self.zaak.inrichting.as_ref());
        format!("{rij}; {place}; geopend {}.", self.zaak.opened.long())
    }

    /// All terms that run, with where they stand, and how those went that were met.
    fn termijnen(&self) -> Vec<SheetLine> {
        match self.paper.judge.countdowns(self.zaak, self.list) {
            Err(error) => vec![point(format!("Termijnen zijn niet te berekenen. {}", error.sentence))],
            Ok(all) => {
                let told = all.iter().filter_map(|c| self.termijn(c));
                let told: Vec<SheetLine> = told.map(point).collect();
                if told.is_empty() { vec![point("Geen lopende termijn.".to_owned())] } else { told }
            }
        }
    }

    fn termijn(&self, countdown: &Countdown) -> Option<String> {
        let (kind, due) = (&countdown.termijn.label, countdown.told_due(self.paper.now).as_termijn());
        match countdown.outcome() {
            Some(outcome) => Some(format!("{kind}: {} ({})", outcome.word(), outcome.at().short())),
            None if countdown.is_running() => Some(format!("{kind} vóór {due}: {}", countdown.state(self.paper.now))),
            None => None,
        }
    }

    fn picture(&self) -> String {
        let times = [TimeKind::Voorval, TimeKind::Constatering, TimeKind::OaEnd];
        let mut parts: Vec<String> = times
            .into_iter()
            .filter_map(|kind| Some(format!("{} {}", kind.label(), self.zaak.time(kind)?.short())))
            .collect();
        let uncertain = |status| matches!(status, FeitStatus::Unknown | FeitStatus::Contradicted);
        let open = self.zaak.feiten.iter().filter(|f| uncertain(f.status)).count();
        parts.push(format!("{}, {open} onbekend of tegengesproken", counted(self.zaak.feiten.len(), "feit", "feiten")));
        let contrary = tegenspraken(self.zaak).len();
        if contrary > 0 {
            parts.push(counted(contrary, "tegenspraak open", "tegenspraken open"));
        }
        let book = self.case.book().unwrap_or(self.paper.judge.books.book);
        parts.extend(
            self.zaak.meldingen.iter().map(|l| format!("{} ontvangen {}", l.form.label(book), l.received.short())),
        );
        match completeness(self.zaak, self.case) {
            Completeness::None => {}
            incomplete @ Completeness::Incomplete { .. } => {
                parts.push(format!("in het formulier ontbreekt {}", listing(&incomplete.missing())));
            }
            Completeness::Complete { .. } => parts.push("formulier volledig".to_owned()),
            Completeness::Provisional { .. } => parts.push("formulier voorlopig aanvaard".to_owned()),
        }
        format!("{}.", parts.join("; "))
    }

    fn weighing(&self) -> String {
        let asks_t = self.zaak.besluit(BesluitKind::T).is_some()
            || self.case.rule().is_some_and(|rule| rule.is_decided_here(BesluitKind::T));
        let phoned = asks_t.then(|| format!("telefonische melding: {}", self.decision(BesluitKind::T, Step::BesluitT)));
        let yes = self.zaak.answers.values().filter(|answer| **answer == Answer::Yes).count();
        let parts = [
            format!("piketmelding: {}", self.decision(BesluitKind::P, Step::BesluitP)),
            format!("afloopbericht: {}", self.decision(BesluitKind::A, Step::BesluitA)),
            counted(yes, "weegvraag met ja", "weegvragen met ja"),
        ];
        let parts: Vec<String> = phoned.into_iter().chain(parts).collect();
        format!("{}.", parts.join("; "))
    }

    /// How a decision stands.
    fn decision(&self, about: BesluitKind, step: Step) -> String {
        let again = self.list.iter().any(|l| l.step == step && matches!(l.state, ChecklistState::Ready(_)));
        if let Some(besluit) = self.zaak.besluit(about) {
            let choice = besluit.choice.word();
            return if again {
                format!("opnieuw te beslissen, het was {choice}")
            } else {
                format!("{choice}, besloten {}", besluit.at.short())
            };
        }
        let CaseRule::Known(book, rule) = self.case else { return "nog te beslissen".to_owned() };
        match rule.code(about) {
            Code::Yes => format!("ja, vast bij rij {}", rule.nr),
            Code::No => format!("nee, rij {} kent die niet", rule.nr),
            Code::Weging | Code::IfRelevant => {
                let advised = advice(self.zaak, book, rule, about).and_then(|a| a.choice).map(YesNo::word);
                advised.map_or_else(|| "nog te beslissen".to_owned(), |a| format!("nog te beslissen, advies {a}"))
            }
        }
    }

    /// What left the desk, and what waits to.
    fn messages(&self) -> impl Iterator<Item = String> {
        self.zaak.drafts.iter().map(|(kind, draft)| message(*kind, draft))
    }

    /// Who was told, by what they are; a name that is in no address book stays in the log.
    fn told(&self) -> String {
        let told = self.zaak.passed_on.iter().map(|p| {
            let known = p.to.filled().and_then(|to| recipients::find(self.paper.addresses, to));
            let who = known.map_or("iemand die niet in het adresboek staat", |entry| entry.kind.code());
            format!("{who} per {} ({})", Visibility::Masked.channel(&p.channel), p.at.short())
        });
        let told: Vec<String> = told.collect();
        if told.is_empty() { "nog niet doorgemeld in de lijn.".to_owned() } else { format!("{}.", told.join("; ")) }
    }

    /// The steps that are left, the desk's own first, and the officer's reminders.
    fn expected(&self) -> impl Iterator<Item = String> {
        let open = || self.list.iter().filter(|line| !line.state.is_done());
        let own = open().filter(|line| line.owner == Owner::Desk);
        let of_others = open().filter(|line| line.owner != Owner::Desk);
        let steps =
            own.chain(of_others).map(|line| format!("{} ({}): {}", line.name, line.owner.word(), line.state.word()));
        let reminders = self.zaak.running_reminders().map(|r| {
            let past = if r.when <= self.paper.now { ", die tijd is voorbij" } else { "" };
            format!("Eigen herinnering {} om {}{past}; de tekst staat in het logboek", r.number, r.when.short())
        });
        steps.chain(reminders)
    }
}

fn message(kind: DraftKind, draft: &Draft) -> String {
    let label = sanitize::capitalize(kind.label());
    match draft.sent.last() {
        Some(sent) if sent.version == draft.version => {
            format!("{label} versie {} verzonden {}", sent.version, sent.at.short())
        }
        Some(sent) => {
            format!("{label} versie {} verzonden {}, versie {} nog niet", sent.version, sent.at.short(), draft.version)
        }
        None => format!("{label} versie {} bewaard, nog niet verzonden", draft.version),
    }
}

fn counted(count: usize, one: &str, more: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { more })
}
