/* SPDX-License-Identifier: BSD-2-Clause */
#include "ovmf/fault/sick.h"

#include "ovmf/fault/sick_tables.h"
#include "ovmf/fault/srat.h"

#define STRIDE 56
/* Single pages with holes between them. */
#define PIECES 480

static EFI_SYSTEM_TABLE *sick;
static EFI_GET_MEMORY_MAP real_map;
static UINT8 room[256 * 1024];

/* Reads the firmware's map into room; returns the number of descriptors. */
static UINTN read_real(UINTN *key, UINTN *stride, UINT32 *version)
{
	UINTN size = sizeof(room);

	if (real_map(&size, (EFI_MEMORY_DESCRIPTOR *)room, key, stride,
		     version))
		return 0;
	return size / *stride;
}

/* --- one map with many faults -------------------------------------------- */

#define UC  0x1
#define WT  0x4
#define WB  0x8
#define NV  0x8000
#define MR  0x10000
#define SP  0x40000
#define HP  0x100000
#define ISA 0x0100000000000000
#define RT  0x8000000000000000

/* Above the memory of the machine, and each in pages of its own. */
#define AT(n) (0x2000000000 + (n)*0x100000)

static const EFI_MEMORY_DESCRIPTOR seeds[] = {
	{ 0, 0, AT(0), 0, 0, 0 },               /* empty */
	{ 7, 0, 0xfffffffffffff000, 0, 2, WB }, /* wraps */
	{ 0, 0, 0xfffffffffffff000, 0, 1, UC }, /* top */
	{ 7, 0, AT(3) + 0x800, 0, 1, WB },      /* misaligned */
	{ 6, 0, AT(4), 0, 4, WB | RT },
	{ 7, 0, AT(4) + 0x1000, 0, 1, WB }, /* overlap, conflict */
	{ 10, 0, AT(5), 0, 1, WB },
	{ 10, 0, AT(5), 0, 1, WB },                  /* duplicate */
	{ 16, 0, AT(6), 0, 1, WB },                  /* undefined-type */
	{ 7, 0, AT(7), 0, 1, WT },                   /* not-wb */
	{ 4, 0, AT(8), 0, 1, WB | RT },              /* runtime */
	{ 5, 0, AT(9), 0, 1, WB },                   /* no-runtime */
	{ 9, 0, AT(10), 0, 1, 0 },                   /* no-cache */
	{ 10, 0, AT(11), 0, 1, UC },                 /* acpi-not-wb */
	{ 5, 0, AT(12), 0, 1, UC | RT },             /* runtime-not-wb */
	{ 0, 0, AT(13), 0, 1, UC | RT },             /* runtime-other */
	{ 11, 0, AT(14), 0, 1, UC },                 /* device-not-runtime */
	{ 11, 0, AT(15), 0, 1, UC | WB | RT },       /* device-wb */
	{ 0, 0, AT(16), 0, 1, 0 },                   /* device-no-cache */
	{ 12, 0, AT(17), 0, 1, UC | RT },            /* port-space */
	{ 13, 0, AT(18), 0, 1, WB | RT },            /* pal-code */
	{ 8, 0, AT(19), 0, 1, WB },                  /* unusable */
	{ 0x70000001, 0, AT(20), 0, 1, WB },         /* oem-type */
	{ 0, 0, AT(21), 0, 1, WB | ISA },            /* isa-bits */
	{ 0, 0, AT(22), 0, 1, WB | 0x200000 },       /* unknown-attr */
	{ 0, 0, AT(23), 0, 1, WB | NV },             /* nv-other */
	{ 14, 0, AT(24), 0, 1, WB },                 /* persistent-no-nv */
	{ 4, 0, AT(25), 0, 1, WB | SP },             /* sp-other */
	{ 7, 0, AT(26), 0, 1, WB | SP },             /* special */
	{ 7, 0, AT(27), 0, 1, WB | HP },             /* hot-pluggable */
	{ 15, 0, AT(28), 0, 1, WB },                 /* unaccepted */
	{ 7, 0, AT(29), 0xffff800000000000, 1, WB }, /* virtual */
	{ 7, 0, AT(30), 0, 1, WB | MR },             /* mirrored */
	{ 0, 0, AT(31), 0, 0x100000, WB },           /* withheld */
	{ 7, 0, 0xfd00000000, 0, 256, WB },          /* amd-hole */
	{ 7, 0, 0x8000000000000, 0, 1, WB },         /* above-processor */
	{ 0, 0, 0x20000000000000, 0, 1, UC },        /* above-52 */
	{ 6, 0, 0, 0, 1, WB | RT },                  /* runtime-page-0 */
	{ 6, 0, 0x90000, 0, 1, WB | RT },            /* runtime-low */
	{ 11, 0, 0x40000000, 0, 0x80000, UC | RT },  /* hides-pci */
	{ 7, 0, 0xb0000000, 0, 1, WB },              /* ecam-free */
	{ 11, 0, AT(32) + 0x100000000, 0, 64, UC | RT }, /* big-device */
	{ 5, 0, AT(33) + 0x100001000, 0, 1, WB | RT },   /* runtime-64k */
	{ 5, 0, AT(34) + 0x100000000, 0, 1, WB | RT },
	{ 7, 0, AT(34) + 0x100001000, 0, 15, UC | WB }, /* runtime-mixed */
};
#define SEEDS (sizeof(seeds) / sizeof(*seeds))

