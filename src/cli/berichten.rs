//! `concept`, `sms-telling` and `monitor`: what leaves the desk.

use std::{
    io::{Read, Write},
    path::Path,
};

use serde_json::json;

use super::{
    Einde, druk,
    handelingen::laad,
    inzage,
    omgeving::{Omgeving, naam},
};
use crate::{
    app::{
        act::Act,
        decide::decide_alle,
        gaten, ops,
        verb::{ConceptArgs, Verb, acts},
        volledig::volledigheid,
    },
    domain::{
        concept::ConceptSoort,
        desk::Desk,
        event::{LogEvent, Nieuw},
        fout::{Fout, Uitkomst},
        ids::Piketweek,
        inrichting::Inrichtingen,
        inzage::{Handeling, Uitslag},
        moment::Moment,
        zaak::Zaak,
    },
    outgoing::{
        Berichtgegevens,
        eml::{Brief, eml},
        sms,
    },
    report::{
        samenstellen::{self, Maatstaf},
        schrijf_monitor,
        uitvoer::{self, Bestaand},
    },
    runtime::clock::Clock,
    store::Opslag,
};

/// `piket sms-telling`.
pub fn sms_telling(tekst: &str, als_json: bool) -> Einde {
    let t = sms::tel(tekst);
    let codering = match t.codering {
        sms::Codering::Gsm7 => "gsm-7",
        sms::Codering::Ucs2 => "ucs-2",
    };
    if als_json {
        let dwars: Vec<String> = t.dwarsliggers.iter().map(ToString::to_string).collect();
        druk(&json!({"codering": codering, "tekens": t.tekens, "segmenten": t.segmenten, "dwarsliggers": dwars, "voorstel": t.voorstel}).to_string());
        return Einde::Gedaan;
    }
    druk(&format!(
        "{codering}, {} tekens, {} segment{}",
        t.tekens,
        t.segmenten,
        if t.segmenten == 1 { "" } else { "en" }
    ));
    if let Some(voorstel) = t.voorstel {
        druk(&format!("Korter met gewone letters: {voorstel}"));
    }
    Einde::Gedaan
}

/// `piket concept`: saves, renders, checks and marks as sent, in that order, as far as asked.
///
/// # Errors
/// When the case is not there, a gap is open, or a file cannot be read or written.
pub fn concept(omgeving: &Omgeving, args: &ConceptArgs) -> Uitkomst<Einde> {
    let (mut opslag, clock) = omgeving.open_om_te_schrijven()?;
    let (inrichtingen, _) = omgeving.inrichtingen()?;
    let mut desk = laad(&opslag, Some(args.zaak))?;
    if let Some(tekst) = nieuwe_tekst(omgeving, args, &desk, &inrichtingen, clock.now())? {
        let act = Act::BewaarConcept { zaak: args.zaak, concept: args.soort, tekst };
        leg_vast(omgeving, &mut opslag, &mut desk, &inrichtingen, clock, &[act])?;
    }
    if let Some(lijst) = acts(&Verb::Concept(args.clone()), &desk, clock.now())? {
        leg_vast(omgeving, &mut opslag, &mut desk, &inrichtingen, clock, &lijst)?;
        for act in &lijst {
            druk(&ops::zin(act));
        }
    }
    let zaak = het_is_er(&desk, args)?;
    let concept = zaak.concepten.get(&args.soort).ok_or_else(|| Fout::nee("Er is nog geen concept."))?;
    let tekst = concept.tekst.lees();
    let object = format!("{} {}", args.zaak, args.soort.sleutel());
    match &args.uit {
        Some(pad) => {
            let geschreven = schrijf(omgeving, zaak, args.soort, (concept.versie, tekst), pad, clock.now());
            inzage::noteer(
                omgeving,
                &mut opslag,
                clock.now(),
                Handeling::Geexporteerd,
                &object,
                inzage::uitslag(&geschreven),
            );
            geschreven?;
            druk(&format!("Versie {} staat in {}.", concept.versie, naam(pad)));
        }
        None if !args.gecontroleerd && !args.verzonden => {
            inzage::noteer(omgeving, &mut opslag, clock.now(), Handeling::Afgedrukt, &object, Uitslag::Gelukt);
            druk(tekst);
        }
        None => {}
    }
    let open = gaten::gaten(tekst);
    if !open.is_empty() {
        let namen: Vec<String> = open.iter().map(ToString::to_string).collect();
        eprintln!("Nog in te vullen: {}.", namen.join(", "));
    }
    opslag.sluit()?;
    Ok(Einde::Gedaan)
}

fn het_is_er<'a>(desk: &'a Desk, args: &ConceptArgs) -> Uitkomst<&'a Zaak> {
    desk.zaken.get(&args.zaak).ok_or_else(|| Fout::gebruik(format!("Zaak {} bestaat niet.", args.zaak)))
}

fn leg_vast(
    omgeving: &Omgeving,
    opslag: &mut Opslag,
    desk: &mut Desk,
    inrichtingen: &Inrichtingen,
    clock: Clock,
    lijst: &[Act],
) -> Uitkomst<()> {
    let nu = clock.now();
    let besloten = decide_alle(desk, &omgeving.kader(inrichtingen, nu), lijst)?;
    for entry in opslag.schrijf(nu, &omgeving.actor(), &besloten.nieuw, &[])? {
        desk.apply(&entry);
    }
    Ok(())
}

