//! What must hold for any night: the projections are the fold of the log, a rebuild changes nothing,
//! a refused batch leaves nothing, and the log keeps its order whatever the clock does.

use std::collections::BTreeSet;

use chrono::Duration;
use piket::{
    domain::{
        desk::Desk,
        event::{LogEvent, Nieuw},
        fout::{Fout, FoutSoort},
        ids::{Meldingnummer, Zaaknummer},
        melding::{Gesprek, Inhoud},
        tekst::Vertrouwelijk,
    },
    store::{Blob, Herbouwd, Ontgrendeling, Opslag, Toegang, open},
};
use proptest::{prelude::*, test_runner::TestCaseResult};

use crate::hulp::{Proef, Verhaal, Worp, buitenom, nu, schrijvend, vaste_worpen, vul, worp};
use crate::invoer::heen_en_terug;

pub fn misluk(e: impl std::fmt::Display) -> TestCaseError {
    TestCaseError::fail(e.to_string())
}

/// Everything a rebuild must leave as it was.
pub fn alles(opslag: &Opslag) -> Result<(Desk, Desk, Vec<Desk>), Fout> {
    let treffers = ["a", "rij", "M00", "2026-W47", "voorbeeldhoeve", "e"].map(|t| opslag.zoek(t, 1_000));
    Ok((opslag.laad_alles()?, opslag.laad_open()?, treffers.into_iter().collect::<Result<_, _>>()?))
}

/// Whether an event destroys the texts of an earlier one.
fn wist(later: &LogEvent, eerder: &LogEvent) -> bool {
    match later {
        LogEvent::ZaakGewist { zaak, .. } => eerder.zaak() == Some(*zaak),
        LogEvent::MeldingGewist { melding, .. } => eerder.zaak().is_none() && eerder.melding() == Some(*melding),
        _ => false,
    }
}

fn nacht(worpen: &[Worp], per_keer: usize) -> TestCaseResult {
    let map = tempfile::tempdir().map_err(misluk)?;
    let mut opslag = schrijvend(map.path()).map_err(misluk)?;
    let (mut verhaal, mut desk, mut log) = (Verhaal::default(), Desk::default(), Vec::new());
    for groep in worpen.chunks(per_keer) {
        let nieuw: Vec<Nieuw> = groep.iter().map(|w| verhaal.vertel(w)).collect::<Result<_, _>>().map_err(misluk)?;
        // The clock goes back as often as forward.
        let klok = nu().plus(Duration::minutes(groep.iter().map(|w| w.minuten).sum()));
        let entries = opslag.schrijf(klok, "p.piket", &nieuw, &[]).map_err(misluk)?;
        prop_assert_eq!(entries.len(), nieuw.len());
        for e in &entries {
            desk.apply(e);
        }
        log.extend(entries);
    }
    prop_assert!(log.is_sorted_by_key(|e| e.vastgelegd_op));
    prop_assert!(log.iter().map(|e| e.seq).eq(1..=log.len() as u64));
    let terug = opslag.entries(None, None).map_err(misluk)?;
    prop_assert_eq!(terug.len(), log.len());
    for (plek, (toen, nu)) in log.iter().zip(&terug).enumerate() {
        if log.iter().skip(plek + 1).any(|later| wist(&later.event, &toen.event)) {
            let over = serde_json::to_string(&nu.event).map_err(misluk)?;
            prop_assert!(!over.contains("\"§\":\""), "{} {}", nu.seq, over);
            prop_assert_eq!((toen.seq, toen.event.soort()), (nu.seq, nu.event.soort()));
        } else {
            prop_assert_eq!(toen, nu);
        }
    }
    opslag.ruim_resten(nu()).map_err(misluk)?;
    let voor = alles(&opslag).map_err(misluk)?;
    prop_assert_eq!(&voor.0, &desk);
    let Herbouwd { zaken, meldingen, verschillen } = opslag.herbouw().map_err(misluk)?;
    prop_assert_eq!((zaken, meldingen, verschillen), (desk.zaken.len(), desk.meldingen.len(), 0));
    prop_assert_eq!(alles(&opslag).map_err(misluk)?, voor);
    heen_en_terug(&opslag)?;
    drop(opslag);
    let keten = schrijvend(map.path()).and_then(|o| o.controleer()).map_err(misluk)?;
    prop_assert_eq!((keten.entries, keten.fouten), (log.len() as u64, vec![]));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_night_is_the_fold_of_its_log(worpen in prop::collection::vec(worp(), 1..60), per_keer in 1..12usize) {
        nacht(&worpen, per_keer)?;
    }
}

/// Otherwise the property above proves less than it says.
#[test]
fn a_told_night_has_every_kind_of_event() -> Proef {
    let mut verhaal = Verhaal::default();
    let elke_soort = vaste_worpen(84).into_iter().zip((0..28).cycle()).map(|(w, soort)| Worp { soort, ..w });
    let verteld: Vec<Nieuw> = elke_soort.map(|w| verhaal.vertel(&w)).collect::<Result<_, _>>()?;
    let soorten: BTreeSet<&str> = verteld.iter().map(|n| n.event.soort()).collect();
    assert_eq!(soorten.len(), 28, "{soorten:?}");
    Ok(())
}

