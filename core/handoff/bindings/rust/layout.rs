// SPDX-License-Identifier: BSD-2-Clause
// Made from core/handoff/table.h by tools/bindings:
// GOLDEN=write tests/check_bindings.sh. docs/table.md specifies the format.

/// The first 8 bytes as a number: 0x8b "MBLK" CR LF 0x1a. They are not text,
/// and a conversion of line ends destroys them.
pub const MAGIC: u64 = 0x1a0a0d4b4c424d8b;

pub const VERSION_MAJOR: u32 = 0x1;

pub const VERSION_MINOR: u32 = 0x2;

#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// MAGIC
    pub magic: u64,
    /// a reader refuses any other
    pub version_major: u16,
    /// a reader ignores it
    pub version_minor: u16,
    /// bytes to the first section
    pub header_size: u32,
    /// bytes of the header and all sections
    pub used_size: u32,
    /// bytes reserved; not less than used_size
    pub capacity: u32,
    /// CRC-32 of used_size bytes with this as 0
    pub crc32: u32,
    /// FLAG_*
    pub flags: u32,
    /// address of the table; 0 in a file
    pub phys_base: u64,
    /// value of mem=; UINT64_MAX without
    pub mem_limit: u64,
    /// 4096
    pub page_size: u32,
    pub section_count: u32,
    /// bytes in TAG_PHYSMAP
    pub total_ram: u64,
}

/// incomplete: TAG_LOST says what is not there
pub const FLAG_TRUNCATED: u32 = 0x1;
/// mem= was given
pub const FLAG_CAPPED: u32 = 0x2;
/// made from the map that was passed to ExitBootServices()
pub const FLAG_FINAL: u32 = 0x4;
/// mem_limit is an amount of memory, not an address
pub const FLAG_AMOUNT: u32 = 0x8;
/// made on a host from a captured map
pub const FLAG_SIMULATED: u32 = 0x10;

/// The header of a section; the payload follows it.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// TAG_*
    pub tag: u32,
    /// CRITICAL
    pub flags: u16,
    /// bytes from one entry to the next
    pub entry_size: u16,
    /// entries
    pub count: u32,
    /// bytes of the payload, a multiple of 8
    pub payload_size: u32,
}

/// A reader that does not know the section must not use the table.
pub const CRITICAL: u32 = 0x1;

// The sections, with the type of their entries. An offset of a string counts
// from the first byte of TAG_STRINGS; 0 is the empty string.
/// not used
pub const TAG_END: u32 = 0x0;
/// Region: may be managed by a kernel
pub const TAG_MEMORY: u32 = 0x1;
/// Region: in use
pub const TAG_RESERVED: u32 = 0x2;
/// Region: all RAM present
pub const TAG_PHYSMAP: u32 = 0x3;
/// EFI_MEMORY_DESCRIPTORs from GetMemoryMap()
pub const TAG_EFI_MAP: u32 = 0x4;
/// strings of UTF-8, each with a NUL
pub const TAG_STRINGS: u32 = 0x5;
/// one Platform
pub const TAG_PLATFORM: u32 = 0x6;
/// Framebuffer
pub const TAG_FRAMEBUFFER: u32 = 0x7;
/// Module
pub const TAG_MODULES: u32 = 0x8;
/// one string of UTF-8, with its NUL
pub const TAG_CMDLINE: u32 = 0x9;
/// one Cpu
pub const TAG_CPU: u32 = 0xa;
/// Distance, from the ACPI SLIT
pub const TAG_DISTANCES: u32 = 0xb;
/// Anomaly
pub const TAG_ANOMALIES: u32 = 0xc;
/// uint32_t: indexes into TAG_EFI_MAP
pub const TAG_SOURCES: u32 = 0xd;
/// one Kernel
pub const TAG_KERNEL: u32 = 0xe;
/// Lost
pub const TAG_LOST: u32 = 0xf;
/// Serial
pub const TAG_SERIAL: u32 = 0x10;
/// bytes: EDID of a display, 128 or more
pub const TAG_EDID: u32 = 0x11;
/// one Boot
pub const TAG_BOOT: u32 = 0x12;
/// one Symbols
pub const TAG_SYMBOLS: u32 = 0x13;
/// Processor, with smp=on
pub const TAG_PROCESSORS: u32 = 0x14;
pub const KNOWN_TAGS: u32 = 0x15;

