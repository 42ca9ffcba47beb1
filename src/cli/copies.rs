//! The copies of messages that came back, in `toon`: whether each counts, and line by line what is other in its text than in
//! the version it is a copy of.

use serde_json::{Value, json};

use super::answer::print;
use crate::{
    domain::{
        besluit::YesNo,
        draft::DraftKind,
        error::Result,
        line_diff::{LinePair, compare},
        sent_copy::KeptCopy,
        text::Vertrouwelijk,
    },
    log::{
        draft_versions::{VersionState, versions},
        event::Entry,
        zaak::Zaak,
    },
};

/// Prints them, where there are any.
///
/// # Errors
/// When the answer cannot be printed.
pub fn in_words(zaak: &Zaak, entries: &[Entry]) -> Result<()> {
    let all: Vec<(DraftKind, &KeptCopy)> = all(zaak).collect();
    if all.is_empty() {
        return Ok(());
    }
    print("\nKopieën (kopie ZAAK SOORT ja of nee, met --reden)")?;
    for (kind, kept) in all {
        let counts = match kept.counts {
            Some(YesNo::Yes) => "telt als verzonden",
            Some(YesNo::No) => "telt niet",
            None => "wacht op uw oordeel",
        };
        let (label, version, at) = (kind.label(), kept.copy.version, kept.at.long());
        print(&format!("  {} van {label} versie {version}, {at}: {counts}", kept.number))?;
        if let Some(recipients) = kept.copy.recipients.filled() {
            print(&format!("    aan {recipients}"))?;
        }
        if let Some(why) = kept.copy.misfit.as_ref().and_then(Vertrouwelijk::filled) {
            print(&format!("    past niet: {why}"))?;
        }
        difference(entries, kind, kept).iter().try_for_each(|line| print(&format!("    {line}")))?;
    }
    Ok(())
}

/// The same of one message as data.
pub fn as_document(kind: DraftKind, zaak: &Zaak, entries: &[Entry]) -> Vec<Value> {
    let one = |kept: &KeptCopy| {
        json!({
            "nr": kept.number, "versie": kept.copy.version, "op": kept.at.rfc3339(), "aan": kept.copy.recipients.read(),
            "telt": kept.counts.map(YesNo::word), "bericht_id": kept.copy.message_id.read(), "origineel": kept.copy.original.read(),
            "van": kept.copy.sender.read(), "past_niet": kept.copy.misfit.as_ref().map(Vertrouwelijk::read),
            "gewijzigd": kept.copy.text.is_some(), "verschil": difference(entries, kind, kept),
        })
    };
    all(zaak).filter(|(of, _)| *of == kind).map(|(_, kept)| one(kept)).collect()
}

fn all(zaak: &Zaak) -> impl Iterator<Item = (DraftKind, &KeptCopy)> {
    zaak.drafts.iter().flat_map(|(kind, draft)| draft.copies.iter().map(|kept| (*kind, kept)))
}

/// The lines that are other: `-` as it was written, `+` as it came back.
fn difference(entries: &[Entry], kind: DraftKind, kept: &KeptCopy) -> Vec<String> {
    let Some(text) = &kept.copy.text else { return Vec::new() };
    let all = versions(entries, kind);
    let own = all.iter().find(|v| v.number == kept.copy.version && v.state != VersionState::Copy);
    let pairs = compare(own.map_or("", |v| v.text.read()), text.read());
    pairs
        .iter()
        .flat_map(|pair| match pair {
            LinePair::Same(_) => Vec::new(),
            LinePair::Changed { was, is } => vec![format!("- {was}"), format!("+ {is}")],
            LinePair::Gone(was) => vec![format!("- {was}")],
            LinePair::New(is) => vec![format!("+ {is}")],
        })
        .collect()
}
