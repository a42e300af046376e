//! Which paragraphs a text has, and under which ids: constructions that official texts are fond of.

use travaux::model::{Change, ChangeKind, HeaderField, Paragraph, Part, Side, Versions};
use travaux::report::view;
use travaux::resolution;

/// The ids of a text with the first words of each paragraph.
fn outline(text: &str) -> Vec<String> {
    let resolution = resolution(text.as_bytes()).unwrap();
    let shown = |words: &str| words.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
    resolution.paragraphs.iter().map(|text| format!("{} {}", text.id.0, shown(&text.text))).collect()
}

/// A printed page: the text is set in from column 16, first lines from column 22.
fn page(body: &str) -> String {
    format!("\n                Night trains\n\n\n                      The General Assembly,\n{body}\n")
}

#[test]
fn paragraphs_have_the_ids_that_a_reader_expects() {
    let cases: [(&str, &str, &[&str]); 12] = [
        (
            "a list runs on under subheadings",
            "                      1.    Adopts the plan in the annex.

                Annex

                Plan for trains

                4.    To bring back the night trains, we will act as follows:

                Carriages and beds
                      (a)   We will mend the old carriages;
                      (b)   We will buy forty beds;

                Stations
                      (c)   We will light the stations.
                5.    We will report on all of it.",
            &[
                "OP1 Adopts the",
                "Annex/H1 Annex",
                "Annex/H2 Plan for",
                "Annex/4 To bring",
                "Annex/H3 Carriages and",
                "Annex/4(a) We will",
                "Annex/4(b) We will",
                "Annex/H4 Stations",
                "Annex/4(c) We will",
                "Annex/5 We will",
            ],
        ),
        (
            "an empty line below a subheading",
            "                      1.    Adopts the plan in the annex.

                Annex

                Plan for trains

                4.    To bring back the night trains, we will act as follows:

                Carriages and beds

                      (a)   We will mend the old carriages;

                Stations

                      (b)   We will light the stations.",
            &[
                "OP1 Adopts the",
                "Annex/H1 Annex",
                "Annex/H2 Plan for",
                "Annex/4 To bring",
                "Annex/H3 Carriages and",
                "Annex/4(a) We will",
                "Annex/H4 Stations",
                "Annex/4(b) We will",
            ],
        ),
        (
            "Roman items behind a letter that ends with a semicolon",
            "                      1.    Decides as follows:
                      (a)   The trains will run every night;
                      (b)   The guards will meet once a year. They will be paid for it;
                      (i) They will look at beds in one year and at lamps in the next;
                      (ii) They will hear the travellers;
                      (c)   The towns will share the cost;
                      2.    Asks for a report.",
            &[
                "OP1 Decides as",
                "OP1(a) The trains",
                "OP1(b) The guards",
                "OP1(b)(i) They will",
                "OP1(b)(ii) They will",
                "OP1(c) The towns",
                "OP2 Asks for",
            ],
        ),
        (
            "themes set out under a colon",
            "                      1.    Decides to hold a year of night trains in the towns of the north;
                      2.    Also decides that the theme of the year will be:
                      “Sleeping well on long journeys through the winter, in beds and in seats, with
                      the help of those who mend the carriages”
                      3.    Decides that the year will have two round tables, each led by a guard and a
                traveller, who will be named by the towns, on the following subjects:
                      Round table 1: Beds, blankets and seats, their cost, their faults and what the
                      guards have to know of them
                      Round table 2: Lamps and bells, and how they may be told from one another by
                      those who wait in the dark;
                      4.    Asks for a report.",
            &[
                "OP1 Decides to",
                "OP2 Also decides",
                "OP2/P1 “Sleeping well",
                "OP3 Decides that",
                "OP3/P1 Round table",
                "OP3/P2 Round table",
                "OP4 Asks for",
            ],
        ),
        (
            "a decision without numbers",
            "                      Recalling its resolution 90/11 of 3 December 2035, in which it asked for
                trains that run at night,
                      Recalling also the talks that were held about them:
                      (a)   Expresses its thanks to those who led the talks;
                      (b)   Endorses the plan for beds.",
            &["PP1 Recalling its", "PP2 Recalling also", "(a) Expresses its", "(b) Endorses the"],
        ),
        (
            "stars between two parts",
            "                      Stressing that a town without a train is far from everywhere,
                                                  * * *
                      Recognizing that a train needs lamps,
                      1.    Thanks the guards.",
            &["PP1 Stressing that", "PP2 Recognizing that", "OP1 Thanks the"],
        ),
        (
            "a running head of several lines that opens like a paragraph",
            "                      Recalling the Night Charter and what was agreed in it about the trains,

 36-11111 (E)      271236
 *3611111*
                                                       Promoting the return of trains that run by night
A/RES/91/7                                                                and stop in small towns only

                      1.    Invites the towns to light their stations and to keep them open for those
2/3                                                                                            36-11111
Promoting the return of trains that run by night
and stop in small towns only                                                             A/RES/91/7

                who wait;
                      2.    Asks for a report.

36-11111                                                                                            3/3",
            &["PP1 Recalling the", "OP1 Invites the", "OP2 Asks for"],
        ),
        (
            "two numbers before one text",
            "                      1.    Decides, where a train is late:
                      (a)   (i) That the guard shall say so;
                      (ii) That nobody shall be blamed;
                      (b)   That tea shall be served.
                      2.    (a) Asks the towns that have no station to build one, if they can;
                      (b)   Thanks those that have one.
                      3.    (a) Asks the guards to sing; (b) asks them to stop.",
            &[
                "OP1 Decides, where",
                "OP1(a)(i) That the",
                "OP1(a)(ii) That nobody",
                "OP1(b) That tea",
                "OP2(a) Asks the",
                "OP2(b) Thanks those",
                "OP3 (a) Asks",
            ],
        ),
        (
            "a title with a semicolon",
            "                      1.    Adopts the agreement in the annex.

                Annex

                Agreement on Night Trains;
                Keeping Beds and Lending Blankets between Towns for the Comfort
                of Travellers

                      The towns that sign the present agreement,
                      Bearing in mind the long nights of the north and what the travellers have said
                of them in their letters,
                      Have agreed as follows:
                1.    Each town shall keep its beds, mend them where they are broken, and lend them
                where they are wanting.",
            &[
                "OP1 Adopts the",
                "Annex/H1 Annex",
                "Annex/H2 Agreement on",
                "Annex/P1 The towns",
                "Annex/P2 Bearing in",
                "Annex/P3 Have agreed",
                "Annex/1 Each town",
            ],
        ),
        (
            "an opening phrase within a title",
            "                      Recalling the Declaration on the Return of Trains That Run by Night in the
                North and in the East, Taking into Account the Sleep of the Neighbours, as it was read
                out in its ninetieth session,
                      1.    Thanks the guards.",
            &["PP1 Recalling the", "OP1 Thanks the"],
        ),
        (
            "a timetable",
            "                      1.    Approves the timetable below:

Date/time                        What happens

Week of 3 May
Monday, 3 May
9 a.m.                           Opening of the station
                                 Words of welcome
                                 Choice of a guard
                                 Length of the speeches that the towns may make, and of those that the
                                 guards may make
                                 The lamps (item 4)
10 a.m.                          The first train
Tuesday, 4 May
9 a.m.                           The second train

                      2.    Thanks the guards.",
            &["OP1 Approves the", "T1 Date/time |", "OP2 Thanks the"],
        ),
        (
            "a list of numbered names",
            "                      1.    Approves the programme below.

                Programme

                Item 1.    Trains:
                           (a)   Beds and blankets for those who sleep, and lamps for those
                                 who read;
                           (b)   Bells.
                Item 2.    Stations.
                Item 3.    Guards.",
            &[
                "OP1 Approves the",
                "H1 Programme",
                "OPu1 Item 1.",
                "OPu1(a) Beds and",
                "OPu1(b) Bells.",
                "OPu2 Item 2.",
                "OPu3 Item 3.",
            ],
        ),
    ];
    for (case, body, expected) in cases {
        assert_eq!(outline(&page(body)), expected, "{case}");
    }
}

