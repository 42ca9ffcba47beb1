//! The options of the verbs that have many, and those that go with every verb.

use std::path::PathBuf;

use clap::{ArgAction, Args};

use crate::{
    domain::{
        error::{Error, Result},
        ids::{Meldingnummer, Piketweek, Zaaknummer},
        if_exists::IfExists,
        monitor_order::{MonitorOrder, Readers},
        period::{Period, WeekSpan, day},
        rij::Rij,
        sector::Sector,
        termijn_kind::Kalender,
    },
    judge::gate::policy::GateChannel,
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
    /// Open om te lezen: van zaken wordt niets vastgelegd, ook niet als niemand anders schrijft; dat u keek wel.
    #[arg(id = "alleen_lezen", long = "alleen-lezen", global = true)]
    pub read_only: bool,
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

/// A night of practice.
#[derive(Debug, Clone, Args)]
pub struct PracticeArgs {
    /// Getal dat de nacht bepaalt.
    #[arg(id = "zaad", long = "zaad", default_value_t = 7, value_name = "GETAL")]
    pub seed: u64,
    /// Zoveel keer zo snel loopt de klok.
    #[arg(id = "tempo", long = "tempo", default_value_t = 60, value_name = "GETAL", value_parser = clap::value_parser!(u16).range(1..=600))]
    pub pace: u16,
    /// Vertel bij elke stap wat u kunt doen.
    #[arg(id = "rondleiding", long = "rondleiding")]
    pub tour: bool,
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

/// A file to write.
#[derive(Debug, Clone, Args)]
pub struct OutArgs {
    /// Bestand om te schrijven.
    #[arg(id = "uit", long = "uit", value_name = "BESTAND")]
    pub file: PathBuf,
    /// Vervang een bestand dat er al is.
    #[arg(id = "vervang", long = "vervang")]
    pub replace: bool,
}

impl OutArgs {
    /// What becomes of a file that is there.
    pub const fn existing(&self) -> IfExists {
        IfExists::asked(self.replace)
    }
}

/// A label and the field it names.
#[derive(Debug, Clone, Args)]
pub struct TeachArgs {
    /// Het etiket zoals de inrichting het schrijft; zonder dit de lijst.
    #[arg(id = "etiket", value_name = "ETIKET")]
    pub label: Option<String>,
    /// Het veld dat het noemt.
    #[arg(id = "veld", value_name = "VELD")]
    pub field: Option<String>,
    /// Alleen voor afzenders van dit domein.
    #[arg(id = "domein", long = "domein", value_name = "D")]
    pub domain: Option<String>,
    /// Neem het etiket terug.
    #[arg(id = "terug", long = "terug", requires = "etiket", conflicts_with = "veld")]
    pub take_back: bool,
    /// Eén JSON-regel per etiket.
    #[arg(long, conflicts_with = "etiket")]
    pub json: bool,
}

/// A word of the officer's own, and what becomes of it.
#[derive(Debug, Clone, Args)]
pub struct WordsArgs {
    /// Het woord om toe te voegen; zonder dit de lijst.
    #[arg(id = "woord", value_name = "WOORD")]
    pub word: Option<String>,
    /// Neem het woord terug.
    #[arg(id = "terug", long = "terug", requires = "woord")]
    pub take_back: bool,
    /// Eén JSON-regel per woord.
    #[arg(long, conflicts_with = "woord")]
    pub json: bool,
}

/// A setting, and what becomes of it.
#[derive(Debug, Clone, Args)]
pub struct SettingsArgs {
    /// De instelling; zonder deze alle.
    #[arg(id = "instelling", value_name = "NAAM")]
    pub field: Option<String>,
    /// De nieuwe waarde, zoals zij in het bestand staat; een tekst mag zonder aanhalingstekens.
    #[arg(id = "waarde", value_name = "WAARDE", allow_hyphen_values = true)]
    pub value: Option<String>,
    /// Haal haar uit het bestand, zodat de standaard geldt.
    #[arg(id = "terug", long = "terug", requires = "instelling", conflicts_with = "waarde")]
    pub take_back: bool,
    /// Schrijf het JSON Schema van het bestand, voor een editor.
    #[arg(id = "schema", long = "schema", conflicts_with_all = ["instelling", "json"])]
    pub schema: bool,
    /// Eén JSON-regel per instelling.
    #[arg(long, conflicts_with = "waarde")]
    pub json: bool,
}

/// A piketweek.
#[derive(Debug, Clone, Args)]
pub struct WeekArgs {
    /// Piketweek; zonder deze de lopende, of kort na haar einde de vorige.
    pub week: Option<Piketweek>,
    /// Als JSON.
    #[arg(long)]
    pub json: bool,
}

/// A monitor: about when, for whom, and in which file.
#[derive(Debug, Clone, Args)]
pub struct MonitorArgs {
    /// Een piketweek of meer: 2026-W47 of 2026-W45..2026-W47.
    #[arg(long, required_unless_present_any = ["jaar", "van"])]
    pub week: Option<WeekSpan>,
    /// Alle piketweken van dit jaar, van 1970 tot en met 2998.
    #[arg(id = "jaar", long = "jaar", value_name = "JAAR", conflicts_with_all = ["week", "van"],
        value_parser = clap::value_parser!(i32).range(1970..=2998))]
    pub year: Option<i32>,
    /// Vanaf deze dag, in plaats van een week.
    #[arg(id = "van", long = "van", value_name = "DAG", requires = "tot", conflicts_with = "week")]
    pub from: Option<String>,
    /// Tot en met deze dag.
    #[arg(id = "tot", long = "tot", value_name = "DAG", requires = "van")]
    pub until: Option<String>,
    /// Alleen aantallen, zonder iets dat naar een persoon, plek of dag leidt (.md, .html of .pdf).
    #[arg(id = "publiek", long = "publiek")]
    pub public: bool,
    /// The file.
    #[command(flatten)]
    pub out: OutArgs,
}

