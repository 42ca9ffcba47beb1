//! Undo and redo in the shell: each verb is a start of its own, so all of it comes from the log.

use crate::common::{Failure, TestResult, environment::TestEnv, session::WIDE};

fn rij(env: &TestEnv, zaak: &str) -> Result<Option<String>, Failure> {
    Ok(env.json(&["toon", zaak, "--json"])?["rij"].as_str().map(str::to_owned))
}

#[test]
fn what_was_done_is_taken_back_and_put_back_by_another_start() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    assert!(env.refused(1, &["ongedaan"])?.contains("niets om ongedaan te maken"));
    let zaak = env.good(&["meld", "--inrichting", "Mesdag", "--wat", "brand", "--voorval", "01:55"])?;
    env.good(&["rij", &zaak, "2"])?;
    let told = env.good(&["rij", &zaak, "12", "--reden", "Het viel mee."])?;
    let ends = "De MBV-termijn vervalt: rij 12 is hier niet meldplichtig. «piket ongedaan» neemt het terug.";
    assert!(told.ends_with(ends), "{told}");
    let said = env.good(&["ongedaan"])?;
    let lines: Vec<&str> = said.lines().collect();
    let [what, demands, back] = lines.as_slice() else { return Err(Failure(said)) };
    // In a pipe it says which act that was, and when.
    assert_eq!(*what, format!("Ongedaan: rij 12 bij {zaak}, van zo 22-11-2026 02:10."));
    assert!(demands.starts_with("Nu MBV vóór ma 23-11 09:00, "), "{demands}");
    assert_eq!(*back, "Met «piket herstel» zet u het terug.");
    assert_eq!(rij(&env, &zaak)?.as_deref(), Some("2"));
    assert!(env.good(&["herstel"])?.starts_with(&format!("Teruggezet: rij 12 bij {zaak}, van ")));
    assert_eq!(rij(&env, &zaak)?.as_deref(), Some("12"));
    assert!(env.refused(1, &["herstel"])?.contains("niets ongedaan gemaakt"));
    env.good(&["logboek", "controleer"])?;
    env.good(&["herbouw"])?;
    env.good(&["ongedaan"])?;
    assert_eq!(rij(&env, &zaak)?.as_deref(), Some("2"));
    Ok(())
}

#[test]
fn the_list_says_what_can_be_taken_back_and_why_not() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    let zaak = env.good(&["meld", "--nr", "2", "--inrichting", "Mesdag", "--wat", "brand", "--voorval", "01:55"])?;
    env.good(&["feit", &zaak, "letsel", "Geen letsel."])?;
    env.good(&["besluit", &zaak, "A", "nee", "--reden", "Klaar."])?;
    let list: Vec<serde_json::Value> =
        env.good(&["ongedaan", "--lijst", "--json"])?.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let of = |what: &str| {
        list.iter().find(|d| d["wat"].as_str().is_some_and(|w| w.contains(what))).cloned().unwrap_or_default()
    };
    let (feit, opened) = (of("feit 2"), of("openen"));
    assert_eq!((feit["kan"].as_str(), feit["staat"].as_bool()), (Some("ongedaan"), Some(true)));
    assert!(opened["kan"].is_null() && opened["reden"].as_str().is_some_and(|r| r.contains("besluit A")), "{opened}");
    // A fact out of turn; the decision that came later stays.
    env.good(&["ongedaan", &feit["nr"].to_string()])?;
    let feiten = || Ok::<_, Failure>(env.json(&["toon", &zaak, "--json"])?["feiten"].to_string());
    assert!(!feiten()?.contains("Geen letsel."));
    assert!(env.good(&["ongedaan", "--lijst"])?.contains("is ongedaan; «piket herstel» zet het terug"));
    env.good(&["herstel", &feit["nr"].to_string()])?;
    assert!(feiten()?.contains("Geen letsel."));
    // From the last to the first: the case goes, and the call that it was opened from waits in the inbox again.
    for _ in 0..2 {
        env.good(&["ongedaan"])?;
    }
    // Who repeats it takes back no case that way: that is named, and goes by its number.
    let named = env.refused(1, &["ongedaan"])?;
    assert!(named.contains("de hele zaak") && env.good(&["incidenten", "--json"])?.contains(&zaak), "{named}");
    // What was taken back says so first, whatever came after it.
    let (opened, listed) = (opened["nr"].to_string(), env.good(&["ongedaan", "--lijst"])?);
    let besluit = listed.lines().find(|line| line.contains("Besluit A")).unwrap_or_default();
    assert!(besluit.contains("is ongedaan"), "{listed}");
    env.good(&["ongedaan", &opened])?;
    let gone = env.good(&["ongedaan", "--lijst"])?;
    assert!(gone.lines().all(|line| line.contains("is ongedaan")), "{gone}");
    assert_eq!(env.good(&["inbox", "--json"])?.lines().count(), 1);
    assert!(!env.good(&["incidenten", "--json"])?.contains(&zaak));
    assert!(env.refused(2, &["ongedaan", "9999"])?.contains("staat niet in de lijst"));
    Ok(())
}

/// Each verb is a sitting of its own: where somebody types and reads, the last act is named, with its hour and its
/// number, and only that number takes it back.
#[test]
fn on_a_terminal_the_last_act_is_named_first_and_taken_back_by_its_number() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    let zaak = env.good(&["meld", "--nr", "2", "--inrichting", "Mesdag", "--wat", "brand", "--voorval", "01:55"])?;
    let mut verb = env.verb_session(&["ongedaan"], WIDE)?;
    verb.wait("Er is nog niets ongedaan gemaakt.")?.wait("van zo 22-11-2026 02:10")?.wait("de hele zaak")?;
    let screen: String = verb.screen().lines().collect();
    assert_eq!(verb.end()?, 1);
    assert!(env.good(&["incidenten", "--json"])?.contains(&zaak), "{screen}");
    let number = screen.split("«piket ongedaan ").nth(1).and_then(|rest| rest.split('»').next()).map(str::to_owned);
    let number = number.ok_or_else(|| Failure(screen.clone()))?;
    assert!(env.good(&["ongedaan", &number])?.starts_with("Ongedaan: openen van zaak"));
    assert!(!env.good(&["incidenten", "--json"])?.contains(&zaak));
    // What was withdrawn is not called closed.
    assert!(env.refused(1, &["rij", &zaak, "6"])?.contains("is ingetrokken."));
    Ok(())
}
