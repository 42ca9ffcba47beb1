//! Templates of the messages. The embedded ones always work; the officer's own file replaces one as
//! long as it is sound. An own file is tried out when it is taken in, with everything known and with
//! nothing known, so that its faults show in daylight and not at 02:10.

use std::collections::{BTreeMap, BTreeSet};

use minijinja::{Environment, ErrorKind, UndefinedBehavior, syntax::SyntaxConfig, value::Value};

use super::{
    gegevens::{Berichtgegevens, Zaaksoort},
    sms,
};
use crate::domain::{
    besluit::{Besluitsoort, JaNee},
    concept::ConceptSoort,
    feit::Onderwerp,
    fout::{Fout, Uitkomst},
    schoon,
};

/// Steps one message may take; the embedded templates need a few thousand.
const BRANDSTOF: u64 = 200_000;

/// The text of a template and the file it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sjabloon {
    pad: String,
    tekst: String,
}

/// One template per message. Nothing is compiled before a message is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sjablonen {
    eigen: BTreeMap<ConceptSoort, Sjabloon>,
}

impl Sjablonen {
    /// The embedded templates.
    pub const fn ingebouwd() -> Self {
        Self { eigen: BTreeMap::new() }
    }

    /// Own templates (path and text) in place of the embedded ones. One with a fault is left out; its
    /// faults come back, all together, each with file and line.
    pub fn met_eigen(eigen: BTreeMap<ConceptSoort, (String, String)>) -> (Self, Vec<Fout>) {
        let mut goed = BTreeMap::new();
        let mut fouten = Vec::new();
        for (soort, (pad, tekst)) in eigen {
            let sjabloon = Sjabloon { pad, tekst };
            let gevonden = keur(&sjabloon, soort);
            if gevonden.is_empty() {
                goed.insert(soort, sjabloon);
            } else {
                fouten.extend(gevonden);
            }
        }
        (Self { eigen: goed }, fouten)
    }

    /// The file an own template came from; `None` where the embedded one is used.
    pub fn bestand(&self, soort: ConceptSoort) -> Option<&str> {
        self.eigen.get(&soort).map(|s| s.pad.as_str())
    }

    /// The draft; what is missing stands in it as a gap.
    ///
    /// # Errors
    /// When an own template fails on this very case, with file and line.
    pub fn maak(&self, soort: ConceptSoort, gegevens: &Berichtgegevens) -> Uitkomst<String> {
        match self.eigen.get(&soort) {
            Some(sjabloon) => vul(sjabloon, soort, gegevens),
            None => vul(&ingebouwd(soort), soort, gegevens),
        }
    }
}

/// The name of the file that replaces a template.
pub const fn bestandsnaam(soort: ConceptSoort) -> &'static str {
    match soort {
        ConceptSoort::Sms => "sms.txt",
        ConceptSoort::Piketmelding => "piketmelding.txt",
        ConceptSoort::Afloopbericht => "afloopbericht.txt",
        ConceptSoort::Aanvulverzoek => "aanvulverzoek.txt",
    }
}

fn ingebouwd(soort: ConceptSoort) -> Sjabloon {
    let tekst = match soort {
        ConceptSoort::Sms => include_str!("../../assets/templates/sms.txt"),
        ConceptSoort::Piketmelding => include_str!("../../assets/templates/piketmelding.txt"),
        ConceptSoort::Afloopbericht => include_str!("../../assets/templates/afloopbericht.txt"),
        ConceptSoort::Aanvulverzoek => include_str!("../../assets/templates/aanvulverzoek.txt"),
    };
    Sjabloon { pad: format!("(ingebouwd) {}", bestandsnaam(soort)), tekst: tekst.to_owned() }
}

/// A bare environment: no loader (so no other files), no escaping, strict names, bounded work.
fn omgeving() -> Result<Environment<'static>, minijinja::Error> {
    let mut env = Environment::new();
    env.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    env.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_fuel(Some(BRANDSTOF));
    env.add_filter("gsm", |tekst: String| sms::naar_gsm7(&tekst));
    env.add_filter("kort", |tekst: String, breedte: usize| schoon::inkorten(&tekst, breedte));
    Ok(env)
}

fn vul(sjabloon: &Sjabloon, soort: ConceptSoort, gegevens: &Berichtgegevens) -> Uitkomst<String> {
    let render = || -> Result<String, minijinja::Error> {
        let env = omgeving()?;
        env.template_from_named_str(&sjabloon.pad, &sjabloon.tekst)?.render(Value::from(gegevens.waarden(soort)))
    };
    render().map(|tekst| schoon::tekst(&tekst)).map_err(|e| als_fout(&e, sjabloon))
}

/// All faults of an own template: unknown names by themselves, then what a trial turns up.
fn keur(sjabloon: &Sjabloon, soort: ConceptSoort) -> Vec<Fout> {
    let vol = proefzaak();
    let bekend: BTreeSet<&str> = vol.waarden(soort).into_keys().collect();
    let namen = || -> Result<Vec<String>, minijinja::Error> {
        let env = omgeving()?;
        let globaal: BTreeSet<String> = env.globals().map(|(naam, _)| naam.to_owned()).collect();
        let vrij = env.template_from_named_str(&sjabloon.pad, &sjabloon.tekst)?.undeclared_variables(false);
        Ok(vrij.into_iter().filter(|n| !bekend.contains(n.as_str()) && !globaal.contains(n)).collect())
    };
    let mut onbekend = match namen() {
        Ok(namen) => namen,
        Err(e) => return vec![als_fout(&e, sjabloon)],
    };
    if onbekend.is_empty() {
        let mut fouten: Vec<Fout> =
            [&vol, &leeg(vol.clone())].into_iter().filter_map(|p| vul(sjabloon, soort, p).err()).collect();
        fouten.dedup();
        return fouten;
    }
    onbekend.sort();
    onbekend.iter().map(|naam| fout_onbekend(naam, &bekend, sjabloon)).collect()
}

