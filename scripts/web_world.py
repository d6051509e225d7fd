"""What a recorded visit of the web app assumes: people, teams, channels and posts, made through the API."""
import base64
import json
import os
import socket
import socketserver
import struct
import threading
import time
import zlib
from urllib.parse import urlsplit

import requests

PASSWORD = "Martlet-traffic-1"


def picture(width, height, colour):
    """A PNG of one colour."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = (b"\0" + bytes(colour) * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


# The record keeps no bytes of what was sent, but its names, sizes and what the texts say.
UPLOADS = {
    "me.png": picture(1, 1, (255, 255, 255)), "bob.png": picture(300, 200, (0, 90, 90)), "blue.png": picture(640, 400, (0, 0, 200)),
    "green.png": picture(640, 400, (0, 160, 0)), "red.png": picture(640, 400, (200, 0, 0)), "notes.txt": b"line one\nline two\n",
    "more.txt": b"line one\nline two\n", "away.txt": b"line one\nline two\n", "brown.txt": b"brown file\n"}
# The files that the recorded person chooses, in this order.
CHOSEN = {"07": ["blue.png", "notes.txt", "green.png", "more.txt", "red.png", "away.txt"]}
PEOPLE = ("alice", "bob", "carol")
# What must be there before a flow begins: its team, who is in it, its own channels, and its posts as
# (who writes, channel, message, message of the thread's root).
WORLDS = {
    "02": {"team": "entering", "members": ["alice"], "channels": {}, "posts": []},
    "03": {"team": "inviting", "members": [], "channels": {}, "posts": []},
    "04": {"team": "reading", "members": ["alice", "bob"], "channels": {"reading-room": "Reading room"}, "posts": [
        ("bob", "town-square", "hello @alice in the square", None),
        ("bob", "reading-room", "earlier post 1", None),
        ("bob", "reading-room", "earlier post 2", None),
        ("bob", "reading-room", "earlier post 3", None),
        ("bob", "reading-room", "thread start for @alice", None),
        ("bob", "reading-room", "first answer", "thread start for @alice")]},
    "05": {"team": "talking", "members": ["alice", "bob", "carol"], "channels": {"talk-room": "Talk room"}, "posts": [
        ("carol", "talk-room", "carol was here", None)]},
    "06": {"team": "building", "members": ["alice", "bob"], "channels": {"open-room": "Open room"},
           "strangers": {"open-room": ["alice"]}, "posts": [("bob", "open-room", "come in", None)]},
    "07": {"team": "carrying", "members": ["alice", "bob"], "channels": {"file-room": "File room"}, "posts": [
        ("bob", "file-room", "from bob", None, "bob.png")]},
    "08": {"team": "finding", "members": ["alice", "bob"], "channels": {"find-room": "Find room"}, "posts": [
        ("bob", "find-room", "the quick brown fox", None), ("bob", "find-room", "a slow brown bear #animals", None),
        ("bob", "find-room", "brown quick, not a phrase", None), ("bob", "find-room", "a file", None, "brown.txt")],
        "found": ("brown", 3)},
    "09": {"team": "setting", "members": ["alice"], "channels": {}, "posts": []},
    "13": {"team": "walking", "members": ["alice", "bob"], "channels": {"small-room": "Small room"}, "posts": [
        ("bob", "small-room", "short news", None), ("bob", "small-room", "an answer", "short news")]},
    "14": {"team": "waiting", "members": ["alice", "bob"], "channels": {"later-room": "Later room"}, "posts": [
        ("bob", "later-room", f"for later {number}", None) for number in (1, 2, 3)]},
    "12": {"team": "breaking", "members": ["alice", "bob"],
           "channels": {"other-room": "Other room", "quiet-room": "Quiet room"},
           "posts": [("bob", "quiet-room", "before the break", None)]},
}
# The team in which a step goes on: channels of one name are another team's from there.
MOVES = {("03", "join an open team"): "opening", ("03", "switch back by the team bar"): "inviting", ("03", "make a team"): "dora-team",
         ("03", "leave the team"): "inviting"}
# What others do while the recorded user takes a step: what to post as above, by the flow and the step's name.
MEANWHILE = {
    ("04", "close the thread"): [("bob", "reading-room", "one more answer", "thread start for @alice")],
    ("12", "ten seconds offline in the browser while bob posts"): [("bob", "quiet-room", "during the pause", None)],
    ("12", "connection cut for ten seconds while bob posts"): [
        ("bob", "quiet-room", "during the break", None), ("bob", "quiet-room", "an answer meanwhile", "before the break"),
        ("bob", "other-room", "elsewhere @alice", None)],
    ("12", "cut again for ten seconds while bob posts"): [
        ("bob", "quiet-room", "during the second break", None), ("bob", "other-room", "elsewhere again @alice", None)],
}


class Socket:
    """The page's WebSocket: it keeps the user online. What comes in is not looked at, the parity groups do that."""

    def __init__(self, url, cookies):
        address = urlsplit(url)
        self.stream = socket.create_connection((address.hostname, address.port), timeout=10)
        cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
        key = base64.b64encode(os.urandom(16)).decode()
        self.stream.sendall((
            "GET /api/v4/websocket?connection_id=&sequence_number=0&posted_ack=true HTTP/1.1\r\n"
            f"Host: {address.netloc}\r\nOrigin: {url}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\nCookie: {cookie}\r\n\r\n").encode())
        self.status = self.stream.recv(4096).split(b"\r\n")[0].decode()

    def send(self, frame):
        """Sends one text frame, masked as a client must."""
        payload, mask = json.dumps(frame).encode(), os.urandom(4)
        length = bytes([0x80 | len(payload)]) if len(payload) < 126 else b"\xfe" + len(payload).to_bytes(2, "big")
        self.stream.sendall(b"\x81" + length + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(payload)))

    def close(self):
        """Drops the connection, as a page that leaves does."""
        self.stream.close()


