//! `week`: a piketweek as it ends, and what is to be done before it is closed.

use serde_json::{Value, json};

use super::{answer::print, audit, environment::Environment, exit::Exit};
use crate::{
    desk::verb::WeekArgs,
    domain::{
        audit::{AuditAct, Outcome},
        error::Result,
        ids::Piketweek,
        moment::Moment,
    },
    judge::{
        retention::Termijnen,
        week::{LAST_HOURS, WeekPointState, WeekReport, WeekZaak, report},
    },
    log::zaak::ZaakState,
    store::Access,
};

/// `piket week`.
///
/// # Errors
/// When the store cannot be read.
pub fn week(env: &Environment, args: &WeekArgs) -> Result<Exit> {
    let (mut store, clock) = env.open(Access::Read)?;
    let (inrichtingen, _) = env.inrichtingen()?;
    let (now, settings) = (clock.now(), &env.settings);
    let start = settings.piketweek;
    // Just after its end it is the week that ended which is to be closed.
    let week = args.week.unwrap_or_else(|| Piketweek::from(now.plus(-LAST_HOURS), start));
    let termijnen = Termijnen { zaken: settings.bewaartermijn_zaken, meldingen: settings.bewaartermijn_meldingen };
    let (mut desk, facts) = store.week(week, start, termijnen, now)?;
    let open = store.load_open()?;
    desk.closed_weeks = open.closed_weeks;
    desk.zaken.extend(open.zaken);
    let report = report(&desk, week, start, &facts, env.judge(&inrichtingen));
    audit::note(env, &mut store, now, AuditAct::Printed, &format!("week {week}"), Outcome::Succeeded);
    if args.json {
        print(&document(&report).to_string())?;
    } else {
        lines(&report, now).iter().try_for_each(|line| print(line))?;
    }
    Ok(Exit::Done)
}

fn lines(report: &WeekReport, now: Moment) -> Vec<String> {
    let state = match report.closed {
        Some(at) => format!("gesloten {}", at.long()),
        None if now < report.begin => "begint nog".to_owned(),
        None if now < report.end => "loopt".to_owned(),
        None => "voorbij en nog niet gesloten".to_owned(),
    };
    let mut out =
        vec![format!("Piketweek {}, {} tot {}: {state}.", report.week, report.begin.long(), report.end.long())];
    if !report.officers.is_empty() {
        out.push(format!("Vastgelegd door {}.", report.officers.join(", ")));
    }
    out.push(String::new());
    out.extend(report.points.iter().map(|p| {
        let verb = p.kind.verb().filter(|_| p.state != WeekPointState::Done);
        let verb = verb.map(|verb| format!(": «{verb}»")).unwrap_or_default();
        format!("{:<10} {:<25} {}{verb}", p.state.word(), p.kind.label(), p.words)
    }));
    out.push(String::new());
    out.extend(report.zaken.iter().map(|zaak| zaak_line(zaak, now)));
    out.extend(report.loose.iter().map(|melding| format!("{melding}  formulier zonder zaak")));
    if report.zaken.is_empty() && report.loose.is_empty() {
        out.push("Geen zaken of formulieren in deze week.".to_owned());
    }
    if !report.running_on.is_empty() {
        out.extend([String::new(), "Loopt nog uit een andere week:".to_owned()]);
        out.extend(report.running_on.iter().map(|zaak| zaak_line(zaak, now)));
    }
    out
}

fn zaak_line(zaak: &WeekZaak, now: Moment) -> String {
    let monitor = match zaak.in_monitor {
        Some(true) => "in de monitor",
        Some(false) => "niet in de monitor",
        None => "hoort niet in de monitor",
    };
    let open = zaak.state.word();
    let missing = match zaak.missing.as_slice() {
        [] => String::new(),
        steps => format!("; ontbreekt: {}", steps.join(", ")),
    };
    let running = zaak.running.iter().map(|k| format!("; {}: {}", k.termijn.label, k.phrase(now)));
    format!("{}  {open}, {monitor}{missing}{}", zaak.zaak, running.collect::<String>())
}

fn document(report: &WeekReport) -> Value {
    let zaak = |z: &WeekZaak| {
        let running = z.running.iter().map(|k| json!({"soort": k.termijn.kind, "uiterlijk": k.due.rfc3339()}));
        json!({
            "zaak": z.zaak, "open": z.state == ZaakState::Open, "ontbreekt": z.missing, "loopt": running.collect::<Vec<_>>(),
            "in_monitor": z.in_monitor,
        })
    };
    let points =
        report.points.iter().map(|p| json!({"punt": p.kind.label(), "stand": p.state.word(), "uitleg": p.words}));
    json!({
        "week": report.week, "begin": report.begin.rfc3339(), "eind": report.end.rfc3339(),
        "gesloten": report.closed.map(Moment::rfc3339), "door": report.officers,
        "zaken": report.zaken.iter().map(zaak).collect::<Vec<_>>(), "losse_formulieren": report.loose,
        "uit_andere_weken": report.running_on.iter().map(zaak).collect::<Vec<_>>(),
        "punten": points.collect::<Vec<_>>(),
    })
}
