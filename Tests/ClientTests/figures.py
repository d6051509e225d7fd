"""figures.py PORT FIGURES: the figures of a server that was used, read by Prometheus's own parser."""
import sys
import requests
from prometheus_client.parser import text_string_to_metric_families

site, figures = f"http://127.0.0.1:{sys.argv[1]}", f"http://127.0.0.1:{sys.argv[2]}"
account = {"username": "ada", "email": "ada@example.com", "password": "Correct-horse-1"}
assert requests.post(f"{site}/api/v4/users", json=account, timeout=30).status_code == 201
for password, status in [("wrong", 401), ("Correct-horse-1", 200)]:
    answer = requests.post(f"{site}/api/v4/users/login", json={"login_id": "ada", "password": password}, timeout=30)
    assert answer.status_code == status

page = requests.get(f"{figures}/metrics", timeout=30)
assert page.status_code == 200 and page.headers["Content-Type"].startswith("text/plain; version=0.0.4")
values = {(s.name, tuple(sorted(s.labels.items()))): s.value for f in text_string_to_metric_families(page.text) for s in f.samples}


def value(name, **labels): return values[(name, tuple(sorted(labels.items())))]


assert value("mattermost_api_time_count", handler="createUser", method="POST", status_code="201") == 1
assert value("mattermost_api_time_bucket", handler="login", method="POST", status_code="401", le="+Inf") == 1
assert value("mattermost_login_logins_total") == 1 and value("mattermost_login_logins_fail_total") == 1
assert value("mattermost_http_requests_total") == 3 and value("mattermost_http_errors_total") == 1
assert value("mattermost_process_resident_memory_bytes") > 1 << 20 and value("mattermost_process_open_fds") > 3
assert value("martlet_db_transactions_total") > 0 and value("mattermost_http_websockets_total") == 0
assert value("mattermost_search_posts_searches_duration_seconds_count") == 0
assert requests.get(f"{figures}/api/v4/users", timeout=30).status_code == 404
print("figures: ok")
