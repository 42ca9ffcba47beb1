//! What a handover file holds once it is opened: JSON, one document a line. First what it is, with the sums that must
//! close and a digest of every case; then the entries about each case and report as they stand in the log, the
//! files that came along, and at the end a digest of all lines before it. Who opens it without this program
//! can check all of that with `sha256sum` and a reader of JSON.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::balance::{Balance, CarriedKind, require_closed};
use crate::{
    domain::{
        digest::sha256,
        error::{Error, Result},
        head::Head,
        ids::{Meldingnummer, Piketweek, Zaaknummer},
        json_fault,
        moment::Moment,
        sanitize,
        termijn_kind::TermijnKind,
    },
    log::desk::Desk,
    store::{
        access::StoreKind,
        chain::{Linked, LogLine, Secret},
        export::{ExportLine, ExportRecord},
        log::entry_from,
    },
};

/// The form that is written; an older program refuses a newer one.
const FORM: u32 = 1;

/// The first line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BundleHeader {
    /// The form of the file.
    #[serde(rename = "piket-overdracht")]
    pub form: u32,
    /// `echt`, or `demo` for what is fictitious.
    #[serde(rename = "soort")]
    pub kind: String,
    /// The week that ends.
    pub week: Piketweek,
    /// When it was made.
    #[serde(rename = "gemaakt")]
    pub made_at: Moment,
    /// Who made it.
    #[serde(rename = "door")]
    pub by: String,
    /// The desk it comes from: the hash of the first entry of its log.
    pub desk: String,
    /// The end of its log.
    #[serde(rename = "kop")]
    pub head: Head,
    /// The sums.
    #[serde(rename = "balans")]
    pub balance: Balance,
    /// The cases.
    #[serde(rename = "zaken")]
    pub zaken: Vec<BundledZaak>,
    /// The reports, those in the inbox and those that belong to a case.
    pub meldingen: Vec<BundledMelding>,
    /// The digests of the files that came with them.
    #[serde(rename = "bestanden")]
    pub files: BTreeSet<String>,
}

/// A case in the first line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BundledZaak {
    /// Its number there.
    #[serde(rename = "nummer")]
    pub number: Zaaknummer,
    /// How many entries it has.
    #[serde(rename = "regels")]
    pub entries: usize,
    /// SHA-256 of their lines, each with its line feed.
    pub digest: String,
    /// The terms that run.
    pub termijnen: Vec<BundledTermijn>,
}

/// A term that runs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BundledTermijn {
    /// Which.
    #[serde(rename = "soort")]
    pub kind: TermijnKind,
    /// The moment in force there; exclusive.
    #[serde(rename = "uiterlijk")]
    pub due: Moment,
}

/// A report in the first line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BundledMelding {
    /// Its number there.
    #[serde(rename = "nummer")]
    pub number: Meldingnummer,
    /// Whether it waits in the inbox.
    pub inbox: bool,
    /// How many entries it has, beside those about cases.
    #[serde(rename = "regels")]
    pub entries: usize,
    /// SHA-256 of their lines, each with its line feed.
    pub digest: String,
}

/// The last line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BundleEnd {
    digest: String,
}

/// The lines about one case or one report, as they go into the file.
#[derive(Debug, Clone, Default)]
pub(super) struct LinesOf(pub(super) Vec<String>);

impl LinesOf {
    pub(super) fn digest(&self) -> String {
        sha256(&self.0.iter().flat_map(|line| [line.as_bytes(), b"\n"]).collect::<Vec<_>>())
    }
}

/// Writes the lines below one another and the digest under them.
pub(super) fn write(header: &BundleHeader, lines: impl Iterator<Item = String>) -> Result<Vec<u8>> {
    let failed =
        |e: serde_json::Error| Error::data(format!("De overdracht is niet te schrijven ({}).", json_fault::why(&e)));
    let mut out = serde_json::to_string(header).map_err(failed)?;
    out.push('\n');
    for line in lines {
        out.push_str(&line);
        out.push('\n');
    }
    let digest = sha256(&[out.as_bytes()]);
    out += &serde_json::to_string(&BundleEnd { digest }).map_err(failed)?;
    out.push('\n');
    Ok(out.into_bytes())
}

