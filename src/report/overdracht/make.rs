//! A handover as it is made, from the shell and from the desk alike: what it tells is read from the store at one moment; closing
//! the file is left for later, because that takes long.

use std::path::Path;

use zeroize::Zeroizing;

use super::{Overdracht, seal::seal, termijnen};
use crate::{
    domain::{
        error::{Error, Result},
        head::Head,
        ids::{Piketweek, WeekStart},
        moment::Moment,
        sanitize,
    },
    judge::{
        case_judge::CaseJudge,
        retention::{self, Termijnen},
    },
    log::zaak::{Zaak, ZaakState},
    outgoing::{
        age::{self, AgeLock},
        pdf::pdf,
    },
    rules::address_book::AddressBook,
    store::{Bundle, Carried, CarriedKind, Store},
};

/// In which form a handover is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OverdrachtForm {
    /// Markdown.
    Markdown,
    /// Plain text.
    Text,
    /// Pages.
    Pdf,
    /// The cases themselves, closed.
    Closed,
}

impl OverdrachtForm {
    /// The forms with the ending of their files.
    const ALL: [(Self, &str); 4] =
        [(Self::Markdown, "md"), (Self::Text, "txt"), (Self::Pdf, "pdf"), (Self::Closed, "age")];

    /// The form of a file; without an ending it is read as it was before there was a choice.
    ///
    /// # Errors
    /// When no form ends like that.
    pub fn of(path: &Path) -> Result<Self> {
        let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
        // A name that is nothing but an ending names no file.
        let ending = name.rsplit_once('.').map_or("md", |(before, ending)| if before.is_empty() { "" } else { ending });
        let found = Self::ALL.into_iter().find(|(_, known)| *known == ending).map(|(form, _)| form);
        found.ok_or_else(|| {
            let endings = Self::ALL.map(|(_, ending)| ending).join(", .");
            Error::usage(format!("«{}» eindigt niet op .{endings}.", sanitize::line(&path.to_string_lossy())))
                .hint("Kies bijvoorbeeld overdracht.pdf.")
        })
    }
}

/// Who hands over, by what the cases are judged, and when.
#[derive(Debug, Clone, Copy)]
pub struct OverdrachtMaker<'a> {
    /// What its cases are judged with.
    pub judge: CaseJudge<'a>,
    /// Whom the desk knows.
    pub addresses: &'a AddressBook,
    /// When a piketweek starts.
    pub week_start: WeekStart,
    /// How long things are kept.
    pub retention: Termijnen,
    /// Who hands over.
    pub by: &'a str,
    /// The moment of making it.
    pub now: Moment,
}

/// A handover that is not in its file yet.
pub struct MadeOverdracht {
    /// The end of the log at that moment.
    pub head: Head,
    /// What the audit calls it.
    pub object: String,
    /// What goes along in a closed file, one line a kind, and the words by which two people compare it.
    pub sums: Vec<String>,
    content: Zeroizing<Vec<u8>>,
    lock: Option<AgeLock>,
}

impl MadeOverdracht {
    /// The bytes of its file. Closing one with a passphrase takes a second.
    ///
    /// # Errors
    /// When it cannot be closed.
    pub fn bytes(&self) -> Result<Zeroizing<Vec<u8>>> {
        match &self.lock {
            Some(lock) => age::seal(&self.content, lock).map(Zeroizing::new),
            None => Ok(self.content.clone()),
        }
    }
}

impl OverdrachtMaker<'_> {
    /// Makes the handover of a week.
    ///
    /// # Errors
    /// When the store cannot be read, the form not be made, or the sums of a closed one do not close.
    pub fn make(
        &self,
        store: &Store,
        week: Piketweek,
        form: OverdrachtForm,
        lock: Option<AgeLock>,
    ) -> Result<MadeOverdracht> {
        let everything = store.load_all()?;
        let closed = |z: &&Zaak| {
            z.state() == ZaakState::Closed && z.closed.is_some_and(|at| Piketweek::from(at, self.week_start) == week)
        };
        let paper = Overdracht {
            week,
            by: self.by,
            now: self.now,
            head: store.head()?,
            zaken: everything.zaken.values().filter(|z| z.is_open()).collect(),
            inbox: everything.meldingen.values().filter(|m| m.is_open()).collect(),
            closed: everything.zaken.values().filter(closed).count(),
            retention: retention::list(&everything, self.retention, self.now),
            judge: self.judge,
            addresses: self.addresses,
        };
        let (mut object, mut sums) = (format!("overdracht bij regel {}", paper.head.seq), Vec::new());
        let content = match form {
            OverdrachtForm::Markdown => Zeroizing::new(seal(&paper.md()).into_bytes()),
            OverdrachtForm::Text => Zeroizing::new(seal(&paper.txt()).into_bytes()),
            OverdrachtForm::Pdf => Zeroizing::new(pdf(&paper.sheet())?),
            OverdrachtForm::Closed => {
                let (plain, bundle) = bundled(store, &paper, self.week_start)?;
                object = bundle_object(&paper.head, &bundle.digest);
                sums = bundle_sums(&bundle);
                plain
            }
        };
        Ok(MadeOverdracht { head: paper.head, object, sums, content, lock })
    }
}

/// Collects what goes along; refused where the sums do not close.
fn bundled(store: &Store, paper: &Overdracht<'_>, week_start: WeekStart) -> Result<(Zeroizing<Vec<u8>>, Bundle)> {
    let start = Moment::local(paper.week.start(week_start), week_start.time)?.moment;
    let reminders = |z: &&Zaak| {
        let number = z.number;
        z.running_reminders().map(|r| format!("{number}/{}", r.number)).collect::<Vec<_>>()
    };
    let plain = Zeroizing::new(store.bundle(&Carried {
        week: paper.week,
        start,
        now: paper.now,
        by: paper.by,
        zaken: paper.zaken.iter().map(|z| (z.number, termijnen::running(paper.judge, z))).collect(),
        inbox: paper.inbox.iter().map(|m| m.number).collect(),
        reminders: paper.zaken.iter().flat_map(reminders).collect(),
    })?);
    // Read as the other desk will read it, before anybody relies on it.
    let bundle = Bundle::read(&plain, Some(store.kind()))?;
    Ok((plain, bundle))
}

/// What the audit calls a handover that went in a file; its receipt is known again by the digest.
pub fn bundle_object(head: &Head, digest: &str) -> String {
    format!("overdracht bij regel {}, bestand {digest}", head.seq)
}

/// The sums, one line a kind, and the words by which two people compare the file.
pub fn bundle_sums(bundle: &Bundle) -> Vec<String> {
    let line = |kind: CarriedKind| {
        let sheet = bundle.header.balance.get(&kind).cloned().unwrap_or_default();
        format!(
            "{}: {} ingebracht + {} nieuw = {} afgedaan + {} al overgedragen + {} mee",
            sanitize::capitalize(kind.word()),
            sheet.brought_in.len(),
            sheet.new.len(),
            sheet.closed.len(),
            sheet.gone.len(),
            sheet.carried.len()
        )
    };
    let lines = CarriedKind::ALL.into_iter().map(line);
    lines.chain([format!("Controlewoorden van het bestand: {}", bundle.words())]).collect()
}
