//! The grammar as the parser wants it, with what its macros cannot say: Dutch headings on every verb, and
//! what is typed in the order in which it is typed.

use clap::{Command, CommandFactory};

use super::grammatica::{Piket, SJABLOON};

/// The grammar with Dutch headings on every verb.
pub fn opdracht() -> Command {
    fn nederlands(cmd: Command) -> Command {
        // Under a heading of our own the help sorts by name; these are read in the order they are typed.
        let mut plek = 0;
        let cmd = cmd
            .help_template(SJABLOON)
            .subcommand_help_heading("Opdrachten")
            .subcommand_value_name("OPDRACHT")
            .disable_help_subcommand(true)
            .disable_help_flag(true)
            .next_help_heading("Opties")
            .mut_args(|a| {
                // Asked only of what takes a value: debug builds refuse it for a switch.
                let waarde = a.get_action().takes_values();
                if a.is_positional() {
                    plek += 1;
                    a.help_heading("Gegevens").display_order(plek).hide_possible_values(waarde)
                } else {
                    a.help_heading("Opties").hide_default_value(waarde).hide_possible_values(waarde)
                }
            });
        cmd.mut_subcommands(nederlands)
    }
    nederlands(Piket::command())
}
