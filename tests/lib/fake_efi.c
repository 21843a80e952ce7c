/* SPDX-License-Identifier: BSD-2-Clause */
/* The fake firmware's tables, memory, map and handles. */
#include "tests/lib/fake_efi.h"

#include "tests/lib/test.h"

#include <stdlib.h>
#include <string.h>

struct fake *fake;

bool fake_fails(void)
{
	fake->calls++;
	return fake->calls == fake->fail_at ||
	       (fake->fail_from && fake->calls >= fake->fail_from);
}

/* --- memory ------------------------------------------------------------ */

static EFI_STATUS EFIAPI allocate_pages(EFI_ALLOCATE_TYPE type,
					EFI_MEMORY_TYPE memory_type,
					UINTN count, EFI_PHYSICAL_ADDRESS *ret)
{
	void *memory;

	(void)type;
	if (fake_fails() || memory_type != EfiLoaderData ||
	    (fake->page_limit && count > fake->page_limit) || count > 1 << 20)
		return EFI_OUT_OF_RESOURCES;
	memory = aligned_alloc(4096, count * 4096);
	memset(memory, 0xee, count * 4096);
	fake->page_ranges++;
	fake->allocations++;
	*ret = (uintptr_t)memory;
	return EFI_SUCCESS;
}

static EFI_STATUS EFIAPI free_pages(EFI_PHYSICAL_ADDRESS base, UINTN count)
{
	(void)count;
	free((void *)(uintptr_t)base);
	fake->page_ranges--;
	return EFI_SUCCESS;
}

static EFI_STATUS EFIAPI allocate_pool(EFI_MEMORY_TYPE type, UINTN size,
				       VOID **ret)
{
	(void)type;
	if (fake_fails())
		return EFI_OUT_OF_RESOURCES;
	*ret = malloc(size);
	fake->pools++;
	fake->allocations++;
	return EFI_SUCCESS;
}

static EFI_STATUS EFIAPI free_pool(VOID *memory)
{
	free(memory);
	fake->pools--;
	return EFI_SUCCESS;
}

/* --- the map ----------------------------------------------------------- */

static size_t map_size(void)
{
	size_t cnt = fake->desc_cnt;

	if (fake->map_grows)
		cnt += fake->allocations;
	return cnt * fake->desc_size;
}

static EFI_MEMORY_DESCRIPTOR descriptor(size_t i)
{
	EFI_MEMORY_DESCRIPTOR one = {
		.Type = i % 2 ? EfiConventionalMemory : EfiBootServicesData,
		.PhysicalStart = i << 20,
		.NumberOfPages = 256,
		.Attribute = EFI_MEMORY_WB,
	};

	return i < fake->desc_cnt && fake->desc ? fake->desc[i] : one;
}

/* Alternately larger than necessary. */
static size_t claimed_size(size_t real)
{
	static const size_t more[] = { 5568, 0, 11136, 480 };

	return fake->map_swings ? real + more[fake->map_calls % 4] : real;
}

static EFI_STATUS EFIAPI get_memory_map(UINTN *size, EFI_MEMORY_DESCRIPTOR *map,
					UINTN *key, UINTN *desc_size,
					UINT32 *version)
{
	size_t room = *size, real = map_size(), claimed = claimed_size(real);

	if (fake->map_calls < 32)
		fake->map_sizes[fake->map_calls] = room;
	fake->map_calls++;
	if (fake_fails())
		return EFI_DEVICE_ERROR;
	if (map && fake->overrun)
		memset((char *)map + room, 0, fake->overrun);
	*size = claimed;
	if (fake->map_never || room < claimed) {
		if (!fake->map_mute)
			*desc_size = fake->desc_size;
		return EFI_BUFFER_TOO_SMALL;
	}
	for (size_t i = 0; i < real / fake->desc_size; i++) {
		EFI_MEMORY_DESCRIPTOR one = descriptor(i);
		char *at = (char *)map + i * fake->desc_size;

		memset(at, 0x77, fake->desc_size);
		memcpy(at, &one, sizeof(one));
	}
	*size = real;
	*key = fake->map_calls;
	*desc_size = fake->desc_size;
	*version = fake->desc_version;
	return EFI_SUCCESS;
}

void fake_map(size_t descriptors, size_t desc_size)
{
	fake->desc_cnt = descriptors;
	fake->desc_size = desc_size;
}

/* --- handles ----------------------------------------------------------- */

static void *interface_of(const struct fake_handle *handle,
			  const EFI_GUID *guid)
{
	for (size_t i = 0; i < handle->cnt; i++)
		if (!memcmp(&handle->protocols[i].guid, guid, sizeof(*guid)))
			return handle->protocols[i].interface;
	return NULL;
}

static EFI_STATUS EFIAPI handle_protocol(EFI_HANDLE handle, EFI_GUID *guid,
					 VOID **ret)
{
	void *interface = interface_of(handle, guid);

	if (fake_fails() || !interface)
		return EFI_UNSUPPORTED;
	*ret = interface;
	return EFI_SUCCESS;
}