#[test]
fn a_batch_that_does_not_fit_leaves_nothing() -> Proef {
    let map = tempfile::tempdir()?;
    let mut opslag = schrijvend(map.path())?;
    let mut verhaal = vul(&mut opslag, 70)?;
    let (voor, keten) = (alles(&opslag)?, opslag.controleer()?);
    let goed = verhaal.vertel(&Worp { soort: 10, a: 1, b: 1, tekst: "goed".to_owned(), minuten: 0 })?;
    let bij = |event| Nieuw { voorgevallen_op: nu(), event };
    let onbekend = Zaaknummer { week: "2026-W47".parse()?, volgnummer: 99 };
    let eerder: Vec<LogEvent> = opslag.entries(None, None)?.into_iter().map(|e| e.event).collect();
    let zaak = eerder.iter().find(|e| matches!(e, LogEvent::ZaakGeopend { .. })).cloned().ok_or("geen zaak")?;
    let mail = eerder.iter().find_map(|e| match e {
        LogEvent::MeldingOntvangen { melding, vorm, ontvangen, inhoud: inhoud @ Inhoud::Post(_) } => {
            let nog_eens = Meldingnummer(900);
            let (vorm, ontvangen, inhoud) = (*vorm, *ontvangen, inhoud.clone());
            Some((*melding, LogEvent::MeldingOntvangen { melding: nog_eens, vorm, ontvangen, inhoud }))
        }
        _ => None,
    });
    let (melding, mail) = mail.ok_or("geen mail")?;
    let gesprek = LogEvent::GesprekBijgewerkt { melding, gesprek: Gesprek::default() };
    for (fout, soort) in [
        (LogEvent::ZaakGesloten { zaak: onbekend }, FoutSoort::Gebruik),
        (
            LogEvent::MeldingTerzijde { melding: Meldingnummer(800), reden: Vertrouwelijk::default() },
            FoutSoort::Gebruik,
        ),
        (zaak, FoutSoort::Gebruik),
        (gesprek, FoutSoort::Gebruik),
        (mail, FoutSoort::Nee),
    ] {
        let blob = Blob::nieuw(b"nooit bewaard".to_vec());
        let digest = blob.digest().to_owned();
        let geweigerd = opslag.schrijf(nu(), "p.piket", &[goed.clone(), bij(fout)], &[blob]);
        assert_eq!(geweigerd.as_ref().map_err(|e| e.soort), Err(soort), "{geweigerd:?}");
        assert!(geweigerd.is_err_and(|e| e.hint.is_some()));
        assert_eq!((alles(&opslag)?, opslag.controleer()?), (voor.clone(), keten.clone()));
        assert_eq!(opslag.blob(&digest)?, None);
    }
    Ok(())
}

#[test]
fn a_known_mail_is_refused_by_name_also_within_one_batch() -> Proef {
    let map = tempfile::tempdir()?;
    let mut opslag = schrijvend(map.path())?;
    let mut verhaal = Verhaal::default();
    verhaal.vertel(&Worp { soort: 6, a: 1, b: 0, tekst: String::new(), minuten: 0 })?;
    let mail = verhaal.vertel(&Worp { soort: 0, a: 1, b: 0, tekst: "mail".to_owned(), minuten: 0 })?;
    let LogEvent::MeldingOntvangen { vorm, ontvangen, inhoud, .. } = mail.event.clone() else {
        return Err("geen mail".into());
    };
    let dubbel = LogEvent::MeldingOntvangen { melding: Meldingnummer(2), vorm, ontvangen, inhoud };
    let dubbel = Nieuw { voorgevallen_op: nu(), event: dubbel };
    let samen = opslag.schrijf(nu(), "p", &[mail.clone(), dubbel.clone()], &[]);
    assert!(samen.is_err_and(|e| e.zin.contains("M0001")));
    opslag.schrijf(nu(), "p", &[mail], &[])?;
    assert!(opslag.schrijf(nu(), "p", &[dubbel], &[]).is_err_and(|e| e.zin.contains("M0001")));
    assert_eq!(opslag.melding_met_vingerafdruk("afdruk M0001")?, Some(Meldingnummer(1)));
    assert_eq!(opslag.melding_met_message_id("M0001@voorbeeld.test")?, Some(Meldingnummer(1)));
    assert_eq!(opslag.melding_met_message_id("anders")?, None);
    Ok(())
}

#[test]
fn a_damaged_projection_is_found_and_mended() -> Proef {
    let map = tempfile::tempdir()?;
    let mut opslag = schrijvend(map.path())?;
    vul(&mut opslag, 70)?;
    let goed = alles(&opslag)?;
    buitenom(map.path())?.execute_batch(
        "UPDATE zaak SET gegevens = '{}' WHERE begin = (SELECT min(begin) FROM zaak);
         DELETE FROM melding WHERE nummer = 1; DELETE FROM teller;",
    )?;
    assert!(opslag.laad_alles().is_err_and(|e| e.hint.is_some_and(|h| h.contains("piket herbouw"))));
    assert_eq!(opslag.herbouw()?.verschillen, 2 + goed.0.zaakteller.len());
    assert_eq!(alles(&opslag)?, goed);
    assert_eq!(opslag.herbouw()?.verschillen, 0);
    Ok(())
}

