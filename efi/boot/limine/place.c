/* SPDX-License-Identifier: BSD-2-Clause */
/* The kernel: plan and place. */
#include "arch.h"
#include "core/base/cstring.h"
#include "efi/arch/cpu.h"
#include "efi/arch/limine.h"
#include "efi/boot/limine/state.h"
#include "efi/boot/refuse.h"

#define LARGE_PAGE ((uint64_t)2 << 20)

static struct fw_status refuse_requests(const struct boot *boot,
					const struct limine_error *error)
{
	boot_begin_refusal(boot);
	limine_explain(boot->err, error);
	return boot_end_refusal(boot);
}

struct fw_status limine_refuse(const struct boot *boot, enum limine_fault fault,
			       uint64_t value, uint64_t limit)
{
	const struct limine_error error = { fault, value, limit };

	return refuse_requests(boot, &error);
}

/* --- plan -------------------------------------------------------------- */

/* "Memory Layout at Entry": only one that is relocatable may be linked lower.
 */
static bool find_addresses(struct limine *limine)
{
	const struct elf_plan *plan = &limine->plan;
	struct limine_image *image = &limine->image;

	if (plan->segments[0].vaddr >= CPU_LIMINE_KERNEL)
		image->virt = plan->base;
	else if (plan->is_pie)
		image->virt = CPU_LIMINE_KERNEL;
	else
		return false;
	image->size = (size_t)plan->size;
	for (size_t i = 0; i < plan->segment_cnt; i++) {
		const struct elf_segment *s = &plan->segments[i];

		image->file_size = (size_t)phys_max(
			image->file_size, s->vaddr - plan->base + s->file_size);
	}
	return plan->size <= UINT64_MAX - image->virt;
}

struct fw_status limine_plan(struct boot *boot, struct reader *file)
{
	struct limine *limine = boot->state;
	struct elf_error error;

	limine->counter_start = cpu_counter();
	if (!elf_plan(&limine->plan, file, &ARCH_ELF, &error))
		return boot_refuse_elf(boot, &error);
	return find_addresses(limine) ? FW_SUCCESS
				      : limine_refuse(boot, LIMINE_LOW, 0, 0);
}

/* --- the image --------------------------------------------------------- */

/* Where addresses match modulo 2 MiB, large pages map the kernel. */
static uint64_t large_pages(const struct limine_image *image)
{
	return image->size >= LARGE_PAGE && image->virt % LARGE_PAGE == 0
		       ? LARGE_PAGE
		       : 0;
}

static struct fw_status load(struct boot *boot, struct reader *file)
{
	struct limine *limine = boot->state;
	struct limine_image *image = &limine->image;
	const struct placement_request request = {
		.what = boot->options->kernel,
		.size = image->size,
		.align = limine->plan.align,
		.better_align = large_pages(image),
		.owner = OWNER_KERNEL,
	};
	struct elf_error error;
	phys_addr_t base;
	struct fw_status status =
		placement_take(&boot->placement, &request, &base);

	if (fw_failed(status))
		return status;
	image->memory = (uint8_t *)(uintptr_t)base;
	if (!elf_load(&limine->plan, file, image->memory, image->virt, &error))
		return boot_refuse_elf(boot, &error);
	return FW_SUCCESS;
}

/* --- its requests ------------------------------------------------------ */

/* Base revision 0 knows a section with pointers as well. */
static struct fw_status read_section(struct boot *boot, struct reader *file)
{
	struct limine *limine = boot->state;
	struct limine_error error;
	size_t at, size;

	limine_find_section(limine, file, &at, &size);
	if (size == 0)
		return FW_SUCCESS;
	return limine_read_list(&limine->requests, &limine->image, at, size,
				&error)
		       ? FW_SUCCESS
		       : refuse_requests(boot, &error);
}

static bool asks_for_nothing(const struct limine_requests *requests)
{
	for (int i = 0; i < LIMINE_FEATURES; i++)
		if (limine_has(requests, (enum limine_feature)i))
			return false;
	return requests->tag == LIMINE_NONE;
}

static struct fw_status read_requests(struct boot *boot, struct reader *file)
{
	struct limine *limine = boot->state;
	struct limine_requests *requests = &limine->requests;
	struct limine_error error;
	struct fw_status status = FW_SUCCESS;

