//! The verbs within `overdracht`: make it, read it, accept it, and file the receipt.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::args::OutArgs;
use crate::domain::ids::{Piketweek, Zaaknummer};

/// With what an encrypted handover is opened.
#[derive(Debug, Clone, Args)]
pub struct BundleKeyArgs {
    /// Bij een .age: lees het wachtwoord van de overdracht uit dit bestand, dat alleen u mag kunnen lezen.
    #[arg(
        id = "overdracht_wachtwoord",
        long = "overdracht-wachtwoord",
        value_name = "BESTAND",
        conflicts_with = "sleutel"
    )]
    pub passphrase: Option<PathBuf>,
    /// Bij een .age: uw sleutelbestand, zoals age-keygen het schrijft.
    #[arg(id = "sleutel", long = "sleutel", value_name = "BESTAND")]
    pub identity: Option<PathBuf>,
}

/// What can be done with the handover.
#[derive(Debug, Clone, Subcommand)]
pub enum OverdrachtVerb {
    /// Schrijf de overdracht: zonder namen als .md, .txt of .pdf; met de open zaken zelf, versleuteld, als .age.
    #[command(name = "maak")]
    Create {
        /// The file.
        #[command(flatten)]
        out: OutArgs,
        /// Piketweek, zoals 2026-W47; zonder dit de week die loopt, en op de wisseldag de week die eindigt.
        #[arg(id = "week", long = "week", value_name = "WEEK")]
        week: Option<Piketweek>,
        /// Bij een .age: lees het wachtwoord dat de overdracht krijgt uit dit bestand.
        #[arg(
            id = "overdracht_wachtwoord",
            long = "overdracht-wachtwoord",
            value_name = "BESTAND",
            conflicts_with = "aan"
        )]
        passphrase: Option<PathBuf>,
        /// Bij een .age: de publieke sleutel van wie overneemt (age1…); meer dan één mag.
        #[arg(id = "aan", long = "aan", value_name = "SLEUTEL")]
        recipients: Vec<String>,
    },
    /// Toon een overdracht; van een .md of .txt ook of dit logboek er nog bij hoort.
    #[command(name = "lees")]
    Read {
        /// Het bestand.
        #[arg(id = "bestand", value_name = "BESTAND")]
        file: PathBuf,
        /// With what it opens.
        #[command(flatten)]
        key: BundleKeyArgs,
    },
    /// Leg vast dat u de dienst overneemt; met een .age komen de zaken in uw logboek.
    #[command(name = "aanvaard")]
    Accept {
        /// Het bestand.
        #[arg(id = "bestand", value_name = "BESTAND")]
        file: PathBuf,
        /// Alleen deze zaken; zonder dit alle, en de inbox.
        #[arg(id = "zaak", value_name = "ZAAK")]
        zaken: Vec<Zaaknummer>,
        /// Wie overneemt; anders de naam uit de instellingen.
        #[arg(id = "door", long = "door", value_name = "NAAM")]
        by: Option<String>,
        /// With what it opens.
        #[command(flatten)]
        key: BundleKeyArgs,
        /// Bij een .age: nieuw bestand voor de ontvangst, die teruggaat naar wie overdraagt.
        #[arg(id = "uit", long = "uit", value_name = "BESTAND")]
        receipt: Option<PathBuf>,
    },
    /// Boek af wat een ander volgens zijn ontvangst heeft overgenomen.
    #[command(name = "ontvangst")]
    Receipt {
        /// Het bestand dat «overdracht aanvaard» schreef.
        #[arg(id = "bestand", value_name = "BESTAND")]
        file: PathBuf,
    },
}
