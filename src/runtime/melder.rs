//! Calls the officer through the desktop. A notification service may be absent, slow or hung; the
//! desk never waits for it, and says once in the header when it does not work. Where the service knows
//! buttons, an alarm can be seen or put off from there.

use std::{collections::HashMap, time::Duration};

use futures_lite::StreamExt;
use zbus::{Connection, MatchRule, MessageStream, Variant, message::Type, names::MemberName};

use crate::{
    app::{effect::Alarm, wekdienst::Wekactie},
    domain::wekker::Kanaaluitslag,
};

/// How long the service may take to answer.
const GEDULD: Duration = Duration::from_secs(2);

const DIENST: &str = "org.freedesktop.Notifications";
const PAD: &str = "/org/freedesktop/Notifications";

/// Urgency 2: shown above what is full screen, and kept until somebody closes it.
const DRINGEND: u8 = 2;
/// Never taken away by the service.
const BLIJFT: i32 = 0;

/// A notification that is on the desktop. The service may tell only this very connection of its buttons.
#[derive(Debug)]
pub struct Bericht {
    nummer: u32,
    verbinding: Connection,
    seinen: MessageStream,
}

impl Bericht {
    /// Waits for a button; nothing when the notification went away by any other way.
    pub async fn antwoord(&mut self) -> Option<Wekactie> {
        while let Some(Ok(sein)) = self.seinen.next().await {
            let header = sein.header();
            match header.member().map(MemberName::as_str) {
                Some("ActionInvoked") => match sein.body().deserialize::<(u32, String)>() {
                    Ok((nummer, sleutel)) if nummer == self.nummer => {
                        return Wekactie::ALLE.into_iter().find(|a| a.sleutel() == sleutel);
                    }
                    Ok(_) | Err(_) => {}
                },
                Some("NotificationClosed") => match sein.body().deserialize::<(u32, u32)>() {
                    Ok((nummer, _)) if nummer == self.nummer => return None,
                    Ok(_) | Err(_) => {}
                },
                Some(_) | None => {}
            }
        }
        None
    }

    /// Takes it off the desktop. A service that does not do so leaves it there, which harms nobody.
    pub async fn sluit(self) {
        let sluiten = self.verbinding.call_method(Some(DIENST), PAD, Some(DIENST), "CloseNotification", &(self.nummer));
        let _ = tokio::time::timeout(GEDULD, sluiten).await;
    }
}

/// Shows an alarm on the desktop. It holds the number and the act, never a person, place or row.
///
/// # Errors
/// What came of it instead.
pub async fn toon(alarm: &Alarm) -> Result<Bericht, Kanaaluitslag> {
    match tokio::time::timeout(GEDULD, stuur(&alarm.tekst)).await {
        Ok(Ok(bericht)) => Ok(bericht),
        Ok(Err(_)) => Err(Kanaaluitslag::Ontbreekt),
        Err(_) => Err(Kanaaluitslag::AntwoordtNiet),
    }
}

/// What the service of this desktop can; for a verb, which has no loop to keep going.
///
/// # Errors
/// What is the matter with it.
pub fn meldingsdienst() -> Result<Vec<String>, Kanaaluitslag> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|_| Kanaaluitslag::Ontbreekt)?;
    runtime.block_on(async {
        let vraag = async { kan(&Connection::session().await?).await };
        match tokio::time::timeout(GEDULD, vraag).await {
            Ok(Ok(kan)) => Ok(kan),
            Ok(Err(_)) => Err(Kanaaluitslag::Ontbreekt),
            Err(_) => Err(Kanaaluitslag::AntwoordtNiet),
        }
    })
}

async fn kan(verbinding: &Connection) -> zbus::Result<Vec<String>> {
    verbinding.call_method(Some(DIENST), PAD, Some(DIENST), "GetCapabilities", &()).await?.body().deserialize()
}

async fn stuur(tekst: &str) -> zbus::Result<Bericht> {
    let verbinding = Connection::session().await?;
    // A service that refuses buttons might show their names, or nothing at all.
    let knoppen: Vec<&str> = if kan(&verbinding).await?.iter().any(|k| k == "actions") {
        Wekactie::ALLE.into_iter().flat_map(|a| [a.sleutel(), a.naam()]).collect()
    } else {
        Vec::new()
    };
    // Before it is shown: nobody is so quick that the answer comes unheard.
    let regel = MatchRule::builder().msg_type(Type::Signal).interface(DIENST).path(PAD).build()?;
    let seinen = MessageStream::for_match_rule(regel, &verbinding, None).await?;
    let wenken = HashMap::from([("urgency", Variant::from(DRINGEND)), ("category", Variant::from("device.warning"))]);
    // What the text may hold says where it is made; none of it means anything to a service that reads markup.
    let bericht = ("piket", 0u32, "", "Piket", tekst, knoppen, wenken, BLIJFT);
    let antwoord = verbinding.call_method(Some(DIENST), PAD, Some(DIENST), "Notify", &bericht).await?;
    Ok(Bericht { nummer: antwoord.body().deserialize()?, verbinding, seinen })
}

/// What the header says of a service that does not work.
pub const fn klacht(uitslag: Kanaaluitslag) -> Option<&'static str> {
    match uitslag {
        Kanaaluitslag::Gelukt => None,
        Kanaaluitslag::Ontbreekt => Some("Bureaubladmeldingen werken hier niet; let op de bel en het scherm."),
        Kanaaluitslag::AntwoordtNiet => {
            Some("De dienst voor bureaubladmeldingen antwoordt niet; let op de bel en het scherm.")
        }
    }
}
