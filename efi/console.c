/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Which consoles there are, and characters to and from them.
 */
#include "efi/console.h"

#include "core/text/utf16.h"
#include "efi/door.h"

/* So often a line may take nothing at all; a timeout is about a second. */
#define LINE_PATIENCE 3
/* Keys that a firmware may have in store. */
#define KEYS_WAITING 256
/* Characters for one call of the firmware. */
#define CHUNK 128

typedef SIMPLE_TEXT_OUTPUT_INTERFACE text_output;
typedef SIMPLE_INPUT_INTERFACE text_input;

/* --- finding ----------------------------------------------------------- */

struct handles {
	EFI_HANDLE *list;
	UINTN cnt;
};

/* list belongs to the caller; empty when there is none. */
static struct handles find(const struct firmware *fw, EFI_GUID guid)
{
	struct handles all = { 0 };

	if (fw_failed(door_boot(fw)->LocateHandleBuffer(
		    ByProtocol, &guid, NULL, &all.cnt, &all.list)))
		return (struct handles){ 0 };
	return all;
}

static EFI_DEVICE_PATH *device_path(const struct firmware *fw,
				    EFI_HANDLE handle)
{
	EFI_GUID guid = EFI_DEVICE_PATH_PROTOCOL_GUID;

	return door_protocol(fw, handle, guid);
}

static bool has_node(EFI_DEVICE_PATH *path, UINT8 type, UINT8 subtype)
{
	for (; path; path = door_next_node(path))
		if (path->Type == type && path->SubType == subtype)
			return true;
	return false;
}

static bool has_uart(EFI_DEVICE_PATH *path)
{
	return has_node(path, MESSAGING_DEVICE_PATH, MSG_UART_DP);
}

/* ACPI _ADR stands for a display output (UEFI 2.10, 10.3.3.1). */
static bool has_display(EFI_DEVICE_PATH *path)
{
	return has_node(path, ACPI_DEVICE_PATH, ACPI_ADR_DP);
}

static void *serial_below(const struct firmware *fw, EFI_DEVICE_PATH *path)
{
	EFI_GUID guid = EFI_SERIAL_IO_PROTOCOL_GUID;
	EFI_HANDLE handle;

	if (fw_failed(door_boot(fw)->LocateDevicePath(&guid, &path, &handle)))
		return NULL;
	return door_protocol(fw, handle, guid);
}

static void add_line(struct console *c, void *serial, void *text)
{
	for (size_t i = 0; i < c->line_cnt; i++)
		if (serial ? c->lines[i].serial == serial :
			     c->lines[i].text == text)
			return;
	if (c->line_cnt < CONSOLE_LINES)
		c->lines[c->line_cnt++] = (struct console_line){
			.serial = serial,
			.text = serial ? NULL : text,
		};
}

/* A screen without a mode shows nothing: the firmware does not use it. */
static void add_screen(struct console *c, text_output *text)
{
	UINTN columns, rows;

	for (size_t i = 0; i < c->screen_cnt; i++)
		if (c->screens[i] == text)
			return;
	if (c->screen_cnt == CONSOLE_SCREENS || !text->Mode ||
	    text->Mode->Mode < 0 ||
	    fw_failed(text->QueryMode(text, (UINTN)text->Mode->Mode, &columns,
				      &rows)))
		return;
	c->screens[c->screen_cnt++] = text;
	if (c->screen_cnt == 1 || columns < c->columns)
		c->columns = columns;
	if (c->screen_cnt == 1 || rows < c->rows)
		c->rows = rows;
}

static void find_consoles(struct console *c)
{
	EFI_GUID guid = EFI_SIMPLE_TEXT_OUTPUT_PROTOCOL_GUID;
	struct handles all = find(c->fw, guid);

	for (UINTN i = 0; i < all.cnt; i++) {
		EFI_DEVICE_PATH *path = device_path(c->fw, all.list[i]);
		text_output *text = door_protocol(c->fw, all.list[i], guid);

		/* Splitters stand for no device: they have no path. */
		if (!path || !text)
			continue;
		if (has_uart(path))
			add_line(c, serial_below(c->fw, path), text);
		else if (all.list[i] != door_system(c->fw)->ConsoleOutHandle)
			add_screen(c, text);
	}
	fw_free(c->fw, all.list);
}

static void find_bare_serial(struct console *c)
{
	EFI_GUID guid = EFI_SERIAL_IO_PROTOCOL_GUID;
	struct handles all = find(c->fw, guid);
	void *serial = all.cnt ? door_protocol(c->fw, all.list[0], guid) :
				 NULL;

	if (serial)
		add_line(c, serial, NULL);
	fw_free(c->fw, all.list);
}

/* Only ConOut: a screen where its path says so. Else no one knows (U-Boot's
 * path is that of the whole machine), and nobody is asked to press a key. */
static void take_conout(struct console *c)
{
	const EFI_SYSTEM_TABLE *system = door_system(c->fw);

	if (!system->ConOut)
		return;
	if (has_display(device_path(c->fw, system->ConsoleOutHandle)))
		add_screen(c, system->ConOut);
	if (!c->screen_cnt)
		add_line(c, NULL, system->ConOut);
}

