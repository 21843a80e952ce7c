#!/bin/bash
#: kernel.sh [-a ARCH] [-m SIZE] [-q 'QEMU ARGUMENTS'] [-t SECONDS] [-n] [-e]
#:           [-h] KERNEL [FILE...] [-- OPTION...]
#: Boots KERNEL, an ELF file, by memblock.efi in QEMU, without a window, and
#: prints what both write.
#:   -a ARCH     architecture, x86_64 unless told otherwise
#:   -m SIZE     the machine's memory, 512M unless told otherwise
#:   -q '...'    arguments for QEMU, such as '-machine pc' or '-smp 4'
#:   -t SECONDS  how long it may take, 120 unless told otherwise
#:   -n          all files come over the network, by PXE
#:   -e          an error of memblock.efi is not the end (fault.efi)
#: KERNEL and each FILE lie on the boot volume under their own names. OPTION...
#: are memblock.efi's: kernel= is there already; a FILE is for module=\FILE.
#: Exit status: the kernel's own, which is what it writes to port 0xf4 less 16,
#: on aarch64 what it gives to semihosting's SYS_EXIT less 16; 1 also for an
#: error of memblock.efi; 2 wrong usage, 124 time-out, 125 the machine ended or
#: crashed, 127 a package is missing, 130 Ctrl-C.
#: Environment: OVMF=2M or 4M (firmware), ACCEL=kvm or tcg, START_EFI=FILE
#: (starts \memblock.efi, instead of build/ARCH/launch.efi).
# shellcheck disable=SC2054 # commas are QEMU's
set -u
LC_ALL=C

here=$(dirname "$0")
# shellcheck source=ovmf/machine.sh
. "$here/machine.sh"
# shellcheck source=ovmf/image.sh
. "$here/image.sh"

wrong()
{
	echo "kernel.sh: $1; kernel.sh -h tells more" >&2
	exit 2
}

parse()
{
	local flag

	architecture=x86_64 memory=512M extra='' seconds=120 network='' errors='' files=()
	while getopts :a:m:q:t:neh flag; do
		case $flag in
		a) architecture=$OPTARG ;;
		m) memory=$OPTARG ;;
		q) extra=$OPTARG ;;
		t) seconds=$OPTARG ;;
		n) network=1 ;;
		e) errors=1 ;;
		h) sed -n 's/^#: \?//p' "$0" && exit ;;
		:) wrong "-$OPTARG needs a value" ;;
		*) wrong "there is no option -$OPTARG" ;;
		esac
	done
	shift $((OPTIND - 1))
	while (($#)) && [[ $1 != -- ]]; do
		[[ -f $1 ]] || wrong "$1: no such file"
		files+=("$1")
		shift
	done
	((${#files[@]})) || wrong "which kernel?"
	options=("${@:2}")
}

# shellcheck disable=SC2317 # called by the trap
clean_up()
{
	machine_end
	[[ ! $tmp ]] || rm -rf "$tmp"
}

# The words as one string; a word with blanks stands in double quotes. What
# follows -- is the kernel's, as it is.
join()
{
	local word rest=''

	words="frame=$token kernel=\\${files[0]##*/}"
	for word; do
		[[ $word != -- ]] || rest=1
		[[ $rest || ! $word =~ [[:blank:]] || $word == *'"'* ]] ||
			word="\"$word\""
		words+=" $word"
	done
}

# All files in a folder, for a volume or a TFTP server.
make_folder()
{
	mkdir "$tmp/files" && cp "${files[@]}" "$tmp/files/" &&
		cp "$build/memblock.efi" "$tmp/files/memblock.efi"
}

make_volume()
{
	image_new "$tmp/volume.img" "$(image_size "$tmp/files")" &&
		image_put_tree "$tmp/volume.img" "$tmp/files" || return
	cp "${START_EFI:-$build/launch.efi}" "$tmp/start.efi" &&
		chmod u+w "$tmp/start.efi" &&
		truncate -s '>131072' "$tmp/start.efi"
	drives=(-kernel "$tmp/start.efi" -append "$words"
		-drive "if=none,id=volume,format=raw,file=$tmp/volume.img"
		-device virtio-blk-pci,drive=volume)
}

# PXE gives no words: memblock.cfg has them.
make_server()
{
	local net=user,id=net,tftp=$tmp/files,bootfile=memblock.efi

	printf '%s\n' "$words" >"$tmp/files/memblock.cfg"
	drives=(-netdev "$net" -device virtio-net-pci,netdev=net,romfile=)
}

boot()
{
	local more=()

	[[ ! $extra ]] || mapfile -t more < <(xargs printf '%s\n' <<<"$extra")
	machine_boot "$tmp" "$memory" "$seconds" "${drives[@]}" \
		"${arch_exit_arguments[@]}" "${more[@]}" || exit 2
}

# Prints from the frame's begin on. 0: the machine ended, 1: memblock.efi
# gave up.
copy()
{
	local status begun=''

	while machine_line; status=$?; ((status == 0)); do
		[[ ! $line =~ $arch_crash ]] || { echo "$line" && return 125; }
		[[ ! $line =~ $arch_passed_over || ! $begun ]] || return 125
		[[ $errors || $line != *"$token end "* ]] || return 1
		[[ ! $begun ]] || printf '%s\n' "$line"
		[[ $line != *"$token begin" ]] || begun=1
	done
	return $((status == 1 ? 0 : status))
}

judge()
{
	local beyond=$((machine_status - arch_exit_good))

	case $1 in
	0) ((beyond >= 0 && beyond % arch_exit_step == 0)) &&
		exit $((beyond / arch_exit_step)) ;;
	1 | 124) exit "$1" ;;
	esac
	cat "$tmp/qemu.err" >&2
	echo "kernel.sh: the machine ended or crashed" >&2
	exit 125
}

parse "$@"
tmp=
trap clean_up EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 141' PIPE
trap 'exit 143' TERM
machine_load "$architecture" && machine_need && machine_program mcopy mtools || exit
build=${BUILD:-$here/../build}/$arch
[[ -r $build/memblock.efi ]] || wrong "$build/memblock.efi is not here: make"
tmp=$(mktemp -d) || exit 125
token=frame-$(od -An -N8 -tx8 /dev/urandom | tr -d ' ')
join "${options[@]}"
make_folder || exit 125
if [[ $network ]]; then make_server; else make_volume; fi || exit 125
boot
copy
status=$?
machine_end
judge $status
