"""torture.py SERVER ENGINE DATABASE KILLS: kill -9 under load, again and again.

Writers post over keep-alive connections and retry what got no answer with the same `pending_post_id`, as clients do. After each
restart: every post that was acknowledged is there, every message exactly once, and the channel's counters agree with its rows.
"""

import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time

PASSWORD = "Correct-horse-1"
WRITERS = 16


class Server:
    """The server process and its port."""

    def __init__(self, program, engine, database):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.program = program
        self.environment = {key: value for key, value in os.environ.items() if not key.startswith(("MM_", "MARTLET_"))}
        self.environment.update({
            "MM_SQLSETTINGS_DRIVERNAME": engine, "MM_SQLSETTINGS_DATASOURCE": database,
            "MM_SERVICESETTINGS_LISTENADDRESS": f"127.0.0.1:{self.port}", "MARTLET_LOGINSETTINGS_PASSWORDITERATIONS": "1000",
        })
        self.process = None

    def start(self):
        """Starts it and waits until it answers."""
        self.process = subprocess.Popen([self.program, "server"], env=self.environment, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                if self.call("GET", "/system/ping")[0] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.02)
        raise SystemExit("the server did not start")

    def kill(self):
        """kill -9."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def call(self, method, path, token=None, body=None, connection=None):
        """One API call: status, JSON, headers."""
        connection = connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        connection.request(method, f"/api/v4{path}", json.dumps(body) if body is not None else None, headers)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read() or b"null"), answer.headers


class Writer(threading.Thread):
    """Posts until it is told to stop; repeats what got no answer."""

    def __init__(self, server, token, user, channel, number):
        super().__init__(daemon=True)
        self.server, self.token, self.user, self.channel, self.number = server, token, user, channel, number
        self.acknowledged, self.sent, self.stopped = {}, 0, False

    def run(self):
        connection = None
        while not self.stopped:
            message = f"writer {self.number} message {self.sent}"
            body = {"channel_id": self.channel, "message": message, "pending_post_id": f"{self.user}:{self.number}-{self.sent}"}
            while True:
                try:
                    if connection is None:
                        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=10)
                    status, answer, _ = self.server.call("POST", "/posts", self.token, body, connection)
                except (OSError, http.client.HTTPException, ValueError):
                    connection = None
                    time.sleep(0.01)
                    continue
                if status != 201:
                    raise SystemExit(f"a post was refused: {status} {answer}")
                self.acknowledged[message] = answer["id"]
                break
            self.sent += 1


def world(server):
    """An account, a team and a channel."""
    server.call("POST", "/users", body={"username": "ann", "email": "ann@example.com", "password": PASSWORD})
    _, user, headers = server.call("POST", "/users/login", body={"login_id": "ann", "password": PASSWORD})
    token = headers["Token"]
    _, team, _ = server.call("POST", "/teams", token, {"name": "crew", "display_name": "Crew", "type": "O"})
    _, channel, _ = server.call("POST", "/channels", token, {"team_id": team["id"], "name": "deck", "display_name": "Deck", "type": "O"})
    return token, user["id"], channel["id"]


def check(server, token, channel, writers):
    """Compares what was acknowledged with what is there."""
    posts, before = {}, ""
    while True:
        query = f"?per_page=200{'&before=' + before if before else ''}"
        _, page, _ = server.call("GET", f"/channels/{channel}/posts{query}", token)
        posts.update(page["posts"])
        if len(page["order"]) < 200:
            break
        before = page["order"][-1]
    messages = [post["message"] for post in posts.values() if not post["type"]]
    if len(messages) != len(set(messages)):
        raise SystemExit(f"{len(messages) - len(set(messages))} messages are there twice")
    for writer in writers:
        for message, post in list(writer.acknowledged.items()):
            if posts.get(post, {}).get("message") != message:
                raise SystemExit(f"lost: {message!r}, acknowledged as {post}")
    _, found, _ = server.call("GET", f"/channels/{channel}", token)
    for key in ("total_msg_count", "total_msg_count_root"):
        if found[key] != len(messages):
            raise SystemExit(f"{key} is {found[key]}, the rows are {len(messages)}")
    return len(messages)


def main():
    """Kills as often as asked; ends with one line."""
    program, engine, database, kills = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
    server = Server(program, engine, database)
    server.start()
    token, user, channel = world(server)
    writers = [Writer(server, token, user, channel, number) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    for _ in range(kills):
        time.sleep(random.uniform(0.2, 1.2))
        server.kill()
        server.start()
    for writer in writers:
        writer.stopped = True
    for writer in writers:
        writer.join(30)
    count = check(server, token, channel, writers)
    server.kill()
    print(f"torture: {kills} kills, {count} messages, all there once")


if __name__ == "__main__":
    main()
