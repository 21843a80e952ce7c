/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/linux/image.h"

#include "core/base/bytes.h"
#include "core/base/cstring.h"
#include "core/text/phrase.h"

/* Offsets in a bzImage; those of struct boot_params are the same. */
enum {
	SETUP_SECTS = 0x1f1,
	BOOT_FLAG = 0x1fe,
	HEADER_JUMP = 0x201, /* its operand: the header ends 0x202 + this */
	HEADER = 0x202,
	VERSION = 0x206,
	LOADFLAGS = 0x211,
	INITRD_ADDR_MAX = 0x22c,
	KERNEL_ALIGNMENT = 0x230,
	RELOCATABLE = 0x234,
	XLOADFLAGS = 0x236,
	CMDLINE_SIZE = 0x238,
	PREF_ADDRESS = 0x258,
	INIT_SIZE = 0x260,
	BZIMAGE_MIN = 0x268, /* of protocol 2.12 */
	HEADER_MAX = 0x290,  /* struct boot_params has other fields there */
};

enum {
	LOADED_HIGH = 0x01,
	PROTOCOL_MIN = 0x20c,
	/* In an Image, and in the kernels of RISC-V. x86 and LoongArch have
	 * a magic number of PE images there. */
	IMAGE_FLAGS = 0x18,
	IMAGE_MAGIC = 0x38,
	IMAGE_MIN = 0x40,
	ZIMAGE_MAGIC = 0x24,
	/* PE/COFF */
	PE_OFFSET = 0x3c,
	PE_MACHINE = 4,
	PE_OPTIONAL = 24,
	PE_IMAGE_VERSION = PE_OPTIONAL + 44,
	PE_MIN = PE_IMAGE_VERSION + 4,
};

#define MAGIC_BZIMAGE 0x53726448u /* "HdrS" */
#define MAGIC_ARM64   0x644d5241u /* "ARM\x64" */
#define MAGIC_RISCV   0x05435352u /* "RSC\x05" */
#define MAGIC_ZIMAGE  0x016f2818u

/* The largest init_size and alignment: beyond them the header is wrong. */
#define INIT_SIZE_MAX ((uint32_t)1 << 30)
#define ALIGNMENT_MAX ((uint32_t)1 << 30)

static uint32_t number(const uint8_t *at, size_t bytes)
{
	return (uint32_t)get_le(at, bytes);
}

static bool refuse(struct linux_error *error, enum linux_fault fault,
		   uint64_t value, uint64_t limit)
{
	*error = (struct linux_error){ fault, value, limit };
	return false;
}

/* --- what it is ---------------------------------------------------------- */

bool linux_is_bzimage(const uint8_t *head, size_t len)
{
	return len >= BZIMAGE_MIN && number(head + BOOT_FLAG, 2) == 0xaa55 &&
	       number(head + HEADER, 4) == MAGIC_BZIMAGE;
}

static bool has_magic(const uint8_t *head, size_t len, size_t at,
		      uint32_t magic)
{
	return len >= IMAGE_MIN && number(head + at, 4) == magic;
}

/* The offset of the PE header, 0 without one. */
static size_t pe_header(const uint8_t *head, size_t len)
{
	size_t at;

	if (len < IMAGE_MIN || head[0] != 'M' || head[1] != 'Z')
		return 0;
	at = number(head + PE_OFFSET, 4);
	if (at > len || len - at < PE_MIN || memcmp(head + at, "PE\0", 4) != 0)
		return 0;
	return at;
}

static enum linux_format format_of(const uint8_t *head, size_t len)
{
	if (linux_is_bzimage(head, len))
		return LINUX_BZIMAGE;
	if (has_magic(head, len, IMAGE_MAGIC, MAGIC_ARM64))
		return LINUX_IMAGE;
	return pe_header(head, len) ? LINUX_EFI : LINUX_OTHER;
}

/* Kernels that no road starts, each for a reason of its own. */
static enum linux_fault known_fault(const uint8_t *head, size_t len)
{
	if (has_magic(head, len, ZIMAGE_MAGIC, MAGIC_ZIMAGE))
		return LINUX_ARM32;
	if (has_magic(head, len, IMAGE_MAGIC, MAGIC_RISCV))
		return LINUX_FOREIGN;
	return LINUX_GOOD;
}

bool linux_recognise(const uint8_t *head, size_t len)
{
	return format_of(head, len) != LINUX_OTHER ||
	       known_fault(head, len) != LINUX_GOOD;
}

/* --- headers ------------------------------------------------------------- */

static void read_pe(struct linux_image *ret, const uint8_t *head, size_t len)
{
	size_t at = pe_header(head, len);

	if (at == 0)
		return;
	ret->machine = number(head + at + PE_MACHINE, 2);
	ret->stub_version = number(head + at + PE_IMAGE_VERSION, 2);
}

static bool read_bzimage(struct linux_image *ret, const uint8_t *head,
			 struct linux_error *error)
{
	/* 0 means 4. */
	uint32_t sectors = head[SETUP_SECTS] ? head[SETUP_SECTS] : 4;