/// A range of memory: page-aligned and not empty; base + size does not wrap.
/// The regions of a section are sorted by base and do not overlap. Those of
/// TAG_RESERVED have one owner each and need not lie in TAG_MEMORY; those of
/// TAG_MEMORY lie in TAG_PHYSMAP.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Region {
    pub base: u64,
    /// bytes
    pub size: u64,
    /// REGION_*
    pub flags: u32,
    /// LIFETIME_*, if reserved
    pub lifetime: u16,
    /// NUMA node, or NO_NODE
    pub nid: u16,
    /// string: "module", if reserved
    pub owner: u32,
    /// string: "initrd"; empty for most owners
    pub name: u32,
    /// index into TAG_SOURCES
    pub first_source: u32,
    /// descriptors that the region comes from
    pub source_count: u32,
}

pub const NO_NODE: u32 = 0xffff;

/// memory: may be removed
pub const REGION_HOTPLUG: u32 = 0x1;
/// memory: mirrored
pub const REGION_MIRROR: u32 = 0x2;
/// memory: never to be mapped
pub const REGION_NOMAP: u32 = 0x4;
/// memory: added by a driver
pub const REGION_DRIVER_MANAGED: u32 = 0x8;
/// reserved: struct pages are not initialized
pub const REGION_NOINIT: u32 = 0x10;
/// reserved: for the kernel
pub const REGION_KERN: u32 = 0x20;

// How long a reserved region stays in use. The order is part of the format:
// of several owners of a page the one with the largest number has it.
/// until SetVirtualAddressMap(), or until the kernel decides never to call it
pub const LIFETIME_SVAM: u32 = 0x0;
/// until the ACPI tables are read
pub const LIFETIME_ACPI: u32 = 0x1;
/// until the kernel accepts the memory
pub const LIFETIME_ACCEPT: u32 = 0x2;
/// until a driver requests it
pub const LIFETIME_DRIVER: u32 = 0x3;
/// until the kernel has left the loader's stack, page and descriptor tables
/// on each processor of TAG_PROCESSORS
pub const LIFETIME_KERNEL: u32 = 0x4;
/// until the kernel no longer needs the table, command line and modules
pub const LIFETIME_TABLE: u32 = 0x5;
/// for ever, as with any unknown number
pub const LIFETIME_NEVER: u32 = 0x6;
pub const KNOWN_LIFETIMES: u32 = 0x7;

/// The firmware's tables and versions. Addresses are physical, 0 if there is
/// no such table.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Platform {
    /// ACPI root pointer
    pub rsdp: u64,
    /// SMBIOS 2 entry point
    pub smbios: u64,
    /// SMBIOS 3 entry point
    pub smbios3: u64,
    pub efi_system_table: u64,
    /// flattened
    pub device_tree: u64,
    /// DescriptorVersion of TAG_EFI_MAP
    pub efi_desc_version: u32,
    /// EFI_SYSTEM_TABLE.Hdr.Revision
    pub uefi_revision: u32,
    /// EFI_SYSTEM_TABLE.FirmwareRevision
    pub firmware_revision: u32,
    /// string: FirmwareVendor of the same
    pub vendor: u32,
    /// string: "x86_64", "aarch64"
    pub arch: u32,
    /// PLATFORM_*
    pub flags: u32,
}

/// Secure Boot is enabled
pub const PLATFORM_SECURE_BOOT: u32 = 0x1;
/// the sets follow Linux's rules for arm64; without the flag for x86
pub const PLATFORM_ARM64_RULES: u32 = 0x2;
/// TAG_EFI_MAP was made from E820 rows, in whole pages
pub const PLATFORM_FROM_E820: u32 = 0x4;
/// it was made from sets or lists of resources
pub const PLATFORM_FROM_SETS: u32 = 0x8;

/// A linear framebuffer from EFI_GRAPHICS_OUTPUT_PROTOCOL.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Framebuffer {
    pub base: u64,
    /// bytes
    pub size: u64,
    /// pixels
    pub width: u32,
    /// pixels
    pub height: u32,
    /// bytes from line to line
    pub pitch: u32,
    pub bits_per_pixel: u32,
    pub red_mask: u32,
    pub green_mask: u32,
    pub blue_mask: u32,
    pub reserved_mask: u32,
}

