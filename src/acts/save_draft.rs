//! Saves a version of a draft, which names its own number; the same text again is no new version. The verb also checks a draft and
//! marks it as sent, in that order, as far as asked.

use std::path::PathBuf;

use clap::Args;

use super::{
    Act,
    arguments::Arguments,
    before::Before,
    check_draft::CheckDraftArgs,
    decide::{After, Context, Decided, Judged},
    let_through::LetThroughArgs,
    report_sent::ReportSentArgs,
    shared::find_open_zaak,
    undo::Undo,
};
use crate::{
    domain::{
        draft::{Draft, DraftKind},
        error::{Error, Result},
        ids::Zaaknummer,
        step::Step,
        subject::Subject,
        text::Vertrouwelijk,
        version_line::with_version,
    },
    log::{desk::Desk, event::LogEvent, zaak::Zaak},
};

/// The text of a draft.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaveDraft {
    pub zaak: Zaaknummer,
    pub draft: DraftKind,
    pub text: String,
}

/// Everything about a draft.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
#[derive(Debug, Clone, Args)]
#[command(about = "Maak, controleer of meld een bericht verzonden")]
pub struct DraftArgs {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// Which message.
    #[arg(id = "soort", value_name = "SOORT", help = format!("{}.", DraftKind::listed()))]
    pub kind: DraftKind,
    /// Schrijf naar dit bestand: .txt, .eml, .docx of .pdf.
    #[arg(id = "uit", long = "uit", value_name = "BESTAND")]
    pub out: Option<PathBuf>,
    /// Vervang een bestand dat er al is.
    #[arg(id = "vervang", long = "vervang", requires = "uit")]
    pub replace: bool,
    /// Bewaar de tekst uit het sjabloon; zonder dit wordt zij alleen getoond.
    #[arg(id = "bewaar", long = "bewaar")]
    pub keep: bool,
    /// Bewaar deze tekst als nieuwe versie (- leest standaardinvoer).
    #[arg(id = "tekst", long = "tekst", value_name = "BESTAND")]
    pub text: Option<PathBuf>,
    /// Maak de tekst opnieuw uit het sjabloon.
    #[arg(id = "opnieuw", long = "opnieuw", conflicts_with = "tekst")]
    pub again: bool,
    /// Vul wat nog open staat in met «niet bekend».
    #[arg(id = "onbekend", long = "onbekend")]
    pub unknown: bool,
    /// That it may leave although it is held back.
    #[command(flatten)]
    pub let_through: LetThroughArgs,
    /// That it was checked.
    #[command(flatten)]
    pub check: CheckDraftArgs,
    /// That it was sent.
    #[command(flatten)]
    pub report: ReportSentArgs,
}

impl DraftArgs {
    /// True where the text itself is made, changed or written out, which takes templates and files.
    pub const fn is_about_text(&self) -> bool {
        self.keep || self.text.is_some() || self.again || self.unknown || self.out.is_some()
    }

    /// True where a version is asked for; else the text is only looked at.
    pub const fn keeps(&self) -> bool {
        self.is_about_text() || self.marks()
    }

    /// True where something is to be noted of the version that is kept.
    pub const fn marks(&self) -> bool {
        self.check.checked || self.report.sent || self.let_through.reason.is_some()
    }
}

impl Arguments for DraftArgs {
    fn subject(&self) -> Subject {
        self.zaak.into()
    }

    /// The text itself comes from a file or a template, which whoever runs the verb reads.
    fn acts(&self, _: &Desk, context: &Context<'_>) -> Result<Vec<Act>> {
        let (zaak, draft) = (self.zaak, self.kind);
        let let_through = self.let_through.act(zaak, draft).map(Act::from);
        let check = self.check.act(zaak, draft).map(Act::from);
        let sent = self.report.act(zaak, draft, context.now)?.map(Act::from);
        Ok(let_through.into_iter().chain(check).chain(sent).collect())
    }
}

