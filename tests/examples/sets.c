/* SPDX-License-Identifier: BSD-2-Clause */
/* A memblock in memory of the caller's. */
int main(void)
{
	/* EXAMPLE */
	return memblock_add(&mb, 0x1000, 0x1000) ||
	       memblock_reserve(&mb, 0x1000, 0x800) ||
	       memblock_phys_mem_size(&mb) != 0x1000;
}
