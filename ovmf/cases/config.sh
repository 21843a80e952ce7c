#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Words from memblock.cfg beside the application, and from LoadOptions, which
# come first.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

dir=$tmp/dir
mkdir "$dir"

it "memblock.cfg is read, comments and line ends of DOS too"
printf '# cap\r\nmem=128M   # half of it\r\nformat=linux\r\n' >"$dir/memblock.cfg"
app -d "$dir"
expect_status 0
expect " memory\[.*-$(cap_last 128M)\]"

it "LoadOptions win over memblock.cfg"
app -d "$dir" -- mem=256M
expect_status 0
expect " memory\[.*-$(cap_last 256M)\]"

it "a wrong word in memblock.cfg is named with its place"
echo 'format=yaml' >"$dir/memblock.cfg"
app -d "$dir"
expect_status 1
expect 'memblock\.cfg.*format=yaml'

it "quoted words and the rest behind -- go through"
rm "$dir/memblock.cfg"
app -d "$dir" -- 'save=a b.json' format=json -- root=/dev/sda mem=1K 'x="y z"'
expect_status 0
expect 'root=/dev/sda mem=1K x='
expect_same "$out" "$dir/a b.json"

finish
