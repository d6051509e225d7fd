"""What alerts and dashboard ask for, compared with what a running server gives: names, and the labels that queries select by."""
import contextlib
import functools
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import time
import unittest
import urllib.error
import urllib.request

import yaml

from world import CHART

# Given by Kubernetes' own exporters.
FOREIGN = {"kubelet_volume_stats_available_bytes", "kubelet_volume_stats_capacity_bytes", "kube_pod_container_status_restarts_total", "up"}
# What only an upstream Mattermost image gives, which the same chart can run.
UPSTREAM = {"mattermost_db_replica_lag_time"}
POSTGRES = os.environ.get("POSTGRES_URL")  # scripts/with-postgres.sh
# What there is only of connections, which SQLite has none of.
POOL = set() if POSTGRES else {
    "go_sql_in_use_connections", "go_sql_max_open_connections", "go_sql_wait_count_total", "go_sql_wait_duration_seconds_total", "martlet_db_waiting"}
# What Prometheus and the ServiceMonitor add to every sample.
ADDED = {"namespace", "pod", "service", "job", "instance", "container", "endpoint", "node", "persistentvolumeclaim"}
WORDS = {"and", "or", "unless", "by", "without", "on", "ignoring", "group_left", "group_right", "offset", "bool"}


def queries():
    """Every expression that is asked, with where it stands."""
    for group in yaml.safe_load((CHART / "files/alerts.yaml").read_text())["groups"]:
        for rule in group["rules"]:
            yield rule["alert"], rule["expr"]
    for path in sorted((CHART / "files/dashboards").glob("*.json")):
        for panel in json.loads(path.read_text())["panels"]:
            for target in panel.get("targets", []):
                yield f'{path.name}: {panel.get("title")}', target["expr"]


def asked(expression):
    """The metrics of an expression with the labels that select among them. A name is what no parenthesis follows."""
    plain = re.sub(r'"[^"]*"', '""', expression)
    grouped = {label.strip() for text in re.findall(r"\b(?:by|on|without|ignoring)\s*\(([^)]*)\)", plain) for label in text.split(",") if label.strip()}
    plain = re.sub(r"\b(?:by|on|without|ignoring|group_left|group_right)\s*\([^)]*\)", " ", plain)
    for name, labels in re.findall(r"(?<![\w$.:\[])([a-z_][a-z0-9_]*)\b(?!\s*\()\s*(\{[^}]*\})?", re.sub(r"\[[^\]]*\]", " ", plain)):
        if name not in WORDS:
            yield name, set(re.findall(r"(\w+)\s*(?:=~|!~|!=|=)", labels)) | grouped


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def tell(url, body, token=None, more=None):
    """Posts a body, or asks when there is none."""
    fields = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {}) | (more or {})
    request = urllib.request.Request(url, None if body is None else json.dumps(body).encode(), fields)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer), answer.headers
    except urllib.error.HTTPError as error:
        text = error.read()
        return json.loads(text) if text else None, error.headers


