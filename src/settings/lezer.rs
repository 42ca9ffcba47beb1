//! Reads `instellingen.toml` field by field. One table names every field with how it is taken, so
//! that the check for unknown names, the hints and the reading cannot drift apart.

use std::{
    collections::{BTreeMap, BTreeSet},
    num::NonZeroUsize,
};

use chrono::{NaiveDate, NaiveTime, Weekday};
use toml::{Spanned, de::DeTable, de::DeValue};

use super::{Instelfout, Instellingen, Kleuren, Schakelaar, Terminalmelding, hint::bedoelde, postbus};
use crate::{
    domain::{
        bewaartermijn::Bewaartermijn,
        ids::Weekstart,
        moment::dag_kort,
        schoon,
        termijnkeuze::Lezingkeuze,
        termijnsoort::{Kalender, TermijnSoort},
    },
    outgoing::adres::Adres,
    rules::kalender::EigenDag,
};

/// Takes one value; gives back a sentence when it is not right.
type Neem = fn(&mut Instellingen, &DeValue<'_>) -> Result<(), String>;

/// Alarms further ahead than a week make no sense for terms of at most three days and a weekend.
const LANGSTE_ALARM: u32 = 7 * 24 * 60;

/// Every field of the file with how it is taken.
const NEMERS: [(&str, Neem); 29] = [
    ("naam", |i, v| {
        i.naam = Some(tekst(v)?);
        Ok(())
    }),
    ("kalender", |i, v| {
        i.kalender = keuze(v, &Kalender::ALLE.map(|k| (k.sleutel(), k)))?;
        Ok(())
    }),
    ("vrije_dagen", |i, v| {
        i.vrije_dagen = vrije_dagen(v)?;
        Ok(())
    }),
    ("termijn", |i, v| {
        i.termijn = keuze(v, &[("streng", Lezingkeuze::Streng), ("gangbaar", Lezingkeuze::Gangbaar)])?;
        Ok(())
    }),
    ("piketweek", |i, v| {
        i.piketweek = piketweek(v)?;
        Ok(())
    }),
    ("alarm", |i, v| {
        i.alarm = alarm(v)?;
        Ok(())
    }),
    ("alarm_per_termijn", |i, v| {
        i.alarm_per_termijn = per_termijn(v)?;
        Ok(())
    }),
    ("alarm_herhaal", |i, v| {
        i.alarm_herhaal = minuten(v)?;
        Ok(())
    }),
    ("alarm_na_gezien", |i, v| {
        i.alarm_na_gezien = minuten(v)?;
        Ok(())
    }),
    ("melding_in_terminal", |i, v| {
        i.melding_in_terminal = keuze(
            v,
            &[
                ("uit", Terminalmelding::Uit),
                ("osc9", Terminalmelding::Osc9),
                ("osc777", Terminalmelding::Osc777),
                ("beide", Terminalmelding::Beide),
            ],
        )?;
        Ok(())
    }),
    ("bel", |i, v| {
        i.bel = schakelaar(v)?;
        Ok(())
    }),
    ("melding_op_bureaublad", |i, v| {
        i.melding_op_bureaublad = schakelaar(v)?;
        Ok(())
    }),
    ("agenda", |i, v| {
        i.agenda = Some(tekst(v)?.into());
        Ok(())
    }),
    ("aanhef", |i, v| {
        i.aanhef = tekst(v)?;
        Ok(())
    }),
    ("sjablonen", |i, v| {
        i.sjablonen = Some(tekst(v)?.into());
        Ok(())
    }),
    ("regels", |i, v| {
        i.regels = Some(tekst(v)?.into());
        Ok(())
    }),
    ("inrichtingen", |i, v| {
        i.inrichtingen = Some(tekst(v)?.into());
        Ok(())
    }),
    ("postmap", |i, v| {
        i.postmap = Some(tekst(v)?.into());
        Ok(())
    }),
    ("maildir", |i, v| {
        i.maildir = Some(tekst(v)?.into());
        Ok(())
    }),
    ("imap", |i, v| {
        i.imap = Some(postbus::lees(v)?);
        Ok(())
    }),
    ("sms_ontvangers", |i, v| {
        i.sms_ontvangers = lijst(v, telefoon)?;
        Ok(())
    }),
    ("piketmelding_aan", |i, v| {
        i.piketmelding_aan = lijst(v, mailadres)?;
        Ok(())
    }),
    ("afloop_aan", |i, v| {
        i.afloop_aan = lijst(v, mailadres)?;
        Ok(())
    }),
    ("vergrendel_na", |i, v| {
        i.vergrendel_na = minuten(v)?;
        Ok(())
    }),
    ("maskeren", |i, v| {
        i.maskeren = schakelaar(v)?;
        Ok(())
    }),
    ("bewaartermijn_zaken", |i, v| {
        i.bewaartermijn_zaken = bewaartermijn(v)?;
        Ok(())
    }),
    ("bewaartermijn_meldingen", |i, v| {
        i.bewaartermijn_meldingen = bewaartermijn(v)?;
        Ok(())
    }),
    ("reservekopieen", |i, v| {
        i.reservekopieen = aantal(v)?;
        Ok(())
    }),
    ("kleuren", |i, v| {
        i.kleuren = keuze(
            v,
            &[
                ("donker", Kleuren::Donker),
                ("licht", Kleuren::Licht),
                ("hoog-contrast", Kleuren::HoogContrast),
                ("mono", Kleuren::Mono),
            ],
        )?;
        Ok(())
    }),
];

/// The names of the fields.
pub fn velden() -> impl Iterator<Item = &'static str> {
    NEMERS.into_iter().map(|(naam, _)| naam)
}

