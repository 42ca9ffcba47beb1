//! The grammar of the verbs and of the global options, with their Dutch help. What records stands with
//! the acts; here is what does not, and where the acts come in.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use super::{
    args::{
        DossierArgs, GateArgs, GlobalArgs, InboxArgs, ListArgs, MonitorArgs, OutArgs, PracticeArgs, ProvisionsArgs,
        SettingsArgs, TeachArgs, TermijnArgs, WeekArgs, WordsArgs,
    },
    maintenance::{AlarmVerb, BackupVerb, InrichtingVerb, KeyVerb, LogVerb, RetentionVerb},
    overdracht::OverdrachtVerb,
};
use crate::{
    acts::RecordingVerb,
    domain::{ids::Zaaknummer, sector::Sector},
};

/// How every help is laid out.
pub(super) const TEMPLATE: &str = "{about-with-newline}\nGebruik: {usage}\n\n{all-args}{after-help}";

/// The program.
#[derive(Debug, Parser)]
#[command(
    name = "piket",
    about = "Piketdesk voor de piketfunctionaris van DJI, divisie ForZo/JJI. Geen officieel DJI-product.",
    version,
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true,
    help_template = TEMPLATE,
    subcommand_help_heading = "Opdrachten",
    subcommand_value_name = "OPDRACHT",
    next_help_heading = "Opties",
    after_help = "Zonder opdracht opent de desk. Waar een tekst hoort leest - standaardinvoer."
)]
pub struct Piket {
    /// Options that go with every verb.
    #[command(flatten)]
    pub globals: GlobalArgs,
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
        seed: u64,
        /// Maak alleen het demologboek in de map van --data-dir en stop.
        #[arg(id = "maak", long = "maak")]
        create: bool,
        /// Begin met een leeg demologboek.
        #[arg(id = "leeg", long = "leeg")]
        empty: bool,
        /// Twintig lopende termijnen, voor metingen.
        #[arg(id = "twintig", long = "twintig", hide = true, conflicts_with = "leeg")]
        twenty: bool,
    },
    /// Oefen een nacht die sneller gaat: u wordt gebeld, en ziet hoe het ging.
    #[command(name = "oefen")]
    Practice(PracticeArgs),
    /// Bereken de termijnen van een voorval en leg ze uit.
    Termijn(TermijnArgs),
    /// Toon de meldingenmatrix.
    Matrix {
        /// Die van een andere sector, zoals jji.
        #[arg(id = "sector", long = "sector", value_name = "SECTOR")]
        sector: Option<Sector>,
        /// Als JSON.
        #[arg(long)]
        json: bool,
    },
    /// Toon de feestdagen en werkdagen van een jaar, per kalender.
    Kalender {
        /// Het jaar, van 1900 tot en met 2999; zonder dit het lopende.
        #[arg(id = "jaar", long = "jaar", value_name = "JAAR", value_parser = clap::value_parser!(i32).range(1900..=2999))]
        year: Option<i32>,
        /// Als JSON.
        #[arg(long)]
        json: bool,
    },
    /// Lees mails (.eml, .msg, map of Maildir) in de inbox.
    #[command(name = "importeer")]
    Import {
        /// Bestanden of mappen.
        #[arg(id = "paden", required = true, value_name = "PAD")]
        paths: Vec<PathBuf>,
        /// Eén JSON-regel per bestand.
        #[arg(long)]
        json: bool,
    },
    /// Toon de meldingen in de inbox.
    Inbox(InboxArgs),
    /// Toon de zaken.
    #[command(name = "incidenten")]
    Incidents(ListArgs),
    /// Zoek zaken en meldingen waarin elk van deze woorden begint.
    #[command(name = "zoek")]
    Search {
        /// Woorden, of het begin ervan.
        #[arg(id = "woorden", required = true, value_name = "WOORDEN")]
        words: Vec<String>,
        /// Als JSON.
        #[arg(long)]
        json: bool,
    },
    /// Toon één zaak, of met --op de hele desk zoals toen bekend.
    #[command(name = "toon")]
    Show {
        /// Zaaknummer, bijvoorbeeld 2026-W47-03.
        #[arg(required_unless_present = "op")]
        zaak: Option<Zaaknummer>,
        /// Zoals bekend op dit moment.
        #[arg(id = "op", long = "op", value_name = "TIJD")]
        at: Option<String>,
        /// Als JSON.
        #[arg(long)]
        json: bool,
    },
    /// What records; the acts name these verbs and their arguments.
    #[command(flatten)]
    Record(RecordingVerb),
    /// Maak de laatste handeling ongedaan, of die met dit nummer.
    #[command(name = "ongedaan")]
    Undo {
        /// Nummer van de handeling, zie --lijst.
        #[arg(id = "nr", value_name = "NR", conflicts_with = "lijst")]
        number: Option<u64>,
        /// Toon wat er is gedaan en wat ongedaan kan.
        #[arg(id = "lijst", long = "lijst")]
        list: bool,
        /// Eén JSON-regel per handeling.
        #[arg(long, requires = "lijst")]
        json: bool,
    },
    /// Zet terug wat het laatst ongedaan is gemaakt, of de handeling met dit nummer.
    #[command(name = "herstel")]
    Redo {
        /// Nummer van de handeling, zie «ongedaan --lijst».
        #[arg(id = "nr", value_name = "NR")]
        number: Option<u64>,
    },
    /// Schrijf de alarmen als agenda (.ics), voor een telefoon of Outlook.
    Agenda {
        /// The file.
        #[command(flatten)]
        out: OutArgs,
    },
    /// Toon wat er gepland was en wat er ging, of antwoord op een alarm.
    #[command(name = "wekker")]
    Alarm {
        /// Wat te doen.
        #[command(subcommand)]
        what: AlarmVerb,
    },
    /// Geef alarm zonder scherm.
    #[command(name = "wacht")]
    Watch {
        /// Schrijf in plaats daarvan een unit waarmee systemd de wacht start.
        #[arg(id = "installeer", long = "installeer")]
        install: bool,
    },
    /// Kijk na of alles klaarstaat: alarmen, meldingen, opslag, regels en klok.
    #[command(name = "controle")]
    Check {
        /// Als JSON.
        #[arg(long)]
        json: bool,
    },
    /// Schrijf de incidentenmonitor van piketweken, een jaar of dagen.
    Monitor(MonitorArgs),
    /// Toon een piketweek: wat er nog ontbreekt, en wat haar sluiten vraagt.
    Week(WeekArgs),
    /// Toon wat er is verstrekt: wat, wanneer, aan wie, hoe en op welke grondslag.
    #[command(name = "verstrekkingen")]
    Provisions(ProvisionsArgs),
    /// Schrijf het dossier van een zaak, met wie wat kreeg.
    Dossier(DossierArgs),
    /// Schrijf de achtergrond voor Kamervragen, met bron.
    #[command(name = "achtergrond")]
    Background(DossierArgs),
    /// Toon het adresboek: de lijn, woordvoering, meldkamer, partners en eigen adressen.
    #[command(name = "adressen")]
    Addresses {
        /// Eén JSON-regel per adres.
        #[arg(long)]
        json: bool,
    },
    /// Tel de tekens en segmenten van een SMS.
    #[command(name = "sms-telling")]
    SmsTally {
        /// De tekst.
        #[arg(id = "tekst", long = "tekst", value_name = "TEKST")]
        text: String,
        /// Als JSON.
        #[arg(long)]
        json: bool,
    },
    /// Zeg wat een tekst (standaardinvoer) niet mag meenemen over een kanaal.
    #[command(name = "poort")]
    Gate(GateArgs),
    /// Lees één mail of document zoals het bureau dat doet, zonder opslag.
    #[command(name = "formulier")]
    Form {
        /// De mail (.eml, .msg) of het document (.docx, .odt, .pdf, .rtf, .html, .txt).
        #[arg(id = "bestand", value_name = "BESTAND")]
        file: PathBuf,
        /// Het domein van de afzender van een los document.
        #[arg(id = "domein", long = "domein", value_name = "D")]
        domain: Option<String>,
        /// Als JSON.
        #[arg(long)]
        json: bool,
    },
    /// Leer een woord dat een inrichting gebruikt, toon wat is geleerd of neem het terug.
    #[command(name = "leer")]
    Teach(TeachArgs),
    /// Toon uw eigen woorden voor de spelling, voeg er een toe of neem er een terug.
    #[command(name = "woorden")]
    Words(WordsArgs),
    /// Controleer het logboek, exporteer het of toon wie het inzag.
    #[command(name = "logboek")]
    Log {
        /// Wat te doen.
        #[command(subcommand)]
        what: LogVerb,
    },
    /// Wijzig het wachtwoord van de opslag.
    #[command(name = "sleutel")]
    Key {
        /// Wat te doen.
        #[command(subcommand)]
        what: KeyVerb,
    },
    /// Toon van welke zaken en meldingen een bewaartermijn loopt, wis ze of houd ze vast.
    #[command(args_conflicts_with_subcommands = true)]
    Bewaartermijn {
        /// Eén JSON-regel per zaak of melding.
        #[arg(long)]
        json: bool,
        /// Wat te doen; zonder dit de lijst.
        #[command(subcommand)]
        what: Option<RetentionVerb>,
    },
    /// Maak, lees of aanvaard de overdracht aan de volgende, of boek haar ontvangst.
    Overdracht {
        /// Wat te doen.
        #[command(subcommand)]
        what: OverdrachtVerb,
    },
    /// Maak of bekijk reservekopieën van het logboek, of zet er een terug.
    #[command(name = "reservekopie")]
    Backup {
        /// Wat te doen.
        #[command(subcommand)]
        what: BackupVerb,
    },
    /// Toon de bekende inrichtingen, of vul uw eigen lijst aan.
    #[command(args_conflicts_with_subcommands = true)]
    Inrichtingen {
        /// Eén JSON-regel per inrichting.
        #[arg(long)]
        json: bool,
        /// Wat te doen; zonder dit de lijst.
        #[command(subcommand)]
        what: Option<InrichtingVerb>,
    },
    /// Toon de instellingen, of wijzig er een in het bestand.
    #[command(name = "instellingen")]
    Settings(SettingsArgs),
    /// Bouw de afgeleide tabellen opnieuw uit het logboek.
    #[command(name = "herbouw")]
    Rebuild,
    /// Schrijf aanvullingen voor een shell.
    #[command(name = "aanvullingen")]
    Completions {
        /// bash, zsh, fish, elvish of powershell.
        shell: String,
    },
    /// Schrijf de handleiding (man).
    Man,
    /// Toon de hulp over één onderwerp, of welke onderwerpen er zijn.
    #[command(name = "hulp")]
    Manual {
        /// Het onderwerp; zonder dit de lijst.
        #[arg(id = "onderwerp", value_name = "ONDERWERP")]
        subject: Option<String>,
    },
}
