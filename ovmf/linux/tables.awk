# SPDX-License-Identifier: BSD-2-Clause
# Firmware tables are in boot services data, and Linux does not print their
# contents: those of LIVE must have the sizes that Linux reserves, to the byte,
# and memblock.efi must reserve exactly their pages.

# A fact, "0xBASE+0xSIZE". Memory cut off by mem= has no owner.
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

# Both have the same number of tables of each size; ours are in pages that we
# reserve.
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