/// A file that was loaded for the kernel (module=).
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Module {
    /// page-aligned
    pub base: u64,
    /// bytes of the file
    pub size: u64,
    /// string, also the name of the reserved region
    pub name: u32,
    /// string
    pub path: u32,
    /// string: what follows " -- " in module=
    pub cmdline: u32,
    /// 0
    pub pad: u32,
}

/// The state in which the kernel is entered, see docs/handoff.md.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cpu {
    /// physical address: CR3, TTBR
    pub page_table: u64,
    /// virtual address that maps physical address 0
    pub direct_map: u64,
    /// bytes of it in which all RAM is mapped
    pub direct_size: u64,
    /// physical address of the lowest byte
    pub stack_base: u64,
    /// bytes
    pub stack_size: u64,
    /// the page below the stack, not mapped
    pub guard_base: u64,
    /// of page tables
    pub levels: u32,
    /// CPU_*
    pub flags: u32,
}

/// aarch64: entered at EL2; without it at EL1
pub const CPU_EL2: u32 = 0x1;

/// The kernel that was loaded.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kernel {
    pub phys_base: u64,
    /// bytes in memory
    pub size: u64,
    /// address at which the lowest segment runs
    pub virt_base: u64,
    /// virt_base minus p_vaddr of that segment
    pub load_bias: u64,
    /// virtual address
    pub entry: u64,
    /// string
    pub path: u32,
    /// 0
    pub pad: u32,
    /// added to all addresses by kaslr=on
    pub slide: u64,
}

/// A serial port for messages. The firmware has set its speed.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Serial {
    /// I/O port, or physical address of the registers
    pub base: u64,
    /// SERIAL_KIND_*
    pub kind: u32,
    /// bytes from one register to the next
    pub stride: u32,
    /// SERIAL_IO, SERIAL_SPCR
    pub flags: u32,
    /// 0
    pub pad: u32,
}

pub const SERIAL_16550: u32 = 0x1;
/// or the subset of Arm's SBSA
pub const SERIAL_PL011: u32 = 0x2;

/// base is an I/O port
pub const SERIAL_IO: u32 = 0x1;
/// named by the ACPI table SPCR; without the flag it was found by probing
pub const SERIAL_SPCR: u32 = 0x2;

/// When, from where and by which program the kernel was started.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Boot {
    /// seconds since 1970, UTC; 0 if unknown
    pub time: u64,
    /// DiskGUID of its GPT; 0 if there is none
    pub disk: [u8; 16],
    /// UniquePartitionGUID, or the signature of an MBR in the first 4 bytes;
    /// 0 without
    pub partition: [u8; 16],
    /// of the partition, from 1; 0 without
    pub number: u32,
    /// BOOT_*
    pub flags: u32,
    /// string: "memblock.efi"
    pub loader: u32,
    /// string: "1.0"
    pub loader_version: u32,
}

/// the partition is that of an MBR
pub const BOOT_MBR: u32 = 0x1;
/// files were loaded by PXE
pub const BOOT_NETWORK: u32 = 0x2;

/// The symbols of the kernel's file, as the file has them: Elf64_Sym, with
/// addresses as linked (add load_bias of TAG_KERNEL).
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Symbols {
    /// physical address of the symbols
    pub base: u64,
    /// bytes
    pub size: u64,
    /// physical address of their names
    pub strings: u64,
    /// bytes; the last one is a NUL
    pub strings_size: u64,
}

/// A processor. The one that has entered the kernel has PROCESSOR_BOOT and no
/// mailbox. Each of the others is parked: in the state that docs/handoff.md
/// specifies, on a stack of its own, it waits for its mailbox.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Processor {
    /// x86: local APIC ID; aarch64: affinity fields of MPIDR_EL1
    pub id: u64,
    /// physical address of a Mailbox, mapped at the same virtual address; a
    /// multiple of 8
    pub mailbox: u64,
    /// physical address of the lowest byte; the page below it is not mapped
    pub stack_base: u64,
    /// bytes
    pub stack_size: u64,
    /// ACPI Processor UID
    pub uid: u32,
    /// PROCESSOR_*
    pub flags: u32,
}

