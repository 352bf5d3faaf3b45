import sys

# Every family of what a terminal acts on.
sys.stdout.buffer.write(
    b"\x1b[7777h\x1b[2J\x1b[1;1H\x1b[31m" b"\x1b]0;OWNED\x07" b"\x1b]8;;http://owned.example\x1b\\x\x1b]8;;\x1b\\"
    b"\x1b]52;c;T1dORUQ=\x07" b"\x1bP1$qOWNED\x1b\\" b"\x1b_OWNED\x1b\\" b"\x1b^OWNED\x1b\\" b"\x1bXOWNED\x1b\\"
    b"\x9b2J\x9d0;OWNED\x9c" + "\u009b2J\u009d0;OWNED\u009c\u202eevil\u2066\u2028".encode() + b"good\revil\b\b\b\b\x00\x7f\x1bc"
)
sys.exit(7)
