//! Calls out an alarm, rung by rung: what the program itself shows, the bell, the terminal's own
//! notification, the desktop. What came of each goes back, so that the wekkerboek knows.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{IsTerminal, Write, stdout},
    pin::pin,
    time::Duration,
};

use tokio::{
    sync::{
        mpsc::{Receiver, Sender},
        oneshot, watch,
    },
    task::{JoinHandle, JoinSet},
    time::timeout,
};

use super::{
    desktop_notification::{self, Desktop, DesktopNotification},
    line_writer::{LineWriter, PendingWrite},
    multiplexer::{Attendance, Audience, Multiplexer, Passage},
    own_command::{self, OwnCommand},
};
use crate::{
    alarm::wekkerboek::Tone,
    desk::{
        effect::{Alarm, Bell},
        msg::Msg,
    },
    domain::{
        alarm::{AlarmChannel, AlarmTopic, ChannelOutcome},
        sanitize,
    },
    settings::{Settings, Switch, TerminalNotification},
};

/// Who leaves waits no longer for what the ways to call say.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// Where this program writes.
#[derive(Debug, Clone)]
pub enum AlarmOutput {
    /// On the screen that it draws itself, between two frames.
    Screen,
    /// Line by line.
    Lines(LineWriter),
}

/// What came of writing, or will.
enum ChannelWrite {
    Now(ChannelOutcome),
    Later(PendingWrite),
}

/// By which ways this program calls.
#[derive(Debug)]
pub struct Announcer {
    out: AlarmOutput,
    bell: Switch,
    terminal: TerminalNotification,
    multiplexer: Multiplexer,
    /// Absent where the settings switched it off.
    desktop: Option<Desktop>,
    own_command: Option<OwnCommand>,
    sender: Sender<Msg>,
    /// What is on the desktop. Whoever lets go of one takes it away there.
    open: BTreeMap<AlarmTopic, oneshot::Sender<()>>,
    /// The calls that are under way.
    calls: JoinSet<()>,
    /// Tells them that this program leaves.
    leaving: watch::Sender<ProgramLeaving>,
}

/// Whether this program leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ProgramLeaving {
    Stays,
    Leaves,
}

/// Waits until it does.
async fn left(leaving: &mut watch::Receiver<ProgramLeaving>) {
    // Who was let go of by a program that is gone is left too.
    let _ = leaving.wait_for(|leaving| *leaving == ProgramLeaving::Leaves).await;
}

impl Announcer {
    /// The ways the settings allow to this program.
    pub fn new(out: AlarmOutput, settings: &Settings, own_command: Option<OwnCommand>, sender: Sender<Msg>) -> Self {
        Self {
            out,
            own_command,
            // Who has no terminal writes to none that could be in one.
            multiplexer: if stdout().is_terminal() { Multiplexer::here() } else { Multiplexer::None },
            bell: settings.bell,
            terminal: settings.terminal_notification,
            desktop: settings.desktop_notification.is_on().then(Desktop::default),
            sender,
            open: BTreeMap::new(),
            calls: JoinSet::new(),
            leaving: watch::Sender::new(ProgramLeaving::Stays),
        }
    }

    /// This program leaves: a way to call that has not answered yet is ended and says so, and what the ways said comes
    /// back with what else came in meanwhile. An alarm that was called out is in the wekkerboek, whoever leaves.
    pub async fn last_words(&mut self, receiver: &mut Receiver<Msg>) -> Vec<Msg> {
        let mut said = Vec::new();
        self.leaving.send_replace(ProgramLeaving::Leaves);
        let calls = &mut self.calls;
        let mut ended = pin!(timeout(LAST_WORDS, async { while calls.join_next().await.is_some() {} }));
        loop {
            tokio::select! {
                biased;
                Some(msg) = receiver.recv() => said.push(msg),
                _ = &mut ended => break,
            }
        }
        while let Ok(msg) = receiver.try_recv() {
            said.push(msg);
        }
        said
    }

    /// Takes these off the desktop, and lets go of what was closed there.
    pub fn take_off(&mut self, gone: &BTreeSet<AlarmTopic>) {
        self.open.retain(|topic, remaining| !gone.contains(topic) && !remaining.is_closed());
    }

