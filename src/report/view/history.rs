//! What every report of a history says: what the versions are called, and what happened to each clause, in words.

use super::{Verdict, View, name, open_counts, open_movement};
use crate::model::{
    BlameSpan, Clause, ClauseEvent, Comparison, EventKind, GoneClause, HeaderField, History, HistoryRow, Paragraph,
    ParagraphIndex, Resolution, VersionIndex, VersionedParagraph, WordId,
};
use crate::text::counted;

/// What every report of a history says.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryView<'a> {
    /// What it is a view of.
    pub history: &'a History,
    /// What the versions are called.
    pub names: Vec<String>,
    /// The versions that have each word, by its id.
    presence: Vec<Vec<VersionIndex>>,
    /// The remarks on each row.
    remarks: Vec<String>,
}

/// One entry of a history report.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum HistoryEntry<'a> {
    /// Paragraphs that the last version has as the first one had them.
    Unchanged(&'a [Clause]),
    /// A paragraph to which something happened.
    Clause(&'a Clause),
}

/// Words that the same version brought and the same versions have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TracedRun<'a> {
    /// The words, with the white space before them.
    pub text: &'a str,
    /// The version that brought them.
    pub version: VersionIndex,
    /// The version that they are credited to: marks of punctuation alone go with the words before them.
    pub credited: VersionIndex,
    /// The versions that have them.
    pub present: &'a [VersionIndex],
}

impl<'a> HistoryView<'a> {
    /// Decides it all. `names` are used where the symbols do not tell all versions apart.
    pub fn new(history: &'a History, names: &[String]) -> HistoryView<'a> {
        let symbols: Option<Vec<&str>> =
            history.versions.iter().map(|version| version.header.get(HeaderField::Symbol)).collect();
        let distinct = symbols.filter(|symbols| {
            let mut sorted = symbols.clone();
            sorted.sort_unstable();
            sorted.windows(2).all(|pair| pair[0] != pair[1])
        });
        let numbered = || (1..=history.versions.len()).map(|number| format!("version {number}")).collect();
        let names = match distinct {
            Some(symbols) => symbols.into_iter().map(str::to_owned).collect(),
            None if names.len() == history.versions.len() => names.to_vec(),
            None => numbered(),
        };
        let mut view = HistoryView { history, names, presence: presence(history), remarks: Vec::new() };
        view.remarks = view.row_remarks();
        view
    }

    /// The last version.
    pub fn last(&self) -> VersionIndex {
        VersionIndex(self.history.versions.len().saturating_sub(1))
    }

    /// The paragraph of a clause in the last version.
    pub fn paragraph(&self, clause: &Clause) -> &'a Paragraph {
        &self.history.versions[self.last().0][clause.paragraph]
    }

    /// The text of a clause in phrases, each with the version that brought it, if that is not the version of the clause.
    pub fn blame(&self, clause: &Clause) -> Vec<(&'a str, Option<VersionIndex>)> {
        let mut rest = self.paragraph(clause).text.as_str();
        let phrase = |BlameSpan { span, version }: &BlameSpan| {
            let end = rest.char_indices().nth(span.end - span.start).map_or(rest.len(), |(end, _)| end);
            let (phrase, tail) = rest.split_at(end);
            rest = tail;
            (phrase, Some(*version).filter(|version| *version != clause.origin))
        };
        clause.spans.iter().map(phrase).collect()
    }

