//! The verbs within a verb: what can be done with the log, its copies, its key and what is kept.

use std::path::PathBuf;

use clap::Subcommand;

use crate::{
    acts::KeepingVerb,
    domain::{bewaartermijn::RetentionObject, head::HeadNote, ids::Zaaknummer, inrichting::Ownership, sector::Sector},
};

/// What can be done about keeping.
#[derive(Debug, Clone, Subcommand)]
pub enum RetentionVerb {
    /// Wis de teksten van gesloten zaken of van meldingen die terzijde liggen; dat komt niet terug.
    #[command(name = "wis")]
    Purge {
        /// Zaaknummers of meldingnummers.
        #[arg(id = "objecten", required = true, value_name = "ZAAK")]
        objects: Vec<RetentionObject>,
        /// Waarom.
        #[arg(id = "reden", long = "reden", value_name = "REDEN")]
        reason: String,
        /// Nieuw bestand waarin eerst komt te staan wat wordt gewist.
        #[arg(id = "uit", long = "uit", value_name = "BESTAND")]
        out: PathBuf,
    },
    /// What records no more than itself; the acts name these verbs and their arguments.
    #[command(flatten)]
    Keep(KeepingVerb),
}

/// What can be done with the list of inrichtingen.
#[derive(Debug, Clone, Subcommand)]
pub enum InrichtingVerb {
    /// Voeg een inrichting toe aan uw eigen lijst.
    #[command(name = "voeg-toe")]
    Add {
        /// Naam zoals meldingen die schrijven.
        #[arg(id = "naam", value_name = "NAAM")]
        name: String,
        /// Plaats.
        #[arg(id = "plaats", long = "plaats", value_name = "PLAATS")]
        place: String,
        /// rijks of particulier; dat bepaalt wie over een datalek beslist.
        #[arg(id = "beheer", long = "beheer", value_name = "BEHEER")]
        ownership: Ownership,
        /// Sector; die bepaalt welk regelboek geldt. Zonder: dat van de desk.
        #[arg(id = "sector", long = "sector", value_name = "SECTOR")]
        sector: Option<Sector>,
    },
    /// Leer de desk nog een naam voor een inrichting.
    Alias {
        /// Een naam die de desk al kent.
        #[arg(id = "naam", value_name = "NAAM")]
        name: String,
        /// De andere naam.
        alias: String,
    },
}

/// What can be done with the alarms.
#[derive(Debug, Clone, Subcommand)]
pub enum AlarmVerb {
    /// Toon het wekkerboek.
    #[command(name = "lijst")]
    List {
        /// Zaaknummer; zonder dit alle.
        zaak: Option<Zaaknummer>,
        /// Eén JSON-regel per regel van het boek.
        #[arg(long)]
        json: bool,
    },
    /// Zeg dat u het alarm van een zaak hebt gezien, of alle alarmen.
    #[command(name = "gezien")]
    Seen {
        /// Zaaknummer.
        #[arg(required_unless_present = "alles")]
        zaak: Option<Zaaknummer>,
        /// Elk alarm dat gaat of gemist is.
        #[arg(long = "alles", id = "alles", conflicts_with = "zaak")]
        all: bool,
    },
    /// Laat het alarm van een zaak later opnieuw gaan.
    #[command(name = "uitstel")]
    Snooze {
        /// Zaaknummer.
        zaak: Zaaknummer,
        /// Over hoeveel minuten.
        #[arg(id = "minuten", long = "minuten", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=720), value_name = "MINUTEN")]
        minutes: u16,
        /// bezig, gebeld of wacht.
        #[arg(id = "reden", long = "reden", default_value = "zonder", value_name = "REDEN")]
        reason: String,
    },
}

/// What can be done with copies of the log.
#[derive(Debug, Clone, Subcommand)]
pub enum BackupVerb {
    /// Maak nu een reservekopie.
    #[command(name = "maak")]
    Create,
    /// Toon de reservekopieën en kijk ze na.
    #[command(name = "lijst")]
    List,
    /// Zet een reservekopie terug; wat er stond blijft bewaard.
    #[command(name = "terugzetten")]
    Restore {
        /// Naam uit de lijst.
        #[arg(id = "naam", value_name = "NAAM")]
        name: String,
    },
}

/// What can be done with the log.
#[derive(Debug, Clone, Subcommand)]
pub enum LogVerb {
    /// Reken de keten na en toon de kop als vijf woorden.
    #[command(name = "controleer")]
    Check {
        /// Een elders genoteerde kop: vijf woorden, of de hash.
        #[arg(id = "kop", long = "kop", value_name = "KOP")]
        head: Option<HeadNote>,
        /// De regel waarbij die kop is genoteerd.
        #[arg(id = "bij", long = "bij", value_name = "REGEL", requires = "kop")]
        at: Option<u64>,
    },
    /// Toon wie wat heeft ingezien, geëxporteerd of gewist.
    #[command(name = "inzage")]
    Audit {
        /// Eén JSON-regel per inzage.
        #[arg(long)]
        json: bool,
    },
    /// Schrijf alle regels, teksten en bestanden als JSON.
    #[command(name = "exporteer")]
    Export {
        /// Nieuw bestand, dat alleen u kunt lezen; standaarduitvoer als het ontbreekt.
        #[arg(id = "uit", long = "uit", value_name = "BESTAND")]
        out: Option<PathBuf>,
        /// Vervang een bestand dat er al is.
        #[arg(id = "vervang", long = "vervang", requires = "uit")]
        replace: bool,
    },
    /// Lees een export terug in een leeg logboek.
    #[command(name = "importeer")]
    Import {
        /// Bestand van «logboek exporteer».
        #[arg(id = "bestand", value_name = "BESTAND")]
        file: PathBuf,
    },
}

/// What can be done with the key.
#[derive(Debug, Clone, Subcommand)]
pub enum KeyVerb {
    /// Kies een nieuw wachtwoord; het logboek zelf blijft zoals het is.
    #[command(name = "wijzig")]
    Change {
        /// Lees het nieuwe wachtwoord uit dit bestand, dat alleen u mag kunnen lezen.
        #[arg(id = "nieuw_wachtwoord_bestand", long = "nieuw-wachtwoord-bestand", value_name = "BESTAND")]
        new_passphrase_file: Option<PathBuf>,
    },
}
