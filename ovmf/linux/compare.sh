# SPDX-License-Identifier: BSD-2-Clause
# shellcheck shell=bash
# The two comparisons of memblock.efi's output with a Linux log; memory.awk and
# reserved.awk document their output and exit status. To be sourced.

compare_here=${BASH_SOURCE[0]%/*}

# compare_awk "PART..." FILES [AWK OPTION...]: FILES is a number.
compare_awk()
{
	local part programs=()

	for part in log $1; do
		programs+=(-f "$compare_here/$part.awk")
	done
	awk "${@:$2 + 3}" "${programs[@]}" "${@:3:$2}"
}

# compare_memory OURS LINUX_LOG [AWK OPTION...]
compare_memory()
{
	compare_awk memory 2 "$@"
}

# compare_reserved LIVE SAME LINUX_LOG [AWK OPTION...]
compare_reserved()
{
	compare_awk 'callers lists reservations tables reserved' 3 "$@"
}
