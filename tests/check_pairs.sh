#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# memblock diff on logs of one machine in tests/pairs/ (QEMU, 512 MiB, OVMF, Linux
# 6.1), which differ in one thing each. GOLDEN=write writes what it prints.
set -u

. tests/lib/tool.sh

# pair NAME BEFORE AFTER WHAT: the golden output is NAME.diff
pair()
{
	local pairs=${maps%/*}/pairs

	(cd "$pairs" && "$tool" diff "$2.txt" "$3.txt") >out 2>err
	status=$?
	[ "${GOLDEN-}" != write ] || cp out "$pairs/$1.diff"
	ok "$4" cmp out "$pairs/$1.diff"
	ok "$4: there is no message" test ! -s err
}

pair boots first second "two boots, of which the second has variables of the first"
pair loader stub grub "the EFI stub, and GRUB without it"
pair firmware stub update "OVMF of Debian 12, and of Debian sid"
pair mem stub mem "without and with mem=400M"

plan
