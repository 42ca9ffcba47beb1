//! What stands in the dossier of a case: the case, its facts, how it was weighed, the readings of its terms, its messages, who
//! got what, and the film of the night.

use super::CaseFile;
use crate::{
    deadline::{InForce, explanation::why, tipping_point::Baseline},
    domain::{
        besluit::BesluitKind,
        draft::{Draft, DraftKind},
        feit::{Feit, Topic},
        sanitize,
        time_kind::TimeKind,
    },
    judge::{absence, case_rule::CaseRule, gaps, narrative, questions::weegvragen, visibility::Visibility},
    log::draft_versions::{VersionState, versions},
    outgoing::sheet::{LineRole, MessageSheet, SheetLine},
    report::provisions,
};

/// The lines so far.
#[derive(Debug, Default)]
pub(super) struct DossierContent {
    pub lines: Vec<SheetLine>,
}

impl DossierContent {
    pub fn put(&mut self, role: LineRole, text: &str) {
        let apart = matches!(role, LineRole::Heading);
        self.lines.push(SheetLine { role, text: sanitize::line(text), apart });
    }

    /// A heading with its points; without any it says so.
    pub fn chapter(&mut self, heading: &str, points: impl IntoIterator<Item = String>, none: &str) {
        self.put(LineRole::Heading, heading);
        let before = self.lines.len();
        for point in points {
            self.put(LineRole::Point, &point);
        }
        if self.lines.len() == before {
            self.put(LineRole::Text, none);
        }
    }

    /// Title, and what stands at the head of both.
    pub fn head(&mut self, title: &str, file: &CaseFile<'_>) {
        let zaak = file.zaak;
        self.put(LineRole::Title, &format!("{title} {}", zaak.number));
        let place = file.inrichting.map_or_else(String::new, |i| format!(" in {}", i.place));
        self.put(LineRole::Field, &format!("Inrichting: {}{place}", zaak.plek().unwrap_or("nog niet bekend")));
        match file.case {
            CaseRule::Known(_, rule) => {
                self.put(LineRole::Field, &format!("Rij: {} {} ({})", rule.nr, rule.incident, rule.codes()));
            }
            CaseRule::Unchosen(_) | CaseRule::NotInBook(..) | CaseRule::NoBook(_) => {
                self.put(LineRole::Field, "Rij: nog niet gekozen");
            }
        }
        for kind in TimeKind::ALL {
            if let Some(at) = zaak.time(kind) {
                self.put(LineRole::Field, &format!("{}: {}", time_name(kind), at.long()));
            }
        }
        let since = zaak.closed.map_or_else(String::new, |at| format!(" {}", at.long()));
        self.put(LineRole::Field, &format!("Stand: {}{since}", zaak.state().word()));
        self.put(LineRole::Field, &format!("Rubricering: {}", file.sender.classification));
    }
}

/// The facts about these subjects by the time of the event, each with where it comes from.
pub(super) fn feiten(file: &CaseFile<'_>, topics: &[Topic]) -> Vec<String> {
    let mut feiten: Vec<&Feit> = file.zaak.feiten.iter().filter(|f| topics.contains(&f.topic)).collect();
    feiten.sort_by_key(|f| (f.told_at(), f.number));
    feiten.into_iter().map(feit).collect()
}

/// A fact with its source, its status and its times.
fn feit(feit: &Feit) -> String {
    let happened = feit.happened.map_or_else(String::new, |at| format!("{}: ", at.long()));
    let (text, source) = (feit.text.read().trim_end_matches('.'), feit.source.read());
    let unknown = if feit.topic == Topic::Unknown { "Niet bekend: " } else { "" };
    format!("{happened}{unknown}{text} (bron: {source}; {}; genoteerd {})", feit.status.word(), feit.at.long())
}

pub(super) fn fill(content: &mut DossierContent, file: &CaseFile<'_>) {
    let zaak = file.zaak;
    content.head("DOSSIER", file);
    content.chapter("FEITEN", feiten(file, &Topic::NOTED), "Er zijn geen feiten genoteerd.");
    if let CaseRule::Known(book, rule) = file.case {
        let answers = weegvragen(book, rule).filter_map(|question| {
            let answer = zaak.answers.get(&question.id)?;
            Some(format!("{} {} {}", question.id, question.question, answer.word()))
        });
        content.chapter("WEGING", answers, "Er zijn geen weegvragen beantwoord.");
    }
    let besluiten = BesluitKind::ALL.into_iter().filter_map(|about| {
        let letter = about.letter();
        if let Some(besluit) = zaak.besluit(about) {
            let (choice, reason) = (besluit.choice.word(), besluit.reason.read());
            return Some(format!("{letter}: {choice}, {}. {reason}", besluit.at.long()));
        }
        // Where the matrix leaves no choice, that is what messages went on.
        let rule = file.case.rule().filter(|_| about != BesluitKind::T)?;
        Some(format!("{letter}: {}, vast bij rij {}", rule.code(about).fixed()?.word(), rule.nr))
    });
    content.chapter("BESLUITEN", besluiten, "Er is geen besluit genomen.");
    terms(content, file);
    messages(content, file);
    content.chapter("WIE KREEG WAT", file.provisions.iter().map(provisions::line), "Er is niets verstrekt.");
    let told = file.entries.iter().map(|entry| {
        let sentence = narrative::sentence(&entry.event, Visibility::Open, file.book_of_case());
        // "Tijd van voorval: za 21-11-2026 00:30." says when by itself.
        let told = sentence.contains(&entry.occurred_at.long());
        let then = if told { String::new() } else { narrative::then(entry) };
        format!("{}: {sentence}{then}", entry.recorded_at.long())
    });
    content.chapter("FILM VAN DE ZAAK", told, "Het logboek zegt niets van deze zaak.");
}

