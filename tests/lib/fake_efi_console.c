/* SPDX-License-Identifier: BSD-2-Clause */
/* The fake firmware's screens, serial ports and keyboard. */
#include "tests/lib/fake_efi.h"

#include <stdlib.h>
#include <string.h>

#include "core/text/utf16.h"

#define END_OF_PATH 0x7f, 0xff, 4, 0

/* ACPI(PNP0A03), PCI(2,0), ACPI _ADR */
const unsigned char fake_path_screen[] = {
	0x02, 0x01, 12, 0,    0xd0, 0x41, 0x03, 0x0a, 0,
	0,    0,    0,  0x01, 0x01, 6,    0,    0,    2,
	0x02, 0x03, 8,  0,    0,    1,    1,    0x80, END_OF_PATH,
};
/* ACPI(PNP0501), UART, VenVt100 */
const unsigned char fake_path_uart[] = {
	0x02, 0x01, 12,   0,  0xd0, 0x41, 0x01, 0x05, 0, 0,           0,
	0,    0x03, 0x0e, 19, 0,    0,    0,    0,    0, 0,           0xc2,
	1,    0,    0,    0,  0,    0,    8,    1,    1, END_OF_PATH,
};
/* A vendor node, the only node of U-Boot's console. */
const unsigned char fake_path_machine[] = {
	0x01, 0x04, 20, 0,  1,  2,  3,  4,  5,  6,           7,
	8,    9,    10, 11, 12, 13, 14, 15, 16, END_OF_PATH,
};

static void *allocated[32];
static size_t allocated_cnt;

static void *keep(size_t size)
{
	return allocated[allocated_cnt++] = calloc(1, size);
}

void fake_tape_free(void)
{
	while (allocated_cnt)
		free(allocated[--allocated_cnt]);
}

static void record(struct fake_tape *tape, const char *text, size_t len)
{
	for (size_t i = 0; i < len && tape->len < sizeof(tape->text) - 1; i++)
		if (text[i] == '\r')
			tape->returns++;
		else
			tape->text[tape->len++] = text[i];
}

/* --- text outputs ------------------------------------------------------ */

static EFI_STATUS EFIAPI output_string(SIMPLE_TEXT_OUTPUT_INTERFACE *this,
				       CHAR16 *string)
{
	struct fake_screen *screen = (struct fake_screen *)this;
	char text[1024];
	size_t len = 0;

	while (string[len])
		len++;
	if (fake_fails())
		return EFI_DEVICE_ERROR;
	len = utf16_to_utf8(text, sizeof(text), string, len);
	record(&screen->tape, text, len);
	grid_write(&screen->grid, text, len);
	screen->mode.CursorColumn = (INT32)screen->grid.column;
	screen->mode.CursorRow = (INT32)screen->grid.row;
	return EFI_SUCCESS;
}

static EFI_STATUS EFIAPI query_mode(SIMPLE_TEXT_OUTPUT_INTERFACE *this,
				    UINTN mode, UINTN *columns, UINTN *rows)
{
	struct fake_screen *screen = (struct fake_screen *)this;

	if (fake_fails())
		return EFI_UNSUPPORTED;
	*columns = mode ? screen->large_columns : screen->columns;
	*rows = mode ? screen->large_rows : screen->rows;
	return EFI_SUCCESS;
}

static EFI_STATUS EFIAPI clear_screen(SIMPLE_TEXT_OUTPUT_INTERFACE *this)
{
	struct fake_screen *screen = (struct fake_screen *)this;
	bool large = this->Mode->Mode == 1;

	screen->cleared++;
	grid_clear(&screen->grid,
		   large ? screen->large_columns : screen->columns,
		   large ? screen->large_rows : screen->rows);
	screen->mode.CursorColumn = screen->mode.CursorRow = 0;
	return EFI_SUCCESS;
}

static EFI_STATUS EFIAPI set_mode(SIMPLE_TEXT_OUTPUT_INTERFACE *this,
				  UINTN mode)
{
	if (fake_fails())
		return EFI_UNSUPPORTED;
	this->Mode->Mode = (INT32)mode;
	return clear_screen(this);
}

