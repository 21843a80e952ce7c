#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Debian's kernel is booted by memblock.efi on each road, and has the table that
# memblock.efi said it passed. Without a network, the cases are skipped.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=ovmf/linux/parts.sh
. "$ovmf/linux/parts.sh"

# prepare: the kernel and an initrd; 1 if they cannot be fetched.
prepare()
{
	linux_kernel "$build" >/dev/null 2>&1 &&
		linux_initrd "$build" "$tmp/initrd.img" "$linux_modules" \
			>/dev/null 2>&1
}

# linux KERNEL WORDS: boots it; the initrd prints the table and the memory.
linux()
{
	await "$ovmf/linux.sh" -a "$arch" -t 400 -w "$2 show_table show_iomem" \
		"$1" "$tmp/initrd.img" >"$out" 2>"$err"
	tr -d '\r' <"$out" >"$out.lf" && mv "$out.lf" "$out"
}

# The table that the initrd printed is the one of which memblock.efi printed the
# size and the checksum, and it is sound.
expect_table()
{
	local size crc

	read -r _ size _ _ crc < <(grep -a '^Table: ' "$out")
	sed -n '/^table \//,/^end/p' "$out" | sed '1d;$d' |
		base64 -d >"$tmp/table"
	[[ $(stat -c %s "$tmp/table") = "$size" ]] ||
		fail "the table has not $size bytes"
	"$build/host/memblock" check "$tmp/table" >"$tmp/check" ||
		fail 'the table is not valid'
	expect "checksum $crc" "$tmp/check"
}

# memory_rows FILE: the memory of the first dump in it, as a dump.
memory_rows()
{
	awk '/MEMBLOCK configuration:/ { dump++ }
		dump == 1 && (/MEMBLOCK configuration:/ || / memory\[/)' "$1"
}

# expect_linux_has OPTION...: the memory that the table's map converts to, beside
# the memory of which Linux has made a dump, by memblock diff.
expect_linux_has()
{
	local host=$build/host/memblock

	"$host" show format=linux "$@" "$tmp/table" >"$tmp/sets" 2>>"$err"
	memory_rows "$tmp/sets" >"$tmp/ours"
	memory_rows "$out" >"$tmp/theirs"
	grep -q 'memory\[' "$tmp/theirs" || fail 'Linux has printed no sets'
	"$host" diff "$tmp/ours" "$tmp/theirs" >"$tmp/diff" 2>>"$err" ||
		fail "the memory differs: $(cat "$tmp/diff")"
}

# stub UNTIL WORDS: boots memblock.efi on a volume with the kernel and the initrd,
# up to a line that matches UNTIL.
stub()
{
	if [[ ! -e $tmp/volume.img ]]; then
		image_new "$tmp/volume.img" 64 &&
			image_put "$tmp/volume.img" "$application" \
				/memblock.efi &&
			image_put "$tmp/volume.img" "$linux_kernel" /vmlinuz &&
			image_put "$tmp/volume.img" "$tmp/initrd.img" /initrd
		machine_padded "$build/$arch/launch.efi" "$tmp/launch.efi"
		disk "$tmp/volume.img"
	fi
	boot 512M 240 "$1" "${disk_arguments[@]}" -kernel "$tmp/launch.efi" \
		-append "frame=T road=stub $2"
}

# expect_ram_below BYTES: all of Linux's System RAM. On arm64 the stub may place
# the kernel and its initrd anywhere, and Linux keeps both whatever mem= says.
expect_ram_below()
{
	local last

	[[ $arch = x86_64 ]] || return 0
	last=$(grep -a ' : System RAM$' "$out" | tail -n 1)
	last=${last#*-} last=${last%% *}
	if [[ ! $last ]] || ((16#$last >= $1)); then
		fail "System RAM ends at ${last:-?}, not below $1"
	fi
}

if ! prepare; then
	it 'Linux is booted'
	skip 'its package cannot be fetched'
	finish
fi

it "Linux is unpacked and started by its EFI stub, under a cap, with our table"
gzip -1nc "$linux_kernel" >"$tmp/vmlinuz.gz"
linux "$tmp/vmlinuz.gz" "mem=300M road=stub reserve_mem=1M:64K:trace -- loglevel=6"
expect_status 0
expect "^Starting .* by its EFI stub\$"
expect "was started with: mem=300M $arch_linux_console loglevel=6"
expect '^table /sys/firmware/efi/efivars/MemblockTable-'
expect_table
expect 'reserve_mem +trace' "$tmp/check"
expect_ram_below $((arch_ram + (300 << 20)))

if [[ $arch = x86_64 ]]; then
	it "Linux is entered directly, under a cap, with our map and table"
	linux "$linux_kernel" "mem=300M reserve_mem=1M:64K:trace -- loglevel=7 memblock=debug"
	expect_status 0
	expect '^Entering .* directly$'
	expect "was started with: mem=0x12c00000 $arch_linux_console loglevel=7 memblock=debug"
	expect 'BIOS-e820: \[mem 0x.*-0x0000000012bfffff\] usable'
	expect ' efi: .* MEMRESERVE=0x'
	expect 'efi: EFI v2'
	expect '^table /sys/kernel/boot_params/setup_data/[0-9]+/data'
	expect_table
	expect 'reserve_mem +trace' "$tmp/check"
	expect_ram_below $((300 << 20))
	expect_linux_has mem=300M
	# memblock itself on the running machine
	expect '^File +/sys/kernel/boot_params/setup_data/'
	expect '^The table is valid.$'
fi

# memblock.efi is itself a program that offers an initrd, to another one of its
# kind.
linux='kernel=\vmlinuz road=stub'
used='EFI stub: Loaded initrd from LINUX_EFI_INITRD_MEDIA_GUID device path'

it "the initrd of the program before is used where there is no other"
stub "$used|T end" "kernel=\\memblock.efi initrd=\\initrd -- $linux"
expect '^Starting .memblock.efi by its EFI stub$'
expect '^The initrd is that of the program before\.$'
expect "$used"

it "and replaced by initrd="
stub "$used|T end" \
	"kernel=\\memblock.efi initrd=\\initrd -- $linux initrd=\\initrd"
expect '^initrd= replaces the initrd of the program before\.$'
expect "$used"

it "a kernel that returns says why"
stub 'T end' 'kernel=\memblock.efi -- kernel=\none'
expect '^.none (cannot be read|was not found|.*not found)'
expect '^.memblock.efi returned: not found \(EFI status 0x800000000000000e\)\.$'
expect 'T end 0x800000000000000e'

if [[ $arch = x86_64 ]]; then
	it "so does Linux: its stub finds no initrd"
	stub 'T end' 'kernel=\vmlinuz -- initrd=\none'
	expect '^.vmlinuz returned: .*\(EFI status 0x80000000000000..\)\.$'
	expect 'T end 0x80000000000000'
fi

finish