/// The terms with every reading, and how each ended.
fn terms(content: &mut DossierContent, file: &CaseFile<'_>) {
    let CaseRule::Known(book, rule) = file.case else { return };
    let from =
        Baseline { book, rij: rule.nr, times: absence::times(file.zaak, file.case), kalender: file.zaak.kalender };
    if file.countdowns.is_empty() {
        let none = book.form_gap_words(rule).unwrap_or_else(|| "Deze zaak kent geen termijn.".to_owned());
        content.chapter("TERMIJNEN EN HUN LEZINGEN", [], &none);
    }
    for countdown in file.countdowns {
        let kind = &countdown.termijn.label;
        let end = match countdown.outcome() {
            Some(outcome) => format!("{}, {}", outcome.word(), outcome.at().long()),
            None if countdown.stays_late() => "te laat, niet ontvangen".to_owned(),
            None if countdown.lapsed => "vervallen".to_owned(),
            None => format!("{} (stand van {})", countdown.state(file.now).to_lowercase(), file.now.long()),
        };
        let first = format!("{kind} vóór {}: {end}", countdown.told_due(file.now).as_termijn());
        let applies = InForce { due: countdown.due, ground: countdown.ground };
        let heading = format!("TERMIJN {} EN ZIJN LEZINGEN", kind.to_uppercase());
        content.chapter(&heading, std::iter::once(first).chain(why(&from, &countdown.termijn, &applies)), "");
    }
}

/// Every message: what became of it, and the text as it stands.
fn messages(content: &mut DossierContent, file: &CaseFile<'_>) {
    let drafts = &file.zaak.drafts;
    if drafts.is_empty() {
        content.chapter("BERICHTEN", [], "Er is geen bericht geschreven.");
    }
    for (kind, draft) in DraftKind::ALL.into_iter().filter_map(|kind| Some((kind, drafts.get(&kind)?))) {
        // What others got stands here as they got it, whatever was written after that.
        let all = versions(file.entries, kind);
        let went = |version: u32| draft.sent.iter().any(|dispatch| dispatch.version == version);
        let earlier = all.iter().filter(|v| v.state != VersionState::Copy && v.number < draft.version);
        let texts = earlier.filter(|v| went(v.number)).map(|v| (v.number, v.text.read()));
        for (version, text) in texts.chain([(draft.version, draft.text.read())]) {
            message(content, file, (kind, version), (draft, text));
        }
    }
}

/// One version of a message: to whom it went, and its text.
fn message(
    content: &mut DossierContent,
    file: &CaseFile<'_>,
    (kind, version): (DraftKind, u32),
    (draft, text): (&Draft, &str),
) {
    let sent = draft.sent.iter().filter(|dispatch| dispatch.version == version).map(|dispatch| {
        let (to, channel) = (dispatch.recipients.read(), dispatch.channel.read());
        format!("Versie {} verzonden {}, per {channel}, aan {to}", dispatch.version, dispatch.at.long())
    });
    let heading = format!("BERICHT: {}, VERSIE {version}", kind.label().to_uppercase());
    content.chapter(&heading, sent, "Niet verzonden.");
    let open: Vec<String> = gaps::gaps(text).into_iter().map(|gap| gap.name).collect();
    if !open.is_empty() {
        let sentence = format!("Dit concept heeft open plekken ({}); zijn tekst staat hier niet.", open.join(", "));
        content.put(LineRole::Text, &sentence);
        return;
    }
    for line in MessageSheet::of(file.zaak.number, kind, version, text).lines {
        let role = match line.role {
            LineRole::Title | LineRole::Heading | LineRole::Subheading => LineRole::Subheading,
            LineRole::Field => LineRole::Field,
            LineRole::Point => LineRole::Point,
            LineRole::Text | LineRole::Closing => LineRole::Text,
        };
        content.put(role, &line.text);
    }
}

/// The name of a time on paper.
const fn time_name(kind: TimeKind) -> &'static str {
    match kind {
        TimeKind::Voorval => "Voorval",
        TimeKind::Constatering => "Constatering",
        TimeKind::Called => "Gemeld aan het piket",
        TimeKind::OaEnd => "Einde van de afwezigheid",
        TimeKind::OaEndHeard => "Einde gehoord",
    }
}
