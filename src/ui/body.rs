//! The body of the screen. A narrow one gives all of it to what has the cursor, with the list folded beside a case
//! to what bites; a wide one shows list and case side by side, beside the case what it rests on, and what lies ahead.
//! Where each stands is worked out apart from the drawing, so that the mouse finds the same places.

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
};

use super::{detail, horizon, list, marks, text, theme::Theme};
use crate::{
    desk::{
        state::screen::{Focus, Tab},
        view::View,
    },
    judge::horizon::{Horizon, HorizonSpan},
};

/// From this many columns there is room for the folded list beside a case.
pub const FOLDED: u16 = 76;
/// From this many columns list and case stand side by side.
const SIDE_BY_SIDE: u16 = 120;
/// From this many columns there is room beside a case, where the list is folded.
const THREE: u16 = 140;
/// From this many columns there is room for all of it.
const ALL: u16 = 190;
/// The columns of the list where there is room for all of it, and of the case beside what it rests on.
const LIST: u16 = 76;
const CASE: u16 = 76;
/// The least that list and case have, wherever the officer puts what stands between them.
const NARROWEST: u16 = 50;
/// From so many columns what lies ahead stands in words at the right of all, no wider and no narrower than this.
const AHEAD: u16 = 196;
const AHEAD_WIDEST: u16 = 60;
const AHEAD_NARROWEST: u16 = 40;
/// From so many lines: a case then has what it rests on under it.
const AHEAD_LINES: u16 = 40;
/// No text is wider.
const MEASURE: u16 = 80;
/// The lines of what a case rests on, under it.
const UNDER: u16 = 18;
/// From so many lines there is room for the strip above the rest.
const STRIP_LINES: u16 = 30;

/// How far it shows what lies ahead on a body of this size: the coming hours as a strip, the coming days in words;
/// nothing where there is no place for either.
pub const fn shows_ahead(area: Rect) -> Option<HorizonSpan> {
    if area.width >= AHEAD && area.height >= AHEAD_LINES {
        Some(HorizonSpan::Week)
    } else if area.width >= THREE && area.height >= STRIP_LINES {
        Some(HorizonSpan::Day)
    } else {
        None
    }
}

/// Where everything stands.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// The list, whole.
    pub list: Option<Rect>,
    /// The list, folded to what bites.
    pub folded: Option<Rect>,
    /// The chosen line.
    pub detail: Option<Rect>,
    /// What stands between the list and it, where that can be moved.
    pub divider: Option<Rect>,
    /// What it rests on.
    rests_on: Option<Rect>,
    /// What lies ahead, as a strip.
    strip: Option<Rect>,
    /// What lies ahead, in words.
    words: Option<Rect>,
    /// The lines between all of these.
    rules: Vec<Rect>,
}

impl Places {
    /// Where everything stands for this view; what lies ahead has a place where it is there to be drawn.
    pub fn of(view: &View, ahead: bool, area: Rect) -> Self {
        let mut places = Self::default();
        match shows_ahead(area).filter(|_| ahead) {
            Some(HorizonSpan::Week) => {
                let right = places.beside_list(LIST, view, area);
                let column = places.cut(MEASURE.min(right.width.saturating_sub(AHEAD_NARROWEST + 1)), right);
                places.words = Some(Rect { width: column.1.width.min(AHEAD_WIDEST), ..column.1 });
                places.above(view, column.0);
            }
            Some(HorizonSpan::Day) => {
                let [strip, _, rest] = area.layout(&Layout::vertical([
                    Constraint::Length(horizon::STRIP),
                    Constraint::Length(1),
                    Constraint::Min(1),
                ]));
                places.strip = Some(strip);
                places.panes(view, rest);
            }
            None => places.panes(view, area),
        }
        places
    }

