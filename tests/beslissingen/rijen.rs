//! The thirty rows: the codes of C.1 and C.2 as the source prints them, and what each asks of a case
//! that was just phoned in.

use piket::{
    app::{
        act::Act,
        checklist::{Eigenaar, Staat, aan_zet, geldt, weegvragen},
    },
    domain::{
        besluit::{Besluitsoort, JaNee},
        concept::ConceptSoort,
        rij::Rij,
        stap::{Stap, Stapstand},
    },
};

use crate::dossier::{Dossier, Proef};

/// Row, codes, and the twenty steps in the order of the design: melding, teruggebeld, beeld, oordeel,
/// P, A, SMS, piketmelding, visie, formulier, 112, Fast NL, MOA to Fast NL, end, form of the end, AP,
/// afloop, afloopbericht, monitor, sluiten.
const RIJEN: [(&str, &str, &str); 30] = [
    ("1", "T+M+P+A", "gkgkggkk.w......woko"),
    ("2", "T+M+(P)+(A)*", "gkgkkkoo.w......ooko"),
    ("3", "M+(P)", "gngkknoo.w......nnko"),
    ("4", "--", "gngknnnn.n......nnno"),
    ("5", "T+M+P", "gkgkgnn.kw......nnko"),
    ("6", "T+M+(P)", "gkgkknoo.w......nnko"),
    ("7", "T+M+(P)", "gkgkknoo.w......nnko"),
    ("8", "T+M+(P)", "gkgkknoo.w......nnko"),
    ("9", "(T)+M+(P)", "gkgkknoo.w......nnko"),
    ("10", "T+M+P", "gkgkgnkk.w......nnko"),
    ("11", "--", "gngknnnn.n......nnno"),
    ("12", "--", "gngknnnn.n......nnno"),
    ("13", "--", "gngknnnn.n......nnno"),
    ("14", "T+M+(P)+(A)*", "gkgkkkoo.w......ooko"),
    ("15", "T+M+(P)", "gkgkknoo.w......nnko"),
    ("16", "(T)+M+(P)", "gkgkknoo.w......nnko"),
    ("17", "T+M+(P)", "gkgkknoo.w......nnko"),
    ("18", "T+M+(P)", "gkgkknn.ow......nnko"),
    ("19", "--", "gngknnnn.n......nnno"),
    ("20", "T+M+(P)", "gkgkknoo.w......nnko"),
    ("21", "T+M+P", "gkgkgnn.kw......nnko"),
    ("22", "(T)+M+(P)", "gkgkknoo.w.....knnko"),
    ("23", "T+M+(P)+(A)*", "gkgkkkoo.w......ooko"),
    ("A", "T+M+P+A", "gkgkggkk.wwwwwo.woko"),
    ("B", "T+M+P+A", "gkgkggkk.wwwwwo.woko"),
    ("C", "T+M+P+A", "gkgkggkk.wwwwwo.woko"),
    ("D", "T+M+P+A", "gkgkggkk.wwwwwo.woko"),
    ("E", "--", "gngknnnn.n......nnno"),
    ("F", "T+M+P+A", "gkgkggkk.wwwwwo.woko"),
    ("G", "T+M+P+A", "gkgkggkk.wwwwwo.woko"),
];

#[test]
fn every_row_asks_what_the_matrix_says() -> Proef {
    let mut fouten = Vec::new();
    for (rij, codes, stappen) in RIJEN {
        let (dossier, zaak) = Dossier::met_rij(rij, "CTP Veldzicht")?;
        let regel = dossier.boek.rij(Rij::lees(rij)?);
        let letters = dossier.letters(zaak)?;
        if regel.codes() != codes || letters != stappen {
            fouten.push(format!("{rij}: {} {letters}, niet {codes} {stappen}", regel.codes()));
        }
    }
    assert!(fouten.is_empty(), "{}", fouten.join("\n"));
    assert!(Rij::alle().map(|r| r.to_string()).eq(RIJEN.iter().map(|(rij, _, _)| (*rij).to_owned())));
    Ok(())
}