impl MonitorArgs {
    /// The monitor that it stands for.
    ///
    /// # Errors
    /// When a day does not read, or comes before the other.
    pub fn order(&self) -> Result<MonitorOrder> {
        let period = match (self.week, self.year, &self.from, &self.until) {
            (Some(weeks), ..) => Period::Weeks(weeks),
            (None, Some(year), ..) => Period::Weeks(WeekSpan::year(year)),
            (None, None, Some(from), Some(until)) => Period::days(day(from)?, day(until)?)?,
            (None, None, ..) => {
                return Err(Error::usage("Waarover moet de monitor gaan?")
                    .hint("Zeg het met --week, --jaar of --van en --tot."));
            }
        };
        let readers = if self.public { Readers::Public } else { Readers::Line };
        let file = self.out.file.to_string_lossy().into_owned();
        Ok(MonitorOrder { period, readers, file, existing: self.out.existing() })
    }
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
    /// Vervang een bestand dat er al is.
    #[arg(id = "vervang", long = "vervang", requires = "uit")]
    pub replace: bool,
}

/// The register of provisions, or a part of it.
#[derive(Debug, Clone, Args)]
pub struct ProvisionsArgs {
    /// Alleen van deze zaak.
    pub zaak: Option<Zaaknummer>,
    /// Vanaf deze dag.
    #[arg(id = "van", long = "van", value_name = "DAG")]
    pub from: Option<String>,
    /// Tot en met deze dag.
    #[arg(id = "tot", long = "tot", value_name = "DAG")]
    pub until: Option<String>,
    /// Eén JSON-regel per verstrekking.
    #[arg(long, conflicts_with = "uit")]
    pub json: bool,
    /// Schrijf naar dit bestand (.csv).
    #[arg(id = "uit", long = "uit", value_name = "BESTAND")]
    pub out: Option<PathBuf>,
    /// Vervang een bestand dat er al is.
    #[arg(id = "vervang", long = "vervang", requires = "uit")]
    pub replace: bool,
}

/// What is written about a case.
#[derive(Debug, Clone, Args)]
pub struct DossierArgs {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// Bestand om te schrijven (.docx, .pdf of .txt).
    #[command(flatten)]
    pub out: OutArgs,
}

/// The times of one case, or a batch.
#[derive(Debug, Clone, Args)]
pub struct TermijnArgs {
    /// Rij van de meldingenmatrix.
    #[arg(long, required_unless_present = "batch")]
    pub nr: Option<Rij>,
    /// Sector van het regelboek; zonder deze dat van de desk.
    #[arg(long, value_name = "SECTOR")]
    pub sector: Option<Sector>,
    /// Tijd van het voorval.
    #[arg(long, value_name = "TIJD", required_unless_present = "batch")]
    pub voorval: Option<String>,
    /// Tijd van de constatering.
    #[arg(long, value_name = "TIJD")]
    pub constatering: Option<String>,
    /// Tijd van terugkeer of aanhouding.
    #[arg(id = "einde_oa", long = "einde-oa", value_name = "TIJD")]
    pub oa_end: Option<String>,
    /// Tijd waarop daarvan werd gehoord.
    #[arg(id = "einde_gehoord", long = "einde-gehoord", value_name = "TIJD")]
    pub oa_end_heard: Option<String>,
    /// cao-rijk, termijnenwet of zonder-5-mei.
    #[arg(long)]
    pub kalender: Option<Kalender>,
    /// Met de lezingen per begin en kalender als tabel.
    #[arg(id = "tabel", long = "tabel", conflicts_with = "json")]
    pub table: bool,
    /// Als JSON.
    #[arg(long)]
    pub json: bool,
    /// JSON-regels uit een bestand, of - voor standaardinvoer.
    #[arg(long, value_name = "BESTAND", conflicts_with_all = ["nr", "voorval", "constatering", "einde_oa", "einde_gehoord", "kalender", "tabel"])]
    pub batch: Option<PathBuf>,
}

/// A text for one channel, or a batch of them.
#[derive(Debug, Clone, Args)]
pub struct GateArgs {
    /// Where the text goes.
    #[arg(
        id = "kanaal",
        long = "kanaal",
        value_name = "KANAAL",
        help = format!("{}.", GateChannel::listed()),
        required_unless_present = "batch"
    )]
    pub channel: Option<GateChannel>,
    /// Wie er bekend is, als JSON: {"personen":[{"naam","geboortedatum","telefoon"}]}.
    #[arg(id = "bekend", long = "bekend", value_name = "BESTAND")]
    pub known: Option<PathBuf>,
    /// Ook wie er in deze zaak bekend is.
    #[arg(id = "zaak", long = "zaak", value_name = "ZAAK")]
    pub zaak: Option<Zaaknummer>,
    /// Als JSON.
    #[arg(long)]
    pub json: bool,
    /// JSON-regels met kanaal, bekend en tekst uit een bestand, of - voor standaardinvoer; één antwoord per regel.
    #[arg(long, value_name = "BESTAND", num_args = 0..=1, default_missing_value = "-", conflicts_with_all = ["kanaal", "bekend", "zaak"])]
    pub batch: Option<PathBuf>,
}
