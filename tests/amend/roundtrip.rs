//! What `amend` writes, `apply` reads: the older text becomes the newer one.

use std::fs;
use std::path::Path;

use travaux::Reader;
use travaux::model::{Comparison, HeaderField, Resolution, Versions};
use travaux::report::amendment;

/// What must be the same: ids and words.
fn shown(resolution: &Resolution) -> Vec<(String, String)> {
    resolution.paragraphs.iter().map(|paragraph| (paragraph.id.to_string(), folded(&paragraph.text))).collect()
}

/// The footnotes, and where each is referred to.
fn notes(resolution: &Resolution) -> Vec<String> {
    let refs = resolution.paragraphs.iter().flat_map(|paragraph| {
        let letters = |offset: usize| folded(&paragraph.text[..offset]).chars().filter(|c| c.is_alphanumeric()).count();
        paragraph
            .footnote_refs
            .iter()
            .map(move |mark| (&mark.marker, format!("{} {}", paragraph.id, letters(mark.offset))))
    });
    let noted = |(marker, place): (&String, String)| {
        let note = resolution.footnotes.iter().find(|note| note.mark == *marker)?;
        Some(format!("{place} {marker} {}", folded(&note.text)))
    };
    refs.filter_map(noted).collect()
}

/// A text without what two printings differ in.
fn folded(text: &str) -> String {
    text.chars().filter_map(travaux::text::fold_char).collect()
}

pub(super) fn compared(before: &[u8], after: &[u8]) -> Comparison {
    travaux::compare(Versions::new(before, after).map(|bytes| travaux::resolution(bytes).unwrap()))
}

/// Writes an amendment in every form, reads it back and applies it.
pub(super) fn check(name: &str, comparison: &Comparison) {
    let written = travaux::amend(comparison);
    let Versions { before, after } = comparison.resolutions.as_ref();
    let mut forms = vec![
        ("text", amendment::text(&written).into_bytes()),
        ("markdown", amendment::markdown(&written).into_bytes()),
    ];
    forms.push(("word", amendment::word(&written).unwrap()));
    for (form, bytes) in forms {
        let read = Reader::new().read_amendment(&bytes).unwrap();
        let read = read.unwrap_or_else(|| panic!("{name}: the {form} is no amendment"));
        let application = travaux::apply(before, &[read]);
        let refused: Vec<_> = application.refused().collect();
        assert!(refused.is_empty(), "{name} ({form}): {refused:#?}");
        let (got, wanted) = (shown(&application.resolution), shown(after));
        let differs = got.iter().zip(&wanted).find(|(got, wanted)| got != wanted);
        assert!(got == wanted, "{name} ({form}): {} of {} paragraphs, first {differs:#?}", got.len(), wanted.len());
        assert_eq!(notes(&application.resolution), notes(after), "{name} ({form})");
    }
}

#[test]
fn the_samples_come_back() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !name.contains(".before.") {
            continue;
        }
        let before = fs::read(&path).unwrap();
        let after = fs::read(path.with_file_name(name.replace(".before.", ".after."))).unwrap();
        check(&name, &compared(&before, &after));
        check(&format!("{name} reversed"), &compared(&after, &before));
        count += 1;
    }
    assert!(count > 15);
}

#[test]
fn instructions_are_few() {
    for (before, after, most) in [
        ("1. Notes the lamps;", "1. Notes the lamps;", 0),
        ("1. Notes the lamps;\n\n2. Urges all to wait;", "1. Welcomes the lamps;\n\n2. Urges all to wait;", 1),
        (
            "1. Notes the lamps;\n\n2. Urges all to wait;\n\n3. Thanks all;\n\n4. Decides to go.",
            "1. Notes the lamps;\n\n2. Decides to go.",
            1,
        ),
        (
            "1. Notes the lamps;\n\n2. Urges all to wait;\n\n3. Thanks all the keepers of the sea.",
            "1. Thanks all the keepers of the sea;\n\n2. Notes the lamps;\n\n3. Urges all to wait.",
            3,
        ),
    ] {
        let [before, after] = [before, after].map(|text| format!("The General Assembly,\n\n{text}"));
        let written = travaux::amend(&compared(before.as_bytes(), after.as_bytes()));
        assert!(written.provisions.len() <= most, "{after}: {:#?}", written.provisions);
        let moves = written.provisions.iter().any(|provision| provision.sentence.starts_with("Move"));
        assert_eq!(written.warnings.len(), usize::from(moves));
        check("few", &compared(before.as_bytes(), after.as_bytes()));
    }
}

