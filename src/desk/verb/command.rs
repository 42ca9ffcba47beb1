//! The grammar as the parser wants it, with what its macros cannot say: Dutch headings on every verb, and
//! what is typed in the order in which it is typed.

use clap::{Command, CommandFactory};

use super::grammar::{Piket, TEMPLATE};
use crate::acts::RecordingVerb;

/// The grammar with Dutch headings on every verb.
pub fn command() -> Command {
    fn in_dutch(cmd: Command) -> Command {
        // Under a heading of our own the help sorts by name; these are read in the order they are typed.
        let mut pos = 0;
        let cmd = cmd
            .help_template(TEMPLATE)
            .subcommand_help_heading("Opdrachten")
            .subcommand_value_name("OPDRACHT")
            .disable_help_subcommand(true)
            .disable_help_flag(true)
            .next_help_heading("Opties")
            .mut_args(|a| {
                // Asked only of what takes a value: debug builds refuse it for a switch.
                let value = a.get_action().takes_values();
                if a.is_positional() {
                    pos += 1;
                    a.help_heading("Gegevens").display_order(pos).hide_possible_values(value)
                } else {
                    a.help_heading("Opties").hide_default_value(value).hide_possible_values(value)
                }
            });
        cmd.mut_subcommands(in_dutch)
    }
    in_dutch(arranged(Piket::command()))
}

/// What records comes in at one place; some of these verbs stand beside others that they belong with.
fn arranged(mut cmd: Command) -> Command {
    let mut verbs: Vec<Command> = cmd.get_subcommands_mut().map(std::mem::take).collect();
    for (name, before) in RecordingVerb::PLACES {
        let position = |verbs: &[Command], name| verbs.iter().position(|v| v.get_name() == name);
        if let Some(verb) = position(&verbs, *name).map(|at| verbs.remove(at)) {
            let at = position(&verbs, *before).unwrap_or(verbs.len());
            verbs.insert(at, verb);
        }
    }
    for ((place, there), verb) in cmd.get_subcommands_mut().enumerate().zip(verbs) {
        *there = verb.display_order(place);
    }
    cmd
}
