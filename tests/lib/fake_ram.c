/* SPDX-License-Identifier: BSD-2-Clause */
#define _GNU_SOURCE /* MAP_FIXED_NOREPLACE */
#include "tests/lib/fake_ram.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

struct fake_ram fake_ram;

static void note_call(void)
{
	fake_ram.late |= fake_ram.exit_calls > 0;
}

/* --- pages ----------------------------------------------------------- */

static bool is_free(size_t page, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (page + i >= FAKE_RAM_PAGES || fake_ram.used[page + i])
			return false;
	return true;
}

static void mark(size_t page, size_t count, bool used)
{
	memset(fake_ram.used + page, used, count);
}

static size_t find(size_t count)
{
	for (size_t page = FAKE_RAM_PAGES - count; page > 0; page--)
		if (is_free(page, count))
			return page;
	return 0;
}

static EFI_STATUS EFIAPI allocate_pages(EFI_ALLOCATE_TYPE type,
					EFI_MEMORY_TYPE memory_type,
					UINTN count, EFI_PHYSICAL_ADDRESS *ret)
{
	size_t page;

	note_call();
	if (fake_fails() || count == 0 || count >= FAKE_RAM_PAGES ||
	    (memory_type != EfiLoaderData && memory_type != EfiLoaderCode))
		return EFI_OUT_OF_RESOURCES;
	if (type == AllocateAddress) {
		page = (size_t)(*ret - fake_ram.base) / 4096;
		if (*ret < fake_ram.base || !is_free(page, count))
			return EFI_NOT_FOUND;
	} else {
		page = find(count);
		if (!page)
			return EFI_OUT_OF_RESOURCES;
	}
	mark(page, count, true);
	*ret = fake_ram.base + page * 4096;
	memset((void *)(uintptr_t)*ret, 0xee, count * 4096);
	return EFI_SUCCESS;
}

static EFI_STATUS EFIAPI free_pages(EFI_PHYSICAL_ADDRESS base, UINTN count)
{
	note_call();
	mark((size_t)(base - fake_ram.base) / 4096, count, false);
	return EFI_SUCCESS;
}

/* Pool memory is allocated as pages; the first bytes hold their number. */
static EFI_STATUS EFIAPI allocate_pool(EFI_MEMORY_TYPE type, UINTN size,
				       VOID **ret)
{
	size_t count = (size + 16 + 4095) / 4096;
	EFI_PHYSICAL_ADDRESS base;

	(void)type;
	if (allocate_pages(AllocateAnyPages, EfiLoaderData, count, &base))
		return EFI_OUT_OF_RESOURCES;
	memcpy((void *)(uintptr_t)base, &count, sizeof(count));
	*ret = (void *)(uintptr_t)(base + 16);
	return EFI_SUCCESS;
}

static EFI_STATUS EFIAPI free_pool(VOID *memory)
{
	size_t count;

	/* LocateHandleBuffer's are the fake's own. */
	if ((uintptr_t)memory < fake_ram.base ||
	    (uintptr_t)memory >= fake_ram.base + FAKE_RAM_PAGES * 4096) {
		free(memory);
		fake->pools--;
		return EFI_SUCCESS;
	}
	memcpy(&count, (char *)memory - 16, sizeof(count));
	return free_pages((uintptr_t)memory - 16, count);
}

size_t fake_ram_used(void)
{
	size_t used = 0;

	for (size_t i = 0; i < FAKE_RAM_PAGES; i++)
		used += fake_ram.used[i];
	return used;
}

/* --- the map --------------------------------------------------------- */

static size_t used_run(size_t page)
{
	size_t end = page;

	while (end < FAKE_RAM_PAGES &&
	       fake_ram.used[end] == fake_ram.used[page])
		end++;
	return end - page;
}