#[test]
fn a_move_is_said() {
    let [before, after] = [
        "1. Notes the lamps at sea;\n\n2. Urges all to wait;\n\n3. Thanks the keepers;",
        "1. Urges all to wait;\n\n2. Thanks the keepers;\n\n3. Notes the lamps at sea;",
    ]
    .map(|text| format!("The General Assembly,\n\n{text}"));
    let written = travaux::amend(&compared(before.as_bytes(), after.as_bytes()));
    let sentences: Vec<&str> = written.provisions.iter().map(|provision| provision.sentence.as_str()).collect();
    assert_eq!(sentences, ["Move operative paragraph 1 to follow operative paragraph 3."]);
    assert_eq!(written.warnings.len(), 1, "the official grammar has no moves, which is said");
}

#[test]
fn what_comes_in_the_place_of_others_replaces_them() {
    for (before, after, expected) in [
        (
            "1. Notes the lamps at sea;\n\n2. Urges all to wait;\n\n3. Thanks the keepers.",
            "1. Notes the lamps at sea;\n\n2. Decides on a plan for towers;\n\n3. Thanks the keepers.",
            &["Replace operative paragraph 2 with the following text:"][..],
        ),
        (
            "1. Notes the lamps at sea;\n\n2. Urges all to wait;\n\n3. Invites pilots to rest;\n\n4. Thanks the keepers.",
            "1. Notes the lamps at sea;\n\n2. Decides on a plan for towers;\n\n3. Thanks the keepers.",
            &["Replace operative paragraphs 2 and 3 with the following text:"],
        ),
        (
            "1. Notes the lamps at sea;\n\n2. Requests States:\n\n(a) To wait for pilots;\n\n(b) To paint towers;\n\n3. \
             Thanks the keepers.",
            "1. Notes the lamps at sea;\n\n2. Decides on a plan for towers;\n\n3. Thanks the keepers.",
            &["Replace operative paragraph 2 with the following text:"],
        ),
        (
            "1. Notes the lamps at sea;\n\n2. Decides on a plan for towers;\n\n3. Thanks the keepers.",
            "1. Notes the lamps at sea;\n\n2. Requests States:\n\n(a) To wait for pilots;\n\n(b) To paint towers;\n\n3. \
             Thanks the keepers.",
            &["Replace operative paragraph 2 with the following text:"],
        ),
        (
            "1. Requests States:\n\n(a) To wait for pilots;\n\n(b) To paint towers;\n\n(c) To light the lamps;\n\n(d) To \
             feed the keepers at sea.",
            "1. Requests States:\n\n(a) To feed the keepers at sea.",
            &["Delete operative paragraph 1 (a) to (c)."],
        ),
    ] {
        let [before, after] = [before, after].map(|text| format!("The General Assembly,\n\n{text}"));
        let comparison = compared(before.as_bytes(), after.as_bytes());
        let written = travaux::amend(&comparison);
        let sentences: Vec<&str> = written.provisions.iter().map(|provision| provision.sentence.as_str()).collect();
        assert_eq!(sentences, expected);
        check("replaced", &comparison);
    }
}

