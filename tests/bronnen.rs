//! Mail that comes in by itself: a drop folder and a Maildir beside a running desk. What is dropped is in the
//! inbox, stays where it is and is read once; what is hostile holds nothing up.

mod common;

use std::{
    ffi::OsStr,
    fs,
    io::Write,
    os::unix::{ffi::OsStrExt, fs::symlink},
    path::Path,
    process::Command,
};

use common::{
    Mis, Proef,
    omgeving::{Omgeving, foto, mail},
    sessie::{RUIM, Sessie},
};

/// A home with a real store and these settings, in which `post` is a folder.
fn thuis(instellingen: &str) -> Result<Omgeving, Mis> {
    let o = Omgeving::kaal()?;
    fs::create_dir(o.pad("post"))?;
    o.config("instellingen.toml", instellingen)?;
    Ok(o)
}

/// The drop folder as the settings name it, from the folder of the settings.
const POSTMAP: &str = "postmap = \"../../post\"\n";

/// Opens the desk for the first time; the log is made then.
fn eerste_desk(o: &Omgeving) -> Result<Sessie, Mis> {
    let mut desk = o.desk(RUIM)?;
    desk.wacht("Welkom")?.toetsen("o")?.wacht("INBOX")?;
    Ok(desk)
}

fn sluit(mut desk: Sessie) -> Proef {
    desk.toetsen("q")?;
    assert_eq!(desk.einde()?, 0);
    Ok(())
}

fn brief(i: usize) -> String {
    format!(
        "From: Meldkamer <m{i}@kliniek.example>\r\nTo: piket@dji.example\r\nSubject: bericht {i}\r\n\
         Date: Sun, 22 Nov 2026 01:00:00 +0100\r\nMessage-ID: <{i}@kliniek.example>\r\n\r\nBericht nummer {i}.\r\n"
    )
}

fn aantal(o: &Omgeving) -> Result<usize, Mis> {
    Ok(o.goed(&["inbox", "--json"])?.lines().count())
}

#[test]
fn what_is_dropped_is_in_the_inbox_once_and_stays_where_it_is() -> Proef {
    let o = thuis(POSTMAP)?;
    fs::copy(mail("01-moa-tekst.eml"), o.pad("post/eerder.eml"))?;
    let mut desk = eerste_desk(&o)?;
    desk.wacht("M0001")?;
    fs::copy(mail("02-mbv-docx.eml"), o.pad("post/later.eml"))?;
    desk.wacht("M0002 is nieuw in de inbox.")?;
    // Moved in, as a mail program saves it; and a copy of what is known.
    fs::copy(mail("06-mbv-msg.msg"), o.pad("post/.x"))?;
    fs::rename(o.pad("post/.x"), o.pad("post/verplaatst.msg"))?;
    desk.wacht("M0003 is nieuw in de inbox.")?;
    fs::copy(mail("01-moa-tekst.eml"), o.pad("post/kopie.eml"))?;
    let voor = foto(&o.pad("post"))?;
    fs::write(o.pad("post/slot.eml"), brief(1))?;
    desk.wacht("M0004 is nieuw in de inbox.")?.wacht("INBOX 4")?;
    sluit(desk)?;
    fs::remove_file(o.pad("post/slot.eml"))?;
    assert_eq!(foto(&o.pad("post"))?, voor);
    assert_eq!(aantal(&o)?, 4);
    // The next desk knows them all.
    let mut desk = o.desk(RUIM)?;
    desk.wacht("INBOX 4")?;
    fs::write(o.pad("post/nieuw.eml"), brief(2))?;
    desk.wacht("M0005 is nieuw in de inbox.")?.wacht("INBOX 5")?;
    sluit(desk)?;
    Ok(())
}

#[test]
fn a_file_is_read_when_it_is_complete() -> Proef {
    let o = thuis(POSTMAP)?;
    let mut desk = eerste_desk(&o)?;
    desk.wacht("INBOX")?;
    // Once this one is in, the folder is watched.
    fs::write(o.pad("post/eerst.eml"), brief(6))?;
    desk.wacht("M0001 is nieuw in de inbox.")?;
    let (begin, eind) = (brief(7), "De laatste regel.\r\n");
    let mut bestand = fs::File::create(o.pad("post/traag.eml"))?;
    bestand.write_all(begin.as_bytes())?;
    bestand.flush()?;
    // Another one comes and goes in the meantime.
    fs::write(o.pad("post/snel.eml"), brief(8))?;
    desk.wacht("M0002 is nieuw in de inbox.")?;
    bestand.write_all(eind.as_bytes())?;
    drop(bestand);
    desk.wacht("M0003 is nieuw in de inbox.")?;
    sluit(desk)?;
    let alle = o.goed(&["inbox", "--json"])?;
    assert!(alle.contains("bericht 8") && alle.contains("bericht 7"), "{alle}");
    assert_eq!(alle.lines().count(), 3, "{alle}");
    Ok(())
}