/// has entered the kernel
pub const PROCESSOR_BOOT: u32 = 0x1;

/// Starts a parked processor. It is not part of the table, so that the
/// checksum stays right. The kernel writes argument, then goto_address, in
/// that order for other processors too (a store with release semantics). The
/// processor jumps to that address once; nobody looks at the mailbox
/// afterwards.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mailbox {
    /// virtual; 0 while the processor waits
    pub goto_address: u64,
    /// of the function there, any number
    pub argument: u64,
}

/// The distance between two NUMA nodes.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Distance {
    pub from: u16,
    pub to: u16,
    /// 10 is local
    pub distance: u32,
}

/// A descriptor in which something is wrong or unusual, and what the
/// conversion made of it.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Anomaly {
    /// index into TAG_EFI_MAP
    pub descriptor: u32,
    /// ANOMALY_*
    pub anomalies: u32,
    /// DISPOSITION_*
    pub disposition: u32,
    /// string: the rule that decided
    pub why: u32,
}

/// has no pages: skipped
pub const ANOMALY_EMPTY: u32 = 0x1;
/// extends beyond 2^64: skipped
pub const ANOMALY_WRAPS: u32 = 0x2;
/// ends at 2^64: without its last page
pub const ANOMALY_TOP: u32 = 0x4;
/// does not start at a page
pub const ANOMALY_MISALIGNED: u32 = 0x8;
/// overlaps a descriptor below it
pub const ANOMALY_OVERLAP: u32 = 0x10;
/// has a type unknown to UEFI
pub const ANOMALY_TYPE: u32 = 0x20;
/// free by type, but not WB
pub const ANOMALY_NOT_WB: u32 = 0x40;
/// free by type, but has RUNTIME
pub const ANOMALY_RUNTIME: u32 = 0x80;
/// runtime type without RUNTIME
pub const ANOMALY_NO_RUNTIME: u32 = 0x100;

// What the conversion made of a descriptor.
/// in no set
pub const DISPOSITION_IGNORED: u32 = 0x0;
/// only in physmap
pub const DISPOSITION_EXCLUDED: u32 = 0x1;
/// in memory and physmap
pub const DISPOSITION_MEMORY: u32 = 0x2;
/// the same, with REGION_NOMAP
pub const DISPOSITION_NOMAP: u32 = 0x3;
/// only in physmap, for a driver
pub const DISPOSITION_SOFT_RESERVED: u32 = 0x4;
/// in no set, as it is invalid
pub const DISPOSITION_SKIPPED: u32 = 0x5;

/// What is missing because the capacity was too small.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lost {
    /// of the section
    pub tag: u32,
    /// of missing entries, of TAG_STRINGS of strings
    pub count: u32,
}

pub const OK: u32 = 0x0;
pub const BAD_MAGIC: u32 = 0x1;
/// unknown version_major
pub const BAD_VERSION: u32 = 0x2;
/// sizes contradict each other, or the limit
pub const BAD_SIZE: u32 = 0x3;
pub const BAD_CRC: u32 = 0x4;
/// a section does not fit or occurs twice
pub const BAD_SECTION: u32 = 0x5;
/// an unknown section is critical
pub const BAD_CRITICAL: u32 = 0x6;
/// the table is not aligned to 8 bytes
pub const BAD_ALIGN: u32 = 0x7;

/// The limit of check() for a table of unknown size.
pub const ANY_SIZE: u32 = 0xffffffff;

/// A free range. Zero it before the first call of next_free().
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Free {
    /// end is the first address after it
    pub base: u64,
    /// end is the first address after it
    pub end: u64,
    /// where the search continues
    pub memory: u32,
    /// where the search continues
    pub reserved: u32,
}

/// The GUID of the EFI configuration table that points to the table.
pub const GUID_BYTES: [u8; 16] = [
    0xff, 0xfc, 0x64, 0x1c, 0xff, 0x4c, 0x88, 0x40,
    0xb4, 0x59, 0xfb, 0x25, 0x6a, 0x6c, 0xb2, 0xf2,
];
