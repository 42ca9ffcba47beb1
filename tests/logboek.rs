//! The log and the store as the rest of the program uses them, and as somebody with an SQLite
//! library and bad intentions would.

#[path = "logboek/draad.rs"]
mod draad;
#[path = "logboek/eigenschappen.rs"]
mod eigenschappen;
#[path = "logboek/hulp.rs"]
mod hulp;
#[path = "logboek/invoer.rs"]
mod invoer;
#[path = "logboek/inzage.rs"]
mod inzage;
#[path = "logboek/keten.rs"]
mod keten;
#[path = "logboek/ontvallen.rs"]
mod ontvallen;
#[path = "logboek/reserve.rs"]
mod reserve;
#[path = "common/sleutel.rs"]
mod sleutel;
#[path = "logboek/stroomkabel.rs"]
mod stroomkabel;
#[path = "logboek/stroomuitval.rs"]
mod stroomuitval;
#[path = "logboek/versleuteld.rs"]
mod versleuteld;
#[path = "logboek/weigeren.rs"]
mod weigeren;
#[path = "logboek/wekker.rs"]
mod wekker;
#[path = "logboek/wissen.rs"]
mod wissen;
#[path = "logboek/zoeken.rs"]
mod zoeken;
