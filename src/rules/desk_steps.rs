//! The steps of the desk itself: each is a screen or an act of this program, and so a row of its source. What others
//! have to do in a kind of case is for the rule book to say.

use super::step_rule::{OwnAct, Owner, StepRule, TickGround};
use crate::domain::{besluit::BesluitKind, delivery::Delivered, step::Step};

const DECIDED: OwnAct =
    OwnAct { sentence: "Een besluit vraagt ja of nee, met een reden.", hint: "Gebruik «besluit»." };

const SENT: OwnAct = OwnAct {
    sentence: "Een bericht is gereed als het is verzonden.",
    hint: "Maak het concept, controleer het en meld het verzonden. Is het anders verteld of hoeft het niet, kies dan «niet nodig» met een reden.",
};

const PASSED_ON: OwnAct = OwnAct {
    sentence: "Doormelden is gereed als er staat wie is ingelicht.",
    hint: "Gebruik «doorgemeld», met wie, kanaal en tijd.",
};

/// A step of a book that is not at hand: that it is owed by others is the careful guess.
pub(super) const OF_ANOTHER_BOOK: &StepRule<'static> = &StepRule {
    number: 10,
    name: "Stap van een ander regelboek",
    short: Some("stap van een ander regelboek"),
    task: "een stap van een ander regelboek navragen",
    owner: Owner::INRICHTING,
    question: Some("Is het gebeurd"),
    ..StepRule::OWN
};

/// The row of a step; that of a book stands in the book.
#[expect(clippy::too_many_lines, reason = "one row a step")]
pub(super) const fn row(step: Step) -> &'static StepRule<'static> {
    match step {
        Step::Melding => {
            const {
                &StepRule {
                    number: 1,
                    name: "Melding ontvangen",
                    short: Some("melding"),
                    task: "een melding koppelen",
                    ..StepRule::OWN
                }
            }
        }
        Step::CalledBack => {
            const {
                &StepRule {
                    number: 2,
                    name: "Inrichting teruggebeld",
                    short: Some("terugbellen"),
                    task: "de inrichting terugbellen",
                    question: Some("Is het gebeurd"),
                    about: Some(BesluitKind::T),
                    ground: Some(TickGround::Inrichting),
                    ..StepRule::OWN
                }
            }
        }
        Step::Beeld => {
            const {
                &StepRule {
                    number: 3,
                    name: "Beeld: feiten met bron",
                    short: Some("feiten noteren"),
                    task: "het beeld nalopen",
                    ground: Some(TickGround::Beeld),
                    ..StepRule::OWN
                }
            }
        }
        Step::Verdict => {
            const {
                &StepRule {
                    number: 4,
                    name: "Oordeel: weegvragen",
                    short: Some("weegvragen"),
                    task: "de weegvragen beantwoorden",
                    ground: Some(TickGround::Weighing),
                    ..StepRule::OWN
                }
            }
        }
        Step::BesluitT => {
            const {
                &StepRule {
                    number: 5,
                    name: "Besluit T: telefonisch melden",
                    short: Some("besluit T"),
                    task: "T wegen",
                    own_act: Some(DECIDED),
                    ..StepRule::OWN
                }
            }
        }
        Step::BesluitP => {
            const {
                &StepRule {
                    number: 5,
                    name: "Besluit P: piketmelding",
                    short: Some("besluit P"),
                    task: "P wegen",
                    own_act: Some(DECIDED),
                    ..StepRule::OWN
                }
            }
        }
        Step::BesluitA => {
            const {
                &StepRule {
                    number: 5,
                    name: "Besluit A: afloopbericht",
                    short: Some("besluit A"),
                    task: "A wegen",
                    own_act: Some(DECIDED),
                    ..StepRule::OWN
                }
            }
        }
        Step::Sms => {
            const {
                &StepRule {
                    number: 6,
                    name: "Piket-SMS",
                    short: Some("sms"),
                    task: "de piket-SMS versturen",
                    about: Some(BesluitKind::P),
                    own_act: Some(SENT),
                    ..StepRule::OWN
                }
            }
        }
        Step::Piketmelding => {
            const {
                &StepRule {
                    number: 7,
                    name: "Piketmelding",
                    short: Some("piketmelding"),
                    task: "de piketmelding versturen",
                    about: Some(BesluitKind::P),
                    own_act: Some(SENT),
                    ..StepRule::OWN
                }
            }
        }
        Step::Review => {
            const {
                &StepRule {
                    number: 7,
                    name: "Visie vooraf: feitencontrole",
                    short: Some("feitencontrole"),
                    task: "de feiten laten controleren",
                    about: Some(BesluitKind::P),
                    ground: Some(TickGround::Text),
                    ..StepRule::OWN
                }
            }
        }
        Step::PassedOn => {
            const {
                &StepRule {
                    number: 8,
                    name: "Doorgemeld in de lijn",
                    short: Some("doormelden"),
                    task: "doormelden in de lijn",
                    about: Some(BesluitKind::P),
                    own_act: Some(PASSED_ON),
                    ..StepRule::OWN
                }
            }
        }
        Step::Form => {
            const {
                &StepRule {
                    number: 9,
                    name: "Formulier ontvangen",
                    task: "het formulier laten aanvullen",
                    owner: Owner::INRICHTING,
                    question: Some("Is het binnen"),
                    arrives: &[Delivered::Form, Delivered::Supplement],
                    chased: true,
                    ground: Some(TickGround::Form),
                    ..StepRule::OWN
                }
            }
        }
        Step::Outcome => {
            const {
                &StepRule {
                    number: 12,
                    name: "Afloop bekend",
                    short: Some("afloop"),
                    task: "de afloop navragen",
                    owner: Owner::INRICHTING,
                    question: Some("Is zij bekend"),
                    arrives: &[Delivered::Outcome],
                    remark: "Wat is de afloop",
                    about: Some(BesluitKind::A),
                    ..StepRule::OWN
                }
            }
        }
        Step::Afloopbericht => {
            const {
                &StepRule {
                    number: 12,
                    name: "Afloopbericht",
                    short: Some("afloopbericht"),
                    task: "het afloopbericht versturen",
                    about: Some(BesluitKind::A),
                    own_act: Some(SENT),
                    ..StepRule::OWN
                }
            }
        }
        Step::Monitor => {
            const {
                &StepRule {
                    number: 13,
                    name: "In de incidentenmonitor",
                    short: Some("in de monitor"),
                    task: "de monitor maken",
                    ground: Some(TickGround::Monitor),
                    ..StepRule::OWN
                }
            }
        }
        Step::Close => {
            const {
                &StepRule {
                    number: 14,
                    name: "Zaak sluiten",
                    short: Some("sluiten"),
                    task: "de zaak sluiten",
                    ..StepRule::OWN
                }
            }
        }
        Step::Book(_) => OF_ANOTHER_BOOK,
    }
}
