//! What a sentence of a message rests on, for the officer alone: a fact with its source, a step that is done, a judgement,
//! or a call to the line.

use ratatui::text::Span;

use super::NO_SMS;
use crate::{
    desk::{state::open_editor::Editor, view::View},
    domain::{feit::Feit, moment::Moment, sanitize},
    judge::{
        case_surroundings::told_in_line,
        origin::{RestsOn, WordsOrigin, origins},
    },
    log::zaak::Zaak,
    ui::{
        text::{display_width, span},
        theme::Theme,
    },
};

/// What of the text comes from the case; in a text longer than any message that is not looked for.
pub(super) fn known(editor: &Editor, view: &View, text: &str) -> Vec<WordsOrigin> {
    let zaak = view.desk.zaken.get(&editor.zaak).filter(|_| text.len() <= NO_SMS);
    zaak.map_or_else(Vec::new, |zaak| {
        let line = told_in_line(zaak, &view.setup.addresses);
        origins(zaak, view.context().case_rule(zaak), &line, text)
    })
}

/// It in one line: what it is, its source, and when.
pub(super) fn line<'a>(editor: &Editor, view: &View, origin: Option<&RestsOn>, width: u16, theme: &Theme) -> Span<'a> {
    let zaak = view.desk.zaken.get(&editor.zaak);
    let told = zaak.zip(origin).and_then(|(zaak, origin)| words(zaak, origin, view, width));
    told.map_or_else(|| span("Deze regel komt uit geen feit.", theme.muted), |told| span(told, theme.accent))
}

fn words(zaak: &Zaak, origin: &RestsOn, view: &View, width: u16) -> Option<String> {
    let today = |at: Moment| if at.date() == view.now.date() { at.clock_time() } else { at.short() };
    Some(match origin {
        RestsOn::Feit(number) => feit(zaak.feiten.iter().find(|feit| feit.number == *number)?, today, width),
        RestsOn::Step(step) => {
            let note = zaak.steps.get(step)?;
            let before = format!("Stap «{}»: gedaan", view.book_of(zaak.number).step(*step).name());
            let how = note.reason.filled().map_or_else(String::new, |reason| format!(" · {}", sanitize::line(reason)));
            let at = if note.is_timed { "gebeurd" } else { "genoteerd" };
            sanitize::short_line(&format!("{before} · {at} {}{how}", today(note.at)), usize::from(width))
        }
        RestsOn::Weighed(questions) => format!("Weegvraag {}: uw antwoord.", questions.join(", ")),
        RestsOn::PassedOn(number) => {
            let note = zaak.passed_on.iter().find(|note| note.number == *number)?;
            let channel = sanitize::line(note.channel.read());
            sanitize::short_line(&format!("Doorgemeld {}, per {channel}.", today(note.at)), usize::from(width))
        }
    })
}

fn feit(feit: &Feit, today: impl Fn(Moment) -> String, width: u16) -> String {
    let happened = feit.happened.map_or_else(String::new, |at| format!("gebeurd {}, ", today(at)));
    let before = format!("Feit {} ({}): ", feit.number, feit.status.word());
    let behind = format!(" · {happened}genoteerd {}", today(feit.at));
    let taken = display_width(&before).saturating_add(display_width(&behind));
    let source = sanitize::short_line(feit.source.read(), usize::from(width.saturating_sub(taken)));
    format!("{before}{source}{behind}")
}