@contextlib.contextmanager
def greeted(site, token):
    """A WebSocket is open meanwhile: its server has said hello."""
    address = site.removeprefix("http://")
    host, port = address.split(":")
    with socket.create_connection((host, int(port)), timeout=30) as line:
        line.sendall(f"GET /api/v4/websocket HTTP/1.1\r\nHost: {address}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                     f"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nAuthorization: Bearer {token}\r\n\r\n".encode())
        heard = b""
        while b'"hello"' not in heard:
            piece = line.recv(4096)
            assert piece, heard
            heard += piece
        yield


def used(site):
    """People come, one mistypes, they post and connect: so that what is counted only when it happens is there."""
    account = {"username": "ann", "email": "ann@example.com", "password": "correct horse 1"}
    tell(f"{site}/api/v4/users", account)
    tell(f"{site}/api/v4/users/login", {"login_id": "ann", "password": "wrong"})
    person, headers = tell(f"{site}/api/v4/users/login", {"login_id": "ann", "password": "correct horse 1"})
    team, _ = tell(f"{site}/api/v4/teams", {"name": "one", "display_name": "One", "type": "O"}, headers["Token"])
    channel, _ = tell(f"{site}/api/v4/channels", {"team_id": team["id"], "name": "two", "display_name": "Two", "type": "O"}, headers["Token"])
    with greeted(site, headers["Token"]):
        post, _ = tell(f"{site}/api/v4/posts", {"channel_id": channel["id"], "message": "three"}, headers["Token"])
    _, fresh = tell(f"{site}/api/v4/users/me", None, headers["Token"])
    tell(f"{site}/api/v4/users/me", None, headers["Token"], {"If-None-Match": fresh["Etag"]})
    assert post["user_id"] == person["id"], post


@functools.cache
def page():
    """The page of figures of a server that was used."""
    port, figures = free_port(), free_port()
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ, MM_SERVICESETTINGS_LISTENADDRESS=f"127.0.0.1:{port}", MM_METRICSSETTINGS_ENABLE="true",
                           MM_METRICSSETTINGS_LISTENADDRESS=f"127.0.0.1:{figures}")
        if POSTGRES:
            environment |= dict(MM_SQLSETTINGS_DRIVERNAME="postgres", MM_SQLSETTINGS_DATASOURCE=POSTGRES)
        log = pathlib.Path(folder) / "log"
        with log.open("w") as out, subprocess.Popen([os.environ["MARTLET_BINARY"], "server"], cwd=folder, env=environment, stdout=out, stderr=out) as process:
            try:
                end = time.monotonic() + 60
                while True:
                    try:
                        urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=5).close()
                        break
                    except OSError:
                        assert time.monotonic() < end and process.poll() is None, log.read_text()[-2000:]
                        time.sleep(0.05)
                used(f"http://127.0.0.1:{port}")
                with urllib.request.urlopen(f"http://127.0.0.1:{figures}/metrics", timeout=30) as answer:
                    return answer.read().decode()
            finally:
                process.terminate()


def given():
    """The labels of each name on that page."""
    found = {}
    for line in page().splitlines():
        if line and not line.startswith("#"):
            name, labels = re.match(r"([a-z_0-9]+)(\{.*\})? ", line).groups()
            found.setdefault(name, set()).update(re.findall(r'(\w+)="', labels or ""))
    return found


class Parsing(unittest.TestCase):
    def test_names_and_labels_are_found(self):
        expression = 'sum by (handler) (rate(a_total{status_code=~"5..", job="x"}[5m])) / on (pod) b_max > 0.5 and up == 0'
        self.assertEqual({name for name, _ in asked(expression)}, {"a_total", "b_max", "up"})
        self.assertEqual(dict(asked(expression))["a_total"], {"status_code", "job", "handler", "pod"})


@unittest.skipUnless(os.environ.get("MARTLET_BINARY"), "the server is not built")
class Figures(unittest.TestCase):
    def test_what_is_asked_for_is_what_a_running_server_gives(self):
        known, seen = given(), set()
        for place, expression in queries():
            for name, labels in asked(expression):
                seen.add(name)
                if name in FOREIGN | UPSTREAM | POOL:
                    continue
                with self.subTest(place, metric=name):
                    self.assertIn(name, known)
                    self.assertEqual(labels - ADDED - known[name], set(), "labels that it does not have")
        self.assertGreater(len(seen), 15)
        self.assertIn("mattermost_api_time_bucket", seen)

    def test_prometheus_reads_the_page(self):
        if not shutil.which("promtool"):
            self.skipTest("promtool is not installed (apt-get install prometheus)")
        done = subprocess.run(["promtool", "check", "metrics"], input=page(), capture_output=True, text=True, check=False)
        # It also has opinions on names that were given long ago by others; what it cannot read it calls an error.
        self.assertNotIn("error while linting", done.stderr)
