# SPDX-License-Identifier: BSD-2-Clause
# memblock.efi

include efi/arch/$(ARCH)/arch.mk

# The machine's own compiler builds for its own architecture. For another one
# it takes Debian's cross compiler and that architecture's gnu-efi, which cannot
# be installed beside the machine's own: it is unpacked in ARCH_ROOT, and
# ARCH_SDK is one of its files.
ifeq ($(ARCH),$(HOST_ARCH))
ARCH_CROSS =
ARCH_ROOT =
ARCH_PACKAGES = gcc binutils gnu-efi
ARCH_CC = $(CC)
else
ARCH_CROSS = $(ARCH)-linux-gnu-
ARCH_PACKAGES = $(addsuffix $(subst _,-,$(ARCH))-linux-gnu,gcc- binutils-)
ARCH_CC = $(ARCH_CROSS)gcc
ARCH_ROOT := $(O)/gnu-efi-$(ARCH_DEBIAN)
ARCH_SDK := $(ARCH_ROOT)/usr/lib/crt0-efi-$(ARCH).o
$(ARCH_SDK):
	$(call say,FETCH,gnu-efi:$(ARCH_DEBIAN))
	$(Q)tools/fetch-deb.sh $(ARCH_DEBIAN) $(ARCH_ROOT) gnu-efi
endif
ARCH_AR = $(ARCH_CROSS)ar

