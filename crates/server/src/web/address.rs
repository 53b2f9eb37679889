//! Addresses with a query.

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
    fn what_is_empty_is_left_out_and_what_is_special_is_kept_apart() {
        let parameters = [("q", "D’Angelo & co"), ("phase", ""), ("page", "2")];
        assert_eq!(
            with("/students", &parameters),
            "/students?q=D%E2%80%99Angelo%20%26%20co&page=2"
        );
        assert_eq!(with("/students", &[("q", "")]), "/students");
    }
}
