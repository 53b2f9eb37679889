//! The metrics, for whoever completes words.

use axum::response::Json;
use serde::Serialize;
use vigie_domain::metric::{Metric, Type};

use super::builder::label;
use crate::web::Visitor;
use crate::wording::Language;

/// One metric.
#[derive(Serialize)]
pub(in crate::web) struct Known {
    name: &'static str,
    label: &'static str,
    meaning: &'static str,
    /// `number`, `duration`, `truth`, `instant`, `word`, `name`.
    of: &'static str,
    words: &'static [&'static str],
}

/// `GET /workbench/catalogue.json`
pub(in crate::web) async fn all(visitor: Visitor) -> Json<Vec<Known>> {
    let language = visitor.language();
    let known = |metric: Metric| {
        let declaration = metric.declaration();
        Known {
            name: declaration.name,
            label: label(metric, language),
            meaning: match language {
                Language::Fr => declaration.meaning.fr,
                Language::En => declaration.meaning.en,
            },
            of: match declaration.of {
                Type::Number => "number",
                Type::Duration => "duration",
                Type::Truth => "truth",
                Type::Instant => "instant",
                Type::Category => "word",
                Type::Reference => "name",
            },
            words: declaration.words,
        }
    };
    Json(Metric::all().map(known).collect())
}
