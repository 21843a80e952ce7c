#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
#: firmware-check.sh [-t SECONDS] [-f PATTERN] [-v] [-h] [FOLDER...]
#: Runs a report and a hand-over to a kernel on each UEFI firmware for QEMU: the
#: machine's own, and those unpacked in each FOLDER by tools/newer-firmware.sh;
#: with Secure Boot and strict NX, on both architectures, on U-Boot, over PXE
#: with the firmware's driver and with iPXE, and after HTTP boot. Prints a table:
#: the seconds of each run, or how it failed.
#:   -t SECONDS  time limit of each run (default 180)
#:   -f PATTERN  only the rows that contain this
#:   -v          print the output of runs that fail
#: Exit status: 0 all as expected, 1 a failure, 2 usage error.
#: `make firmware-check` fetches the firmware and builds what it needs.
#: Environment: ACCEL=kvm or tcg, BUILD=FOLDER (default build).
set -u
LC_ALL=C

here=$(dirname "$0")
# shellcheck source=ovmf/machine.sh
. "$here/machine.sh"
export BUILD=${BUILD:-$here/../build}

wrong()
{
	echo "firmware-check.sh: $1; firmware-check.sh -h tells more" >&2
	exit 2
}

parse()
{
	local flag

	seconds=180 only='' verbose=''
	while getopts :t:f:vh flag; do
		case $flag in
		t) seconds=$OPTARG ;;
		f) only=$OPTARG ;;
		v) verbose=1 ;;
		h) sed -n 's/^#: \?//p' "$0" && exit ;;
		:) wrong "-$OPTARG needs a value" ;;
		*) wrong "unknown option -$OPTARG" ;;
		esac
	done
	[[ $seconds =~ ^[1-9][0-9]{0,4}$ ]] || wrong "-t $seconds: not a number"
	shift $((OPTIND - 1))
	folders=('' "$@")
}

# shellcheck disable=SC2317 # called by the trap
clean_up()
{
	machine_end
	[[ ! $server ]] || kill "$server" 2>/dev/null
	[[ ! $tmp ]] || rm -rf "$tmp"
}

# --- one run --------------------------------------------------------------------

# run COMMAND...: $result is its time, or its exit status.
run()
{
	local begin=$EPOCHSECONDS status

	"$@" >"$tmp/out" 2>&1 </dev/null
	status=$?
	result="$((EPOCHSECONDS - begin)) s"
	((status == 0)) && return
	result="FAILED ($status)"
	failures=$((failures + 1))
	[[ ! $verbose ]] || sed 's/^/# /' "$tmp/out" >&2
}

# row ARCH FIRMWARE: whether the row is wanted.
row()
{
	name="| $1 | $2 |"
	[[ $name == *"$only"* ]]
}

kernel_of()
{
	echo "$BUILD/$1/kernels/main.elf"
}

# check ARCH SUITE NAME CODE VARS [QEMU_ARGUMENTS]: both runs.
check()
{
	local report

	[[ -r $4 && -r $5 ]] || return
	row "$1" "$2 $3" || return
	export OVMF=$4,$5
	run "$here/run.sh" -a "$1" -t "$seconds" -q "${6-}"
	report=$result
	run "$here/kernel.sh" -a "$1" -t "$seconds" -q "${6-}" \
		"$(kernel_of "$1")"
	echo "$name $report | $result |"
	unset OVMF
}

# --- firmware -------------------------------------------------------------------

smm='-machine q35,smm=on -global driver=cfi.pflash01,property=secure,value=on'

check_x86_64()
{
	local at=$2/usr/share/OVMF vars=$2/usr/share/OVMF/OVMF_VARS_4M.fd

	check x86_64 "$1" OVMF "$at/OVMF_CODE_4M.fd" "$vars"
	check x86_64 "$1" 'OVMF 2M' "$at/OVMF_CODE.fd" "$at/OVMF_VARS.fd"
	check x86_64 "$1" 'OVMF secboot, no keys' \
		"$at/OVMF_CODE_4M.secboot.fd" "$vars" "$smm"
	check x86_64 "$1" 'OVMF secboot strictnx' \
		"$at/OVMF_CODE_4M.secboot.strictnx.fd" "$vars" "$smm"
}

