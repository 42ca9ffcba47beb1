//! What the officer reads out to the caller: one sentence of what was noted, in the order in which a
//! caller can check it. No row, no number of a report: the caller knows neither.

use chrono::Timelike;

use crate::domain::{inrichting::Plek, melding::Call, moment::Moment, sanitize};

/// The sentence; `None` while nothing was noted that can be checked.
pub fn sentence(call: &Call, now: Moment) -> Option<String> {
    let text = |t: &str| Some(sanitize::line(t)).filter(|t| !t.is_empty());
    let caller = text(call.caller.read());
    let plek = call.inrichting.as_ref().map(Plek::label).and_then(text);
    let what = text(call.what.read()).map(|w| w.trim_end_matches(['.', ' ']).to_owned());
    let who = match (caller, plek) {
        (Some(caller), Some(plek)) => Some(format!("u bent {caller} van {plek}")),
        (Some(caller), None) => Some(format!("u bent {caller}")),
        (None, Some(plek)) => Some(format!("u belt vanuit {plek}")),
        (None, None) => None,
    };
    let parts: Vec<String> = [
        who,
        what.map(|w| format!("u meldt: {w}")),
        call.voorval.map(|t| format!("het gebeurde {}", when(t, now))),
        call.constatering.map(|t| format!("het is ontdekt {}", when(t, now))),
        text(call.number.read()).map(|n| format!("ik bel u terug op {n}")),
    ]
    .into_iter()
    .flatten()
    .collect();
    let (last, before) = parts.split_last()?;
    let everything = if before.is_empty() { last.clone() } else { format!("{} en {last}", before.join(", ")) };
    Some(format!("{}; klopt dat?", sanitize::capitalize(&everything)))
}

/// A time as people say it: "vannacht om 01:50", "gisteren om 23:50", "op 19-11 om 14:00".
fn when(t: Moment, now: Moment) -> String {
    let hour = t.amsterdam().hour();
    let days = now.date().signed_duration_since(t.date()).num_days();
    let day = match days {
        0 if hour < 6 => "vannacht".to_owned(),
        0 => "vandaag".to_owned(),
        1 => "gisteren".to_owned(),
        _ => format!("op {}", t.amsterdam().format("%d-%m")),
    };
    format!("{day} om {}", t.clock_time())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{error::Result, text::Vertrouwelijk};

    #[test]
    fn it_follows_what_was_noted_and_no_more() -> Result<()> {
        let now = Moment::from_rfc3339("2026-11-22T02:10:00+01:00")?;
        let mut call = Call { called: Some(now), ..Call::default() };
        assert_eq!(sentence(&call, now), None);
        call.inrichting = Plek::written("CTP Veldzicht");
        assert_eq!(sentence(&call, now).as_deref(), Some("U belt vanuit CTP Veldzicht; klopt dat?"));
        call.what = Vertrouwelijk::new("brand in kamer 12.");
        call.voorval = Some(Moment::from_rfc3339("2026-11-22T01:50:00+01:00")?);
        call.constatering = Some(Moment::from_rfc3339("2026-11-21T23:55:00+01:00")?);
        call.number = Vertrouwelijk::new("06-00000000");
        call.caller = Vertrouwelijk::new("de teamleider");
        assert_eq!(
            sentence(&call, now).as_deref(),
            Some(
                "U bent de teamleider van CTP Veldzicht, u meldt: brand in kamer 12, het gebeurde vannacht om 01:50, \
                 het is ontdekt gisteren om 23:55 en ik bel u terug op 06-00000000; klopt dat?"
            )
        );
        call.voorval = Some(Moment::from_rfc3339("2026-11-19T14:00:00+01:00")?);
        assert!(sentence(&call, now).is_some_and(|z| z.contains("het gebeurde op 19-11 om 14:00")));
        Ok(())
    }
}
