//! The verbs within a verb: what can be done with the log, its copies, its key and what is kept.

use std::path::PathBuf;

use clap::Subcommand;

use crate::domain::{bewaartermijn::Bewaarobject, ids::Zaaknummer, inrichting::Beheer, kop::Kopnotitie};

/// What can be done about keeping.
#[derive(Debug, Clone, Subcommand)]
pub enum Bewaarverb {
    /// Wis de teksten van gesloten zaken of van meldingen die terzijde liggen; dat komt niet terug.
    Wis {
        /// Zaaknummers of meldingnummers.
        #[arg(required = true, value_name = "ZAAK")]
        objecten: Vec<Bewaarobject>,
        /// Waarom.
        #[arg(long)]
        reden: String,
        /// Nieuw bestand waarin eerst komt te staan wat wordt gewist.
        #[arg(long, value_name = "BESTAND")]
        uit: PathBuf,
    },
    /// Houd een zaak vast: ze wordt niet gewist.
    Houd {
        /// Zaaknummer.
        zaak: Zaaknummer,
        /// Waarom.
        #[arg(long)]
        reden: String,
    },
    /// Geef een vastgehouden zaak vrij.
    Vrij {
        /// Zaaknummer.
        zaak: Zaaknummer,
        /// Waarom.
        #[arg(long)]
        reden: String,
    },
}

/// What can be done with the list of inrichtingen.
#[derive(Debug, Clone, Subcommand)]
pub enum Inrichtingverb {
    /// Voeg een inrichting toe aan uw eigen lijst.
    VoegToe {
        /// Naam zoals meldingen die schrijven.
        naam: String,
        /// Plaats.
        #[arg(long)]
        plaats: String,
        /// rijks of particulier; dat bepaalt wie over een datalek beslist.
        #[arg(long)]
        beheer: Beheer,
    },
    /// Leer de desk nog een naam voor een inrichting.
    Alias {
        /// Een naam die de desk al kent.
        naam: String,
        /// De andere naam.
        alias: String,
    },
}

/// What can be done with the handover.
#[derive(Debug, Clone, Subcommand)]
pub enum Overdrachtverb {
    /// Schrijf de overdracht, zonder namen, met de kop van het logboek erop.
    Maak {
        /// Nieuw bestand, bijvoorbeeld overdracht.md.
        #[arg(long, value_name = "BESTAND")]
        uit: PathBuf,
    },
    /// Toon een overdracht en zeg of dit logboek er nog bij hoort.
    Lees {
        /// Het bestand.
        bestand: PathBuf,
    },
    /// Leg vast dat u de dienst overneemt.
    Aanvaard {
        /// Het bestand.
        bestand: PathBuf,
        /// Wie overneemt; anders de naam uit de instellingen.
        #[arg(long, value_name = "NAAM")]
        door: Option<String>,
    },
}

/// What can be done with the alarms.
#[derive(Debug, Clone, Subcommand)]
pub enum Wekkerverb {
    /// Toon het wekkerboek.
    Lijst {
        /// Zaaknummer; zonder dit alle.
        zaak: Option<Zaaknummer>,
        /// Eén JSON-regel per regel van het boek.
        #[arg(long)]
        json: bool,
    },
    /// Zeg dat u het alarm van een zaak hebt gezien.
    Gezien {
        /// Zaaknummer.
        zaak: Zaaknummer,
    },
    /// Laat het alarm van een zaak later opnieuw gaan.
    Uitstel {
        /// Zaaknummer.
        zaak: Zaaknummer,
        /// Over hoeveel minuten.
        #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=720))]
        minuten: u16,
        /// bezig, gebeld of wacht.
        #[arg(long, default_value = "zonder")]
        reden: String,
    },
}

/// What can be done with copies of the log.
#[derive(Debug, Clone, Subcommand)]
pub enum Reserveverb {
    /// Maak nu een reservekopie.
    Maak,
    /// Toon de reservekopieën en kijk ze na.
    Lijst,
    /// Zet een reservekopie terug; wat er stond blijft bewaard.
    Terugzetten {
        /// Naam uit de lijst.
        naam: String,
    },
}

/// What can be done with the log.
#[derive(Debug, Clone, Subcommand)]
pub enum Logboekverb {
    /// Reken de keten na en toon de kop als vijf woorden.
    Controleer {
        /// Een elders genoteerde kop: vijf woorden, of de hash.
        #[arg(long)]
        kop: Option<Kopnotitie>,
        /// De regel waarbij die kop is genoteerd.
        #[arg(long, value_name = "REGEL", requires = "kop")]
        bij: Option<u64>,
    },
    /// Toon wie wat heeft ingezien, geëxporteerd of gewist.
    Inzage {
        /// Eén JSON-regel per inzage.
        #[arg(long)]
        json: bool,
    },
    /// Schrijf alle regels, teksten en bestanden als JSON.
    Exporteer {
        /// Nieuw bestand, dat alleen u kunt lezen; standaarduitvoer als het ontbreekt.
        #[arg(long, value_name = "BESTAND")]
        uit: Option<PathBuf>,
    },
    /// Lees een export terug in een leeg logboek.
    Importeer {
        /// Bestand van «logboek exporteer».
        bestand: PathBuf,
    },
}

/// What can be done with the key.
#[derive(Debug, Clone, Subcommand)]
pub enum Sleutelverb {
    /// Kies een nieuw wachtwoord; het logboek zelf blijft zoals het is.
    Wijzig {
        /// Lees het nieuwe wachtwoord uit dit bestand, dat alleen u mag kunnen lezen.
        #[arg(long, value_name = "BESTAND")]
        nieuw_wachtwoord_bestand: Option<PathBuf>,
    },
}