#[test]
fn a_word_broken_on_reading_is_no_amendment() {
    let text = |word: &str| {
        format!(
            "The General Assembly,\n\n1. Decides on safer {word} by night;\n\n2. Decides to meet.\n\n___\n¹ A/90/1.\n"
        )
    };
    for (before, after) in [
        ("navi gation", "navigation"),
        ("navigation", "navi gation"),
        ("navi gation¹", "navigation¹"),
        ("navigation¹", "navi gation¹"),
        ("navi gation- aids", "navigation-aids"),
    ] {
        let written = travaux::amend(&compared(text(before).as_bytes(), text(after).as_bytes()));
        assert!(written.provisions.is_empty() && written.warnings.is_empty(), "{written:#?}");
    }
}

#[test]
fn a_word_broken_in_new_text_is_written_whole() {
    let [before, after] = [
        "1. Decides on safe navigation by night.",
        "1. Decides on safe navigation by night;\n\n2. Asks the pilots to teach navi gation to all keepers of the coast.",
    ]
    .map(|text| format!("The General Assembly,\n\n{text}"));
    let comparison = compared(before.as_bytes(), after.as_bytes());
    let written = amendment::text(&travaux::amend(&comparison));
    assert!(written.contains("to teach navigation to all keepers"), "{written}");
    check("whole", &comparison);
}

#[test]
fn footnotes_change_with_their_words() {
    let text = |first: &str, second: &str, notes: &str| {
        format!("The General Assembly,\n\n1. {first}\n\n2. {second}\n\n___\n{notes}\n").into_bytes()
    };
    let old = text("Notes the report on lamps;¹", "Thanks the keepers,² and the pilots.", "¹ A/90/1.\n² See A/90/2.");
    for (new, expected) in [
        (
            text("Notes the report on lamps;¹", "Thanks the keepers,² and the pilots.", "¹ A/90/7.\n² See A/90/2."),
            &["In footnote 1, replace “A/90/1” with “A/90/7”."][..],
        ),
        (
            text("Notes the report on lamps;", "Thanks the keepers,¹ and the pilots.", "¹ See A/90/2."),
            &["Delete footnote 1 to operative paragraph 1."],
        ),
        // A reference within deleted words goes with them, and the footnote is named.
        (
            text("Notes the report on lamps;¹", "Thanks the pilots.", "¹ A/90/1."),
            &["In operative paragraph 2, delete “keepers, and the”.", "Delete footnote 2 to operative paragraph 2."],
        ),
        (
            text(
                "Notes the report¹ on lamps;²",
                "Thanks the keepers,³ and the pilots.",
                "¹ A/9.\n² A/90/1.\n³ See A/90/2.",
            ),
            &["In operative paragraph 1, after “Notes the report”, insert a footnote reading:"],
        ),
        (
            text(
                "Notes the report on lamps and the plan;¹",
                "Thanks the keepers,² and the pilots.",
                "¹ A/90/1.\n² See A/90/2.",
            ),
            &["In operative paragraph 1, after “report on lamps”, insert “and the plan”."],
        ),
        (
            text(
                "Notes the report on lamps;¹",
                "Thanks the keepers,² the fishers³ and the pilots.",
                "¹ A/90/1.\n² See A/90/2.\n³ Of all seas.",
            ),
            &["In operative paragraph 2, after “Thanks the keepers,”, insert “the fishers”."],
        ),
        (
            text(
                "Notes the report on lamps,¹ and the plan;²",
                "Thanks the keepers,³ and the pilots.",
                "¹ A/90/5.\n² A/90/1.\n³ See A/90/2.",
            ),
            &["In operative paragraph 1, after “report on lamps”, insert “, and the plan”."],
        ),
    ] {
        let comparison = compared(&old, &new);
        let written = travaux::amend(&comparison);
        let sentences: Vec<&str> = written.provisions.iter().map(|provision| provision.sentence.as_str()).collect();
        assert_eq!((sentences.as_slice(), written.warnings.as_slice()), (expected, &[][..]));
        check("footnotes", &comparison);
    }
}

