#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# self-test.sh FOLDER [TOOL]: each proof of make prove must fail when what it
# proves is wrong. Changes a copy of the sources in FOLDER in one place, runs the
# proof on it, and expects status 1. TOOL: only enumerate, wp or cbmc.
# self-test.sh --places: only looks whether each change still has its place.
set -u
LC_ALL=C

# The tool, its argument, the file, and the change: a sed command.
mutants='
enumerate sets        core/memblock/add.c              s/if (!same_kind(&type->regions\[i\], kind))/if (false)/
enumerate sets        core/memblock/remove.c           s/type->cnt == type->max)/false)/
enumerate sets        core/memblock/change.c           s/ == base && same_kind(last, kind)/ == base/
enumerate maps        core/memblock/flags.c            s/{ .clear = flag }/{ .clear = 0 }/
enumerate maps        core/memblock/remove.c           s/-= bytes - left - right/-= bytes - left/
enumerate maps        core/memblock/insert.c           s/p->bytes += g.bytes/p->bytes += g.n/
enumerate growing     core/memblock/grow.c             s/^#define OWN_REGIONS 3/#define OWN_REGIONS 2/
enumerate growing     core/memblock/grow.c             s/in_range(mb, end, limit,/in_range(mb, base, limit,/
enumerate growing     core/memblock/grow.c             s/if (old.base)/if (!old.base)/
enumerate bulk        core/memblock/many.c             s/return touch(a, b) && same_kind(a, b)/return touch(a, b)/
enumerate bulk        core/memblock/many.c             s/(regions_after(type, w, after) > type->max)/(regions_after(type, w, after) >= type->max)/
enumerate bulk        core/memblock/many.c             s/type->total_size += bytes - bytes_of(type, w);//
enumerate limits      core/memblock/limit.c            s/limit > mb->memory.total_size/limit >= mb->memory.total_size/
enumerate limits      core/memblock/limit.c            s/if (r->flags & spare)/if (!(r->flags \& spare))/
enumerate limits      core/memblock/limit.c            s/base, align_down(region_end(r), align)/base, region_end(r)/
enumerate queries     core/memblock/query.c            s/addr - r->base < r->size/addr - r->base <= r->size/
enumerate queries     core/memblock/query.c            s/size <= region_end(r) - base/size < region_end(r) - base/
enumerate queries     core/memblock/query.c            s/size ? starts_below(type, end) : 0/starts_below(type, end)/
enumerate frames      core/memblock/pfn.c              s/return pfn_up(mb, r->base)/return pfn_down(mb, r->base)/
enumerate frames      core/memblock/pfn.c              s/i.nid < 0 ? /i.nid >= 0 ? /
enumerate frames      core/memblock/free_all.c         s/end - base < twice/end - base <= twice/
enumerate walks       core/memblock/iter.c             s/if (top < \*end) {/if (top <= *end) {/
enumerate walks       core/memblock/iter.c             s/^\t\treturn hint + 1;/\t\treturn hint;/
enumerate walks       core/memblock/iter.c             s/phys_min(region_end(r), range->base)/region_end(r)/
enumerate searches    core/memblock/find.c             s/return end - addr >= s->size/return end - addr > s->size/
enumerate searches    core/memblock/find.c             s/return addr >= base ? addr : 0/return addr > base ? addr : 0/
enumerate searches    core/memblock/find.c             s/skip_flags |= MEMBLOCK_HOTPLUG/skip_flags = MEMBLOCK_HOTPLUG/
enumerate allocations core/memblock/alloc.c            s/\*ret_nid = NUMA_NO_NODE/*ret_nid = rq->nid/
enumerate allocations core/memblock/alloc.c            s/if (!addr && min)/if (addr \&\& min)/
enumerate allocations core/memblock/alloc.c            s/return ptr ? memset(ptr, 0, (size_t)size) : NULL/return ptr/
enumerate whole       core/memblock/check.c            s/return src->cnt <= dst->max/return src->cnt < dst->max/
enumerate whole       core/memblock/check.c            s/return !same_kind(a, b)/return true/
enumerate whole       core/memblock/check.c            s/dst->total_size = src->total_size;//
wp tests/prove/wp/range.c  core/base/range.h           s/base < end ? end - base : 0/base <= end ? end - base : 1/
wp tests/prove/wp/range.c  core/base/range.h           s/addr - range.base < range.size/addr - range.base <= range.size/
wp tests/prove/wp/range.c  core/base/range.h           s/phys_min(a.base, b.base)/phys_max(a.base, b.base)/
wp tests/prove/wp/windows.c core/memblock/memblock_internal.h s/regions\[hi - 1\].base >= end)/regions[hi - 1].base > end)/
wp tests/prove/wp/windows.c core/memblock/memblock_internal.h s/(&type->regions\[lo - 1\]) > base)/(\&type->regions[lo - 1]) >= base)/
wp tests/prove/wp/windows.c core/memblock/memblock_internal.h s/(&type->regions\[lo - 1\]) >= base)/(\&type->regions[lo - 1]) > base)/
wp tests/prove/wp/remove.c:shrink core/memblock/remove.c s/regions\[w.lo++\].size = left/regions[w.lo].size = left/
wp tests/prove/wp/remove.c:shrink core/memblock/remove.c s/right ? 1 : 0)/1)/
wp tests/prove/wp/remove.c:cut core/memblock/remove.c  s/end < top ? top - end : 0/end < top ? top - base : 0/
wp tests/prove/wp/add.c:insert core/memblock/add.c      s/if (type->cnt == type->max)/if (type->cnt > type->max)/
wp tests/prove/wp/add.c:insert core/memblock/add.c      s/splice(type, w, add->base, region_end(add)/splice(type, w, add->base, region_end(add) - 1/
wp tests/prove/wp/add.c:splice core/memblock/add.c      s/move_tail(type, w, 1)/move_tail(type, w, 2)/
wp tests/prove/wp/add.c:join core/memblock/add.c        s/= phys_min(add->base/= phys_max(add->base/
wp tests/prove/wp/add.c:all_of_kind core/memblock/add.c s/size_t i = w.lo; i < w.hi/size_t i = w.lo + 1; i < w.hi/
wp tests/prove/wp/add_order.c core/memblock/add.c       s/touching(type, base, end)/touching(type, base + 1, end)/
wp tests/prove/wp/add_keep.c core/memblock/add.c        s/.size = end - base,/.size = end - base - 1,/
wp tests/prove/wp/add_more.c core/memblock/add.c        s/.flags = how->set,/.flags = how->clear,/
wp tests/prove/wp/change.c:merging core/memblock/change.c s/r->base >= range->base && i > 0/r->base >= range->base/
wp tests/prove/wp/change.c:merging core/memblock/change.c s/region_end(r) <= region_end(range) && w.hi/region_end(r) < region_end(range) \&\& w.hi/
wp tests/prove/wp/change.c:merging core/memblock/change.c s/touch(r, r + 1) && same_kind(r + 1, new)/touch(r, r + 1)/
wp tests/prove/wp/change.c:replace core/memblock/change.c s/bool above = region_end(old) > /bool above = region_end(old) >= /
wp tests/prove/wp/change.c:replace core/memblock/change.c s/new->base, region_end(new), new)/new->base, region_end(new), old)/
wp tests/prove/wp/change.c:replace core/memblock/change.c s/region_end(new), region_end(old), old)/region_end(new), region_end(old), new)/
wp tests/prove/wp/change_order.c:change_one core/memblock/change.c s/(type, w, n) > type->max)/(type, w, n) >= type->max)/
wp tests/prove/wp/change_order.c:change_one core/memblock/change.c s/size_t n = 1u + below + above/size_t n = 1u + below/
wp tests/prove/wp/change_order.c:memblock_type_change_ core/memblock/change.c s/if (w.hi - w.lo == 1)/if (w.hi - w.lo <= 1)/
wp core/memblock/query.c:memblock_search core/memblock/query.c s/addr - r->base < r->size/addr - r->base <= r->size/
wp core/memblock/query.c:memblock_overlaps_region core/memblock/query.c s/PHYS_ADDR_MAX - base/PHYS_ADDR_MAX/
wp core/memblock/query.c:memblock_covers core/memblock/query.c s/i == type->cnt || type->regions\[i\].base > base/i == type->cnt/
wp core/memblock/iter.c:resume core/memblock/iter.c    s/region_end(r - 1) <= addr/region_end(r - 1) > addr/
wp core/memblock/iter.c:last_gap core/memblock/iter.c  s/if (top < \*end) {/if (top <= *end) {/
wp core/memblock/iter.c:memblock_next_range core/memblock/iter.c s/phys_max(r->base, range->end)/r->base/
wp tests/prove/wp/find.c:highest_fit core/memblock/find.c s/return addr >= base ? addr : 0/return addr/
wp tests/prove/wp/find.c:small core/memblock/find.c    s/(&r\[i - 1\]) < size/(\&r[i - 1]) <= size/
wp tests/prove/wp/find.c:memblock_find_in_range_node core/memblock/find.c s/phys_max(start, page_size(mb))/start/
wp tests/prove/wp/check.c:in_order core/memblock/check.c s/return !same_kind(a, b)/return true/
wp tests/prove/wp/check.c:memblock_type_validate core/memblock/check.c s/i > 0 && !in_order/i > 1 \&\& !in_order/
wp tests/prove/wp/check.c:same_region core/memblock/check.c s/a->size == b->size && same/same/
wp tests/prove/wp/check.c:memblock_validate core/memblock/check.c s/mb->physmap.cnt == 0/mb->physmap.cnt <= 1/
wp tests/prove/wp/pfn.c:memblock_next_mem_pfn_range core/memblock/pfn.c s/phys_max(start, range->end)/start/
wp tests/prove/wp/pfn.c:memblock_search_pfn_nid core/memblock/pfn.c s/pfn <= pfn_down/pfn < pfn_down/
wp tests/prove/wp/pfn.c:reserved_with core/memblock/pfn.c s/phys_min(region_end(&r\[i\]), limit) - r/region_end(\&r[i]) - r/
cbmc pfn              core/memblock/pfn.c              s/return addr >> mb->page_shift/return (addr >> mb->page_shift) + 1/
cbmc pfn              core/memblock/pfn.c              s/addr & (page_size(mb) - 1)/addr \& page_size(mb)/
cbmc pfn              core/memblock/memblock_internal.h s/(phys_addr_t)1 << mb->page_shift/1U << mb->page_shift/
wp tests/prove/wp/free_all.c:order_at core/memblock/free_all.c s/(base & (twice - 1)) || end/end/
wp tests/prove/wp/free_all.c:first_block core/memblock/free_all.c s/from < base || from >= end/from >= end/
wp tests/prove/wp/free_all.c:first_block core/memblock/free_all.c s/end - from < page)/end - from <= page)/
wp tests/prove/wp/free_blocks.c core/memblock/free_all.c s/.end = block->end };/.end = 0 };/
wp tests/prove/wp/free_blocks.c core/memblock/free_all.c s/&usable, &r)/NULL, \&r)/
wp tests/prove/wp/free_blocks.c core/memblock/free_all.c s/first_block(mb, r.base, r.end/first_block(mb, r.end, r.end/
cbmc free_all         core/memblock/free_all.c         s/end - base < twice)/end - base < twice - 1)/
cbmc free_all         core/memblock/free_all.c         s/order < max_order && shift/order <= max_order \&\& shift/
cbmc free_all         core/memblock/free_all.c         s/twice = (phys_addr_t)2/twice = (phys_addr_t)1/
cbmc range            core/base/types.h                s/(addr + (align - 1)) & ~/(addr + align) \& ~/
cbmc range            core/base/types.h                s/return addr & ~(align - 1)/return addr \& ~align/
cbmc range            core/base/types.h                s/n != 0 && (n & (n - 1)) == 0/(n \& (n - 1)) == 0/
cbmc srat             core/firmware/srat.c             s/left < 2 || entry\[1\] < 2/left < 1 || entry[1] < 1/
cbmc srat             core/firmware/srat.c             s/{ 3, 18, 2, 10 }/{ 3, 12, 2, 10 }/
cbmc srat             core/firmware/srat.c             s/cnt <= slit->len - SLIT_MATRIX/cnt <= slit->len/
cbmc madt             core/firmware/acpi_entry.c       s/left < 2 \* width)/left < width)/
cbmc madt             core/firmware/acpi_entry.c       s/ || ret->size > left)/)/
cbmc madt             core/firmware/madt.c             s/{ 11, 76, /{ 11, 72, /
cbmc spcr             core/firmware/spcr.c             s/SPCR_LEAST_SIZE = 52/SPCR_LEAST_SIZE = 51/
cbmc spcr             core/firmware/spcr.c             s/if (ret.base == 0)/if (ret.base == 1)/
cbmc spcr             core/firmware/spcr.c             s/access >= 2 && access <= 4/access >= 2 \&\& access <= 5/
cbmc table            core/handoff/table.h             s/payload_size > left - sizeof(\*section)/payload_size > left/
cbmc table            core/handoff/table.h             s/if (limit < sizeof(\*header))/if (limit < 8)/
cbmc table            core/handoff/table.h             s/i < strings->payload_size; i++/i <= strings->payload_size; i++/
cbmc rawmap           core/firmware/rawmap.c           s/srat + slit == len/srat + slit <= len/
cbmc rawmap           core/firmware/rawmap.c           s/len < RAWMAP_HEADER_SIZE/len < 12/
cbmc rawmap           core/firmware/efimap.c           s,return map->size / map,return 1 + map->size / map,
cbmc elf_headers      efi/boot/elf/elf.c               s/(uint64_t)h->phnum \* h->phentsize/h->phnum/
cbmc elf_headers      efi/boot/elf/elf.c               s/at == ELF_SEGMENTS)/at > ELF_SEGMENTS)/
cbmc elf_headers      efi/boot/elf/elf.c               s/> UINT64_MAX - PAGE_SIZE_4K - p->memsz/> UINT64_MAX - PAGE_SIZE_4K/
cbmc elf_relocations  efi/boot/elf/elf_dynamic.c       s/l->plan->base) + offset/l->plan->base) + 2 * offset/
cbmc elf_relocations  efi/boot/elf/elf_load.c          s/elf_within(offset, sizeof(uint64_t), /elf_within(offset, 1, /
cbmc elf_relocations  efi/boot/elf/elf_load.c          s/index \* sizeof(struct elf_rela)/(index + 1) * sizeof(struct elf_rela)/
cbmc elf_relocations  efi/boot/elf/elf_load.c          s/base + index \* sizeof(uint64_t)/base + index * 16/
'
wrong=0

# has_place FILE CHANGE
has_place()
{
	sed "$2" "$1" | cmp -s - "$1" || return 0
	echo "self-test.sh: $1 has no place for: $2" >&2
	return 1
}

if [[ $1 = --places ]]; then
	while read -r tool argument file change <&3; do
		[[ ! $tool ]] || has_place "$file" "$change" || wrong=1
	done 3<<<"$mutants"
	exit $wrong
fi
folder=$1
only=${2-}
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
# Make reads the dependencies below build/, so no copy is left there.
trap 'rm -rf "$folder/tree"' EXIT
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
	has_place "$file" "$change" || exit 1
	sed -i "$change" "$file"
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