# foreign-TARGET makes TARGET for the other architecture. Where its packages
# cannot be installed it says SKIP, and removes what an earlier build left;
# where they can be, TARGET has to build.
foreign-%: folder
	$(Q)if $(MAKE) --no-print-directory ARCH=$(FOREIGN) deps-$* sdk; then \
		$(MAKE) --no-print-directory ARCH=$(FOREIGN) $*; \
	else \
		rm -f $(O)/$(FOREIGN)/*.efi; \
		echo '  SKIP    $(FOREIGN): its packages cannot be installed'; \
	fi

.PHONY: sdk
sdk: $(ARCH_SDK)

APP := $(O)/$(ARCH)/memblock.efi
FINISH_PE := $(O)/host/finish_pe
EFI_ARCH := $(wildcard efi/arch/$(ARCH)/*.c efi/arch/$(ARCH)/*.S)
# An architecture may have its own memcpy() and the others.
APP_CORE := $(if $(filter %/memory.S,$(EFI_ARCH)),$(CORE_HOSTED),$(CORE))
# Texts that it has compressed (efi/texts/texts.h).
TEXTS := core/lint/strings.c core/screen/help.c core/options/help.c \
	core/gzip/gzip_text.c efi/boot/elf/elf_phrases.c \
	efi/boot/limine/phrases.c efi/boot/linux/phrases.c \
	efi/boot/multiboot/header_text.c efi/output/remedies.c \
	efi/texts/help.c efi/uefi/memory_map_text.c efi/uefi/path_text.c
# What these call.
TEXTS_LIB := core/options/option_table.c core/options/text.c $(wildcard core/text/*.c)
APP_OBJ := $(addprefix $(O)/$(ARCH)/,$(addsuffix .o,$(basename \
	$(filter-out $(TEXTS),$(APP_CORE) $(EFI)) $(EFI_ARCH) \
	efi/texts/strings.c efi/texts/packed.S)))

# -ffreestanding: there is no libc. -fpic: linked as a shared object, which
# gnu-efi's start code relocates. -fshort-wchar: UEFI's characters have 16 bits.
# -fno-stack-protector: nothing provides its guard. -Oz takes more instructions
# where that is smaller; not for what goes over much data while a kernel is loaded.
FAST = core/gzip
SIZE = -Os
CFLAGS_EFI = -std=c11 $(SIZE) -g -ffreestanding -fpic -fshort-wchar \
	-fno-stack-protector -fno-strict-aliasing -fvisibility=hidden \
	$(ARCH_CFLAGS)
CFLAGS_APP = $(CFLAGS_EFI) $(WARN) -MMD -MP

# memblock.efi is optimised as one program, which makes it smaller by a
# twentieth and drops what efi_main() does not reach, such as the parts of
# core/ that only kernels use. -fipa-pta: what pointers refer to is followed
# through the program, which saves loads and stores. The passes that are left out
# save time here and there, and take bytes.
$(APP_OBJ): CFLAGS_APP += $(ARCH_APP_CFLAGS) -flto -fipa-pta \
	-fno-shrink-wrap -fno-caller-saves -fno-if-conversion
$(APP_OBJ): SIZE = -Oz
$(filter $(FAST:%=$(O)/$(ARCH)/%/%),$(APP_OBJ)): SIZE = -Os

app: has-app
	$(build) $(APP) $(LAUNCH)

# Each application lists the objects of its NAME.so.
$(O)/$(ARCH)/%.efi: $(O)/$(ARCH)/%.so $(O)/sbat.csv $(FINISH_PE)
	$(call say,EFI,$@)
	$(Q)$(ARCH_OBJCOPY) $< $@.plain
	$(Q)$(FINISH_PE) $@.plain $(O)/sbat.csv $@ && rm $@.plain

$(FINISH_PE): mk/finish_pe.c
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) -std=c11 -O2 $(WARN) $< -o $@

$(O)/texts.gz: mk/texts.c $(TEXTS) $(TEXTS_LIB) $(wildcard core/lint/*.def) \
		core/lint/strings.h core/convert/anomalies.def \
		core/options/options.def efi/texts/phrases.def
	$(call say,TEXTS,$@)
	$(Q)mkdir -p $(O)/host
	$(Q)$(HOSTCC) -std=c11 $(CPPFLAGS) $(WARN) mk/texts.c $(TEXTS) \
		$(TEXTS_LIB) -o $(O)/host/texts && $(O)/host/texts | gzip -9n >$@

$(O)/$(ARCH)/efi/texts/packed.o: efi/texts/packed.S $(O)/texts.gz | $(ARCH_SDK)
	$(call say,AS,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(ARCH_CC) -Wa,-I$(O) -c $< -o $@

# The text of the section .sbat (docs/secure-boot.md).
$(O)/sbat.csv: efi/sbat.csv core/base/version.h
	$(Q)mkdir -p $(@D)
	$(Q)version=$$(sed -n 's/^#define MEMBLOCK_VERSION "\(.*\)"/\1/p' \
		core/base/version.h) && sed "s/@VERSION@/$$version/" $< >$@

# EFI applications, except the payloads of bench-boot.
APPS = memblock launch fault $(addprefix bench/,launch launch_pxe floor \
	floor_linux start mark)
$(APPS:%=$(O)/$(ARCH)/%.so):
	$(call say,LD,$@)
	$(Q)$(ARCH_CC) $(CFLAGS_EFI) $(ARCH_APP_CFLAGS) -flto \
		-flto-partition=one $(ARCH_LDFLAGS) $(ARCH_CRT0) $(filter %.o,$^) \
		$(ARCH_LIBS) -o $@

$(O)/$(ARCH)/memblock.so: $(APP_OBJ)
# Its own _relocate() knows RELR; that of gnu-efi does not.
$(O)/$(ARCH)/memblock.so: ARCH_LDFLAGS += $(ARCH_RELR:%=-Wl,%)

$(O)/$(ARCH)/%.o: %.c | $(ARCH_SDK)
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(ARCH_CC) $(CPPFLAGS) $(ARCH_CPPFLAGS) $(CFLAGS_APP) -c $< -o $@

$(O)/$(ARCH)/%.o: %.S | $(ARCH_SDK)
	$(call say,AS,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(ARCH_CC) $(CPPFLAGS) $(ARCH_CPPFLAGS) -MMD -MP -c $< -o $@
