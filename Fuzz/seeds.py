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
place = folder / "FuzzMultipart"
place.mkdir(parents=True, exist_ok=True)
for number, text in enumerate((
    b'--edge\r\nContent-Disposition: form-data; name="a"; filename="b\\"c"\r\nContent-Type: text/plain\r\n\r\ndata\r\n--edge--\r\n',
    b'x\r\n--edge \r\n\r\n\r\n--edge\r\nContent-Disposition: form-data; filename*=UTF-8\'\'%C3%A4\r\n\r\n\r\n--edg\r\n--edge--',
)):
    (place / f"seed-{number}").write_bytes(b"\x04" + text)
place = folder / "FuzzPicture"
place.mkdir(parents=True, exist_ok=True)
screen, colours = b"\x02\x00\x02\x00\x81\x00\x00", bytes(range(12))
frame = b"\x21\xf9\x04\x01\x05\x00\x02\x00\x2c\x00\x00\x00\x00\x02\x00\x02\x00\x40\x02\x02\x44\x54\x00"
exif = b"\xff\xd8\xff\xe1\x00\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
for number, text in enumerate((
    b"GIF89a" + screen + colours + frame + frame + b"\x3b",
    b"BM" + bytes(8) + b"\x36\0\0\0\x28\0\0\0\x02\0\0\0\x02\0\0\0\x01\0\x18\0" + bytes(40),
    b"BM" + bytes(8) + b"\x3e\0\0\0\x28\0\0\0\x02\0\0\0\x02\0\0\0\x01\0\x01\0" + bytes(40),
    exif + b"\xff\xc0\x00\x11\x08\x00\x08\x00\x10\x03", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x02\x08\x06\0\0\0" + bytes(8),
    b"RIFF\0\0\0\0WEBPVP8X\n" + bytes(20), b"RIFF\0\0\0\0WEBPVP8L" + bytes(4) + b"\x2f" + bytes(8), b"RIFF\0\0\0\0WEBPVP8 " + bytes(7) + b"\x9d\x01\x2a\x02\0\x02\0",
)):
    (place / f"seed-{number}").write_bytes(text)
for target, texts in {
    "FuzzMarkdown": ("see http://a.example/x_(y), **bold** `code`", "> ![a](http://x/1.png \"t\") [b][r]\n\n[r]: <http://y>\n",
                     "* a\n  1. b\n\n    code\n\n| a | b |\n|---|---|\n| www.x.example | ~~c~~ |", "```\nfence\n``` # x\n***"),
    "FuzzMessage": ("@ann. and @here, `@code` #tag-1 ~town-square", "```\n@all\n```\n    @x\n~~~ a\n#b", "@a...._-:@b@c #a.b-_ ~~x~y ``@z``"),
    "FuzzPage": ("\1<meta property='og:title' content=\"a &amp; b\"><meta property=og:image content=x.png>",
                 "\0<!-- x --><script>\"<meta>\"</script><meta charset=windows-1251>", "GIF89a\10\0\5\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\0;"),
}.items():
    place = folder / target
    place.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts):
        (place / f"seed-{number}").write_bytes(text.encode())
place = folder / "FuzzBus"
place.mkdir(parents=True, exist_ok=True)
someone = b"\x1a" + b"a" * 26
for number, text in enumerate((
    b"M\1\1n\5\2", b"M\1\1n\x80\1\0\1\2" + someone + someone,
    b"M\1\1n\5\1\4\1" + someone + b"\1" + someone + b"\5" + someone + b"\7\x16" + someone + b"\0",
    b"M\1\1n\5\1\1\0\6posted\2{}\x2c" + someone * 3 + b"\0\0\1" + someone + b"\1" + someone + b"\0\0\1" + someone,
    b"\7+OK\r\n>3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$2\r\nhi\r\n:1\r\n", b"\3%1\r\n+a\r\n_\r\n*-1\r\n$-1\r\n-ERR x\r\n",
)):
    (place / f"seed-{number}").write_bytes(text)
place = folder / "FuzzFrame"
place.mkdir(parents=True, exist_ok=True)
for number, data in enumerate((
    b'{"seq":1,"action":"ping","data":{"a":[1.5,null]}}', b"\x83\xa3seq\x01\xa6action\xa4ping\xa4data\x81\xa1a\x93\xcb?\xf8\0\0\0\0\0\0\xc0\xc3",
    b"\x82\xa3seq\xcf\0\0\0\0\0\0\0\x05\xa6action\xd9\x01x", b"\xde\0\x01\xa1a\xdc\0\x02\xca?\x80\0\0\xc4\x02\xff\xfe",
)):
    (place / f"seed-{number}").write_bytes(data)
