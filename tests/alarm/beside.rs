//! What was planned by one text of the rule book while another one counts: it goes off beside what is known now, ends with
//! what the officer notes, and comes back where an act that ended it is taken back.

use crate::{
    common::{Failure, TestResult, environment::TestEnv},
    time::{NOW, Night},
};

const TBS: &str = include_str!("../../assets/rules/tbs.toml");
const OWN: &str = "regels = \"regels.toml\"\nalarm = [15, 0]\n";
/// The term as it was planned, and as a book that gives two hours has it.
const PLANNED: &str = "MOA Fast NL, vóór zo 13-12 21:05: volgend alarm zo 13-12 20:50";
const NOW_TOO: &str = "MOA Fast NL (regelboek van nu), vóór zo 13-12 22:05: volgend alarm zo 13-12 21:50";

/// An absence of five minutes ago, whose alarms a watch has planned by the embedded book.
fn absence() -> Result<Night, Failure> {
    let env = TestEnv::demo(NOW)?;
    env.config("instellingen.toml", "alarm = [15, 0]\n")?;
    let zaak = env.good(&["meld", "--nr", "D", "--inrichting", "Rooyse", "--voorval", "20:05"])?;
    let night = Night { clock_file: env.path("klok"), env, zaak };
    night.set(0, 0)?;
    watched(&night)?;
    assert!(check(&night)?.contains(PLANNED), "{}", check(&night)?);
    Ok(night)
}

/// Lets a watch look at the book once, which plans and ends what is to be.
fn watched(night: &Night) -> TestResult {
    let mut watch = night.start("wacht")?;
    watch.wait("De wacht is hier")?;
    // A line that it writes comes after what its first look says.
    let planned = night.lines("gepland")?.len();
    // In the last case, which no act of these tests takes away.
    let zaak = if night.env.run(&["toon", "2026-W50-02"])?.code == 0 { "2026-W50-02" } else { &night.zaak };
    night.env.good(&["herinner", zaak, "23:30", "nog eens kijken"])?;
    night.wait_for("gepland", planned + 1)?;
    watch.send_signal("TERM")?;
    watch.end()?;
    night.env.good(&["ongedaan"])?;
    Ok(())
}

fn check(night: &Night) -> Result<String, Failure> {
    Ok(night.env.run(&["controle"])?.out)
}

/// The book of the officer's own: the embedded one with these words otherwise.
fn book(night: &Night, changes: &[(&str, &str)]) -> TestResult {
    let mut text = TBS.replacen("versie = \"", "versie = \"9.", 1);
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    night.env.config("regels.toml", &text)?;
    night.env.config("instellingen.toml", OWN)?;
    Ok(())
}

const WITHOUT: (&str, &str) = ("termijnen = [\"moa-fast-nl\", \"moa\", ", "termijnen = [\"moa\", ");
const TWO_HOURS: (&str, &str) = (
    "begin = \"constatering-en-voorval\"\nduur = { uren = 1 }",
    "begin = \"constatering-en-voorval\"\nduur = { uren = 2 }",
);

#[test]
fn what_was_planned_and_what_is_known_now_both_go_off_with_their_own_words() -> TestResult {
    let night = absence()?;
    book(&night, &[TWO_HOURS])?;
    watched(&night)?;
    let checked = check(&night)?;
    assert!(checked.contains(PLANNED) && checked.contains(NOW_TOO), "{checked}");
    // One edition more takes the place of the one between, and nothing of what was planned.
    book(&night, &[(TWO_HOURS.0, &TWO_HOURS.1.replace('2', "3"))])?;
    watched(&night)?;
    let checked = check(&night)?;
    assert!(checked.contains(PLANNED) && checked.contains("(regelboek van nu), vóór zo 13-12 23:05"), "{checked}");
    assert!(!checked.contains("22:05"), "{checked}");
    book(&night, &[TWO_HOURS])?;
    let mut desk = night.start("demo")?;
    desk.wait("W50-01")?;
    night.set(55 * 60 + 1, 55 * 60 + 1)?;
    desk.wait("MOA Fast NL (zoals gepland)")?;
    desk.keys("s")?.wait_until_gone("zoals gepland")?;
    // Fifteen minutes before the hour that the desk counts to, and at it.
    night.set(100 * 60 + 1, 100 * 60 + 1)?;
    desk.wait("(regelboek van nu)")?;
    night.set(115 * 60 + 1, 115 * 60 + 1)?;
    night.wait_for("afgegaan", 3)?;
    desk.leave()?;
    desk.end()?;
    // Chosen by the text of now, only that counts.
    night.set(0, 0)?;
    night.env.good(&["rij", &night.zaak, "D", "--reden", "Nagelopen."])?;
    let checked = check(&night)?;
    assert!(!checked.contains("regelboek van nu") && !checked.contains("21:05"), "{checked}");
    assert!(checked.contains("MOA Fast NL, vóór zo 13-12 22:05"), "{checked}");
    Ok(())
}