#[test]
fn what_goes_to_the_beginning_of_the_operative_part_keeps_its_number() {
    let [before, after] = [
        "Recalling the sea,\n\n1. Notes the lamps at sea;\n\n2. Urges all to wait;\n\n3. Thanks the keepers of the coast;",
        "Recalling the sea,\n\n1. Decides on a plan of its own;\n\n2. Thanks the keepers of the coast;\n\n3. Notes the lamps at sea;\n\n4. Urges all to wait;",
    ]
    .map(|text| format!("The General Assembly,\n\n{text}"));
    let comparison = compared(before.as_bytes(), after.as_bytes());
    assert!(travaux::amend(&comparison).provisions.len() <= 2, "{:#?}", travaux::amend(&comparison).provisions);
    check("beginning", &comparison);
}

#[test]
fn new_articles_begin_their_own_numbers() {
    let [before, after] = [
        "Article 1\n\n1. The lamps are lit.\n\n2. The lamps are tended.\n\nArticle 2\n\n1. The keepers rest.",
        "Article 1\n\n1. The lamps are lit.\n\n2. The lamps are tended.\n\nArticle 2\n\n1. The pilots take over the towers on Sunday.\n\n2. The fishers are told of it by letter.\n\nArticle 3\n\n1. The keepers rest.",
    ]
    .map(|text| format!("The General Assembly,\n\n1. Adopts the rules below.\n\nAnnex\n\nRules\n\n{text}"));
    check("articles", &compared(before.as_bytes(), after.as_bytes()));
}

#[test]
fn tables_change_with_their_rows() {
    let text = |table: &str| {
        format!("# Costs\n\nThe General Assembly,\n\n1. Takes note of the costs below:\n\n{table}2. Decides to meet.\n")
            .into_bytes()
    };
    let [none, one, other] = [
        "",
        "| Lamps | 100 |\n|---|---|\n| Oil | 20 |\n\n",
        "| Lamps | 150 |\n|---|---|\n| Oil | 20 |\n| Glass | 3 |\n\n",
    ]
    .map(text);
    for (before, after) in [(&one, &other), (&none, &one), (&one, &none), (&other, &one)] {
        let comparison = compared(before, after);
        let written = travaux::amend(&comparison);
        assert_eq!((written.provisions.len(), written.warnings.len()), (1, 0), "{written:#?}");
        check("tables", &comparison);
    }
}

#[test]
fn what_is_not_amended_is_named_in_the_document() {
    let text = |symbol: &str, session: &str| {
        format!(
            "United Nations                                        {symbol}\n\n{session} session\n\nLamps\n\nThe General Assembly,\n\n1. Decides to meet.\n"
        )
        .into_bytes()
    };
    let comparison = compared(&text("A/C.9/90/L.7", "Ninetieth"), &text("A/C.9/91/L.8", "Ninety-first"));
    let written = travaux::amend(&comparison);
    assert_eq!(written.omissions, ["the symbol", "the session"]);
    let read = Reader::new().read_amendment(amendment::text(&written)).unwrap().unwrap();
    assert_eq!(read.omissions, written.omissions);
    assert!(amendment::markdown(&written).contains("Not amended: the symbol"));
}

