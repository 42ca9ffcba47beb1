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
    Failure, TestResult,
    environment::{TestEnv, mail, snapshot},
    session::{Session, WIDE},
};

/// A home with a real store and these settings, in which `mail` is a folder.
fn home(settings: &str) -> Result<TestEnv, Failure> {
    let o = TestEnv::bare()?;
    fs::create_dir(o.path("post"))?;
    o.config("instellingen.toml", settings)?;
    Ok(o)
}

/// The drop folder as the settings name it, from the folder of the settings.
const MAIL_FOLDER: &str = "postmap = \"../../post\"\n";

/// Opens the desk for the first time; the log is made then.
fn first_desk(o: &TestEnv) -> Result<Session, Failure> {
    let mut desk = o.desk(WIDE)?;
    desk.wait("Welkom")?.keys("o")?.wait("INBOX")?;
    Ok(desk)
}

fn close(mut desk: Session) -> TestResult {
    desk.leave()?;
    assert_eq!(desk.end()?, 0);
    Ok(())
}

fn letter(i: usize) -> String {
    format!(
        "From: Meldkamer <m{i}@kliniek.example>\r\nTo: piket@dji.example\r\nSubject: bericht {i}\r\n\
         Date: Sun, 22 Nov 2026 01:00:00 +0100\r\nMessage-ID: <{i}@kliniek.example>\r\n\r\nBericht nummer {i}.\r\n"
    )
}

fn count(o: &TestEnv) -> Result<usize, Failure> {
    Ok(o.good(&["inbox", "--json"])?.lines().count())
}

#[test]
fn what_is_dropped_is_in_the_inbox_once_and_stays_where_it_is() -> TestResult {
    let o = home(MAIL_FOLDER)?;
    fs::copy(mail("01-moa-tekst.eml"), o.path("post/eerder.eml"))?;
    let mut desk = first_desk(&o)?;
    desk.wait("M0001")?;
    fs::copy(mail("02-mbv-docx.eml"), o.path("post/later.eml"))?;
    desk.wait("M0002 is nieuw in de inbox.")?;
    // Moved in, as a mail program saves it; and a copy of what is known.
    fs::copy(mail("06-mbv-msg.msg"), o.path("post/.x"))?;
    fs::rename(o.path("post/.x"), o.path("post/verplaatst.msg"))?;
    desk.wait("M0003 is nieuw in de inbox.")?;
    fs::copy(mail("01-moa-tekst.eml"), o.path("post/kopie.eml"))?;
    let before = snapshot(&o.path("post"))?;
    fs::write(o.path("post/slot.eml"), letter(1))?;
    desk.wait("M0004 is nieuw in de inbox.")?.wait("INBOX 4")?;
    close(desk)?;
    fs::remove_file(o.path("post/slot.eml"))?;
    assert_eq!(snapshot(&o.path("post"))?, before);
    assert_eq!(count(&o)?, 4);
    // The next desk knows them all.
    let mut desk = o.desk(WIDE)?;
    desk.wait("INBOX 4")?;
    fs::write(o.path("post/nieuw.eml"), letter(2))?;
    desk.wait("M0005 is nieuw in de inbox.")?.wait("INBOX 5")?;
    close(desk)?;
    Ok(())
}

#[test]
fn a_file_is_read_when_it_is_complete() -> TestResult {
    let o = home(MAIL_FOLDER)?;
    let mut desk = first_desk(&o)?;
    desk.wait("INBOX")?;
    // Once this one is in, the folder is watched.
    fs::write(o.path("post/eerst.eml"), letter(6))?;
    desk.wait("M0001 is nieuw in de inbox.")?;
    let (start, end) = (letter(7), "De laatste regel.\r\n");
    let mut file = fs::File::create(o.path("post/traag.eml"))?;
    file.write_all(start.as_bytes())?;
    file.flush()?;
    // Another one comes and goes in the meantime.
    fs::write(o.path("post/snel.eml"), letter(8))?;
    desk.wait("M0002 is nieuw in de inbox.")?;
    file.write_all(end.as_bytes())?;
    drop(file);
    desk.wait("M0003 is nieuw in de inbox.")?;
    close(desk)?;
    let all = o.good(&["inbox", "--json"])?;
    assert!(all.contains("bericht 8") && all.contains("bericht 7"), "{all}");
    assert_eq!(all.lines().count(), 3, "{all}");
    Ok(())
}

#[test]
fn what_is_hostile_is_named_and_holds_nothing_up() -> TestResult {
    let o = home(MAIL_FOLDER)?;
    let mut desk = first_desk(&o)?;
    desk.wait("INBOX")?;
    symlink(mail("01-moa-tekst.eml"), o.path("post/verwijzing.eml"))?;
    let succeeded = Command::new("mkfifo").arg(o.path("post/pijp.eml")).status()?.success();
    assert!(succeeded);
    fs::write(o.path("post/\u{1b}]0;boos\u{7}.eml"), "geen mail")?;
    fs::write(o.path("post/gewoon.eml"), letter(3))?;
    desk.wait("M0001 is nieuw in de inbox.")?.wait("3 niet gelezen.")?;
    for gone in ["post/verwijzing.eml", "post/pijp.eml", "post/\u{1b}]0;boos\u{7}.eml"] {
        fs::remove_file(o.path(gone))?;
    }
    desk.wait_until_gone("niet gelezen.")?;
    fs::rename(o.path("post"), o.path("weg"))?;
    desk.wait("Postmap: de map is er niet.")?;
    fs::create_dir(o.path("post"))?;
    desk.wait_until_gone("de map is er niet.")?;
    fs::write(o.path("post/weer.eml"), letter(4))?;
    desk.wait("M0002 is nieuw in de inbox.")?;
    close(desk)?;
    Ok(())
}

