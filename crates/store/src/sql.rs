//! SQL texts: one text for both engines, with a few marked differences.
//!
//! Every text is declared with [`statements!`], which also lists it, so that
//! [`crate::Store::check`] and the tests can prepare all of them.
//!
//! Marks in a text:
//! - `$1`, `$2`: fixed parameters, the same on both engines;
//! - `[[…]]`: repeated once per row, commas between, each `$?` inside the next
//!   parameter after the fixed ones;
//! - `{blob}`, `{serial}`, `{clustered}`, `{locked}`, `{skip_locked}`: the few
//!   words on which the engines differ (see [`Engine::words`]).

use std::borrow::Cow;
use std::fmt::{self, Write};

/// The database behind a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Engine {
    /// One file, in this process.
    Sqlite,
    /// A PostgreSQL server.
    Postgres,
}

impl Engine {
    /// The marked words of a text, and what this engine calls them.
    const fn words(self) -> [(&'static str, &'static str); 5] {
        match self {
            Self::Sqlite => [
                ("{blob}", "BLOB"),
                ("{serial}", "INTEGER PRIMARY KEY AUTOINCREMENT"),
                ("{clustered}", "WITHOUT ROWID"),
                // The write transaction already excludes every other writer.
                ("{locked}", ""),
                ("{skip_locked}", ""),
            ],
            Self::Postgres => [
                ("{blob}", "BYTEA"),
                ("{serial}", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"),
                ("{clustered}", ""),
                ("{locked}", "FOR UPDATE"),
                ("{skip_locked}", "FOR UPDATE OF s SKIP LOCKED"),
            ],
        }
    }

    /// `text` in this engine's words.
    pub(crate) fn translate(self, text: &str) -> Cow<'_, str> {
        let mut text = Cow::Borrowed(text);
        for (mark, word) in self.words() {
            if text.contains(mark) {
                text = Cow::Owned(text.replace(mark, word));
            }
        }
        text
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        })
    }
}

/// One SQL text, as declared with [`statements!`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sql {
    /// Where it is declared: `module::NAME`.
    pub(crate) name: &'static str,
    text: &'static str,
    /// The one engine it is for, where only one has the means.
    pub(crate) only: Option<Engine>,
}

impl Sql {
    pub(crate) const fn new(name: &'static str, text: &'static str, only: Option<Engine>) -> Self {
        Self { name, text, only }
    }

    /// The text for `engine`, its `[[…]]` repeated `rows` times.
    pub(crate) fn expand(self, engine: Engine, rows: usize) -> Cow<'static, str> {
        let text = engine_words(self.text, engine);
        let Some((before, rest)) = text.split_once("[[") else { return text };
        let Some((row, after)) = rest.split_once("]]") else { return text };
        let fixed = fixed_parameters(&text);
        // SQLite looks a numbered parameter up by going through all of them,
        // which makes a few thousand cost a hundred times as much as bare ones.
        let bare = engine == Engine::Sqlite && fixed == 0;
        let mut number = fixed;
        let mut out = String::with_capacity(text.len() + rows * (row.len() + 24));
        out.push_str(before);
        for index in 0..rows {
            if index > 0 {
                out.push(',');
            }
            for (piece_index, piece) in row.split("$?").enumerate() {
                if piece_index > 0 && bare {
                    out.push('?');
                } else if piece_index > 0 {
                    number += 1;
                    // Writing to a String cannot fail.
                    let _ = write!(out, "${number}");
                }
                out.push_str(piece);
            }
        }
        out.push_str(after);
        Cow::Owned(out)
    }

    /// How many parameters come before those of the rows.
    pub(crate) fn fixed(self) -> usize {
        fixed_parameters(self.text)
    }

    /// The text for PostgreSQL with one array of each of these types in the
    /// place of the rows: short whatever their number, so that reading and
    /// planning it costs next to nothing.
    pub(crate) fn over_arrays(self, types: &[&str]) -> String {
        let text = Engine::Postgres.translate(self.text);
        let Some((before, rest)) = text.split_once("[[") else { return text.into_owned() };
        let Some((row, after)) = rest.split_once("]]") else { return text.into_owned() };
        let fixed = fixed_parameters(&text);
        if let (Some(before), Some(after), [of]) =
            (before.strip_suffix("IN ("), after.strip_prefix(')'), types)
        {
            return format!("{before}= ANY (${}::{of}[]){after}", fixed + 1);
        }
        let mut pieces = row.trim_start_matches('(').split("$?");
        let mut columns = pieces.next().unwrap_or_default().to_owned();
        for (index, piece) in pieces.enumerate() {
            let _ = write!(columns, "c{index}{piece}");
        }
        if row.starts_with('(') {
            columns.pop();
        }
        let list = |write: &dyn Fn(usize, &str) -> String| {
            let all = types.iter().enumerate().map(|(index, of)| write(index, of));
            all.collect::<Vec<_>>().join(",")
        };
        let arrays = list(&|index, of| format!("${}::{of}[]", fixed + index + 1));
        let names = list(&|index, _| format!("c{index}"));
        let before = before.strip_suffix("VALUES ").unwrap_or(before);
        format!("{before}SELECT {columns} FROM UNNEST({arrays}) AS given ({names}){after}")
    }
}

