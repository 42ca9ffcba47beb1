//! A closed handover as who takes over meets it, in the shell and at the desk alike: its file is opened, its cases come into
//! the log one by one, and the receipt says which.

use std::{collections::BTreeMap, path::Path};

use zeroize::Zeroizing;

use super::termijnen;
use crate::{
    domain::{
        error::{Error, Result},
        ids::{Meldingnummer, Zaaknummer},
        moment::Moment,
        sanitize,
    },
    judge::case_judge::CaseJudge,
    outgoing::age::{self, AgeIdentity, AgeOpener},
    store::{Bundle, RECEIPT_FORM, Receipt, Store},
};

/// No handover is larger: what is, does not fit in memory beside the desk.
const MAX_SIZE: u64 = 512 * 1024 * 1024;

/// The bytes of a file that is closed; `None` where it is a paper.
///
/// # Errors
/// When it cannot be read.
pub fn sealed(path: &Path) -> Result<Option<Vec<u8>>> {
    let name = sanitize::line(&path.to_string_lossy());
    let unreadable = || {
        Error::data(format!("«{name}» is niet te lezen als overdracht."))
            .hint("Noem het bestand dat «piket overdracht maak» schreef.")
    };
    let kind = std::fs::metadata(path).map_err(|_| unreadable())?;
    if !kind.is_file() || kind.len() > MAX_SIZE {
        return Err(unreadable());
    }
    let bytes = std::fs::read(path).map_err(|_| unreadable())?;
    Ok(age::is_age(&bytes).then_some(bytes))
}

/// The keys in a file, as `age-keygen` writes it.
///
/// # Errors
/// When it cannot be read, or holds none.
pub fn identities(path: &Path) -> Result<AgeOpener> {
    let name = sanitize::line(&path.to_string_lossy());
    let text = std::fs::read_to_string(path).map(Zeroizing::new);
    let text = text.map_err(|e| {
        Error::usage(format!("Het sleutelbestand {name} is niet te lezen ({}).", crate::platform::failure::why(&e)))
    })?;
    Ok(AgeOpener::Identities(AgeIdentity::parse_file(&text)?))
}

/// Refuses a handover of this very log.
///
/// # Errors
/// When it is one, or the log cannot be read.
pub fn require_foreign(own: Option<&String>, bundle: &Bundle) -> Result<()> {
    if own == Some(&bundle.header.desk) {
        return Err(Error::no("Deze overdracht is van dit logboek zelf; er is niets overgenomen.")
            .hint("Aanvaard haar op de machine van wie overneemt."));
    }
    Ok(())
}

/// A case that was taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedZaak {
    /// Under which number it is here, and what came along.
    pub sentence: String,
    /// Where its terms are counted otherwise here.
    pub differences: Vec<String>,
}

/// Who takes over what, and when.
#[derive(Debug, Clone, Copy)]
pub struct Acceptance<'a> {
    /// The handover.
    pub bundle: &'a Bundle,
    /// By what the terms are judged here.
    pub judge: CaseJudge<'a>,
    /// Who takes over.
    pub by: &'a str,
    /// The moment of it.
    pub now: Moment,
}

impl Acceptance<'_> {
    /// Takes a case over; twice changes nothing.
    ///
    /// # Errors
    /// When it is not in the handover, was gone on with here, or cannot be written.
    pub fn zaak(&self, store: &mut Store, number: Zaaknummer) -> Result<AcceptedZaak> {
        let taken = store.accept(self.now, self.by, self.bundle, number)?;
        if taken.entries == 0 {
            let sentence = format!("Zaak {} was al overgenomen.", taken.here);
            return Ok(AcceptedZaak { sentence, differences: Vec::new() });
        }
        let renamed = if taken.here == number { String::new() } else { format!(", daar {number}") };
        let sentence = format!("Zaak {}{renamed}: overgenomen met {} regels.", taken.here, taken.entries);
        let differences = termijnen::differences(self.judge, store, self.bundle, number, taken.here)?;
        Ok(AcceptedZaak { sentence, differences })
    }

    /// Takes the inbox over; answers with the number that each report got here.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn inbox(&self, store: &mut Store) -> Result<BTreeMap<Meldingnummer, Meldingnummer>> {
        store.accept_inbox(self.now, self.by, self.bundle)
    }

    /// The receipt of all that was taken over of it up to now.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn receipt(&self, store: &Store, meldingen: BTreeMap<Meldingnummer, Meldingnummer>) -> Result<Vec<u8>> {
        let header = &self.bundle.header;
        let accepted = header.zaken.iter().filter_map(|z| match store.accepted(self.bundle, z.number) {
            Ok(here) => here.map(|here| Ok((z.number, here))),
            Err(error) => Some(Err(error)),
        });
        let receipt = Receipt {
            form: RECEIPT_FORM,
            week: header.week,
            bundle: self.bundle.digest.clone(),
            from: header.desk.clone(),
            head: header.head.clone(),
            desk: store.desk_id()?.unwrap_or_default(),
            zaken: accepted.collect::<Result<_>>()?,
            meldingen,
            own_head: store.head()?,
            by: self.by.to_owned(),
            made_at: self.now,
        };
        receipt.write()
    }
}
