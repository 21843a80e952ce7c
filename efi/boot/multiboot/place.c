/* SPDX-License-Identifier: BSD-2-Clause */
/* The kernel: plan and place. */
#include "efi/boot/multiboot/state.h"
#include "efi/boot/refuse.h"

/* --- plan -------------------------------------------------------------- */

static struct fw_status refuse(const struct boot *boot,
			       const struct multiboot_error *error)
{
	boot_begin_refusal(boot);
	multiboot_explain(boot->err, error);
	return boot_end_refusal(boot);
}

static struct fw_status read_header(const struct boot *boot,
				    struct multiboot_header *ret,
				    const struct reader *file)
{
	struct multiboot_error error;
	size_t at;
	unsigned int version =
		boot->protocol->id == PROTOCOL_MULTIBOOT2 ? 2 : 1;

	multiboot_find(file->head, file->head_size, version, &at);
	return multiboot_read(ret, file->head, file->head_size, version, at,
			      &error)
		       ? FW_SUCCESS
		       : refuse(boot, &error);
}

/* The one segment of a kernel whose header has addresses. */
static bool image_of_addresses(struct image *ret,
			       const struct multiboot_header *header,
			       uint64_t file_size, struct elf_error *error)
{
	const struct multiboot_addresses *a = &header->addresses;
	uint64_t rest = file_size - a->file_offset;
	uint64_t bytes = a->load_end ? a->load_end - a->base : rest;
	const struct image_segment segment = {
		.target = a->base,
		.vaddr = a->base,
		.offset = a->file_offset,
		.file_size = bytes,
		.memory_size =
			phys_max(bytes, a->bss_end ? a->bss_end - a->base : 0),
	};

	if (bytes > rest) {
		*error = (struct elf_error){
			.fault = ELF_SEGMENT_BYTES,
			.value = a->file_offset,
			.limit = file_size,
		};
		return false;
	}
	return image_from_addresses(ret, &segment, header->entry, error);
}

static struct fw_status read_image(struct boot *boot, struct reader *file)
{
	struct multiboot *multiboot = boot->state;
	const struct multiboot_header *header = &multiboot->header;
	struct image *image = &multiboot->physical.image;
	struct elf_error error = { .fault = ELF_GOOD };
	struct fw_status status = FW_SUCCESS;

	if (!header->has_addresses)
		status = image_from_elf(image, file, &error);
	else if (!image_of_addresses(image, header, file->size, &error))
		status = FW_LOAD_ERROR;
	if (error.fault != ELF_GOOD)
		return boot_refuse_elf(boot, &error);
	if (header->has_entry)
		image->entry = header->entry;
	return status;
}

/* With boot services kept, the kernel asks the firmware for the map itself. */
static struct fw_status check_options(const struct boot *boot)
{
	static const struct multiboot_error error = {
		.fault = MULTIBOOT_SERVICES,
	};
	const struct options *options = boot->options;

	if (options->settings.mem == MEM_NONE &&
	    options->settings.edit_cnt == 0 && options->reserve_mem_cnt == 0)
		return FW_SUCCESS;
	refuse(boot, &error);
	return FW_UNSUPPORTED;
}

struct fw_status multiboot_plan(struct boot *boot, struct reader *file)
{
	struct multiboot *multiboot = boot->state;
	struct multiboot_header *header = &multiboot->header;
	struct fw_status status = read_header(boot, header, file);

	if (!fw_failed(status))
		status = read_image(boot, file);
	if (fw_failed(status))
		return status;
	multiboot->physical.in_place = header->keep_services;
	if (!header->keep_services)
		return FW_SUCCESS;
	/* Without one, GRUB enters at the other entry, also in 64-bit mode. */
	if (header->has_efi64_entry)
		multiboot->physical.image.entry = header->efi64_entry;
	return check_options(boot);
}

/* --- place ------------------------------------------------------------- */

/* What the protocol has no place for, so that nobody looks for it. */
static void say_losses(const struct boot *boot)
{
	const struct multiboot *multiboot = boot->state;

	print(boot->say, "%s is %s; ", boot->options->kernel,
	      boot->protocol->name);
	if (multiboot_keeps_services(multiboot))
		print_str(boot->say, "it keeps boot services and reads the "
				     "firmware's memory map\n");
	else
		print(boot->say,
		      "owners, lifetimes and NUMA nodes%s are not passed on\n",
		      multiboot->header.version == 2
			      ? ""
			      : ", ACPI tables and the EFI system table");
}

struct fw_status multiboot_place(struct boot *boot, struct reader *file)
{
	struct multiboot *multiboot = boot->state;
	const struct multiboot_header *header = &multiboot->header;
	const struct physical_move move = {
		.allowed = header->is_relocatable,
		.lowest = header->preference == MULTIBOOT_LOWEST,
		.min = header->min,
		.max = header->max,
		.align = header->align,
	};

	say_losses(boot);
	return physical_place(boot, &multiboot->physical, &move, file);
}
