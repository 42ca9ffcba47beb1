//! A desk that looks along asks for news once a second and never twice, draws only what changed, leaves
//! the ringing to the one who holds the lease, and asks who that is after every absence.

use chrono::Duration;
use piket::{
    app::{
        act::Act, agendabestand::Agendabestand, effect::Effect, model::Model, msg::Msg, rol::Rol, update::update,
        update::wek_om,
    },
    domain::{moment::Moment, schrijver::Schrijver, wacht::Hartslag, wekker::Weklijn},
};

use crate::desk::{Proef, Proefdesk};

/// What a tick asks for, besides a look at the lease.
fn tik(model: &mut Model, nu: Moment) -> Vec<Effect> {
    let effects = update(model, Msg::Tik(nu));
    effects.into_iter().filter(|e| !matches!(e, Effect::Wacht(..))).collect()
}

#[test]
fn news_is_asked_for_once_a_second_and_draws_nothing_by_itself() -> Proef {
    let mut model = Proefdesk::leeg()?.model;
    model.rol = Rol::kijkt_mee(Schrijver::Proces(7), model.nu);
    let begin = model.nu;
    assert_eq!(tik(&mut model, begin), [Effect::Volg]);
    assert_eq!(tik(&mut model, begin.plus(Duration::milliseconds(900))), []);
    model.tekenen = false;
    let niets = || Msg::Gevolgd(Schrijver::Proces(7), Vec::new(), Box::default());
    assert_eq!(update(&mut model, niets()), []);
    assert!(!model.tekenen);
    assert!(wek_om(&model) <= model.nu.plus(Duration::seconds(1)));
    let straks = begin.plus(Duration::seconds(2));
    assert_eq!(tik(&mut model, straks), [Effect::Volg]);
    update(&mut model, niets());
    // A clock that was put back does not make it wait.
    assert_eq!(tik(&mut model, begin.plus(Duration::hours(-1))), [Effect::Volg]);
    update(&mut model, Msg::Gevolgd(Schrijver::Niemand, Vec::new(), Box::default()));
    assert!(model.tekenen);
    Ok(())
}

#[test]
fn who_holds_the_lease_rings_and_the_other_shows_it() -> Proef {
    for (elders, belt) in [(false, true), (true, false)] {
        let mut desk = Proefdesk::leeg()?;
        desk.zaak("6", "FPC Pompestichting")?;
        let uiterlijk = desk.model.eerste_klok().map(|k| k.uiterlijk).ok_or("geen klok")?;
        let een_uur = uiterlijk.plus(Duration::minutes(-60));
        desk.op(een_uur.plus(Duration::seconds(-20)));
        if elders {
            let slag = Hartslag { proces: 7, op: een_uur, volgende: None };
            desk.winkel.wachter = Some((Schrijver::Proces(7), slag));
            desk.op(een_uur.plus(Duration::seconds(-10)));
        }
        desk.gevraagd.clear();
        desk.op(een_uur);
        assert_eq!(desk.gevraagd.iter().any(|e| matches!(e, Effect::Alarm(_))), belt, "{elders}");
        if elders {
            // The one that rang wrote it down; what it says stands here too.
            let punten: Vec<_> = desk.winkel.wekker.open().keys().filter(|p| p.op() <= een_uur).copied().collect();
            assert_eq!(punten.len(), 1);
            let lijn = |punt| Weklijn::Afgegaan { punt, op: een_uur, kanalen: Vec::new() };
            desk.winkel.wek(punten.into_iter().map(lijn).collect());
            desk.na(Duration::seconds(5));
        }
        assert!(desk.tekst().contains("ALARM 2026-W47-01: MBV over 60 minuten"), "{}", desk.tekst());
    }
    Ok(())
}

/// A desk that holds the lease, ten seconds before its first alarm, and the moment of that alarm.
fn voor_het_alarm() -> Result<(Proefdesk, Moment), Box<dyn std::error::Error>> {
    let mut desk = Proefdesk::leeg()?;
    desk.zaak("6", "FPC Pompestichting")?;
    let uiterlijk = desk.model.eerste_klok().map(|k| k.uiterlijk).ok_or("geen klok")?;
    let een_uur = uiterlijk.plus(Duration::minutes(-60));
    desk.op(een_uur.plus(Duration::seconds(-10)));
    Ok((desk, een_uur))
}

fn alarmen(effects: &[Effect]) -> usize {
    effects.iter().filter(|e| matches!(e, Effect::Alarm(_))).count()
}

fn vragen(effects: &[Effect]) -> usize {
    effects.iter().filter(|e| matches!(e, Effect::Wacht(..))).count()
}

