//! Calls the officer through the desktop. A notification service may be absent, slow or hung; the
//! desk never waits for it, and says once in the header when it does not work. Where the service knows
//! buttons, an alarm can be seen or put off from there.

use std::{collections::HashMap, time::Duration};

use futures_lite::StreamExt;
use zbus::{Connection, MatchRule, MessageStream, Variant, message::Type, names::MemberName};

use crate::{
    desk::{effect::Alarm, state::alarm_service::AlarmAction},
    domain::alarm::ChannelOutcome,
};

/// How long the service may take to answer.
const TIMEOUT: Duration = Duration::from_secs(2);

const SERVICE: &str = "org.freedesktop.Notifications";
const OBJECT_PATH: &str = "/org/freedesktop/Notifications";

/// Urgency 2: shown above what is full screen, and kept until somebody closes it.
const URGENT: u8 = 2;
/// Never taken away by the service.
const NO_EXPIRY: i32 = 0;

/// A notification that is on the desktop. The service may tell only this very connection of its buttons.
#[derive(Debug)]
pub struct Notification {
    number: u32,
    connection: Connection,
    signal_stream: MessageStream,
}

impl Notification {
    /// Waits for a button; nothing when the notification went away by any other way.
    pub async fn answer(&mut self) -> Option<AlarmAction> {
        while let Some(Ok(signal)) = self.signal_stream.next().await {
            let header = signal.header();
            match header.member().map(MemberName::as_str) {
                Some("ActionInvoked") => match signal.body().deserialize::<(u32, String)>() {
                    Ok((number, key)) if number == self.number => {
                        return AlarmAction::ALL.into_iter().find(|a| a.code() == key);
                    }
                    Ok(_) | Err(_) => {}
                },
                Some("NotificationClosed") => match signal.body().deserialize::<(u32, u32)>() {
                    Ok((number, _)) if number == self.number => return None,
                    Ok(_) | Err(_) => {}
                },
                Some(_) | None => {}
            }
        }
        None
    }

    /// Takes it off the desktop. A service that does not do so leaves it there, which harms nobody.
    pub async fn close(self) {
        let closing =
            self.connection.call_method(Some(SERVICE), OBJECT_PATH, Some(SERVICE), "CloseNotification", &(self.number));
        let _ = tokio::time::timeout(TIMEOUT, closing).await;
    }
}

/// Shows an alarm on the desktop. It holds the number and the act, never a person, place or row.
///
/// # Errors
/// What came of it instead.
pub async fn show(alarm: &Alarm) -> Result<Notification, ChannelOutcome> {
    match tokio::time::timeout(TIMEOUT, send(&alarm.text)).await {
        Ok(Ok(notification)) => Ok(notification),
        Ok(Err(_)) => Err(ChannelOutcome::Missing),
        Err(_) => Err(ChannelOutcome::NoAnswer),
    }
}

/// What the service of this desktop can; for a verb, which has no loop to keep going.
///
/// # Errors
/// What is the matter with it.
pub fn notification_service() -> Result<Vec<String>, ChannelOutcome> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|_| ChannelOutcome::Missing)?;
    runtime.block_on(async {
        let question = async { capabilities(&Connection::session().await?).await };
        match tokio::time::timeout(TIMEOUT, question).await {
            Ok(Ok(capabilities)) => Ok(capabilities),
            Ok(Err(_)) => Err(ChannelOutcome::Missing),
            Err(_) => Err(ChannelOutcome::NoAnswer),
        }
    })
}

async fn capabilities(connection: &Connection) -> zbus::Result<Vec<String>> {
    connection
        .call_method(Some(SERVICE), OBJECT_PATH, Some(SERVICE), "GetCapabilities", &())
        .await?
        .body()
        .deserialize()
}

async fn send(text: &str) -> zbus::Result<Notification> {
    let connection = Connection::session().await?;
    // A service that refuses buttons might show their names, or nothing at all.
    let buttons: Vec<&str> = if capabilities(&connection).await?.iter().any(|k| k == "actions") {
        AlarmAction::ALL.into_iter().flat_map(|a| [a.code(), a.label()]).collect()
    } else {
        Vec::new()
    };
    // Before it is shown: nobody is so quick that the answer comes unheard.
    let rule = MatchRule::builder().msg_type(Type::Signal).interface(SERVICE).path(OBJECT_PATH).build()?;
    let signal_stream = MessageStream::for_match_rule(rule, &connection, None).await?;
    let hints = HashMap::from([("urgency", Variant::from(URGENT)), ("category", Variant::from("device.warning"))]);
    // What the text may hold says where it is made; none of it means anything to a service that reads markup.
    let notification = ("piket", 0u32, "", "Piket", text, buttons, hints, NO_EXPIRY);
    let answer = connection.call_method(Some(SERVICE), OBJECT_PATH, Some(SERVICE), "Notify", &notification).await?;
    Ok(Notification { number: answer.body().deserialize()?, connection, signal_stream })
}

/// What the header says of a service that does not work.
pub const fn complaint(outcome: ChannelOutcome) -> Option<&'static str> {
    match outcome {
        ChannelOutcome::Succeeded => None,
        ChannelOutcome::Missing => Some("Bureaubladmeldingen werken hier niet; let op de bel en het scherm."),
        ChannelOutcome::NoAnswer => {
            Some("De dienst voor bureaubladmeldingen antwoordt niet; let op de bel en het scherm.")
        }
    }
}
