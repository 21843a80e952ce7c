/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/fake_linux.h"

#include <stdlib.h>
#include <string.h>

struct fake_linux fake_linux;

static struct fake_handle image, offer;
static EFI_LOADED_IMAGE loaded_image;

static EFI_GUID load_file2 = { 0x4006c0c1,
			       0xfcb3,
			       0x403e,
			       { 0x99, 0x6d, 0x4a, 0x6c, 0x87, 0x24, 0xe0,
				 0x6d } };

/* The device path by which the stub looks for its initrd. */
static const uint8_t media[24] = {
	4,    3,    20,   0,    0x27, 0xe4, 0x68, 0x55, 0xfc, 0x68, 0x3d, 0x4f,
	0xac, 0x74, 0xca, 0x55, 0x52, 0x31, 0xcc, 0x68, 0x7f, 0xff, 4,    0,
};

/* --- protocols --------------------------------------------------------- */

static EFI_STATUS EFIAPI install(EFI_HANDLE *handle, ...)
{
	__builtin_ms_va_list list;
	EFI_GUID *guid;

	if (fake_fails() || *handle)
		return EFI_OUT_OF_RESOURCES;
	__builtin_ms_va_start(list, handle);
	while ((guid = __builtin_va_arg(list, EFI_GUID *)) != NULL) {
		void *interface = __builtin_va_arg(list, void *);

		fake_protocol(&offer, *guid, interface);
	}
	__builtin_ms_va_end(list);
	fake_handle_add(&offer);
	*handle = &offer;
	return EFI_SUCCESS;
}

/* All at once, as they were installed. */
static EFI_STATUS EFIAPI uninstall(EFI_HANDLE handle, ...)
{
	if (handle != &offer || offer.cnt == 0)
		return EFI_NOT_FOUND;
	offer.cnt = 0;
	fake->handle_cnt--;
	return EFI_SUCCESS;
}

static EFI_STATUS EFIAPI reinstall(EFI_HANDLE handle, EFI_GUID *guid, VOID *old,
				   VOID *new)
{
	struct fake_handle *at = handle;

	for (size_t i = 0; i < at->cnt && !fake_fails(); i++) {
		if (memcmp(&at->protocols[i].guid, guid, sizeof(*guid)) != 0 ||
		    at->protocols[i].interface != old)
			continue;
		at->protocols[i].interface = new;
		return EFI_SUCCESS;
	}
	return EFI_NOT_FOUND;
}

static EFI_LOCATE_DEVICE_PATH locate_else;

/* The path of an offer counts by its contents, unlike the fake's own. */
static EFI_STATUS EFIAPI locate(EFI_GUID *guid, EFI_DEVICE_PATH **path,
				EFI_HANDLE *ret)
{
	if (memcmp(guid, &load_file2, sizeof(*guid)) != 0)
		return locate_else(guid, path, ret);
	if (fake_fails() || memcmp(*path, media, sizeof(media)) != 0 ||
	    offer.cnt == 0)
		return EFI_NOT_FOUND;
	*ret = &offer;
	return EFI_SUCCESS;
}

/* --- configuration tables ------------------------------------------------ */

static EFI_CONFIGURATION_TABLE tables[8];

static EFI_STATUS EFIAPI install_table(EFI_GUID *guid, VOID *table)
{
	UINTN *cnt = &fake->system.NumberOfTableEntries, i = 0;

	if (fake_fails())
		return EFI_OUT_OF_RESOURCES;
	while (i < *cnt && memcmp(&tables[i].VendorGuid, guid, sizeof(*guid)))
		i++;
	if (table) {
		tables[i] = (EFI_CONFIGURATION_TABLE){ *guid, table };
		*cnt += i == *cnt;
	} else if (i < *cnt) {
		tables[i] = tables[--*cnt];
	}
	return EFI_SUCCESS;
}

static void add_tables(void)
{
	memcpy(tables, fake->system.ConfigurationTable,
	       fake->system.NumberOfTableEntries * sizeof(*tables));
	fake->system.ConfigurationTable = tables;
	fake->boot.InstallConfigurationTable = install_table;
}

/* --- another program's offer --------------------------------------------- */

