//! What is typed outlives the program: killed at any moment it takes at most the last second of typing with it,
//! and what a store refused until the end waits in a sealed copy for the next start.

mod common;

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::PathBuf,
    time::{Duration, Instant},
};

use common::{Failure, TestResult, environment::TestEnv, session::NORMAL};
use piket::{
    domain::{melding::Content, moment::Moment},
    store::{self, Access, Unlock},
};

const NIGHT: &str = "2026-11-22 02:10";

/// Whatever takes text: the keys that open it on a case, each with what then stands on the screen, and the keys to a
/// field of text.
type Field = (&'static [(&'static str, &'static str)], &'static str);
const FIELDS: [Field; 24] = [
    (&[("f", "Feit noteren")], "<tab>"),
    (&[("R", "Herinnering bij zaak")], "<tab>"),
    (&[("p", "Besluit P")], "<tab><ctrl-u>"),
    (&[("a", "Besluit A")], "<tab><ctrl-u>"),
    (&[("x", "gereed")], ""),
    (&[("-", "niet nodig")], ""),
    (&[("W", "wacht")], ""),
    (&[("n", "Telefonische melding")], "<tab>"),
    (&[("i", "Gegevens van zaak")], "<ctrl-u>"),
    (&[("d", "Doorgemeld in de lijn")], ""),
    (&[("b", "Terugbellen ·")], ""),
    (&[("c", "Welk bericht"), ("publiek", "1 van 7"), ("<enter>", "samenvatting · zaak")], "<omlaag>"),
    (&[("t", "Wat als")], ""),
    (&[("r", "Rij voor zaak")], ""),
    (&[(":", "Opdracht")], ""),
    (&[("/", "houdt vast")], ""),
    (&[(",", "Enter kiezen")], ""),
    (&[("c", "Welk bericht"), ("sms", "1 van 7"), ("<enter>", "piket-SMS")], "<omlaag>"),
    (&[("c", "Welk bericht"), ("piketmelding", "1 van 7"), ("<enter>", "PIKETMELDING")], "<omlaag>"),
    (&[("w", "Bekend: voorval"), ("z", "wat telt?"), ("<enter>", "Reden")], ""),
    (&[("M", "Incidentenmonitor maken")], "<tab><ctrl-u>"),
    (&[("<f5>", "overdraagt")], "<ctrl-u>"),
    (&[("fRook.<ctrl-s>", "is genoteerd"), ("2<rechts>", "Rook."), ("e", "verbeteren")], "<end> "),
    (&[("r", "Rij voor zaak"), ("23", "1 van"), ("<enter>", "Reden")], ""),
];

/// The next of a row of numbers that looks like chance and is the same every time.
fn next(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *seed >> 33
}

/// Everything in the store that was typed: kept as it was, a call in the inbox, or a message.
fn kept(env: &TestEnv) -> Result<Vec<String>, Failure> {
    let now = Moment::from_rfc3339("2026-11-22T02:10:00+01:00")?;
    let mut store = store::open(env.data(), Access::Write, None, Unlock::None, now)?;
    let typed = store.typed(&[])?.into_iter().flat_map(|t| t.fields).map(|f| [f.before, f.after].concat());
    let open = store.load_open()?;
    let drafts = open.zaken.into_values().flat_map(|z| z.drafts.into_values()).map(|d| d.text.read().to_owned());
    let calls = open.meldingen.into_values().filter_map(|m| match m.content {
        Content::Call(call) => Some(call.what.read().to_owned()),
        Content::Mail(_) => None,
    });
    Ok(typed.chain(calls).chain(drafts).collect())
}

/// So much fits in the shortest of the lines.
const LONGEST: usize = 180;

/// Types into a form until `moment`, kills the program there, and answers how long before that the first key was
/// typed that is gone; nothing when all of it is there.
fn kill_while_typing((steps, to_text): Field, moment: Duration) -> Result<Option<Duration>, Failure> {
    let env = TestEnv::demo(NIGHT)?;
    env.good(&["meld", "--nr", "6", "--inrichting", "FPC de Kijvelanden", "--voorval", "01:50"])?;
    let mut desk = env.desk(NORMAL)?;
    desk.wait("Kijvelanden")?.keys("1")?;
    for (keys, then) in steps {
        desk.keys(keys)?.wait(then)?;
    }
    desk.keys(to_text)?;
    let (mut text, mut at) = (String::new(), Vec::new());
    let start = Instant::now();
    let mut count = 0;
    while start.elapsed() < moment && text.len() < LONGEST {
        count += 1;
        let word = format!("w{count}x");
        // A space between, so that a line ends between two words.
        desk.keys(&format!("{word} "))?.wait(&word)?;
        at.extend([start.elapsed()].repeat(word.len() + 1));
        text.push_str(&word);
        text.push(' ');
    }
    desk.send_signal("KILL")?;
    let killed = start.elapsed();
    desk.end()?;
    let kept = kept(&env)?;
    let is_kept = |end: &usize| text.get(..*end).is_some_and(|typed| kept.iter().any(|t| t.contains(typed.trim_end())));
    // All of it up to the end of some word.
    let whole = text.match_indices(' ').map(|(end, _)| end).rev().find(is_kept).map_or(0, |end| end + 1);
    Ok(at.get(whole).map(|typed| killed.saturating_sub(*typed)))
}

