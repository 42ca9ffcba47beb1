//! A sending that was noted and never was: it can be taken back with a reason, and then counts nowhere. What the desk sent by
//! the officer's own command, or a copy from a mail program proves, stays sent.

use piket::{
    acts::{Act, EndSending, NotSent, NoteCopy, ReportSent},
    domain::{draft::DraftKind, ids::Zaaknummer, sent_copy::SentCopy, step::Step, text::Vertrouwelijk},
    judge::provisions::provisions,
    log::history::{Direction, Pick},
    rules::address_book::AddressBook,
};

use crate::{
    acts::sending,
    dossier::{Dossier, TestResult},
};

const KIND: DraftKind = DraftKind::Piketmelding;

fn sent(dossier: &Dossier, zaak: Zaaknummer, to: &str, reason: &str) -> ReportSent {
    let (recipients, reason) = (to.to_owned(), reason.to_owned());
    ReportSent { recipients, reason, ..sending(zaak, KIND, dossier.now) }
}

fn never(zaak: Zaaknummer, number: Option<u32>, reason: &str) -> Act {
    Act::NotSent(NotSent { zaak, draft: KIND, number, reason: reason.to_owned() })
}

fn ready() -> Result<(Dossier, Zaaknummer), Box<dyn std::error::Error>> {
    let (mut dossier, zaak) = Dossier::with_rij("10", "CTP Veldzicht")?;
    dossier.write(zaak, KIND, "Niemand is gewond.")?;
    Ok((dossier, zaak))
}

fn register(dossier: &Dossier) -> Vec<String> {
    provisions(&*dossier.log, AddressBook::built_in(), &|_| dossier.book)
        .iter()
        .map(|p| p.to.read().to_owned())
        .collect()
}

#[test]
fn what_was_never_sent_is_taken_back_with_a_reason_and_counts_nowhere() -> TestResult {
    let (mut dossier, zaak) = ready()?;
    assert!(dossier.run(&never(zaak, None, "Verkeerde toets.")).is_err_and(|e| e.sentence.contains("geen verzending")));
    let before = dossier.letter(zaak, Step::Piketmelding)?;
    dossier.run(&Act::ReportSent(sent(&dossier, zaak, "lijn", "")))?;
    assert_eq!((dossier.letter(zaak, Step::Piketmelding)?, register(&dossier).len()), ('g', 1));
    assert!(dossier.turn(Direction::Undo, Pick::Last).is_err(), "a key alone takes no sending back");
    assert!(dossier.run(&never(zaak, None, " . ")).is_err_and(|e| e.sentence.contains("reden")));
    dossier.run(&never(zaak, None, "Enter was voor iets anders."))?;
    assert_eq!(dossier.letter(zaak, Step::Piketmelding)?, before);
    assert_eq!(register(&dossier), Vec::<String>::new());
    // It can be noted for real after that, without a reason why it went twice.
    dossier.run(&Act::ReportSent(sent(&dossier, zaak, "lijn", "")))?;
    assert_eq!(register(&dossier), ["lijn"]);
    Ok(())
}

#[test]
fn of_several_sendings_the_one_that_was_named_goes() -> TestResult {
    let (mut dossier, zaak) = ready()?;
    for (to, reason) in [("lijn", ""), ("de bewindspersoon", ""), ("lijn", "Was niet aangekomen.")] {
        dossier.run(&Act::ReportSent(sent(&dossier, zaak, to, reason)))?;
    }
    let error = dossier.run(&never(zaak, Some(9), "Verkeerde toets.")).err().ok_or("teruggenomen")?;
    assert!(error.hint.is_some_and(|h| h.contains("2: versie 1")), "{}", error.sentence);
    dossier.run(&never(zaak, Some(2), "Verkeerde toets."))?;
    assert_eq!(register(&dossier), ["lijn", "lijn"]);
    dossier.run(&never(zaak, None, "Ook deze niet."))?;
    dossier.run(&Act::ReportSent(sent(&dossier, zaak, "de bewindspersoon", "")))?;
    assert_eq!(register(&dossier), ["lijn", "de bewindspersoon"]);
    dossier.run(&never(zaak, None, "Ook deze niet."))?;
    assert_eq!(register(&dossier), ["lijn"]);
    Ok(())
}

#[test]
fn what_the_own_command_sent_or_a_copy_proves_was_sent() -> TestResult {
    let (mut dossier, zaak) = ready()?;
    let (at, channel, recipients) = (dossier.now, "e-mail".to_owned(), "lijn".to_owned());
    let end = EndSending { zaak, draft: KIND, version: 1, at, channel, recipients, code: Some(0) };
    dossier.run(&Act::EndSending(end))?;
    let error = dossier.run(&never(zaak, None, "Verkeerde toets.")).err().ok_or("teruggenomen")?;
    assert!(error.sentence.contains("eigen opdracht verstuurd"), "{}", error.sentence);

    let (mut dossier, zaak) = ready()?;
    dossier.run(&Act::ReportSent(sent(&dossier, zaak, "lijn", "")))?;
    let copy = SentCopy {
        version: 1,
        sender: Vertrouwelijk::new("piket@example.nl"),
        recipients: Vertrouwelijk::new("lijn"),
        text: None,
        unsent: false,
        misfit: None,
        message_id: Vertrouwelijk::new("een"),
        fingerprint: Vertrouwelijk::new("vinger"),
        original: Vertrouwelijk::new("bytes"),
    };
    dossier.run(&Act::NoteCopy(NoteCopy { zaak, draft: KIND, at: dossier.now, copy }))?;
    let kept = dossier.zaak(zaak)?.drafts.get(&KIND).and_then(|d| d.copies.first()).ok_or("geen kopie")?;
    let speaks = kept.copy.doubt(1).is_none();
    let outcome = dossier.run(&never(zaak, None, "Verkeerde toets."));
    assert_eq!(outcome.is_err(), speaks, "a copy that fits proves it, one that does not proves nothing");
    Ok(())
}
