//! What may be read where texts are kept out of lists: everything, one line of it, or nothing.

use super::View;
use crate::{
    desk::state::{
        item::Item,
        reveal::{Masking, RevealTarget},
        screen::Tab,
    },
    domain::{draft::DraftKind, feit::FeitNumber, ids::Zaaknummer, text::Vertrouwelijk},
    judge::{narrative, visibility::Visibility},
    log::{event::LogEvent, own_text::OwnText, zaak::Zaak},
};

impl View {
    /// How a line of the left-hand list, or of a chooser, is read.
    pub fn item_visibility(&self, item: Item) -> Visibility {
        let own = match item {
            Item::Melding(number) => self.own.contains(OwnText::Melding(number)),
            Item::Zaak(_) => false,
        };
        let revealed = self.revealed.is_some_and(|open| open.place == RevealTarget::Item(item));
        if self.setup.masking == Masking::Off || own || revealed { Visibility::Open } else { Visibility::Masked }
    }

    /// How the name of the inrichting of a case is read, where it stands in no list.
    pub fn plek_visibility(&self, zaak: Zaaknummer) -> Visibility {
        if self.own.contains(OwnText::Plek(zaak)) { Visibility::Open } else { self.item_visibility(Item::Zaak(zaak)) }
    }

    /// The name of the inrichting of a case as it may be read: of the list always, in somebody's own words by who typed them.
    pub fn plek<'a>(&self, zaak: &'a Zaak) -> Option<&'a str> {
        zaak.inrichting.as_ref().map(|plek| self.plek_visibility(zaak.number).plek(plek))
    }

    /// How a line of the tab on the right-hand side is read.
    pub fn line_visibility(&self, line: usize) -> Visibility {
        let open = match (self.setup.masking, self.revealed.map(|o| o.place)) {
            (Masking::Off, _) | (Masking::On, Some(RevealTarget::Item(_))) => true,
            (Masking::On, Some(RevealTarget::Line(_, _, open))) => open == line,
            (Masking::On, Some(RevealTarget::Film(..)) | None) => false,
        };
        if open || self.is_own(line) { Visibility::Open } else { Visibility::Masked }
    }

    /// How a fact is read outside its tab.
    pub fn feit_visibility(&self, zaak: Zaaknummer, feit: FeitNumber) -> Visibility {
        let own = self.own.contains(OwnText::Feit(zaak, feit));
        if self.setup.masking == Masking::Off || own { Visibility::Open } else { Visibility::Masked }
    }

    /// True when the officer typed in this session what stands on a line of the tab.
    fn is_own(&self, line: usize) -> bool {
        let (Some(zaak), Some(beeld)) = (self.zaak(), self.beeld()) else { return false };
        let number = zaak.number;
        let text = match self.tab {
            Tab::Checklist => beeld.steps.get(line).map(|s| OwnText::Step(number, s.step)),
            Tab::Beeld => zaak.feiten.get(line).map(|f| OwnText::Feit(number, f.number)),
            // A draft is read where it is written.
            Tab::Drafts => None,
            Tab::Timeline => {
                let entries = self.timeline.as_ref().filter(|(of, _)| *of == number).map(|(_, entries)| entries);
                entries.and_then(|e| e.get(line)).map(|e| OwnText::Entry(e.seq))
            }
            Tab::Termijnen => {
                let countdowns = beeld.countdowns.as_ref().map_or(0, Vec::len);
                if let Some(place) = line.checked_sub(countdowns) {
                    zaak.running_reminders().nth(place).map(|r| OwnText::Reminder(number, r.number))
                } else {
                    let countdown = beeld.countdowns.iter().flatten().nth(line);
                    countdown.map(|c| OwnText::Termijn(number, c.termijn.kind))
                }
            }
        };
        text.is_some_and(|text| self.own.contains(text))
    }

    /// How the sentence of an entry is read.
    pub fn entry_visibility(&self, event: &LogEvent) -> Visibility {
        let open = match (self.setup.masking, self.revealed.map(|o| o.place)) {
            (Masking::Off, _) => true,
            (Masking::On, Some(RevealTarget::Item(Item::Zaak(zaak)))) => event.zaak() == Some(zaak),
            (Masking::On, Some(RevealTarget::Item(Item::Melding(melding)))) => event.melding() == Some(melding),
            (Masking::On, Some(RevealTarget::Line(..) | RevealTarget::Film(..)) | None) => false,
        };
        if open { Visibility::Open } else { Visibility::Masked }
    }

    /// True when a text there is masked.
    pub fn hides(&self, place: RevealTarget) -> bool {
        match place {
            RevealTarget::Item(Item::Melding(number)) => {
                let melding = self.desk.meldingen.get(&number);
                melding.is_some_and(|m| Visibility::Open.headline(m) != Visibility::Masked.headline(m))
            }
            RevealTarget::Item(Item::Zaak(_)) => {
                let plek = self.zaak().and_then(|z| z.inrichting.as_ref());
                let different = plek.is_some_and(|p| Visibility::Open.plek(p) != Visibility::Masked.plek(p));
                different
                    || Tab::ALL.into_iter().any(|tab| (0..self.lines_of(tab)).any(|line| self.line_hides(tab, line)))
            }
            RevealTarget::Line(_, tab, line) => self.line_hides(tab, line),
            // The film has a view of its own.
            RevealTarget::Film(..) => false,
        }
    }

    fn line_hides(&self, tab: Tab, line: usize) -> bool {
        let (Some(zaak), Some(beeld)) = (self.zaak(), self.beeld()) else { return false };
        let book = self.book_of(zaak.number);
        match tab {
            Tab::Checklist => {
                let number =
                    |step| self.call_sheet(step, Visibility::Open) != self.call_sheet(step, Visibility::Masked);
                beeld.steps.get(line) != beeld.masked.get(line)
                    || beeld.steps.get(line).is_some_and(|s| !s.state.is_done() && number(s.step))
            }
            Tab::Drafts => {
                let kind = DraftKind::ALL.get(line);
                let pos = kind.and_then(|s| beeld.steps.iter().position(|r| Some(r.step) == s.step()));
                pos.is_some_and(|i| beeld.steps.get(i) != beeld.masked.get(i))
            }
            Tab::Beeld => zaak
                .feiten
                .get(line)
                .is_some_and(|f| masked(&f.text) || Visibility::Masked.source(&f.source, book) != f.source.read()),
            Tab::Timeline => {
                let entry = self.timeline.as_ref().filter(|(nr, _)| *nr == zaak.number).and_then(|(_, e)| e.get(line));
                entry.is_some_and(|e| {
                    narrative::sentence(&e.event, Visibility::Open, book)
                        != narrative::sentence(&e.event, Visibility::Masked, book)
                })
            }
            Tab::Termijnen => {
                let countdowns = beeld.countdowns.as_ref().map_or(0, Vec::len);
                if let Some(pos) = line.checked_sub(countdowns) {
                    return zaak.running_reminders().nth(pos).is_some_and(|h| masked(&h.text));
                }
                let countdown = beeld.countdowns.iter().flatten().nth(line);
                countdown.and_then(|k| zaak.termijn_choices.get(&k.termijn.kind)).is_some_and(|k| masked(&k.reason))
            }
        }
    }
}

fn masked(text: &Vertrouwelijk) -> bool {
    Visibility::Masked.read(text) != text.read()
}
