# SPDX-License-Identifier: BSD-2-Clause
# Lists of ranges: count[list], bases[list, i], ends[list, i]. put() keeps a
# list sorted, join() merges ranges that touch.

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

# Puts the parts of [base, end) that are in the list into a second list, the
# other parts into a third.
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