fn bewaartermijn(v: &DeValue<'_>) -> Result<Bewaartermijn, String> {
    tekst(v)?
        .parse()
        .map_err(|_| "is \"vraag\" of een aantal dagen, maanden of jaar, zoals \"365 dagen\" of \"5 jaar\".".to_owned())
}

pub(super) fn lees(inhoud: &str, bestand: &str) -> (Instellingen, Vec<Instelfout>) {
    let inhoud = inhoud.strip_prefix('\u{feff}').unwrap_or(inhoud);
    let regel_van = |plek: usize| 1 + inhoud.bytes().take(plek).filter(|b| *b == b'\n').count();
    let fout = |regel, veld: &str, zin| Instelfout { bestand: bestand.to_owned(), regel, veld: veld.to_owned(), zin };
    let (tabel, fouten_toml) = DeTable::parse_recoverable(inhoud);
    let kapot: BTreeSet<usize> = fouten_toml.iter().map(|e| regel_van(e.span().map_or(0, |s| s.start))).collect();
    let mut fouten: Vec<Instelfout> = kapot
        .iter()
        .map(|regel| {
            let zin = "Deze regel is geen geldige TOML; schrijf veld = waarde, tekst tussen aanhalingstekens.";
            fout(*regel, "", zin.to_owned())
        })
        .collect();
    let mut gelezen = Instellingen::default();
    for (sleutel, waarde) in tabel.get_ref() {
        let veld: &str = sleutel.get_ref();
        let regel = regel_van(sleutel.span().start);
        // What stands on a broken line is a guess of the parser; the field keeps its default.
        if kapot.contains(&regel) {
            continue;
        }
        let uitkomst = match NEMERS.iter().find(|(naam, _)| *naam == veld) {
            Some((_, neem)) => neem(&mut gelezen, waarde.get_ref()).map_err(|zin| format!("Het veld {veld} {zin}")),
            None => Err(format!("Het veld «{}» bestaat niet. {}", schoon::regel(veld), bekend(veld))),
        };
        fouten.extend(uitkomst.err().map(|zin| fout(regel, veld, zin)));
    }
    fouten.sort_by_key(|f| f.regel);
    (gelezen, fouten)
}

fn bekend(veld: &str) -> String {
    bedoelde(veld, velden()).unwrap_or_else(|| format!("Bekend zijn: {}.", velden().collect::<Vec<_>>().join(", ")))
}

