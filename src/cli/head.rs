//! `logboek controleer`: recomputes both chains, shows the head to note down, and compares the log
//! with a head that was noted elsewhere.

use super::{answer::print, environment::Environment, exit::Exit};
use crate::{
    domain::{error::Result, head::HeadNote},
    store::{self, Access, Store, backup},
};

/// Who reads more differences than this has stopped reading.
const MAX: usize = 20;

/// `piket logboek controleer`.
///
/// # Errors
/// When the store cannot be read; what is wrong with the log is an answer.
pub fn check(env: &Environment, note: Option<&HeadNote>, at: Option<u64>) -> Result<Exit> {
    let (store, _) = env.open(Access::Read)?;
    let damage = store.check_pages()?;
    if let Some(sentence) = &damage {
        print(sentence)?;
        let advice = backup::best(store.path(), store.unlock())?;
        print(advice.as_deref().unwrap_or("Er is geen reservekopie die heel is. Maak een kopie van de map."))?;
    }
    let found = report(&store, note, at).map_err(|error| backup::advise(store.path(), error));
    match (found, damage) {
        (Ok(good), damage) => Ok(if good && damage.is_none() { Exit::Done } else { Exit::No }),
        // What is damaged was said already; how far it reads changes nothing about that.
        (Err(_), Some(_)) => Ok(Exit::No),
        (Err(error), None) => Err(error),
    }
}

/// What is wrong with the log and with what stands around it as its witness.
fn report(store: &Store, note: Option<&HeadNote>, at: Option<u64>) -> Result<bool> {
    let (chain, audits, alarm) = (store.check()?, store.check_audit()?, store.check_wekkerboek()?);
    let tail = store.missing_tail()?;
    let doubtful = store.doubtful_witnesses()?;
    let unwitnessed = store.unwitnessed()?;
    for sentence in tail.iter().chain(&doubtful).chain(&unwitnessed) {
        print(sentence)?;
    }
    let mut good = tail.is_none() && doubtful.is_empty();
    let errors = chain.errors.iter().map(|f| ("Regel", f)).chain(audits.errors.iter().map(|f| ("Inzage", f)));
    let errors = errors.chain(alarm.errors.iter().map(|f| ("Wekkerregel", f)));
    for (what, error) in errors {
        print(&format!("{what} {}: {}", error.seq, error.sentence))?;
        good = false;
    }
    if good {
        let (derived, is_whole) = match store.compare() {
            // Its hash is right: it was recorded so, and this program cannot read it.
            Err(error) if store::is_unreadable(&error) => (vec![error.sentence], false),
            compared => (compared?, true),
        };
        derived.iter().take(MAX).try_for_each(|sentence| print(sentence))?;
        if derived.len() > MAX {
            print(&format!("En nog {} verschillen.", derived.len() - MAX))?;
        }
        if !derived.is_empty() && is_whole {
            print("Het logboek zelf is heel; «piket herbouw» brengt in orde wat ervan is afgeleid.")?;
        }
        let purged = if chain.purged > 0 { format!(", {} teksten gewist", chain.purged) } else { String::new() };
        print(&format!("De keten klopt: {} regels{purged}, {} inzagen.", chain.entries, audits.lines))?;
        let audit = store.audit_head()?;
        print(&format!("Kop van de inzagen: {} (inzage {})", audit.words(), audit.seq))?;
        let head = store.head()?;
        print(&format!("Kop: {}\n     {} (regel {})", head.words(), head.hash, head.seq))?;
        good = derived.is_empty();
    } else {
        print("De keten klopt niet. Bewaar dit bestand en meld het.")?;
    }
    if let Some(note) = note {
        let (sentence, matches) = compare(store, note, at)?;
        print(&sentence)?;
        good &= matches;
    }
    Ok(good)
}

/// What a noted head says about the log, and whether that is good news.
///
/// # Errors
/// When the log cannot be read.
pub fn compare(store: &Store, note: &HeadNote, at: Option<u64>) -> Result<(String, bool)> {
    let last = store.head()?.seq;
    Ok(match (store.find_head(note)?, at) {
        (Some(seq), Some(at)) if seq != at => {
            (format!("De genoteerde kop is die van regel {seq}, niet van regel {at}."), false)
        }
        (Some(seq), _) if seq == last => (format!("De genoteerde kop is die van de laatste regel, {seq}."), true),
        (Some(seq), _) => {
            (format!("De genoteerde kop is die van regel {seq}; daarna zijn er {} bijgekomen.", last - seq), true)
        }
        (None, Some(at)) if at == last + 1 => (format!("Regel {at} ontbreekt aan het einde."), false),
        (None, Some(at)) if at > last => {
            (format!("Regels {} tot en met {at} ontbreken aan het einde.", last + 1), false)
        }
        (None, Some(at)) => (format!("Regel {at} was een andere toen deze kop werd genoteerd."), false),
        (None, None) => {
            let sentence = "De genoteerde kop komt niet voor: het einde ontbreekt, of dit is een ander logboek.";
            (sentence.to_owned(), false)
        }
    })
}
