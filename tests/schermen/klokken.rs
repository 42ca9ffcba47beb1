//! The countdowns on screen: they count down, turn late and count up, and the screen is never stale
//! between two wake-ups.

use chrono::Duration;
use piket::app::{update::wek_om, wek};
use proptest::prelude::*;

use crate::desk::{Proef, Proefdesk};

/// The word and the time of a list line.
fn stand(desk: &mut Proefdesk, zaak: &str) -> String {
    let tekst = desk.tekst();
    let mut links = tekst.lines().filter(|r| r.contains('│')).filter_map(|r| r.split('│').next());
    let regel = links.find(|r| r.contains(zaak)).unwrap_or_default().trim_end();
    regel.chars().skip(21).collect::<String>().trim().to_owned()
}

#[test]
fn a_term_counts_down_turns_late_and_counts_up() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    let zaak = desk.zaak("G", "FPC Pompestichting")?;
    let uiterlijk = desk.model.eerste_klok().map(|k| k.uiterlijk).ok_or("geen klok")?;
    assert_eq!(zaak.to_string(), "2026-W47-01");
    for (seconden, verwacht) in [
        (-50 * 60, "STRAKS  50:00"),
        (-15 * 60 - 1, "STRAKS  15:01"),
        (-15 * 60, "NU  15:00"),
        (-1, "NU  00:01"),
        (0, "TE LAAT  00:00"),
        (1, "TE LAAT +00:01"),
        (3599, "TE LAAT +59:59"),
        (3600, "TE LAAT  +1u00"),
        (90_000, "TE LAAT +1d 1u"),
    ] {
        desk.op(uiterlijk.plus(Duration::seconds(seconden)));
        assert_eq!(stand(&mut desk, "W47-01"), verwacht, "{seconden}\n{}", desk.tekst());
        let kop = desk.tekst().lines().nth(1).unwrap_or_default().to_owned();
        let woord = verwacht.trim_end_matches(|c: char| !c.is_alphabetic());
        assert!(kop.contains(woord.split("  ").next().unwrap_or_default()), "{kop}");
    }
    Ok(())
}

/// The screens on which something moves with the clock.
const SCHERMEN: [&str; 6] = ["", "1", "w", "n", "p", "3<enter>"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    /// The loop sleeps until `wek_om`: nothing on screen may change before that, and what has
    /// changed by then must ask to be drawn.
    #[test]
    fn nothing_visible_changes_before_the_wake_up(
        ms in 0i64..40 * 3_600_000,
        rond in prop::option::of((0usize..40, -3_700_000i64..3_700_000)),
        scherm in 0usize..SCHERMEN.len(),
        keus in 0usize..20,
    ) {
        let mut desk = Proefdesk::week().map_err(|f| TestCaseError::fail(f.to_string()))?.groot(140, 45);
        let klok = rond.and_then(|(i, ms)| {
            let alle: Vec<_> = desk.model.lopend().map(|k| k.uiterlijk).collect();
            alle.get(i % alle.len().max(1)).map(|u| u.plus(Duration::milliseconds(ms)))
        });
        let nu = klok.filter(|k| *k > desk.model.nu).unwrap_or_else(|| desk.model.nu.plus(Duration::milliseconds(ms)));
        desk.op(nu);
        let item = desk.model.lijst.get(keus % desk.model.lijst.len()).copied();
        piket::app::lijst::kies(&mut desk.model, item);
        desk.toetsen(SCHERMEN[scherm]).map_err(|f| TestCaseError::fail(f.to_string()))?;
        for _ in 0..4 {
            let voor = desk.prent();
            let (nu, wek) = (desk.model.nu, wek_om(&desk.model));
            prop_assert!(wek > nu && wek <= nu.plus(Duration::seconds(30)), "{nu} {wek}");
            prop_assert_eq!(wek, wek::volgende(&desk.model));
            let net_ervoor = wek.plus(Duration::milliseconds(-1));
            if net_ervoor > nu {
                desk.op(net_ervoor);
                let na = desk.prent();
                prop_assert!(voor == na, "{} en {}\n{}\n{}", nu.log_vorm(), net_ervoor.log_vorm(), voor, na);
            }
            desk.op(wek);
            if !desk.model.tekenen {
                let na = desk.prent();
                prop_assert!(voor == na, "niet getekend om {}\n{}\n{}", wek.log_vorm(), voor, na);
            }
        }
    }
}