static void put(EFI_MEMORY_DESCRIPTOR *map, UINTN index,
		const EFI_MEMORY_DESCRIPTOR *one)
{
	UINT8 *at = (UINT8 *)map + index * STRIDE;

	sick->BootServices->SetMem(at, STRIDE, 0);
	sick->BootServices->CopyMem(at, (void *)one, sizeof(*one));
}

/* The firmware's descriptors, in which ACPI tables are free memory, or
 * reserved. */
static void put_real(EFI_MEMORY_DESCRIPTOR *map, UINTN cnt, UINTN stride)
{
	for (UINTN i = 0; i < cnt; i++) {
		EFI_MEMORY_DESCRIPTOR one =
			*(EFI_MEMORY_DESCRIPTOR *)(room + i * stride);

		if (one.Type == EfiACPIReclaimMemory)
			one.Type = EfiConventionalMemory;
		if (one.Type == EfiACPIMemoryNVS)
			one.Type = EfiReservedMemoryType;
		put(map, i, &one);
	}
}

static void put_pieces(EFI_MEMORY_DESCRIPTOR *map, UINTN at)
{
	EFI_MEMORY_DESCRIPTOR one = { 7, 0, 0x3000000000, 0, 1, WB };

	for (UINTN i = 0; i < PIECES; i++) {
		put(map, at + i, &one);
		one.PhysicalStart += 0x2000;
	}
}

/* A size that is not filled in, and a key that is never the same. */
static EFI_STATUS EFIAPI map_with_seeds(UINTN *size, EFI_MEMORY_DESCRIPTOR *map,
					UINTN *key, UINTN *stride,
					UINT32 *version)
{
	static UINTN calls;
	UINTN had = *size, real_stride, cnt;

	cnt = read_real(key, &real_stride, version);
	*key += calls++;
	*size = (cnt + SEEDS + PIECES) * STRIDE;
	*stride = had < *size ? 0 : STRIDE;
	if (had < *size)
		return EFI_BUFFER_TOO_SMALL;
	put_real(map, cnt, real_stride);
	for (UINTN i = 0; i < SEEDS; i++)
		put(map, cnt + i, &seeds[i]);
	put_pieces(map, cnt + SEEDS);
	return EFI_SUCCESS;
}

/* --- other maps ---------------------------------------------------------- */

/* The firmware's map, said to be of descriptors of 40 bytes. */
static EFI_STATUS EFIAPI map_shifted(UINTN *size, EFI_MEMORY_DESCRIPTOR *map,
				     UINTN *key, UINTN *stride, UINT32 *version)
{
	EFI_STATUS status = real_map(size, map, key, stride, version);

	if (status)
		return status;
	*stride = 40;
	*size -= *size % 40;
	return EFI_SUCCESS;
}

/* Two ranges, neither of which is memory. */
static EFI_STATUS EFIAPI map_reserved(UINTN *size, EFI_MEMORY_DESCRIPTOR *map,
				      UINTN *key, UINTN *stride,
				      UINT32 *version)
{
	static const EFI_MEMORY_DESCRIPTOR two[] = {
		{ 0, 0, 0, 0, 0x100000, UC },
		{ 0, 0, 0x200000000, 0, 0x100000, UC },
	};
	UINTN had = *size;

	read_real(key, stride, version);
	*size = 2 * *stride;
	if (had < *size)
		return EFI_BUFFER_TOO_SMALL;
	for (UINTN i = 0; i < 2; i++)
		sick->BootServices->CopyMem((UINT8 *)map + i * *stride,
					    (void *)&two[i], sizeof(two[i]));
	return EFI_SUCCESS;
}

