//! The acts that no story of a case tells: of each what it records, what it refuses and in which words, and that what it did is
//! there to see. Each act of the table has such a test somewhere in this folder, beside the lists that hold all of them.

use std::{collections::BTreeSet, fs, path::Path};

use chrono::Duration;
use piket::{
    acts::{
        Act, CloseWeek, HandOverZaak, IncludeInMonitor, JudgeCopy, NoteCopy, PurgeMelding, ReminderDone, ReopenWeek,
        SaveDraft, SetAside, SetReminder, StartSending,
    },
    domain::{
        besluit::YesNo,
        draft::DraftKind,
        head::Head,
        ids::{Piketweek, WeekStart, Zaaknummer},
        melding::MeldingKind,
        sent_copy::SentCopy,
        text::Vertrouwelijk,
    },
    log::{
        history::{Direction, Pick},
        zaak::ZaakState,
    },
};

use crate::dossier::{Dossier, TestResult};

const KIND: DraftKind = DraftKind::Piketmelding;

/// Lists of all acts, which say nothing of any of them.
const LISTS: [&str; 2] = ["told.rs", "undo_random.rs"];

#[test]
fn every_act_of_the_table_has_a_story() -> TestResult {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = fs::read_to_string(top.join("src/acts.rs"))?;
    let rows = table.split_once("\nacts! {\n").ok_or("geen tabel")?.1.lines().take_while(|line| *line != "}");
    let acts: BTreeSet<&str> =
        rows.filter_map(|row| row.split_once("::")?.1.split([',', ';']).next()).map(str::trim).collect();
    assert!(acts.len() > 40, "{acts:?}");
    let mut words = BTreeSet::new();
    for file in fs::read_dir(top.join("tests/decisions"))? {
        let path = file?.path();
        if path.file_name().is_some_and(|name| LISTS.iter().any(|list| name == *list)) {
            continue;
        }
        let text = fs::read_to_string(&path)?;
        words.extend(text.split(|c: char| !c.is_alphanumeric() && c != '_').map(str::to_owned));
    }
    let untold: Vec<&&str> = acts.iter().filter(|act| !words.contains(**act)).collect();
    assert!(untold.is_empty(), "zonder gegeven, handeling en gevolg: {untold:?}");
    Ok(())
}

#[test]
fn a_week_closes_once_when_it_is_over_and_its_monitor_holds_what_was_in_it() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let week = Piketweek::from(dossier.now, WeekStart::default());
    let close = Act::CloseWeek(CloseWeek { week });
    let refused = |dossier: &mut Dossier| dossier.run(&close).err().map(|error| error.sentence).unwrap_or_default();
    assert!(refused(&mut dossier).contains("loopt nog"));
    dossier.now = week.end(WeekStart::default());
    let said = refused(&mut dossier);
    assert!(said.contains("Niet in de monitor") && said.contains(&zaak.to_string()), "{said}");
    dossier.run(&Act::IncludeInMonitor(IncludeInMonitor { zaak, week }))?;
    dossier.run(&close)?;
    assert_eq!(dossier.desk.closed_weeks.get(&week), Some(&dossier.now));
    assert!(refused(&mut dossier).contains("al gesloten"));
    Ok(())
}

#[test]
fn a_form_without_a_case_keeps_its_week_open() -> TestResult {
    let mut dossier = Dossier::empty()?;
    let melding = dossier.mail(MeldingKind::form("mbv"), &[])?;
    let week = Piketweek::from(dossier.now, WeekStart::default());
    dossier.now = week.end(WeekStart::default());
    let close = Act::CloseWeek(CloseWeek { week });
    let said = dossier.run(&close).err().map(|error| error.sentence).unwrap_or_default();
    assert!(said.contains("zonder zaak") && said.contains(&melding.to_string()), "{said}");
    dossier.run(&Act::SetAside(SetAside { melding, reason: "Dubbel gestuurd.".to_owned() }))?;
    dossier.run(&close)?;
    Ok(())
}

