#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
#: run.sh [-a ARCH] [-m SIZE] [-q 'QEMU ARGUMENTS'] [-t SECONDS] [-w WORDS]
#:        [-d DIR | -i IMAGE] [-h] [--] OPTION...
#: Boots memblock.efi in QEMU without a window and prints its output.
#:   -a ARCH     architecture (default: this machine's)
#:   -m SIZE     the machine's memory (default 512M)
#:   -q '...'    arguments for QEMU, such as '-machine pc' or '-smp 4'
#:   -t SECONDS  time limit (default 60)
#:   -w WORDS    OPTION... as one string, quoted as in memblock.cfg
#:   -d DIR      put the files of DIR on the boot volume, and copy files that
#:               memblock.efi saved or changed back to DIR
#:   -i IMAGE    boot this FAT image unchanged, with its own memblock.efi
#: OPTION... are options of memblock.efi: try help.
#: Exit status: 0 success, 1 memblock.efi reported an error, 2 usage error,
#: 123 a kernel crashed and memblock.efi said why, 124 time-out, 125 the machine
#: ended or crashed, 127 a package is missing, 130 Ctrl-C.
#: Environment: OVMF=2M, 4M or two files CODE,VARS (firmware), ACCEL=kvm or tcg,
#: BUILD=FOLDER (default build), MEMBLOCK_EFI=FILE and LAUNCH_EFI=FILE (default: the folder's
#: ARCH/*.efi).
set -u
LC_ALL=C

here=$(dirname "$0")
# shellcheck source=ovmf/runner.sh
. "$here/runner.sh"

parse()
{
	local flag

	seconds=60 folder='' image=''
	while getopts ${runner_options}d:i: flag; do
		case $flag in
		d) folder=$OPTARG ;;
		i) image=$OPTARG ;;
		*) runner_option "$flag" ;;
		esac
	done
	[[ ! $folder || -d $folder ]] ||
		wrong "-d $folder: no such folder, make it first"
	[[ ! $image || -f $image ]] || wrong "-i $image: no such file"
	[[ ! $folder || ! $image ]] || wrong "-d and -i exclude each other"
}

# refuse OPTION...: what needs a person.
refuse()
{
	[[ " $* " != *' view=explorer '* ]] ||
		wrong 'view=explorer: no keyboard here, see docs/explorer.md'
}

make_image()
{
	machine_program mcopy mtools || exit
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

# Copies files that differ back to DIR; the others keep their time.
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
	local disk=() drive=if=none,id=volume,format=raw,file= program=$application

	if [[ $image ]]; then
		program=${LAUNCH_EFI:-$build/launch.efi}
		need "$program"
		# shellcheck disable=SC2054 # commas are QEMU's
		disk=(-drive "$drive${image//,/,,}"
			-device virtio-blk-pci,drive=volume)
	fi
	machine_padded "$program" "$tmp/kernel.efi" || exit 125
	runner_boot -kernel "$tmp/kernel.efi" -append "$words" "${disk[@]}"
}

# Prints up to the line that closes the frame; text before the token on that
# line is output without a line end.
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
		! crash_over || return 123
	done
	return $((status == 1 ? 125 : status))
}

parse "$@"
shift $((OPTIND - 1))
refuse "$plain" "$@"
runner_begin
runner_words "$@"
[[ ! $folder ]] || make_image
boot
# Ignore a closed pipe silently.
await_begin "$arch_crash|$arch_passed_over" && copy_frame 2>/dev/null
status=$?
explain $status ' before memblock.efi was done'
machine_end
[[ ! $folder ]] || copy_back || status=125
exit $status
