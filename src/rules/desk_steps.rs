//! The steps of the desk itself: each is a screen or an act of this program, and so a row of its source. What others
//! have to do in a kind of case is for the rule book to say.

use super::step_rule::{Ground, OwnAct, Owner, StepRule};
use crate::domain::{besluit::BesluitKind, delivery::Delivered, step::Step};

const DECIDED: OwnAct =
    OwnAct { sentence: "Een besluit vraagt ja of nee, met een reden.", hint: "Gebruik «besluit»." };

const SENT: OwnAct = OwnAct {
    sentence: "Een bericht is gereed als het is verzonden.",
    hint: "Maak het concept, controleer het en meld het verzonden.",
};

const PASSED_ON: OwnAct = OwnAct {
    sentence: "Doormelden is gereed als er staat wie is ingelicht.",
    hint: "Gebruik «doorgemeld», met wie, kanaal en tijd.",
};

/// What most of them have in common: the officer does it, and ticks it when it is done.
const OWN: StepRule = StepRule {
    step: Step::Melding,
    number: 1,
    name: "",
    short: None,
    task: "",
    owner: Owner::Desk,
    question: None,
    arrives: &[],
    remark: "Toelichting",
    chased: false,
    about: None,
    own_act: None,
    ground: None,
};

/// The row of a step.
pub(super) const fn desk_step(step: Step) -> &'static StepRule {
    match step {
        Step::Melding => {
            const {
                &StepRule {
                    step: Step::Melding,
                    number: 1,
                    name: "Melding ontvangen",
                    short: Some("melding"),
                    task: "een melding koppelen",
                    ..OWN
                }
            }
        }
        Step::CalledBack => {
            const {
                &StepRule {
                    step: Step::CalledBack,
                    number: 2,
                    name: "Inrichting teruggebeld",
                    short: Some("terugbellen"),
                    task: "de inrichting terugbellen",
                    question: Some("Is het gebeurd"),
                    about: Some(BesluitKind::T),
                    ground: Some(Ground::Inrichting),
                    ..OWN
                }
            }
        }
        Step::Beeld => {
            const {
                &StepRule {
                    step: Step::Beeld,
                    number: 3,
                    name: "Beeld: feiten met bron",
                    short: Some("feiten noteren"),
                    task: "het beeld nalopen",
                    ..OWN
                }
            }
        }
        Step::Verdict => {
            const {
                &StepRule {
                    step: Step::Verdict,
                    number: 4,
                    name: "Oordeel: weegvragen",
                    short: Some("weegvragen"),
                    task: "de weegvragen beantwoorden",
                    ground: Some(Ground::Rij),
                    ..OWN
                }
            }
        }
        Step::BesluitT => {
            const {
                &StepRule {
                    step: Step::BesluitT,
                    number: 5,
                    name: "Besluit T: telefonisch melden",
                    short: Some("besluit T"),
                    task: "T wegen",
                    own_act: Some(DECIDED),
                    ..OWN
                }
            }
        }
        Step::BesluitP => {
            const {
                &StepRule {
                    step: Step::BesluitP,
                    number: 5,
                    name: "Besluit P: piketmelding",
                    short: Some("besluit P"),
                    task: "P wegen",
                    own_act: Some(DECIDED),
                    ..OWN
                }
            }
        }
        Step::BesluitA => {
            const {
                &StepRule {
                    step: Step::BesluitA,
                    number: 5,
                    name: "Besluit A: afloopbericht",
                    short: Some("besluit A"),
                    task: "A wegen",
                    own_act: Some(DECIDED),
                    ..OWN
                }
            }
        }
        Step::Sms => {
            const {
                &StepRule {
                    step: Step::Sms,
                    number: 6,
                    name: "Piket-SMS",
                    short: Some("sms"),
                    task: "de piket-SMS versturen",
                    about: Some(BesluitKind::P),
                    own_act: Some(SENT),
                    ..OWN
                }
            }
        }
        Step::Piketmelding => {
            const {
                &StepRule {
                    step: Step::Piketmelding,
                    number: 7,
                    name: "Piketmelding",
                    short: Some("piketmelding"),
                    task: "de piketmelding versturen",
                    about: Some(BesluitKind::P),
                    own_act: Some(SENT),
                    ..OWN
                }
            }
        }
        Step::Review => {
            const {
                &StepRule {
                    step: Step::Review,
                    number: 7,
                    name: "Visie vooraf: feitencontrole",
                    short: Some("feitencontrole"),
                    task: "de feiten laten controleren",
                    about: Some(BesluitKind::P),
                    ground: Some(Ground::Text),
                    ..OWN
                }
            }
        }
        Step::PassedOn => {
            const {
                &StepRule {
                    step: Step::PassedOn,
                    number: 8,
                    name: "Doorgemeld in de lijn",
                    short: Some("doormelden"),
                    task: "doormelden in de lijn",
                    about: Some(BesluitKind::P),
                    own_act: Some(PASSED_ON),
                    ..OWN
                }
            }
        }
        Step::Form => {
            const {
                &StepRule {
                    step: Step::Form,
                    number: 9,
                    name: "Formulier ontvangen",
                    task: "het formulier laten aanvullen",
                    owner: Owner::Inrichting,
                    question: Some("Is het binnen"),
                    arrives: &[Delivered::Form, Delivered::Supplement],
                    chased: true,
                    ground: Some(Ground::Form),
                    ..OWN
                }
            }
        }
        Step::Alarm112 => {
            const {
                &StepRule {
                    step: Step::Alarm112,
                    number: 10,
                    name: "112 gebeld",
                    short: Some("112"),
                    task: "112 navragen",
                    owner: Owner::Inrichting,
                    question: Some("Is het gebeurd"),
                    ..OWN
                }
            }
        }
        Step::FastNl => {
            const {
                &StepRule {
                    step: Step::FastNl,
                    number: 10,
                    name: "Fast NL gebeld",
                    short: Some("Fast NL"),
                    task: "Fast NL navragen",
                    owner: Owner::Inrichting,
                    question: Some("Is het gebeurd"),
                    ..OWN
                }
            }
        }
        Step::MoaFastNl => {
            const {
                &StepRule {
                    step: Step::MoaFastNl,
                    number: 10,
                    name: "MOA naar Fast NL",
                    short: Some("MOA Fast NL"),
                    task: "de MOA naar Fast NL navragen",
                    owner: Owner::Inrichting,
                    question: Some("Is het gebeurd"),
                    chased: true,
                    ..OWN
                }
            }
        }
        Step::OaEnd => {
            const {
                &StepRule {
                    step: Step::OaEnd,
                    number: 10,
                    name: "Terug of aangehouden",
                    short: Some("terugkeer"),
                    task: "de terugkeer volgen",
                    owner: Owner::Inrichting,
                    question: Some("Is het gebeurd"),
                    ..OWN
                }
            }
        }
        Step::OaEndFastNl => {
            const {
                &StepRule {
                    step: Step::OaEndFastNl,
                    number: 10,
                    name: "Fast NL gebeld over het einde",
                    short: Some("Fast NL over einde"),
                    task: "navragen of Fast NL het einde weet",
                    owner: Owner::Inrichting,
                    question: Some("Is het gebeurd"),
                    chased: true,
                    ..OWN
                }
            }
        }
        Step::OaEndCalled => {
            const {
                &StepRule {
                    step: Step::OaEndCalled,
                    number: 10,
                    name: "Zorginkoper of piket gebeld",
                    short: Some("telefoon over einde"),
                    task: "navragen of het einde is gebeld",
                    owner: Owner::Inrichting,
                    question: Some("Is het gebeurd"),
                    chased: true,
                    ..OWN
                }
            }
        }
        Step::OaEndForm => {
            const {
                &StepRule {
                    step: Step::OaEndForm,
                    number: 10,
                    name: "Formulier over het einde",
                    short: Some("formulier einde"),
                    task: "het formulier over het einde nalopen",
                    owner: Owner::Inrichting,
                    question: Some("Is het binnen"),
                    arrives: &[Delivered::Form],
                    chased: true,
                    ..OWN
                }
            }
        }
        Step::Ap => {
            const {
                &StepRule {
                    step: Step::Ap,
                    number: 11,
                    name: "AP: besluit over het datalek",
                    short: Some("besluit AP"),
                    task: "het besluit over de AP noteren",
                    question: Some("Is er besloten"),
                    arrives: &[Delivered::Notify, Delivered::NoNotify],
                    chased: true,
                    ground: Some(Ground::Inrichting),
                    ..OWN
                }
            }
        }
        Step::Outcome => {
            const {
                &StepRule {
                    step: Step::Outcome,
                    number: 12,
                    name: "Afloop bekend",
                    short: Some("afloop"),
                    task: "de afloop navragen",
                    owner: Owner::Inrichting,
                    question: Some("Is zij bekend"),
                    arrives: &[Delivered::Outcome],
                    remark: "Wat is de afloop",
                    about: Some(BesluitKind::A),
                    ..OWN
                }
            }
        }
        Step::Afloopbericht => {
            const {
                &StepRule {
                    step: Step::Afloopbericht,
                    number: 12,
                    name: "Afloopbericht",
                    short: Some("afloopbericht"),
                    task: "het afloopbericht versturen",
                    about: Some(BesluitKind::A),
                    own_act: Some(SENT),
                    ..OWN
                }
            }
        }
        Step::Monitor => {
            const {
                &StepRule {
                    step: Step::Monitor,
                    number: 13,
                    name: "In de incidentenmonitor",
                    short: Some("in de monitor"),
                    task: "de monitor maken",
                    ground: Some(Ground::Monitor),
                    ..OWN
                }
            }
        }
        Step::Close => {
            const {
                &StepRule {
                    step: Step::Close,
                    number: 14,
                    name: "Zaak sluiten",
                    short: Some("sluiten"),
                    task: "de zaak sluiten",
                    ..OWN
                }
            }
        }
    }
}
