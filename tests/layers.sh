#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# layers.sh FOLDER: proves who depends on whom in the source tree of the
# current folder, and that core/ is freestanding. Objects go to FOLDER. Says
# what is wrong and then exits with status 1. tests/layers/broken/ holds a tree
# for each rule that breaks it, and tests/check_layers.sh proves that this
# script refuses them.
set -uf
LC_ALL=C

# The rooms, from the ground up: a folder, or one file without its extension,
# and which rooms it may include besides itself. An include is allowed when
# the other room is named here and listed above.
rooms='
core/base
core/memblock       core/base
core/text           core/base
core/firmware       core/base core/text
core/handoff        core/base core/memblock
core/handoff/bindings core/handoff
core/numa           core/base core/memblock core/firmware
core/convert        core/base core/memblock core/handoff core/firmware core/numa
core/diff           core/base core/memblock core/firmware core/convert core/handoff
core/fit            core/base core/memblock core/firmware core/convert
core/crash          core/base core/text core/handoff
core/table          core/base core/memblock core/firmware core/numa core/convert core/handoff
core/gzip           core/base core/table
core/lint           core/base core/memblock core/text core/firmware core/numa core/convert
core/report         core/base core/text core/numa core/convert core/diff core/fit core/lint
core/screen         core/base core/memblock core/text core/firmware core/convert core/lint core/report
core/options        core/base core/text core/firmware core/convert core/report
efi/uefi/status     core/base core/text
efi/boot/reader     core/base core/text efi/uefi/status
efi/boot/elf        core/base core/text efi/uefi/status efi/boot/reader
efi/arch            core/*
efi/arch/*          core/* efi/arch
efi/uefi            core/* efi/uefi/status efi/arch efi/arch/*
efi/texts           core/* efi/uefi efi/uefi/status
efi/facts           core/* efi/uefi efi/uefi/status efi/arch efi/arch/*
efi/console         core/* efi/uefi efi/uefi/status
efi/output          core/* efi/uefi efi/uefi/status efi/console
efi/config          core/* efi/uefi efi/uefi/status
efi/boot            core/* efi/uefi efi/arch efi/boot/elf efi/boot/reader
efi/boot/crash      core/* efi/uefi efi/arch efi/boot efi/boot/elf
efi/boot/native     core/* efi/uefi efi/arch efi/arch/* efi/boot efi/boot/*
efi/boot/physical   core/* efi/uefi efi/arch efi/boot efi/boot/*
efi/boot/multiboot  core/* efi/uefi efi/arch efi/boot efi/boot/*
efi/boot/limine     core/* efi/uefi efi/arch efi/arch/* efi/boot efi/boot/*
efi/boot/pvh        core/* efi/uefi efi/arch efi/boot efi/boot/*
efi/boot/linux      core/* efi/uefi efi/arch efi/arch/* efi/boot
efi/boot/protocols  core/* efi/uefi efi/arch/* efi/boot efi/boot/*
efi/boot/boot       core/* efi/uefi efi/arch/* efi/boot efi/boot/protocols
efi/explorer        core/* efi/uefi efi/console efi/config efi/facts efi/output efi/boot efi/boot/boot
efi/texts/phrases   core/* efi/uefi efi/output efi/boot/*
efi/texts/strings   core/* efi/texts efi/texts/phrases efi/uefi
efi                 core/* efi/*
tools/memory
tools/textsink      core/text tools/memory
tools/clean         core/* tools/memory
tools/import        core/* tools/memory tools/clean
tools/page          core/* tools/memory tools/textsink
tools               tools/page tools/textsink core/* tools/import tools/clean tools/memory
bench               core/*
ovmf/launch
ovmf/fault          core/base core/firmware ovmf/launch
ovmf/kernel         core/*
ovmf/kernel/arch/*  core/* ovmf/kernel
ovmf/kernel/templates/* core/handoff
ovmf/kernel/probe
ovmf/kernel/limine         core/*
ovmf/kernel/limine/arch/*  core/* ovmf/kernel/limine
ovmf/bench/arch/*
ovmf/bench          core/base efi/boot/elf ovmf/kernel ovmf/bench/arch/*
'
# The rooms that see the options as words; all others see values.
word_rooms='core/text core/options efi/config tools tools/import'
# The other rooms with the firmware's headers, which are those of gnu-efi. In
# efi/ it is efi/uefi only.
firmware_rooms='ovmf/launch ovmf/fault ovmf/bench'

here=$(dirname "$(realpath "$0")")
out=$1
wrong=0
declare -A below=() rank=() told=()

# Says each thing once, whichever compilers found it.
problem()
{
	[[ -v told[$*] ]] || echo "layers: $*" >&2
	told[$*]=1
	wrong=1
}

read_rooms()
{
	local room others

	while read -r room others; do
		[[ $room ]] || continue
		rank[$room]=${#rank[@]}
		below[$room]=$others
	done <<<"$rooms"
}

# room_of FILE: sets room; empty when the file is in none.
room_of()
{
	local folder=${1%/*}

	for room in "${1%.*}" "$folder" "${folder%/*}/*"; do
		[[ ! -v below[$room] ]] || return 0
	done
	room=''
}

# may_include ROOM OTHER
may_include()
{
	local other

	[[ $1 != "$2" ]] || return 0
	[[ $2 ]] || return 1
	for other in ${below[$1]}; do
		# shellcheck disable=SC2053 # a pattern
		[[ $2 != $other ]] || ((rank[$2] >= rank[$1])) || return 0
	done
	return 1
}

sources()
{
	find "$@" \( -name '*.[chS]' -o -name '*.cc' \) 2>/dev/null | sort
}

# --- includes ------------------------------------------------------------------

# FILE:LINE:NAME of each #include, NAME with its quotes or brackets.
include_lines()
{
	sources core efi tools bench ovmf | xargs -r grep -nHE \
		'^[[:space:]]*#[[:space:]]*(include|include_next|import)\b' |
		sed -E 's/^([^:]*:[0-9]*:)[^"<]*(["<][^">]*[">]).*/\1\2/'
}

