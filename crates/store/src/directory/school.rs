//! The team and the programmes.

use std::collections::HashMap;

use vigie_domain::directory::{Item, Programme, Staff};
use vigie_domain::fact::{Role, WorkKind};
use vigie_domain::ids::{Key, StaffId};

use crate::error::{Error, Result};
use crate::link::Link;
use crate::sql::statements;
use crate::standing::corrupt;
use crate::store::{Tx, reads};
use crate::value::{Args, Id, Value, args};

statements! {
    PUT_STAFF = "INSERT INTO staff (staff_id, external, name, role, way, capacity)
        VALUES [[($?,$?,$?,$?,$?,$?)]]
        ON CONFLICT (staff_id) DO UPDATE SET name = excluded.name, role = excluded.role,
        way = excluded.way, capacity = excluded.capacity";
    STAFF = "SELECT staff_id, external, name, role, way, capacity FROM staff";
    PUT_PROGRAMME = "INSERT INTO programmes (key, title) VALUES [[($?,$?)]]
        ON CONFLICT (key) DO UPDATE SET title = excluded.title";
    PUT_ITEM = "INSERT INTO items (programme, key, title, kind, position)
        VALUES [[($?,$?,$?,$?,$?)]]
        ON CONFLICT (programme, key) DO UPDATE SET title = excluded.title,
        kind = excluded.kind, position = excluded.position";
    PROGRAMMES = "SELECT key, title FROM programmes";
    ITEMS = "SELECT programme, key, title, kind FROM items ORDER BY programme, position, key";
}

impl Tx {
    /// Writes members of the team, each at most once, under the id derived
    /// from their outside id.
    pub async fn put_staff(&mut self, staff: &[Staff]) -> Result<()> {
        let write = |person: &Staff, args: &mut Args| {
            args.extend([
                Value::from(StaffId::derive(&person.external)),
                (&person.external).into(),
                person.name.as_str().into(),
                person.role.name().into(),
                person.way.as_deref().into(),
                person.capacity.map(i64::from).into(),
            ]);
        };
        self.link().bulk(PUT_STAFF, staff, write).await?;
        Ok(())
    }

    /// Writes programmes with their items, each at most once. An item that a
    /// programme no longer lists is kept: facts may name it.
    pub async fn put_programmes(&mut self, programmes: &[Programme]) -> Result<()> {
        let mut link = self.link();
        link.bulk(PUT_PROGRAMME, programmes, |programme, args: &mut Args| {
            args.extend([Value::from(&programme.key), programme.title.as_str().into()]);
        })
        .await?;
        let items: Vec<(&Key, i64, &Item)> = programmes
            .iter()
            .flat_map(|programme| {
                (0..).zip(&programme.items).map(|(place, item)| (&programme.key, place, item))
            })
            .collect();
        link.bulk(PUT_ITEM, &items, |&(programme, place, item), args: &mut Args| {
            args.extend([
                Value::from(programme),
                (&item.key).into(),
                item.title.as_str().into(),
                item.kind.name().into(),
                place.into(),
            ]);
        })
        .await?;
        Ok(())
    }
}

reads! {
    /// The whole team.
    staff() -> HashMap<StaffId, Staff>;

    /// Every programme, its items in order.
    programmes() -> HashMap<Key, Programme>;
}

type StaffRow = (Id, String, String, String, Option<String>, Option<i64>);

async fn staff(link: &mut Link<'_>) -> Result<HashMap<StaffId, Staff>> {
    let rows: Vec<StaffRow> = link.all(STAFF, args![]).await?;
    rows.into_iter()
        .map(|(id, external, name, role, way, capacity)| {
            let role = Role::from_name(&role)
                .ok_or(Error::Corrupt { column: "staff.role", value: role })?;
            let capacity = capacity
                .map(|seats| u16::try_from(seats).map_err(|_| corrupt("staff.capacity", seats)))
                .transpose()?;
            Ok((id.into(), Staff { external: external.into(), name, role, way, capacity }))
        })
        .collect()
}

async fn programmes(link: &mut Link<'_>) -> Result<HashMap<Key, Programme>> {
    let titles: Vec<(String, String)> = link.all(PROGRAMMES, args![]).await?;
    let mut programmes: HashMap<Key, Programme> = titles
        .into_iter()
        .map(|(key, title)| {
            let key = Key::from(key);
            (key.clone(), Programme { key, title, items: Vec::new() })
        })
        .collect();
    let items: Vec<(String, String, String, String)> = link.all(ITEMS, args![]).await?;
    for (programme, key, title, kind) in items {
        let kind = WorkKind::from_name(&kind)
            .ok_or(Error::Corrupt { column: "items.kind", value: kind })?;
        if let Some(programme) = programmes.get_mut(programme.as_str()) {
            programme.items.push(Item { key: key.into(), title, kind });
        }
    }
    Ok(programmes)
}
