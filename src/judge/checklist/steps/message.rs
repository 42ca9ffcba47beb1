//! A step that ends when its message is sent: what is asked of the message next, or why it may not go yet.

use super::{
    input::StepInput,
    moved::moved_since_sent,
    said::{elsewhere, gap, not_reportable, open, ready, undecided},
};
use crate::{
    domain::{draft::DraftKind, feit::FeitNumber, step::Step, withheld::Withheld},
    judge::{
        checklist::state::ChecklistState,
        moved_text,
        outcome::{self, outcomes},
        untold::untold,
        withheld::{held_back, withheld},
    },
};

/// How the message stands that ends a step.
pub fn message(b: &StepInput<'_>, step: Step) -> ChecklistState {
    let Some(kind) = DraftKind::ending(step) else { return open("hier hoort geen bericht bij") };
    let draft = b.zaak.drafts.get(&kind);
    if let Some(state) = waiting_copy(b, step) {
        return state;
    }
    let dispatched = draft.and_then(|c| c.sent.last().map(|v| (c, v)));
    if let Some((c, v)) = dispatched.filter(|(c, v)| c.version > v.version) {
        let check = if c.is_checked() { "verstuur haar" } else { "controleer en verstuur haar" };
        return ChecklistState::Ready(format!(
            "versie {} is van na de verzonden versie {}: {check}, of merk «niet nodig» met een reden",
            c.version, v.version
        ));
    }
    if let Some((c, v)) = dispatched {
        let copy = if c.copies.iter().any(|k| k.proves(v)) { ", met kopie" } else { "" };
        let channel = b.visibility().channel(&v.channel);
        let mut outdated = if c.let_through == Some(v.version) {
            Vec::new()
        } else {
            moved_text::outdated((b.zaak, b.case), c.text.read(), b.visibility())
        };
        outdated.extend(moved_since_sent(b, kind, v));
        if !outdated.is_empty() {
            return ChecklistState::Ready(format!(
                "versie {} is verzonden en zegt wat niet meer zo is: {}: stuur een verbeterde versie, of merk «niet nodig» met een reden",
                v.version,
                outdated.join(", ")
            ));
        }
        if step == Step::Piketmelding
            && let Some(news) = news_since(b, FeitNumber::NONE)
        {
            return ChecklistState::Ready(format!(
                "versie {} is verzonden, en {news}: stuur een aanvulling, of merk «niet nodig» met een reden",
                v.version
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
    if step == Step::Afloopbericht && outcomes(b.zaak).next().is_none() && draft.is_none() {
        return if outcome::is_ticked(b.zaak) {
            ready("noteer de afloop als feit, en maak het concept")
        } else {
            open("de afloop is nog niet bekend")
        };
    }
    match draft {
        None if step == Step::Sms && elsewhere(b).is_some() => {
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

/// That there is news which no message told, behind the facts up to `known`; whoever is done with a case is asked nothing.
pub(super) fn news_since(b: &StepInput<'_>, known: FeitNumber) -> Option<String> {
    let topics = untold(b.zaak, b.case, known);
    (b.zaak.is_open() && !topics.is_empty()).then(|| format!("daarna kwam nieuws over {}", topics.join(" en ")))
}

/// A copy that came back and of which nobody said whether it counts.
pub fn waiting_copy(b: &StepInput<'_>, step: Step) -> Option<ChecklistState> {
    let draft = b.zaak.message(step)?;
    let kept = draft.waiting_copy()?;
    let why = kept.copy.doubt(draft.version).map_or_else(String::new, |why| format!(", {why}"));
    Some(ChecklistState::Ready(format!("kopie van versie {} is terug{why}: zeg of zij telt", kept.copy.version)))
}
