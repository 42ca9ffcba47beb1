//! The grammar of the verbs and of the global options (ONTWERP 7), with their Dutch help.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use super::{
    args::{
        self, BeslechtArgs, ConceptArgs, Globaal, InboxArgs, Lijstvorm, MeldArgs, SamenvoegArgs, SplitsArgs,
        StapStandArg, TermijnArgs, ZetTermijnArgs,
    },
    onderhoud::{Bewaarverb, Inrichtingverb, Logboekverb, Overdrachtverb, Reserveverb, Sleutelverb, Wekkerverb},
};
use crate::domain::{
    besluit::Besluitsoort,
    ids::{Meldingnummer, Piketweek, Zaaknummer},
    rij::Rij,
    stap::Stap,
};

/// How every help is laid out.
pub(super) const SJABLOON: &str = "{about-with-newline}\nGebruik: {usage}\n\n{all-args}{after-help}";

/// The program.
#[derive(Debug, Parser)]
#[command(
    name = "piket",
    about = "Piketdesk voor de piketfunctionaris van DJI, divisie ForZo/JJI. Geen officieel DJI-product.",
    version,
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true,
    help_template = SJABLOON,
    subcommand_help_heading = "Opdrachten",
    subcommand_value_name = "OPDRACHT",
    next_help_heading = "Opties",
    after_help = "Zonder opdracht opent de desk."
)]
pub struct Piket {
    /// Options that go with every verb.
    #[command(flatten)]
    pub globaal: Globaal,
    /// The verb; the desk itself when there is none.
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

/// All verbs.
#[derive(Debug, Clone, Subcommand)]
pub enum Verb {
    /// Open een fictieve week om te oefenen.
    Demo {
        /// Getal dat de fictieve week bepaalt.
        #[arg(id = "zaad", long = "zaad", default_value_t = 7, value_name = "GETAL")]
        zaad: u64,
        /// Maak alleen het demologboek in de map van --data-dir en stop.
        #[arg(id = "maak", long = "maak")]
        maak: bool,
        /// Begin met een leeg demologboek.
        #[arg(id = "leeg", long = "leeg")]
        leeg: bool,
        /// Twintig lopende termijnen, voor metingen.
        #[arg(id = "twintig", long = "twintig", hide = true, conflicts_with = "leeg")]
        twintig: bool,
    },
    /// Bereken de termijnen van een voorval en leg ze uit.
    Termijn(TermijnArgs),
    /// Toon de meldingenmatrix.
    Matrix {
        /// Als JSON.
        #[arg(long)]
        json: bool,
    },
    /// Toon de feestdagen en werkdagen van een jaar, per kalender.
    Kalender {
        /// Het jaar; zonder dit het lopende.
        #[arg(id = "jaar", long = "jaar", value_name = "JAAR", value_parser = clap::value_parser!(i32).range(1900..=2999))]
        jaar: Option<i32>,
        /// Als JSON.
        #[arg(long)]
        json: bool,
    },
    /// Leg een telefoontje vast en open een zaak.
    #[command(name = "meld")]
    Meld(Box<MeldArgs>),
    /// Lees mails (.eml, .msg, map of Maildir) in de inbox.
    #[command(name = "importeer")]
    Importeer {
        /// Bestanden of mappen.
        #[arg(id = "paden", required = true, value_name = "PAD")]
        paden: Vec<PathBuf>,
        /// Eén JSON-regel per bestand.
        #[arg(long)]
        json: bool,
    },
    /// Toon de meldingen in de inbox.
    Inbox(InboxArgs),
    /// Toon de zaken.
    #[command(name = "incidenten")]
    Incidenten(Lijstvorm),
    /// Toon één zaak, of met --op de hele desk zoals toen bekend.
    #[command(name = "toon")]
    Toon {
        /// Zaaknummer, bijvoorbeeld 2026-W47-03.
        #[arg(required_unless_present = "op")]
        zaak: Option<Zaaknummer>,
        /// Zoals bekend op dit moment.
        #[arg(id = "op", long = "op", value_name = "TIJD")]
        op: Option<String>,
        /// Als JSON.
        #[arg(long)]
        json: bool,
    },
    /// Open een zaak met een melding uit de inbox.
    Open {
        /// Meldingnummer, bijvoorbeeld M0012.
        melding: Meldingnummer,
    },
    /// Voeg een melding bij een zaak.
    #[command(name = "koppel")]
    Koppel {
        /// Meldingnummer.
        melding: Meldingnummer,
        /// Zaaknummer.
        zaak: Zaaknummer,
    },
    /// Maak een melding los van haar zaak.
    #[command(name = "ontkoppel")]
    Ontkoppel {
        /// Meldingnummer.
        melding: Meldingnummer,
    },
    /// Aanvaard een onvolledig formulier als voorlopig.
    #[command(name = "aanvaard")]
    Aanvaard {
        /// Zaaknummer.
        zaak: Zaaknummer,
        /// Waarom het zo kan.
        #[arg(id = "reden", long = "reden", value_name = "REDEN")]
        reden: String,
    },
    /// Leg een melding terzijde.
    #[command(name = "terzijde")]
    Terzijde {
        /// Meldingnummer.
        melding: Meldingnummer,
        /// Waarom.
        #[arg(id = "reden", long = "reden", value_name = "REDEN")]
        reden: String,
    },
    /// Leg een melding terug in de inbox.
    #[command(name = "terugleggen")]
    Terugleggen {
        /// Meldingnummer.
        melding: Meldingnummer,
    },
    /// Kies de rij van de meldingenmatrix, of een andere rij met een reden.
    Rij {
        /// Zaaknummer.
        zaak: Zaaknummer,
        /// 1–23 of A–G.
        nr: Rij,
        /// Waarom een andere rij.
        #[arg(id = "reden", long = "reden", default_value = "", value_name = "REDEN")]
        reden: String,
    },
    /// Wijzig inrichting en tijden van een zaak.
    #[command(name = "gegevens")]
    Gegevens {
        /// Zaaknummer.
        zaak: Zaaknummer,
        /// Naam van de inrichting.
        #[arg(long)]
        inrichting: Option<String>,
        /// Tijd van het voorval.
        #[arg(long, value_name = "TIJD")]
        voorval: Option<String>,
        /// Tijd van de constatering.
        #[arg(long, value_name = "TIJD")]
        constatering: Option<String>,
        /// Tijd van het telefoontje.
        #[arg(id = "gebeld", long = "gebeld", value_name = "TIJD")]
        gebeld: Option<String>,
        /// Tijd van terugkeer of aanhouding.
        #[arg(id = "einde_oa", long = "einde-oa", value_name = "TIJD")]
        einde_oa: Option<String>,
    },
    /// Noteer een feit.
    Feit {
        /// Zaaknummer.
        zaak: Zaaknummer,
        /// gebeurtenis, betrokkenen, letsel, situatie, maatregelen, politie, media, omgeving, onbekend, vervolg of afloop.
        #[arg(id = "onderwerp", value_name = "ONDERWERP")]
        onderwerp: String,
        /// Het feit.
        #[arg(id = "tekst", value_name = "TEKST")]
        tekst: String,
        /// Wie of wat het zegt.
        #[arg(id = "bron", long = "bron", default_value = "", value_name = "BRON")]
        bron: String,
        /// gemeld, bevestigd, tegengesproken of onbekend.
        #[arg(long, default_value = "gemeld")]
        status: String,
    },
    /// Zet een feit op een andere status.
    FeitStatus {
        /// Zaaknummer.
        zaak: Zaaknummer,
        /// Nummer van het feit.
        feit: u32,
        /// gemeld, bevestigd, tegengesproken of onbekend.
        status: String,
    },
    /// Kies wat telt waar twee bronnen elkaar tegenspreken; «toon» nummert ze.
    #[command(name = "beslecht")]
    Beslecht(BeslechtArgs),
    /// Beantwoord een weegvraag.
    #[command(name = "weeg")]
    Weeg {
        /// Zaaknummer.
        zaak: Zaaknummer,
        /// Nummer van de vraag, bijvoorbeeld G1.
        #[arg(id = "vraag", value_name = "VRAAG")]
        vraag: String,
        /// ja, nee of onbekend.
        #[arg(id = "antwoord", value_name = "ANTWOORD")]
        antwoord: String,
    },
    /// Beslis over P of A.
    Besluit {
        /// Zaaknummer.
        zaak: Zaaknummer,
        /// P of A.
        #[arg(id = "over", value_parser = args::letter, value_name = "OVER")]
        over: Besluitsoort,
        /// ja of nee.
        #[arg(id = "keuze", value_name = "KEUZE")]
        keuze: String,
        /// Waarom.
        #[arg(id = "reden", long = "reden", value_name = "REDEN")]
        reden: String,
    },
    /// Merk een stap van de checklist.
    #[command(name = "stap")]
    Stap {
        /// Zaaknummer.
        zaak: Zaaknummer,
        /// Naam of nummer van de stap.
        #[arg(id = "stap", value_name = "STAP")]
        stap: Stap,
        /// gereed, niet-nodig, wacht of open.
        #[arg(id = "stand", value_name = "STAND")]
        stand: StapStandArg,
        /// Waaruit dat blijkt, of waarom.
        #[arg(id = "reden", long = "reden", default_value = "", value_name = "REDEN")]
        reden: String,
        /// Wanneer het zover was.
        #[arg(id = "om", long = "om", value_name = "TIJD")]
        om: Option<String>,
    },
    /// Maak, controleer of meld een bericht verzonden.
    #[command(name = "concept")]
    Concept(ConceptArgs),
    /// Kies een andere lezing of tijd voor een termijn, of ga terug naar de berekende.
    #[command(name = "zet-termijn")]
    ZetTermijn(ZetTermijnArgs),
    /// Zet een eigen herinnering bij een zaak, of merk haar als af.
    #[command(name = "herinner")]
    Herinner {
        /// Zaaknummer.
        zaak: Zaaknummer,
        /// Wanneer, bijvoorbeeld 03:30.
        #[arg(id = "tijd", required_unless_present = "af", value_name = "TIJD")]
        tijd: Option<String>,
        /// Waaraan.
        #[arg(id = "tekst", required_unless_present = "af", value_name = "TEKST")]
        tekst: Option<String>,
        /// Merk de herinnering met dit nummer als af.
        #[arg(id = "af", long = "af", value_name = "NR", conflicts_with_all = ["tijd", "tekst"])]
        af: Option<u32>,
    },
    /// Schrijf de alarmen als agenda, voor een telefoon of Outlook.
    Agenda {
        /// Bestand op .ics; een eerder bestand wordt vervangen.
        #[arg(id = "uit", long = "uit", value_name = "BESTAND")]
        uit: PathBuf,
    },
    /// Toon wat er gepland was en wat er ging, of antwoord op een alarm.
    #[command(name = "wekker")]
    Wekker {
        /// Wat te doen.
        #[command(subcommand)]
        wat: Wekkerverb,
    },
    /// Geef alarm zonder scherm.
    #[command(name = "wacht")]
    Wacht {
        /// Schrijf in plaats daarvan een unit waarmee systemd de wacht start.
        #[arg(id = "installeer", long = "installeer")]
        installeer: bool,
    },
    /// Kijk na of alles klaarstaat: alarmen, meldingen, opslag, regels en klok.
    #[command(name = "controle")]
    Controle {
        /// Als JSON.
        #[arg(long)]
        json: bool,
    },
    /// Sluit een zaak.
    #[command(name = "sluit")]
    Sluit {
        /// Zaaknummer.
        zaak: Zaaknummer,
    },
    /// Heropen een gesloten zaak.
    #[command(name = "heropen")]
    Heropen {
        /// Zaaknummer.
        zaak: Zaaknummer,
        /// Waarom.
        #[arg(id = "reden", long = "reden", value_name = "REDEN")]
        reden: String,
    },
    /// Laat een zaak opgaan in een andere: het is één voorval.
    #[command(name = "samenvoegen")]
    Samenvoegen(SamenvoegArgs),
    /// Maak van een zaak die was opgegaan weer een eigen zaak.
    #[command(name = "splitsen")]
    Splitsen(SplitsArgs),
    /// Schrijf de incidentenmonitor van een piketweek.
    Monitor {
        /// Bijvoorbeeld 2026-W47.
        #[arg(long)]
        week: Piketweek,
        /// Bestand op .md, .csv of .json.
        #[arg(id = "uit", long = "uit", value_name = "BESTAND")]
        uit: PathBuf,
    },
    /// Tel de tekens en segmenten van een SMS.
    #[command(name = "sms-telling")]
    SmsTelling {
        /// De tekst.
        #[arg(id = "tekst", long = "tekst", value_name = "TEKST")]
        tekst: String,
        /// Als JSON.
        #[arg(long)]
        json: bool,
    },
    /// Controleer het logboek, exporteer het of toon wie het inzag.
    #[command(name = "logboek")]
    Logboek {
        /// Wat te doen.
        #[command(subcommand)]
        wat: Logboekverb,
    },
    /// Wijzig het wachtwoord van de opslag.
    #[command(name = "sleutel")]
    Sleutel {
        /// Wat te doen.
        #[command(subcommand)]
        wat: Sleutelverb,
    },
    /// Toon van welke zaken en meldingen een bewaartermijn loopt, wis ze of houd ze vast.
    #[command(args_conflicts_with_subcommands = true)]
    Bewaartermijn {
        /// Eén JSON-regel per zaak of melding.
        #[arg(long)]
        json: bool,
        /// Wat te doen; zonder dit de lijst.
        #[command(subcommand)]
        wat: Option<Bewaarverb>,
    },
    /// Maak, lees of aanvaard de overdracht aan de volgende piketfunctionaris.
    Overdracht {
        /// Wat te doen.
        #[command(subcommand)]
        wat: Overdrachtverb,
    },
    /// Maak of bekijk reservekopieën van het logboek, of zet er een terug.
    #[command(name = "reservekopie")]
    Reservekopie {
        /// Wat te doen.
        #[command(subcommand)]
        wat: Reserveverb,
    },
    /// Toon de bekende inrichtingen, of vul uw eigen lijst aan.
    #[command(args_conflicts_with_subcommands = true)]
    Inrichtingen {
        /// Eén JSON-regel per inrichting.
        #[arg(long)]
        json: bool,
        /// Wat te doen; zonder dit de lijst.
        #[command(subcommand)]
        wat: Option<Inrichtingverb>,
    },
    /// Bouw de afgeleide tabellen opnieuw uit het logboek.
    #[command(name = "herbouw")]
    Herbouw,
    /// Schrijf aanvullingen voor een shell.
    #[command(name = "aanvullingen")]
    Aanvullingen {
        /// bash, zsh, fish, elvish of powershell.
        shell: String,
    },
    /// Schrijf de handleiding (man).
    Man,
}
