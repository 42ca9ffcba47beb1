//! The night of practice: a desk on a log of its own in which time runs faster, people phone and forms arrive; and at
//! the end how it went, against what the instruction asks.

use std::{path::Path, sync::Arc};

use super::{
    answer::print,
    demo_content::DemoContent,
    environment::{Environment, Practice, tell_progress},
    exit::Exit,
    open,
    scratch_dir::ScratchDir,
};
use crate::{
    demo::{PracticeNight, Tour, practice_night},
    desk::verb::PracticeArgs,
    domain::{
        error::{Error, Result},
        practice::Night,
    },
    judge::practice::{Met, TaleScore, score},
    runtime::clock::Clock,
    store::{self, Access, Unlock},
};

/// Plays a night, and says how it went.
///
/// # Errors
/// When there is no terminal, or the named folder holds a log already.
pub fn practice(env: &Environment, args: &PracticeArgs) -> Result<Exit> {
    open::require_terminal()?;
    if env.access == Access::Read {
        return Err(Error::usage("Een oefennacht legt vast wat u doet.").hint("Laat --alleen-lezen weg."));
    }
    let tour = if args.tour { Tour::Told } else { Tour::Silent };
    let now = env.requested_now.unwrap_or_else(|| Clock::machine().now());
    let PracticeNight { night, mails } = practice_night(args.seed, now, tour)?;
    let night = Arc::new(night);
    env.practise(Practice { night: Arc::clone(&night), mails, pace: args.pace });
    if env.dir_given {
        if store::exists(&env.paths.data)? {
            return Err(
                Error::usage("In deze map staat al een logboek.").hint("Kies voor de oefennacht een andere map.")
            );
        }
        return play(env, &night, args.seed, &env.paths.data);
    }
    let scratch = ScratchDir::create()?;
    play(env, &night, args.seed, scratch.path())
}

fn play(env: &Environment, night: &Night, seed: u64, folder: &Path) -> Result<Exit> {
    let (store, clock) = open::open_demo(env, DemoContent::Empty, folder)?;
    let exit = open::show(env, store, clock, None, open::Start::Opened)?;
    let now = clock.now();
    let store = store::open_telling(folder, Access::Read, None, Unlock::None, now, &tell_progress)?;
    let (inrichtingen, _) = env.inrichtingen()?;
    let scores = score(night, &store.load_all()?, env.judge(&inrichtingen), now);
    store.close()?;
    print(&report(night, seed, &scores))?;
    Ok(exit)
}

fn report(night: &Night, seed: u64, scores: &[TaleScore]) -> String {
    let marks = || scores.iter().flat_map(|score| &score.marks);
    let good = marks().filter(|mark| mark.met == Met::Yes).count();
    let date = night.begin.short_date();
    let mut lines = vec![format!("Oefennacht {seed} van {date}: {good} van {} goed.", marks().count())];
    if scores.is_empty() {
        lines.push("Er was nog niemand die belde.".to_owned());
    }
    for score in scores {
        lines.push(String::new());
        lines.push(score.inrichting.clone());
        lines.extend(score.marks.iter().map(|mark| match mark.met {
            Met::Yes => format!("  goed  {}", mark.words),
            Met::No => format!("  niet  {}", mark.words),
        }));
    }
    lines.join("\n")
}
