//! Which paragraphs a text has, and under which ids: constructions that official texts are fond of.

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
    let cases: [(&str, &str, &[&str]); 7] = [
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
    ];
    for (case, body, expected) in cases {
        assert_eq!(outline(&page(body)), expected, "{case}");
    }
}