    /// Calls out. What takes time is done beside the loop.
    pub fn call_out(&mut self, alarm: Alarm) {
        let mut said = vec![self.show(&alarm)];
        let loud = alarm.tone == Tone::Loud;
        // The bell and the notification of a terminal are signs on standard output: only where that is a terminal.
        if loud && stdout().is_terminal() {
            if self.bell.is_on() && alarm.bell == Bell::Rings {
                // tmux and screen hear a bell themselves and pass it on.
                said.push((AlarmChannel::Bell, self.send("\x07".to_owned())));
            }
            let sequences: String =
                osc_sequences(self.terminal, &alarm.call()).iter().map(|one| self.multiplexer.wrap(one)).collect();
            if !sequences.is_empty() {
                said.push((AlarmChannel::Terminal, self.send(sequences)));
            }
        }
        let (remaining, gone) = oneshot::channel();
        let shown = self.desktop.as_mut().filter(|_| loud).map(|desktop| desktop.show(&alarm));
        if shown.is_some() {
            // A button on an earlier one would answer an alarm that its text does not tell of.
            self.open.insert(alarm.topic, remaining);
        }
        let call = OngoingCall {
            said,
            shown,
            attendance: self.multiplexer.clone(),
            own_command: self.own_command.clone().filter(|_| loud),
            sender: self.sender.clone(),
            leaving: self.leaving.subscribe(),
        };
        while self.calls.try_join_next().is_some() {}
        self.calls.spawn(call.follow(alarm, gone));
    }

    /// What the program itself shows: the desk has its banner, who has no screen writes a line. A line that
    /// no terminal shows reaches nobody, unless nothing more is asked of it.
    fn show(&self, alarm: &Alarm) -> (AlarmChannel, ChannelWrite) {
        match &self.out {
            AlarmOutput::Screen => (AlarmChannel::Banner, ChannelWrite::Now(ChannelOutcome::Sent)),
            AlarmOutput::Lines(writer) => {
                let mut lines = String::new();
                for line in std::iter::once(&alarm.text).chain(&alarm.others) {
                    lines.push_str(&sanitize::line(line));
                    lines.push('\n');
                }
                let written = writer.write(lines);
                let seen = stdout().is_terminal() || alarm.tone == Tone::Silent;
                let said = if seen { ChannelWrite::Later(written) } else { ChannelWrite::Now(ChannelOutcome::Missing) };
                (AlarmChannel::Line, said)
            }
        }
    }

    fn send(&self, text: String) -> ChannelWrite {
        match &self.out {
            AlarmOutput::Screen => {
                let mut out = stdout().lock();
                let succeeded = out.write_all(text.as_bytes()).and_then(|()| out.flush()).is_ok();
                ChannelWrite::Now(if succeeded { ChannelOutcome::Sent } else { ChannelOutcome::Missing })
            }
            AlarmOutput::Lines(writer) => ChannelWrite::Later(writer.write(text)),
        }
    }
}

/// One call that is under way.
struct OngoingCall {
    said: Vec<(AlarmChannel, ChannelWrite)>,
    shown: Option<oneshot::Receiver<Result<DesktopNotification, ChannelOutcome>>>,
    attendance: Multiplexer,
    own_command: Option<OwnCommand>,
    sender: Sender<Msg>,
    leaving: watch::Receiver<ProgramLeaving>,
}

impl OngoingCall {
    /// Tells what came of each way, and hears the buttons until the notification is `gone`. Who stopped meanwhile
    /// needs no answer.
    async fn follow(self, alarm: Alarm, gone: oneshot::Receiver<()>) {
        let Self { said, shown, attendance, own_command, sender, mut leaving } = self;
        let mut leaves = leaving.clone();
        // It starts with the rest, and has more time than they.
        let mut running =
            own_command.map(|command| tokio::spawn(command.call(alarm.topic.number(), alarm.act.clone())));
        let on_desktop = async {
            // A desktop that let go of the question has none to show it on.
            match shown {
                Some(shown) => Some(tokio::select! {
                    shown = shown => shown.unwrap_or(Err(ChannelOutcome::Missing)),
                    () = left(&mut leaves) => Err(ChannelOutcome::NoAnswer),
                }),
                None => None,
            }
        };
        let (notification, mut channels, attendance) =
            tokio::join!(on_desktop, outcomes(said), attendance.attendance());
        for (channel, outcome) in &mut channels {
            *outcome = seen_by(*channel, *outcome, attendance);
        }
        if let Some(notification) = &notification {
            let outcome = match notification {
                Ok(shown) => shown.outcome,
                Err(outcome) => *outcome,
            };
            channels.push((AlarmChannel::Desktop, outcome));
            complain(&sender, desktop_notification::complaint(outcome).map(str::to_owned)).await;
        }
        // Where nobody was reached the command may be the one way that does.
        let reached = channels.iter().any(|(_, outcome)| outcome.reached());
        if let Some(command) = running.take_if(|_| !reached) {
            channels.push((AlarmChannel::Command, ended(command, &sender, &mut leaving).await));
        }
        let _ = sender.send(Msg::WentOff { points: alarm.points, channels }).await;
        let topic = alarm.topic;
        let mut leaves = leaving.clone();
        let late_answer = async {
            if let Some(command) = running {
                let (channel, outcome) = (AlarmChannel::Command, ended(command, &sender, &mut leaving).await);
                let _ = sender.send(Msg::Answered { topic, channel, outcome }).await;
            }
        };
        let button = async {
            let Some(Ok(mut notification)) = notification else { return };
            tokio::select! {
                action = notification.answer() => if let Some(action) = action {
                    let _ = sender.send(Msg::AlarmAction { topic, action }).await;
                },
                _ = gone => notification.close().await,
                () = left(&mut leaves) => {}
            }
        };
        tokio::join!(late_answer, button);
    }
}