	if (!limine_read(requests, &limine->image, &error))
		return refuse_requests(boot, &error);
	if (requests->tag == LIMINE_NONE)
		status = read_section(boot, file);
	if (!fw_failed(status) && asks_for_nothing(requests))
		return limine_refuse(boot, LIMINE_NO_REQUEST, 0, 0);
	return status;
}

static uint64_t field(const struct limine *limine, enum limine_feature feature,
		      unsigned int index)
{
	return limine_field(&limine->requests, &limine->image, feature, index);
}

/* --- what they decide -------------------------------------------------- */

static struct fw_status find_entry(struct boot *boot)
{
	struct limine *limine = boot->state;
	const struct limine_image *image = &limine->image;

	limine->entry = limine->plan.entry + (image->virt - limine->plan.base);
	if (limine_asks(limine, LIMINE_ENTRY_POINT))
		limine->entry = field(limine, LIMINE_ENTRY_POINT, 0);
	if (limine->entry - image->virt < image->size)
		return FW_SUCCESS;
	return limine_refuse(boot, LIMINE_ENTRY, limine->entry, image->virt);
}

/* "Paging Mode Feature": mode 0 has 4 levels, 1 has 5. */
static struct fw_status choose_levels(struct boot *boot)
{
	struct limine *limine = boot->state;
	uint64_t mode = 0, max = 0, min = 0;

	if (limine_asks(limine, LIMINE_PAGING_MODE)) {
		size_t at = limine->requests.at[LIMINE_PAGING_MODE];

		max = mode = field(limine, LIMINE_PAGING_MODE, 0);
		if (limine_number(&limine->image, at + LIMINE_REVISION) > 0) {
			max = field(limine, LIMINE_PAGING_MODE, 1);
			min = field(limine, LIMINE_PAGING_MODE, 2);
		}
		mode = phys_max(phys_min(mode, max), min);
	}
	if (min <= max && mode > 0 && cpu_limine_paging(&limine->paging, 5))
		return FW_SUCCESS;
	if (min > 0 || min > max)
		return limine_refuse(boot,
				     min > 1 || min > max ? LIMINE_MODES
							  : LIMINE_LEVELS,
				     0, 0);
	cpu_limine_paging(&limine->paging, 4);
	return FW_SUCCESS;
}

static void choose_stack(struct limine *limine)
{
	limine->stack_size = LIMINE_STACK_MIN;
	if (limine_asks(limine, LIMINE_STACK_SIZE))
		limine->stack_size =
			phys_max(limine->stack_size,
				 phys_min(field(limine, LIMINE_STACK_SIZE, 0),
					  (uint64_t)1 << 40));
	limine->stack_size = align_up(limine->stack_size, PAGE_SIZE_4K);
}

/* What the protocol has no place for, so that nobody looks for it. */
static void say_losses(const struct boot *boot)
{
	const struct limine *limine = boot->state;

	print(boot->say,
	      "%s is a Limine kernel, base revision %u; owners, lifetimes and "
	      "NUMA nodes are not passed on\n",
	      boot->options->kernel, limine->requests.revision);
}

/* --- its file ---------------------------------------------------------- */

static struct fw_status copy_file(struct boot *boot, struct reader *file)
{
	struct limine *limine = boot->state;
	const struct placement_request request = {
		.what = "The copy of the kernel's file",
		.size = file->size,
		.owner = OWNER_MODULE,
		.name = "kernel",
	};
	struct fw_status status;

	if (!limine_asks(limine, LIMINE_EXECUTABLE_FILE))
		return FW_SUCCESS;
	status = placement_take(&boot->placement, &request, &limine->file);
	return fw_failed(status)
		       ? status
		       : reader_read(file, 0, (void *)(uintptr_t)limine->file,
				     file->size);
}

struct fw_status limine_place(struct boot *boot, struct reader *file)
{
	struct limine *limine = boot->state;
	struct fw_status status = load(boot, file);

	if (!fw_failed(status))
		status = read_requests(boot, file);
	if (!fw_failed(status))
		status = find_entry(boot);
	if (!fw_failed(status))
		status = choose_levels(boot);
	if (fw_failed(status))
		return status;
	limine->hhdm = cpu_limine_hhdm(limine->paging.levels);
	choose_stack(limine);
	say_losses(boot);
	status = copy_file(boot, file);
	return fw_failed(status) ? status : limine_load_internals(boot);
}
