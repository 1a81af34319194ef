use std::sync::Arc;
fn main() {
    let ex = Arc::new(dateline::Extractor::embedded().unwrap());
    let out = std::env::args().nth(2).unwrap();
    let mut scratch = ex.scratch();
    for e in std::fs::read_dir(std::env::args().nth(1).unwrap()).unwrap() {
        let p = e.unwrap().path();
        if p.extension().is_some_and(|x| x == "txt") {
            let r = ex.read(dateline::Job { source: dateline::Source::File(p.clone()), id: None, date: None }, &mut scratch).unwrap();
            std::fs::write(format!("{out}/{}.json", p.file_stem().unwrap().to_str().unwrap()), dateline::export::to_json(&r)).unwrap();
        }
    }
}