pub(super) fn tekst(v: &DeValue<'_>) -> Result<String, String> {
    let t = schoon::regel(v.as_str().ok_or_else(|| "is geen tekst tussen aanhalingstekens.".to_owned())?);
    if t.is_empty() { Err("is leeg; haal de regel weg of vul haar in.".to_owned()) } else { Ok(t) }
}

fn keuze<T: Copy>(v: &DeValue<'_>, keuzen: &[(&str, T)]) -> Result<T, String> {
    let t = tekst(v)?;
    keuzen.iter().find(|(naam, _)| *naam == t).map(|(_, k)| *k).ok_or_else(|| {
        let namen: Vec<&str> = keuzen.iter().map(|(naam, _)| *naam).collect();
        let hint = bedoelde(&t, namen.iter().copied()).unwrap_or_else(|| format!("Kies uit: {}.", namen.join(", ")));
        format!("kent «{t}» niet. {hint}")
    })
}

fn schakelaar(v: &DeValue<'_>) -> Result<Schakelaar, String> {
    match v.as_bool() {
        Some(true) => Ok(Schakelaar::Aan),
        Some(false) => Ok(Schakelaar::Uit),
        None => Err("is true of false, zonder aanhalingstekens.".to_owned()),
    }
}

fn lijst(v: &DeValue<'_>, controleer: impl Fn(&str) -> Result<(), String>) -> Result<Vec<String>, String> {
    let vorm = || "is een lijst: [\"een\", \"twee\"].".to_owned();
    let mut uit = Vec::new();
    let mut fouten = Vec::new();
    for item in v.as_array().ok_or_else(vorm)? {
        let t = schoon::regel(item.get_ref().as_str().ok_or_else(vorm)?);
        match controleer(&t) {
            Ok(()) => uit.push(t),
            Err(zin) => fouten.push(zin),
        }
    }
    if fouten.is_empty() { Ok(uit) } else { Err(format!("is niet goed: {}.", fouten.join("; "))) }
}

/// «2026-12-24 Brugdag», each with a date that exists.
fn vrije_dagen(v: &DeValue<'_>) -> Result<Vec<EigenDag>, String> {
    let dag = |t: &str| {
        let (datum, naam) = t.split_once(' ').unwrap_or((t, "vrije dag"));
        let datum = NaiveDate::parse_from_str(datum, "%Y-%m-%d").ok()?;
        Some(EigenDag { datum, naam: format!("{}, uw eigen dag", naam.trim()) })
    };
    let controleer = |t: &str| dag(t).map(drop).ok_or_else(|| format!("«{t}» is geen dag zoals 2026-12-24 Brugdag"));
    let mut dagen: Vec<EigenDag> = lijst(v, controleer)?.iter().filter_map(|t| dag(t)).collect();
    dagen.sort_by_key(|d| d.datum);
    dagen.dedup_by_key(|d| d.datum);
    Ok(dagen)
}

fn telefoon(t: &str) -> Result<(), String> {
    let cijfers = t.chars().filter(char::is_ascii_digit).count();
    let goed = t.chars().enumerate().all(|(i, c)| c.is_ascii_digit() || matches!(c, ' ' | '-') || (c == '+' && i == 0));
    if goed && (8..=15).contains(&cijfers) { Ok(()) } else { Err(format!("«{t}» is geen telefoonnummer")) }
}

fn mailadres(t: &str) -> Result<(), String> {
    t.parse::<Adres>().map(|_| ()).map_err(|_| format!("«{t}» is geen e-mailadres"))
}

fn alarm(v: &DeValue<'_>) -> Result<Vec<u32>, String> {
    let vorm = || format!("is een lijst van minuten vóór de termijn, elk 0 tot en met {LANGSTE_ALARM}: [60, 15, 0].");
    let lees = |item: &Spanned<DeValue<'_>>| {
        let getal = item.get_ref().as_integer().filter(|g| g.radix() == 10)?;
        getal.as_str().replace('_', "").parse().ok().filter(|m: &u32| *m <= LANGSTE_ALARM)
    };
    let minuten: Option<Vec<u32>> = v.as_array().ok_or_else(vorm)?.iter().map(lees).collect();
    let mut minuten = minuten.ok_or_else(vorm)?;
    minuten.sort_unstable_by(|a, b| b.cmp(a));
    minuten.dedup();
    Ok(minuten)
}

