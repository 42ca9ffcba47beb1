//! A form that lacks items keeps its term open: until a supplement fills them, or until the officer
//! takes it as provisional. Judged for every subset of the required items, in any order of arrival.

use std::collections::BTreeSet;

use piket::{
    acts::{AcceptForm, Act, LinkMelding, ReportSent, UnlinkMelding},
    domain::{draft::DraftKind, melding::MeldingKind, step::Step, termijn_kind::TermijnKind},
    judge::{
        checklist::ChecklistState,
        complete::{completeness, listing},
    },
};
use proptest::prelude::*;

use super::{
    acts::sending,
    dossier::{Dossier, TestResult},
};

const RIJEN: [(&str, MeldingKind, TermijnKind); 2] =
    [("6", MeldingKind::form("mbv"), TermijnKind::of("mbv")), ("A", MeldingKind::form("moa"), TermijnKind::of("moa"))];

fn required(dossier: &Dossier, form: MeldingKind) -> Vec<&'static str> {
    dossier.book.form_of(form).into_iter().flat_map(|f| f.required(None)).map(|v| v.field.as_str()).collect()
}

fn with(fields: &BTreeSet<&'static str>) -> Vec<(&'static str, &'static str)> {
    fields.iter().map(|v| (*v, "n.v.t.")).collect()
}

/// The oracle is a plain set: what was sent so far, against what is required.
#[test]
fn the_term_runs_until_the_last_item_is_there() {
    proptest!(ProptestConfig::with_cases(60), |(side in 0usize..2, parts in prop::collection::vec(0u8..4, 23))| {
        let trial = || -> Result<(), Box<dyn std::error::Error>> {
            let (rij, form, kind) = RIJEN[side];
            let (mut dossier, zaak) = Dossier::with_rij(rij, "CTP Veldzicht")?;
            let all = required(&dossier, form);
            let mut delivered: BTreeSet<&str> = BTreeSet::new();
            // Items of part 3 are in no form at all.
            for part in 0..3u8 {
                let now: BTreeSet<&str> =
                    all.iter().zip(&parts).filter(|(_, d)| **d == part).map(|(v, _)| *v).collect();
                dossier.now = dossier.after(5);
                let melding = dossier.mail_with(form, &with(&now))?;
                dossier.run(&Act::LinkMelding(LinkMelding { melding, zaak, reason: String::new() }))?;
                let was_complete = all.iter().all(|v| delivered.contains(v));
                delivered.extend(now);
                let complete = all.iter().all(|v| delivered.contains(v));
                let countdown = dossier.countdowns(zaak)?.into_iter().find(|k| k.termijn.kind == kind).ok_or("geen klok")?;
                assert_eq!(countdown.met_at.is_some(), complete, "{delivered:?}");
                if complete && !was_complete {
                    assert_eq!(countdown.met_at, Some(dossier.now));
                    let state = dossier.state(zaak, Step::Form)?;
                    let from = matches!(&state, Some(ChecklistState::Done { evidence, .. }) if evidence.contains(&melding.to_string()));
                    assert!(from, "{state:?}");
                }
            }
            Ok(())
        };
        trial().map_err(|e| TestCaseError::fail(e.to_string()))?;
    });
}

/// That nobody knows it yet is no answer: what was asked stays asked, and says nothing in the beeld.
#[test]
fn what_nobody_knows_yet_stays_asked() -> TestResult {
    let unknown = [
        "n.n.b.",
        "nnb",
        "onbekend",
        "?",
        "-",
        "volgt",
        "nog niet bekend",
        "Nog niet bekend, volgt z.s.m.",
        "wordt nagevraagd",
        "--",
        "n.b.",
        "weten wij niet",
    ];
    for (rij, form, _) in RIJEN {
        for value in unknown {
            let (mut dossier, zaak) = Dossier::with_rij(rij, "CTP Veldzicht")?;
            let all = required(&dossier, form);
            let fields: Vec<(&str, &str)> = all.iter().map(|field| (*field, value)).collect();
            let melding = dossier.mail_with(form, &fields)?;
            let before = dossier.zaak(zaak)?.feiten.len();
            dossier.run(&Act::LinkMelding(LinkMelding { melding, zaak, reason: String::new() }))?;
            let found = dossier.zaak(zaak)?;
            let standing = completeness(found, dossier.case_rule(zaak)?);
            assert_eq!(standing.missing().len(), all.len(), "{rij} {value}");
            assert_eq!(found.feiten.len(), before, "{rij} {value}: {:?}", found.feiten);
        }
    }
    Ok(())
}

