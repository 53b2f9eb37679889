//! The direction of dependencies between the crates of this repository.

use super::finding::{Finding, Report};
use super::manifest;
use crate::workspace::SourceFile;

/// What each crate may know; `None` is "all but the server".
///
/// The crates that bring facts in, keep them or make them up (ingest, store,
/// simulator) don't know each other: what they share is the domain.
const MAY_KNOW: &[(&str, Option<&[&str]>)] = &[
    ("domain", Some(&[])),
    ("ingest", Some(&["domain"])),
    ("simulator", Some(&["domain"])),
    ("store", Some(&["domain"])),
    ("evidence", Some(&["domain"])),
    ("risk", Some(&["domain", "evidence"])),
    ("server", None),
    // A program beside the server, which measures the server's own library.
    ("bench", Some(&["domain", "ingest", "simulator", "store", "evidence", "risk", "server"])),
    ("xtask", None),
];
const PREFIX: &str = "vigie-";

/// Each crate depends only on those it may know.
pub(super) fn check(files: &[SourceFile]) -> Report {
    let (manifests, mut findings) = manifest::read_all(files);
    for manifest in manifests {
        let place = MAY_KNOW.iter().find(|(folder, _)| *folder == manifest.folder);
        let Some((folder, known)) = place else {
            let message = format!("`{}` has no place among the crates", manifest.folder);
            let hint = "say in xtask/src/tidy/layers.rs which crates it may know";
            findings.push(Finding::new(&manifest.path, 1, message, hint));
            continue;
        };
        for dependency in &manifest.dependencies {
            let Some(other) = dependency.name.strip_prefix(PREFIX) else { continue };
            let allowed = match known {
                Some(known) => known.contains(&other),
                None => !["server", "bench"].contains(&other),
            };
            if !allowed {
                let message = format!("`{folder}` may not know `{other}`");
                let hint = match known {
                    Some([]) => "it knows no other crate of ours".to_owned(),
                    Some(known) => format!("it may know {}", known.join(", ")),
                    None => "nothing depends on a program".to_owned(),
                };
                findings.push(Finding::new(&manifest.path, dependency.line, message, hint));
            }
        }
    }
    findings.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(folder: &str, dependency: &str) -> usize {
        let text = format!("[dependencies]\n{dependency}.workspace = true\n");
        let path = format!("crates/{folder}/Cargo.toml");
        check(&[SourceFile::new(path, text)]).findings.len()
    }

    #[test]
    fn importers_know_the_domain() {
        assert_eq!(findings("ingest", "vigie-domain"), 0);
    }

    #[test]
    fn importers_do_not_know_the_store() {
        assert_eq!(findings("ingest", "vigie-store"), 1);
    }

    #[test]
    fn the_domain_cannot_see_an_outcome() {
        assert_eq!(findings("domain", "vigie-evidence"), 1);
    }

    #[test]
    fn the_server_knows_them_all() {
        assert_eq!(findings("server", "vigie-simulator"), 0);
    }

    #[test]
    fn the_chores_do_not_depend_on_the_server() {
        assert_eq!(findings("xtask", "vigie-server"), 1);
    }

    #[test]
    fn the_benches_measure_the_server() {
        assert_eq!(findings("bench", "vigie-server"), 0);
    }

    #[test]
    fn a_new_crate_must_be_given_a_place() {
        assert_eq!(findings("reports", "serde"), 1);
    }
}