#[test]
fn killed_at_any_moment_in_any_form_it_loses_at_most_a_second_of_typing() -> TestResult {
    let given = |name: &str| std::env::var(name).ok().and_then(|n| n.parse::<u64>().ok());
    // Each place once, unless more are asked for.
    let kills = given("PIKET_KILLS").map(usize::try_from).transpose()?.unwrap_or(FIELDS.len());
    let mut seed = given("PIKET_KILLS_SEED").unwrap_or(13);
    let mut worst = [Duration::ZERO; FIELDS.len()];
    for kill in 0..kills {
        let at = kill % FIELDS.len();
        let field = FIELDS[at];
        let moment = Duration::from_millis(50 + next(&mut seed) % 2500);
        if let Some(lost) = kill_while_typing(field, moment)? {
            worst[at] = worst[at].max(lost);
            assert!(lost <= Duration::from_secs(1), "{field:?} after {moment:?}: {lost:?}");
        }
    }
    for ((steps, _), worst) in FIELDS.iter().zip(worst) {
        println!("{steps:?}: the oldest key that was lost came {} ms before", worst.as_millis());
    }
    println!("{kills} kills");
    Ok(())
}

#[test]
fn what_was_left_by_a_crash_is_offered_and_opens_with_one_key() -> TestResult {
    let env = TestEnv::demo(NIGHT)?;
    env.good(&["meld", "--nr", "6", "--inrichting", "FPC de Kijvelanden", "--voorval", "01:50"])?;
    for signal in ["KILL", "TERM", "HUP"] {
        let mut desk = env.desk(NORMAL)?;
        desk.wait("Kijvelanden")?.keys("f")?.wait("Feit noteren")?.keys("Rook op de gang")?;
        if signal == "KILL" {
            // Kept by the time another text of a second later is on the screen.
            let typed = Instant::now();
            while typed.elapsed() < Duration::from_millis(1500) {
                desk.keys("<links>")?.keys("<rechts>")?.wait("Rook op de gang")?;
            }
        }
        desk.send_signal(signal)?;
        desk.end()?;
        let mut desk = env.desk(NORMAL)?;
        desk.wait("Er staat nog tekst klaar: feit bij 2026-W47-01.")?;
        desk.keys("y")?.wait("Feit noteren")?.wait("Rook op de gang")?;
        desk.send_signal("TERM")?;
        assert_eq!(desk.end()?, 0);
    }
    Ok(())
}

/// Types a fact, takes the store away, sends the form and leaves; answers the exit code and what was written.
fn leave_without_a_store(env: &TestEnv, zaak: &str, leave: &str) -> Result<(u32, String), Failure> {
    let mut desk = env.desk(NORMAL)?;
    desk.wait("Kijvelanden")?.keys("f")?.wait("Feit noteren")?.keys("Kanarie op de gang")?;
    desk.wait("Kanarie op de gang")?;
    fs::rename(env.data(), env.path("elders"))?;
    desk.keys("<ctrl-s>")?.wait("Wat u typte staat er nog")?.wait(&format!("Nog niet bewaard: feit bij {zaak}"))?;
    match leave {
        "TERM" | "HUP" => desk.send_signal(leave)?,
        keys => desk.keys(keys)?.wait("Weggaan")?.keys(keys)?,
    };
    let code = desk.end()?;
    fs::rename(env.path("elders"), env.data())?;
    Ok((code, String::from_utf8_lossy(desk.raw()).into_owned()))
}

fn copies(env: &TestEnv) -> Result<Vec<PathBuf>, Failure> {
    let all = fs::read_dir(env.path("tmp"))?.filter_map(|entry| entry.ok().map(|e| e.path()));
    Ok(all.filter(|path| path.extension().is_some_and(|e| e == "tekst")).collect())
}

#[test]
fn what_the_store_refused_until_the_end_is_named_and_offered_again() -> TestResult {
    let env = TestEnv::bare()?;
    let zaak = env.good(&["meld", "--nr", "6", "--inrichting", "FPC de Kijvelanden", "--voorval", "nu"])?;
    let zaak = zaak.split_whitespace().find(|word| word.contains("-W")).unwrap_or_default().trim_end_matches('.');
    for leave in ["TERM", "HUP", "<ctrl-c>"] {
        let (code, said) = leave_without_a_store(&env, zaak, leave)?;
        assert_eq!(code, 3, "{leave}");
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains(&format!("Niet bewaard: feit bij {zaak}.")), "{leave}: {said}");
        let [copy] = &copies(&env)?[..] else { return Err(Failure("one copy".to_owned())) };
        assert_eq!(fs::metadata(copy)?.permissions().mode() & 0o777, 0o600);
        assert!(said.contains(copy.to_str().unwrap_or_default()), "{said}");
        assert!(!String::from_utf8_lossy(&fs::read(copy)?).contains("Kanarie"));
        // Who cannot write sees that it is there, and leaves it where it is.
        let mut reader = env.desk_with(NORMAL, &["--alleen-lezen"])?;
        reader
            .wait(&format!("Er staat nog tekst klaar: feit bij {zaak}. Die blijft"))?
            .wait("bewaard tot deze desk schrijft.")?;
        reader.send_signal("TERM")?;
        assert_eq!((reader.end()?, copies(&env)?.len()), (0, 1));
        let mut desk = env.desk(NORMAL)?;
        desk.wait(&format!("Er staat nog tekst klaar: feit bij {zaak}."))?;
        assert!(copies(&env)?.is_empty());
        desk.keys("y")?.wait("Kanarie op de gang")?.keys("<ctrl-x>")?.wait("Nog eens Ctrl-X")?.keys("<ctrl-x>")?;
        desk.wait("niets bewaard")?.send_signal("TERM")?;
        assert_eq!(desk.end()?, 0, "{leave}");
    }
    Ok(())
}
