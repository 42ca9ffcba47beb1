//! `controle`: looks the installation over, as before a week of duty. Every open term with its next alarm,
//! who calls out, and what the alarms depend on: terminal, time zone, notifications, store, rules, clock.

use std::io::IsTerminal;

use serde_json::json;

use super::{Einde, druk, naslag::Naslag, omgeving::Omgeving, openen};
use crate::{
    app::{
        model::Model,
        wekdoel::doelen,
        wekkerboek::{Bevinding, Wekstand, zelfcontrole},
    },
    domain::{
        fout::Uitkomst,
        moment::Moment,
        schrijver::Schrijver,
        wacht::{HANGT_NA, Hartslag, Wekker},
        wekker::Kanaaluitslag,
    },
    runtime::{self, clock::Clock},
    settings::Instellingen,
    store::{self, Toegang},
};

/// One thing that was looked at.
struct Punt {
    wat: &'static str,
    goed: bool,
    zin: String,
}

impl Punt {
    fn goed(wat: &'static str, zin: impl Into<String>) -> Self {
        Self { wat, goed: true, zin: zin.into() }
    }

    fn mis(wat: &'static str, zin: impl Into<String>) -> Self {
        Self { wat, goed: false, zin: zin.into() }
    }
}

/// `piket controle`.
///
/// # Errors
/// When the store is there and cannot be opened.
pub fn controle(omgeving: &Omgeving, als_json: bool) -> Uitkomst<Einde> {
    let mut punten = vec![terminal(), tijdzone(), meldingen(&omgeving.instellingen)];
    let mut termijnen = Vec::new();
    let mut nu = Clock::machine().now();
    if store::bestaat(&omgeving.paden.data)? {
        let (opslag, clock) = omgeving.open(Toegang::Lezen)?;
        nu = clock.now();
        let (model, opslag, _) = openen::maak(omgeving, opslag, clock, Wekker::Opdracht)?;
        let keten = opslag.controleer_wekker()?;
        punten.push(match keten.fouten.first() {
            None => Punt::goed("wekkerboek", format!("{} regels, de keten klopt", keten.regels)),
            Some(fout) => Punt::mis("wekkerboek", fout.zin.clone()),
        });
        let (wachter, slag) = (store::wachter(opslag.pad())?, store::hartslag(opslag.pad()));
        termijnen = zelfcontrole(&opslag.wekkerboek()?, &doelen(&model), nu);
        punten.extend(zonder_klok(&model));
        punten.push(wacht(wachter, slag, !termijnen.is_empty(), nu));
        punten.extend(hartslag(wachter, slag, nu));
        punten.push(Punt::goed("opslag", store::schrijver(opslag.pad())?.wie()));
    } else {
        punten.push(Punt::goed("opslag", "er is nog geen logboek; «piket» maakt er een"));
    }
    let Naslag { waarschuwingen, .. } = Naslag::lees(omgeving)?;
    punten.push(match waarschuwingen.first() {
        None => Punt::goed("regels", format!("versie {}", omgeving.boek().versie)),
        Some(zin) => Punt::mis("regels", zin.clone()),
    });
    punten.push(klok(nu));
    let mis = punten.iter().any(|p| !p.goed) || termijnen.iter().any(|b| b.stand.is_mis());
    if als_json {
        druk(&document(&punten, &termijnen, mis).to_string());
    } else {
        for p in &punten {
            druk(&format!("{} {:<12} {}", if p.goed { "goed" } else { "MIS " }, p.wat, p.zin));
        }
        for b in &termijnen {
            druk(&regel(b));
        }
    }
    Ok(if mis { Einde::Nee } else { Einde::Gedaan })
}

fn terminal() -> Punt {
    match (std::io::stdout().is_terminal(), std::env::var("TERM").unwrap_or_default()) {
        (true, soort) if soort == "dumb" => Punt::mis("terminal", "deze terminal kan geen scherm tonen"),
        (true, soort) => Punt::goed("terminal", soort),
        (false, _) => Punt::goed("terminal", "de uitvoer gaat niet naar een terminal"),
    }
}

/// The machine's zone changes nothing for the desk; that it says so saves a question at night.
fn tijdzone() -> Punt {
    Punt::goed("tijdzone", "Europe/Amsterdam, wat deze computer ook aanwijst")
}

