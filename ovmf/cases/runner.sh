#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# The options, messages and exit statuses of ovmf/run.sh.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

run()
{
	await "$ovmf/run.sh" -a "$arch" "$@" >"$out" 2>"$err"
}

# A private folder for temporary files shows which files remain.
mkdir "$tmp/tmp"
export TMPDIR=$tmp/tmp
expect_clean()
{
	rmdir "$tmp/tmp" 2>/dev/null || fail "files remain: $(ls "$tmp/tmp")"
	mkdir -p "$tmp/tmp"
	! pgrep -f "$tmp/tmp/" >/dev/null || fail "a QEMU still runs"
}

it "124 on a time-out"
# -S: the CPU does not start.
run -t 1 -q -S
expect_status 124
expect 'time-out after 1 s' "$err"
expect_clean

it "125 when QEMU does not start, with its message"
run -q '-no-such-argument'
expect_status 125
expect 'no-such-argument' "$err"
expect_clean

it "125 when the firmware rejects the program"
head -c 131072 /dev/zero >"$tmp/zero.efi"
MEMBLOCK_EFI=$tmp/zero.efi run
expect_status 125
expect 'before memblock.efi was done|did not start the program' "$err"
expect_clean

it "a display does not make it wait for a key"
# shellcheck disable=SC2086 # words
run -t 60 -q "$arch_screen" -- format=linux
expect_status 0

it "memory slots get a CPU with enough addresses"
run -m 1G,slots=4,maxmem=64G -t 60 -- version
expect_status 0

# Not a boot: what the firmware says is given; secure.sh boots. The second is what
# OVMF of 32 bits prints.
it "a refusal of Secure Boot, and firmware of 32 bits, are named"
said()
{
	# shellcheck disable=SC2317,SC2034 # used by reason
	(
		here=$ovmf
		# shellcheck source=ovmf/runner.sh
		. "$ovmf/runner.sh"
		noise=("$1")
		reason ' before it was done'
	) >"$out"
}
said 'BdsDxe: failed to start Boot0002 "EFI Internal Shell": Security Violation'
expect 'Secure Boot is on, and the program is not signed'
said 'BdsDxe: loading Boot0001 "EFI Internal Shell" from Fv(1)'
expect "went on with its own boot entries; is it firmware for $arch"
said 'no word'
expect 'the machine ended or crashed before it was done'

it "2 on a usage error, with a message"
run -t soon
expect_status 2
expect "-t soon" "$err"
run -m 12X
expect_status 2
expect "-m 12X" "$err"
run -m 16M
expect_status 2
expect "-m 16M: the firmware for $arch needs " "$err"
run -z
expect_status 2
expect "-z" "$err"
run view=explorer
expect_status 2
expect "view=explorer: no keyboard here" "$err"
run -d "$tmp/none"
expect_status 2
run -a vax
expect_status 2
expect 'vax is not supported yet; supported: aarch64 x86_64' "$err"
OVMF=8M run
expect_status 2
expect_clean

it "127 when a program is missing, with the name of its package"
mkdir "$tmp/bin"
for program in bash dirname sed cat; do
	ln -s "$(command -v $program)" "$tmp/bin/"
done
PATH=$tmp/bin run
expect_status 127
expect "^$arch_qemu not found: apt-get install $arch_qemu_package\$" "$err"
MEMBLOCK_EFI=$tmp/none run
expect_status 127
expect 'none not found; run make' "$err"
expect_clean

it "two at once do not disturb each other"
"$ovmf/run.sh" -a "$arch" -t 120 mem=100M format=linux >"$tmp/one" 2>&1 &
other=$!
run -t 120 mem=128M format=linux
expect_status 0
wait "$other" || fail "the other one failed"
expect " memory\[.*-$(cap_last 128M)\]"
expect " memory\[.*-$(cap_last 100M)\]" "$tmp/one"
expect_clean

await_qemu()
{
	local tries=100

	while ((tries--)); do
		pgrep -f "^qemu.*$tmp/tmp/" >/dev/null && sleep 0.5 && return
		sleep 0.2
	done
	return 1
}

# ended_by SIGNAL WHOM COMMAND...: WHOM is - for the whole process group, as at a
# terminal, or empty.
ended_by()
{
	set -m
	"${@:3}" >"$out" 2>"$err" </dev/null &
	other=$!
	set +m
	await_qemu || fail "no QEMU has started"
	kill "-$1" -- "$2$other"
	wait "$other" 2>/dev/null
	status=$?
}

still=("$ovmf/run.sh" -a "$arch" -t 60 -q -S)

it "SIGINT ends it with 130, and QEMU with it"
ended_by INT - "${still[@]}"
expect_status 130
expect_clean

it "SIGTERM to only the runner ends it with 143, and QEMU with it"
ended_by TERM '' "${still[@]}"
expect_status 143
expect_clean

it "SIGKILL ends QEMU with it"
ended_by KILL '' "${still[@]}"
expect_status 137
sleep 0.2
rm -rf "$tmp/tmp"/*
expect_clean

# The runner then gets two signals, the group's and the test's.
it "SIGTERM to the process group of a boot test ends its QEMU"
ended_by TERM - "$cases/machines.sh" "$arch"
expect_status 143
expect_clean

for case in machines exit; do
	it "SIGTERM to only the boot test ends its QEMU: $case.sh"
	ended_by TERM '' "$cases/$case.sh" "$arch"
	expect_status 143
	expect_clean
done

it "a closed output pipe ends it"
"$ovmf/run.sh" -a "$arch" -t 60 format=json 2>"$err" </dev/null | head -n 1 >"$out"
expect '^\{'
sleep 0.5
expect_clean

finish
