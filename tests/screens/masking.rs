//! What a passer-by can read: in no list stands what somebody said, until the officer asks for it, for
//! ten seconds and on the record.

use chrono::Duration;
use piket::{
    acts::{Act, ChooseRij, NoteFeit, SetStep, SetTermijn, TakeBesluit},
    desk::{
        effect::Effect,
        state::{item::Item, reveal::Masking, screen::Tab},
        update::wake_at,
    },
    domain::{
        audit::{Audit, AuditAct, Origin, Outcome},
        besluit::{BesluitKind, YesNo},
        feit::{FeitStatus, Topic},
        ids::Zaaknummer,
        own_words,
        step::{Step, StepState},
        termijn_choice::TermijnSetting,
        termijn_kind::TermijnKind,
        text::Vertrouwelijk,
    },
    judge::{
        narrative,
        visibility::{MASK, Visibility},
    },
};
use piket::{log::event::LogEvent, rules::book::Rulebook};
use serde_json::Value;

use crate::desk::{TestDesk, TestResult, compare};

/// A person who is in every text of a case and nowhere else.
const CANARY: &str = "Fictema-Kanarie 01-02-1980";

/// A case with the canary in every text an officer can type.
fn full() -> Result<(TestDesk, Zaaknummer), Box<dyn std::error::Error>> {
    let mut desk = TestDesk::empty()?.sized(120, 40);
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    let text = || format!("{CANARY} zei iets.");
    let now = desk.model.view.now;
    for act in [
        Act::NoteFeit(NoteFeit {
            zaak,
            topic: Topic::Outcome,
            text: text(),
            source: CANARY.to_owned(),
            status: FeitStatus::Reported,
            happened: None,
        }),
        Act::TakeBesluit(TakeBesluit { zaak, about: BesluitKind::P, choice: YesNo::Yes, reason: text() }),
        Act::TakeBesluit(TakeBesluit { zaak, about: BesluitKind::A, choice: YesNo::No, reason: text() }),
        Act::SetStep(SetStep { zaak, step: Step::CalledBack, state: StepState::Done, reason: text(), at: None }),
        Act::SetStep(SetStep { zaak, step: Step::Verdict, state: StepState::Waiting, reason: text(), at: None }),
        Act::SetTermijn(SetTermijn {
            zaak,
            termijn: TermijnKind::of("mbv"),
            setting: Some(TermijnSetting::Moment(now.plus(Duration::hours(3)))),
            reason: text(),
        }),
        Act::ChooseRij(ChooseRij { zaak, rij: "7".parse()?, reason: text() }),
    ] {
        desk.run(&act)?;
    }
    desk.after(Duration::minutes(1));
    // As who comes after: these were typed by somebody else.
    desk.model.view.own.clear();
    Ok((desk, zaak))
}

fn audits_of(desk: &TestDesk, act: AuditAct) -> Vec<&Audit> {
    let all = desk.requested.iter().filter_map(|e| if let Effect::Audit(i) = e { Some(i) } else { None });
    all.filter(|i| i.act == act).collect()
}

/// What was revealed.
fn audits(desk: &TestDesk) -> Vec<&Audit> {
    audits_of(desk, AuditAct::Revealed)
}

/// A report and a draft are opened to be read and not masked: that is recorded, each once.
#[test]
fn what_is_opened_to_be_read_is_recorded_once() -> TestResult {
    let mut desk = TestDesk::week()?;
    let opened =
        |desk: &TestDesk| audits_of(desk, AuditAct::Opened).iter().map(|i| i.object.clone()).collect::<Vec<_>>();
    desk.model.view.choose(Some(Item::Melding("M0166".parse()?)));
    desk.keys("jkjk")?;
    assert_eq!(opened(&desk), [""; 0], "a line of the list is not read");
    desk.keys("<enter><esc><enter><esc>")?;
    assert_eq!(opened(&desk), ["M0166"]);
    let zaak = desk.choose_rij("A")?;
    let before = opened(&desk).len();
    desk.keys("3")?;
    assert_eq!(opened(&desk).len(), before, "a masked list is not opened");
    desk.keys("<enter>")?;
    assert_eq!(opened(&desk).last(), Some(&zaak.to_string()));
    desk.keys("<esc><enter><esc>")?;
    assert_eq!(opened(&desk).len(), before + 1);
    Ok(())
}

