#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""shot.py FILE.ppm: what a screenshot of a text screen shows, as lines for grep:
the text rows from the bottom to the last one with text, and the number of text
rows below the first one in the Shell's colour of prompts."""
import sys

HEIGHT = 19  # of EDK2's characters

with open(sys.argv[1], 'rb') as file:
    fields = file.read().split(maxsplit=4)
width, height, pixels = int(fields[1]), int(fields[2]), fields[4]
text, yellow = [], []
for y in range(height):
    row = pixels[3 * width * y:3 * width * (y + 1)]
    if any(row):
        text.append(y)
    # Red and green without blue.
    if any(r > 64 and g > 64 and b < 32
           for r, g, b in zip(row[::3], row[1::3], row[2::3])):
        yellow.append(y)
print('unused at the bottom:', (height - 1 - max(text, default=0)) // HEIGHT)
if yellow:
    print('below the prompt:', (max(text) - yellow[0]) // HEIGHT)
