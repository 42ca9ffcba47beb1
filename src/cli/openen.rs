//! Opens the desk: the real one, or the fictitious week.

use std::{collections::BTreeMap, io::IsTerminal, path::Path};

use chrono::Duration;

use super::{
    Einde, druk,
    naslag::Naslag,
    omgeving::{Omgeving, Wegwerpmap, naam},
};
use crate::{
    app::{
        agendabestand::Agendabestand,
        checklist::weegvragen,
        masker::Maskering,
        model::{Inrichting, Model},
        reserve::Reserveplan,
        rol::Rol,
        slot::Slotregel,
        wachtwoord::Vraagsoort,
        wekdienst::Wekdienst,
        wekdoel::Ladder,
    },
    demo,
    domain::{
        concept::ConceptSoort,
        event::Regelboekmerk,
        fout::{Fout, Uitkomst},
        inzage::Herkomst,
        moment::Moment,
        schrijver::Schrijver,
        wacht::Wekker,
        wachtwoord,
    },
    runtime::{self, Poging, Uitrusting, clock::Clock},
    settings::{Instellingen, Kleuren, Schakelaar},
    store::{self, Ontgrendeling, Opslag, Sleutel, Toegang, Winkelsoort},
    ui::{
        Scherm,
        theme::{Kleurstelling, Thema},
        welkom::Keuze,
    },
};

/// What a demo is filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inhoud {
    /// The fictitious week of this seed.
    Week(u64),
    /// Twenty running terms.
    Twintig,
    /// Nothing.
    Leeg,
}

/// Opens the real desk; without a store it asks first.
///
/// # Errors
/// When there is no terminal, or the store cannot be opened.
pub fn desk(omgeving: &Omgeving) -> Uitkomst<Einde> {
    eis_terminal()?;
    if !store::bestaat(&omgeving.paden.data)? {
        match runtime::welkom(&omgeving.paden.data, &thema(omgeving))? {
            Keuze::Desk => {}
            // Also where a folder was named: that one is for the real log.
            Keuze::Demo => return wegwerpdemo(omgeving, Inhoud::Week(7)),
            Keuze::Stoppen => return Ok(Einde::Gedaan),
        }
    }
    match open_op_scherm(omgeving)? {
        Some((opslag, clock)) => toon(omgeving, opslag, clock),
        None => Ok(Einde::Gedaan),
    }
}

/// Opens the real store, and asks for its passphrase on screen where no file holds it; `None` when the
/// officer leaves.
fn open_op_scherm(omgeving: &Omgeving) -> Uitkomst<Option<(Opslag, Clock)>> {
    let map = &omgeving.paden.data;
    let (bestaat, versleuteld) = (store::bestaat(map)?, store::is_versleuteld(map)?);
    if omgeving.heeft_wachtwoord() || (bestaat && !versleuteld) {
        return omgeving.open_of_maak().or_else(|fout| kijk_mee(map, fout, || omgeving.open(Toegang::Lezen))).map(Some);
    }
    runtime::houd_besloten();
    let (nu, thema) = (Clock::machine().now(), thema(omgeving));
    let open = |ontgrendeling: Ontgrendeling<'_>| {
        store::open(map, Toegang::Schrijven, Some(Winkelsoort::Echt), ontgrendeling, nu)
    };
    let opslag = if bestaat {
        let sleutel =
            runtime::wachtwoord(Vraagsoort::Bestaand, map, &thema, |getypt| match store::ontgrendel(map, getypt) {
                Ok(Some(sleutel)) => Poging::Open(sleutel),
                Ok(None) => {
                    store::noteer_poging(map, Clock::machine().now(), Herkomst::Desk);
                    Poging::Mis(wachtwoord::klopt_niet())
                }
                Err(fout) => Poging::Anders(fout),
            })?;
        let open = |s: Sleutel| {
            let ontgrendeling = Ontgrendeling::Sleutel(&s);
            open(ontgrendeling)
                .or_else(|fout| kijk_mee(map, fout, || store::open(map, Toegang::Lezen, None, ontgrendeling, nu)))
        };
        sleutel.map(open).transpose()?
    } else {
        runtime::wachtwoord(Vraagsoort::Nieuw, map, &thema, |getypt| {
            open(Ontgrendeling::Wachtwoord(getypt)).map_or_else(Poging::Anders, Poging::Open)
        })?
    };
    let clock = omgeving.clock(Winkelsoort::Echt)?;
    Ok(opslag.map(|o| (o, clock)))
}

/// Where another process writes, the desk is no less of use: it looks along.
fn kijk_mee<T>(map: &Path, geweigerd: Fout, open: impl FnOnce() -> Uitkomst<T>) -> Uitkomst<T> {
    match store::schrijver(map) {
        Ok(Schrijver::Proces(_) | Schrijver::Onbekend) => open(),
        Ok(Schrijver::Niemand) | Err(_) => Err(geweigerd),
    }
}

