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

# linux WORDS: boots it; the initrd prints the table and the memory.
linux()
{
	await "$ovmf/linux.sh" -a "$arch" -t 400 -w "$1 show_table show_iomem" \
		"$linux_kernel" "$tmp/initrd.img" >"$out" 2>"$err"
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

it "Linux is started by its EFI stub, under a cap, with our table"
linux "mem=300M road=stub reserve_mem=1M:64K:trace -- loglevel=6"
expect_status 0
expect "^Starting .* by its EFI stub\$"
expect "was started with: mem=300M $arch_linux_console loglevel=6"
expect '^table /sys/firmware/efi/efivars/MemblockTable-'
expect_table
expect 'reserve_mem +trace' "$tmp/check"
expect_ram_below $((arch_ram + (300 << 20)))

if [[ $arch = x86_64 ]]; then
	it "Linux is entered directly, under a cap, with our map and table"
	linux "mem=300M reserve_mem=1M:64K:trace -- loglevel=7"
	expect_status 0
	expect '^Entering .* directly$'
	expect "was started with: mem=0x12c00000 $arch_linux_console loglevel=7"
	expect 'BIOS-e820: \[mem 0x.*-0x0000000012bfffff\] usable'
	expect ' efi: .* MEMRESERVE=0x'
	expect 'efi: EFI v2'
	expect '^table /sys/kernel/boot_params/setup_data/[0-9]+/data'
	expect_table
	expect 'reserve_mem +trace' "$tmp/check"
	expect_ram_below $((300 << 20))
	# memblock itself on the running machine
	expect '^File +/sys/kernel/boot_params/setup_data/'
	expect '^The table is valid.$'
fi

finish
