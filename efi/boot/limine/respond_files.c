/* SPDX-License-Identifier: BSD-2-Clause */
/* Files ("File Structure"): the kernel's own, and modules. */
#include "efi/boot/limine/writer.h"

#define FILE_SIZE     112
#define MEDIA_GENERIC 0
#define MEDIA_TFTP    2

/* From the root of the volume, with slashes. */
static uint64_t put_path(struct writer *w, const char *path)
{
	uint64_t at = here(w);

	if (*path != '/' && *path != '\\')
		put_bytes(w, '/', 1);
	for (; *path; path++)
		put_bytes(w, *path == '\\' ? '/' : (uint8_t)*path, 1);
	put_bytes(w, 0, 1);
	return at;
}

static void put_file(struct writer *w, phys_addr_t base, uint64_t size,
		     uint64_t path, uint64_t string)
{
	const struct fetch *fetch = &w->boot->fetch;
	size_t end = w->blob.used + FILE_SIZE;

	put(w, 0);
	put(w, w->limine->hhdm + base);
	put(w, size);
	put(w, path);
	put(w, string);
	put(w, fetch->volume.root ? MEDIA_GENERIC : MEDIA_TFTP);
	while (w->blob.used < end)
		put(w, 0);
}

void put_executable(struct writer *w)
{
	uint64_t path, file;

	if (!limine_asks(w->limine, LIMINE_EXECUTABLE_FILE))
		return;
	path = put_path(w, w->boot->options->kernel);
	put_padding(w);
	file = here(w);
	put_file(w, w->limine->file, w->boot->file.reader.size, path,
		 w->cmdline);
	respond(w, LIMINE_EXECUTABLE_FILE, 0);
	put(w, file);
}

static const struct table_module *module_at(const struct writer *w, size_t i)
{
	size_t internals = w->limine->internal_cnt;

	return i < internals ? &w->limine->internals[i]
			     : &w->boot->modules[i - internals];
}

/* Their paths and strings, two texts each, lie one after another. */
void put_modules(struct writer *w)
{
	size_t cnt = w->limine->internal_cnt + w->boot->module_cnt;
	uint64_t files;

	if (!limine_asks(w->limine, LIMINE_MODULE) || cnt == 0)
		return;
	put_padding(w);
	files = here(w);
	/* The texts come after all files, whose size is known. */
	for (size_t i = 0, text = cnt * FILE_SIZE; i < cnt; i++) {
		const struct table_module *m = module_at(w, i);
		const char *name = table_module_text(m);
		size_t path = str_len(m->path) + 2;

		put_file(w, m->base, m->size, files + text,
			 files + text + path);
		text += path + str_len(name) + 1;
	}
	for (size_t i = 0; i < cnt; i++) {
		const struct table_module *m = module_at(w, i);
		size_t end = w->blob.used + str_len(m->path) + 2;

		put_path(w, m->path);
		if (w->blob.used < end) /* it had its slash */
			put_bytes(w, 0, 1);
		put_text(w, table_module_text(m));
	}
	respond_list(w, LIMINE_MODULE, 1, cnt,
		     put_pointers(w, files, cnt, FILE_SIZE));
}
