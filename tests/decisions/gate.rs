//! The kanaalpoort at the acts: what a draft may not carry keeps it from being checked and from being called sent, until
//! it is gone or was let through with a reason. Whom the case knows is found in any spelling.

use piket::{
    acts::{Act, CheckDraft, LetThrough, LinkMelding, Naming, NoteCall, OpenZaak, SaveDraft, TakeBesluit},
    domain::{
        besluit::{BesluitKind, YesNo},
        draft::DraftKind,
        error::ErrorKind,
        ids::Zaaknummer,
        melding::{Call, MeldingKind},
        rij::Rij,
        text::Vertrouwelijk,
    },
};

use crate::{
    acts::sending,
    dossier::{Dossier, TestResult},
};

const KIND: DraftKind = DraftKind::Piketmelding;

fn save(zaak: Zaaknummer, text: &str) -> Act {
    Act::SaveDraft(SaveDraft { zaak, draft: KIND, text: text.to_owned() })
}

fn let_through(zaak: Zaaknummer, reason: &str) -> Act {
    Act::LetThrough(LetThrough { zaak, draft: KIND, reason: reason.to_owned() })
}

fn sent(dossier: &Dossier, zaak: Zaaknummer) -> Act {
    sending(zaak, KIND, dossier.now).into()
}

/// What the call tells of a person is known to the case, the date of birth too.
#[test]
fn a_date_of_birth_that_the_call_told_does_not_leave() -> TestResult {
    let (mut dossier, _) = Dossier::with_rij("10", "CTP Veldzicht")?;
    let call = Call {
        what: Vertrouwelijk::new("Patiënt D. Pietersma, geb. 14-02-1990, sloeg een medewerker"),
        called: Some(dossier.now),
        rij: Some(Rij::parse("10")?),
        ..Call::default()
    };
    let melding = dossier.desk.next_melding();
    dossier.run(&Act::NoteCall(NoteCall { melding: None, call, naming: Naming::AsTyped }))?;
    dossier.run(&Act::OpenZaak(OpenZaak { melding, new: true, kind: None }))?;
    let zaak = *dossier.desk.zaken.keys().next_back().ok_or("geen zaak")?;
    dossier.run(&save(zaak, "Een patiënt sloeg een medewerker.\nDe patiënt is van 14 februari 1990."))?;
    let error = dossier.run(&Act::CheckDraft(CheckDraft { zaak, draft: KIND })).err().ok_or("niet geweigerd")?;
    assert!(error.sentence.contains("geboortedatum (regel 2)"), "{}", error.sentence);
    Ok(())
}

#[test]
fn a_finding_stops_the_check_and_a_reason_lets_that_version_through() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("10", "CTP Veldzicht")?;
    let check = Act::CheckDraft(CheckDraft { zaak, draft: KIND });
    dossier.run(&save(zaak, "Er is brand.\nMevrouw Zonneveld zag het."))?;
    let error = dossier.run(&check).err().ok_or("met een naam gecontroleerd")?;
    assert!(error.kind == ErrorKind::No && error.sentence.contains("naam (regel 2)"), "{}", error.sentence);
    assert!(!error.sentence.contains("Zonneveld"), "what is stopped is not said again");

    assert!(dossier.run(&let_through(zaak, "  ")).is_err_and(|f| f.sentence.contains("reden nodig")));
    dossier.run(&let_through(zaak, "Zij is woordvoerder en staat al in de krant."))?;
    dossier.run(&check)?;
    dossier.run(&sent(&dossier, zaak))?;

    // Another version is another text.
    dossier.run(&save(zaak, "Er is brand.\nMevrouw Zonneveld zag het en belde 06-12345678."))?;
    let error = dossier.run(&check).err().ok_or("de reden gold voor de vorige versie")?;
    assert!(error.sentence.contains("naam (regel 2), telefoon (regel 2)"), "{}", error.sentence);

    dossier.run(&save(zaak, "Er is brand.\nEen getuige zag het."))?;
    assert!(dossier.run(&let_through(zaak, "Zomaar.")).is_err_and(|f| f.sentence.contains("niet tegen")));
    dossier.run(&check)?;
    Ok(())
}

#[test]
fn whom_the_case_comes_to_know_after_the_check_stops_the_sending() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("10", "CTP Veldzicht")?;
    dossier.run(&save(zaak, "Gesproken over boonstra, 14 mrt 1987."))?;
    dossier.run(&Act::CheckDraft(CheckDraft { zaak, draft: KIND }))?;
    let besluit = TakeBesluit { zaak, about: BesluitKind::P, choice: YesNo::Yes, reason: "Van belang.".to_owned() };
    dossier.run(&Act::TakeBesluit(besluit))?;
    let form = [("verpleegde", "Boonstra, J.W."), ("geboortedatum", "1987-03-14")];
    let melding = dossier.mail(MeldingKind::form("mbv"), &form)?;
    dossier.run(&Act::LinkMelding(LinkMelding { melding, zaak, reason: String::new() }))?;
    let error = dossier.run(&sent(&dossier, zaak)).err().ok_or("met een bekende verzonden")?;
    assert!(error.sentence.contains("naam (regel 1), geboortedatum (regel 1)"), "{}", error.sentence);
    dossier.run(&let_through(zaak, "De bewindspersoon vroeg erom."))?;
    dossier.run(&sent(&dossier, zaak))?;
    Ok(())
}