#[test]
fn no_list_shows_what_somebody_said() -> TestResult {
    let (mut desk, _) = full()?;
    for (keys, tab) in
        [("1", Tab::Checklist), ("2", Tab::Beeld), ("3", Tab::Drafts), ("4", Tab::Timeline), ("w", Tab::Termijnen)]
    {
        desk.keys(keys)?;
        for _ in 0..desk.model.view.lines_of(tab) {
            let screen = desk.text();
            assert!(!screen.contains("Kanarie"), "{screen}");
            desk.keys("j")?;
        }
        let screen = desk.text();
        assert!(screen.contains("2026-W47-01") && screen.contains("Pompestichting"), "{screen}");
        assert!(tab == Tab::Drafts || screen.contains(MASK), "{screen}");
    }
    assert!(audits(&desk).is_empty());
    desk.model.view.setup.masking = Masking::Off;
    desk.keys("2")?;
    assert!(desk.text().contains("Kanarie") && !desk.text().contains(MASK), "{}", desk.text());
    desk.keys("m")?;
    assert!(desk.text().contains("De instelling maskeren staat uit"), "{}", desk.text());
    Ok(())
}

/// What the program wrote, and the usual words of a source, say nothing of anybody: they stay readable in a session
/// in which nobody typed them.
#[test]
fn the_programs_own_words_are_not_masked() -> TestResult {
    let mut desk = TestDesk::empty()?.sized(120, 40);
    desk.keys("npompe<tab>brand in de keuken<omlaag><omlaag><omlaag><omlaag><omlaag><omlaag>2<ctrl-s>")?;
    desk.keys("frook op de gang<ctrl-s>")?;
    desk.model.view.own.clear();
    desk.keys("2")?;
    assert!(desk.text().contains("telefoon inrichting") && !desk.text().contains("rook op"), "{}", desk.text());
    desk.keys("4")?;
    assert!(desk.text().contains("Rij 2 gekozen: gekozen bij de melding"), "{}", desk.text());
    Ok(())
}

/// What nobody read is not judged, and not taken back.
#[test]
fn a_fact_that_is_masked_keeps_its_status_until_it_was_read() -> TestResult {
    let mut desk = TestDesk::empty()?.sized(120, 40);
    desk.keys("npompe<tab>brand in de keuken<omlaag><omlaag><omlaag><omlaag><omlaag><omlaag>2<ctrl-s>")?;
    desk.keys("frook op de gang<ctrl-s>")?;
    desk.model.view.own.clear();
    let entries = desk.fake_store.log.len();
    desk.keys("2j")?;
    for key in ["<spatie>", "D"] {
        desk.keys(key)?;
        assert!(desk.text().contains("Dit feit is gemaskeerd: lees het eerst met m."), "{}", desk.text());
    }
    assert_eq!(desk.fake_store.log.len(), entries);
    desk.keys("m<spatie>")?;
    assert!(desk.text().contains("Feit 2 (gebeurtenis) is bevestigd."), "{}", desk.text());
    Ok(())
}

