#!/usr/bin/env python3
"""Sends many large files at once to a running server, reads them back, and watches its memory: a file must cost no more of it
than its pieces.  upload-memory.py URL PID [COUNT] [MEGABYTES]  on a server without accounts."""
import http.client, json, sys, threading, time, urllib.parse

url, pid = urllib.parse.urlparse(sys.argv[1]), sys.argv[2]
count, size = int(sys.argv[3]) if len(sys.argv) > 3 else 50, (int(sys.argv[4]) if len(sys.argv) > 4 else 100) * 1_000_000


def call(method, path, body=None, head={}):
    link = http.client.HTTPConnection(url.hostname, url.port, timeout=900)
    link.request(method, "/api/v4" + path, body if body is None or hasattr(body, "read") else json.dumps(body), head)
    return link.getresponse()


call("POST", "/users", {"username": "ann", "email": "ann@example.com", "password": "Correct-horse-1"}).read()
login = call("POST", "/users/login", {"login_id": "ann", "password": "Correct-horse-1"})
head = {"Authorization": "Bearer " + login.getheader("Token")}
team = json.load(call("POST", "/teams", {"name": "crew", "display_name": "Crew", "type": "O"}, head))["id"]
room = json.load(call("POST", "/channels", {"team_id": team, "name": "deck", "display_name": "Deck", "type": "O"}, head))["id"]
peak, done = 0, threading.Event()


def rss():
    return int(next(line for line in open(f"/proc/{pid}/status") if line.startswith("VmRSS")).split()[1]) // 1024


def watch():
    global peak
    while not done.wait(0.2):
        peak = max(peak, rss())


class Noise:
    def __init__(self):
        self.left = size

    def read(self, wanted=-1):
        piece = min(self.left, 65536 if wanted < 0 else wanted)
        self.left -= piece
        return b"\x5a" * piece


def phase(name, work):
    global peak
    before, start, peak = rss(), time.time(), 0
    threads = [threading.Thread(target=work, args=(i,)) for i in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(f"{name}: {count} x {size // 1_000_000} MB in {time.time() - start:.0f} s; RSS {before} MB before, {peak} MB at most, {rss()} MB after", flush=True)


files = [None] * count


def send(i):
    answer = call("POST", f"/files?channel_id={room}&filename=f{i}.bin", Noise(), {**head, "Content-Length": str(size)})
    text = answer.read()
    assert answer.status == 201, text
    files[i] = json.loads(text)["file_infos"][0]["id"]


def read(i):
    answer, got = call("GET", f"/files/{files[i]}", None, head), 0
    while piece := answer.read(1 << 16):
        got += len(piece)
    assert got == size, f"{got} of {size} bytes"


threading.Thread(target=watch, daemon=True).start()
phase("sent", send)
phase("read", read)
done.set()
