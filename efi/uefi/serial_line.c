/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/uefi/serial_line.h"

#include "core/base/cstring.h"
#include "efi/uefi/uefi.h"

/* Whether the driver has nothing left to send. GetControl() also makes EDK2's
 * driver try to send it. */
static bool is_empty(EFI_SERIAL_IO_PROTOCOL *serial)
{
	UINT32 control = 0;

	return !serial->GetControl ||
	       EFI_ERROR(serial->GetControl(serial, &control)) ||
	       (control & EFI_SERIAL_OUTPUT_BUFFER_EMPTY);
}

/* Writes once and returns the number of bytes that need not be written again;
 * *ret_held: the driver still has the last of them. */
static size_t write_once(struct console_line *line, const char *text,
			 size_t len, bool *ret_held)
{
	EFI_SERIAL_IO_PROTOCOL *serial = line->serial;
	UINTN n = len;
	EFI_STATUS status = serial->Write(serial, &n, (void *)text);

	*ret_held = false;
	/* Firmware need not have changed n when it fails. */
	if (n > len || (EFI_ERROR(status) && status != EFI_TIMEOUT))
		return 0;
	if (status != EFI_TIMEOUT || n == len)
		return n;
	*ret_held = !is_empty(serial);
	line->keeps_byte |= *ret_held;
	return n + line->keeps_byte;
}

/* Writes until the line accepts nothing for so many milliseconds. Returns the
 * number of bytes that are left. */
static size_t write_patiently(const struct firmware *fw,
			      struct console_line *line, const char *text,
			      size_t len, unsigned int patience)
{
	unsigned int waited = 0;
	bool held = false;

	while ((len || held) && waited < patience) {
		bool progress;

		if (held) {
			held = !is_empty(line->serial);
			progress = !held;
		} else {
			size_t n = write_once(line, text, len, &held);

			text += n;
			len -= n;
			progress = n > 0;
		}
		if (progress)
			waited = 0;
		if (!progress || held) {
			uefi_boot(fw)->Stall(1000);
			waited++;
		}
	}
	line->asleep = len || held;
	return len;
}

/* Tries a line that sleeps once, with the number of bytes that it lost. */
static bool wake(const struct firmware *fw, struct console_line *line)
{
	char text[80];
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, text, sizeof(text));

	print(&out,
	      "\r\n[memblock.efi: %zu bytes were not read in time and are "
	      "lost]\r\n",
	      line->lost);
	/* One byte shows whether it accepts any. */
	if (is_empty(line->serial))
		write_patiently(fw, line, text, 1, 1);
	if (line->asleep)
		return false;
	line->lost = write_patiently(fw, line, text + 1, str_len(text + 1),
				     SERIAL_PATIENCE);
	return !line->asleep;
}

void serial_line_write(const struct firmware *fw, struct console_line *line,
		       const char *text, size_t len)
{
	if (line->asleep && !wake(fw, line)) {
		line->lost += len;
		return;
	}
	line->lost = write_patiently(fw, line, text, len, SERIAL_PATIENCE);
}
