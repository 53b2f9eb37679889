//! Every kind of fact with its columns, by family.

mod career;
mod contact;
mod learning;
mod mentoring;
mod study;

use super::file::File;

/// Declares the file of a kind whose columns are the fields of its body.
///
/// Whether a column is required, and what may stand in it, follows from the
/// type of the field, so that the format cannot drift away from the facts.
macro_rules! file {
    (
        $kind:ident in $scope:ident by $identity:expr, $example:literal $(, text $text:literal)?;
        $( $field:ident $(.$mark:ident($($argument:literal)?))* = $cell:literal, $meaning:literal; )*
        $( @with { $($fixed:ident: $value:expr),+ } )?
        $( @check $check:expr )?
    ) => {
        $crate::native::file::File {
            kind: vigie_domain::fact::Kind::$kind,
            scope: $crate::native::file::Scope::$scope,
            fields: &[$(
                $crate::native::file::Field::of(
                    stringify!($field),
                    |body: &vigie_domain::fact::$kind| &body.$field,
                    $cell,
                    $meaning,
                )$(.$mark($($argument)?))*
            ),*],
            identity: $identity,
            example: $example,
            text: $crate::native::kinds::first_of(&[$($text)?]),
            body: |cells| {
                let body = vigie_domain::fact::$kind {
                    $($field: cells.read(stringify!($field))?,)*
                    $($($fixed: $value,)+)?
                };
                $( ($check)(cells, &body)?; )?
                let _ = cells;
                Ok(vigie_domain::fact::Payload::$kind(body.into()))
            },
        }
    };
}
use file;

const fn first_of(texts: &[&'static str]) -> Option<&'static str> {
    match texts {
        [first, ..] => Some(first),
        [] => None,
    }
}

/// Every file of facts, in the order in which they are read.
pub(super) fn files() -> impl Iterator<Item = &'static File> {
    [study::FILES, learning::FILES, mentoring::FILES, contact::FILES, career::FILES]
        .into_iter()
        .flatten()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use vigie_domain::fact::Kind;

    use super::*;
    use crate::native::reader::fields;

    #[test]
    fn every_kind_has_one_file() {
        for &kind in Kind::ALL {
            assert_eq!(files().filter(|file| file.kind == kind).count(), 1, "{kind}");
        }
    }

    #[test]
    fn no_file_has_a_column_twice() {
        for file in files() {
            let names: Vec<_> = fields(file).iter().map(|field| field.name).collect();
            let different: HashSet<_> = names.iter().collect();
            assert_eq!(names.len(), different.len(), "{}", file.kind);
        }
    }

    #[test]
    fn the_columns_of_an_identity_are_declared() {
        for file in files() {
            for name in file.identity.unwrap_or_default() {
                assert!(
                    fields(file).iter().any(|field| field.name == *name),
                    "{}: {name}",
                    file.kind
                );
            }
        }
    }
}
