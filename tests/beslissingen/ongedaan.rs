//! Undo: for every act that can be undone, recording its opposite gives back the case and the report
//! as they were, except for what the log keeps on purpose.

use std::sync::OnceLock;

use chrono::Duration;
use piket::{
    app::{act::Act, checklist::weegvragen, decide::Terug},
    demo,
    domain::{
        besluit::{Antwoord, Besluitsoort, JaNee},
        concept::ConceptSoort,
        desk::Desk,
        event::{Nieuw, Regelboekmerk},
        feit::{Feitstatus, Onderwerp},
        fout::Uitkomst,
        ids::{Meldingnummer, Weekstart, Zaaknummer},
        leesregel::Leesregel,
        melding::MeldingSoort,
        rij::Rij,
        stap::{Stap, Stapstand},
        termijnkeuze::Termijnstelling,
        termijnsoort::TermijnSoort,
        zaak::{Tijdsoort, Zaak},
    },
};
use proptest::prelude::*;

use crate::dossier::{Dossier, Proef};

/// A case without the traces an undo leaves: when it was last touched, the history of rows, the
/// numbers of drafts, and facts that were noted and taken out again.
fn zonder_spoor(zaak: &Zaak, feiten: usize) -> Zaak {
    let mut kaal = zaak.clone();
    kaal.laatste = kaal.geopend;
    let rij = kaal.rijkeuzes.last().cloned();
    kaal.rijkeuzes = rij
        .into_iter()
        .filter(|k| k.rij.is_some())
        .map(|mut k| {
            k.op = kaal.geopend;
            k.reden = piket::domain::tekst::Vertrouwelijk::default();
            k
        })
        .collect();
    for concept in kaal.concepten.values_mut() {
        concept.gecontroleerd = None;
        concept.versie = 0;
        concept.bewaard = kaal.geopend;
    }
    kaal.feiten.truncate(feiten);
    kaal.meldingen.sort_by_key(|k| k.melding);
    kaal
}

/// True when both desks hold the same, and what came and went is contradicted.
fn zelfde(voor: &Desk, na: &Desk) -> Result<(), String> {
    if voor.meldingen != na.meldingen {
        return Err("een melding staat er anders bij".to_owned());
    }
    for (nr, was) in &voor.zaken {
        let Some(is) = na.zaken.get(nr) else { return Err(format!("{nr} is weg")) };
        let feiten = was.feiten.len();
        let (a, b) = (zonder_spoor(was, feiten), zonder_spoor(is, feiten));
        if a != b {
            return Err(format!("{nr}: {a:?}\nis nu {b:?}"));
        }
        for (soort, c) in &was.concepten {
            // A text that came back is a later version, and has to be checked again.
            let nu = is.concepten.get(soort).map(|c| (c.versie, c.gecontroleerd));
            let later = nu.is_some_and(|(versie, controle)| versie > c.versie && controle != Some(versie));
            if nu != Some((c.versie, c.gecontroleerd)) && !later {
                return Err(format!("{nr}: concept {soort} is {nu:?}"));
            }
        }
        if is.feiten.iter().skip(feiten).any(|f| f.status != Feitstatus::Tegengesproken) {
            return Err(format!("{nr}: een feit bleef staan"));
        }
    }
    Ok(())
}

