//! Rich text, as word processors write it and as Outlook keeps a mail that has no other rendering: compressed, and
//! often HTML in disguise. Formatting is dropped; lines, cells, ticked boxes and the disguised HTML are kept.

mod colour;
mod compressed;
mod field;
mod font;
mod reader;
mod sink;

pub use self::compressed::unpacked;
use self::reader::RtfReader;
use super::document::ReadDocument;

/// What a rich text says.
pub fn read(rtf: &[u8]) -> ReadDocument {
    RtfReader::read(rtf)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::line::TextLine;

    fn plain(rtf: &str) -> Vec<String> {
        read(rtf.as_bytes()).lines.iter().map(TextLine::plain).filter(|r| !r.is_empty()).collect()
    }

    fn cells(rtf: &str) -> Vec<Vec<String>> {
        read(rtf.as_bytes()).lines.into_iter().filter(|r| !r.is_empty()).map(|r| r.cells).collect()
    }

    #[test]
    fn text_lines_and_accents() {
        let rtf =
            r"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0 Naam: \'d6mer\par Pati\u235\'ebnt \{x\}\tab z{\*\generator Y;}\par}";
        assert_eq!(plain(rtf), ["Naam: Ömer", "Patiënt {x} z"]);
    }

    #[test]
    fn bytes_are_read_in_the_code_page_of_their_font() {
        let fonts = r"{\fonttbl{\f0\fcharset0 Calibri;}{\f1\fcharset162 Calibri{\*\falt X};}{\f2\fcharset238 Arial;}{\f3\fcharset204 Arial;}}";
        let text = format!(
            r"{{\rtf1\ansi\ansicpg1250\deff0{fonts}A\'e9 {{\f1 Y\'fdlmaz}} {{\f2 \'9aimi\'e6}} {{\f3 \'c8\'e2}}\par}}"
        );
        assert_eq!(plain(&text), ["Aé Yılmaz šimić Ив"]);
        assert_eq!(plain(r"{\rtf1\ansi\ansicpg1250 \'9aimi\'e6\par}"), ["šimić"]);
        assert_eq!(plain(r"{\rtf1\mac \'8e\par}"), ["é"]);
        assert_eq!(plain(r"{\rtf1 \u-10179?\u-8704?\par}"), ["😀"]);
    }

    #[test]
    fn letters_of_fonts_of_symbols_are_boxes() {
        let fonts = r"{\fonttbl{\f0 Arial;}{\f1\fcharset2 Wingdings;}{\f2\fcharset2 Symbol;}{\f3 Wingdings 2;}}";
        let text = format!(
            r"{{\rtf1\ansi{fonts}{{\f1\'fe}} een {{\f1 o}} twee {{\f1\u-3842\'3f}} drie {{\f2\'b7}} vier {{\f3 R}} vijf {{\f2\'d6}} zes\par}}"
        );
        assert_eq!(plain(&text), ["☒ een ☐ twee ☒ drie • vier ☒ vijf ☒ zes"]);
    }

    #[test]
    fn what_is_deleted_hidden_or_struck_out_is_gone() {
        let text = r"{\rtf1 een {\deleted twee}{\v drie}{\strike vier} vijf\v zes\v0  zeven\plain\par}";
        assert_eq!(plain(text), ["een vijf zeven"]);
    }

    #[test]
    fn what_nobody_sees_is_left_out_and_said() {
        let colours = r"{\colortbl;\red255\green255\blue255;\red0\green0\blue128;}";
        let unseen = |text: &str| {
            let read = read(format!(r"{{\rtf1{colours}{text}\par}}").as_bytes());
            (read.lines.iter().map(TextLine::plain).collect::<String>(), read.remarks.len())
        };
        for text in [r"een {\cf1 A }twee", r"een \cf1 A \cf0 twee", r"een {\fs2 A }twee", r"een \cf1 A \plain twee"] {
            assert_eq!(unseen(text), ("een twee".to_owned(), 1), "{text}");
        }
        for text in [r"een {\cf2 A }", r"een {\cf1\highlight2 A }", r"\pard\cbpat2 een {\cf1 A }", r"een {\fs20 A }"] {
            assert_eq!(unseen(text), ("een A".to_owned(), 0), "{text}");
        }
    }

    #[test]
    fn fields_show_what_was_filled_in() {
        let boxed = |res: &str| {
            format!(
                r"{{\field{{\*\fldinst {{ FORMCHECKBOX }}{{\*\formfield{{\fftype1{res}{{\*\ffname X}}}}}}}}{{\fldrslt}}}}"
            )
        };
        let text = format!(
            r"{{\rtf1 {} een {} twee {} drie\par}}",
            boxed(r"\ffres1"),
            boxed(r"\ffres25\ffdefres0"),
            boxed(r"\ffres25\ffdefres1")
        );
        assert_eq!(plain(&text), ["☒ een ☐ twee ☒ drie"]);
        let list = r"{\rtf1 Type: {\field{\*\fldinst FORMDROPDOWN {\*\formfield{\fftype2\ffres1{\*\ffl A. dood}{\*\ffl I. geweld}}}}{\fldrslt}}\par}";
        assert_eq!(plain(list), ["Type: I. geweld"]);
        let others = r#"{\rtf1 {\field{\*\fldinst FORMTEXT}{\fldrslt A. Proef}} {\field{\*\fldinst SYMBOL 254 \\f "Wingdings" \\s 10}{\fldrslt{}}} ja {\field{\*\fldinst HYPERLINK "x"}{\fldrslt hier}}\par}"#;
        assert_eq!(plain(others), ["A. Proef ☒ ja hier"]);
        let unknown = read(r"{\rtf1 {\field{\*\fldinst { FORMCHECKBOX }}{\fldrslt {}}} man\par}".as_bytes());
        assert_eq!((unknown.lines.first().map(TextLine::plain).as_deref(), unknown.remarks.len()), (Some("☐ man"), 1));
    }

    #[test]
    fn rows_nested_rows_and_empty_cells() {
        let text = r"{\rtf1\pard Vooraf\par\trowd\pard\intbl Naam\cell\pard\intbl A. Proef\par bijgenaamd B\cell\row\trowd\pard\intbl Delict\cell\pard\intbl\cell\row\pard Na\par}";
        assert_eq!(
            cells(text),
            [vec!["Vooraf"], vec!["Naam", "A. Proef\nbijgenaamd B"], vec!["Delict", ""], vec!["Na"]]
        );
        let nested = r"{\rtf1\pard\intbl\itap1 Kop\par\pard\intbl\itap2 Naam\nestcell A\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}\pard\intbl\itap1 Slot\cell\row\pard Na\par}";
        assert_eq!(cells(nested), [vec!["Kop"], vec!["Naam", "A"], vec!["Slot"], vec!["Na"]]);
    }

    #[test]
    fn headers_and_footers_come_last() {
        let text = r"{\rtf1{\header\pard Inrichting: FPC X\par}{\footer\pard blad 1\par}\pard Naam: A\par}";
        assert_eq!(plain(text), ["Naam: A", "Inrichting: FPC X", "blad 1"]);
    }

    #[test]
    fn disguised_html_is_read_as_html() {
        let rtf = r"{\rtf1\ansi\fromhtml1 {\*\htmltag64 <table><tr><td>}Naam{\*\htmltag72 </td><td>}\htmlrtf \tab \htmlrtf0 X{\*\htmltag72 </td></tr></table>}{\*\mhtmltag64 <x>}}";
        assert_eq!(cells(rtf), [["Naam", "X"]]);
    }

    #[test]
    fn no_bytes_make_it_panic() {
        let words = r"(\\[a-z]{1,6}-?[0-9]{0,3} ?|[{}]|\\'[0-9a-f]{2}|\\intbl |\\cell |\\nestcell |\\row |\\nestrow |\\itap[0-9] |\\\*|[a-z ]){0,60}";
        proptest::proptest!(|(t in "[{}\\\\*'a-z0-9 \u{e9}-]{0,80}", w in words, b in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..80))| {
            read(t.as_bytes());
            read(w.as_bytes());
            let mut packed = b"12345678LZFu1234".to_vec();
            packed.extend(b);
            let _ = unpacked(&packed);
        });
    }

    #[test]
    fn depth_and_binary_parts_cost_nothing() {
        let deep = format!("{}{}x", r"{\rtf1 ", "{".repeat(100_000));
        assert!(read(deep.as_bytes()).lines.len() < 10);
        assert_eq!(plain("{\\rtf1 a\\bin4 }}}}b\\par}"), ["ab"]);
        let tables = r"\pard\intbl\itap9999 x\nestcell".repeat(2000);
        read(format!("{{\\rtf1 {tables}}}").as_bytes());
    }
}
