//! Each act has its tests in its own file: what it records, in which words, and what becomes of it when it is taken back.
//! Stories of several acts stand in this folder.

use std::{collections::BTreeSet, fs, path::Path};

use crate::dossier::TestResult;

#[test]
fn every_act_of_the_table_is_tried_in_its_own_file() -> TestResult {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let table = fs::read_to_string(top.join("acts.rs"))?;
    let rows = table.split_once("\nacts! {\n").ok_or("geen tabel")?.1.lines().take_while(|line| *line != "}");
    let acts: BTreeSet<(&str, &str)> = rows
        .filter_map(|row| row.trim().split_once("::"))
        .filter_map(|(file, rest)| Some((file, rest.split([',', ';']).next()?)))
        .collect();
    assert!(acts.len() > 40, "{acts:?}");
    let mut untold = Vec::new();
    for (file, act) in acts {
        let own = fs::read_to_string(top.join(format!("acts/{file}.rs")))?;
        // A file that would be too long has its tests beside it.
        let beside = fs::read_to_string(top.join(format!("acts/{file}/tests.rs"))).unwrap_or_default();
        let (code, inside) = own.split_once("#[cfg(test)]\nmod tests").unwrap_or((&own, ""));
        let tests = format!("{inside}{beside}");
        let lacks = [
            ("haar oordeel", code.contains(&format!("impl Judged for {act} "))),
            ("hoe zij terug te nemen is", code.contains("fn undo(&self")),
            ("een gegeven", tests.contains("Scene::")),
            ("wat zij vastlegt", tests.contains(".events()")),
            ("haar zin", tests.contains(".sentence()")),
            ("wat er van haar terugkomt", [".undone()", ".taken_back()", ".stays()"].iter().any(|t| tests.contains(t))),
            ("wat zij weigert", tests.contains(".refuses") || NEVER_REFUSED.contains(&act)),
        ];
        untold.extend(lacks.iter().filter(|(_, there)| !there).map(|(what, _)| format!("{act}: {what}")));
    }
    assert!(untold.is_empty(), "{}", untold.join("\n"));
    Ok(())
}

/// What came or was made by itself is recorded as it is.
const NEVER_REFUSED: [&str; 3] = ["EndSending", "IncludeInMonitor", "ReceiveMail"];
