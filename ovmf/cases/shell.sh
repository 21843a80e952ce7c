#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# The firmware's UEFI Shell starts the application: quoted options arrive from
# the typed line, and the application frees every page.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

# The Shell's own pools grow by a page during its first commands, whatever they
# are, so the application runs once before pages are counted.
script()
{
	cat <<'EOF'
@echo -off
fs0:
memmap > before.txt
memblock.efi save=two.txt
memblock.efi format=json
memmap > before.txt
memblock.efi frame=T "save=a b.txt" mem=256M format=linux
echo first status %lasterror%
memblock.efi format=json save=two.txt
memblock.efi mem=0
echo second status %lasterror%
memmap > after.txt
echo the script is done
EOF
}

volume=$tmp/volume.img
image_new "$volume" 8
image_put "$volume" "$application" /memblock.efi
script | sed 's/$/\r/' >"$tmp/startup.nsh"
image_put "$volume" "$tmp/startup.nsh" /startup.nsh
disk "$volume"

it "options from the Shell's command line, with quotes"
boot 512M 120 'the script is done' "${disk_arguments[@]}"
cp "$out" "$tmp/session"
expect_status 0
expect 'first status 0x0'
expect " memory\[.*-$(cap_last 256M)\]"
sed '1,/^T begin/d; /^T end/,$d' "$out" >"$tmp/printed"
mcopy -n -i "$volume" '::a b.txt' "$tmp/saved" 2>>"$err" ||
	fail "no file 'a b.txt'"
expect_same "$tmp/printed" "$tmp/saved"

it "the Shell sees EFI_INVALID_PARAMETER"
cp "$tmp/session" "$out"
expect 'second status 0x2'

# pages FILE: the rows of memmap's totals.
pages()
{
	mcopy -n -i "$volume" "::$1.txt" "$tmp/$1.utf16" &&
		iconv -f UTF-16 -t UTF-8 "$tmp/$1.utf16" |
		sed -n 's/\r$//; / Pages (/p' >"$tmp/$1"
}

it "the number of pages of each type is the same before and after"
pages before
pages after
grep -q 'Available *: *[1-9]' "$tmp/before" || fail "memmap printed no totals"
expect_same "$tmp/before" "$tmp/after"

# The Shell's screen needs a page more for itself, so this is another session.
it "the Shell's prompt is below what was printed"
command -v python3 >/dev/null || { skip 'python3 not found' && finish; }
printf '%s\r\n' '@echo -off' fs0: cls \
	'memblock.efi frame=T format=linux pause=off' >"$tmp/startup.nsh"
image_put "$volume" "$tmp/startup.nsh" /startup.nsh
qmp_open
# shellcheck disable=SC2086 # words
machine_boot "$tmp" 512M 120 "${qmp_arguments[@]}" $arch_screen \
	"${disk_arguments[@]}"
until_line 120 'T end'
sleep 1
shot prompt
machine_end 2>/dev/null
qmp_close
"$cases/shot.py" "$tmp/prompt.ppm" >"$out"
expect '^below the prompt: 0'

finish
