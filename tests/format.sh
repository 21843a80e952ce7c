#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# format.sh: formats each C and C++ file as .clang-format says.
# format.sh check: only names the files that would change, and then exits with
# status 1; with status 2 when there is no clang-format of the version that
# decides, because others read the same settings differently.
set -u

version=14

find_program()
{
	for program in clang-format-$version clang-format; do
		"$program" --version 2>/dev/null |
			grep -q "version $version\." && return
	done
	echo "format.sh: clang-format $version is not installed" >&2
	return 1
}

files()
{
	find bench core efi ovmf tests tools \
		\( -name '*.[ch]' -o -name '*.cc' \) -print0
}

find_program || exit 2
if [[ ${1-} = check ]]; then
	! files | xargs -0 "$program" --dry-run -Werror 2>&1 |
		sed -n 's/:[0-9:]* error: .*//p' | sort -u | grep .
else
	files | xargs -0 "$program" -i
fi
