# SPDX-License-Identifier: BSD-2-Clause
# memblock-efi. `make help` lists the targets and variables.
#
# Sources are found by folder: each C file in core/, efi/ and tools/ is built,
# each tests/test_*.c is a test program, and each tests/fuzz_*.c is a fuzzer
# whose corpus is in tests/corpus/.

HOST_ARCH := $(shell uname -m)
ARCHES = x86_64 aarch64
ARCH ?= $(or $(filter $(HOST_ARCH),$(ARCHES)),x86_64)
FOREIGN = $(filter-out $(ARCH),$(ARCHES))
O ?= build
MEM ?= 512M
ARGS ?=
ifneq ($(filter-out $(ARCHES),$(ARCH))$(words $(ARCH)),1)
$(error ARCH=$(ARCH): unknown architecture; choose one of: $(ARCHES))
endif
ifeq ($(strip $(O)),)
$(error O=: the build folder needs a name; make without O= uses build)
endif
ifneq ($(words $(O)),1)
$(error O=$(O): the name of the build folder must not contain blanks)
endif
# make clean removes the build folder.
ifneq ($(shell git ls-files -- '$(O)' 2>/dev/null | head -n 1),)
$(error O=$(O): this folder holds files of the project; choose another one)
endif
# Variables of the command line. A make that make calls gets the same ones.
given := $(foreach v,$(.VARIABLES),$(if $(filter command,$(firstword \
	$(origin $v))),$v))
ifneq ($(if $(filter 0,$(MAKELEVEL)),$(given)),)
misspelled := $(shell mk/misspelled.sh $(given))
$(if $(misspelled),$(error $(misspelled); make help lists them all))
endif
# Tells scripts the build folder.
export BUILD := $(O)
Q := $(if $(V),,@)
say = $(if $(V),,@printf '  %-7s %s\n' '$(1)' '$(2)')
# Builds files after their packages are installed, on all processors unless -j
# says otherwise.
build = +$(Q)$(MAKE) --no-print-directory $(if $(V),,-s) \
	$(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(shell nproc))

CC = gcc
HOSTCC = gcc
CPPFLAGS = -I.
WARN = -Wall -Wextra -Wshadow -Wundef -Wvla -Wstrict-prototypes \
	-Wmissing-prototypes -Wpointer-arith -Wwrite-strings
# core/ computes addresses: no silent narrowing there.
WARN_CORE = $(WARN) -Wconversion -Wsign-compare
CFLAGS_HOST = -std=c11 -O2 -g $(WARN) -MMD -MP

CORE := $(wildcard core/*/*.c)
# Without the file that is linked only where there is no libc.
CORE_HOSTED := $(filter-out core/base/freestanding.c,$(CORE))
# Without what is for memblock.efi only.
EFI := $(filter-out efi/arch/% efi/texts/strings.c,\
	$(wildcard efi/*.c efi/*/*.c efi/*/*/*.c))
TOOLS := $(wildcard tools/*.c tools/*/*.c)
TOOLS_LIB := $(filter-out tools/memblock.c,$(TOOLS))
TESTS := $(wildcard tests/test_*.c)
FUZZERS := $(wildcard tests/fuzz_*.c)

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.PHONY: all app host run usb test check boot-check linux-check bench fuzz \
	layers coverage clean help

all: has-all
	$(build) $(APP) $(LAUNCH) $(HOST)

include mk/deps.mk mk/app.mk mk/host.mk mk/install.mk mk/deb.mk \
	mk/check.mk mk/afl.mk mk/single.mk mk/kernel.mk mk/boot.mk mk/bench.mk mk/differential.mk \
	mk/bench-boot.mk mk/prove.mk

# A makefile that has changed may hold other flags, so everything is built
# again; nothing is downloaded again.
.EXTRA_PREREQS := $(MAKEFILE_LIST)
$(MAKEFILE_LIST) $(ARCH_SDK): .EXTRA_PREREQS :=

clean:
	$(Q)rm -rf $(O)

help:
	@cat mk/help.txt

# Which headers each object was built from; not needed by targets that build
# nothing.
ifneq ($(filter-out clean format help uninstall deps deps-% has-%,\
	$(or $(MAKECMDGOALS),all)),)
-include $(shell find $(O) -name '*.d' -type f 2>/dev/null)
endif
