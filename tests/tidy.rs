//! The house rules that a machine can hold: absences, one-way imports, sizes, first lines, what is embedded.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms in the order in which the bytes travel; a room may use those before it and itself.
const FLOW: [&str; 31] = [
    "automaton",
    "lexical",
    "lock",
    "place",
    "queue",
    "error",
    "naming",
    "label",
    "span",
    "date",
    "moment",
    "xml",
    "warning",
    "document",
    "value",
    "sources",
    "article",
    "record",
    "text",
    "gazetteer",
    "tagger",
    "rules",
    "entities",
    "embedded",
    "explain",
    "extract",
    "batch",
    "corpus",
    "export",
    "run",
    "python",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file under `src`, with its path from there and its text.
fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, out: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => walk(&path, out),
                false => out.push(path),
            }
        }
    }
    let mut paths = Vec::new();
    walk(&root().join("src"), &mut paths);
    paths.retain(|path| path.extension().is_some_and(|end| end == "rs"));
    paths.sort();
    let name = |path: &Path| {
        path.strip_prefix(root().join("src"))
            .unwrap()
            .to_string_lossy()
            .replace('\\', "/")
    };
    paths
        .iter()
        .map(|path| (name(path), fs::read_to_string(path).unwrap()))
        .collect()
}

/// Fails with the files that break a rule.
fn hold(rule: &str, broken: impl Fn(&str, &str) -> bool) {
    let list: Vec<String> = sources()
        .into_iter()
        .filter(|(name, text)| broken(name, text))
        .map(|(n, _)| n)
        .collect();
    assert!(list.is_empty(), "{rule}: {list:?}");
}

#[test]
fn only_the_python_room_names_pyo3() {
    hold("pyo3 stands outside src/python", |name, text| {
        !name.starts_with("python/") && name != "lib.rs" && text.contains("pyo3")
    });
}

#[test]
fn only_the_rooms_at_both_ends_and_the_trainer_touch_files() {
    hold("a file is opened", |name, text| {
        let allowed = [
            "sources/", "article/", "export/", "run/", "train/", "bin/", "python/",
        ]
        .iter()
        .any(|room| name.starts_with(room));
        !allowed && (text.contains("std::fs") || text.contains("File::open"))
    });
}

#[test]
fn there_is_no_unsafe() {
    // Python hands Arrow's data over as pointers.
    hold("unsafe", |name, text| {
        name != "python/capsule.rs" && (text.contains("unsafe {") || text.contains("unsafe fn"))
    });
}

#[test]
fn core_types_do_not_know_serde() {
    // JSON is a form in which articles come, and pages carry it in their heads; the manifest of a run is JSON of its own
    hold(
        "serde stands outside export, run, train, python, the forms of articles and dumps",
        |name, text| {
            let allowed = [
                "sources/json",
                "sources/kind",
                "article/forms/",
                "export/",
                "run/",
                "train/",
                "python/",
            ]
            .iter()
            .any(|room| name.starts_with(room));
            !allowed && text.contains("serde")
        },
    );
}

#[test]
fn nothing_uses_the_global_thread_pool() {
    hold("rayon's global pool", |_, text| {
        text.contains("rayon::spawn") || text.contains("par_iter")
    });
}

#[test]
fn every_file_says_its_job_first_and_is_a_room_not_a_hall() {
    hold("no //! sentence in the first line", |_, text| {
        !text.starts_with("//! ")
    });
    hold("more than 600 lines", |_, text| text.lines().count() > 600);
}

/// The code of the documents: what stands between fences in doc comments and in the pages that are tested with them.
fn examples() -> String {
    let mut out = String::new();
    let pages = ["README.md", "docs/api/rust.md"].map(|page| fs::read_to_string(root().join(page)).unwrap());
    let comments = sources().into_iter().map(|(_, text)| {
        let doc = |line: &str| {
            let line = line.trim_start();
            line.strip_prefix("///")
                .or(line.strip_prefix("//!"))
                .map(str::to_owned)
        };
        text.lines().filter_map(doc).collect::<Vec<_>>().join("\n")
    });
    for text in comments.chain(pages) {
        // Every second piece is code; its fence says in which language.
        for code in text.split("```").skip(1).step_by(2) {
            let language = code.lines().next().unwrap_or("").trim();
            if ["", "rust", "no_run"].contains(&language) {
                out.push_str(code);
            }
        }
    }
    out
}

#[test]
fn every_public_name_stands_in_an_example() {
    // `pub` alone is what callers see: the lint `unreachable_pub` holds the rest to `pub(crate)`.
    let examples = examples();
    let words: std::collections::HashSet<&str> = examples
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .collect();
    hold("a public name without an example", |name, text| {
        // The recipe of the shipped model needs data that are not in the repository, and stages are for benches alone.
        let elsewhere = [
            "bin/",
            "python/",
            "extract/stages.rs",
            "train/model.rs",
            "train/folds.rs",
            "train/world.rs",
        ]
        .iter()
        .any(|part| name.starts_with(part));
        let names = text.lines().filter_map(|line| {
            let item = line.trim_start().strip_prefix("pub ")?;
            let item = item.strip_prefix("const ").unwrap_or(item);
            let kinds = ["fn ", "struct ", "enum ", "trait "];
            let rest = kinds.iter().find_map(|kind| item.strip_prefix(kind))?;
            rest.split(|c: char| !c.is_alphanumeric() && c != '_').next()
        });
        !elsewhere && names.into_iter().any(|name| !words.contains(name))
    });
}

#[test]
fn imports_run_one_way() {
    let place = |room: &str| FLOW.iter().position(|r| *r == room);
    hold("an import runs against the flow", |name, text| {
        let room = name.split(['/', '.']).next().unwrap();
        let Some(own) = place(room) else { return false };
        let used = text
            .split("crate::")
            .skip(1)
            .map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next().unwrap());
        used.filter(|used| *used != "train")
            .any(|used| place(used).is_some_and(|at| at > own))
            || (text.contains("crate::train") && !name.starts_with("train/") && name != "python/train.rs")
    });
}

#[test]
fn what_is_embedded_is_what_provenance_says() {
    for (table, name, file) in [
        ("PROVENANCE.toml", "model", "model.bin"),
        ("WORLD.toml", "world", "world.bin"),
    ] {
        let folder = root().join("src/embedded");
        let provenance: toml::Table =
            toml::from_str(&fs::read_to_string(folder.join(table)).unwrap()).unwrap();
        let file = fs::read(folder.join(file)).unwrap();
        let said = |key: &str| provenance[name][key].clone();
        assert_eq!(said("bytes").as_integer(), Some(file.len() as i64));
        let checksum = u64::from_le_bytes(file[16..24].try_into().unwrap());
        assert_eq!(said("checksum").as_str(), Some(&*format!("{checksum:016x}")));
    }
}

#[test]
fn documents_carry_no_path_of_a_machine() {
    for name in [
        "README.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "src/ARCHITECTURE.md",
        "seeds/README.md",
        "src/train/README.md",
    ] {
        let text = fs::read_to_string(root().join(name)).unwrap_or_else(|why| panic!("{name}: {why}"));
        assert!(
            !text.contains("/home/") && !text.contains("/root/") && !text.contains("/work/"),
            "{name}"
        );
    }
}
