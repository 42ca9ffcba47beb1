//! The call as the officer types it: every word completes inrichting and row, the sentence to read out
//! follows, and one key makes a case with row and times of it.

use piket::domain::{moment::Moment, rij::Rij};

use crate::desk::{Proef, Proefdesk, vergelijk};

const GESPREK: &str =
    "nde kijf<tab>brand op kamer 12<tab>01:50<tab>01:55<tab>de teamleider<tab>06-00000000<tab><tab>rook";

#[test]
fn a_whole_call_becomes_a_case_with_row_and_times() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    desk.toetsen(GESPREK)?;
    vergelijk("telefoon-vol-80x24", &desk.prent());
    assert!(GESPREK.len() < 100, "een minuut typen");
    desk.toetsen("<tab><ctrl-s>")?;
    assert!(desk.model.lagen.is_empty(), "{}", desk.tekst());
    let zaak = desk.model.zaak().ok_or("geen zaak")?;
    assert_eq!(zaak.plek(), Some("FPC de Kijvelanden"));
    assert_eq!(zaak.rij(), Some(Rij::lees("2")?));
    let klok = |t: Option<Moment>| t.map(Moment::klok).unwrap_or_default();
    let (tijden, nu) = (zaak.tijden, desk.model.nu.klok());
    assert_eq!([klok(tijden.voorval), klok(tijden.constatering), klok(tijden.gebeld)], ["01:50", "01:55", &nu]);
    Ok(())
}

#[test]
fn a_number_is_that_row_and_no_other() -> Proef {
    for (getypt, rij) in [("2", "2"), ("6", "6"), ("c", "C"), ("22", "22"), ("datalek", "22")] {
        let mut desk = Proefdesk::leeg()?;
        desk.toetsen("niets<tab><tab><tab><tab><tab><tab><tab>")?;
        desk.toetsen(&format!("{getypt}<ctrl-s>"))?;
        let zaak = desk.model.zaak().ok_or("geen zaak")?;
        assert_eq!(zaak.rij(), Some(Rij::lees(rij)?), "{getypt}");
    }
    Ok(())
}

#[test]
fn the_sentence_to_read_out_stays_in_view_on_a_low_terminal() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    desk.maat(60, 15);
    desk.toetsen("npompe<tab>")?;
    assert!(desk.tekst().contains("U belt vanuit FPC Pompestichting"), "{}", desk.tekst());
    desk.toetsen("ruzie in de keuken<tab>01:50<tab>")?;
    let scherm = desk.tekst();
    assert!(scherm.contains("vannacht om 01:50") && scherm.contains("klopt dat?"), "{scherm}");
    vergelijk("telefoon-60x15", &desk.prent());
    Ok(())
}

#[test]
fn now_in_the_time_of_the_voorval_is_not_after_the_phone_rang() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    let gebeld = desk.model.nu;
    desk.toetsen("nVeldzicht<tab>brand<tab>")?;
    desk.na(chrono::Duration::minutes(3));
    desk.toetsen("<f2><ctrl-s>")?;
    let zaak = desk.model.desk.zaken.values().next().ok_or("er is geen zaak geopend")?;
    assert_eq!((zaak.tijden.voorval, zaak.tijden.gebeld), (Some(gebeld.minuut()), Some(gebeld.minuut())));
    Ok(())
}
