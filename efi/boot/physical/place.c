/* SPDX-License-Identifier: BSD-2-Clause */
/* Where the image goes, and its bytes. */
#include "core/base/cstring.h"
#include "efi/boot/physical/physical.h"
#include "efi/boot/refuse.h"

#define LOW_BEGIN 0x10000
#define LOW_END   0x100000

/* --- where it is linked ------------------------------------------------ */

/* The whole pages of the image, as linked. */
static struct range pages_of(const struct image *image)
{
	return range_outward(range_from_to(image->base, image->end),
			     PAGE_SIZE_4K);
}

/* The descriptor that holds an address; one of EFI_MEMORY_TYPE_COUNT where the
 * firmware lists none. */
static struct efi_memory_desc desc_at(const struct boot *boot, phys_addr_t addr)
{
	const struct efimap *map = &boot->map.capture.map;
	struct efi_memory_desc desc;

	for (size_t i = 0; i < efimap_count(map); i++) {
		efimap_get(map, i, &desc);
		if (addr >= desc.phys_addr &&
		    (addr - desc.phys_addr) / PAGE_SIZE_4K < desc.num_pages)
			return desc;
	}
	return (struct efi_memory_desc){ .type = EFI_MEMORY_TYPE_COUNT };
}

/* The end of the memory that begins at or below addr. */
static phys_addr_t memory_to(const struct memblock *mb, phys_addr_t addr)
{
	const struct memblock_region *r = memblock_search(&mb->memory, addr);

	return r ? r->base + r->size : addr;
}

/* What overwrite=on gives up: RAM with what the firmware keeps for itself or
 * for the kernel. */
#define OVERWRITABLE                                                 \
	(EFI_TYPES_RUNTIME | EFI_TYPE_BIT(EFI_ACPI_RECLAIM_MEMORY) | \
	 EFI_TYPE_BIT(EFI_ACPI_MEMORY_NVS))

static struct fw_status refuse_target(const struct boot *boot,
				      struct range target, phys_addr_t addr,
				      uint32_t type, const char *remedy)
{
	const char *name = efi_type_name(type);

	boot_begin_refusal(boot);
	print(boot->err, "it is linked for 0x%jx-0x%jx, where 0x%jx ",
	      (uintmax_t)target.base, (uintmax_t)range_end(target) - 1,
	      (uintmax_t)addr);
	if (efi_type_among(type, EFI_TYPES_USABLE))
		print_str(boot->err, "is taken away by mem= or memmap=; change "
				     "that option.\n");
	else
		print(boot->err, "is %s; link it for other addresses%s.\n",
		      type == EFI_MEMORY_TYPE_COUNT || !name ? "not memory"
							     : name,
		      remedy);
	return FW_LOAD_ERROR;
}

static void overwrite(struct boot *boot, struct range range, uint32_t type)
{
	print(boot->say, "Note: %s overwrites %s at 0x%jx-0x%jx.\n",
	      boot->options->kernel, efi_type_name(type), (uintmax_t)range.base,
	      (uintmax_t)range_end(range) - 1);
}

/* Everything there is either free, or becomes free when boot services end, or
 * may be overwritten then. */
static struct fw_status check_target(struct boot *boot, struct range target,
				     bool in_place)
{
	const struct memblock *mb = &boot->map.conversion.mb;
	phys_addr_t at = target.base, end = range_end(target);

	while (at < end) {
		phys_addr_t next = memory_to(mb, at);
		struct efi_memory_desc desc;
		uint64_t left;
		bool may;

		if (next > at) {
			at = next;
			continue;
		}
		desc = desc_at(boot, at);
		may = !in_place && efi_type_among(desc.type, OVERWRITABLE);
		if (!may || !boot->options->overwrite)
			return refuse_target(boot, target, at, desc.type,
					     may ? ", or add overwrite=on"
						 : "");
		left = desc.num_pages - (at - desc.phys_addr) / PAGE_SIZE_4K;
		left = phys_min(left, (end - at) / PAGE_SIZE_4K);
		overwrite(boot, (struct range){ at, left * PAGE_SIZE_4K },
			  desc.type);
		boot->overwritten = target;
		at += left * PAGE_SIZE_4K;
	}
	return FW_SUCCESS;
}

/* --- reading ----------------------------------------------------------- */

static struct fw_status read_segment(const struct image_segment *s,
				     struct reader *file, phys_addr_t to)
{
	return s->file_size == 0
		       ? FW_SUCCESS
		       : reader_read(file, s->offset, (void *)(uintptr_t)to,
				     s->file_size);
}

