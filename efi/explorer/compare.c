/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/explorer/compare.h"

#include "core/firmware/rawmap.h"
#include "core/report/parts.h"
#include "efi/uefi/volume.h"

/* No map is larger. */
#define FILE_MAX ((uint64_t)16 << 20)

/* --- the file ------------------------------------------------------------ */

static bool read_bytes(struct comparison *comparison,
		       const struct volume_file *file, size_t size)
{
	size_t done = 0, len = 1;

	comparison->bytes_pages = fw_pages_for(size);
	comparison->bytes = fw_pages(comparison->fw, comparison->bytes_pages);
	for (; comparison->bytes && done < size && len > 0; done += len) {
		len = size - done;
		if (fw_failed(volume_read(
			    file, (char *)comparison->bytes + done, &len)))
			return false;
	}
	return comparison->bytes && done == size;
}

/* Why the file cannot be compared; NULL: it can. */
static const char *read_file(struct comparison *comparison,
			     const struct volume *volume, const uint16_t *path)
{
	struct volume_file file;
	struct volume_info info;
	const char *why = NULL;

	if (fw_failed(volume_open_file(&file, volume, path, VOLUME_READ)))
		return "there is no such file on the volume that memblock.efi "
		       "came from";
	if (fw_failed(volume_info(&file, &info)) || info.folder || !info.size ||
	    info.size > FILE_MAX)
		why = "it is not a file of up to 16 MiB";
	else if (!read_bytes(comparison, &file, (size_t)info.size))
		why = "it cannot be read";
	else if (rawmap_read(&comparison->capture, comparison->bytes,
			     (size_t)info.size) != CORE_OK)
		why = "it is not a raw map, as save-raw= writes one";
	volume_close_file(&file);
	return why;
}

static const char *open_file(struct comparison *comparison)
{
	uint16_t path[PATH_MAX_UNITS];
	enum path_fault fault = path_from_user(path, comparison->path);
	struct volume volume;
	const char *why;

	if (fault != PATH_GOOD)
		return path_fault_text(fault);
	if (fw_failed(volume_open(&volume, comparison->fw)))
		return "memblock.efi did not come from a volume with files";
	why = read_file(comparison, &volume, path);
	volume_close(&volume);
	return why;
}

/* --- the tables ---------------------------------------------------------- */

static void *take(struct comparison *comparison, int i, size_t len)
{
	comparison->pages[i] = fw_pages_for(len);
	comparison->spaces[i] =
		len ? fw_pages(comparison->fw, comparison->pages[i]) : NULL;
	return comparison->spaces[i];
}

/* Both with the same settings, so that only the maps differ. */
static bool convert_file(struct comparison *comparison,
			 const struct conversion *now)
{
	const struct capture *capture = &comparison->capture;
	size_t len = convert_space(capture, now->settings);
	void *space = take(comparison, 0, len);

	return space && convert(&comparison->conversion, capture, now->settings,
				space, len) == CORE_OK;
}

static bool make_table(struct comparison *comparison, int side,
		       const struct conversion *conversion)
{
	size_t len = hibernation_space(conversion);
	void *space = take(comparison, 1 + side, len);

	return space && hibernation_facts(&comparison->sides[side], conversion,
					  E820_STUB, space, len) == CORE_OK;
}

bool comparison_make(struct comparison *ret, const struct firmware *fw,
		     const struct conversion *now, const char *path,
		     const struct sink *err)
{
	const char *why;

	*ret = (struct comparison){
		.fw = fw,
		.path = path,
		.profile = now->settings->profile,
	};
	why = open_file(ret);
	if (!why &&
	    !(convert_file(ret, now) && make_table(ret, 0, &ret->conversion) &&
	      make_table(ret, 1, now)))
		why = "it cannot be converted, or no memory is left for it";
	if (!why)
		return true;
	print_str(err, "Cannot compare with ");
	print_escaped(err, path);
	print(err, ": %s.\n", why);
	comparison_free(ret);
	return false;
}

void comparison_free(struct comparison *comparison)
{
	for (int i = 0; i < 3; i++)
		fw_free_pages(comparison->fw, comparison->spaces[i],
			      comparison->pages[i]);
	fw_free_pages(comparison->fw, comparison->bytes,
		      comparison->bytes_pages);
	*comparison = (struct comparison){ 0 };
}

/* --- the text ------------------------------------------------------------ */

static const char *const verdicts[] = {
	[HIBERNATION_RESUMES] = "would resume: what it compares is equal",
	[HIBERNATION_OTHER_MAP] =
		"would refuse to resume: the E820 table is another one",
	[HIBERNATION_OTHER_SIZE] =
		"would refuse to resume: the amount of memory is another one",
	[HIBERNATION_UNKNOWN] = "may or may not resume: rows are missing",
};

void comparison_print(const struct sink *out, const void *of)
{
	const struct comparison *comparison = of;
	const struct hibernation *sides = comparison->sides;
	size_t at[2] = { 0, 0 }, rows = 0;
	struct e820_entry row;
	char room[HUMAN_SIZE];
	int side;

	print_str(out, "- in ");
	print_escaped(out, comparison->path);
	print(out, " only, %zu descriptors\n+ now only\n\n",
	      efimap_count(&comparison->capture.map));
	for (; hibernation_next_row(&sides[0], &sides[1], at, &side, &row);
	     rows++) {
		print(out, "%c " RANGE_FORMAT " %8s  ", side ? '+' : '-',
		      RANGE_ARGS(row.range.base, row.range.size),
		      human_size(room, row.range.size));
		print_e820_type(out, row.type);
		print_str(out, "\n");
	}
	if (rows == 0)
		print_str(out, "The E820 rows are equal.\n");
	print(out,
	      "\nLinux, hibernated under the saved map, %s.\n"
	      "`memblock diff` compares the descriptors as well.\n",
	      verdicts[hibernation_verdict(&sides[0], &sides[1],
					   comparison->profile)]);
}
