"""figures.py PORT FIGURES ENGINE: the figures of a server that was used, read by Prometheus's own parser; each moves by what it counts."""
import concurrent.futures
import contextlib
import socket
import sys
import time

import requests
from prometheus_client.parser import text_string_to_metric_families

site, figures = f"http://127.0.0.1:{sys.argv[1]}", f"http://127.0.0.1:{sys.argv[2]}"
account = {"username": "ada", "email": "ada@example.com", "password": "Correct-horse-1"}
made = requests.post(f"{site}/api/v4/users", json=account, timeout=30)
assert made.status_code == 201, made.text
for password, status in [("wrong", 401), ("Correct-horse-1", 200)]:
    answer = requests.post(f"{site}/api/v4/users/login", json={"login_id": "ada", "password": password}, timeout=30)
    assert answer.status_code == status
person = answer.json()



def read():
    page = requests.get(f"{figures}/metrics", timeout=30)
    assert page.status_code == 200 and page.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    samples = [sample for family in text_string_to_metric_families(page.text) for sample in family.samples]
    # The parser gives every counter the ending of one.
    return {(s.name.replace("_totals_total", "_totals"), tuple(sorted(s.labels.items()))): s.value for s in samples}


values = read()


def value(name, **labels): return values[(name, tuple(sorted(labels.items())))]


@contextlib.contextmanager
def moves(*expected):
    """What is done inside moves these figures (name, by how much, labels); what sockets hear is counted a moment after the answer."""
    keys = [((name, tuple(sorted(labels.items()))), by) for name, by, labels in expected]
    before = read()
    yield
    end = time.monotonic() + 10
    while True:
        after = read()
        wrong = [(key, by, after.get(key, 0) - before.get(key, 0)) for key, by in keys if after.get(key, 0) - before.get(key, 0) != by]
        if not wrong:
            return
        assert time.monotonic() < end, f"(figure, should move by, moved by): {wrong}"


assert value("mattermost_api_time_count", handler="createUser", method="POST", status_code="201") == 1
assert value("mattermost_api_time_bucket", handler="login", method="POST", status_code="401", le="+Inf") == 1
assert value("mattermost_login_logins_total") == 1 and value("mattermost_login_logins_fail_total") == 1
assert value("mattermost_http_requests_total") == 3 and value("mattermost_http_errors_total") == 1
assert value("mattermost_process_resident_memory_bytes") > 1 << 20 and value("mattermost_process_open_fds") > 3
assert value("martlet_db_transactions_total") > 0 and value("mattermost_http_websockets_total") == 0
assert value("mattermost_search_posts_searches_duration_seconds_count") == 0
assert requests.get(f"{figures}/api/v4/users", timeout=30).status_code == 404

me = requests.Session()
me.headers["Authorization"] = f"Bearer {answer.headers['Token']}"


def call(method, path, status=(200, 201), **more):
    answer = me.request(method, f"{site}/api/v4{path}", timeout=30, **more)
    assert answer.status_code in (status if isinstance(status, tuple) else (status,)), (path, answer.status_code, answer.text[:300])
    return answer


def listen():
    """A WebSocket that has been greeted."""
    line = socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=30)
    line.sendall(f"GET /api/v4/websocket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                 f"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nAuthorization: {me.headers['Authorization']}\r\n\r\n".encode())
    heard = b""
    while b'"hello"' not in heard:
        piece = line.recv(4096)
        assert piece, heard
        heard += piece
    return line


def post(**more): return call("POST", "/posts", json={"channel_id": channel, "message": "x"} | more)


team = call("POST", "/teams", json={"name": "one", "display_name": "One", "type": "O"}).json()["id"]
channel = call("POST", "/channels", json={"team_id": team, "name": "two", "display_name": "Two", "type": "O"}).json()["id"]
with moves(("mattermost_http_websockets_total", 1, {}), ("mattermost_websocket_broadcasts_total", 1, {"name": "hello"})):
    ear = listen()
post()
post()

upload = call("POST", f"/files?channel_id={channel}&filename=a.txt", data=b"some words").json()["file_infos"][0]["id"]
with moves(
        ("mattermost_post_total", 1, {}), ("mattermost_post_file_attachments_total", 1, {}), ("mattermost_post_broadcasts_total", 1, {}),
        ("mattermost_post_webhooks_totals", 0, {}), ("mattermost_websocket_broadcasts_total", 1, {"name": "posted"}),
        ("mattermost_websocket_event_total", 1, {"type": "posted"}), ("mattermost_cache_mem_hit_total", 1, {"name": "Session"}),
        ("mattermost_cache_mem_hit_total", 1, {"name": "Keyword"}), ("mattermost_cache_mem_hit_total", 1, {"name": "Status"}),
        ("mattermost_db_store_time_count", 1, {"method": "CreatePost", "success": "true"}),
        ("mattermost_db_store_time_bucket", 1, {"method": "CreatePost", "success": "true", "le": "+Inf"})):
    post(file_ids=[upload])
with moves(("mattermost_post_webhooks_totals", 1, {}), ("mattermost_post_file_attachments_total", 0, {})):
    post(props={"from_webhook": "true"})

with moves(("mattermost_db_store_time_count", 1, {"method": "ChannelRoutes.find", "success": "false"})):
    call("GET", f"/channels/{'a' * 26}", status=(403, 404))
with moves(("mattermost_db_store_time_count", 1, {"method": "ChannelRoutes.find", "success": "true"})):
    call("GET", f"/channels/{channel}")

call("GET", "/users/me")
with moves(("mattermost_cache_etag_miss_total", 1, {"route": "getUser"}), ("mattermost_cache_mem_hit_total", 1, {"name": "Profile"})):
    tag = call("GET", "/users/me").headers["Etag"]
with moves(("mattermost_cache_etag_hit_total", 1, {"route": "getUser"}), ("mattermost_cache_etag_miss_total", 0, {"route": "getUser"})):
    call("GET", "/users/me", status=304, headers={"If-None-Match": tag})
with moves(*(("mattermost_cache_mem_invalidation_total", 1, {"name": name}) for name in ("Session", "Profile", "Keyword"))):
    call("PUT", "/users/me/patch", json={"nickname": "countess"})
with moves(*(("mattermost_cache_mem_miss_total", 1, {"name": name}) for name in ("Session", "Profile", "Keyword"))):
    call("GET", "/users/me")
    post()
with moves(("mattermost_cache_mem_invalidation_total", 1, {"name": "Status"}), ("mattermost_cache_mem_miss_total", 1, {"name": "Status"})):
    call("PUT", "/users/me/status", json={"user_id": person["id"], "status": "away"})
    post()
with moves(("mattermost_cache_mem_invalidation_total", 1, {"name": "Preview"})):
    call("PUT", "/config/patch", json={"TeamSettings": {"SiteName": "Elsewhere"}})
with moves(("mattermost_http_websockets_total", -1, {})):
    ear.close()
assert read()[("mattermost_websocket_broadcast_buffer_size", ())] == 0

if sys.argv[3] == "postgres":  # one connection, asked by many at once
    pool, end = (("db_name", "master"),), time.monotonic() + 30
    with concurrent.futures.ThreadPoolExecutor(16) as many:
        while read()[("go_sql_wait_count_total", pool)] == 0:
            assert time.monotonic() < end, "nobody waited for a connection"
            list(many.map(lambda _: requests.get(f"{site}/api/v4/users", headers=dict(me.headers), timeout=30), range(32)))
    assert read()[("go_sql_wait_duration_seconds_total", pool)] > 0 and read()[("go_sql_max_open_connections", pool)] == 1
print("figures: ok")