/// The form of a new file.
pub(super) const fn form() -> u32 {
    FORM
}

/// A line with its confidential texts.
pub(super) type BundledLine = (LogLine, Option<Secret>);

/// A file that was read, and found to be as it was made.
#[derive(Debug)]
pub struct Bundle {
    /// The first line.
    pub header: BundleHeader,
    /// The digest of itself.
    pub digest: String,
    pub(super) zaken: BTreeMap<Zaaknummer, Vec<BundledLine>>,
    pub(super) meldingen: BTreeMap<Meldingnummer, Vec<BundledLine>>,
    pub(super) files: BTreeMap<String, Vec<u8>>,
}

impl Bundle {
    /// The digest as words that two people can compare on the phone.
    pub fn words(&self) -> String {
        Head { seq: 0, hash: self.digest.clone() }.words()
    }

    /// What it holds, as a desk.
    ///
    /// # Errors
    /// When an entry is of a newer program.
    pub fn desk(&self) -> Result<Desk> {
        let mut all: Vec<&BundledLine> = self.zaken.values().chain(self.meldingen.values()).flatten().collect();
        all.sort_by_key(|(line, _)| line.seq);
        let mut desk = Desk::default();
        for (line, secret) in all {
            desk.apply(&entry_from(line, secret.as_ref())?);
        }
        Ok(desk)
    }

    /// Reads a file that was opened.
    ///
    /// # Errors
    /// When it is no handover, of a newer program, of another kind of store than `kind`, altered, cut off, lacks
    /// a case, or does not close.
    pub fn read(text: &[u8], kind: Option<StoreKind>) -> Result<Self> {
        let text = std::str::from_utf8(text).map_err(|_| foreign())?;
        let first = text.lines().next().ok_or_else(foreign)?;
        let value: serde_json::Value = serde_json::from_str(first).map_err(|_| foreign())?;
        match value.get("piket-overdracht").and_then(serde_json::Value::as_u64) {
            None => return Err(foreign()),
            Some(form) if form > u64::from(FORM) => {
                return Err(refused(format!("Deze overdracht is van een nieuwere piket (vorm {form}).")));
            }
            Some(_) => {}
        }
        let header: BundleHeader = serde_json::from_value(value)
            .map_err(|e| refused(format!("De eerste regel is niet te lezen ({}).", json_fault::why(&e))))?;
        if let Some(kind) = kind.filter(|kind| kind.key() != header.kind) {
            let (own, other) = (kind.key(), sanitize::line(&header.kind));
            return Err(refused(format!("Deze overdracht is van een logboek van de soort «{other}», dit is «{own}».")));
        }
        let (body, digest) = split_end(text)?;
        let mut bundle =
            Self { header, digest, zaken: BTreeMap::new(), meldingen: BTreeMap::new(), files: BTreeMap::new() };
        let mut digests = Digests::default();
        for (line, nr) in body.lines().zip(1_u64..).skip(1) {
            bundle
                .take(line, &mut digests)
                .ok_or_else(|| refused(format!("Regel {nr} van de overdracht is veranderd.")))?;
        }
        bundle.require_whole(&digests)?;
        require_closed(&bundle.header.balance)?;
        // Asked last, so that what is missing is named.
        if sha256(&[body.as_bytes()]) != bundle.digest {
            return Err(refused("De overdracht is veranderd nadat ze was gemaakt.".to_owned()));
        }
        Ok(bundle)
    }

    fn take(&mut self, line: &str, digests: &mut Digests) -> Option<()> {
        match serde_json::from_str(line).ok()? {
            ExportRecord::LogLine(record) => {
                let (log_line, secret) = record.back()?;
                let agrees = secret.as_ref().is_none_or(|s| Some(s.hash()) == log_line.secret_hash);
                (agrees && log_line.compute() == log_line.hash).then_some(())?;
                if let Some(zaak) = &log_line.zaak {
                    let zaak = zaak.parse().ok()?;
                    digests.zaken.entry(zaak).or_default().0.push(line.to_owned());
                    self.zaken.entry(zaak).or_default().push((log_line, secret));
                } else {
                    let melding = melding_of(&log_line)?;
                    digests.meldingen.entry(melding).or_default().0.push(line.to_owned());
                    self.meldingen.entry(melding).or_default().push((log_line, secret));
                }
            }
            ExportRecord::File(file) => {
                self.files.insert(file.digest.clone(), file.bytes()?);
            }
        }
        Some(())
    }

