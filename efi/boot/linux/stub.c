/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The stub road: the firmware loads, verifies and starts the kernel as an
 * application, and its EFI stub leaves boot services. The kernel finds the
 * initrd by EFI_LOAD_FILE2, the reservations by a configuration table, and the
 * user our table in a variable.
 */
#include "efi/boot/linux/state.h"

#include "core/base/cstring.h"
#include "core/text/utf16.h"

/* The name of the variable, and that of its file in efivarfs. */
static const uint16_t variable[] = u"MemblockTable";
static const uint8_t guid[16] = MBT_GUID_BYTES;

/* --- loading ------------------------------------------------------------- */

static struct fw_status fail(const struct boot *boot, const char *what,
			     struct fw_status status)
{
	print(boot->err, "%s %s: ", boot->options->kernel, what);
	print_status(boot->err, status);
	print_str(boot->err, ".\n");
	return status;
}

static bool is_untrusted(struct fw_status status)
{
	return fw_is(status, FW_SECURITY_VIOLATION) ||
	       fw_is(status, FW_ACCESS_DENIED);
}

/* The firmware reads a file on a volume by itself; one from a server is in
 * memory. */
struct fw_status linux_stub_place(struct boot *boot)
{
	struct linux_state *linux = boot->state;
	const struct fetch_file *file = &boot->file;
	bool on_volume = file->on_volume.handle != NULL;
	uint16_t path[PATH_MAX_UNITS];
	struct fw_status status;

	if (path_from_user(path, boot->options->kernel) != PATH_GOOD)
		path[0] = 0;
	status = image_load(&linux->loaded, boot->fw, path,
			    on_volume ? NULL : file->reader.head,
			    on_volume ? 0 : (size_t)file->reader.size);
	if (!fw_failed(status))
		return status;
	if (is_untrusted(status))
		return fail(boot,
			    "is not loaded: Secure Boot is on, and the "
			    "firmware does not accept its signature",
			    status);
	return fail(boot, "cannot be loaded by the firmware", status);
}

/* --- the table ----------------------------------------------------------- */

/* The map as it is now: the kernel is loaded, and what reserve_mem= took is
 * ours. It is not the final one, which only the stub will see. */
static struct fw_status convert_now(const struct boot *boot,
				    struct boot_map *map)
{
	struct fw_status status = boot_map_read(map, boot->fw, boot->err);

	if (fw_failed(status))
		return status;
	map->capture.loader_ranges = boot->placement.ranges;
	map->capture.loader_range_cnt = boot->placement.range_cnt;
	return boot_map_convert(map, &boot->options->settings, boot->err);
}

static struct fw_status write_table(struct boot *boot,
				    const struct conversion *conversion)
{
	struct linux_state *linux = boot->state;
	size_t size = table_space(conversion, &boot->facts, 0);
	size_t used;

	linux->table = fw_alloc(boot->fw, size);
	if (!linux->table ||
	    table_write(linux->table, size, 0, conversion, &boot->facts, &used))
		return loader_oom(boot->err, "The table", size);
	linux->table_size = used;
	return FW_SUCCESS;
}

static struct fw_status make_table(struct boot *boot)
{
	struct boot_map map = { 0 };
	struct fw_status status = convert_now(boot, &map);

	if (!fw_failed(status))
		status = write_table(boot, &map.conversion);
	boot_map_release(&map);
	return status;
}

/* Linux boots without it, so a failure is told and no more. */
static void publish_table(struct boot *boot)
{
	struct linux_state *linux = boot->state;
	struct fw_status status = fw_set_variable(
		boot->fw, variable, guid, linux->table, linux->table_size);

	linux->has_variable = !fw_failed(status);
	if (linux->has_variable) {
		linux_print_digest(boot->say, linux->table);
		return;
	}
	print_str(boot->say, "Note: the table cannot be read from Linux, since "
			     "the firmware takes no variable for it: ");
	print_status(boot->say, status);
	print_str(boot->say, "\n");
}

/* --- options ------------------------------------------------------------- */

static struct fw_status make_options(struct boot *boot)
{
	struct linux_state *linux = boot->state;
	size_t units =
		utf8_to_utf16(NULL, 0, linux->cmdline, linux->cmdline_size);

	linux->options_size = units * sizeof(*linux->options);
	linux->options = fw_alloc(boot->fw, linux->options_size);
	if (!linux->options)
		return loader_oom(boot->err, "The kernel's command line",
				  linux->options_size);
	utf8_to_utf16(linux->options, units, linux->cmdline,
		      linux->cmdline_size);
	return FW_SUCCESS;
}

/* --- initrd -------------------------------------------------------------- */

static struct fw_status read_initrd(void *boot, void *memory)
{
	return linux_initrd_read(boot, memory);
}

/* Another program's offer stays if there is no initrd= of ours. */
static struct fw_status offer_initrd(struct boot *boot)
{
	struct linux_state *linux = boot->state;
	bool other = initrd_is_offered(boot->fw);
	struct fw_status status;

	if (boot->module_cnt == 0) {
		if (other)
			print_str(boot->say, "The initrd is that of the "
					     "program before.\n");
		return FW_SUCCESS;
	}
	if (other)
		print_str(boot->say, "initrd= replaces the initrd of the "
				     "program before.\n");
	linux->source = (struct initrd_source){
		.size = linux_initrd_size(boot),
		.read = read_initrd,
		.ctx = boot,
	};
	status = initrd_offer(&linux->offer, boot->fw, &linux->source);
	return fw_failed(status)
		       ? fail(boot, "cannot be given its initrd", status)
		       : status;
}

/* --- the start ----------------------------------------------------------- */

static struct fw_status start(struct boot *boot)
{
	struct linux_state *linux = boot->state;
	struct fw_status status;

	print(boot->say, "Starting %s by its EFI stub\n",
	      boot->options->kernel);
	status = image_start(&linux->loaded, linux->options,
			     linux->options_size);
	if (fw_failed(status))
		return fail(boot, "returned", status);
	print(boot->say, "%s returned.\n", boot->options->kernel);
	return status;
}

struct fw_status linux_stub_describe(struct boot *boot)
{
	struct linux_state *linux = boot->state;
	struct fw_status status = make_options(boot);

	/* Where the kernel will put its initrd is its own matter. */
	boot->facts.module_cnt = 0;
	boot->facts.cmdline = linux->cmdline;
	if (!fw_failed(status))
		status = linux_reserve(boot);
	if (!fw_failed(status))
		status = offer_initrd(boot);
	return fw_failed(status) ? status : make_table(boot);
}

struct fw_status linux_stub_enter(struct boot *boot)
{
	publish_table(boot);
	return start(boot);
}

void linux_stub_release(struct boot *boot)
{
	struct linux_state *linux = boot->state;

	if (linux->has_variable)
		fw_set_variable(boot->fw, variable, guid, NULL, 0);
	initrd_withdraw(&linux->offer);
	image_unload(&linux->loaded);
	fw_free(boot->fw, linux->options);
	fw_free(boot->fw, linux->table);
}