/// By every act that takes the case elsewhere, and as often as it is taken back and put back.
#[test]
fn what_an_act_ended_comes_back_with_what_the_case_stood_on() -> TestResult {
    let night = absence()?;
    night.env.good(&["meld", "--nr", "6", "--inrichting", "Rooyse", "--voorval", "20:00", "--nieuw"])?;
    book(&night, &[WITHOUT])?;
    watched(&night)?;
    assert!(check(&night)?.contains(PLANNED), "{}", check(&night)?);
    let zaak = night.zaak.as_str();
    let acts: [&[&str]; 4] = [
        &["rij", zaak, "G", "--reden", "Toch op de vlucht."],
        &["rij", zaak, "6", "--reden", "Geen afwezigheid."],
        &["samenvoegen", zaak, "--met", "2026-W50-02", "--reden", "Hetzelfde voorval."],
        &["gegevens", zaak, "--inrichting", "JJI Lelystad"],
    ];
    for act in acts {
        let told = night.env.good(act)?;
        assert!(told.contains("at alleen onder het eerdere regelboek gepland was, vervalt"), "{act:?}: {told}");
        watched(&night)?;
        assert!(!check(&night)?.contains("MOA Fast NL, vóór zo 13-12 21:05"), "{act:?}: {}", check(&night)?);
        night.env.good(&["ongedaan"])?;
        watched(&night)?;
        assert!(check(&night)?.contains(PLANNED), "{act:?}: {}", night.env.good(&["wekker", "lijst"])?);
    }
    // Also where its moment has passed meanwhile: then it says so at once. Choosing the same row again has a form of its own.
    night.env.good(acts[0])?;
    watched(&night)?;
    night.env.good(&["ongedaan"])?;
    night.set(65 * 60, 65 * 60)?;
    let mut desk = night.start("demo")?;
    desk.wait("MOA Fast NL (zoals gepland)")?.keys("s")?.wait_until_gone("zoals gepland")?;
    desk.keys("jrD<enter>")?.wait("Rij opnieuw kiezen")?.keys("<esc>")?;
    desk.leave()?;
    desk.end()?;
    night.set(0, 0)?;
    Ok(())
}

#[test]
fn what_an_act_ended_comes_back_as_often_as_it_is_taken_back() -> TestResult {
    let night = absence()?;
    book(&night, &[WITHOUT])?;
    watched(&night)?;
    night.env.good(&["rij", &night.zaak, "G", "--reden", "Toch op de vlucht."])?;
    for left in [2, 1, 0] {
        look(&night, "afgesloten")?;
        assert!(!check(&night)?.contains("MOA Fast NL"), "{}", check(&night)?);
        night.env.good(&["ongedaan"])?;
        look(&night, "gepland")?;
        assert!(check(&night)?.contains(PLANNED), "{}", check(&night)?);
        if left > 0 {
            night.env.good(&["herstel"])?;
        }
    }
    Ok(())
}

/// Lets a watch look at the book until it has a line more of one kind, and records nothing.
fn look(night: &Night, kind: &str) -> TestResult {
    let known = night.lines(kind)?.len();
    let mut watch = night.start("wacht")?;
    night.wait_for(kind, known + 1)?;
    watch.send_signal("TERM")?;
    watch.end()?;
    Ok(())
}

/// What the officer noted ends what was planned, also where the book does not know the term any more, until that is taken back.
#[test]
fn a_step_that_was_done_ends_what_was_planned_for_it() -> TestResult {
    for changes in [[WITHOUT].as_slice(), [TWO_HOURS].as_slice()] {
        for mark in [["ja", "--reden"], ["niet-nodig", "--reden"]] {
            let night = absence()?;
            book(&night, changes)?;
            watched(&night)?;
            night.env.good(&["stap", &night.zaak, "moa-fast-nl", mark[0], mark[1], "Gestuurd."])?;
            watched(&night)?;
            assert!(!check(&night)?.contains("MOA Fast NL"), "{}", check(&night)?);
            night.env.good(&["ongedaan"])?;
            watched(&night)?;
            assert!(check(&night)?.contains(PLANNED), "{changes:?}: {}", night.env.good(&["wekker", "lijst"])?);
        }
    }
    Ok(())
}

/// Where no act moved the case its alarms stay, and no sentence says that they do not; moved there by an act, they lapse as told.
#[test]
fn without_a_row_or_a_book_the_alarms_do_as_the_sentences_say() -> TestResult {
    let night = absence()?;
    book(&night, &[("\"D\"", "\"Z\"")])?;
    watched(&night)?;
    assert!(check(&night)?.contains(PLANNED), "{}", check(&night)?);
    night.env.good(&["rij", &night.zaak, "Z", "--reden", "Zo heet zij nu."])?;
    watched(&night)?;
    let told = night.env.good(&["ongedaan"])?;
    assert!(!told.contains("vervalt") && told.contains("nu niet te bepalen"), "{told}");
    watched(&night)?;
    assert!(check(&night)?.contains(PLANNED), "{}", check(&night)?);

    night.env.config("instellingen.toml", "alarm = [15, 0]\n")?;
    let prison = "peildatum = 2026-01-01\n\n[[inrichting]]\nnaam = \"PI Vught\"\nplaats = \"Vught\"\nbeheer = \"rijks\"\nsector = \"gw\"\n";
    night.env.config("inrichtingen.toml", prison)?;
    let told = night.env.good(&["gegevens", &night.zaak, "--inrichting", "PI Vught"])?;
    assert!(told.contains("De termijn MOA Fast NL vervalt"), "{told}");
    watched(&night)?;
    assert!(!check(&night)?.contains("MOA"), "{}", check(&night)?);
    night.env.good(&["ongedaan"])?;
    watched(&night)?;
    assert!(check(&night)?.contains(PLANNED), "{}", check(&night)?);
    Ok(())
}