fn meldingen(instellingen: &Instellingen) -> Punt {
    if !instellingen.melding_op_bureaublad.is_aan() {
        return Punt::goed("meldingen", "op het bureaublad staan ze uit");
    }
    match runtime::meldingsdienst() {
        Ok(kan) if kan.iter().any(|k| k == "actions") => Punt::goed("meldingen", "bureaublad, met knoppen"),
        Ok(_) => Punt::goed("meldingen", "bureaublad, zonder knoppen"),
        Err(Kanaaluitslag::AntwoordtNiet) => Punt::mis("meldingen", "de dienst voor het bureaublad antwoordt niet"),
        Err(Kanaaluitslag::Ontbreekt | Kanaaluitslag::Gelukt) => {
            Punt::mis("meldingen", "er is geen dienst voor het bureaublad; u hoort alleen de bel")
        }
    }
}

/// Open cases that no alarm can know of: without a row there is no term, and with times that contradict each
/// other neither.
fn zonder_klok(model: &Model) -> Vec<Punt> {
    let open = model.desk.zaken.values().filter(|z| z.is_open());
    open.filter_map(|zaak| {
        let klokken = model.beelden.get(&zaak.nummer).map(|beeld| &beeld.klokken);
        let waarom = match (zaak.rij(), klokken) {
            (None, _) => "heeft nog geen rij, dus er loopt geen termijn".to_owned(),
            (Some(_), Some(Err(fout))) => format!("heeft geen termijn: {}", fout.zin),
            (Some(_), Some(Ok(_)) | None) => return None,
        };
        Some(Punt::mis("zaak", format!("{} {waarom}", zaak.nummer)))
    })
    .collect()
}

fn wacht(wachter: Schrijver, slag: Option<Hartslag>, nodig: bool, nu: Moment) -> Punt {
    // A sign from the future says nothing of now.
    let stil = slag.is_none_or(|h| nu.sinds(h.op).abs() > HANGT_NA);
    match wachter {
        Schrijver::Niemand if nodig => Punt::mis("wacht", "niemand geeft alarm: open de desk of start «piket wacht»"),
        Schrijver::Niemand => Punt::goed("wacht", "niemand geeft alarm, en er loopt niets"),
        Schrijver::Proces(p) if stil => Punt::mis("wacht", format!("proces {p} heeft de wacht en geeft geen teken")),
        Schrijver::Proces(p) => Punt::goed("wacht", format!("proces {p} geeft alarm")),
        Schrijver::Onbekend if stil => Punt::mis("wacht", "een andere piket heeft de wacht en geeft geen teken"),
        Schrijver::Onbekend => Punt::goed("wacht", "een andere piket geeft alarm"),
    }
}

fn hartslag(wachter: Schrijver, slag: Option<Hartslag>, nu: Moment) -> Option<Punt> {
    let slag = slag.filter(|_| wachter != Schrijver::Niemand)?;
    let sinds = nu.sinds(slag.op).num_seconds().max(0);
    let volgende = slag.volgende.map_or_else(String::new, |v| format!("; volgend alarm {}", v.kort()));
    Some(Punt::goed("hartslag", format!("{sinds} seconden geleden{volgende}")))
}

/// A clock that stands before the program was made is wrong.
fn klok(nu: Moment) -> Punt {
    match Moment::uit_rfc3339("2026-01-01T00:00:00Z") {
        Ok(begin) if nu < begin => Punt::mis("klok", format!("{} kan niet kloppen", nu.lang())),
        Ok(_) | Err(_) => Punt::goed("klok", nu.lang()),
    }
}

fn zin(stand: Wekstand) -> String {
    match stand {
        Wekstand::Volgt(op) => format!("volgend alarm {}", op.kort()),
        Wekstand::Gezien(op) => format!("te laat, gezien na het alarm van {}", op.kort()),
        Wekstand::Uit => "geen alarm meer, zo staat het in de instellingen".to_owned(),
        Wekstand::HadMoetenGaan(op) => format!("het alarm van {} is niet gegaan", op.kort()),
        Wekstand::Ontbreekt => "er is geen alarm gepland".to_owned(),
    }
}

fn regel(b: &Bevinding) -> String {
    let oordeel = if b.stand.is_mis() { "MIS " } else { "goed" };
    format!("{oordeel} {}, vóór {}: {}", b.onderwerp, b.uiterlijk.als_termijn(), zin(b.stand))
}

fn document(punten: &[Punt], termijnen: &[Bevinding], mis: bool) -> serde_json::Value {
    json!({
        "goed": !mis,
        "punten": punten.iter().map(|p| json!({"wat": p.wat, "goed": p.goed, "zin": p.zin})).collect::<Vec<_>>(),
        "termijnen": termijnen.iter().map(|b| json!({
            "onderwerp": b.onderwerp.to_string(), "uiterlijk": b.uiterlijk.rfc3339(), "goed": !b.stand.is_mis(),
            "zin": zin(b.stand),
        })).collect::<Vec<_>>(),
    })
}
