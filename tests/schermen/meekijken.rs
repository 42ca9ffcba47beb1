//! A desk that looks along asks for news once a second and never twice, draws only what changed, leaves
//! the ringing to the one who writes, and rings when nobody does.

use chrono::Duration;
use piket::{
    app::{effect::Effect, msg::Msg, rol::Rol, update::update, update::wek_om},
    domain::schrijver::Schrijver,
};

use crate::desk::{Proef, Proefdesk};

#[test]
fn news_is_asked_for_once_a_second_and_draws_nothing_by_itself() -> Proef {
    let mut model = Proefdesk::leeg()?.model;
    model.rol = Rol::kijkt_mee(Schrijver::Proces(7), model.nu);
    let begin = model.nu;
    assert_eq!(update(&mut model, Msg::Tik(begin)), [Effect::Volg]);
    assert_eq!(update(&mut model, Msg::Tik(begin.plus(Duration::milliseconds(900)))), []);
    model.tekenen = false;
    let niets = || Msg::Gevolgd(Schrijver::Proces(7), Vec::new(), Box::default());
    assert_eq!(update(&mut model, niets()), []);
    assert!(!model.tekenen);
    assert!(wek_om(&model) <= model.nu.plus(Duration::seconds(1)));
    let straks = begin.plus(Duration::seconds(2));
    assert_eq!(update(&mut model, Msg::Tik(straks)), [Effect::Volg]);
    update(&mut model, niets());
    // A clock that was put back does not make it wait.
    assert_eq!(update(&mut model, Msg::Tik(begin.plus(Duration::hours(-1)))), [Effect::Volg]);
    update(&mut model, Msg::Gevolgd(Schrijver::Niemand, Vec::new(), Box::default()));
    assert!(model.tekenen);
    Ok(())
}

#[test]
fn who_looks_along_rings_only_when_nobody_writes() -> Proef {
    for (rol, belt) in [(Schrijver::Proces(7), false), (Schrijver::Onbekend, false), (Schrijver::Niemand, true)] {
        let mut desk = Proefdesk::leeg()?;
        desk.zaak("6", "FPC Pompestichting")?;
        let uiterlijk = desk.model.eerste_klok().map(|k| k.uiterlijk).ok_or("geen klok")?;
        desk.model.rol = Rol::kijkt_mee(rol, desk.model.nu);
        desk.model.alarmen.clear();
        let effects = update(&mut desk.model, Msg::Tik(uiterlijk));
        assert_eq!(effects.iter().any(|e| matches!(e, Effect::Alarm(_))), belt, "{rol:?}");
        assert!(!desk.model.alarmen.is_empty(), "{rol:?}: also unrung it is shown");
    }
    Ok(())
}