/// The log itself is the oracle: whatever stands in it as confidential is in no masked sentence, but for what the
/// program itself wrote there.
#[test]
fn a_masked_sentence_holds_nothing_confidential() -> TestResult {
    fn texts(value: &Value, out: &mut Vec<String>) {
        match value {
            Value::Object(folder) => {
                out.extend(folder.get("§").and_then(Value::as_str).map(str::to_owned));
                folder.values().for_each(|w| texts(w, out));
            }
            Value::Array(rij) => rij.iter().for_each(|w| texts(w, out)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    let (mut seen, book) = (0, Rulebook::built_in());
    for entry in TestDesk::week()?.fake_store.log.iter().chain(&full()?.0.fake_store.log) {
        let mut vertrouwelijk = Vec::new();
        texts(&piket::log::wire::write(&entry.event)?, &mut vertrouwelijk);
        let (open, shut) = (
            narrative::sentence(&entry.event, Visibility::Open, book),
            narrative::sentence(&entry.event, Visibility::Masked, book),
        );
        for text in vertrouwelijk.iter().map(|t| t.trim()).filter(|t| t.len() > 8 && !own_words::is_own_source(t, book))
        {
            seen += usize::from(open.contains(text));
            assert!(!shut.contains(text), "{shut}");
        }
    }
    assert!(seen > 100, "{seen}");
    Ok(())
}

#[test]
fn a_mail_about_nobody_knows_where_is_masked_in_the_inbox_and_read_beside_it() -> TestResult {
    let mut desk = TestDesk::week()?;
    // A machine sent it, so that it is folded away until it is asked for.
    desk.keys(".")?;
    desk.model.view.choose(Some(Item::Melding("M0163".parse()?)));
    assert!(desk.line("M0163  ").contains(MASK), "{}", desk.text());
    assert!(!desk.text().to_lowercase().contains("nieuwsbrief"), "{}", desk.text());
    desk.keys("<enter>")?;
    assert!(desk.text().to_lowercase().contains("nieuwsbrief"), "{}", desk.text());
    desk.keys("<esc>m")?;
    compare("onthuld-inbox-80x24", &desk.picture());
    assert_eq!(audits(&desk).iter().map(|i| i.object.as_str()).collect::<Vec<_>>(), ["M0163"]);
    desk.keys("k")?;
    assert!(desk.line("M0163  ").contains(MASK), "{}", desk.text());
    desk.keys("m")?;
    assert!(desk.text().contains("Op deze regel is niets gemaskeerd."), "{}", desk.text());
    assert_eq!(audits(&desk).len(), 1);
    Ok(())
}

/// A place that is in no list was written by somebody, and may be a name. Who typed it may read it until the lock.
#[test]
fn a_place_in_somebodys_own_words_is_masked_wherever_it_stands_but_for_who_typed_it() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.keys(&format!("nbij {CANARY}<tab>brand<esc>g"))?;
    desk.after(Duration::minutes(5));
    assert!(desk.line("* M0001").contains("bij Ficte"), "{}", desk.text());
    let mut desk = desk.restarted();
    let line = desk.text().lines().find(|r| r.contains("* M0001")).unwrap_or_default().to_owned();
    let left: String = line.chars().take(36).collect();
    assert!(left.contains(MASK) && !left.contains("Fictema"), "{}", desk.text());
    desk.keys("m")?;
    assert!(desk.text().contains(" bij Ficte"), "{}", desk.text());
    desk.keys("o")?;
    // In the list and in what is said of it.
    let text = desk.text();
    assert!(text.contains(MASK) && !text.contains("Ficte"), "{text}");
    Ok(())
}

#[test]
fn a_line_is_open_for_ten_seconds_and_recorded_once() -> TestResult {
    let (mut desk, zaak) = full()?;
    desk.keys("2G")?;
    desk.keys("m")?;
    assert!(desk.text().contains("Kanarie"), "{}", desk.text());
    let expected =
        Audit { act: AuditAct::Revealed, object: zaak.to_string(), result: Outcome::Succeeded, origin: Origin::Desk };
    assert_eq!(audits(&desk), [&expected]);
    desk.after(Duration::milliseconds(9_999));
    assert!(desk.text().contains("Kanarie"));
    assert_eq!(wake_at(&desk.model), desk.model.view.now.plus(Duration::milliseconds(1)));
    desk.after(Duration::milliseconds(1));
    assert!(desk.model.dirty && !desk.text().contains("Kanarie"), "{}", desk.text());
    Ok(())
}

#[test]
fn a_line_closes_on_a_second_m_and_on_moving_away() -> TestResult {
    for gone in ["m", "k", "1", "<esc>", "<tab>"] {
        let (mut desk, _) = full()?;
        desk.keys("2G")?;
        desk.keys("m")?;
        assert!(desk.text().contains("Kanarie"), "{gone}");
        desk.keys(gone)?;
        assert!(!desk.text().contains("Kanarie"), "{gone}\n{}", desk.text());
        // Coming back opens nothing.
        desk.keys("2G")?;
        assert!(!desk.text().contains("Kanarie"), "{gone}\n{}", desk.text());
    }
    Ok(())
}

#[test]
fn one_key_opens_the_whole_case_from_the_list() -> TestResult {
    let (mut desk, _) = full()?;
    desk.keys("2<esc>m")?;
    let screen = desk.text();
    assert!(screen.contains("Kanarie") && !screen.contains(MASK), "{screen}");
    assert_eq!(audits(&desk).len(), 1);
    desk.keys("<enter>")?;
    assert!(!desk.text().contains("Kanarie"), "{}", desk.text());
    Ok(())
}

#[test]
fn what_the_officer_typed_stays_readable_until_the_lock() -> TestResult {
    let mut desk = TestDesk::empty()?.sized(120, 40);
    desk.zaak("6", "FPC Pompestichting")?;
    desk.after(Duration::minutes(1));
    desk.keys(
        "2fEen arts is gebeld.<ctrl-s>1xja<enter><f2><enter>hoofd gesproken<ctrl-s>R04:00<tab>bel de arts<ctrl-s>",
    )?;
    desk.after(Duration::minutes(90));
    let read = [("2", "Een arts is gebeld."), ("5", "bel de arts"), ("4", "hoofd gesproken")];
    for (tab, text) in read {
        desk.keys(tab)?;
        assert!(desk.text().contains(text), "{tab} {text}\n{}", desk.text());
    }
    assert!(audits(&desk).is_empty());
    // The same desk after the lock is that of whoever opens it.
    desk.model.view.setup.demo = true;
    desk.keys("<ctrl-l><enter>")?;
    let open = desk.fake_store.open();
    desk.unlock(open);
    for (tab, text) in read {
        desk.keys(tab)?;
        assert!(!desk.text().contains(text), "{tab} {text}\n{}", desk.text());
    }
    Ok(())
}

#[test]
fn a_channel_is_no_secret_and_who_it_went_to_is() -> TestResult {
    let (text, zaak, book) = (Vertrouwelijk::new, "2026-W47-01".parse()?, Rulebook::built_in());
    let sent = |channel: &str| LogEvent::PassedOn {
        zaak,
        number: 1,
        to: text("mevrouw Fictema"),
        channel: text(channel),
        provided: None,
    };
    assert_eq!(narrative::sentence(&sent("sms"), Visibility::Masked, book), format!("Doorgemeld aan {MASK}, per sms."));
    let other = narrative::sentence(&sent("via haar buurman"), Visibility::Masked, book);
    assert_eq!(other, format!("Doorgemeld aan {MASK}, per {MASK}."));
    Ok(())
}

#[test]
fn what_one_chooses_a_case_by_is_readable_where_it_is_chosen() -> TestResult {
    let (mut desk, _) = full()?;
    desk.keys("n<tab>nog een telefoontje<esc>")?;
    desk.model.view.choose(Some(Item::Melding("M0002".parse()?)));
    desk.keys("b")?;
    assert!(desk.text().contains("toedracht"), "{}", desk.text());
    desk.keys("toedracht")?;
    assert!(desk.text().contains("1 van 2"), "{}", desk.text());
    desk.keys("<esc>")?;
    assert!(!desk.text().contains("toedracht"), "{}", desk.text());
    Ok(())
}
