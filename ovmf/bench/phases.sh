# SPDX-License-Identifier: BSD-2-Clause
# shellcheck shell=bash disable=SC2154
# Where memblock.efi spends its instructions. To be sourced by boot.sh.

# Functions that begin a phase, in the order of their first calls. What firmware
# functions take counts for the phase that calls them. A function that the
# compiler would make part of its caller is noinline.
phase_list='
efi_main	start, consoles
cmdline_open	options, memblock.cfg
boot_kernel	opening files, first 32 KiB
boot_map_read	first memory map
boot_map_convert	conversion of a map
placement_begin	avoiding memory in use
human_size	messages
native_plan	headers of the kernel
native_place	reading the kernel
modules_read	modules, facts
native_describe	stack, trampoline
mappings_make	page tables
final_map_set_aside	room for the final map
table_space	placing the table
native_enter	last map, ExitBootServices
table_write	writing the table
table_crc32	its checksum
'

# marks_of BASE: lines "ADDRESS NAME" for the plugin.
marks_of()
{
	awk -F '\t' 'NF == 2 { print $1 }' <<<"$phase_list" |
		awk -v base="$1" 'NR == FNR { wanted[$1]; next }
			# The compiler adds a suffix to a function that it changed.
			{ sub(/\..*/, "", $3) }
			$3 in wanted { print base, $1, $3 }' \
			- <(nm "$build/memblock.so") |
		while read -r base offset name; do
			printf '%x %s\n' $((0x$base + 0x$offset)) "$name"
		done
}

# sum_phases: lines "INSTRUCTIONS TAB PHASE" from the plugin's lines.
sum_phases()
{
	awk -F '\t' '
	NR == FNR {
		if (NF == 2) {
			phase[$1] = $2
			if (!($2 in sum))
				order[++n] = $2
			sum[$2] = 0
		}
		next
	}
	{
		split($0, mark, " ")
		if (now != "")
			sum[now] += mark[1] - at
		at = mark[1]
		if (mark[2] in phase)
			now = phase[mark[2]]
		else
			now = now == "" ? order[1] : ""
	}
	END {
		for (i = 1; i <= n; i++)
			printf "%d\t%s\n", sum[order[i]], order[i]
	}' <(echo "$phase_list") "$1"
}

# phases MIB: two boots; the first one tells where the image is.
phases()
{
	choose memblock "$1"
	name="memblock with $1 MiB"
	make_volume "$1" >&2 || exit 125
	counting
	marks_of "$(sed -n 's/\r$//; s/^bench-boot start 0*//p' "$tmp/serial")" \
		>"$tmp/marks"
	counting ",marks=$tmp/marks"
	sum_phases "$tmp/count" >"$tmp/phases-$1"
}

# phase_table MIB...
phase_table()
{
	local size columns=()

	for size; do
		phases "$size"
		cut -f 1 "$tmp/phases-$size" >"$tmp/column-$size"
		columns+=("$tmp/column-$size")
	done
	printf '\n%-30s' 'memblock.efi, instructions'
	printf ' %8d MiB' "$@"
	printf '\n'
	cut -f 2 "$tmp/phases-$1" | paste - "${columns[@]}" |
		awk -F '\t' '{
			printf "%-30s", $1
			for (i = 2; i <= NF; i++) {
				printf " %12d", $i
				sum[i] += $i
			}
			print ""
		}
		END {
			printf "%-30s", "all"
			for (i = 2; i <= NF; i++)
				printf " %12d", sum[i]
			print ""
		}'
}