impl Judged for SaveDraft {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let (number, kind) = (self.zaak, self.draft);
        let zaak = find_open_zaak(desk, number)?;
        if !zaak.drafts.contains_key(&kind) {
            require_other_writer(zaak, context, kind)?;
        }
        // The number of its own version in it makes no other text of it.
        let is_kept = |c: &Draft| Vertrouwelijk::new(&with_version(&self.text, c.version)) == c.text;
        if zaak.drafts.get(&kind).is_some_and(is_kept) {
            return Ok(Decided { new: Vec::new() });
        }
        let version = zaak.next_version(kind);
        let text = Vertrouwelijk::new(&with_version(&self.text, version));
        Ok(Decided::one(context, LogEvent::DraftSaved { zaak: number, draft: kind, version, text, reach: None }))
    }

    fn sentence(&self, _: &After<'_>) -> String {
        format!("Het concept {} is bewaard.", self.draft.label())
    }

    /// The text before it counts again, as one more version; before the first there was none.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

/// A visie beforehand goes to another body that writes the piketmelding; where the row knows none, it would go to nobody.
fn require_other_writer(zaak: &Zaak, context: &Context<'_>, kind: DraftKind) -> Result<()> {
    let Some(rule) = context.case_rule(zaak).rule().filter(|_| kind.step() == Some(Step::Review)) else {
        return Ok(());
    };
    if rule.elsewhere.as_ref().is_some_and(|other| other.holds(|id| zaak.answers.get(id).copied())) {
        return Ok(());
    }
    Err(Error::no(format!(
        "Bij rij {} schrijft u de piketmelding zelf: een {} heeft geen ontvanger.",
        rule.nr,
        kind.label()
    ))
    .hint("Schrijf de piketmelding, of kies eerst de rij waarbij een andere instantie haar schrijft."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::scene::{Scene, TestResult, ZAAK};

    #[test]
    fn a_text_is_a_version_once_and_the_one_before_it_counts_again_after_an_undo() -> TestResult {
        let (mut scene, zaak) = Scene::with_rij("10")?;
        let save = |text: &str| SaveDraft { zaak, draft: DraftKind::Piketmelding, text: text.to_owned() };
        let then = scene.when(save("Niemand is gewond."))?;
        assert_eq!(then.events(), ["concept_bewaard"]);
        assert_eq!(then.sentence(), "Het concept piketmelding is bewaard.");
        assert_eq!(then.undone()?, ["concept_teruggenomen"]);
        scene = then.scene;
        assert_eq!(scene.when(save("Niemand is gewond."))?.events(), <[&str; 0]>::default());
        scene.wait(5);
        let then = scene.when(save("Een is gewond."))?;
        assert_eq!(then.scene.zaak(zaak)?.drafts.values().map(|draft| draft.version).collect::<Vec<_>>(), [2]);
        assert_eq!(then.undone()?, ["concept_bewaard"]);
        Ok(())
    }

    #[test]
    fn a_visie_goes_to_nobody_where_the_officer_writes_the_message() -> TestResult {
        let (scene, zaak) = Scene::with_rij("10")?;
        let visie = SaveDraft { zaak, draft: DraftKind::Visie, text: "Zo denken wij erover.".to_owned() };
        assert!(scene.refuses(visie).contains("heeft geen ontvanger"));
        Ok(())
    }

    /// The verb does what is asked of a draft in one order, and its flags are read by the acts that they are of.
    #[test]
    fn one_verb_lets_through_checks_and_notes_as_sent_in_that_order() -> TestResult {
        let (mut scene, zaak) = Scene::with_rij("10")?;
        let text = "Overlijden van Jan de Vries, geboren 3-4-1987.".to_owned();
        scene.given(SaveDraft { zaak, draft: DraftKind::Sms, text })?;
        let all = "--doorlaten 'De lijn vroeg erom.' --gecontroleerd --verzonden --aan lijn --kanaal sms";
        let then = scene.typed(&format!("concept {ZAAK} sms {all}"))?;
        assert_eq!(then.events(), ["concept_doorgelaten", "concept_gecontroleerd", "concept_verzonden"]);
        assert_eq!(then.stays(), crate::log::irreversible::Irreversible::Sent.sentence());
        Ok(())
    }
}