#[test]
fn sections_that_count_anew_are_named_with_those_above() {
    let text = "Article I\n\nSection 1\n\n1. Keepers wake.\n\n2. Lamps are lit.\n\nSection 2\n\n1. Oil burns.\n\nArticle II\n\n\
                Section 1\n\n1. Wicks are cut.\n";
    let expected = [
        "H1 Article I",
        "H2 Section 1",
        "ArticleI/Section1/OP1 Keepers wake.",
        "ArticleI/Section1/OP2 Lamps are",
        "H3 Section 2",
        "ArticleI/Section2/OP1 Oil burns.",
        "H4 Article II",
        "H5 Section 1",
        "ArticleII/Section1/OP1 Wicks are",
    ];
    assert_eq!(outline(text), expected);
}

#[test]
fn a_page_of_items_only_goes_on_with_the_list() {
    let text = page(
        "                      1.    Is worried about the state of the carriages, as those who travelled in them
                by night have told it, such as:\n\u{c}
                      (i) Beds that are shorter than those who lie in them, as
                      most of them are;
                      (ii) Lamps that burn all night and windows that cannot be
                      shut;
\u{c}
                      2.    Asks for a report.",
    );
    assert_eq!(outline(&text), ["OP1 Is worried", "OP1(i) Beds that", "OP1(ii) Lamps that", "OP2 Asks for"]);
}

