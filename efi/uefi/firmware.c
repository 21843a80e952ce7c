/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/uefi/firmware.h"

#include "core/base/cstring.h"
#include "efi/uefi/uefi.h"

_Static_assert(sizeof(struct fw_status) == sizeof(EFI_STATUS), "status.h");

struct fw_status fw_open(struct firmware *ret, void *image, void *system)
{
	struct firmware fw = { .image = image, .system = system };
	EFI_GUID guid = EFI_LOADED_IMAGE_PROTOCOL_GUID;

	fw.loaded = uefi_protocol(&fw, image, guid);
	if (!fw.loaded)
		return FW_UNSUPPORTED;
	*ret = fw;
	return FW_SUCCESS;
}

void *fw_alloc(const struct firmware *fw, size_t size)
{
	void *memory;

	if (EFI_ERROR(
		    uefi_boot(fw)->AllocatePool(EfiLoaderData, size, &memory)))
		return NULL;
	return memory;
}

void fw_free(const struct firmware *fw, void *memory)
{
	if (memory)
		uefi_boot(fw)->FreePool(memory);
}

void *fw_pages(const struct firmware *fw, size_t count)
{
	EFI_PHYSICAL_ADDRESS base;

	if (EFI_ERROR(uefi_boot(fw)->AllocatePages(
		    AllocateAnyPages, EfiLoaderData, count, &base)))
		return NULL;
	return (void *)(uintptr_t)base;
}

void *fw_low_page(const struct firmware *fw)
{
	EFI_PHYSICAL_ADDRESS base = 0xfffff;

	if (EFI_ERROR(uefi_boot(fw)->AllocatePages(AllocateMaxAddress,
						   EfiLoaderCode, 1, &base)))
		return NULL;
	return (void *)(uintptr_t)base;
}

void fw_free_pages(const struct firmware *fw, void *memory, size_t count)
{
	if (memory)
		uefi_boot(fw)->FreePages((uintptr_t)memory, count);
}

struct fw_status fw_pages_at(const struct firmware *fw, phys_addr_t base,
			     size_t count, enum fw_memory memory)
{
	static const EFI_MEMORY_TYPE types[] = {
		[FW_MEMORY_DATA] = EfiLoaderData,
		[FW_MEMORY_CODE] = EfiLoaderCode,
		[FW_MEMORY_KEPT] = EfiACPIReclaimMemory,
	};
	EFI_PHYSICAL_ADDRESS address = base;

	return FW_STATUS(uefi_boot(fw)->AllocatePages(
		AllocateAddress, types[memory], count, &address));
}

void fw_stall(const struct firmware *fw, size_t microseconds)
{
	uefi_boot(fw)->Stall(microseconds);
}

/* --- tables, options, the end ------------------------------------------ */

struct fw_status fw_publish(const struct firmware *fw, const uint8_t guid[16],
			    void *table)
{
	EFI_GUID copy;

	memcpy(&copy, guid, sizeof(copy));
	return FW_STATUS(
		uefi_boot(fw)->InstallConfigurationTable(&copy, table));
}

void *fw_published(const struct firmware *fw, const uint8_t guid[16])
{
	const EFI_SYSTEM_TABLE *system = uefi_system(fw);
	const EFI_CONFIGURATION_TABLE *table = system->ConfigurationTable;

	for (UINTN i = 0; table && i < system->NumberOfTableEntries; i++)
		if (memcmp(&table[i].VendorGuid, guid, 16) == 0)
			return table[i].VendorTable;
	return NULL;
}

struct fw_status fw_set_variable(const struct firmware *fw,
				 const uint16_t *name, const uint8_t guid[16],
				 const void *bytes, size_t size)
{
	UINT32 attributes =
		EFI_VARIABLE_BOOTSERVICE_ACCESS | EFI_VARIABLE_RUNTIME_ACCESS;
	EFI_GUID copy;

	memcpy(&copy, guid, sizeof(copy));
	return FW_STATUS(uefi_system(fw)->RuntimeServices->SetVariable(
		(CHAR16 *)name, &copy, attributes, size, (void *)bytes));
}

const void *fw_load_options(const struct firmware *fw, size_t *ret_size)
{
	const EFI_LOADED_IMAGE *image = uefi_image(fw);

	*ret_size = image->LoadOptions ? image->LoadOptionsSize : 0;
	return image->LoadOptions;
}

bool fw_from_shell(const struct firmware *fw)
{
	EFI_GUID guid = EFI_SHELL_PARAMETERS_PROTOCOL_GUID;

	return uefi_protocol(fw, fw->image, guid) != NULL;
}

bool fw_in_shell_script(const struct firmware *fw)
{
	EFI_GUID guid = EFI_SHELL_PROTOCOL_GUID;
	EFI_SHELL_PROTOCOL *shell = uefi_first(fw, guid);

	return shell && shell->BatchIsActive();
}

void fw_stop_watchdog(const struct firmware *fw)
{
	uefi_boot(fw)->SetWatchdogTimer(0, 0, 0, NULL);
}

void fw_leave(const struct firmware *fw, enum exit_action action)
{
	EFI_RESET_TYPE type =
		action == EXIT_RESET ? EfiResetCold : EfiResetShutdown;

	if (action != EXIT_RESET && action != EXIT_POWEROFF)
		return;
	/* A UART may still be sending; its 16 bytes take 17 ms at 9600 Bd. */
	fw_stall(fw, 20000);
	uefi_system(fw)->RuntimeServices->ResetSystem(type, EFI_SUCCESS, 0,
						      NULL);
}
