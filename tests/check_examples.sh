#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# check_examples.sh [DOCUMENT...]: compiles and runs the code blocks of the
# documents, by default all of them. Speaks TAP. BUILD names the
# build folder.
#
# The line before a block of C or of shell commands says what is done with it:
#
#	<!-- example: compile -->            a C file: compiles with -Werror
#	<!-- example: compile WRAPPER -->    part of a C file: compiles within
#	                                     tests/examples/WRAPPER
#	<!-- example: run -->                compiles and runs, or, for shell
#	<!-- example: run WRAPPER -->        commands, runs; exit status 0
#	<!-- example: single WRAPPER -->     the same with only the two files of
#	                                     tools/single-file.sh
#	<!-- example: not run, REASON -->    shell commands only
#
# In a wrapper the line /* EXAMPLE */ stands for the block; the block's
# #include lines are moved to the front.
#
# Commands of the host program and of make must be in such a block.
#
# A ```console block needs no marker: each of its "$ COMMAND" lines runs and
# prints what follows it. GOLDEN=write in the environment replaces the block by
# what is printed.
#
# Commands run in a folder that looks like the project's after `make host`. It
# holds captured maps, and `dmesg` prints what Linux logs of one of them. Every
# make target and variable that a shell block names must be in `make help`.
#
# docs/memblock-api.md has a check of its own, check_memblock_api.sh.
set -u

root=$PWD
build=$(realpath -m "${BUILD:-build}")
tool=$build/host/memblock
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
count=0 failed=0
[[ -x $tool ]] || { echo "Bail out! $tool is not built"; exit 1; }

# result STATUS NAME: the log is $dir/log
result()
{
	count=$((count + 1))
	[[ $1 = 0 ]] && echo "ok $count - $2" && return
	echo "not ok $count - $2"
	sed 's/^/# /' "$dir/log" | head -n 20
	failed=1
}

# --- extraction ----------------------------------------------------------

# blocks DOCUMENT: for each block a line "NUMBER LANGUAGE LINE MARKER", its
# text in $dir/block/NUMBER.
blocks()
{
	rm -rf "$dir/block"
	mkdir "$dir/block"
	awk -v dir="$dir/block" '
		/^```/ && inside { inside = 0; close(file); marker = ""; next }
		/^```/ { inside = 1; file = dir "/" ++n; printf "" >file
			 print n, substr($0, 4) ? substr($0, 4) : "-", NR,
				marker; next }
		inside { print >file; next }
		/^    (.*\| )?(memblock|build\/host\/memblock|make) / {
			print 0, "indented", NR; next }
		/^<!-- example: .* -->$/ { sub(/^<!-- example: /, "")
					   sub(/ -->$/, ""); marker = $0; next }
		{ marker = "" }' "$1"
}

# --- C -------------------------------------------------------------------

flags=(-std=c11 -O1 -Wall -Wextra -Werror -I"$root")

# whole_file BLOCK LINE DOCUMENT WRAPPER
whole_file()
{
	local block="#line $2 \"$3\"" wrapper=$root/tests/examples/$4

	if [[ ! $4 ]]; then
		echo "$block"
		cat "$1"
		return
	fi
	grep '^#include' "$1"
	sed 's/^#include.*//' "$1" >"$1.body"
	echo "#line 1 \"$wrapper\""
	sed -e "/^\s*\/\* EXAMPLE \*\/\$/ {
		i\\
$block
		r $1.body
		a\\
#line 1 \"$wrapper, after the example\"
		d
	}" "$wrapper"
}

