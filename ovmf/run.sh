#!/bin/bash
#: run.sh [-a ARCH] [-m SIZE] [-q 'QEMU ARGUMENTS'] [-t SECONDS]
#:        [-d DIR | -i IMAGE] [-h] [--] OPTION...
#: Boots memblock.efi in QEMU without a window and prints what it writes.
#:   -a ARCH     architecture, x86_64 unless told otherwise
#:   -m SIZE     the machine's memory, 512M unless told otherwise
#:   -q '...'    arguments for QEMU, such as '-machine pc' or '-smp 4'
#:   -t SECONDS  how long it may take, 60 unless told otherwise
#:   -d DIR      DIR's files are on the boot volume; what memblock.efi saved
#:               or changed there is in DIR afterwards
#:   -i IMAGE    boots from this FAT image as it is, with its memblock.efi
#: OPTION... are memblock.efi's own: try help.
#: Exit status: 0 it succeeded, 1 it reported an error, 2 wrong usage here,
#: 124 time-out, 125 the machine ended or crashed, 127 a package is missing,
#: 130 Ctrl-C.
#: Environment: OVMF=2M or 4M (firmware), ACCEL=kvm or tcg,
#: MEMBLOCK_EFI=FILE and LAUNCH_EFI=FILE (instead of build/ARCH/*.efi).
set -u
LC_ALL=C

here=$(dirname "$0")
# shellcheck source=ovmf/machine.sh
. "$here/machine.sh"
# shellcheck source=ovmf/image.sh
. "$here/image.sh"

usage()
{
	sed -n 's/^#: \?//p' "$0"
}

wrong()
{
	echo "run.sh: $1; run.sh -h tells more" >&2
	exit 2
}

parse()
{
	local flag

	architecture=x86_64 memory=512M extra='' seconds=60 folder='' image=''
	while getopts :a:m:q:t:d:i:h flag; do
		case $flag in
		a) architecture=$OPTARG ;;
		m) memory=$OPTARG ;;
		q) extra=$OPTARG ;;
		t) seconds=$OPTARG ;;
		d) folder=$OPTARG ;;
		i) image=$OPTARG ;;
		h) usage && exit ;;
		:) wrong "-$OPTARG needs a value" ;;
		*) wrong "there is no option -$OPTARG" ;;
		esac
	done
	[[ $seconds =~ ^[1-9][0-9]{0,5}$ ]] ||
		wrong "-t $seconds: not a number of seconds"
	[[ ! $folder || -d $folder ]] || wrong "-d $folder: no such folder"
	[[ ! $image || -f $image ]] || wrong "-i $image: no such file"
	[[ ! $folder || ! $image ]] || wrong "-d and -i exclude each other"
}

# shellcheck disable=SC2317 # called by the trap
# Whoever ends this ends QEMU too, and nothing is left behind.
clean_up()
{
	machine_end
	[[ ! $tmp ]] || rm -rf "$tmp"
}

# The words as one string, in the application's own quoting: a word with
# blanks stands in double quotes, unless the user has quoted it for it.
join()
{
	local word

	words="frame=$token"
	for word; do
		[[ ! $word =~ [[:blank:]] || $word == *'"'* ]] ||
			word="\"$word\""
		words+=" ${word:-\"\"}"
	done
}

# need FILE: a file that make builds.
need()
{
	[[ ! -r $1 ]] || return 0
	echo "$1 is not here: run make" >&2
	exit 127
}

# A copy, padded: QEMU takes a byte of it for the number of Linux's setup
# sectors and refuses files that would be shorter than that.
pad()
{
	need "$1"
	cp "$1" "$tmp/kernel.efi" && chmod u+w "$tmp/kernel.efi" &&
		truncate -s '>131072' "$tmp/kernel.efi"
}

make_image()
{
	machine_program mcopy mtools || exit
	need "$application"
	image=$tmp/volume.img
	{
		image_new "$image" "$(image_size "$folder")" &&
			image_put_tree "$image" "$folder" &&
			image_put "$image" "$application" /memblock.efi
	} >"$tmp/mtools" 2>&1 || {
		cat "$tmp/mtools" >&2
		echo "run.sh: cannot make a boot volume of $folder" >&2
		exit 125
	}
}