#[test]
fn the_owner_of_a_step_is_who_has_to_act() -> Proef {
    for (rij, _, _) in RIJEN {
        let (dossier, zaak) = Dossier::met_rij(rij, "FPC Pompestichting")?;
        for stap in dossier.stappen(zaak)? {
            let inrichting = matches!(
                stap.stap,
                Stap::Formulier
                    | Stap::Alarm112
                    | Stap::FastNl
                    | Stap::MoaFastNl
                    | Stap::EindeOa
                    | Stap::EindeFormulier
                    | Stap::Ap
                    | Stap::Afloop
            );
            assert_eq!(stap.eigenaar == Eigenaar::Inrichting, inrichting, "{rij} {}", stap.naam);
            assert!(!stap.staat.uitleg().is_empty(), "{rij} {}", stap.naam);
        }
    }
    Ok(())
}

#[test]
fn the_datalek_belongs_to_whoever_runs_the_inrichting() -> Proef {
    for (plek, eigenaar, letter) in [
        ("CTP Veldzicht", Eigenaar::Desk, 'k'),
        ("FPC Pompestichting", Eigenaar::Inrichting, 'w'),
        ("Kliniek Nergens", Eigenaar::Desk, 'k'),
    ] {
        let (dossier, zaak) = Dossier::met_rij("22", plek)?;
        let stappen = dossier.stappen(zaak)?;
        let ap = stappen.iter().find(|s| s.stap == Stap::Ap).ok_or("geen AP-stap")?;
        assert_eq!((ap.eigenaar, dossier.letter(zaak, Stap::Ap)?), (eigenaar, letter), "{plek}");
    }
    Ok(())
}

#[test]
fn two_clocks_say_who_is_to_act() -> Proef {
    let (mut dossier, zaak) = Dossier::met_rij("6", "FPC Pompestichting")?;
    let zet = aan_zet(&dossier.stappen(zaak)?);
    assert_eq!((zet.desk, zet.inrichting), (Some(Stap::Teruggebeld), Some(Stap::Formulier)));
    let act = |stap, stand, reden: &str| Act::ZetStap { zaak, stap, stand, reden: reden.to_owned(), op: None };
    dossier.doe(&act(Stap::Teruggebeld, Stapstand::Gereed, ""))?;
    dossier.doe(&act(Stap::Formulier, Stapstand::NietNodig, "Al op papier ontvangen."))?;
    let zet = aan_zet(&dossier.stappen(zaak)?);
    assert_eq!((zet.desk, zet.inrichting), (Some(Stap::Oordeel), None));
    Ok(())
}

#[test]
fn before_a_row_is_chosen_nothing_is_decided() -> Proef {
    let mut dossier = Dossier::leeg()?;
    let zaak = dossier.bel("CTP Veldzicht", None)?;
    assert_eq!(dossier.letters(zaak)?, "gkgkoooo.w......ooko");
    let besluit = Act::Besluit { zaak, over: Besluitsoort::P, keuze: JaNee::Ja, reden: "Omdat.".to_owned() };
    assert!(dossier.doe(&besluit).is_err());
    Ok(())
}

/// Rows 1, 5, 10, 21 and the absences fix P; only row 1 and the absences fix A.
#[test]
fn where_the_matrix_decides_the_officer_need_not() -> Proef {
    for (rij, codes, _) in RIJEN {
        let (dossier, zaak) = Dossier::met_rij(rij, "CTP Veldzicht")?;
        let regel = dossier.boek.rij(Rij::lees(rij)?);
        for (over, letter) in [(Besluitsoort::P, "P"), (Besluitsoort::A, "A")] {
            let verwacht = if codes.split('+').any(|c| c == letter) {
                Some(JaNee::Ja)
            } else if codes.contains(letter) {
                None
            } else {
                Some(JaNee::Nee)
            };
            assert_eq!(geldt(dossier.zaak(zaak)?, regel, over), verwacht, "{rij} {letter}");
        }
    }
    Ok(())
}

