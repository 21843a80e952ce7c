# SPDX-License-Identifier: BSD-2-Clause
# The reservations that Linux has made so far, according to its log:
# what_at[i] is the purpose, base_at[i] and end_at[i] the range.

function reserve(what, base, end) {
	what_at[reservations] = what
	base_at[reservations] = base
	end_at[reservations++] = end
}

# memblock_phys_free(): removes [base, end) from all reservations.
function free(base, end,    i, n) {
	n = reservations
	for (i = 0; i < n; i++) {
		if (end_at[i] <= base || base_at[i] >= end)
			continue
		if (end_at[i] > end)
			reserve(what_at[i], end, end_at[i])
		end_at[i] = base_at[i] > base ? base_at[i] : base
	}
}

# The caller's message precedes an allocation; an allocation without one is
# named by the message after it.
function reserved_by(caller,    what) {
	if (caller ~ /^memblock_alloc_range_nid\+/)
		caller = announced
	announced = ""
	what = purpose_of(caller, range_base, range_end)
	reserve(what ? what : caller ? caller : "?", range_base, range_end)
}

function named(base, what,    i) {
	for (i = 0; i < reservations; i++)
		if (base_at[i] == base && what_at[i] == "?")
			what_at[i] = purpose[what]
}

# The parts of [base, end) in no reservation: reserved before the log begins.
function early(base, end,    i) {
	count["so far"] = count["gaps"] = 0
	for (i = 0; i < reservations; i++)
		put("so far", base_at[i], end_at[i])
	join("so far")
	divide(base, end, "so far", "known", "gaps")
	for (i = 0; i < count["gaps"]; i++)
		reserve(early_purpose(bases["gaps", i], ends["gaps", i]),
			bases["gaps", i], ends["gaps", i])
}

# setup_machine_fdt() on arm64, early_reserve_memory() on x86.
function early_purpose(base, end,    i) {
	if (!x86)
		return "device tree"
	if (end <= 1048576)
		return "low 1 MiB"
	for (i = 0; i < reservations; i++)
		if (what_at[i] == "kernel image" && base_at[i] == end)
			return "kernel image"
	return "?"
}
