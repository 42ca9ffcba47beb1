//! Parts the newest text of a mail from what it forwards and what it quotes. Replies drag old forms along;
//! only the newest text, or what was forwarded on purpose, is news.

use super::regel::Regel;

/// How far a text is from the hand of the sender.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Laag {
    /// Written by the sender, or attached by them.
    Nieuw,
    /// Passed on by the sender.
    Doorgestuurd,
    /// Left standing below an answer.
    Geciteerd,
}

/// A run of lines of one layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deel {
    /// Its layer.
    pub laag: Laag,
    /// Its lines.
    pub regels: Vec<Regel>,
}

/// The parts of a mail's text, the newest first. `antwoord` says that the subject marks an answer, in
/// which case old headers and quote marks introduce a quote; else they introduce a forwarded mail. What
/// somebody "schreef" is an answer whatever the subject says.
pub fn delen(regels: Vec<Regel>, antwoord: bool) -> Vec<Deel> {
    let blok = if antwoord { Laag::Geciteerd } else { Laag::Doorgestuurd };
    let mut uit = vec![Deel { laag: Laag::Nieuw, regels: Vec::new() }];
    let mut citaten = Deel { laag: blok, regels: Vec::new() };
    let plat: Vec<String> = regels.iter().map(|r| r.plat().trim_matches(['*', '_', ' ']).to_lowercase()).collect();
    let gemarkeerd: Vec<bool> = regels.iter().map(|r| r.citaat).collect();
    let mut overslaan = 0;
    for (i, regel) in regels.into_iter().enumerate() {
        if i < overslaan {
            continue;
        }
        let rest = plat.get(i..).unwrap_or_default();
        let laag = uit.last().map_or(Laag::Nieuw, |d| d.laag);
        if let Some(nieuwe) = scheidslijn(rest, blok) {
            uit.push(Deel { laag: nieuwe, regels: Vec::new() });
        } else if let Some(lengte) = koppenblok(rest) {
            overslaan = i + lengte;
            // After "doorgestuurd bericht" the block belongs to what that line announced.
            let leeg = uit.last().is_some_and(|d| d.regels.iter().all(Regel::is_leeg));
            if !(leeg && laag != Laag::Nieuw) {
                uit.push(Deel { laag: blok.max(laag), regels: Vec::new() });
            }
        } else if let Some(lengte) = schreef(rest) {
            overslaan = i + lengte;
            // Where the quote itself is marked, the answer may go on below it.
            let volgende = (i + lengte..plat.len()).find(|n| plat.get(*n).is_some_and(|t| !t.is_empty()));
            if volgende.is_some_and(|n| gemarkeerd.get(n).is_some_and(|g| *g)) {
                citaten.laag = Laag::Geciteerd;
            } else {
                uit.push(Deel { laag: Laag::Geciteerd, regels: Vec::new() });
            }
        } else if regel.citaat && laag == Laag::Nieuw {
            citaten.regels.push(regel);
        } else if let Some(deel) = uit.last_mut() {
            deel.regels.push(regel);
        }
    }
    uit.push(citaten);
    uit.retain(|d| d.regels.iter().any(|r| !r.is_leeg()));
    uit
}

/// A line that announces an older mail.
fn scheidslijn(rest: &[String], blok: Laag) -> Option<Laag> {
    let kaal = rest.first()?.trim_matches(|c: char| !c.is_alphanumeric());
    match kaal {
        "oorspronkelijk bericht" | "oorspronkelijke bericht" | "original message" | "origineel bericht" => Some(blok),
        "doorgestuurd bericht"
        | "begin doorgestuurd bericht"
        | "forwarded message"
        | "begin forwarded message"
        | "doorgezonden bericht"
        | "begin van doorgestuurd bericht" => Some(Laag::Doorgestuurd),
        _ => None,
    }
}

/// The length of a block of copied headers, as Outlook and others put above an older mail.
fn koppenblok(rest: &[String]) -> Option<usize> {
    const NAMEN: [&str; 18] = [
        "van:",
        "from:",
        "verzonden:",
        "sent:",
        "datum:",
        "date:",
        "aan:",
        "to:",
        "cc:",
        "bcc:",
        "onderwerp:",
        "subject:",
        "urgentie:",
        "prioriteit:",
        "importance:",
        "bijlagen:",
        "attachments:",
        "reply-to:",
    ];
    let eerste = rest.first()?;
    if !eerste.starts_with("van:") && !eerste.starts_with("from:") {
        return None;
    }
    let mut lengte = 0;
    let (mut tijd, mut onderwerp) = (false, false);
    for regel in rest.iter().take(12) {
        let kop = NAMEN.iter().any(|n| regel.starts_with(n));
        tijd |= ["verzonden:", "sent:", "datum:", "date:"].iter().any(|n| regel.starts_with(n));
        onderwerp |= regel.starts_with("onderwerp:") || regel.starts_with("subject:");
        // Long address lists wrap; a line that is no header may stand between two headers.
        let gewikkeld = !regel.is_empty() && !onderwerp;
        if !kop && !gewikkeld {
            break;
        }
        lengte += 1;
    }
    (tijd && onderwerp).then_some(lengte)
}

