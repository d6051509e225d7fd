#!/usr/bin/env python3
"""Replays recorded visits of the web app against a running server and tells every answer that differs.

web_traffic.py URL FOLDER FLOWS: FOLDER holds the recorded flows, FLOWS is a comma-separated list of their numbers. The server must be fresh; flow 01 makes its first account. An answer is equal when it
has the recorded status and content type and, at every depth, every recorded key with a value of the recorded type.
"""
import json
import re
import sys
import time
from pathlib import Path

from web_world import MEANWHILE, MOVES, PASSWORD, UPLOADS, Actor, Socket, World

SYMBOL = re.compile(r"<[A-Za-z_]+[0-9]*(?::[^<>]+)?>")
DAY = re.compile(r"^\d{4}-\d{2}-\d{2}")
ENDING = re.compile(r"(?<=erik)-x[0-9a-z]{5}$")
TOMORROW = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 86400))
# What somebody looks at is told only while they look; the record has it there by chance, as its own other answers show.
KNOWN = {"05:380 POST /api/v4/users/status/ids: [2].active_channel is missing"}
# The recorded server tells of a new team's first channel before it lets its founder in, for about a hundredth of a second.
EARLY = {"03:162", "03:164", "03:165"}
# What comes with the integrations; the last one asks for what a command has written.
LATER = re.compile(r"/(oauth|commands)(/|$)|^08:181 ")


class Record:
    """One recorded flow: its lines, and what its symbols for posts say."""

    def __init__(self, file):
        self.lines = [json.loads(line) for line in file.read_text().splitlines()]
        self.by_number = {line["n"]: line for line in self.lines}
        self.symbols, self.files = {}, {}
        sockets = [line for line in self.lines if line["k"] == "ws" and line["dir"] != "in"]
        self.failed = {line["n"] for line, after in zip(sockets, sockets[1:]) if after["dir"] == "error"}
        for line in self.lines:
            for post in posts_in(line):
                self.symbols.setdefault(self.face(post, post.get("channel_id")), post["id"])
            for file in files_in(line):
                self.files.setdefault(file["name"], file["id"])

    @staticmethod
    def face(post, channel):
        """What a post is recognised by: where it is, what kind it is, what it says."""
        return channel, post["type"], post["message"]

    def answer(self, line):
        """The recorded answer, looked up where the line says that it was like an earlier one."""
        while "like" in line:
            line = self.by_number[line["like"]]
        return line.get("res")


def posts_in(value):
    """Every post at any depth that says something."""
    if isinstance(value, dict):
        if value.get("message") and "root_id" in value and "type" in value and value.get("id") and not value.get("original_id"):
            yield value
        for inner in value.values():
            yield from posts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from posts_in(inner)


def files_in(value):
    """Every file's description at any depth."""
    if isinstance(value, dict):
        if "mime_type" in value and value.get("id") and value.get("name"):
            yield value
        for inner in value.values():
            yield from files_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from files_in(inner)


