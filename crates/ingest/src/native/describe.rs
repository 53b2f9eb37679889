//! The part of the documentation that follows from the declarations.

use std::fmt::Write as _;

use super::file::{Field, Scope};
use super::{DIRECTORY, kinds, reader};

/// Every file with its columns, as Markdown.
pub fn describe() -> String {
    let mut text = String::new();
    for (name, fields) in DIRECTORY {
        section(&mut text, name, "", fields);
    }
    for file in kinds::files() {
        let scope = match file.scope {
            Scope::Student => "A fact of the student.",
            Scope::Enrolment => "A fact of one enrolment.",
            Scope::Either => "A fact of the student, or of one enrolment.",
        };
        let identity = match file.identity {
            None => "all columns".to_owned(),
            Some([]) => "nothing more".to_owned(),
            Some(names) => {
                names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
            }
        };
        let about = format!("{scope} Without an `id`, told apart by: {identity}.\n\n");
        section(&mut text, &file.name(), &about, &reader::fields(file));
    }
    text
}

fn section(text: &mut String, name: &str, about: &str, fields: &[Field]) {
    // Writing to a string cannot fail.
    let _ = write!(
        text,
        "### {name}\n\n{about}| column | | type | meaning | example |\n|---|---|---|---|---|\n"
    );
    for field in fields {
        let need = match field.default {
            Some(default) => format!("if empty: `{default}`"),
            None if field.required => "**required**".to_owned(),
            None => String::new(),
        };
        let words = (field.words)();
        let choice = words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" ");
        // Sixty kinds of fact would fill the page.
        let mut type_name = field.type_name.to_owned();
        match words.len() {
            0 => {}
            1..=20 => type_name = format!("{type_name} {choice}"),
            _ => "the name of a file below, without `.csv`".clone_into(&mut type_name),
        }
        if field.end_of_day {
            type_name.push_str("; a bare date includes that day");
        }
        let example =
            if field.example.is_empty() { String::new() } else { format!("`{}`", field.example) };
        let _ = writeln!(
            text,
            "| `{}` | {need} | {type_name} | {} | {example} |",
            field.name, field.meaning
        );
    }
    text.push('\n');
}
