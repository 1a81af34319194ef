//! The output folder of a run: held by one process at a time, and freed of what no part of it names.

use std::collections::HashSet;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use super::manifest::{Identity, Manifest, NAME, Past};
use crate::error::Error;

/// The file that whoever writes into the folder has locked; the lock ends with the process, however it ends.
const LOCK: &str = ".lock";

/// A folder that is this process's to write into.
pub(super) struct Folder {
    pub(super) path: PathBuf,
    pub(super) manifest: Manifest,
    pub(super) past: Past,
    _lock: File,
}

impl Folder {
    /// Takes the folder, for a new run or to go on with an earlier one. `rooms` are the folders in it that hold parts.
    pub(super) fn take(
        path: &Path,
        identity: Identity,
        resume: bool,
        rooms: &[&str],
    ) -> Result<Folder, Error> {
        fs::create_dir_all(path).map_err(|why| Error::file(path, why))?;
        let lock = lock(path)?;
        let manifest = path.join(NAME);
        if !resume && manifest.exists() {
            return Err(Error::argument(format!(
                "{} holds a run already: --resume (resume=True) goes on with it, another output starts anew",
                path.display()
            )));
        }
        let begun = if resume {
            Manifest::go_on(path, &identity)?
        } else {
            None
        };
        let fresh = begun.is_none();
        let past = begun.as_ref().map(|(_, past)| past.files.iter());
        let named: HashSet<&str> = past.into_iter().flatten().map(String::as_str).collect();
        for room in rooms {
            sweep(path, room, &named, fresh)?;
        }
        let (manifest, past) = match begun {
            Some(begun) => begun,
            None => (Manifest::begin(path, identity)?, Past::default()),
        };
        sync_folder(path)?;
        Ok(Folder {
            path: path.to_owned(),
            manifest,
            past,
            _lock: lock,
        })
    }
}

/// Locks the folder.
fn lock(folder: &Path) -> Result<File, Error> {
    let path = folder.join(LOCK);
    let file = File::create(&path).map_err(|why| Error::file(&path, why))?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(Error::argument(format!(
            "another run is writing into {}",
            folder.display()
        ))),
        // A file system without locks: the caller has to see to it.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(file),
    }
}

/// Makes a folder for parts, or deletes from it those parts that did not come about: `named` are the ones that did.
fn sweep(folder: &Path, room: &str, named: &HashSet<&str>, fresh: bool) -> Result<(), Error> {
    let path = folder.join(room);
    let failed = |why| Error::file(&path, why);
    fs::create_dir_all(&path).map_err(failed)?;
    for entry in fs::read_dir(&path).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let aside = name.starts_with(".part-") && name.ends_with(".tmp");
        if !aside && (!name.starts_with("part-") || named.contains(&*format!("{room}/{name}"))) {
            continue;
        }
        if fresh && !aside {
            return Err(Error::argument(format!(
                "{} holds {name}, but {NAME} does not name it: choose another output",
                path.display()
            )));
        }
        fs::remove_file(entry.path()).map_err(|why| Error::file(&entry.path(), why))?;
    }
    Ok(())
}

/// Brings the names in a folder to the disk. Windows knows no such thing for folders, and keeps names by itself.
pub(super) fn sync_folder(folder: &Path) -> Result<(), Error> {
    if cfg!(unix) {
        let synced = File::open(folder).and_then(|folder| folder.sync_all());
        synced.map_err(|why| Error::file(folder, why))?;
    }
    Ok(())
}