/// Opens the fictitious week, in a folder of its own or in the one that was named.
///
/// # Errors
/// When the named folder holds a real store, or there is no terminal.
pub fn demo(omgeving: &Omgeving, inhoud: Inhoud, alleen_maken: bool) -> Uitkomst<Einde> {
    if alleen_maken && !omgeving.map_gegeven {
        return Err(Fout::gebruik("Een demo om te bewaren heeft een map nodig.").hint("Noem de map met --data-dir."));
    }
    if !alleen_maken {
        eis_terminal()?;
    }
    if !omgeving.map_gegeven {
        return wegwerpdemo(omgeving, inhoud);
    }
    let map = &omgeving.paden.data;
    let geopend = open_demo(omgeving, inhoud, map);
    let (opslag, clock) = if alleen_maken {
        geopend?
    } else {
        geopend.or_else(|fout| kijk_mee(map, fout, || omgeving.open(Toegang::Lezen)))?
    };
    eis_demo(&opslag)?;
    if alleen_maken {
        opslag.sluit()?;
        druk(&format!("De demo staat in {}.", naam(map)));
        return Ok(Einde::Gedaan);
    }
    toon(omgeving, opslag, clock)
}

/// Opens the fictitious week in a folder that is gone when the desk closes.
fn wegwerpdemo(omgeving: &Omgeving, inhoud: Inhoud) -> Uitkomst<Einde> {
    let map = Wegwerpmap::maak()?;
    let (opslag, clock) = open_demo(omgeving, inhoud, map.pad())?;
    toon(omgeving, opslag, clock)
}

fn open_demo(omgeving: &Omgeving, inhoud: Inhoud, map: &Path) -> Uitkomst<(Opslag, Clock)> {
    let bestond = store::bestaat(map)?;
    if store::is_versleuteld(map)? {
        return Err(echt_logboek());
    }
    let clock = omgeving.clock(Winkelsoort::Demo)?;
    let mut opslag = store::open(map, Toegang::Schrijven, Some(Winkelsoort::Demo), Ontgrendeling::Geen, clock.now())?;
    eis_demo(&opslag)?;
    if !bestond {
        vul(omgeving, &mut opslag, inhoud, clock.now())?;
    }
    Ok((opslag, clock))
}

fn echt_logboek() -> Fout {
    Fout::gebruik("In deze map staat een echt logboek.").hint("Kies voor de demo een andere map.")
}

fn eis_demo(opslag: &Opslag) -> Uitkomst<()> {
    match opslag.soort() {
        Winkelsoort::Demo => Ok(()),
        Winkelsoort::Echt => Err(echt_logboek()),
    }
}

fn vul(omgeving: &Omgeving, opslag: &mut Opslag, inhoud: Inhoud, nu: Moment) -> Uitkomst<()> {
    let boek = omgeving.boek();
    let merk = Regelboekmerk { versie: boek.versie.clone(), hash: boek.hash.clone() };
    let basis = demo::Basis {
        nu,
        start: omgeving.instellingen.piketweek,
        regelboek: &merk,
        titel: &|rij| boek.rij(rij).incident.clone(),
        vragen: &|rij| weegvragen(boek, rij).map(|v| v.id.clone()).collect(),
    };
    let historie = match inhoud {
        Inhoud::Week(zaad) => demo::week(zaad, &basis)?,
        Inhoud::Twintig => demo::twintig(&basis)?,
        Inhoud::Leeg => return Ok(()),
    };
    opslag.speel_af("demo", &historie).map(|_| ())
}

fn eis_terminal() -> Uitkomst<()> {
    if std::io::stdin().is_terminal() && std::io::stdout().is_terminal() {
        return Ok(());
    }
    Err(Fout::gebruik("De desk heeft een terminal nodig.")
        .hint("Start piket in een terminal, of gebruik een opdracht; «piket --help» toont ze."))
}

fn thema(omgeving: &Omgeving) -> Thema {
    // https://no-color.org: set and not empty means no colour.
    let zonder_kleur = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
    Thema::van(match omgeving.instellingen.kleuren {
        _ if zonder_kleur => Kleurstelling::Mono,
        Kleuren::Donker => Kleurstelling::Donker,
        Kleuren::Licht => Kleurstelling::Licht,
        Kleuren::HoogContrast => Kleurstelling::HoogContrast,
        Kleuren::Mono => Kleurstelling::Mono,
    })
}

