//! Notes a call, or more of it. While a form is being typed nothing is required, so nothing is refused
//! either.

use clap::Args;

use super::{
    Act, LinkMelding, OpenZaak,
    arguments::{Arguments, NeededStore, ShellAnswer, time},
    before::Before,
    decide::{After, Context, Decided, Judged},
    shared::find_melding,
    undo::Undo,
};
use crate::{
    domain::{
        error::{Error, Result},
        ids::{Meldingnummer, Zaaknummer},
        inrichting::Plek,
        melding::{Call, Content, MeldingKind},
        moment::Moment,
        rij::Rij,
        subject::Subject,
        text::Vertrouwelijk,
    },
    log::{
        desk::Desk,
        event::{LogEvent, NewEvent},
        irreversible::Irreversible,
    },
};

/// How the name of an inrichting in a call is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// As it stands, also half typed: a form is never refused while somebody listens.
    AsTyped,
    /// As one inrichting or none of the list; refused where it fits several.
    OneAlone,
}

/// A call: a new one, or the latest text of the one that is named.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteCall {
    pub melding: Option<Meldingnummer>,
    pub call: Call,
    pub naming: Naming,
}

/// A call from the shell, which opens a case as well.
#[derive(Debug, Clone, Args)]
#[command(about = "Leg een telefoontje vast en open een zaak")]
pub struct NoteCallArgs {
    /// Rij van de meldingenmatrix; kan later.
    #[arg(long)]
    pub nr: Option<Rij>,
    /// Naam van de inrichting.
    #[arg(long)]
    pub inrichting: Option<String>,
    /// Tijd van het voorval.
    #[arg(long, value_name = "TIJD")]
    pub voorval: Option<String>,
    /// Tijd van de constatering.
    #[arg(long, value_name = "TIJD")]
    pub constatering: Option<String>,
    /// Tijd van het telefoontje; nu als het ontbreekt.
    #[arg(id = "gebeld", long = "gebeld", value_name = "TIJD")]
    pub called: Option<String>,
    /// Wie belde.
    #[arg(id = "beller", long = "beller", default_value = "", value_name = "BELLER")]
    pub caller: String,
    /// Terugbelnummer.
    #[arg(id = "nummer", long = "nummer", default_value = "", value_name = "NUMMER")]
    pub number: String,
    /// Wat er is gebeurd.
    #[arg(id = "wat", long = "wat", default_value = "", value_name = "WAT")]
    pub what: String,
    /// Bij deze zaak, in plaats van een nieuwe.
    #[arg(id = "zaak", long = "zaak", value_name = "ZAAK", conflicts_with_all = ["nieuw", "nr"])]
    pub zaak: Option<Zaaknummer>,
    /// Waarom het bij die zaak hoort, als dat niet vanzelf spreekt.
    #[arg(
        id = "reden",
        long = "reden",
        default_value = "",
        hide_default_value = true,
        value_name = "REDEN",
        requires = "zaak"
    )]
    pub reason: String,
    /// Een nieuwe zaak, ook als er bij deze inrichting net een is geopend.
    #[arg(id = "nieuw", long = "nieuw")]
    pub new: bool,
}

impl Arguments for NoteCallArgs {
    fn subject(&self) -> Subject {
        Subject { zaak: self.zaak, melding: None, week: None }
    }

    fn acts(&self, desk: &Desk, context: &Context<'_>) -> Result<Vec<Act>> {
        let now = context.now;
        let call = Call {
            caller: Vertrouwelijk::new(&self.caller),
            number: Vertrouwelijk::new(&self.number),
            inrichting: self.inrichting.as_deref().and_then(Plek::written),
            what: Vertrouwelijk::new(&self.what),
            called: Some(time(self.called.as_deref(), now)?.unwrap_or(now)),
            voorval: time(self.voorval.as_deref(), now)?,
            constatering: time(self.constatering.as_deref(), now)?,
            rij: self.nr,
        };
        let melding = desk.next_melding();
        let belongs = match self.zaak {
            Some(zaak) => LinkMelding { melding, zaak, reason: self.reason.clone() }.into(),
            None => OpenZaak { melding, new: self.new, kind: None }.into(),
        };
        Ok(vec![NoteCall { melding: None, call, naming: Naming::OneAlone }.into(), belongs])
    }

    fn answer(&self) -> ShellAnswer {
        ShellAnswer::Zaaknummer
    }

