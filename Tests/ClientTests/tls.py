"""Speaks TLS with a server: both versions, a renewed certificate under open connections, plain HTTP on the encrypted port."""
import http.client, os, socket, ssl, subprocess, sys, time

port, folder = int(sys.argv[1]), sys.argv[2]
certificate, key = f"{folder}/cert.pem", f"{folder}/key.pem"


def make(name):
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", f"/CN={name}",
         "-keyout", key + ".new", "-out", certificate + ".new"], check=True, capture_output=True)
    os.replace(key + ".new", key)
    os.replace(certificate + ".new", certificate)


def connect(version=None):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    if version: context.minimum_version = context.maximum_version = version
    connection = http.client.HTTPSConnection("127.0.0.1", port, context=context, timeout=20)
    connection.connect()
    return connection


def ask(connection, path="/api/v4/system/ping", body=None):
    connection.request("POST" if body else "GET", path, body)
    answer = connection.getresponse()
    return answer, answer.read()


def name(connection): return connection.sock.getpeercert(binary_form=True)


old = connect()
answer = ask(old)[0]
assert answer.status == 200 and answer.getheader("Strict-Transport-Security") == "max-age=60"
for version, called in [(ssl.TLSVersion.TLSv1_2, "TLSv1.2"), (ssl.TLSVersion.TLSv1_3, "TLSv1.3")]:
    connection = connect(version)
    assert connection.sock.version() == called
    answer, body = ask(connection)
    assert answer.status == 200 and b"status" in body
    answer, _ = ask(connection, "/api/v4/users/login", b"{" + b" " * 200_000 + b"}")  # many records
    assert answer.status in (400, 401), answer.status
try:
    connect(ssl.TLSVersion.TLSv1_1)
    raise SystemExit("TLS 1.1 was accepted")
except (ssl.SSLError, ValueError, OSError): pass

plain = socket.create_connection(("127.0.0.1", port), 20)
plain.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
assert b"HTTPS" in plain.recv(4096)
nonsense = socket.create_connection(("127.0.0.1", port), 20)
nonsense.sendall(b"\x16\x03\x01\x00\x05hello")
while nonsense.recv(4096): pass  # an alert, then the end

shaking = connect()
shaking.sock.sendall(
    b"GET /api/v4/websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
assert shaking.sock.recv(4096).startswith(b"HTTP/1.1 101")
shaking.sock.sendall(b"\x88\x82\0\0\0\0\x03\xe8")  # close 1000
assert shaking.sock.recv(4096)[0] == 0x88

before, moment = name(old), time.monotonic()
make("second")
while name(connect()) == before: assert time.monotonic() - moment < 30, "the certificate was not read again"
assert ask(old)[0].status == 200 and name(old) == before
print("tls: ok")
