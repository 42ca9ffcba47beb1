//! A case is closed when nothing is left, and not before; what is closed is left alone.

use piket::{
    app::act::Act,
    domain::{
        feit::{Feitstatus, Onderwerp},
        ids::Zaaknummer,
        rij::Rij,
        stap::{Stap, Stapstand},
    },
};

use crate::dossier::{Dossier, Proef};

fn niet_nodig(zaak: Zaaknummer, stap: Stap) -> Act {
    Act::ZetStap { zaak, stap, stand: Stapstand::NietNodig, reden: "Niet aan de orde.".to_owned(), op: None }
}

#[test]
fn closing_is_refused_with_the_list_of_what_is_open() -> Proef {
    for rij in Rij::alle() {
        let (mut dossier, zaak) = Dossier::met_rij(&rij.to_string(), "CTP Veldzicht")?;
        loop {
            let open: Vec<Stap> = dossier
                .stappen(zaak)?
                .into_iter()
                .filter(|s| s.stap != Stap::Sluiten && !s.staat.is_af())
                .map(|s| s.stap)
                .collect();
            let uitkomst = dossier.doe(&Act::Sluit { zaak });
            let Some(eerste) = open.first() else {
                assert!(uitkomst.is_ok(), "{rij}: {uitkomst:?}");
                break;
            };
            let namen = open.iter().map(|s| s.sleutel()).collect::<Vec<_>>().join(", ");
            let fout = uitkomst.err().ok_or_else(|| format!("{rij}: gesloten met {namen}"))?;
            assert_eq!(fout.zin, format!("Zaak {zaak} heeft nog open stappen: {namen}."), "{rij}");
            dossier.doe(&niet_nodig(zaak, *eerste))?;
        }
        assert!(!dossier.zaak(zaak)?.is_open(), "{rij}");
        assert_eq!(dossier.letter(zaak, Stap::Sluiten)?, 'g');
    }
    Ok(())
}

#[test]
fn a_closed_case_takes_no_acts_until_it_is_opened_again() -> Proef {
    let (mut dossier, zaak) = Dossier::met_rij("12", "CTP Veldzicht")?;
    dossier.doe(&niet_nodig(zaak, Stap::Oordeel))?;
    dossier.doe(&Act::Sluit { zaak })?;
    let feit = Act::NoteerFeit {
        zaak,
        onderwerp: Onderwerp::Letsel,
        tekst: "Geen.".to_owned(),
        bron: String::new(),
        status: Feitstatus::Gemeld,
    };
    for act in [feit.clone(), niet_nodig(zaak, Stap::Beeld), Act::Sluit { zaak }] {
        assert!(dossier.doe(&act).is_err_and(|f| f.zin.contains("is gesloten")), "{act:?}");
    }
    assert!(dossier.doe(&Act::Heropen { zaak, reden: String::new() }).is_err());
    dossier.doe(&Act::Heropen { zaak, reden: "Er is nieuws.".to_owned() })?;
    assert!(dossier.doe(&Act::Heropen { zaak, reden: "Nog eens.".to_owned() }).is_err());
    dossier.doe(&feit)?;
    Ok(())
}

#[test]
fn the_monitor_of_its_week_ticks_the_step() -> Proef {
    let (mut dossier, zaak) = Dossier::met_rij("6", "CTP Veldzicht")?;
    assert_eq!(dossier.letter(zaak, Stap::Monitor)?, 'k');
    for _ in 0..2 {
        dossier.doe(&Act::NeemOp { zaak, week: zaak.week })?;
    }
    assert_eq!(dossier.letter(zaak, Stap::Monitor)?, 'g');
    assert_eq!(dossier.zaak(zaak)?.in_monitor, [zaak.week]);
    Ok(())
}