#[test]
fn the_desk_starts_with_what_is_open_and_what_was_busy() -> Proef {
    let map = tempfile::tempdir()?;
    let mut opslag = schrijvend(map.path())?;
    vul(&mut opslag, 300)?;
    let alles = opslag.laad_alles()?;
    let later = nu().plus(Duration::days(400));
    let open_zaken: Vec<_> = alles.zaken.values().filter(|z| z.is_open()).cloned().collect();
    assert!(!open_zaken.is_empty() && open_zaken.len() < alles.zaken.len());
    let start = opslag.laad_open()?;
    assert_eq!(start.zaken.values().cloned().collect::<Vec<_>>(), open_zaken);
    let verwacht: BTreeSet<_> = alles
        .meldingen
        .values()
        .filter(|m| m.is_open())
        .map(|m| m.nummer)
        .chain(open_zaken.iter().flat_map(|z| &z.meldingen).map(|k| k.melding))
        .collect();
    assert_eq!(start.meldingen.keys().copied().collect::<BTreeSet<_>>(), verwacht);
    assert_eq!((&start.zaakteller, start.meldingteller), (&alles.zaakteller, alles.meldingteller));
    let recent = opslag.laad_recent(nu())?;
    assert_eq!((&recent.zaken, &recent.meldingen), (&alles.zaken, &alles.meldingen));
    assert_eq!(opslag.laad_recent(later)?, Desk::default());
    // One entry brings a closed case back for as long as it is recent.
    let dicht = alles.zaken.values().find(|z| !z.is_open()).ok_or("geen gesloten zaak")?.nummer;
    let event = LogEvent::InMonitorOpgenomen { zaak: dicht, week: dicht.week };
    opslag.schrijf(later, "p", &[Nieuw { voorgevallen_op: later, event }], &[])?;
    assert!(opslag.laad_recent(later)?.zaken.keys().eq([&dicht]));
    let week = opslag.zaken_van_week(dicht.week)?;
    assert!(week.iter().map(|z| z.nummer).eq(alles.zaken.keys().copied().filter(|z| z.week == dicht.week)));
    assert!(opslag.haal(dicht)?.zaken.contains_key(&dicht));
    Ok(())
}

#[test]
fn the_past_can_be_asked_and_a_reader_sees_what_the_desk_wrote() -> Proef {
    let map = tempfile::tempdir()?;
    let mut desk = schrijvend(map.path())?;
    let verhaal = vul(&mut desk, 40)?;
    let lezer = open(map.path(), Toegang::Lezen, None, Ontgrendeling::Geen, nu())?;
    let zaak = *verhaal.zaken.first().ok_or("geen zaak")?;
    let toen = desk.entries(Some(zaak), None)?;
    assert!(toen.iter().all(|e| e.event.zaak() == Some(zaak)));
    let event = LogEvent::ZaakHeropend { zaak, reden: Vertrouwelijk::nieuw("later") };
    let later = nu().plus(Duration::hours(1));
    desk.schrijf(later, " p\npiket ", &[Nieuw { voorgevallen_op: nu(), event }], &[])?;
    assert_eq!(lezer.entries(Some(zaak), Some(nu()))?, toen);
    let alles = lezer.entries(Some(zaak), Some(later))?;
    assert_eq!(alles.len(), toen.len() + 1);
    assert_eq!(alles.last().map(|e| e.actor.as_str()), Some("p piket"));
    let mut lezer = lezer;
    let event = LogEvent::ZaakGesloten { zaak };
    assert!(lezer.schrijf(later, "p", &[Nieuw { voorgevallen_op: nu(), event }], &[]).is_err());
    assert!(lezer.herbouw().is_err());
    Ok(())
}

#[test]
fn files_are_kept_once_under_their_digest() -> Proef {
    let map = tempfile::tempdir()?;
    let mut opslag = schrijvend(map.path())?;
    let mut verhaal = Verhaal::default();
    let blob = Blob::nieuw(b"Van: iemand@voorbeeld.test".to_vec());
    for w in vaste_worpen(3) {
        opslag.schrijf(nu(), "p", &[verhaal.vertel(&w)?], std::slice::from_ref(&blob))?;
    }
    assert_eq!(opslag.blob(blob.digest())?.as_deref(), Some(&b"Van: iemand@voorbeeld.test"[..]));
    let db = buitenom(map.path())?;
    let aantal: i64 = db.query_row("SELECT count(*) FROM bijlage", [], |r| r.get(0))?;
    assert_eq!(aantal, 1);
    assert!(db.execute("UPDATE bijlage SET bytes = x'00'", []).is_err());
    db.execute_batch("DROP TRIGGER bijlage_vast; UPDATE bijlage SET bytes = x'00'")?;
    assert_eq!(opslag.controleer()?.fouten.iter().map(|f| f.seq).collect::<Vec<_>>(), [1]);
    Ok(())
}
