#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# The rules of linux-check on small logs: the owner of each reservation, and what
# is a difference. Speaks TAP.
set -u
LC_ALL=C

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
linux=ovmf/linux
# shellcheck source=ovmf/linux/compare.sh
. "$linux/compare.sh"
count=0 failed=0

# result STATUS NAME
result()
{
	count=$((count + 1))
	if [[ $1 = 0 ]]; then
		echo "ok $count - $2"
	else
		echo "not ok $count - $2"
		sed 's/^/# /' "$dir/out"
		failed=1
	fi
}

# on_arm64 and on_x86 [SED SCRIPT]: a machine, its log changed by the script.
on_arm64()
{
	cat >"$dir/same" <<-END
		memory,0,0x40000000,0x4fffffff,0x10000000,,,0x0,
		reservation,0,0x48000000,0x48000fff,0x1000,,ACPI reclaim,,until read
	END
	{
		cat "$dir/same"
		echo 'reservation,1,0x49000000,0x49000fff,0x1000,,memblock.efi image,,'
		echo 'fact,,,,,,memory_attributes,,0x4b000ff8+0x10'
		echo 'reservation,2,0x4b000000,0x4b001fff,0x2000,,firmware tables,,'
	} >"$dir/live"
	sed "${1-}" >"$dir/log" <<-END
		memblock_reserve: [0x4a000010-0x4a00001f] efi_memattr_init+0x1/0x2
		MEMBLOCK configuration:
		 reserved[0x0]	[0x41000000-0x410001d0], 0x1d1 bytes flags: 0x0
		 reserved[0x1]	[0x4a000010-0x4a00001f], 0x10 bytes flags: 0x0
		memblock_remove: [0x0-0xfffffffffffffffe] reserve_regions+0x1/0x2
		memblock_reserve: [0x48000000-0x48000fff] reserve_regions+0x3/0x4
		memblock_reserve: [0x42000000-0x42003fff] arm64_memblock_init+0x1/0x2
		memblock_phys_alloc_range: 4096 bytes align=0x1000 early_pgtable_alloc+0x1/0x2
		memblock_reserve: [0x4fff0000-0x4fff0fff] memblock_alloc_range_nid+0x1/0x2
		memblock_reserve: [0x4ffe0000-0x4ffe0fff] memblock_alloc_range_nid+0x1/0x2
		NUMA: NODE_DATA [mem 0x4ffe0000-0x4ffe0fff]
		memblock_phys_free: [0x42001000-0x42001fff] paging_init+0x1/0x2
		MEMBLOCK configuration:
		 memory[0x0]	[0x0000000040000000-0x000000004fffffff], 0x0000000010000000 bytes on node 0 flags: 0x0
		 reserved[0x0]	[0x41000000-0x410001d0], 0x1d1 bytes flags: 0x0
		 reserved[0x1]	[0x42000000-0x42000fff], 0x1000 bytes flags: 0x0
		 reserved[0x2]	[0x42002000-0x42003fff], 0x2000 bytes flags: 0x0
		 reserved[0x3]	[0x48000000-0x48000fff], 0x1000 bytes flags: 0x0
		 reserved[0x4]	[0x4a000010-0x4a00001f], 0x10 bytes flags: 0x0
		 reserved[0x5]	[0x4ffe0000-0x4ffe0fff], 0x1000 bytes flags: 0x0
		 reserved[0x6]	[0x4fff0000-0x4fff0fff], 0x1000 bytes flags: 0x0
	END
}

on_x86()
{
	cat >"$dir/same" <<-END
		efi,0,0x200000,0x200fff,0x1000,4,BootServicesData,0xf,memory
		efi,1,0x201000,0x202fff,0x2000,3,BootServicesCode,0xf,memory
		reservation,0,0x0,0xfffff,0x100000,,low 1 MiB,,always
		reservation,1,0x200000,0x202fff,0x3000,,boot services,,until later
	END
	{
		grep -v 'boot services' "$dir/same"
		echo 'fact,,,,,,memory_attributes,,0x200010+0x10'
		echo 'reservation,2,0x200000,0x200fff,0x1000,,firmware tables,,'
	} >"$dir/live"
	sed "${1-}" >"$dir/log" <<-END
		BIOS-e820: [mem 0x0000000000100000-0x00000000ffffffff] usable
		memblock_reserve: [0x3e00000-0x3e10fff] setup_arch+0x1/0x2
		memblock_reserve: [0x200010-0x20001f] efi_memattr_init+0x1/0x2
		MEMBLOCK configuration:
		 reserved[0x0]	[0x0-0xffff], 0x10000 bytes flags: 0x0
		 reserved[0x1]	[0x200010-0x20001f], 0x10 bytes flags: 0x0
		 reserved[0x2]	[0x1600000-0x3e10fff], 0x2811000 bytes flags: 0x0
		memblock_reserve: [0x201000-0x202fff] efi_reserve_boot_services+0x1/0x2
		memblock_reserve: [0x0-0xfffff] setup_arch+0x1/0x2
		MEMBLOCK configuration:
		 reserved[0x0]	[0x0-0xfffff], 0x100000 bytes flags: 0x0
		 reserved[0x1]	[0x200010-0x20001f], 0x10 bytes flags: 0x0
		 reserved[0x2]	[0x201000-0x202fff], 0x2000 bytes flags: 0x0
		 reserved[0x3]	[0x1600000-0x3e10fff], 0x2811000 bytes flags: 0x0
	END
}

