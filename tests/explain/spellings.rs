//! Which pairs of spellings mean the same, in every place and in both directions.

use travaux::model::{ChangeKind, Comparison, Significance, Versions};

use Significance::{Editorial, Substantive, Typographic};

/// Two spellings, and what one for the other amounts to.
const PAIRS: [(&str, &str, Significance); 98] = [
    // signs
    ("−5", "5", Substantive),
    ("−5", "+5", Substantive),
    ("+5", "5", Substantive),
    ("-5", "5", Substantive),
    ("–5", "5", Substantive),
    ("(−5)", "(5)", Substantive),
    ("−5", "-5", Typographic),
    ("–5", "−5", Typographic),
    ("± 5", "+ 5", Substantive),
    ("± 5", "5", Substantive),
    ("3 × 5", "3 5", Substantive),
    ("< 5", "> 5", Substantive),
    ("< 5", "≤ 5", Substantive),
    ("= 5", "≠ 5", Substantive),
    ("§ 5", "5", Substantive),
    ("§ 5", "§5", Typographic),
    // raised and lowered figures, fractions
    ("10⁶", "106", Substantive),
    ("10⁶", "10^6", Substantive),
    ("10⁻⁵", "10⁵", Substantive),
    ("m²", "m2", Substantive),
    ("5 km²", "5 km³", Substantive),
    ("CO₂", "CO2", Substantive),
    ("½", "1⁄2", Substantive),
    ("½", "12", Substantive),
    ("½", "¼", Substantive),
    ("1⁄2", "12", Substantive),
    ("2½", "21⁄2", Substantive),
    // figures with spaces and hyphens between them
    ("1 2", "12", Substantive),
    ("12 3 and 4", "1 23 and 4", Substantive),
    ("2 1/2", "21/2", Substantive),
    ("1 200 300", "1200 300", Substantive),
    ("1,5", "15", Substantive),
    ("1, 5", "1,5", Substantive),
    ("1. 5", "1.5", Substantive),
    ("3,5", "3.5", Substantive),
    ("1.000", "1,000", Substantive),
    ("1,000", "1 000", Typographic),
    ("1,000", "1000", Typographic),
    ("1\u{202f}000 000", "1,000,000", Typographic),
    ("10-12", "1012", Substantive),
    ("10-12", "10 12", Substantive),
    ("10−12", "1012", Substantive),
    ("10-12", "10–12", Typographic),
    ("10 – 12", "10–12", Typographic),
    ("2021 -2025", "2021-2025", Typographic),
    ("１２", "12", Typographic),
    ("٥", "5", Typographic),
    ("5%", "5 %", Typographic),
    ("5 %", "5 per cent", Editorial),
    ("20 ° C", "20 °C", Typographic),
    ("20 °C", "20 °F", Substantive),
    ("5′", "5'", Typographic),
    // letters that count
    ("parts I-V", "parts IV", Substantive),
    ("parts I V", "parts IV", Substantive),
    ("Groups A-B", "Groups AB", Substantive),
    ("the A N N E X", "the ANNEX", Typographic),
    // the case of units and acronyms
    ("5 mW", "5 MW", Substantive),
    ("WHO", "who", Substantive),
    // a space or hyphen that makes another word
    ("re-sign", "resign", Substantive),
    ("re-covered", "recovered", Substantive),
    ("re-creation", "recreation", Substantive),
    ("may be", "maybe", Substantive),
    ("every day", "everyday", Substantive),
    ("some time", "sometime", Substantive),
    ("any one", "anyone", Substantive),
    ("all ready", "already", Substantive),
    ("in to", "into", Substantive),
    ("on to", "onto", Substantive),
    ("with out", "without", Substantive),
    ("can not", "cannot", Substantive),
    ("in formal", "informal", Substantive),
    ("a political", "apolitical", Substantive),
    ("co-op", "coop", Substantive),
    ("un-ionized", "unionized", Substantive),
    ("non-binding", "binding", Substantive),
    ("так же", "также", Substantive),
    ("si no", "sino", Substantive),
    // a hyphen or dash for a space
    ("COVID-19", "COVID 19", Editorial),
    ("the text – agreed", "the text agreed", Editorial),
    ("the text – agreed", "the text-agreed", Editorial),
    // one word that was broken, or joined at a line end
    ("navi gation", "navigation", Typographic),
    ("Amer ica", "America", Typographic),
    ("co-operation", "cooperation", Typographic),
    ("capacity-building", "capacitybuilding", Typographic),
    ("theSecretary", "the Secretary", Typographic),
    ("قرار ها", "قرارها", Typographic),
    // style of dashes, quotation marks, hyphens
    ("the text – agreed", "the text - agreed", Typographic),
    ("the text — agreed", "the text – agreed", Typographic),
    ("State's", "State’s", Typographic),
    ("COVID-19", "COVID\u{2011}19", Typographic),
    ("a\u{200d}b", "ab", Typographic),
    // letters with marks, and letters of other alphabets that look the same
    ("Côte", "Cote", Substantive),
    ("résumé", "resume", Substantive),
    ("ısrael", "israel", Substantive),
    ("Сuba", "Cuba", Substantive),
    ("Αthens", "Athens", Substantive),
    ("e\u{301}te", "été", Substantive),
    ("and/or", "and or", Editorial),
];

