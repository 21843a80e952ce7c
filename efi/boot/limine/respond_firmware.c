/* SPDX-License-Identifier: BSD-2-Clause */
/* What the firmware has in memory that a kernel reclaims, and its random
 * numbers: copies. */
#include "core/firmware/device_tree.h"
#include "core/firmware/efitable.h"
#include "efi/boot/limine/writer.h"

/* Without memory nodes, which know nothing of mem= ("Device Tree Blob
 * Feature"). */
static void put_device_tree(struct writer *w)
{
	uint64_t from = w->boot->facts.device_tree, copy;
	uint64_t room = efimap_readable(&w->boot->map.capture.map, from);
	size_t size = room < DEVICE_TREE_HEADER
			      ? 0
			      : device_tree_size((const void *)(uintptr_t)from);

	if (!limine_asks(w->limine, LIMINE_DTB) || size == 0 || size > room)
		return;
	copy = put_copy(w, (const void *)(uintptr_t)from, size);
	if (blob_has(&w->blob, w->blob.used - size, size))
		device_tree_forget_memory(w->blob.memory + w->blob.used - size,
					  size);
	respond(w, LIMINE_DTB, 0);
	put(w, copy);
}

/* What is measured from now on is in the firmware's table of final events. */
static void put_tpm_log(struct writer *w)
{
	const struct limine *limine = w->limine;
	uint64_t copy;

	if (limine->tpm_log.size == 0)
		return;
	copy = put_copy(w, (const void *)(uintptr_t)limine->tpm_log.base,
			(size_t)limine->tpm_log.size);
	respond(w, LIMINE_TPM_LOG, 0);
	put(w, limine->tpm_log_format);
	put(w, limine->tpm_log.size);
	put(w, copy);
}

static void put_entropy(struct writer *w)
{
	const struct limine *limine = w->limine;
	size_t cnt = limine->entropy_cnt;
	uint64_t copy;

	if (!limine->has_entropy)
		return;
	copy = put_copy(w, limine->entropy, cnt * sizeof(*limine->entropy));
	respond_list(w, LIMINE_ENTROPY, 0, cnt, cnt ? copy : 0);
}

void put_firmware(struct writer *w)
{
	put_device_tree(w);
	put_tpm_log(w);
	put_entropy(w);
}
