//! The options of the verbs that have many, and those that go with every verb.

use std::path::PathBuf;

use clap::{ArgAction, Args, ValueEnum};

use crate::domain::{
    besluit::Besluitsoort,
    concept::ConceptSoort,
    fout::Fout,
    ids::{Meldingnummer, Zaaknummer},
    leesregel::Leesregel,
    rij::Rij,
    termijnsoort::Kalender,
};

/// Options that go with every verb.
#[derive(Debug, Clone, Args)]
pub struct Globaal {
    /// Map waarin het logboek staat.
    #[arg(long, value_name = "MAP", env = "PIKET_DATA_DIR", hide_env = true, global = true)]
    pub data_dir: Option<PathBuf>,
    /// Lees het wachtwoord van de opslag uit dit bestand, dat alleen u mag kunnen lezen.
    #[arg(id = "wachtwoord_bestand", long = "wachtwoord-bestand", value_name = "BESTAND", global = true)]
    pub wachtwoord_bestand: Option<PathBuf>,
    /// Doe alsof het nu deze tijd is; alleen in een demo.
    #[arg(id = "nu", long = "nu", value_name = "TIJD", global = true)]
    pub nu: Option<String>,
    /// Stuur de klok van een demo vanuit een bestand, voor proeven.
    #[arg(id = "klok", long = "klok", value_name = "BESTAND", global = true, hide = true)]
    pub klok: Option<PathBuf>,
    /// Toon deze hulp.
    #[arg(long, short = 'h', action = ArgAction::Help, global = true)]
    pub help: Option<bool>,
    /// Toon de versie.
    #[arg(id = "versie", long = "versie", short = 'V', action = ArgAction::Version)]
    pub versie: Option<bool>,
}

/// How a list is shown.
#[derive(Debug, Clone, Args)]
pub struct Lijstvorm {
    /// Eén JSON-regel per item.
    #[arg(long)]
    pub json: bool,
    /// Ook wat gesloten, gekoppeld of terzijde is.
    #[arg(id = "alles", long = "alles")]
    pub alles: bool,
}

/// The inbox, or one mail out of it.
#[derive(Debug, Clone, Args)]
pub struct InboxArgs {
    /// The list.
    #[command(flatten)]
    pub vorm: Lijstvorm,
    /// De mail van deze melding, byte voor byte zoals hij binnenkwam.
    #[arg(id = "bron", long = "bron", value_name = "MELDING", requires = "uit", conflicts_with_all = ["json", "alles"])]
    pub bron: Option<Meldingnummer>,
    /// Bestand voor die mail.
    #[arg(id = "uit", long = "uit", value_name = "BESTAND", requires = "bron")]
    pub uit: Option<PathBuf>,
}

/// The times of one case, or a batch.
#[derive(Debug, Clone, Args)]
pub struct TermijnArgs {
    /// Rij: 1–23 of A–G.
    #[arg(long, required_unless_present = "batch")]
    pub nr: Option<Rij>,
    /// Tijd van het voorval.
    #[arg(long, value_name = "TIJD", required_unless_present = "batch")]
    pub voorval: Option<String>,
    /// Tijd van de constatering.
    #[arg(long, value_name = "TIJD")]
    pub constatering: Option<String>,
    /// Tijd van terugkeer of aanhouding.
    #[arg(id = "einde_oa", long = "einde-oa", value_name = "TIJD")]
    pub einde_oa: Option<String>,
    /// cao-rijk of termijnenwet.
    #[arg(long)]
    pub kalender: Option<Kalender>,
    /// Als JSON.
    #[arg(long)]
    pub json: bool,
    /// JSON-regels uit een bestand, of - voor standaardinvoer.
    #[arg(long, value_name = "BESTAND", conflicts_with_all = ["nr", "voorval", "constatering", "einde_oa", "kalender"])]
    pub batch: Option<PathBuf>,
}

/// A call from the shell.
#[derive(Debug, Clone, Args)]
pub struct MeldArgs {
    /// Rij: 1–23 of A–G; kan later.
    #[arg(long)]
    pub nr: Option<Rij>,
    /// Naam van de inrichting.
    #[arg(long)]
    pub inrichting: Option<String>,
    /// Tijd van het voorval.
    #[arg(long, value_name = "TIJD")]
    pub voorval: Option<String>,
    /// Tijd van de constatering.
    #[arg(long, value_name = "TIJD")]
    pub constatering: Option<String>,
    /// Tijd van het telefoontje; nu als het ontbreekt.
    #[arg(id = "gebeld", long = "gebeld", value_name = "TIJD")]
    pub gebeld: Option<String>,
    /// Wie belde.
    #[arg(id = "beller", long = "beller", default_value = "", value_name = "BELLER")]
    pub beller: String,
    /// Terugbelnummer.
    #[arg(id = "nummer", long = "nummer", default_value = "", value_name = "NUMMER")]
    pub nummer: String,
    /// Wat er is gebeurd.
    #[arg(id = "wat", long = "wat", default_value = "", value_name = "WAT")]
    pub wat: String,
}

