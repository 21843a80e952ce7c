#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
#: debug.sh [-a ARCH] [-m SIZE] [-g PORT] [-x FILE] [-w WORDS] [-h]
#:          KERNEL [FILE...] [-- OPTION...]
#: Boots KERNEL, an ELF file of our own protocol, as kernel.sh does, and attaches
#: gdb: it stops at the entry point of the kernel, with the symbols at the
#: addresses where the kernel runs. Leaving gdb ends the machine.
#:   -a ARCH   architecture (default: this machine's)
#:   -m SIZE   the machine's memory (default 512M)
#:   -g PORT   TCP port of this host for gdb and QEMU (default 1234)
#:   -x FILE   run the commands of FILE at the entry point, then end
#:   -w WORDS  OPTION... as one string, quoted as in memblock.cfg
#: Another debugger attaches to the same port while QEMU waits: see
#: docs/handoff.md. Exit status: that of gdb; 2 usage error, 127 a package is
#: missing, 125 QEMU does not start. Environment: GDB=PROGRAM (default
#: gdb-multiarch), and that of kernel.sh; ACCEL=tcg is the default here.
set -u
LC_ALL=C

here=$(dirname "$0")
gdb=${GDB:-gdb-multiarch}
machine=

wrong()
{
	echo "debug.sh: $1; debug.sh -h tells more" >&2
	exit 2
}

# shellcheck disable=SC2317 # called by the trap
clean_up()
{
	[[ ! $machine ]] || kill "$machine" 2>/dev/null
	wait
	rm -rf "$tmp"
}

parse()
{
	local flag

	runner=(-t 999999) port=1234 commands=''
	while getopts :a:m:g:x:w:h flag; do
		case $flag in
		a | m | w) runner+=("-$flag" "$OPTARG") ;;
		g) port=$OPTARG ;;
		x) commands=$OPTARG ;;
		h) sed -n 's/^#: \?//p' "$0" && exit ;;
		:) wrong "-$OPTARG needs a value" ;;
		\?) wrong "unknown option -$OPTARG" ;;
		esac
	done
	shift $((OPTIND - 1))
	arguments=("$@")
	(($#)) || wrong 'which kernel? name its file'
	kernel=$1
	[[ -r $kernel ]] || wrong "$kernel: no such file"
	[[ $port =~ ^[1-9][0-9]{0,4}$ ]] || wrong "-g $port: not a port"
	[[ ! $commands || -r $commands ]] || wrong "-x $commands: no such file"
	[[ ! " ${runner[*]} $* " =~ [\ \"\']kaslr=on[\ \"\'] ]] ||
		wrong 'kaslr=on: the symbols would not be where the kernel runs; remove it'
}

# Sets $entry and $bias, by the rules of docs/handoff.md, "Kernel files".
read_kernel()
{
	local header lowest align

	header=$(readelf -hlW "$kernel" 2>/dev/null)
	[[ $header == *'Entry point'* ]] || {
		echo "debug.sh: $kernel: not an ELF file; unpack a compressed" \
			"one first" >&2
		exit 2
	}
	entry=$(awk '/Entry point/ { print $NF }' <<<"$header")
	lowest=$(awk '$1 == "LOAD" { print $3 }' <<<"$header" | sort | head -n 1)
	align=$(awk '$1 == "LOAD" { print $NF }' <<<"$header" | sort | tail -n 1)
	bias=0
	# A PIE that was linked at 0, where its base is.
	[[ $header != *'DYN ('* ]] || ((lowest >= (align > 4096 ? align : 4096))) ||
		bias=0xffffffff80000000
}

# Hardware breakpoints: before the kernel is entered, its addresses are not
# mapped.
write_script()
{
	cat <<-END
		set confirm off
		set pagination off
		symbol-file "$kernel" -o $bias
		target remote 127.0.0.1:$port
		thbreak *($entry + $bias)
		continue
	END
}

await_port()
{
	local tries=300

	while ((tries--)); do
		! grep -qi ":$(printf %04X "$port") 00000000:0000 0A" \
			/proc/net/tcp || return 0
		kill -0 "$machine" 2>/dev/null || break
		sleep 0.1
	done
	echo "debug.sh: QEMU does not listen on port $port" >&2
	exit 125
}

# What KVM cannot run ends gdb's session; kernel.sh starts over without it.
export ACCEL=${ACCEL:-tcg}
parse "$@"
for program in "$gdb" readelf; do
	command -v "$program" >/dev/null || {
		echo "$program not found: apt-get install gdb-multiarch" \
			"binutils" >&2
		exit 127
	}
done
read_kernel
tmp=$(mktemp -d) || exit 125
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
# A session of its own: Ctrl-C is for gdb.
setsid "$here/kernel.sh" "${runner[@]}" -q "-S -gdb tcp:127.0.0.1:$port" \
	"${arguments[@]}" </dev/null &
machine=$!
await_port
write_script >"$tmp/script"
if [[ $commands ]]; then
	"$gdb" -nx -batch -x "$tmp/script" -x "$commands"
else
	"$gdb" -q -x "$tmp/script"
fi