# AAVMF_CODE.fd is a link to one of the others in newer suites.
check_aarch64()
{
	local at=$2/usr/share/AAVMF name

	for name in AAVMF_CODE AAVMF_CODE.no-secboot AAVMF_CODE.secboot \
		AAVMF_CODE.secboot.strictnx; do
		[[ ! -L $at/$name.fd ]] || continue
		check aarch64 "$1" "${name/_CODE/}" "$at/$name.fd" \
			"$at/AAVMF_VARS.fd"
	done
}

# The boot test for U-Boot, with its output as the table's.
check_uboot()
{
	local arch

	for arch in x86_64 aarch64; do
		UBOOT=$2/usr/lib/u-boot/qemu-x86_64/u-boot.rom
		[[ $arch = x86_64 ]] ||
			UBOOT=$2/usr/lib/u-boot/qemu_arm64/u-boot.bin
		[[ -r $UBOOT ]] || continue
		row $arch "$1 U-Boot" || continue
		UBOOT=$UBOOT run "$here/cases/uboot.sh" $arch
		if grep -q '^not ok .*loads a kernel' "$tmp/out"; then
			echo "$name ok | $result |"
		else
			echo "$name $result | $result |"
		fi
	done
}

# --- networks -------------------------------------------------------------------

# check_pxe SUITE FOLDER: memblock.cfg, the kernel and a module from the server.
check_pxe()
{
	local at=$2/usr/share module=$here/kernel/link.ld
	local arch how flag code

	for arch in x86_64 aarch64; do
		code="$at/OVMF/OVMF_CODE_4M.fd,$at/OVMF/OVMF_VARS_4M.fd"
		[[ $arch = x86_64 ]] ||
			code="$at/AAVMF/AAVMF_CODE.fd,$at/AAVMF/AAVMF_VARS.fd"
		for how in PXE iPXE; do
			[[ -r ${code%,*} ]] || continue
			# QEMU's ROM with iPXE is for x86.
			[[ $how$arch != iPXEaarch64 ]] || continue
			row $arch "$1 $how" || continue
			flag=-n
			[[ $how = PXE ]] || flag=-i
			OVMF=$code run "$here/kernel.sh" $flag \
				-a $arch -t "$seconds" -w 'module=\link.ld' \
				"$(kernel_of $arch)" "$module"
			echo "$name - | $result |"
		done
	done
}

# http ARCH: waits for the report and its note.
http()
{
	local status=1 ports=(-fw_cfg
		'name=opt/org.tianocore/IPv4PXESupport,string=n' -fw_cfg
		'name=opt/org.tianocore/IPv6PXESupport,string=n')

	machine_load "$1" && machine_need || return
	machine_boot "$tmp" 512M "$seconds" "${ports[@]}" \
		-netdev "user,id=net,bootfile=http://10.0.2.2:$port/$1.efi" \
		-device virtio-net-pci,netdev=net,romfile= || return
	while machine_line; do
		printf '%s\n' "$line"
		[[ $line != *'was loaded by HTTP'* ]] || status=0
		((status)) || break
	done
	machine_end 2>/dev/null
	return "$status"
}

start_server()
{
	mkdir "$tmp/www" && cp "$BUILD/x86_64/memblock.efi" \
		"$tmp/www/x86_64.efi" || return
	command -v python3 >/dev/null || return
	(cd "$tmp/www" && exec python3 -u -m http.server --bind 127.0.0.1 0) \
		>"$tmp/port" 2>/dev/null &
	server=$!
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		port=$(sed -n 's/.* port \([0-9]*\).*/\1/p' "$tmp/port")
		[[ ! $port ]] || return 0
		sleep 0.5
	done
	return 1
}

# Debian's AAVMF has no HTTP boot.
check_http()
{
	local at=$2/usr/share/OVMF

	[[ $server && -r $at/OVMF_CODE_4M.fd ]] || return
	row x86_64 "$1 HTTP boot" || return
	OVMF=$at/OVMF_CODE_4M.fd,$at/OVMF_VARS_4M.fd run http x86_64
	echo "$name $result | not read over HTTP |"
}

parse "$@"
tmp='' server='' failures=0
machine_at_end clean_up
tmp=$(mktemp -d) || exit 125
start_server || echo 'firmware-check.sh: no server for HTTP boot' >&2
echo '| architecture | firmware | report | kernel |'
echo '|---|---|--:|--:|'
for folder in "${folders[@]}"; do
	suite=${folder##*/}
	for kind in x86_64 aarch64 uboot pxe http; do
		"check_$kind" "${suite:-installed}" "$folder"
	done
done
((failures == 0)) || echo "firmware-check.sh: $failures runs failed" >&2
((failures == 0))
