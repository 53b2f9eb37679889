//! Reading the crates' manifests.

use super::finding::Finding;
use crate::workspace::SourceFile;

/// One crate of the workspace.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Manifest {
    /// Path of its `Cargo.toml`.
    pub(super) path: String,
    /// Folder name: `domain`, `server`, `xtask`.
    pub(super) folder: String,
    /// Names of all it depends on, of whatever kind (normal, dev, build).
    pub(super) dependencies: Vec<Dependency>,
}

/// One name under a `[dependencies]` table.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Dependency {
    pub(super) name: String,
    /// Where it is declared, counted from 1.
    pub(super) line: usize,
}

/// Every crate's manifest; one that can't be read is a finding.
pub(super) fn read_all(files: &[SourceFile]) -> (Vec<Manifest>, Vec<Finding>) {
    let mut manifests = Vec::new();
    let mut findings = Vec::new();
    for file in files {
        let Some(folder) = file.path.strip_suffix("/Cargo.toml") else { continue };
        match file.text.parse::<toml::Table>() {
            Ok(table) => manifests.push(Manifest {
                path: file.path.clone(),
                folder: folder.rsplit('/').next().unwrap_or(folder).to_owned(),
                dependencies: dependencies(&table, &file.text),
            }),
            Err(error) => findings.push(Finding::new(
                &file.path,
                1,
                error.message().to_owned(),
                "mend the manifest",
            )),
        }
    }
    (manifests, findings)
}

fn dependencies(table: &toml::Table, text: &str) -> Vec<Dependency> {
    let targets = table.get("target").and_then(toml::Value::as_table).into_iter();
    let per_target = targets.flat_map(toml::Table::values).filter_map(toml::Value::as_table);
    let mut found = Vec::new();
    for table in std::iter::once(table).chain(per_target) {
        for kind in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let Some(entries) = table.get(kind).and_then(toml::Value::as_table) else { continue };
            for (key, entry) in entries {
                // `alias = { package = "real-name" }`: the real name counts.
                let name = entry.get("package").and_then(toml::Value::as_str).unwrap_or(key);
                found.push(Dependency { name: name.to_owned(), line: line_of(text, key) });
            }
        }
    }
    found
}

fn line_of(text: &str, key: &str) -> usize {
    text.lines()
        .position(|line| {
            line.strip_prefix(key).is_some_and(|after| after.starts_with([' ', '.', '=']))
        })
        .map_or(1, |index| index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<(String, usize)> {
        let files = [SourceFile::new("crates/store/Cargo.toml", text)];
        let (mut manifests, _) = read_all(&files);
        manifests.remove(0).dependencies.into_iter().map(|d| (d.name, d.line)).collect()
    }

    #[test]
    fn dev_and_target_dependencies_count_too() {
        let text = "[dependencies]\na = \"1\"\n[dev-dependencies]\nb.workspace = true\n\
                    [target.'cfg(unix)'.dependencies]\nc = \"1\"\n";
        let expected = [("a".to_owned(), 2), ("b".to_owned(), 4), ("c".to_owned(), 6)];
        assert_eq!(names(text), expected);
    }

    #[test]
    fn a_renamed_dependency_goes_by_its_real_name() {
        let text = "[dependencies]\nclock = { package = \"tokio\", version = \"1\" }\n";
        assert_eq!(names(text), [("tokio".to_owned(), 2)]);
    }

    #[test]
    fn an_unreadable_manifest_is_a_finding() {
        let (_, findings) = read_all(&[SourceFile::new("crates/a/Cargo.toml", "[dependencies")]);
        assert_eq!(findings.len(), 1);
    }
}
