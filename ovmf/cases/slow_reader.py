#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""slow_reader.py SOCKET: copies what comes from a Unix socket to stdout, slowly
once memblock.efi begins: 1 KB in small pieces with pauses of 10 ms, then a stop
of two seconds, then bursts. Waits for the socket to appear."""
import socket
import sys
import time

line = socket.socket(socket.AF_UNIX)
for _ in range(600):
    try:
        line.connect(sys.argv[1])
        break
    except OSError:
        time.sleep(0.1)
text = b''
size, pause, stopped = 64, 0, False
while piece := line.recv(size):
    sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()
    text += piece
    begin = text.find(b' begin\r\n')
    if begin < 0:
        continue
    pause = 0.01
    if len(text) > begin + 1000:
        if not stopped:
            time.sleep(2)
            stopped = True
        size, pause = 500, 0.2
    time.sleep(pause)
