# memblock.efi

# ARCH_SDK: what has to be downloaded first, if anything.
include efi/arch/$(ARCH)/arch.mk

APP := $(O)/$(ARCH)/memblock.efi
EFI_ARCH := $(wildcard efi/arch/$(ARCH)/*.c efi/arch/$(ARCH)/*.S)
# An architecture may have its own memcpy() and the others.
APP_CORE := $(if $(filter %/memory.S,$(EFI_ARCH)),$(CORE_HOSTED),$(CORE))
APP_OBJ := $(addprefix $(O)/$(ARCH)/,$(addsuffix .o,$(basename \
	$(APP_CORE) $(EFI) $(EFI_ARCH))))

# -ffreestanding: no libc under it. -fpic: linked as a shared object, which
# gnu-efi's start code relocates. -fshort-wchar: UEFI's characters are 16 bit.
# -fno-stack-protector: nobody provides the guard. -Os: the file is small.
CFLAGS_APP = -std=c11 -Os -g -ffreestanding -fpic -fshort-wchar \
	-fno-stack-protector -fno-strict-aliasing -fvisibility=hidden \
	$(ARCH_CFLAGS) $(WARN) -MMD -MP

#: make                   memblock.efi and the host program
app: deps-app
	$(build) $(APP) $(LAUNCH)

$(APP): $(O)/$(ARCH)/memblock.so
	$(call say,EFI,$@)
	$(Q)$(ARCH_OBJCOPY) $< $@

$(O)/$(ARCH)/memblock.so: $(O)/$(ARCH)/memblock.a efi/arch/$(ARCH)/arch.mk
	$(call say,LD,$@)
	$(Q)$(ARCH_LD) $(ARCH_CRT0) $< $(ARCH_LIBS) -o $@

# The start code wants efi_main(), that wants others: what nobody wants, such
# as the parts of core/ for kernels, stays in the archive.
$(O)/$(ARCH)/memblock.a: $(APP_OBJ)
	$(call say,AR,$@)
	$(Q)rm -f $@ && $(ARCH_AR) rcs $@ $(APP_OBJ)

$(O)/$(ARCH)/%.o: %.c | $(ARCH_SDK)
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(ARCH_CC) $(CPPFLAGS) $(ARCH_CPPFLAGS) $(CFLAGS_APP) -c $< -o $@

$(O)/$(ARCH)/%.o: %.S | $(ARCH_SDK)
	$(call say,AS,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(ARCH_CC) $(CPPFLAGS) $(ARCH_CPPFLAGS) -MMD -MP -c $< -o $@