#[test]
fn a_text_without_organ_line_begins_below_its_submission_note() {
    let masthead = "                United Nations                         A/91/L.7
                General Assembly                       Distr.: Limited

Agenda item 9
Trains: trains that run
by night

";
    let cases: [(&str, &str, &str, &[&str]); 5] = [
        (
            "                Ruritania and Zenda:* amendment to draft resolution
                A/91/L.5

                Night trains and those who will ride in them

                      Delete paragraph 4.
",
            "A/91/L.7",
            "Night trains and those who will ride in them",
            &["OP1 Delete paragraph"],
        ),
        (
            "                Ruritania, Arcadia, Barataria, Cockaigne, Elbonia, Erewhon, Florin and
                Zenda: amendments to revised draft resolution 3 recommended by the
                Committee

                Night trains: beds

                     Replace paragraph 4 with the following text:
                      Welcomes the beds that were bought and the blankets that were given, and the
                lamps that were lit;
",
            "A/91/L.7",
            "Night trains: beds",
            &["OP1 Replace paragraph", "OP2 Welcomes the"],
        ),
        (
            "                Draft decision submitted by the Chair

                Night trains

                      The General Assembly decides to name Zenda a station of the night trains.
",
            "A/91/L.7",
            "Night trains",
            &["OP1 The General"],
        ),
        (
            "                     Every Committee has to say what it will do next. What follows is what the
                Chair has written down.

                Draft decision
                Programme of the night trains

                      The General Assembly notes the following programme of the night trains:

                Programme

                5 May                      The first train
                6 May                      The second train
                7 May                      The third train
",
            "A/91/L.7",
            "Programme of the night trains",
            &["OP1 The General", "H1 Programme", "T1 5 May"],
        ),
        (
            "                Draft decision submitted by the Chair

                Questions put off

                      The General Assembly decides to put off what is said in the following texts:

                Trains of the north

                     Report of the guards on the way in which the trains of the north are heated and
                     lit
                     Report of the cooks on the same trains

                Trains of the south

                     Report of the guards on the way in which the trains of the south are kept cool
                     in summer
",
            "A/91/L.7",
            "Questions put off",
            &[
                "OP1 The General",
                "H1 Trains of",
                "OP1/P1 Report of",
                "OP1/P2 Report of",
                "H2 Trains of",
                "OP1/P3 Report of",
            ],
        ),
    ];
    for (body, symbol, title, expected) in cases {
        let text = format!("{masthead}{body}");
        let header = resolution(text.as_bytes()).unwrap().header;
        assert_eq!(header.get(HeaderField::Symbol), Some(symbol), "{body}");
        assert_eq!(header.get(HeaderField::Title), Some(title), "{body}");
        assert_eq!(outline(&text), expected, "{body}");
    }
}