core_objects()
{
	local file

	for file in core/*/*.c; do
		[[ $file = core/base/freestanding.c ]] ||
			echo "$build/host/${file%.c}.o"
	done
}

# example_c BLOCK LINE DOCUMENT MODE WRAPPER
example_c()
{
	local file=$dir/example.c objects

	whole_file "$1" "$2" "$3" "$5" >"$file" 2>"$dir/log" || return
	case $4 in
	compile)
		"${HOSTCC:-gcc}" "${flags[@]}" -ffreestanding -c "$file" \
			-o "$dir/example.o" >"$dir/log" 2>&1
		;;
	run)
		mapfile -t objects < <(core_objects)
		"${HOSTCC:-gcc}" "${flags[@]}" "$file" "${objects[@]}" \
			-o "$dir/example" >"$dir/log" 2>&1 &&
			"$dir/example" >"$dir/log" 2>&1
		;;
	single)
		tools/single-file.sh "$dir/single" &&
			"${HOSTCC:-gcc}" "${flags[@]}" -I"$dir/single" "$file" \
				"$dir/single/memblock.c" -o "$dir/example" \
				>"$dir/log" 2>&1 &&
			"$dir/example" >"$dir/log" 2>&1
		;;
	*)
		echo 'a block of C needs a line <!-- example: compile, run' \
			'or single -->' \
			>"$dir/log"
		false
		;;
	esac
}

# --- shell ---------------------------------------------------------------

# The folder in which commands run.
sandbox()
{
	local top=$dir/sandbox

	rm -rf "$top"
	mkdir -p "$top/build/host" "$dir/bin"
	ln -s "$root/core" "$root/tests" "$root/docs" "$top"
	ln -s "$tool" "$top/build/host/memblock"
	ln -sf "$tool" "$dir/bin/memblock"
	cp "$root/tests/examples/ovmf.raw" "$top/map.raw"
	cp "$root/tests/maps/shell.txt" "$top/memmap.txt"
	"$tool" show format=json save="$top/map.json" "$top/map.raw" >/dev/null
	"$tool" show format=e820 save="$top/dmesg.txt" "$top/map.raw" >/dev/null
	"$tool" table save="$top/machine.table" "$top/map.raw"
	printf '#!/bin/sh\nexec cat "%s/dmesg.txt"\n' "$top" >"$dir/bin/dmesg"
	chmod +x "$dir/bin/dmesg"
}

in_sandbox()
{
	(cd "$dir/sandbox" && PATH=$dir/bin:$PATH bash -eu -o pipefail "$@")
}

# Every "make WORD..." is a target and variables that `make help` knows.
known_targets()
{
	local line word known status=0

	known=$(<mk/help.txt)
	while read -r line; do
		for word in ${line%%[#;|&]*}; do
			word=${word%%=*}
			[[ $word =~ ^[A-Z_]+$|^[a-z-]+$ ]] || continue
			grep -qwF -e "$word" <<<"$known" && continue
			echo "make help does not know $word"
			status=1
		done
	done < <(sed -nE "s/'[^']*'|\"[^\"]*\"//g; s/^(\\$ )?make( |\$)/ /p" "$1")
	return "$status"
}

# example_sh BLOCK MODE
example_sh()
{
	known_targets "$1" >"$dir/log" || return
	case $2 in
	run)
		sandbox
		in_sandbox "$1" >"$dir/log" 2>&1
		;;
	'not run, '*) ;;
	*)
		echo 'shell commands need a line <!-- example: run -->, or' \
			'<!-- example: not run, REASON -->' >"$dir/log"
		false
		;;
	esac
}

# example_console BLOCK LINE DOCUMENT: runs its commands.
example_console()
{
	local line

	sandbox
	while IFS= read -r line; do
		[[ $line = '$ '* ]] || continue
		printf '%s\n' "$line"
		in_sandbox -c "set +e; ${line#\$ }" 2>&1
	done <"$1" >"$dir/printed"
	diff "$1" "$dir/printed" >"$dir/log" && return
	if [[ ${GOLDEN-} != write ]]; then
		echo "GOLDEN=write $0 $3 writes what is printed now" >>"$dir/log"
		return 1
	fi
	sed -i -e "$2 r $dir/printed" \
		-e "$(($2 + 1)),$(($2 + $(wc -l <"$1"))) d" "$3"
	echo "Bail out! $3:$2 is written; run this once more"
	exit 1
}

# --- all -----------------------------------------------------------------

# examples DOCUMENT
examples()
{
	local n language line marker block mode wrapper

	while read -r n language line marker; do
		block=$dir/block/$n
		case $language in
		c)
			read -r mode wrapper <<<"$marker"
			example_c "$block" "$((line + 1))" "$1" "$mode" \
				"$wrapper"
			;;
		sh) example_sh "$block" "$marker" ;;
		console) example_console "$block" "$line" "$1" ;;
		text | -) continue ;;
		indented)
			echo 'a command needs a block: ```sh' >"$dir/log"
			false
			;;
		*)
			echo "a block of $language: nothing checks it" >"$dir/log"
			false
			;;
		esac
		result $? "$1:$line: ${marker:-$language}"
	done < <(blocks "$1")
}

# Each file there has one block that a check must refuse.
refused()
{
	local document status

	for document in tests/examples/broken/*.md; do
		BUILD=$build bash "$0" "$document" >"$dir/broken" 2>&1
		status=$?
		cp "$dir/broken" "$dir/log"
		[[ $status != 0 ]] && grep -q '^not ok 1 ' "$dir/broken" &&
			grep -qF "$(sed -n 's/^Refused: //p' "$document")" \
				"$dir/broken"
		result $? "refused: $(sed -n 1p "$document")"
	done
}

if (($#)); then
	for document; do
		examples "$document"
	done
else
	for document in *.md docs/*.md; do
		[[ $document = docs/memblock-api.md ]] || examples "$document"
	done
	refused
fi
echo "1..$count"
exit "$failed"
