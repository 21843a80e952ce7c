# SPDX-License-Identifier: BSD-2-Clause
# shellcheck shell=bash disable=SC2154,SC2034
# Shared by the boot tests. To be sourced. A case reads
#
#	it "caps at an address"
#	app mem=256M            # boots memblock.efi with these options
#	expect_status 0
#	expect 'regular expression that a line of its output matches'
#
# and the file ends with finish. The output is TAP; the machine's output is shown
# for failed cases only. A case file takes the architecture as its argument,
# x86_64 by default. All cases run on each architecture, except those that
# mk/boot.mk lists. What differs is a value in ovmf/arch/.
set -u
LC_ALL=C

cases=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ovmf=$(dirname "$cases")
root=$(dirname "$ovmf")
build=${BUILD:-$root/build}
export BUILD=$build
# shellcheck source=ovmf/machine.sh
. "$ovmf/machine.sh"
# shellcheck source=ovmf/image.sh
. "$ovmf/image.sh"

machine_load "${1:-x86_64}" || exit
application=${MEMBLOCK_EFI:-$build/$arch/memblock.efi}

# Prints what is missing to run an architecture here, or nothing.
missing()
{
	if [[ -r $application && -r $build/$arch/launch.efi ]]; then
		machine_need 2>&1
	else
		echo "it is not built: make ARCH=$arch tells why"
	fi
}

# This machine's architecture must run; another one is skipped if its packages
# are not available.
if [[ $arch != "$(uname -m)" ]]; then
	why=$(missing)
	[[ ! $why ]] || {
		echo "ok 1 - $arch # SKIP $why"
		echo 1..1
		exit
	}
fi
machine_need || exit
tmp=$(mktemp -d)
out=$tmp/out err=$tmp/err
status='' title='' number=0 failures=0 complaints=''

# shellcheck disable=SC2317 # called by the trap
clean_up()
{
	machine_end
	machine_end_jobs
	rm -rf "$tmp"
}
machine_at_end clean_up

# Ends the previous case and begins the next.
it()
{
	report_case
	title=$1 complaints=''
	rm -f "$out" "$err"
}

fail()
{
	complaints+="# $*"$'\n'
}

report_case()
{
	local file

	[[ $title ]] || return 0
	number=$((number + 1))
	if [[ ! $complaints ]]; then
		echo "ok $number - $title"
		return
	fi
	failures=$((failures + 1))
	printf 'not ok %d - %s\n%s' "$number" "$title" "$complaints"
	for file in "$out" "$err"; do
		[[ ! -s $file ]] || sed "s/^/# ${file##*/}: /" "$file" |
			cat -v
	done
}

skip()
{
	number=$((number + 1))
	echo "ok $number - $title # SKIP $1"
	title=''
}

finish()
{
	report_case
	echo "1..$number"
	exit $((failures > 0))
}

# await COMMAND...: bash handles a signal only when a foreground command is done;
# with this, a signal ends the script and the command at once.
await()
{
	"$@" </dev/null &
	wait "$!"
	status=$?
}

# app [RUNNER OPTION... --] OPTION...: the runner with a time-out that is long
# enough for a busy host.
app()
{
	await "$ovmf/run.sh" -a "$arch" -t 120 "$@" >"$out" 2>"$err"
}

# kernel [RUNNER OPTION...] KERNEL [FILE...] [-- OPTION...]
kernel()
{
	await "$ovmf/kernel.sh" -a "$arch" -t 240 "$@" >"$out" 2>"$err"
}

# boot SIZE SECONDS UNTIL ARGUMENT...: a machine without the runner; its output
# goes to $out, without escape sequences, up to a line that matches UNTIL.
boot()
{
	local until=$3

	machine_boot "$tmp" "$1" "$2" "${@:4}"
	while machine_line; status=$?; ((status == 0)); do
		printf '%s\n' "$line"
		[[ ! $line =~ $arch_crash ]] || { status=125 && break; }
		[[ ! $line =~ $until ]] || break
	done >"$tmp/raw"
	machine_end 2>/dev/null
	sed 's/\x1b\[[0-9;=]*[A-Za-z]//g' "$tmp/raw" >"$out"
	cp "$tmp/qemu.err" "$err"
}

# qmp_open: QEMU's control channel; pass "${qmp_arguments[@]}" to the machine.
qmp_open()
{
	rm -f "$tmp/qmp.in" "$tmp/qmp.out"
	mkfifo "$tmp/qmp.in" "$tmp/qmp.out"
	# Open for reading and writing, so that open() does not block.
	exec 4<>"$tmp/qmp.in" 5<>"$tmp/qmp.out"
	# shellcheck disable=SC2054 # commas are QEMU's
	qmp_arguments=(-chardev "pipe,id=qmp,path=$tmp/qmp"
		-mon qmp,mode=control -S)
	# The handshake below is for one QEMU: rule out that machine_line
	# starts a second one because KVM does not work.
	ACCEL=tcg
	# QEMU drops input that arrives before its greeting.
	{ read -r -t 60 _ <&5 && qmp qmp_capabilities && qmp cont; } &
}

