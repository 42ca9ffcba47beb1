//! The locked desk as a stranger meets it who can read the memory of its process: nothing of what was on the desk is
//! there, nor of what came in behind the lock; and all of it is there again after the passphrase.

mod common;

use std::{
    collections::BTreeSet,
    fs,
    io::{ErrorKind, Read, Seek, SeekFrom, Write},
    time::{Duration, Instant},
};

use common::{
    Failure, TestResult,
    environment::{PASSPHRASE, TestEnv},
    session::{Session, WIDE},
};

/// Thirty facts that are nowhere else in the world.
fn canaries() -> Vec<String> {
    (10..40).map(|n| format!("Kanarie{n}vogel{}", n * 7919 % 1000)).collect()
}

/// What begins like a canary, or is the passphrase, in the memory of a process; `None` where the system lets nobody
/// look.
fn in_memory(process: u32) -> Result<Option<BTreeSet<String>>, Failure> {
    let (maps, mem) = (format!("/proc/{process}/maps"), format!("/proc/{process}/mem"));
    let mut memory = match fs::File::open(mem) {
        Ok(memory) => memory,
        Err(e) if e.kind() == ErrorKind::PermissionDenied => {
            // Past the capture of the test harness: a check that did not run must be seen.
            std::io::stderr().write_all("OVERGESLAGEN: het geheugen is hier niet te lezen\n".as_bytes())?;
            return Ok(None);
        }
        Err(e) => return Err(e.into()),
    };
    let passphrase = PASSPHRASE.trim_end().as_bytes();
    let mut found = BTreeSet::new();
    for line in fs::read_to_string(maps)?.lines().filter(|line| line.contains(" rw")) {
        let Some((from, to)) = line.split(' ').next().and_then(|range| range.split_once('-')) else { continue };
        let (from, to) = (u64::from_str_radix(from, 16)?, u64::from_str_radix(to, 16)?);
        let mut bytes = vec![0; usize::try_from(to - from)?];
        // Some of it cannot be read by anybody.
        if memory.seek(SeekFrom::Start(from)).is_err() || memory.read_exact(&mut bytes).is_err() {
            continue;
        }
        for at in bytes.iter().enumerate().filter(|(_, b)| [b'K', passphrase[0]].contains(b)).map(|(at, _)| at) {
            let rest = &bytes[at..];
            if rest.starts_with(b"Kanarie") || rest.starts_with(passphrase) {
                let end = rest.iter().take(24).position(|b| !b.is_ascii_alphanumeric()).unwrap_or(rest.len().min(24));
                found.insert(String::from_utf8_lossy(&rest[..end]).into_owned());
            }
        }
    }
    Ok(Some(found))
}

fn nothing_left(desk: &Session, when: &str) -> TestResult {
    if let Some(found) = in_memory(desk.process()?)? {
        assert!(found.is_empty(), "{when}: {found:#?}");
    }
    Ok(())
}

/// A home with a real store, a drop folder for mail and thirty facts.
fn home() -> Result<(TestEnv, String), Failure> {
    let env = TestEnv::bare()?;
    fs::create_dir(env.path("post"))?;
    env.config("instellingen.toml", "postmap = \"../../post\"\n")?;
    let zaak = env.good(&["meld", "--nr", "9", "--inrichting", "De Kijvelanden"])?;
    for (n, text) in canaries().chunks(10).enumerate() {
        env.good(&["feit", &zaak, "betrokkenen", &text.join(" "), "--bron", &format!("bron {n}")])?;
    }
    Ok((env, zaak))
}

fn drop_mail(env: &TestEnv, name: &str, secret: &str) -> TestResult {
    let text = format!(
        "From: Meldkamer <m@kliniek.example>\r\nTo: piket@dji.example\r\nSubject: Over {secret}\r\n\
         Date: Sun, 22 Nov 2026 01:00:00 +0100\r\nMessage-ID: <{name}@kliniek.example>\r\n\r\nHet gaat om {secret}.\r\n"
    );
    Ok(fs::write(env.path("post").join(name), text)?)
}

fn letters(env: &TestEnv) -> Result<Vec<Vec<u8>>, Failure> {
    let mut out = Vec::new();
    for part in fs::read_dir(env.data())? {
        let path = part?.path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("piket.brief-")) {
            out.push(fs::read(path)?);
        }
    }
    Ok(out)
}

/// Waits until this holds; the program does it when it comes to it.
fn until(what: &str, holds: impl Fn() -> Result<bool, Failure>) -> TestResult {
    let end = Instant::now() + Duration::from_secs(30);
    while Instant::now() < end {
        if holds()? {
            return Ok(());
        }
        std::thread::yield_now();
    }
    Err(Failure(format!("nooit: {what}")))
}