    fn store(&self) -> NeededStore {
        NeededStore::Created
    }
}

impl Judged for NoteCall {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let mut call = self.call.clone();
        // A name among other words is recognised, and none of those is lost.
        if let Some(typed) = &call.inrichting
            && context.inrichtingen.recognise(typed.label()).is_some_and(|i| i.leaves_words_of(typed.label()))
        {
            let kept = format!("[Inrichting: {}] {}", typed.label(), call.what.filled().unwrap_or_default());
            call.what = Vertrouwelijk::new(kept.trim());
        }
        call.inrichting = match (self.naming, call.inrichting) {
            (_, None) => None,
            (Naming::AsTyped, Some(typed)) => context.inrichtingen.plek(typed.label()),
            (Naming::OneAlone, Some(typed)) => context.inrichtingen.meant(typed.label())?,
        };
        let received = call.called.unwrap_or(context.now);
        let Some(number) = self.melding else {
            if let (Some(rij), Ok(book)) =
                (call.rij, context.book.for_inrichting(context.known(call.inrichting.as_ref())))
            {
                book.find_rij(rij)?;
            }
            let melding = desk.next_melding();
            return Ok(Decided { new: vec![Self::received(melding, received, call, context.now)] });
        };
        let melding = find_melding(desk, number)?;
        match &melding.content {
            Content::Call(_) => Ok(Decided::one(context, LogEvent::CallUpdated { melding: number, call })),
            Content::Mail(_) => Err(Error::usage(format!("Melding {number} is geen telefoontje."))),
        }
    }

    fn sentence(&self, _: &After<'_>) -> String {
        "Het telefoontje is bewaard.".to_owned()
    }

    /// A call stays; the text of one that was typed further is what it was.
    fn undo(&self, _: &Before) -> Undo {
        if self.melding.is_none() { Undo::Stays(Irreversible::Received) } else { Undo::Restores }
    }
}

impl NoteCall {
    /// The fact that a call came in, as it is recorded at `now`.
    pub fn received(melding: Meldingnummer, received: Moment, call: Call, now: Moment) -> NewEvent {
        let content = Content::Call(call);
        let event = LogEvent::MeldingReceived { melding, form: MeldingKind::Phone, received, content };
        NewEvent { occurred_at: received.min(now), event }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        acts::scene::{Scene, TestResult},
        log::melding::MeldingState,
    };

    #[test]
    fn a_call_from_the_shell_opens_its_case_and_is_back_in_the_inbox_after_an_undo() -> TestResult {
        let scene = Scene::empty()?;
        let then = scene.typed("meld --nr 6 --inrichting Veldzicht --voorval 02:00 --wat 'Er is gevochten.'")?;
        assert_eq!(then.events().first(), Some(&"melding_ontvangen"));
        assert!(then.events().contains(&"zaak_geopend"));
        assert_eq!(then.sentence(), "Het telefoontje is bewaard.");
        let zaak = then.scene.desk.zaken.keys().next().copied().ok_or("geen zaak")?;
        assert_eq!(then.scene.zaak(zaak)?.rij(), Some(Rij::parse("6")?));
        let turned = then.taken_back()?;
        assert!(turned.desk.meldingen.get(&Meldingnummer(1)).is_some_and(|m| m.state == MeldingState::Open));
        Ok(())
    }

    #[test]
    fn a_call_alone_stays_and_what_was_typed_further_goes_back() -> TestResult {
        let scene = Scene::empty()?;
        let call = |what: &str| Call { what: Vertrouwelijk::new(what), called: Some(scene.now), ..Call::default() };
        let then = scene.when(NoteCall { melding: None, call: call("Brand"), naming: Naming::AsTyped })?;
        assert_eq!(then.events(), ["melding_ontvangen"]);
        assert_eq!(then.stays(), Irreversible::Received.sentence());
        let mut scene = then.scene;
        scene.wait(30);
        let melding = Some(Meldingnummer(1));
        let more = Call { what: Vertrouwelijk::new("Brand in de keuken"), ..Call::default() };
        let then = scene.when(NoteCall { melding, call: more, naming: Naming::AsTyped })?;
        assert_eq!(then.events(), ["gesprek_bijgewerkt"]);
        assert_eq!(then.undone()?, ["gesprek_bijgewerkt"]);
        assert!(scene.refuses_typed("meld --nr 99 --inrichting Veldzicht").contains("99"));
        Ok(())
    }
}