#[test]
fn a_decision_opens_or_closes_the_messages_it_is_about() -> Proef {
    for (over, keuze, verwacht) in [
        (Besluitsoort::P, JaNee::Ja, "gkgkgkkk.w......ooko"),
        (Besluitsoort::P, JaNee::Nee, "gkgkgknn.w......ooko"),
        (Besluitsoort::A, JaNee::Ja, "gkgkkgoo.w......woko"),
        (Besluitsoort::A, JaNee::Nee, "gkgkkgoo.w......nnko"),
    ] {
        let (mut dossier, zaak) = Dossier::met_rij("2", "CTP Veldzicht")?;
        dossier.doe(&Act::Besluit { zaak, over, keuze, reden: "Zo gewogen.".to_owned() })?;
        assert_eq!(dossier.letters(zaak)?, verwacht, "{over:?} {keuze:?}");
        let zonder = dossier.doe(&Act::Besluit { zaak, over, keuze, reden: "  ".to_owned() });
        assert!(zonder.is_err_and(|f| f.zin.contains("reden")));
    }
    Ok(())
}

/// Also where the matrix fixes it, the officer may decide otherwise, with a reason.
#[test]
fn an_officer_may_decide_against_the_matrix() -> Proef {
    let (mut dossier, zaak) = Dossier::met_rij("10", "CTP Veldzicht")?;
    let reden = "De lijn nam het over.".to_owned();
    dossier.doe(&Act::Besluit { zaak, over: Besluitsoort::P, keuze: JaNee::Nee, reden })?;
    assert_eq!(dossier.letter(zaak, Stap::Piketmelding)?, 'n');
    let staat = dossier.staat(zaak, Stap::BesluitP)?.ok_or("geen stap")?;
    assert_eq!(staat.uitleg(), "P nee, wijkt af van de matrix: De lijn nam het over.");
    Ok(())
}

#[test]
fn rows_where_another_body_writes_turn_back_when_the_officer_takes_over() -> Proef {
    for rij in ["5", "21"] {
        let (mut dossier, zaak) = Dossier::met_rij(rij, "CTP Veldzicht")?;
        assert_eq!(dossier.letter(zaak, Stap::Visie)?, 'k');
        let tekst = "Zelf geschreven.".to_owned();
        dossier.doe(&Act::BewaarConcept { zaak, concept: ConceptSoort::Piketmelding, tekst })?;
        assert_eq!((dossier.letter(zaak, Stap::Visie)?, dossier.letter(zaak, Stap::Piketmelding)?), ('.', 'k'));
    }
    let (mut dossier, zaak) = Dossier::met_rij("18", "CTP Veldzicht")?;
    let besluit = |keuze| Act::Besluit { zaak, over: Besluitsoort::P, keuze, reden: "Gewogen.".to_owned() };
    dossier.doe(&besluit(JaNee::Ja))?;
    assert_eq!(dossier.letter(zaak, Stap::Visie)?, 'k');
    dossier.doe(&besluit(JaNee::Nee))?;
    assert_eq!(dossier.letter(zaak, Stap::Visie)?, 'n');
    Ok(())
}

#[test]
fn the_questions_are_those_of_the_row_and_the_general_ones_where_there_is_a_choice() -> Proef {
    let dossier = Dossier::leeg()?;
    for (rij, codes, _) in RIJEN {
        let rij = Rij::lees(rij)?;
        let ids: Vec<&str> = weegvragen(dossier.boek, rij).map(|v| v.id.as_str()).collect();
        let keuze = codes.contains("(P)") || codes.contains("(A)");
        assert_eq!(ids.contains(&"G1"), keuze, "{rij}");
        assert_eq!(ids.contains(&"OA1"), rij.is_oa() && codes != "--", "{rij}");
        assert!(ids.iter().any(|id| id.split('.').next() == Some(&rij.to_string())), "{rij}: {ids:?}");
    }
    Ok(())
}

