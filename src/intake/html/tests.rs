//! Forms and letters in HTML as their writers make them, and what is wrong with them.

use super::*;

fn read_lines(html: &str) -> Vec<TextLine> {
    read(html).lines
}

fn cells(html: &str) -> Vec<Vec<String>> {
    read_lines(html).into_iter().filter(|r| !r.is_empty()).map(|r| r.cells).collect()
}

#[test]
fn rows_keep_their_cells_and_empty_answers() {
    let html = "<html><head><title>x</title></head><body><p>Beste,</p><table><tr><td><b>Naam</b></td>\
                <td>Jan &amp; Pi&euml;t</td></tr><tr><th>Delict<th></tr></table>Groet";
    assert_eq!(cells(html), [vec!["Beste,"], vec!["Naam", "Jan & Piët"], vec!["Delict", ""], vec!["Groet"]]);
}

#[test]
fn what_nobody_sees_is_not_read() {
    let html = "man <s>/ vrouw</s><span style='DISPLAY: none'>Naam: <span>X</span></span>\
                <script>Naam: Y</script><!-- Naam: Z --> ja";
    assert_eq!(cells(html), [["man ja"]]);
}

#[test]
fn an_open_head_hides_nothing_and_pictures_in_the_text_take_no_room() {
    assert_eq!(cells("<html><head><meta charset=utf-8><title>x</title><body>Naam: A"), [["Naam: A"]]);
    assert_eq!(cells("5 &#128; &#x96; &#8364;"), [["5 € – €"]]);
    let picture = "QUJD\r\n".repeat(20_000);
    let html =
        format!("<p>voor<img src=\"data:image/png;base64,{picture}\">na<img src='data:image/gif;base64,AA=='></p>");
    let (short, large) = without_pictures(&html);
    assert!(short.len() < 200 && large, "{}", short.len());
    assert_eq!(cells(&short), [["voorna"]]);
}

#[test]
fn layout_tables_read_as_lines() {
    let html = "<table><tr><td><p>Geachte,</p><table><tr><td>Naam</td><td>X</td></tr></table>Groet</td></tr></table>";
    assert_eq!(cells(html), [vec!["Geachte,"], vec!["Naam", "X"], vec!["Groet"]]);
}

#[test]
fn boxes_and_definitions_are_kept() {
    let html = "<dl><dt>Soort<dd><input type=radio checked>intra <input type=radio>trans</dl>";
    assert_eq!(cells(html), [["Soort", "☒ intra ☐ trans"]]);
}

#[test]
fn what_is_filled_in_stands_beside_its_label() {
    let html = "<p><label>Naam</label> <input type=text value='A. Proef'></p><div>Geslacht <select><option>man\
                <option selected>vrouw</select></div><p>Delict: <textarea>diefstal</textarea></p>";
    assert_eq!(cells(html), [["Naam", "A. Proef"], ["Geslacht", "vrouw"], ["Delict:", "diefstal"]]);
}

#[test]
fn a_label_in_an_element_of_its_own_stands_beside_its_value() {
    let html = "<div><span>Naam</span> <span>A. Proef</span></div><div><span>Geslacht</span> <span>man</span></div>\
                <div><span>Delict</span> <span>diefstal</span></div><div><span>Afdeling</span> <span>Zuid</span></div>";
    let expected = [["Naam", "A. Proef"], ["Geslacht", "man"], ["Delict", "diefstal"], ["Afdeling", "Zuid"]];
    assert_eq!(cells(html), expected);
}

#[test]
fn broken_markup_ends() {
    for html in ["<", "<a href='", "&", "&#xffffffff;", "<table><tr><td>", "</td></tr></table>", "< <<>>"] {
        read_lines(html);
    }
    assert!(read_lines(&"<table><tr><td>".repeat(20_000)).len() < 10);
}

#[test]
fn quoted_blocks_are_marked() {
    let r = read_lines("<div>nieuw</div><blockquote type=cite>oud</blockquote>na");
    assert_eq!(r.iter().map(|r| r.quoted).collect::<Vec<_>>(), [false, true, false]);
}

