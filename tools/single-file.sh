#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# single-file.sh FOLDER: writes the memblock library of core/ as two files,
# FOLDER/memblock.h and FOLDER/memblock.c, and copies table.h beside them. Run in
# the project's folder. docs/embedding.md says how they are used.
set -eu

out=${1:?usage: single-file.sh FOLDER}
headers=(core/memblock/{memblock,alloc,builder,pfn}.h core/handoff/rebuild.h)
sources=(core/base/status.c core/memblock/*.c core/handoff/rebuild.c)
version=$(sed -n 's/^#define MEMBLOCK_VERSION "\(.*\)"$/\1/p' core/base/version.h)

# heading TEXT...: the comment at the top of a file, a line for each argument, and
# the licence.
heading()
{
	echo '/* SPDX-License-Identifier: BSD-2-Clause */'
	echo '/*'
	printf ' * %s\n' "$@"
	echo ' *'
	echo " * Version $version, made by tools/single-file.sh of memblock-efi."
	echo ' *'
	sed -e 's/^/ * /' -e 's/ *$//' LICENSE
	echo ' */'
}

# amalgamate FILE...: the C files, each after the headers of core/ that it
# includes, unless the environment variable have names them. table.h remains a
# file of its own, and include guards remain: whoever also includes headers of
# core/ gets each declaration once.
amalgamate()
{
	awk '
		# The name in an #include line.
		function name_in(line,   part)
		{
			split(line, part, /[<">]/)
			return part[2]
		}
		function emit(file,   line, n, text, i)
		{
			seen[file] = 1
			while ((getline line < file) > 0) {
				text[++n] = line
				if (line ~ /^#include "core\//)
					require(name_in(line))
			}
			close(file)
			printf "\n/* === %s === */\n", file
			for (i = 1; i <= n; i++)
				if (text[i] !~ /^#include "core|^\/\* SPDX/)
					print text[i]
				else if (name_in(text[i]) == table)
					print "#include \"table.h\""
		}
		function require(file)
		{
			if (!(file in seen) && file != table)
				emit(file)
		}
		BEGIN {
			table = "core/handoff/table.h"
			n = split(ENVIRON["have"], have)
			for (i = 1; i <= n; i++)
				seen[have[i]] = 1
			for (i = 1; i < ARGC; i++)
				require(ARGV[i])
		}' "$@" | cat -s
}

mkdir -p "$out"
cp core/handoff/table.h "$out/table.h"
{
	heading 'The memblock library: all its headers. Valid in C11 and C++17.'
	have='' amalgamate "${headers[@]}"
} >"$out/memblock.h"
{
	heading 'The memblock library: all its sources, in C11.'
	echo
	echo '#include "memblock.h"'
	have=$(sed -n 's/^\/\* === \(.*\) === \*\/$/\1/p' "$out/memblock.h") \
		amalgamate "${sources[@]}"
} >"$out/memblock.c"
