//! What keys do, one family of acts per file. The topmost layer gets the key first, then the keymap
//! of where the officer is.

pub mod concept;
mod desk;
pub mod film;
mod formulier;
mod kiezer;
mod melding;
pub mod palet;
mod samenvoegen;
mod tegenspraak;
pub mod telefoon;
pub mod termijn;
mod watals;
pub mod wegen;
mod zaak;

pub use zaak::is_onvolledig;

use super::{
    act::Act,
    afscherming::{self, Afscherming},
    command::{CommandId, Scope, beschikbaar},
    effect::Effect,
    formulier::doel,
    item::Item,
    laag::Laag,
    masker,
    model::{Model, Tab, Vervolg},
    rol, slot,
    toets::{Code, Toets},
    wekdienst,
    werk::doe,
};
use crate::domain::{
    besluit::Besluitsoort, feit::Onderwerp, fout::Fout, stap::Stapstand, tegenspraak::Uitspraak,
    termijnkeuze::Termijnstelling,
};

/// Takes a key.
pub fn toets(model: &mut Model, toets: Toets, effects: &mut Vec<Effect>) {
    if afscherming::neem(model, toets, effects) {
        return;
    }
    if toets == (Toets { code: Code::Teken('c'), ctrl: true, alt: false }) {
        run(model, CommandId::Stoppen, effects);
        return;
    }
    match model.lagen.last() {
        Some(Laag::Formulier(_)) => formulier::toets(model, toets, effects),
        Some(Laag::Kiezer(_)) => kiezer::toets(model, toets, effects),
        Some(Laag::Wegen { .. }) => wegen::toets(model, toets, effects),
        Some(Laag::WatAls(..)) => watals::toets(model, toets, effects),
        Some(Laag::Editor(_)) => concept::toets(model, toets, effects),
        Some(Laag::Zoek(_)) => desk::zoektoets(model, toets, effects),
        Some(Laag::FilmLeest) => film::laat(model, toets),
        Some(Laag::Film(_)) => film::toets(model, toets, effects),
        None => {
            if let Some(id) = model.inrichting.keymap.vind(toets, &scopes(model)) {
                run(model, id, effects);
            }
        }
    }
}

/// Takes pasted text.
pub fn plak(model: &mut Model, tekst: &str) {
    // What nobody sees arrive is not taken in.
    match model.afscherming {
        Afscherming::Geen => {}
        Afscherming::Privacy => return,
        Afscherming::Slot(_) => return slot::plak(model, tekst),
    }
    let nu = model.nu;
    match model.lagen.last_mut() {
        Some(Laag::Formulier(form)) => {
            form.plak(tekst);
            form.onbewaard.get_or_insert(nu);
        }
        Some(Laag::Kiezer(k)) => {
            k.filter.plak(tekst);
            k.herfilter();
        }
        Some(Laag::Zoek(invoer) | Laag::WatAls(_, invoer)) => invoer.plak(tekst),
        Some(Laag::Wegen { .. } | Laag::Editor(_) | Laag::FilmLeest | Laag::Film(_)) | None => {}
    }
}

/// Where the officer is.
pub fn scopes(model: &Model) -> Vec<Scope> {
    match model.gekozen {
        Some(Item::Melding(_)) => vec![Scope::Melding, Scope::Desk],
        Some(Item::Zaak(_)) => vec![Scope::Zaak, Scope::Desk],
        None => vec![Scope::Desk],
    }
}

