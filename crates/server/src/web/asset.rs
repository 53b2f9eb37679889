//! Stylesheet, scripts and fonts, inside the program.

use std::collections::HashMap;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

use super::{Error, Result};

#[derive(RustEmbed)]
#[folder = "assets/"]
#[exclude = "*.LICENSE"]
struct Files;

/// Bytes of the hash that names a version of a file.
const HASH_BYTES: usize = 6;

/// Bytes in hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(2 * bytes.len()), |text, byte| text + &format!("{byte:02x}"))
}

/// Each file's address, which changes with its content.
static ADDRESSES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let address = |name: std::borrow::Cow<'static, str>| {
        let hash = Files::get(&name)?.metadata.sha256_hash();
        let hash = hex(&hash[..HASH_BYTES]);
        Some((name.to_string(), format!("/assets/{hash}/{name}")))
    };
    Files::iter().filter_map(address).collect()
});

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
    Ok((headers, file.data.into_owned()).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_holds_the_hash_of_the_content() {
        let address = address("app.css");
        assert!(address.starts_with("/assets/") && address.ends_with("/app.css"), "{address}");
        assert_eq!(address.split('/').nth(2).map(str::len), Some(2 * HASH_BYTES));
    }
}
