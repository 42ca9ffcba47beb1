//! A verb is done when its threads are: what still clears away beside an ending process uses what that
//! end took from it, and the shell hears of a signal instead of an answer.

use crate::{
    common::{TestResult, environment::TestEnv},
    drawer::{Drawer, library},
};

/// Longer than any of these verbs takes.
const MILLIS: u32 = 400;

#[test]
fn a_verb_that_ends_has_waited_for_its_threads() -> TestResult {
    let Some(library) = library() else { return Ok(()) };
    let env = TestEnv::demo("2026-11-22 02:10")?;
    let drawer = Drawer::around(env.data(), env.path("spoor"));
    let monitor = env.path("monitor.csv").display().to_string();
    let mut with_threads = 0;
    for verb in [
        &["wekker", "lijst"] as &[&str],
        &["incidenten"],
        &["inbox"],
        &["controle"],
        &["logboek", "controleer"],
        &["meld", "--nr", "2", "--inrichting", "veldzicht", "--voorval", "01:30", "--wat", "Brand in de wasserij"],
        &["zoek", "wasserij"],
        &["monitor", "--week", "2026-W47", "--uit", &monitor],
        &["reservekopie", "maak"],
    ] {
        let mut child = env.verb(verb);
        let out = drawer.linger(&mut child, library, MILLIS)?.output()?;
        assert!(out.status.success() || verb == ["controle"], "{verb:?}: {:?}", out.status);
        assert!(out.status.code().is_some(), "{verb:?}: {:?}", out.status);
        let left = drawer.left_behind()?;
        with_threads += usize::from(left.is_some());
        assert_eq!(left.unwrap_or(0), 0, "{verb:?}");
    }
    assert!(with_threads > 5, "the library saw threads in {with_threads} verbs");
    Ok(())
}
