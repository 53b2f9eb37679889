//! Stylesheet, scripts and fonts, inside the program.

use std::collections::HashMap;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use super::{Error, Result};
use crate::codec::hex;

#[derive(RustEmbed)]
#[folder = "assets/"]
#[exclude = "*.LICENSE"]
struct Files;

/// Bytes of the hash that names a version of a file.
const HASH_BYTES: usize = 6;

/// The stylesheet, which names others.
const STYLE: &str = "app.css";

/// Each file's address, which changes with its content.
static ADDRESSES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let mut addresses = HashMap::new();
    for name in Files::iter().filter(|name| name != STYLE) {
        if let Some(file) = Files::get(&name) {
            addresses
                .insert(name.to_string(), named(&name, file.metadata.sha256_hash().as_slice()));
        }
    }
    if let Some(style) = Files::get(STYLE) {
        // A font of another content is a style of another address.
        let mut hash = Sha256::new_with_prefix(style.metadata.sha256_hash());
        let mut fonts: Vec<&String> = addresses.values().collect();
        fonts.sort();
        for font in fonts {
            hash.update(font);
        }
        addresses.insert(STYLE.to_owned(), named(STYLE, &hash.finalize()));
    }
    addresses
});

/// The stylesheet with the fonts at their own addresses: those that pages
/// load ahead.
static STYLESHEET: LazyLock<Option<String>> = LazyLock::new(|| {
    let style = Files::get(STYLE)?;
    let mut text = String::from_utf8(style.data.into_owned()).ok()?;
    for (name, address) in &*ADDRESSES {
        text = text.replace(&format!("url({name})"), &format!("url({address})"));
    }
    Some(text)
});

fn named(name: &str, hash: &[u8]) -> String {
    format!("/assets/{}/{name}", hex(&hash[..HASH_BYTES]))
}

/// The address of a file; of an unknown one, an address that leads nowhere.
pub(crate) fn address(name: &str) -> &'static str {
    ADDRESSES.get(name).map_or("/assets/missing", String::as_str)
}

/// `GET /assets/{version}/{*name}`: may be kept for ever, since another
/// content has another address.
pub(super) async fn file(Path((_, name)): Path<(String, String)>) -> Result<Response> {
    let file = Files::get(&name).ok_or(Error::NotFound)?;
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    };
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    match (name.as_str(), &*STYLESHEET) {
        (STYLE, Some(style)) => Ok((headers, style.as_str()).into_response()),
        _ => Ok((headers, file.data.into_owned()).into_response()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_has_one_address_on_pages_and_in_the_stylesheet() {
        let style = STYLESHEET.as_deref().unwrap();
        for font in Files::iter().filter(|name| name.ends_with(".woff2")) {
            assert!(style.contains(&format!("url({})", address(&font))), "{font}");
        }
    }

    #[test]
    fn an_address_holds_the_hash_of_the_content() {
        let address = address("app.css");
        assert!(address.starts_with("/assets/") && address.ends_with("/app.css"), "{address}");
        assert_eq!(address.split('/').nth(2).map(str::len), Some(2 * HASH_BYTES));
    }
}