/// How the paragraphs of two texts are linked: `=` stays, `+` new, `-` gone, `~` reworded, and a number that is another.
fn links(texts: [&str; 2]) -> Vec<String> {
    let [before, after] = texts.map(|text| resolution(text.as_bytes()).unwrap());
    let comparison = travaux::compare(Versions::new(before, after));
    let sign = |change: &Change| match change.kind {
        ChangeKind::Unchanged => "=",
        ChangeKind::Added => "+",
        ChangeKind::Removed => "-",
        _ => "~",
    };
    let number = |change: &Change, side: Side| {
        let index = change.paragraphs.get(side).first()?;
        let label = comparison.resolutions.get(side)[*index].label.as_ref();
        Some(label.map_or_else(String::new, |label| label.text.to_string()))
    };
    let shown = |change: &Change| {
        let numbers: Vec<String> = Side::BOTH.into_iter().filter_map(|side| number(change, side)).collect();
        let moved = if change.moved { " moved" } else { "" };
        format!("{} {}{moved}", sign(change), numbers.join(" → ")).trim().to_owned()
    };
    comparison.changes.iter().map(shown).collect()
}

#[test]
fn a_new_article_renumbers_those_below_and_moves_none() {
    let texts = ["Everyone may ride.", "Nobody pays twice.", "A guard may sing.", "Beds are made at six."];
    let law = |numbers: &str, inserted: bool| {
        let texts = if inserted { &texts[..] } else { &[texts[0], texts[1], texts[3]] };
        let article = |(index, text): (usize, &&str)| numbers.replace('#', &(index + 1).to_string()).replace('_', text);
        let articles: Vec<String> = texts.iter().enumerate().map(article).collect();
        format!("Charter of the Night\n\n{}", articles.join("\n\n"))
    };
    let changes = |numbers: &str| links([&law(numbers, false), &law(numbers, true)]);
    for (numbers, name) in [
        ("Article #. _", "Article "),
        ("Section 1.0# Rides. _", "Section 1.0"),
        ("SEC. #. RIDES. _", "SEC. "),
        ("Статья #. _", "Статья "),
        ("المادة #: _", "المادة "),
        ("第#条 _", "第"),
        ("#° _", ""),
    ] {
        let end = if name == "第" { "条" } else { "" };
        let label = |number: u32| format!("{name}{number}{end}");
        let expected = [
            format!("= {0} → {0}", label(1)),
            format!("= {0} → {0}", label(2)),
            format!("+ {}", label(3)),
            format!("= {} → {}", label(3), label(4)),
        ];
        assert_eq!(changes(numbers), expected, "{numbers}");
    }
    let bare = [
        "= Article 1 → Article 1",
        "=  →",
        "= Article 2 → Article 2",
        "=  →",
        "+ Article 3",
        "+",
        "= Article 3 → Article 4",
        "=  →",
    ];
    assert_eq!(changes("Article #\n\n_"), bare);
}

#[test]
fn numbers_are_printed_with_their_signs() {
    for (text, expected) in [
        ("1° Les lampes brûlent ;\n\n2° bis Les verres sont lavés.", ["1°", "2° bis"]),
        ("« 1° Les lampes brûlent ;\n\n« 2° Les verres sont lavés. »", ["1°", "2°"]),
        ("a/ les lampes brûlent ;\n\nb/ les verres sont lavés.", ["a/", "b/"]),
        ("A.1 Lamps are lit;\n\nA.2 Beds are made.", ["A.1", "A.2"]),
        ("1st. Lamps are lit.\n\n2nd. Beds are made.", ["1st.", "2nd."]),
        ("(1) Lamps are lit;\n\n(2) Beds are made.", ["(1)", "(2)"]),
        ("SEC. 1. Keepers wake.\n\nSEC. 2. Lamps are lit.\n\nEnacted in May.", ["SEC. 1.", "SEC. 2."]),
        ("1 Duty to wake\n\nKeepers must wake.\n\n1A Exceptions\n\nChildren may sleep.", ["1.", "1A."]),
        ("12 May 2023\n\nKeepers wake.\n\n1 Duty to wake\n\nIt is one.\n\n2 Beds\n\nThey are made.", ["1.", "2."]),
        ("1) Lamps are lit;\n\n2) Beds are made.", ["1)", "2)"]),
        ("§ 1 Lamps are lit.\n\n§ 2 Beds are made.", ["§ 1", "§ 2"]),
        ("1. Lamps are lit;\n\n2. Beds are made.", ["1.", "2."]),
        ("1º Arden las lámparas;\n\n2º Se lavan los vidrios.", ["1º", "2º"]),
        ("OP1 Lamps are lit;\n\nOP1 bis Beds are made.", ["OP1", "OP1 bis"]),
        ("I. – Les lampes brûlent.\n\nII.- Les verres sont lavés.", ["I. –", "II.-"]),
        ("I. Lamps\n\nLamps are lit.\n\nII. Beds\n\nBeds are made.", ["I.", "II."]),
        ("SEC. 1. LAMPS.\n\nLamps are lit.\n\nSEC. 2A. BEDS.\n\nBeds are made.", ["SEC. 1.", "SEC. 2A."]),
        (
            "Article L. 121-1\n\nLes lampes brûlent.\n\nArticle L. 121-2\n\nFin.",
            ["Article L. 121-1", "Article L. 121-2"],
        ),
    ] {
        let paragraphs = resolution(text.as_bytes()).unwrap().paragraphs;
        let labels: Vec<String> = paragraphs.iter().flat_map(|text| &text.label).map(view::format_label).collect();
        assert_eq!(labels, expected, "{text}");
        // the guillemet of a quotation that goes on is no part of the number
        let opens = paragraphs.iter().filter(|paragraph| paragraph.text.starts_with("« Les"));
        assert_eq!(opens.count(), 2 * usize::from(text.starts_with('«')), "{text}");
    }
}

