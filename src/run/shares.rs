//! Which part of a run's inputs a shard reads: whole files where that shares the work out, documents of every file elsewhere.

use std::collections::HashSet;
use std::hash::Hash;
use std::path::{Path, PathBuf};

use super::options::Shard;
use super::reader::{STANDARD_INPUT, size};
use crate::tagger::hash::hash_text;

/// Bytes of the heaviest share, in hundredths of an even one, up to which whole files are shared out.
const MOST_UNEVEN: u64 = 125;

/// How a shard takes its share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Share {
    /// Everything: there are no shards.
    All,
    /// These of the documents of each file.
    Documents(Shard),
    /// These of this many files, of which the names come to this hash.
    Files(Shard, usize, u64),
}

impl Share {
    /// How these inputs are shared out. Files are dealt out in turns, which is as good as even where many of one size come
    /// together. With a limit they are not, since it counts the documents of all.
    pub(super) fn of(shard: Option<Shard>, inputs: &[PathBuf], limit: Option<u64>) -> Share {
        let Some(shard) = shard else { return Share::All };
        let documents = Share::Documents(shard);
        let files: Vec<&PathBuf> = once(inputs).collect();
        let shares = usize::try_from(shard.of).unwrap_or(usize::MAX);
        let is_piped = |path: &&PathBuf| path.as_path() == Path::new(STANDARD_INPUT);
        if limit.is_some() || files.len() < shares || files.iter().any(is_piped) {
            return documents;
        }
        let mut loads = vec![0u64; shares];
        let mut names = String::new();
        for (number, path) in files.iter().enumerate() {
            loads[number % shares] += size(path);
            names.push_str(&path.to_string_lossy());
            names.push('\0');
        }
        let (heaviest, all) = (
            loads.iter().max().copied().unwrap_or(0),
            loads.iter().sum::<u64>(),
        );
        match heaviest.saturating_mul(shard.of).saturating_mul(100) <= all.saturating_mul(MOST_UNEVEN) {
            true => Share::Files(shard, files.len(), hash_text(&names)),
            false => documents,
        }
    }

    /// The inputs that have documents in this share, each once.
    pub(super) fn inputs(self, inputs: Vec<PathBuf>) -> Vec<PathBuf> {
        let Share::Files(shard, ..) = self else {
            return inputs;
        };
        let mut files = once(inputs);
        let mut own = Vec::new();
        for number in (0..shard.of).cycle() {
            let Some(file) = files.next() else { break };
            if number + 1 == shard.number {
                own.push(file);
            }
        }
        own
    }

    /// The number of the first document and what is between one and the next: shards that share out files know nothing of
    /// each other's documents, and each takes the numbers that the others do not.
    pub(super) fn numbers(self) -> (u64, u64) {
        match self {
            Share::Files(shard, ..) => (shard.number - 1, shard.of),
            Share::All | Share::Documents(_) => (0, 1),
        }
    }

    /// The shard whose documents are to be picked out of each file.
    pub(super) fn of_documents(self) -> Option<Shard> {
        match self {
            Share::Documents(shard) => Some(shard),
            Share::All | Share::Files(..) => None,
        }
    }

    /// What has to be the same when a run is gone on with.
    pub(super) fn told(self) -> Option<String> {
        match self {
            Share::All => None,
            Share::Documents(shard) => Some(shard.to_string()),
            Share::Files(shard, files, names) => Some(format!("{shard} of {files} files ({names:016x})")),
        }
    }
}

/// Paths in their order, each once however often it was named.
fn once<Path: Clone + Eq + Hash>(paths: impl IntoIterator<Item = Path>) -> impl Iterator<Item = Path> {
    let mut seen = HashSet::new();
    paths.into_iter().filter(move |path| seen.insert(path.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_like_size_are_shared_out_whole() {
        let folder = std::env::temp_dir().join(format!("dateline-shares-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let mut inputs: Vec<PathBuf> = (0..8).map(|n| folder.join(format!("{n}.txt"))).collect();
        for path in &inputs {
            std::fs::write(path, "x".repeat(1000)).expect("a file");
        }
        inputs.push(inputs[0].clone());
        let shard = |text: &str| text.parse::<Shard>().expect("a shard");
        let shares: Vec<Share> = (1..=3)
            .map(|n| Share::of(Some(shard(&format!("{n}/3"))), &inputs, None))
            .collect();
        let own: Vec<Vec<PathBuf>> = shares.iter().map(|share| share.inputs(inputs.clone())).collect();
        let names = |list: &[usize]| list.iter().map(|&n| inputs[n].clone()).collect::<Vec<_>>();
        assert_eq!(own, [names(&[0, 3, 6]), names(&[1, 4, 7]), names(&[2, 5])]);
        assert_eq!(shares[1].numbers(), (1, 3));
        assert_ne!(shares[0].told(), shares[1].told());

        let documents = Share::Documents(shard("1/3"));
        assert_eq!(Share::of(Some(shard("1/3")), &inputs, Some(9)), documents);
        assert_eq!(Share::of(Some(shard("1/3")), &inputs[..2], None), documents);
        std::fs::write(&inputs[3], "x".repeat(9000)).expect("a file");
        assert_eq!(Share::of(Some(shard("1/3")), &inputs, None), documents);
        assert_eq!(documents.inputs(inputs.clone()), inputs);
        std::fs::remove_dir_all(&folder).expect("it is ours");
    }
}
