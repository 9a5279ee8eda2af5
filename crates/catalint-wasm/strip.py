"""Copies a WebAssembly module without the names of its functions: strip.py IN OUT"""

import pathlib
import sys


def number(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at, value, shift = at + 1, value | (byte & 0x7F) << shift, shift + 7
        if byte < 0x80:
            return value, at


def main():
    data = pathlib.Path(sys.argv[1]).read_bytes()
    out, at = bytearray(data[:8]), 8
    while at < len(data):
        size, body = number(data, at + 1)
        length, name = number(data, body)
        custom = data[name : name + length] if data[at] == 0 else b""
        if custom not in (b"name", b"producers"):
            out += data[at : body + size]
        at = body + size
    pathlib.Path(sys.argv[2]).write_bytes(out)


main()
