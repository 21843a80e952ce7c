# SPDX-License-Identifier: BSD-2-Clause
# memblock.efi

include efi/arch/$(ARCH)/arch.mk

# A machine builds for itself with its own compiler, for another architecture
# with Debian's cross compiler and that one's gnu-efi, which cannot be installed
# beside its own: ARCH_SDK is of it and unpacked in ARCH_ROOT.
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

# Another architecture's GOAL. Where its packages cannot be had, SKIP says so,
# and nothing that an earlier one left is taken for it; where they can, it has
# to build.
foreign-%: folder
	$(Q)if $(MAKE) --no-print-directory ARCH=$(FOREIGN) deps-$* sdk \
		>$(O)/$(FOREIGN).log 2>&1; then \
		$(MAKE) --no-print-directory ARCH=$(FOREIGN) $*; \
	else \
		rm -f $(O)/$(FOREIGN)/*.efi; \
		echo '  SKIP    $(FOREIGN): $(O)/$(FOREIGN).log tells why'; \
	fi

.PHONY: sdk
sdk: $(ARCH_SDK)

APP := $(O)/$(ARCH)/memblock.efi
EFI_ARCH := $(wildcard efi/arch/$(ARCH)/*.c efi/arch/$(ARCH)/*.S)
# An architecture may have its own memcpy() and the others.
APP_CORE := $(if $(filter %/memory.S,$(EFI_ARCH)),$(CORE_HOSTED),$(CORE))
APP_OBJ := $(addprefix $(O)/$(ARCH)/,$(addsuffix .o,$(basename \
	$(APP_CORE) $(EFI) $(EFI_ARCH))))

# -ffreestanding: no libc under it. -fpic: linked as a shared object, which
# gnu-efi's start code relocates. -fshort-wchar: UEFI's characters are 16 bit.
# -fno-stack-protector: nobody provides the guard. -Os and a section for each
# function: the file is small. For data one would be lost: gnu-efi's linker
# script knows .bss, but no .bss.NAME.
CFLAGS_APP = -std=c11 -Os -g -ffreestanding -fpic -fshort-wchar \
	-fno-stack-protector -fno-strict-aliasing -fvisibility=hidden \
	-ffunction-sections \
	$(ARCH_CFLAGS) $(WARN) -MMD -MP

#: make                   memblock.efi and the host program
app: deps-app
	$(build) $(APP) $(LAUNCH)

# NAME.so says what it is made of.
$(O)/$(ARCH)/%.efi: $(O)/$(ARCH)/%.so
	$(call say,EFI,$@)
	$(Q)$(ARCH_OBJCOPY) $< $@

# Any EFI application but a payload of bench-boot.
APPS = memblock launch fault bench/launch
$(APPS:%=$(O)/$(ARCH)/%.so):
	$(call say,LD,$@)
	$(Q)$(ARCH_LD) $(ARCH_CRT0) $(filter %.o,$^) $(ARCH_LIBS) -o $@

$(O)/$(ARCH)/memblock.so: $(O)/$(ARCH)/memblock.o

# The start code wants efi_main(), that wants others: what nobody wants, such
# as the parts of core/ for kernels, is left out. In a step of its own, because
# nobody wants .reloc either, and firmware does.
$(O)/$(ARCH)/memblock.o: $(APP_OBJ)
	$(call say,LD,$@)
	$(Q)$(ARCH_CROSS)ld -r --gc-sections -e efi_main $^ -o $@

$(O)/$(ARCH)/%.o: %.c | $(ARCH_SDK)
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(ARCH_CC) $(CPPFLAGS) $(ARCH_CPPFLAGS) $(CFLAGS_APP) -c $< -o $@

$(O)/$(ARCH)/%.o: %.S | $(ARCH_SDK)
	$(call say,AS,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(ARCH_CC) $(CPPFLAGS) $(ARCH_CPPFLAGS) -MMD -MP -c $< -o $@