    /// The paragraphs of the last version, what is as it was folded.
    pub fn entries(&self) -> Vec<HistoryEntry<'a>> {
        let is_unchanged = |clause: &Clause| clause.origin.0 == 0 && clause.events.is_empty();
        let part = |clause: &Clause| self.paragraph(clause).part;
        let same_run =
            |left: &Clause, right: &Clause| is_unchanged(left) && is_unchanged(right) && part(left) == part(right);
        let runs = self.history.clauses.chunk_by(same_run);
        let entry = |run: &'a [Clause]| match run {
            [clause] if !is_unchanged(clause) => HistoryEntry::Clause(clause),
            run => HistoryEntry::Unchanged(run),
        };
        runs.map(entry).collect()
    }

    /// What a run of paragraphs of the last version is called: `PP3–PP9`.
    pub fn range(&self, run: &[Clause]) -> String {
        let id = |clause: Option<&Clause>| clause.map_or("", |clause| &self.paragraph(clause).id.0);
        name::range(id(run.first()), id(run.last()))
    }

    /// What is open in a version under negotiation, and how that moved since the version before it, a line each.
    pub fn open(&self, version: VersionIndex) -> Vec<String> {
        let resolution = &self.history.versions[version.0];
        let step = version.0.checked_sub(1).and_then(|step| self.history.steps.get(step));
        let is_open = |resolution: &Resolution| resolution.negotiation.counts.is_under_negotiation();
        let was_open = step.is_some_and(|step| is_open(&step.resolutions.before));
        let now = is_open(resolution).then(|| format!("Open: {}.", open_counts(&resolution.negotiation.counts)));
        let moved = step.filter(|_| was_open || now.is_some()).map(open_movement);
        now.into_iter().chain(moved).collect()
    }

    /// What it comes to from each version to the next.
    pub fn verdicts(&self) -> Vec<Verdict> {
        self.history.steps.iter().map(|comparison| View::new(comparison, None).verdict).collect()
    }

    /// The remark on a clause: where it comes from and what happened to it.
    pub fn story(&self, clause: &Clause) -> String {
        self.summarize(&self.paragraph(clause).id.0, clause.origin, &clause.path, &clause.events)
    }

    /// The remark on a dropped clause.
    pub fn gone_story(&self, gone: &GoneClause) -> String {
        self.summarize(self.id(gone.last), gone.origin, &gone.path, &gone.events)
    }

    /// `from A/C.2/80/L.9 (OP3); A/C.2/80/L.57: reworded, renumbered`
    fn summarize(
        &self,
        id: &str,
        origin: VersionIndex,
        path: &[Vec<ParagraphIndex>],
        events: &[ClauseEvent],
    ) -> String {
        let first = path.get(origin.0).map(|paragraphs| self.ids(origin, paragraphs)).unwrap_or_default();
        let new = if origin.0 > 0 { "new in" } else { "from" };
        let old = if first == [id] { String::new() } else { format!(" ({})", first.join(" + ")) };
        let mut parts = vec![format!("{new} {}{old}", self.name(origin))];
        let versions = events.chunk_by(|left, right| left.version == right.version);
        parts.extend(versions.filter_map(|events| {
            let kinds = events.iter().map(|event| event.kind).filter(|kind| *kind != EventKind::Added);
            let kinds: Vec<&str> = kinds.map(EventKind::name).collect();
            let version = self.name(events.first()?.version);
            (!kinds.is_empty()).then(|| format!("{version}: {}", kinds.join(", ")))
        }));
        parts.join("; ")
    }

    /// The paragraphs of one version in a row, each on a line with its number.
    pub fn cell(&self, row: &HistoryRow, version: VersionIndex) -> String {
        let resolution = &self.history.versions[version.0];
        let line = |paragraph: &ParagraphIndex| {
            let paragraph = &resolution[*paragraph];
            super::label_prefix(paragraph.label_before_text()) + &paragraph.text
        };
        row.paragraphs[version.0].iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// The remark on a row: on each of its paragraphs in the last version, and on what was dropped.
    pub fn remark(&self, row: usize) -> &str {
        &self.remarks[row]
    }

    fn row_remarks(&self) -> Vec<String> {
        let mut remarks: Vec<Vec<String>> = vec![Vec::new(); self.history.rows.len()];
        for clause in &self.history.clauses {
            remarks[clause.row].push(format!("{} {}", self.paragraph(clause).id, self.story(clause)));
        }
        for gone in &self.history.gone {
            remarks[gone.row].push(format!("{} {}", self.id(gone.last), self.gone_story(gone)));
        }
        remarks.into_iter().map(|lines| lines.join("\n")).collect()
    }

    /// The text of a paragraph in runs of words.
    pub fn runs(&self, at: VersionedParagraph) -> Vec<TracedRun<'_>> {
        let text = self.history.paragraph(at).text.as_str();
        let words = &self.history.words[at.version.0][at.paragraph.0];
        let mut runs = Vec::new();
        let mut start = 0;
        for same in words.chunk_by(|left, right| self.kind(left.id) == self.kind(right.id)) {
            let (Some(first), Some(last)) = (same.first(), same.last()) else { continue };
            let (version, present) = self.kind(first.id);
            let text = &text[start..last.range.end];
            let before = runs.last().map(|run: &TracedRun<'_>| run.credited);
            let credited = before.filter(|_| !text.contains(char::is_alphanumeric)).unwrap_or(version);
            runs.push(TracedRun { text, version, credited, present });
            start = last.range.end;
        }
        runs
    }

    fn kind(&self, word: WordId) -> (VersionIndex, &[VersionIndex]) {
        (self.history.word_versions[word.0 as usize], &self.presence[word.0 as usize])
    }

    /// The doubts about the versions as a series: their order, texts that may be unrelated or are the same.
    pub fn series_warnings(&self) -> Vec<String> {
        let step = |(step, comparison): (usize, &Comparison)| {
            let [older, newer] = [step, step + 1].map(|version| self.name(VersionIndex(version)));
            let warnings = comparison.warnings.iter().map(move |warning| format!("{older} → {newer}: {warning}"));
            warnings.collect::<Vec<_>>()
        };
        let steps = self.history.steps.iter().enumerate().flat_map(step);
        self.history.warnings.iter().map(ToString::to_string).chain(steps).collect()
    }

    /// The doubts about how each version was read.
    pub fn version_warnings(&self) -> Vec<String> {
        let versions = self.history.versions.iter().zip(&self.names);
        let of_version = |(version, name): (&Resolution, &String)| {
            version.warnings.iter().map(|warning| format!("{name}: {warning}")).collect::<Vec<_>>()
        };
        versions.flat_map(of_version).collect()
    }

    /// All doubts, those about the series first.
    pub fn warnings(&self) -> Vec<String> {
        let mut warnings = self.series_warnings();
        warnings.extend(self.version_warnings());
        warnings
    }

    /// What a version is called.
    pub fn name(&self, version: VersionIndex) -> &str {
        self.names.get(version.0).map_or("", String::as_str)
    }

    /// The ids of paragraphs of one version.
    pub fn ids(&self, version: VersionIndex, paragraphs: &[ParagraphIndex]) -> Vec<&'a str> {
        let resolution = &self.history.versions[version.0];
        paragraphs.iter().map(|paragraph| resolution[*paragraph].id.0.as_str()).collect()
    }

    /// The id of one paragraph.
    pub fn id(&self, at: VersionedParagraph) -> &'a str {
        &self.history.versions[at.version.0][at.paragraph].id.0
    }

    /// The clauses that came after the first version and went before the last, a sentence each.
    pub fn passing(&self) -> Vec<String> {
        let came_and_went = self
            .history
            .gone
            .iter()
            .filter(|gone| gone.origin.0 > 0 && self.history.paragraph(gone.last).part.is_text());
        let sentence = |gone: &GoneClause| {
            let dropped = self.name(VersionIndex(gone.last.version.0 + 1));
            let first = self.ids(gone.origin, &gone.path[gone.origin.0]).join(" + ");
            let last = self.id(gone.last);
            let later = if first == last { String::new() } else { format!(", later {last}") };
            let added = self.name(gone.origin);
            format!("Added in {added} as {first}{later}, dropped in {dropped}: “{}”", self.excerpt(gone))
        };
        came_and_went.map(sentence).collect()
    }

    /// The first words of a dropped clause.
    pub fn excerpt(&self, gone: &GoneClause) -> String {
        super::excerpt(&self.history.paragraph(gone.last).text)
    }

    /// How many paragraphs of the last version, headings and tables among them, each version brought.
    pub fn brought(&self) -> Vec<usize> {
        let mut counts = vec![0; self.history.versions.len()];
        self.history.clauses.iter().for_each(|clause| counts[clause.origin.0] += 1);
        counts
    }

    /// How many clauses were dropped and stayed out, and how many came back.
    pub fn absences(&self) -> (usize, usize) {
        let revived = |clause: &&Clause| clause.events.iter().any(|event| event.kind == EventKind::Revived);
        (self.history.gone.len(), self.history.clauses.iter().filter(revived).count())
    }

    /// What it comes to in a sentence.
    pub fn verdict(&self) -> String {
        let brought = self.brought();
        let total: usize = brought.iter().sum();
        let shares = brought.iter().enumerate().filter(|(_, count)| **count > 0);
        let shares: Vec<String> =
            shares.map(|(version, count)| format!("{count} from {}", self.name(VersionIndex(version)))).collect();
        let (gone, revived) = self.absences();
        let mut out = format!(
            "{} in {}: {}",
            counted(total, "paragraph"),
            self.names.last().map_or("", String::as_str),
            if shares.is_empty() { "none".to_owned() } else { shares.join(", ") }
        );
        if revived > 0 {
            out += &format!("; {revived} came back after an absence");
        }
        out + &if gone == 0 { "; nothing was dropped.".to_owned() } else { format!("; {gone} dropped on the way.") }
    }
}

/// The versions that have each word.
fn presence(history: &History) -> Vec<Vec<VersionIndex>> {
    let mut presence: Vec<Vec<VersionIndex>> = vec![Vec::new(); history.word_versions.len()];
    for (version, paragraphs) in history.words.iter().enumerate() {
        for word in paragraphs.iter().flatten() {
            let versions = &mut presence[word.id.0 as usize];
            if versions.last() != Some(&VersionIndex(version)) {
                versions.push(VersionIndex(version));
            }
        }
    }
    presence
}
