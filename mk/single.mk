# SPDX-License-Identifier: BSD-2-Clause
# The memblock library in two files, for other projects.

S := $(O)/single

.PHONY: single-file
single-file: folder
	$(build) $(S)/memblock.c
	@printf '  %-7s %s\n' LIBRARY '$(S)/memblock.h, memblock.c and table.h'

$(S)/memblock.c: tools/single-file.sh LICENSE \
		$(wildcard core/base/*.[ch] core/memblock/*.[ch] core/handoff/*.[ch])
	$(call say,SINGLE,$(S))
	$(Q)tools/single-file.sh $(S)

$(S)/memblock.h $(S)/table.h: $(S)/memblock.c ;