static EFI_STATUS EFIAPI set_cursor(SIMPLE_TEXT_OUTPUT_INTERFACE *this,
				    UINTN column, UINTN row)
{
	struct fake_screen *screen = (struct fake_screen *)this;

	if (column >= screen->grid.columns || row >= screen->grid.rows)
		return EFI_UNSUPPORTED;
	grid_move(&screen->grid, column, row);
	screen->mode.CursorColumn = (INT32)column;
	screen->mode.CursorRow = (INT32)row;
	return EFI_SUCCESS;
}

static EFI_STATUS EFIAPI set_attribute(SIMPLE_TEXT_OUTPUT_INTERFACE *this,
				       UINTN attribute)
{
	this->Mode->Attribute = (INT32)attribute;
	return EFI_SUCCESS;
}

static EFI_STATUS EFIAPI enable_cursor(SIMPLE_TEXT_OUTPUT_INTERFACE *this,
				       BOOLEAN visible)
{
	this->Mode->CursorVisible = visible;
	return EFI_SUCCESS;
}

static struct fake_screen *new_screen(size_t columns, size_t rows)
{
	struct fake_screen *screen = keep(sizeof(*screen));

	screen->protocol.OutputString = output_string;
	screen->protocol.QueryMode = query_mode;
	screen->protocol.ClearScreen = clear_screen;
	screen->protocol.SetMode = set_mode;
	screen->protocol.SetCursorPosition = set_cursor;
	screen->protocol.SetAttribute = set_attribute;
	screen->protocol.EnableCursor = enable_cursor;
	screen->protocol.Mode = &screen->mode;
	screen->mode.MaxMode = 1;
	screen->columns = columns;
	screen->rows = rows;
	grid_clear(&screen->grid, columns, rows);
	return screen;
}

static void plug(struct fake_handle *handle, EFI_GUID guid, void *interface,
		 const void *path)
{
	EFI_GUID path_guid = EFI_DEVICE_PATH_PROTOCOL_GUID;

	fake_protocol(handle, guid, interface);
	if (path)
		fake_protocol(handle, path_guid, (void *)path);
	fake_handle_add(handle);
}

struct fake_screen *fake_add_screen(size_t columns, size_t rows)
{
	EFI_GUID guid = EFI_SIMPLE_TEXT_OUTPUT_PROTOCOL_GUID;
	struct fake_screen *screen = new_screen(columns, rows);

	screen->handle = keep(sizeof(struct fake_handle));
	plug(screen->handle, guid, &screen->protocol, fake_path_screen);
	return screen;
}

/* Only what does not leave the screen. */
static EFI_STATUS EFIAPI blt(EFI_GRAPHICS_OUTPUT_PROTOCOL *this,
			     EFI_GRAPHICS_OUTPUT_BLT_PIXEL *pixels,
			     EFI_GRAPHICS_OUTPUT_BLT_OPERATION operation,
			     UINTN source_x, UINTN source_y, UINTN x, UINTN y,
			     UINTN width, UINTN height, UINTN delta)
{
	struct fake_screen *screen =
		(struct fake_screen *)((char *)this -
				       offsetof(struct fake_screen, output));
	UINTN all = screen->output_info.HorizontalResolution;
	bool fill = operation == EfiBltVideoFill;

	if (source_x || source_y || delta || x + width > all ||
	    y + height > screen->output_info.VerticalResolution)
		return EFI_INVALID_PARAMETER;
	for (UINTN i = 0; i < height; i++)
		for (UINTN j = 0; j < width; j++)
			memcpy(&screen->pixels[(y + i) * all + x + j],
			       &pixels[fill ? 0 : i * width + j],
			       sizeof(UINT32));
	screen->blts++;
	return EFI_SUCCESS;
}

void fake_screen_graphics(struct fake_screen *screen, UINT32 width,
			  UINT32 height)
{
	EFI_GUID guid = EFI_GRAPHICS_OUTPUT_PROTOCOL_GUID;
	size_t size = sizeof(UINT32) * width * height;

	screen->output_info.HorizontalResolution = width;
	screen->output_info.VerticalResolution = height;
	screen->output_mode.Info = &screen->output_info;
	screen->output.Mode = &screen->output_mode;
	screen->output.Blt = blt;
	screen->pixels = keep(size);
	memset(screen->pixels, 0xff, size);
	fake_protocol(screen->handle, guid, &screen->output);
}

void fake_screen_mode(struct fake_screen *screen, size_t columns, size_t rows)
{
	screen->large_columns = columns;
	screen->large_rows = rows;
	screen->mode.MaxMode = 2;
}