/// What is known of a way once it is known who looks on.
const fn seen_by(channel: AlarmChannel, outcome: ChannelOutcome, attendance: Attendance) -> ChannelOutcome {
    let ChannelOutcome::Sent = outcome else { return outcome };
    match (channel, attendance.audience, attendance.passage) {
        (
            AlarmChannel::Banner | AlarmChannel::Line | AlarmChannel::Bell | AlarmChannel::Terminal,
            Audience::Absent,
            Passage::Open | Passage::Closed,
        ) => ChannelOutcome::Unattended,
        (AlarmChannel::Terminal, Audience::Present, Passage::Closed) => ChannelOutcome::Missing,
        (AlarmChannel::Terminal, Audience::Present, Passage::Open)
        | (AlarmChannel::Banner | AlarmChannel::Line | AlarmChannel::Bell, Audience::Present, _)
        | (AlarmChannel::Desktop | AlarmChannel::Command, _, _) => outcome,
    }
}

async fn ended(
    mut command: JoinHandle<ChannelOutcome>,
    sender: &Sender<Msg>,
    leaving: &mut watch::Receiver<ProgramLeaving>,
) -> ChannelOutcome {
    let outcome = tokio::select! {
        biased;
        outcome = &mut command => outcome.unwrap_or(ChannelOutcome::Missing),
        () = left(leaving) => {
            command.abort();
            return ChannelOutcome::NoAnswer;
        }
    };
    complain(sender, own_command::complaint(outcome)).await;
    outcome
}

async fn complain(sender: &Sender<Msg>, sentence: Option<String>) {
    if let Some(sentence) = sentence {
        let _ = sender.send(Msg::CallFailed(sentence)).await;
    }
}

async fn outcomes(said: Vec<(AlarmChannel, ChannelWrite)>) -> Vec<(AlarmChannel, ChannelOutcome)> {
    let mut out = Vec::with_capacity(said.len());
    for (channel, said) in said {
        let outcome = match said {
            ChannelWrite::Now(outcome) => outcome,
            ChannelWrite::Later(written) => written.outcome().await,
        };
        out.push((channel, outcome));
    }
    out
}

/// The sequences by which a terminal notifies. The text begins with a word: what follows OSC 9 with a
/// number is another request to some terminals; and a semicolon would end a part of OSC 777.
fn osc_sequences(how: TerminalNotification, text: &str) -> Vec<String> {
    let text = sanitize::line(text).replace(';', ",");
    let osc9 = || format!("\x1b]9;Piket {text}\x07");
    let osc777 = || format!("\x1b]777;notify;Piket;{text}\x07");
    match how {
        TerminalNotification::Off => Vec::new(),
        TerminalNotification::Osc9 => vec![osc9()],
        TerminalNotification::Osc777 => vec![osc777()],
        TerminalNotification::Both => vec![osc9(), osc777()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_gets_out_of_its_sequence() {
        proptest::proptest!(|(text in "[\\x00-\\x7f\\u{80}-\\u{9f}é;]{0,40}")| {
            for how in [TerminalNotification::Osc9, TerminalNotification::Osc777] {
                let osc_sequence = osc_sequences(how, &text).concat();
                let inner = osc_sequence.strip_prefix("\x1b]").and_then(|s| s.strip_suffix('\x07')).unwrap_or("\x07");
                proptest::prop_assert!(!inner.chars().any(char::is_control), "{osc_sequence:?}");
                let parts = inner.split(';').count();
                proptest::prop_assert_eq!(parts, if how == TerminalNotification::Osc9 { 2 } else { 4 });
            }
        });
    }

    #[test]
    fn what_is_off_sends_nothing_and_both_send_both() {
        assert_eq!(osc_sequences(TerminalNotification::Off, "x"), Vec::<String>::new());
        let both = osc_sequences(TerminalNotification::Both, "2026-W47-03: MBV nog 15 min");
        let expected =
            ["\x1b]9;Piket 2026-W47-03: MBV nog 15 min\x07", "\x1b]777;notify;Piket;2026-W47-03: MBV nog 15 min\x07"];
        assert_eq!(both, expected);
    }
}
