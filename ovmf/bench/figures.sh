# SPDX-License-Identifier: BSD-2-Clause
# shellcheck shell=bash disable=SC2154
# The table that boot.sh prints from the results of measure(). To be sourced.

# median VALUE...: $middle, and $spread, which is largest minus smallest.
median()
{
	local sorted

	mapfile -t sorted < <(printf '%s\n' "$@" | sort -n)
	middle=${sorted[$# / 2]}
	spread=$((sorted[$# - 1] - sorted[0]))
}

# ratio VALUE OF: hundredths, as 1.00.
ratio()
{
	local hundredths=$((($1 * 100 + $2 / 2) / $2))

	printf '%d.%02d' $((hundredths / 100)) $((hundredths % 100))
}

# row MIB LOADER: ours is measured first and is 1.00.
row()
{
	measure "$2" "$1"
	put_row "$@"
}

# put_row MIB LOADER: what was measured last.
put_row()
{
	local bytes count count_spread

	bytes=$(stat -c %s "$loader")
	median "${instructions[@]}"
	count=$middle count_spread=$spread
	median "${times[@]}"
	[[ $our_count ]] ||
		our_count=$count our_time=$middle our_bytes=$bytes
	printf '%3d MiB  %-12s  %12d %6s  +-%-6d  %8.1f %6s  +-%-6.1f' \
		"$1" "$2" "$count" "$(ratio "$count" "$our_count")" \
		$((count_spread / 2)) "$(tenths "$middle")" \
		"$(ratio "$middle" "$our_time")" "$(tenths $((spread / 2)))"
	printf '  %8d %5s\n' "$bytes" "$(ratio "$bytes" "$our_bytes")"
}

# Microseconds as milliseconds.
tenths()
{
	printf '%d.%d' $(($1 / 1000)) $(($1 / 100 % 10))
}

head_line()
{
	printf '%-7s  %-12s  %12s %6s  %-8s  %8s %6s  %-8s  %8s\n' \
		payload loader instructions ratio spread ms ratio spread \
		'EFI bytes'
}
