//! A holder of the lease that hangs without dying: the system does not take its lock away, so the others
//! must. When it wakes it has lost the lease, and says nothing that was said already.

use piket::store::heartbeat;

use crate::{
    common::{Failure, TestResult, session::Session},
    time::Night,
};

const HERE: &str = "De wacht is hier: alarmen gaan in dit venster af.";
const ELSEWHERE: &str = "Een andere piket heeft de wacht; deze kijkt mee.";
const ALARM: &str = "2026-W50-01: herinnering 1 van 20:12";
/// The same on the desk.
const BANNER: &str = "ALARM  herinnering 1 van 20:12  01";

/// A reminder for 20:12, a desk that holds the lease at 20:11, and a watch that looks along.
fn desk_and_watch() -> Result<(Night, Session, Session), Failure> {
    let night = Night::new()?;
    night.env.good(&["herinner", &night.zaak, "20:12", "bel het hoofd terug"])?;
    let mut desk = night.desk()?;
    night.wait_for("gepland", 4)?;
    night.set(75, 75)?;
    desk.wait("20:11")?;
    let mut watch = night.start("wacht")?;
    watch.wait(ELSEWHERE)?;
    Ok((night, desk, watch))
}

fn by(night: &Night) -> Result<Vec<String>, Failure> {
    let lines = night.lines("afgegaan")?;
    Ok(lines.iter().map(|r| r["door"].as_str().unwrap_or_default().to_owned()).collect())
}

/// Who gave the last sign of life.
pub fn holder(night: &Night) -> Result<u32, Failure> {
    Ok(heartbeat(night.env.data()).ok_or_else(|| Failure("geen hartslag".into()))?.process)
}

/// Whether a desk called by the terminal, as every alarm of its own does.
fn announced(desk: &Session) -> bool {
    desk.wrote(format!("\x1b]9;Piket {ALARM}\x07").as_bytes())
}

#[test]
fn a_watch_takes_over_from_a_desk_that_hangs_and_the_desk_that_wakes_does_not_call_again() -> TestResult {
    // Shorter than what reads as a sleep, and longer.
    for onward in [150, 75 + 3600] {
        let (night, mut desk, mut watch) = desk_and_watch()?;
        desk.send_signal("STOP")?;
        watch.wait(HERE)?;
        night.set(onward, onward)?;
        watch.wait(ALARM)?;
        night.wait_for("afgegaan", 1)?;
        desk.send_signal("CONT")?;
        // Shown, because it rings; called it was by the other one.
        desk.wait(BANNER)?;
        // Whatever the desk still had to ask is answered before the key.
        desk.keys("s")?.wait_until_gone("ALARM")?;
        night.wait_for("gezien", 1)?;
        assert!(!announced(&desk), "de desk riep ook");
        assert_eq!(by(&night)?, ["wacht"]);
        // The lease went over and stays: the watch is still the one that calls.
        assert_eq!(holder(&night)?, watch.process()?);
        desk.keys("q")?;
        assert_eq!(desk.end()?, 0);
        watch.send_signal("TERM")?;
        assert_eq!(watch.end()?, 0);
        night.env.good(&["logboek", "controleer"])?;
    }
    Ok(())
}

#[test]
fn of_two_that_look_along_one_takes_over_from_a_holder_that_hangs() -> TestResult {
    let (night, mut desk, first) = desk_and_watch()?;
    let mut second = night.start("wacht")?;
    second.wait(ELSEWHERE)?;
    desk.send_signal("STOP")?;
    night.set(150, 150)?;
    night.wait_for("afgegaan", 1)?;
    // The one that hangs dies after all; neither of the others asks for the lease anew.
    desk.send_signal("KILL")?;
    desk.end()?;
    night.set(150 + 900, 150 + 900)?;
    night.wait_for("afgegaan", 2)?;
    assert_eq!(by(&night)?, ["wacht", "wacht"]);
    // Who looks along ends first: it must not take over from one that ended.
    let (mut is_calling, mut is_silent) = match holder(&night)? {
        process if process == first.process()? => (first, second),
        process => {
            assert_eq!(process, second.process()?);
            (second, first)
        }
    };
    for (watch, announced) in [(&mut is_silent, false), (&mut is_calling, true)] {
        watch.send_signal("TERM")?;
        assert_eq!(watch.end()?, 0);
        let screen = watch.screen();
        assert_eq!((screen.contains(HERE), screen.contains(ALARM)), (announced, announced), "{screen}");
        assert_eq!(screen.matches(ELSEWHERE).count(), 1, "{screen}");
    }
    night.env.good(&["logboek", "controleer"])?;
    Ok(())
}