#[test]
fn each_kind_of_act_is_undone_or_says_why_not() -> Proef {
    let (mut begin, zaak) = Dossier::met_rij("A", "CTP Veldzicht")?;
    let mbv = begin.post(
        MeldingSoort::Moa,
        &[("wijze_van_onttrekking", "Over het hek."), ("constatering", "2026-11-22T02:05:00+01:00")],
    )?;
    let gekoppeld = begin.post(MeldingSoort::Onbekend, &[])?;
    begin.doe(&Act::Koppel { melding: gekoppeld, zaak })?;
    let terzijde = begin.post(MeldingSoort::Onbekend, &[])?;
    begin.doe(&Act::LegTerzijde { melding: terzijde, reden: "Reclame.".to_owned() })?;
    for tekst in ["Een.", "Twee."] {
        begin.doe(&Act::BewaarConcept { zaak, concept: ConceptSoort::Sms, tekst: tekst.to_owned() })?;
    }
    begin.doe(&Act::Besluit { zaak, over: Besluitsoort::P, keuze: JaNee::Ja, reden: "Eerst.".to_owned() })?;
    let gereed =
        |stand, reden: &str| Act::ZetStap { zaak, stap: Stap::FastNl, stand, reden: reden.to_owned(), op: None };
    begin.doe(&gereed(Stapstand::Gereed, "Gebeld."))?;
    let dicht = begin.bel("FPC Pompestichting", Some("12"))?;
    begin.doe(&Act::ZetStap {
        zaak: dicht,
        stap: Stap::Oordeel,
        stand: Stapstand::NietNodig,
        reden: "Nee.".to_owned(),
        op: None,
    })?;
    let te_sluiten = begin.bel("FPC de Kijvelanden", Some("12"))?;
    begin.doe(&Act::ZetStap {
        zaak: te_sluiten,
        stap: Stap::Oordeel,
        stand: Stapstand::NietNodig,
        reden: "Nee.".to_owned(),
        op: None,
    })?;
    begin.doe(&Act::Sluit { zaak: dicht })?;
    begin.nu = begin.na(5);
    let (eerder, hand) = (begin.na(-30), begin.na(90));
    let gesprek = piket::domain::melding::Gesprek {
        inrichting: piket::domain::inrichting::Plek::geschreven("Mesdag"),
        ..Default::default()
    };

    let tekst = |t: &str| t.to_owned();
    let met: Vec<Act> = vec![
        Act::NoteerGesprek { melding: Some(Meldingnummer(1)), gesprek: gesprek.clone() },
        Act::Koppel { melding: mbv, zaak },
        Act::Ontkoppel { melding: gekoppeld },
        Act::LegTerzijde { melding: mbv, reden: tekst("Dubbel.") },
        Act::LegTerug { melding: terzijde },
        Act::KiesRij { zaak, rij: Rij::lees("G")?, reden: tekst("Van verlof.") },
        Act::ZetInrichting { zaak, inrichting: tekst("FPC Pompestichting") },
        Act::ZetTijden { zaak, tijden: vec![(Tijdsoort::Voorval, Some(eerder)), (Tijdsoort::EindeOa, Some(begin.nu))] },
        Act::ZetTijden { zaak, tijden: vec![(Tijdsoort::Gebeld, None)] },
        Act::NoteerFeit {
            zaak,
            onderwerp: Onderwerp::Letsel,
            tekst: tekst("Geen."),
            bron: tekst("arts"),
            status: Feitstatus::Gemeld,
        },
        Act::BeoordeelFeit { zaak, feit: 1, status: Feitstatus::Bevestigd },
        Act::Weeg { zaak, vraag: tekst("OA1"), antwoord: Antwoord::Nee },
        Act::Besluit { zaak, over: Besluitsoort::P, keuze: JaNee::Nee, reden: tekst("Toch niet.") },
        Act::Besluit { zaak, over: Besluitsoort::A, keuze: JaNee::Nee, reden: tekst("Toch niet.") },
        gereed(Stapstand::Open, ""),
        gereed(Stapstand::NietNodig, "Niet meer."),
        Act::ZetStap { zaak, stap: Stap::Alarm112, stand: Stapstand::Wacht, reden: tekst("Belt."), op: None },
        Act::BewaarConcept { zaak, concept: ConceptSoort::Sms, tekst: tekst("Drie.") },
        Act::ControleerConcept { zaak, concept: ConceptSoort::Sms },
        Act::ZetTermijn {
            zaak,
            termijn: TermijnSoort::Moa,
            stelling: Some(Termijnstelling::Moment(hand)),
            reden: tekst("Afgesproken."),
        },
        Act::Sluit { zaak: te_sluiten },
        Act::Heropen { zaak: dicht, reden: tekst("Nieuws.") },
    ];
    for act in met {
        let mut dossier = begin.clone();
        let terug = dossier.doe(&act).map_err(|f| format!("{act:?}: {f}"))?;
        assert_ne!(dossier.desk, begin.desk, "{act:?} deed niets");
        dossier.nu = dossier.na(20);
        assert!(dossier.terug(terug), "{act:?}");
        zelfde(&begin.desk, &dossier.desk).map_err(|f| format!("{act:?}: {f}"))?;
    }

    let mut dossier = begin.clone();
    dossier.doe(&Act::ControleerConcept { zaak, concept: ConceptSoort::Sms })?;
    let op = dossier.nu;
    let niet = [
        Act::NoteerGesprek { melding: None, gesprek },
        Act::Open { melding: mbv },
        Act::BewaarConcept { zaak, concept: ConceptSoort::Afloopbericht, tekst: tekst("Eerste.") },
        Act::MeldVerzonden { zaak, concept: ConceptSoort::Sms, op, kanaal: tekst("sms"), ontvangers: tekst("lijn") },
        Act::NeemOp { zaak, week: zaak.week },
    ];
    for act in niet {
        let terug = dossier.clone().doe(&act)?;
        assert!(matches!(terug, Terug::Niet(waarom) if waarom.ends_with('.')), "{act:?}");
    }
    Ok(())
}

