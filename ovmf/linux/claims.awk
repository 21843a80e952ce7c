# SPDX-License-Identifier: BSD-2-Clause
# What Linux has reserved so far according to its log: claims, each with a
# purpose, a base and an end.

function claim(what, base, end) {
	claim_what[claims] = what
	claim_base[claims] = base
	claim_end[claims++] = end
}

# memblock_phys_free(): removes [base, end) from all claims.
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

# The caller's message precedes an allocation; an allocation without one is
# named by the message after it.
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

# The parts of [base, end) in no claim: reserved before the log begins.
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