/// The text to save: the one that was given, or a fresh one from the template where there is none
/// yet; `None` where the latest version stands.
fn nieuwe_tekst(
    omgeving: &Omgeving,
    args: &ConceptArgs,
    desk: &Desk,
    inrichtingen: &Inrichtingen,
    nu: Moment,
) -> Uitkomst<Option<String>> {
    let zaak = het_is_er(desk, args)?;
    let gegeven = match &args.tekst {
        Some(pad) => Some(lees_tekst(pad)?),
        None => None,
    };
    let bestaand = zaak.concepten.get(&args.soort).map(|c| c.tekst.lees().to_owned());
    let basis = match (gegeven, bestaand) {
        (Some(tekst), _) => tekst,
        (None, Some(tekst)) if !args.opnieuw => {
            if !args.onbekend {
                return Ok(None);
            }
            tekst
        }
        (None, _) => {
            let boek = omgeving.boek();
            let incident = zaak.rij().map(|r| boek.rij(r).incident.as_str());
            let mut gegevens =
                Berichtgegevens::van(zaak, incident, &omgeving.instellingen.aanhef, &omgeving.actor(), nu)
                    .met_formulier(&volledigheid(zaak, boek));
            let plek = zaak.plek().and_then(|n| inrichtingen.met_naam(n));
            gegevens.plaats = plek.map(|i| i.plaats.clone());
            let (sjablonen, fouten) = omgeving.sjablonen();
            for fout in fouten {
                eprintln!("{fout}");
            }
            sjablonen.maak(args.soort, &gegevens)?
        }
    };
    Ok(Some(if args.onbekend { gaten::zeg_onbekend(&basis) } else { basis }))
}

fn lees_tekst(pad: &Path) -> Uitkomst<String> {
    let fout = |e: std::io::Error| Fout::gegevens(format!("«{}» is niet te lezen ({e}).", naam(pad)));
    if pad == Path::new("-") {
        let mut tekst = String::new();
        std::io::stdin().lock().read_to_string(&mut tekst).map_err(fout)?;
        return Ok(tekst);
    }
    std::fs::read_to_string(pad).map_err(fout)
}

fn schrijf(
    omgeving: &Omgeving,
    zaak: &Zaak,
    soort: ConceptSoort,
    (versie, tekst): (u32, &str),
    pad: &Path,
    nu: Moment,
) -> Uitkomst<()> {
    let i = &omgeving.instellingen;
    let bytes = match pad.extension().and_then(|e| e.to_str()) {
        Some("eml") => {
            let gegevens = Berichtgegevens::van(zaak, None, &i.aanhef, &omgeving.actor(), nu);
            let aan = match soort {
                ConceptSoort::Sms | ConceptSoort::Aanvulverzoek => &[][..],
                ConceptSoort::Piketmelding => &i.piketmelding_aan,
                ConceptSoort::Afloopbericht => &i.afloop_aan,
            };
            let onderwerp = gegevens.onderwerp(soort);
            eml(&Brief { zaak: zaak.nummer, soort, versie, onderwerp: &onderwerp, tekst, aan, van: None, nu })?
        }
        Some("txt") => format!("{tekst}\n").into_bytes(),
        _ => {
            return Err(Fout::gebruik(format!("«{}» eindigt niet op .txt of .eml.", naam(pad)))
                .hint("Kies bijvoorbeeld piketmelding.eml."));
        }
    };
    uitvoer::schrijf(pad, Bestaand::Wijkt, |bestand| {
        bestand.write_all(&bytes).map_err(|e| Fout::gegevens(format!("«{}» is niet te schrijven ({e}).", naam(pad))))
    })
}

/// `piket monitor`: writes the file and notes in every case that it is in.
///
/// # Errors
/// When the store cannot be read or the file not written.
pub fn monitor(omgeving: &Omgeving, week: Piketweek, uit: &Path) -> Uitkomst<Einde> {
    let (mut opslag, clock) = omgeving.open_om_te_schrijven()?;
    let (inrichtingen, _) = omgeving.inrichtingen()?;
    let nu = clock.now();
    let maatstaf =
        Maatstaf { boek: omgeving.boek(), inrichtingen: &inrichtingen, weekstart: omgeving.instellingen.piketweek, nu };
    let monitor = samenstellen::monitor(&opslag, week, &maatstaf)?;
    let geschreven = schrijf_monitor(&monitor, uit);
    let object = format!("monitor {week}");
    inzage::noteer(omgeving, &mut opslag, nu, Handeling::Geexporteerd, &object, inzage::uitslag(&geschreven));
    geschreven?;
    let mut nieuw = Vec::new();
    for regel in &monitor.regels {
        if opslag.zaak(regel.zaak)?.is_some_and(|z| !z.in_monitor.contains(&week)) {
            nieuw.push(Nieuw { voorgevallen_op: nu, event: LogEvent::InMonitorOpgenomen { zaak: regel.zaak, week } });
        }
    }
    opslag.schrijf(nu, &omgeving.actor(), &nieuw, &[])?;
    opslag.sluit()?;
    let zaken = if monitor.regels.len() == 1 { "zaak" } else { "zaken" };
    druk(&format!("De monitor van {week} staat in {}: {} {zaken}.", naam(uit), monitor.regels.len()));
    Ok(Einde::Gedaan)
}