/* One key for every map. */
static EFI_STATUS EFIAPI map_stuck(UINTN *size, EFI_MEMORY_DESCRIPTOR *map,
				   UINTN *key, UINTN *stride, UINT32 *version)
{
	EFI_STATUS status = real_map(size, map, key, stride, version);

	*key = 1;
	return status;
}

static EFI_STATUS EFIAPI map_of_32(UINTN *size, EFI_MEMORY_DESCRIPTOR *map,
				   UINTN *key, UINTN *stride, UINT32 *version)
{
	EFI_STATUS status = real_map(size, map, key, stride, version);

	*stride = status ? *stride : 32;
	return status;
}

static EFI_STATUS EFIAPI map_cut(UINTN *size, EFI_MEMORY_DESCRIPTOR *map,
				 UINTN *key, UINTN *stride, UINT32 *version)
{
	EFI_STATUS status = real_map(size, map, key, stride, version);

	*size -= status ? 0 : 8;
	return status;
}

static EFI_STATUS EFIAPI map_version(UINTN *size, EFI_MEMORY_DESCRIPTOR *map,
				     UINTN *key, UINTN *stride, UINT32 *version)
{
	EFI_STATUS status = real_map(size, map, key, stride, version);

	*version = 2;
	return status;
}

static EFI_STATUS EFIAPI map_empty(UINTN *size, EFI_MEMORY_DESCRIPTOR *map,
				   UINTN *key, UINTN *stride, UINT32 *version)
{
	EFI_STATUS status = real_map(size, map, key, stride, version);

	*size = status ? *size : 0;
	return status;
}

/* --- the BIOS's data ------------------------------------------------------ */

#define EBDA_SEGMENT 0x40e
#define EBDA         0x9fc0 /* in memory that OVMF leaves free */

static UINT16 ebda_before;

/* Only on PCs is page 0 memory. */
static BOOLEAN has_page_0(void)
{
	UINTN key, stride, cnt;
	UINT32 version;

	cnt = read_real(&key, &stride, &version);
	for (UINTN i = 0; i < cnt; i++) {
		const EFI_MEMORY_DESCRIPTOR *one = (void *)(room + i * stride);

		if (one->PhysicalStart == 0 && one->NumberOfPages > 0 &&
		    one->Type >= EfiLoaderCode &&
		    one->Type <= EfiConventionalMemory)
			return TRUE;
	}
	return FALSE;
}

/* Where the extended BIOS data area begins, which no descriptor reserves. */
static void set_ebda(BOOLEAN seed)
{
	volatile UINT16 *segment = (void *)(UINTN)EBDA_SEGMENT;

	if (!has_page_0())
		return;
	if (seed)
		ebda_before = *segment;
	*segment = seed ? EBDA : ebda_before;
}

/* --- runs ---------------------------------------------------------------- */

static const struct run {
	EFI_GET_MEMORY_MAP map; /* NULL: the firmware's own */
	enum sick_table table;
} runs[] = {
	{ map_with_seeds, SICK_ENTRIES },
	{ NULL, SICK_EMPTY },
	{ NULL, SICK_SIZE },
	{ NULL, SICK_VERSION },
	{ map_shifted, SICK_NONE },
	{ map_reserved, SICK_NONE },
	{ map_stuck, SICK_NONE },
	{ map_of_32, SICK_NONE },
	{ map_cut, SICK_NONE },
	{ map_version, SICK_NONE },
	{ map_empty, SICK_NONE },
};
#define RUNS (sizeof(runs) / sizeof(*runs))

void sick_begin(EFI_SYSTEM_TABLE *system)
{
	sick = system;
	real_map = system->BootServices->GetMemoryMap;
}

BOOLEAN sick_next(void)
{
	static UINTN next;
	EFI_BOOT_SERVICES *bs = sick->BootServices;
	const struct run *run = &runs[next];

	sick_tables_restore(sick);
	if (next == 0)
		srat_set_undefined_flag(sick);
	if (next < 2)
		set_ebda(next == 0);
	bs->GetMemoryMap = real_map;
	if (next++ == RUNS) {
		sick->ConOut->OutputString(sick->ConOut,
					   (CHAR16 *)u"fault: end\r\n");
		return FALSE;
	}
	sick_tables_seed(sick, run->table);
	if (run->map)
		bs->GetMemoryMap = run->map;
	return TRUE;
}
