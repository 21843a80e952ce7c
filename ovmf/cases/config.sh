#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Options from memblock.cfg in the application's folder, and from LoadOptions,
# which take precedence.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

dir=$tmp/dir
mkdir "$dir"

it "memblock.cfg is read, with comments and DOS line ends"
printf '# cap\r\nmem=128M   # half of it\r\nformat=linux\r\n' >"$dir/memblock.cfg"
app -d "$dir"
expect_status 0
expect " memory\[.*-$(cap_last 128M)\]"

it "LoadOptions override memblock.cfg"
app -d "$dir" -- mem=256M
expect_status 0
expect " memory\[.*-$(cap_last 256M)\]"

it "an invalid option in memblock.cfg is reported with its line"
echo 'format=yaml' >"$dir/memblock.cfg"
app -d "$dir"
expect_status 1
expect 'memblock\.cfg.*format=yaml'

it "quoted options and the rest after -- are passed on"
rm "$dir/memblock.cfg"
app -d "$dir" -- 'save=a b.json' format=json -- root=/dev/sda mem=1K 'x="y z"'
expect_status 0
expect 'root=/dev/sda mem=1K x='
expect_same "$out" "$dir/a b.json"

finish
