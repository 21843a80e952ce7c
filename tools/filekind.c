/* SPDX-License-Identifier: BSD-2-Clause */
#include "tools/filekind.h"

#include <stdint.h>
#include <string.h>

/* The bytes at an offset, what they show, and what to do. */
static const struct {
	size_t at;
	const char *magic;
	size_t len;
	const char *what, *remedy;
} kinds[] = {
#define ACPIDUMP "it describes devices; the map is in the log of the kernel"
#define MEMORY   "the log of the kernel in it has the map: extract it with"
#define UNPACK   "extract the file with the map"
#define PICTURE  "a map is read from text: copy or type the rows"
#define EXECUTE  "run it, and save what it prints"
	{ 0, "\xd0\x0d\xfe\xed", 4, "a device tree blob",
	  "dtc -I dtb -O dts shows its memory nodes" },
	{ 0, "\xa1\xb2\xc3\xd4", 4, "a packet capture (pcap)", UNPACK },
	{ 0, "\xd4\xc3\xb2\xa1", 4, "a packet capture (pcap)", UNPACK },
	{ 0, "\x4d\x3c\xb2\xa1", 4, "a packet capture (pcap)", UNPACK },
	{ 0, "\x0a\x0d\x0d\x0a", 4, "a packet capture (pcapng)", UNPACK },
	{ 16, "\4\0", 2, "an ELF core dump",
	  MEMORY " crash or makedumpfile --dump-dmesg" },
	{ 0, "\177ELF", 4, "an ELF program", EXECUTE },
	{ 0, "KDUMP   ", 8, "a kdump of a kernel",
	  MEMORY " makedumpfile --dump-dmesg" },
	{ 0, "PAGEDU64", 8, "a crash dump of Windows",
	  "a debugger shows its physical memory" },
	{ 0, "MDMP", 4, "a minidump of Windows",
	  "a debugger shows what is in it" },
	{ 0, "EMiL", 4, "a memory image of LiME",
	  "its headers are the System RAM rows of /proc/iomem: save those" },
	{ 0, "LPKSHHRH", 8, "a journal of systemd",
	  "journalctl --file=FILE -k prints the log of the kernel in it" },
	{ 0, "ElfFile", 8, "an event log of Windows",
	  "it does not have the memory map" },
	{ 0, "BZh", 3, "a bzip2 file", "decompress it with bunzip2" },
	{ 0, "\x04\x22\x4d\x18", 4, "an LZ4 file",
	  "decompress it with lz4 -d" },
	{ 0, "PK\3\4", 4, "a zip file", UNPACK },
	{ 0, "7z\xbc\xaf\x27\x1c", 6, "a 7z file", UNPACK },
	{ 0, "Rar!\x1a\7", 6, "a RAR file", UNPACK },
	{ 0, "070701", 6, "a cpio archive", UNPACK },
	{ 0, "hsqs", 4, "a squashfs image", UNPACK },
	{ 0, "QFI\xfb", 4, "a disk image (qcow2)", UNPACK },
	{ 512, "EFI PART", 8, "a disk image (GPT)", UNPACK },
	{ 0, "\x89PNG\r\n\x1a\n", 8, "a picture (PNG)", PICTURE },
	{ 0, "\xff\xd8\xff", 3, "a picture (JPEG)", PICTURE },
	{ 0, "GIF8", 4, "a picture (GIF)", PICTURE },
	{ 8, "WEBP", 4, "a picture (WebP)", PICTURE },
	{ 4, "ftyp", 4, "a video or picture (MP4, HEIC)", PICTURE },
	{ 0, "{\\rtf", 5, "an RTF document", "save it as plain text" },
	{ 0, "%PDF-", 5, "a PDF document", "copy its text to a file" },
	{ 0, "SQLite format 3", 16, "a SQLite database",
	  "export the text with the map" },
	{ 0, "RSD PTR ", 8, "an RSDP of ACPI", ACPIDUMP },
	{ 0, "_SM_", 4, "SMBIOS tables", ACPIDUMP },
	{ 0, "_SM3_", 5, "SMBIOS tables", ACPIDUMP },
	{ 40, "_FVH", 4, "an image of UEFI firmware",
	  "it has no map until it runs" },
	{ 0x202, "HdrS", 4, "a Linux kernel", EXECUTE },
	{ 0, "MZ", 2, "an EFI or Windows program", EXECUTE },
};
#define KINDS (sizeof(kinds) / sizeof(*kinds))

/* A table: a signature, its length, and a checksum of 0 (ACPI 6.5, 5.2.6). */
static bool is_acpi(const uint8_t *bytes, size_t len)
{
	uint32_t size;
	uint8_t sum = 0;

	if (len < 36)
		return false;
	memcpy(&size, bytes + 4, sizeof(size));
	if (size != len)
		return false;
	for (size_t i = 0; i < len; i++)
		sum = (uint8_t)(sum + bytes[i]);
	return sum == 0;
}

static bool is_elf(const uint8_t *bytes, size_t len)
{
	return len > 16 && memcmp(bytes, "\177ELF", 4) == 0;
}

static bool is_kind(size_t i, const uint8_t *bytes, size_t len)
{
	if (kinds[i].at == 16 && !is_elf(bytes, len))
		return false;
	return len >= kinds[i].at + kinds[i].len &&
	       memcmp(bytes + kinds[i].at, kinds[i].magic, kinds[i].len) == 0;
}

bool filekind_is_binary(const void *bytes, size_t len)
{
	const uint8_t *at = bytes;
	size_t looked_at = len > 65536 ? 65536 : len, control = 0;

	for (size_t i = 0; i < looked_at; i++)
		control += at[i] == 0 ||
			   (at[i] < 32 && !strchr("\t\n\v\f\r\b\a\033", at[i]));
	return control > looked_at / 16;
}

bool filekind_is_readable(const char *name, const void *bytes, size_t len,
			  const struct sink *messages)
{
	for (size_t i = 0; i < KINDS; i++) {
		if (!is_kind(i, bytes, len))
			continue;
		print(messages, "%s: this is %s, which is not read; %s\n", name,
		      kinds[i].what, kinds[i].remedy);
		return false;
	}
	if (is_acpi(bytes, len)) {
		print(messages,
		      "%s: this is an ACPI table (%.4s), which is not "
		      "read; " ACPIDUMP "\n",
		      name, (const char *)bytes);
		return false;
	}
	return true;
}