#[test]
fn a_closed_week_opens_again_with_a_reason_and_only_then() -> TestResult {
    let mut dossier = Dossier::empty()?;
    let week = Piketweek::from(dossier.now, WeekStart::default());
    let reopen = |reason: &str| Act::ReopenWeek(ReopenWeek { week, reason: reason.to_owned() });
    assert!(dossier.run(&reopen("Nagekomen.")).is_err_and(|error| error.sentence.contains("niet gesloten")));
    dossier.now = week.end(WeekStart::default());
    dossier.run(&Act::CloseWeek(CloseWeek { week }))?;
    assert!(dossier.run(&reopen(" ")).is_err_and(|error| error.sentence.contains("reden")));
    dossier.run(&reopen("Nagekomen formulier."))?;
    assert!(dossier.desk.closed_weeks.is_empty());
    dossier.run(&Act::CloseWeek(CloseWeek { week }))?;
    Ok(())
}

#[test]
fn what_went_to_another_desk_is_closed_here_and_takes_nothing_more() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let receipt = |by: &str| {
        Act::HandOverZaak(HandOverZaak {
            zaak,
            to: zaak,
            desk: "00".to_owned(),
            head: Head { seq: 7, hash: "00".to_owned() },
            bundle: "11".to_owned(),
            by: by.to_owned(),
        })
    };
    let told = dossier.run_told(&receipt("V. Volgende\u{1b}[31m"))?;
    assert!(told.iter().any(|line| line.contains("V. Volgende") && !line.contains('\u{1b}')), "{told:?}");
    assert_eq!(dossier.zaak(zaak)?.state(), ZaakState::HandedOver);
    assert!(dossier.run(&receipt("V. Volgende")).is_err(), "it goes once");
    assert!(dossier.run(&reminder(zaak, &dossier, 60)).is_err(), "nothing is done in it any more");
    Ok(())
}

fn reminder(zaak: Zaaknummer, dossier: &Dossier, minutes: i64) -> Act {
    Act::SetReminder(SetReminder { zaak, when: dossier.after(minutes), text: "Bel de kliniek.".to_owned() })
}

#[test]
fn a_reminder_is_done_once_and_one_that_is_not_there_names_those_that_run() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let done = |reminder| Act::ReminderDone(ReminderDone { zaak, reminder });
    let hint = |dossier: &mut Dossier, number| dossier.run(&done(number)).err().and_then(|e| e.hint);
    assert!(hint(&mut dossier, 1).is_some_and(|hint| hint.contains("loopt geen herinnering")));
    dossier.run(&reminder(zaak, &dossier, 30))?;
    dossier.run(&reminder(zaak, &dossier, 60))?;
    assert!(hint(&mut dossier, 3).is_some_and(|hint| hint.ends_with("1, 2.")));
    let act = dossier.run(&done(1))?;
    let running = |dossier: &Dossier| {
        dossier.zaak(zaak).map(|z| z.running_reminders().map(|r| r.number).collect::<BTreeSet<u32>>())
    };
    assert_eq!(running(&dossier)?, BTreeSet::from([2]));
    assert!(dossier.run(&done(1)).is_err_and(|error| error.sentence.contains("al af")));
    assert!(dossier.undo(act));
    assert_eq!(running(&dossier)?, BTreeSet::from([1, 2]));
    Ok(())
}

#[test]
fn only_what_was_set_aside_is_purged_once_and_with_a_reason() -> TestResult {
    let mut dossier = Dossier::empty()?;
    let melding = dossier.mail(MeldingKind::form("mbv"), &[("naam_patient", "P. Proef")])?;
    let purge = |reason: &str| Act::PurgeMelding(PurgeMelding { melding, reason: reason.to_owned() });
    assert!(dossier.run(&purge("Niet van ons.")).is_err_and(|error| error.sentence.contains("wacht nog in de inbox")));
    dossier.run(&Act::SetAside(SetAside { melding, reason: "Verkeerd gestuurd.".to_owned() }))?;
    assert!(dossier.run(&purge("")).is_err_and(|error| error.sentence.contains("reden")));
    dossier.run(&purge("Niet van ons."))?;
    let held = dossier.desk.meldingen.get(&melding).ok_or("geen melding")?;
    assert!(held.purged.is_some() && !format!("{held:?}").contains("P. Proef"), "{held:?}");
    assert!(dossier.run(&purge("Nog eens.")).is_err_and(|error| error.sentence.contains("gewist")));
    // What is of a case goes with the case.
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let melding = dossier.zaak(zaak)?.meldingen.first().ok_or("geen melding")?.melding;
    let purge = Act::PurgeMelding(PurgeMelding { melding, reason: "Niet van ons.".to_owned() });
    assert!(dossier.run(&purge).is_err_and(|error| error.sentence.contains(&format!("hoort bij zaak {zaak}"))));
    Ok(())
}

