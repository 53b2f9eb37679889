//! Who calls, by address: what tries to sign in are counted by.
//!
//! Behind a proxy, everybody comes from its address, and a whole school would
//! share a few tries. The proxy says who called it in `X-Forwarded-For`; a
//! caller can write that, too, so as many places from its end are believed as
//! there are proxies of ours, and none unless somebody says so.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Request};
use tower_governor::GovernorError;
use tower_governor::key_extractor::KeyExtractor;

use super::Error;

const FORWARDED_FOR: &str = "x-forwarded-for";

/// Finds the address of whoever calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Caller {
    /// How many proxies of ours a request comes through.
    pub(super) proxies: u8,
}

impl Caller {
    /// `peer`: from where the request came to us.
    fn address(self, headers: &HeaderMap, peer: IpAddr) -> IpAddr {
        let lines = headers.get_all(FORWARDED_FOR).iter().filter_map(|line| line.to_str().ok());
        let told: Vec<&str> = lines.flat_map(|line| line.split(',')).map(str::trim).collect();
        let place = told.len().checked_sub(usize::from(self.proxies));
        let believed = place.and_then(|place| told.get(place)?.parse().ok());
        believed.unwrap_or(peer)
    }
}

/// From where a request comes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place(pub(super) IpAddr);

impl<S: Sync> FromRequestParts<S> for Place {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        let Some(ConnectInfo(peer)) = parts.extensions.get::<ConnectInfo<SocketAddr>>() else {
            return Err(Error::Broken);
        };
        // Laid around every route that counts tries.
        let caller = parts.extensions.get::<Caller>().ok_or(Error::Broken)?;
        Ok(Self(caller.address(&parts.headers, peer.ip())))
    }
}

impl KeyExtractor for Caller {
    type Key = IpAddr;

    fn extract<T>(&self, request: &Request<T>) -> Result<IpAddr, GovernorError> {
        let from = request.extensions().get::<ConnectInfo<SocketAddr>>();
        let ConnectInfo(peer) = from.ok_or(GovernorError::UnableToExtractKey)?;
        Ok(self.address(request.headers(), peer.ip()))
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    const PEER: &str = "10.0.0.1";

    fn address(proxies: u8, lines: &[&'static str]) -> String {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(FORWARDED_FOR, HeaderValue::from_static(line));
        }
        Caller { proxies }.address(&headers, PEER.parse().unwrap()).to_string()
    }

    #[test]
    fn without_a_proxy_nobody_is_believed() {
        assert_eq!(address(0, &["203.0.113.7"]), PEER);
    }

    #[test]
    fn of_what_is_told_our_own_proxies_part_is_believed() {
        assert_eq!(address(1, &["203.0.113.7"]), "203.0.113.7");
        assert_eq!(address(1, &["198.51.100.9, 203.0.113.7"]), "203.0.113.7", "the rest is theirs");
        assert_eq!(address(1, &["198.51.100.9", "203.0.113.7"]), "203.0.113.7", "in lines, too");
        assert_eq!(address(2, &["198.51.100.9, 203.0.113.7, 10.0.0.2"]), "203.0.113.7");
    }

    #[test]
    fn what_is_missing_or_nonsense_is_the_peer() {
        assert_eq!(address(1, &[]), PEER);
        assert_eq!(address(2, &["203.0.113.7"]), PEER);
        assert_eq!(address(1, &["unknown"]), PEER);
    }
}
