//! A second pair of eyes: what was asked to be read does not leave unread without a reason, and an approval is of one version.

use piket::{
    acts::{Act, CheckDraft, ReadAlong, ReportSent, SaveDraft},
    domain::{draft::DraftKind, ids::Zaaknummer, moment::Moment, second_reader::ReadingState, step::Step},
    log::{
        event::LogEvent,
        history::{Direction, Pick},
    },
};

use crate::dossier::{Dossier, TestResult};

const KIND: DraftKind = DraftKind::Piketmelding;

fn read(zaak: Zaaknummer, role: &str, state: ReadingState, remark: &str) -> Act {
    ReadAlong { zaak, draft: KIND, role: role.to_owned(), state, remark: remark.to_owned() }.into()
}

fn sent(now: Moment, zaak: Zaaknummer, reason: &str) -> Act {
    let (channel, recipients, reason) = ("e-mail".to_owned(), "lijn".to_owned(), reason.to_owned());
    ReportSent { version: None, zaak, draft: KIND, at: now, channel, recipients, reason }.into()
}

fn write(dossier: &mut Dossier, zaak: Zaaknummer, text: &str) -> TestResult {
    dossier.run(&SaveDraft { zaak, draft: KIND, text: text.to_owned() }.into())?;
    dossier.run(&CheckDraft { zaak, draft: KIND }.into())?;
    Ok(())
}

#[test]
fn what_waits_for_a_reader_leaves_with_an_answer_on_that_version_or_with_a_reason() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("10", "CTP Veldzicht")?;
    let now = dossier.now;
    write(&mut dossier, zaak, "Niemand is gewond.")?;
    let refused = |dossier: &mut Dossier, act: &Act| dossier.run(act).err().map(|e| e.sentence).unwrap_or_default();
    let early = read(zaak, "afdelingshoofd", ReadingState::Approved, "");
    assert!(refused(&mut dossier, &early).contains("is niet gevraagd"));
    assert!(refused(&mut dossier, &read(zaak, "de buurman", ReadingState::Asked, "")).contains("adresboek"));

    dossier.run(&read(zaak, "leidinggevende", ReadingState::Asked, ""))?;
    dossier.run(&read(zaak, "woordvoering", ReadingState::Asked, ""))?;
    let waits = refused(&mut dossier, &sent(now, zaak, ""));
    assert!(waits.contains("Afdelingshoofd: gevraagd") && waits.contains("Woordvoering: gevraagd"), "{waits}");
    assert!(refused(&mut dossier, &read(zaak, "woordvoering", ReadingState::Refused, " ")).contains("waarom niet"));
    dossier.run(&read(zaak, "woordvoering", ReadingState::Changes, "Noem de media."))?;
    dossier.run(&read(zaak, "Afdelingshoofd", ReadingState::Approved, ""))?;
    assert!(refused(&mut dossier, &sent(now, zaak, "")).contains("Woordvoering: wil versie 1 gewijzigd"));

    // An approval is of the text that was read.
    write(&mut dossier, zaak, "Niemand is gewond. Er zijn vragen van de media.")?;
    dossier.run(&read(zaak, "woordvoering", ReadingState::Approved, ""))?;
    assert!(refused(&mut dossier, &sent(now, zaak, "")).contains("Afdelingshoofd: akkoord met versie 1"));
    dossier.turn(Direction::Undo, Pick::Last)?;
    assert!(refused(&mut dossier, &sent(now, zaak, "")).contains("Woordvoering: wil versie 1 gewijzigd"));
    dossier.turn(Direction::Redo, Pick::Last)?;

    dossier.run(&sent(now, zaak, "Afdelingshoofd is onbereikbaar."))?;
    assert_eq!(dossier.letter(zaak, Step::Piketmelding)?, 'g');
    let reason = dossier.log.iter().rev().find_map(|e| match &e.event {
        LogEvent::DraftSent { provided, .. } => provided.as_ref()?.reason.as_ref().map(|r| r.read().to_owned()),
        _ => None,
    });
    assert_eq!(reason.as_deref(), Some("Afdelingshoofd is onbereikbaar."));
    Ok(())
}

/// A text names its own version from when it is saved, so that the check makes no other of it and what was read stays read.
#[test]
fn an_approval_holds_for_the_same_text_and_the_check_makes_no_version() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("10", "CTP Veldzicht")?;
    let now = dossier.now;
    let text = |named: u32| format!("Niemand is gewond.\n\nKenmerk: {zaak}, versie {named}\n");
    let save = |dossier: &mut Dossier, text: String| dossier.run(&SaveDraft { zaak, draft: KIND, text }.into());
    let kept = |dossier: &Dossier| dossier.desk.zaken.get(&zaak).and_then(|z| z.drafts.get(&KIND)).cloned();
    save(&mut dossier, text(1))?;
    save(&mut dossier, text(1).replace("Niemand", "Eén medewerker"))?;
    let second = kept(&dossier).ok_or("kept")?;
    assert_eq!((second.version, second.text.read().contains("versie 2")), (2, true), "{}", second.text.read());

    dossier.run(&read(zaak, "leidinggevende", ReadingState::Asked, ""))?;
    dossier.run(&read(zaak, "leidinggevende", ReadingState::Approved, ""))?;
    dossier.run(&CheckDraft { zaak, draft: KIND }.into())?;
    assert_eq!(kept(&dossier).map(|c| (c.version, c.checked)), Some((2, Some(2))));
    save(&mut dossier, text(7).replace("Niemand", "Eén medewerker"))?;
    assert_eq!(kept(&dossier).map(|c| c.version), Some(2), "only its number differs");
    dossier.run(&sent(now, zaak, ""))?;
    Ok(())
}
