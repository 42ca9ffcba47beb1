//! The drafts of a case before the gate: what of a draft may not leave, and how that is told without repeating it.

use super::{
    case_persons::persons,
    gate::{
        Gate, Leak,
        known::KnownPersons,
        policy::{GateChannel, LeakKind},
    },
    visibility::{MASK, Visibility},
};
use crate::{
    domain::{
        draft::{Draft, DraftKind},
        error::{Error, Result},
        message_sender::MessageSender,
        sanitize,
    },
    log::{desk::Desk, zaak::Zaak},
    rules::book::{Books, Rulebook},
};

/// Findings that are told one by one.
const TOLD: usize = 4;

/// Kinds that are explained, findings of each that are quoted, and characters of a line around them.
const EXPLAINED: usize = 3;
const QUOTED: usize = 2;
const AROUND: usize = 20;
const WIDEST: usize = 64;

/// What of a text may not leave as this message of a case.
///
/// # Errors
/// When the gate has no good material; then nothing may leave.
pub fn leaks(
    (zaak, sender): (&Zaak, &MessageSender),
    desk: &Desk,
    books: Books<'_>,
    kind: DraftKind,
    text: &str,
) -> Result<Vec<Leak>> {
    let gate = Gate::open()?;
    let leaks = gate.verdict(GateChannel::Draft(kind), &persons(gate, zaak, desk, books.book), text);
    Ok(of_somebody_else(leaks, (sender, books.governing(zaak.plek())), text))
}

/// What of a text may not leave over a channel when these persons are known. The name and number of who signs it
/// may, and what the book says of the bodies that it names.
pub fn stopped(
    gate: &Gate,
    (channel, known): (GateChannel, &KnownPersons),
    known_to_all: (&MessageSender, Option<&Rulebook>),
    text: &str,
) -> Vec<Leak> {
    of_somebody_else(gate.leaks(channel, known, text), known_to_all, text)
}

/// Without what is the sender's own, and what the book that governs the case says of a body: its name, number and mailbox
/// are those of a function.
fn of_somebody_else(
    mut leaks: Vec<Leak>,
    (sender, book): (&MessageSender, Option<&Rulebook>),
    text: &str,
) -> Vec<Leak> {
    let is_own = |leak: &Leak| text.get(leak.from..leak.to).is_some_and(|found| sender.is_own(found));
    let is_of_body = |leak: &Leak| {
        book.is_some_and(|book| book.instanties.all().any(|body| body.stands_at(text, leak.from..leak.to)))
    };
    leaks.retain(|leak| !is_own(leak) && !is_of_body(leak));
    leaks
}

/// What of a draft as it is kept may not leave; nothing once this very version was let through.
///
/// # Errors
/// As [`leaks`].
pub fn held_back(
    (zaak, sender): (&Zaak, &MessageSender),
    desk: &Desk,
    books: Books<'_>,
    (kind, draft): (DraftKind, &Draft),
) -> Result<Vec<Leak>> {
    if draft.let_through == Some(draft.version) {
        // A gate that fails stops that too.
        Gate::open()?;
        return Ok(Vec::new());
    }
    leaks((zaak, sender), desk, books, kind, draft.text.read())
}

/// What of a draft as it is kept may not go to a telephone as text, by the policy of every text message; that it was let through says nothing of that.
///
/// # Errors
/// As [`leaks`].
pub fn stopped_as_sms(
    (zaak, sender): (&Zaak, &MessageSender),
    desk: &Desk,
    books: Books<'_>,
    draft: &Draft,
) -> Result<Vec<Leak>> {
    let mut all = Vec::new();
    for kind in DraftKind::ALL.into_iter().filter(|kind| kind.is_text_message()) {
        all.extend(leaks((zaak, sender), desk, books, kind, draft.text.read())?);
    }
    Ok(all)
}

/// A draft as it is kept passes the gate, or was let through.
///
/// # Errors
/// When the gate stops it or has no good material, with what it stops and what can be done.
pub fn pass(
    (zaak, sender): (&Zaak, &MessageSender),
    desk: &Desk,
    books: Books<'_>,
    (kind, draft): (DraftKind, &Draft),
) -> Result<()> {
    let leaks = held_back((zaak, sender), desk, books, (kind, draft))?;
    if leaks.is_empty() {
        return Ok(());
    }
    let told = told(draft.text.read(), &leaks);
    Err(Error::no(format!("De kanaalpoort houdt {} tegen: {told}.", kind.label()))
        .hint("Haal dit uit de tekst, of laat hem door met een reden (in de shell: --doorlaten)."))
}