fn toon(omgeving: &Omgeving, opslag: Opslag, clock: Clock) -> Uitkomst<Einde> {
    let (model, opslag, uitrusting) = maak(omgeving, opslag, clock, Wekker::Desk)?;
    runtime::desk(model, Scherm::nieuw(thema(omgeving)), opslag, uitrusting)?;
    Ok(Einde::Gedaan)
}

/// All that a desk runs with, with or without a screen.
///
/// # Errors
/// When the store cannot be read.
pub fn maak(
    omgeving: &Omgeving,
    mut opslag: Opslag,
    clock: Clock,
    wie: Wekker,
) -> Uitkomst<(Model, Opslag, Uitrusting)> {
    let nu = clock.now();
    // What cannot be noted now stays in its file for the next opening.
    let _ = opslag.neem_pogingen(&omgeving.actor());
    let rol = match opslag.toegang() {
        Toegang::Schrijven => Rol::Schrijft,
        Toegang::Lezen => {
            opslag.volg_vanaf_hier()?;
            Rol::kijkt_mee(store::schrijver(opslag.pad())?, nu)
        }
    };
    let desk = opslag.laad_open()?;
    let Naslag { boek, inrichtingen, sjablonen, keymap, waarschuwingen } = Naslag::lees(omgeving)?;
    let i = &omgeving.instellingen;
    let lijst = |namen: &[String]| namen.join(", ");
    let inrichting = Inrichting {
        boek,
        inrichtingen,
        keymap,
        weekstart: i.piketweek,
        kalender: i.kalender,
        keuze: i.termijn,
        ladder: ladder(i),
        ontvangers: BTreeMap::from([
            (ConceptSoort::Sms, lijst(&i.sms_ontvangers)),
            (ConceptSoort::Piketmelding, lijst(&i.piketmelding_aan)),
            (ConceptSoort::Afloopbericht, lijst(&i.afloop_aan)),
        ]),
        maskering: match i.maskeren {
            Schakelaar::Aan => Maskering::Aan,
            Schakelaar::Uit => Maskering::Uit,
        },
        slotregel: match (opslag.soort(), i.vergrendel_na) {
            // Who has no screen has nothing to lock.
            _ if wie != Wekker::Desk => Slotregel::Nooit,
            (Winkelsoort::Demo, _) | (Winkelsoort::Echt, 0) => Slotregel::Nooit,
            (Winkelsoort::Echt, minuten) => Slotregel::Na(Duration::minutes(minuten.into())),
        },
        demo: opslag.soort() == Winkelsoort::Demo,
    };
    let mut model = Model::nieuw(inrichting, desk, nu, waarschuwingen);
    model.rol = rol;
    let kalenders = model.inrichting.boek.kalenders();
    model.waarschuwingen.extend(kalenders.onzeker_straks(nu, i.kalender));
    model.wekdienst = Wekdienst::nieuw(wie, nu);
    model.waarschuwingen.extend(opslag.mist_staart()?);
    if opslag.toegang() == Toegang::Schrijven
        && let Err(fout) = opslag.ruim_resten(nu)
    {
        model.waarschuwingen.push(fout.zin);
    }
    model.reserve = match opslag.soort() {
        Winkelsoort::Echt if wie == Wekker::Desk => Reserveplan::Om(nu),
        Winkelsoort::Echt | Winkelsoort::Demo => Reserveplan::Nooit,
    };
    // An exercise has no place in the calendar of a phone.
    let agenda = match opslag.soort() {
        Winkelsoort::Echt if wie != Wekker::Opdracht => omgeving.agenda(),
        Winkelsoort::Echt | Winkelsoort::Demo => None,
    };
    model.agenda = agenda.as_ref().map_or_else(Agendabestand::default, |_| Agendabestand::gevraagd());
    // What really arrives does not belong in a demo, which is not encrypted either.
    let bronnen = match opslag.soort() {
        Winkelsoort::Echt if wie == Wekker::Desk => omgeving.bronnen(),
        Winkelsoort::Echt | Winkelsoort::Demo => Vec::new(),
    };
    let uitrusting =
        Uitrusting { clock, instellingen: i.clone(), sjablonen, actor: omgeving.actor(), bronnen, agenda, wie };
    Ok((model, opslag, uitrusting))
}

/// The ladder of the alarms by the settings.
pub fn ladder(i: &Instellingen) -> Ladder {
    let minuten = |lijst: &[u32]| lijst.iter().copied().map(i64::from).collect::<Vec<_>>();
    Ladder {
        treden: minuten(&i.alarm),
        per_termijn: i.alarm_per_termijn.iter().map(|(soort, m)| (*soort, minuten(m))).collect(),
        herhaal: i64::from(i.alarm_herhaal),
        na_gezien: i64::from(i.alarm_na_gezien),
    }
}
