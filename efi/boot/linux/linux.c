/* SPDX-License-Identifier: BSD-2-Clause */
/* The protocol: which road, and whether the kernel can take it. */
#include "efi/boot/linux/linux.h"

#include "arch.h"
#include "efi/arch/cpu.h"
#include "efi/arch/linux.h"
#include "efi/boot/linux/cmdline.h"
#include "efi/boot/linux/direct.h"
#include "efi/boot/linux/state.h"
#include "efi/boot/refuse.h"

static bool recognise(struct reader *file)
{
	return linux_recognise(file->head, file->head_size);
}

static struct fw_status refuse(const struct boot *boot,
			       const struct linux_error *error)
{
	boot_begin_refusal(boot);
	linux_explain(boot->err, error);
	return boot_end_refusal(boot);
}

static struct paging_cpu paging_now(void)
{
	struct paging_cpu ret;

	cpu_paging(&ret);
	return ret;
}

/* Where it is false, the compiler leaves the direct road out. */
static bool goes_direct(const struct boot *boot)
{
	const struct linux_state *linux = boot->state;

	return ARCH_LINUX_DIRECT && linux->road == ROAD_DIRECT;
}

/* --- the road ------------------------------------------------------------ */

static struct fw_status refuse_trust(const struct boot *boot)
{
	print(boot->err,
	      "%s is not loaded: Secure Boot is on, and road=direct does not "
	      "verify a kernel; use road=stub.\n",
	      boot->options->kernel);
	return FW_SECURITY_VIOLATION;
}

/* The EFI stub reads the firmware's own map: only directly can a cap or a
 * reservation hold for all that happens before the kernel reads its command
 * line. */
static bool needs_direct(const struct options *options)
{
	return options->settings.edit_cnt > 0 || options->reserve_mem_cnt > 0;
}

/* Neither road names the other one as a remedy. */
static const struct linux_error *no_road(struct linux_error *error,
					 const struct linux_image *image)
{
	if (image->format == LINUX_BZIMAGE)
		error->fault = LINUX_NO_ROAD;
	return error;
}

static struct fw_status choose_road(struct boot *boot)
{
	struct linux_state *linux = boot->state;
	bool trusted = !facts_secure_boot(boot->fw);
	struct linux_error no_stub, no_direct;
	struct paging_cpu cpu = paging_now();
	bool stub = linux_check_stub(&linux->image, &no_stub);
	bool direct = linux_check_direct(&linux->image, cpu.levels, &no_direct);
	enum road road = boot->options->road;

	if (road == ROAD_AUTO)
		road = trusted && direct &&
				       (!stub || needs_direct(boot->options))
			       ? ROAD_DIRECT
			       : ROAD_STUB;
	linux->road = road;
	if (!stub && !direct)
		return refuse(boot, no_road(&no_stub, &linux->image));
	if (road == ROAD_STUB)
		return stub ? FW_SUCCESS : refuse(boot, &no_stub);
	if (!direct)
		return refuse(boot, &no_direct);
	return trusted ? FW_SUCCESS : refuse_trust(boot);
}

/* --- the command line ---------------------------------------------------- */

static struct fw_status make_cmdline(struct boot *boot)
{
	struct linux_state *linux = boot->state;
	bool edited = linux->road != ROAD_STUB;
	char room[1];
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, room, sizeof(room));

	linux_cmdline(&out, boot->options, edited);
	linux->cmdline_size = buffer.need + 1;
	if (linux->image.cmdline_size &&
	    buffer.need > linux->image.cmdline_size) {
		print(boot->err,
		      "The kernel's command line has %zu bytes, and %s takes "
		      "%u; shorten it.\n",
		      buffer.need, boot->options->kernel,
		      linux->image.cmdline_size);
		return FW_BAD_BUFFER_SIZE;
	}
	linux->cmdline = fw_alloc(boot->fw, linux->cmdline_size);
	if (!linux->cmdline)
		return loader_oom(boot->err, "The kernel's command line",
				  linux->cmdline_size);
	out = buffer_sink(&buffer, linux->cmdline, linux->cmdline_size);
	linux_cmdline(&out, boot->options, edited);
	return FW_SUCCESS;
}

/* What the user asked for twice, and the kernel goes by the second. */
static void note_undone(const struct boot *boot)
{
	if (boot->options->settings.mem != MEM_NONE &&
	    boot->options->settings.mem_kind == MEM_AMOUNT &&
	    linux_cmdline_has(boot->options, "mem"))
		print_str(boot->say, "Note: Linux takes the mem= after --, not "
				     "that of the options.\n");
}

/* --- steps --------------------------------------------------------------- */

static struct fw_status plan(struct boot *boot, struct reader *file)
{
	struct linux_state *linux = boot->state;
	struct linux_error error;
	struct fw_status status;

	if (!linux_read(&linux->image, file->head, file->head_size, file->size,
			arch_linux.machine, &error))
		return refuse(boot, &error);
	if (!linux_cmdline_check(boot->options, ARCH_PROFILE, boot->err))
		return FW_INVALID_PARAMETER;
	status = choose_road(boot);
	if (arch_linux.reserve_by_type)
		boot->placement.reserved = FW_MEMORY_KEPT;
	if (!fw_failed(status))
		status = make_cmdline(boot);
	if (!fw_failed(status))
		note_undone(boot);
	return status;
}

static struct fw_status place(struct boot *boot, struct reader *file)
{
	return goes_direct(boot) ? linux_direct_place(boot, file)
				 : linux_stub_place(boot);
}

static struct fw_status describe(struct boot *boot)
{
	return goes_direct(boot) ? linux_direct_describe(boot)
				 : linux_stub_describe(boot);
}

static struct fw_status enter(struct boot *boot)
{
	return goes_direct(boot) ? linux_direct_enter(boot)
				 : linux_stub_enter(boot);
}

static void release(struct boot *boot)
{
	struct linux_state *linux = boot->state;

	linux_stub_release(boot);
	linux_unreserve(boot);
	fw_free(boot->fw, linux->cmdline);
}

const struct boot_protocol boot_linux = {
	.id = PROTOCOL_LINUX,
	.name = "a Linux kernel",
	.state_size = sizeof(struct linux_state),
	.verifies = true,
	.reads_modules = true,
	.unpacks_modules = true,
	.recognise = recognise,
	.plan = plan,
	.place = place,
	.describe = describe,
	.enter = enter,
	.release = release,
};