static struct fw_status read_to_place(struct physical *physical,
				      struct reader *file)
{
	const struct image *image = &physical->image;

	for (size_t i = 0; i < image->segment_cnt; i++) {
		const struct image_segment *s = &image->segments[i];
		phys_addr_t to = s->target + physical->slide;
		struct fw_status status = read_segment(s, file, to);

		if (fw_failed(status))
			return status;
		memset((uint8_t *)(uintptr_t)to + s->file_size, 0,
		       (size_t)(s->memory_size - s->file_size));
	}
	return FW_SUCCESS;
}

static struct fw_status read_for_later(struct physical *physical,
				       struct reader *file, phys_addr_t staging)
{
	const struct image *image = &physical->image;

	for (size_t i = 0; i < image->segment_cnt; i++) {
		const struct image_segment *s = &image->segments[i];
		struct fw_status status = read_segment(s, file, staging);

		if (fw_failed(status))
			return status;
		physical->copies[physical->copy_cnt++] = (struct cpu_copy){
			.to = s->target,
			.from = staging,
			.size = s->file_size,
			.zeros = s->memory_size - s->file_size,
		};
		staging += s->file_size;
	}
	return FW_SUCCESS;
}

struct fw_status physical_take_low(struct boot *boot,
				   struct placement_request *request,
				   phys_addr_t *ret)
{
	request->lowest = true;
	request->min = LOW_BEGIN;
	request->end = LOW_END;
	if (placement_try(&boot->placement, request, ret))
		return FW_SUCCESS;
	request->min = request->end = 0;
	return placement_take(&boot->placement, request, ret);
}

/* --- the three ways ---------------------------------------------------- */

/* Returns false when there is no such place. */
static bool move(struct boot *boot, struct physical *physical,
		 const struct physical_move *wish)
{
	struct range target = pages_of(&physical->image);
	const struct placement_request request = {
		.what = boot->options->kernel,
		.size = target.size,
		.align = wish->align,
		.min = wish->min,
		.end = wish->max < PHYSICAL_LIMIT ? wish->max + 1
						  : PHYSICAL_LIMIT,
		.lowest = wish->lowest,
		.owner = OWNER_KERNEL,
		.code = true,
	};
	phys_addr_t base;

	if (!placement_try(&boot->placement, &request, &base))
		return false;
	physical->slide = base - target.base;
	return true;
}

static bool take_target(struct boot *boot, struct range target)
{
	const struct placement_request request = {
		.what = boot->options->kernel,
		.size = target.size,
		.min = target.base,
		.end = range_end(target),
		.owner = OWNER_KERNEL,
		.code = true,
	};
	phys_addr_t base;

	return placement_try(&boot->placement, &request, &base);
}

static struct fw_status stage(struct boot *boot, struct physical *physical,
			      struct reader *file)
{
	const struct image *image = &physical->image;
	struct placement_request request = {
		.what = boot->options->kernel,
		.owner = OWNER_LOADER,
	};
	struct fw_status status;
	phys_addr_t staging;

	for (size_t i = 0; i < image->segment_cnt; i++)
		request.size += image->segments[i].file_size;
	request.size = phys_max(request.size, 1);
	status = placement_take(&boot->placement, &request, &staging);
	return fw_failed(status) ? status
				 : read_for_later(physical, file, staging);
}

struct fw_status physical_place(struct boot *boot, struct physical *physical,
				const struct physical_move *wish,
				struct reader *file)
{
	const struct image *image = &physical->image;
	struct range target = pages_of(image);
	const struct elf_error no_entry = { ELF_ENTRY, 0, image->entry, 0 };
	const struct elf_error staged = { ELF_STAGED, 0, target.base,
					  range_end(target) - 1 };
	struct fw_status status;

	if (image->entry - image->base >= image->end - image->base)
		return boot_refuse_elf(boot, &no_entry);
	boot->placement.limit = PHYSICAL_LIMIT;
	if (wish->allowed && move(boot, physical, wish))
		return read_to_place(physical, file);
	status = check_target(boot, target, physical->in_place);
	if (fw_failed(status))
		return status;
	if (take_target(boot, target))
		return read_to_place(physical, file);
	if (physical->in_place)
		return boot_refuse_elf(boot, &staged);
	placement_avoid(&boot->placement, target.base, target.size);
	return stage(boot, physical, file);
}
