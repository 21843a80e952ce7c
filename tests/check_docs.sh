#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# What documents and comments refer to exists: tests, documents, headings,
# files, rooms. Speaks TAP.
set -u

count=0 failed=0
documents=(*.md docs/*.md)

# result STATUS NAME
result()
{
	count=$((count + 1))
	if [[ $1 = 0 ]]; then
		echo "ok $count - $2"
	else
		echo "not ok $count - $2"
		failed=1
	fi
}

# --- tests ---------------------------------------------------------------

missing=0 named=0
while read -r name; do
	named=$((named + 1))
	grep -qF "TEST($name)" tests/test_*.c && continue
	echo "# no test is called $name"
	missing=1
done < <(grep -oE '\| `[a-z0-9_]+` \|$' docs/conversion.md | tr -d '|` ')
[[ $named -gt 10 ]] || missing=1
result "$missing" "each difference from Linux has its test"

# --- links ---------------------------------------------------------------

# anchors DOCUMENT: those of its headings, as GitHub and cgit make them
anchors()
{
	sed -n 's/^##* //p' "$1" | tr '[:upper:]' '[:lower:]' |
		sed 's/[^a-z0-9 _-]//g; s/ /-/g'
}

missing=0
while IFS=: read -r file link; do
	target=$(dirname "$file")/${link%%#*}
	[[ ${link%%#*} ]] || target=$file
	if [[ ! -e $target ]]; then
		echo "# $file: there is no $link"
		missing=1
	elif [[ $link = *#* ]] &&
		! anchors "$target" | grep -qxF -e "${link#*#}"; then
		echo "# $file: no heading for $link"
		missing=1
	fi
done < <(grep -oHE '\]\([^)]+\)' "${documents[@]}" |
	sed 's/](//; s/)$//' | grep -vE ':(https?|mailto):')
result "$missing" "links of documents lead to a file and a heading"

missing=0
for file in docs/*; do
	grep -qF "](${file#docs/}" docs/*.md || grep -qF "($file" README.md ||
		{ echo "# no document links to $file"; missing=1; }
done
result "$missing" "each file of docs/ is linked"

# --- files ---------------------------------------------------------------

# Paths with a placeholder, such as NAME, and those of other trees are left
# out: the name starts a word, and "Linux" is not on its line.
missing=0
while IFS=: read -r file line path; do
	path=${path#[!a-z]}
	compgen -G "$path" >/dev/null && continue
	echo "# $file:$line: there is no $path"
	missing=1
done < <(git ls-files | grep -vE '^tests/(maps|corpus|(examples|layers)/broken|linux)/' |
	xargs grep -nHoE "(^|[^A-Za-z0-9_./\$}-])(core|efi|tools|ovmf|tests|docs|bench|mk)/[a-z0-9_./*-]+\.(c|h|md|sh|mk|S|awk|ld|cc|png)\b")
result "$missing" "files that documents and comments name exist"

# --- rooms ---------------------------------------------------------------

missing=0
for room in $(git ls-files core efi | grep / | xargs dirname | sort -u); do
	room=${room#*/}
	[[ $room = efi || $room = arch/* ]] && continue
	grep -qE "\b${room##*/}/ " docs/architecture.md && continue
	echo "# docs/architecture.md lacks $room/"
	missing=1
done
result "$missing" "docs/architecture.md shows each room"

echo "1..$count"
exit "$failed"