#[test]
fn what_stands_deeper_than_is_followed_is_still_read_and_told() {
    let form = "<table><tr><td>Naam</td><td>A. Proef</td></tr><tr><td>Delict</td><td>diefstal</td></tr></table>";
    for (around, count) in
        [("<div>", 300), ("<div>", 1000), ("<b><i><u>", 50_000), ("<div>", 100_000), ("<table><tr><td>", 5000)]
    {
        let deep = read(&format!("{}{form}", around.repeat(count)));
        let cells: Vec<Vec<String>> = deep.lines.into_iter().filter(|l| !l.is_empty()).map(|l| l.cells).collect();
        assert_eq!(cells, [["Naam", "A. Proef"], ["Delict", "diefstal"]], "{around} {count}");
        assert_eq!(deep.remarks.is_empty(), count == 300, "{around} {count}: {:?}", deep.remarks);
    }
    let lines = read(&format!("{}een</div>twee<p>drie<div>vier", "<div>".repeat(2000)));
    assert_eq!(
        lines.lines.iter().map(TextLine::plain).filter(|l| !l.is_empty()).collect::<Vec<_>>(),
        ["een", "twee", "drie", "vier"]
    );
}

#[test]
fn a_text_that_is_cut_says_so() {
    let long = format!("<p>{}</p>", "woord ".repeat(100_000));
    let many = "<br>a".repeat(104_000);
    assert_eq!([long, many].map(|html| read(&html).remarks.len()), [1, 1]);
    assert!(read("<p>woord</p>").remarks.is_empty());
}

#[test]
fn letters_that_nobody_sees_are_no_answer_and_are_told() {
    for hidden in [
        "<font color='#ffffff'>A </font>",
        "<span style='color: white'>A </span>",
        "<i style='font-size:0'>A</i>",
        "<b hidden>A</b>",
    ] {
        let html = format!("<table><tr><td>Type</td><td>{hidden}I</td></tr></table>");
        let read = read(&html);
        assert_eq!(
            (read.lines[0].cells.as_slice(), read.remarks.len()),
            (&["Type".to_owned(), "I".to_owned()][..], 1),
            "{hidden}"
        );
    }
    for seen in [
        "<tr bgcolor=navy><td style='color:#fff'>Type</td><td>I</td>",
        "<tr style='font-size:0.9em'><td>Type</td><td>I</td>",
        "<tr><td>Type</td><td style='color:white;background:#006'>I</td>",
    ] {
        let read = read(&format!("<table>{seen}</table>"));
        assert_eq!((read.lines[0].plain().as_str(), read.remarks.len()), ("Type I", 0), "{seen}");
    }
}

#[test]
fn a_list_of_which_nothing_is_chosen_shows_its_choices() {
    let html = "<table><tr><td>Type</td><td><select><option>A<option>I</select></td></tr></table>";
    assert_eq!(cells(html), [["Type", "☐ A ☐ I"]]);
}

#[test]
fn headings_stand_before_their_answers_and_above_one_row() {
    assert_eq!(cells("<table><tr><td>A. Proef</td><th>Naam</th></tr></table>"), [["Naam", "A. Proef"]]);
    let stacked = |rows: &str| {
        read_lines(&format!("<table><tr><th>Naam</th><th>Delict</th></tr>{rows}</table>"))[0].is_headings()
    };
    let answers = "<tr><td>A. Proef</td><td>diefstal</td></tr>";
    assert!(stacked(answers) && !stacked(&answers.repeat(2)) && !stacked(""));
}

/// Every word of a page stands in its lines, however its elements are nested and whatever is not closed.
#[test]
fn no_word_is_lost() {
    const TAGS: [&str; 22] = [
        "div",
        "p",
        "table",
        "tr",
        "td",
        "th",
        "b",
        "span",
        "ul",
        "li",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "h2",
        "label",
        "pre",
        "font",
        "tbody",
        "form",
        "legend",
        "br",
    ];
    let step = (0..3_u8, 0..TAGS.len(), 1..30_usize);
    proptest::proptest!(|(steps in proptest::collection::vec(step, 0..120), deep in proptest::bool::ANY)| {
        let mut html = if deep { "<div>".repeat(505) } else { String::new() };
        let mut words = Vec::new();
        for (kind, tag, times) in steps {
            let tag = TAGS[tag];
            match kind {
                0 => html.extend(["<", tag, ">"].repeat(times)),
                1 => html.extend(["</", tag, ">"]),
                _ => {
                    words.push(format!("w{}x", words.len()));
                    html.push_str(words.last().map_or("", String::as_str));
                }
            }
        }
        let said: String = read_lines(&html).iter().map(|line| line.plain() + "\n").collect();
        for word in &words {
            proptest::prop_assert!(said.contains(word.as_str()), "{word} of {html} in {said}");
        }
    });
}

