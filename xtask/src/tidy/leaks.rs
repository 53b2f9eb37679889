//! Nothing in the repository tells on whose machine it was written.

use super::finding::{Finding, Report};
use crate::workspace::SourceFile;

/// Folders of one person's machine. In two halves, so that this file doesn't match itself.
const FOLDERS: &[&str] =
    &[concat!("/", "work/"), concat!("/", "home/"), concat!("/", "root/"), concat!("/", "Users/")];

/// Hosts that packages come from: a lock file or a script that names one
/// works only where that host is reached.
const HOSTS: &[&str] = &[
    concat!("index.", "crates.io"),
    concat!("static.", "crates.io"),
    concat!("pypi", ".org"),
    concat!("files.python", "hosted.org"),
    concat!("registry.npm", "js.org"),
    concat!("deb.", "debian.org"),
    concat!("security.", "debian.org"),
    concat!("proxy.", "golang.org"),
];

/// Where cargo says every crate of the lock file comes from.
const CRATES_IO: &str =
    concat!("source = \"registry+https://github.com/rust-lang/", "crates.io-index\"");

/// No file names a machine's own folder or a registry's host.
pub(super) fn check(files: &[SourceFile]) -> Report {
    let mut findings = Vec::new();
    for file in files {
        let is_lock = file.path.ends_with("Cargo.lock");
        for (index, line) in file.text.lines().enumerate() {
            let mut found = |message, hint: &str| {
                findings.push(Finding::new(&file.path, index + 1, message, hint));
            };
            if let Some(folder) = FOLDERS.iter().find(|folder| names_folder(line, folder)) {
                found(format!("names a machine's folder (`{folder}`)"), "use a relative path");
            }
            if let Some(host) = HOSTS.iter().find(|host| line.contains(*host)) {
                found(format!("names a registry host (`{host}`)"), "name the package only");
            }
            if is_lock && line.starts_with("source = ") && line != CRATES_IO {
                let hint = "depend on published crates, without a mirror";
                found("a crate from elsewhere than crates.io".to_owned(), hint);
            }
        }
    }
    findings.into()
}

/// `see /folder/x` and `"/folder/x"`, but not `https://host/folder/x` nor `src/folder/x`.
fn names_folder(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|before| !before.is_alphanumeric() && !"./_-}>~*".contains(before))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(path: &str, line: &str) -> usize {
        check(&[SourceFile::new(path, line)]).findings.len()
    }

    #[test]
    fn an_absolute_folder_is_found() {
        assert_eq!(findings("a.md", &format!("see `{}vigie`", FOLDERS[1])), 1);
    }

    #[test]
    fn a_page_of_a_site_is_no_folder() {
        assert_eq!(findings("a.md", &format!("https://example.org{}", FOLDERS[1])), 0);
    }

    #[test]
    fn a_registry_host_is_found() {
        assert_eq!(findings("a.sh", &format!("curl https://{}/x", HOSTS[0])), 1);
    }

    #[test]
    fn the_lock_file_may_name_the_index_of_published_crates() {
        assert_eq!(findings("Cargo.lock", CRATES_IO), 0);
    }

    #[test]
    fn the_lock_file_may_name_nothing_else() {
        assert_eq!(findings("Cargo.lock", "source = \"git+https://example.org/x\""), 1);
    }
}
