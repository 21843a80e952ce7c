#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# The kernels of ovmf/kernel/templates/, built with their own makefiles: each
# prints the same memory from the table and ends the machine.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

# The compiler of a template, if it is not C's.
declare -A compiler=([cplusplus]=$arch-linux-gnu-g++ [d]=$arch-linux-gnu-gdc
	[ada]=$arch-linux-gnu-gnatmake [rust]=${RUSTC:-/usr/bin/rustc} [zig]=zig)

# Debian has Rust's core library for the machine's own architecture only.
can_build()
{
	if [[ $1 = rust && $arch != "$(uname -m)" ]]; then
		skip "Debian's rustc has no core library for $arch"
	elif [[ -v compiler[$1] ]] && ! command -v "${compiler[$1]}" >/dev/null; then
		skip "${compiler[$1]} is not installed"
	else
		return 0
	fi
	return 1
}

# The commands that the document gives for the template in C, without those that
# build the project.
page=$root/docs/handoff.md
commands=$(sed -n '/^## A first kernel/,/^## / { /^```sh/,/^```$/ { /^```/! p } }' \
	"$page" | grep -v '^make kernels')
mkdir "$tmp/memblock-efi"
ln -s "$root"/* "$tmp/memblock-efi/"
export ARCH=$arch RUSTC=${compiler[rust]}

for name in c cplusplus rust d ada zig; do
	it "a kernel in $name, by the commands of docs/handoff.md"
	can_build "$name" || continue
	rm -rf "$tmp/first"
	# Not a part of the make that runs this.
	await env -u MAKEFLAGS -u MFLAGS BUILD="$(realpath "$build")" \
		bash -ec "cd '$tmp/memblock-efi'
		${commands//templates\/c\//templates/$name/}" >"$out" 2>"$err"
	expect_status 0
	expect '^reserved [0-9a-f]{16}-[0-9a-f]{16} kernel image'
	expect '^free bytes: [0-9a-f]{16}'
	grep -E '^(memory|physmap)  ' "$out" >"$tmp/$name"
	[[ -s $tmp/$name ]] || fail 'it prints no memory'
	expect_same "$tmp/c" "$tmp/$name"
done

finish
