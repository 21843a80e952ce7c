#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# self-test.sh FOLDER [TOOL]: each proof of make prove must fail when what it
# proves is wrong. Changes a copy of the sources in FOLDER in one place, runs the
# proof on it, and expects status 1. TOOL: only enumerate, wp or cbmc.
set -u
LC_ALL=C

# The tool, its argument, the file, and the change: a sed command.
mutants='
enumerate sets        core/memblock/add.c              s/region_end(&type->regions\[lo - 1\]) >= base/region_end(\&type->regions[lo - 1]) > base/
enumerate sets        core/memblock/remove.c           s/type->cnt == type->max)/false)/
enumerate sets        core/memblock/change.c           s/~c->clear) | c->set/~c->clear)/
enumerate growing     core/memblock/grow.c             s/^#define OWN_REGIONS 3/#define OWN_REGIONS 2/
enumerate searches    core/memblock/find.c             s/return end - addr >= s->size/return end - addr > s->size/
enumerate walks       core/memblock/iter.c             s/if (top < \*end) {/if (top <= *end) {/
wp tests/prove/wp/range.c  core/base/range.h           s/base < end ? end - base : 0/base <= end ? end - base : 1/
wp tests/prove/wp/range.c  core/base/range.h           s/addr - range.base < range.size/addr - range.base <= range.size/
wp tests/prove/wp/range.c  core/base/range.h           s/phys_min(a.base, b.base)/phys_max(a.base, b.base)/
wp tests/prove/wp/windows.c core/memblock/memblock_internal.h s/regions\[hi - 1\].base >= end)/regions[hi - 1].base > end)/
wp tests/prove/wp/windows.c core/memblock/memblock_internal.h s/(&type->regions\[lo - 1\]) > base)/(\&type->regions[lo - 1]) >= base)/
wp tests/prove/wp/windows.c core/memblock/memblock_internal.h s/(&type->regions\[lo - 1\]) >= base)/(\&type->regions[lo - 1]) > base)/
cbmc range            core/base/types.h                s/(addr + (align - 1)) & ~/(addr + align) \& ~/
cbmc srat             core/firmware/srat.c             s/left < 2 || entry\[1\] < 2/left < 1 || entry[1] < 1/
cbmc spcr             core/firmware/spcr.c             s/SPCR_LEAST_SIZE = 52/SPCR_LEAST_SIZE = 51/
cbmc table            core/handoff/table.h             s/payload_size > left - sizeof(\*section)/payload_size > left/
cbmc table            core/handoff/table.h             s/if (limit < sizeof(\*header))/if (limit < 8)/
cbmc table            core/handoff/table.h             s/i < strings->payload_size; i++/i <= strings->payload_size; i++/
cbmc rawmap           core/firmware/rawmap.c           s/srat + slit == len/srat + slit <= len/
cbmc rawmap           core/firmware/rawmap.c           s/len < RAWMAP_HEADER_SIZE/len < 12/
cbmc rawmap           core/firmware/efimap.c           s,return map->size / map,return 1 + map->size / map,
cbmc elf_headers      efi/boot/elf/elf.c               s/(uint64_t)h->phnum \* h->phentsize/h->phnum/
cbmc elf_headers      efi/boot/elf/elf.c               s/at == ELF_SEGMENTS)/at > ELF_SEGMENTS)/
cbmc elf_relocations  efi/boot/elf/elf_dynamic.c       s/l->plan->base) + offset/l->plan->base) + 2 * offset/
cbmc elf_relocations  efi/boot/elf/elf_load.c          s/elf_within(offset, sizeof(uint64_t), /elf_within(offset, 1, /
cbmc elf_relocations  efi/boot/elf/elf_load.c          s/index \* sizeof(struct elf_rela)/(index + 1) * sizeof(struct elf_rela)/
cbmc elf_relocations  efi/boot/elf/elf_load.c          s/base + index \* sizeof(uint64_t)/base + index * 16/
'
folder=$1
only=${2-}
wrong=0
root=$(pwd)
objects=$(realpath "$(dirname "$folder")")

# run TOOL ARGUMENT: the proof, in the copy
run()
{
	case $1 in
	enumerate)
		make -s P=prove O=none prove/enumerate && prove/enumerate -q "$2"
		;;
	wp) WP_SECONDS=5 tests/prove/wp.sh wp "$2" ;;
	cbmc) tests/prove/cbmc.sh "$objects/cbmc" "$2" ;;
	esac
}

mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
while read -r tool argument file change <&3; do
	[[ $tool && ( ! $only || $tool = "$only" ) ]] || continue
	rm -rf "$folder/tree"
	mkdir -p "$folder/tree/tests"
	cp -a "$root"/{Makefile,core,mk,tools,efi} "$folder/tree"
	cp -a "$root"/tests/{prove,lib} "$folder/tree/tests"
	# Objects too, so that only the changed file is compiled.
	mkdir "$folder/tree/prove"
	cp -a "$objects"/{core,tests} "$folder/tree/prove"
	cd "$folder/tree" || exit 1
	sed -i "$change" "$file"
	if cmp -s "$file" "$root/$file"; then
		echo "self-test.sh: $file has no place for: $change" >&2
		exit 1
	fi
	start=$SECONDS
	run "$tool" "$argument" >"$folder/log" 2>&1
	status=$?
	word=FOUND
	if [[ $status != 1 ]] || ! grep -q '^  FAILED' "$folder/log"; then
		word=MISSED wrong=1
	fi
	printf '  %-7s %s %s, %4d s: %s\n' $word "$tool" "$argument" \
		$((SECONDS - start)) "$change"
	cd "$root" || exit 1
done 3<<<"$mutants"
exit $wrong