#[test]
fn what_is_hostile_is_named_and_holds_nothing_up() -> Proef {
    let o = thuis(POSTMAP)?;
    let mut desk = eerste_desk(&o)?;
    desk.wacht("INBOX")?;
    symlink(mail("01-moa-tekst.eml"), o.pad("post/verwijzing.eml"))?;
    let gelukt = Command::new("mkfifo").arg(o.pad("post/pijp.eml")).status()?.success();
    assert!(gelukt);
    fs::write(o.pad("post/\u{1b}]0;boos\u{7}.eml"), "geen mail")?;
    fs::write(o.pad("post/gewoon.eml"), brief(3))?;
    desk.wacht("M0001 is nieuw in de inbox.")?.wacht("3 niet gelezen.")?;
    for weg in ["post/verwijzing.eml", "post/pijp.eml", "post/\u{1b}]0;boos\u{7}.eml"] {
        fs::remove_file(o.pad(weg))?;
    }
    desk.wacht_weg("niet gelezen.")?;
    fs::rename(o.pad("post"), o.pad("weg"))?;
    desk.wacht("Postmap: de map is er niet.")?;
    fs::create_dir(o.pad("post"))?;
    desk.wacht_weg("de map is er niet.")?;
    fs::write(o.pad("post/weer.eml"), brief(4))?;
    desk.wacht("M0002 is nieuw in de inbox.")?;
    sluit(desk)?;
    Ok(())
}

#[test]
fn what_is_refused_stays_named_when_its_name_is_no_text() -> Proef {
    let o = thuis(POSTMAP)?;
    // On the screen they are called the same.
    let paden = [&b"\xfe.eml"[..], b"\xff.eml"].map(|naam| o.pad("post").join(OsStr::from_bytes(naam)));
    for pad in &paden {
        fs::write(pad, "geen mail")?;
    }
    let mut desk = eerste_desk(&o)?;
    desk.wacht("Postmap: 2 niet gelezen.")?;
    let [een, twee] = paden;
    fs::remove_file(een)?;
    desk.wacht_weg("2 niet gelezen.")?.wacht("Postmap:")?;
    fs::remove_file(twee)?;
    desk.wacht_weg("Postmap:")?;
    sluit(desk)
}

#[test]
fn a_thousand_mails_come_in_while_the_desk_is_used() -> Proef {
    let o = thuis(POSTMAP)?;
    for i in 0..1000 {
        fs::write(o.pad(&format!("post/{i:04}.eml")), brief(i))?;
    }
    let mut desk = eerste_desk(&o)?;
    desk.wacht_regel(&["Postmap:", "van 1000 gelezen"])?;
    desk.toetsen("n")?.wacht("Telefonische melding")?;
    desk.toetsen("<esc>")?.wacht_weg("Telefonische melding")?;
    desk.wacht("INBOX 1000")?.wacht_weg("gelezen")?;
    sluit(desk)?;
    assert_eq!(aantal(&o)?, 1000);
    Ok(())
}

#[test]
fn a_maildir_is_read_and_left_alone() -> Proef {
    let o = thuis("maildir = \"../../post\"\n")?;
    for map in ["new", "cur", "tmp"] {
        fs::create_dir(o.pad("post").join(map))?;
    }
    fs::write(o.pad("post/cur/1.a.b:2,S"), brief(1))?;
    fs::write(o.pad("post/tmp/2.a.b"), brief(2))?;
    let mut desk = eerste_desk(&o)?;
    desk.wacht("INBOX 1")?;
    fs::rename(o.pad("post/tmp/2.a.b"), o.pad("post/new/2.a.b"))?;
    desk.wacht("M0002 is nieuw in de inbox.")?;
    // A mail program marks it as read: the same mail under another name.
    fs::rename(o.pad("post/new/2.a.b"), o.pad("post/cur/2.a.b:2,S"))?;
    let voor = foto(&o.pad("post"))?;
    fs::write(o.pad("post/tmp/3.a.b"), brief(3))?;
    fs::rename(o.pad("post/tmp/3.a.b"), o.pad("post/new/3.a.b"))?;
    desk.wacht("M0003 is nieuw in de inbox.")?.wacht("INBOX 3")?;
    sluit(desk)?;
    fs::remove_file(o.pad("post/new/3.a.b"))?;
    assert_eq!(foto(&o.pad("post"))?, voor);
    Ok(())
}

#[test]
fn only_the_desk_that_writes_reads() -> Proef {
    let o = thuis(POSTMAP)?;
    let mut eerste = eerste_desk(&o)?;
    eerste.wacht("INBOX")?;
    let mut tweede = o.desk(RUIM)?;
    tweede.wacht("meekijken")?;
    fs::write(o.pad("post/een.eml"), brief(1))?;
    eerste.wacht("M0001 is nieuw in de inbox.")?;
    tweede.wacht("INBOX 1")?;
    sluit(eerste)?;
    tweede.wacht("niemand schrijft")?;
    fs::write(o.pad("post/twee.eml"), brief(2))?;
    tweede.toetsen("O")?.wacht("INBOX 2")?;
    sluit(tweede)?;
    Ok(())
}

#[test]
fn a_demo_reads_none_of_it() -> Proef {
    let mut o = Omgeving::demo("2026-11-22 02:10")?;
    fs::create_dir(o.pad("post"))?;
    fs::write(o.pad("post/echt.eml"), brief(1))?;
    o.config("instellingen.toml", POSTMAP)?;
    let mut desk = o.desk(RUIM)?;
    desk.wacht("Er is nog niets.")?.toetsen("n")?.wacht("Telefonische melding")?.toetsen("<esc>")?;
    sluit(desk)?;
    o.zet_nu(Some("2026-11-22 02:10"));
    assert_eq!(aantal(&o)?, 0);
    assert!(Path::new(&o.pad("post/echt.eml")).exists());
    Ok(())
}