# target FILE NAME: prints the file of this tree that FILE's #include "NAME"
# means. What differs by architecture is found through the compiler's -I.
target()
{
	local at

	set +f
	for at in "$2" "${1%/*}/$2" efi/arch/*/"$2" ovmf/bench/arch/*/"$2"; do
		[[ ! -e $at ]] || break
	done
	set -f
	[[ -e $at ]] || return
	[[ $at != *..* ]] || at=$(realpath --relative-to=. "$at")
	echo "$at"
}

# check_include FILE PLACE NAME. In efi/, check_firmware() is about <efi.h>.
check_include()
{
	local room mine other

	room_of "$1"
	mine=$room
	case $3 in
	'<efi'*'>')
		[[ $mine = efi* || " $firmware_rooms " = *" $mine "* ]] ||
			problem "$2: $mine/ may not include $3"
		;;
	'<'*'>') ;;
	'"tests/'*)
		problem "$2: only tests may include $3"
		;;
	'"'*'"')
		other=$(target "$1" "${3//\"/}") || {
			problem "$2: there is no $3"
			return
		}
		case $other in
		core/options/parse.h | core/text/words.h)
			[[ " $word_rooms " = *" $mine "* ]] ||
				problem "$2: $mine/ may not include $3"
			return
			;;
		esac
		room_of "$other"
		[[ ! $mine ]] || may_include "$mine" "$room" ||
			problem "$2: $mine/ may not include $3"
		;;
	*)
		problem "$2: an #include has to name its file"
		;;
	esac
}

check_includes()
{
	local file line name

	while IFS=: read -r file line name; do
		check_include "$file" "$file:$line" "$name"
	done < <(include_lines)
}

check_rooms()
{
	local file room

	while read -r file; do
		room_of "$file"
		[[ $room ]] ||
			problem "$file: this folder is not in the table of rooms"
	done < <(sources core efi tools bench ovmf)
}

# --- the firmware's headers ---------------------------------------------------