fn per_termijn(v: &DeValue<'_>) -> Result<BTreeMap<TermijnSoort, Vec<u32>>, String> {
    let tabel = v.as_table().ok_or_else(|| "heeft de vorm { moa-fast-nl = [30, 10, 0] }.".to_owned())?;
    let mut uit = BTreeMap::new();
    let mut fouten = Vec::new();
    for (sleutel, waarde) in tabel {
        let naam: &str = sleutel.get_ref();
        let Some(soort) = TermijnSoort::ALLE.into_iter().find(|s| s.sleutel() == naam) else {
            let bekend = TermijnSoort::ALLE.map(TermijnSoort::sleutel);
            let hint =
                bedoelde(naam, bekend.into_iter()).unwrap_or_else(|| format!("Bekend zijn: {}.", bekend.join(", ")));
            fouten.push(format!("de termijn «{}» bestaat niet. {hint}", schoon::regel(naam)));
            continue;
        };
        match alarm(waarde.get_ref()) {
            Ok(minuten) => {
                uit.insert(soort, minuten);
            }
            Err(zin) => fouten.push(format!("{naam} {zin}")),
        }
    }
    if fouten.is_empty() { Ok(uit) } else { Err(format!("is niet goed: {}", fouten.join(" "))) }
}

fn minuten(waarde: &DeValue<'_>) -> Result<u32, String> {
    let getal = waarde.as_integer().and_then(|i| i.as_str().parse().ok());
    getal.filter(|n| *n <= 1440).ok_or_else(|| "verwacht een aantal minuten van 0 tot en met 1440".to_owned())
}

fn aantal(waarde: &DeValue<'_>) -> Result<NonZeroUsize, String> {
    let getal = waarde.as_integer().and_then(|i| i.as_str().parse().ok());
    getal
        .filter(|n: &NonZeroUsize| n.get() <= 1000)
        .ok_or_else(|| "verwacht een getal van 1 tot en met 1000".to_owned())
}

fn piketweek(v: &DeValue<'_>) -> Result<Weekstart, String> {
    let tabel = v.as_table().ok_or_else(|| "heeft de vorm { dag = \"ma\", tijd = \"00:00\" }.".to_owned())?;
    let mut start = Weekstart::default();
    let mut fouten = Vec::new();
    for (sleutel, waarde) in tabel {
        let naam: &str = sleutel.get_ref();
        let gelezen = match naam {
            "dag" => dag(waarde.get_ref()).map(|d| start.dag = d).map_err(|e| format!("dag {e}")),
            "tijd" => tijd(waarde.get_ref()).map(|t| start.tijd = t).map_err(|e| format!("tijd {e}")),
            anders => {
                let hint = bedoelde(anders, ["dag", "tijd"].into_iter())
                    .unwrap_or_else(|| "Bekend zijn: dag, tijd.".to_owned());
                Err(format!("het deel «{}» bestaat niet. {hint}", schoon::regel(anders)))
            }
        };
        fouten.extend(gelezen.err());
    }
    if fouten.is_empty() { Ok(start) } else { Err(format!("is niet goed: {}", fouten.join(" "))) }
}

fn dag(v: &DeValue<'_>) -> Result<Weekday, String> {
    use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
    keuze(v, &[Mon, Tue, Wed, Thu, Fri, Sat, Sun].map(|d| (dag_kort(d), d)))
}

fn tijd(v: &DeValue<'_>) -> Result<NaiveTime, String> {
    let t = tekst(v)?;
    NaiveTime::parse_from_str(&t, "%H:%M").map_err(|_| format!("«{t}» is geen tijd; schrijf bijvoorbeeld 09:00."))
}
