/* SPDX-License-Identifier: BSD-2-Clause */
int base_next(void);

int base_next(void)
{
	static int last;

	return ++last;
}
