#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
#: font.sh FILE.psfu.gz: prints core/screen/font.c, made of spleen-8x16.psfu.gz of
#: Debian's package fonts-spleen. A PSF file, version 1, has a head of 4 bytes and
#: then 16 bytes for each glyph; those of ASCII are in order.
set -eu

cat <<'END'
/* SPDX-License-Identifier: BSD-2-Clause */
/* Made by tools/font.sh of the font Spleen 8x16, Copyright (c) 2018-2020
 * Frederic Cambus. */
#include "core/screen/font.h"

/* clang-format off */
const uint8_t font_rows['~' - ' ' + 1][FONT_HEIGHT] = {
END
gzip -dc "$1" | od -An -v -tx1 -w16 -j $((4 + 32 * 16)) -N $((95 * 16)) |
	sed 's/ \(..\) \(..\)/ 0x\1, 0x\2,/g; s/^ /\t{ /; s/,$/ },/' |
	sed 's/\(\(0x.., \)\{8\}\)/\1\n\t  /; s/ $//; s/ \n/\n/'
printf '};\n'
