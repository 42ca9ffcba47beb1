//! The desktops of Linux and the BSDs, over the session bus: a notification that says which button was pressed
//! and that can be taken away again.

use notify_rust::{Hint, Notification, NotificationHandle, NotificationResponse, Urgency, get_capabilities};

/// What the service can. Waits as long as the service does, so never on a thread that others need.
pub fn capabilities() -> Option<Vec<String>> {
    get_capabilities().ok()
}

/// Shows it, above what is full screen and until somebody closes it.
pub async fn show(mut notification: Notification) -> Option<NotificationHandle> {
    notification.urgency(Urgency::Critical).hint(Hint::Category("device.warning".to_owned()));
    notification.show_async().await.ok()
}

/// Whether the service says that it shows nothing now: the property of the standard, or that of dunst. A service
/// that knows neither is taken to show what it is given.
pub async fn is_paused() -> bool {
    let Ok(bus) = zbus::Connection::session().await else { return false };
    for interface in ["org.freedesktop.Notifications", "org.dunstproject.cmd0"] {
        let Ok(service) = zbus::Proxy::new(&bus, SERVICE, PATH, interface).await else { continue };
        let name = if interface == SERVICE { "Inhibited" } else { "paused" };
        if service.get_property::<bool>(name).await.unwrap_or(false) {
            return true;
        }
    }
    false
}

const SERVICE: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// The button that was pressed; nothing when the notification or the bus went away.
pub async fn answer(handle: &NotificationHandle) -> Option<String> {
    let mut pressed = None;
    handle
        .wait_for_action_async(|response| {
            pressed = match response {
                NotificationResponse::Action(code) => Some(code.clone()),
                NotificationResponse::Default | NotificationResponse::Reply(_) | NotificationResponse::Closed(_) => {
                    None
                }
            };
        })
        .await;
    pressed
}

/// Takes it away.
pub async fn close(handle: &NotificationHandle) {
    handle.close_async().await;
}
