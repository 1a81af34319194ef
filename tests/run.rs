//! Long runs: parts that are there as a whole or not at all, and runs that go on as if nobody had disturbed them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use dateline::run::{Failures, Format, Progress, Run, RunOptions, Step};
use dateline::{Error, Extractor};

use crate::rows::EXTRACTOR;

/// A folder of the test's own with some small articles, gone when the test is over.
struct Case {
    folder: PathBuf,
    inputs: Vec<PathBuf>,
}

impl Drop for Case {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Case {
    fn new(name: &str, articles: usize) -> Case {
        let folder = std::env::temp_dir().join(format!("dateline-run-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let write = |number: usize| {
            let path = folder.join(format!("{number:03}.txt"));
            let day = number % 28 + 1;
            let text = format!(
                "Ministers Meet\n\n2024-01-{day:02}\n\nPARIS (AP) - Ann Lee met {number} ministers.\n"
            );
            fs::write(&path, text).unwrap();
            path
        };
        let inputs = (0..articles).map(write).collect();
        Case { folder, inputs }
    }

    fn out(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn begin(&self, out: &str, options: RunOptions) -> Result<Run, Error> {
        Run::new(
            Arc::clone(&EXTRACTOR),
            self.inputs.clone(),
            &self.out(out),
            options,
        )
    }

    fn run(&self, out: &str, options: RunOptions) -> Progress {
        finish(self.begin(out, options).unwrap()).unwrap()
    }

    /// The lines of a folder's files in the order of their parts.
    fn lines(&self, out: &str, room: &str) -> Vec<String> {
        let parts = files(&self.out(out).join(room)).into_iter();
        let texts = parts.map(|path| fs::read_to_string(path).unwrap());
        texts
            .flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>())
            .collect()
    }
}

fn finish(mut run: Run) -> Result<Progress, Error> {
    while run.step(Duration::from_millis(50))? == Step::Going {}
    Ok(run.progress())
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}

fn lines_of(part_articles: usize) -> RunOptions {
    RunOptions {
        format: Format::Jsonl,
        part_articles,
        workers: Some(2),
        ..RunOptions::default()
    }
}

fn resuming(options: RunOptions) -> RunOptions {
    RunOptions {
        resume: true,
        ..options
    }
}

#[test]
fn parts_hold_the_articles_in_order() {
    let case = Case::new("order", 25);
    let progress = case.run("out", lines_of(10));
    assert_eq!((progress.articles, progress.errors), (25, 0));
    assert_eq!(files(&case.out("out/records")).len(), 3);
    let lines = case.lines("out", "records");
    let ids: Vec<String> = lines.iter().map(|line| record_id(line)).collect();
    let paths: Vec<String> = case
        .inputs
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    assert_eq!(ids, paths);

    let tables = RunOptions {
        part_articles: 10,
        ..RunOptions::default()
    };
    case.run("tables", tables);
    for table in dateline::export::Table::FLAT {
        assert_eq!(
            files(&case.out("tables").join(table.as_str())).len(),
            3,
            "{table}"
        );
    }
}

fn record_id(line: &str) -> String {
    dateline::export::from_json(line).unwrap().article.id.unwrap()
}

#[test]
fn a_run_that_stops_goes_on_as_if_it_had_not() {
    let case = Case::new("resume", 40);
    case.run("whole", lines_of(7));
    for steps in [0, 1, 3] {
        let out = format!("stopped-{steps}");
        let mut run = case.begin(&out, lines_of(7)).unwrap();
        for _ in 0..steps {
            run.step(Duration::from_millis(5)).unwrap();
        }
        run.close().unwrap();
        drop(run);
        case.run(&out, resuming(lines_of(7)));
        assert_eq!(
            case.lines(&out, "records"),
            case.lines("whole", "records"),
            "{steps}"
        );
        // There is nothing left to do now.
        assert_eq!(case.run(&out, resuming(lines_of(7))).articles, 0);
        assert_eq!(case.lines(&out, "records").len(), 40);
    }
}

#[test]
fn what_no_line_names_is_deleted_and_a_torn_line_is_none() {
    let case = Case::new("torn", 20);
    case.run("whole", lines_of(5));
    let manifest = case.out("whole/manifest.jsonl");
    let text = fs::read_to_string(&manifest).unwrap();
    let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at + 1).collect();
    // Cut within the first line, after it, within the third, before the end of the last, and with zeros of a lost page.
    for (cut, zeros) in [
        (9, 0),
        (ends[0], 0),
        (ends[1] + 20, 0),
        (text.len() - 1, 0),
        (ends[2], 100),
    ] {
        let out = format!("cut-{cut}-{zeros}");
        copy(&case.out("whole"), &case.out(&out));
        if cut < ends[0] {
            fs::remove_dir_all(case.out(&out).join("records")).unwrap();
            fs::remove_dir_all(case.out(&out).join("errors")).unwrap();
        } else {
            fs::write(case.out(&out).join("records/.part-00009.jsonl.tmp"), "half").unwrap();
        }
        let mut torn = text.as_bytes()[..cut].to_vec();
        torn.extend(vec![0; zeros]);
        fs::write(case.out(&out).join("manifest.jsonl"), torn).unwrap();
        case.run(&out, resuming(lines_of(5)));
        assert_eq!(
            case.lines(&out, "records"),
            case.lines("whole", "records"),
            "{out}"
        );
        let again = fs::read_to_string(case.out(&out).join("manifest.jsonl")).unwrap();
        assert_eq!(again.lines().count(), text.lines().count(), "{out}");
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for path in files(from) {
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).unwrap();
        }
    }
}

