//! The watch: the same alarms without a screen. It follows the store as a second desk does, says on
//! standard output what it is about, and needs no keys.

use std::{mem::discriminant, time::Duration};

use tokio::{sync::mpsc::channel, time::timeout};

use super::{
    announcer::AlarmOutput, clock_watch::ClockWatch, effects::EffectRunner, equipment::Equipment,
    event_loop::QUEUE_SIZE, line_writer::LineWriter,
};
use crate::{
    desk::{model::Model, msg::Msg, state::screen::StatusLine, update::update},
    domain::{
        error::{Error, Result},
        sanitize,
        watch::Duty,
    },
    platform::{
        SignalEvent, Signals,
        failure::{what_next, why_not_run},
    },
    store::Store,
};

/// So long a watch that leaves waits for the store.
const LAST_LINES: Duration = Duration::from_secs(2);

/// Watches until a signal ends it.
///
/// # Errors
/// When the program cannot start, or the store not be closed in order.
pub fn watch(model: Model, store: Store, equipment: Equipment) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|e| Error::data(format!("De wacht kan niet starten: {}.", why_not_run(&e))).hint(what_next(&e)))?;
    let clock = equipment.clock;
    let (sender, mut receiver) = channel(QUEUE_SIZE);
    let writer = LineWriter::start()?;
    let effect_runner = EffectRunner::start(store, equipment, AlarmOutput::Lines(writer.clone()), sender)?;
    let mut watch = Watch { effect_runner, model, writer: writer.clone(), said: SaidAlready::default() };
    let mut clock_watch = ClockWatch::new(clock);
    runtime.block_on(async {
        let mut signals = Signals::listen()?;
        loop {
            if let Some((from, to)) = clock_watch.jump(clock) {
                watch.take(Msg::ClockJump { from, to });
            }
            watch.take(clock.tick());
            watch.say();
            let wait = clock.wait(&watch.model);
            tokio::select! {
                biased;
                signal = signals.next() => match signal {
                    SignalEvent::Stop | SignalEvent::Interrupt => break,
                    // There is no screen to lock.
                    SignalEvent::Lock => {}
                },
                Some(msg) = receiver.recv() => watch.take(msg),
                () = tokio::time::sleep(wait) => {}
            }
        }
        for msg in watch.effect_runner.announcer.last_words(&mut receiver).await {
            watch.take(msg);
        }
        // What is still on its way to the wekkerboek comes there.
        while !watch.model.session.alarm_service.is_idle()
            && let Ok(Some(msg)) = timeout(LAST_LINES, receiver.recv()).await
        {
            watch.take(msg);
        }
        Ok::<(), Error>(())
    })?;
    // What was said last is written, where anybody reads it.
    runtime.block_on(writer.write(String::new()).outcome());
    // The store thread must not wait for a loop that has ended.
    drop(receiver);
    let closed = watch.effect_runner.stop();
    runtime.shutdown_timeout(Duration::from_millis(200));
    closed
}

/// What was said already.
#[derive(Debug, Default)]
struct SaidAlready {
    duty: Option<Duty>,
    missed: Option<String>,
    line: Option<String>,
    failure: Option<String>,
    warnings: usize,
}

struct Watch {
    effect_runner: EffectRunner,
    model: Model,
    writer: LineWriter,
    said: SaidAlready,
}

impl Watch {
    fn take(&mut self, msg: Msg) {
        for effect in update(&mut self.model, msg) {
            if let Some(msg) = self.effect_runner.run(effect) {
                self.take(msg);
            }
        }
    }

    /// What a desk shows in its header and on its bottom line, a line each, once.
    fn say(&mut self) {
        let (model, said, writer) = (&self.model, &mut self.said, &self.writer);
        // What does not come out ends nothing.
        let line = |sentence: &str| drop(writer.write(format!("{}\n", sanitize::line(sentence))));
        let duty = model.session.alarm_service.duty();
        // Which other one it is changes nothing for who reads this.
        if duty.as_ref().map(discriminant) != said.duty.as_ref().map(discriminant) {
            said.duty = duty;
            match duty {
                Some(Duty::Here) => line("De wacht is hier: alarmen gaan in dit venster af."),
                Some(Duty::Elsewhere(_)) => line("Een andere piket heeft de wacht; deze kijkt mee."),
                None => {}
            }
        }
        let missed =
            model.session.alarm_service.missed().map(|missed| missed.sentence(|topic| model.view.alarm_words(*topic)));
        if missed.is_some() && missed != said.missed {
            line(missed.as_deref().unwrap_or_default());
        }
        said.missed = missed;
        let failure = &model.session.failure;
        if let Some(sentence) = failure.as_ref().filter(|_| said.failure != *failure) {
            line(sentence);
        }
        said.failure.clone_from(failure);
        for sentence in model.session.warnings.iter().skip(said.warnings) {
            line(sentence);
        }
        said.warnings = model.session.warnings.len();
        let sentence = model.session.line.as_ref().map(|(sentence, _)| match sentence {
            StatusLine::Done(sentence) => sentence.clone(),
            StatusLine::Error(error) => error.to_string(),
        });
        if sentence.is_some() && sentence != said.line {
            line(sentence.as_deref().unwrap_or_default());
        }
        said.line = sentence;
    }
}