/// Where a spelling stands: `{}` is the place.
const FRAMES: [(&str, &str); 4] = [
    ("paragraph", "The General Assembly,\n\nRecalling the matter,\n\n1. Notes {};\n\n2. Requests the Chair to report."),
    (
        "longer paragraph",
        "The General Assembly,\n\nRecalling the matter,\n\n1. Decides, as the Chair asked, on a change of {} in the \
         coming year;\n\n2. Requests the Chair to report.",
    ),
    (
        "footnote",
        "The General Assembly,\n\nRecalling the matter,1\n\n1. Decides on a change;\n\n\
         _______________\n1 See the report on {} in the year, paragraph 7.\n",
    ),
    (
        "header",
        "United Nations                                     A/C.2/84/L.23\n\
         General Assembly                        Distr.: Limited\n\
         \x20                                       1 November 2029\n\nOriginal: English\n\n\
         Eighty-fourth session\nSecond Committee\nAgenda item 19 (e)\n\nChile: draft resolution\n\n\
         Keeping of lighthouses and of {} in the world\n\nThe General Assembly,\n\nRecalling the matter,\n\n\
         1. Decides on a change;\n",
    ),
];

fn compared(frame: &str, spellings: Versions<&str>) -> Comparison {
    let texts = spellings.map(|spelling| frame.replace("{}", spelling));
    let resolutions = texts.map(|text| travaux::resolution(text.as_bytes()).unwrap());
    travaux::compare(resolutions)
}

fn differs(comparison: &Comparison) -> bool {
    comparison.has_changes()
}

#[test]
fn only_what_cannot_change_meaning_is_typographic() {
    let mut wrong = Vec::new();
    for (left, right, expected) in PAIRS {
        for spellings in [Versions::new(left, right), Versions::new(right, left)] {
            for (place, frame) in FRAMES {
                let comparison = compared(frame, spellings);
                let changes = comparison.changes.iter().filter(|change| change.kind != ChangeKind::Unchanged);
                let found: Vec<_> = changes.map(|change| change.significance).collect();
                let quoted = comparison.changes.iter().flat_map(|change| &change.reasons).count();
                let right = match (expected, place) {
                    (Typographic, _) => !comparison.has_changes() && comparison.typography.len() == 1,
                    (_, "header") => comparison.header.len() == 1,
                    (_, "footnote") => comparison.footnotes.len() == 1,
                    _ => found == [Some(expected)] && quoted > 0,
                };
                if !right {
                    wrong.push(format!("{place}: {spellings:?}: {found:?} {:?}", comparison.typography));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A text that has all three words uses them as three; one that never joins them has a broken word.
#[test]
fn a_text_shows_which_strings_are_words() {
    let frame = |own: &str| {
        format!(
            "The General Assembly,\n\nRecalling the water, and the shed of the keeper,\n\n{own}\n\n1. Notes {{}};\n\n\
             2. Requests the Chair to report."
        )
    };
    let spellings = Versions::new("the water shed", "the watershed");
    let words = compared(&frame("Recalling also every watershed and its keeper,"), spellings);
    let broken = compared(&frame("Recalling also every river and its keeper,"), spellings);
    assert_eq!((differs(&words), differs(&broken)), (true, false));
}

#[test]
fn typographic_differences_are_listed_once_with_all_places() {
    let comparison = compared(
        "The General Assembly,\n\nRecalling {},\n\nNoting {} and {},\n\n1. Notes {};",
        Versions::new("the State's right", "the State’s right"),
    );
    let options = travaux::report::terminal::Options { width: 120, ..Default::default() };
    let report = travaux::report::terminal::comparison(&comparison, &options);
    assert!(
        report.starts_with("Typographic differences only: 4 in 3 paragraphs. No other difference in 3 paragraphs."),
        "{report}"
    );
    assert!(report.contains("' → ’: PP1, PP2 (twice), OP1\n"), "{report}");
    let hyphens = compared("The General Assembly,\n\n1. Notes {};", Versions::new("COVID-19", "COVID\u{2011}19"));
    let markdown = travaux::report::markdown::comparison(&hyphens, &Default::default());
    assert!(markdown.ends_with("\n- \\- → \\<non-breaking hyphen\\>: OP1\n"), "{markdown}");
    let same = compared("The General Assembly,\n\n1. Notes {};", Versions::new("it", "it"));
    assert!(same.typography.is_empty());
}