static EFI_STATUS EFIAPI locate_handle_buffer(EFI_LOCATE_SEARCH_TYPE type,
					      EFI_GUID *guid, VOID *key,
					      UINTN *ret_cnt, EFI_HANDLE **ret)
{
	size_t cnt = 0;

	(void)type, (void)key;
	for (size_t i = 0; i < fake->handle_cnt; i++)
		cnt += interface_of(fake->handles[i], guid) != NULL;
	if (!cnt)
		return EFI_NOT_FOUND;
	if (allocate_pool(EfiBootServicesData, cnt * sizeof(**ret),
			  (void **)ret))
		return EFI_OUT_OF_RESOURCES;
	*ret_cnt = cnt;
	cnt = 0;
	for (size_t i = 0; i < fake->handle_cnt; i++)
		if (interface_of(fake->handles[i], guid))
			(*ret)[cnt++] = fake->handles[i];
	return EFI_SUCCESS;
}

static EFI_STATUS EFIAPI locate_protocol(EFI_GUID *guid, VOID *registration,
					 VOID **ret)
{
	(void)registration;
	*ret = NULL;
	for (size_t i = 0; i < fake->handle_cnt && !*ret; i++)
		*ret = interface_of(fake->handles[i], guid);
	return fake_fails() || !*ret ? EFI_NOT_FOUND : EFI_SUCCESS;
}

/* The fake's terminals are directly on their serial port, and each path is one
 * object: so equal pointers mean the same port. */
static EFI_STATUS EFIAPI locate_device_path(EFI_GUID *guid,
					    EFI_DEVICE_PATH **path,
					    EFI_HANDLE *ret)
{
	EFI_GUID path_guid = EFI_DEVICE_PATH_PROTOCOL_GUID;

	if (fake_fails())
		return EFI_NOT_FOUND;
	for (size_t i = 0; i < fake->handle_cnt; i++) {
		struct fake_handle *handle = fake->handles[i];

		if (interface_of(handle, guid) &&
		    interface_of(handle, &path_guid) == *path) {
			*ret = handle;
			return EFI_SUCCESS;
		}
	}
	return EFI_NOT_FOUND;
}

void fake_protocol(struct fake_handle *handle, EFI_GUID guid, void *interface)
{
	handle->protocols[handle->cnt].guid = guid;
	handle->protocols[handle->cnt++].interface = interface;
}

void fake_handle_add(struct fake_handle *handle)
{
	fake->handles[fake->handle_cnt++] = handle;
}

static EFI_STATUS EFIAPI install_protocol(EFI_HANDLE *handle, EFI_GUID *guid,
					  EFI_INTERFACE_TYPE type,
					  VOID *interface)
{
	(void)type;
	if (fake_fails() || interface_of(*handle, guid))
		return EFI_INVALID_PARAMETER;
	fake_protocol(*handle, *guid, interface);
	return EFI_SUCCESS;
}

/* The one that was installed last. */
static EFI_STATUS EFIAPI uninstall_protocol(EFI_HANDLE handle, EFI_GUID *guid,
					    VOID *interface)
{
	struct fake_handle *from = handle;

	if (interface_of(from, guid) != interface)
		return EFI_NOT_FOUND;
	from->cnt--;
	return EFI_SUCCESS;
}

/* --- variables --------------------------------------------------------- */

static EFI_STATUS EFIAPI get_variable(CHAR16 *name, EFI_GUID *vendor,
				      UINT32 *attributes, UINTN *size,
				      VOID *data)
{
	EFI_GUID global = EFI_GLOBAL_VARIABLE;

	(void)attributes;
	if (fake_fails() || fake->secure_boot < 0 ||
	    memcmp(name, u"SecureBoot", sizeof(u"SecureBoot")) ||
	    memcmp(vendor, &global, sizeof(global)))
		return EFI_NOT_FOUND;
	if (*size < 1)
		return EFI_BUFFER_TOO_SMALL;
	*size = 1;
	*(UINT8 *)data = (UINT8)fake->secure_boot;
	return EFI_SUCCESS;
}

/* --- time, exit -------------------------------------------------------- */

static EFI_STATUS EFIAPI set_watchdog(UINTN seconds, UINT64 code, UINTN size,
				      CHAR16 *data)
{
	(void)code, (void)size, (void)data;
	fake->watchdog_calls++;
	fake->watchdog = seconds;
	return EFI_SUCCESS;
}

static EFI_STATUS EFIAPI stall(UINTN microseconds)
{
	fake->stalled += microseconds;
	fake->us += microseconds;
	return EFI_SUCCESS;
}

static EFI_STATUS EFIAPI wait_for_event(UINTN cnt, EFI_EVENT *events,
					UINTN *index)
{
	(void)events;
	fake->waits++;
	*index = 0;
	if (fake_fails())
		return EFI_UNSUPPORTED;
	/* Nobody presses a key: the timer ends. */
	if (cnt == 2 && fake->keys && *fake->keys == '^') {
		fake->keys++;
		*index = 1;
	}
	return EFI_SUCCESS;
}