# What differs from DIR goes back into it; the rest keeps its time.
copy_back()
{
	local name

	mkdir "$tmp/back"
	image_get_tree "$image" "$tmp/back" >"$tmp/mtools" 2>&1 || {
		cat "$tmp/mtools" >&2
		return 1
	}
	while IFS= read -r -d '' name; do
		[[ ${name,,} != memblock.efi ]] || continue
		cmp -s "$tmp/back/$name" "$folder/$name" && continue
		mkdir -p "$folder/$(dirname "$name")" &&
			cp "$tmp/back/$name" "$folder/$name" || return
	done < <(cd "$tmp/back" && find . -type f -printf '%P\0')
}

boot()
{
	local disk=() more=() drive=if=none,id=volume,format=raw,file=

	if [[ $image ]]; then
		pad "${LAUNCH_EFI:-$build/launch.efi}"
		# shellcheck disable=SC2054 # commas are QEMU's
		disk=(-drive "$drive${image//,/,,}"
			-device virtio-blk-pci,drive=volume)
	else
		pad "$application"
	fi
	# xargs parts words as a shell does, and runs nothing in them.
	[[ ! $extra ]] || mapfile -t more < <(xargs printf '%s\n' <<<"$extra")
	machine_boot "$tmp" "$memory" "$seconds" -kernel "$tmp/kernel.efi" \
		-append "$words" "${disk[@]}" "${more[@]}" || exit 2
}

# remember COUNT: $line is one of the last COUNT lines in noise.
remember()
{
	noise+=("$line")
	((${#noise[@]} <= $1)) || noise=("${noise[@]:1}")
}

# Reads up to the line that opens the frame, and remembers the last ones.
await_begin()
{
	local status

	noise=()
	while machine_line; status=$?; ((status == 0)); do
		[[ $line != *"$token begin" ]] || return 0
		remember 20
		[[ ! $line =~ $arch_crash|$arch_passed_over ]] || return 125
	done
	return $((status == 1 ? 125 : status))
}

# Prints up to the line that closes the frame; what stands before it on the
# same line is output without a line end.
copy_frame()
{
	local status

	noise=()
	while machine_line; status=$?; ((status == 0)); do
		if [[ $line =~ ^(.*)"$token end 0x"([0-9A-Fa-f]{16})$ ]]; then
			printf %s "${BASH_REMATCH[1]}"
			[[ ${BASH_REMATCH[2]} =~ ^0+$ ]]
			return
		fi
		if [[ $line =~ $arch_crash ]]; then
			noise=("$line")
			return 125
		fi
		printf '%s\n' "$line"
	done
	return $((status == 1 ? 125 : status))
}

explain()
{
	case $1 in
	124) echo "run.sh: time-out after $seconds s" >&2 ;;
	125)
		machine_deadline=$((${EPOCHREALTIME/[.,]/} + 500000))
		while machine_line; do
			remember 40
		done
		printf '%s\n' "${noise[@]}" |
			sed 's/\x1b\[[0-9;=]*[A-Za-z]//g' >&2
		cat "$tmp/qemu.err" >&2
		echo "run.sh: the machine ended or crashed before" \
			"memblock.efi was done" >&2
		;;
	esac
}

parse "$@"
shift $((OPTIND - 1))
tmp=
trap clean_up EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 141' PIPE
trap 'exit 143' TERM
machine_load "$architecture" && machine_need || exit
build=$here/../build/$architecture
application=${MEMBLOCK_EFI:-$build/memblock.efi}
tmp=$(mktemp -d) || exit 125
token=frame-$(od -An -N8 -tx8 /dev/urandom | tr -d ' ')
join "$@"
[[ ! $folder ]] || make_image
boot
# A reader that went away is no message worth.
await_begin && copy_frame 2>/dev/null
status=$?
explain $status
machine_end
[[ ! $folder ]] || copy_back || status=125
exit $status
