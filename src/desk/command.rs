//! The table of commands: one row each, with its name, where it applies, whether it records, what it does, when
//! it can be done and what runs it. Keys, help, palette, footer and the manual's key table all come from here,
//! so none can go stale. The last two columns are read where they can be resolved, in the ops: this file
//! itself knows no model.

mod kind;
mod scope;

pub use self::{kind::CommandKind, scope::Scope};

/// What one row says of its command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommandRow {
    /// The command.
    pub id: CommandId,
    /// Its name in the keymap.
    pub key: &'static str,
    /// Where it applies.
    pub scope: Scope,
    /// What becomes of it.
    pub kind: CommandKind,
    /// Its name on screen, short enough for the footer.
    pub name: &'static str,
    /// What it does, in one sentence.
    pub doc: &'static str,
}

/// The rows, handed to a macro: id, name in the keymap, scope, kind, name on screen, sentence, condition, run.
macro_rules! each_command {
    ($with:ident) => {
        $with! {
            Phone "telefoon" Desk Records "nieuwe melding"
                "Neemt een telefoontje aan; wat u typt wordt meteen bewaard."
                available::ALWAYS => |m, _| phone::start(m);
            Resume "verder" Desk Records "verder typen"
                "Opent de tekst die nog klaarstaat, met de cursor waar u was."
                available::text_is_left => |m, e| reopen::ask(m, e);
            Detail "detail" Desk Looks "kiezen"
                "Gaat naar de rechterkant en doet daar wat de regel vraagt."
                available::on_a_line_that_acts => desk::to_detail;
            ToRight "naar-rechts" Desk Moves "naar rechts"
                "Gaat naar de rechterkant, en doet daar niets."
                available::on_a_line => desk::to_right;
            Back "terug" Desk Looks "terug"
                "Gaat terug naar de lijst en wist een zoekopdracht."
                available::ALWAYS => |m, _| desk::back(m);
            Down "omlaag" Desk Moves "omlaag"
                "Gaat een regel omlaag."
                available::ALWAYS => |m, e| desk::move_selection(m, 1, e);
            Up "omhoog" Desk Moves "omhoog"
                "Gaat een regel omhoog."
                available::ALWAYS => |m, e| desk::move_selection(m, -1, e);
            First "begin" Desk Moves "begin"
                "Gaat naar de eerste regel."
                available::ALWAYS => |m, e| desk::move_selection(m, isize::MIN, e);
            Last "eind" Desk Moves "eind"
                "Gaat naar de laatste regel."
                available::ALWAYS => |m, e| desk::move_selection(m, isize::MAX, e);
            PageDown "pagina-omlaag" Desk Moves "pagina omlaag"
                "Gaat tien regels omlaag, ook in een lange tekst."
                available::ALWAYS => |m, e| desk::browse(m, desk::PAGE, e);
            PageUp "pagina-omhoog" Desk Moves "pagina omhoog"
                "Gaat tien regels omhoog, ook in een lange tekst."
                available::ALWAYS => |m, e| desk::browse(m, -desk::PAGE, e);
            TabNext "tab-verder" Desk Moves "volgend tabblad"
                "Toont het volgende tabblad van de zaak, of de volgende tekst van de melding."
                available::ALWAYS => |m, e| desk::to_tab(m, Neighbour::Next, e);
            TabBack "tab-terug" Desk Moves "vorig tabblad"
                "Toont het vorige tabblad van de zaak, of de vorige tekst van de melding."
                available::ALWAYS => |m, e| desk::to_tab(m, Neighbour::Previous, e);
            TabChecklist "tab-checklist" Desk Looks "checklist"
                "Toont de stappen van de zaak."
                available::ALWAYS => |m, e| desk::choose_tab(m, Tab::Checklist, e);
            TabBeeld "tab-beeld" Desk Looks "beeld"
                "Toont de feiten met bron en status."
                available::ALWAYS => |m, e| desk::choose_tab(m, Tab::Beeld, e);
            TabDrafts "tab-concepten" Desk Looks "concepten"
                "Toont de berichten: aan de lijn en aan de inrichting."
                available::ALWAYS => |m, e| desk::choose_tab(m, Tab::Drafts, e);
            TabTimeline "tab-tijdlijn" Desk Looks "tijdlijn"
                "Toont het logboek van de zaak."
                available::ALWAYS => |m, e| desk::choose_tab(m, Tab::Timeline, e);
            Why "waarom" Desk Looks "waarom?"
                "Legt de termijnen van de zaak uit; nog eens toont of verbergt de tabel van lezingen."
                available::ALWAYS => desk::why;
            Search "zoek" Desk Looks "zoeken"
                "Zoekt in alle zaken en meldingen, ook gesloten."
                available::ALWAYS => |m, _| search::open(m);
            Closed "gesloten" Desk Looks "gesloten tonen"
                "Toont of verbergt wat gesloten, terzijde gelegd of automatisch verstuurd is."
                available::ALWAYS => |m, _| desk::show_closed(m);
            Views "weergave" Desk Looks "weergave"
                "Toont alleen wat open is, te laat is of op een ander wacht, of wat u zelf in de instellingen zette."
                available::ALWAYS => |m, _| views::ask(m);
            Said "gezegd" Desk Looks "gezegd"
                "Toont wat de desk in deze zitting zei, het laatste bovenaan."
                available::ALWAYS => |m, _| said::list(m);
            Film "film" Desk Looks "nachtfilm"
                "Speelt de zaak of de hele desk af zoals toen bekend; wijzigt niets."
                available::ALWAYS => film::ask;
            Seen "gezien" Desk Looks "gezien"
                "Zegt dat u het alarm hebt gezien; wat voorbij is zwijgt dan een tijd."
                available::something_rings_or_was_missed => alarm_service::seen;
            ToAlarm "naar-alarm" Desk Looks "erheen"
                "Gaat naar de zaak of melding van het alarm dat bovenaan staat."
                available::something_rings => alarm_service::go_to_first;
            AllAlarms "alarmen" Desk Looks "alle"
                "Toont alle alarmen, ook gemiste, het ergste eerst; onderaan staat «alles gezien»."
                available::something_rings_or_was_missed => |m, _| alarm_service::list(m);
            Later "later" Desk Looks "over 10 min"
                "Laat het alarm over tien minuten opnieuw gaan."
                available::something_rings => alarm_service::snooze;
            Reveal "onthul" Desk Leaves "onthullen"
                "Toont de gemaskeerde tekst op deze regel tien seconden; dat wordt vastgelegd."
                available::on_a_masked_line => masking::reveal;
            Lock "vergrendel" Desk Looks "vergrendelen"
                "Sluit het scherm af tot het wachtwoord; alarmen gaan door."
                available::ALWAYS => screen_lock::lock;
            Privacy "privacy" Desk Looks "afdekken"
                "Dekt het scherm af als er iemand langsloopt; alarmen gaan door."
                available::ALWAYS => |m, _| shielding::cover(m);
            Redraw "herteken" Desk Looks "opnieuw tekenen"
                "Tekent het scherm opnieuw, als er iets doorheen staat."
                available::ALWAYS => |_, e| e.push(Effect::Screen(ScreenEffect::Redraw));
            Suspend "naar-shell" Desk Looks "naar de shell"
                "Zet piket stil en gaat naar de shell; met fg gaat het verder. Zolang gaat geen alarm af."
                available::ALWAYS => leave::suspend;
            Palette "palet" Desk Moves "opdracht"
                "Kiest een handeling op naam, of neemt een opdracht zoals in de shell."
                available::ALWAYS => |m, _| palette::open(m);
            Help "hulp" Desk Looks "hulp"
                "Toont de toetsen die hier iets doen."
                available::ALWAYS => |m, _| palette::help(m);
            UndoLast "ongedaan" Desk Records "ongedaan"
                "Maakt de laatste handeling ongedaan met een tegenboeking; een hele zaak, of wat niet van deze zitting is, noemt het eerst."
                available::something_done => |m, e| history::turn(m, Direction::Undo, Pick::Last, e);
            RedoLast "herstellen" Desk Records "terugzetten"
                "Zet terug wat het laatst ongedaan is gemaakt."
                available::something_done => |m, e| history::turn(m, Direction::Redo, Pick::Last, e);
            Deeds "handelingen" Desk Records "handelingen"
                "Toont wat er is gedaan; Enter maakt die handeling ongedaan of zet haar terug, of zegt waarom niet."
                available::something_done => |_, e| history::ask(e);
            Monitor "monitor" Desk Records "monitor"
                "Schrijft de incidentenmonitor van een piketweek."
                available::ALWAYS => |m, _| monitor::ask(m);
            Charts "cijfers" Desk Looks "cijfers"
                "Toont de incidentenmonitor in beeld: grafieken, en achter elk getal de zaken."
                available::ALWAYS => monitor_screen::open;
            Week "week" Desk Looks "week"
                "Toont de piketweek: wat er nog ontbreekt, en wat er te doen is voor zij wordt gesloten."
                available::ALWAYS => week::ask;
            Overdracht "overdracht" Desk Looks "overdracht"
                "Maakt de overdracht van de week die eindigt: als tekst of PDF, of met de zaken zelf in een versleuteld bestand."
                available::ALWAYS => |m, _| overdracht::ask(m);
            ReadOverdracht "overdracht-lezen" Desk Records "overdracht lezen"
                "Opent een versleutelde overdracht, neemt haar zaken een voor een over en schrijft de ontvangst."
                available::ALWAYS => |m, _| overdracht_screen::ask(m);
            Backup "reservekopie" Desk Records "reservekopie"
                "Maakt nu een reservekopie van het logboek en zegt waar zij staat."
                available::makes_copies => backup::ask;
            Horizon "vooruitblik" Desk Looks "vooruitblik"
                "Toont de komende 24 uur of 7 dagen: elke termijn met al haar lezingen, alarmen en herinneringen."
                available::ALWAYS => |m, _| horizon::open(m);
            TakeOver "neem-over" Desk Leaves "overnemen"
                "Neemt het schrijven over als de andere piket gesloten is."
                available::may_take_over => role::take_over;
            Quit "stoppen" Desk Leaves "stoppen"
                "Sluit de desk; wat niet bewaard kon worden noemt zij. Roept dan niemand de alarmen, dan wordt dat eerst gezegd."
                available::ALWAYS => leave::quit;
            OpenZaak "openen" Melding Records "zaak openen"
                "Opent een nieuwe zaak met deze melding."
                available::on_open_melding => melding::open;
            Link "koppelen" Melding Records "koppelen"
                "Voegt de melding bij een bestaande zaak."
                available::on_open_melding => |m, _| melding::link(m);
            Unlink "losmaken" Melding Records "losmaken"
                "Maakt de melding los van haar zaak."
                available::on_linked_melding => melding::unlink;
            SetAside "terzijde" Melding Records "terzijde"
                "Legt de melding terzijde, met een reden."
                available::on_open_melding => |m, _| melding::set_aside(m);
            PutBack "terugleggen" Melding Records "terugleggen"
                "Legt een terzijde gelegde melding terug in de inbox."
                available::on_melding_set_aside => melding::put_back;
            Edit "bewerken" Melding Records "bewerken"
                "Opent een telefoontje om verder te typen."
                available::on_open_call => |m, _| melding::edit(m);
            AcceptField "voorstel-aanvaarden" Melding Records "aanvaarden"
                "Aanvaardt het gekozen voorstel uit het formulier; vanaf dan telt het mee."
                available::on_proposal => form_line::accept;
            PutAsideField "voorstel-wegleggen" Melding Records "klopt niet"
                "Legt het gekozen voorstel uit het formulier weg; het telt niet mee."
                available::on_proposal => form_line::put_aside;
            FillField "invullen" Melding Records "invullen"
                "Vult het gekozen veld van het formulier anders in; de bron bent u."
                available::on_field => |m, _| form_line::fill(m);
            TeachLabel "veld-kiezen" Melding Records "veld kiezen"
                "Kiest welk veld de gekozen regel is die niet herkend is; de desk leert het etiket van deze afzender."
                available::on_unread => |m, _| form_line::ask_field(m);
            NextStep "volgende" Zaak Records "volgende stap"
                "Opent wat er nu van u wordt gevraagd: de eerste stap van de checklist die u kunt doen."
                available::on_own_step => |m, e| next_step::open(m, None, e);
            CallBack "bellen" Zaak Records "terugbellen"
                "Belt de inrichting terug: de vragen van de rij, elk met een cijfer of in eigen woorden beantwoord."
                available::on_open_zaak => |m, _| zaak::call_back(m);
            Rij "rij" Zaak Records "rij kiezen"
                "Kiest de rij van de meldingenmatrix, of een andere rij met een reden."
                available::on_zaak_with_book => |m, _| zaak::choose_rij(m);
            Data "gegevens" Zaak Records "gegevens"
                "Wijzigt inrichting en tijden."
                available::on_open_zaak => |m, _| zaak::data(m);
            Feit "feit" Zaak Records "feit noteren"
                "Noteert een feit met bron."
                available::on_open_zaak => |m, _| zaak::feit(m, Topic::Event);
            Settle "beslechten" Zaak Records "wat telt?"
                "Kiest wat telt waar twee bronnen elkaar tegenspreken."
                available::on_tegenspraak => |m, _| tegenspraak::ask(m);
            Weigh "wegen" Zaak Records "wegen"
                "Beantwoordt de weegvragen van de rij."
                available::on_zaak_with_rij => |m, _| zaak::weigh(m);
            BesluitT "besluit-t" Zaak Records "besluit T"
                "Beslist of er telefonisch gemeld moet worden, waar de matrix dat openlaat."
                available::on_bracketed_t => |m, _| zaak::besluit(m, BesluitKind::T);
            BesluitP "besluit-p" Zaak Records "besluit P"
                "Beslist over de piketmelding, met een reden."
                available::on_open_zaak => |m, _| zaak::besluit(m, BesluitKind::P);
            BesluitA "besluit-a" Zaak Records "besluit A"
                "Beslist over het afloopbericht, met een reden."
                available::on_open_zaak => |m, _| zaak::besluit(m, BesluitKind::A);
            Draft "concept" Zaak Records "bericht schrijven"
                "Kiest een bericht en opent het concept."
                available::on_open_zaak => |m, _| zaak::choose_draft(m);
            PassOn "doorgemeld" Zaak Records "doorgemeld"
                "Noteert wie in de lijn is ingelicht, hoe en wanneer."
                available::on_open_zaak => |m, _| zaak::pass_on(m);
            Provisions "verstrekkingen" Zaak Looks "verstrekkingen"
                "Toont wat er over deze zaak is verstrekt: aan wie, hoe en op welke grondslag."
                available::on_zaak => provisions::ask;
            Dossier "dossier" Zaak Leaves "dossier"
                "Schrijft het dossier van de zaak als Word, PDF en tekst, langs de kanaalpoort; dat wordt vastgelegd."
                available::on_zaak => |m, e| dossier::ask(m, DossierKind::Dossier, e);
            Background "achtergrond" Zaak Leaves "achtergrond"
                "Schrijft de achtergrond voor Kamervragen als Word, PDF en tekst, langs de kanaalpoort; dat wordt vastgelegd."
                available::on_zaak => |m, e| dossier::ask(m, DossierKind::Background, e);
            Done "gereed" Zaak Records "gereed"
                "Merkt de gekozen stap als gereed, met wanneer en waaruit dat blijkt."
                available::on_open_step_or_reminder => zaak::done;
            NotNeeded "niet-nodig" Zaak Records "niet nodig"
                "Merkt de gekozen stap als niet nodig, met een reden."
                available::on_open_step => |m, _| zaak::mark(m, StepState::NotNeeded);
            Waiting "wacht" Zaak Records "wacht op"
                "Merkt dat de gekozen stap op iemand wacht."
                available::on_open_step => |m, _| zaak::mark(m, StepState::Waiting);
            ReopenStep "heropen-stap" Zaak Records "weer open"
                "Haalt uw eigen merk van de gekozen stap."
                available::on_own_mark => zaak::reopen_step;
            FeitStatus "feit-status" Zaak Records "status feit"
                "Zet het gekozen feit op de volgende status."
                available::on_feit => noted_feit::feit_status;
            CorrectFeit "feit-verbeteren" Zaak Records "verbeteren"
                "Verbetert het gekozen feit; wat er stond blijft in het logboek."
                available::on_feit => |m, _| zaak::correct_feit(m);
            RetractFeit "feit-terugnemen" Zaak Records "terugnemen"
                "Neemt het gekozen feit terug; het telt nergens meer mee."
                available::on_feit => noted_feit::retract_feit;
            Termijn "termijn" Zaak Records "termijn zetten"
                "Kiest een andere lezing of tijd voor de gekozen termijn, met een reden."
                available::on_termijn => |m, _| termijn::ask(m);
            WhatIf "wat-als" Zaak Looks "wat als?"
                "Toont wat een andere tijd of rij met de termijnen doet; pas Ctrl-S legt vast."
                available::on_open_zaak => |m, _| what_if::open(m);
            Reminder "herinnering" Zaak Records "herinnering"
                "Zet een eigen herinnering bij deze zaak."
                available::on_open_zaak => |m, _| zaak::remind(m);
            Checked "gecontroleerd" Zaak Records "gecontroleerd"
                "Merkt het gekozen bericht als gecontroleerd."
                available::on_unchecked_draft => zaak::check_draft;
            Sent "verzonden" Zaak Records "verzonden"
                "Noteert dat het gekozen bericht is verstuurd; wat nog niet gecontroleerd was wordt het eerst."
                available::on_draft => zaak::report_sent;
            NotSent "niet-verzonden" Zaak Records "niet verzonden"
                "Neemt een genoteerde verzending van het gekozen bericht terug die er nooit was, met een reden."
                available::on_sent_draft => |m, _| sent_note::ask_never(m);
            ReadAlong "meelezen" Zaak Records "meelezen"
                "Vraagt iemand het gekozen bericht te lezen voor het weggaat, of noteert het antwoord."
                available::on_draft => |m, _| read_along::ask_chosen(m);
            Versions "versies" Zaak Looks "versies"
                "Toont alle versies van het gekozen bericht, vergelijkt ze en zet er een terug."
                available::on_draft => versions::ask_chosen;
            Copy "kopieren" Zaak Leaves "kopiëren"
                "Kopieert het gekozen bericht naar het klembord; dat wordt vastgelegd."
                available::on_draft => |m, e| way_out::chosen(m, WayOut::Copy, e);
            Mail "mailen" Zaak Leaves "in mail openen"
                "Opent het gekozen bericht als niet verzonden mail in het mailprogramma; dat wordt vastgelegd."
                available::on_draft => |m, e| way_out::chosen(m, WayOut::Mail, e);
            Files "opslaan" Zaak Leaves "Word en PDF"
                "Slaat het gekozen bericht op als Word, PDF en tekst; dat wordt vastgelegd."
                available::on_draft => |m, e| way_out::chosen(m, WayOut::Files, e);
            Qr "qr" Zaak Leaves "QR-code"
                "Toont het gekozen bericht als QR-code voor de telefoon, of de nummers die bij de stap horen; dat wordt vastgelegd."
                available::on_open_zaak => qr::show;
            Dispatch "versturen" Zaak Records "versturen"
                "Verstuurt het gekozen bericht met uw eigen opdracht, en noteert het als verzonden als die slaagt."
                available::on_draft => |m, e| way_out::chosen(m, WayOut::Command, e);
            Accept "aanvaarden" Zaak Records "aanvaarden"
                "Aanvaardt een onvolledig formulier als voorlopig, met een reden."
                available::on_incomplete_form => |m, _| zaak::accept(m);
            Close "sluiten" Zaak Records "zaak sluiten"
                "Sluit de zaak als alle stappen af zijn."
                available::on_open_zaak => zaak::close;
            Withdraw "intrekken" Zaak Records "intrekken"
                "Trekt een zaak in die voor niets is geopend, met een reden; haar meldingen gaan terug naar de inbox."
                available::on_void_zaak => |m, _| zaak::withdraw(m);
            Merge "samenvoegen" Zaak Records "samenvoegen"
                "Laat deze zaak opgaan in een andere, met een reden."
                available::beside_another_zaak => |m, _| merge::ask(m);
            Split "splitsen" Zaak Records "splitsen"
                "Maakt van een zaak die is opgegaan weer een eigen zaak, met een reden."
                available::on_absorbed_zaak => |m, _| merge::split(m);
            Reopen "heropenen" Zaak Records "heropenen"
                "Heropent een gesloten zaak, met een reden."
                available::on_closed_zaak => |m, _| zaak::reopen(m);
        }
    };
}
pub(in crate::desk) use each_command;

macro_rules! ids {
    ($($id:ident $key:literal $scope:ident $kind:ident $name:literal $doc:literal $available:path => $run:expr;)*) => {
        /// Names a command; its row is [`CommandId::row`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum CommandId { $(#[doc = $doc] $id,)* }

        impl CommandId {
            /// All commands, in the order of the help.
            pub const ALL: &'static [Self] = &[$(Self::$id,)*];

            /// The row of this command.
            pub const fn row(self) -> CommandRow {
                let (key, scope, kind, name, doc) = match self {
                    $(Self::$id => ($key, Scope::$scope, CommandKind::$kind, $name, $doc),)*
                };
                CommandRow { id: self, key, scope, kind, name, doc }
            }
        }
    };
}
each_command!(ids);
