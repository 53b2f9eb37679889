//! Addresses: with a query, of a conversation, and whether one is ours.

use vigie_domain::ids::StudentId;

/// `path` with these parameters; empty ones are left out.
pub(super) fn with(path: &str, parameters: &[(&str, &str)]) -> String {
    let mut address = path.to_owned();
    let given = parameters.iter().filter(|(_, value)| !value.is_empty());
    for ((name, value), mark) in given.zip(std::iter::once('?').chain(std::iter::repeat('&'))) {
        address.push(mark);
        address.push_str(name);
        address.push('=');
        address.push_str(&percent(value));
    }
    address
}

/// Where what was said with a student is read and written.
pub(super) fn conversation(student: StudentId) -> String {
    format!("/students/{student}/conversation")
}

/// The path, if it is one of ours: `//host` and `/\host` lead elsewhere, and so
/// does `/`, a tab, `/host`, because browsers leave out tabs and line ends.
pub(super) fn ours(path: &str) -> Option<&str> {
    let elsewhere = path.starts_with("//") || path.contains('\\');
    let ours = path.starts_with('/') && !elsewhere && !path.contains(char::is_control);
    ours.then_some(path)
}

/// The text as a piece of an address.
pub(super) fn percent(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_ours_lead_anywhere() {
        assert_eq!(ours("/students?q=a"), Some("/students?q=a"));
        for elsewhere in
            ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example", ""]
        {
            assert_eq!(ours(elsewhere), None, "{elsewhere:?}");
        }
    }

    #[test]
    fn what_is_empty_is_left_out_and_what_is_special_is_kept_apart() {
        let parameters = [("q", "D’Angelo & co"), ("phase", ""), ("page", "2")];
        assert_eq!(
            with("/students", &parameters),
            "/students?q=D%E2%80%99Angelo%20%26%20co&page=2"
        );
        assert_eq!(with("/students", &[("q", "")]), "/students");
    }
}
