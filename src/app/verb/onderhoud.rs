//! The verbs within a verb: what can be done with the log, its copies, its key and what is kept.

use std::path::PathBuf;

use clap::Subcommand;

use crate::domain::{bewaartermijn::Bewaarobject, ids::Zaaknummer, inrichting::Beheer, kop::Kopnotitie};

/// What can be done about keeping.
#[derive(Debug, Clone, Subcommand)]
pub enum Bewaarverb {
    /// Wis de teksten van gesloten zaken of van meldingen die terzijde liggen; dat komt niet terug.
    #[command(name = "wis")]
    Wis {
        /// Zaaknummers of meldingnummers.
        #[arg(id = "objecten", required = true, value_name = "ZAAK")]
        objecten: Vec<Bewaarobject>,
        /// Waarom.
        #[arg(id = "reden", long = "reden", value_name = "REDEN")]
        reden: String,
        /// Nieuw bestand waarin eerst komt te staan wat wordt gewist.
        #[arg(id = "uit", long = "uit", value_name = "BESTAND")]
        uit: PathBuf,
    },
    /// Houd een zaak vast: ze wordt niet gewist.
    #[command(name = "houd")]
    Houd {
        /// Zaaknummer.
        zaak: Zaaknummer,
        /// Waarom.
        #[arg(id = "reden", long = "reden", value_name = "REDEN")]
        reden: String,
    },
    /// Geef een vastgehouden zaak vrij.
    #[command(name = "vrij")]
    Vrij {
        /// Zaaknummer.
        zaak: Zaaknummer,
        /// Waarom.
        #[arg(id = "reden", long = "reden", value_name = "REDEN")]
        reden: String,
    },
}

/// What can be done with the list of inrichtingen.
#[derive(Debug, Clone, Subcommand)]
pub enum Inrichtingverb {
    /// Voeg een inrichting toe aan uw eigen lijst.
    #[command(name = "voeg-toe")]
    VoegToe {
        /// Naam zoals meldingen die schrijven.
        #[arg(id = "naam", value_name = "NAAM")]
        naam: String,
        /// Plaats.
        #[arg(id = "plaats", long = "plaats", value_name = "PLAATS")]
        plaats: String,
        /// rijks of particulier; dat bepaalt wie over een datalek beslist.
        #[arg(id = "beheer", long = "beheer", value_name = "BEHEER")]
        beheer: Beheer,
    },
    /// Leer de desk nog een naam voor een inrichting.
    Alias {
        /// Een naam die de desk al kent.
        #[arg(id = "naam", value_name = "NAAM")]
        naam: String,
        /// De andere naam.
        alias: String,
    },
}

/// What can be done with the handover.
#[derive(Debug, Clone, Subcommand)]
pub enum Overdrachtverb {
    /// Schrijf de overdracht, zonder namen, met de kop van het logboek erop.
    #[command(name = "maak")]
    Maak {
        /// Nieuw bestand, bijvoorbeeld overdracht.md.
        #[arg(id = "uit", long = "uit", value_name = "BESTAND")]
        uit: PathBuf,
    },
    /// Toon een overdracht en zeg of dit logboek er nog bij hoort.
    #[command(name = "lees")]
    Lees {
        /// Het bestand.
        #[arg(id = "bestand", value_name = "BESTAND")]
        bestand: PathBuf,
    },
    /// Leg vast dat u de dienst overneemt.
    #[command(name = "aanvaard")]
    Aanvaard {
        /// Het bestand.
        #[arg(id = "bestand", value_name = "BESTAND")]
        bestand: PathBuf,
        /// Wie overneemt; anders de naam uit de instellingen.
        #[arg(id = "door", long = "door", value_name = "NAAM")]
        door: Option<String>,
    },
}

/// What can be done with the alarms.
#[derive(Debug, Clone, Subcommand)]
pub enum Wekkerverb {
    /// Toon het wekkerboek.
    #[command(name = "lijst")]
    Lijst {
        /// Zaaknummer; zonder dit alle.
        zaak: Option<Zaaknummer>,
        /// Eén JSON-regel per regel van het boek.
        #[arg(long)]
        json: bool,
    },
    /// Zeg dat u het alarm van een zaak hebt gezien.
    #[command(name = "gezien")]
    Gezien {
        /// Zaaknummer.
        zaak: Zaaknummer,
    },
    /// Laat het alarm van een zaak later opnieuw gaan.
    #[command(name = "uitstel")]
    Uitstel {
        /// Zaaknummer.
        zaak: Zaaknummer,
        /// Over hoeveel minuten.
        #[arg(id = "minuten", long = "minuten", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=720), value_name = "MINUTEN")]
        minuten: u16,
        /// bezig, gebeld of wacht.
        #[arg(id = "reden", long = "reden", default_value = "zonder", value_name = "REDEN")]
        reden: String,
    },
}

/// What can be done with copies of the log.
#[derive(Debug, Clone, Subcommand)]
pub enum Reserveverb {
    /// Maak nu een reservekopie.
    #[command(name = "maak")]
    Maak,
    /// Toon de reservekopieën en kijk ze na.
    #[command(name = "lijst")]
    Lijst,
    /// Zet een reservekopie terug; wat er stond blijft bewaard.
    #[command(name = "terugzetten")]
    Terugzetten {
        /// Naam uit de lijst.
        #[arg(id = "naam", value_name = "NAAM")]
        naam: String,
    },
}

/// What can be done with the log.
#[derive(Debug, Clone, Subcommand)]
pub enum Logboekverb {
    /// Reken de keten na en toon de kop als vijf woorden.
    #[command(name = "controleer")]
    Controleer {
        /// Een elders genoteerde kop: vijf woorden, of de hash.
        #[arg(id = "kop", long = "kop", value_name = "KOP")]
        kop: Option<Kopnotitie>,
        /// De regel waarbij die kop is genoteerd.
        #[arg(id = "bij", long = "bij", value_name = "REGEL", requires = "kop")]
        bij: Option<u64>,
    },
    /// Toon wie wat heeft ingezien, geëxporteerd of gewist.
    #[command(name = "inzage")]
    Inzage {
        /// Eén JSON-regel per inzage.
        #[arg(long)]
        json: bool,
    },
    /// Schrijf alle regels, teksten en bestanden als JSON.
    #[command(name = "exporteer")]
    Exporteer {
        /// Nieuw bestand, dat alleen u kunt lezen; standaarduitvoer als het ontbreekt.
        #[arg(id = "uit", long = "uit", value_name = "BESTAND")]
        uit: Option<PathBuf>,
    },
    /// Lees een export terug in een leeg logboek.
    #[command(name = "importeer")]
    Importeer {
        /// Bestand van «logboek exporteer».
        #[arg(id = "bestand", value_name = "BESTAND")]
        bestand: PathBuf,
    },
}

/// What can be done with the key.
#[derive(Debug, Clone, Subcommand)]
pub enum Sleutelverb {
    /// Kies een nieuw wachtwoord; het logboek zelf blijft zoals het is.
    #[command(name = "wijzig")]
    Wijzig {
        /// Lees het nieuwe wachtwoord uit dit bestand, dat alleen u mag kunnen lezen.
        #[arg(id = "nieuw_wachtwoord_bestand", long = "nieuw-wachtwoord-bestand", value_name = "BESTAND")]
        nieuw_wachtwoord_bestand: Option<PathBuf>,
    },
}