class Mailbox(socketserver.StreamRequestHandler):
    """Takes any mail and throws it away: what is asked by a page that sends mail needs a mail server behind it."""

    @classmethod
    def open(cls):
        """Listens on a free port of this machine and gives it."""
        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), cls)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server.server_address[1]

    def handle(self):
        """One delivery, in the few words of SMTP that it takes."""
        self.wfile.write(b"220 mailbox\r\n")
        while line := self.rfile.readline().strip().upper():
            if line == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                while self.rfile.readline().strip(b"\r\n") != b".":
                    pass
            self.wfile.write(b"221 bye\r\n" if line == b"QUIT" else b"250 ok\r\n")
            if line == b"QUIT":
                return


class Actor:
    """One person with a browser session."""

    def __init__(self, url):
        self.url, self.session = url, requests.Session()
        self.session.headers["X-Requested-With"] = "XMLHttpRequest"

    def call(self, method, path, query="", body=None):
        """Sends one call as the web app does: cookies, and the CSRF token with whatever changes something."""
        headers = {"X-CSRF-Token": self.session.cookies.get("MMCSRF", "")} if method != "GET" else {}
        address = self.url + path + ("?" + query if query else "")
        return self.session.request(method, address, json=body, headers=headers, timeout=30)

    def send_form(self, path, field, name, content, others):
        """A form with a file, as the page sends it."""
        headers = {"X-CSRF-Token": self.session.cookies.get("MMCSRF", "")}
        kind = "image/png" if name.endswith(".png") else "text/plain"
        return self.session.post(self.url + path, data=others, files={field: (name, content, kind)}, headers=headers, timeout=30)

    def ask(self, method, path, body=None):
        """A call of the preparation, which has to succeed."""
        answer = self.call(method, "/api/v4" + path, body=body)
        if not answer.ok:
            raise SystemExit(f"preparing: {method} {path} answered {answer.status_code} {answer.text[:300]}")
        return answer.json()

    def login(self, name):
        """Opens a session for that person."""
        self.ask("POST", "/users/login", {"login_id": name, "password": PASSWORD})
        return self


