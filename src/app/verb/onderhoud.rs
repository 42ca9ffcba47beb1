//! The verbs within a verb: what can be done with the log, its copies, its key and what is kept.

use std::path::PathBuf;

use clap::Subcommand;

use crate::domain::{bewaartermijn::Bewaarobject, ids::Zaaknummer, kop::Kopnotitie};

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
    /// Schrijf alle regels als JSON.
    Exporteer {
        /// Bestand; standaarduitvoer als het ontbreekt.
        #[arg(long, value_name = "BESTAND")]
        uit: Option<PathBuf>,
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