# qmp COMMAND [ARGUMENTS]: both in JSON syntax.
qmp()
{
	printf '{"execute":"%s","arguments":{%s}}\n' "$1" "${2-}" >&4
}

# press KEY...: keys by QEMU's names, each by itself.
press()
{
	local key

	for key; do
		qmp send-key "\"keys\":[{\"type\":\"qcode\",\"data\":\"$key\"}]"
		sleep 0.3
	done
}

# shot_now NAME: a screenshot in $tmp/NAME.ppm.
shot_now()
{
	rm -f "$tmp/$1.ppm"
	qmp screendump "\"filename\":\"$tmp/$1.ppm\""
	for _ in {1..50}; do
		[[ ! -s $tmp/$1.ppm ]] || break
		sleep 0.1
	done
	sleep 0.2
}

# shot NAME: the same when the screen has settled: two in a row are equal.
shot()
{
	sleep 0.4
	shot_now "$1"
	for _ in {1..20}; do
		mv "$tmp/$1.ppm" "$tmp/$1.before"
		sleep 0.3
		shot_now "$1"
		! cmp -s "$tmp/$1.before" "$tmp/$1.ppm" || break
	done
}

# expect_shot NAME SAME: the screen becomes the same as in an earlier screenshot.
expect_shot()
{
	for _ in {1..20}; do
		shot_now "$1"
		! cmp -s "$tmp/$1.ppm" "$tmp/$2.ppm" || return
		sleep 0.3
	done
	fail "screen $1 is not that of $2"
}

# until_line SECONDS PATTERN: reads up to a line that matches; 124 on time-out.
until_line()
{
	machine_deadline=$((${EPOCHREALTIME/[.,]/} + $1 * 1000000))
	while machine_line; status=$?; ((status == 0)); do
		printf '%s\n' "$line" >>"$out"
		[[ ! $line =~ $2 ]] || break
	done
}

# qmp_close: QEMU's messages go to $tmp/events.
qmp_close()
{
	local event

	: >"$tmp/events"
	while IFS= read -r -t 1 -u 5 event; do
		echo "$event" >>"$tmp/events"
	done
	exec 4<&- 5<&-
}

# disk IMAGE: sets $disk_arguments, QEMU's arguments for it.
disk()
{
	# shellcheck disable=SC2054 # commas are QEMU's
	disk_arguments=(-drive "if=none,id=volume,format=raw,file=$1"
		-device virtio-blk-pci,drive=volume)
}

# hex NUMBER: in the format of the dumps.
hex()
{
	printf '0x%016x' "$1"
}

# ram_last SIZE: the last address of a machine with SIZE of RAM.
ram_last()
{
	hex $(($(arch_ram_end "$(machine_bytes "$1")") - 1))
}

# cap_last SIZE: the last address that mem=SIZE leaves in memory, by the rules of
# the architecture: an address, or an amount that includes memory below RAM.
cap_last()
{
	hex $((arch_ram - arch_ram_below + $(machine_bytes "$1") - 1))
}

# bytes_of SET [FLAGS]: the sum of its rows in a dump, of all or of those whose
# flags match FLAGS.
bytes_of()
{
	local row sum=0

	while read -r row; do
		sum=$((sum + row))
	done < <(sed -nE "s/^ $1\[.*, (0x[0-9a-f]+) bytes.* flags: ${2-.*}\$/\1/p" \
		"$out")
	echo "$sum"
}

expect_status()
{
	[[ $status = "$1" ]] || fail "exit status $status, not $1"
}

expect()
{
	local file=$out

	[[ $# = 1 ]] || file=$2
	grep -qE -e "$1" "$file" || fail "no line in ${file##*/} matches: $1"
}

expect_no()
{
	local file=$out

	[[ $# = 1 ]] || file=$2
	! grep -qE -e "$1" "$file" || fail "a line in ${file##*/} matches: $1"
}

# expect_same_sets TEXT FILE: two reports in text, up to the facts and findings:
# some come from what only the firmware itself can be asked.
expect_same_sets()
{
	local file

	for file in "$1" "$2"; do
		sed -E '/^(Machine|Findings)/,$d' "$file" >"$file.sets"
	done
	expect_same "$1.sets" "$2.sets"
}

expect_same()
{
	cmp -s "$1" "$2" || {
		fail "${1##*/} and ${2##*/} differ"
		complaints+=$(diff "$1" "$2" | head -n 20 | sed 's/^/# /')$'\n'
	}
}
