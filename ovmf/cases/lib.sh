# shellcheck shell=bash disable=SC2154,SC2034
# What the boot tests have in common. To be sourced. A case reads
#
#	it "caps at an address"
#	app mem=256M            # boots memblock.efi with these words
#	expect_status 0
#	expect 'regular expression that a line of its output matches'
#
# and the file ends with finish. The output is TAP; what the machine wrote is
# shown for failed cases only. $architecture, x86_64 unless it is set before,
# is the machine's.
set -u
LC_ALL=C

cases=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ovmf=$(dirname "$cases")
root=$(dirname "$ovmf")
build=${BUILD:-$root/build}
# shellcheck source=ovmf/machine.sh
. "$ovmf/machine.sh"
# shellcheck source=ovmf/image.sh
. "$ovmf/image.sh"

machine_load "${architecture:-x86_64}" && machine_need || exit
application=${MEMBLOCK_EFI:-$build/$arch/memblock.efi}
tmp=$(mktemp -d)
out=$tmp/out err=$tmp/err
status='' title='' number=0 failures=0 complaints=''

# shellcheck disable=SC2317 # called by the trap
clean_up()
{
	machine_end
	rm -rf "$tmp"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Ends the case before, begins the next.
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

# app [RUNNER OPTION... --] WORD...: the runner with a time-out that holds on
# a busy machine.
app()
{
	"$ovmf/run.sh" -a "$arch" -t 120 "$@" >"$out" 2>"$err" </dev/null
	status=$?
}

# boot SIZE SECONDS UNTIL ARGUMENT...: a machine without the runner; what it
# says goes to $out, without escape sequences, up to a line like UNTIL.
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
	# Open for both ways, so that nobody waits for a reader or a writer.
	exec 4<>"$tmp/qmp.in" 5<>"$tmp/qmp.out"
	# shellcheck disable=SC2054 # commas are QEMU's
	qmp_arguments=(-chardev "pipe,id=qmp,path=$tmp/qmp"
		-mon qmp,mode=control)
	# QEMU loses what comes before it is ready.
	{ sleep 1 && qmp qmp_capabilities; } &
}

# qmp COMMAND [ARGUMENTS]: both as JSON wants them.
qmp()
{
	printf '{"execute":"%s","arguments":{%s}}\n' "$1" "${2-}" >&4
}

# qmp_close: what QEMU said goes to $tmp/events.
qmp_close()
{
	local event

	: >"$tmp/events"
	while IFS= read -r -t 1 -u 5 event; do
		echo "$event" >>"$tmp/events"
	done
	exec 4<&- 5<&-
}

# disk IMAGE: QEMU's arguments for it, in $disk_arguments.
disk()
{
	# shellcheck disable=SC2054 # commas are QEMU's
	disk_arguments=(-drive "if=none,id=volume,format=raw,file=$1"
		-device virtio-blk-pci,drive=volume)
}

expect_status()
{
	[[ $status = "$1" ]] || fail "exit status $status, not $1"
}

expect()
{
	local file=$out

	[[ $# = 1 ]] || file=$2
	grep -qE -e "$1" "$file" || fail "no line in ${file##*/} is like: $1"
}

expect_no()
{
	local file=$out

	[[ $# = 1 ]] || file=$2
	! grep -qE -e "$1" "$file" || fail "a line in ${file##*/} is like: $1"
}

expect_same()
{
	cmp -s "$1" "$2" || {
		fail "${1##*/} and ${2##*/} differ"
		complaints+=$(diff "$1" "$2" | head -n 20 | sed 's/^/# /')$'\n'
	}
}
