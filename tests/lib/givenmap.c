/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/givenmap.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/report/parts.h"
#include "tests/lib/giventext.h"
#include "tests/lib/givensrat.h"
#include "tests/lib/givenwords.h"

struct capture capture;
struct options options;
struct conversion conversion;

static void *descriptors, *space;
static struct acpi_tables tables;

/* --- the map ------------------------------------------------------------- */

static uint64_t attribute(const char **at, const char *text)
{
	for (unsigned int shift = 0; shift < 64; shift++) {
		const char *name = efi_attr_name(UINT64_C(1) << shift);
		size_t len = name ? strlen(name) : 0;

		if (len && strncmp(*at, name, len) == 0 &&
		    strchr(" |", (*at)[len])) {
			*at += len;
			return UINT64_C(1) << shift;
		}
	}
	return text_number(at, 16, text);
}

static struct efi_memory_desc descriptor(const char **at, const char *text)
{
	struct efi_memory_desc desc = { .attribute = EFI_ATTR_WB };
	char sign;

	desc.phys_addr = text_number(at, 16, text);
	sign = *(*at)++;
	desc.num_pages = text_number(at, 16, text);
	if (sign == '-')
		desc.num_pages = (desc.num_pages - desc.phys_addr) >> 12;
	else if (sign != '+')
		bad_text(text);
	if (*(*at)++ != ':')
		bad_text(text);
	desc.type = (uint32_t)text_number(at, 0, text);
	if (**at != ':')
		return desc;
	desc.attribute = 0;
	do {
		(*at)++;
		desc.attribute |= attribute(at, text);
	} while (**at == '|');
	return desc;
}

static void forget_nodes(void)
{
	free(acpi_byte(&tables.srat, 0));
	free(acpi_byte(&tables.slit, 0));
	tables = (struct acpi_tables){ 0 };
}

void given_nodes(const char *srat, const char *slit)
{
	forget_nodes();
	tables.srat = srat_from_text(3, srat);
	if (slit)
		tables.slit = slit_from_text(slit);
	capture.acpi = tables;
}

void given_descriptors(const struct efi_memory_desc *desc, size_t count,
		       size_t stride)
{
	uint8_t *bytes;

	free(descriptors);
	forget_nodes();
	bytes = descriptors = malloc(count ? count * stride : 1);
	memset(bytes, 0xee, count * stride);
	for (size_t i = 0; i < count; i++)
		memcpy(bytes + i * stride, &desc[i], sizeof(desc[i]));
	capture = (struct capture){
		.map = { bytes, count * stride, stride, EFIMAP_DESC_VERSION },
		.profile = PROFILE_LINUX_X86,
		.origin = "a test",
		.arch = "x86_64",
		.vendor = "EDK II",
		.firmware_revision = 0x10000,
		.uefi_revision = 0x00020046,
	};
}

void given_map_stride(const char *text, size_t stride)
{
	struct efi_memory_desc list[64];
	const char *at = text;
	size_t count = 0;

	while (*at) {
		if (count == 64)
			bad_text(text);
		list[count++] = descriptor(&at, text);
		if (*at && *at++ != ' ')
			bad_text(text);
	}
	given_descriptors(list, count, stride);
}

void given_map(const char *text)
{
	given_map_stride(text, 48);
}

/* --- converting ---------------------------------------------------------- */

int convert_now(void)
{
	size_t need = convert_space(&capture, &options.settings);
	int status;

	free(space);
	space = malloc(need);
	status = convert(&conversion, &capture, &options.settings, space, need);
	if (status == CORE_OK)
		mb = conversion.mb;
	return status;
}

int convert_words(const char *file, const char *line)
{
	struct option_fault fault;
	int status = parse_words(&options, &fault, file, line, capture.profile);

	return status ? status : convert_now();
}

void take_conversion(struct taken *ret)
{
	*ret = (struct taken){ capture, options, conversion, descriptors,
			       space };
	ret->conversion.capture = &ret->capture;
	ret->conversion.settings = &ret->options.settings;
	descriptors = space = NULL;
}

void taken_free(struct taken *taken)
{
	free(taken->descriptors);
	free(taken->space);
	*taken = (struct taken){ 0 };
}

/* --- as text ------------------------------------------------------------- */

static const char *text_of_reservations(const struct reservation *list,
					size_t cnt)
{
	static char buffers[4][8192];
	static unsigned int turn;
	char *text = buffers[turn++ % 4];
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, text, sizeof(*buffers));

	text[0] = '\0';
	for (size_t i = 0; i < cnt; i++) {
		const struct reservation *one = &list[i];

		print(&out, "%s%jx-%jx ", i ? ", " : "",
		      (uintmax_t)one->range.base,
		      (uintmax_t)range_end(one->range));
		print_reservation(&out, &conversion, one);
	}
	return text;
}

const char *text_of_owners(void)
{
	return text_of_reservations(conversion.reservations,
				    conversion.reservation_cnt);
}

const char *text_of_page_owners(void)
{
	return text_of_reservations(conversion.page_owners,
				    conversion.page_owner_cnt);
}

const char *text_of_anomalies(void)
{
	static char text[4096];
	int n = 0;

	text[0] = '\0';
	for (size_t i = 0; i < efimap_count(&capture.map) && n < 4000; i++) {
		unsigned int anomalies =
			conversion.classifications[i].anomalies;

		if (anomalies)
			n += sprintf(text + n, "%s#%zu", n ? ", " : "", i);
		for_each_anomaly(anomalies, bit)
			n += sprintf(text + n, " %s",
				     anomaly_name((enum anomaly)bit));
	}
	return text;
}

const char *text_of_dispositions(void)
{
	static char text[4096];
	int n = 0;

	text[0] = '\0';
	for (size_t i = 0; i < efimap_count(&capture.map) && n < 4000; i++)
		n += sprintf(text + n, "%s%s", i ? " " : "",
			     classification_word(&conversion, i));
	return text;
}