#[test]
fn what_is_refused_stays_named_when_its_name_is_no_text() -> TestResult {
    let o = home(MAIL_FOLDER)?;
    // On the screen they are called the same.
    let paths = [&b"\xfe.eml"[..], b"\xff.eml"].map(|name| o.path("post").join(OsStr::from_bytes(name)));
    for path in &paths {
        fs::write(path, "geen mail")?;
    }
    let mut desk = first_desk(&o)?;
    desk.wait("Postmap: 2 niet gelezen.")?;
    let [one, two] = paths;
    fs::remove_file(one)?;
    desk.wait_until_gone("2 niet gelezen.")?.wait("Postmap:")?;
    fs::remove_file(two)?;
    desk.wait_until_gone("Postmap:")?;
    close(desk)
}

#[test]
fn a_thousand_mails_come_in_while_the_desk_is_used() -> TestResult {
    let o = home(MAIL_FOLDER)?;
    for i in 0..1000 {
        fs::write(o.path(&format!("post/{i:04}.eml")), letter(i))?;
    }
    let mut desk = first_desk(&o)?;
    desk.wait_for_line(&["Postmap:", "van 1000 gelezen"])?;
    desk.keys("n")?.wait("Telefonische melding")?;
    desk.keys("<esc>")?.wait_until_gone("Telefonische melding")?;
    desk.wait("INBOX 1000")?.wait_until_gone("gelezen")?;
    close(desk)?;
    assert_eq!(count(&o)?, 1000);
    Ok(())
}

#[test]
fn a_maildir_is_read_and_left_alone() -> TestResult {
    let o = home("maildir = \"../../post\"\n")?;
    for folder in ["new", "cur", "tmp"] {
        fs::create_dir(o.path("post").join(folder))?;
    }
    fs::write(o.path("post/cur/1.a.b:2,S"), letter(1))?;
    fs::write(o.path("post/tmp/2.a.b"), letter(2))?;
    let mut desk = first_desk(&o)?;
    desk.wait("INBOX 1")?;
    fs::rename(o.path("post/tmp/2.a.b"), o.path("post/new/2.a.b"))?;
    desk.wait("M0002 is nieuw in de inbox.")?;
    // A mail program marks it as read: the same mail under another name.
    fs::rename(o.path("post/new/2.a.b"), o.path("post/cur/2.a.b:2,S"))?;
    let before = snapshot(&o.path("post"))?;
    fs::write(o.path("post/tmp/3.a.b"), letter(3))?;
    fs::rename(o.path("post/tmp/3.a.b"), o.path("post/new/3.a.b"))?;
    desk.wait("M0003 is nieuw in de inbox.")?.wait("INBOX 3")?;
    close(desk)?;
    fs::remove_file(o.path("post/new/3.a.b"))?;
    assert_eq!(snapshot(&o.path("post"))?, before);
    Ok(())
}

#[test]
fn only_the_desk_that_writes_reads() -> TestResult {
    let o = home(MAIL_FOLDER)?;
    let mut first = first_desk(&o)?;
    first.wait("INBOX")?;
    let mut second = o.desk(WIDE)?;
    second.wait("meekijken")?;
    fs::write(o.path("post/een.eml"), letter(1))?;
    first.wait("M0001 is nieuw in de inbox.")?;
    second.wait("INBOX 1")?;
    close(first)?;
    second.wait("niemand schrijft")?;
    fs::write(o.path("post/twee.eml"), letter(2))?;
    second.keys("O")?.wait("INBOX 2")?;
    close(second)?;
    Ok(())
}

/// Two mails that are otherwise unlike, the first of them twice, with one Message-ID.
fn with_one_message_id(folder: &Path) -> TestResult {
    fs::write(folder.join("a.eml"), letter(1))?;
    fs::write(folder.join("b.eml"), letter(1))?;
    fs::write(folder.join("c.eml"), letter(1).replace("Bericht nummer 1.", "Toch iets anders."))?;
    fs::write(folder.join("d.eml"), letter(2))?;
    Ok(())
}

#[test]
fn the_desk_and_the_verb_take_the_same_mails_in_with_the_same_warnings() -> TestResult {
    let o = home(MAIL_FOLDER)?;
    with_one_message_id(&o.path("post"))?;
    let mut desk = first_desk(&o)?;
    desk.wait("INBOX 3")?;
    close(desk)?;
    let by_desk = o.good(&["inbox", "--json"])?;
    assert!(by_desk.contains("Dezelfde Message-ID als M0001, maar met andere inhoud."), "{by_desk}");

    let o = home("")?;
    with_one_message_id(&o.path("post"))?;
    let desk = first_desk(&o)?;
    close(desk)?;
    let folder = o.path("post").to_string_lossy().into_owned();
    let answer = o.good(&["importeer", &folder])?;
    assert!(
        answer.contains("b.eml: al bekend als M0001") && answer.contains("let op: Dezelfde Message-ID"),
        "{answer}"
    );
    assert_eq!(o.good(&["inbox", "--json"])?, by_desk);
    Ok(())
}

#[test]
fn a_demo_reads_none_of_it() -> TestResult {
    let mut o = TestEnv::demo("2026-11-22 02:10")?;
    fs::create_dir(o.path("post"))?;
    fs::write(o.path("post/echt.eml"), letter(1))?;
    o.config("instellingen.toml", MAIL_FOLDER)?;
    let mut desk = o.desk(WIDE)?;
    desk.wait("Er is nog niets.")?.keys("n")?.wait("Telefonische melding")?.keys("<esc>")?;
    close(desk)?;
    o.set_now(Some("2026-11-22 02:10"));
    assert_eq!(count(&o)?, 0);
    assert!(Path::new(&o.path("post/echt.eml")).exists());
    Ok(())
}
