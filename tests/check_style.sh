#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Sources are written as .clang-format and .editorconfig say, and name their
# license. Speaks TAP.
set -u

count=0 failed=0
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

# result STATUS NAME [SKIP REASON]
result()
{
	count=$((count + 1))
	if [[ $1 = 0 ]]; then
		echo "ok $count - $2${3+ # SKIP $3}"
	else
		sed 's/^/# /' "$dir/wrong"
		echo "not ok $count - $2"
		failed=1
	fi
}

# nothing: whether no line was written to $dir/wrong
nothing() { [[ ! -s $dir/wrong ]]; }

mapfile -t sources < <(find Makefile mk .ci bench core efi ovmf tests tools \
	-name '*.[chS]' -o -name '*.cc' -o -name '*.sh' -o -name '*.awk' \
	-o -name '*.mk' -o -name Makefile -o -name '*.ld' -o -name '*.cfg' \
	-o -path .ci/run)

# --- formatting ------------------------------------------------------------

tests/format.sh check >"$dir/wrong" 2>&1
status=$?
name="C files are formatted; if not, run make format"
if [[ $status = 2 ]]; then
	result 0 "$name" "$(sed 's/^format.sh: //' "$dir/wrong")"
else
	result "$status" "$name"
fi

# setting FILE NAME: its value in .clang-format or .editorconfig
setting() { sed -n "s/^$2 *[:=] *//p" "$1"; }

# agree NAME IN_CLANG_FORMAT IN_EDITORCONFIG
agree()
{
	local format editor

	format=$(setting .clang-format "$1")
	editor=$(setting .editorconfig "$2")
	[[ $format = "$editor" ]] || echo "$1: $format, $2: $editor"
}

{
	agree ColumnLimit max_line_length
	agree TabWidth tab_width
	agree IndentWidth tab_width
	agree ContinuationIndentWidth tab_width
} >"$dir/wrong"
nothing
result $? ".editorconfig and .clang-format agree"

grep -nHE '[[:blank:]]$' "${sources[@]}" >"$dir/wrong"
nothing
result $? "no line ends with a blank"

for file in "${sources[@]}"; do
	[[ ! $(tail -c 1 "$file") ]] || echo "$file"
done >"$dir/wrong"
nothing
result $? "each file ends with a newline"

# --- license ---------------------------------------------------------------

# The first line, or the second after #!.
awk 'FNR == 1 { first = /^#!/ ? 2 : 1 }
	FNR == first && !/^(\/\* (SPDX.*) \*\/|# SPDX.*)$/ { print FILENAME }
	FNR == first && !/SPDX-License-Identifier: BSD-2-Clause( \*\/)?$/ {
		print FILENAME
	}' "${sources[@]}" | sort -u >"$dir/wrong"
nothing
result $? "each file starts with its SPDX line"

echo "1..$count"
exit "$failed"
