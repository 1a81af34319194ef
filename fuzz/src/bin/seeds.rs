//! Writes the seeds of all targets into `fuzz/corpus`.

use std::fs;
use std::path::Path;

fn main() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR"));
    dateline_fuzz::seeds::make(&fuzz.join(".."), &mut |target, name, bytes| {
        let folder = fuzz.join("corpus").join(target);
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join(name), bytes).expect("room on the disk");
    });
}
