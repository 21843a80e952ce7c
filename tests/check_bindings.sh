#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# The bindings of core/handoff/table.h for other languages: they are what
# tools/bindings writes, their compilers lay out every structure and constant
# as C does, and the reader in Rust judges damaged tables as mbt_check() does.
# Speaks TAP. GOLDEN=write rewrites the bindings. A compiler that is missing
# leaves its cases out; `make test` installs those of Debian.
set -u
LC_ALL=C

bindings=core/handoff/bindings
golden=tests/golden
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
count=0 failed=0
rustc=${RUSTC:-/usr/bin/rustc}
[[ -x $rustc ]] || rustc=rustc
declare -A file=([rust]=$bindings/rust/layout.rs [zig]=$bindings/mbt.zig
	[d]=$bindings/mbt.d [ada]=$bindings/mbt.ads)

# result STATUS NAME
result()
{
	count=$((count + 1))
	if [[ $1 = 0 ]]; then
		echo "ok $count - $2"
	else
		sed 's/^/# /' "$dir/log" | head -n 20
		echo "not ok $count - $2"
		failed=1
	fi
}

# with NAME PROGRAM: whether there is the program, without which NAME is skipped
with()
{
	command -v "$2" >/dev/null && return
	count=$((count + 1))
	echo "ok $count - $1 # SKIP $2 is not installed"
	return 1
}

make_binding() { python3 -B tools/bindings "$1"; }

# --- the text ----------------------------------------------------------------

for language in rust zig d ada; do
	make_binding "$language" >"$dir/made"
	[[ ${GOLDEN-} != write ]] || cp "$dir/made" "${file[$language]}"
	diff "${file[$language]}" "$dir/made" >"$dir/log"
	result $? "${file[$language]} is what tools/bindings makes"
done

# --- the layout --------------------------------------------------------------

for language in c rust d ada; do
	python3 -B tools/bindings "$language" --probe >"$dir/probe.$language"
done
mv "$dir/probe.rust" "$dir/probe.rs"
mv "$dir/probe.ada" "$dir/probe.adb"
gcc -I. -o "$dir/in_c" "$dir/probe.c" 2>"$dir/log" && "$dir/in_c" >"$dir/c"
result $? "the header lays itself out"

# Each constant and structure of the header, found without the reader of
# tools/bindings.
{
	grep -oE '\bMBT_[A-Z0-9_]+( =|[[:blank:]]+(0x|UINT|[0-9]))' \
		core/handoff/table.h | grep -oE 'MBT_[A-Z0-9_]+' | sort -u |
		while read -r name; do
			grep -qE "^(TAG_)?${name#MBT_} " "$dir/c" || echo "$name"
		done
	grep -oE '^struct mbt_[a-z_]+ \{' core/handoff/table.h |
		sed 's/struct mbt_//; s/ {//' | while read -r name; do
		grep -qix "struct $name [0-9]*" "$dir/c" || echo "$name"
	done
} >"$dir/log"
[[ ! -s $dir/log && $(wc -l <"$dir/c") -gt 150 ]]
result $? "no constant and no structure of the header is left out"

# same_layout NAME FILE
same_layout()
{
	diff "$dir/c" "$2" >"$dir/log"
	result $? "$1: each size, offset and constant is that of C"
}

if with Rust "$rustc"; then
	"$rustc" --edition 2021 -D warnings --crate-type rlib --crate-name mbt \
		-o "$dir/libmbt.rlib" $bindings/rust/lib.rs 2>"$dir/log" &&
		"$rustc" --edition 2021 -o "$dir/in_rust" \
			--extern "mbt=$dir/libmbt.rlib" "$dir/probe.rs" \
			2>>"$dir/log" && "$dir/in_rust" >"$dir/rust"
	result $? "Rust: the crate compiles without a warning"
	same_layout Rust "$dir/rust"
fi
if with D gdc; then
	gdc -I$bindings -o "$dir/in_d" "$dir/probe.d" $bindings/mbt.d \
		2>"$dir/log" && "$dir/in_d" >"$dir/d"
	same_layout D "$dir/d"
fi
if with Ada gnatmake; then
	(cd "$dir" && gnatmake -q "-I$OLDPWD/$bindings" -o in_ada probe.adb) \
		2>"$dir/log" && "$dir/in_ada" >"$dir/ada"
	same_layout Ada "$dir/ada"
