//! Acts on drafts: every version is kept, only a checked version can be marked as sent, and what
//! was sent cannot be undone.

use super::{Context, Decided, Undo, find_open_zaak, not_before_the_voorval, not_in_the_future};
use crate::{
    domain::{
        besluit::YesNo,
        draft::{Draft, DraftKind},
        error::{Error, Result},
        ids::Zaaknummer,
        moment::Moment,
        sanitize,
        text::Vertrouwelijk,
    },
    judge::{checklist::applies, gaps},
    log::{
        desk::Desk,
        event::{LogEvent, NewEvent},
        zaak::Zaak,
    },
};

fn find_draft(zaak: &Zaak, kind: DraftKind) -> Result<&Draft> {
    zaak.drafts.get(&kind).ok_or_else(|| {
        Error::no(format!("Zaak {} heeft nog geen concept {}.", zaak.number, kind.label()))
            .hint("Maak eerst het concept.")
    })
}

/// Saves a version; the same text again is no new version.
pub fn save(desk: &Desk, context: &Context<'_>, number: Zaaknummer, kind: DraftKind, text: &str) -> Result<Decided> {
    let zaak = find_open_zaak(desk, number)?;
    let text = Vertrouwelijk::new(text);
    let earlier = zaak.drafts.get(&kind);
    if earlier.is_some_and(|c| c.text == text) {
        return Ok(Decided { new: Vec::new(), undo: Undo::By(Vec::new()) });
    }
    let version = earlier.map_or(1, |c| c.version.saturating_add(1));
    let undo = earlier.map(|c| LogEvent::DraftSaved {
        zaak: number,
        draft: kind,
        version: version.saturating_add(1),
        text: c.text.clone(),
    });
    let undo = undo.map_or(Undo::Impossible("Er is nog maar één versie van dit concept."), |t| Undo::with([t]));
    Ok(Decided::one(context, LogEvent::DraftSaved { zaak: number, draft: kind, version, text }, undo))
}

/// Marks the latest version as checked; visible gaps must be filled first.
pub fn check(desk: &Desk, context: &Context<'_>, number: Zaaknummer, kind: DraftKind) -> Result<Decided> {
    let zaak = find_open_zaak(desk, number)?;
    let draft = find_draft(zaak, kind)?;
    let open = gaps::gaps(draft.text.read());
    if !open.is_empty() {
        let names: Vec<String> = open.iter().map(ToString::to_string).collect();
        return Err(Error::no(format!("In het concept staat nog open: {}.", names.join(", ")))
            .hint("Vul de open plekken in, of schrijf dat het niet bekend is."));
    }
    if draft.text.is_empty() {
        return Err(Error::no("Het concept is leeg."));
    }
    let event = LogEvent::DraftChecked { zaak: number, draft: kind, version: Some(draft.version) };
    let undo = LogEvent::DraftChecked { zaak: number, draft: kind, version: draft.checked };
    Ok(Decided::one(context, event, Undo::with([undo])))
}

/// Marks the checked version as sent, with time, channel and recipients.
pub fn report_sent(
    desk: &Desk,
    context: &Context<'_>,
    number: Zaaknummer,
    kind: DraftKind,
    at: Moment,
    channel: &str,
    recipients: &str,
) -> Result<Decided> {
    let zaak = find_open_zaak(desk, number)?;
    let draft = find_draft(zaak, kind)?;
    if !draft.is_checked() {
        return Err(Error::no(format!("Versie {} van {} is nog niet gecontroleerd.", draft.version, kind.label()))
            .hint("Controleer de tekst eerst; zo gaat er niets weg dat niet weg mag."));
    }
    require_besluit(zaak, context, kind)?;
    not_in_the_future("De verzending", at, context.now)?;
    not_before_the_voorval("De verzending", zaak, at)?;
    let channel = Vertrouwelijk::new(&sanitize::line(channel));
    let recipients = Vertrouwelijk::new(recipients);
    if channel.is_empty() || recipients.is_empty() {
        return Err(Error::usage("Bij een verzending horen een kanaal en ontvangers.")
            .hint("Bijvoorbeeld: e-mail, aan de bewindspersoon."));
    }
    let version = draft.version;
    let event = LogEvent::DraftSent { zaak: number, draft: kind, version, channel, recipients };
    let new = vec![NewEvent { occurred_at: at, event }];
    Ok(Decided { new, undo: Undo::Impossible("Wat verzonden is, is verzonden; stuur zo nodig een verbeterde versie.") })
}

/// A message goes out on a decision, of the officer or of the matrix, and on no other ground.
fn require_besluit(zaak: &Zaak, context: &Context<'_>, kind: DraftKind) -> Result<()> {
    let Some(about) = kind.besluit() else { return Ok(()) };
    match zaak.rij().and_then(|r| applies(zaak, context.book.rij(r), about)) {
        Some(YesNo::Yes) => Ok(()),
        Some(YesNo::No) => Err(Error::no(format!("{} is nee: dit bericht gaat niet uit.", about.letter()))
            .hint("Neem eerst een ander besluit, met een reden.")),
        None => {
            Err(Error::no(format!("Over {} is nog niet beslist.", about.letter())).hint("Beslis eerst, met een reden."))
        }
    }
}
