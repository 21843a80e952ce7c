#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
# explorer.py IN OUT QMP COLUMNS ROWS: a terminal at the end of a machine's
# serial line, driven by commands on the standard input, one a line:
#
#   wait REGEX        until the screen matches
#   type TEXT         keys of the terminal, with escapes as in Python
#   press KEY...      keys of the keyboard, by QEMU's names
#   expect REGEX      the screen matches, or a message is printed
#   row N REGEX       the same for a row, counted from 0; the whole of it matches
#   same              what is drawn again by Ctrl-L is equal
#   bytes NAME        prints how many bytes arrived since the last such command
#   random SECONDS SEED KEYS   types random keys of KEYS, and checks as `same`
#   printed REGEX     the bytes that arrived match it
#   unplug DEVICE     removes a device of QEMU's
#   shot FILE         a screenshot as PNG
#   screen            prints the screen
#
# IN and OUT are the serial line's output and input. A message starts with
# "wrong: ". The terminal answers a request for its size if COLUMNS is not 0.
import json
import os
import random
import re
import socket
import sys
import time

import pyte


class Terminal(pyte.Screen):
    machine = None

    def write_process_input(self, data):
        self.machine.type(data.encode())


class Machine:
    def __init__(self, line, typed, qmp, columns, rows):
        self.line = os.open(line, os.O_RDONLY | os.O_NONBLOCK)
        self.typed = os.open(typed, os.O_RDWR)
        self.answers = columns > 0
        self.screen = Terminal(columns or 80, rows or 25)
        self.screen.machine = self
        self.stream = pyte.ByteStream(self.screen)
        self.taken = 0
        self.clears = 0  # how often the terminal was told to clear itself
        self.tail = b''
        self.log = b''
        channel = socket.socket(socket.AF_UNIX)
        for _ in range(100):
            try:
                channel.connect(qmp)
                break
            except OSError:
                time.sleep(0.1)
        self.qmp = channel.makefile('rw')
        self.qmp.readline()
        self.command('qmp_capabilities')

    def command(self, name, **arguments):
        self.qmp.write(json.dumps({'execute': name, 'arguments': arguments}))
        self.qmp.write('\n')
        self.qmp.flush()
        # Events come in between.
        while 'return' not in (answer := json.loads(self.qmp.readline())):
            if 'error' in answer:
                print('wrong:', answer)
                return

    def type(self, text):
        if self.answers:
            os.write(self.typed, text)

    def pump(self):
        try:
            text = os.read(self.line, 65536)
        except BlockingIOError:
            text = b''
        if text:
            self.taken += len(text)
            self.log += text
            self.clears += (self.tail + text).count(b'\x1b[2J')
            self.tail = text[-3:]
            # The firmware sets a mode that pyte prints.
            self.stream.feed(text.replace(b'\x1b[=3h', b''))
        else:
            time.sleep(0.01)
        return text

    def settle(self, quiet=0.3):
        last = time.time()
        while time.time() - last < quiet:
            if self.pump():
                last = time.time()

    def text(self):
        return '\n'.join(row.rstrip() for row in self.screen.display)

    def wait(self, regex):
        end = time.time() + 240
        while not re.search(regex, self.text(), re.M):
            if time.time() > end:
                print('wrong: the screen never matched', regex)
                print(self.text())
                return
            self.pump()
        self.settle()

    # Whether what() is true within half a minute: a busy host takes its time.
    def becomes(self, what, seconds=30):
        end = time.time() + seconds
        while not what() and time.time() < end:
            self.pump()
        return what()

    def repaint(self):
        clears = self.clears
        self.type(b'\x0c')
        end = time.time() + 60
        while self.clears == clears and time.time() < end:
            self.pump()
        self.settle()

    def same(self):
        self.settle(1)
        before = self.text()
        self.repaint()
        if not self.becomes(lambda: self.text() == before):
            print('wrong: drawn again, the screen is another one:')
            print(before, self.text(), sep='\n---\n')
        elif self.screen.cursor.hidden is not True:
            print('wrong: the cursor is visible')

    def helps(self):
        return re.search('^ Keys$', self.text(), re.M)

    def random(self, seconds, seed, keys):
        choice = random.Random(seed)
        end = time.time() + seconds
        typed = 0
        while time.time() < end:
            for _ in range(choice.randrange(1, 20)):
                self.type(choice.choice(keys))
                typed += 1
                self.pump()
            # Leaves a line that is being typed, and then waits until all of
            # the keys have been taken. In the list of actions, Enter may begin
            # one; Esc ends that, which takes two seconds.
            self.type(b'\r?')
            if not self.becomes(self.helps, 5):
                self.type(b'\x1b')
                self.settle(3)
                self.type(b'?')
            self.wait('^ Keys$')
            self.type(b'q')
            self.wait(r'(?s)\A(?!.*\n Keys\n)')
            self.same()
        print('random keys:', typed)


def run(machine, command, rest):
    if command == 'wait':
        machine.wait(rest)
    elif command == 'type':
        machine.type(rest.encode().decode('unicode_escape').encode('latin-1'))
        machine.settle()
    elif command == 'press':
        for key in rest.split():
            keys = [{'type': 'qcode', 'data': k} for k in key.split('+')]
            machine.command('send-key', keys=keys)
            time.sleep(0.2)
        machine.settle(0.5)
    elif command == 'expect':
        if not machine.becomes(
                lambda: re.search(rest, machine.text(), re.M)):
            print('wrong: the screen does not match', rest)
            print(machine.text())
    elif command == 'row':
        number, regex = rest.split(' ', 1)

        def row():
            return machine.screen.display[int(number)].rstrip()
        if not machine.becomes(lambda: re.fullmatch(regex, row())):
            print(f'wrong: row {number} is not {regex!r}:')
            print(row())
    elif command == 'same':
        machine.same()
    elif command == 'bytes':
        print(f'{rest}: {machine.taken} bytes')
        machine.taken = 0
    elif command == 'printed':
        if not machine.becomes(
                lambda: re.search(rest.encode(), machine.log), 240):
            print('wrong: never printed:', rest)
            print(machine.log[-3000:])
    elif command == 'random':
        seconds, seed, keys = rest.split(' ', 2)
        machine.random(int(seconds), int(seed),
                       [k.encode().decode('unicode_escape').encode('latin-1')
                        for k in keys.split(' ')])
    elif command == 'unplug':
        machine.command('device_del', id=rest)
        machine.settle(1)
    elif command == 'shot':
        machine.command('screendump', filename=rest, format='png')
    elif command == 'screen':
        print(machine.text())
    else:
        print('wrong: unknown command', command)


def main():
    machine = Machine(sys.argv[1], sys.argv[2], sys.argv[3],
                      int(sys.argv[4]), int(sys.argv[5]))
    for line in sys.stdin:
        if line.strip():
            command, _, rest = line.rstrip('\n').partition(' ')
            run(machine, command, rest)


main()
