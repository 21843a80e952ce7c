# Compares what memblock.efi reserves with what Linux does, by owner:
#
#	awk [-v page=BYTES] -f log.awk -f callers.awk -f reserved.awk \
#		LIVE SAME LINUX_LOG
#
# The log ends with the dump that counts. LIVE is what memblock.efi printed on such a machine (format=csv), SAME what
# the host tool makes of the very map that Linux had, whose log also has
# efi=debug: boot services lie elsewhere in each boot. An owner that both have
# must have the same rows in SAME, and unless it is boot services in LIVE, if
# what the firmware keeps lies there in the same place: a kernel that is larger
# than memblock.efi may move that, too.
#
# Firmware tables lie in boot services data, too, and Linux does not print their
# contents: those of LIVE must have the sizes that Linux reserves, to the byte,
# and memblock.efi must reserve just their pages.
#
# Linux's log names the function behind each reservation. The last dump says
# what is left of them after mem=; all of it must belong to somebody. What was
# reserved before the log begins is in the first dump.
#
# Last line: ROWS rows of Linux's, ROWS of ours, EQUAL equal, and a sentence;
# exit status 1 when anything differs or is not accounted for.

function claim(what, base, end) {
	claim_what[claims] = what
	claim_base[claims] = base
	claim_end[claims++] = end
}

# memblock_phys_free(): takes [base, end) from all claims.
function free(base, end,    i, n) {
	n = claims
	for (i = 0; i < n; i++) {
		if (claim_end[i] <= base || claim_base[i] >= end)
			continue
		if (claim_end[i] > end)
			claim(claim_what[i], end, claim_end[i])
		claim_end[i] = claim_base[i] > base ? claim_base[i] : base
	}
}

# An allocation is announced by its caller; those without an announcement are
# named by the next message.
function reserved_by(caller,    what) {
	if (caller ~ /^memblock_alloc_range_nid\+/)
		caller = announced
	announced = ""
	what = purpose_of(caller, range_base, range_end)
	claim(what ? what : caller ? caller : "?", range_base, range_end)
}

function named(base, what,    i) {
	for (i = 0; i < claims; i++)
		if (claim_base[i] == base && claim_what[i] == "?")
			claim_what[i] = purpose[what]
}

# What of [base, end) no claim has: it was reserved before the log begins.
function early(base, end,    i) {
	count["so far"] = count["gaps"] = 0
	for (i = 0; i < claims; i++)
		put("so far", claim_base[i], claim_end[i])
	join("so far")
	divide(base, end, "so far", "known", "gaps")
	for (i = 0; i < count["gaps"]; i++)
		claim(early_purpose(bases["gaps", i], ends["gaps", i]),
			bases["gaps", i], ends["gaps", i])
}

# setup_machine_fdt() on arm64, early_reserve_memory() on x86.
function early_purpose(base, end,    i) {
	if (!x86)
		return "device tree"
	if (end <= 1048576)
		return "low 1 MiB"
	for (i = 0; i < claims; i++)
		if (claim_what[i] == "kernel image" && claim_base[i] == end)
			return "kernel image"
	return "?"
}

# A list is kept sorted and joined: count[list], bases[list, i], ends[...].
function put(list, base, end,    i, n) {
	n = count[list] + 0
	for (i = n; i && bases[list, i - 1] > base; i--) {
		bases[list, i] = bases[list, i - 1]
		ends[list, i] = ends[list, i - 1]
	}
	bases[list, i] = base
	ends[list, i] = end
	count[list] = n + 1
}

function join(list,    i, n) {
	n = 0
	for (i = 0; i < count[list]; i++) {
		if (n && bases[list, i] <= ends[list, n - 1]) {
			if (ends[list, i] > ends[list, n - 1])
				ends[list, n - 1] = ends[list, i]
			continue
		}
		bases[list, n] = bases[list, i]
		ends[list, n++] = ends[list, i]
	}
	count[list] = n
}

function bytes(list,    i, sum) {
	for (i = 0; i < count[list]; i++)
		sum += ends[list, i] - bases[list, i]
	return sum + 0
}