struct fake_screen *fake_add_conout(const void *path)
{
	EFI_GUID guid = EFI_SIMPLE_TEXT_OUTPUT_PROTOCOL_GUID;
	struct fake_screen *screen = new_screen(80, 25);

	plug(&fake->conout_handle, guid, &screen->protocol, path);
	fake->system.ConOut = &screen->protocol;
	return screen;
}

/* --- serial ports ------------------------------------------------------ */

static EFI_STATUS EFIAPI serial_write(EFI_SERIAL_IO_PROTOCOL *this, UINTN *size,
				      VOID *bytes)
{
	struct fake_serial *serial = (struct fake_serial *)this;
	size_t n = *size < serial->gulp ? *size : serial->gulp;
	bool all = n == *size;

	serial->calls++;
	if (fake_fails())
		return EFI_DEVICE_ERROR;
	if (serial->kept >= 0)
		n = 0;
	record(&serial->tape, bytes, n);
	if (serial->keeps && !all && serial->kept < 0)
		serial->kept = ((unsigned char *)bytes)[n];
	*size = n;
	return all || serial->lies ? EFI_SUCCESS : EFI_TIMEOUT;
}

/* Sends the byte that timed out after some calls. */
static EFI_STATUS EFIAPI serial_control(EFI_SERIAL_IO_PROTOCOL *this,
					UINT32 *control)
{
	struct fake_serial *serial = (struct fake_serial *)this;
	char kept = (char)serial->kept;

	if (serial->kept >= 0 && ++serial->waited > serial->busy) {
		record(&serial->tape, &kept, 1);
		serial->kept = -1;
		serial->waited = 0;
	}
	*control = serial->kept < 0 ? EFI_SERIAL_OUTPUT_BUFFER_EMPTY : 0;
	return EFI_SUCCESS;
}

void fake_serial_keeps(struct fake_serial *serial, size_t gulp, unsigned busy)
{
	serial->keeps = true;
	serial->gulp = gulp;
	serial->busy = busy;
	serial->protocol.GetControl = serial_control;
}

struct fake_serial *fake_add_serial(bool terminal)
{
	EFI_GUID guid = EFI_SERIAL_IO_PROTOCOL_GUID;
	EFI_GUID text_guid = EFI_SIMPLE_TEXT_OUTPUT_PROTOCOL_GUID;
	struct fake_serial *serial = keep(sizeof(*serial));
	/* Each port has its own path, so that two ports differ. */
	unsigned char *path = keep(sizeof(fake_path_uart));

	memcpy(path, fake_path_uart, sizeof(fake_path_uart));
	serial->gulp = SIZE_MAX;
	serial->kept = -1;
	serial->protocol.Write = serial_write;
	plug(keep(sizeof(struct fake_handle)), guid, &serial->protocol, path);
	if (terminal)
		plug(keep(sizeof(struct fake_handle)), text_guid,
		     &new_screen(80, 25)->protocol, path);
	return serial;
}

/* --- keys -------------------------------------------------------------- */

static EFI_STATUS EFIAPI read_key(SIMPLE_INPUT_INTERFACE *this,
				  EFI_INPUT_KEY *key)
{
	(void)this;
	if (fake_fails() || !*fake->keys)
		return EFI_DEVICE_ERROR;
	if (*fake->keys == '^')
		return EFI_NOT_READY;
	if (*fake->keys++ == '~')
		return EFI_NOT_READY;
	key->ScanCode = 0;
	key->UnicodeChar = (CHAR16)fake->keys[-1];
	if (key->UnicodeChar < 0x18 &&
	    !strchr("\t\n\r", (char)key->UnicodeChar)) {
		key->ScanCode = key->UnicodeChar;
		key->UnicodeChar = 0;
	}
	return EFI_SUCCESS;
}

void fake_add_keyboard(const char *keys)
{
	static SIMPLE_INPUT_INTERFACE input;
	EFI_GUID guid = EFI_SIMPLE_TEXT_INPUT_PROTOCOL_GUID;

	input = (SIMPLE_INPUT_INTERFACE){ .ReadKeyStroke = read_key,
					  .WaitForKey = &input };
	plug(&fake->conin_handle, guid, &input, NULL);
	plug(&fake->keyboard_handle, guid, &input, fake_path_machine);
	fake->system.ConIn = &input;
	fake->keys = keys;
}
