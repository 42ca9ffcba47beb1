//! The options of the verbs that have many, and those that go with every verb.

use std::path::PathBuf;

use clap::{ArgAction, Args, ValueEnum};

use crate::domain::{
    besluit::BesluitKind,
    draft::DraftKind,
    error::Error,
    ids::{Meldingnummer, Zaaknummer},
    lezing_rule::LezingRule,
    rij::Rij,
    termijn_kind::Kalender,
};

/// Options that go with every verb.
#[derive(Debug, Clone, Args)]
pub struct GlobalArgs {
    /// Map waarin het logboek staat.
    #[arg(long, value_name = "MAP", env = "PIKET_DATA_DIR", hide_env = true, global = true)]
    pub data_dir: Option<PathBuf>,
    /// Lees het wachtwoord van de opslag uit dit bestand, dat alleen u mag kunnen lezen.
    #[arg(id = "wachtwoord_bestand", long = "wachtwoord-bestand", value_name = "BESTAND", global = true)]
    pub passphrase_file: Option<PathBuf>,
    /// Doe alsof het nu deze tijd is; alleen in een demo.
    #[arg(id = "nu", long = "nu", value_name = "TIJD", global = true)]
    pub now: Option<String>,
    /// Stuur de klok van een demo vanuit een bestand, voor proeven.
    #[arg(id = "klok", long = "klok", value_name = "BESTAND", global = true, hide = true)]
    pub clock_file: Option<PathBuf>,
    /// Toon deze hulp.
    #[arg(long, short = 'h', action = ArgAction::Help, global = true)]
    pub help: Option<bool>,
    /// Toon de versie.
    #[arg(id = "versie", long = "versie", short = 'V', action = ArgAction::Version)]
    pub version: Option<bool>,
}

/// How a list is shown.
#[derive(Debug, Clone, Args)]
pub struct ListArgs {
    /// Eén JSON-regel per item.
    #[arg(long)]
    pub json: bool,
    /// Ook wat gesloten, gekoppeld of terzijde is.
    #[arg(id = "alles", long = "alles")]
    pub everything: bool,
}

