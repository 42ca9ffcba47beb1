//! What the gate costs: twice the text, twice the time, whatever stands in it; a text in the editor well within a
//! frame.

use std::time::Duration;

use piket::judge::gate::{
    Gate,
    known::{KnownPerson, KnownPersons},
    policy::GateChannel,
};

use crate::common::TestResult;

/// Texts that made other readers slow, each as what is repeated.
const HOSTILE: [&str; 18] = [
    "a.a.",
    "A. A. A. ",
    "1",
    "1 ",
    "@",
    "a@",
    "a@b.nl ",
    "Van ",
    "1-1-",
    " ",
    "Jan de Vries ",
    "0612345678 ",
    "Gemaakt door a. ",
    "op",
    "a-",
    "'t ",
    "Sem Bakker (12-03-1987) ",
    "e\u{301}",
];

/// The time this thread was at work; what else the machine does is not in it.
fn worked() -> Duration {
    let spent = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    let part = |n: i64| u64::try_from(n).unwrap_or_default();
    Duration::from_secs(part(spent.tv_sec)) + Duration::from_nanos(part(spent.tv_nsec))
}

/// The shortest of a few runs: what disturbs a run makes it longer only.
fn time(gate: &Gate, known: &KnownPersons, text: &str) -> Duration {
    let run = |_| {
        let start = worked();
        gate.leaks(GateChannel::Overdracht, known, text);
        worked().saturating_sub(start)
    };
    (0..3).map(run).min().unwrap_or_default()
}

fn known(gate: &Gate) -> KnownPersons {
    let person = |name: &str| KnownPerson {
        name: name.to_owned(),
        birth: Some("1987-03-12".to_owned()),
        phone: Some("0612345678".to_owned()),
    };
    gate.know(&[person("Jan de Vries"), person("Bo Li")])
}

#[test]
fn twice_the_text_takes_twice_the_time() -> TestResult {
    let gate = Gate::open()?;
    let known = known(gate);
    for piece in HOSTILE {
        let (once, twice) = (piece.repeat(6_000 / piece.len()), piece.repeat(12_000 / piece.len()));
        // A busy machine may slow down one of the two; it does not do so every time.
        let fast = (0..4).any(|_| {
            let short = time(gate, &known, &once).max(Duration::from_millis(2));
            time(gate, &known, &twice).as_secs_f64() <= short.as_secs_f64() * 2.6
        });
        assert!(fast, "«{piece}» kost meer dan evenredig");
    }
    Ok(())
}

#[test]
fn a_text_in_the_editor_is_looked_at_within_a_frame() -> TestResult {
    let gate = Gate::open()?;
    let text =
        "De patiënt is om 21:40 uur teruggebracht door de politie van Almere. Mevrouw Jansen belt terug. ".repeat(42);
    let took = time(gate, &known(gate), &text);
    println!("{} bytes: {took:?}", text.len());
    // Two thousandths of a second as it is built to run; this build is not optimised.
    assert!(took < Duration::from_millis(40), "{took:?}");
    Ok(())
}
