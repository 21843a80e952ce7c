# SPDX-License-Identifier: BSD-2-Clause
# make -f core.mk FOLDER=... CC=...: compiles core/ of the current folder with
# the compiler's own headers only and links it into FOLDER/core.o.
# -fno-pic: constants that hold addresses are read-only data, so that any
# writable section is a variable. -fno-toplevel-reorder: keeps variables that
# the optimizer would remove.

HEADERS := $(shell $(CC) -print-file-name=include)
FLAGS = -std=c11 -Os -ffreestanding -nostdinc -isystem $(HEADERS) -I. \
	-fno-stack-protector -fno-pic -fno-pie -fno-toplevel-reorder \
	-Wall -Wextra -Werror -MMD -MP
OBJECTS := $(patsubst %.c,$(FOLDER)/%.o,$(wildcard core/*/*.c))

.PHONY: $(FOLDER)/core.o
$(FOLDER)/core.o: $(OBJECTS)
	@$(CC) -r -nostdlib -o $@ $^

$(FOLDER)/%.o: %.c
	@mkdir -p $(@D)
	@$(CC) $(FLAGS) -c $< -o $@

-include $(OBJECTS:.o=.d)