#[test]
fn nothing_of_the_desk_is_in_memory_behind_the_lock_and_all_of_it_comes_back() -> TestResult {
    let (env, zaak) = home()?;
    let mut desk = env.desk(WIDE)?;
    let first = canaries().concat().get(..14).unwrap_or_default().to_owned();
    desk.wait(&zaak)?.keys("<enter>2m")?.wait(&first)?;
    let open = in_memory(desk.process()?)?;
    let all = |found: &BTreeSet<String>| canaries().iter().all(|text| found.contains(text));
    assert!(open.is_none_or(|found| all(&found)), "what is looked for is not found on an open desk either");
    // Half typed, looked at and undone: whatever was done with it.
    desk.keys("fKanarie41half")?.wait("Kanarie41half")?;
    desk.keys("<ctrl-l>")?.wait("Piket is vergrendeld.")?;
    let process = desk.process()?;
    nothing_left(&desk, "op slot")?;

    // What comes in now goes in sealed, and is not kept here either.
    drop_mail(&env, "a.eml", "Kanarie42mail")?;
    until("een brief met de mail", || Ok(!letters(&env)?.is_empty()))?;
    desk.keys("<ctrl-n>")?.wait("Telefonische melding")?.keys("Mesdag<tab>Kanarie43bellen<ctrl-s>")?;
    desk.wait("Piket is vergrendeld.")?;
    // The mail calls, as on an open desk.
    desk.wait_for_bytes(b"\x07")?;
    let sealed = letters(&env)?;
    assert!(sealed.len() >= 2);
    for bytes in &sealed {
        assert!(bytes.starts_with(b"age-encryption.org/v1\n") && !bytes.windows(7).any(|w| w == b"Kanarie"));
    }
    nothing_left(&desk, "na mail en telefoon")?;
    assert_eq!(desk.process()?, process, "it is the same process all along");

    // A verb does not write behind its back, and may look.
    assert!(env.run(&["incidenten"])?.out.contains(&zaak));
    desk.keys("mis poes boter<enter>")?.wait("klopt niet")?.wait_until_gone("wachten")?;
    desk.keys(PASSPHRASE.trim_end())?.wait("••••")?.keys("<enter>")?.wait("Kanarie41half")?;
    desk.wait("M0002")?.wait("M0003")?.keys("<esc>")?.wait_until_gone("Feit noteren")?;
    assert!(letters(&env)?.is_empty());
    desk.leave()?;
    assert_eq!(desk.end()?, 0);
    let inbox = env.good(&["inbox"])?;
    assert!(inbox.contains("Kanarie42mail") && env.good(&["zoek", "Kanarie43bellen"])?.contains("M0003"), "{inbox}");
    assert!(env.good(&["logboek", "controleer"])?.contains("klopt"));
    let audit = env.good(&["logboek", "inzage"])?.to_lowercase();
    for word in ["vergrendeld", "wachtwoord", "ontgrendeld"] {
        assert!(audit.contains(word), "{audit}");
    }
    Ok(())
}

#[test]
fn a_call_typed_at_the_lock_outlives_the_process() -> TestResult {
    let (env, zaak) = home()?;
    let mut desk = env.desk(WIDE)?;
    desk.wait(&zaak)?.keys("<ctrl-l>")?.wait("Piket is vergrendeld.")?;
    desk.keys("<ctrl-n>")?.wait("Telefonische melding")?.keys("Mesdag<tab>Kanarie44bel")?;
    until("een brief met het gesprek", || Ok(letters(&env)?.len() == 1))?;
    let first = letters(&env)?;
    desk.keys(" en nog iets")?;
    until("de volgende versie", || Ok(letters(&env)? != first))?;
    desk.send_signal("KILL")?;
    desk.end()?;
    let mut desk = env.desk(WIDE)?;
    desk.wait("M0002")?.leave()?;
    assert_eq!(desk.end()?, 0);
    let found = env.good(&["zoek", "Kanarie44bel"])?;
    assert!(found.contains("M0002"), "{found}");
    Ok(())
}

#[test]
fn a_call_that_the_disk_refuses_behind_the_lock_lies_sealed_elsewhere_and_is_in_the_inbox_after_it() -> TestResult {
    let (env, zaak) = home()?;
    for leave in ["TERM", "HUP"] {
        let mut desk = env.desk(WIDE)?;
        desk.wait(&zaak)?.keys("<ctrl-l>")?.wait("Piket is vergrendeld.")?;
        desk.keys("<ctrl-n>")?.wait("Telefonische melding")?;
        fs::rename(env.data(), env.path("elders"))?;
        let said = format!("Kanarie44{leave}");
        desk.keys(&format!("Mesdag<tab>{said}"))?.wait(&said)?.keys("<ctrl-s>")?.wait("na ontgrendelen in de inbox")?;
        desk.send_signal(leave)?;
        assert_eq!(desk.end()?, 0, "{leave}");
        let elsewhere = fs::read_dir(env.path("tmp"))?.filter_map(|part| part.ok().map(|p| p.path()));
        let copies: Vec<_> = elsewhere.filter(|path| path.to_string_lossy().contains(".brief-")).collect();
        let [copy] = &copies[..] else { return Err(Failure(format!("{leave}: {copies:?}"))) };
        assert!(!String::from_utf8_lossy(&fs::read(copy)?).contains("Kanarie44"));
        fs::rename(env.path("elders"), env.data())?;
        let mut desk = env.desk(WIDE)?;
        desk.wait(&zaak)?;
        desk.send_signal("TERM")?;
        assert_eq!(desk.end()?, 0);
        assert!(!copy.exists(), "{leave}");
        let inbox = env.good(&["inbox", "--json"])?;
        assert!(inbox.contains(&format!("Kanarie44{leave}")), "{inbox}");
    }
    Ok(())
}