static EFI_STATUS EFIAPI load_other(EFI_LOAD_FILE_PROTOCOL *this,
				    EFI_DEVICE_PATH *path, BOOLEAN policy,
				    UINTN *size, VOID *buffer)
{
	UINTN room = *size;

	(void)this, (void)path, (void)policy;
	*size = strlen(fake_linux.other);
	if (!buffer || room < *size)
		return EFI_BUFFER_TOO_SMALL;
	memcpy(buffer, fake_linux.other, *size);
	return EFI_SUCCESS;
}

void fake_linux_offer(const char *contents)
{
	static EFI_LOAD_FILE_PROTOCOL other = { load_other };
	EFI_GUID path = EFI_DEVICE_PATH_PROTOCOL_GUID;

	fake_linux.other = contents;
	fake_protocol(&offer, path, (void *)media);
	fake_protocol(&offer, load_file2, &other);
	fake_handle_add(&offer);
}

/* --- the kernel ---------------------------------------------------------- */

static void read_initrd(void)
{
	EFI_DEVICE_PATH *path = (void *)media;
	EFI_LOAD_FILE_PROTOCOL *file = NULL;
	UINTN size = 0;

	fake_linux.initrd[0] = '\0';
	fake_linux.initrd_size = 0;
	for (size_t i = 0; i < offer.cnt; i++)
		if (memcmp(&offer.protocols[i].guid, &load_file2,
			   sizeof(load_file2)) == 0)
			file = offer.protocols[i].interface;
	if (!file ||
	    file->LoadFile(file, path, TRUE, &size, NULL) == EFI_SUCCESS ||
	    file->LoadFile(file, path, FALSE, &size, NULL) !=
		    EFI_BUFFER_TOO_SMALL)
		return;
	fake_linux.initrd_size = size;
	if (file->LoadFile(file, path, FALSE, &size, fake_linux.initrd))
		strcpy(fake_linux.initrd, "error");
}

const char *fake_linux_offered(void)
{
	read_initrd();
	return fake_linux.initrd;
}

static void read_reservations(void)
{
	static const EFI_GUID guid = { 0x888eb0c6,
				       0x8ede,
				       0x4ff5,
				       { 0xa8, 0xf0, 0x9a, 0xee, 0x5c, 0xb9,
					 0x77, 0xc2 } };
	const EFI_CONFIGURATION_TABLE *table = fake->system.ConfigurationTable;

	for (UINTN i = 0; i < fake->system.NumberOfTableEntries; i++) {
		const uint64_t *list = table[i].VendorTable;

		if (memcmp(&table[i].VendorGuid, &guid, sizeof(guid)) != 0)
			continue;
		/* The size, and the count in the upper half. */
		fake_linux.reserved_cnt = list[0] >> 32;
		memcpy(fake_linux.reserved, list + 2,
		       fake_linux.reserved_cnt * 16);
	}
}

static EFI_STATUS EFIAPI start(EFI_HANDLE handle, UINTN *size, CHAR16 **data)
{
	const CHAR16 *options = loaded_image.LoadOptions;

	(void)size, (void)data;
	fake_linux.started++;
	for (size_t i = 0; i < loaded_image.LoadOptionsSize / 2; i++)
		fake_linux.options[i] = (char)options[i];
	read_initrd();
	read_reservations();
	fake_linux.loaded -= handle == &image;
	return fake_linux.start_status;
}

/* The file's path is the last node before the end of the device path. */
static void read_path(const uint8_t *node)
{
	while (node && node[0] != 4)
		node += node[2];
	for (size_t i = 4; node && i < node[2]; i += 2)
		fake_linux.path[i / 2 - 2] = (char)node[i];
}

static EFI_STATUS EFIAPI load(BOOLEAN policy, EFI_HANDLE parent,
			      EFI_DEVICE_PATH *path, VOID *bytes, UINTN size,
			      EFI_HANDLE *ret)
{
	(void)policy, (void)parent, (void)size;
	if (fake_fails())
		return EFI_OUT_OF_RESOURCES;
	if (fake_linux.load_status == EFI_SUCCESS ||
	    fake_linux.load_status == EFI_SECURITY_VIOLATION) {
		*ret = &image;
		fake_linux.loaded++;
	}
	fake_linux.from_memory = bytes != NULL;
	read_path((const uint8_t *)path);
	return fake_linux.load_status;
}

