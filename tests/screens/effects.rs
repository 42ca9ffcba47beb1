//! What the world answers to the effects of a desk without a terminal: the store is in memory, and the rest is
//! kept to look at.

use chrono::Duration;
use piket::{
    desk::{effect::Effect, model::Model, msg::Msg, ops::screen_lock},
    domain::{
        alarm::{AlarmChannel, ChannelOutcome},
        audit::{Audit, AuditAct, Origin, Outcome},
        error::Error,
    },
    log::desk::Desk,
};

use super::{FakeStore, TestDesk};

/// As long as the desk looks back when it opens.
const LOOKBACK: Duration = Duration::weeks(3);

impl TestDesk {
    /// What the program does when the desk gives itself up behind its lock: another one, that knows no more than was
    /// taken along. What the store still had to answer reaches nobody.
    pub(super) fn go_behind_lock(&mut self) {
        let kept = screen_lock::taken_along(&self.model);
        self.left = kept.clone();
        self.answers.clear();
        let view = &self.model.view;
        self.model = Model::locked(view.setup.clone(), kept, view.now, view.uptime);
    }

    /// The passphrase was right, and the store opens with this.
    pub fn unlock(&mut self, open: Desk) {
        let view = &self.model.view;
        self.model = Model::new(view.setup.clone(), open, view.now, view.uptime, Vec::new());
        screen_lock::opened(&mut self.model, std::mem::take(&mut self.left));
        self.requested.push(Effect::Audit(Audit {
            act: AuditAct::Unlocked,
            object: "desk".to_owned(),
            result: Outcome::Succeeded,
            origin: Origin::Desk,
        }));
        self.run_effects(vec![Effect::Recent, Effect::Held]);
        self.at(self.model.view.now);
        self.answer();
    }

    /// The effects, each with the answer that the world gives.
    #[expect(clippy::too_many_lines, reason = "one row an effect")]
    pub(super) fn run_effects(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Write { ticket, facts, typed, reverses, .. } => {
                    let now = self.model.view.now;
                    let full = self.full.then(disk_full);
                    let answer = match full.map_or_else(|| self.fake_store.write(facts, now, reverses), Err) {
                        Ok(entries) => {
                            if let Some(target) = &typed {
                                self.fake_store.forget_typed(target);
                            }
                            Msg::Recorded { ticket, entries }
                        }
                        Err(error) => {
                            self.refused += 1;
                            Msg::Refused { ticket, error }
                        }
                    };
                    self.answers.push_back(answer);
                }
                Effect::KeepTyped(typed) => {
                    let target = typed.target.clone();
                    let result = if self.full { Err(disk_full()) } else { Ok(()) };
                    if result.is_ok() {
                        self.fake_store.keep_typed(typed);
                    }
                    self.answers.push_back(Msg::TypedKept { target, result });
                }
                Effect::SealTexts(texts) => {
                    let result = if self.nowhere { Err(disk_full()) } else { Ok(()) };
                    if result.is_ok() {
                        for typed in texts {
                            self.fake_store.keep_typed(typed);
                        }
                    }
                    self.answers.push_back(Msg::TextsSealed(result));
                }
                Effect::ForgetTyped(target) => self.fake_store.forget_typed(&target),
                Effect::Held => self.answers.push_back(Msg::Held(self.fake_store.typed.clone())),
                Effect::History(purpose) => {
                    self.answers.push_back(Msg::History { purpose, result: Ok(self.fake_store.history()) });
                }
                Effect::Search(text) => self.answers.push_back(self.fake_store.search(&text)),
                Effect::Recent => self.answers.push_back(self.fake_store.recent(self.model.view.now.plus(-LOOKBACK))),
                Effect::Timeline(zaak) => self.answers.push_back(self.fake_store.timeline(zaak)),
                Effect::Versions { zaak, draft, purpose } => {
                    self.read_versions += 1;
                    self.answers.push_back(self.fake_store.versions(zaak, draft, purpose));
                }
                Effect::Film(scope) => self.answers.push_back(self.fake_store.film(scope)),
                Effect::MakeDraft { draft, material } => {
                    let msg = FakeStore::draft(draft, &material);
                    self.take(msg);
                }
                Effect::Week { week, .. } => self.answers.push_back(self.fake_store.week(week)),
                Effect::Monitor { ref order, .. } => {
                    self.answers.push_back(self.fake_store.monitor(order));
                    self.requested.push(effect);
                }
                Effect::Watch { .. } => self.answers.push_back(self.fake_store.keep_watch()),
                Effect::RecordAlarms { alarm_lines, .. } => {
                    let answer = self.fake_store.wake(alarm_lines);
                    self.answers.push_back(answer);
                }
                Effect::Alarm(ref alarm) => {
                    let channels = vec![(AlarmChannel::Banner, ChannelOutcome::Sent)];
                    self.answers.push_back(Msg::WentOff { points: alarm.points.clone(), channels });
                    self.requested.push(effect);
                }
                Effect::Teach { .. } | Effect::TurnLabel { .. } | Effect::TurnWord(_) => self.requested.push(effect),
                Effect::Audit(_)
                | Effect::SendOut(_)
                | Effect::CopyNumber(_)
                | Effect::Sweep
                | Effect::Dossier(_)
                | Effect::Screen(_)
                | Effect::TakeOff(_)
                | Effect::AnswerShell { .. }
                | Effect::Unlock(_)
                | Effect::Import { .. }
                | Effect::ReadSources { .. }
                | Effect::MailProcessed(_)
                | Effect::Follow
                | Effect::TakeOver
                | Effect::Agenda { .. }
                | Effect::Backup(_)
                | Effect::Overdracht { .. }
                | Effect::Charts { .. }
                | Effect::OpenOverdracht { .. }
                | Effect::TakePart { .. }
                | Effect::Bring { .. }
                | Effect::Stop => {
                    self.requested.push(effect);
                }
            }
        }
    }
}

fn disk_full() -> Error {
    Error::data("De schijf is vol.")
}