/// A draft that comes back is a new version, never an old number with another text.
#[test]
fn an_undone_draft_gets_a_number_of_its_own() -> Proef {
    let (mut dossier, zaak) = Dossier::met_rij("6", "CTP Veldzicht")?;
    let concept = ConceptSoort::Sms;
    let typ = |d: &mut Dossier, tekst: &str| d.doe(&Act::BewaarConcept { zaak, concept, tekst: tekst.to_owned() });
    typ(&mut dossier, "Een.")?;
    let terug = typ(&mut dossier, "Een, twee.")?;
    typ(&mut dossier, "Een, twee, drie.")?;
    typ(&mut dossier, "Een, twee, drie, vier.")?;
    dossier.doe(&Act::ControleerConcept { zaak, concept })?;
    assert!(dossier.terug(terug));
    let c = dossier.zaak(zaak)?.concepten.get(&concept).ok_or("weg")?;
    assert_eq!((c.versie, c.tekst.lees(), c.is_gecontroleerd()), (5, "Een.", false));
    Ok(())
}

/// The demo week, folded once.
fn week() -> Uitkomst<Dossier> {
    static WEEK: OnceLock<Dossier> = OnceLock::new();
    if let Some(dossier) = WEEK.get() {
        return Ok(dossier.clone());
    }
    let mut dossier = Dossier::leeg()?;
    let boek = dossier.boek.clone();
    let merk = Regelboekmerk { versie: boek.versie.clone(), hash: boek.hash.clone() };
    let nu = dossier.nu;
    let basis = demo::Basis {
        nu,
        start: Weekstart::default(),
        regelboek: &merk,
        titel: &|rij| boek.rij(rij).incident.clone(),
        vragen: &|rij| weegvragen(&boek, rij).map(|v| v.id.clone()).collect(),
    };
    for (op, nieuw) in demo::week(7, &basis)? {
        dossier.nu = op;
        dossier.leg_vast(vec![nieuw]);
    }
    dossier.nu = nu;
    // Long closed cases only make the comparing slow.
    let grens = nu.plus(Duration::days(-21));
    dossier.desk.zaken.retain(|_, z| z.is_open() || z.laatste > grens);
    let _ = WEEK.set(dossier.clone());
    Ok(dossier)
}

