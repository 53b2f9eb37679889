//! What students and mentors say of themselves: when and how to reach them,
//! how many more students they can take.

use std::collections::HashMap;

use vigie_domain::fact::Channel;
use vigie_domain::ids::{StaffId, StudentId};
use vigie_domain::time::Instant;

use crate::error::Result;
use crate::link::Link;
use crate::sql::statements;
use crate::standing::corrupt;
use crate::store::{Tx, reads};
use crate::value::{Id, args};

statements! {
    PUT_WISHES = "INSERT INTO wishes (student_id, good_hours, channel, said_at)
        VALUES ($1, $2, $3, $4) ON CONFLICT (student_id) DO UPDATE SET
        good_hours = excluded.good_hours, channel = excluded.channel,
        said_at = excluded.said_at";
    PUT_AVAILABILITY = "INSERT INTO availability (staff_id, more, away_from, away_until, said_at)
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (staff_id) DO UPDATE SET
        more = excluded.more, away_from = excluded.away_from, away_until = excluded.away_until,
        said_at = excluded.said_at";
    AVAILABILITIES = "SELECT staff_id, more, away_from, away_until, said_at FROM availability";
}

/// What a mentor says of the weeks to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Availability {
    /// How many more students they can take; `None`: nobody said.
    pub more: Option<u16>,
    /// When they are away: from, and the first instant back.
    pub away: Option<(Instant, Instant)>,
    /// When they said so.
    pub said_at: Instant,
}

impl Tx {
    /// Keeps when and by which channel a student would rather be reached;
    /// `None`: as the directory says, or as it comes.
    pub async fn put_wishes(
        &mut self,
        student: StudentId,
        good_hours: Option<&str>,
        channel: Option<Channel>,
        at: Instant,
    ) -> Result<()> {
        let channel = channel.map(Channel::name);
        self.link().run(PUT_WISHES, args![student, good_hours, channel, at]).await?;
        Ok(())
    }

    /// Keeps what a mentor says of the weeks to come.
    pub async fn put_availability(&mut self, staff: StaffId, said: &Availability) -> Result<()> {
        let Availability { more, away, said_at } = *said;
        let (from, until) = away.unzip();
        let args = args![staff, more.map(i64::from), from, until, said_at];
        self.link().run(PUT_AVAILABILITY, args).await?;
        Ok(())
    }
}

reads! {
    /// What mentors said of the weeks to come; who said nothing is left out.
    availabilities() -> HashMap<StaffId, Availability>;
}

async fn availabilities(link: &mut Link<'_>) -> Result<HashMap<StaffId, Availability>> {
    type Row = (Id, Option<i64>, Option<i64>, Option<i64>, i64);
    let rows: Vec<Row> = link.all(AVAILABILITIES, args![]).await?;
    rows.into_iter()
        .map(|(staff, more, from, until, said_at)| {
            let read = |more: i64| more.try_into().map_err(|_| corrupt("availability.more", more));
            let said = Availability {
                more: more.map(read).transpose()?,
                away: from.zip(until).map(|(from, until)| (Instant(from), Instant(until))),
                said_at: Instant(said_at),
            };
            Ok((staff.into(), said))
        })
        .collect()
}