class Replay:
    """Walks through one flow and keeps count."""

    def __init__(self, world, flow, file):
        self.world, self.flow, self.record = world, flow, Record(file)
        self.pages, self.sockets = {}, {}
        self.equal, self.differ, self.later, self.clock = 0, 0, [], 0

    def run(self):
        """Prepares the world, then takes line by line."""
        self.world.prepare(self.flow)
        self.start = int(time.time() * 1000) - 60_000
        for line in self.record.lines:
            who = line.get("who")
            if line["k"] == "step":
                self.step(line)
            elif line["k"] == "ws":
                self.socket(who, line)
            elif line["k"] == "req" and line.get("st"):
                self.request(self.pages.setdefault(who, Actor(self.world.url)), line)
        for stream in self.sockets.values():
            stream.close()

    def step(self, line):
        """What the others do meanwhile, and the team that the page goes to."""
        self.world.move(MOVES.get((self.flow, line["name"])))
        self.world.write(MEANWHILE.get((self.flow, line["name"]), []))
        if line["name"] == "the session is revoked elsewhere":
            self.world.actor("ada").ask("POST", f"/users/{self.world.find('<user:alice>')}/sessions/revoke/all")
        if line["name"] == "it was restored by the admin":
            self.world.actor("ada").ask("POST", f"/channels/{self.world.find('<channel:made-in-public>')}/restore")

    def socket(self, who, line):
        """Follows the page's WebSocket: opened, written to, closed."""
        stream = self.sockets.get(who)
        if line["dir"] == "open" and line["n"] not in self.record.failed and "MMAUTHTOKEN" in self.pages[who].session.cookies:
            self.sockets[who] = Socket(self.world.url, self.pages[who].session.cookies)
            if stream:
                stream.close()
        elif line["dir"] == "close" and stream:
            self.sockets.pop(who).close()
            self.world.wait_until_gone(who)
        elif line["dir"] == "out" and stream:
            stream.send(self.resolve(line["frame"]))

    def request(self, page, line):
        """Sends one recorded call and judges its answer."""
        name = f"{self.flow}:{line['n']} {line['m']} {line['p']}"
        if LATER.search(line["p"]) or LATER.search(name):
            self.later.append(f"{line['m']} {line['p']}")
            return
        body = self.resolve(line.get("body"))
        if line["st"] == 401 and line["p"].endswith("/login"):
            body["password"] = "not " + PASSWORD
        if line["st"] == 400 and line["p"].endswith("/password"):
            body["current_password"] = "not " + PASSWORD
        form = self.form(line)
        if form:
            answer = page.send_form(self.text(line["p"]), *form)
        else:
            answer = page.call(line["m"], self.text(line["p"]), self.text(line.get("q") or ""), body)
        found = [difference for difference in self.judge(line, answer) if f"{name}: {difference}" not in KNOWN]
        self.differ += bool(found)
        self.equal += not found
        for difference in found:
            print(f"{name}: {difference}")

    def form(self, line):
        """The form that a recorded call has sent, as the file's field, its name and bytes, and the other fields; else None."""
        if line["m"] != "POST":
            return None
        if line["p"].endswith("/image"):
            return "image", "me.png", UPLOADS["me.png"], {}
        if line["p"] == "/api/v4/emoji":
            emoji = {"creator_id": self.world.find(f"<user:{line['who']}>"), "name": self.record.answer(line)["name"]}
            return "image", "square.png", UPLOADS["me.png"], {"emoji": json.dumps(emoji)}
        if line["p"] == "/api/v4/files":
            name = self.world.next_upload()
            channel = self.world.find(self.record.answer(line)["file_infos"][0]["channel_id"])
            return "files", name, UPLOADS[name], {"channel_id": channel, "client_ids": name}
        return None

    def judge(self, line, answer):
        """The differences between a recorded answer and this server's."""
        recorded = self.record.answer(line)
        if f"{self.flow}:{line['n']}" in EARLY and answer.status_code == 200:
            return
        refused = line["st"] >= 400 and isinstance(recorded, dict) and "license" in recorded.get("id", "")
        if refused and answer.status_code == 200:
            return
        if answer.status_code != line["st"]:
            yield f"status {answer.status_code} instead of {line['st']}: {answer.text[:160]}"
            return
        found = answer.headers.get("Content-Type", "")
        # A browser tells of a text's type without its character set. JSON has to be called so to the letter.
        if line.get("ct") and (found.split(";")[0] if found.startswith("text/") else found) != line["ct"]:
            yield f"content type {found} instead of {line['ct']}"
            return
        if recorded is None or "lost" in line:
            return
        if isinstance(recorded, dict) and "$lines" in recorded:
            recorded, value = recorded["$lines"], [json.loads(text) for text in answer.text.splitlines()]
        elif isinstance(recorded, str) and answer.text == recorded:
            return
        else:
            value = answer.json()
        self.learn(value)
        self.name_channel(line, value)
        yield from self.compare(recorded, value, "")

    def name_channel(self, line, value):
        """A conversation that was just opened: the record's symbol for it is in the next call that names one."""
        if line["p"].endswith("/channels/direct") or line["p"].endswith("/channels/group"):
            later = (SYMBOL.search(after["p"]) for after in self.record.lines if after["n"] > line["n"] and after["k"] == "req"
                     and after["p"].startswith("/api/v4/channels/<channel"))
            found = next(later, None)
            if found and not self.world.find(found[0]):
                self.world.ids[found[0]] = value["id"]

    def learn(self, value):
        """Remembers which of this server's posts the record's symbols are."""
        names = {self.world.ids[symbol]: symbol for symbol in self.world.ids}
        for post in posts_in(value):
            symbol = self.record.symbols.get(Record.face(post, names.get(post["channel_id"])))
            if symbol and post["id"] not in names:
                self.world.ids.setdefault(symbol, post["id"])
        for file in files_in(value):
            if file["name"] in self.record.files:
                self.world.ids.setdefault(self.record.files[file["name"]], file["id"])

    def compare(self, recorded, value, where):
        """Keys and types at every depth; a list by its first element, a map from ids by what it maps to."""
        kind, other = kind_of(recorded), kind_of(value)
        if kind == "symbol" and where.endswith(".id") and value and not self.world.find(recorded):
            self.world.ids[recorded] = value
        if kind != other and not (kind == "symbol" and other in ("string", "number")):
            yield f"{where or 'the answer'} is {other} instead of {kind}"
        elif kind == "list" and recorded:
            if not value:
                yield f"{where or 'the answer'} is empty"
            for number, inner in enumerate(recorded if value else []):
                mine = self.partner(inner, value, number)
                if mine is not None:
                    yield from self.compare(inner, mine, f"{where}[{number}]")
        elif kind == "object":
            for key, inner in recorded.items():
                mine = self.member(key, inner, value)
                if mine is None and not (key in value and inner is None):
                    yield f"{where}.{key} is " + ("null instead of " + kind_of(inner) if key in value else "missing")
                else:
                    yield from self.compare(inner, mine, f"{where}.{key}")

    def partner(self, inner, values, number):
        """The element that speaks of the same people and things as a recorded one; else the first serves for the first."""
        if isinstance(inner, dict):
            texts = {key: SYMBOL.sub(lambda found: self.world.ids.get(found[0], found[0]), str(inner[key]))
                     for key in ("id", "user_id", "team_id", "channel_id", "category", "name") if key in inner}
            texts = {key: text for key, text in texts.items() if not SYMBOL.search(text)}
            same = [mine for mine in values if isinstance(mine, dict) and all(mine.get(key) == texts[key] for key in texts)]
            if texts and len(same) == 1:
                return same[0]
        return values[0] if number == 0 else None

    def member(self, key, inner, value):
        """What an answer has under a recorded key; under a symbol that is not known yet, the first that is alike."""
        if not SYMBOL.fullmatch(key):
            return value.get(key)
        known = self.world.find(key)
        if known:
            return value.get(known)
        alike = [mine for mine in value.values() if not isinstance(inner, dict) or mine.get("type") == inner.get("type")]
        return alike[0] if alike else None

    def resolve(self, value, key=""):
        """A recorded body with this server's values for its symbols; times are numbers, except in a preference."""
        if value == "<ms>" and key != "value":
            return int(self.text(value))
        if isinstance(value, str):
            return DAY.sub(TOMORROW, self.text(value)) if key == "expires_at" else self.text(value)
        if isinstance(value, list):
            return [self.resolve(inner) for inner in value if not (isinstance(inner, dict) and "$more" in inner)]
        if isinstance(value, dict):
            if "$json" in value:
                return json.dumps(self.resolve(value["$json"]))
            return {self.text(name): self.resolve(inner, name) for name, inner in value.items()}
        return value

    def text(self, text):
        """A recorded text with this server's values for its symbols. What a query asks since is since the flow began. The
        record's people bear an ending where several flows had one of that name; here each is there once."""
        text = re.sub(r"(since|fromUpdateAt)=<ms>", lambda found: f"{found[1]}={self.start}", text)
        return SYMBOL.sub(lambda found: self.value(found[0]), ENDING.sub("", text.replace("~>", ">")))

    def value(self, symbol):
        """One symbol's value; a symbol nobody knows stays as it is, so that the call fails and is told."""
        if symbol == "<ms>":
            self.clock += 1
            return str(int(time.time() * 1000) + self.clock)
        fixed = {"<password>": PASSWORD, "<token>": "a" * 64, "<server>": self.world.url}
        return fixed.get(symbol) or self.world.find(symbol) or symbol


def kind_of(value):
    """The name of a value's JSON type; a symbol may stand for a number too."""
    if isinstance(value, str):
        return "symbol" if SYMBOL.fullmatch(value) else "string"
    if isinstance(value, dict):
        return "string" if set(value) == {"$json"} else "object"
    names = {bool: "boolean", int: "number", float: "number", list: "list", type(None): "null"}
    return names[type(value)]


def main():
    """Replays the flows one after another, tells what differs, and fails when something does."""
    url, folder = sys.argv[1].rstrip("/"), Path(sys.argv[2])
    flows = sys.argv[3].split(",")
    world, replays = World(url), []
    for flow in flows:
        replay = Replay(world, flow, next(folder.glob(f"{flow}_*.jsonl")))
        replay.run()
        replays.append(replay)
    for call in sorted({call for replay in replays for call in replay.later}):
        print(f"later: {call}")
    differ = sum(replay.differ for replay in replays)
    print(f"{sum(replay.equal for replay in replays)} calls equal, {differ} differ, {sum(len(replay.later) for replay in replays)} later")
    sys.exit(1 if differ else 0)


if __name__ == "__main__":
    main()