/// An act from five numbers, for whatever case or report they hit.
fn act(d: &Dossier, soort: u8, [a, b, c, worp]: [usize; 4]) -> Option<Act> {
    let kies = |n: usize, lengte: usize| n.checked_rem(lengte);
    let zaken: Vec<Zaaknummer> = d.desk.zaken.keys().copied().collect();
    let meldingen: Vec<Meldingnummer> = d.desk.meldingen.keys().rev().take(30).copied().collect();
    let zaak = *zaken.get(kies(a, zaken.len())?)?;
    let melding = *meldingen.get(kies(b, meldingen.len())?)?;
    let dossierzaak = d.desk.zaken.get(&zaak)?;
    let reden = format!("reden {c}");
    let moment = d.nu.plus(Duration::minutes(-i64::try_from(c % 3000).ok()?));
    let concept = ConceptSoort::ALLE[c % 3];
    Some(match soort {
        0 => Act::Koppel { melding, zaak },
        1 => Act::Ontkoppel { melding },
        2 => Act::LegTerzijde { melding, reden },
        3 => Act::LegTerug { melding },
        4 => Act::KiesRij { zaak, rij: Rij::alle().nth(c % 30)?, reden },
        5 => Act::ZetInrichting { zaak, inrichting: ["Mesdag", "CTP Veldzicht", "Kliniek X", ""][c % 4].to_owned() },
        6 => Act::ZetTijden {
            zaak,
            tijden: vec![
                (Tijdsoort::ALLE[b % 4], (worp % 4 != 0).then_some(moment)),
                (Tijdsoort::ALLE[worp % 4], Some(moment)),
            ],
        },
        7 => Act::NoteerFeit {
            zaak,
            onderwerp: Onderwerp::ALLE[b % 11],
            tekst: reden,
            bron: String::new(),
            status: Feitstatus::ALLE[worp % 4],
        },
        8 => Act::BeoordeelFeit { zaak, feit: u32::try_from(c % 12).ok()?, status: Feitstatus::ALLE[worp % 4] },
        9 => {
            let vragen: Vec<String> = weegvragen(d.boek, dossierzaak.rij()?).map(|v| v.id.clone()).collect();
            let antwoord = [Antwoord::Ja, Antwoord::Nee, Antwoord::Onbekend][worp % 3];
            Act::Weeg { zaak, vraag: vragen.get(kies(c, vragen.len())?)?.clone(), antwoord }
        }
        10 => Act::Besluit {
            zaak,
            over: [Besluitsoort::P, Besluitsoort::A][b % 2],
            keuze: [JaNee::Ja, JaNee::Nee][worp % 2],
            reden,
        },
        11 => Act::ZetStap {
            zaak,
            stap: Stap::ALLE[b % 20],
            stand: [Stapstand::Open, Stapstand::Wacht, Stapstand::Gereed, Stapstand::NietNodig][worp % 4],
            reden,
            op: (c % 3 == 0).then_some(moment),
        },
        12 => Act::BewaarConcept { zaak, concept, tekst: format!("Tekst {}", worp % 5) },
        13 => Act::ControleerConcept { zaak, concept },
        14 => Act::ZetTermijn {
            zaak,
            termijn: TermijnSoort::ALLE[b % 5],
            stelling: match worp % 3 {
                0 => None,
                1 => Some(Termijnstelling::Moment(d.nu.plus(Duration::minutes(i64::try_from(c % 3000).unwrap_or(0))))),
                _ => Some(Termijnstelling::Lezing(Leesregel::VolgendeWerkdag)),
            },
            reden,
        },
        15 => Act::Sluit { zaak },
        16 => Act::Heropen { zaak, reden },
        17 => Act::MeldVerzonden { zaak, concept, op: d.nu, kanaal: "sms".to_owned(), ontvangers: "lijn".to_owned() },
        _ => Act::Open { melding },
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_its_undo_gives_back_what_was(
        acts in prop::collection::vec((0u8..19, prop::array::uniform4(0usize..5000)), 1..25),
    ) {
        let mut dossier = week().map_err(|f| TestCaseError::fail(f.to_string()))?;
        for (soort, getallen) in acts {
            let Some(act) = act(&dossier, soort, getallen) else { continue };
            let voor = dossier.clone();
            let Ok(terug) = dossier.doe(&act) else {
                prop_assert_eq!(&dossier.desk, &voor.desk);
                continue;
            };
            let mut proef = dossier.clone();
            proef.nu = proef.na(7);
            if proef.terug(terug)
                && let Err(fout) = zelfde(&voor.desk, &proef.desk)
            {
                prop_assert!(false, "{act:?}: {fout}");
            }
            dossier.nu = dossier.na(1);
        }
    }
}

#[test]
fn the_facts_of_an_undo_are_recorded_at_their_own_time() -> Proef {
    let (mut dossier, zaak) = Dossier::met_rij("6", "CTP Veldzicht")?;
    let reden = "Ernstig letsel.".to_owned();
    dossier.doe(&Act::Besluit { zaak, over: Besluitsoort::P, keuze: JaNee::Ja, reden })?;
    let genomen = dossier.nu;
    dossier.nu = dossier.na(60);
    let reden = "Viel mee.".to_owned();
    let Terug::Met(tegen) = dossier.doe(&Act::Besluit { zaak, over: Besluitsoort::P, keuze: JaNee::Nee, reden })?
    else {
        return Err("niet ongedaan te maken".into());
    };
    let nieuw: Vec<Nieuw> = tegen.into_iter().map(|t| t.nieuw(&dossier.desk, dossier.nu)).collect();
    assert_eq!(nieuw.iter().map(|n| n.voorgevallen_op).collect::<Vec<_>>(), [genomen]);
    Ok(())
}