static EFI_STATUS EFIAPI unload(EFI_HANDLE handle)
{
	if (handle != &image || fake_linux.loaded == 0)
		return EFI_INVALID_PARAMETER;
	fake_linux.loaded--;
	return EFI_SUCCESS;
}

static EFI_STATUS EFIAPI set_variable(CHAR16 *name, EFI_GUID *vendor,
				      UINT32 attributes, UINTN size, VOID *data)
{
	(void)vendor;
	if (memcmp(name, u"MemblockTable", sizeof(u"MemblockTable")) != 0 ||
	    fake_fails())
		return EFI_INVALID_PARAMETER;
	if (fake_linux.variable_status != EFI_SUCCESS)
		return fake_linux.variable_status;
	fake_linux.variable = size > 0;
	if (size == 0)
		return EFI_SUCCESS;
	memcpy(fake_linux.table, data, size);
	fake_linux.table_size = size;
	fake_linux.attributes = attributes;
	return EFI_SUCCESS;
}

/* --- random numbers ------------------------------------------------------ */

struct rng {
	void *get_info;
	EFI_STATUS(EFIAPI *get)
	(struct rng *this, EFI_GUID *algorithm, UINTN size, UINT8 *bytes);
};

static EFI_STATUS EFIAPI get_random(struct rng *this, EFI_GUID *algorithm,
				    UINTN size, UINT8 *bytes)
{
	(void)this, (void)algorithm;
	memset(bytes, 0x5a, size);
	return fake_fails() ? EFI_DEVICE_ERROR : EFI_SUCCESS;
}

static EFI_LOCATE_PROTOCOL locate_others;

static EFI_STATUS EFIAPI locate_protocol(EFI_GUID *guid, VOID *registration,
					 VOID **ret)
{
	static struct rng rng = { NULL, get_random };

	if (guid->Data1 != 0x3152bca5)
		return locate_others(guid, registration, ret);
	if (fake_fails() || !fake_linux.has_random)
		return EFI_NOT_FOUND;
	*ret = &rng;
	return EFI_SUCCESS;
}

/* --- all ----------------------------------------------------------------- */

void fake_linux_put(void)
{
	static uint8_t bytes[40 * 512 + (1 << 20)];
	struct fake_file *file = fake_file("\\vmlinuz");

	memset(bytes + 0x5000, 0x90, sizeof(bytes) - 0x5000);
	if (!file)
		file = fake_put_file("\\vmlinuz", bytes, sizeof(bytes));
	memcpy(file->bytes, fake_linux.file.head, sizeof(fake_linux.file.head));
}

void fake_linux_new(void)
{
	static uint8_t device[4] = { 0x7f, 0xff, 4, 0 };
	EFI_GUID loaded = EFI_LOADED_IMAGE_PROTOCOL_GUID;
	EFI_GUID path = EFI_DEVICE_PATH_PROTOCOL_GUID;

	memset(&fake_linux, 0, sizeof(fake_linux));
	memset(&image, 0, sizeof(image));
	memset(&offer, 0, sizeof(offer));
	memset(&loaded_image, 0, sizeof(loaded_image));
	linuxfile_bzimage(&fake_linux.file);
	fake_linux_put();
	fake_protocol(&image, loaded, &loaded_image);
	fake_protocol(&fake->device_handle, path, device);
	add_tables();
	locate_others = fake->boot.LocateProtocol;
	fake->boot.LocateProtocol = locate_protocol;
	fake->boot.LoadImage = load;
	fake->boot.StartImage = start;
	fake->boot.UnloadImage = unload;
	locate_else = fake->boot.LocateDevicePath;
	fake->boot.LocateDevicePath = locate;
	fake->boot.ReinstallProtocolInterface = reinstall;
	fake->boot.InstallMultipleProtocolInterfaces = (void *)install;
	fake->boot.UninstallMultipleProtocolInterfaces = (void *)uninstall;
	fake->runtime.SetVariable = set_variable;
}