#[test]
fn what_is_missing_is_named_and_asked_for_without_a_decision() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let all = required(&dossier, MeldingKind::form("mbv")).into_iter().filter(|v| *v != "media" && *v != "briefnummer");
    let melding = dossier.mail_with(MeldingKind::form("mbv"), &with(&all.collect()))?;
    dossier.run(&Act::LinkMelding(LinkMelding { melding, zaak, reason: String::new() }))?;
    let state = dossier.state(zaak, Step::Form)?;
    assert_eq!(
        state,
        Some(ChecklistState::Ready(format!("{melding} is onvolledig: het briefnummer, de mediacontacten")))
    );
    let draft = DraftKind::Aanvulverzoek;
    dossier.write(zaak, draft, "Graag aanvullen.")?;
    let recipients = "de inrichting".to_owned();
    dossier.run(&ReportSent { recipients, ..sending(zaak, draft, dossier.now) }.into())?;
    let state = dossier.state(zaak, Step::Form)?;
    assert!(matches!(&state, Some(ChecklistState::Waiting(t)) if t.contains("aanvulling gevraagd")), "{state:?}");
    // A form that came after the request and still lacks them is a new question.
    dossier.now = dossier.after(30);
    let second = dossier.mail_with(MeldingKind::form("mbv"), &[("media", "geen")])?;
    dossier.run(&Act::LinkMelding(LinkMelding { melding: second, zaak, reason: String::new() }))?;
    let state = dossier.state(zaak, Step::Form)?;
    assert_eq!(state, Some(ChecklistState::Ready(format!("{second} is onvolledig: het briefnummer"))));
    Ok(())
}

/// Four are named; of more the rest is counted.
#[test]
fn what_is_missing_is_named_up_to_four_and_then_counted() {
    for (names, words) in [
        (vec!["a"], "a"),
        (vec!["a", "b", "c", "d"], "a, b, c, d"),
        (vec!["a", "b", "c", "d", "e"], "a, b, c, d en nog 1"),
        (vec!["a", "b", "c", "d", "e", "f"], "a, b, c, d en nog 2"),
    ] {
        assert_eq!(listing(&names), words);
    }
}

#[test]
fn a_provisional_form_meets_the_term_and_that_can_be_undone() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("A", "CTP Veldzicht")?;
    let accept = |reason: &str| Act::AcceptForm(AcceptForm { zaak, reason: reason.to_owned() });
    assert!(dossier.run(&accept("Er is nog niets.")).is_err());
    let melding = dossier.mail_with(MeldingKind::form("moa"), &[("naam", "A. Proef")])?;
    dossier.run(&Act::LinkMelding(LinkMelding { melding, zaak, reason: String::new() }))?;
    let inner = dossier.now;
    let initial = dossier.zaak(zaak)?.clone();
    dossier.now = dossier.after(20);
    assert!(dossier.run(&accept(" ")).is_err_and(|f| f.sentence.contains("reden")));
    let undo = dossier.run(&accept("De rest is per telefoon doorgegeven."))?;
    let countdown =
        dossier.countdowns(zaak)?.into_iter().find(|k| k.termijn.kind == TermijnKind::of("moa")).ok_or("geen klok")?;
    assert_eq!(countdown.met_at, Some(inner));
    assert!(dossier.run(&accept("Nog eens.")).is_err());
    assert!(dossier.undo(undo));
    assert_eq!(dossier.zaak(zaak)?.meldingen, initial.meldingen);
    assert_eq!(dossier.letter(zaak, Step::Form)?, 'k');
    // Unlinking and linking again by undo keeps what was accepted.
    dossier.run(&accept("Goed zo."))?;
    let with = dossier.zaak(zaak)?.meldingen.clone();
    let undo = dossier.run(&Act::UnlinkMelding(UnlinkMelding { melding }))?;
    assert_eq!(dossier.letter(zaak, Step::Form)?, 'w');
    assert!(dossier.undo(undo));
    assert_eq!(dossier.zaak(zaak)?.meldingen, with);
    Ok(())
}