#[test]
fn one_long_line_does_not_unwrap_the_others() {
    let text = "The Night Council,

Noting that the last train of the north left the station on 3 May
2035 without its guard, and that nobody noticed it until the
morning of the next day,

Noting that the guards of the trains of the north and of the east have asked for lamps, for blankets and for somebody to talk to in the night,

Decides to give them lamps.
";
    assert_eq!(outline(text), ["PP1 Noting that", "PP2 Noting that", "OP1 Decides to"]);
}

#[test]
fn numbers_of_headings_are_no_words() {
    for text in [
        "## 1. Lamps\n\nLamps burn.\n\n## 2. Beds\n\nBeds are made.",
        "<html><body><h2>1. Lamps</h2><p>Lamps burn.</p><h2>2. Beds</h2><p>Beds are made.</p></body></html>",
        "## 1 Lamps\n\nLamps burn.\n\n## 2 Beds\n\nBeds are made.",
    ] {
        let paragraphs = resolution(text.as_bytes()).unwrap().paragraphs;
        let headings = paragraphs.iter().filter(|text| text.part == Part::Heading);
        let shown =
            |text: &Paragraph| format!("{}|{}", text.label.as_ref().map_or("", |label| label.text.as_str()), text.text);
        assert_eq!(headings.map(shown).collect::<Vec<_>>(), ["1|Lamps", "2|Beds"], "{text}");
    }
}

#[test]
fn notes_in_brackets_stand_at_the_end() {
    let text = "The European Parliament,

– having regard to its resolution of 3 March 2034 on oil(1),

– having regard to the letter of 4 April 2034(2),

A. whereas lamps burn oil;

1. Calls on the Commission to buy oil;

(1) OJ C 12, 3.3.2034, p. 4.

(2) COM(2034)0123.
";
    assert_eq!(outline(text), ["PP1 having regard", "PP2 having regard", "PP3 whereas lamps", "OP1 Calls on"]);
    let read = resolution(text.as_bytes()).unwrap();
    let notes: Vec<&str> = read.footnotes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(notes, ["OJ C 12, 3.3.2034, p. 4.", "COM(2034)0123."]);
    assert_eq!(read.paragraphs[0].text, "having regard to its resolution of 3 March 2034 on oil,");
    // Nothing refers to the second one: it is a list.
    let list = text.replace("2034(2)", "2034");
    assert_eq!(outline(&list)[4..], ["OP1(1) OJ C", "OP1(2) COM(2034)0123."]);
}

#[test]
fn front_matter_is_the_header() {
    let text = "---
title: Night trains
sponsors:
  - Ruritania
  - Zenda
layout: page
---

The General Assembly,

1. Asks for beds.
";
    let read = resolution(text.as_bytes()).unwrap();
    let fields = [HeaderField::Title, HeaderField::Sponsors].map(|field| read.header.get(field).unwrap_or_default());
    assert_eq!(fields, ["Night trains", "Ruritania, Zenda"]);
    assert_eq!(read.ledger.iter().map(|entry| entry.text.as_str()).collect::<Vec<_>>(), ["layout: page"]);
    let without_organ = text.replace("The General Assembly,\n\n", "");
    assert_eq!(outline(&without_organ), ["OP1 Asks for"]);
}

