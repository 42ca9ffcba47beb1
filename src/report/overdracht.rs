//! The handover at the end of a week, in the order nurses and doctors use: how it stands, what went
//! before, how it was weighed, and what is expected of who takes over. No persons and nobody's own words:
//! those are in the log, and the head of that log stands on the paper as five words.

use std::fmt::Write as _;

use crate::{
    domain::{
        besluit::{Answer, BesluitKind},
        feit::FeitStatus,
        head::Head,
        ids::Piketweek,
        inrichting::Inrichtingen,
        moment::Moment,
        termijn_choice::LezingChoice,
    },
    judge::{
        case_rule::CaseRule,
        checklist::checklist,
        countdown::{Countdown, countdowns},
        retention::{RetentionLine, RetentionState},
        visibility::Visibility,
    },
    log::zaak::Zaak,
    rules::book::Rulebook,
};

/// What the handover is made from.
#[derive(Debug)]
pub struct Overdracht<'a> {
    /// The week that ends.
    pub week: Piketweek,
    /// Who hands over.
    pub by: &'a str,
    /// The moment of making it.
    pub now: Moment,
    /// The end of the log at that moment.
    pub head: Head,
    /// The open cases, by number.
    pub zaken: Vec<&'a Zaak>,
    /// How many reports wait in the inbox.
    pub inbox: usize,
    /// How many cases of the week are closed.
    pub closed: usize,
    /// What is finished and kept, with where its term stands.
    pub retention: Vec<RetentionLine>,
    /// The rule book.
    pub book: &'a Rulebook,
    /// The known inrichtingen.
    pub inrichtingen: &'a Inrichtingen,
    /// Which reading the countdowns follow.
    pub choice: LezingChoice,
}

/// What stands before the head in the file.
const HEAD_LINE: &str = "Kop van het logboek: ";

impl Overdracht<'_> {
    /// The handover as Markdown.
    pub fn md(&self) -> String {
        let mut out =
            format!("# Overdracht piketweek {}\n\nGemaakt {} door {}.\n", self.week, self.now.long(), self.by);
        // Writing to a String cannot fail.
        let _ = write!(
            out,
            "\n{HEAD_LINE}**{}** (regel {})\n`{}`\n\nOpen zaken: {}. Gesloten deze week: {}. Inbox: {}.\n",
            self.head.words(),
            self.head.seq,
            self.head.hash,
            self.zaken.len(),
            self.closed,
            self.inbox
        );
        for zaak in &self.zaken {
            self.zaak(&mut out, zaak);
        }
        self.retention(&mut out);
        out.push_str("\nNamen en vrije tekst staan alleen in het logboek.\n");
        out
    }

    fn zaak(&self, out: &mut String, zaak: &Zaak) {
        let inrichting = zaak.plek().and_then(|n| self.inrichtingen.by_name(n));
        let list = checklist(zaak, self.book, inrichting, Visibility::Masked);
        // A name that is not on the list is free text, out of a mail or from the phone.
        let plek = match (zaak.plek(), inrichting) {
            (None, _) => "inrichting onbekend",
            (Some(_), None) => "inrichting die niet in de lijst staat",
            (Some(name), Some(_)) => name,
        };
        let case = CaseRule::of(zaak, self.book, inrichting);
        let rij = match case.rule() {
            Some(rule) => format!("rij {}: {}", rule.nr, rule.incident),
            None if case.awaits_rij() => "nog geen rij gekozen".to_owned(),
            None => case.gap().unwrap_or_default(),
        };
        let termijn = countdowns(zaak, case, self.choice, &list)
            .unwrap_or_default()
            .into_iter()
            .find(Countdown::is_running)
            .map_or_else(
                || "geen lopende termijn".to_owned(),
                |k| format!("{} vóór {}", k.termijn.kind.label(), k.due.as_termijn()),
            );
        let done = list.iter().filter(|s| s.state.is_done()).count();
        let besluit = |about| match zaak.besluit(about) {
            Some(besluit) => besluit.choice.word(),
            None => "nog niet besloten",
        };
        let asks_t =
            zaak.besluit(BesluitKind::T).is_some() || case.rule().is_some_and(|r| r.is_decided_here(BesluitKind::T));
        let phone_first =
            if asks_t { format!("telefonische melding: {}; ", besluit(BesluitKind::T)) } else { String::new() };
        let passed_on = match zaak.passed_on.iter().map(|p| p.at).min() {
            Some(first) => format!("doorgemeld in de lijn sinds {}", first.short()),
            None => "nog niet doorgemeld in de lijn".to_owned(),
        };
        let yes = zaak.answers.values().filter(|a| **a == Answer::Yes).count();
        let uncertain =
            zaak.feiten.iter().filter(|f| matches!(f.status, FeitStatus::Unknown | FeitStatus::Contradicted)).count();
        let _ = write!(
            out,
            "\n## {}\n\n- **Situatie:** {rij}; {termijn}.\n- **Achtergrond:** {plek}; geopend {}; {done} van {} stappen af.\n\
             - **Beoordeling:** {}piketmelding: {}; afloopbericht: {}; {passed_on}; {yes} weegvragen met ja; {uncertain} feiten onbekend of tegengesproken.\n\
             - **Verwacht van u:**\n",
            zaak.number,
            zaak.opened.long(),
            list.len(),
            phone_first,
            besluit(BesluitKind::P),
            besluit(BesluitKind::A)
        );
        for step in list.iter().filter(|s| !s.state.is_done()) {
            let _ = writeln!(out, "  - {} ({}): {}", step.name, step.owner.word(), step.state.word());
        }
    }

    fn retention(&self, out: &mut String) {
        let questions: Vec<&RetentionLine> = self
            .retention
            .iter()
            .filter(|r| matches!(r.state, RetentionState::Question | RetentionState::Expired(_)))
            .collect();
        if questions.is_empty() {
            return;
        }
        out.push_str("\n## Bewaren of wissen?\n\nBeslis samen; piket wist nooit uit zichzelf.\n\n");
        for line in questions {
            let _ = writeln!(out, "- {}: {}", line.object, line.state.sentence());
        }
    }
}

/// The head that a handover was made at; `None` when the text is no handover.
pub fn head_from(text: &str) -> Option<Head> {
    let mut lines = text.lines().skip_while(|r| !r.starts_with(HEAD_LINE));
    let seq = lines.next()?.rsplit_once("(regel ")?.1.strip_suffix(')')?.parse().ok()?;
    let hash = lines.next()?.trim_matches('`').to_owned();
    let whole = hash.len() == 64 && hash.chars().all(|c| c.is_ascii_hexdigit());
    whole.then_some(Head { seq, hash })
}
