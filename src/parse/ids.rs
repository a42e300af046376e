//! Entries → paragraphs with part, parent and id.
//!
//! The ids follow one scheme everywhere: `PP3`, `OP4 bis`, `OP4(a)(ii)`, `OP4/tail`, `II/OP1`, `Annex/Article4/1(c)`,
//! `Decl/P2`, `H1`, `T1`. A section's number becomes a prefix only where numbering restarts at sections of its kind:
//! that needs a look at the whole part first, so names are given in a second pass. Headings without a number that
//! begin new counts do the same ([`runs`]): `H3/OP1`.

mod runs;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use ecow::{EcoString, eco_format};
use foldhash::fast::RandomState;

use super::outline::{Entry, EntryKind};
use crate::lexicon::SectionKind;
use crate::model::{Label, NumberStyle, Paragraph, ParagraphId, ParagraphIndex, ParagraphRole, Part, TextKey, Warning};

/// Names all entries.
pub(super) fn assign_ids(entries: Vec<Entry>, warnings: &mut Vec<Warning>) -> Vec<Paragraph> {
    let (mut places, restarts, nested) = section_paths(&entries);
    runs::add_headings(&entries, &mut places);
    let mut namer = IdAssigner {
        restarts,
        nested,
        counts: HashMap::default(),
        taken: HashMap::with_capacity_and_hasher(entries.len(), RandomState::default()),
        numbered: BTreeSet::new(),
        out: Vec::with_capacity(entries.len()),
    };
    let entries = preambular_before_numbers(entries, &places, &namer);
    let numbered = entries.iter().zip(&places).filter(|(entry, _)| entry.kind == EntryKind::Numbered);
    for (_, site) in numbered.filter(|(_, site)| site.scope.is_empty()) {
        let section = namer.section(site);
        if !namer.numbered.contains(&section) {
            namer.numbered.insert(section);
        }
    }
    let is_number_only: Vec<bool> = entries.iter().map(|entry| entry.is_number_only).collect();
    for (entry, place) in entries.into_iter().zip(&places) {
        namer.entry(entry, place, warnings);
    }
    if is_number_only.contains(&true) {
        return without_bare_numbers(namer.out, &is_number_only);
    }
    namer.out
}

/// Leaves out the paragraphs that are but a number before another one. What belongs to one belongs to its parent.
fn without_bare_numbers(paragraphs: Vec<Paragraph>, is_number_only: &[bool]) -> Vec<Paragraph> {
    let mut out: Vec<Paragraph> = Vec::with_capacity(paragraphs.len());
    // the new index of each paragraph; of one left out, that of its parent
    let mut indices: Vec<Option<ParagraphIndex>> = Vec::with_capacity(paragraphs.len());
    let mut outer = EcoString::new();
    for (mut paragraph, left_out) in paragraphs.into_iter().zip(is_number_only) {
        paragraph.parent = paragraph.parent.and_then(|parent| indices.get(parent.0).copied().flatten());
        if let Some(label) = &mut paragraph.label {
            label.text = eco_format!("{outer}{}", label.text);
            outer = if *left_out { label.text.clone() } else { EcoString::new() };
        }
        if *left_out {
            indices.push(paragraph.parent);
            continue;
        }
        indices.push(Some(ParagraphIndex(out.len())));
        out.push(paragraph);
    }
    out
}

/// Before the first number of a section even “Recalls its resolution …” stands in the preamble. An article has none.
fn preambular_before_numbers(mut entries: Vec<Entry>, sites: &[Rc<SectionPath>], namer: &IdAssigner) -> Vec<Entry> {
    let mut numbers_follow: BTreeSet<EcoString> = BTreeSet::new();
    for (entry, site) in entries.iter_mut().zip(sites).rev().filter(|(_, site)| site.scope.is_empty()) {
        let section = namer.numbered_section(site);
        let is_article = site.sections.last().is_some_and(|(kind, _)| *kind == SectionKind::Article);
        match entry.kind {
            EntryKind::Numbered if entry.label.as_ref().is_some_and(|label| label.ordinal == 1) => {
                numbers_follow.insert(section);
            }
            EntryKind::Numbered => {
                numbers_follow.remove(&section);
            }
            EntryKind::Operative if !is_article && numbers_follow.contains(&section) => {
                entry.kind = EntryKind::Preambular
            }
            _ => {}
        }
    }
    entries
}

/// Where an entry stands: its area (`Annex II`, `Decl`, empty for the resolution itself) and its sections.
#[derive(Debug, Clone, Default, PartialEq)]
struct SectionPath {
    scope: String,
    sections: Vec<(SectionKind, String)>,
    /// The heading without a number that distinguishes its number, `H3`; empty if none is needed.
    heading: String,
}

