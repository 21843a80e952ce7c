/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A firmware on the desk: a system table of our own, whose services a test
 * can make large, odd, slow or failing. One at a time; fake_new() begins.
 */
#ifndef TESTS_LIB_FAKE_EFI_H
#define TESTS_LIB_FAKE_EFI_H

#include <efi.h>

#include "core/base/types.h"
#include "efi/uefi/firmware.h"

struct fake_handle {
	struct {
		EFI_GUID guid;
		void *interface;
	} protocols[4];
	size_t cnt;
};

/* What was written to one console, as UTF-8 with the CRs left out. */
struct fake_tape {
	char text[1 << 20];
	size_t len;
	size_t returns; /* CRs */
};

struct fake_screen {
	EFI_SIMPLE_TEXT_OUT_PROTOCOL protocol;
	SIMPLE_TEXT_OUTPUT_MODE mode;
	size_t columns, rows;
	unsigned cleared;
	struct fake_tape tape;
};

struct fake_serial {
	EFI_SERIAL_IO_PROTOCOL protocol;
	size_t gulp; /* so much a Write takes at the most; 0: nothing */
	bool lies;   /* success although not all was taken */
	unsigned calls;
	struct fake_tape tape;
};

struct fake_file {
	char path[128]; /* "\\EFI\\name" */
	bool folder, read_only;
	bool stuck;  /* cannot be deleted */
	char *bytes; /* NULL: there is no such file */
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

	/* The fail_at-th call of a service that can fail fails. */
	unsigned calls, fail_at;

	/* What is still taken. */
	unsigned pools, page_ranges, files_open;
	unsigned allocations;
	size_t page_limit; /* larger requests are refused */

	/* The map. */
	EFI_MEMORY_DESCRIPTOR *desc;
	size_t desc_cnt, desc_size;
	UINT32 desc_version;
	bool map_grows;  /* one more descriptor at each allocation */
	bool map_mute;   /* DescriptorSize only on success */
	bool map_never;  /* never large enough, whatever it asks for */
	bool map_swings; /* the size that it asks for goes up and down */
	size_t overrun;  /* bytes written behind the buffer */
	unsigned map_calls;
	size_t map_sizes[32]; /* of the buffers that it was given */

	/* Keys, in order; then ConIn fails. ~ stands for one not yet there. */
	const char *keys;
	unsigned waits;

	/* The volume. */
	EFI_SIMPLE_FILE_SYSTEM_PROTOCOL volume;
	struct fake_file files[FAKE_FILES];
	bool read_only, no_rename;
	size_t capacity;   /* bytes of all files */
	bool short_writes; /* success when full, with what fitted */
	unsigned flushes;

	/* SecureBoot, the one variable that there can be; -1: it is not. */
	int secure_boot;

	/* The end. */
	unsigned watchdog_calls, resets;
	EFI_RESET_TYPE reset_type;
	UINTN watchdog;
};

extern struct fake *fake;

/* A machine with 8 descriptors and nothing else; frees the last one. */
void fake_new(void);
void fake_free(void);

/* Nothing that was taken is still taken. */
bool fake_balanced(void);
/* For the end of a test, which fails when something is. */
int fake_end(void **state);
/* Does this call fail? For the services themselves. */
bool fake_fails(void);

/* Two statuses are the same. The including test brings cmocka.h. */
#define assert_status(status, expected) \
	assert_int_equal((status).code, (expected).code)

/* Plugs in. The path is a list of nodes as the firmware has it. */
void fake_protocol(struct fake_handle *handle, EFI_GUID guid, void *interface);
void fake_handle_add(struct fake_handle *handle);
void fake_map(size_t descriptors, size_t desc_size);

extern const unsigned char fake_path_screen[], fake_path_uart[],
	fake_path_machine[];

struct fake_screen *fake_add_screen(size_t columns, size_t rows);
/* terminal: with a text output on it, else a bare SerialIo. */
struct fake_serial *fake_add_serial(bool terminal);
/* ConOut, with a device path or NULL. */
struct fake_screen *fake_add_conout(const void *path);
void fake_add_keyboard(const char *keys);
void fake_tape_free(void);

/* A volume, and where on it we lie. */
void fake_add_volume(const char *own_path);
struct fake_file *fake_put_file(const char *path, const void *bytes,
				size_t size);
struct fake_file *fake_put_text(const char *path, const char *text);
void fake_put_folder(const char *path);
/* NULL where there is no such file. */
struct fake_file *fake_file(const char *path);
void fake_files_free(void);

/* LoadOptions; text is u"" and goes without its NUL. */
void fake_load_options(const void *bytes, size_t size);
#define fake_arguments(text) fake_load_options(text, sizeof(text) - 2)

#endif