class World:
    """The people, teams, channels and posts of this server that the recorded symbols stand for."""

    def __init__(self, url):
        self.url, self.actors, self.ids, self.posts = url, {}, {}, {}
        self.team = None

    def actor(self, name):
        """The session in which the preparation acts for that person; made with the first need."""
        if name not in self.actors:
            if name == "ada":
                self.make_first()
            self.actors[name] = Actor(self.url).login(name)
            if name == "ada":
                self.complete()
        return self.actors[name]

    def make_first(self):
        """Makes ada, unless flow 01 has done so."""
        account = {"email": "ada@example.test", "username": "ada", "password": PASSWORD}
        Actor(self.url).call("POST", "/api/v4/users", body=account)

    def complete(self):
        """Makes what every flow but the first expects: the members, a team that anybody may join, a mail server."""
        ada = self.actors["ada"]
        for name in (*PEOPLE, "erik"):
            ada.ask("POST", "/users", {"email": f"{name}@example.test", "username": name, "password": PASSWORD})
        ada.ask("POST", "/teams", {"name": "opening", "display_name": "Opening", "type": "O", "allow_open_invite": True})
        mail = {"SMTPServer": "127.0.0.1", "SMTPPort": str(Mailbox.open()), "EnableSMTPAuth": False, "ConnectionSecurity": ""}
        ada.ask("PUT", "/config/patch", {"EmailSettings": mail, "ServiceSettings": {"EnableMultifactorAuthentication": True}})

    def prepare(self, flow):
        """Builds what one flow assumes; flow 01 assumes an empty server."""
        plan = WORLDS.get(flow)
        self.ids, self.posts, self.team, self.chosen = {}, {}, plan["team"] if plan else "first-team", list(CHOSEN.get(flow, []))
        if plan is None:
            return
        ada = self.actor("ada")
        made = ada.ask("POST", "/teams", {"name": plan["team"], "display_name": plan["team"].title(), "type": "O"})
        team, self.ids["<invite1>"] = made["id"], made["invite_id"]
        for name in plan["members"]:
            ada.ask("POST", f"/teams/{team}/members", {"team_id": team, "user_id": self.find(f"<user:{name}>")})
        for name, title in plan["channels"].items():
            room = {"team_id": team, "name": name, "display_name": title, "type": "O"}
            channel = ada.ask("POST", "/channels", room)["id"]
            strangers = plan.get("strangers", {}).get(name, [])
            for member in reversed([name for name in plan["members"] if name not in strangers]):
                ada.ask("POST", f"/channels/{channel}/members", {"user_id": self.find(f"<user:{member}>")})
        self.write(plan["posts"])
        if "found" in plan:
            self.wait_until_found(team, *plan["found"])

    def wait_until_found(self, team, word, number):
        """Messages can be searched a moment after they were written."""
        for _ in range(200):
            if len(self.actor("bob").ask("POST", f"/teams/{team}/posts/search", {"terms": word})["order"]) >= number:
                return
            time.sleep(0.02)
        raise SystemExit(f"preparing: {word} is not found")

    def wait_until_gone(self, who):
        """The server notices a moment later that nobody is there any more; whoever chose a status keeps it."""
        for _ in range(50):
            status = self.actor("ada").ask("GET", f"/users/{self.find(f'<user:{who}>')}/status")
            if status["status"] == "offline" or status["manual"]:
                return
            time.sleep(0.02)

    def next_upload(self):
        """The file that the recorded person chooses next."""
        return self.chosen.pop(0)

    def move(self, team):
        """Goes to another team, if to one: from now on names of channels are those of that team."""
        if team:
            self.team = team
            self.ids = {symbol: found for symbol, found in self.ids.items() if not symbol.startswith("<channel:")}

    def write(self, posts):
        """Posts for the people beside the recorded one."""
        for who, channel, message, root, *files in posts:
            body = {"channel_id": self.find(f"<channel:{channel}>"), "message": message, "root_id": self.posts.get(root, "")}
            for name in files:
                sent = self.actor(who).send_form("/api/v4/files", "files", name, UPLOADS[name], {"channel_id": body["channel_id"]})
                body["file_ids"] = [sent.json()["file_infos"][0]["id"]]
            self.posts[message] = self.actor(who).ask("POST", "/posts", body)["id"]

    def find(self, symbol):
        """The id that a symbol with a name stands for, asked from the server; None for a symbol without one."""
        if symbol not in self.ids and ":" in symbol:
            kind, name = symbol[1:-1].split(":", 1)
            path = {"user": f"/users/username/{name}", "team": f"/teams/name/{name}",
                    "channel": f"/teams/name/{self.team}/channels/name/{name}"}.get(kind)
            answer = self.actor("ada").call("GET", "/api/v4" + path) if path else None
            if answer is None or not answer.ok:
                return self.find("<user:carol>") if kind == "user" and name != "carol" else None
            self.ids[symbol] = answer.json()["id"]
        return self.ids.get(symbol)
