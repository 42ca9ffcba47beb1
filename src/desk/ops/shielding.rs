//! The screen without a word about any case, for when somebody walks by. What was typed stays where it
//! is and alarms go on; only the key that covered the screen, or Esc, uncovers it, so that a stray key
//! does no act that nobody sees; and the key of the phone, which takes the call.

use super::{leave, phone, screen_lock};
use crate::desk::{
    command::{CommandId, Scope},
    effect::{Effect, ScreenEffect},
    model::Model,
    state::{
        key::{KeyPress, KeySym},
        shielding::Shielding,
    },
};

/// Covers the screen; a text that was open is masked when it comes back.
pub fn cover(model: &mut Model) {
    model.view.shielding = Shielding::Privacy;
    model.view.revealed = None;
}

/// Takes a key before anything else does; `false` leaves it to the desk.
pub fn take(model: &mut Model, key: KeyPress, effects: &mut Vec<Effect>) -> bool {
    let requested = model.view.setup.keymap.find(key, &[Scope::Desk]);
    let privacy = requested == Some(CommandId::Privacy);
    let typed = key.character().is_some();
    match model.view.shielding {
        _ if requested == Some(CommandId::Redraw) && !typed => {
            effects.push(Effect::Screen(ScreenEffect::Redraw));
            true
        }
        // Whoever passes by must not be able to still the alarms.
        Shielding::None if requested == Some(CommandId::Suspend) && !typed => {
            leave::suspend(model, effects);
            true
        }
        Shielding::Closing => true,
        Shielding::ScreenLock(_) => {
            screen_lock::key(model, key, effects);
            true
        }
        // As with the cover: whatever is on top, and also when the screen is covered already.
        _ if requested == Some(CommandId::Lock) && !typed => {
            screen_lock::lock(model, effects);
            true
        }
        Shielding::Privacy => {
            if privacy || key == KeyPress::bare(KeySym::Esc) {
                model.view.shielding = Shielding::None;
            } else if requested == Some(CommandId::Phone) && model.may_record().is_ok() {
                // The call is taken over whatever lies open, and what is typed behind the key stands in it.
                model.view.shielding = Shielding::None;
                phone::start(model);
            }
            true
        }
        // A key that types a letter is the field's; one that types nothing covers whatever is on top.
        Shielding::None if privacy && !typed => {
            cover(model);
            true
        }
        Shielding::None => false,
    }
}
