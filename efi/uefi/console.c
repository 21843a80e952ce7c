/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/uefi/console.h"

#include "efi/uefi/uefi.h"

typedef SIMPLE_TEXT_OUTPUT_INTERFACE text_output;

static EFI_DEVICE_PATH *device_path(const struct firmware *fw,
				    EFI_HANDLE handle)
{
	EFI_GUID guid = EFI_DEVICE_PATH_PROTOCOL_GUID;

	return uefi_protocol(fw, handle, guid);
}

static bool has_node(EFI_DEVICE_PATH *path, UINT8 type, UINT8 subtype)
{
	for (; path; path = uefi_next_node(path))
		if (path->Type == type && path->SubType == subtype)
			return true;
	return false;
}

static bool has_uart(EFI_DEVICE_PATH *path)
{
	return has_node(path, MESSAGING_DEVICE_PATH, MSG_UART_DP);
}

/* An ACPI _ADR node is a display output (UEFI 2.10, 10.3.3.1). */
static bool has_display(EFI_DEVICE_PATH *path)
{
	return has_node(path, ACPI_DEVICE_PATH, ACPI_ADR_DP);
}

static void *serial_below(const struct firmware *fw, EFI_DEVICE_PATH *path)
{
	EFI_GUID guid = EFI_SERIAL_IO_PROTOCOL_GUID;
	EFI_HANDLE handle;

	if (EFI_ERROR(uefi_boot(fw)->LocateDevicePath(&guid, &path, &handle)))
		return NULL;
	return uefi_protocol(fw, handle, guid);
}

static void add_line(struct console *c, void *serial, void *text)
{
	for (size_t i = 0; i < c->line_cnt; i++)
		if (serial ? c->lines[i].serial == serial
			   : c->lines[i].text == text)
			return;
	if (c->line_cnt < CONSOLE_LINES)
		c->lines[c->line_cnt++] = (struct console_line){
			.serial = serial,
			.text = serial ? NULL : text,
		};
}

/* A screen without a mode is ignored: the firmware does not use it. */
static void add_screen(struct console *c, EFI_HANDLE handle, text_output *text)
{
	EFI_GUID graphics = EFI_GRAPHICS_OUTPUT_PROTOCOL_GUID;
	UINTN columns, rows;

	for (size_t i = 0; i < c->screen_cnt; i++)
		if (c->screens[i] == text)
			return;
	if (c->screen_cnt == CONSOLE_SCREENS || !text->Mode ||
	    text->Mode->Mode < 0 ||
	    EFI_ERROR(text->QueryMode(text, (UINTN)text->Mode->Mode, &columns,
				      &rows)))
		return;
	c->former_modes[c->screen_cnt] = -1;
	c->graphics[c->screen_cnt] = uefi_protocol(c->fw, handle, graphics);
	c->screens[c->screen_cnt++] = text;
	if (c->screen_cnt == 1 || columns < c->columns)
		c->columns = columns;
	if (c->screen_cnt == 1 || rows < c->rows)
		c->rows = rows;
}

static void find_consoles(struct console *c)
{
	EFI_GUID guid = EFI_SIMPLE_TEXT_OUTPUT_PROTOCOL_GUID;
	struct uefi_handles all = uefi_find(c->fw, guid);

	for (UINTN i = 0; i < all.cnt; i++) {
		EFI_DEVICE_PATH *path = device_path(c->fw, all.list[i]);
		text_output *text = uefi_protocol(c->fw, all.list[i], guid);

		/* A splitter is not a device: it has no path. */
		if (!path || !text)
			continue;
		if (has_uart(path))
			add_line(c, serial_below(c->fw, path), text);
		else if (all.list[i] != uefi_system(c->fw)->ConsoleOutHandle)
			add_screen(c, all.list[i], text);
	}
	fw_free(c->fw, all.list);
}

static void find_bare_serial(struct console *c)
{
	EFI_GUID guid = EFI_SERIAL_IO_PROTOCOL_GUID;
	void *serial = uefi_first(c->fw, guid);

	if (serial)
		add_line(c, serial, NULL);
}

/* Only ConOut: it is a screen if its path says so. Otherwise it is not known
 * (U-Boot's path is that of the whole machine), and there are no pages. */
static void take_conout(struct console *c)
{
	const EFI_SYSTEM_TABLE *system = uefi_system(c->fw);

	if (!system->ConOut)
		return;
	if (has_display(device_path(c->fw, system->ConsoleOutHandle)))
		add_screen(c, system->ConsoleOutHandle, system->ConOut);
	if (!c->screen_cnt)
		add_line(c, NULL, system->ConOut);
}

static bool has_keyboard(const struct console *console, bool terminals)
{
	const struct firmware *fw = console->fw;
	EFI_GUID guid = EFI_SIMPLE_TEXT_INPUT_PROTOCOL_GUID;
	struct uefi_handles all = uefi_find(fw, guid);
	bool found = false;

	for (UINTN i = 0; i < all.cnt; i++) {
		EFI_DEVICE_PATH *path = device_path(fw, all.list[i]);

		found |= path && (terminals || !has_uart(path));
	}
	fw_free(fw, all.list);
	return found && uefi_system(fw)->ConIn;
}

bool console_has_keyboard(const struct console *console)
{
	return has_keyboard(console, true);
}

bool console_has_screen_keyboard(const struct console *console)
{
	return has_keyboard(console, false);
}

void console_open(struct console *ret, const struct firmware *fw)
{
	*ret = (struct console){ .fw = fw };
	find_consoles(ret);
	if (!ret->line_cnt && !ret->screen_cnt)
		take_conout(ret);
	else if (!ret->line_cnt)
		find_bare_serial(ret);
}
