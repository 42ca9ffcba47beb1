//! What each of the steps asks of this case (ONTWERP 5), before the officer's own marks are laid
//! over it. `None` means that the step does not belong to this kind of case at all.

use super::{Eigenaar, Staat, geldt, weegvragen};
use crate::{
    app::{
        masker::Zicht,
        tegenspraak,
        volledig::{Volledigheid, opsomming, volledigheid},
    },
    domain::{
        besluit::{Antwoord, Besluit, Besluitsoort, JaNee},
        concept::ConceptSoort,
        feit::Onderwerp,
        inrichting::{Beheer, Inrichting},
        melding::MeldingSoort,
        rij::Rij,
        stap::Stap,
        zaak::{Koppeling, Zaak},
    },
    rules::book::{Code, Opsteller, Regelboek, Rijregel},
};

/// What the derivation reads.
pub struct Bron<'a> {
    pub zaak: &'a Zaak,
    pub boek: &'a Regelboek,
    pub regel: Option<&'a Rijregel>,
    pub inrichting: Option<&'a Inrichting>,
    pub zicht: Zicht,
}

type Afgeleid = Option<(&'static str, Eigenaar, Staat)>;

/// Name, owner and state of one step.
pub fn leid_af(b: &Bron<'_>, stap: Stap) -> Afgeleid {
    let desk = |naam, staat| Some((naam, Eigenaar::Desk, staat));
    let inrichting = |naam, staat| Some((naam, Eigenaar::Inrichting, staat));
    match stap {
        Stap::Melding => desk("Melding ontvangen", melding(b)),
        Stap::Teruggebeld => desk("Inrichting teruggebeld", teruggebeld(b)),
        Stap::Beeld => desk("Beeld: feiten met bron", beeld(b)),
        Stap::Oordeel => desk("Oordeel: weegvragen", oordeel(b)),
        Stap::BesluitP => desk("Besluit P: piketmelding", besluit(b, Besluitsoort::P)),
        Stap::BesluitA => desk("Besluit A: afloopbericht", besluit(b, Besluitsoort::A)),
        Stap::Sms => desk("Piket-SMS", bericht(b, ConceptSoort::Sms)),
        Stap::Piketmelding => {
            (!door_ander(b)).then(|| ("Piketmelding", Eigenaar::Desk, bericht(b, ConceptSoort::Piketmelding)))
        }
        Stap::Visie => door_ander(b).then(|| ("Visie vooraf: feitencontrole", Eigenaar::Desk, visie(b))),
        Stap::Formulier => {
            let (eigenaar, staat) = formulier(b);
            let naam = match b.regel {
                None => "Formulier ontvangen",
                Some(r) if r.nr.is_oa() => "MOA ontvangen",
                Some(_) => "MBV ontvangen",
            };
            Some((naam, eigenaar, staat))
        }
        Stap::Alarm112 => oa(b).then(|| ("112 gebeld", Eigenaar::Inrichting, nagaan("vraag na of 112 is gebeld"))),
        Stap::FastNl => {
            oa(b).then(|| ("Fast NL gebeld", Eigenaar::Inrichting, nagaan("vraag na of Fast NL is gebeld")))
        }
        Stap::MoaFastNl => {
            oa(b).then(|| ("MOA naar Fast NL", Eigenaar::Inrichting, nagaan("binnen een uur; vraag na of hij weg is")))
        }
        Stap::EindeOa => oa(b).then(|| ("Terug of aangehouden", Eigenaar::Inrichting, einde_oa(b))),
        Stap::EindeFormulier => oa(b).then(|| ("Formulier over het einde", Eigenaar::Inrichting, einde_formulier(b))),
        Stap::Ap => b.zaak.rij().is_some_and(Rij::is_datalek).then(|| ap(b)),
        Stap::Afloop => inrichting("Afloop bekend", afloop(b)),
        Stap::Afloopbericht => desk("Afloopbericht", bericht(b, ConceptSoort::Afloopbericht)),
        Stap::Monitor => desk("In de incidentenmonitor", monitor(b)),
        Stap::Sluiten => None,
    }
}

const KIES_RIJ: &str = "kies eerst de rij";

fn open(waarom: &str) -> Staat {
    Staat::Open(waarom.to_owned())
}

fn klaar(wat: &str) -> Staat {
    Staat::Klaar(wat.to_owned())
}

fn nagaan(wat: &str) -> Staat {
    Staat::Wacht(wat.to_owned())
}

fn is_oa(b: &Bron<'_>) -> bool {
    b.zaak.rij().is_some_and(Rij::is_oa)
}

/// True for an OA that is reportable, so not for row E.
fn oa(b: &Bron<'_>) -> bool {
    is_oa(b) && b.regel.is_some_and(Rijregel::meldplichtig)
}

/// True where another body writes the piketmelding (rows 5, 18, 21) and the officer did not take
/// it over by starting a draft.
fn door_ander(b: &Bron<'_>) -> bool {
    b.regel.is_some_and(|r| r.opsteller == Opsteller::Vervoersinstantie)
        && !b.zaak.concepten.contains_key(&ConceptSoort::Piketmelding)
}

/// A row that need not be reported makes the steps towards others unnecessary.
fn niet_meldplichtig(b: &Bron<'_>) -> Option<Staat> {
    let regel = b.regel?;
    (!regel.meldplichtig()).then(|| Staat::NietNodig(format!("rij {} is hier niet meldplichtig", regel.nr)))
}

fn bewijs_van(k: &Koppeling) -> Staat {
    let bewijs = format!("{} {}, {}", k.melding, k.vorm.naam(), k.ontvangen.kort());
    Staat::Gereed { bewijs, op: Some(k.ontvangen) }
}

fn melding(b: &Bron<'_>) -> Staat {
    b.zaak.meldingen.iter().min_by_key(|k| k.ontvangen).map_or_else(|| klaar("koppel de melding"), bewijs_van)
}

fn teruggebeld(b: &Bron<'_>) -> Staat {
    match b.regel {
        Some(r) if r.t == Code::Nee => {
            niet_meldplichtig(b).unwrap_or_else(|| Staat::NietNodig(format!("rij {} kent geen T", r.nr)))
        }
        _ => klaar("bel de inrichting terug"),
    }
}

fn beeld(b: &Bron<'_>) -> Staat {
    let feiten = b.zaak.feiten_over(Onderwerp::Gebeurtenis).count();
    let ontbreekt: Vec<&str> = [
        (b.zaak.inrichting.is_none(), "inrichting"),
        (b.zaak.tijden.voorval.is_none(), "tijd van het voorval"),
        (feiten == 0, "wat er is gebeurd"),
    ]
    .into_iter()
    .filter_map(|(mist, wat)| mist.then_some(wat))
    .collect();
    if ontbreekt.is_empty() {
        if let Some(over) = tegenspraak::woorden(b.zaak) {
            return Staat::Klaar(format!("{over}: kies welk telt"));
        }
        let aantal = b.zaak.feiten.len();
        return Staat::Gereed {
            bewijs: format!("{aantal} feit{} vastgelegd", if aantal == 1 { "" } else { "en" }),
            op: None,
        };
    }
    Staat::Klaar(format!("ontbreekt: {}", ontbreekt.join(", ")))
}

fn oordeel(b: &Bron<'_>) -> Staat {
    let Some(regel) = b.regel else { return klaar(KIES_RIJ) };
    let vragen: Vec<_> = weegvragen(b.boek, regel.nr).collect();
    let beantwoord =
        vragen.iter().filter(|v| b.zaak.antwoorden.get(&v.id).is_some_and(|a| *a != Antwoord::Onbekend)).count();
    if beantwoord == vragen.len() {
        return Staat::Gereed { bewijs: format!("{beantwoord} van {} vragen beantwoord", vragen.len()), op: None };
    }
    Staat::Klaar(format!("{beantwoord} van {} vragen beantwoord", vragen.len()))
}

fn besluit(b: &Bron<'_>, over: Besluitsoort) -> Staat {
    let Some(regel) = b.regel else { return open(KIES_RIJ) };
    let code = match over {
        Besluitsoort::P => regel.p,
        Besluitsoort::A => regel.a,
    };
    if let Some(besluit) = b.zaak.besluit(over) {
        // Where the matrix leaves no choice the officer may still have one; it shows as what it is.
        let vast = match code {
            Code::Ja => Some(JaNee::Ja),
            Code::Nee => Some(JaNee::Nee),
            Code::Weging | Code::IndienRelevant => None,
        };
        let afwijking = if vast.is_some_and(|v| v != besluit.keuze) { ", wijkt af van de matrix" } else { "" };
        let bewijs =
            format!("{} {}{afwijking}: {}", over.letter(), besluit.keuze.woord(), b.zicht.lees(&besluit.reden));
        return Staat::Gereed { bewijs, op: Some(besluit.op) };
    }
    match code {
        Code::Ja => Staat::Gereed { bewijs: format!("{} ja: vast bij rij {}", over.letter(), regel.nr), op: None },
        Code::Nee => niet_meldplichtig(b)
            .unwrap_or_else(|| Staat::NietNodig(format!("rij {} kent geen {}", regel.nr, over.letter()))),
        Code::Weging | Code::IndienRelevant => match b.zaak.besluiten.get(&over).and_then(|b| b.last()) {
            Some(Besluit { keuze, rij: Some(rij), .. }) => {
                Staat::Klaar(format!("beslis opnieuw: bij rij {rij} was het {}", keuze.woord()))
            }
            _ if code == Code::Weging => klaar("beslis ja of nee, met reden"),
            _ => klaar("beslis of het relevant is, met reden"),
        },
    }
}

fn bericht(b: &Bron<'_>, soort: ConceptSoort) -> Staat {
    let concept = b.zaak.concepten.get(&soort);
    if let Some(v) = concept.and_then(|c| c.verzonden.last()) {
        let bewijs = format!("versie {} verzonden {} per {}", v.versie, v.op.kort(), b.zicht.lees(&v.kanaal));
        return Staat::Gereed { bewijs, op: Some(v.op) };
    }
    let Some(regel) = b.regel else { return open(KIES_RIJ) };
    if soort == ConceptSoort::Sms && door_ander(b) {
        return Staat::NietNodig("de vervoersinstantie maakt SMS en piketmelding".to_owned());
    }
    let Some(over) = soort.besluit() else { return open(KIES_RIJ) };
    match geldt(b.zaak, regel, over) {
        None => return Staat::Open(format!("beslis eerst over {}", over.letter())),
        Some(JaNee::Nee) => {
            return niet_meldplichtig(b).unwrap_or_else(|| Staat::NietNodig(format!("{} is nee", over.letter())));
        }
        Some(JaNee::Ja) => {}
    }
    if soort == ConceptSoort::Afloopbericht
        && b.zaak.feiten_over(Onderwerp::Afloop).next().is_none()
        && concept.is_none()
    {
        return open("de afloop is nog niet bekend");
    }
    match concept {
        None => klaar("maak het concept"),
        Some(c) if c.is_gecontroleerd() => Staat::Klaar(format!("versie {} is gecontroleerd: verstuur", c.versie)),
        Some(c) => Staat::Klaar(format!("controleer versie {}", c.versie)),
    }
}

fn visie(b: &Bron<'_>) -> Staat {
    match b.regel.and_then(|r| geldt(b.zaak, r, Besluitsoort::P)) {
        Some(JaNee::Nee) => Staat::NietNodig("P is nee".to_owned()),
        Some(JaNee::Ja) => klaar("controleer de feiten van de vervoersinstantie"),
        None => open("beslis eerst over P"),
    }
}

/// Incomplete, it is the desk's move until the request has gone out, and the inrichting's after that.
fn formulier(b: &Bron<'_>) -> (Eigenaar, Staat) {
    let staat = match volledigheid(b.zaak, b.boek) {
        Volledigheid::Geen => niet_meldplichtig(b).unwrap_or_else(|| nagaan("het formulier van de inrichting")),
        Volledigheid::Volledig { door, .. } => bewijs_van(door),
        Volledigheid::Voorlopig { formulier } => Staat::Gereed {
            bewijs: format!(
                "{} voorlopig aanvaard: {}",
                formulier.melding,
                formulier.aanvaard.as_ref().map_or("", |r| b.zicht.lees(r))
            ),
            op: Some(formulier.ontvangen),
        },
        Volledigheid::Onvolledig { formulier, ontbreekt } => {
            let namen: Vec<&str> = ontbreekt.iter().map(|v| v.naam.as_str()).collect();
            let wat = opsomming(&namen);
            let verzoek = b.zaak.concepten.get(&ConceptSoort::Aanvulverzoek).and_then(|c| c.verzonden.last());
            let Some(v) = verzoek.filter(|v| v.op >= formulier.ontvangen) else {
                return (Eigenaar::Desk, Staat::Klaar(format!("{} is onvolledig: {wat}", formulier.melding)));
            };
            Staat::Wacht(format!("aanvulling gevraagd {}: {wat}", v.op.kort()))
        }
    };
    (Eigenaar::Inrichting, staat)
}

fn einde_oa(b: &Bron<'_>) -> Staat {
    b.zaak.tijden.einde_oa.map_or_else(
        || nagaan("bericht over terugkeer of aanhouding"),
        |op| Staat::Gereed { bewijs: format!("sinds {}", op.kort()), op: Some(op) },
    )
}

fn einde_formulier(b: &Bron<'_>) -> Staat {
    let Some(einde) = b.zaak.tijden.einde_oa else { return open("de afwezigheid duurt nog") };
    b.zaak
        .meldingen
        .iter()
        .filter(|k| k.vorm == MeldingSoort::EindeOa || (k.vorm == MeldingSoort::Moa && k.ontvangen >= einde))
        .min_by_key(|k| k.ontvangen)
        .map_or_else(|| nagaan("het formulier van de inrichting"), bewijs_van)
}

fn ap(b: &Bron<'_>) -> (&'static str, Eigenaar, Staat) {
    match b.inrichting.map(|i| i.beheer) {
        Some(Beheer::Rijks) => (
            "AP: besluit door het hoofdkantoor",
            Eigenaar::Desk,
            klaar("leg voor aan het hoofdkantoor DJI; noteer het besluit"),
        ),
        Some(Beheer::Particulier) => (
            "AP: besluit door de inrichting",
            Eigenaar::Inrichting,
            nagaan("de inrichting beslist zelf; noteer het besluit"),
        ),
        None => (
            "AP: besluit over het datalek",
            Eigenaar::Desk,
            klaar("zoek uit of het een rijksinrichting is; noteer het besluit"),
        ),
    }
}

fn afloop(b: &Bron<'_>) -> Staat {
    if let Some(f) = b.zaak.feiten_over(Onderwerp::Afloop).next() {
        return Staat::Gereed { bewijs: format!("{}, {}", b.zicht.lees(&f.bron), f.op.kort()), op: Some(f.op) };
    }
    let Some(regel) = b.regel else { return open(KIES_RIJ) };
    match geldt(b.zaak, regel, Besluitsoort::A) {
        None => open("beslis eerst over A"),
        Some(JaNee::Nee) => niet_meldplichtig(b).unwrap_or_else(|| Staat::NietNodig("A is nee".to_owned())),
        Some(JaNee::Ja) => nagaan("bericht van de inrichting over de afloop"),
    }
}

fn monitor(b: &Bron<'_>) -> Staat {
    if let Some(week) = b.zaak.in_monitor.last() {
        return Staat::Gereed { bewijs: format!("opgenomen in de monitor van {week}"), op: None };
    }
    let zonder_formulier = b.zaak.eerste_van(&[MeldingSoort::Mbv, MeldingSoort::Moa]).is_none();
    match niet_meldplichtig(b) {
        Some(staat) if zonder_formulier => staat,
        _ => Staat::Klaar(format!("maak de monitor van {}", b.zaak.nummer.week)),
    }
}
