//! The grammar of the verbs and of the global options (ONTWERP 7), with their Dutch help.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use super::{
    args::{
        self, DraftArgs, GlobalArgs, InboxArgs, ListArgs, MergeArgs, ReportArgs, SetTermijnArgs, SettleArgs, SplitArgs,
        StepStateArg, TermijnArgs,
    },
    maintenance::{AlarmVerb, BackupVerb, InrichtingVerb, KeyVerb, LogVerb, OverdrachtVerb, RetentionVerb},
};
use crate::domain::{
    besluit::BesluitKind,
    ids::{Meldingnummer, Piketweek, Zaaknummer},
    rij::Rij,
    step::Step,
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
    after_help = "Zonder opdracht opent de desk."
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
        year: Option<i32>,
        /// Als JSON.
        #[arg(long)]
        json: bool,
    },
    /// Leg een telefoontje vast en open een zaak.
    #[command(name = "meld")]
    Report(Box<ReportArgs>),
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
    /// Open een zaak met een melding uit de inbox.
    Open {
        /// Meldingnummer, bijvoorbeeld M0012.
        melding: Meldingnummer,
    },
    /// Voeg een melding bij een zaak.
    #[command(name = "koppel")]
    Link {
        /// Meldingnummer.
        melding: Meldingnummer,
        /// Zaaknummer.
        zaak: Zaaknummer,
    },
    /// Maak een melding los van haar zaak.
    #[command(name = "ontkoppel")]
    Unlink {
        /// Meldingnummer.
        melding: Meldingnummer,
    },
    /// Aanvaard een onvolledig formulier als voorlopig.
    #[command(name = "aanvaard")]
    Accept {
        /// Zaaknummer.
        zaak: Zaaknummer,
        /// Waarom het zo kan.
        #[arg(id = "reden", long = "reden", value_name = "REDEN")]
        reason: String,
    },
    /// Leg een melding terzijde.
    #[command(name = "terzijde")]
    SetAside {
        /// Meldingnummer.
        melding: Meldingnummer,
        /// Waarom.
        #[arg(id = "reden", long = "reden", value_name = "REDEN")]
        reason: String,
    },
    /// Leg een melding terug in de inbox.
    #[command(name = "terugleggen")]
    PutBack {
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
        reason: String,
    },
    /// Wijzig inrichting en tijden van een zaak.
    #[command(name = "gegevens")]
    Data {
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
        called: Option<String>,
        /// Tijd van terugkeer of aanhouding.
        #[arg(id = "einde_oa", long = "einde-oa", value_name = "TIJD")]
        oa_end: Option<String>,
    },
    /// Noteer een feit.
    Feit {
        /// Zaaknummer.
        zaak: Zaaknummer,
        /// gebeurtenis, betrokkenen, letsel, situatie, maatregelen, politie, media, omgeving, onbekend, vervolg of afloop.
        #[arg(id = "onderwerp", value_name = "ONDERWERP")]
        topic: String,
        /// Het feit.
        #[arg(id = "tekst", value_name = "TEKST")]
        text: String,
        /// Wie of wat het zegt.
        #[arg(id = "bron", long = "bron", default_value = "", value_name = "BRON")]
        source: String,
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
    Settle(SettleArgs),
    /// Beantwoord een weegvraag.
    #[command(name = "weeg")]
    Weigh {
        /// Zaaknummer.
        zaak: Zaaknummer,
        /// Nummer van de vraag, bijvoorbeeld G1.
        #[arg(id = "vraag", value_name = "VRAAG")]
        question: String,
        /// ja, nee of onbekend.
        #[arg(id = "antwoord", value_name = "ANTWOORD")]
        answer: String,
    },
    /// Beslis over P of A.
    Besluit {
        /// Zaaknummer.
        zaak: Zaaknummer,
        /// P of A.
        #[arg(id = "over", value_parser = args::letter, value_name = "OVER")]
        about: BesluitKind,
        /// ja of nee.
        #[arg(id = "keuze", value_name = "KEUZE")]
        choice: String,
        /// Waarom.
        #[arg(id = "reden", long = "reden", value_name = "REDEN")]
        reason: String,
    },
    /// Merk een stap van de checklist.
    #[command(name = "stap")]
    Step {
        /// Zaaknummer.
        zaak: Zaaknummer,
        /// Naam of nummer van de stap.
        #[arg(id = "stap", value_name = "STAP")]
        step: Step,
        /// gereed, niet-nodig, wacht of open.
        #[arg(id = "stand", value_name = "STAND")]
        state: StepStateArg,
        /// Waaruit dat blijkt, of waarom.
        #[arg(id = "reden", long = "reden", default_value = "", value_name = "REDEN")]
        reason: String,
        /// Wanneer het zover was.
        #[arg(id = "om", long = "om", value_name = "TIJD")]
        when: Option<String>,
    },
    /// Maak, controleer of meld een bericht verzonden.
    #[command(name = "concept")]
    Draft(DraftArgs),
    /// Kies een andere lezing of tijd voor een termijn, of ga terug naar de berekende.
    #[command(name = "zet-termijn")]
    SetTermijn(SetTermijnArgs),
    /// Zet een eigen herinnering bij een zaak, of merk haar als af.
    #[command(name = "herinner")]
    Remind {
        /// Zaaknummer.
        zaak: Zaaknummer,
        /// Wanneer, bijvoorbeeld 03:30.
        #[arg(id = "tijd", required_unless_present = "af", value_name = "TIJD")]
        time: Option<String>,
        /// Waaraan.
        #[arg(id = "tekst", required_unless_present = "af", value_name = "TEKST")]
        text: Option<String>,
        /// Merk de herinnering met dit nummer als af.
        #[arg(id = "af", long = "af", value_name = "NR", conflicts_with_all = ["tijd", "tekst"])]
        done: Option<u32>,
    },
    /// Schrijf de alarmen als agenda, voor een telefoon of Outlook.
    Agenda {
        /// Bestand op .ics; een eerder bestand wordt vervangen.
        #[arg(id = "uit", long = "uit", value_name = "BESTAND")]
        out: PathBuf,
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
    /// Sluit een zaak.
    #[command(name = "sluit")]
    Close {
        /// Zaaknummer.
        zaak: Zaaknummer,
    },
    /// Heropen een gesloten zaak.
    #[command(name = "heropen")]
    Reopen {
        /// Zaaknummer.
        zaak: Zaaknummer,
        /// Waarom.
        #[arg(id = "reden", long = "reden", value_name = "REDEN")]
        reason: String,
    },
    /// Laat een zaak opgaan in een andere: het is één voorval.
    #[command(name = "samenvoegen")]
    Merge(MergeArgs),
    /// Maak van een zaak die was opgegaan weer een eigen zaak.
    #[command(name = "splitsen")]
    Split(SplitArgs),
    /// Schrijf de incidentenmonitor van een piketweek.
    Monitor {
        /// Bijvoorbeeld 2026-W47.
        #[arg(long)]
        week: Piketweek,
        /// Bestand op .md, .csv of .json.
        #[arg(id = "uit", long = "uit", value_name = "BESTAND")]
        out: PathBuf,
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
    /// Maak, lees of aanvaard de overdracht aan de volgende piketfunctionaris.
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
}