#[test]
fn shards_put_together_are_the_whole() {
    let case = Case::new("shards", 30);
    case.run("whole", lines_of(50));
    let mut together = Vec::new();
    for shard in 1..=3 {
        let out = format!("shard-{shard}");
        let shard = Some(format!("{shard}/3").parse().unwrap());
        case.run(
            &out,
            RunOptions {
                shard,
                ..lines_of(50)
            },
        );
        let lines = case.lines(&out, "records");
        assert!((1..30).contains(&lines.len()), "{}", lines.len());
        together.extend(lines);
    }
    together.sort();
    let mut whole = case.lines("whole", "records");
    whole.sort();
    assert_eq!(together, whole);
}

#[test]
fn limits_and_days_leave_out() {
    let case = Case::new("limits", 30);
    let limit = RunOptions {
        limit: Some(12),
        ..lines_of(5)
    };
    assert_eq!(case.run("limit", limit.clone()).articles, 12);
    assert_eq!(case.run("limit", resuming(limit)).articles, 0);
    let since = Some("2024-01-20".parse().unwrap());
    fs::write(&case.inputs[3], "Nobody says when this was.").unwrap();
    let progress = case.run(
        "since",
        RunOptions {
            since,
            ..lines_of(50)
        },
    );
    // Of the days 1 to 28, 1, 2: those from 20 on, and the article without a day.
    assert_eq!((progress.articles, progress.left_out), (10, 20));
}

#[test]
fn an_unreadable_document_is_a_row_or_the_end() {
    let mut case = Case::new("errors", 6);
    case.inputs.insert(2, case.folder.join("missing.txt"));
    let progress = case.run("collect", lines_of(50));
    assert_eq!((progress.articles, progress.errors), (6, 1));
    let errors = case.lines("collect", "errors");
    assert!(
        errors.len() == 1 && errors[0].contains("missing.txt") && errors[0].contains(r#""article":2"#),
        "{errors:?}"
    );
    let skip = RunOptions {
        errors: Failures::Skip,
        ..lines_of(50)
    };
    assert_eq!(case.run("skip", skip).errors, 1);
    assert!(case.lines("skip", "errors").is_empty());

    let raise = RunOptions {
        errors: Failures::Raise,
        ..lines_of(50)
    };
    let error = finish(case.begin("raise", raise.clone()).unwrap()).unwrap_err();
    assert!(error.to_string().contains("missing.txt"), "{error}");
    assert_eq!(case.lines("raise", "records").len(), 2);
    fs::write(&case.inputs[2], "It is there after all.").unwrap();
    assert_eq!(case.run("raise", resuming(raise)).articles, 5);
    assert_eq!(case.lines("raise", "records").len(), 7);
}

#[test]
fn what_makes_no_sense_is_refused() {
    let case = Case::new("refused", 3);
    let message = |run: Result<Run, Error>| run.err().expect("refused").to_string();
    case.run("out", lines_of(5));
    assert!(message(case.begin("out", lines_of(5))).contains("--resume"));
    let since = Some("2024-01-02".parse().unwrap());
    let other = message(case.begin("out", resuming(RunOptions { since, ..lines_of(5) })));
    assert!(other.contains("since: none there, 2024-01-02 here"), "{other}");
    let own = dateline::Options {
        labels: Some(vec!["PERSON".into()]),
        ..dateline::Options::default()
    };
    let own: Arc<Extractor> = Arc::new(EXTRACTOR.with_options(&own).unwrap());
    let other = message(Run::new(
        own,
        case.inputs.clone(),
        &case.out("out"),
        resuming(lines_of(5)),
    ));
    assert!(other.contains("model, names or patterns"), "{other}");
    let none = Run::new(Arc::clone(&EXTRACTOR), Vec::new(), &case.out("none"), lines_of(5));
    assert!(message(none).contains("nothing to read"));

    let first = case.begin("busy", lines_of(5)).unwrap();
    assert!(message(case.begin("busy", resuming(lines_of(5)))).contains("another run"));
    drop(first);
    assert_eq!(case.run("busy", resuming(lines_of(5))).articles, 3);

    fs::write(case.out("file"), "").unwrap();
    let file = case.begin("file", lines_of(5)).err().expect("no folder");
    assert_eq!(file.path(), Some(&*case.out("file")));
    fs::create_dir_all(case.out("foreign/records")).unwrap();
    fs::write(case.out("foreign/records/part-00000.jsonl"), "").unwrap();
    assert!(message(case.begin("foreign", lines_of(5))).contains("does not name it"));
}

#[test]
fn inputs_that_changed_are_told_and_new_ones_are_read() {
    let mut case = Case::new("changed", 4);
    case.run("out", lines_of(2));
    fs::write(&case.inputs[1], "Another text.").unwrap();
    case.inputs.push(case.folder.join("new.txt"));
    fs::write(&case.inputs[4], "A new text.").unwrap();
    let run = case.begin("out", resuming(lines_of(2))).unwrap();
    assert_eq!(run.warnings().len(), 1);
    assert!(run.warnings()[0].contains("001.txt has changed"));
    assert_eq!(finish(run).unwrap().articles, 1);
    assert_eq!(case.lines("out", "records").len(), 5);
}
