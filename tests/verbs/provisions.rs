//! What is provided to whom, with verbs alone: beyond the ground only with a reason, and the register of it.

#[path = "known.rs"]
mod known;

use std::fs;

use crate::common::{TestResult, environment::TestEnv};

/// Tells somebody whom the ground of word to the line does not cover.
pub fn beyond_the_ground(env: &TestEnv, zaak: &str) -> TestResult {
    let outside = ["doorgemeld", zaak, "--aan", "de reclassering"];
    assert!(env.refused(1, &outside)?.contains("hoort niet bij het doel"));
    env.good(&[&outside[..], &["--reden", "=AFGESPROKEN"]].concat())?;
    Ok(())
}

/// The register says what went where and on which ground, and runs nothing in a spreadsheet.
pub fn register(env: &TestEnv, zaak: &str) -> TestResult {
    let said = env.good(&["verstrekkingen", zaak])?;
    assert!(
        said.contains("piketmelding, versie") && said.contains("aan lijn, per e-mail; meldingsinstructie"),
        "{said}"
    );
    let beyond = said.lines().find(|line| line.contains("aan de reclassering")).unwrap_or_default();
    assert!(beyond.contains("zonder grondslag") && !beyond.contains("meldingsinstructie"), "{beyond}");
    assert!(said.contains("doorgemeld aan de reclassering") && said.contains("reden: =AFGESPROKEN"), "{said}");
    assert_eq!(env.good(&["verstrekkingen", zaak, "--tot", "2026-01-01"])?.trim(), "Er is niets verstrekt.");
    let lines = env.good(&["verstrekkingen", zaak, "--van", "2026-01-01", "--json"])?;
    assert_eq!(lines.lines().count(), said.lines().count());
    let file = env.path("verstrekkingen.csv");
    let out = file.to_string_lossy().into_owned();
    env.good(&["verstrekkingen", zaak, "--uit", &out])?;
    let text = fs::read_to_string(&file)?;
    assert!(text.starts_with('\u{feff}') && text.contains(";'=AFGESPROKEN\r\n"), "{text}");
    assert!(env.refused(3, &["verstrekkingen", zaak, "--uit", &out])?.contains("al"), "a file that is there stays");
    assert!(env.refused(2, &["verstrekkingen", "--uit", "x.txt"])?.contains(".csv"));
    assert!(env.refused(2, &["verstrekkingen", "--van", "gisteren"])?.contains("geen dag"));
    assert!(env.good(&["adressen"])?.contains("088-6628244"));
    Ok(())
}