/// Which of two sources counts.
#[derive(Debug, Clone, Args)]
pub struct BeslechtArgs {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// Nummer van de tegenspraak.
    pub nr: usize,
    /// eerste, tweede of beide.
    #[arg(id = "telt", value_name = "TELT")]
    pub telt: String,
    /// Waarom; bij «beide» verplicht.
    #[arg(id = "reden", long = "reden", default_value = "", value_name = "REDEN")]
    pub reden: String,
}

/// A case that goes up in another.
#[derive(Debug, Clone, Args)]
pub struct SamenvoegArgs {
    /// De zaak die opgaat in de andere.
    pub zaak: Zaaknummer,
    /// De zaak die blijft.
    #[arg(id = "met", long = "met", value_name = "ZAAK")]
    pub met: Zaaknummer,
    /// Waarom.
    #[arg(id = "reden", long = "reden", value_name = "REDEN")]
    pub reden: String,
}

/// A case that comes out of another again.
#[derive(Debug, Clone, Args)]
pub struct SplitsArgs {
    /// De zaak die was opgegaan.
    pub zaak: Zaaknummer,
    /// Waarom.
    #[arg(id = "reden", long = "reden", value_name = "REDEN")]
    pub reden: String,
}

/// Which moment of a term counts; without a moment or a reading the calculated one.
#[derive(Debug, Clone, Args)]
pub struct ZetTermijnArgs {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// mbv, moa, moa-fast-nl, moa-einde of ap-datalek.
    #[arg(id = "soort", value_name = "SOORT")]
    pub soort: String,
    /// Nieuw uiterlijk moment; zonder dit en zonder --lezing telt de berekende termijn.
    #[arg(id = "uiterlijk", long = "uiterlijk", value_name = "TIJD")]
    pub uiterlijk: Option<String>,
    /// Een lezing van de bron, bijvoorbeeld volgende-werkdag.
    #[arg(long, value_name = "LEZING", conflicts_with = "uiterlijk")]
    pub lezing: Option<Leesregel>,
    /// Waarom.
    #[arg(id = "reden", long = "reden", value_name = "REDEN")]
    pub reden: String,
}

/// Everything about a draft.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
#[derive(Debug, Clone, Args)]
pub struct ConceptArgs {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// sms, piketmelding, afloopbericht of aanvulverzoek.
    #[arg(id = "soort", value_name = "SOORT")]
    pub soort: ConceptSoort,
    /// Schrijf naar dit bestand: .txt of .eml.
    #[arg(id = "uit", long = "uit", value_name = "BESTAND")]
    pub uit: Option<PathBuf>,
    /// Bewaar deze tekst als nieuwe versie (- leest standaardinvoer).
    #[arg(id = "tekst", long = "tekst", value_name = "BESTAND")]
    pub tekst: Option<PathBuf>,
    /// Maak de tekst opnieuw uit het sjabloon.
    #[arg(id = "opnieuw", long = "opnieuw", conflicts_with = "tekst")]
    pub opnieuw: bool,
    /// Vul wat nog open staat in met «niet bekend».
    #[arg(id = "onbekend", long = "onbekend")]
    pub onbekend: bool,
    /// Merk de laatste versie als gecontroleerd.
    #[arg(id = "gecontroleerd", long = "gecontroleerd")]
    pub gecontroleerd: bool,
    /// Noteer dat de gecontroleerde versie verstuurd is, met --kanaal en --aan.
    #[arg(id = "verzonden", long = "verzonden", requires = "aan")]
    pub verzonden: bool,
    /// Wanneer verstuurd; nu als het ontbreekt.
    #[arg(id = "om", long = "om", value_name = "TIJD", requires = "verzonden")]
    pub om: Option<String>,
    /// Kanaal van de verzending.
    #[arg(id = "kanaal", long = "kanaal", default_value = "e-mail", requires = "verzonden", value_name = "KANAAL")]
    pub kanaal: String,
    /// Aan wie het is verstuurd.
    #[arg(id = "aan", long = "aan", requires = "verzonden", value_name = "AAN")]
    pub aan: Option<String>,
}

/// Where a step is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StapStandArg {
    /// Klaar.
    #[value(name = "gereed")]
    Gereed,
    /// Niet nodig, met reden.
    #[value(name = "niet-nodig")]
    NietNodig,
    /// Wacht op iemand.
    #[value(name = "wacht")]
    Wacht,
    /// Weer open.
    Open,
}

/// P or A.
///
/// # Errors
/// When it is neither.
pub fn letter(tekst: &str) -> Result<Besluitsoort, Fout> {
    match tekst {
        "P" | "p" => Ok(Besluitsoort::P),
        "A" | "a" => Ok(Besluitsoort::A),
        _ => Err(Fout::gebruik(format!("«{tekst}» is geen besluit.")).hint("Kies P of A.")),
    }
}
