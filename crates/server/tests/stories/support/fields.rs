//! The fields that people type in, read off the templates themselves.

use std::collections::BTreeMap;
use std::path::Path;

/// A field that a template shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    /// `case.html: text`, and `case.html: text #2` where it is the second.
    pub(crate) key: String,
    /// `text`, `date`, `password`…; `textarea`.
    pub(crate) kind: String,
}

/// Kinds of `input` that nobody types in.
const CHOSEN: [&str; 3] = ["hidden", "radio", "checkbox"];

/// Every field of every template that somebody types in.
pub(crate) fn all() -> Vec<Field> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap()).collect();
    files.sort_by_key(std::fs::DirEntry::file_name);
    let of_file = |file: std::fs::DirEntry| {
        let template = std::fs::read_to_string(file.path()).unwrap();
        fields(&file.file_name().into_string().unwrap(), &template)
    };
    files.into_iter().flat_map(of_file).collect()
}

fn fields(file: &str, template: &str) -> Vec<Field> {
    let mut seen = BTreeMap::new();
    let mut found = Vec::new();
    for tag in tags(template) {
        // Without a name it is sent nowhere.
        let Some(name) = attribute(tag, "name") else { continue };
        let kind = if tag.starts_with("<textarea") {
            "textarea"
        } else {
            attribute(tag, "type").unwrap_or("text")
        };
        if CHOSEN.contains(&kind) {
            continue;
        }
        let n = seen.entry(name).and_modify(|n| *n += 1).or_insert(1);
        let nth = if *n > 1 { format!(" #{n}") } else { String::new() };
        found.push(Field { key: format!("{file}: {name}{nth}"), kind: kind.to_owned() });
    }
    found
}

/// Every tag of a field. What the template itself works out may hold a `>`.
fn tags(template: &str) -> Vec<&str> {
    let starts = template.match_indices('<').map(|(at, _)| &template[at..]);
    let of_field = starts.filter(|it| it.starts_with("<input ") || it.starts_with("<textarea "));
    of_field.map(|tag| &tag[..end(tag)]).collect()
}

fn end(tag: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = &tag[at..];
        let own = rest.find('>').unwrap();
        let worked_out = rest.find("{{").into_iter().chain(rest.find("{%")).min();
        match worked_out.filter(|opens| *opens < own) {
            Some(opens) => {
                let closes = if rest[opens..].starts_with("{{") { "}}" } else { "%}" };
                at += opens + rest[opens..].find(closes).unwrap() + 2;
            }
            None => return at + own,
        }
    }
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

#[test]
fn a_field_is_found_whatever_the_template_works_out_beside_it() {
    let template = "<input name=\"a\"{% if n > 1 %} required{% endif %} type=\"date\"><textarea \
                    name=\"a\" rows=\"2\"></textarea><input type=\"hidden\" name=\"b\">";
    let found = fields("x.html", template);
    let told: Vec<_> = found.iter().map(|it| (it.key.as_str(), it.kind.as_str())).collect();
    assert_eq!(told, [("x.html: a", "date"), ("x.html: a #2", "textarea")]);
}
