/* SPDX-License-Identifier: BSD-2-Clause */
/* Keystrokes, by EFI_SIMPLE_TEXT_INPUT_PROTOCOL (UEFI 2.10, 12.3). */
#include "efi/uefi/console.h"

#include "efi/uefi/uefi.h"

/* Keystrokes that the firmware may have buffered. */
#define STROKES_BUFFERED 256
/* Between two reads where the firmware cannot wait for a key. */
#define POLL_MS 10

typedef SIMPLE_INPUT_INTERFACE text_input;

/* What a wait waits for: a key, and a timer unless it is forever. */
struct wait {
	const struct firmware *fw;
	EFI_EVENT events[2];
	UINTN event_cnt;
	unsigned int ms; /* left where the events cannot be used */
};

static void wait_begin(struct wait *ret, const struct firmware *fw,
		       text_input *input, unsigned int ms)
{
	EFI_BOOT_SERVICES *boot = uefi_boot(fw);

	*ret = (struct wait){ .fw = fw, .ms = ms };
	if (!input->WaitForKey)
		return;
	ret->events[ret->event_cnt++] = input->WaitForKey;
	if (ms == CONSOLE_FOREVER)
		return;
	if (EFI_ERROR(boot->CreateEvent(EVT_TIMER, TPL_APPLICATION, NULL, NULL,
					&ret->events[1])))
		ret->event_cnt = 0;
	else
		ret->event_cnt++;
	/* In units of 100 ns. */
	if (ret->event_cnt == 2 &&
	    EFI_ERROR(boot->SetTimer(ret->events[1], TimerRelative,
				     (UINT64)ms * 10000))) {
		boot->CloseEvent(ret->events[1]);
		ret->event_cnt = 0;
	}
}

static void wait_end(struct wait *wait)
{
	if (wait->event_cnt == 2)
		uefi_boot(wait->fw)->CloseEvent(wait->events[1]);
}

/* False: the time has passed. */
static bool wait_more(struct wait *wait)
{
	UINTN index = 0;

	if (wait->event_cnt && !EFI_ERROR(uefi_boot(wait->fw)->WaitForEvent(
				       wait->event_cnt, wait->events, &index)))
		return index == 0;
	if (wait->ms == 0)
		return false;
	uefi_boot(wait->fw)->Stall(POLL_MS * 1000);
	if (wait->ms != CONSOLE_FOREVER)
		wait->ms -= wait->ms < POLL_MS ? wait->ms : POLL_MS;
	return true;
}

__attribute__((noinline)) enum console_read console_read(
	struct console *console, struct console_stroke *ret, unsigned int ms)
{
	text_input *input = uefi_system(console->fw)->ConIn;
	struct wait wait;
	EFI_STATUS status;
	EFI_INPUT_KEY key;
	bool in_time = true;

	if (!input)
		return CONSOLE_GONE;
	wait_begin(&wait, console->fw, input, ms);
	do
		status = input->ReadKeyStroke(input, &key);
	while (status == EFI_NOT_READY && (in_time = ms && wait_more(&wait)));
	wait_end(&wait);
	if (!in_time)
		return CONSOLE_QUIET;
	if (EFI_ERROR(status))
		return CONSOLE_GONE;
	*ret = (struct console_stroke){ key.ScanCode, key.UnicodeChar };
	return CONSOLE_STROKE;
}

void console_drop_keys(struct console *console)
{
	text_input *input = uefi_system(console->fw)->ConIn;
	EFI_INPUT_KEY key;

	for (int i = 0; input && i < STROKES_BUFFERED; i++)
		if (input->ReadKeyStroke(input, &key) != EFI_SUCCESS)
			return;
}