# preprocess ARCH OPTION FILE...: as the application is compiled.
preprocess()
{
	gcc "$2" -std=c11 -ffreestanding -fshort-wchar -I. "-Iefi/arch/$1" \
		-isystem /usr/include/efi \
		-isystem "/usr/include/efi/$(uname -m)" \
		-DGNU_EFI_USE_MS_ABI "${@:3}"
}

# Whether a header is the firmware's, in awk.
firmware='function firmware(name) {
	return name ~ /\/include\/efi\/|(^|\/)efi\.h$/
}'

# explain ARCH FILE: the header that brings the firmware's into FILE.
explain()
{
	preprocess "$1" -H -E -o /dev/null "$2" 2>&1 | awk "$firmware"'
		/^\.+ / { if (firmware($2)) { print by; exit }; by = $2 }'
}

# check_firmware ARCH FILE...: each room other than efi/uefi gets along
# without the firmware's headers, whichever way they would come.
check_firmware()
{
	local file by

	[[ $# -gt 1 ]] || return
	preprocess "$1" -M "${@:2}" >"$out/headers" ||
		problem "efi/ cannot be preprocessed"
	while read -r file; do
		by=$(explain "$1" "$file")
		problem "$file: includes <efi.h>${by:+ through $by}"
	done < <(awk "$firmware"'
		/^[^ ]/ { source = $2 }
		source != told {
			for (i = 1; i <= NF; i++)
				if (firmware($i)) {
					print told = source
					break
				}
		}' "$out/headers")
}

check_firmware_everywhere()
{
	local arch files

	set +f
	for arch in efi/arch/*/; do
		mapfile -t files < <(sources "$arch")
		check_firmware "$(basename "$arch")" "${files[@]}"
	done
	set -f
	mapfile -t files < <(sources efi | grep -vE '^efi/(uefi/|arch/.*/)')
	check_firmware x86_64 "${files[@]}"
}

# --- core/ as a kernel compiles it -------------------------------------------

# Names of variables, which would be in a writable section; of the section
# where it has no name.
variables()
{
	readelf -W -S -s "$1" | awk '
		/^ *\[ *[0-9]+\]/ {
			sub(/^ *\[ */, ""); sub(/\]/, "")
			if ($6 ~ /[1-9a-f]/ && $8 ~ /W/ && NF > 10)
				section[$1] = $2
		}
		$4 == "OBJECT" || $4 == "TLS" || $4 == "COMMON" {
			if ($8 ~ /^\$/)
				next # marks code and data on Arm
			if ($7 == "COM" || $7 in section) {
				print $8 " (" ($7 == "COM" ? $7 : section[$7]) ")"
				named[$7]
			}
		}
		END {
			for (i in section)
				if (!(i in named))
					print "section " section[i]
		}'
}

# check_core COMPILER FOLDER
check_core()
{
	local name

	make -s --no-print-directory -k -f "$here/layers/core.mk" \
		CC="$1" FOLDER="$2" || {
		problem "core/ does not build by itself"
		return
	}
	while read -r name; do
		problem "core/ has a writable variable: $name"
	done < <(variables "$2/core.o")
	while read -r name; do
		problem "core/ uses a symbol that it does not have: $name"
	done < <(nm -u "$2/core.o" | awk '{ print $NF }' |
		grep -vxE 'memcpy|memmove|memset|memcmp')
}

check_cores()
{
	local compiler

	sources core | grep -q '\.c$' || return
	# The foreign one only where it is installed.
	for compiler in gcc {aarch64,x86_64}-linux-gnu-gcc; do
		command -v "$compiler" >/dev/null || continue
		[[ $compiler != "$(uname -m)"-* ]] || continue
		check_core "$compiler" "$out/$compiler"
	done
}

# --- architectures ----------------------------------------------------------------

check_macros()
{
	local file line

	while IFS=: read -r file line _; do
		problem "$file:$line: an architecture outside arch/"
	done < <(sources core efi tools | grep -v /arch/ | xargs -r grep -nHE \
		'\b(__x86_64__|__amd64__|__i386__|__aarch64__|__arm__|__riscv)\b')
}

mkdir -p "$out"
read_rooms
check_rooms
check_includes
check_firmware_everywhere
check_macros
check_cores
exit "$wrong"