fn fout_onbekend(naam: &str, bekend: &BTreeSet<&str>, sjabloon: &Sjabloon) -> Fout {
    let heel_woord = |regel: &str| regel.split(|c: char| !(c.is_alphanumeric() || c == '_')).any(|woord| woord == naam);
    let regel = sjabloon.tekst.lines().position(|r| (r.contains("{{") || r.contains("{%")) && heel_woord(r));
    let plek = regel.map_or_else(String::new, |r| format!(", regel {}", r + 1));
    let hint = crate::settings::hint::bedoelde(naam, bekend.iter().copied())
        .unwrap_or_else(|| format!("Bekend zijn: {}.", bekend.iter().copied().collect::<Vec<_>>().join(", ")));
    Fout::gegevens(format!("Sjabloon {}{plek}: het veld «{naam}» bestaat niet.", sjabloon.pad)).hint(hint)
}

fn als_fout(e: &minijinja::Error, sjabloon: &Sjabloon) -> Fout {
    let regel = e.line().map_or_else(String::new, |r| format!(", regel {r}"));
    let wat = match e.kind() {
        ErrorKind::SyntaxError => "de schrijfwijze klopt niet",
        ErrorKind::UndefinedError => "hier wordt een veld gebruikt dat niet bestaat",
        ErrorKind::UnknownFilter | ErrorKind::UnknownTest | ErrorKind::UnknownFunction | ErrorKind::UnknownMethod => {
            "hier wordt een bewerking gebruikt die niet bestaat"
        }
        ErrorKind::TemplateNotFound | ErrorKind::BadInclude => "een sjabloon kan geen ander bestand gebruiken",
        ErrorKind::OutOfFuel => "het sjabloon komt niet klaar; het herhaalt te veel",
        _ => "hier loopt het sjabloon vast",
    };
    Fout::gegevens(format!("Sjabloon {}{regel}: {wat}.", sjabloon.pad)).hint("Verbeter het bestand of haal het weg.")
}

/// A case in which everything is known, to try a template on.
fn proefzaak() -> Berichtgegevens {
    let tekst = |t: &str| Some(t.to_owned());
    let feit = super::gegevens::Feitregel {
        tekst: "Feit.".to_owned(),
        bron: "bron".to_owned(),
        status: "bevestigd".to_owned(),
        op: "22-11 02:10".to_owned(),
    };
    let tijd = || tekst("zo 22-11-2026 02:10");
    Berichtgegevens {
        zaaknummer: "2026-W47-01".to_owned(),
        inrichting: tekst("FPC"),
        plaats: tekst("Plaats"),
        rij: tekst("2"),
        incident: tekst("Brand"),
        categorie: tekst("brand"),
        publiek: tekst("brand"),
        soort_zaak: Zaaksoort::Oa,
        voorval: tijd(),
        voorval_kort: tekst("22-11 02:10"),
        dag: tekst("22-11-2026"),
        constatering: tijd(),
        gebeld: tijd(),
        einde_oa: tijd(),
        feiten: Onderwerp::ALLE.into_iter().map(|o| (o, vec![feit.clone(), feit.clone()])).collect(),
        afhandeling: vec![feit],
        feitencontrole: tekst("1 van 2 feiten bevestigd"),
        besluiten: [(Besluitsoort::P, JaNee::Ja), (Besluitsoort::A, JaNee::Nee)].into(),
        meldingen: vec!["MBV".to_owned()],
        formulier: tekst("MBV, ontvangen zo 22-11-2026 02:10"),
        ontbreekt: vec!["het briefnummer".to_owned()],
        aanhef: tekst("bewindspersoon"),
        opsteller: tekst("piket"),
        nu: "zo 22-11-2026 02:30".to_owned(),
        eerste_bericht: tekst("piketmelding"),
        verzonden: ConceptSoort::ALLE.into_iter().map(|s| (s, vec!["bericht".to_owned()])).collect(),
        regelboek: "proef".to_owned(),
    }
}

/// The same case with nothing known.
fn leeg(vol: Berichtgegevens) -> Berichtgegevens {
    Berichtgegevens {
        inrichting: None,
        plaats: None,
        rij: None,
        incident: None,
        categorie: None,
        publiek: None,
        soort_zaak: Zaaksoort::Voorval,
        voorval: None,
        voorval_kort: None,
        dag: None,
        constatering: None,
        gebeld: None,
        einde_oa: None,
        feiten: BTreeMap::new(),
        afhandeling: Vec::new(),
        feitencontrole: None,
        besluiten: BTreeMap::new(),
        meldingen: Vec::new(),
        formulier: None,
        ontbreekt: Vec::new(),
        aanhef: None,
        opsteller: None,
        eerste_bericht: None,
        verzonden: BTreeMap::new(),
        ..vol
    }
}
