/* SPDX-License-Identifier: BSD-2-Clause */
/* The fake firmware's file system, which behaves like EDK II's FAT driver. */
#include "tests/lib/fake_efi.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/text/utf16.h"

struct open_file {
	EFI_FILE_PROTOCOL protocol;
	struct fake_file *file; /* NULL: the root */
	size_t position;
	bool writable;
	struct open_file *next;
};

/* Those that are open at the end of boot services are gone without Close(). */
static struct open_file *all_open;

static EFI_STATUS EFIAPI open_path(EFI_FILE_HANDLE this,
				   struct _EFI_FILE_HANDLE **ret, CHAR16 *name,
				   UINT64 mode, UINT64 attributes);

struct fake_file *fake_file(const char *path)
{
	for (size_t i = 0; i < FAKE_FILES; i++)
		if (fake->files[i].bytes &&
		    !strcasecmp(fake->files[i].path, path))
			return &fake->files[i];
	return NULL;
}

struct fake_file *fake_put_file(const char *path, const void *bytes,
				size_t size)
{
	for (size_t i = 0; i < FAKE_FILES; i++) {
		struct fake_file *file = &fake->files[i];

		if (file->bytes)
			continue;
		*file = (struct fake_file){ .size = size };
		snprintf(file->path, sizeof(file->path), "%s", path);
		file->bytes = malloc(size + 1);
		memcpy(file->bytes, bytes, size);
		file->bytes[size] = '\0';
		return file;
	}
	abort();
}

struct fake_file *fake_put_text(const char *path, const char *text)
{
	return fake_put_file(path, text, strlen(text));
}

void fake_put_folder(const char *path)
{
	fake_put_text(path, "")->folder = true;
}

void fake_files_free(void)
{
	for (size_t i = 0; i < FAKE_FILES; i++)
		free(fake->files[i].bytes);
	while (all_open) {
		struct open_file *next = all_open->next;

		free(all_open);
		all_open = next;
	}
}

static bool folder_exists(const char *path)
{
	char folder[128];
	char *end;

	snprintf(folder, sizeof(folder), "%s", path);
	end = strrchr(folder, '\\');
	if (!end || end == folder)
		return true;
	*end = '\0';
	return fake_file(folder) && fake_file(folder)->folder;
}

static size_t used(void)
{
	size_t sum = 0;

	for (size_t i = 0; i < FAKE_FILES; i++)
		sum += fake->files[i].bytes ? fake->files[i].size : 0;
	return sum;
}

static void to_utf8(char *text, size_t size, const CHAR16 *name)
{
	size_t len = 0;

	while (name[len])
		len++;
	text[utf16_to_utf8(text, size - 1, name, len)] = '\0';
}

/* --- EFI_FILE_PROTOCOL ------------------------------------------------- */

static EFI_STATUS EFIAPI close_file(EFI_FILE_HANDLE this)
{
	struct open_file **at = &all_open;

	while ((void *)*at != this)
		at = &(*at)->next;
	*at = (*at)->next;
	free(this);
	fake->files_open--;
	return EFI_SUCCESS;
}

static EFI_STATUS EFIAPI delete_file(EFI_FILE_HANDLE this)
{
	struct open_file *open = (struct open_file *)this;
	bool refused = fake_fails() || !open->file || !open->writable ||
		       open->file->read_only || open->file->stuck ||
		       fake->read_only;

	if (!refused) {
		free(open->file->bytes);
		open->file->bytes = NULL;
	}
	close_file(this);
	return refused ? EFI_WARN_DELETE_FAILURE : EFI_SUCCESS;
}

static EFI_STATUS EFIAPI read_bytes(EFI_FILE_HANDLE this, UINTN *size,
				    VOID *bytes)
{
	struct open_file *open = (struct open_file *)this;
	size_t left = open->file->size - open->position;

	if (fake_fails())
		return EFI_DEVICE_ERROR;
	/* In small pieces, which UEFI allows. */
	*size = *size < left ? *size : left;
	*size = *size < fake->gulp ? *size : fake->gulp;
	fake->us += *size * fake->us_per_kib / 1024;
	fake->reads++;
	memcpy(bytes, open->file->bytes + open->position, *size);
	open->position += *size;
	return EFI_SUCCESS;
}

static EFI_STATUS EFIAPI write_bytes(EFI_FILE_HANDLE this, UINTN *size,
				     VOID *bytes)
{
	struct open_file *open = (struct open_file *)this;
	size_t end = open->position + *size;

	if (fake_fails())
		return EFI_DEVICE_ERROR;
	if (!open->writable)
		return EFI_ACCESS_DENIED;
	if (fake->capacity && used() + *size > fake->capacity) {
		*size = 0;
		return fake->short_writes ? EFI_SUCCESS : EFI_VOLUME_FULL;
	}
	if (end > open->file->size) {
		open->file->bytes = realloc(open->file->bytes, end + 1);
		open->file->size = end;
		open->file->bytes[end] = '\0';
	}
	memcpy(open->file->bytes + open->position, bytes, *size);
	open->position = end;
	return EFI_SUCCESS;
}

static EFI_STATUS EFIAPI set_position(EFI_FILE_HANDLE this, UINT64 position)
{
	((struct open_file *)this)->position = position;
	return fake_fails() ? EFI_DEVICE_ERROR : EFI_SUCCESS;
}