/// The inbox, or one mail out of it.
#[derive(Debug, Clone, Args)]
pub struct InboxArgs {
    /// The list.
    #[command(flatten)]
    pub format: ListArgs,
    /// De mail van deze melding, byte voor byte zoals hij binnenkwam.
    #[arg(id = "bron", long = "bron", value_name = "MELDING", requires = "uit", conflicts_with_all = ["json", "alles"])]
    pub source: Option<Meldingnummer>,
    /// Bestand voor die mail.
    #[arg(id = "uit", long = "uit", value_name = "BESTAND", requires = "bron")]
    pub out: Option<PathBuf>,
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
    pub oa_end: Option<String>,
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
pub struct ReportArgs {
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
    pub called: Option<String>,
    /// Wie belde.
    #[arg(id = "beller", long = "beller", default_value = "", value_name = "BELLER")]
    pub caller: String,
    /// Terugbelnummer.
    #[arg(id = "nummer", long = "nummer", default_value = "", value_name = "NUMMER")]
    pub number: String,
    /// Wat er is gebeurd.
    #[arg(id = "wat", long = "wat", default_value = "", value_name = "WAT")]
    pub what: String,
}

/// Which of two sources counts.
#[derive(Debug, Clone, Args)]
pub struct SettleArgs {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// Nummer van de tegenspraak.
    pub nr: usize,
    /// eerste, tweede of beide.
    #[arg(id = "telt", value_name = "TELT")]
    pub counted: String,
    /// Waarom; bij «beide» verplicht.
    #[arg(id = "reden", long = "reden", default_value = "", value_name = "REDEN")]
    pub reason: String,
}

/// A case that goes up in another.
#[derive(Debug, Clone, Args)]
pub struct MergeArgs {
    /// De zaak die opgaat in de andere.
    pub zaak: Zaaknummer,
    /// De zaak die blijft.
    #[arg(id = "met", long = "met", value_name = "ZAAK")]
    pub with: Zaaknummer,
    /// Waarom.
    #[arg(id = "reden", long = "reden", value_name = "REDEN")]
    pub reason: String,
}

/// A case that comes out of another again.
#[derive(Debug, Clone, Args)]
pub struct SplitArgs {
    /// De zaak die was opgegaan.
    pub zaak: Zaaknummer,
    /// Waarom.
    #[arg(id = "reden", long = "reden", value_name = "REDEN")]
    pub reason: String,
}

/// Which moment of a term counts; without a moment or a reading the calculated one.
#[derive(Debug, Clone, Args)]
pub struct SetTermijnArgs {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// mbv, moa, moa-fast-nl, moa-einde of ap-datalek.
    #[arg(id = "soort", value_name = "SOORT")]
    pub kind: String,
    /// Nieuw uiterlijk moment; zonder dit en zonder --lezing telt de berekende termijn.
    #[arg(id = "uiterlijk", long = "uiterlijk", value_name = "TIJD")]
    pub due: Option<String>,
    /// Een lezing van de bron, bijvoorbeeld volgende-werkdag.
    #[arg(long, value_name = "LEZING", conflicts_with = "uiterlijk")]
    pub lezing: Option<LezingRule>,
    /// Waarom.
    #[arg(id = "reden", long = "reden", value_name = "REDEN")]
    pub reason: String,
}

/// Everything about a draft.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
#[derive(Debug, Clone, Args)]
pub struct DraftArgs {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// sms, piketmelding, afloopbericht of aanvulverzoek.
    #[arg(id = "soort", value_name = "SOORT")]
    pub kind: DraftKind,
    /// Schrijf naar dit bestand: .txt of .eml.
    #[arg(id = "uit", long = "uit", value_name = "BESTAND")]
    pub out: Option<PathBuf>,
    /// Bewaar deze tekst als nieuwe versie (- leest standaardinvoer).
    #[arg(id = "tekst", long = "tekst", value_name = "BESTAND")]
    pub text: Option<PathBuf>,
    /// Maak de tekst opnieuw uit het sjabloon.
    #[arg(id = "opnieuw", long = "opnieuw", conflicts_with = "tekst")]
    pub again: bool,
    /// Vul wat nog open staat in met «niet bekend».
    #[arg(id = "onbekend", long = "onbekend")]
    pub unknown: bool,
    /// Merk de laatste versie als gecontroleerd.
    #[arg(id = "gecontroleerd", long = "gecontroleerd")]
    pub checked: bool,
    /// Noteer dat de gecontroleerde versie verstuurd is, met --kanaal en --aan.
    #[arg(id = "verzonden", long = "verzonden", requires = "aan")]
    pub sent: bool,
    /// Wanneer verstuurd; nu als het ontbreekt.
    #[arg(id = "om", long = "om", value_name = "TIJD", requires = "verzonden")]
    pub when: Option<String>,
    /// Kanaal van de verzending.
    #[arg(id = "kanaal", long = "kanaal", default_value = "e-mail", requires = "verzonden", value_name = "KANAAL")]
    pub channel: String,
    /// Aan wie het is verstuurd.
    #[arg(id = "aan", long = "aan", requires = "verzonden", value_name = "AAN")]
    pub to: Option<String>,
}

/// Where a step is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StepStateArg {
    /// Klaar.
    #[value(name = "gereed")]
    Done,
    /// Niet nodig, met reden.
    #[value(name = "niet-nodig")]
    NotNeeded,
    /// Wacht op iemand.
    #[value(name = "wacht")]
    Waiting,
    /// Weer open.
    Open,
}

/// P or A.
///
/// # Errors
/// When it is neither.
pub fn letter(text: &str) -> Result<BesluitKind, Error> {
    match text {
        "P" | "p" => Ok(BesluitKind::P),
        "A" | "a" => Ok(BesluitKind::A),
        _ => Err(Error::usage(format!("«{text}» is geen besluit.")).hint("Kies P of A.")),
    }
}