/// Runs a command, or says why it cannot be now.
pub fn run(model: &mut Model, id: CommandId, effects: &mut Vec<Effect>) {
    if let Err(waarom) = beschikbaar(model, id) {
        model.meld_fout(Fout::nee(waarom));
        return;
    }
    match id {
        CommandId::Telefoon => telefoon::begin(model),
        CommandId::Detail => desk::naar_detail(model, effects),
        CommandId::Terug => desk::terug(model),
        CommandId::Omlaag => desk::schuif(model, 1, effects),
        CommandId::Omhoog => desk::schuif(model, -1, effects),
        CommandId::Begin => desk::schuif(model, isize::MIN, effects),
        CommandId::Eind => desk::schuif(model, isize::MAX, effects),
        CommandId::PaginaOmlaag => desk::blader(model, desk::PAGINA, effects),
        CommandId::PaginaOmhoog => desk::blader(model, -desk::PAGINA, effects),
        CommandId::TabVerder => desk::naar_tab(model, 1, effects),
        CommandId::TabTerug => desk::naar_tab(model, Tab::ALLE.len() - 1, effects),
        CommandId::TabChecklist => desk::kies_tab(model, Tab::Checklist, effects),
        CommandId::TabBeeld => desk::kies_tab(model, Tab::Beeld, effects),
        CommandId::TabConcepten => desk::kies_tab(model, Tab::Concepten, effects),
        CommandId::TabTijdlijn => desk::kies_tab(model, Tab::Tijdlijn, effects),
        CommandId::Waarom => desk::kies_tab(model, Tab::Termijnen, effects),
        CommandId::Zoek => desk::zoek(model),
        CommandId::Gesloten => desk::toon_gesloten(model),
        CommandId::Onthul => masker::onthul(model, effects),
        CommandId::Film => film::vraag(model, effects),
        CommandId::Gezien => wekdienst::gezien(model, effects),
        CommandId::Later => wekdienst::stel_uit(model, effects),
        CommandId::Herinnering => zaak::herinner(model),
        CommandId::Privacy => afscherming::dek_af(model),
        CommandId::Vergrendel => slot::vergrendel(model, effects),
        CommandId::Palet => palet::open(model),
        CommandId::Hulp => palet::hulp(model),
        CommandId::Ongedaan => desk::ongedaan(model, effects),
        CommandId::Monitor => formulier::open(model, doel::monitor(model.week())),
        CommandId::NeemOver => rol::neem_over(model, effects),
        CommandId::Stoppen => desk::stop(model, effects),
        CommandId::Openen => melding::open(model, effects),
        CommandId::Koppelen => melding::koppel(model),
        CommandId::Losmaken => melding::maak_los(model, effects),
        CommandId::Terzijde => melding::leg_terzijde(model),
        CommandId::Terugleggen => melding::leg_terug(model, effects),
        CommandId::Bewerken => melding::bewerk(model),
        CommandId::Rij => zaak::kies_rij(model),
        CommandId::Gegevens => zaak::gegevens(model),
        CommandId::Feit => zaak::feit(model, Onderwerp::Gebeurtenis),
        CommandId::Beslechten => tegenspraak::vraag(model),
        CommandId::Wegen => zaak::weeg(model),
        CommandId::BesluitP => zaak::besluit(model, Besluitsoort::P),
        CommandId::BesluitA => zaak::besluit(model, Besluitsoort::A),
        CommandId::Concept => zaak::kies_concept(model),
        CommandId::Gereed => zaak::gereed(model, effects),
        CommandId::NietNodig => zaak::merk(model, Stapstand::NietNodig),
        CommandId::Wacht => zaak::merk(model, Stapstand::Wacht),
        CommandId::HeropenStap => zaak::heropen_stap(model, effects),
        CommandId::FeitStatus => zaak::feit_status(model, effects),
        CommandId::WatAls => watals::open(model),
        CommandId::Termijn => termijn::vraag(model),
        CommandId::Gecontroleerd => zaak::controleer_concept(model, effects),
        CommandId::Verzonden => zaak::meld_verzonden(model),
        CommandId::Sluiten => zaak::sluit(model, effects),
        CommandId::Aanvaarden => zaak::aanvaard(model),
        CommandId::Samenvoegen => samenvoegen::vraag(model),
        CommandId::Splitsen => samenvoegen::splits(model),
        CommandId::Heropenen => zaak::heropen(model),
    }
}

/// Records one act and says so.
pub fn zeg(model: &mut Model, act: &Act, effects: &mut Vec<Effect>) -> bool {
    doe(model, act, Vervolg::Zeg(zin(act)), effects)
}

/// Saves what was typed: calls and drafts that waited long enough, or all of it when `alles`.
pub fn bewaar_getypt(model: &mut Model, alles: bool, effects: &mut Vec<Effect>) {
    concept::bewaar(model, alles, effects);
    telefoon::bewaar(model, alles, effects);
}