static EFI_STATUS EFIAPI flush(EFI_FILE_HANDLE this)
{
	(void)this;
	fake->flushes++;
	return fake_fails() ? EFI_DEVICE_ERROR : EFI_SUCCESS;
}

static EFI_STATUS EFIAPI get_info(EFI_FILE_HANDLE this, EFI_GUID *guid,
				  UINTN *size, VOID *ret)
{
	struct open_file *open = (struct open_file *)this;
	const char *name = strrchr(open->file->path, '\\') + 1;
	EFI_FILE_INFO *info = ret;

	(void)guid;
	if (fake_fails())
		return EFI_DEVICE_ERROR;
	if (*size < SIZE_OF_EFI_FILE_INFO + 2 * strlen(name) + 2)
		return EFI_BUFFER_TOO_SMALL;
	memset(info, 0, SIZE_OF_EFI_FILE_INFO);
	info->Size = SIZE_OF_EFI_FILE_INFO + 2 * strlen(name) + 2;
	info->FileSize = open->file->size;
	info->Attribute = open->file->folder ? EFI_FILE_DIRECTORY : 0;
	for (size_t i = 0; i <= strlen(name); i++)
		((CHAR16 *)((char *)info + SIZE_OF_EFI_FILE_INFO))[i] =
			(unsigned char)name[i];
	return EFI_SUCCESS;
}

static EFI_STATUS EFIAPI set_info(EFI_FILE_HANDLE this, EFI_GUID *guid,
				  UINTN size, VOID *bytes)
{
	struct open_file *open = (struct open_file *)this;
	EFI_FILE_INFO *info = bytes;
	char name[64], path[128];

	(void)guid;
	if (fake_fails() || fake->no_rename || size < info->Size)
		return EFI_ACCESS_DENIED;
	to_utf8(name, sizeof(name),
		(CHAR16 *)((char *)info + SIZE_OF_EFI_FILE_INFO));
	snprintf(path, sizeof(path), "%s", open->file->path);
	snprintf(strrchr(path, '\\') + 1, sizeof(name), "%s", name);
	if (fake_file(path))
		return EFI_ACCESS_DENIED;
	memcpy(open->file->path, path, sizeof(path));
	return EFI_SUCCESS;
}

static struct _EFI_FILE_HANDLE *new_handle(struct fake_file *file,
					   bool writable)
{
	struct open_file *open = calloc(1, sizeof(*open));

	open->protocol = (EFI_FILE_PROTOCOL){
		.Open = open_path,
		.Close = close_file,
		.Delete = delete_file,
		.Read = read_bytes,
		.Write = write_bytes,
		.SetPosition = set_position,
		.GetInfo = get_info,
		.SetInfo = set_info,
		.Flush = flush,
	};
	open->file = file;
	open->writable = writable;
	open->next = all_open;
	all_open = open;
	fake->files_open++;
	return &open->protocol;
}

static EFI_STATUS EFIAPI open_path(EFI_FILE_HANDLE this,
				   struct _EFI_FILE_HANDLE **ret, CHAR16 *name,
				   UINT64 mode, UINT64 attributes)
{
	char path[128];
	struct fake_file *file;

	(void)this;
	to_utf8(path, sizeof(path), name);
	file = fake_file(path);
	if (fake_fails())
		return EFI_DEVICE_ERROR;
	if (!file && (!(mode & EFI_FILE_MODE_CREATE) || !folder_exists(path)))
		return EFI_NOT_FOUND;
	if (fake->read_only && mode != EFI_FILE_MODE_READ)
		return EFI_WRITE_PROTECTED;
	if (file && file->read_only && mode != EFI_FILE_MODE_READ)
		return EFI_ACCESS_DENIED;
	if (!file) {
		file = fake_put_text(path, "");
		file->folder = attributes & EFI_FILE_DIRECTORY;
	}
	*ret = new_handle(file, mode != EFI_FILE_MODE_READ);
	return EFI_SUCCESS;
}

static EFI_STATUS EFIAPI open_volume(EFI_SIMPLE_FILE_SYSTEM_PROTOCOL *this,
				     struct _EFI_FILE_HANDLE **ret)
{
	(void)this;
	if (fake_fails())
		return EFI_DEVICE_ERROR;
	*ret = new_handle(NULL, true);
	return EFI_SUCCESS;
}

/* --- adding devices ---------------------------------------------------- */

void fake_add_volume(const char *own_path)
{
	EFI_GUID guid = EFI_SIMPLE_FILE_SYSTEM_PROTOCOL_GUID;
	size_t len = strlen(own_path);
	/* One node with the path, then the end. */
	size_t size = 4 + 2 * (len + 1);
	unsigned char *node = calloc(1, size + 4);

	fake->volume.OpenVolume = open_volume;
	free(fake->image.FilePath);
	if (!fake->device_handle.cnt)
		fake_protocol(&fake->device_handle, guid, &fake->volume);
	memcpy(node, (unsigned char[]){ 4, 4, (unsigned char)size, 0 }, 4);
	for (size_t i = 0; i < len; i++)
		node[4 + 2 * i] = (unsigned char)own_path[i];
	memcpy(node + size, (unsigned char[]){ 0x7f, 0xff, 4, 0 }, 4);
	fake->image.FilePath = (EFI_DEVICE_PATH *)node;
}