fn checked() -> Result<(Dossier, Zaaknummer), Box<dyn std::error::Error>> {
    let (mut dossier, zaak) = Dossier::with_rij("10", "CTP Veldzicht")?;
    dossier.write(zaak, KIND, "Niemand is gewond.")?;
    Ok((dossier, zaak))
}

#[test]
fn what_the_own_command_is_given_is_what_may_be_noted_as_sent() -> TestResult {
    let (mut dossier, zaak) = checked()?;
    let start = |dossier: &Dossier, recipients: &str| {
        let (channel, recipients) = ("e-mail".to_owned(), recipients.to_owned());
        Act::StartSending(StartSending { zaak, draft: KIND, at: dossier.now, channel, recipients })
    };
    let under_way =
        |dossier: &Dossier| dossier.zaak(zaak).map(|z| z.drafts.get(&KIND).and_then(|d| d.under_way.first().cloned()));
    // Whom it does not go to without a reason, it does not go to by itself.
    let act = start(&dossier, "iemand@elders.example");
    assert!(dossier.run(&act).is_err());
    assert!(under_way(&dossier)?.is_none());
    let act = start(&dossier, "lijn");
    dossier.run(&act)?;
    let draft = dossier.zaak(zaak)?.drafts.get(&KIND).ok_or("geen concept")?;
    assert!(!draft.under_way.is_empty() && draft.sent.is_empty(), "begun is not sent: {draft:?}");
    // What was not checked does not go.
    let text = "Een is gewond.".to_owned();
    dossier.run(&Act::SaveDraft(SaveDraft { zaak, draft: KIND, text }))?;
    let act = start(&dossier, "lijn");
    assert!(dossier.run(&act).is_err());
    Ok(())
}

#[test]
fn a_copy_that_waits_counts_or_does_not_as_the_officer_says() -> TestResult {
    let judge = |zaak, counts, recipients: &str| {
        let (recipients, reason) = (recipients.to_owned(), "Nagezien in de postbus.".to_owned());
        Act::JudgeCopy(JudgeCopy { zaak, draft: KIND, counts, recipients, reason })
    };
    let (mut dossier, zaak) = checked()?;
    assert!(dossier.run(&judge(zaak, YesNo::Yes, "")).is_err_and(|error| error.sentence.contains("wacht geen kopie")));
    let copy = SentCopy {
        version: 1,
        sender: Vertrouwelijk::new("piket@dji.example"),
        recipients: Vertrouwelijk::new(""),
        text: None,
        unsent: true,
        misfit: None,
        message_id: Vertrouwelijk::new("een"),
        fingerprint: Vertrouwelijk::new("vinger"),
        original: Vertrouwelijk::new("bytes"),
    };
    let at = dossier.now;
    dossier.run(&Act::NoteCopy(NoteCopy { zaak, draft: KIND, at, copy }))?;
    let sent = |dossier: &Dossier| dossier.zaak(zaak).map(|z| z.drafts.get(&KIND).map_or(0, |d| d.sent.len()));
    assert_eq!(sent(&dossier)?, 0, "it still carries the mark of what was not sent");
    let no = dossier.run(&judge(zaak, YesNo::No, ""))?;
    assert_eq!(sent(&dossier)?, 0);
    assert!(dossier.run(&judge(zaak, YesNo::Yes, "lijn")).is_err(), "it is judged once");
    // Judged otherwise after it was taken back.
    dossier.now = dossier.now.plus(Duration::minutes(1));
    dossier.turn(Direction::Undo, Pick::Numbered(no))?;
    assert!(dossier.run(&judge(zaak, YesNo::Yes, "")).is_err_and(|error| error.sentence.contains("aan wie")));
    dossier.run(&judge(zaak, YesNo::Yes, "lijn"))?;
    let draft = dossier.zaak(zaak)?.drafts.get(&KIND).ok_or("geen concept")?.clone();
    let dispatch = draft.sent.first().ok_or("niet verzonden")?;
    assert_eq!((dispatch.version, dispatch.at), (1, at), "at the moment that the copy tells");
    Ok(())
}
