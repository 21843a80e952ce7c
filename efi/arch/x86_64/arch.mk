# SPDX-License-Identifier: BSD-2-Clause
# How memblock.efi is built for x86_64.

ARCH_DEBIAN = amd64
ARCH_RUN_PACKAGES = qemu-system-x86 ovmf

# gnu-efi's headers; firmware is called with Microsoft's calling convention.
ARCH_CPPFLAGS = -isystem $(ARCH_ROOT)/usr/include/efi \
	-isystem $(ARCH_ROOT)/usr/include/efi/x86_64 \
	-DGNU_EFI_USE_MS_ABI -Iefi/arch/x86_64
# -mgeneral-regs-only: not all firmware enables SSE (U-Boot does not).
# -mno-red-zone: interrupt handlers of the firmware use our stack.
ARCH_CFLAGS = -mgeneral-regs-only -mno-red-zone
ARCH_APP_CFLAGS =
ARCH_CRT0 = $(ARCH_ROOT)/usr/lib/crt0-efi-x86_64.o
# libefi.a is left out, because it contains SSE code.
ARCH_LIBS = -L$(ARCH_ROOT)/usr/lib -l:libgnuefi.a
# No --gc-sections: it would drop the .reloc section of crt0, and firmware then
# rejects the image, which could only be loaded at address 0.
ARCH_LDFLAGS = -nostdlib -shared -Wl,-znocombreloc,-Bsymbolic,--no-undefined \
	-Wl,-znoexecstack,--no-warn-rwx-segments \
	-T $(ARCH_ROOT)/usr/lib/elf_x86_64_efi.lds
# -S: debuggers take the symbols from memblock.so.
# A name in a PE file has 8 characters.
ARCH_OBJCOPY = $(ARCH_CROSS)objcopy -S --rename-section .relr.dyn=.relr \
	-j .text -j .sdata -j .data -j .dynamic -j .rel -j .rela \
	-j '.rel.*' -j '.rela.*' -j .relr.dyn -j .reloc \
	--output-target=efi-app-x86_64

# The linker's option for RELR. For the example kernels, an address in RAM, so
# that the segments of a kernel hide what is there.
ARCH_RELR = -z pack-relative-relocs
ARCH_LOW_KERNEL = 0x1000000
