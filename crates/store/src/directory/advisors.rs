//! What is known of each advisor's week, and who is away.

use std::collections::{BTreeMap, HashMap};

use vigie_domain::caseload::{Absence, Absences};
use vigie_domain::ids::{AbsenceId, Key, StaffId, StudentId};
use vigie_domain::time::Instant;

use crate::error::{Error, Result};
use crate::link::Link;
use crate::sql::statements;
use crate::standing::corrupt;
use crate::store::{Tx, reads};
use crate::value::{Args, Id, Value, args};

statements! {
    PUT = "INSERT INTO advisors (staff_id, minutes, languages, programmes, time_zone, gone_at)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (staff_id) DO UPDATE SET minutes = excluded.minutes,
        languages = excluded.languages, programmes = excluded.programmes,
        time_zone = excluded.time_zone, gone_at = excluded.gone_at";
    ALL = "SELECT staff_id, minutes, languages, programmes, time_zone, gone_at FROM advisors";
    TEAM = "SELECT staff.staff_id, a.gone_at FROM staff
        LEFT JOIN advisors a ON a.staff_id = staff.staff_id
        WHERE staff.role = 'advisor' ORDER BY staff.staff_id";
    PUT_ABSENCE = "INSERT INTO absences (absence_id, staff_id, from_at, until_at, back_at,
        stand_in_id, version) VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (absence_id) DO UPDATE SET from_at = excluded.from_at,
        until_at = excluded.until_at, back_at = excluded.back_at,
        stand_in_id = excluded.stand_in_id, version = excluded.version";
    KEEP_VERSION = "INSERT INTO absence_versions (absence_id, version, changed_at, until_at,
        back_at, stand_in_id) VALUES ($1, $2, $3, $4, $5, $6)";
    KEEP_SPLIT = "INSERT INTO stand_in_versions (student_id, absence_id, version, stand_in_id)
        VALUES [[($?,$?,$?,$?)]]";
    FORGET_VERSIONS = "DELETE FROM absence_versions WHERE absence_id = $1";
    FORGET_SPLITS = "DELETE FROM stand_in_versions WHERE absence_id = $1";
    // The columns of `StoredAbsence`, as that version had them.
    VERSION = "SELECT a.absence_id, a.staff_id, a.from_at, v.until_at, v.back_at, v.stand_in_id,
        v.version FROM absence_versions v JOIN absences a ON a.absence_id = v.absence_id
        WHERE v.absence_id = $1 AND v.version = $2";
    SPLIT_OF = "SELECT student_id, stand_in_id FROM stand_in_versions
        WHERE absence_id = $1 AND version = $2";
    // Only what was said last can be taken back.
    CHANGED = "SELECT a.absence_id, a.version FROM absence_versions v
        JOIN absences a ON a.absence_id = v.absence_id AND a.version = v.version + 1
        WHERE v.changed_at >= $1 ORDER BY v.changed_at DESC, v.absence_id";
    PUT_SPLIT = "INSERT INTO stand_ins (student_id, absence_id, stand_in_id)
        VALUES [[($?,$?,$?)]]
        ON CONFLICT (student_id, absence_id) DO UPDATE SET stand_in_id = excluded.stand_in_id";
    // When absences last changed, which is also what holds them.
    CLAIM_ABSENCES = "INSERT INTO settings (key, value) VALUES ('absences_changed', $1)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    FORGET_ABSENCE = "DELETE FROM absences WHERE absence_id = $1";
    FORGET_SPLIT = "DELETE FROM stand_ins WHERE absence_id = $1";
    // One table is small, and of the other only what is over is left out.
    ABSENCES = "SELECT absence_id, staff_id, from_at, until_at, back_at, stand_in_id, version
        FROM absences WHERE COALESCE(back_at, until_at, $1 + 1) > $1";
    SPLIT = "SELECT s.student_id, s.absence_id, s.stand_in_id FROM absences a
        CROSS JOIN stand_ins s WHERE s.absence_id = a.absence_id
        AND COALESCE(a.back_at, a.until_at, $1 + 1) > $1";
}