#[test]
fn boxes_are_called_by_what_names_them_wherever_it_stands() {
    let pairs = |html: &str| {
        let read = read_lines(html).into_iter().filter(|line| line.pair.is_some());
        read.map(|line| line.cells).collect::<Vec<_>>()
    };
    let named = [
        "<label for=a>Naam</label><p>tekst<p><input id=a value='A. Proef'>",
        "<p><input id=a value='A. Proef'> <label for=a>Naam</label>",
        "<input aria-label=Naam value='A. Proef'>",
        "<i id=n>Naam</i><p><input aria-labelledby=n value='A. Proef'>",
        "<input placeholder=Naam name=x1 value='A. Proef'>",
        "<input title=Naam value='A. Proef'>",
        "<label for=a>Naam</label><select id=a><option>B. Ander<option selected>A. Proef</select>",
        "<textarea aria-label=Naam>A. Proef</textarea>",
    ];
    for html in named {
        assert_eq!(pairs(html), [["Naam", "A. Proef"]], "{html}");
    }
    assert_eq!(pairs("<input name=naam_clientOud value='A. Proef'>"), [["naam client oud", "A. Proef"]]);
    assert_eq!(pairs("<input type=radio name=geslacht value=man checked> man"), [["geslacht", "man"]]);
    // What nobody filled in, what has no name, and what has its label before it.
    for html in ["<input name=naam>", "<input name=x value=1>", "Naam: <input name=wie value='A. Proef'>"] {
        assert_eq!(pairs(html), Vec::<Vec<String>>::new(), "{html}");
    }
    assert_eq!(cells("<label for=a>Naam <input id=a value=A></label>"), [["Naam", "A"]]);
    assert_eq!(cells("<input type=radio id=r checked><label for=r>man</label>"), [["☒ man"]]);
}

#[test]
fn what_only_a_style_puts_beside_each_other_are_pairs() {
    let expected = [["Naam", "A. Proef"], ["Delict", "diefstal"], ["Afdeling", "Zuid"]];
    let each = |make: &dyn Fn(&str, &str) -> String| expected.iter().map(|[k, v]| make(k, v)).collect::<String>();
    for html in [
        each(&|k, v| format!("<div class=r><span class=k>{k}</span><span class=v>{v}</span></div>")),
        each(&|k, v| format!("<div><div class=k>{k}</div>\n<div class=v><p>{v}</p></div></div>")),
        format!("<div>{}</div>", each(&|k, v| format!("<div class=k>{k}</div><div class=v>{v}</div>"))),
        each(&|k, v| format!("<p><span style='display:inline-block;width:9em'>{k}</span><span class=v>{v}</span></p>")),
    ] {
        assert_eq!(cells(&html), expected, "{html}");
    }
    // A word processor cuts its words to pieces.
    let word =
        |a: &str, b: &str| format!("<p class=MsoNormal><span class=SpellE>{a}</span><span lang=NL>{b}</span></p>");
    let html: String =
        ["Na|am", "Del|ict", "Afd|eling"].iter().filter_map(|t| t.split_once('|')).map(|(a, b)| word(a, b)).collect();
    assert_eq!(cells(&html), [["Naam"], ["Delict"], ["Afdeling"]]);
}

#[test]
fn what_the_style_sheet_hides_is_not_read() {
    for style in [
        ".x{display:none}",
        "p, .x { visibility : hidden }",
        ".x{position:absolute;left:-9999px}",
        "div .x{text-indent:-999em}",
        "#een{opacity:0}",
        ".x{overflow:hidden;height:0}",
        "/* {} */ span.x{font-size:0 !important}",
        ".x{position:absolute; clip:rect(0 0 0 0)}",
    ] {
        let html = format!("<style>{style}</style><div>zichtbaar <span class='y x' id=een>Naam: B</span></div>");
        let read = read(&html);
        assert_eq!(read.lines.iter().map(TextLine::plain).collect::<Vec<_>>(), ["zichtbaar"], "{style}");
        assert_eq!(read.remarks, [document::UNSEEN], "{style}");
    }
    for style in [
        "@media print{.x{display:none}}",
        ".x{display:none}.x{display:block}",
        ".z .x{display:none}",
        ".x:hover{opacity:0}",
    ] {
        let html = format!("<style>{style}</style><div>zichtbaar <span class=x>Naam: B</span></div>");
        assert_eq!(cells(&html), [["zichtbaar Naam: B"]], "{style}");
    }
}
