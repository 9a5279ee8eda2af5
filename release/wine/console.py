"""Runs a command in a terminal of its own and prints what the terminal was told, without its control sequences.

wine draws a console of Windows into a terminal: programs that write through the console's own interface, in UTF-16, are
shown right whatever the code page is; bytes are taken for text of the code page.
"""

import fcntl
import os
import pty
import re
import struct
import sys
import termios


def main():
    child, terminal = pty.fork()
    if child == 0:
        # As wide as no line is, so that none is broken.
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 60, 400, 0, 0))
        os.execvp(sys.argv[1], sys.argv[1:])
    told = b""
    try:
        while part := os.read(terminal, 1 << 16):
            told += part
    except OSError:
        pass  # how Linux says that the other end is closed
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", told.decode("utf-8", "replace"))
    print(text.replace("\r\r\n", "\n").replace("\r", ""))


main()
