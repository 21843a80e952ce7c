# SPDX-License-Identifier: BSD-2-Clause
# Compares the memory rows of memblock.efi (format=csv) with those of a Linux
# kernel booted with memblock=debug:
#
#	compare_memory OURS LINUX_LOG [-v wanted=2] [-v nodes=4]  (compare.sh)
#
# Linux prints its sets twice. e820__memblock_setup() prints the first dump when
# the sets are built: it is used on machines without a SRAT. Before the second
# dump (numa_init), Linux has assigned the SRAT's nodes, or node 0 to everything
# if there is no SRAT: it is used on machines with nodes. On arm64, one dump has
# both; a dump before the EFI map is read, which begins with the removal of all
# memory, is not used.
#
# Memory that Linux adds for itself is reported separately: it makes the range
# of its own image usable whatever mem= and memmap= say (e820_add_kernel_range).
# The image is the reserved row with Linux's brk. On arm64, Linux adds its image
# again after mem= (arm64_memblock_init), and logs it.
#
# Linux 6.16 and later mark memory below 1 MiB as scratch memory of kexec handover
# (MEMBLOCK_KHO_SCRATCH, 0x40), but only until the real-mode trampoline has been
# allocated there. It is the same memory, and is reported.
#
# Last line: ROWS rows, EQUAL equal, OWN of Linux's own, and a verdict; exit
# status 1 if anything else differs.

function row(text) {
	sub(/^.*memory\[0x[0-9a-f]+\][ \t]+/, "", text)
	if (sub(/flags: 0x40$/, "flags: 0x0", text))
		scratch = range_end
	if (!nodes)
		sub(/ on node 0/, "", text)
	return text
}

# The parts of [base, end) that are not in the set (base_of, end_of, count).
function missing(base, end, side,    i) {
	for (i = 0; i < count[side] && base < end; i++) {
		if (ends[side, i] <= base || bases[side, i] >= end)
			continue
		if (bases[side, i] > base)
			differs(base, bases[side, i], side)
		base = ends[side, i]
	}
	if (base < end)
		differs(base, end, side)
}

function differs(base, end, side) {
	if (side == "ours" && (base >= image_base && end <= image_end ||
	    base >= first_base && end <= first_end)) {
		print "# only Linux has " show(base, end) ": its own image"
		own = 1
		return
	}
	print "# only " (side == "ours" ? "Linux" : "memblock.efi") " has " \
		show(base, end)
	different = 1
}

function wide(number) {
	sub(/^0x/, "", number)
	return "0x" substr("0000000000000000", length(number) + 1) number
}

# A row of our CSV, as Linux prints it.
function printed(text,    field) {
	split(text, field, ",")
	return sprintf(" memory[0x%x]\t[%s-%s], %s bytes%s flags: %s", field[2],
		wide(field[3]), wide(field[4]), wide(field[5]),
		field[9] ? " on " field[9] : "", field[8])
}

function add(side, text) {
	range(text)
	bases[side, count[side]] = range_base
	ends[side, count[side]] = range_end
	rows[side, count[side]++] = row(text)
}

BEGIN { wanted = wanted ? wanted : 1 }
BEGIN { count["ours"] = count["Linux"] = 0 }

file == 1 && /^memory,/ { add("ours", printed($0)) }
file == 1 { next }

/memblock_reserve:.* setup_arch\+/ && !dump && range($0) { brk = range_base }
/memblock_add:.* arm64_memblock_init\+/ && range($0) {
	# The image, and after it an initrd.
	first_base = image_base
	first_end = image_end
	image_base = range_base
	image_end = range_end
}
/memblock_remove:.* reserve_regions\+/ { dump = count["Linux"] = 0 }
/MEMBLOCK configuration:/ { dump++ }
dump == wanted && / memory\[0x/ { add("Linux", $0) }
dump == 1 && / reserved\[0x/ && range($0) && range_base <= brk &&
brk < range_end {
	image_base = range_base
	# _end, rounded up to 2 MiB: brk may use less than its size.
	image_end = (int((range_end - 1) / 2097152) + 1) * 2097152
}

END {
	for (i = 0; i < count["Linux"]; i++)
		linux[rows["Linux", i]] = 1
	for (i = 0; i < count["ours"]; i++)
		equal += rows["ours", i] in linux
	for (i = 0; i < count["Linux"]; i++)
		missing(bases["Linux", i], ends["Linux", i], "ours")
	for (i = 0; i < count["ours"]; i++)
		missing(bases["ours", i], ends["ours", i], "Linux")
	if (scratch > 1048576)
		different = 1
	else if (scratch)
		print "# Linux has marked memory below 1 MiB as scratch (0x40)"
	if (!count["Linux"] || !count["ours"])
		different = 1
	# The same bytes in other rows, or other sizes or flags, also differ.
	if (!own && (equal != count["ours"] || equal != count["Linux"]))
		different = 1
	printf "%d rows of Linux's, %d of memblock.efi's, %d equal\n",
		count["Linux"], count["ours"], equal
	exit different
}
