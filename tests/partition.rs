//! Every paragraph of both texts is in exactly one change, however the text was cut up.
//!
//! The texts are generated: paragraphs made of clauses, which are split, merged, moved, copied, reworded and made into
//! lists all at once, far beyond what happens to a real text. Clauses come from a small stock, so that many paragraphs
//! compete for the same partner. `PARTITION_PAIRS=100000` runs more pairs than the default.

use rayon::prelude::*;
use travaux::model::{Change, Comparison, Resolution, Side, Versions};
use travaux::report::{docx, json};

/// Pairs of texts in a default run.
const PAIRS: u64 = 2000;
/// Every so many pairs, what JSON tells is looked at too.
const JSON_EVERY: u64 = 10;
/// Every so many pairs, the Word redline is written, read back and compared as well.
const WORD_EVERY: u64 = 50;

const VERBS: [&str; 10] =
    ["Decides", "Requests", "Urges", "Notes", "Welcomes", "Recalls", "Encourages", "Calls upon", "Invites", "Stresses"];

const CLAUSES: [&str; 24] = [
    "the Secretary-General to convene a meeting of experts on the dredging of the northern channels",
    "coastal authorities to teach the pilots of harbours the use of radio, of flares and of rescue boats",
    "to close the office of the harbour master",
    "that the floods of the spring carried away seven bridges which nobody has rebuilt",
    "member organizations to pay their contributions to the fund for buoys on time and in full",
    "the report of the working group on the marking of wrecks and the recommendations in it",
    "to keep the matter under review",
    "that ice has damaged the moorings of the outer islands in each of the last three winters",
    "the importance of charts that show the depth of water at the lowest tide",
    "to teach the pilots of harbours the use of radio, of flares",
    "the contribution of fishing communities to the upkeep of beacons and of signal stations",
    "to submit a report on the dredging of the northern channels at its next session",
    "all donors to support the training of divers, of pilots and of crews of rescue boats",
    "to establish a register of wrecks, of buoys and of beacons open to every master of a ship",
    "the need to rebuild the bridges which the floods of the spring carried away",
    "that no tug was on call on the night of the storm",
    "its previous decisions on the matter",
    "the fund for buoys to publish its accounts within sixty days of the end of the year",
    "the signal stations of the outer islands to report the thickness of ice every morning",
    "to dissolve the working group",
    "the use of radio, of flares and of rescue boats in the training of crews",
    "that charts be corrected wherever the depth of water has changed by more than one metre",
    "to meet",
    "the keeping of moorings, of buoys and of beacons, which is the duty of the coastal authorities",
];

const WORDS: [&str; 12] =
    ["seasonal", "further", "annual", "of", "and", "bridges", "radio", "the", "pilots", "timely", "fund", "ice"];

/// SplitMix64: a fixed sequence for each seed, on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is not 0.
    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }
}

/// A paragraph: its clauses, the first with a verb; and the items of its list.
#[derive(Clone, Default)]
struct Clauses {
    own: Vec<String>,
    items: Vec<String>,
}

fn clause(random: &mut Random) -> String {
    format!("{} {}", random.pick(&VERBS), random.pick(&CLAUSES))
}

fn base(random: &mut Random) -> Vec<Clauses> {
    let len = 2 + random.below(8);
    (0..len)
        .map(|_| {
            let own = (0..1 + random.below(3)).map(|_| clause(random)).collect();
            let items = if random.below(5) == 0 { 2 + random.below(3) } else { 0 };
            Clauses { own, items: (0..items).map(|_| clause(random)).collect() }
        })
        .collect()
}

/// Does one thing to a text.
fn recut(text: &mut Vec<Clauses>, random: &mut Random) {
    if text.is_empty() {
        text.push(Clauses { own: vec![clause(random)], items: Vec::new() });
    }
    let index = random.below(text.len());
    let place = random.below(text.len() + 1);
    match random.below(10) {
        // split
        0 | 1 => {
            let own = &mut text[index].own;
            let cut = 1 + random.below(own.len().max(1));
            let rest: Vec<String> = own.drain(cut.min(own.len())..).collect();
            let items = std::mem::take(&mut text[index].items);
            if !rest.is_empty() || !items.is_empty() {
                text.insert(index + 1, Clauses { own: rest, items });
            }
        }
        // merge, with the next or with any other
        2 | 3 => {
            if text.len() > 1 {
                let source = if random.below(2) == 0 { (index + 1) % text.len() } else { random.below(text.len()) };
                if source != index {
                    let Clauses { own, items } = text[source].clone();
                    text[index].own.extend(own);
                    text[index].items.extend(items);
                    text.remove(source);
                }
            }
        }
        // move
        4 => {
            let paragraph = text.remove(index);
            text.insert(place.min(text.len()), paragraph);
        }
        // copy, the whole or a clause of it into another
        5 => {
            let paragraph = text[index].clone();
            text.insert(place, paragraph);
        }
        6 => {
            let target = random.below(text.len());
            if let Some(clause) = text[index].own.last().cloned() {
                text[target].own.push(clause);
            }
        }
        // reword
        7 => {
            for clause in &mut text[index].own {
                let mut words: Vec<&str> = clause.split(' ').collect();
                for _ in 0..=random.below(4) {
                    let word = random.below(words.len());
                    match random.below(3) {
                        0 => words[word] = random.pick(&WORDS),
                        1 => words.insert(word, random.pick(&WORDS)),
                        _ => words.truncate(word.max(3)),
                    }
                }
                *clause = words.join(" ");
            }
        }
        // into a list, and back
        8 => {
            let Clauses { own, items } = &mut text[index];
            if items.is_empty() {
                items.extend(own.drain(own.len().min(1)..));
            } else {
                own.append(items);
            }
        }
        // remove or add
        _ => match random.below(2) {
            0 => drop(text.remove(index)),
            _ => text.insert(place, Clauses { own: vec![clause(random)], items: Vec::new() }),
        },
    }
}

