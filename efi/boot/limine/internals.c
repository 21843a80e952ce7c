/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Modules that the kernel itself names in its module request, by paths relative
 * to its own ("Module Feature").
 */
#include "core/base/cstring.h"
#include "efi/boot/limine/state.h"
#include "efi/boot/refuse.h"

#define INTERNALS_MAX LIMINE_INTERNALS
#define PATH_MAX      256

/* Offsets in struct limine_internal_module. */
enum {
	MODULE_PATH = 0,
	MODULE_STRING = 8,
	MODULE_FLAGS = 16,
	MODULE_SIZE = 24
};

/* NULL: there are not so many bytes of the image at the address. */
static const uint8_t *see(const struct limine_image *image, uint64_t address,
			  size_t size)
{
	uint64_t at = address - image->virt;

	return at <= image->size && size <= image->size - at
		       ? image->memory + at
		       : NULL;
}

static uint64_t number(const uint8_t *at)
{
	uint64_t value;

	memcpy(&value, at, sizeof(value));
	return value;
}

/* NULL: it does not end within the image. */
static const char *text_at(const struct limine_image *image, uint64_t address)
{
	const uint8_t *text = see(image, address, 1);
	const uint8_t *end = image->memory + image->size;

	for (const uint8_t *at = text; at && at < end; at++)
		if (*at == '\0')
			return (const char *)text;
	return NULL;
}

struct internal {
	const char *path; /* as the kernel names it */
	const char *string;
	uint64_t flags;
};

static bool get_internal(const struct limine *limine, uint64_t list, size_t i,
			 struct internal *ret)
{
	const struct limine_image *image = &limine->image;
	const uint8_t *pointer = see(image, list + i * 8, 8);
	const uint8_t *module =
		pointer ? see(image, number(pointer), MODULE_SIZE) : NULL;

	if (!module)
		return false;
	*ret = (struct internal){
		.path = text_at(image, number(module + MODULE_PATH)),
		.string = text_at(image, number(module + MODULE_STRING)),
		.flags = number(module + MODULE_FLAGS),
	};
	return ret->path && ret->string;
}

/* --- one module -------------------------------------------------------- */

static struct fw_status refuse(const struct boot *boot,
			       const struct internal *internal,
			       enum limine_fault fault)
{
	boot_begin_refusal(boot);
	print_str(boot->err, "its internal module ");
	print_escaped(boot->err, internal->path);
	print_str(boot->err, " ");
	print_str(boot->err, limine_phrase(fault));
	return boot_end_refusal(boot);
}

static bool is_slash(char c)
{
	return c == '/' || c == '\\';
}

/* The length of a path without its last component. */
static size_t folder_of(const char *path, size_t len)
{
	while (len > 0 && !is_slash(path[len - 1]))
		len--;
	return len;
}

/* The path, which counts from the folder of the kernel unless it begins with a
 * slash, without . and .. components. False: it is too long. */
static bool join(char ret[PATH_MAX], const char *kernel, const char *path)
{
	size_t len = is_slash(*path) ? 0 : folder_of(kernel, str_len(kernel));

	if (len >= PATH_MAX)
		return false;
	memcpy(ret, kernel, len);
	while (*path) {
		size_t size = 0;

		while (path[size] && !is_slash(path[size]))
			size++;
		if (size == 2 && path[0] == '.' && path[1] == '.')
			len = folder_of(ret, len > 0 ? len - 1 : 0);
		else if (size > 0 && !(size == 1 && *path == '.')) {
			if (len + size + 2 > PATH_MAX)
				return false;
			memcpy(ret + len, path, size);
			len += size;
			if (path[size])
				ret[len++] = '/';
		}
		path += size + (path[size] != '\0');
	}
	ret[len] = '\0';
	return true;
}

static void ignore(void *ctx, const char *text, size_t len)
{
	(void)ctx, (void)text, (void)len;
}

