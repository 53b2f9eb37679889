//! A plain HTTP client: one connection, kept alive.

use http_body_util::{BodyExt, Empty};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use xtask::{Failure, Result};

/// A connection to the server.
pub(super) struct Client {
    host: String,
    sender: SendRequest<Empty<Bytes>>,
}

impl Client {
    /// Connect to `127.0.0.1:PORT`.
    pub(super) async fn connect(host: &str) -> Result<Self> {
        let stream = TcpStream::connect(host).await.map_err(Failure::while_doing("connecting"))?;
        stream.set_nodelay(true).map_err(Failure::while_doing("connecting"))?;
        let (sender, connection) =
            handshake(TokioIo::new(stream)).await.map_err(Failure::while_doing("a handshake"))?;
        tokio::spawn(connection);
        Ok(Self { host: host.to_owned(), sender })
    }

    /// Ask for a page as the owner of a cookie.
    pub(super) async fn get(&mut self, path: &str, cookie: &str) -> Result<Response<Incoming>> {
        self.sender.ready().await.map_err(Failure::while_doing("a request"))?;
        let request = Request::get(path)
            .header("host", &self.host)
            .header("cookie", cookie)
            .header("accept-encoding", "gzip, br")
            .body(Empty::new())
            .map_err(Failure::while_doing("a request"))?;
        self.sender.send_request(request).await.map_err(Failure::while_doing("a request"))
    }

    /// Ask for a page and read all of it; gives its size on the wire.
    pub(super) async fn page(&mut self, path: &str, cookie: &str) -> Result<usize> {
        let response = self.get(path, cookie).await?;
        let status = response.status();
        let body = response.into_body().collect().await;
        let body = body.map_err(Failure::while_doing("reading a page"))?.to_bytes();
        if status == StatusCode::OK {
            Ok(body.len())
        } else {
            Err(Failure::new(format!("{path} answered {status}")))
        }
    }
}
