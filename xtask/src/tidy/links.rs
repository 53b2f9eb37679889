//! Links between the repository's own pages lead somewhere.

use super::finding::{Finding, Report};
use crate::workspace::SourceFile;

/// Every relative link of a Markdown file names a file or folder of the repository.
pub(super) fn check(files: &[SourceFile]) -> Report {
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| file.has_extension("md")) {
        for (line, target) in links(&file.text) {
            let message = match resolve(&file.path, target) {
                Some(path) if exists(files, &path) => continue,
                Some(path) => format!("`{target}` leads to {path}, which doesn't exist"),
                None => format!("`{target}` leads out of the repository"),
            };
            let hint = "mend the path, or add the file to git";
            findings.push(Finding::new(&file.path, line, message, hint));
        }
    }
    findings.into()
}

fn exists(files: &[SourceFile], path: &str) -> bool {
    let folder = format!("{path}/");
    path.is_empty() || files.iter().any(|file| file.path == path || file.path.starts_with(&folder))
}

/// (line, target) of `[text](target)` and `[name]: target`, outside code; only relative ones.
fn links(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut in_code = false;
    for (index, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        }
        if in_code {
            continue;
        }
        // Odd pieces stand between backticks.
        let prose = line.split('`').step_by(2);
        let inline = prose.flat_map(|prose| prose.split("](").skip(1));
        // A link whose text is code, [`a`](b), begins in the piece after the backtick.
        let targets = inline.filter_map(|after| after.split([')', ' ']).next());
        found.extend(targets.chain(definition(line)).map(|target| (index + 1, target)));
    }
    found.retain(|(_, target)| is_relative(target));
    found
}

fn definition(line: &str) -> Option<&str> {
    let (name, target) = line.strip_prefix('[')?.split_once("]: ")?;
    (!name.starts_with('^')).then(|| target.split_whitespace().next()).flatten()
}

fn is_relative(target: &str) -> bool {
    !target.is_empty()
        && !target.starts_with('#')
        && !target.starts_with("mailto:")
        && !target.contains("://")
}

/// Path from the root, without the `#fragment`; `None` if it climbs out.
fn resolve(page: &str, target: &str) -> Option<String> {
    let target = target.split(['#', '?']).next().unwrap_or_default();
    let mut parts = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => page.split('/').rev().skip(1).collect::<Vec<_>>().into_iter().rev().collect(),
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(page: &str) -> Vec<String> {
        let files =
            [SourceFile::new("docs/adr/0001-a.md", page), SourceFile::new("docs/cli.md", "")];
        check(&files).places()
    }

    #[test]
    fn a_link_to_a_file_or_folder_is_fine() {
        assert!(places("[a](../cli.md#exit) [b](..) [c](../../docs/adr)").is_empty());
    }

    #[test]
    fn a_link_to_nothing_is_found_on_its_line() {
        assert_eq!(places("x\n[a](../gone.md)"), ["docs/adr/0001-a.md:2"]);
    }

    #[test]
    fn a_link_with_code_as_its_text_counts() {
        assert_eq!(places("[`a`](gone.md)"), ["docs/adr/0001-a.md:1"]);
    }

    #[test]
    fn a_definition_counts() {
        assert_eq!(places("[a]: gone.md \"title\""), ["docs/adr/0001-a.md:1"]);
    }

    #[test]
    fn a_link_out_of_the_repository_is_found() {
        assert_eq!(places("[a](../../../b.md)"), ["docs/adr/0001-a.md:1"]);
    }

    #[test]
    fn sites_and_examples_are_left_alone() {
        let page = "[a](https://example.org/x) `[b](gone.md)`\n```\n[c](gone.md)\n```\n[d](#here)";
        assert!(places(page).is_empty());
    }
}
