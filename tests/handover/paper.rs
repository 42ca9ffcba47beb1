//! The handover on paper, as it comes out of a mail or an editor: whole it is accepted, and with one line less, more,
//! altered or elsewhere it is refused, with what is amiss.

use std::{fs, path::Path};

use piket::report::overdracht::seal::require_whole;

use crate::common::{Failure, TestResult, environment::TestEnv};

const NOW: &str = "2026-12-14 08:45";

/// A paper of two open cases.
fn paper(env: &TestEnv, name: &str) -> Result<String, Failure> {
    env.good(&["meld", "--nr", "6", "--inrichting", "FPC Pompestichting", "--voorval", "07:50"])?;
    env.good(&["meld", "--nr", "9", "--inrichting", "CTP Veldzicht"])?;
    env.good(&["overdracht", "maak", "--uit", &place(&env.path(name))])?;
    Ok(fs::read_to_string(env.path(name))?)
}

fn place(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn told(lines: &[&str]) -> String {
    lines.join("\n") + "\n"
}

#[test]
fn a_paper_that_lost_gained_or_changed_a_line_is_refused() -> TestResult {
    for name in ["overdracht.md", "overdracht.txt"] {
        let whole = paper(&TestEnv::demo(NOW)?, name)?;
        let lines: Vec<&str> = whole.lines().filter(|line| !line.trim().is_empty()).collect();
        require_whole(&whole)?;
        let altered = |lines: &[&str], what: &str| match require_whole(&told(lines)) {
            Ok(()) => Err(Failure(format!("{name}: {what}"))),
            Err(error) => Ok(error.sentence),
        };
        for at in 0..lines.len() {
            assert!(altered(&lines[..at], "cut")?.contains("afgekapt"), "{at}");
            let mut without = lines.clone();
            without.remove(at);
            altered(&without, &format!("without {at}"))?;
            let mut more = lines.clone();
            more.insert(at, "- er is niets meer te doen");
            altered(&more, &format!("more at {at}"))?;
            let mut other = lines.clone();
            let changed = lines[at].replacen(|c: char| c.is_ascii_alphanumeric(), "§", 1);
            other[at] = &changed;
            altered(&other, &format!("changed {at}"))?;
            if at > 0 && lines[at] != lines[at - 1] {
                let mut moved = lines.clone();
                moved.swap(at, at - 1);
                altered(&moved, &format!("moved {at}"))?;
            }
        }
        let behind = [lines.as_slice(), &["nog iets"]].concat();
        assert!(altered(&behind, "behind")?.contains("Achter de controleregel staan nog 1 regels"));
    }
    Ok(())
}

/// What a mail or an editor does to any text takes no word away.
#[test]
fn line_ends_blanks_and_a_mark_of_the_encoding_change_nothing() -> TestResult {
    let whole = paper(&TestEnv::demo(NOW)?, "overdracht.md")?;
    require_whole(&whole.replace('\n', "\r\n"))?;
    require_whole(&format!("\u{feff}{}\n\n", whole.replace('\n', "  \n")))?;
    require_whole(&whole.replace("\n\n", "\n"))?;
    Ok(())
}

#[test]
fn a_paper_without_one_of_its_cases_is_neither_read_as_whole_nor_accepted() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    let whole = paper(&env, "overdracht.md")?;
    let (before, last) = whole.rsplit_once("\n## 2026-").ok_or_else(|| Failure("no case".to_owned()))?;
    let end = last.find("\nNamen en vrije tekst").unwrap_or_default();
    let path = place(&env.path("overdracht.md"));
    fs::write(&path, format!("{before}{}", last.get(end..).unwrap_or_default()))?;
    let refused = env.refused(3, &["overdracht", "aanvaard", &path])?;
    assert!(refused.contains("Zij heeft 1 zaak, en het waren er 2."), "{refused}");
    assert!(refused.contains("Vraag het bestand opnieuw"), "{refused}");
    assert_eq!(env.run(&["overdracht", "lees", &path])?.code, 3);
    assert!(!env.good(&["logboek", "inzage"])?.contains("aanvaard"));
    fs::write(&path, before)?;
    assert!(env.refused(3, &["overdracht", "aanvaard", &path])?.contains("controleregel, ontbreekt"));
    fs::write(&path, whole)?;
    env.good(&["overdracht", "aanvaard", &path])?;
    Ok(())
}

#[test]
fn a_file_is_closed_with_no_password_that_is_guessed_at_once() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    env.good(&["meld", "--nr", "6"])?;
    for (name, words) in [("kort", "x"), ("gelijk", "aaaaaaaaaaaaaaaa")] {
        env.secret(name, words)?;
        let (key, out) = (place(&env.path(name)), place(&env.path("overdracht.age")));
        let refused = env.refused(2, &["overdracht", "maak", "--uit", &out, "--overdracht-wachtwoord", &key])?;
        assert!(refused.contains("te makkelijk"), "{refused}");
        assert!(!env.path("overdracht.age").exists());
    }
    Ok(())
}
