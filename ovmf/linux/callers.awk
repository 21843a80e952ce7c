# SPDX-License-Identifier: BSD-2-Clause
# What Linux reserves memory for, by the function that memblock=debug names; an
# inlined function appears under the name of its caller. docs/conversion.md has
# the same table (tests/check_linux.sh).
#
# The side is "both" for what memblock.efi also reserves, with its name for the
# owner; "table" for the same at an address that changes with each boot; "efi"
# for what only Linux's EFI code reserves; "own" for Linux's later steps.

function called(side, what, functions,    names, i) {
	i = split(functions, names, " ")
	for (; i; i--)
		purpose[names[i]] = what
	side_of[what] = side
	functions_of[what] = functions
	order[++purposes] = what
}

BEGIN {
	called("both", "ACPI reclaim", "reserve_regions")
	called("both", "boot services", "efi_reserve_boot_services")
	called("both", "soft reserved", "e820__memblock_setup")
	called("both", "low 1 MiB", "reserve_real_mode")
	called("table", "firmware tables", "efi_memattr_init")
	called("efi", "EFI memory map",
		"efi_init efi_memblock_x86_reserve_range")
	called("efi", "MEMRESERVE list", "efi_config_parse_tables")
	called("efi", "TPM event log", "efi_tpm_eventlog_init")
	called("efi", "ESRT and MOK tables",
		"efi_mem_reserve efi_esrt_init efi_mokvar_table_init")
	called("own", "kernel image", "arm64_memblock_init setup_arch")
	called("own", "device tree", "early_init_dt_reserve_memory")
	called("own", "ACPI tables", "acpi_reserve_initial_tables")
	called("own", "page tables", "early_pgtable_alloc spp_getpage " \
		"alloc_low_pages init_mem_mapping paging_init")
	called("own", "nodes",
		"numa_init numa_alloc_distance alloc_node_data NODE_DATA " \
		"alloc_bootmem_cpumask_var")
	called("own", "page structures", "sparse_init sparse_init_nid " \
		"sparse_index_alloc memmap_alloc __earlyonly_bootmem_alloc " \
		"vmemmap_alloc_block_zero")
	called("own", "contiguous memory for devices",
		"cma_declare_contiguous_nid cma")
	called("own", "lists of resources",
		"firmware_map_add_early e820__reserve_resources")
	# The wrapper by which Linux 6.14 and later allocate.
	called("own", "other data of the kernel", "__memblock_alloc_or_panic")
}

# purpose_of(CALLER, BASE, END): what "FUNCTION+0x1/0x2" reserved it for, or
# nothing if that is unknown.
function purpose_of(caller, base, end) {
	sub(/\+.*/, "", caller)
	sub(/\.(constprop|isra|part)\..*/, "", caller)
	# The compiler puts reserve_real_mode() into it.
	if (caller == "setup_arch" && end <= 1048576)
		caller = "reserve_real_mode"
	return purpose[caller]
}
