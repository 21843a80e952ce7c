/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The story of kernel=: the kernel's format, the sizes of all files, the map,
 * the kernel (which decides where nothing else may lie), modules, reserve_mem=,
 * the description of the machine, the entry.
 */
#include "efi/boot/boot.h"

#include "arch.h"
#include "core/gzip/gzip.h"
#include "efi/boot/gather.h"
#include "efi/boot/modules.h"
#include "efi/boot/protocols.h"
#include "efi/boot/refuse.h"
#include "efi/boot/reserve_mem.h"

/* --- the files --------------------------------------------------------- */

static struct fw_status open_kernel(struct boot *boot)
{
	struct fw_status status =
		fetch_open(&boot->fetch, boot->fw, boot->say, boot->err);

	if (!fw_failed(status))
		status = fetch_open_file(&boot->file, &boot->fetch,
					 boot->options->kernel);
	if (!fw_failed(status))
		status = fetch_head(&boot->file);
	return fw_failed(status) ? status : fetch_unpack(&boot->file);
}

static struct fw_status refuse_packed(const struct boot *boot,
				      const char *format)
{
	print(boot->err,
	      "%s cannot be unpacked: it is compressed with %s; unpack it with "
	      "%s -d, or compress it with gzip.\n",
	      boot->options->kernel, format, format);
	return FW_LOAD_ERROR;
}

static struct fw_status refuse_format(const struct boot *boot)
{
	const struct reader *file = &boot->file.reader;
	const char *packed = gzip_other(file->head, file->head_size);

	if (packed)
		return refuse_packed(boot, packed);
	boot_begin_refusal(boot);
	print_str(boot->err, "not ");
	boot_print_protocols(boot->options->protocol, boot->err);
	print_str(boot->err, boot->options->protocol == PROTOCOL_AUTO
				     ? ".\n"
				     : "; leave out protocol=.\n");
	return FW_LOAD_ERROR;
}

/* Firmware verifies images of its own format (UEFI 2.10, chapter 32). A signed
 * program that starts an unsigned kernel would defeat Secure Boot. */
static struct fw_status check_trust(const struct boot *boot)
{
	if (boot->protocol->verifies || !facts_secure_boot(boot->fw))
		return FW_SUCCESS;
	print(boot->err,
	      "%s is not loaded: Secure Boot is on, and %s has no signature "
	      "to check; switch Secure Boot off in the firmware's setup.\n",
	      boot->options->kernel, boot->protocol->name);
	return FW_SECURITY_VIOLATION;
}

static struct fw_status choose_protocol(struct boot *boot)
{
	boot->protocol =
		boot_recognise(boot->options->protocol, &boot->file.reader);
	return boot->protocol ? check_trust(boot) : refuse_format(boot);
}

/* Kernels of other protocols run where their headers say, and find the other
 * processors as their protocol says. */
static struct fw_status check_options(const struct boot *boot)
{
	const struct options *options = boot->options;
	const char *option = options->kaslr ? "kaslr=on" : "smp=on";

	if (!(options->kaslr || options->smp) ||
	    boot->protocol->id == PROTOCOL_NATIVE)
		return FW_SUCCESS;
	print(boot->err, "%s cannot be booted with %s: it is %s; remove %s.\n",
	      options->kernel, option, boot->protocol->name, option);
	return FW_UNSUPPORTED;
}

static struct fw_status make_state(struct boot *boot)
{
	size_t size = boot->protocol->state_size;

	boot->state = fw_alloc(boot->fw, size);
	if (!boot->state)
		return loader_oom(boot->err, "Loading a kernel", size);
	memset(boot->state, 0, size);
	return FW_SUCCESS;
}

static struct fw_status open_files(struct boot *boot, uint64_t *ret_modules)
{
	struct fw_status status = open_kernel(boot);

	if (!fw_failed(status))
		status = choose_protocol(boot);
	if (!fw_failed(status))
		status = check_options(boot);
	if (!fw_failed(status))
		status = make_state(boot);
	if (!fw_failed(status))
		status = modules_list(boot);
	return fw_failed(status) ? status : modules_open(boot, ret_modules);
}

/* --- the map ------------------------------------------------------------ */

static struct fw_status read_map(struct boot *boot)
{
	struct fw_status status =
		boot_map_read(&boot->map, boot->fw, boot->err);

	return fw_failed(status)
		       ? status
		       : boot_map_convert(&boot->map, &boot->options->settings,
					  boot->err);
}

/* Once the files are open: what the firmware has allocated for that is in the
 * map then. */
static struct fw_status prepare(struct boot *boot)
{
	struct fw_status status = read_map(boot);

	return fw_failed(status)
		       ? status
		       : placement_begin(&boot->placement, &boot->map,
					 BOOT_PROTOCOL_RANGES +
						 boot->protocol->more_ranges +
						 boot->module_cnt +
						 boot->options->reserve_mem_cnt,
					 boot->options->settings.mem !=
						 MEM_NONE,
					 boot->err);
}

/* --- loading ------------------------------------------------------------ */

static void announce(const struct boot *boot, uint64_t modules)
{
	phys_addr_t memory = boot->map.conversion.mb.memory.total_size;
	size_t cnt = boot->module_cnt;
	char room[3][HUMAN_SIZE];

	print(boot->say, "Loading %s (%s)", boot->options->kernel,
	      human_size(room[0], boot->file.reader.size));
	if (cnt)
		print(boot->say, " and %zu module%s (%s)", cnt,
		      cnt == 1 ? "" : "s", human_size(room[1], modules));
	print(boot->say, ", %s of memory\n", human_size(room[2], memory));
}

static struct fw_status load_kernel(struct boot *boot)
{
	struct reader *file = &boot->file.reader;
	struct fw_status status = boot->protocol->plan(boot, file);

	return fw_failed(status) ? status : boot->protocol->place(boot, file);
}

static struct fw_status load_all(struct boot *boot)
{
	uint64_t modules = 0;
	struct fw_status status = open_files(boot, &modules);

	if (!fw_failed(status))
		status = prepare(boot);
	if (fw_failed(status))
		return status;
	announce(boot, modules);
	status = load_kernel(boot);
	if (!fw_failed(status) && !boot->protocol->reads_modules)
		status = modules_read(boot);
	return fw_failed(status) ? status : reserve_mem_take(boot);
}

/* --- the machine ------------------------------------------------------- */

static struct fw_status run(struct boot *boot)
{
	struct fw_status status = load_all(boot);

	if (fw_failed(status))
		return status;
	boot_gather(boot, ARCH_SERIAL_PORT);
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

	if (boot.state && boot.protocol->release)
		boot.protocol->release(&boot);
	final_map_release(&boot.final);
	placement_end(&boot.placement);
	fw_free(fw, boot.state);
	modules_release(&boot);
	fetch_close_file(&boot.file);
	fetch_close(&boot.fetch);
	boot_map_release(&boot.map);
	return status;
}
