"""Reads a corpus with other people's parsers and says what each of them made of every case.

    judge.py http CORPUS | judge.py websocket CORPUS

One line a case and judge: name, judge, end (refused, waiting, closed or idle), then what was read, all divided by tabs.
A request is method,target,body and a message is kind,payload, each part in hexadecimal.
"""

import re
import sys

import h11
import httptools
from websockets.frames import Close, Opcode
from websockets.protocol import SERVER, Protocol, State
from wsproto.connection import Connection, ConnectionState, ConnectionType
from wsproto.events import BytesMessage, CloseConnection, Ping, Pong, TextMessage
from wsproto.utilities import RemoteProtocolError


def cases(path):
    name, lines = None, []
    for line in open(path, encoding="ascii"):
        line = line.rstrip("\n")
        if line.startswith("=== "):
            if name:
                yield name, "".join(lines)
            name, lines = line[4:].split(" | ")[0], []
        elif not line.startswith("# ") and line != "#":
            lines.append(line)
    yield name, "".join(lines)


def plain(text):
    """The bytes behind \\r, \\n, \\t, \\\\ and \\xNN."""
    known = {b"r": b"\r", b"n": b"\n", b"t": b"\t", b"\\": b"\\"}
    return re.sub(rb"\\(x[0-9a-f]{2}|.)", lambda m: bytes([int(m[1][1:], 16)]) if m[1][:1] == b"x" else known[m[1]], text.encode())


def unfolded(text):
    """(616263)x3; is 616263616263616263."""
    return re.sub(r"\(([0-9a-f]+)\)x([0-9]+);", lambda m: m[1] * int(m[2]), text)


def joined(*parts):
    return ",".join(part.hex() for part in parts)


def by_h11(data):
    connection, requests, body = h11.Connection(h11.SERVER, max_incomplete_event_size=1 << 16), [], b""
    connection.receive_data(data)
    request = None
    try:
        while True:
            event = connection.next_event()
            if event is h11.NEED_DATA:
                return ("idle" if request is None and not connection.trailing_data[0] else "waiting"), requests
            if event is h11.PAUSED:
                return "idle", requests
            if isinstance(event, h11.Request):
                request, body = event, b""
            elif isinstance(event, h11.Data):
                body += bytes(event.data)
            elif isinstance(event, h11.EndOfMessage):
                requests.append(joined(request.method, request.target, body))
                if request.method == b"CONNECT":
                    return "closed", requests
                request = None
                connection.send(h11.Response(status_code=200, headers=[("content-length", "0")]))
                connection.send(h11.EndOfMessage())
                if connection.our_state is h11.MUST_CLOSE or connection.their_state is h11.MUST_CLOSE:
                    return "closed", requests
                connection.start_next_cycle()
    except h11.RemoteProtocolError:
        return "refused", requests


class Listening:
    def __init__(self):
        self.requests, self.begun, self.closed = [], False, False

    def on_message_begin(self):
        self.begun, self.url, self.body = True, b"", b""

    def on_url(self, url):
        self.url += url

    def on_body(self, body):
        self.body += body

    def on_message_complete(self):
        self.requests.append(joined(self.parser.get_method(), self.url, self.body))
        self.begun = False
        self.closed = not self.parser.should_keep_alive()


def by_httptools(data):
    listening = Listening()
    parser = listening.parser = httptools.HttpRequestParser(listening)
    try:
        parser.feed_data(data)
    except httptools.HttpParserUpgrade:
        pass
    except httptools.HttpParserError:
        return ("closed" if listening.closed else "refused"), listening.requests  # data behind the last request is refused too
    return ("closed" if listening.closed else "waiting" if listening.begun else "idle"), listening.requests


def by_wsproto(data):
    connection, messages, parts = Connection(ConnectionType.SERVER), [], b""
    try:
        connection.receive_data(data)
        for event in connection.events():
            if isinstance(event, (TextMessage, BytesMessage)):
                parts += event.data.encode() if isinstance(event, TextMessage) else bytes(event.data)
                if event.message_finished:
                    messages.append("%s,%s" % ("text" if isinstance(event, TextMessage) else "binary", parts.hex()))
                    parts = b""
            elif isinstance(event, Ping):
                messages.append("ping," + bytes(event.payload).hex())
            elif isinstance(event, Pong):
                messages.append("pong,")
            elif isinstance(event, CloseConnection):
                if connection.state is ConnectionState.OPEN:  # its own word for a broken frame
                    return "refused", messages
                messages.append("close,%04x" % event.code)
                break
    except RemoteProtocolError:
        return "refused", messages
    return "idle", messages


def by_websockets(data):
    protocol, messages, parts, kind = Protocol(SERVER, state=State.OPEN, max_size=8192), [], b"", None
    protocol.receive_data(data)
    for frame in protocol.events_received():
        if frame.opcode in (Opcode.TEXT, Opcode.BINARY, Opcode.CONT):
            kind = {Opcode.TEXT: "text", Opcode.BINARY: "binary"}.get(frame.opcode, kind)
            parts += bytes(frame.data)
            if frame.fin:
                messages.append("%s,%s" % (kind, parts.hex()))
                parts = b""
        elif frame.opcode == Opcode.PING:
            messages.append("ping," + bytes(frame.data).hex())
        elif frame.opcode == Opcode.PONG:
            messages.append("pong,")
        elif frame.opcode == Opcode.CLOSE:
            messages.append("close,%04x" % Close.parse(bytes(frame.data)).code)
    return ("refused" if protocol.parser_exc is not None else "idle"), messages


def main():
    kind, path = sys.argv[1:]
    judges = {"http": [by_h11, by_httptools], "websocket": [by_wsproto, by_websockets]}[kind]
    for name, text in cases(path):
        data = plain(text) if kind == "http" else bytes.fromhex(unfolded(text))
        for judge in judges:
            end, read = judge(data)
            print(name, judge.__name__[3:], end, *read, sep="\t")


main()
