//! Notes that somebody is asked to read a message before it leaves, and what that reader said: approval, a change, a refusal.
//! Who reads is a role of the address book. A message that waits for a reader leaves only with a reason.

use clap::Args;

use super::{
    Act,
    arguments::{Arguments, choose},
    before::Before,
    decide::{After, Context, Decided, Judged},
    shared::{find_draft, find_open_zaak},
    undo::Undo,
};
use crate::{
    domain::{
        draft::DraftKind,
        error::{Error, Result},
        ids::Zaaknummer,
        second_reader::ReadingState,
        subject::Subject,
        text::Vertrouwelijk,
    },
    judge::recipients::find,
    log::{desk::Desk, event::LogEvent},
};

/// Who reads the latest version, and where that stands.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadAlong {
    pub zaak: Zaaknummer,
    pub draft: DraftKind,
    pub role: String,
    pub state: ReadingState,
    pub remark: String,
}

/// The same as it is typed.
#[derive(Debug, Clone, Args)]
#[command(about = "Vraag iemand een bericht te lezen voor het weggaat, of noteer het antwoord")]
pub struct ReadAlongArgs {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// Welk bericht.
    #[arg(id = "soort", value_name = "SOORT")]
    pub draft: DraftKind,
    /// Wie: een rol uit het adresboek, bijvoorbeeld afdelingshoofd of woordvoering.
    #[arg(id = "rol", value_name = "ROL")]
    pub role: String,
    /// gevraagd, akkoord, wijzigen of geweigerd.
    #[arg(id = "stand", value_name = "STAND", value_parser = state)]
    pub state: ReadingState,
    /// Wat erbij is gezegd.
    #[arg(id = "opmerking", long = "opmerking", default_value = "", hide_default_value = true, value_name = "TEKST")]
    pub remark: String,
}

fn state(text: &str) -> Result<ReadingState> {
    choose(ReadingState::ALL, ReadingState::word, text)
}

impl Arguments for ReadAlongArgs {
    fn subject(&self) -> Subject {
        self.zaak.into()
    }

    fn acts(&self, _: &Desk, _: &Context<'_>) -> Result<Vec<Act>> {
        let (zaak, draft, state) = (self.zaak, self.draft, self.state);
        Ok(vec![ReadAlong { zaak, draft, role: self.role.clone(), state, remark: self.remark.clone() }.into()])
    }
}

impl Judged for ReadAlong {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let (zaak, draft, state) = (self.zaak, self.draft, self.state);
        let kept = find_draft(find_open_zaak(desk, zaak)?, draft)?;
        let known = find(context.addresses, &self.role).ok_or_else(|| {
            Error::usage("Deze rol staat niet in het adresboek.")
                .hint("«piket adressen» toont wie erin staat; vul haar anders aan in uw eigen adressen.toml.")
        })?;
        let (role, remark) = (Vertrouwelijk::new(&known.name), Vertrouwelijk::new(self.remark.trim()));
        let asked = kept.readings.iter().any(|r| r.role == role);
        match state {
            ReadingState::Approved | ReadingState::Changes | ReadingState::Refused if !asked => {
                return Err(Error::no(format!("{} is niet gevraagd dit bericht te lezen.", known.name))
                    .hint("Noteer eerst «gevraagd»."));
            }
            ReadingState::Changes | ReadingState::Refused if remark.is_empty() => {
                return Err(Error::usage("Wat moet er anders, of waarom niet?").hint("Schrijf dat in --opmerking."));
            }
            ReadingState::Asked | ReadingState::Approved | ReadingState::Changes | ReadingState::Refused => {}
        }
        let (version, state) = (kept.version, Some(state));
        Ok(Decided::one(context, LogEvent::ReadAlong { zaak, draft, version, role, state, remark }))
    }

    fn sentence(&self, _: &After<'_>) -> String {
        let (who, what) = (self.role.trim(), self.draft.label());
        match self.state {
            ReadingState::Asked => format!("Genoteerd: {who} is gevraagd {what} te lezen."),
            ReadingState::Approved => format!("Genoteerd: {who} is akkoord met {what}."),
            ReadingState::Changes => format!("Genoteerd: {who} wil {what} gewijzigd."),
            ReadingState::Refused => format!("Genoteerd: {who} weigert {what}."),
        }
    }

    /// Nobody was asked, or the reader said what was said before.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::scene::{Scene, TestResult, ZAAK, checked};

    #[test]
    fn a_reader_is_asked_before_answering_and_was_not_asked_after_an_undo() -> TestResult {
        let (mut scene, zaak) = Scene::with_rij("10")?;
        let read = |role: &str, state: &str| format!("meelezen {ZAAK} piketmelding {role} {state}");
        assert!(scene.refuses_typed(&read("woordvoering", "gevraagd")).contains("nog geen concept"));
        checked(&mut scene, zaak, DraftKind::Piketmelding, "Niemand is gewond.")?;
        assert!(scene.refuses_typed(&read("buurman", "gevraagd")).contains("staat niet in het adresboek"));
        assert!(scene.refuses_typed(&read("woordvoering", "akkoord")).contains("is niet gevraagd"));
        let then = scene.typed(&read("woordvoering", "gevraagd"))?;
        assert_eq!(then.events(), ["meegelezen"]);
        assert_eq!(then.sentence(), "Genoteerd: woordvoering is gevraagd piketmelding te lezen.");
        assert_eq!(then.undone()?, ["meegelezen"]);
        let asked = then.scene;
        assert!(asked.refuses_typed(&read("woordvoering", "wijzigen")).contains("Wat moet er anders"));
        let then = asked.typed(&read("woordvoering", "akkoord"))?;
        assert_eq!(then.sentence(), "Genoteerd: woordvoering is akkoord met piketmelding.");
        assert_eq!(then.undone()?, ["meegelezen"]);
        Ok(())
    }
}
