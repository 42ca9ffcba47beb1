//! Whose turn the terminal is: the desk's, the shell's while the desk stands still, or that of the officer's own
//! editor while a draft is in it; and what it tells of itself between the keys.

use super::RunningDesk;
use crate::{
    desk::{
        msg::Msg,
        ops::{around, leave},
        state::{on_commit::DraftOf, window::Window},
    },
    domain::{
        draft::DraftKind,
        error::{Error, Result},
        ids::Zaaknummer,
    },
    platform::{self, ScreenSignal, failure::why_not_run},
    runtime::{
        own_editor::RunningEditor,
        terminal::{self, Display},
    },
    ui::key::terminal_event::TerminalEvent,
};

impl RunningDesk {
    pub(super) fn terminal_event(&mut self, event: TerminalEvent) {
        match event {
            TerminalEvent::Background(background) => self.model.dirty |= self.screen.take_background(background),
            TerminalEvent::FocusGained => self.take(Msg::Window(Window::Front)),
            TerminalEvent::FocusLost => self.take(Msg::Window(Window::Behind)),
            TerminalEvent::Mouse(mouse) => {
                if let Some(msg) = self.screen.mouse(&self.model.view, mouse) {
                    self.take(msg);
                }
            }
        }
    }

    /// Gives the terminal to the officer's own editor; where it does not start the desk has it again at once.
    pub(super) fn edit_outside(
        &mut self,
        display: &mut Display,
        zaak: Zaaknummer,
        draft: DraftKind,
        text: &str,
    ) -> Result<()> {
        self.gate.close();
        terminal::give_back();
        let ways = self.effect_runner.ways();
        match RunningEditor::start((&ways.passing, &ways.tag), DraftOf { zaak, draft }, text) {
            Ok(editor) => self.own_editor = Some(editor),
            Err(error) => {
                display.take_again()?;
                self.gate.open();
                self.take(Msg::EditedOutside { zaak, draft, result: Err(error) });
            }
        }
        Ok(())
    }

    pub(super) fn screen_signal(&mut self, signal: ScreenSignal, display: &mut Display) -> Result<()> {
        match signal {
            // The key that stops the editor stops the desk with it, as a shell expects; it goes on with it too.
            ScreenSignal::Suspend if self.own_editor.is_some() => {
                if platform::has_shell() {
                    platform::stop_until_continued()
                        .map_err(|e| Error::data(format!("Piket kan niet stilstaan ({}).", why_not_run(&e))))?;
                }
            }
            ScreenSignal::Continued if self.own_editor.is_some() => {}
            ScreenSignal::Suspend => {
                let mut effects = Vec::new();
                leave::suspend(&mut self.model, &mut effects);
                around::look(&mut self.model);
                self.execute(effects);
            }
            ScreenSignal::Continued => {
                display.take_again()?;
                self.model.dirty = true;
            }
            ScreenSignal::Resized => {
                self.redraw = true;
                self.model.dirty = true;
            }
        }
        Ok(())
    }

    /// Stands still until the officer comes back; what was typed is in the log by then.
    pub(super) fn suspend(&mut self, display: &mut Display) -> Result<()> {
        self.suspending = false;
        self.model.dirty = true;
        if platform::has_shell() {
            display.suspend(&leave::stands_still(&self.model))?;
            self.tick();
        } else {
            self.model.report_error(
                Error::no("Er is geen shell om naar terug te gaan.").hint("Dek het scherm af met F9, of sluit piket."),
            );
            // What came by no message is seen by nobody but here.
            around::look(&mut self.model);
        }
        Ok(())
    }
}