/* Writes the map to map[room] unless map is NULL; returns the bytes needed. */
static size_t add(char *map, size_t room, size_t at, EFI_MEMORY_DESCRIPTOR one)
{
	if (map && at + fake_ram.desc_size <= room)
		memcpy(map + at, &one, sizeof(one));
	return at + fake_ram.desc_size;
}

static size_t write_map(char *map, size_t room)
{
	size_t more = fake_ram.more + fake_ram.grows * fake_ram.exit_calls;
	size_t at = 0, run;

	for (size_t page = 0; page < FAKE_RAM_PAGES; page += run) {
		run = used_run(page);
		at = add(map, room, at,
			 (EFI_MEMORY_DESCRIPTOR){
				 .Type = fake_ram.used[page]
						 ? EfiLoaderData
						 : EfiConventionalMemory,
				 .PhysicalStart = fake_ram.base + page * 4096,
				 .NumberOfPages = run,
				 .Attribute = EFI_MEMORY_WB,
			 });
	}
	for (size_t i = 1; i <= more; i++)
		at = add(map, room, at,
			 (EFI_MEMORY_DESCRIPTOR){
				 .Type = fake_ram.more_type,
				 .PhysicalStart = (UINT64)i << 16,
				 .NumberOfPages = 16,
				 .Attribute = fake_ram.more_attribute,
			 });
	return at;
}

static EFI_STATUS EFIAPI get_memory_map(UINTN *size, EFI_MEMORY_DESCRIPTOR *map,
					UINTN *key, UINTN *desc_size,
					UINT32 *version)
{
	size_t room = *size, real, asked;

	fake_ram.map_calls += room > 0;
	if (fake_fails())
		return EFI_DEVICE_ERROR;
	real = write_map((char *)map, room);
	asked = fake_ram.asks ? fake_ram.asks * real : real;
	*size = room < asked ? asked : real;
	*desc_size = fake_ram.desc_size;
	*version = 1;
	*key = real;
	return room < asked ? EFI_BUFFER_TOO_SMALL : EFI_SUCCESS;
}

/* --- leaving boot services ------------------------------------------- */

static EFI_STATUS EFIAPI exit_boot_services(EFI_HANDLE image, UINTN key)
{
	(void)image, (void)key;
	if (fake_ram.exit_calls++ < fake_ram.exit_fails)
		return EFI_INVALID_PARAMETER;
	fake_ram.left = true;
	return EFI_SUCCESS;
}

static EFI_STATUS EFIAPI install_table(EFI_GUID *guid, VOID *table)
{
	(void)guid;
	note_call();
	if (fake_fails())
		return EFI_OUT_OF_RESOURCES;
	fake_ram.published = table;
	return EFI_SUCCESS;
}

/* --- all ------------------------------------------------------------- */

static void use_memory(uint64_t base, void **mapped)
{
	void *at = (void *)(uintptr_t)base;

	if (!*mapped)
		*mapped =
			mmap(at, FAKE_RAM_PAGES * 4096, PROT_READ | PROT_WRITE,
			     MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE |
				     MAP_NORESERVE,
			     -1, 0);
	if (*mapped != at)
		abort();
	memset(&fake_ram, 0, sizeof(fake_ram));
	fake_ram.base = base;
	fake_ram.desc_size = 48;
	fake->boot.AllocatePages = allocate_pages;
	fake->boot.FreePages = free_pages;
	fake->boot.AllocatePool = allocate_pool;
	fake->boot.FreePool = free_pool;
	fake->boot.GetMemoryMap = get_memory_map;
	fake->boot.ExitBootServices = exit_boot_services;
	fake->boot.InstallConfigurationTable = install_table;
}

void fake_ram_new(void)
{
	static void *mapped;

	use_memory(FAKE_RAM_BASE, &mapped);
}

void fake_ram_new_low(void)
{
	static void *mapped;

	use_memory(FAKE_RAM_LOW, &mapped);
}

void fake_ram_use(uint64_t base, size_t pages)
{
	mark((size_t)(base - fake_ram.base) / 4096, pages, true);
}
