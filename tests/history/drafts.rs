//! Drafts of a treaty under negotiation: articles, options and brackets, from version to version.

use super::paths;

const FIRST: &str = "---\ntitle: First draft\n---\n\n## Draft treaty on lighthouses\n{:.no_toc}\n\n* TOC\n{:toc}\n\n\
    ## Preamble\n\nThe Parties to this Treaty,\n\n*[Recalling* the wrecks of past winters,]\n\nHave agreed as follows:\n\n\
    ## Article 1 *(lamps)*\n\n1. Keepers [shall][should] light the lamps of every lighthouse before nightfall[^1];\n\n\
    2. [Keepers shall log each hour [and each ship]][^1][ in ink].\n\n\
    ## Article 2bis *(boats)*\n\n**Option 1:** Coastal towns shall lend rowing boats and sturdy ropes for rescues;\n\n\
    **Option 2:** No text\n\n## [Article 3] *(pilots)*\n\n1. Pilots shall carry printed charts of shoals and wrecks.\n\n\
    [^1]: [One Party reserves its position.]\n";

const LAST: &str = "## Draft treaty on lighthouses\n\n## Preamble\n\nThe Parties to this Treaty,\n\n\
    *Recalling* the wrecks of past winters,\n\nHave agreed as follows:\n\n\
    ## Article 1\n\n1. Keepers shall light the lamps of every lighthouse before nightfall.\n\n\
    2. Keepers shall log each hour.\n\n## Article 2\n\nCoastal towns shall lend rowing boats and sturdy ropes for rescues.\n\n\
    ## Article 3\n\n1. Pilots shall carry printed charts of shoals and wrecks.\n";

fn read(text: &str) -> travaux::model::Resolution {
    travaux::resolution(text.as_bytes()).unwrap()
}

#[test]
fn articles_are_followed_from_the_first_draft_to_the_last() {
    let history = travaux::history(&[read(FIRST), read(LAST)]);
    let paths = paths(&history);
    for expected in [
        "Article1/OP1: Article1/OP1 Article1/OP1",
        "Article1/OP2: Article1/OP2 Article1/OP2",
        "Article3/OP1: Article3/OP1 Article3/OP1",
    ] {
        assert!(paths.iter().any(|path| path == expected), "{expected}: {paths:#?}");
    }
    let boats = paths.iter().find(|path| path.starts_with("Article2/")).unwrap();
    assert!(boats.contains("Article2bis/"), "{boats}");
}

#[test]
fn every_bracket_and_every_word_is_read() {
    let draft = read(FIRST);
    let counts = draft.negotiation.counts;
    // Links, notes and attribute lists aside, as a plain count has it.
    let plain = FIRST.replace("[^1]", "").matches('[').count();
    assert_eq!((counts.brackets, counts.unmatched, counts.alternatives, counts.options), (plain, 0, 2, 2));
    assert!(!read(LAST).negotiation.counts.is_under_negotiation());
    let read: String = draft.paragraphs.iter().map(|paragraph| format!("{} ", paragraph.text)).collect();
    for word in ["wrecks of past winters", "in ink", "No text", "(boats)", "(pilots)"] {
        assert!(read.contains(word), "{word}: {read}");
    }
    assert!(!read.contains("toc"), "{read}");
}

#[test]
fn a_bracket_before_a_number_leaves_the_number() {
    let text = "The General Assembly,\n\n[PP1 bis Recalling the wrecks,]\n\n1. Requests the keepers to trim:\n\n\
        [(a) The wicks;]\n\n(b) The lamps;\n\n[2. Decides to meet again in spring;]\n\n[[3. Urges] [Invites] States to pay;]\n\n\
        [Option 1: Thanks the crews;]\n\n[Option 2: No text]\n\n4. Decides to remain seized.\n";
    let draft = read(text);
    let ids: Vec<String> = draft.paragraphs.iter().map(|paragraph| paragraph.id.to_string()).collect();
    assert_eq!(ids, ["PP1", "OP1", "OP1(a)", "OP1(b)", "OP2", "OP3", "OPu1", "OPu2", "OP4"]);
    let texts: Vec<&str> = draft.paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
    assert_eq!(texts[4], "[Decides to meet again in spring;]");
    assert_eq!(texts[5], "[[Urges] [Invites] States to pay;]");
    assert_eq!(draft.negotiation.counts.brackets, text.matches('[').count());
    assert_eq!(draft.negotiation.counts.options, 2);
}

/// Of its readings the last text has one, after a version without it: word by word they have little in common.
#[test]
fn a_clause_is_one_of_the_readings_of_its_brackets() {
    let article = |clauses: &str| {
        let others = "1. Pilots shall carry printed charts of shoals and wrecks.\n\n\
                      2. Coastal towns shall lend rowing boats and sturdy ropes for rescues in winter.\n\n\
                      3. Keepers shall light the lamps of every lighthouse before nightfall.\n\n";
        read(&format!(
            "## Article 1\n\n{others}{clauses}\n\n## Article 2\n\nFor the purposes of this Treaty:\n\n1. Crews shall report ice.\n"
        ))
    };
    let readings = "4. [For the purposes of paragraph 1, [aggregate] tonnage [of such vessels] means the [figure estimated \
                    by the harbour board in its survey of fleets, moorings and yards][tonnage most recently notified to \
                    the registrar on or before the opening of the season].]";
    let chosen = "4. Solely for the purposes of paragraph 1, tonnage means the tonnage most recently notified to the \
                  registrar on or before the opening of the season.";
    let history = travaux::history(&[article(readings), article(""), article(chosen)]);
    let paths = paths(&history);
    assert!(paths.contains(&"Article1/OP4: Article1/OP4 - Article1/OP4".to_owned()), "{paths:#?}");
    // An article has no preamble, so nothing moves into or out of one.
    assert!(paths.contains(&"Article2/OPu1: Article2/OPu1 Article2/OPu1 Article2/OPu1".to_owned()), "{paths:#?}");
    let unlike =
        chosen.replace("tonnage most recently notified to the registrar", "fee that the bank of the port asks");
    let history = travaux::history(&[article(readings), article(""), article(&unlike)]);
    assert!(
        self::paths(&history).contains(&"Article1/OP4: - - Article1/OP4".to_owned()),
        "{:#?}",
        self::paths(&history)
    );
}