#[test]
fn who_was_away_asks_who_calls_out_before_it_rings() -> Proef {
    // Shorter than a sleep, and longer: another may have gone on in either.
    for weg in [Duration::seconds(14), Duration::seconds(100), Duration::hours(5)] {
        for (elders, belt) in [(true, 0), (false, 1)] {
            let (mut desk, een_uur) = voor_het_alarm()?;
            if elders {
                let slag = Hartslag { proces: 7, op: een_uur, volgende: None };
                desk.winkel.wachter = Some((Schrijver::Proces(7), slag));
            }
            let wakker = update(&mut desk.model, Msg::Tik(een_uur.plus(weg)));
            assert_eq!((vragen(&wakker), alarmen(&wakker)), (1, 0), "{weg}");
            let antwoord = update(&mut desk.model, desk.winkel.bewaak());
            assert_eq!(alarmen(&antwoord), belt, "{weg}");
        }
    }
    Ok(())
}

#[test]
fn an_answer_from_before_an_absence_says_nothing_of_now() -> Proef {
    for (elders, belt) in [(true, 0), (false, 1)] {
        let (mut desk, een_uur) = voor_het_alarm()?;
        assert_eq!(vragen(&update(&mut desk.model, Msg::Tik(een_uur.plus(Duration::seconds(-8))))), 1);
        let van_toen = desk.winkel.bewaak();
        if elders {
            let slag = Hartslag { proces: 7, op: een_uur, volgende: None };
            desk.winkel.wachter = Some((Schrijver::Proces(7), slag));
        }
        let wakker = update(&mut desk.model, Msg::Tik(een_uur.plus(Duration::seconds(60))));
        assert_eq!((vragen(&wakker), alarmen(&wakker)), (1, 0));
        assert_eq!(alarmen(&update(&mut desk.model, van_toen)), 0);
        assert_eq!(alarmen(&update(&mut desk.model, desk.winkel.bewaak())), belt);
    }
    Ok(())
}

#[test]
fn a_holder_whose_store_is_slow_waits_for_its_answer_since_the_lease_may_be_gone() -> Proef {
    for (elders, belt) in [(true, 0), (false, 1)] {
        let (mut desk, een_uur) = voor_het_alarm()?;
        for voor in [7, 5, 3, 1, 0] {
            let effects = update(&mut desk.model, Msg::Tik(een_uur.plus(Duration::seconds(-voor))));
            assert_eq!((vragen(&effects), alarmen(&effects)), (usize::from(voor == 7), 0), "{voor}");
        }
        if elders {
            let slag = Hartslag { proces: 7, op: een_uur, volgende: None };
            desk.winkel.wachter = Some((Schrijver::Proces(7), slag));
        }
        assert_eq!(alarmen(&update(&mut desk.model, desk.winkel.bewaak())), belt);
    }
    Ok(())
}

#[test]
fn a_store_that_is_silent_keeps_an_alarm_back_no_longer_than_ten_seconds() -> Proef {
    let (mut desk, een_uur) = voor_het_alarm()?;
    let mut nu = een_uur.plus(Duration::seconds(60));
    let mut ging = alarmen(&update(&mut desk.model, Msg::Tik(nu)));
    for _ in 0..9 {
        nu = wek_om(&desk.model);
        assert!(nu <= desk.model.nu.plus(Duration::seconds(3)));
        ging += alarmen(&update(&mut desk.model, Msg::Tik(nu)));
    }
    assert_eq!(ging, 0);
    while nu < een_uur.plus(Duration::seconds(71)) {
        nu = wek_om(&desk.model);
        ging += alarmen(&update(&mut desk.model, Msg::Tik(nu)));
    }
    assert_eq!(ging, 1);
    Ok(())
}

#[test]
fn the_calendar_is_written_by_who_calls_out_one_at_a_time_and_once_more_for_what_changed_meanwhile() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    desk.model.agenda = Agendabestand::gevraagd();
    let keren =
        |desk: &mut Proefdesk| -> usize { desk.gevraagd.drain(..).filter(|e| matches!(e, Effect::Agenda)).count() };
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    desk.op(desk.model.nu.plus(Duration::seconds(2)));
    assert_eq!(keren(&mut desk), 1);
    for minuten in [30, 60, 90] {
        let om = desk.model.nu.plus(Duration::minutes(minuten));
        desk.doe(&Act::ZetHerinnering { zaak, om, tekst: "bel terug".to_owned() })?;
        desk.op(desk.model.nu.plus(Duration::seconds(2)));
    }
    assert_eq!(keren(&mut desk), 0, "de eerste wordt nog geschreven");
    desk.stuur(Msg::Agenda(Ok(())));
    assert_eq!(keren(&mut desk), 1);
    desk.stuur(Msg::Agenda(Ok(())));
    assert_eq!(keren(&mut desk), 0);
    let slag = Hartslag { proces: 7, op: desk.model.nu, volgende: None };
    desk.winkel.wachter = Some((Schrijver::Proces(7), slag));
    let om = desk.model.nu.plus(Duration::minutes(20));
    desk.op(desk.model.nu.plus(Duration::seconds(2)));
    desk.doe(&Act::ZetHerinnering { zaak, om, tekst: "bel terug".to_owned() })?;
    desk.op(desk.model.nu.plus(Duration::seconds(2)));
    assert_eq!(keren(&mut desk), 0, "die de wacht heeft schrijft haar");
    Ok(())
}
