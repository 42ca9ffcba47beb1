//! The store thread: answers in order, each after its commit, and nothing accepted is lost.

use std::sync::{
    Arc, Mutex,
    mpsc::{Receiver, channel},
};

use piket::{
    domain::ticket::Ticket,
    log::event::NewEvent,
    store::{Access, Request, Response, StoreWorker, Unlock, open},
};

use crate::support::{Narrative, TestResult, fixed_rolls, for_writing, now};

fn orders(count: usize) -> Result<Vec<NewEvent>, Box<dyn std::error::Error>> {
    let mut narrative = Narrative::default();
    Ok(fixed_rolls(count).iter().map(|w| narrative.tell(w)).collect::<Result<_, _>>()?)
}

fn write(ticket: Ticket, new: NewEvent) -> Request {
    Request::Write {
        ticket,
        now: now(),
        actor: "p".to_owned(),
        new: vec![new],
        blobs: Vec::new(),
        typed: None,
        reverses: None,
    }
}

#[test]
fn every_answer_comes_after_its_commit_and_in_order() -> TestResult {
    let folder = tempfile::tempdir()?;
    let store = for_writing(folder.path())?;
    let reader = open(folder.path(), Access::Read, None, Unlock::None, now())?;
    let (out, inner) = channel();
    let worker = StoreWorker::start(store, Arc::new(move |a| drop(out.send(a))))?;
    for (ticket, new) in (0..).map(Ticket).zip(orders(30)?) {
        worker.send(write(ticket, new)).map_err(|t| t.reason)?;
        let Response::Written { ticket: back, result } = inner.recv()? else { return Err("antwoord".into()) };
        assert_eq!(back, ticket);
        // Another connection sees it as soon as the answer is there.
        assert_eq!(reader.entries(None, None)?.last(), result?.last());
    }
    let zaak = *reader.load_all()?.zaken.keys().next().ok_or("geen zaak")?;
    worker.send(Request::Timeline { zaak }).map_err(|t| t.reason)?;
    worker.send(Request::Search { text: zaak.to_string(), limit: 5 }).map_err(|t| t.reason)?;

    assert!(matches!(inner.recv()?, Response::Timeline { zaak: z, result: Ok(e) } if z == zaak && !e.is_empty()));
    assert!(matches!(
        inner.recv()?,
        Response::Found { text, result: Ok(d) } if text == zaak.to_string() && d.desk.zaken.contains_key(&zaak)
    ));
    Ok(())
}

/// The thread is held at its first answer, so that all are asked before the first search is taken up.
#[test]
fn a_search_that_another_follows_holds_nothing_up() -> TestResult {
    let folder = tempfile::tempdir()?;
    let (loose, fixed): (_, Receiver<()>) = channel();
    let (fixed, (out, inner)) = (Mutex::new(fixed), channel());
    let worker = StoreWorker::start(
        for_writing(folder.path())?,
        Arc::new(move |answer| {
            drop(fixed.lock().map(|f| f.recv()));
            drop(out.send(answer));
        }),
    )?;
    let [new]: [NewEvent; 1] = orders(1)?.try_into().map_err(|_| "one order")?;
    worker.send(write(Ticket(0), new)).map_err(|t| t.reason)?;
    for typed in ["v", "vo", "voo", "v"] {
        worker.send(Request::Search { text: typed.to_owned(), limit: 5 }).map_err(|t| t.reason)?;
    }
    let again = || Request::Search { text: "voorbeeld".to_owned(), limit: 5 };
    worker.send(again()).map_err(|t| t.reason)?;
    drop(loose);
    assert!(matches!(inner.recv()?, Response::Written { result: Ok(_), .. }));
    assert!(matches!(inner.recv()?, Response::Found { text, result: Ok(_) } if text == "voorbeeld"));
    // None is asked behind it: this one is answered too.
    worker.send(again()).map_err(|t| t.reason)?;
    assert!(matches!(inner.recv()?, Response::Found { text, result: Ok(_) } if text == "voorbeeld"));
    worker.stop()?;
    assert!(inner.recv().is_err(), "and no other");
    Ok(())
}

/// The thread is held at its first answer until the queue is full; then both the refusal and the
/// draining can be seen.
#[test]
fn what_was_accepted_is_written_and_what_was_not_comes_back() -> TestResult {
    for cleanly in [true, false] {
        let folder = tempfile::tempdir()?;
        let (loose, fixed): (_, Receiver<()>) = channel();
        let fixed = Mutex::new(fixed);
        // After `loose` is dropped every recv fails at once, so the thread runs on.
        let worker =
            StoreWorker::start(for_writing(folder.path())?, Arc::new(move |_| drop(fixed.lock().map(|f| f.recv()))))?;
        let mut accepted = 0;
        let mut back = None;
        for (ticket, new) in (0..).map(Ticket).zip(orders(400)?) {
            match worker.send(write(ticket, new.clone())) {
                Ok(()) => accepted += 1,
                Err(t) => {
                    assert!(
                        matches!(*t.request, Request::Write { ticket: k, new: n, .. } if k == ticket && n == [new])
                    );
                    back = Some(t.reason);
                    break;
                }
            }
        }
        assert!(back.is_some_and(|f| f.hint.is_some()));
        drop(loose);
        if cleanly {
            worker.stop()?;
        } else {
            drop(worker);
        }
        assert_eq!(for_writing(folder.path())?.check()?.entries, accepted);
    }
    Ok(())
}
