/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A fake firmware for host tests: a system table whose services a test can make
 * large, odd, slow or failing. There is one at a time; fake_new() creates it.
 */
#ifndef TESTS_LIB_FAKE_EFI_H
#define TESTS_LIB_FAKE_EFI_H

#include <efi.h>

#include "core/base/types.h"
#include "efi/uefi/firmware.h"
#include "tests/lib/grid.h"

struct fake_handle {
	struct {
		EFI_GUID guid;
		void *interface;
	} protocols[4];
	size_t cnt;
};

/* The text written to one console, as UTF-8 without CRs. */
struct fake_tape {
	char text[1 << 20];
	size_t len;
	size_t returns; /* CRs */
};

struct fake_screen {
	EFI_SIMPLE_TEXT_OUT_PROTOCOL protocol;
	SIMPLE_TEXT_OUTPUT_MODE mode;
	size_t columns, rows;
	/* Mode 1, where there is one. */
	size_t large_columns, large_rows;
	unsigned cleared;
	struct fake_tape tape;
	struct grid grid; /* what is on it */
	struct fake_handle *handle;
	/* Its graphics, where it has any. */
	EFI_GRAPHICS_OUTPUT_PROTOCOL output;
	EFI_GRAPHICS_OUTPUT_PROTOCOL_MODE output_mode;
	EFI_GRAPHICS_OUTPUT_MODE_INFORMATION output_info;
	UINT32 *pixels;
	unsigned blts;
};

struct fake_serial {
	EFI_SERIAL_IO_PROTOCOL protocol;
	size_t gulp; /* most bytes that one Write accepts; 0: none */
	bool lies;   /* success although not everything was accepted */
	/* As EDK2's PciSioSerialDxe: keeps the byte that timed out. */
	bool keeps;
	unsigned busy; /* GetControl() calls until it sends that byte */
	int kept;      /* that byte, -1 without */
	unsigned waited;
	unsigned calls;
	struct fake_tape tape;
};

struct fake_file {
	char path[128]; /* "\\EFI\\name" */
	bool folder, read_only;
	bool stuck;  /* cannot be deleted */
	char *bytes; /* NULL: the file does not exist */
	size_t size;
};
#define FAKE_FILES 16

struct fake {
	EFI_SYSTEM_TABLE system;
	EFI_BOOT_SERVICES boot;
	EFI_RUNTIME_SERVICES runtime;
	EFI_LOADED_IMAGE image;
	struct fake_handle image_handle, device_handle, conout_handle,
		conin_handle, keyboard_handle;
	struct fake_handle *handles[16];
	size_t handle_cnt;

	/* The call with this number, of the services that can fail, fails; or
	 * each one from that number on. */
	unsigned calls, fail_at, fail_from;

	/* Allocations that have not been freed. */
	unsigned pools, page_ranges, files_open;
	unsigned allocations;
	size_t page_limit; /* larger requests fail */

	/* The map. */
	EFI_MEMORY_DESCRIPTOR *desc;
	size_t desc_cnt, desc_size;
	UINT32 desc_version;
	bool map_grows;  /* one more descriptor at each allocation */
	bool map_mute;   /* DescriptorSize only on success */
	bool map_never;  /* no buffer is ever large enough */
	bool map_swings; /* the size that it asks for alternates */
	size_t overrun;  /* bytes written beyond the buffer */
	unsigned map_calls;
	size_t map_sizes[32]; /* of the buffers that it was called with */

	/* Keys in order, then ConIn fails. ~ means that no key is ready yet,
	 * and ^ that none comes until a timer ends; the bytes 1 to 0x17 are
	 * scan codes, except \t, \n and \r. */
	const char *keys;
	unsigned events;     /* that are open */
	unsigned long timer; /* microseconds of the last one */
	unsigned waits;
	unsigned long stalled; /* microseconds */

	/* The volume. */
	EFI_SIMPLE_FILE_SYSTEM_PROTOCOL volume;
	struct fake_file files[FAKE_FILES];
	bool read_only, no_rename;
	size_t capacity;   /* bytes of all files */
	bool short_writes; /* when full, a partial write succeeds */
	unsigned flushes;
	size_t gulp;       /* most bytes that one Read returns */
	size_t us_per_kib; /* what reading takes */
	unsigned reads;

	UINT64 us; /* the time: of stalls and reads */

	/* The value of SecureBoot, the only variable; -1: it does not exist. */
	int secure_boot;

	/* Exit. */
	unsigned watchdog_calls, resets;
	EFI_RESET_TYPE reset_type;
	UINTN watchdog;
};

extern struct fake *fake;

/* A machine with 8 descriptors and nothing else; frees the previous one. */
void fake_new(void);
void fake_free(void);

/* Whether everything that was allocated has been freed. */
bool fake_balanced(void);
/* A tear-down, which fails if something was not freed. */
int fake_end(void **state);
/* Whether this call shall fail; for the services themselves. */
bool fake_fails(void);

/* Two statuses are the same. The including test brings cmocka.h. */
#define assert_status(status, expected) \
	assert_int_equal((status).code, (expected).code)

/* Adds a device. The path is a list of device path nodes. */
void fake_protocol(struct fake_handle *handle, EFI_GUID guid, void *interface);
void fake_handle_add(struct fake_handle *handle);
void fake_map(size_t descriptors, size_t desc_size);

extern const unsigned char fake_path_screen[], fake_path_uart[],
	fake_path_machine[];

struct fake_screen *fake_add_screen(size_t columns, size_t rows);
/* Graphics of so many pixels, all of them UINT32_MAX. */
void fake_screen_graphics(struct fake_screen *screen, UINT32 width,
			  UINT32 height);
void fake_screen_mode(struct fake_screen *screen, size_t columns, size_t rows);
/* terminal: with a text output on it, otherwise only SerialIo. */
struct fake_serial *fake_add_serial(bool terminal);
/* As EDK2's driver: accepts gulp bytes, keeps the next one, and sends it at the
 * call of GetControl() after busy others. */
void fake_serial_keeps(struct fake_serial *serial, size_t gulp, unsigned busy);
/* ConOut, with a device path or NULL. */
struct fake_screen *fake_add_conout(const void *path);
void fake_add_keyboard(const char *keys);
void fake_tape_free(void);

/* A volume, and the path of the application on it. */
void fake_add_volume(const char *own_path);
struct fake_file *fake_put_file(const char *path, const void *bytes,
				size_t size);
struct fake_file *fake_put_text(const char *path, const char *text);
void fake_put_folder(const char *path);
/* NULL if the file does not exist. */
struct fake_file *fake_file(const char *path);
void fake_files_free(void);

/* Sets LoadOptions; text is u"" and its NUL is left out. */
void fake_load_options(const void *bytes, size_t size);
#define fake_arguments(text) fake_load_options(text, sizeof(text) - 2)

#endif