static EFI_STATUS EFIAPI create_event(UINT32 type, EFI_TPL tpl,
				      EFI_EVENT_NOTIFY notify, VOID *context,
				      EFI_EVENT *event)
{
	(void)type, (void)tpl, (void)notify, (void)context;
	if (fake_fails())
		return EFI_OUT_OF_RESOURCES;
	fake->events++;
	*event = &fake->events;
	return EFI_SUCCESS;
}

static EFI_STATUS EFIAPI close_event(EFI_EVENT event)
{
	(void)event;
	fake->events--;
	return EFI_SUCCESS;
}

static EFI_STATUS EFIAPI set_timer(EFI_EVENT event, EFI_TIMER_DELAY type,
				   UINT64 time)
{
	(void)event, (void)type;
	fake->timer = time / 10;
	return fake_fails() ? EFI_UNSUPPORTED : EFI_SUCCESS;
}

static EFI_STATUS EFIAPI check_event(EFI_EVENT event)
{
	(void)event;
	return EFI_NOT_READY;
}

/* Returns a status in gnu-efi, nothing in the specification. */
static EFI_STATUS EFIAPI reset_system(EFI_RESET_TYPE type, EFI_STATUS status,
				      UINTN size, CHAR16 *data)
{
	(void)status, (void)size, (void)data;
	fake->resets++;
	fake->reset_type = type;
	return EFI_SUCCESS;
}

/* --- all --------------------------------------------------------------- */

void fake_load_options(const void *bytes, size_t size)
{
	free(fake->image.LoadOptions);
	/* Of exactly this size, so that AddressSanitizer sees an overrun. */
	fake->image.LoadOptions = malloc(size ? size : 1);
	memcpy(fake->image.LoadOptions, bytes, size);
	fake->image.LoadOptionsSize = (UINT32)size;
}

void fake_free(void)
{
	if (!fake)
		return;
	fake_tape_free();
	fake_files_free();
	free(fake->image.LoadOptions);
	free(fake->image.FilePath);
	free(fake);
	fake = NULL;
}

/* 2023-11-14 22:13:20, 1700000000 seconds after 1970. */
static EFI_STATUS EFIAPI get_time(EFI_TIME *time, EFI_TIME_CAPABILITIES *can)
{
	(void)can;
	*time = (EFI_TIME){
		.Year = 2023,
		.Month = 11,
		.Day = 14,
		.Hour = 22,
		.Minute = 13,
		.Second = 20,
	};
	return EFI_SUCCESS;
}

static void fill_tables(void)
{
	fake->boot = (EFI_BOOT_SERVICES){
		.AllocatePages = allocate_pages,
		.FreePages = free_pages,
		.AllocatePool = allocate_pool,
		.FreePool = free_pool,
		.GetMemoryMap = get_memory_map,
		.HandleProtocol = handle_protocol,
		.InstallProtocolInterface = install_protocol,
		.UninstallProtocolInterface = uninstall_protocol,
		.LocateHandleBuffer = locate_handle_buffer,
		.LocateDevicePath = locate_device_path,
		.LocateProtocol = locate_protocol,
		.SetWatchdogTimer = set_watchdog,
		.Stall = stall,
		.WaitForEvent = wait_for_event,
		.CreateEvent = create_event,
		.CloseEvent = close_event,
		.CheckEvent = check_event,
		.SetTimer = set_timer,
	};
	fake->runtime.GetVariable = get_variable;
	fake->runtime.GetTime = get_time;
	fake->runtime.ResetSystem = reset_system;
	fake->system = (EFI_SYSTEM_TABLE){
		.Hdr.Revision = 2 << 16 | 70,
		.FirmwareVendor = (CHAR16 *)u"Fake",
		.FirmwareRevision = 0x10203,
		.BootServices = &fake->boot,
		.RuntimeServices = &fake->runtime,
		.ConsoleOutHandle = &fake->conout_handle,
		.ConsoleInHandle = &fake->conin_handle,
	};
}

bool fake_balanced(void)
{
	return !fake->files_open && !fake->pools && !fake->page_ranges &&
	       !fake->events;
}

TEST_STEP(fake_end)
{
	bool balanced = fake_balanced();

	fake_free();
	return !balanced;
}

void fake_new(void)
{
	EFI_GUID guid = EFI_LOADED_IMAGE_PROTOCOL_GUID;

	fake_free();
	fake = calloc(1, sizeof(*fake));
	fill_tables();
	fake->image.ImageBase = (void *)(uintptr_t)0x7e000000;
	fake->image.ImageSize = 0x17000;
	fake->image.DeviceHandle = &fake->device_handle;
	fake->desc_version = 1;
	fake->secure_boot = -1;
	fake->gulp = 1000;
	fake_map(8, 48);
	fake_protocol(&fake->image_handle, guid, &fake->image);
	fake_handle_add(&fake->image_handle);
	fake_handle_add(&fake->device_handle);
}