/// Kinds and lines, and nothing of what stands there: "naam (regel 3), telefoon (regel 5)".
pub fn told(text: &str, leaks: &[Leak]) -> String {
    let line = |leak: &Leak| 1 + text.bytes().take(leak.from).filter(|b| *b == b'\n').count();
    let mut parts: Vec<String> =
        leaks.iter().take(TOLD).map(|leak| format!("{} (regel {})", leak.kind.code(), line(leak))).collect();
    let more = leaks.len().saturating_sub(TOLD);
    if more > 0 {
        parts.push(format!("nog {more}"));
    }
    parts.join(", ")
}

/// What is stopped for who decides about it: of each kind the words with the line they stand in, why, and what the
/// privacy statement says of it.
pub fn explained(gate: &Gate, text: &str, leaks: &[Leak], visibility: Visibility) -> Vec<String> {
    let mut kinds: Vec<LeakKind> = Vec::new();
    for leak in leaks {
        if !kinds.contains(&leak.kind) {
            kinds.push(leak.kind);
        }
    }
    let explained = kinds.iter().take(EXPLAINED).map(|kind| {
        let of_kind: Vec<&Leak> = leaks.iter().filter(|leak| leak.kind == *kind).collect();
        let words: Vec<String> = of_kind.iter().take(QUOTED).map(|leak| quoted(text, leak, visibility)).collect();
        let more = of_kind.len().saturating_sub(QUOTED);
        let more = if more > 0 { format!(" en nog {more}") } else { String::new() };
        let why = gate.reason(*kind).map_or_else(String::new, |r| {
            format!(" {} {} ({})", r.reason, r.statement, sanitize::capitalize(&r.source))
        });
        format!("{}: {}{more}.{why}", sanitize::capitalize(kind.code()), words.join(", "))
    });
    let mut all: Vec<String> = explained.collect();
    let rest: Vec<&str> = kinds.iter().skip(EXPLAINED).map(|kind| kind.code()).collect();
    if !rest.is_empty() {
        all.push(format!("Ook: {}.", rest.join(", ")));
    }
    all
}

/// The words that are stopped, and what stands around them in their line.
fn quoted(text: &str, leak: &Leak, visibility: Visibility) -> String {
    let (before, behind) = (text.get(..leak.from).unwrap_or_default(), text.get(leak.to..).unwrap_or_default());
    let found = match visibility {
        Visibility::Open => sanitize::short_line(text.get(leak.from..leak.to).unwrap_or_default(), WIDEST),
        Visibility::Masked => return MASK.to_owned(),
    };
    let before = before.rsplit('\n').next().unwrap_or_default();
    let behind = behind.split('\n').next().unwrap_or_default();
    let cut = before.chars().count().saturating_sub(AROUND);
    let near: String = before.chars().skip(cut).collect();
    // No word is shown in part.
    let head = if cut > 0 { near.split_once(' ').map_or("", |(_, whole)| whole) } else { near.as_str() };
    let mark = if cut > 0 { "… " } else { "" };
    let around = sanitize::short_line(&format!("{mark}{head}{found}{}", behind.trim_end_matches('.')), WIDEST);
    if around == found { format!("«{found}»") } else { format!("«{found}» in «{around}»") }
}

/// The kinds, each once: "naam, telefoon".
pub fn kinds(leaks: &[Leak]) -> String {
    let mut kinds: Vec<&str> = Vec::new();
    for leak in leaks {
        if !kinds.contains(&leak.kind.code()) {
            kinds.push(leak.kind.code());
        }
    }
    kinds.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stopped_is_quoted_with_whole_words_around_it() {
        let quote = |text: &str, visibility| {
            let from = text.find("Jan").unwrap_or_default();
            quoted(text, &Leak { kind: LeakKind::Name, from, to: from + 3 }, visibility)
        };
        for (text, said) in [
            ("Jan", "«Jan»"),
            ("Bel Jan vandaag.", "«Jan» in «Bel Jan vandaag»"),
            ("Kop\nBel Jan vandaag.\nSlot", "«Jan» in «Bel Jan vandaag»"),
            // Twenty characters before it are shown as they are, of more the first whole word.
            ("Vraag het vandaag a Jan", "«Jan» in «Vraag het vandaag a Jan»"),
            ("Vraag het vandaag aan Jan", "«Jan» in «… het vandaag aan Jan»"),
        ] {
            assert_eq!(quote(text, Visibility::Open), said);
            assert_eq!(quote(text, Visibility::Masked), MASK);
        }
    }
}
