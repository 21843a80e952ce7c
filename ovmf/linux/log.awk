# SPDX-License-Identifier: BSD-2-Clause
# Shared by the comparisons with a Linux log: awk -f log.awk -f ...

# Doubles are exact up to 2^53.
function hex(text,    n, i) {
	sub(/^0x/, "", text)
	for (i = 1; i <= length(text); i++)
		n = n * 16 + index("0123456789abcdef", substr(text, i, 1)) - 1
	return n
}

# [0xFIRST-0xLAST]. mawk's %x ends at 32 bits.
function show(base, end) {
	return "[0x" digits(base) "-0x" digits(end - 1) "]"
}

function digits(n,    text) {
	do
		text = substr("0123456789abcdef", n % 16 + 1, 1) text
	while (n = int(n / 16))
	return text
}

# [0xFIRST-0xLAST] in the text, as range_base and range_end.
function range(text,    part) {
	if (!match(text, /\[0x[0-9a-f]+-0x[0-9a-f]+\]/))
		return 0
	part = substr(text, RSTART + 1, RLENGTH - 2)
	range_base = hex(substr(part, 1, index(part, "-") - 1))
	range_end = hex(substr(part, index(part, "-") + 1)) + 1
	return 1
}

{ sub(/\r$/, "") }
FNR == 1 { file++ }
