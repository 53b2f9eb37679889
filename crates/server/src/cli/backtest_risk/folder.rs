//! `DIR` or `DIR:PRESENTATION,…`

use std::path::PathBuf;
use std::str::FromStr;

use vigie_domain::ids::Key;

use super::oulad::start;

/// A folder, and which of its presentations count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chosen {
    pub(super) folder: PathBuf,
    /// Empty for all.
    pub(super) presentations: Vec<Key>,
}

impl FromStr for Chosen {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        // What follows the last colon is a list, unless it is a path of its
        // own (`C:\data`).
        if let Some((folder, list)) = text.rsplit_once(':')
            && !list.contains(['/', '\\'])
            && !folder.is_empty()
        {
            let presentations: Vec<Key> = list
                .split(',')
                .map(str::trim)
                .filter(|name| !name.is_empty())
                .map(Key::from)
                .collect();
            if let Some(odd) = presentations.iter().find(|name| start(name).is_none()) {
                return Err(format!("`{odd}` is no presentation such as 2013J"));
            }
            return Ok(Self { folder: folder.into(), presentations });
        }
        Ok(Self { folder: text.into(), presentations: Vec::new() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_alone_means_all_of_it() {
        let chosen: Chosen = "data/oulad".parse().unwrap();
        assert!(chosen.presentations.is_empty());
    }

    #[test]
    fn a_list_names_the_presentations_that_count() {
        let chosen: Chosen = "data/oulad:2013B,2013J".parse().unwrap();
        assert_eq!(chosen.folder, PathBuf::from("data/oulad"));
        assert_eq!(chosen.presentations, ["2013B", "2013J"].map(Key::from));
    }

    #[test]
    fn what_is_no_presentation_is_refused() {
        assert!("data:2013X".parse::<Chosen>().is_err());
    }
}
