"""Answers each path in its own wrong way, on a bare socket."""
import socket
import threading
import time

OK = b'{"status": "ok"}'
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
# Every family of what a terminal acts on, each with a mark that must not arrive as one.
ESCAPES = (
    b"\x1b[7777h\x1b[2J\x1b[1;1H\x1b[31m" b"\x1b]0;OWNED\x07" b"\x1b]8;;http://owned.example\x1b\\x\x1b]8;;\x1b\\"
    b"\x1b]52;c;T1dORUQ=\x07" b"\x1bP1$qOWNED\x1b\\" b"\x1b_OWNED\x1b\\" b"\x1b^OWNED\x1b\\" b"\x1bXOWNED\x1b\\"
    b"\x9b2J\x9d0;OWNED\x9c" + "\u009b2J\u009d0;OWNED\u009c\u202eevil\u2066\u2028".encode() + b"good\revil\b\b\b\b\x00\x7f\x1bc"
)
TARGET = open("target").read()


def body(data):
    return HEAD + b"Content-Length: %d\r\n\r\n" % len(data) + data


def redirect(to):
    return b"HTTP/1.1 302 Found\r\nLocation: " + to.encode() + b"\r\nContent-Length: 0\r\n\r\n"


def forever(first, piece, pause=0.0):
    yield first
    while True:
        yield piece
        if pause:
            time.sleep(pause)


def large(size):
    yield HEAD + b"Content-Length: %d\r\n\r\n" % (size + 3)
    yield b'["'
    for _ in range(size // 65536):
        yield b"x" * 65536
    yield b"]"


ANSWERS = {
    "/good": body(OK),
    "/endless-body": lambda: forever(HEAD + b"\r\n", b"x" * 65536),
    "/endless-chunks": lambda: forever(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1000\r\n" + b" " * 4096 + b"\r\n"),
    "/byte-a-second": lambda: forever(HEAD + b"Content-Length: 1000\r\n\r\n", b" ", 1),
    "/header-a-second": lambda: forever(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n", 1),
    "/header-flood": lambda: forever(b"HTTP/1.1 200 OK\r\n", b"X-Flood: " + b"y" * 1000 + b"\r\n"),
    "/one-long-header": lambda: forever(b"HTTP/1.1 200 OK\r\nX-Flood: ", b"y" * 65536),
    "/continue-flood": lambda: forever(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "/early-hints-flood": lambda: forever(b"", b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"),
    "/silent": lambda: forever(b"", b"", 1),
    "/redirect-away": redirect("http://registry.example/"),
    "/redirect-loopback": redirect(TARGET),
    "/redirect-schemeless": redirect("//" + TARGET.removeprefix("http://")),
    "/redirect-file": redirect("file:///etc/passwd"),
    "/redirect-self": redirect("/redirect-self"),
    "/refresh-loopback": HEAD + b"Refresh: 0; url=" + TARGET.encode() + b"\r\nContent-Length: 16\r\n\r\n" + OK,
    "/json-100mb": lambda: large(100 << 20),
    "/json-10000-deep": body(b"[" * 10000 + b"]" * 10000),
    "/json-100000-deep": body(b'{"status":' * 50000 + b"1" + b"}" * 50000),
    "/json-twice": body(OK + OK),
    "/json-same-key": body(b'{"status": "no", "status": "ok"}'),
    "/json-large-number": body(b'{"status": 1e999999999}'),
    "/json-nan": body(b'{"status": NaN}'),
    "/json-bom": body(b"\xef\xbb\xbf" + OK),
    "/json-utf16": body('{"status": "ok"}'.encode("utf-16")),
    "/invalid-utf8": body(b'{"status": "o\xffk\xc0\x80"}'),
    "/lone-surrogate": body(b'{"status": "\\ud800"}'),
    "/nul-bytes": body(b"\x00" * 100),
    "/length-too-large": HEAD + b"Content-Length: 1000\r\n\r\n" + OK,
    "/length-too-small": HEAD + b"Content-Length: 5\r\n\r\n" + OK,
    "/length-negative": HEAD + b"Content-Length: -5\r\n\r\n" + OK,
    "/length-huge": HEAD + b"Content-Length: 99999999999999999999\r\n\r\n" + OK,
    "/length-two": HEAD + b"Content-Length: 16\r\nContent-Length: 17\r\n\r\n" + OK,
    "/length-and-chunked": HEAD + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n" + OK + b"\r\n0\r\n\r\n",
    "/closes-mid-body": HEAD + b"Transfer-Encoding: chunked\r\n\r\n10\r\n{\"sta",
    "/closes-mid-header": b"HTTP/1.1 200 OK\r\nContent-Ty",
    "/closes-at-once": b"",
    "/bad-chunk": HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n" + OK,
    "/http-1.0": b"HTTP/1.0 200 OK\r\n\r\n" + OK,
    "/http-0.9": OK,
    "/http-9.9": b"HTTP/9.9 200 OK\r\n\r\n" + OK,
    "/not-http": b"220 mail.example ESMTP\r\n",
    "/status-999": b"HTTP/1.1 999 Odd\r\nContent-Length: 16\r\n\r\n" + OK,
    "/status-0": b"HTTP/1.1 000 None\r\nContent-Length: 16\r\n\r\n" + OK,
    "/switching": b"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n" + OK,
    "/no-content": b"HTTP/1.1 204 No Content\r\n\r\n" + OK,
    "/gzip-not-asked": HEAD + b"Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\x1f\x8b\x08\x00",
    "/escape-in-body": body(ESCAPES),
    "/escape-in-json": body(b'{"status": "\\u001b]0;OWNED\\u0007\\u009b2J\\u202e\\r\\b"}'),
    "/escape-in-key": body(b'{"\\u001b]0;OWNED\\u0007": 1}'),
    "/escape-in-status": b"HTTP/1.1 500 \x1b]0;OWNED\x07\x9b2J\r\nContent-Length: 2\r\n\r\n\x1b[",
    "/escape-in-header": b"HTTP/1.1 200 OK\r\nX-Mark: \x1b]0;OWNED\x07\x9b2J\xe2\x80\xae\r\nContent-Length: 16\r\n\r\n" + OK,
    "/escape-in-location": redirect("http://x/\x1b]0;OWNED\x07"),
    "/escape-not-http": ESCAPES,
}


def serve(conn):
    with conn:
        try:
            path = conn.recv(65536).split(b" ")[1].decode()
            answer = ANSWERS.get(path, body(OK))
            for piece in [answer] if isinstance(answer, bytes) else answer():
                conn.sendall(piece)
            conn.shutdown(socket.SHUT_WR)
            conn.recv(1)
        except (OSError, IndexError):
            pass


print(ESCAPES.decode("latin-1"), flush=True)
listener = socket.create_server(("0.0.0.0", 8000), backlog=128)
while True:
    threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
