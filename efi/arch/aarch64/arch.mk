# SPDX-License-Identifier: BSD-2-Clause
# How memblock.efi is built for aarch64.

ARCH_DEBIAN = arm64
ARCH_RUN_PACKAGES = qemu-system-arm qemu-efi-aarch64

ARCH_CPPFLAGS = -isystem $(ARCH_ROOT)/usr/include/efi \
	-isystem $(ARCH_ROOT)/usr/include/efi/aarch64 -Iefi/arch/aarch64
# -mgeneral-regs-only: firmware need not have enabled floating point.
# -mstrict-align: firmware need not have enabled unaligned accesses.
# -mno-outline-atomics: the helpers are in a library that is not linked.
ARCH_CFLAGS = -mgeneral-regs-only -mstrict-align -mno-outline-atomics
# -mcmodel=tiny: the application is far smaller than 1 MiB, so that one instruction
# makes any of its addresses; kernels may be larger. -fomit-frame-pointer: as on
# x86_64, where it is the default.
ARCH_APP_CFLAGS = -mcmodel=tiny -fomit-frame-pointer
ARCH_CRT0 = $(ARCH_ROOT)/usr/lib/crt0-efi-aarch64.o
# libefi.a is left out: nothing of it is needed.
ARCH_LIBS = -L$(ARCH_ROOT)/usr/lib -l:libgnuefi.a
# EFI_SUBSYSTEM: for the PE header in the start code; 10 is an application.
ARCH_LDFLAGS = -nostdlib -shared -Wl,-znocombreloc,-Bsymbolic,--no-undefined \
	-Wl,-znoexecstack,--no-warn-rwx-segments,--defsym=EFI_SUBSYSTEM=0xa \
	-T $(ARCH_ROOT)/usr/lib/elf_aarch64_efi.lds
# This objcopy has no PE format for aarch64, so that the image with its header is
# written as plain bytes.
ARCH_OBJCOPY = $(ARCH_CROSS)objcopy -j .text -j .sdata -j .data -j .dynamic \
	-j .dynsym -j .rel -j .rela -j '.rel.*' -j '.rela.*' -j .reloc \
	-O binary

# For the example kernels: Debian 12's linker cannot make RELR for aarch64; an
# address in RAM, so that the segments of a kernel hide what is there.
ARCH_RELR =
ARCH_LOW_KERNEL = 0x48000000
