#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Each tree of tests/layers/broken/ breaks one rule of tests/layers.sh, which
# has to refuse it for that reason only: its file `expected` holds the one
# message. Speaks TAP.
set -u

script=$PWD/tests/layers.sh
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
count=0 failed=0

# refuses TREE
refuses()
{
	! (cd "$1" && "$script" "$dir/objects") >"$dir/said" 2>&1 &&
		grep '^layers: ' "$dir/said" | sort -u |
		diff <(sed 's/^/layers: /' "$1/expected") - >"$dir/differs"
}

for tree in tests/layers/broken/*/; do
	rm -rf "$dir/objects"
	count=$((count + 1))
	name="refuses $(basename "$tree")"
	if refuses "$tree"; then
		echo "ok $count - $name"
	else
		echo "not ok $count - $name"
		sed 's/^/# /' "$dir/said" "$dir/differs"
		failed=1
	fi
done
echo "1..$count"
exit "$failed"