type Restarts = BTreeMap<String, BTreeSet<SectionKind>>;

/// The kinds of sections that are counted anew in another kind: “Section 1” of every article.
type Nested = BTreeSet<(String, SectionKind, SectionKind)>;

/// The site of every entry, shared by those that have the same, and the kinds of sections at which numbering restarts in
/// each area.
fn section_paths(entries: &[Entry]) -> (Vec<Rc<SectionPath>>, Restarts, Nested) {
    let mut site = Rc::new(SectionPath::default());
    let mut sites = Vec::with_capacity(entries.len());
    let mut restarts = Restarts::new();
    let mut numbered = false;
    let mut since: Option<SectionKind> = None;
    let mut first_above: BTreeMap<(String, String), Option<(SectionKind, String)>> = BTreeMap::new();
    let mut nested = Nested::new();
    for entry in entries {
        match &entry.kind {
            EntryKind::DeclarationTitle => {
                site = Rc::new(SectionPath { scope: "Decl".into(), ..SectionPath::default() });
                numbered = false;
                since = None;
            }
            EntryKind::Heading(Some(section)) if section.kind == SectionKind::Annex => {
                let number =
                    section.text.split_whitespace().nth(1).map(|number| format!(" {number}")).unwrap_or_default();
                let word = if section.text.to_lowercase().starts_with("appendi") { "Appendix" } else { "Annex" };
                site = Rc::new(SectionPath { scope: format!("{word}{number}"), ..SectionPath::default() });
                numbered = false;
                since = None;
            }
            EntryKind::Heading(Some(section)) => {
                let sections = &mut Rc::make_mut(&mut site).sections;
                if let Some(index) = sections.iter().position(|(kind, _)| *kind == section.kind) {
                    sections.truncate(index);
                }
                let shown: String = section.text.split_whitespace().collect();
                let above = sections.last().cloned();
                sections.push((section.kind, shown.clone()));
                let first = first_above.entry((site.scope.clone(), shown)).or_insert_with(|| above.clone());
                if let Some((outer, _)) = above.as_ref().filter(|_| *first != above) {
                    nested.insert((site.scope.clone(), section.kind, *outer));
                }
                since = Some(section.kind);
            }
            EntryKind::Numbered => {
                let first = entry.label.as_ref().is_some_and(|label| label.ordinal == 1);
                if let Some(kind) = since.filter(|_| first && numbered) {
                    restarts.entry(site.scope.clone()).or_default().insert(kind);
                }
                numbered = true;
                since = None;
            }
            _ => {}
        }
        sites.push(Rc::clone(&site));
    }
    (sites, restarts, nested)
}

struct IdAssigner {
    restarts: Restarts,
    nested: Nested,
    counts: HashMap<EcoString, usize, RandomState>,
    taken: HashMap<EcoString, usize, RandomState>,
    /// The sections of the main part that number their operative paragraphs; elsewhere they are counted.
    numbered: BTreeSet<EcoString>,
    out: Vec<Paragraph>,
}

impl IdAssigner {
    fn entry(&mut self, entry: Entry, site: &SectionPath, warnings: &mut Vec<Warning>) {
        let area = if site.scope.is_empty() { EcoString::new() } else { eco_format!("{}/", site.scope) };
        let section = self.section(site);
        let parent = entry.parent.map(ParagraphIndex);
        let above = parent.and_then(|parent| self.out.get(parent.0));
        let above_id = above.map(|above| above.id.0.clone()).unwrap_or_default();
        let above_part = above.map(|above| above.part);
        let depth = match (&entry.kind, above) {
            (EntryKind::Item, Some(above)) if above.part.is_text() => above.depth + 1,
            (EntryKind::Item, _) => 1,
            (EntryKind::Nested | EntryKind::Continuation, Some(above)) => above.depth + 1,
            _ => 0,
        };
        let shown = entry.label.as_ref().map(|label| label.text.clone()).unwrap_or_default();
        let main = site.scope.is_empty();
        let (id, part) = match &entry.kind {
            kind if kind.is_heading() => (self.count(eco_format!("{area}H")), Part::Heading),
            EntryKind::Table => (self.count(eco_format!("{area}T")), Part::Table),
            EntryKind::Preambular if main => (self.count(eco_format!("{section}PP")), Part::Preambular),
            EntryKind::Operative if main => {
                let stem = if self.numbered.contains(&section) { "OPu" } else { "OP" };
                (self.count(eco_format!("{section}{stem}")), Part::Operative)
            }
            EntryKind::Chapeau if main => (eco_format!("{section}OP0"), Part::Operative),
            EntryKind::Numbered if main => (eco_format!("{section}OP{shown}"), Part::Operative),
            EntryKind::Numbered => (eco_format!("{area}{section}{shown}"), part_of(site)),
            EntryKind::Item => (self.item_id(&above_id, entry.label.as_ref(), &area), inherited(above_part, site)),
            EntryKind::Nested => (self.count(eco_format!("{above_id}/P")), inherited(above_part, site)),
            EntryKind::Continuation => (eco_format!("{above_id}/tail"), inherited(above_part, site)),
            _ => (self.count(eco_format!("{area}P")), part_of(site)),
        };
        let id = self.unique(id, entry.place, warnings);
        let text = if entry.text.is_empty() { shown.into() } else { entry.text };
        let role = match &entry.kind {
            EntryKind::Continuation => ParagraphRole::Continuation,
            EntryKind::Chapeau if main => ParagraphRole::Chapeau,
            EntryKind::DeclarationTitle => ParagraphRole::DeclarationTitle,
            _ => ParagraphRole::Clause,
        };
        self.out.push(Paragraph {
            id,
            part,
            role,
            label: entry.label,
            parent,
            depth,
            text,
            key: TextKey::default(),
            opening: entry.opening,
            footnote_refs: entry.marks,
            cross_references: Vec::new(),
            location: entry.place,
        });
    }

