"""Makes the fuzzer's first inputs out of the corpus of the tests: seeds.py FOLDER."""
import pathlib
import re
import sys

here, folder = pathlib.Path(__file__).parent, pathlib.Path(sys.argv[1])
escapes = {b"r": b"\r", b"n": b"\n", b"t": b"\t", b"\\": b"\\"}


def plain(text):
    return re.sub(rb"\\(x[0-9a-f]{2}|.)", lambda m: bytes([int(m[1][1:], 16)]) if m[1][:1] == b"x" else escapes[m[1]], text.encode())


def unfolded(text):
    return bytes.fromhex(re.sub(r"\(([0-9a-f]+)\)x([0-9]+);", lambda m: m[1] * int(m[2]), text))


for kind, target, read in (("http", "FuzzHTTP", plain), ("websocket", "FuzzWebSocket", unfolded)):
    place = folder / target
    place.mkdir(parents=True, exist_ok=True)
    text = (here / f"../Tests/NetworkTests/corpus/{kind}.txt").read_text()
    for number, case in enumerate(re.split(r"^=== .*\n", text, flags=re.M)[1:]):
        data = read("".join(line for line in case.split("\n") if not line.startswith("# ")))
        (place / f"seed-{number}").write_bytes(b"\x04" + data[:4000])
place = folder / "FuzzJSON"
place.mkdir(parents=True, exist_ok=True)
for number, text in enumerate((b'{"a":[1,-2.5e3,true,null,"\\u00e4\\ud83d\\ude00\\ud800"],"b":{"a":{}}}', b'["\xc3\x28",1e400,-0]', b'{"a":1,"a":2}')):
    (place / f"seed-{number}").write_bytes(text)
place = folder / "FuzzSearch"
place.mkdir(parents=True, exist_ok=True)
queries = ('quick "brown fox" -lazy qui* #release-1 -#tag', "from:@ann -in:~deck before:2026-01-05 after: 2025-1-1 on:x ext:pdf",
           "db-01.example.com ann@example.org 東京タワー 서울 กรุงเทพ naïve Ａ", "“a ' \\ \" * ( OR NOT :* <->")
for number, text in enumerate(queries):
    (place / f"seed-{number}").write_bytes(text.encode())
