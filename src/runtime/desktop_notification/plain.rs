//! The desktops of macOS and Windows: there the library shows a notification and waits in a way that holds its
//! thread, so the alarm is shown without buttons and stays until somebody takes it away. Tried on neither.

use std::future::pending;

use notify_rust::Notification;
use tokio::task::spawn_blocking;

/// Nothing to hold on to.
#[derive(Debug)]
pub struct PlainHandle;

/// No buttons.
pub fn capabilities() -> Option<Vec<String>> {
    Some(Vec::new())
}

/// Shows it.
pub async fn show(notification: Notification) -> Option<PlainHandle> {
    spawn_blocking(move || notification.show().is_ok()).await.ok()?.then_some(PlainHandle)
}

/// Nothing says so.
pub async fn is_paused() -> bool {
    false
}

/// Without buttons there is no answer.
pub async fn answer(_: &PlainHandle) -> Option<String> {
    pending().await
}

/// It cannot be taken away.
pub async fn close(_: &PlainHandle) {}