	ret->protocol = number(head + VERSION, 2);
	ret->header_end = HEADER + head[HEADER_JUMP];
	ret->setup_size = (sectors + 1) * 512;
	ret->load_flags = head[LOADFLAGS];
	ret->xload_flags = number(head + XLOADFLAGS, 2);
	ret->alignment = number(head + KERNEL_ALIGNMENT, 4);
	ret->init_size = number(head + INIT_SIZE, 4);
	ret->pref_address = get_le(head + PREF_ADDRESS, 8);
	ret->initrd_end = (uint64_t)number(head + INITRD_ADDR_MAX, 4) + 1;
	ret->cmdline_size = number(head + CMDLINE_SIZE, 4);
	ret->relocatable = head[RELOCATABLE];
	if (ret->setup_size >= ret->size)
		return refuse(error, LINUX_TRUNCATED, ret->setup_size,
			      ret->size);
	if (!(ret->load_flags & LOADED_HIGH))
		return refuse(error, LINUX_LOW, 0, 0);
	return true;
}

static uint32_t own_machine(const struct linux_image *image)
{
	switch (image->format) {
	case LINUX_BZIMAGE:
		return LINUX_MACHINE_X86_64;
	case LINUX_IMAGE:
		return LINUX_MACHINE_AARCH64;
	default:
		return image->machine;
	}
}

bool linux_read(struct linux_image *ret, const uint8_t *head, size_t len,
		uint64_t size, uint32_t machine, struct linux_error *error)
{
	enum linux_fault fault = known_fault(head, len);

	*ret = (struct linux_image){
		.format = format_of(head, len),
		.size = size,
	};
	if (fault != LINUX_GOOD)
		return refuse(error, fault, 0, 0);
	read_pe(ret, head, len);
	if (own_machine(ret) != machine)
		return refuse(error, LINUX_MACHINE, own_machine(ret), machine);
	if (ret->format == LINUX_BZIMAGE)
		return read_bzimage(ret, head, error);
	if (ret->format == LINUX_IMAGE && (head[IMAGE_FLAGS] & 1))
		return refuse(error, LINUX_BIG_ENDIAN, 0, 0);
	return true;
}

/* --- roads --------------------------------------------------------------- */

bool linux_check_stub(const struct linux_image *image,
		      struct linux_error *error)
{
	if (image->machine == 0)
		return refuse(error, LINUX_NO_STUB, 0, 0);
	if (image->machine != own_machine(image))
		return refuse(error, LINUX_MACHINE, image->machine,
			      own_machine(image));
	return true;
}

/* The kernel proper has to fit into the memory that it asks for. */
static bool check_sizes(const struct linux_image *image,
			struct linux_error *error)
{
	if (image->header_end < BZIMAGE_MIN || image->header_end > HEADER_MAX)
		return refuse(error, LINUX_HEADER, image->header_end,
			      HEADER_MAX);
	if (!is_power_of_two(image->alignment) ||
	    image->alignment < PAGE_SIZE_4K || image->alignment > ALIGNMENT_MAX)
		return refuse(error, LINUX_ALIGNMENT, image->alignment,
			      ALIGNMENT_MAX);
	if (image->init_size < image->size - image->setup_size ||
	    image->init_size > INIT_SIZE_MAX)
		return refuse(error, LINUX_INIT_SIZE, image->init_size,
			      image->size - image->setup_size);
	return true;
}

bool linux_check_direct(const struct linux_image *image, unsigned int levels,
			struct linux_error *error)
{
	if (image->format != LINUX_BZIMAGE)
		return refuse(error, LINUX_NO_DIRECT, 0, 0);
	if (image->protocol < PROTOCOL_MIN)
		return refuse(error, LINUX_PROTOCOL, image->protocol,
			      PROTOCOL_MIN);
	if (!(image->xload_flags & LINUX_XLF_KERNEL_64))
		return refuse(error, LINUX_ONLY_32, 0, 0);
	if (levels > 4 && !(image->xload_flags & LINUX_XLF_5LEVEL))
		return refuse(error, LINUX_LEVELS, levels, 4);
	return check_sizes(image, error);
}

/* --- messages ------------------------------------------------------------ */

static const char *machine_name(uint64_t machine)
{
	switch (machine) {
	case LINUX_MACHINE_X86_64:
		return "x86_64";
	case LINUX_MACHINE_AARCH64:
		return "aarch64";
	case 0x14c:
		return "32-bit x86";
	case 0x1c0:
	case 0x1c2:
		return "32-bit ARM";
	case 0x5064:
		return "riscv64";
	case 0x6264:
		return "loongarch64";
	default:
		return "another architecture";
	}
}

void linux_explain(const struct sink *out, const struct linux_error *error)
{
	if (error->fault == LINUX_MACHINE)
		print(out, "it is for %s, and this machine is %s",
		      machine_name(error->value), machine_name(error->limit));
	else if (error->fault == LINUX_PROTOCOL)
		print(out,
		      "its boot protocol is %u.%02u, and road=direct needs "
		      "2.12; use road=stub",
		      (unsigned int)error->value >> 8,
		      (unsigned int)error->value & 0xff);
	else
		print_phrase(out, linux_phrase(error->fault), 0, error->value,
			     error->limit);
}
