/* SPDX-License-Identifier: BSD-2-Clause */
#include "tools/agree.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tools/readfile.h"

/* --- files --------------------------------------------------------------- */

struct output {
	const char *option;
	const char *path; /* NULL: the option is not given */
};
#define OUTPUTS 3

static const char *base_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static bool stat_folder(const char *path, struct stat *ret)
{
	size_t len = (size_t)(base_of(path) - path);
	char folder[4096];

	if (len >= sizeof(folder))
		return false;
	memcpy(folder, path, len);
	folder[len] = '\0';
	return stat(len ? folder : ".", ret) == 0;
}

static bool same_inode(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* Files that do not exist yet are compared by folder and name. */
static bool same_new_file(const char *a, const char *b)
{
	struct stat x, y;

	return strcmp(base_of(a), base_of(b)) == 0 && stat_folder(a, &x) &&
	       stat_folder(b, &y) && same_inode(&x, &y);
}

static bool same_output(const char *a, const char *b)
{
	struct stat x, y;
	bool has_a = stat(a, &x) == 0, has_b = stat(b, &y) == 0;

	if (has_a && has_b)
		return S_ISREG(x.st_mode) && same_inode(&x, &y);
	return !has_a && !has_b && same_new_file(a, b);
}

/* path is NULL or "-" for standard input. */
static bool reads(const char *path, const char *output)
{
	struct stat in, out;
	bool is_stdin = path == NULL || strcmp(path, "-") == 0;
	int status = is_stdin ? fstat(STDIN_FILENO, &in) : stat(path, &in);

	return status == 0 && stat(output, &out) == 0 && S_ISREG(out.st_mode) &&
	       same_inode(&in, &out);
}

static bool is_read(const struct request *request, const struct output *output)
{
	/* Without a file, standard input is read. */
	size_t cnt = request->path_cnt ? request->path_cnt : 1;

	for (size_t i = 0; i < cnt; i++) {
		if (!reads(request->paths[i], output->path))
			continue;
		print(&request->err,
		      "memblock %s: %s names %s, which is read and would be "
		      "overwritten; name another file\n",
		      request->command->name, output->option, output->path);
		return true;
	}
	return false;
}

static bool outputs_differ(const struct request *request)
{
	const struct output all[OUTPUTS] = {
		{ "-o", request->output },
		{ "save=", request->options.save },
		{ "save-raw=", request->options.save_raw },
	};

	for (size_t i = 0; i < OUTPUTS; i++) {
		if (all[i].path && is_read(request, &all[i]))
			return false;
		for (size_t k = 0; all[i].path && k < i; k++) {
			if (!all[k].path ||
			    !same_output(all[k].path, all[i].path))
				continue;
			print(&request->err,
			      "memblock %s: %s and %s name the same file, %s; "
			      "choose another one for one of them\n",
			      request->command->name, all[k].option,
			      all[i].option, all[i].path);
			return false;
		}
	}
	return true;
}

/* --- options -------------------------------------------------------------- */

static bool refuse(const struct request *request, const char *option,
		   const char *why)
{
	print(&request->err, "memblock %s: %s has no effect here: %s\n",
	      request->command->name, option, why);
	return false;
}

static bool format_agrees(const struct request *request)
{
	const char *why = request->command->instead_of_format;

	if (request->where_given || request->list)
		why = "with --where= and --list the output is text";
	return why == NULL || !request->options.format_given ||
	       refuse(request, "format=", why);
}

static bool list_agrees(const struct request *request)
{
	if (request->list && request->where_given)
		return refuse(request, "--where=", "--list prints no map");
	if (request->list && request->options.save_raw)
		return refuse(request, "save-raw=", "--list reads no map");
	return true;
}

bool request_agrees(const struct request *request)
{
	return list_agrees(request) && format_agrees(request) &&
	       outputs_differ(request);
}
