//! Times each stage on its own, on the long sample repeated to three sizes.
//!
//! `cargo bench` prints the times; time per paragraph must not grow with the number of paragraphs.

use std::fs;
use std::hint::black_box;
use std::path::Path;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use travaux::model::Versions;
use travaux::{align, diff, explain, normalize, parse, read, report};

/// The paragraphs of the long pair so many times over, each copy with words of its own.
fn text(side: &str, copies: usize) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("samples/01-insertion-renumbers.{side}.txt"));
    let text = fs::read_to_string(path).unwrap_or_default();
    let body: Vec<&str> = text.split("\n\n").skip(2).collect();
    let mut out = "The General Assembly,\n\n".to_owned();
    let mut number = 0;
    for copy in 0..copies {
        for paragraph in &body {
            let words = paragraph.split_once(". ").filter(|(label, _)| label.bytes().all(|byte| byte.is_ascii_digit()));
            number += 1;
            let paragraph = words.map_or(*paragraph, |(_, words)| words);
            out += &format!("{number}. {} of district {copy};\n\n", paragraph.trim_end_matches([';', ',', '.']));
        }
    }
    out
}

fn stages(criterion: &mut Criterion) {
    for copies in [1, 20, 200] {
        let texts = Versions::new(text("before", copies), text("after", copies));
        let documents = texts.as_ref().map(|text| read::document(text.as_bytes()).unwrap_or_default());
        let normal = documents.clone().map(normalize::normalize);
        let resolutions = normal.clone().map(parse::parse);
        let alignment = align::align(resolutions.as_ref());
        let comparison = diff::diff(resolutions.clone(), alignment.clone());
        let paragraphs = resolutions.before.paragraphs.len();

        let mut group = criterion.benchmark_group("stages");
        group.sample_size(10).throughput(Throughput::Elements(paragraphs as u64));
        let id = |stage: &str| BenchmarkId::new(stage, paragraphs);
        group.bench_function(id("read"), |run| run.iter(|| read::document(black_box(texts.before.as_bytes()))));
        group.bench_function(id("normalize"), |run| {
            run.iter_batched(|| documents.before.clone(), normalize::normalize, criterion::BatchSize::LargeInput);
        });
        group.bench_function(id("parse"), |run| {
            run.iter_batched(|| normal.before.clone(), parse::parse, criterion::BatchSize::LargeInput);
        });
        group.bench_function(id("align"), |run| run.iter(|| align::align(black_box(resolutions.as_ref()))));
        group.bench_function(id("diff"), |run| {
            run.iter_batched(
                || (resolutions.clone(), alignment.clone()),
                |(resolutions, alignment)| diff::diff(resolutions, alignment),
                criterion::BatchSize::LargeInput,
            );
        });
        group.bench_function(id("explain"), |run| {
            run.iter_batched(|| comparison.clone(), explain::explain, criterion::BatchSize::LargeInput);
        });
        group.bench_function(id("terminal"), |run| {
            run.iter(|| report::terminal::comparison(black_box(&comparison), &Default::default()));
        });
        group.bench_function(id("json"), |run| {
            run.iter(|| report::json::comparison(black_box(&comparison), &Default::default()));
        });
        group.finish();
    }
}

criterion_group!(benches, stages);
criterion_main!(benches);
