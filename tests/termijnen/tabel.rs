//! The readings of the form term for every hour of an ordinary week and of every week that a feestdag
//! touches, written out so that they can be laid beside the source. The oracle works each hour out again,
//! and the changes a term announces must be the edges between these lines.

use std::fmt::Write as _;

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};
use piket::{
    deadline::{Als, Grenzen, Uitgangspunt, kantelpunten, vorm_termijn},
    domain::{
        moment::Moment,
        rij::Rij,
        termijnsoort::{Kalender, TermijnSoort, Tijden},
    },
    rules::book::Regelboek,
};

use super::{
    Uitslag, minuten,
    orakel::{Burgerlijk, Orakel},
};

const DAGEN: [&str; 7] = ["ma", "di", "wo", "do", "vr", "za", "zo"];

/// One hour of a week: where it starts and what it says.
struct Uur {
    start: Moment,
    dag: NaiveDate,
    vanaf: u32,
    zin: String,
    momenten: Vec<Moment>,
}

/// `volgende-werkdag vóór ma 23-11 12:00 | weekend vóór ma 23-11 09:00 *`; the star is the strict one.
fn zin(grenzen: &Grenzen) -> String {
    let (streng, meer) = (grenzen.streng().uiterlijk, grenzen.iter().count() > 1);
    let een = |regel: &str, uiterlijk: Moment| {
        let ster = if meer && uiterlijk == streng { " *" } else { "" };
        format!("{regel} vóór {}{ster}", uiterlijk.als_termijn())
    };
    grenzen.iter().map(|g| een(g.regel.sleutel(), g.uiterlijk)).collect::<Vec<_>>().join(" | ")
}

/// Every hour of the week that begins on this Monday.
fn uren(boek: &Regelboek, kalender: Kalender, maandag: NaiveDate) -> Vec<Uur> {
    let dagen = (0..7).filter_map(|n| maandag.checked_add_days(Days::new(n)));
    dagen
        .flat_map(|dag| (0..24).map(move |uur| (dag, uur)))
        .filter_map(|(dag, uur)| {
            // The hour that a night in March skips does not exist.
            let start = Moment::lokaal(dag, NaiveTime::from_hms_opt(uur, 0, 0)?).ok()?.moment;
            let grenzen = vorm_termijn(boek, kalender, start);
            let momenten = grenzen.iter().map(|g| g.uiterlijk).collect();
            Some(Uur { start, dag, vanaf: uur, zin: zin(&grenzen), momenten })
        })
        .collect()
}

/// The week as lines, equal hours together.
fn tabel(uren: &[Uur], feest: impl Fn(NaiveDate) -> Option<String>) -> String {
    let mut uit = String::new();
    for blok in uren.chunk_by(|a, b| a.dag == b.dag && a.zin == b.zin) {
        let (Some(eerste), Some(laatste)) = (blok.first(), blok.last()) else { continue };
        let dag = DAGEN[eerste.dag.weekday().num_days_from_monday() as usize];
        let naam = feest(eerste.dag).map(|n| format!(" [{n}]")).unwrap_or_default();
        let _ = writeln!(
            uit,
            "{dag} {} {:02}-{:02}  {}{naam}",
            eerste.dag.format("%d-%m"),
            eerste.vanaf,
            laatste.vanaf + 1,
            eerste.zin
        );
    }
    uit
}

/// Every hour must be that of the oracle, and what it says would flip it must be the nearest edge.
fn controleer(boek: &'static Regelboek, kalender: Kalender, orakel: &Orakel, uren: &[Uur]) -> Uitslag {
    let rij = Rij::lees("6")?;
    let mut verwacht = Vec::new();
    for (i, hier) in uren.iter().enumerate() {
        orakel.lezingen(Burgerlijk::uit_utc(minuten(hier.start)), &mut verwacht);
        assert!(
            hier.momenten.iter().map(|m| minuten(*m)).eq(verwacht.iter().map(|b| b.utc_minuut())),
            "{}",
            hier.start
        );

        let tijden = Tijden { voorval: Some(hier.start), ..Tijden::default() };
        let punten = kantelpunten(&Uitgangspunt { boek, rij, tijden, kalender }, TermijnSoort::Mbv);
        let anders = |u: &&Uur| u.momenten != hier.momenten;
        if let Some(volgende) = uren.iter().skip(i).find(anders) {
            let gezegd = punten.iter().find_map(|p| match p.als {
                Als::Vanaf(_, m) => Some((m, p.dan.clone())),
                Als::Voor(..) | Als::Ontdekt(_) | Als::Kalender(_) => None,
            });
            assert_eq!(gezegd, Some((volgende.start, volgende.momenten.clone())), "later dan {}", hier.start);
        }
        if let Some(vorige) = uren.iter().take(i).rev().find(anders) {
            let gezegd = punten.iter().find_map(|p| match p.als {
                Als::Voor(_, m) => Some((m, p.dan.clone())),
                Als::Vanaf(..) | Als::Ontdekt(_) | Als::Kalender(_) => None,
            });
            let rand = uren.iter().take(i + 1).rev().take_while(|u| !anders(u)).last().map_or(hier.start, |u| u.start);
            assert_eq!(gezegd, Some((rand, vorige.momenten.clone())), "eerder dan {}", hier.start);
        }
    }
    Ok(())
}

/// Compares with the table that was read beside the source.
fn leg_ernaast(naam: &str, tabel: &str) {
    let mut instelling = insta::Settings::clone_current();
    instelling.set_prepend_module_to_snapshot(false);
    instelling.set_omit_expression(true);
    instelling.set_snapshot_path("tabellen");
    instelling.bind(|| insta::assert_snapshot!(naam, tabel));
}

#[test]
fn every_hour_of_the_weeks_with_feestdagen_reads_as_the_source() -> Uitslag {
    let boek = Regelboek::ingebouwd();
    for kalender in Kalender::ALLE {
        let orakel = Orakel::new(kalender);
        let feest = |dag: NaiveDate| boek.kalenders.feestdag(dag, kalender).map(str::to_owned);
        let gewoon = NaiveDate::from_ymd_opt(2026, 11, 16).ok_or("geen datum")?;
        let week = uren(boek, kalender, gewoon);
        assert_eq!(week.len(), 168);
        controleer(boek, kalender, &orakel, &week)?;
        leg_ernaast(&format!("week-gewoon-{kalender}"), &tabel(&week, feest));

        for jaar in 2026..=2031 {
            let mut alles = String::new();
            let eerste = NaiveDate::from_isoywd_opt(jaar, 1, Weekday::Mon).ok_or("geen week")?;
            let weken = (0..53).filter_map(|n| eerste.checked_add_days(Days::new(7 * n)));
            for maandag in weken.filter(|m| m.iso_week().year() == jaar) {
                // A Monday off reaches back into the weekend before it.
                let geraakt =
                    (0..=7).filter_map(|n| maandag.checked_add_days(Days::new(n))).any(|d| feest(d).is_some());
                if geraakt {
                    let week = uren(boek, kalender, maandag);
                    controleer(boek, kalender, &orakel, &week)?;
                    let _ = writeln!(alles, "week {}\n{}", maandag.iso_week().week(), tabel(&week, feest));
                }
            }
            leg_ernaast(&format!("weken-{jaar}-{kalender}"), &alles);
        }
    }
    Ok(())
}