/* A module that is not required may be missing. */
static struct fw_status open(struct boot *boot, struct fetch_file *ret,
			     const struct internal *internal, const char *path)
{
	static const struct sink nobody = { .write = ignore };
	bool required = internal->flags & LIMINE_MODULE_REQUIRED;
	struct fw_status status;

	if (!required)
		boot->fetch.err = &nobody;
	status = fetch_open_file(ret, &boot->fetch, path);
	boot->fetch.err = boot->err;
	if (!required && fw_failed(status))
		print(boot->say,
		      "Note: %s, which the kernel names, is not "
		      "loaded.\n",
		      path);
	return status;
}

static struct fw_status read(struct boot *boot, struct fetch_file *file,
			     struct table_module *module)
{
	const struct placement_request request = {
		.what = module->path,
		.size = file->reader.size,
		.owner = OWNER_MODULE,
		.name = module->name,
	};
	struct fw_status status =
		placement_take(&boot->placement, &request, &module->base);

	module->size = file->reader.size;
	return fw_failed(status) ? status
				 : reader_read(&file->reader, 0,
					       (void *)(uintptr_t)module->base,
					       module->size);
}

static struct fw_status load(struct boot *boot, const struct internal *internal,
			     char *path)
{
	struct limine *limine = boot->state;
	struct table_module *module = &limine->internals[limine->internal_cnt];
	struct fetch_file file = { 0 };
	struct fw_status status;

	if (internal->flags & LIMINE_MODULE_COMPRESSED)
		return refuse(boot, internal, LIMINE_PACKED);
	for (const char *at = internal->path; *at; at++)
		if (*at == '#')
			return refuse(boot, internal, LIMINE_HASH);
	if (!join(path, boot->options->kernel, internal->path))
		return refuse(boot, internal, LIMINE_PATH);
	*module = (struct table_module){
		.path = path,
		.name = internal->string,
	};
	status = open(boot, &file, internal, path);
	if (fw_failed(status) && !(internal->flags & LIMINE_MODULE_REQUIRED)) {
		fetch_close_file(&file);
		return FW_SUCCESS;
	}
	if (!fw_failed(status))
		status = read(boot, &file, module);
	fetch_close_file(&file);
	limine->internal_cnt += !fw_failed(status);
	return status;
}

/* --- all of them ------------------------------------------------------- */

static struct fw_status load_all(struct boot *boot, size_t cnt, uint64_t list)
{
	struct limine *limine = boot->state;
	size_t bytes = cnt * (sizeof(*limine->internals) + PATH_MAX);
	struct fw_status status = FW_SUCCESS;
	char *paths;

	limine->internals = fw_alloc(boot->fw, bytes);
	if (!limine->internals)
		return loader_oom(boot->err, "The list of modules", bytes);
	paths = (char *)(limine->internals + cnt);
	for (size_t i = 0; i < cnt && !fw_failed(status); i++) {
		struct internal internal;

		if (!get_internal(limine, list, i, &internal))
			return limine_refuse(boot, LIMINE_LIST, 0, 0);
		status = load(boot, &internal, paths + i * PATH_MAX);
	}
	return status;
}

struct fw_status limine_load_internals(struct boot *boot)
{
	const struct limine *limine = boot->state;
	size_t at = limine->requests.at[LIMINE_MODULE];
	uint64_t cnt;

	if (at == LIMINE_NONE ||
	    limine_number(&limine->image, at + LIMINE_REVISION) == 0)
		return FW_SUCCESS;
	cnt = limine_field(&limine->requests, &limine->image, LIMINE_MODULE, 0);
	if (cnt == 0)
		return FW_SUCCESS;
	if (cnt > INTERNALS_MAX)
		return limine_refuse(boot, LIMINE_MANY, cnt, INTERNALS_MAX);
	return load_all(boot, (size_t)cnt,
			limine_field(&limine->requests, &limine->image,
				     LIMINE_MODULE, 1));
}