    fn panes(&mut self, view: &View, area: Rect) {
        match (area.width, view.focus) {
            (FOLDED..ALL, Focus::Detail) if view.zaak().is_some() => {
                let (left, right) = self.cut(list::FOLDED_WIDTH, area);
                self.folded = Some(left);
                self.case(view, right, area.width >= THREE);
            }
            (THREE..ALL, Focus::Detail) if detail::reads_form(view) => {
                let (left, right) = self.cut(list::FOLDED_WIDTH, area);
                self.folded = Some(left);
                self.case(view, right, true);
            }
            (..SIDE_BY_SIDE, Focus::Detail) => self.detail = Some(area),
            (..SIDE_BY_SIDE, Focus::List) => self.list = Some(area),
            (SIDE_BY_SIDE.., _) => {
                let width = match area.width {
                    ..THREE => 64,
                    THREE..ALL => 76,
                    ALL.. => LIST,
                };
                let right = self.beside_list(width, view, area);
                self.case(view, right, area.width >= ALL);
            }
        }
    }

    /// The list, as wide as the officer made it; answers what is left beside it.
    fn beside_list(&mut self, width: u16, view: &View, area: Rect) -> Rect {
        let most = area.width.saturating_sub(NARROWEST + 1).max(NARROWEST);
        let width = view.list_width.map_or(width, |wanted| wanted.clamp(NARROWEST, most));
        let (list, right) = self.cut(width, area);
        self.list = Some(list);
        self.divider = self.rules.last().copied();
        right
    }

    /// The chosen line, and what it rests on where there is room for that.
    fn case(&mut self, view: &View, area: Rect, has_room: bool) {
        let form = detail::reads_form(view);
        if !has_room || reads(view) && !form {
            self.detail = Some(area);
            return;
        }
        let half = area.width / 2;
        let (left, right) = self.cut(if form { half } else { CASE.min(half) }, area);
        self.detail = Some(left);
        self.rests_on = Some(right);
    }

    /// The chosen line above what it rests on.
    fn above(&mut self, view: &View, area: Rect) {
        if reads(view) {
            self.detail = Some(area);
            return;
        }
        let [top, rule, under] =
            area.layout(&Layout::vertical([Constraint::Min(1), Constraint::Length(1), Constraint::Length(UNDER)]));
        self.rules.push(rule);
        self.detail = Some(top);
        self.rests_on = Some(under);
    }

    /// So many columns, a rule, and what is left.
    fn cut(&mut self, width: u16, area: Rect) -> (Rect, Rect) {
        let [left, rule, right] =
            area.layout(&Layout::horizontal([Constraint::Length(width), Constraint::Length(1), Constraint::Min(20)]));
        self.rules.push(rule);
        (left, right)
    }
}

/// Draws list and detail, or the one that has the cursor, and with them what lies ahead where there is room for it.
pub fn draw(view: &View, ahead: Option<&Horizon>, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let places = Places::of(view, ahead.is_some(), area);
    for rule in &places.rules {
        text::draw_rule(frame, if rule.width == 1 { '│' } else { '─' }, theme.border, *rule);
    }
    if let Some(area) = places.list {
        list::draw(view, theme, frame, area);
    }
    if let Some(area) = places.folded {
        list::draw_folded(view, theme, frame, area);
    }
    match (places.detail, places.rests_on) {
        (Some(area), Some(_)) if detail::reads_form(view) => detail::draw_form(view, theme, frame, area),
        (Some(area), _) => detail::draw(view, theme, frame, area),
        (None, _) => {}
    }
    if let Some(area) = places.rests_on {
        detail::draw_beside(view, theme, frame, area);
    }
    if let (Some(area), Some(ahead)) = (places.strip, ahead) {
        horizon::draw_strip(ahead, view, theme, frame, area);
    }
    if let (Some(area), Some(ahead)) = (places.words, ahead) {
        horizon::draw_column(ahead, view, theme, frame, area);
    }
    if !view.search.is_empty() {
        for area in [places.list, places.folded, places.detail, places.rests_on].into_iter().flatten() {
            marks::draw(&view.search, frame.buffer_mut(), area);
        }
    }
}

/// A long text has more from the room, and a report rests on nothing.
fn reads(view: &View) -> bool {
    matches!(view.tab, Tab::Timeline | Tab::Termijnen) || view.zaak().is_none()
}