/// [`Engine::translate`], kept `'static` where nothing had to change.
fn engine_words(text: &'static str, engine: Engine) -> Cow<'static, str> {
    if text.contains('{') { Cow::Owned(engine.translate(text).into_owned()) } else { text.into() }
}

/// The highest `$n` in a text.
fn fixed_parameters(text: &str) -> usize {
    text.split('$')
        .skip(1)
        .filter_map(|tail| {
            let digits = tail.find(|c: char| !c.is_ascii_digit()).unwrap_or(tail.len());
            tail[..digits].parse().ok()
        })
        .max()
        .unwrap_or(0)
}

/// Declares SQL texts as constants and lists them in `STATEMENTS`.
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident $(($only:ident))? = $text:expr;)+) => {
        $(
            $(#[$doc])*
            const $name: $crate::sql::Sql = $crate::sql::Sql::new(
                concat!(module_path!(), "::", stringify!($name)),
                $text,
                statements!(@only $($only)?),
            );
        )+
        /// Every text of this module.
        pub(crate) const STATEMENTS: &[$crate::sql::Sql] = &[$($name),+];
    };
    (@only) => { None };
    (@only $only:ident) => { Some($crate::sql::Engine::$only) };
}
pub(crate) use statements;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_numbered_on_from_the_fixed_parameters() {
        let sql = Sql::new("t", "SELECT $1 WHERE (a, b) IN (VALUES [[($?,$?)]]) AND c < $2", None);
        assert_eq!(
            sql.expand(Engine::Sqlite, 2),
            "SELECT $1 WHERE (a, b) IN (VALUES ($3,$4),($5,$6)) AND c < $2"
        );
    }

    #[test]
    fn without_fixed_parameters_sqlite_gets_bare_ones() {
        let sql = Sql::new("t", "VALUES [[($?)]]", None);
        assert_eq!(sql.expand(Engine::Sqlite, 2), "VALUES (?),(?)");
        assert_eq!(sql.expand(Engine::Postgres, 2), "VALUES ($1),($2)");
    }

    #[test]
    fn arrays_stand_in_for_any_number_of_rows() {
        let insert = Sql::new("t", "INSERT INTO t (a, b) VALUES [[($?,$?)]] RETURNING a", None);
        assert_eq!(
            insert.over_arrays(&["TEXT", "BYTEA"]),
            "INSERT INTO t (a, b) SELECT c0,c1 FROM UNNEST($1::TEXT[],$2::BYTEA[]) \
             AS given (c0,c1) RETURNING a"
        );
        let among = Sql::new("t", "SELECT b FROM t WHERE c = $1 AND a IN ([[$?]])", None);
        assert_eq!(
            among.over_arrays(&["BIGINT"]),
            "SELECT b FROM t WHERE c = $1 AND a = ANY ($2::BIGINT[])"
        );
    }

    #[test]
    fn each_engine_gets_its_own_words() {
        let sql = Sql::new("t", "CAST($1 AS {blob})", None);
        assert_eq!(sql.expand(Engine::Sqlite, 1), "CAST($1 AS BLOB)");
        assert_eq!(sql.expand(Engine::Postgres, 1), "CAST($1 AS BYTEA)");
    }

    #[test]
    fn a_text_without_marks_is_not_copied() {
        let sql = Sql::new("t", "SELECT 1", None);
        assert!(matches!(sql.expand(Engine::Postgres, 3), Cow::Borrowed("SELECT 1")));
    }
}
