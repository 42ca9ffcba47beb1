//! To whom something is provided: whom the ground does not cover gets it only with a reason, which stays in the log, and the
//! register is read off that log alone.

use piket::{
    acts::{Act, PassOn, ReportSent, SetStep},
    domain::{
        draft::DraftKind,
        ids::Zaaknummer,
        step::{Step, StepState},
    },
    judge::provisions::{CHASED, provisions},
    log::{
        event::LogEvent,
        history::{Direction, Pick},
    },
    rules::address_book::AddressBook,
};

use crate::{
    acts::sending,
    dossier::{Dossier, TestResult},
};

const KIND: DraftKind = DraftKind::Piketmelding;

fn told(zaak: Zaaknummer, to: &str, reason: &str) -> Act {
    let (to, channel, reason) = (to.to_owned(), "telefoon".to_owned(), reason.to_owned());
    Act::PassOn(PassOn { zaak, to, channel, at: None, reason })
}

fn sent(dossier: &Dossier, zaak: Zaaknummer, to: &str, reason: &str) -> Act {
    let (recipients, reason) = (to.to_owned(), reason.to_owned());
    Act::ReportSent(ReportSent { recipients, reason, ..sending(zaak, KIND, dossier.now) })
}

fn register(dossier: &Dossier) -> Vec<String> {
    provisions(&*dossier.log, AddressBook::built_in(), &|_| dossier.book)
        .iter()
        .map(|p| format!("{} aan {}", p.what(), p.to.read()))
        .collect()
}

#[test]
fn who_is_outside_the_ground_is_stopped_until_there_is_a_reason() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("10", "CTP Veldzicht")?;
    dossier.write(zaak, KIND, "Niemand is gewond.")?;
    for (to, part) in [
        ("lijn; fastnl@politie.nl", "«fastnl@politie.nl» (politie) hoort niet bij het doel"),
        ("de buurman", "«de buurman» staat niet in het adresboek"),
        ("CTP Veldzicht", "(inrichting) hoort niet bij het doel"),
    ] {
        let error = dossier.run(&sent(&dossier, zaak, to, " ")).err().ok_or("verzonden")?;
        assert!(error.sentence.contains(part), "{}", error.sentence);
        assert!(error.hint.is_some_and(|h| h.contains("Het doel is")), "{to}");
    }
    dossier.run(&sent(&dossier, zaak, "lijn; fastnl@politie.nl", "Zij zoeken mee."))?;
    dossier.run(&sent(&dossier, zaak, "de bewindspersoon, woordvoering", "niet nodig"))?;
    let reasons: Vec<Option<String>> = (dossier.log.iter())
        .filter_map(|e| match &e.event {
            LogEvent::DraftSent { provided: Some(p), .. } => Some(p.reason.as_ref().map(|r| r.read().to_owned())),
            _ => None,
        })
        .collect();
    assert_eq!(reasons, [Some("Zij zoeken mee.".to_owned()), None]);
    Ok(())
}

/// Where it says so, the same text goes to the same people again, and to a telephone that it was not made for.
#[test]
fn twice_to_the_same_and_by_another_channel_ask_for_a_reason() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("10", "CTP Veldzicht")?;
    dossier.write(zaak, KIND, "Een medewerker heeft een hersenschudding.")?;
    let by_sms = |dossier: &Dossier, reason: &str| {
        let (channel, reason) = ("sms".to_owned(), reason.to_owned());
        Act::ReportSent(ReportSent { channel, reason, ..sending(zaak, KIND, dossier.now) })
    };
    let refused = |dossier: &mut Dossier, act: &Act| -> Result<String, Box<dyn std::error::Error>> {
        Ok(dossier.run(act).err().ok_or("verzonden")?.sentence)
    };
    let act = by_sms(&dossier, "");
    assert!(refused(&mut dossier, &act)?.contains("als sms tegen: gezondheid (regel 1)"));
    dossier.run(&sent(&dossier, zaak, "lijn", ""))?;
    for to in ["lijn", "De lijn", "woordvoering, lijn"] {
        let act = sent(&dossier, zaak, to, "");
        let sentence = refused(&mut dossier, &act)?;
        assert!(sentence.starts_with("Versie 1 ging al naar «"), "{to}: {sentence}");
    }
    dossier.run(&sent(&dossier, zaak, "woordvoering", ""))?;
    dossier.run(&sent(&dossier, zaak, "lijn", "Zij vonden hem niet."))?;
    dossier.run(&by_sms(&dossier, "Hun mail lag eruit."))?;
    Ok(())
}

#[test]
fn the_register_holds_what_stands_and_nothing_that_was_taken_back() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("10", "CTP Veldzicht")?;
    dossier.send(zaak, DraftKind::Sms)?;
    dossier.run(&told(zaak, "de directeur", ""))?;
    dossier.run(&told(zaak, "woordvoering", ""))?;
    dossier.turn(Direction::Undo, Pick::Last)?;
    let waits = |reason: &str| {
        Act::SetStep(SetStep { zaak, step: Step::Form, state: StepState::Waiting, reason: reason.to_owned(), at: None })
    };
    dossier.run(&waits("komt morgen"))?;
    dossier.now = dossier.after(20);
    let chase = format!("{CHASED} 02:30, gesproken met het directielid");
    dossier.run(&waits(&chase))?;
    let expected = [
        "piket-SMS, versie 1 aan de lijn".to_owned(),
        "doorgemeld aan de directeur".to_owned(),
        format!("navraag over formulier aan {chase}"),
    ];
    assert_eq!(register(&dossier), expected);
    dossier.turn(Direction::Undo, Pick::Last)?;
    assert_eq!(register(&dossier), expected[..2]);
    dossier.turn(Direction::Redo, Pick::Last)?;
    assert_eq!(register(&dossier), expected);
    assert!(
        provisions(&*dossier.log, AddressBook::built_in(), &|_| dossier.book)
            .iter()
            .all(|p| p.provided.as_ref().is_some_and(|g| !g.ground.is_empty()))
    );
    Ok(())
}
