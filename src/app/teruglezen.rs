//! What the officer reads out to the caller: one sentence of what was noted, in the order in which a
//! caller can check it. No row, no number of a report: the caller knows neither.

use chrono::Timelike;

use crate::domain::{inrichting::Plek, melding::Gesprek, moment::Moment, schoon};

/// The sentence; `None` while nothing was noted that can be checked.
pub fn zin(gesprek: &Gesprek, nu: Moment) -> Option<String> {
    let tekst = |t: &str| Some(schoon::regel(t)).filter(|t| !t.is_empty());
    let beller = tekst(gesprek.beller.lees());
    let plek = gesprek.inrichting.as_ref().map(Plek::naam).and_then(tekst);
    let wat = tekst(gesprek.wat.lees()).map(|w| w.trim_end_matches(['.', ' ']).to_owned());
    let wie = match (beller, plek) {
        (Some(beller), Some(plek)) => Some(format!("u bent {beller} van {plek}")),
        (Some(beller), None) => Some(format!("u bent {beller}")),
        (None, Some(plek)) => Some(format!("u belt vanuit {plek}")),
        (None, None) => None,
    };
    let delen: Vec<String> = [
        wie,
        wat.map(|w| format!("u meldt: {w}")),
        gesprek.voorval.map(|t| format!("het gebeurde {}", wanneer(t, nu))),
        gesprek.constatering.map(|t| format!("het is ontdekt {}", wanneer(t, nu))),
        tekst(gesprek.nummer.lees()).map(|n| format!("ik bel u terug op {n}")),
    ]
    .into_iter()
    .flatten()
    .collect();
    let (laatste, voor) = delen.split_last()?;
    let alles = if voor.is_empty() { laatste.clone() } else { format!("{} en {laatste}", voor.join(", ")) };
    Some(format!("{}; klopt dat?", met_hoofdletter(&alles)))
}

/// A time as people say it: "vannacht om 01:50", "gisteren om 23:50", "op 19-11 om 14:00".
fn wanneer(t: Moment, nu: Moment) -> String {
    let uur = t.amsterdam().hour();
    let dagen = nu.datum().signed_duration_since(t.datum()).num_days();
    let dag = match dagen {
        0 if uur < 6 => "vannacht".to_owned(),
        0 => "vandaag".to_owned(),
        1 => "gisteren".to_owned(),
        _ => format!("op {}", t.amsterdam().format("%d-%m")),
    };
    format!("{dag} om {}", t.klok())
}

fn met_hoofdletter(zin: &str) -> String {
    let mut tekens = zin.chars();
    tekens.next().map(|c| c.to_uppercase().chain(tekens).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{fout::Uitkomst, tekst::Vertrouwelijk};

    #[test]
    fn it_follows_what_was_noted_and_no_more() -> Uitkomst<()> {
        let nu = Moment::uit_rfc3339("2026-11-22T02:10:00+01:00")?;
        let mut gesprek = Gesprek { gebeld: Some(nu), ..Gesprek::default() };
        assert_eq!(zin(&gesprek, nu), None);
        gesprek.inrichting = Plek::geschreven("CTP Veldzicht");
        assert_eq!(zin(&gesprek, nu).as_deref(), Some("U belt vanuit CTP Veldzicht; klopt dat?"));
        gesprek.wat = Vertrouwelijk::nieuw("brand in kamer 12.");
        gesprek.voorval = Some(Moment::uit_rfc3339("2026-11-22T01:50:00+01:00")?);
        gesprek.constatering = Some(Moment::uit_rfc3339("2026-11-21T23:55:00+01:00")?);
        gesprek.nummer = Vertrouwelijk::nieuw("06-00000000");
        gesprek.beller = Vertrouwelijk::nieuw("de teamleider");
        assert_eq!(
            zin(&gesprek, nu).as_deref(),
            Some(
                "U bent de teamleider van CTP Veldzicht, u meldt: brand in kamer 12, het gebeurde vannacht om 01:50, \
                 het is ontdekt gisteren om 23:55 en ik bel u terug op 06-00000000; klopt dat?"
            )
        );
        gesprek.voorval = Some(Moment::uit_rfc3339("2026-11-19T14:00:00+01:00")?);
        assert!(zin(&gesprek, nu).is_some_and(|z| z.contains("het gebeurde op 19-11 om 14:00")));
        Ok(())
    }
}
