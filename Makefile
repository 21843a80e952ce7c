# SPDX-License-Identifier: BSD-2-Clause
# memblock-efi. `make help` lists what there is.
#
# ARCH= chooses the UEFI architecture, O= the build folder, V=1 shows commands.
# Sources are found by folder: a file in core/, efi/ or tools/ is built, a
# tests/test_*.c is a test program, a tests/fuzz_*.c a fuzzer with its corpus
# in tests/corpus/*/.

HOST_ARCH := $(shell uname -m)
ARCHES = x86_64 aarch64
ARCH ?= $(or $(filter $(HOST_ARCH),$(ARCHES)),x86_64)
FOREIGN = $(filter-out $(ARCH),$(ARCHES))
O ?= build
MEM ?= 512M
ARGS ?=
ifneq ($(filter-out $(ARCHES),$(ARCH))$(words $(ARCH)),1)
$(error ARCH=$(ARCH): there is no such architecture, take one of $(ARCHES))
endif
ifneq ($(words $(O)),1)
$(error O=$(O): make wants a build folder without blanks in its name)
endif
# Where scripts find what was built.
export BUILD := $(O)
Q := $(if $(V),,@)
say = $(if $(V),,@printf '  %-7s %s\n' '$(1)' '$(2)')
# Installs what is missing of the named Debian packages.
need = ./tools/need.sh
# Builds files once their packages are there, on all processors unless told
# otherwise by -j.
build = $(Q)$(MAKE) --no-print-directory $(if $(V),,-s) \
	$(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(shell nproc))

CC = gcc
HOSTCC = gcc
CPPFLAGS = -I.
WARN = -Wall -Wextra -Wshadow -Wundef -Wvla -Wstrict-prototypes \
	-Wmissing-prototypes -Wpointer-arith -Wwrite-strings
# core/ is arithmetic on addresses: no silent narrowing there.
WARN_CORE = $(WARN) -Wconversion -Wsign-compare
CFLAGS_HOST = -std=c11 -O2 -g $(WARN) -MMD -MP

CORE := $(wildcard core/*/*.c)
# Linked only where there is no libc.
CORE_HOSTED := $(filter-out core/base/freestanding.c,$(CORE))
EFI := $(filter-out efi/arch/%,$(wildcard efi/*.c efi/*/*.c efi/*/*/*.c))
TOOLS := $(wildcard tools/*.c tools/*/*.c)
TOOLS_LIB := $(filter-out tools/memblock.c,$(TOOLS))
TESTS := $(wildcard tests/test_*.c)
FUZZERS := $(wildcard tests/fuzz_*.c)

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.PHONY: all app host run usb test check boot-check linux-check bench fuzz \
	layers coverage clean help deps-%

all: app host

include mk/deps.mk mk/app.mk mk/host.mk mk/check.mk mk/kernel.mk mk/boot.mk \
	mk/bench.mk mk/bench-boot.mk

# Other flags make other objects: after a git checkout, say. Nothing is
# fetched again for that.
.EXTRA_PREREQS := $(MAKEFILE_LIST)
$(MAKEFILE_LIST) $(ARCH_SDK): .EXTRA_PREREQS :=

clean:
	$(Q)rm -rf $(O)

help:
	@sed -n 's/^#: //p' $(MAKEFILE_LIST)

-include $(shell find $(O) -name '*.d' 2>/dev/null)
