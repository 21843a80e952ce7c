/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What of the RAM a kernel does not get, and what has it instead.
 */
#include "core/report/explain_parts.h"
#include "core/report/parts.h"
#include "core/report/prose.h"

static enum disposition disposition_of(const struct conversion *conversion,
				       size_t index)
{
	return convert_rule(conversion, index)->disposition;
}

static uint32_t group_of(const struct conversion *conversion, size_t index)
{
	return conversion->classifications[index].type_group;
}

static bool is_excluded(const struct conversion *conversion, size_t index)
{
	enum disposition disposition = disposition_of(conversion, index);

	return disposition == DISPOSITION_EXCLUDED ||
	       disposition == DISPOSITION_NOMAP ||
	       disposition == DISPOSITION_SOFT_RESERVED;
}

static bool is_group(const struct conversion *conversion, size_t index,
		     uint32_t groups)
{
	return is_excluded(conversion, index) &&
	       (EFI_TYPE_BIT(group_of(conversion, index)) & groups);
}

static bool is_runtime(const struct conversion *conversion, size_t index)
{
	return is_group(conversion, index, EFI_TYPES_RUNTIME);
}

static bool is_acpi(const struct conversion *conversion, size_t index)
{
	return is_group(conversion, index,
			EFI_TYPE_BIT(EFI_ACPI_RECLAIM_MEMORY) |
				EFI_TYPE_BIT(EFI_ACPI_MEMORY_NVS));
}

static bool is_withheld(const struct conversion *conversion, size_t index)
{
	return is_group(conversion, index,
			EFI_TYPE_BIT(EFI_RESERVED_MEMORY_TYPE));
}

static bool is_soft_reserved(const struct conversion *conversion, size_t index)
{
	return disposition_of(conversion, index) == DISPOSITION_SOFT_RESERVED;
}

static bool is_other(const struct conversion *conversion, size_t index)
{
	return is_excluded(conversion, index) &&
	       !is_runtime(conversion, index) && !is_acpi(conversion, index) &&
	       !is_withheld(conversion, index) &&
	       !is_soft_reserved(conversion, index);
}

static bool is_boot_services(const struct conversion *conversion, size_t index)
{
	return disposition_of(conversion, index) == DISPOSITION_MEMORY &&
	       (EFI_TYPE_BIT(group_of(conversion, index)) & EFI_TYPES_BOOT);
}

/* A paragraph for each, if there are such rows. The text follows the size. */
static const struct {
	prose_filter filter;
	const char *text;
} losses[] = {
	{ is_withheld,
	  "is RAM that the firmware withholds as reserved: for management "
	  "engines, graphics, system management mode or the processor's "
	  "security. No option gives it back." },
	{ is_acpi,
	  "holds ACPI tables and what the firmware keeps across sleep. If one "
	  "of these rows moves between two boots, Linux refuses to resume from "
	  "hibernation (`memblock diff`)." },
	{ is_runtime,
	  "stays the firmware's after boot: the runtime services, for example "
	  "for EFI variables and the clock." },
	{ is_soft_reserved,
	  "is special purpose memory, such as HBM or CXL: left to a driver, "
	  "unless efi=nosoftreserve is given." },
	{ is_other,
	  "is RAM that Linux does not use for another reason, which `memblock "
	  "show` gives for each range." },
	{ is_boot_services,
	  "belongs to boot services. Linux keeps it until it has called "
	  "SetVirtualAddressMap, because some firmware still uses it, and "
	  "then frees it." },
};

void explain_losses(const struct sink *out, const struct conversion *conversion)
{
	char room[HUMAN_SIZE];

	for (size_t i = 0; i < sizeof(losses) / sizeof(*losses); i++) {
		struct prose_rows rows =
			prose_count(conversion, losses[i].filter);
		struct prose prose;

		if (rows.cnt == 0)
			continue;
		prose_begin(&prose, out);
		print(&prose.text, "%s %s ", human_size(room, rows.bytes),
		      losses[i].text);
		prose_end(&prose);
		prose_rows(out, conversion, losses[i].filter);
	}
}