# reserved STATUS NAME LINE...: the comparison's exit status and output.
reserved()
{
	local status wrong=0 pattern

	compare_reserved "$dir/live" "$dir/same" "$dir/log" >"$dir/out" 2>&1
	status=$?
	[[ $status = "$1" ]] || wrong=1
	for pattern in "${@:3}"; do
		grep -qF -- "$pattern" "$dir/out" || wrong=1
	done
	result "$wrong" "$2"
}

# memory STATUS NAME LINE
memory()
{
	local status

	compare_memory "$dir/live" "$dir/log" >"$dir/out" 2>&1
	status=$?
	[[ $status = "$1" ]] && grep -qF -- "$3" "$dir/out"
	result $? "$2"
}

on_arm64
reserved 0 "each reservation on arm64 has its owner" \
	"2 rows of Linux's, 2 of memblock.efi's, 2 equal" \
	"kernel image 12288, device tree 465, page tables 4096, nodes 4096" \
	"only by memblock.efi: memblock.efi image"
memory 0 "a row of ours is as Linux prints it" \
	"1 rows of Linux's, 1 of memblock.efi's, 1 equal"

on_arm64
sed -i 's/0x48000/0x47000/g' "$dir/live"
reserved 1 "the same firmware reserves the same in each boot" \
	"only Linux has [0x48000000-0x48000fff] ACPI reclaim (live)"
echo 'efi,0,0x48000000,0x48000fff,0x1000,9,ACPIReclaimMemory,0x8,memory' \
	>>"$dir/same"
reserved 0 "memory that the firmware moved is compared only in Linux's map" \
	"the firmware's own memory has moved"

on_arm64 's/48000fff\]/48001fff]/'
reserved 1 "a row that is longer in Linux is a difference" \
	"only Linux has [0x48000000-0x48001fff] ACPI reclaim" \
	"only memblock.efi has [0x48000000-0x48000fff] ACPI reclaim (live)"

on_arm64 '/48000000.*bytes/d'
reserved 1 "memory that mem= cut off only in Linux is a difference" \
	"only memblock.efi has [0x48000000-0x48000fff] ACPI reclaim"

on_arm64 's/4a00001f/4a00002f/'
reserved 1 "a firmware table of another size is a difference" \
	"only Linux has [0x4a000010-0x4a00002f] firmware tables"

on_arm64 '/4a00001f/d'
reserved 1 "a table that Linux does not reserve is a difference" \
	"only memblock.efi has [0x4b000ff8-0x4b001007] firmware tables"

on_arm64
sed -i '/^reservation,2/s/4b001fff/4b000fff/' "$dir/live"
reserved 1 "a table that is not reserved completely is a difference" \
	"only Linux has [0x4b000000-0x4b001fff] firmware tables (pages)"

on_arm64 's/arm64_memblock_init/some_new_function/'
reserved 1 "an unknown function is reported" \
	"unknown owner: some_new_function+0x1/0x2"

on_arm64 '/memblock_reserve: .0x4fff0000/d'
reserved 1 "a range without a reservation is reported" \
	"only Linux has [0x4fff0000-0x4fff0fff] (by whom?)"

on_arm64 '/NODE_DATA/d'
reserved 1 "an allocation without a caller or a name is reported" \
	"unknown owner: ?"

on_arm64 '/bytes/d'
reserved 1 "a log without a dump is a difference" "0 rows of Linux's"

on_arm64 's/bytes on node 0 flags: 0x0/bytes on node 0 flags: 0x4/'
memory 1 "other flags are a difference" \
	"1 rows of Linux's, 1 of memblock.efi's, 0 equal"

on_arm64 's/flags: 0x0/flags: 0x40/'
memory 1 "scratch memory of kexec handover above 1 MiB is a difference" \
	"1 rows of Linux's, 1 of memblock.efi's, 1 equal"

on_arm64 's/0000000040000000/0000000000001000/
	s/000000004fffffff/000000000009ffff/
	s/0x0000000010000000 bytes/0x000000000009f000 bytes/
	s/flags: 0x0/flags: 0x40/'
sed -i 's/^memory,.*/memory,0,0x1000,0x9ffff,0x9f000,,,0x0,/' "$dir/live"
memory 0 "below 1 MiB it is the same memory" \
	"# Linux has marked memory below 1 MiB as scratch (0x40)"

on_arm64 's/000000004fffffff/000000004fffefff/'
memory 1 "a page that only one has is a difference" \
	"only memblock.efi has [0x4ffff000-0x4fffffff]"

on_x86
reserved 0 "Linux leaves out boot services beside earlier reservations" \
	"boot services: Linux leaves 4096 bytes out" \
	"3 rows of Linux's, 3 of memblock.efi's, 3 equal" \
	"kernel image 42012672"

on_x86 '/efi_memattr_init/d; s/.*200010.*//'
reserved 1 "boot services left out for no reason are a difference" \
	"only memblock.efi has [0x200000-0x202fff] boot services"

awk -f "$linux/callers.awk" -f /dev/stdin >"$dir/code" <<'END'
BEGIN {
	here["both"] = "the same"
	here["table"] = "the same"
	here["efi"] = "not reserved"
	here["own"] = "later step"
	for (i = 1; i <= purposes; i++) {
		text = functions_of[order[i]]
		gsub(/ /, "`, `", text)
		print "| " order[i] " | `" text "` | " here[side_of[order[i]]] " |"
	}
}
END
sed -n '/^<!-- callers:/,/^$/p' docs/conversion.md | sed 1,3d | sed '$d' \
	>"$dir/docs"
diff "$dir/code" "$dir/docs" >"$dir/out"
result $? "docs/conversion.md has Linux's functions as the program does"

echo "1..$count"
exit "$failed"