    /// What the first line promises is there, as it was, and nothing else.
    fn require_whole(&self, digests: &Digests) -> Result<()> {
        let promised: BTreeSet<String> = self.header.zaken.iter().map(|z| z.number.to_string()).collect();
        let inbox = self.header.meldingen.iter().filter(|m| m.inbox).map(|m| m.number.to_string()).collect();
        for (kind, promised) in [(CarriedKind::Zaken, promised), (CarriedKind::Meldingen, inbox)] {
            let carried = self.header.balance.get(&kind).map(|sheet| sheet.carried.clone()).unwrap_or_default();
            if let Some(other) = promised.symmetric_difference(&carried).next() {
                return Err(refused(format!("{other} staat niet in de balans én in de lijst van de overdracht.")));
            }
        }
        for zaak in &self.header.zaken {
            let lines = digests.zaken.get(&zaak.number).ok_or_else(|| missing("Zaak", &zaak.number.to_string()))?;
            require_same(&lines.digest(), &zaak.digest, "Zaak", &zaak.number.to_string())?;
        }
        for melding in &self.header.meldingen {
            let number = melding.number.to_string();
            let lines = digests.meldingen.get(&melding.number).ok_or_else(|| missing("Melding", &number))?;
            require_same(&lines.digest(), &melding.digest, "Melding", &number)?;
        }
        let counted =
            (digests.zaken.len(), digests.meldingen.len()) == (self.header.zaken.len(), self.header.meldingen.len());
        if !counted {
            return Err(refused("In de overdracht staat meer dan haar eerste regel noemt.".to_owned()));
        }
        match self.header.files.iter().find(|digest| !self.files.contains_key(*digest)) {
            Some(digest) => Err(refused(format!("Het bestand {digest} ontbreekt in de overdracht."))),
            None => Ok(()),
        }
    }
}

/// The lines as they were read, for the digests.
#[derive(Default)]
struct Digests {
    zaken: BTreeMap<Zaaknummer, LinesOf>,
    meldingen: BTreeMap<Meldingnummer, LinesOf>,
}

/// The report that an entry of no case is about.
pub(super) fn melding_of(line: &LogLine) -> Option<Meldingnummer> {
    let data: serde_json::Value = serde_json::from_str(&line.data).ok()?;
    data.get("melding")?.as_str()?.parse().ok()
}

/// All lines before the last, and the digest that the last one holds of them.
fn split_end(text: &str) -> Result<(&str, String)> {
    let cut = || refused("De overdracht is afgekapt: haar laatste regel ontbreekt.".to_owned());
    let whole = text.strip_suffix('\n').ok_or_else(cut)?;
    let (_, last) = whole.rsplit_once('\n').ok_or_else(cut)?;
    let body = text.strip_suffix('\n').and_then(|t| t.strip_suffix(last)).ok_or_else(cut)?;
    let end: BundleEnd = serde_json::from_str(last).map_err(|_| cut())?;
    Ok((body, end.digest))
}

fn require_same(own: &str, promised: &str, what: &str, number: &str) -> Result<()> {
    if own == promised {
        Ok(())
    } else {
        Err(refused(format!("{what} {number} is veranderd, of er ontbreken regels van.")))
    }
}

fn missing(what: &str, number: &str) -> Error {
    refused(format!("{what} {number} ontbreekt in de overdracht."))
}

fn foreign() -> Error {
    refused("Dit is geen overdracht van piket.".to_owned())
}

fn refused(sentence: String) -> Error {
    Error::data(sentence).hint("Er is niets overgenomen. Vraag het bestand opnieuw bij wie overdraagt.")
}

/// An entry as a line of the file.
pub(super) fn line_of((line, secret): BundledLine) -> Result<String> {
    serde_json::to_string(&ExportLine::from(line, secret))
        .map_err(|e| refused(format!("Een regel is niet te schrijven ({}).", json_fault::why(&e))))
}