/// What is known of an advisor's week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdvisorRow {
    /// Who.
    pub staff: StaffId,
    /// Minutes a week that they have for contacts.
    pub minutes: u32,
    /// Languages they speak; empty: nobody said.
    pub languages: Vec<Key>,
    /// Programmes they know; empty: any.
    pub programmes: Vec<Key>,
    /// Where they work, if not where the school is.
    pub time_zone: Option<String>,
    /// From when on they are no longer with the school.
    pub gone_at: Option<Instant>,
}

impl Tx {
    /// Keeps what is known of an advisor's week.
    pub async fn put_advisor(&mut self, row: &AdvisorRow) -> Result<()> {
        let programmes = serde_json::to_string(&row.programmes)
            .map_err(|error| Error::Corrupt { column: COLUMN, value: error.to_string() })?;
        let args = args![
            row.staff,
            row.minutes,
            row.languages.join(" "),
            programmes,
            row.time_zone.as_deref(),
            row.gone_at,
        ];
        self.link().run(PUT, args).await?;
        Ok(())
    }

    /// Holds who is away and who stands in: another transaction that asks for
    /// it waits until this one is over, so that two absences never meet unseen.
    pub async fn claim_absences(&mut self, at: Instant) -> Result<()> {
        self.link().run(CLAIM_ABSENCES, args![at.0.to_string()]).await?;
        Ok(())
    }

    /// Keeps an absence and who stands in.
    pub async fn put_absence(&mut self, absence: &Absence) -> Result<()> {
        let Absence { id, staff, from, until, back_at, stand_in, split, version } = absence;
        let mut link = self.link();
        let args = args![*id, *staff, *from, *until, *back_at, *stand_in, *version];
        link.run(PUT_ABSENCE, args).await?;
        link.run(FORGET_SPLIT, args![*id]).await?;
        let split: Vec<(StudentId, StaffId)> = split.iter().map(|(s, by)| (*s, *by)).collect();
        link.bulk(PUT_SPLIT, &split, |&(student, by), args: &mut Args| {
            args.extend([Value::from(student), (*id).into(), by.into()]);
        })
        .await?;
        Ok(())
    }

    /// Remembers what was said of an absence, before something else is.
    pub async fn keep_absence_version(&mut self, said: &Absence, at: Instant) -> Result<()> {
        let Absence { id, until, back_at, stand_in, split, version, .. } = said;
        let mut link = self.link();
        let args = args![*id, *version, at, *until, *back_at, *stand_in];
        link.run(KEEP_VERSION, args).await?;
        let split: Vec<(StudentId, StaffId)> = split.iter().map(|(s, by)| (*s, *by)).collect();
        link.bulk(KEEP_SPLIT, &split, |&(student, by), args: &mut Args| {
            args.extend([Value::from(student), (*id).into(), (*version).into(), by.into()]);
        })
        .await?;
        Ok(())
    }

    /// An absence that never was.
    pub async fn forget_absence(&mut self, absence: AbsenceId) -> Result<()> {
        let mut link = self.link();
        for forget in [FORGET_SPLITS, FORGET_VERSIONS, FORGET_SPLIT, FORGET_ABSENCE] {
            link.run(forget, args![absence]).await?;
        }
        Ok(())
    }
}

const COLUMN: &str = "advisors.programmes";

reads! {
    /// What is known of the weeks of those of whom something is.
    advisors() -> HashMap<StaffId, AdvisorRow>;

    /// The school's advisors, and from when on each is gone.
    team() -> Vec<(StaffId, Option<Instant>)>;

    /// The absences that were not over at `since`.
    absences(since: Instant) -> Absences;

    /// What was said of an absence in an earlier version.
    absence_version(absence: AbsenceId, version: u32) -> Option<Absence>;

    /// The absences that were changed at `since` or later, the latest first,
    /// with the version that this gave them: what was said before is known.
    absences_changed(since: Instant) -> Vec<(AbsenceId, u32)>;
}