#[test]
fn opening_phrases_stand_over_what_they_open() {
    let text = "RESOLUTION 7 (Zenda, 2035)

Night trains

The Plenipotentiary Conference of the Night Train Union (Zenda, 2035),

recalling

a) Resolution 3 (Zenda, 2031);

b) the Night Charter,

noting

that trains are late,

resolves

1 to light every lamp;

2 to mend:

a) the beds;

b) the bells,

instructs the Secretary-General

1 to report every year;

1bis to sleep well,

invites the towns

to open their stations.
";
    assert_eq!(
        outline(text),
        [
            "PP1 recalling",
            "PP1(a) Resolution 3",
            "PP1(b) the Night",
            "PP2 noting",
            "PP2/P1 that trains",
            "OP1 resolves",
            "OP1/1 to light",
            "OP1/2 to mend:",
            "OP1/2(a) the beds;",
            "OP1/2(b) the bells,",
            "OP2 instructs the",
            "OP2/1 to report",
            "OP2/1 bis to sleep",
            "OP3 invites the",
            "OP3/P1 to open",
        ]
    );
    assert_eq!(resolution(text.as_bytes()).unwrap().header.get(HeaderField::Title), Some("Night trains"));
}

#[test]
fn numbers_that_begin_anew_under_headings_are_told_apart_by_them() {
    // The text, and its ids.
    let cases = [
        (
            "# Rules of the quay\n\nThese rules are old.\n\n## Boats\n\n1. Boats are tied up.\n2. Ropes are dry.\n\n\
             ## Lamps\n\n1. Lamps are lit:\n   - at dusk\n   - in fog\n2. Oil is free.\n\n### Cost\n\n3. The town pays.\n\n\
             ## Notices\n\nNotices are on the door.\n",
            "H1 PP1 H2 H2/OP1 H2/OP2 H3 H3/OP1 H3/OP1(•1) H3/OP1(•2) H3/OP2 H4 H3/OP3 H5 OP1",
        ),
        // numbers that run through have no prefix
        (
            "# Quay\n\n## Boats\n\n1. Boats are tied up.\n\n## Lamps\n\n2. Lamps are lit.\n\n3. Oil is free.\n",
            "H1 H2 OP1 H3 OP2 OP3",
        ),
        // those of an article are told apart by it
        (
            "# Quay\n\n## Article 1\n\n1. Boats are tied up.\n\n## Article 2\n\n1. Lamps are lit.\n\n### Exceptions\n\n1. In fog, all day.\n",
            "H1 Article1/OP1 H2 Article2/OP1 H3 Article2/H3/OP1",
        ),
        // those that a second count interrupted go on in their own
        (
            "# Quay\n\n1. Boats are tied up.\n2. Lamps are lit.\n3. Oil is free.\n\n## In fog\n\n1. Bells are rung.\n\n\
             2. Boats wait.\n\n3 bis. Ropes are dry.\n\n4. Nets are mended.\n\n5. The town pays.\n",
            "OP1 OP2 OP3 H1 H1/OP1 H1/OP2 OP3 bis OP4 OP5",
        ),
    ];
    for (text, expected) in cases {
        let resolution = resolution(text.as_bytes()).unwrap();
        let ids: Vec<&str> = resolution.paragraphs.iter().map(|paragraph| paragraph.id.0.as_str()).collect();
        assert_eq!(ids.join(" "), expected);
        assert!(resolution.warnings.is_empty(), "{:?}", resolution.warnings);
    }
}

#[test]
fn one_annex_is_counted_as_one() {
    let text = |annexes: &str| format!("The Council,\n\n1. Adopts the rules in the annex.\n\n{annexes}");
    let annex = |name: &str| format!("{name}\n\n1. Boats are tied up.\n\n2. Lamps are lit.\n\n");
    for (annexes, expected) in
        [(annex("Annex"), "2 in an annex"), (annex("Annex I") + &annex("Annex II"), "4 in annexes")]
    {
        let resolution = resolution(text(&annexes).as_bytes()).unwrap();
        let shown = view::summarize(&resolution);
        assert!(shown.contains(expected), "{shown}");
    }
}
