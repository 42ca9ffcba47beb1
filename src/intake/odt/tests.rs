//! What a reader sees of an OpenDocument text: its tables, its boxes and its notes, and not what was taken out.

use super::*;

fn cells(styles: &str, body: &str) -> Vec<Vec<String>> {
    let xml = format!(
        "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let mut known = Styles::default();
    known.read(&xml);
    let read = lines(&xml, "body", &known, &mut ReadDocument::default());
    read.into_iter().filter(|l| !l.is_empty()).map(|l| l.cells).collect()
}

#[test]
fn paragraphs_tables_and_white_space() {
    let body = "<text:p>Vooraf<text:s text:c=\"2\"/>hier</text:p>\n<table:table><table:table-row><table:table-cell><text:p>Naam</text:p></table:table-cell>\
                <table:table-cell><text:p>A.\n   Proef</text:p><text:p>bijgenaamd B</text:p></table:table-cell></table:table-row>\
                <table:table-row><table:table-cell><text:p>Delict</text:p></table:table-cell><table:table-cell/></table:table-row></table:table>\
                <text:p>Na&amp;<text:line-break/>twee</text:p>";
    let expected =
        [vec!["Vooraf hier"], vec!["Naam", "A. Proef\nbijgenaamd B"], vec!["Delict", ""], vec!["Na&"], vec!["twee"]];
    assert_eq!(cells("", body), expected);
}

#[test]
fn what_is_deleted_struck_out_or_hidden_is_gone() {
    let styles = "<style:style style:name=\"T1\"><style:text-properties style:text-line-through-style=\"solid\"/></style:style>\
                  <style:style style:name=\"T2\" style:parent-style-name=\"T3\"/><style:style style:name=\"T3\"><style:text-properties text:display=\"none\"/></style:style>";
    let body = "<text:tracked-changes><text:deletion><text:p>weg</text:p></text:deletion></text:tracked-changes>\
                <text:p>man <text:span text:style-name=\"T1\">vrouw</text:span> <text:span text:style-name=\"T2\">x</text:span>ja<office:annotation><text:p>nee</text:p></office:annotation></text:p>";
    assert_eq!(cells(styles, body), [["man ja"]]);
}

#[test]
fn boxes_of_all_kinds() {
    let styles = "<style:style style:name=\"W\"><style:text-properties style:font-name=\"Wingdings\"/></style:style>";
    let body = "<office:forms><form:form><form:checkbox xml:id=\"c1\" form:id=\"c1\" form:current-state=\"checked\"/><form:radio form:id=\"c3\" form:label=\"vrouw\"/><form:text form:id=\"c2\" form:current-value=\"A. Proef\"/></form:form></office:forms>\
                <text:p><draw:control draw:control=\"c1\"/>man <draw:control draw:control=\"c2\"/></text:p>\
                <text:p><field:fieldmark field:type=\"vnd.oasis.opendocument.field.FORMCHECKBOX\"><field:param field:name=\"Checkbox_Checked\" field:value=\"true\"/></field:fieldmark>ja</text:p>\
                <text:p><loext:content-control loext:checkbox=\"true\" loext:checked=\"false\">☐</loext:content-control> nee</text:p>\
                <text:p><loext:content-control loext:showing-place-holder=\"true\">Klik hier</loext:content-control>-</text:p>\
                <text:p><text:span text:style-name=\"W\">þ</text:span> een \u{f0a8} twee</text:p><text:p><draw:control draw:control=\"c3\"/></text:p>";
    let expected = [["☒ man A. Proef"], ["☒ ja"], ["☐ nee"], ["-"], ["☒ een ☐ twee"], ["☐ vrouw"]];
    assert_eq!(cells(styles, body), expected);
}

#[test]
fn notes_come_last_and_covered_cells_stay_empty() {
    let note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Noot A</text:p></text:note-body></text:note>";
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let body = format!(
        "<table:table><table:table-row>{}<table:covered-table-cell/>{}</table:table-row><table:table-row><table:covered-table-cell/>{}{}</table:table-row></table:table>",
        "<table:table-cell table:number-columns-spanned=\"2\"><text:p>Kop</text:p></table:table-cell>",
        cell(&format!("I{note}")),
        cell("Naam"),
        cell("A. Proef")
    );
    assert_eq!(cells("", &body), [vec!["Kop", "I"], vec!["", "Naam", "A. Proef"], vec!["Noot A"]]);
}

#[test]
fn no_xml_makes_it_panic() {
    let words = r"(</?(text:p|table:table|table:table-row|table:table-cell|text:span|office:body|text:tracked-changes|field:fieldmark)( text:c='9')?/?>|[a-z& ]){0,40}";
    proptest::proptest!(|(body in words)| {
        cells("", &body);
    });
    cells("", &"<table:table><table:table-row><table:table-cell><text:p>".repeat(5000));
}
