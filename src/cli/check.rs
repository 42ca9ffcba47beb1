//! `controle`: looks the installation over, as before a week of duty. Every open term with its next alarm,
//! who calls out, and what the alarms depend on: terminal, time zone, notifications, store, rules, clock.

use std::io::IsTerminal;

use serde_json::json;

use super::{
    answer::{Output, print},
    environment::{Environment, name},
    exit::Exit,
    open,
    reference::Reference,
};
use crate::{
    alarm::wekkerboek::{AlarmCheck, AlarmStatus, self_check},
    desk::{model::Model, ops::alarm_targets::of_zaken},
    domain::{
        alarm::ChannelOutcome,
        error::Result,
        moment::Moment,
        watch::{AlarmHost, HANGS_AFTER, Heartbeat},
        writer::Writer,
    },
    judge::log_clock,
    runtime::{self, OwnCommand, clock::Clock},
    settings::Settings,
    store::{self, Access},
};

/// One thing that was looked at.
struct CheckPoint {
    what: &'static str,
    good: bool,
    sentence: String,
}

impl CheckPoint {
    fn good(what: &'static str, sentence: impl Into<String>) -> Self {
        Self { what, good: true, sentence: sentence.into() }
    }

    fn failed(what: &'static str, sentence: impl Into<String>) -> Self {
        Self { what, good: false, sentence: sentence.into() }
    }
}

/// `piket controle`.
///
/// # Errors
/// When the store is there and cannot be opened.
pub fn check(env: &Environment, output: Output) -> Result<Exit> {
    let mut points = vec![terminal(), timezone(), meldingen(&env.settings)];
    points.extend(env.own_command().map(|command| own_command(&command)));
    let mut termijnen = Vec::new();
    let (mut now, mut behind) = (Clock::machine().now(), None);
    if store::exists(&env.paths.data)? {
        let (store, clock) = env.open(Access::Read)?;
        now = clock.now();
        behind = log_clock::behind(store.newest()?, now);
        let (model, store, _) = open::create(env, store, clock, AlarmHost::Command)?;
        let chain = store.check_wekkerboek()?;
        points.push(match chain.errors.first() {
            None => CheckPoint::good("wekkerboek", format!("{} regels, de keten klopt", chain.lines)),
            Some(error) => CheckPoint::failed("wekkerboek", error.sentence.clone()),
        });
        points.push(match store.check_pages()? {
            None => CheckPoint::good("bestand", "elke bladzijde is wat piket schreef"),
            Some(sentence) => CheckPoint::failed("bestand", sentence),
        });
        let exposed = store::exposed(store.path());
        if exposed.is_empty() {
            points.push(CheckPoint::good("rechten", "de map en de sleutel zijn van u alleen"));
        }
        points.extend(exposed.into_iter().map(|sentence| CheckPoint::failed("rechten", sentence)));
        if let Some(sentence) = store.missing_tail()? {
            points.push(CheckPoint::failed("logboek", sentence));
        }
        let (watcher, beat) = (store::watcher(store.path())?, store::heartbeat(store.path()));
        let checked = self_check(&store.wekkerboek()?, &of_zaken(&model), now).into_iter();
        termijnen = checked.map(|b| (b, model.view.alarm_words(b.topic))).collect();
        points.extend(without_countdown(&model));
        points.push(watch(watcher, beat, !termijnen.is_empty(), now));
        points.extend(heartbeat(watcher, beat, now));
        points.push(CheckPoint::good("opslag", store::writer(store.path())?.who()));
    } else {
        points.push(CheckPoint::good("opslag", "er is nog geen logboek; «piket» maakt er een"));
    }
    let Reference { warnings, .. } = Reference::read(env)?;
    if warnings.is_empty() {
        points.push(CheckPoint::good("regels", format!("versie {}", env.book().edition.version)));
    }
    points.extend(warnings.into_iter().map(|sentence| CheckPoint::failed("regels", sentence)));
    points.push(check_clock(behind, now));
    let failed = points.iter().any(|p| !p.good) || termijnen.iter().any(|(b, _)| b.state.is_wrong());
    if output == Output::Json {
        print(&document(&points, &termijnen, failed).to_string())?;
    } else {
        for p in &points {
            print(&format!("{} {:<12} {}", if p.good { "goed" } else { "MIS " }, p.what, p.sentence))?;
        }
        for b in &termijnen {
            print(&line(b))?;
        }
    }
    Ok(if failed { Exit::No } else { Exit::Done })
}

fn terminal() -> CheckPoint {
    match (std::io::stdout().is_terminal(), std::env::var("TERM").unwrap_or_default()) {
        (true, kind) if kind == "dumb" => CheckPoint::failed("terminal", "deze terminal kan geen scherm tonen"),
        (true, kind) => CheckPoint::good("terminal", kind),
        (false, _) => CheckPoint::good("terminal", "de uitvoer gaat niet naar een terminal"),
    }
}

/// The machine's zone changes nothing for the desk; that it says so saves a question at night.
fn timezone() -> CheckPoint {
    CheckPoint::good("tijdzone", "Europe/Amsterdam, wat deze computer ook aanwijst")
}

