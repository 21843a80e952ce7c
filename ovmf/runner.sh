# SPDX-License-Identifier: BSD-2-Clause
# shellcheck shell=bash disable=SC2034,SC2154
# Shared by run.sh and kernel.sh, which boot memblock.efi from the command line:
# their options, the application's options, its frame on the serial line, and
# the message if the machine fails before that. To be sourced by a script whose
# lines with #: are its usage.

runner=${0##*/}
# shellcheck source=ovmf/machine.sh
. "$here/machine.sh"
# shellcheck source=ovmf/image.sh
. "$here/image.sh"

architecture=$machine_own memory=512M extra='' plain=''
tmp=

wrong()
{
	echo "$runner: $1; $runner -h tells more" >&2
	exit 2
}

# runner_option FLAG: handles the getopts options of all runners; the caller
# sets the default of $seconds.
runner_options=:a:m:q:t:w:h
runner_option()
{
	case $1 in
	a) architecture=$OPTARG ;;
	m) memory=$OPTARG ;;
	q) extra=$OPTARG ;;
	t) seconds=$OPTARG ;;
	w) plain=$OPTARG ;;
	h) sed -n 's/^#: \?//p' "$0" && exit ;;
	:) wrong "-$OPTARG needs a value" ;;
	*) wrong "unknown option -$OPTARG" ;;
	esac
	[[ $seconds =~ ^[1-9][0-9]{0,5}$ ]] ||
		wrong "-t $seconds: not a number of seconds"
}

# shellcheck disable=SC2317 # called by the trap
# Ending this script ends QEMU too, and removes the temporary files.
runner_clean_up()
{
	machine_end
	[[ ! $tmp ]] || rm -rf "$tmp"
}

# need FILE: a file that make builds.
need()
{
	[[ ! -r $1 ]] || return 0
	echo "$1 not found; run make ARCH=$arch" >&2
	exit 127
}

# Sets $build, $application, a folder $tmp, and $token, a string that occurs
# nowhere else.
runner_begin()
{
	machine_at_end runner_clean_up
	machine_load "$architecture" && machine_need || exit
	build=${BUILD:-$here/../build}/$arch
	application=${MEMBLOCK_EFI:-$build/memblock.efi}
	need "$application"
	tmp=$(mktemp -d) || exit 125
	token=frame-$(od -An -N8 -tx8 /dev/urandom | tr -d ' ')
}

# runner_words WORD...: sets $words, with the application's quoting: a word with
# blanks is put in double quotes unless the user has quoted it already. What
# follows -- is for a kernel and stays as it is.
runner_words()
{
	local word rest=''

	# Nobody can press a key, whatever display the user adds.
	words="frame=$token pause=off${plain:+ $plain}"
	for word; do
		[[ $word != -- ]] || rest=1
		[[ $rest || ! $word =~ [[:blank:]] || $word == *'"'* ]] ||
			word="\"$word\""
		[[ $rest || $word ]] || word='""'
		words+=" $word"
	done
}

# runner_boot ARGUMENT...: starts QEMU with these arguments and the user's.
runner_boot()
{
	local more=()

	# xargs splits words as a shell does, without expansions.
	[[ ! $extra ]] || mapfile -t more < <(xargs printf '%s\n' <<<"$extra")
	machine_boot "$tmp" "$memory" "$seconds" "$@" "${more[@]}" || exit 2
}

# remember COUNT: appends $line to noise, which keeps the last COUNT lines.
remember()
{
	noise+=("$line")
	((${#noise[@]} <= $1)) || noise=("${noise[@]:1}")
}

# await_begin DEAD: reads up to the line that opens the frame, and keeps the last
# lines; 125 on a line that matches DEAD, after which nothing follows.
await_begin()
{
	local status

	noise=()
	while machine_line; status=$?; ((status == 0)); do
		[[ $line != *"$token begin" ]] || return 0
		remember 20
		[[ ! $line =~ $1 ]] || return 125
	done
	return $((status == 1 ? 125 : status))
}

# A crash of a kernel that memblock.efi explains (core/crash/crash.h): how the
# screen begins and ends.
crash_begin='memblock.efi: the kernel crashed'
crash_end='Press a key to restart the machine'
in_crash=

# crash_over: whether $line is the last one of such a screen.
crash_over()
{
	[[ $line != "$crash_begin"* ]] || in_crash=1
	[[ $in_crash && $line == "$crash_end"* ]]
}

# reason WHAT: why the program did not get to its end, from what the firmware and
# QEMU said.
reason()
{
	local said

	said=$(printf '%s\n' "${noise[@]}")
	case $said in
	*'Security Violation'* | *'Secure boot image verification failed'* | \
		*'Access Denied'*)
		echo "$runner: the firmware did not start the program: Secure" \
			"Boot is on, and the program is not signed with a key" \
			"that it trusts; sign it, or use variables without keys"
		;;
	*'EFI Internal Shell'* | *'No bootable option'*)
		echo "$runner: the firmware did not start the program, and went" \
			"on with its own boot entries; is it firmware for $arch" \
			"(not of 32 bits)?"
		;;
	*)
		echo "$runner: the machine ended or crashed$1"
		;;
	esac
}

# explain STATUS WHAT: prints why the output ended.
explain()
{
	case $1 in
	123) echo "$runner: the kernel crashed: status 123" >&2 ;;
	124) echo "$runner: time-out after $seconds s" >&2 ;;
	125)
		machine_deadline=$((${EPOCHREALTIME/[.,]/} + 500000))
		while machine_line; do
			remember 40
		done
		((${#noise[@]} == 0)) || printf '%s\n' "${noise[@]}" |
			sed 's/\x1b\[[0-9;=]*[A-Za-z]//g' >&2
		cat "$tmp/qemu.err" >&2
		reason "$2" >&2
		;;
	esac
}
