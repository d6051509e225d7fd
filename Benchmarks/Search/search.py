"""Measures the search: search.py MARTLET POSTS [postgres://…], one server, a database of that many made-up posts.

Posts are written past the server, as a database that is taken over has them; the server then builds its index, which is
timed, and people search. Words follow Zipf's law, as in real text; so do channels. Prints lines of a Markdown table."""
import http.client
import json
import os
import pathlib
import random
import signal
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

PEOPLE, CHANNELS, OWN, VOCABULARY, QUERIES = 200, 400, 40, 60_000, 1_000
BEGIN, END = 1_600_000_000_000, 1_760_000_000_000
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def identifier(kind, number):
    return f"{kind}{number:0>25}"


class World:
    """Who says what where; the same for the same seed."""

    def __init__(self, posts):
        self.random = random.Random(11)
        self.posts = posts
        pick = self.random
        self.words = sorted({"".join(pick.choices(LETTERS, k=pick.randint(3, 10))) for _ in range(VOCABULARY)})
        pick.shuffle(self.words)
        self.weights = []
        total = 0.0
        for rank in range(1, len(self.words) + 1):
            total += 1 / (rank + 2.7)
            self.weights.append(total)
        self.channel_weights = []
        total = 0.0
        for rank in range(1, CHANNELS + 1):
            total += 1 / rank ** 0.8
            self.channel_weights.append(total)
        # everybody is in the largest one, and in others by their size
        self.own = [{0, *pick.choices(range(CHANNELS), cum_weights=self.channel_weights, k=OWN)} for _ in range(PEOPLE)]
        self.sample = []

    def rows(self):
        pick = self.random
        step = (END - BEGIN) / self.posts
        for number in range(self.posts):
            text = pick.choices(self.words, cum_weights=self.weights, k=min(60, 3 + int(pick.expovariate(1 / 12))))
            if number % 50 == 0:
                text.insert(pick.randrange(len(text)), f"db-{number % 997:03}.eu-west.example.com")
            message = " ".join(text)
            if number % 97 == 0:
                self.sample.append(text)
            channel = pick.choices(range(CHANNELS), cum_weights=self.channel_weights)[0]
            yield identifier("p", number), int(BEGIN + number * step), identifier("u", pick.randrange(PEOPLE)), identifier("c", channel), message

    def queries(self):
        """Kind and text, in equal parts."""
        pick = self.random
        common = lambda: pick.choices(self.words, cum_weights=self.weights)[0]
        any_word = lambda: self.words[int(len(self.words) ** pick.random()) - 1]
        phrase = lambda text, start: '"' + " ".join(text[start:start + 2]) + '"'
        kinds = {
            "one word, as frequent as in texts": common,
            "one word, frequent or rare": any_word,
            "the most frequent word": lambda: self.words[0],
            "two words": lambda: f"{common()} {any_word()}",
            "any of three words": lambda: f"{common()} {any_word()} {any_word()}",
            "a phrase": lambda: phrase(pick.choice(self.sample), 0),
            "the start of a word": lambda: any_word()[:4] + "*",
            "a host name": lambda: f"db-{pick.randrange(997):03}.eu-west.example.com",
            "a word, by somebody": lambda: f"{common()} from:person{pick.randrange(PEOPLE)}",
            "a word, in a channel": lambda: f"{common()} in:channel{pick.randrange(20)}",
            "a word, not another, in a year": lambda: f"{common()} -{any_word()} after:2022-01-01 before:2023-01-01",
            "what somebody wrote": lambda: f"from:person{pick.randrange(PEOPLE)}",
            "no hit": lambda: "nothing" + str(pick.randrange(10_000)),
        }
        for kind, make in kinds.items():
            for _ in range(QUERIES // len(kinds)):
                yield kind, make(), kind.startswith("any")


POST_COLUMNS = "id,createat,updateat,editat,deleteat,ispinned,userid,channelid,rootid,originalid,message,type,props,hashtags,filenames,fileids,hasreactions,remoteid"

COUNTED = "UPDATE channels SET totalmsgcount = (SELECT count(*) FROM posts WHERE channelid = channels.id)"


class SQLite:
    def __init__(self, path):
        self.path, self.driver = path, "sqlite"

    def fill(self, world):
        db = sqlite3.connect(self.path)
        db.executescript("PRAGMA synchronous=OFF; PRAGMA cache_size=-400000")
        insert_people(world, lambda sql, rows: db.executemany(sql, rows))
        rows = ((p, at, at, 0, 0, 0, user, channel, "", "", text, "", "{}", "", "[]", "[]", 0, "") for p, at, user, channel, text in world.rows())
        db.executemany(f"INSERT INTO posts ({POST_COLUMNS}) VALUES ({','.join('?' * 18)})", rows)
        db.execute(COUNTED)
        db.executescript("DELETE FROM martlet_search_queue; INSERT INTO martlet_search_progress VALUES (0, 9223372036854775807, '')")
        db.commit()
        db.close()

    def value(self, sql):
        db = sqlite3.connect(self.path)
        try:
            return db.execute(sql).fetchone()[0]
        finally:
            db.close()

    def size(self):
        return self.value("SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'martlet_search%' AND name NOT LIKE '%queue%'")

    def posts_size(self):
        return self.value("SELECT sum(pgsize) FROM dbstat WHERE name = 'posts' OR name LIKE 'idx_posts%'")


class Postgres:
    def __init__(self, url):
        self.path, self.driver = url, "postgres"

    def psql(self, sql):
        command = ["psql", "-qAtX", "-v", "ON_ERROR_STOP=1", self.path, "-f", "-"]
        return subprocess.run(command, input=sql, text=True, check=True, capture_output=True).stdout.strip()

    def copy(self, table, columns, lines):
        command = ["psql", "-qX", "-v", "ON_ERROR_STOP=1", self.path, "-c", f"COPY {table} ({columns}) FROM STDIN"]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, text=True)
        for line in lines:
            process.stdin.write(line)
        process.stdin.close()
        assert process.wait() == 0

    def fill(self, world):
        self.psql("ALTER TABLE posts DISABLE TRIGGER USER")

        def run(sql, rows):
            head, tail = sql.split("VALUES")
            values = ",".join("(" + ",".join("'" + str(v) + "'" for v in row) + ")" for row in rows)
            self.psql(head + " VALUES " + values + tail.partition(")")[2])

        insert_people(world, run)
        self.copy("posts", POST_COLUMNS, (
            f"{p}\t{at}\t{at}\t0\t0\tf\t{user}\t{channel}\t\t\t{text}\t\t{{}}\t\t[]\t[]\tf\t\n" for p, at, user, channel, text in world.rows()))
        self.psql("ALTER TABLE posts ENABLE TRIGGER USER")
        self.psql(COUNTED)
        self.psql("INSERT INTO martlet_search_progress VALUES (0, 9223372036854775807, '')")

    def value(self, sql):
        return int(self.psql(sql))

    def size(self):
        return self.value("SELECT pg_total_relation_size('martlet_search_posts')")

    def posts_size(self):
        return self.value("SELECT pg_total_relation_size('posts')")