fn meldingen(settings: &Settings) -> CheckPoint {
    if !settings.desktop_notification.is_on() {
        return CheckPoint::good("meldingen", "op het bureaublad staan ze uit");
    }
    match runtime::Desktop::default().capabilities() {
        Ok(capabilities) if capabilities.iter().any(|k| k == "actions") => {
            CheckPoint::good("meldingen", "bureaublad, met knoppen")
        }
        Ok(_) => CheckPoint::good("meldingen", "bureaublad, zonder knoppen"),
        Err(ChannelOutcome::NoAnswer) => {
            CheckPoint::failed("meldingen", "de dienst voor het bureaublad antwoordt niet")
        }
        Err(ChannelOutcome::Paused) => {
            CheckPoint::failed("meldingen", "het bureaublad toont nu geen meldingen (niet storen)")
        }
        Err(ChannelOutcome::Missing | ChannelOutcome::Sent | ChannelOutcome::Unattended | ChannelOutcome::Exit(_)) => {
            CheckPoint::failed("meldingen", "er is geen dienst voor het bureaublad; u hoort alleen de bel")
        }
    }
}

/// What is not there now would fail at night. It is looked for and not run: what it does is for an alarm.
fn own_command(command: &OwnCommand) -> CheckPoint {
    let name = name(&command.program);
    if command.is_there() {
        CheckPoint::good("opdracht", format!("{name} staat klaar"))
    } else {
        CheckPoint::failed("opdracht", format!("{name} uit alarm_opdracht is er niet"))
    }
}

/// Open cases that no alarm can know of: without a row there is no term, with times that contradict each other neither, nor
/// where the source names no hour.
fn without_countdown(model: &Model) -> Vec<CheckPoint> {
    let open = model.view.desk.zaken.values().filter(|z| z.is_open());
    open.filter_map(|zaak| {
        let countdowns = model.view.derived.get(&zaak.number).map(|beeld| &beeld.countdowns);
        let case = model.view.context().case_rule(zaak);
        let why = match (case.gap(), countdowns) {
            (Some(_), _) if case.awaits_rij() => "heeft nog geen rij, dus er loopt geen termijn".to_owned(),
            (Some(gap), _) => format!("heeft geen termijn: {gap}"),
            (None, Some(Err(error))) => format!("heeft geen termijn: {}", error.sentence),
            (None, Some(Ok(_)) | None) => format!("heeft geen termijn: {}", case.form_gap(zaak)?),
        };
        Some(CheckPoint::failed("zaak", format!("{} {why}", zaak.number)))
    })
    .collect()
}

fn watch(watcher: Writer, beat: Option<Heartbeat>, needed: bool, now: Moment) -> CheckPoint {
    // A sign of life that is ahead of the clock was left by another clock, and does not show that anybody runs.
    let silent = beat.is_none_or(|h| now.since(h.at).abs() > HANGS_AFTER);
    match watcher {
        Writer::Nobody if needed => {
            CheckPoint::failed("wacht", "niemand geeft alarm: open de desk of start «piket wacht»")
        }
        Writer::Nobody => CheckPoint::good("wacht", "niemand geeft alarm, en er loopt niets"),
        Writer::Process(p) if silent => {
            CheckPoint::failed("wacht", format!("proces {p} heeft de wacht en geeft geen teken"))
        }
        Writer::Process(p) => CheckPoint::good("wacht", format!("proces {p} geeft alarm")),
        Writer::Unknown if silent => CheckPoint::failed("wacht", "een andere piket heeft de wacht en geeft geen teken"),
        Writer::Unknown => CheckPoint::good("wacht", "een andere piket geeft alarm"),
    }
}

fn heartbeat(watcher: Writer, beat: Option<Heartbeat>, now: Moment) -> Option<CheckPoint> {
    let beat = beat.filter(|_| watcher != Writer::Nobody)?;
    let since = now.since(beat.at).num_seconds().max(0);
    let next = beat.next.map_or_else(String::new, |v| format!("; volgend alarm {}", v.short()));
    Some(CheckPoint::good("hartslag", format!("{since} seconden geleden{next}")))
}

/// A clock that stands before the program was made, or before the last line of the log, is wrong.
fn check_clock(behind: Option<String>, now: Moment) -> CheckPoint {
    match (Moment::from_rfc3339("2026-01-01T00:00:00Z"), behind) {
        (Ok(start), _) if now < start => CheckPoint::failed("klok", format!("{} kan niet kloppen", now.long())),
        (_, Some(why)) => CheckPoint::failed("klok", why),
        (Ok(_) | Err(_), None) => CheckPoint::good("klok", now.long()),
    }
}

fn sentence(state: AlarmStatus) -> String {
    match state {
        AlarmStatus::Upcoming(at) => format!("volgend alarm {}", at.short()),
        AlarmStatus::Seen(at) => format!("nog niet gedaan, gezien na het alarm van {}", at.short()),
        AlarmStatus::Off => "geen alarm meer, zo staat het in de instellingen".to_owned(),
        AlarmStatus::Overdue(at) => format!("het alarm van {} is niet gegaan", at.short()),
        AlarmStatus::Missing => "er is geen alarm gepland".to_owned(),
    }
}

fn line((b, words): &(AlarmCheck, String)) -> String {
    let verdict = if b.state.is_wrong() { "MIS " } else { "goed" };
    format!("{verdict} {words}, vóór {}: {}", b.due.as_termijn(), sentence(b.state))
}

fn document(points: &[CheckPoint], termijnen: &[(AlarmCheck, String)], failed: bool) -> serde_json::Value {
    json!({
        "goed": !failed,
        "punten": points.iter().map(|p| json!({"wat": p.what, "goed": p.good, "zin": p.sentence})).collect::<Vec<_>>(),
        "termijnen": termijnen.iter().map(|(b, words)| json!({
            "onderwerp": words, "uiterlijk": b.due.rfc3339(), "goed": !b.state.is_wrong(),
            "zin": sentence(b.state),
        })).collect::<Vec<_>>(),
    })
}
