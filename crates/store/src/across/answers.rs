//! What models said of people for nobody to see.

use vigie_domain::ids::{EnrolmentId, StudentId};
use vigie_domain::time::Instant;

use crate::error::Result;
use crate::link::Link;
use crate::sql::statements;
use crate::store::{Tx, reads};
use crate::value::{Args, Id, args};

statements! {
    PUT = "INSERT INTO risk_answers (student_id, enrolment_id, model, at, said)
        VALUES [[($?, $?, $?, $?, $?)]]
        ON CONFLICT (student_id, enrolment_id, model, at) DO UPDATE SET said = excluded.said";
    OF = "SELECT student_id, enrolment_id, at, said FROM risk_answers WHERE model = $1
        AND at >= $2 ORDER BY student_id, enrolment_id, at";
    FORGET = "DELETE FROM risk_answers WHERE at < $1";
    FORGET_OF = "DELETE FROM risk_answers WHERE student_id = $1";
}

/// What a model said of somebody at one look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RiskAnswer {
    /// Of whom.
    pub student: StudentId,
    /// Through which enrolment.
    pub enrolment: EnrolmentId,
    /// As of when.
    pub at: Instant,
    /// Probability of the model's target, 0 to 1; kept to a millionth.
    pub said: f64,
}

impl Tx {
    /// Keeps what a model said; said again of the same look, it is replaced.
    pub async fn put_risk_answers(&mut self, model: &str, answers: &[RiskAnswer]) -> Result<()> {
        let write = |answer: &RiskAnswer, args: &mut Args| {
            let RiskAnswer { student, enrolment, at, said } = *answer;
            args.extend(args![student, enrolment, model, at, millionths(said)]);
        };
        self.link().bulk(PUT, answers, write).await?;
        Ok(())
    }

    /// Forgets what was said before `at`.
    pub async fn forget_risk_answers(&mut self, at: Instant) -> Result<()> {
        self.link().run(FORGET, args![at]).await?;
        Ok(())
    }

    /// Forgets all that was said of somebody.
    pub async fn forget_risk_answers_of(&mut self, student: StudentId) -> Result<()> {
        self.link().run(FORGET_OF, args![student]).await?;
        Ok(())
    }
}

reads! {
    /// What a model said since `from`, by student, enrolment and look.
    risk_answers(model: &str, from: Instant) -> Vec<RiskAnswer>;
}

async fn risk_answers(link: &mut Link<'_>, model: &str, from: Instant) -> Result<Vec<RiskAnswer>> {
    let rows: Vec<(Id, Id, i64, i64)> = link.all(OF, args![model, from]).await?;
    let read = |(student, enrolment, at, said): (Id, Id, i64, i64)| RiskAnswer {
        student: student.into(),
        enrolment: enrolment.into(),
        at: Instant(at),
        said: of_millionths(said),
    };
    Ok(rows.into_iter().map(read).collect())
}

#[expect(clippy::cast_possible_truncation, reason = "a probability times a million")]
fn millionths(said: f64) -> i64 {
    (said.clamp(0.0, 1.0) * 1e6).round() as i64
}

#[expect(clippy::cast_precision_loss, reason = "at most a million")]
fn of_millionths(said: i64) -> f64 {
    said as f64 / 1e6
}
