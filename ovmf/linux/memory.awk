# SPDX-License-Identifier: BSD-2-Clause
# Compares the memory rows of memblock.efi (format=csv) with those of a Linux
# kernel that was booted with memblock=debug:
#
#	compare_memory OURS LINUX_LOG [-v wanted=2] [-v nodes=4]  (compare.sh)
#
# Linux prints its sets twice. e820__memblock_setup() prints the first dump
# when the sets are made: it counts where there is no SRAT. Before the second
# one (numa_init) Linux has given them the SRAT's nodes, or without a SRAT all
# to node 0: it counts on machines with nodes. On arm64 one dump has both;
# what is dumped before EFI's map is read, which begins with the removal of all
# memory, does not count.
#
# What Linux puts into memory for its own sake is told apart: it makes the
# range of its own image usable whatever mem= and memmap= say
# (e820_add_kernel_range). The image is the reserved row with Linux's brk. On
# arm64 it adds its image again after mem= (arm64_memblock_init), and says so.
#
# Last line: ROWS rows, EQUAL equal, OWN of Linux's own, and a sentence; exit
# status 1 when anything else differs.

function row(text) {
	sub(/^.*memory\[0x[0-9a-f]+\][ \t]+/, "", text)
	if (!nodes)
		sub(/ on node 0/, "", text)
	return text
}

# Of [base, end) what is not in the set (base_of, end_of, count).
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
	if (side == "ours" && base >= image_base && end <= image_end) {
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
	image_base = range_base
	image_end = range_end
}
/memblock_remove:.* reserve_regions\+/ { dump = count["Linux"] = 0 }
/MEMBLOCK configuration:/ { dump++ }
dump == wanted && / memory\[0x/ { add("Linux", $0) }
dump == 1 && / reserved\[0x/ && range($0) && range_base <= brk &&
brk < range_end {
	image_base = range_base
	# _end, to the next 2 MiB: brk may use less than it has.
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
	if (!count["Linux"] || !count["ours"])
		different = 1
	# The same bytes in other rows, or other sizes and flags, count too.
	if (!own && (equal != count["ours"] || equal != count["Linux"]))
		different = 1
	printf "%d rows of Linux's, %d of memblock.efi's, %d equal\n",
		count["Linux"], count["ours"], equal
	exit different
}
