/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The story of kernel=: the map, the sizes of all files, the kernel (which
 * decides where nothing else may lie), modules, reserve_mem=, the description
 * of the machine, the entry.
 */
#include "efi/boot/boot.h"

#include "arch.h"
#include "efi/boot/fetch.h"
#include "efi/boot/modules.h"
#include "efi/boot/protocols.h"
#include "efi/boot/reserve_mem.h"
#include "efi/boot/serial.h"

/* --- before any file is read ------------------------------------------- */

/* Firmware verifies images of its own format (UEFI 2.10, chapter 32), and the
 * kernels of our protocols have another one. A signed program that starts an
 * unsigned kernel would defeat Secure Boot. */
static struct fw_status check_trust(const struct boot *boot)
{
	if (!facts_secure_boot(boot->fw))
		return FW_SUCCESS;
	print(boot->err,
	      "%s is not loaded: Secure Boot is on, and an ELF "
	      "file has no signature to check; switch Secure Boot off in the "
	      "firmware's setup.\n",
	      boot->options->kernel);
	return FW_SECURITY_VIOLATION;
}

static struct fw_status read_map(struct boot *boot)
{
	struct fw_status status =
		boot_map_read(&boot->map, boot->fw, boot->err);

	return fw_failed(status)
		       ? status
		       : boot_map_convert(&boot->map, &boot->options->settings,
					  boot->err);
}

static struct fw_status prepare(struct boot *boot)
{
	struct fw_status status = check_trust(boot);

	if (!fw_failed(status))
		status = modules_list(boot);
	if (!fw_failed(status))
		status = read_map(boot);
	if (!fw_failed(status))
		status = placement_begin(
			&boot->placement, &boot->map,
			BOOT_PROTOCOL_RANGES + boot->module_cnt +
				boot->options->reserve_mem_cnt,
			boot->options->settings.mem != MEM_NONE, boot->err);
	return status;
}

/* --- the kernel -------------------------------------------------------- */

static struct fw_status refuse_format(const struct boot *boot)
{
	print(boot->err, "%s cannot be loaded: not ", boot->options->kernel);
	boot_print_protocols(boot->err);
	print_str(boot->err, ".\n");
	return FW_LOAD_ERROR;
}

static struct fw_status make_state(struct boot *boot, size_t size)
{
	boot->state = fw_alloc(boot->fw, size);
	if (!boot->state)
		return loader_oom(boot->err, "Loading a kernel", size);
	memset(boot->state, 0, size);
	return FW_SUCCESS;
}

static struct fw_status load_file(struct boot *boot,
				  const struct boot_file *file)
{
	const struct boot_protocol *protocol = boot_recognise(file);
	struct fw_status status;

	if (!protocol)
		return refuse_format(boot);
	boot->protocol = protocol;
	status = make_state(boot, protocol->state_size);
	if (!fw_failed(status))
		status = protocol->plan(boot, file);
	return fw_failed(status) ? status : protocol->place(boot, file);
}

static struct fw_status load_kernel(struct boot *boot, struct fetch *fetch,
				    uint64_t size)
{
	size_t pages = fw_pages_for((size_t)size);
	struct boot_file file = {
		.bytes = fw_pages(boot->fw, pages),
		.size = (size_t)size,
	};
	struct fw_status status;

	if (!file.bytes)
		return loader_oom(boot->err, boot->options->kernel, size);
	status = fetch_read(fetch, boot->options->kernel, (void *)file.bytes,
			    size);
	if (!fw_failed(status))
		status = load_file(boot, &file);
	fw_free_pages(boot->fw, (void *)file.bytes, pages);
	return status;
}

/* --- all files --------------------------------------------------------- */

static void announce(const struct boot *boot, uint64_t kernel, uint64_t modules)
{
	phys_addr_t memory = boot->map.conversion.mb.memory.total_size;
	size_t cnt = boot->module_cnt;
	char room[3][HUMAN_SIZE];

	print(boot->say, "Loading %s (%s)", boot->options->kernel,
	      human_size(room[0], kernel));
	if (cnt)
		print(boot->say, " and %zu module%s (%s)", cnt,
		      cnt == 1 ? "" : "s", human_size(room[1], modules));
	print(boot->say, ", %s of memory\n", human_size(room[2], memory));
}

static struct fw_status read_files(struct boot *boot, struct fetch *fetch)
{
	uint64_t size = 0, total = 0;
	struct fw_status status =
		fetch_size(fetch, boot->options->kernel, &size);

	if (!fw_failed(status))
		status = modules_size(boot, fetch, &total);
	if (fw_failed(status))
		return status;
	announce(boot, size, total);
	status = load_kernel(boot, fetch, size);
	return fw_failed(status) ? status : modules_read(boot, fetch);
}

static struct fw_status load_all(struct boot *boot)
{
	struct fetch fetch;
	struct fw_status status =
		fetch_open(&fetch, boot->fw, boot->say, boot->err);

	if (!fw_failed(status))
		status = read_files(boot, &fetch);
	fetch_close(&fetch);
	return fw_failed(status) ? status : reserve_mem_take(boot);
}

/* --- the machine ------------------------------------------------------- */

static void gather_facts(struct boot *boot)
{
	struct table_facts *facts = &boot->facts;

	facts_read(facts, boot->fw);
	facts->framebuffer_cnt =
		facts_framebuffers(boot->framebuffers, boot->fw);
	facts->framebuffers = boot->framebuffers;
	facts->modules = boot->modules;
	facts->module_cnt = boot->module_cnt;
	facts->cmdline = boot->options->report.arguments;
	facts->kernel_path = boot->options->kernel;
	boot->serial = serial_find(facts->rsdp, ARCH_SERIAL_PORT);
}

static struct fw_status run(struct boot *boot)
{
	struct fw_status status = prepare(boot);

	if (!fw_failed(status))
		status = load_all(boot);
	if (fw_failed(status))
		return status;
	gather_facts(boot);
	status = boot->protocol->describe(boot);
	return fw_failed(status) ? status : boot->protocol->enter(boot);
}

struct fw_status boot_kernel(const struct firmware *fw,
			     const struct options *options,
			     const struct sink *say, const struct sink *err)
{
	struct boot boot = {
		.fw = fw, .options = options, .say = say, .err = err
	};
	struct fw_status status = run(&boot);

	final_map_release(&boot.final);
	placement_end(&boot.placement);
	fw_free(fw, boot.state);
	fw_free(fw, boot.modules);
	boot_map_release(&boot.map);
	return status;
}
