//! Drafts: a gap keeps a draft from being checked, and what was not checked cannot be called sent.

use piket::{
    app::{act::Act, gaten},
    domain::{
        besluit::{Besluitsoort, JaNee},
        concept::ConceptSoort,
        feit::{Feitstatus, Onderwerp},
        ids::Zaaknummer,
        stap::{Stap, Stapstand},
    },
};

use crate::dossier::{Dossier, Proef};

fn bewaar(zaak: Zaaknummer, concept: ConceptSoort, tekst: &str) -> Act {
    Act::BewaarConcept { zaak, concept, tekst: tekst.to_owned() }
}

fn verzonden(dossier: &Dossier, zaak: Zaaknummer, concept: ConceptSoort) -> Act {
    let (kanaal, ontvangers) = ("e-mail".to_owned(), "lijn@dji.example".to_owned());
    Act::MeldVerzonden { zaak, concept, op: dossier.nu, kanaal, ontvangers }
}

#[test]
fn a_draft_goes_from_gap_to_sent_and_never_around() -> Proef {
    let soort = ConceptSoort::Piketmelding;
    let (mut dossier, zaak) = Dossier::met_rij("10", "CTP Veldzicht")?;
    let controleer = Act::ControleerConcept { zaak, concept: soort };
    assert!(dossier.doe(&controleer).is_err_and(|f| f.zin.contains("nog geen concept")));
    assert!(dossier.doe(&verzonden(&dossier, zaak, soort)).is_err());

    dossier.doe(&bewaar(
        zaak,
        soort,
        &format!("Letsel: {}\nMedia: {}", gaten::merk("letsel"), gaten::merk("media")),
    ))?;
    let fout = dossier.doe(&controleer).err().ok_or("met gaten gecontroleerd")?;
    assert!(fout.zin.contains("letsel (regel 1), media (regel 2)"), "{}", fout.zin);
    assert!(dossier.doe(&verzonden(&dossier, zaak, soort)).is_err_and(|f| f.zin.contains("nog niet gecontroleerd")));

    dossier.doe(&bewaar(zaak, soort, "Niemand is gewond."))?;
    dossier.doe(&controleer)?;
    dossier.doe(&bewaar(zaak, soort, "Niemand is gewond. Toch nog iets."))?;
    assert!(dossier.doe(&verzonden(&dossier, zaak, soort)).is_err(), "a later version was never checked");
    dossier.doe(&controleer)?;
    assert_eq!(dossier.letter(zaak, Stap::Piketmelding)?, 'k');
    dossier.doe(&verzonden(&dossier, zaak, soort))?;
    assert_eq!(dossier.letter(zaak, Stap::Piketmelding)?, 'g');
    let concept = dossier.zaak(zaak)?.concepten.get(&soort).ok_or("weg")?;
    assert_eq!((concept.versie, concept.verzonden.iter().map(|v| v.versie).collect::<Vec<_>>()), (3, vec![3]));
    Ok(())
}

#[test]
fn the_same_text_again_is_no_version() -> Proef {
    let (mut dossier, zaak) = Dossier::met_rij("10", "CTP Veldzicht")?;
    for tekst in ["Een.", "Een.", "Twee.", "Twee.\n\n"] {
        dossier.doe(&bewaar(zaak, ConceptSoort::Sms, tekst))?;
    }
    assert_eq!(dossier.zaak(zaak)?.concepten.get(&ConceptSoort::Sms).map(|c| c.versie), Some(2));
    assert!(dossier.doe(&bewaar(zaak, ConceptSoort::Afloopbericht, "")).is_ok());
    let leeg = Act::ControleerConcept { zaak, concept: ConceptSoort::Afloopbericht };
    assert!(dossier.doe(&leeg).is_err_and(|f| f.zin.contains("leeg")));
    Ok(())
}

#[test]
fn a_message_cannot_be_ticked_off_by_hand() -> Proef {
    let (mut dossier, zaak) = Dossier::met_rij("1", "CTP Veldzicht")?;
    for stap in [Stap::Sms, Stap::Piketmelding, Stap::Afloopbericht, Stap::BesluitP, Stap::BesluitA, Stap::Sluiten] {
        let act = |stand| Act::ZetStap { zaak, stap, stand, reden: "Zomaar.".to_owned(), op: None };
        assert!(dossier.doe(&act(Stapstand::Gereed)).is_err(), "{stap}");
        assert_eq!(dossier.doe(&act(Stapstand::NietNodig)).is_ok(), stap != Stap::Sluiten, "{stap}");
    }
    Ok(())
}

#[test]
fn a_sending_has_a_time_a_channel_and_somebody() -> Proef {
    let soort = ConceptSoort::Sms;
    let (mut dossier, zaak) = Dossier::met_rij("10", "CTP Veldzicht")?;
    dossier.doe(&bewaar(zaak, soort, "Piketmelding volgt."))?;
    dossier.doe(&Act::ControleerConcept { zaak, concept: soort })?;
    let act = |op, kanaal: &str, aan: &str| Act::MeldVerzonden {
        zaak,
        concept: soort,
        op,
        kanaal: kanaal.to_owned(),
        ontvangers: aan.to_owned(),
    };
    let (nu, straks) = (dossier.nu, dossier.na(1));
    assert!(dossier.doe(&act(straks, "sms", "lijn")).is_err_and(|f| f.zin.contains("toekomst")));
    assert!(dossier.doe(&act(nu, " ", "lijn")).is_err());
    assert!(dossier.doe(&act(nu, "sms", "")).is_err());
    dossier.doe(&act(nu, "sms", "lijn"))?;
    Ok(())
}

#[test]
fn the_afloopbericht_waits_for_the_outcome() -> Proef {
    let (mut dossier, zaak) = Dossier::met_rij("2", "CTP Veldzicht")?;
    let besluit = Act::Besluit { zaak, over: Besluitsoort::A, keuze: JaNee::Ja, reden: "Van belang.".to_owned() };
    dossier.doe(&besluit)?;
    assert_eq!((dossier.letter(zaak, Stap::Afloop)?, dossier.letter(zaak, Stap::Afloopbericht)?), ('w', 'o'));
    let feit = |status| Act::NoteerFeit {
        zaak,
        onderwerp: Onderwerp::Afloop,
        tekst: "De afdeling is weer in gebruik.".to_owned(),
        bron: "directie".to_owned(),
        status,
    };
    dossier.doe(&feit(Feitstatus::Tegengesproken))?;
    assert_eq!(dossier.letter(zaak, Stap::Afloop)?, 'w', "what was contradicted proves nothing");
    dossier.doe(&feit(Feitstatus::Gemeld))?;
    assert_eq!((dossier.letter(zaak, Stap::Afloop)?, dossier.letter(zaak, Stap::Afloopbericht)?), ('g', 'k'));
    Ok(())
}
