#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Broken kernels of every protocol (broken.py), one after the other from a script
# of the UEFI Shell: each is refused with one sentence that names it and the
# fault, and every page is freed. A reason that begins with ^ is the whole
# sentence: a file that the kernel needs is named, not the kernel.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

it "broken kernels are refused, each with one sentence"
command -v python3 >/dev/null || { skip 'python3 not found' && finish; }
mkdir "$tmp/files"
"$cases/broken.py" "$arch" "$build/$arch" "$tmp/files" >"$tmp/list" ||
	fail 'they cannot be made'

# The Shell's own pools grow during its first commands, whatever they are: the
# application runs once before pages are counted.
script()
{
	local name options

	printf '%s\n' '@echo -off' fs0: 'memmap > before.txt' \
		'memblock.efi kernel=\text' 'memmap > before.txt'
	while IFS='|' read -r name options _; do
		echo "memblock.efi frame=T pause=off kernel=\\$name $options"
	done <"$tmp/list"
	printf '%s\n' 'memmap > after.txt' 'echo the script is done'
}

cp "$application" "$tmp/files/memblock.efi"
script | sed 's/$/\r/' >"$tmp/files/startup.nsh"
image_new "$tmp/volume.img" 24
image_put_tree "$tmp/volume.img" "$tmp/files"
disk "$tmp/volume.img"
boot 512M 400 'the script is done' "${disk_arguments[@]}" \
	"${arch_exit_arguments[@]}"
expect_status 0
tr -d '\r' <"$out" >"$tmp/session"

# said N: what the Nth kernel's run printed, in one line, and its status. The
# sentence is what remains without lines that say what is being loaded.
said()
{
	awk -v n="$1" '/^T begin/ { i++; next } i == n && /^T end/ { print; exit }
		i == n && !/^Loading / && !/ not passed on$/ &&
		!/ reads the firmware.s memory map$/' "$tmp/session"
}

# check N NAME REASON
check()
{
	local text=() complaint='' named="^\\\\$2 " end='[])=[:alnum:]]\.$'

	mapfile -t text < <(said "$1")
	((${#text[@]})) || return
	((${#text[@]} == 2)) || complaint='not one sentence'
	[[ ${text[0]-} =~ $named || $3 = '^'* ]] || complaint='not named'
	[[ ${text[0]-} =~ $end ]] || complaint='not a sentence'
	[[ ${text[0]-} =~ $3 ]] || complaint="without '$3'"
	[[ ${text[1]-} =~ ^T\ end\ 0x[^0] ]] || complaint='not refused'
	[[ ! $complaint ]] || fail "$2: $complaint: ${text[*]}"
}

count=0
while IFS='|' read -r name _ reason; do
	count=$((count + 1))
	check "$count" "$name" "$reason" || {
		fail "$name: nothing is printed; did the one before it start?"
		break
	}
done <"$tmp/list"
title="$count $title"
rm -f "$out"

# pages FILE: the rows of memmap's totals.
pages()
{
	mcopy -n -i "$tmp/volume.img" "::$1.txt" "$tmp/$1.utf16" &&
		iconv -f UTF-16 -t UTF-8 "$tmp/$1.utf16" |
		sed -n 's/\r$//; s/,//g; / Pages (/p' >"$tmp/$1.all"
	grep -vE 'BS_Data|Available' "$tmp/$1.all" >"$tmp/$1"
	sed -n 's/.*Available *: *\([0-9]*\) Pages.*/\1/p' "$tmp/$1.all"
}

# The Shell remembers commands, in boot services data: 80 of them take 2 pages.
it "all pages are freed after them"
before=$(pages before) after=$(pages after)
expect_same "$tmp/before" "$tmp/after"
((${after:-0} > 0 && before - after <= count / 20)) ||
	fail "free pages: first ${before:-none}, then ${after:-none}"

finish
