/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/output/save_name.h"

#include "core/text/print.h"

#define PRODUCT_MAX 32
#define VERSION_MAX 16

static bool is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '.';
}

/* Up to max characters of text; others become one -, except at the ends. */
static size_t print_plain(const struct sink *out, const char *text, size_t max)
{
	size_t len = 0;
	bool gap = false;

	for (; *text && len < max; text++) {
		if (!is_plain(*text)) {
			gap = len > 0;
			continue;
		}
		if (gap) {
			if (len + 2 > max)
				break;
			print_str(out, "-");
			len++;
		}
		gap = false;
		print(out, "%c", *text);
		len++;
	}
	return len;
}

void save_name(char ret[SAVE_NAME_SIZE], const struct smbios *smbios,
	       unsigned int number)
{
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, ret, SAVE_NAME_SIZE);

	if (!smbios || print_plain(&out, smbios->product, PRODUCT_MAX) == 0)
		print_str(&out, "machine");
	if (smbios && smbios->bios_version[0]) {
		print_str(&out, "_");
		print_plain(&out, smbios->bios_version, VERSION_MAX);
	}
	print(&out, "_%03u", number);
}
