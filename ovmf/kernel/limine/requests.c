/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The requests of the probe, for the base revision REVISION; 0 stands for a
 * kernel without a tag, whose requests are named in a section. SCATTERED leaves
 * out the markers, which a kernel need not have.
 */
#include "ovmf/kernel/limine/probe.h"

const unsigned int asked_revision = REVISION;

#define IN(part) __attribute__((used, section(".limine_requests" part)))

#if REVISION > 0 && !defined(SCATTERED)
IN(".1")
static volatile uint64_t start_marker[4] = { 0xf6b8f4b39de7d1ae,
					     0xfab91a6940fcb9cf,
					     0x785c6ed015d3e316,
					     0x181e920a7852b9d9 };
IN(".3")
static volatile uint64_t end_marker[2] = { 0xadc0e0531bb10d03,
					   0x9572709f31764c62 };
/* Not between the markers, so that it does not count. */
IN(".4")
volatile struct request outside = {
	.id = { 0xc7b1dd30df4c8b88, 0x0a82e883a194f07b, 0x48dcf1cb8ad2b852,
		0x63984e959a98244b },
};
#endif

#if REVISION > 0
IN(".2")
volatile uint64_t base_revision[3] = { 0xf9562b2d5c95a6c8, 0x6a7b384944536bdc,
				       REVISION };
#else
volatile uint64_t base_revision[3];
#endif

#define REQUEST(name, a, b, ...)                                             \
	IN(".2")                                                             \
	volatile struct request name = { .id = { 0xc7b1dd30df4c8b88,         \
						 0x0a82e883a194f07b, a, b }, \
					 __VA_ARGS__ }

REQUEST(bootloader_info, 0xf55038d8e2a1202f, 0x279426fcf5f59740, );
REQUEST(cmdline, 0x4b161536e598651e, 0xb390ad4a2f1f303a, );
REQUEST(firmware_type, 0x8c2f75d90bef28a8, 0x7045a4688eac00c3, );
REQUEST(stack_size, 0x224ef0460a8e8926, 0xe1cb0fc25f46ea3d,
	.fields = { 200000 });
REQUEST(hhdm, 0x48dcf1cb8ad2b852, 0x63984e959a98244b, );
REQUEST(framebuffer, 0x9d5827dcd881dd75, 0xa3148604f6fab11b, );
#ifdef LEVELS_5
REQUEST(paging_mode, 0x95c1a0edab0944cb, 0xa4e5cb3842f7488a, .revision = 1,
	.fields = { 1, 1, 0 });
#else
REQUEST(paging_mode, 0x95c1a0edab0944cb, 0xa4e5cb3842f7488a, .revision = 1,
	.fields = { 0, 0, 0 });
#endif
REQUEST(memmap, 0x67cf3d9d378a806f, 0xe304acdfc50c3c62, );
REQUEST(executable_file, 0xad97e90e83f1ed67, 0x31eb5d1c5ff23b69, );
REQUEST(rsdp, 0xc5e77b6b397e7b43, 0x27637845accdcf3c, );
REQUEST(smbios, 0x9e9046f11e095391, 0xaa4a520fefbde5ee, );
REQUEST(system_table, 0x5ceba5163eaaf6d6, 0x0a6981610cf65fcc, );
REQUEST(efi_memmap, 0x7df62a431d6872d5, 0xa4fcdfb3e57306c8, );
REQUEST(date_at_boot, 0x502746e184c088aa, 0xfbc5ec83e6327893, );
REQUEST(executable_address, 0x71ba76863cc55f63, 0xb2644a48c516a487, );
REQUEST(device_tree, 0xb40ddb48fb54bac7, 0x545081493f81ffb7, );
REQUEST(performance, 0x6b50ad9bf36d13ad, 0xdc4c7e88fc759e17, );
REQUEST(keep_iommu, 0x8ebaabe51f490179, 0x2aa86a59ffb4ab0f, );
REQUEST(tsc_frequency, 0x10f2ee1d87d195e4, 0xf747a2b78f6ddb31, );
#ifdef X2APIC
REQUEST(mp, 0x95a67b819a1b857e, 0xa0b61b723b6a73e0, .fields = { 1 });
#else
REQUEST(mp, 0x95a67b819a1b857e, 0xa0b61b723b6a73e0, );
#endif
REQUEST(tpm_log, 0x98e094fc7e76e979, 0xee8d8775c54e1d1f, );
REQUEST(entropy, 0x65ea80255d5682c5, 0x9117240723f493eb, .fields = { 5 });
/* Only where the loader has a terminal of that kind; only on RISC-V. */
REQUEST(terminal, 0x3259399fe7c5f126, 0xe01c1c8c5db9d1a9, );
REQUEST(hart, 0x1369359f025525f9, 0x2ff2a56178391bb6, );
/* One of the future stays without a response. */
REQUEST(unknown, 0x0123456789abcdef, 0xfedcba9876543210, );

/* The entry of the ELF file is another one, which stops. */
void probe_entry(void);
REQUEST(entry_point, 0x13d86c035a1cd3e1, 0x2b0caa89d8f3026a,
	.fields = { (uint64_t)probe_entry });

/* --- internal modules -------------------------------------------------- */

struct internal {
	const char *path, *string;
	uint64_t flags;
};

static struct internal beside = { "one", "beside the kernel", 1 };
static struct internal absent = { "/absent", "", 0 };
static struct internal *internals[] = { &absent, &beside };

#ifdef INTERNALS
REQUEST(module, 0x3e7e279702be32af, 0xca1c4f3bd1280cee, .revision = 1,
	.fields = { 2, (uint64_t)internals });
#else
REQUEST(module, 0x3e7e279702be32af, 0xca1c4f3bd1280cee,
	.fields = { 2, (uint64_t)internals });
#endif

#if REVISION == 0
__attribute__((used,
	       section(".limine_reqs"))) static volatile void *const list[] = {
	&bootloader_info,
	&cmdline,
	&firmware_type,
	&stack_size,
	&hhdm,
	&framebuffer,
	&paging_mode,
	&memmap,
	&executable_file,
	&rsdp,
	&smbios,
	&system_table,
	&efi_memmap,
	&date_at_boot,
	&executable_address,
	&device_tree,
	&performance,
	&keep_iommu,
	&tsc_frequency,
	&tpm_log,
	&entropy,
	&terminal,
	&hart,
	&mp,
	&unknown,
	&entry_point,
	&module,
	NULL
};
#endif