    /// `II/`, `II.B/`, `Article4/`, `H3/`: the sections and the heading that tell equal numbers apart.
    fn section(&self, site: &SectionPath) -> EcoString {
        let section = self.numbered_section(site);
        if site.heading.is_empty() { section } else { eco_format!("{section}{}/", site.heading) }
    }

    /// The sections with a number.
    fn numbered_section(&self, site: &SectionPath) -> EcoString {
        let Some(kinds) = self.restarts.get(&site.scope) else { return EcoString::new() };
        let Some(deepest) = site.sections.iter().rposition(|(kind, _)| kinds.contains(kind)) else {
            return EcoString::new();
        };
        // articles are counted through, so their chapter adds nothing; letters are counted anew under every Roman number
        let (kind, shown) = &site.sections[deepest];
        if matches!(kind, SectionKind::Roman | SectionKind::Letter) {
            let path = site.sections[..=deepest]
                .iter()
                .filter(|(kind, _)| matches!(kind, SectionKind::Roman | SectionKind::Letter));
            return eco_format!("{}/", path.map(|(_, shown)| shown.as_str()).collect::<Vec<_>>().join("."));
        }
        let outer = deepest.checked_sub(1).map(|outer| &site.sections[outer]);
        match outer.filter(|(outer, _)| self.nested.contains(&(site.scope.clone(), *kind, *outer))) {
            Some((_, outer)) => eco_format!("{outer}/{shown}/"),
            None => eco_format!("{shown}/"),
        }
    }

    fn item_id(&mut self, above: &str, label: Option<&Label>, area: &str) -> EcoString {
        let above = if above.is_empty() { area.trim_end_matches('/') } else { above };
        match label {
            Some(label) if label.style == NumberStyle::Bullet => self.count(eco_format!("{above}(•")) + ")",
            Some(label) if label.style == NumberStyle::Number && !label.text.starts_with('(') => {
                eco_format!("{above}/{}", label.text)
            }
            Some(label) => eco_format!("{above}{}", label.text),
            None => self.count(eco_format!("{above}/P")),
        }
    }

    fn count(&mut self, stem: EcoString) -> EcoString {
        let count = match self.counts.get_mut(&stem) {
            Some(count) => count,
            None => self.counts.entry(stem.clone()).or_insert(0),
        };
        *count += 1;
        eco_format!("{stem}{count}")
    }

    /// A second paragraph of one id gets `~2`, and a warning.
    fn unique(
        &mut self,
        id: EcoString,
        place: crate::model::SourceLocation,
        warnings: &mut Vec<Warning>,
    ) -> ParagraphId {
        let seen = self.taken.entry(id.clone()).or_insert(0);
        *seen += 1;
        if *seen == 1 {
            return ParagraphId(id);
        }
        let named = eco_format!("{id}~{seen}");
        warnings.push(Warning::at(place, format!("the number of {id} occurs again; this paragraph is called {named}")));
        self.taken.insert(named.clone(), 1);
        ParagraphId(named)
    }
}

fn part_of(site: &SectionPath) -> Part {
    match site.scope.as_str() {
        "" => Part::Operative,
        "Decl" => Part::Declaration,
        _ => Part::Annex,
    }
}

/// The part of a list item is that of its paragraph; under a heading, that of the area.
fn inherited(above: Option<Part>, site: &SectionPath) -> Part {
    above.filter(|part| part.is_text()).unwrap_or_else(|| part_of(site))
}
