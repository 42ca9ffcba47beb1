//! Calls the officer through the desktop. A notification service may be absent, slow or hung; the
//! desk never waits for it, and says once in the header when it does not work.

use std::time::Duration;

use notify_rust::{Notification, Timeout, Urgency};

use crate::app::{effect::Alarm, klok::Ernst};

/// How long the service may take to answer.
const GEDULD: Duration = Duration::from_secs(2);

/// Shows an alarm on the desktop. It holds the number and the act, never a person, place or row.
///
/// # Errors
/// A sentence for the header when it did not work.
pub async fn toon(alarm: Alarm) -> Result<(), String> {
    let urgentie = match alarm.ernst {
        Ernst::TeLaat | Ernst::Nu => Urgency::Critical,
        Ernst::Straks | Ernst::OpTijd => Urgency::Normal,
    };
    let mut bericht = Notification::new();
    bericht.appname("piket").summary("Piket").body(&alarm.tekst).urgency(urgentie).timeout(Timeout::Never);
    match tokio::time::timeout(GEDULD, bericht.show_async()).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(_)) => Err("Bureaubladmeldingen werken hier niet; let op de bel en het scherm.".to_owned()),
        Err(_) => Err("De dienst voor bureaubladmeldingen antwoordt niet; let op de bel en het scherm.".to_owned()),
    }
}