#[test]
fn the_symbol_of_an_amendment_is_left_open() {
    let text = |verb: &str| {
        format!(
            "United Nations                                        A/C.9/90/L.7\n\nGeneral Assembly\n\nNinetieth \
             session\n\nNinth Committee\n\nLamps\n\nThe General Assembly,\n\n1. {verb} to meet.\n"
        )
        .into_bytes()
    };
    let written = travaux::amend(&compared(&text("Decides"), &text("Agrees")));
    let set = [
        "United Nations                                              A/C.9/90/L.…",
        "General Assembly                                            Distr.: Limited",
        "",
        "                                                            Original: English",
        "",
        "Ninetieth session",
        "Ninth Committee",
        "",
        "Amendment to draft resolution A/C.9/90/L.7",
        "",
        "Lamps",
        "",
        "1. In operative paragraph 1, replace “Decides” with “Agrees”.",
    ];
    assert_eq!(amendment::text(&written).lines().collect::<Vec<_>>(), set);
    let word = amendment::word(&written).unwrap();
    for bytes in [amendment::text(&written).into_bytes(), amendment::markdown(&written).into_bytes(), word] {
        let read = Reader::new().read_amendment(&bytes).unwrap().unwrap();
        for (field, value) in [
            (HeaderField::Masthead, "United Nations / General Assembly"),
            (HeaderField::Symbol, "A/C.9/90/L.…"),
            (HeaderField::Distribution, "Limited"),
            (HeaderField::OriginalLanguage, "English"),
            (HeaderField::Title, "Lamps"),
        ] {
            assert_eq!(read.header.get(field), Some(value), "{field:?}");
        }
        assert_eq!((read.base.as_deref(), read.provisions.len()), (Some("A/C.9/90/L.7"), 1));
    }
}

#[test]
fn what_goes_on_behind_a_list_is_no_item() {
    let text = |tail: &str| {
        format!(
            "The General Assembly,\n\n1. Requests the keepers:\n\n(a) To light the lamps;\n\n(b) To tend the \
             bells,\n\n{tail}2. Decides to meet.\n"
        )
        .into_bytes()
    };
    let tail = "and stresses the importance of their work, in accordance with the plan;\n\n";
    check("tail", &compared(&text(""), &text(tail)));
    check("no tail", &compared(&text(tail), &text("")));
}

#[test]
fn an_annex_is_inserted() {
    let text = |annex: &str| {
        format!("The General Assembly,\n\n1. Adopts the rules;\n\n2. Decides to meet.\n{annex}").into_bytes()
    };
    let annex =
        "\nAnnex\n\nRules of the keepers\n\n1. The lamps are lit at dusk.\n\n2. The lamps are put out at dawn.\n";
    check("annex", &compared(&text(""), &text(annex)));
    check("no annex", &compared(&text(annex), &text("")));
    let unnumbered =
        annex.replace("\n2. The lamps", "\nWe take note of the rules of all other coasts.\n\n2. The lamps");
    check("unnumbered", &compared(&text(""), &text(&unnumbered)));
}

#[test]
fn lines_set_out_under_an_item_do_not_end_its_list() {
    let text =
        |list: &str| format!("The General Assembly,\n\n1. Decides to meet;\n\n{list}3. Thanks all.\n").into_bytes();
    let list = "2. Decides that:\n\n(a) The meeting is public;\n\n(b) The themes are:\n\nLamps at sea;\n\nLamps on land;\n\n(c) The \
                panels have chairs;\n\n(d) The observers may speak;\n\n";
    check("list", &compared(&text(""), &text(list)));
}

#[test]
fn a_clause_ends_the_lines_set_out_under_the_one_before() {
    let text = |clauses: &str| {
        format!("The General Assembly,\n\nRecalling the sea,\n\n{clauses}1. Decides to meet.\n").into_bytes()
    };
    let clauses = "Recalling its resolution 90/7, in which it asked the pilots to say:\n\n“What are the duties of keepers at \
                   night?”\n\nCommending the pilots for their answer,\n\nWelcoming the plan of the keepers,\n\n";
    check("clauses", &compared(&text(""), &text(clauses)));
}

/// Checks two lists of paragraphs both ways.
fn check_both_ways(name: &str, before: &str, after: &str) {
    let [before, after] = [before, after].map(|text| format!("The General Assembly,\n\n{text}"));
    check(name, &compared(before.as_bytes(), after.as_bytes()));
    check(&format!("{name} reversed"), &compared(after.as_bytes(), before.as_bytes()));
}

