//! Notes who in the line was told of a case: name or role, channel and time. Once per person.

use clap::Args;

use super::{
    Act,
    arguments::{Arguments, time},
    before::Before,
    decide::{After, Context, Decided, Judged},
    provide::provide,
    shared::{find_open_zaak, not_before_the_voorval, not_in_the_future},
    undo::Undo,
};
use crate::{
    domain::{
        error::{Error, Result},
        ids::Zaaknummer,
        moment::Moment,
        sanitize,
        subject::Subject,
        text::Vertrouwelijk,
    },
    log::{
        desk::Desk,
        event::{LogEvent, NewEvent},
    },
    rules::address_book::ProvisionKind,
};

/// Who was told; `at` is when, the moment of noting unless told otherwise.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassOn {
    pub zaak: Zaaknummer,
    pub to: String,
    pub channel: String,
    pub at: Option<Moment>,
    pub reason: String,
}

/// The same as it is typed.
#[derive(Debug, Clone, Args)]
#[command(about = "Noteer wie in de lijn is ingelicht")]
pub struct PassOnArgs {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// Wie is ingelicht: een naam of een functie.
    #[arg(id = "aan", long = "aan", value_name = "AAN")]
    pub to: String,
    /// Kanaal: telefoon, sms, e-mail, in persoon, videogesprek.
    #[arg(id = "kanaal", long = "kanaal", default_value = "telefoon", value_name = "KANAAL")]
    pub channel: String,
    /// Wanneer; nu als het ontbreekt.
    #[arg(id = "om", long = "om", value_name = "TIJD")]
    pub when: Option<String>,
    /// Waarom, als de ontvanger niet in het adresboek staat of niet bij het doel hoort.
    #[arg(id = "reden", long = "reden", default_value = "", hide_default_value = true, value_name = "REDEN")]
    pub reason: String,
}

impl Arguments for PassOnArgs {
    fn subject(&self) -> Subject {
        self.zaak.into()
    }

    fn acts(&self, _: &Desk, context: &Context<'_>) -> Result<Vec<Act>> {
        let now = context.now;
        let at = time(self.when.as_deref(), now)?;
        let (to, channel) = (self.to.clone(), self.channel.clone());
        Ok(vec![PassOn { zaak: self.zaak, to, channel, at, reason: self.reason.clone() }.into()])
    }
}

impl Judged for PassOn {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let number = self.zaak;
        let zaak = find_open_zaak(desk, number)?;
        let to = Vertrouwelijk::new(&sanitize::line(&self.to));
        if to.is_empty() {
            return Err(Error::usage("Bij een doormelding hoort wie het weet.")
                .hint("Bijvoorbeeld: de directeur ForZo, per telefoon."));
        }
        let channel = Vertrouwelijk::new(context.addresses.channel(&self.channel)?);
        let at = self.at.unwrap_or(context.now);
        not_in_the_future("De doormelding", at, context.now)?;
        not_before_the_voorval("De doormelding", zaak, at)?;
        let provided = Some(provide(context, zaak, ProvisionKind::PassedOn, to.read(), &self.reason)?);
        let new = zaak.passed_on.iter().map(|p| p.number).max().unwrap_or(0).saturating_add(1);
        let event = LogEvent::PassedOn { zaak: number, number: new, to, channel, provided };
        Ok(Decided { new: vec![NewEvent { occurred_at: at, event }] })
    }

    fn sentence(&self, after: &After<'_>) -> String {
        let channel = after.context.addresses.channel(&self.channel).unwrap_or(&self.channel);
        format!("Doorgemeld aan {}, per {}.", self.to.trim(), channel.trim())
    }

    /// Nobody was told.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

#[cfg(test)]
mod tests {
    use crate::acts::scene::{Scene, TestResult, ZAAK};

    #[test]
    fn who_was_told_is_noted_once_per_person_and_not_after_an_undo() -> TestResult {
        let (scene, zaak) = Scene::with_rij("6")?;
        let then = scene.typed(&format!("doorgemeld {ZAAK} --aan lijn --kanaal gebeld --om 02:05"))?;
        assert_eq!(then.events(), ["doorgemeld"]);
        assert_eq!(then.sentence(), "Doorgemeld aan lijn, per telefoon.");
        let told = then.scene.zaak(zaak)?.passed_on.first().ok_or("niemand")?.clone();
        assert_eq!((told.to.read(), told.channel.read(), told.at), ("lijn", "telefoon", scene.after(-5)));
        assert_eq!(then.undone()?, ["doormelding_teruggenomen"]);
        assert!(scene.refuses_typed(&format!("doorgemeld {ZAAK} --aan ' '")).contains("hoort wie het weet"));
        assert!(scene.refuses_typed(&format!("doorgemeld {ZAAK} --aan 'een kennis'")).contains("een kennis"));
        assert!(scene.refuses_typed(&format!("doorgemeld {ZAAK} --aan lijn --om 01:00")).contains("vóór het voorval"));
        Ok(())
    }
}
