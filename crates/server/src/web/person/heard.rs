//! Needs that a message states: its words marked, each need confirmed or
//! corrected with one tap.

use std::ops::Range;

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Redirect;
use serde::Deserialize;
use tower_sessions::Session;
use vigie_domain::fact::{Fact, Need, Payload};
use vigie_domain::ids::{FactId, StudentId};
use vigie_domain::listening::{Heard, hear};

use super::timeline::Piece;
use super::write::done;
use crate::app::listening::{SOURCE, is_theirs};
use crate::web::contact;
use crate::web::{Error, Result, Visitor, Web};

/// A need that a message states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// In which message.
    pub(super) message: FactId,
    /// Key of the need's name.
    pub(super) need: Need,
    /// Has somebody of the team said so, or the student with a button?
    pub(super) confirmed: bool,
}

/// The text of a message with the words marked that state a need which still
/// stands, and those needs. Other texts are left as they are.
pub(super) fn read(facts: &[&Fact], message: &Fact, text: &str) -> (Vec<Piece>, Vec<Said>) {
    if !is_theirs(&message.payload) {
        return (vec![Piece { text: text.to_owned(), marked: false }], Vec::new());
    }
    let standing = standing(facts, message.id);
    let Heard { needs, .. } = hear(text, None);
    let stated = needs.into_iter().filter(|stated| standing.iter().any(|s| s.need == stated.need));
    let spans = stated.flat_map(|stated| stated.spans).collect();
    (marked(text, spans), standing)
}

/// The needs said in a message, as the facts have them now.
fn standing(facts: &[&Fact], message: FactId) -> Vec<Said> {
    let mut standing: Vec<Said> = Vec::new();
    for fact in facts {
        let Payload::NeedStated(body) = &fact.payload else { continue };
        if body.said_in != Some(message) {
            continue;
        }
        let confirmed = fact.source != SOURCE;
        match standing.iter_mut().find(|said| said.need == body.need) {
            Some(known) => known.confirmed |= confirmed,
            None => standing.push(Said { message, need: body.need, confirmed }),
        }
    }
    standing
}

/// A text cut where marks begin and end. Spans that meet become one.
fn marked(text: &str, mut spans: Vec<Range<usize>>) -> Vec<Piece> {
    spans.retain(|span| text.get(span.clone()).is_some());
    spans.sort_by_key(|span| span.start);
    let mut pieces = Vec::new();
    let mut end = 0;
    let mut push = |range: Range<usize>, marked| {
        if let Some(part) = text.get(range).filter(|part| !part.is_empty()) {
            pieces.push(Piece { text: part.to_owned(), marked });
        }
    };
    for span in spans {
        let start = span.start.max(end);
        push(end..start, false);
        push(start..span.end.max(start), true);
        end = span.end.max(end);
    }
    push(end..text.len(), false);
    pieces
}

/// What somebody of the team says about a need.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Judged {
    message: FactId,
    need: String,
    /// `yes` or `no`.
    right: String,
}

/// `POST /students/{student}/needs`
pub(in crate::web) async fn judge(
    State(web): State<Web>,
    visitor: Visitor,
    session: Session,
    Path(student): Path<StudentId>,
    Form(judged): Form<Judged>,
) -> Result<Redirect> {
    contact::hand(&visitor)?;
    let need = Need::from_name(&judged.need).ok_or(Error::Invalid("error-form"))?;
    if judged.right == "yes" {
        let written = web.app().confirm_need(student, judged.message, need).await?;
        return done(&web, &session, student, "written-need", &written).await;
    }
    web.app().correct_need(student, judged.message, need).await?;
    Ok(Redirect::to(&format!("/students/{student}#m-{}", judged.message)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, spans: &[(usize, usize)]) -> String {
        let pieces = marked(text, spans.iter().map(|&(start, end)| start..end).collect());
        let shown = pieces.iter().map(|piece| {
            if piece.marked { format!("[{}]", piece.text) } else { piece.text.clone() }
        });
        shown.collect()
    }

    #[test]
    fn words_are_marked_where_they_stand() {
        assert_eq!(shown("je suis bloqué là", &[(8, 15)]), "je suis [bloqué] là");
        assert_eq!(shown("aide-moi", &[(0, 8)]), "[aide-moi]");
        assert_eq!(shown("rien", &[]), "rien");
    }

    #[test]
    fn marks_that_meet_or_lie_outside_break_nothing() {
        assert_eq!(shown("abcdef", &[(0, 3), (2, 4)]), "[abc][d]ef");
        assert_eq!(shown("é", &[(1, 9)]), "é");
    }
}