function overlaps(list, base, end,    i) {
	for (i = 0; i < count[list]; i++)
		if (bases[list, i] < end && ends[list, i] > base)
			return 1
	return 0
}

# What of [base, end) is in the list is put into another one, the rest into a
# third.
function divide(base, end, list, into, rest,    i) {
	for (i = 0; i < count[list] && base < end; i++) {
		if (ends[list, i] <= base || bases[list, i] >= end)
			continue
		if (bases[list, i] > base)
			put(rest, base, bases[list, i])
		base = bases[list, i] > base ? bases[list, i] : base
		put(into, base, ends[list, i] < end ? ends[list, i] : end)
		base = ends[list, i]
	}
	if (base < end)
		put(rest, base, end)
}

# Where something of a descriptor of boot services is reserved already, Linux
# reserves nothing of it; we do (docs/conversion.md).
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

# Both have as many tables of each size; ours lie in the pages that we reserve.
function compare_tables(    i, what, sizes) {
	what = "firmware tables"
	linux_rows += count["Linux " what]
	our_rows += count["live " what]
	equal += compare("live " what, "pages", what " (pages)")
	for (i = 0; i < count["tables"]; i++)
		sizes[ends["tables", i] - bases["tables", i]]++
	for (i = 0; i < count["Linux " what]; i++)
		if (sizes[ends["Linux " what, i] - bases["Linux " what, i]]-- < 1)
			differs("Linux", what, "Linux " what, i)
	if (count["tables"] > count["Linux " what])
		differs("memblock.efi", what, "tables", 0)
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
		printf "# reserved by memblock.efi alone:%s\n", text
}

# Fields of our CSV, 1 to n.
function owner_row(set,    field) {
	split($0, field, ",")
	put(set " " field[7], hex(field[3]), hex(field[4]) + 1)
	owners[field[7]] = 1
}

# A fact, "0xBASE+0xSIZE". What mem= cut off has no owner.
function table_row(fact,    field, part, base, end) {
	split(fact, field, ",")
	split(field[9], part, "+")
	base = hex(part[1])
	end = base + hex(part[2])
	if (!overlaps("live firmware tables", base, end))
		return
	put("tables", base, end)
	put("pages", base - base % page, end + (page - end % page) % page)
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
	claims = 0
	page = page ? page : 4096
}

file == 1 && /^owner,/ { owner_row("live") }
file == 2 && /^owner,/ { owner_row("same") }
file == 1 && /^fact,,,,,,(memory_attributes|esrt),/ { facts[++nfacts] = $0 }
file == 1 && /^efi,/ { descriptor_row("live") }
file == 2 && /^efi,/ { descriptor_row("same") }
file < 3 { next }

/BIOS-e820:/ { x86 = 1 }
/memblock_(phys_)?alloc[a-z_]*:/ { announced = $NF }
/memblock_reserve:.* efi_reserve_boot_services\+/ && !before {
	before = claims
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
	for (i = 0; i < claims; i++) {
		what = claim_what[i]
		if (!(what in side_of))
			unknown[what] = 1
		if (i < before)
			put("before", claim_base[i], claim_end[i])
		divide(claim_base[i], claim_end[i], "dump", "Linux " what,
			"cut")
		put("claimed", claim_base[i], claim_end[i])
	}
	for (list in count)
		if (list != "descriptors" && list != "tables")
			join(list)
	leave_out_boot_services()
	compare_owners()
	compare_tables()
	list_purposes("efi", "reserved by Linux's EFI code alone")
	list_purposes("own", "reserved by Linux's later steps")
	list_ours()
	for (what in unknown) {
		printf "# reserved by Linux, by nobody known: %s\n", what
		different = 1
	}
	for (i = 0; i < count["dump"]; i++)
		divide(bases["dump", i], ends["dump", i], "claimed", "known",
			"unclaimed")
	for (i = 0; i < count["unclaimed"]; i++)
		differs("Linux", "(by whom?)", "unclaimed", i)
	if (!count["dump"])
		different = 1
	printf "%d rows of Linux's, %d of memblock.efi's, %d equal\n",
		linux_rows, our_rows, equal
	exit different
}
