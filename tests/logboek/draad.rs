//! The store thread: answers in order, each after its commit, and nothing accepted is lost.

use std::sync::mpsc::{Receiver, channel};

use piket::{
    domain::event::Nieuw,
    store::{Antwoord, Draad, Ontgrendeling, Opdracht, Toegang, open},
};

use crate::hulp::{Proef, Verhaal, nu, schrijvend, vaste_worpen};

fn orders(aantal: usize) -> Result<Vec<Nieuw>, Box<dyn std::error::Error>> {
    let mut verhaal = Verhaal::default();
    Ok(vaste_worpen(aantal).iter().map(|w| verhaal.vertel(w)).collect::<Result<_, _>>()?)
}

fn schrijf(kaartje: u64, nieuw: Nieuw) -> Opdracht {
    Opdracht::Schrijf { kaartje, nu: nu(), actor: "p".to_owned(), nieuw: vec![nieuw], blobs: Vec::new() }
}

#[test]
fn every_answer_comes_after_its_commit_and_in_order() -> Proef {
    let map = tempfile::tempdir()?;
    let opslag = schrijvend(map.path())?;
    let lezer = open(map.path(), Toegang::Lezen, None, Ontgrendeling::Geen, nu())?;
    let (uit, binnen) = channel();
    let draad = Draad::start(opslag, Box::new(move |a| drop(uit.send(a))))?;
    for (kaartje, nieuw) in (0..).zip(orders(30)?) {
        draad.stuur(schrijf(kaartje, nieuw)).map_err(|t| t.reden)?;
        let Antwoord::Geschreven { kaartje: terug, uitkomst } = binnen.recv()? else { return Err("antwoord".into()) };
        assert_eq!(terug, kaartje);
        // Another connection sees it as soon as the answer is there.
        assert_eq!(lezer.entries(None, None)?.last(), uitkomst?.last());
    }
    let zaak = *lezer.laad_alles()?.zaken.keys().next().ok_or("geen zaak")?;
    draad.stuur(Opdracht::Tijdlijn { zaak }).map_err(|t| t.reden)?;
    draad.stuur(Opdracht::Zoek { tekst: zaak.to_string(), hoogstens: 5 }).map_err(|t| t.reden)?;

    assert!(matches!(binnen.recv()?, Antwoord::Tijdlijn { zaak: z, uitkomst: Ok(e) } if z == zaak && !e.is_empty()));
    assert!(matches!(
        binnen.recv()?,
        Antwoord::Gevonden { tekst, uitkomst: Ok(d) } if tekst == zaak.to_string() && d.zaken.contains_key(&zaak)
    ));
    Ok(())
}

/// The thread is held at its first answer until the queue is full; then both the refusal and the
/// draining can be seen.
#[test]
fn what_was_accepted_is_written_and_what_was_not_comes_back() -> Proef {
    for netjes in [true, false] {
        let map = tempfile::tempdir()?;
        let (los, vast): (_, Receiver<()>) = channel();
        // After `los` is dropped every recv fails at once, so the thread runs on.
        let draad = Draad::start(schrijvend(map.path())?, Box::new(move |_| vast.recv().unwrap_or_default()))?;
        let mut aanvaard = 0;
        let mut terug = None;
        for (kaartje, nieuw) in (0..).zip(orders(400)?) {
            match draad.stuur(schrijf(kaartje, nieuw.clone())) {
                Ok(()) => aanvaard += 1,
                Err(t) => {
                    assert!(
                        matches!(*t.opdracht, Opdracht::Schrijf { kaartje: k, nieuw: n, .. } if k == kaartje && n == [nieuw])
                    );
                    terug = Some(t.reden);
                    break;
                }
            }
        }
        assert!(terug.is_some_and(|f| f.hint.is_some()));
        drop(los);
        if netjes {
            draad.stop()?;
        } else {
            drop(draad);
        }
        assert_eq!(schrijvend(map.path())?.controleer()?.entries, aanvaard);
    }
    Ok(())
}
