//! Tests of the guarded client's trust: whose certificate it believes. Everything else is in `client_tests`.

use std::sync::{Arc, Mutex};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
    },
};

use super::{
    client_error::ClientError,
    outgoing::Outgoing,
    test_server::{Admits, reply, rig, serve},
};

type Authority = CertifiedIssuer<'static, KeyPair>;

fn authority() -> Authority {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// A server on loopback with a certificate for `a.test`, valid or long expired. Returns its port.
async fn server(authority: &Authority, expired: bool) -> u16 {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(vec!["a.test".to_owned()]).unwrap();
    if expired {
        params.not_before = date_time_ymd(2001, 1, 1);
        params.not_after = date_time_ymd(2002, 1, 1);
    }
    let certificate = params.signed_by(&key, authority).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = Arc::new(tokio_rustls::rustls::crypto::aws_lc_rs::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // A caller that does not trust us ends the handshake.
            if let Ok(stream) = acceptor.accept(stream).await {
                serve(stream, &|_| reply("200 OK", &[], "trusted"), &Mutex::default()).await;
            }
        }
    });
    port
}

/// Fetches `https://NAME/` from the port, with one authority trusted besides the system's.
async fn fetch(name: &str, port: u16, trusted: &Authority) -> Result<bytes::Bytes, ClientError> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ca.pem");
    std::fs::write(&file, trusted.as_ref().pem()).unwrap();
    let hosts = format!("{{ \"{name}\" = \"127.0.0.1:{port}\" }}");
    let config = rig(&[("FEDERATION__HOSTS", &hosts), ("FEDERATION__CA", file.to_str().unwrap())]);
    let outgoing = Outgoing::new(&config, Arc::new(Admits::All)).unwrap();
    let url = format!("https://{name}/").parse().unwrap();
    outgoing.get(&url, "*/*", outgoing.document_budget()).await.map(|fetched| fetched.body)
}

#[tokio::test]
async fn a55_only_a_valid_certificate_of_that_name_is_believed() {
    let (ours, theirs) = (authority(), authority());
    let (valid, expired) = (server(&ours, false).await, server(&ours, true).await);
    assert_eq!(&fetch("a.test", valid, &ours).await.unwrap()[..], b"trusted");
    for (what, result) in [
        ("another name", fetch("b.test", valid, &ours).await),
        ("another authority", fetch("a.test", valid, &theirs).await),
        ("an expired certificate", fetch("a.test", expired, &ours).await),
    ] {
        let error = result.unwrap_err();
        assert!(matches!(error, ClientError::Tls { .. }), "{what}: {error}");
    }
}

#[test]
fn a_certificate_file_that_cannot_be_read_is_named() {
    let config = rig(&[("FEDERATION__CA", "/nowhere/ca.pem")]);
    let error = Outgoing::new(&config, Arc::new(Admits::All)).err().expect("the file is not there");
    assert!(error.to_string().contains("/nowhere/ca.pem"), "{error}");
}