/// Row 11 turns into row 10: the steps are derived afresh, what was done stays done, and the history
/// keeps both choices.
#[test]
fn another_row_derives_the_steps_afresh_and_keeps_what_was_done() -> Proef {
    let (mut dossier, zaak) = Dossier::met_rij("11", "CTP Veldzicht")?;
    let gebeld = Act::ZetStap {
        zaak,
        stap: Stap::Teruggebeld,
        stand: Stapstand::Gereed,
        reden: "Gesproken met de directeur.".to_owned(),
        op: None,
    };
    dossier.doe(&gebeld)?;
    assert_eq!(dossier.letters(zaak)?, "gggknnnn.n......nnno");
    assert_eq!(dossier.klokken(zaak)?.len(), 0);

    let rij = Rij::lees("10")?;
    let tien = |reden: &str| Act::KiesRij { zaak, rij, reden: reden.to_owned() };
    assert!(dossier.doe(&tien("")).is_err_and(|f| f.zin.contains("reden")));
    dossier.nu = dossier.na(30);
    dossier.doe(&tien("De arts stelde het overlijden vast."))?;
    assert_eq!(dossier.letters(zaak)?, "gggkgnkk.w......nnko");
    assert_eq!(dossier.klokken(zaak)?.len(), 1);

    let keuzes: Vec<(String, String)> = dossier
        .zaak(zaak)?
        .rijkeuzes
        .iter()
        .map(|k| (k.rij.map_or_else(String::new, |r| r.to_string()), k.reden.lees().to_owned()))
        .collect();
    assert_eq!(
        keuzes,
        [
            ("11".to_owned(), "gekozen bij de melding".to_owned()),
            ("10".to_owned(), "De arts stelde het overlijden vast.".to_owned())
        ]
    );
    assert!(dossier.doe(&tien("Nog eens.")).is_err_and(|f| f.zin.contains("staat al op rij 10")));
    Ok(())
}

#[test]
fn the_book_that_was_judged_with_is_kept() -> Proef {
    let (dossier, zaak) = Dossier::met_rij("6", "CTP Veldzicht")?;
    let merk = &dossier.zaak(zaak)?.regelboek;
    assert_eq!((merk.versie.as_str(), merk.hash.as_str()), (dossier.boek.versie.as_str(), dossier.boek.hash.as_str()));
    Ok(())
}

#[test]
fn a_step_says_its_evidence_or_its_reason() -> Proef {
    let (mut dossier, zaak) = Dossier::met_rij("6", "CTP Veldzicht")?;
    let act =
        |stand, reden: &str| Act::ZetStap { zaak, stap: Stap::Teruggebeld, stand, reden: reden.to_owned(), op: None };
    for (stand, reden, verwacht) in [
        (Stapstand::Wacht, "De kliniek belt terug.", "De kliniek belt terug."),
        (Stapstand::Wacht, "", "wacht op antwoord"),
        (Stapstand::Gereed, "", "afgevinkt zo 22-11 02:10"),
        (Stapstand::Gereed, "Gesproken.", "Gesproken. (zo 22-11 02:10)"),
        (Stapstand::NietNodig, "Al gesproken.", "Al gesproken."),
        (Stapstand::Open, "", "bel de inrichting terug"),
    ] {
        dossier.doe(&act(stand, reden))?;
        let staat = dossier.staat(zaak, Stap::Teruggebeld)?;
        assert_eq!(staat.as_ref().map(Staat::uitleg), Some(verwacht));
    }
    assert!(dossier.doe(&act(Stapstand::NietNodig, "")).is_err());
    Ok(())
}
