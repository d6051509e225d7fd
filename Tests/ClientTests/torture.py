"""torture.py SERVER ENGINE DATABASE KILLS: kill -9 under load, again and again.

Writers post over keep-alive connections and retry what got no answer with the same `pending_post_id`, as clients do. On PostgreSQL
two servers share the database: one of them is killed, and what it did not answer is sent to the other. At the end every post that
was acknowledged is there, every message exactly once, and the channel's counters agree with its rows.
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
    """Posts until it is told to stop; repeats what got no answer, at the next server if there is one."""

    def __init__(self, servers, token, user, channel, number):
        super().__init__(daemon=True)
        self.servers, self.token, self.user, self.channel, self.number = servers, token, user, channel, number
        self.acknowledged, self.sent, self.repeats, self.stopped, self.refusal = {}, 0, 0, False, None

    def run(self):
        connection, at = None, self.number
        while not self.stopped:
            message = f"writer {self.number} message {self.sent}"
            body = {"channel_id": self.channel, "message": message, "pending_post_id": f"{self.user}:{self.number}-{self.sent}"}
            while True:
                server = self.servers[at % len(self.servers)]
                try:
                    if connection is None:
                        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
                    status, answer, _ = server.call("POST", "/posts", self.token, body, connection)
                except (OSError, http.client.HTTPException, ValueError):
                    connection, at, self.repeats = None, at + 1, self.repeats + 1
                    time.sleep(0.01)
                    continue
                if status != 201:
                    self.refusal = f"a post was refused: {status} {answer}"
                    return
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
    """Compares what was acknowledged with what is there; how much was acknowledged, and how much is there."""
    for writer in writers:
        if writer.refusal or writer.is_alive():
            raise SystemExit(writer.refusal or "a writer got no answer for half a minute")
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
    return sum(len(writer.acknowledged) for writer in writers), len(messages)


def main():
    """Kills as often as asked; ends with one line."""
    program, engine, database, kills = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
    servers = [Server(program, engine, database) for _ in range(2 if engine == "postgres" else 1)]
    for server in servers:
        server.start()
    token, user, channel = world(servers[0])
    writers = [Writer(servers, token, user, channel, number) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    for _ in range(kills):
        time.sleep(random.uniform(0.2, 1.2))
        server = random.choice(servers)
        server.kill()
        server.start()
    for writer in writers:
        writer.stopped = True
    for writer in writers:
        writer.join(30)
    results = {check(server, token, channel, writers) for server in servers}
    for server in servers:
        server.kill()
    (acknowledged, count), repeats = results.pop(), sum(writer.repeats for writer in writers)
    print(f"torture: {kills} kills, {acknowledged} acknowledged, {repeats} attempts without an answer, {count} messages there: "
          "lost 0, doubled 0, counters right")


if __name__ == "__main__":
    main()