#[test]
fn sections_with_a_chapeau_count_anew() {
    let before = "1. Notes the lamps of the coast;\n\n2. Urges all to wait for the ships.";
    let after = "A. Sums for oil\n\nResolves that:\n\n1. Sums of 40 crowns are approved for oil;\n\n2. Sums of 9 crowns \
                 are approved for wicks;\n\n3. The keepers shall report on both;\n\nB. Sums for towers\n\nResolves \
                 that:\n\n1. Sums of 70 crowns are approved for stone;\n\n2. The builders shall report on it.";
    check_both_ways("sections", before, after);
}

#[test]
fn lists_below_headings_come_back() {
    let before = "1. Adopts the plan.\n\nAnnex\n\nPlan of the keepers\n\n1. We light the lamps.";
    let after = "1. Adopts the plan.\n\nAnnex\n\nPlan of the keepers\n\n1. We light the lamps.\n\n2. We commit to this:\n\n\
                 A. Build towers\n\n(a) Renew the towers of the north by:\n\n(i) Finding the stones of the old wall;\n\n\
                 (ii) Carrying them to the coast;\n\n(b) Feed the builders by:\n\n(i) Baking bread for them;\n\n(ii) \
                 Brewing beer for them;\n\n(c) Thank them all.";
    check_both_ways("lists", before, after);
}

#[test]
fn footnotes_of_headings_come_back() {
    let text = |added: &str, notes: &str| {
        format!(
            "1. Adopts the rules.¹\n\nAnnex\n\nRules of the keepers\n\n1. We light the lamps.\n{added}\n___\n{notes}\n"
        )
    };
    let before = text("", "¹ A/90/1.");
    let after = text("\nII. Pilots and others²\n\n2. We wait.\n", "¹ A/90/1.\n² The fishers and the boatmen.");
    check_both_ways("headings", &before, &after);
}

#[test]
fn footnotes_go_with_words_that_move() {
    let text = |paragraphs: [&str; 3], notes: &str| {
        let [first, second, third] = paragraphs;
        format!("The General Assembly,\n\n1. {first}\n\n2. {second}\n\n3. {third}\n\n___\n{notes}\n")
    };
    const WAIT: &str = "Invites the pilots to rest at noon;";
    let texts = [
        text(
            ["Notes the lamps;¹", "Thanks the keepers of the coast,² and the pilots who wait for ships;", WAIT],
            "¹ A/90/1.\n² A/90/2.",
        ),
        text(
            ["Notes the lamps;¹", WAIT, "Thanks the pilots who wait for ships and the keepers of the coast;²"],
            "¹ A/90/1.\n² A/90/2.",
        ),
        text(
            [
                "Notes the lamps;",
                "Thanks the pilots who wait for ships, and the keepers of the coast,¹ too;",
                "Invites the \
              pilots to rest at noon;²",
            ],
            "¹ A/90/2.\n² A/90/1.",
        ),
    ];
    let refs = |resolution: &Resolution| {
        let paragraphs = resolution.paragraphs.iter();
        paragraphs.map(|paragraph| paragraph.footnote_refs.clone()).collect::<Vec<_>>()
    };
    for (before, after) in texts.iter().flat_map(|before| texts.iter().map(move |after| (before, after))) {
        let comparison = compared(before.as_bytes(), after.as_bytes());
        check("moved", &comparison);
        let Versions { before, after } = comparison.resolutions.as_ref();
        // to the sign: a reference stands behind the comma
        let amended = travaux::apply(before, &[travaux::amend(&comparison)]).resolution;
        assert_eq!(refs(&amended), refs(after));
    }
}

#[test]
fn numbers_with_capital_suffixes_are_named() {
    let before = "1. Notes the lamps of the coast;\n\n1 bis Alt. Welcomes the old towers;\n\n2. Urges all to wait.";
    let after = "1. Notes the lamps of the coast;\n\n2. Urges all to wait.";
    check_both_ways("capitals", before, after);
}
