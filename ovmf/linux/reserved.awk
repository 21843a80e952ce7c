# SPDX-License-Identifier: BSD-2-Clause
# Compares the reservations of memblock.efi and Linux, by owner:
#
#	compare_reserved LIVE SAME LINUX_LOG [-v page=BYTES]	(compare.sh)
#
# The log ends with the dump that is compared. LIVE is what memblock.efi prints
# on the same kind of machine (format=csv), SAME that of the host program for
# Linux's own map, which the log has because of efi=debug: boot services move
# with each boot. An owner that both have must have the same rows in SAME. In
# LIVE the same holds, except for boot services, if the memory that the firmware
# keeps is in the same place: a kernel larger than memblock.efi may move it.
#
# Linux's log names the function that made each reservation. The last dump has
# what is left after mem=; every part of it must have a known owner. What was
# reserved before the log begins is in the first dump.
#
# Last line: ROWS rows of Linux's, ROWS of ours, EQUAL equal, and a verdict;
# exit status 1 if anything differs or is not accounted for.

# If part of a boot services descriptor is already reserved, Linux reserves
# nothing of it; we do (docs/conversion.md).
function leave_out_boot_services(    i) {
	for (i = 0; i < count["descriptors"]; i++)
		if (overlaps("before", bases["descriptors", i],
			     ends["descriptors", i]))
			put("left", bases["descriptors", i],
				ends["descriptors", i])
	for (i = 0; i < count["same boot services"]; i++)
		divide(bases["same boot services", i],
			ends["same boot services", i], "left", "out", "in")
	if (!count["out"])
		return
	printf "# boot services: Linux leaves %.0f bytes out beside" \
		" earlier reservations\n", bytes("out")
	count["same boot services"] = 0
	for (i = 0; i < count["in"]; i++)
		put("same boot services", bases["in", i], ends["in", i])
	join("same boot services")
}

# compare(OURS, LINUX): two lists; the number of rows that are equal.
function compare(ours, linux, what,    i, j, n) {
	i = j = n = 0
	while (i < count[ours] || j < count[linux]) {
		if (i < count[ours] && j < count[linux] &&
		    bases[ours, i] == bases[linux, j] &&
		    ends[ours, i] == ends[linux, j]) {
			i++
			j++
			n++
		} else if (j >= count[linux] || (i < count[ours] &&
			   bases[ours, i] <= bases[linux, j])) {
			differs("memblock.efi", what, ours, i++)
		} else {
			differs("Linux", what, linux, j++)
		}
	}
	return n
}

function differs(who, what, list, i) {
	print "# reserved: only " who " has " \
		show(bases[list, i], ends[list, i]) " " what
	different = 1
}

function compare_owners(    i, what, ours) {
	if (kept["live"] != kept["same"])
		print "# the firmware's own memory has moved: only the map" \
			" that Linux had is compared"
	for (i = 1; i <= purposes; i++) {
		what = order[i]
		ours = "same " what
		if (side_of[what] != "both")
			continue
		linux_rows += count["Linux " what]
		our_rows += count[ours]
		equal += compare(ours, "Linux " what, what)
		if (what != "boot services" && kept["live"] == kept["same"])
			compare("live " what, "Linux " what, what " (live)")
	}
}

# Puts what the last dump has of each reservation into the list of its purpose.
function share_reservations(    i, what) {
	for (i = 0; i < reservations; i++) {
		what = what_at[i]
		if (!(what in side_of))
			unknown[what] = 1
		if (i < before)
			put("before", base_at[i], end_at[i])
		divide(base_at[i], end_at[i], "dump", "Linux " what,
			"cut")
		put("explained", base_at[i], end_at[i])
	}
}

# Everything in the dump must have a known owner.
function account_for_all(    i, what) {
	for (what in unknown) {
		printf "# reserved by Linux, unknown owner: %s\n", what
		different = 1
	}
	for (i = 0; i < count["dump"]; i++)
		divide(bases["dump", i], ends["dump", i], "explained", "known",
			"unexplained")
	for (i = 0; i < count["unexplained"]; i++)
		differs("Linux", "(by whom?)", "unexplained", i)
	if (!count["dump"])
		different = 1
}

# Linux's reservations of one side, with their sizes.
function list_purposes(side, title,    i, text, what) {
	for (i = 1; i <= purposes; i++) {
		what = order[i]
		if (side_of[what] == side && count["Linux " what])
			text = text sprintf("%s %s %.0f", text ? "," : "", what,
				bytes("Linux " what))
	}
	if (text)
		printf "# %s, bytes:%s\n", title, text
}

function list_ours(    what, text) {
	for (what in owners)
		if (side_of[what] != "both" && side_of[what] != "table")
			text = text (text ? ", " : " ") what
	if (text)
		printf "# reserved only by memblock.efi:%s\n", text
}

# Fields of our CSV, 1 to n.
function owner_row(set,    field) {
	split($0, field, ",")
	put(set " " field[7], hex(field[3]), hex(field[4]) + 1)
	owners[field[7]] = 1
}

# Special purpose memory has attribute 0x40000.
function descriptor_row(set,    field) {
	split($0, field, ",")
	if (!(field[6] ~ /^[12347]$/) || int(hex(field[8]) / 262144) % 2)
		kept[set] = kept[set] field[3] field[4] field[6] ";"
	if (set == "same" && (field[6] == 3 || field[6] == 4))
		put("descriptors", hex(field[3]), hex(field[4]) + 1)
}

BEGIN {
	reservations = 0
	page = page ? page : 4096
}

file == 1 && /^reservation,/ { owner_row("live") }
file == 2 && /^reservation,/ { owner_row("same") }
file == 1 && /^fact,,,,,,(memory_attributes|esrt),/ { facts[++nfacts] = $0 }
file == 1 && /^efi,/ { descriptor_row("live") }
file == 2 && /^efi,/ { descriptor_row("same") }
file < 3 { next }

/BIOS-e820:/ { x86 = 1 }
/memblock_(phys_)?alloc[a-z_]*:/ { announced = $NF }
/memblock_reserve:.* efi_reserve_boot_services\+/ && !before {
	before = reservations
}
/memblock_reserve:/ && range($0) { reserved_by($NF) }
/memblock_phys_free:/ && range($0) { free(range_base, range_end) }
/NODE_DATA.*\[mem 0x/ && sub(/mem /, "") && range($0) {
	named(range_base, "NODE_DATA")
}
/cma: Reserved .* at 0x/ {
	sub(/.* at 0x/, "")
	named(hex($1), "cma")
}
/MEMBLOCK configuration:/ { dumps++; count["dump"] = 0 }
/ reserved\[0x/ && range($0) {
	if (dumps == 1)
		early(range_base, range_end)
	put("dump", range_base, range_end)
}

END {
	for (i = 1; i <= nfacts; i++)
		table_row(facts[i])
	share_reservations()
	for (list in count)
		if (list != "descriptors" && list != "tables")
			join(list)
	leave_out_boot_services()
	compare_owners()
	compare_tables()
	list_purposes("efi", "reserved only by Linux's EFI code")
	list_purposes("own", "reserved by Linux's later steps")
	list_ours()
	account_for_all()
	printf "%d rows of Linux's, %d of memblock.efi's, %d equal\n",
		linux_rows, our_rows, equal
	exit different
}