/// What the bottom line says once an act is in the log.
pub fn zin(act: &Act) -> String {
    match act {
        Act::NoteerGesprek { .. } => "Het telefoontje is bewaard.".to_owned(),
        Act::OntvangPost { .. } => "De mail staat in de inbox.".to_owned(),
        Act::Open { melding } => format!("Voor melding {melding} is een zaak geopend."),
        Act::Koppel { melding, zaak } => format!("Melding {melding} hoort nu bij zaak {zaak}."),
        Act::Ontkoppel { melding } => format!("Melding {melding} is losgemaakt."),
        Act::Aanvaard { zaak, .. } => format!("Het formulier van zaak {zaak} is voorlopig aanvaard."),
        Act::LegTerzijde { melding, .. } => format!("Melding {melding} ligt terzijde."),
        Act::LegTerug { melding } => format!("Melding {melding} ligt weer in de inbox."),
        Act::KiesRij { rij, .. } => format!("Rij {rij} is gekozen."),
        Act::ZetInrichting { .. } => "De inrichting is vastgelegd.".to_owned(),
        Act::ZetTijden { .. } => "De tijden zijn vastgelegd.".to_owned(),
        Act::NoteerFeit { onderwerp, .. } => format!("Het feit over {} is genoteerd.", onderwerp.naam()),
        Act::BeoordeelFeit { feit, status, .. } => format!("Feit {feit} is {}.", status.woord()),
        Act::Beslecht { over, uitspraak, .. } => match uitspraak {
            Uitspraak::Eerste | Uitspraak::Tweede => format!("Vastgelegd is wat telt ({}).", over.over()),
            Uitspraak::Beide => format!("Beide blijven staan ({}).", over.over()),
        },
        Act::Weeg { vraag, antwoord, .. } => format!("Vraag {vraag}: {}.", antwoord.woord()),
        Act::Besluit { over, keuze, .. } => format!("Besluit {}: {}.", over.letter(), keuze.woord()),
        Act::ZetStap { stap, stand, .. } => {
            let hoe = match stand {
                Stapstand::Open => "weer open",
                Stapstand::Wacht => "in de wacht",
                Stapstand::Gereed => "gereed",
                Stapstand::NietNodig => "niet nodig",
            };
            format!("Stap {} staat op {hoe}.", stap.sleutel())
        }
        Act::BewaarConcept { concept, .. } => format!("Het concept {} is bewaard.", concept.naam()),
        Act::ControleerConcept { concept, .. } => format!("Het concept {} is gecontroleerd.", concept.naam()),
        Act::MeldVerzonden { concept, .. } => format!("De verzending ({}) is vastgelegd.", concept.naam()),
        Act::ZetTermijn { termijn, stelling, .. } => match stelling {
            Some(Termijnstelling::Moment(u)) => format!("De termijn {} staat op {}.", termijn.naam(), u.lang()),
            Some(Termijnstelling::Lezing(regel)) => format!("De termijn {} volgt de lezing «{regel}».", termijn.naam()),
            None => format!("De termijn {} is weer de berekende.", termijn.naam()),
        },
        Act::ZetHerinnering { om, .. } => format!("De herinnering staat op {}.", om.kort()),
        Act::HerinneringAf { herinnering, .. } => format!("Herinnering {herinnering} is af."),
        Act::NeemOp { zaak, week } => format!("Zaak {zaak} staat in de monitor van {week}."),
        Act::Sluit { zaak } => format!("Zaak {zaak} is gesloten."),
        Act::Heropen { zaak, .. } => format!("Zaak {zaak} is heropend."),
        Act::VoegSamen { bron, doel, .. } => format!("Zaak {bron} is opgegaan in zaak {doel}."),
        Act::Splits { bron, .. } => format!("Zaak {bron} is weer een eigen zaak, en open."),
        Act::Houd { zaak, .. } => format!("Zaak {zaak} wordt vastgehouden."),
        Act::Vrij { zaak, .. } => format!("Zaak {zaak} wordt niet langer vastgehouden."),
        Act::WisZaak { zaak, .. } => format!("De teksten van zaak {zaak} zijn gewist."),
        Act::WisMelding { melding, .. } => format!("De teksten van melding {melding} zijn gewist."),
    }
}