def insert_people(world, run):
    team = identifier("t", 0)
    run("INSERT INTO teams (id, createat, updateat, deleteat, displayname, name, description, email, type, companyname, alloweddomains, inviteid) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
        [(team, 1, 1, 0, "Crew", "crew", "", "", "O", "", "", identifier("i", 0))])
    run("INSERT INTO channels (id, createat, updateat, deleteat, teamid, type, displayname, name, header, purpose, lastpostat, totalmsgcount, extraupdateat, creatorid) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        [(identifier("c", c), 1, 1, 0, team, "O", f"Channel {c}", f"channel{c}", "", "", 1, 0, 0, "") for c in range(CHANNELS)])
    run("INSERT INTO users (id, createat, updateat, deleteat, username, password, authservice, email, emailverified, nickname, firstname, lastname, position, roles, props, notifyprops, lastpasswordupdate, lastpictureupdate, failedattempts, locale) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        [(identifier("u", u), 1, 1, 0, f"person{u}", "", "", f"person{u}@example.com", 1, "", "", "", "", "system_user", "{}", "{}", 1, 0, 0, "en") for u in range(PEOPLE)])
    run("INSERT INTO teammembers (teamid, userid, roles, deleteat, schemeuser, schemeadmin, schemeguest) VALUES (?,?,?,?,?,?,?)",
        [(team, identifier("u", u), "", 0, 1, 0, 0) for u in range(PEOPLE)])
    run("INSERT INTO channelmembers (channelid, userid, roles, lastviewedat, msgcount, mentioncount, notifyprops, lastupdateat, schemeuser, schemeadmin, schemeguest) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        [(identifier("c", c), identifier("u", u), "", 0, 0, 0, "{}", 1, 1, 0, 0) for u in range(PEOPLE) for c in world.own[u]])
    run("INSERT INTO sessions (id, token, createat, expiresat, lastactivityat, userid, deviceid, roles, isoauth, expirednotify, props) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        [(identifier("s", u), identifier("k", u), 1, 0, int(time.time() * 1000), identifier("u", u), "", "system_user", 0, 0, "{}") for u in range(PEOPLE)])


class Server:
    def __init__(self, martlet, store, folder):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        environment = os.environ | {
            "MM_SQLSETTINGS_DRIVERNAME": store.driver, "MM_SQLSETTINGS_DATASOURCE": store.path,
            "MM_SERVICESETTINGS_LISTENADDRESS": f"127.0.0.1:{self.port}"}
        self.process = subprocess.Popen([martlet, "server"], cwd=folder, env=environment, stdout=open(f"{folder}/log", "a"), stderr=subprocess.STDOUT)
        deadline = time.time() + 60
        while time.time() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return
            except OSError:
                time.sleep(0.05)
        sys.exit("the server did not start: " + pathlib.Path(f"{folder}/log").read_text()[-500:])

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)


def milliseconds(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * share))] * 1000


def search(server, world):
    """Seconds by kind of query, and how many were found."""
    times, hits = {}, {}
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    for number, (kind, terms, is_or) in enumerate(world.queries()):
        token = identifier("k", (number * 7919) % PEOPLE)
        body = json.dumps({"terms": terms, "is_or_search": is_or})
        start = time.perf_counter()
        connection.request("POST", "/api/v4/teams/" + identifier("t", 0) + "/posts/search", body, {"Authorization": "Bearer " + token, "Content-Type": "application/json"})
        answer = connection.getresponse()
        data = answer.read()
        times.setdefault(kind, []).append(time.perf_counter() - start)
        assert answer.status == 200, data
        hits.setdefault(kind, []).append(len(json.loads(data)["order"]))
    return times, hits


def main():
    martlet, posts = os.path.abspath(sys.argv[1]), int(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        os.makedirs(f"{folder}/config", exist_ok=True)
        store = Postgres(sys.argv[3]) if len(sys.argv) > 3 else SQLite(f"{folder}/martlet.db")
        Server(martlet, store, folder).stop()
        world = World(posts)
        started = time.time()
        store.fill(world)
        print(f"filled in {time.time() - started:.0f} s", file=sys.stderr, flush=True)
        if store.driver == "postgres":
            store.psql("ANALYZE posts")
        server = Server(martlet, store, folder)
        started = time.time()
        while store.value("SELECT count(*) FROM martlet_search_progress") > 0:
            time.sleep(1)
        built = time.time() - started
        if store.driver == "postgres":
            store.psql("ANALYZE")
        search(server, world)
        times, hits = search(server, world)
        server.stop()
        everything = [value for values in times.values() for value in values]
        print(f"| {store.driver}, {posts:,} posts | p50 | p99 | slowest | found, on average |\n|---|---|---|---|---|")
        for kind, values in times.items():
            print(f"| {kind} | {milliseconds(values, .5):.1f} ms | {milliseconds(values, .99):.1f} ms | {max(values) * 1000:.1f} ms | {statistics.mean(hits[kind]):.0f} |")
        print(f"| all | {milliseconds(everything, .5):.1f} ms | {milliseconds(everything, .99):.1f} ms | {max(everything) * 1000:.1f} ms | |")
        print(f"\nIndex of {store.size() / 1e6:,.0f} MB beside {store.posts_size() / 1e6:,.0f} MB of posts, built in {built:.0f} s ({posts / built:,.0f} posts a second, half of the time left to others).")


main()
