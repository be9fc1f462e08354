//! The table, and the lines for machines.

use std::io::Write as _;

/// What was measured.
pub struct Report {
    lines: Option<std::fs::File>,
}

impl Report {
    /// Begins the table.
    pub fn new() -> Self {
        println!("{:<58} {:>12}  unit", "what", "figure");
        let lines = std::env::var_os("BENCH_JSON")
            .map(|path| std::fs::File::create(path).expect("the file can be written"));
        Self { lines }
    }

    /// One figure.
    pub fn row(&mut self, what: &str, figure: f64, unit: &str) {
        println!("{what:<58} {figure:>12.3}  {unit}");
        self.line(&serde_json::json!({ "what": what, "figure": figure, "unit": unit }));
    }

    /// Something that was not measured, and why.
    pub fn skip(&mut self, what: &str, why: &str) {
        println!("{what:<58} {:>12}  {why}", "-");
        self.line(&serde_json::json!({ "what": what, "figure": null, "unit": why }));
    }

    fn line(&mut self, line: &serde_json::Value) {
        if let Some(file) = &mut self.lines {
            writeln!(file, "{line}").expect("the file can be written");
        }
    }

    /// Ends the table.
    pub fn finish(mut self) {
        println!("CPU is the server's own, all threads; the generator ran beside it on the same cores.");
        if let Some(file) = &mut self.lines {
            file.flush().expect("the file can be written");
        }
    }
}

/// The value below which so many of a hundred lie.
pub fn percentile(sorted: &[f64], percent: usize) -> f64 {
    let at = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    sorted.get(at).copied().unwrap_or(0.0)
}
