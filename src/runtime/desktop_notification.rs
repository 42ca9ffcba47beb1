//! Calls the officer through the desktop. A notification service may be absent, slow or hung, and the library
//! that speaks with it may panic when the bus goes: all of that happens on a thread of its own, under a
//! deadline, and costs at most the notification. Where the service knows buttons, an alarm can be seen or put
//! off from there.

#[cfg(any(target_os = "macos", windows))]
mod plain;
#[cfg(not(any(target_os = "macos", windows)))]
mod xdg;

#[cfg(any(target_os = "macos", windows))]
use plain::{self as service, PlainHandle as Handle};
#[cfg(not(any(target_os = "macos", windows)))]
use {self::xdg as service, notify_rust::NotificationHandle as Handle};

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use notify_rust::{Notification, Timeout};
use tokio::{
    runtime::{Builder, Runtime},
    sync::oneshot,
    task::{JoinHandle, spawn_blocking},
    time::timeout,
};

use crate::{
    desk::{effect::Alarm, state::alarm_service::AlarmAction},
    domain::alarm::ChannelOutcome,
};

/// How long the service may take to answer.
const TIMEOUT: Duration = Duration::from_secs(2);

/// The word by which a service says that it shows buttons.
const BUTTONS: &str = "actions";

/// The desktop, as far as it can be called through.
#[derive(Debug, Default)]
pub struct Desktop {
    /// Not the loop's own: a panic there would take the screen away from a living desk.
    runtime: Option<Runtime>,
    question: Question,
}

/// Whether somebody still waits for what the service can: the library's question has no deadline, and who asks
/// a service that hangs again and again would pile up threads.
#[derive(Debug, Clone, Default)]
struct Question(Arc<AtomicBool>);

/// The one question that is being asked; whatever ends it, the next may be asked.
struct Asking(Arc<AtomicBool>);

impl Drop for Asking {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

/// A notification that is on the desktop.
#[derive(Debug)]
pub struct DesktopNotification {
    end: JoinHandle<Option<AlarmAction>>,
    close: Option<oneshot::Sender<()>>,
    /// Whether the service shows it now.
    pub outcome: ChannelOutcome,
}

impl DesktopNotification {
    /// Waits for a button; nothing when the notification went away by any other way.
    pub async fn answer(&mut self) -> Option<AlarmAction> {
        (&mut self.end).await.ok().flatten()
    }

    /// Takes it off the desktop. A service that does not do so leaves it there, which harms nobody.
    pub async fn close(mut self) {
        if let Some(close) = self.close.take() {
            let _ = close.send(());
        }
        let _ = self.answer().await;
    }
}

impl Desktop {
    /// Shows an alarm. Its text holds the number and the act, never a person, place or row.
    ///
    /// # Errors
    /// What came of it instead, which whoever waits hears in good time.
    pub fn show(&mut self, alarm: &Alarm) -> oneshot::Receiver<Result<DesktopNotification, ChannelOutcome>> {
        let (sender, shown) = oneshot::channel();
        let (text, question) = (alarm.call(), self.question.clone());
        match self.runtime() {
            Some(runtime) => {
                let inner = runtime.handle().clone();
                runtime.spawn(async move {
                    // In a task of its own, so that its panic is an answer too.
                    let handle = inner.spawn(async move { timeout(TIMEOUT, send(&text, question)).await });
                    let result = match handle.await {
                        Ok(Ok(Ok(handle))) => {
                            // One that does not say is taken to show it.
                            let paused = timeout(TIMEOUT, service::is_paused()).await.unwrap_or(false);
                            let outcome = if paused { ChannelOutcome::Paused } else { ChannelOutcome::Sent };
                            Ok(watch(&inner, handle, outcome))
                        }
                        Ok(Err(_)) => Err(ChannelOutcome::NoAnswer),
                        Ok(Ok(Err(outcome))) => Err(outcome),
                        Err(_) => Err(ChannelOutcome::Missing),
                    };
                    // Who stopped meanwhile leaves it where it is.
                    let _ = sender.send(result);
                });
            }
            None => drop(sender.send(Err(ChannelOutcome::Missing))),
        }
        shown
    }

    /// What the service of this desktop can; for a verb, which has no loop to keep going.
    ///
    /// # Errors
    /// What is the matter with it.
    pub fn capabilities(&mut self) -> Result<Vec<String>, ChannelOutcome> {
        let question = self.question.clone();
        let runtime = self.runtime().ok_or(ChannelOutcome::Missing)?;
        runtime.block_on(async { timeout(TIMEOUT, question.ask()).await.unwrap_or(Err(ChannelOutcome::NoAnswer)) })
    }

    fn runtime(&mut self) -> Option<&Runtime> {
        if self.runtime.is_none() {
            let mut builder = Builder::new_multi_thread();
            self.runtime = builder.worker_threads(1).thread_name("desktop").enable_all().build().ok();
        }
        self.runtime.as_ref()
    }
}

/// Nobody waits for a service that hangs.
impl Drop for Desktop {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Question {
    async fn ask(self) -> Result<Vec<String>, ChannelOutcome> {
        if self.0.swap(true, Ordering::AcqRel) {
            return Err(ChannelOutcome::NoAnswer);
        }
        let asking = Asking(self.0);
        let answer = spawn_blocking(move || {
            let _asking = asking;
            service::capabilities()
        });
        answer.await.ok().flatten().ok_or(ChannelOutcome::Missing)
    }
}

async fn send(text: &str, question: Question) -> Result<Handle, ChannelOutcome> {
    let mut notification = Notification::new();
    // What the text may hold says where it is made; none of it means anything to a service that reads markup.
    notification.appname("piket").summary("Piket").body(text).timeout(Timeout::Never);
    // A service that refuses buttons might show their names, or nothing at all.
    if question.ask().await?.iter().any(|capability| capability == BUTTONS) {
        for action in AlarmAction::ALL {
            notification.action(action.code(), action.label());
        }
    }
    service::show(notification).await.ok_or(ChannelOutcome::Missing)
}

/// Listens from the moment it is shown, so that an answer comes unheard to nobody.
fn watch(runtime: &tokio::runtime::Handle, handle: Handle, outcome: ChannelOutcome) -> DesktopNotification {
    let (close, closing) = oneshot::channel();
    let end = runtime.spawn(async move {
        tokio::select! {
            code = service::answer(&handle) => code.and_then(|code| AlarmAction::ALL.into_iter().find(|a| a.code() == code)),
            Ok(()) = closing => {
                let _ = timeout(TIMEOUT, service::close(&handle)).await;
                None
            }
        }
    });
    DesktopNotification { end, close: Some(close), outcome }
}

/// What the header says of a service that does not work.
pub const fn complaint(outcome: ChannelOutcome) -> Option<&'static str> {
    match outcome {
        ChannelOutcome::Sent | ChannelOutcome::Unattended | ChannelOutcome::Exit(_) => None,
        ChannelOutcome::Paused => Some("Het bureaublad toont nu geen meldingen; let op de bel en het scherm."),
        ChannelOutcome::Missing => Some("Bureaubladmeldingen werken hier niet; let op de bel en het scherm."),
        ChannelOutcome::NoAnswer => {
            Some("De dienst voor bureaubladmeldingen antwoordt niet; let op de bel en het scherm.")
        }
    }
}