type Stored = (Id, i64, String, String, Option<String>, Option<i64>);

async fn advisors(link: &mut Link<'_>) -> Result<HashMap<StaffId, AdvisorRow>> {
    let rows: Vec<Stored> = link.all(ALL, args![]).await?;
    rows.into_iter()
        .map(|(staff, minutes, languages, programmes, time_zone, gone_at)| {
            let staff = StaffId::from(staff);
            let row = AdvisorRow {
                staff,
                minutes: minutes.try_into().map_err(|_| corrupt("advisors.minutes", minutes))?,
                languages: languages.split_whitespace().map(Key::from).collect(),
                programmes: serde_json::from_str(&programmes)
                    .map_err(|_| Error::Corrupt { column: COLUMN, value: programmes })?,
                time_zone,
                gone_at: gone_at.map(Instant),
            };
            Ok((staff, row))
        })
        .collect()
}

async fn team(link: &mut Link<'_>) -> Result<Vec<(StaffId, Option<Instant>)>> {
    let rows: Vec<(Id, Option<i64>)> = link.all(TEAM, args![]).await?;
    Ok(rows.into_iter().map(|(staff, gone)| (staff.into(), gone.map(Instant))).collect())
}

type StoredAbsence = (Id, Id, i64, Option<i64>, Option<i64>, Id, i64);

fn read_absence(stored: StoredAbsence, split: BTreeMap<StudentId, StaffId>) -> Result<Absence> {
    let (id, staff, from, until, back_at, stand_in, version) = stored;
    Ok(Absence {
        id: id.into(),
        staff: staff.into(),
        from: Instant(from),
        until: until.map(Instant),
        back_at: back_at.map(Instant),
        stand_in: stand_in.into(),
        split,
        version: version.try_into().map_err(|_| corrupt("absences.version", version))?,
    })
}

async fn absences(link: &mut Link<'_>, since: Instant) -> Result<Absences> {
    let rows: Vec<StoredAbsence> = link.all(ABSENCES, args![since]).await?;
    if rows.is_empty() {
        return Ok(Absences::default());
    }
    let mut split: HashMap<AbsenceId, BTreeMap<StudentId, StaffId>> = HashMap::new();
    let others: Vec<(Id, Id, Id)> = link.all(SPLIT, args![since]).await?;
    for (student, absence, by) in others {
        split.entry(absence.into()).or_default().insert(student.into(), by.into());
    }
    let read = |stored: StoredAbsence| {
        let split = split.remove(&AbsenceId::from(stored.0)).unwrap_or_default();
        read_absence(stored, split)
    };
    Ok(Absences::new(rows.into_iter().map(read).collect::<Result<_>>()?))
}

async fn absence_version(
    link: &mut Link<'_>,
    absence: AbsenceId,
    version: u32,
) -> Result<Option<Absence>> {
    let stored: Option<StoredAbsence> = link.one(VERSION, args![absence, version]).await?;
    let Some(stored) = stored else { return Ok(None) };
    let split: Vec<(Id, Id)> = link.all(SPLIT_OF, args![absence, version]).await?;
    let split = split.into_iter().map(|(student, by)| (student.into(), by.into())).collect();
    read_absence(stored, split).map(Some)
}

async fn absences_changed(link: &mut Link<'_>, since: Instant) -> Result<Vec<(AbsenceId, u32)>> {
    let rows: Vec<(Id, i64)> = link.all(CHANGED, args![since]).await?;
    let read = |(id, version): (Id, i64)| {
        let version = version.try_into().map_err(|_| corrupt("absences.version", version))?;
        Ok((id.into(), version))
    };
    rows.into_iter().map(read).collect()
}
