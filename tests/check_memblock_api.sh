#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# check_memblock_api.sh [DOCUMENT]: compiles each example of
# docs/memblock-api.md, runs it and compares its output with the document. Each
# function of the memblock headers must have an example and be in the reference
# model; each test that the document names must exist. Speaks TAP.
set -u

doc=${1:-docs/memblock-api.md}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
count=0 failed=0

result()
{
	count=$((count + 1))
	[[ $1 = 0 ]] && echo "ok $count - $2" && return
	echo "not ok $count - $2"
	failed=1
}

# Example N is between ```c and ```, its output between ```text and ```, under a
# heading that is its name.
examples()
{
	cat <<'C'
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/memblock/alloc.h"
#include "core/memblock/builder.h"
#include "core/memblock/pfn.h"
#include "tests/lib/given.h"
static _Alignas(0x1000) char ram[0x40000];
static void show(const struct memblock_type *set)
{
	printf("%s: %s\n", set->name, set->cnt ? text_of(set) : "nothing");
}
static void ignore_block(void *ctx, struct memblock_block block)
{
	(void)ctx;
	(void)block;
}
C
	awk -v dir="$dir" '
		/^##/ { sub(/^#+ */, ""); title = $0 }
		/^```c$/ { code = 1; print title >(dir "/" ++n ".title")
			   print "static void example_" n "(void)\n{"; next }
		/^```text$/ { text = 1; printf "" >(dir "/" n ".expected")
			      next }
		/^```$/ { if (code) print "}"; code = text = 0; next }
		code { print }
		text { print >(dir "/" n ".expected") }
		END { print "static void (*const run[])(void) = { NULL,"
		      for (i = 1; i <= n; i++) print "\texample_" i ","
		      print "};"
		      print n >(dir "/n") }' "$doc"
	cat <<'C'
int main(int argc, char **argv)
{
	static struct memblock_region store[48];

	(void)argc, (void)show, (void)ignore_block;
	memblock_init(&mb, store, 48);
	mb.virt_offset = (uintptr_t)ram;
	run[atoi(argv[1])]();
	return 0;
}
C
}

examples >"$dir/all.c"
${HOSTCC:-gcc} -std=c11 -O1 -I. -Wall -Wextra -Werror "$dir/all.c" \
	tests/lib/given{,text}.c core/memblock/*.c core/base/status.c -o "$dir/all" \
	2>"$dir/errors"
built=$?
[[ $built = 0 ]] || sed 's/^/# /' "$dir/errors"
result "$built" "the examples of $doc compile"
[[ $built = 0 ]] || { echo "1..1"; exit 1; }

for ((i = 1; i <= $(<"$dir/n"); i++)); do
	"$dir/all" "$i" >"$dir/printed" 2>&1
	diff "$dir/$i.expected" "$dir/printed" >"$dir/differs"
	status=$?
	sed 's/^/# /' "$dir/differs"
	result "$status" "example: $(<"$dir/$i.title")"
done

# without_comments [OPTION]: standard input as C, its directives not executed.
without_comments()
{
	${HOSTCC:-gcc} -x c -fpreprocessed "$@" -E -P - 2>>"$dir/errors"
}

# In the public headers, functions and loops are the names before a parenthesis;
# a name that ends with an underscore is internal.
names=$(ls core/memblock/*.h | grep -vE '/(memblock_internal|grow)\.h$' |
	xargs cat | without_comments -dD |
	grep -oE '\b(memblock|for_each)_[a-z0-9A-Z_]+\(' | tr -d '(' |
	grep -v '_$' | sort -u)

# missing_in WHERE FILE AFTER: prints those that FILE lacks, where AFTER has to
# match what follows the name.
missing_in()
{
	local name missing=0

	for name in $names; do
		grep -qE "\b$name\b$3" "$2" && continue
		echo "# $name is not in $1"
		missing=1
	done
	return "$missing"
}

missing_in 'an example' "$dir/all.c" '\('
result "$?" "each function has an example"

# Without comments; some functions are called through a table.
cat tests/lib/oracle*.c | without_comments >"$dir/model"
missing_in 'tests/lib/oracle*.c' "$dir/model" ''
result "$?" "the reference model calls each function"

missing=0
while read -r name; do
	grep -qF "TEST($name)" tests/test_memblock*.c && continue
	echo "# no test is called $name"
	missing=1
done < <(sed -n '/^## What differs/,$p' "$doc" | awk -F'|' '{ print $5 }' |
	grep -oE '`[a-z0-9_]+`' | tr -d '`')
result "$missing" "each difference from Linux has its test"

# The classes of make differential, and the rows of the document.
diff <(sed -n 's/^[ \t]*CLASS([A-Z0-9_]*, "\([a-z0-9-]*\)").*/\1/p' \
	tests/differential/classes.h | sort) \
	<(sed -n '/^## What differs/,$s/^| \([a-z0-9-]*\) |.*/\1/p' "$doc" |
		grep -vx -e class -e '---' | sort) >"$dir/classes"
status=$?
sed 's/^/# /' "$dir/classes"
result "$status" "make differential has the classes of differences of $doc"

echo "1..$count"
exit "$failed"