/* ConIn alone may be a splitter with nothing behind it. */
static bool find_keyboard(const struct firmware *fw)
{
	EFI_GUID guid = EFI_SIMPLE_TEXT_INPUT_PROTOCOL_GUID;
	struct handles all = find(fw, guid);
	bool found = false;

	for (UINTN i = 0; i < all.cnt; i++)
		found |= device_path(fw, all.list[i]) != NULL;
	fw_free(fw, all.list);
	return found && door_system(fw)->ConIn;
}

void console_open(struct console *ret, const struct firmware *fw)
{
	*ret = (struct console){ .fw = fw, .keyboard = find_keyboard(fw) };
	find_consoles(ret);
	if (!ret->line_cnt && !ret->screen_cnt)
		take_conout(ret);
	else if (!ret->line_cnt)
		find_bare_serial(ret);
}

/* --- writing ----------------------------------------------------------- */

static void serial_write(struct console_line *line, const char *text,
			 size_t len)
{
	EFI_SERIAL_IO_PROTOCOL *serial = line->serial;
	int patience = LINE_PATIENCE;

	while (len && !line->dead) {
		UINTN n = len;
		EFI_STATUS status = serial->Write(serial, &n, (void *)text);

		/* A firmware that fails need not have changed n. */
		if (n > len || (fw_failed(status) && status != EFI_TIMEOUT))
			n = 0;
		text += n;
		len -= n;
		patience = n ? LINE_PATIENCE : patience - 1;
		line->dead = patience == 0;
	}
}

static void text_write(text_output *output, const char *text, size_t len)
{
	CHAR16 wide[CHUNK + 1];
	size_t n = utf8_to_utf16(wide, CHUNK, text, len);

	wide[n] = 0;
	output->OutputString(output, wide);
}

static void put_lines(struct console *c, const char *text, size_t len)
{
	for (size_t i = 0; i < c->line_cnt; i++)
		if (c->lines[i].serial)
			serial_write(&c->lines[i], text, len);
		else
			text_write(c->lines[i].text, text, len);
}

static void put_screens(struct console *c, const char *text, size_t len)
{
	for (size_t i = 0; i < c->screen_cnt; i++)
		text_write(c->screens[i], text, len);
}

/* How much of text goes into one chunk, with room for a CR before each LF;
 * no character is cut in two unless it is broken anyway. */
static size_t crlf_chunk(char chunk[CHUNK], const char *text, size_t len,
			 size_t *ret_used)
{
	size_t i = 0, n = 0;

	for (; i < len && n < CHUNK - 5; i++) {
		if (text[i] == '\n')
			chunk[n++] = '\r';
		chunk[n++] = text[i];
	}
	for (; i < len && n < CHUNK && ((unsigned char)text[i] & 0xc0) == 0x80;
	     i++)
		chunk[n++] = text[i];
	*ret_used = i;
	return n;
}

static void put_all(struct console *c, const char *text, size_t len,
		    void (*put)(struct console *, const char *, size_t))
{
	char chunk[CHUNK];
	size_t used;

	for (; len; text += used, len -= used)
		put(c, chunk, crlf_chunk(chunk, text, len, &used));
}

static void write_lines(void *ctx, const char *text, size_t len)
{
	struct console *c = ctx;

	if (len)
		c->line_open = text[len - 1] != '\n';
	put_all(c, text, len, put_lines);
}

static void write_screens(void *ctx, const char *text, size_t len)
{
	put_all(ctx, text, len, put_screens);
}

struct sink console_line_sink(struct console *console)
{
	return (struct sink){ .write = write_lines, .ctx = console };
}

struct sink console_screen_sink(struct console *console)
{
	return (struct sink){ .write = write_screens, .ctx = console };
}

void console_clear(struct console *console)
{
	for (size_t i = 0; i < console->screen_cnt; i++) {
		text_output *screen = console->screens[i];

		screen->ClearScreen(screen);
	}
}

/* --- keys -------------------------------------------------------------- */

/* Sleeps where the firmware can, else for a moment. */
static void wait_key(const struct firmware *fw, text_input *input)
{
	UINTN index;

	if (!input->WaitForKey ||
	    fw_failed(door_boot(fw)->WaitForEvent(1, &input->WaitForKey,
						  &index)))
		door_boot(fw)->Stall(10000);
}

int console_key(void *console)
{
	const struct console *c = console;
	text_input *input = door_system(c->fw)->ConIn;
	EFI_STATUS status = EFI_UNSUPPORTED;
	EFI_INPUT_KEY key;

	while (input) {
		status = input->ReadKeyStroke(input, &key);
		if (status != EFI_NOT_READY)
			break;
		wait_key(c->fw, input);
	}
	return fw_failed(status) ? -1 : key.UnicodeChar;
}

void console_drop_keys(struct console *console)
{
	text_input *input = door_system(console->fw)->ConIn;
	EFI_INPUT_KEY key;

	for (int i = 0; input && i < KEYS_WAITING; i++)
		if (input->ReadKeyStroke(input, &key) != EFI_SUCCESS)
			return;
}