fi
# Debian 12 has no compiler for Zig: its structures have the layout of C's.
python3 -B tools/bindings --read $bindings/mbt.zig >"$dir/zig"
same_layout "Zig, by its text" "$dir/zig"
if with Zig zig; then
	python3 -B tools/bindings zig --probe >"$dir/probe.zig"
	zig run --cache-dir "$dir" --global-cache-dir "$dir" --deps mbt \
		--mod "mbt::$bindings/mbt.zig" "$dir/probe.zig" >"$dir/zig" \
		2>"$dir/log"
	same_layout Zig "$dir/zig"
fi

# --- the reader in Rust --------------------------------------------------------

# Both read tables of one size from a file: the golden one, and with each byte
# changed, with the checksum of before and with a new one.
cat >"$dir/damage.c" <<'END'
#include <stdio.h>
#include "core/handoff/table.h"

static _Alignas(8) uint8_t good[1 << 16], bad[1 << 16];

/* What is not UTF-8 is not a string in Rust. */
static const char *cmdline(void)
{
	for (const char *at = mbt_cmdline(bad); *at; at++)
		if (*at & 0x80)
			return "";
	return mbt_cmdline(bad);
}

static void judge(uint32_t len, FILE *to)
{
	struct mbt_free range = { 0 };
	struct mbt_region initrd = { 0 };
	uint64_t free_bytes = 0;
	int error = mbt_check(bad, len);

	fwrite(bad, 1, len, to);
	if (error != MBT_OK) {
		printf("%d\n", error);
		return;
	}
	while (mbt_next_free(bad, &range))
		free_bytes += range.end - range.base;
	mbt_find_reserved(bad, "module", "initrd", &initrd);
	printf("free %llx initrd %llx '%s'\n", (unsigned long long)free_bytes,
	       (unsigned long long)initrd.base, cmdline());
}

int main(int argc, char **argv)
{
	FILE *from = fopen(argv[1], "rb"), *to = fopen(argv[argc - 1], "wb");
	uint32_t len = (uint32_t)fread(good, 1, sizeof(good), from);

	for (uint32_t i = 0; i < len; i++) {
		for (uint32_t n = 0; n < len; n++)
			bad[n] = good[n];
		bad[i] ^= 1u << i % 8;
		if (i % 2 == 0)
			judge(len, to);
		if (((struct mbt_header *)bad)->used_size <= len)
			((struct mbt_header *)bad)->crc32 = mbt_checksum(bad);
		judge(len, to);
	}
	for (uint32_t n = 0; n < len; n++)
		bad[n] = good[n];
	judge(len, to);
	return fclose(to) != 0;
}
END
cat >"$dir/judge.rs" <<'END'
fn main() {
    let words: Vec<String> = std::env::args().collect();
    let len = std::fs::metadata(&words[1]).unwrap().len() as usize;
    let bytes = std::fs::read(&words[2]).unwrap();
    let mut room = vec![0u64; len / 8];
    let at = room.as_mut_ptr().cast::<u8>();
    for bad in bytes.chunks(len) {
        unsafe { at.copy_from(bad.as_ptr(), len) };
        match unsafe { mbt::Table::new(at, len as u32) } {
            Err(error) => println!("{error}"),
            Ok(table) => println!(
                "free {:x} initrd {:x} '{}'",
                table.free().map(|r| r.end.wrapping_sub(r.base)).fold(0, u64::wrapping_add),
                table.find_reserved("module", "initrd").map_or(0, |r| r.base),
                table.cmdline()
            ),
        }
    }
}
END
if with "Rust: a damaged table" "$rustc"; then
	gcc -O1 -I. -o "$dir/damage" "$dir/damage.c" 2>"$dir/log" &&
		"$dir/damage" $golden/table-v1.bin "$dir/damaged" >"$dir/by_c" &&
		"$rustc" --edition 2021 -O -C overflow-checks=on \
			--extern "mbt=$dir/libmbt.rlib" -o "$dir/judge" \
			"$dir/judge.rs" 2>>"$dir/log" &&
		"$dir/judge" $golden/table-v1.bin "$dir/damaged" >"$dir/by_rust" \
			2>>"$dir/log" && diff "$dir/by_c" "$dir/by_rust" >"$dir/log"
	result $? "Rust: a damaged table has the verdict and the contents of C"
fi

echo "1..$count"
exit "$failed"
