//! Times each stage on its own, on samples set side by side 1, 10 and 50 times: time per paragraph should stay the
//! same.
//!
//! `cargo bench` · one stage: `cargo bench -- align`

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use travaux::model::{Resolution, Versions};
use travaux::report::{json, markdown, terminal};
use travaux::{align, diff, normalize, parse, read};

/// Samples typed one paragraph a block, so that setting their bodies side by side gives one longer text.
const TYPED: [&str; 6] = [
    "01-insertion-renumbers",
    "02-moved-paragraphs",
    "03-verbs-and-hedges",
    "04-split-and-merge",
    "05-chapeau-and-list",
    "08-yearly-rollover",
];

fn text(side: &str, copies: usize) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let read = |name: &str| std::fs::read_to_string(folder.join(format!("{name}.{side}.txt"))).unwrap();
    let bodies: Vec<String> = TYPED.iter().map(|name| read(name)).collect();
    // A word of its own in each copy: text repeated to the letter would measure the handling of duplicates.
    let copy =
        |nth: usize| bodies.iter().map(|body| body.replace(" the ", &format!(" the {nth}th "))).collect::<Vec<_>>();
    (0..copies).flat_map(copy).collect::<Vec<_>>().join("\n\n")
}

fn resolutions(copies: usize) -> Versions<Resolution> {
    Versions::new("before", "after").map(|side| travaux::resolution(text(side, copies).as_bytes()).unwrap())
}

fn stages(criterion: &mut Criterion) {
    for copies in [1, 10, 50] {
        let texts = Versions::new("before", "after").map(|side| text(side, copies));
        let both = resolutions(copies);
        let paragraphs = both.after.paragraphs.len();
        let document = || normalize::normalize(read::document(texts.after.as_bytes()).unwrap());
        let alignment = || align::align(both.as_ref());
        let comparison = diff::diff(both.clone(), alignment());

        let mut group = criterion.benchmark_group("stages");
        group.throughput(Throughput::Elements(paragraphs as u64));
        group.bench_function(BenchmarkId::new("read and normalize", paragraphs), |bench| bench.iter(document));
        group.bench_function(BenchmarkId::new("parse", paragraphs), |bench| {
            bench.iter_batched(document, parse::parse, BatchSize::LargeInput);
        });
        group.bench_function(BenchmarkId::new("align", paragraphs), |bench| bench.iter(alignment));
        group.bench_function(BenchmarkId::new("diff", paragraphs), |bench| {
            let input = || (both.clone(), alignment());
            bench.iter_batched(input, |(both, alignment)| diff::diff(both, alignment), BatchSize::LargeInput);
        });
        group.bench_function(BenchmarkId::new("terminal", paragraphs), |bench| {
            bench.iter(|| terminal::comparison(black_box(&comparison), &terminal::Options::default()));
        });
        group.bench_function(BenchmarkId::new("markdown", paragraphs), |bench| {
            bench.iter(|| markdown::comparison(black_box(&comparison), &markdown::Options::default()));
        });
        group.bench_function(BenchmarkId::new("json", paragraphs), |bench| {
            bench.iter(|| json::comparison(black_box(&comparison), &json::Options::default()));
        });
        group.finish();
    }
}

criterion_group! {
    name = benches;
    // Short runs: the figures are for comparing stages and sizes, not for the third digit.
    config = Criterion::default().sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(1));
    targets = stages
}
criterion_main!(benches);
