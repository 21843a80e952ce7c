# SPDX-License-Identifier: BSD-2-Clause
# shellcheck shell=bash disable=SC2034
# Starts QEMU with UEFI firmware and reads its serial line. To be sourced.
# Usage:
#
#	machine_at_end clean_up
#	machine_load x86_64 && machine_need || exit
#	machine_boot FOLDER 512M 60 -kernel program.efi -append words
#	while machine_line; do echo "$line"; done
#	machine_end
#
# FOLDER is for the firmware's variables and QEMU's messages; the caller makes
# and removes it. The caller's clean_up calls machine_end. Environment: OVMF=2M
# or 4M selects the firmware, as do two files, OVMF=CODE,VARS; ACCEL=tcg or kvm
# the accelerator.

machine_here=${BASH_SOURCE[0]%/*}
# The default architecture is this machine's.
machine_own=$(uname -m 2>/dev/null)
[[ -e $machine_here/arch/$machine_own.sh ]] || machine_own=x86_64
machine_pid=
# QEMU ends with the process that started it, even on SIGKILL.
machine_leash=()
command -v setpriv >/dev/null && machine_leash=(setpriv --pdeathsig KILL)
line=
# What is typed on the serial line: a file or FIFO.
machine_input=/dev/null

# machine_load ARCH: reads the architecture's data; 2 if it is not supported.
machine_load()
{
	local names

	if [[ ! $1 =~ ^[a-z0-9_]+$ || ! -e $machine_here/arch/$1.sh ]]; then
		names=$(cd "$machine_here/arch" && echo *.sh)
		echo "$1 is not supported yet; supported: ${names//.sh/}" >&2
		return 2
	fi
	arch=$1
	# shellcheck source=ovmf/arch/x86_64.sh
	. "$machine_here/arch/$1.sh"
}

# machine_program PROGRAM PACKAGE: 127 and a message if PROGRAM is missing.
machine_program()
{
	command -v "$1" >/dev/null && return
	echo "$1 not found: apt-get install $2" >&2
	return 127
}

# machine_need: finds QEMU and the firmware; 127 when one is missing.
machine_need()
{
	local list=arch_firmware_${OVMF:=4M} code vars files

	machine_program "$arch_qemu" "$arch_qemu_package" || return
	if [[ $OVMF == *,* ]]; then
		files="${OVMF%%,*} ${OVMF#*,}" list=files
	elif [[ ! ${!list-} ]]; then
		echo "OVMF=$OVMF: unknown firmware; use 2M, 4M or two files," \
			"CODE,VARS" >&2
		return 2
	fi
	while read -r code vars; do
		if [[ -r $code && -r $vars ]]; then
			machine_code=$code machine_vars=$vars
			return
		fi
	done <<<"${!list}"
	echo "the $OVMF UEFI firmware for $arch was not found:" \
		"apt-get install $arch_firmware_package" >&2
	return 127
}

# machine_bytes SIZE: 512M, 4G, 1T or a number of MiB, optionally followed by a
# comma and further arguments of QEMU's -m; prints bytes, 2 if it is not a size.
machine_bytes()
{
	local size=${1%%,*} suffixes=KMGT rest

	if [[ ! $size =~ ^([1-9][0-9]{0,9})([KMGTkmgt]?)$ ]]; then
		echo "-m $1: not a memory size such as 512M or 4G" >&2
		return 2
	fi
	rest=${BASH_REMATCH[2]:-M}
	rest=${suffixes%%"${rest^^}"*}
	echo $((BASH_REMATCH[1] << 10 * (${#rest} + 1)))
}

# machine_span SIZE: the bytes that need addresses: with maxmem= that much, and a
# GiB for each slot, to which QEMU aligns.
machine_span()
{
	local bytes=$machine_ram most slots=0

	if [[ $1 =~ ,maxmem=([^,]*) ]]; then
		most=$(machine_bytes "${BASH_REMATCH[1]}") || return
		[[ ! $1 =~ ,slots=([0-9]{1,3}) ]] || slots=${BASH_REMATCH[1]}
		bytes=$((most + (slots << 30)))
	fi
	echo "$bytes"
}

# machine_enough SIZE: with less, the firmware hangs or crashes silently.
machine_enough()
{
	((machine_ram < arch_least_ram)) || return 0
	echo "-m $1: the firmware for $arch needs $((arch_least_ram >> 20))M" >&2
	return 2
}

# machine_padded FILE COPY: makes a copy that -kernel accepts. QEMU interprets a
# byte as the number of Linux's setup sectors and rejects shorter files.
machine_padded()
{
	cp "$1" "$2" && chmod u+w "$2" && truncate -s '>131072' "$2"
}

# Without reserve=off the host must have as much memory as the guest.
machine_lazy_memory()
{
	local bytes=$1 kib

	# Nodes have memory of their own.
	[[ "${machine_arguments[*]}" != *memdev=* ]] || return
	kib=$(awk '/^MemAvailable:/ { print $2 }' /proc/meminfo 2>/dev/null)
	((bytes / 1024 > ${kib:-0} / 2)) || return
	qemu+=(-object "memory-backend-ram,id=ram0,size=$bytes,reserve=off"
		-machine memory-backend=ram0)
}

machine_kvm_possible()
{
	[[ ${ACCEL-kvm} = kvm && $arch = "$(uname -m)" && -w /dev/kvm ]]
}

# machine_boot FOLDER SIZE SECONDS ARGUMENT...: starts QEMU. Arguments override
# the ones set here, such as -machine and -cpu. Empty $machine_code: no flash,
# the caller passes -bios.
machine_boot()
{
	machine_folder=$1 machine_size=$2
	machine_ram=$(machine_bytes "$2") || return
	[[ ! $machine_code ]] || machine_enough "$2" || return
	machine_deadline=$((${EPOCHREALTIME/[.,]/} + $3 * 1000000))
	machine_arguments=("${@:4}")
	machine_span=$(machine_span "$2") || return
	if machine_kvm_possible; then
		machine_start kvm
	else
		machine_start tcg
	fi
}

# A fresh copy of the variables: each machine starts with factory settings.
machine_flash()
{
	local drive=if=pflash,format=raw

	cp "$machine_vars" "$machine_folder/vars.fd"
	chmod u+w "$machine_folder/vars.fd"
	qemu+=(-drive "$drive,unit=0,readonly=on,file=$machine_code"
		-drive "$drive,unit=1,file=$machine_folder/vars.fd")
}

machine_start()
{
	local cpu=host
	local qemu=("$arch_qemu" -machine "$arch_machine" -accel "$1")

	[[ $1 = kvm ]] || cpu=$(arch_tcg_cpu "$machine_span")
	qemu+=(-cpu "$cpu" -m "$machine_size")
	machine_lazy_memory "$machine_ram"
	qemu+=(-nodefaults -display none -no-reboot -serial stdio)
	[[ ! $machine_code ]] || machine_flash
	machine_accel=$1 machine_spoke='' machine_piece=''
	exec 3< <(exec "${machine_leash[@]}" "${qemu[@]}" \
		"${machine_arguments[@]}" \
		<"$machine_input" 2>"$machine_folder/qemu.err")
	machine_pid=$!
}

# machine_line: reads the next line into $line, without its line end. 1 if the
# machine ended, 124 on time-out.
machine_line()
{
	local left piece status

	[[ $machine_pid ]] || return 1
	while :; do
		left=$((machine_deadline - ${EPOCHREALTIME/[.,]/}))
		((left > 0)) || return 124
		machine_kvm_silent && left=$((left < 500000 ? left : 500000))
		printf -v left '%d.%06d' $((left / 1000000)) $((left % 1000000))
		IFS= read -r -t "$left" -u 3 piece
		status=$?
		machine_piece+=$piece
		if ((status == 0)) || [[ $status = 1 && $machine_piece ]]; then
			line=${machine_piece%$'\r'} machine_piece='' machine_spoke=1
			return 0
		fi
		machine_kvm_broken "$status" && continue
		((status > 128)) || return 1
	done
}

machine_kvm_silent()
{
	[[ $machine_accel = kvm && ! $machine_spoke ]]
}

# KVM may be present but not work (nested, forbidden). QEMU then exits, or stops
# with a message, before the guest prints anything: restart without KVM.
machine_kvm_broken()
{
	machine_kvm_silent || return
	(($1 == 1)) || grep -q 'KVM internal error' "$machine_folder/qemu.err" ||
		return
	machine_end
	machine_start tcg
}

# machine_end: ends QEMU; $machine_status is its exit status.
machine_end()
{
	local tries=20

	[[ $machine_pid ]] || return 0
	kill "$machine_pid" 2>/dev/null
	while ((tries--)) && kill -0 "$machine_pid" 2>/dev/null; do
		sleep 0.05
	done
	kill -KILL "$machine_pid" 2>/dev/null
	wait "$machine_pid" 2>/dev/null
	machine_status=$?
	machine_pid=
	exec 3<&-
}

# machine_end_jobs: ends what the caller has started with &.
machine_end_jobs()
{
	local jobs

	mapfile -t jobs < <(jobs -p)
	((${#jobs[@]} == 0)) || kill "${jobs[@]}" 2>/dev/null
	wait
}

# machine_at_end FUNCTION: calls it at every exit, and a second signal does not
# interrupt it.
machine_at_end()
{
	# shellcheck disable=SC2064 # the name, now
	trap "trap '' HUP INT PIPE TERM; $1" EXIT
	trap 'exit 129' HUP
	trap 'exit 130' INT
	trap 'exit 141' PIPE
	trap 'exit 143' TERM
}
