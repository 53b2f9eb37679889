//! A plain HTTP client: one connection, kept alive.

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::http::request::Builder;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use xtask::{Failure, Result};

/// A connection to the server.
pub(super) struct Client {
    host: String,
    sender: SendRequest<Full<Bytes>>,
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
        let request = Request::get(path).header("accept-encoding", "gzip, br");
        self.send(request, cookie, Bytes::new()).await
    }

    async fn send(
        &mut self,
        request: Builder,
        cookie: &str,
        body: Bytes,
    ) -> Result<Response<Incoming>> {
        self.sender.ready().await.map_err(Failure::while_doing("a request"))?;
        let request = request
            .header("host", &self.host)
            .header("cookie", cookie)
            .body(Full::new(body))
            .map_err(Failure::while_doing("a request"))?;
        self.sender.send_request(request).await.map_err(Failure::while_doing("a request"))
    }

    /// Ask for a page as it is, uncompressed.
    pub(super) async fn text(&mut self, path: &str, cookie: &str) -> Result<String> {
        let response = self.send(Request::get(path), cookie, Bytes::new()).await?;
        let body = whole(path, response).await?;
        Ok(String::from_utf8_lossy(&body).into_owned())
    }

    /// Send a form, as a script of the page does; gives the answer.
    pub(super) async fn post(&mut self, path: &str, cookie: &str, form: &str) -> Result<String> {
        let request = Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .header("origin", format!("http://{}", self.host))
            .header("hx-request", "true");
        let response = self.send(request, cookie, Bytes::from(form.to_owned())).await?;
        let body = whole(path, response).await?;
        Ok(String::from_utf8_lossy(&body).into_owned())
    }

    /// Send a form, as a page without scripts does; gives the status.
    pub(super) async fn form(
        &mut self,
        path: &str,
        cookie: &str,
        form: &str,
    ) -> Result<StatusCode> {
        let request = Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .header("origin", format!("http://{}", self.host));
        let response = self.send(request, cookie, Bytes::from(form.to_owned())).await?;
        let status = response.status();
        let read = response.into_body().collect().await;
        read.map_err(Failure::while_doing("reading an answer"))?;
        if status.is_success() || status.is_redirection() {
            Ok(status)
        } else {
            Err(Failure::new(format!("{path} answered {status}")))
        }
    }

    /// Ask for a page and read all of it; gives its size on the wire.
    pub(super) async fn page(&mut self, path: &str, cookie: &str) -> Result<usize> {
        let response = self.get(path, cookie).await?;
        Ok(whole(path, response).await?.len())
    }
}

async fn whole(path: &str, response: Response<Incoming>) -> Result<Bytes> {
    let status = response.status();
    let body = response.into_body().collect().await;
    let body = body.map_err(Failure::while_doing("reading a page"))?.to_bytes();
    if status == StatusCode::OK {
        Ok(body)
    } else {
        Err(Failure::new(format!("{path} answered {status}")))
    }
}