fn written(text: &[Clauses]) -> String {
    let mut out = String::from("The General Assembly,\n\n");
    for (index, Clauses { own, items }) in text.iter().enumerate() {
        let end = if items.is_empty() { ";" } else { ":" };
        out += &format!("{}. {}{end}\n\n", index + 1, own.join(", and "));
        for (letter, item) in ('a'..='z').zip(items) {
            out += &format!("({letter}) {item};\n\n");
        }
    }
    out
}

fn pair(seed: u64) -> Versions<String> {
    let mut random = Random(seed);
    let before = base(&mut random);
    let mut after = before.clone();
    for _ in 0..1 + random.below(12) {
        recut(&mut after, &mut random);
    }
    Versions::new(written(&before), written(&after))
}

fn read(text: &str) -> Resolution {
    travaux::resolution(text.as_bytes()).unwrap()
}

fn texts(resolution: &Resolution) -> Vec<&str> {
    resolution.paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect()
}

/// Says what is wrong with the changes.
fn flaw(comparison: &Comparison) -> Option<String> {
    if let Some(warning) = comparison.warnings.iter().find(|warning| warning.text.contains("internal")) {
        return Some(warning.text.clone());
    }
    Side::BOTH.into_iter().find_map(|side| {
        let resolution = comparison.resolutions.get(side);
        let mut counts = vec![0; resolution.paragraphs.len()];
        for change in &comparison.changes {
            let paragraphs = change.paragraphs.get(side);
            paragraphs.iter().for_each(|index| counts[index.0] += 1);
            let own: Vec<&str> = paragraphs.iter().map(|index| resolution[*index].text.as_str()).collect();
            if change.text(side) != own.join("\n") {
                return Some(format!("the redline of {own:?} reads {:?}", change.text(side)));
            }
        }
        let wrong = counts.iter().position(|count| *count != 1)?;
        Some(format!("{} of {side:?} is in {} changes", resolution.paragraphs[wrong].id, counts[wrong]))
    })
}

/// Says what is wrong with the ids in JSON.
fn json_flaw(comparison: &Comparison) -> Option<String> {
    let report: serde_json::Value = serde_json::from_str(&json::comparison(comparison, &Default::default())).unwrap();
    [(Side::Before, "before"), (Side::After, "after")].into_iter().find_map(|(side, name)| {
        let ids = report["changes"].as_array().unwrap().iter().flat_map(|change| change[name].as_array().unwrap());
        let mut ids: Vec<&str> = ids.map(|id| id.as_str().unwrap()).collect();
        let resolution = comparison.resolutions.get(side);
        let mut expected: Vec<&str> = resolution.paragraphs.iter().map(|paragraph| paragraph.id.0.as_str()).collect();
        ids.sort_unstable();
        expected.sort_unstable();
        (ids != expected).then(|| format!("JSON has {ids:?} {name} for {expected:?}"))
    })
}

/// Says what is wrong with the Word redline once all its changes are rejected or accepted. Typography that is not
/// tracked may be that of the other text.
fn word_flaw(comparison: &Comparison) -> Option<String> {
    let is_respelt = |read: &Resolution, wanted: &Resolution| {
        let comparison = travaux::compare(Versions::new(wanted.clone(), read.clone()));
        comparison.changes.iter().all(Change::is_noop)
    };
    [true, false].into_iter().find_map(|typography| {
        let options = docx::Options { typography, ..docx::Options::default() };
        let file = docx::comparison(comparison, &options).unwrap();
        Side::BOTH.into_iter().find_map(|side| {
            let read = travaux::Reader::new().side(side).read(&file).unwrap();
            let wanted = comparison.resolutions.get(side);
            let is_flaw = texts(&read) != texts(wanted) && (typography || !is_respelt(&read, wanted));
            is_flaw.then(|| format!("{side:?}, typography {typography}: {:?} for {:?}", texts(&read), texts(wanted)))
        })
    })
}

fn check(seed: u64) -> Option<String> {
    let texts = pair(seed);
    let comparison = travaux::compare(texts.as_ref().map(|text| read(text)));
    let back = travaux::compare(texts.as_ref().map(|text| read(text)).reversed());
    let json = || seed.is_multiple_of(JSON_EVERY).then(|| json_flaw(&comparison)).flatten();
    let word = || seed.is_multiple_of(WORD_EVERY).then(|| word_flaw(&comparison)).flatten();
    let flaw = flaw(&comparison).or_else(|| flaw(&back)).or_else(json).or_else(word)?;
    Some(format!("seed {seed}: {flaw}\n{}\n{}", texts.before, texts.after))
}

#[test]
fn every_paragraph_is_in_one_change() {
    let pairs = std::env::var("PARTITION_PAIRS").map_or(PAIRS, |pairs| pairs.parse().unwrap());
    let flaws: Vec<String> = (0..pairs).into_par_iter().filter_map(check).collect();
    assert!(flaws.is_empty(), "{} of {pairs} pairs; the first: {}", flaws.len(), flaws[0]);
}