/// The length of "Op ma 28 sep. 2026 om 14:28 schreef X <x@y>:", which may be wrapped.
fn schreef(rest: &[String]) -> Option<usize> {
    let eerste = rest.first()?;
    if !eerste.starts_with("op ") && !eerste.starts_with("on ") {
        return None;
    }
    let mut samen = String::new();
    for (i, regel) in rest.iter().take(3).enumerate() {
        samen.push_str(regel);
        samen.push(' ');
        let schrijft = samen.contains(" schreef ") || samen.contains(" wrote") || samen.contains(" schreef:");
        if schrijft && regel.ends_with(':') {
            return Some(i + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::regel;

    fn lagen(tekst: &str, antwoord: bool) -> Vec<(Laag, String)> {
        delen(regel::regels(tekst), antwoord)
            .into_iter()
            .map(|d| (d.laag, d.regels.iter().map(Regel::plat).filter(|r| !r.is_empty()).collect::<Vec<_>>().join("|")))
            .collect()
    }

    #[test]
    fn quotes_stay_behind_and_forwards_count() {
        let outlook =
            "Dank.\n\nVan: X <x@y>\nVerzonden: maandag 28 september 2026 14:28\nAan: Z\nOnderwerp: MBV\n\nNaam: A";
        assert_eq!(lagen(outlook, true), [(Laag::Nieuw, "Dank.".into()), (Laag::Geciteerd, "Naam: A".into())]);
        assert_eq!(lagen(outlook, false), [(Laag::Nieuw, "Dank.".into()), (Laag::Doorgestuurd, "Naam: A".into())]);
        let gmail = "Zie onder.\n---------- Forwarded message ---------\nFrom: X <x@y>\nDate: ma 28 sep. 2026\nSubject: MBV\nTo: Z\n\nNaam: A";
        assert_eq!(lagen(gmail, true), [(Laag::Nieuw, "Zie onder.".into()), (Laag::Doorgestuurd, "Naam: A".into())]);
        let apple = "Begin doorgestuurd bericht:\n\n> Van: X\n> Onderwerp: MBV\n> Datum: 28 september 2026\n> Aan: Z\n>\n> Naam: A";
        assert_eq!(lagen(apple, false), [(Laag::Doorgestuurd, "Naam: A".into())]);
    }

    #[test]
    fn an_answer_between_quotes_is_new() {
        let tekst = "Op ma 28 sep. 2026 om 14:28 schreef\nX <x@y>:\n> Naam: A\n\nNieuw.\n> oud\nOok nieuw.";
        assert_eq!(
            lagen(tekst, true),
            [(Laag::Nieuw, "Nieuw.|Ook nieuw.".into()), (Laag::Geciteerd, "Naam: A|oud".into())]
        );
        let zonder = "Dank.\nOp 28 sep. 2026 schreef X:\nNaam: A";
        assert_eq!(lagen(zonder, true), [(Laag::Nieuw, "Dank.".into()), (Laag::Geciteerd, "Naam: A".into())]);
    }

    #[test]
    fn what_is_quoted_in_a_mail_that_answers_nothing_was_passed_on() {
        let mail = |laag| [(Laag::Nieuw, "Ter info.".into()), (laag, "Naam: A|Delict: B".into())];
        let tekst = "Ter info.\n\n> Naam: A\n> Delict: B";
        assert_eq!(lagen(tekst, false), mail(Laag::Doorgestuurd));
        assert_eq!(lagen(tekst, true), mail(Laag::Geciteerd));
        let antwoord = "Ter info.\n\nOp ma 28 sep. 2026 om 14:28 schreef X <x@y>:\n> Naam: A\n> Delict: B";
        assert_eq!(lagen(antwoord, false), mail(Laag::Geciteerd));
    }

    #[test]
    fn a_form_field_called_van_is_no_mail() {
        assert_eq!(lagen("Van: 12:00\nTot: 13:00\nNaam: A", false).len(), 1);
    }
}
