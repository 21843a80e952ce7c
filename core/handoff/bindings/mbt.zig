// SPDX-License-Identifier: BSD-2-Clause
// Made from core/handoff/table.h by tools/bindings:
// GOLDEN=write tests/check_bindings.sh. docs/table.md specifies the format.

/// The first 8 bytes as a number: 0x8b "MBLK" CR LF 0x1a. They are not text,
/// and a conversion of line ends destroys them.
pub const MAGIC: u64 = 0x1a0a0d4b4c424d8b;

pub const VERSION_MAJOR: u32 = 0x1;

pub const VERSION_MINOR: u32 = 0x2;

pub const Header = extern struct {
    /// MAGIC
    magic: u64 = 0,
    /// a reader refuses any other
    version_major: u16 = 0,
    /// a reader ignores it
    version_minor: u16 = 0,
    /// bytes to the first section
    header_size: u32 = 0,
    /// bytes of the header and all sections
    used_size: u32 = 0,
    /// bytes reserved; not less than used_size
    capacity: u32 = 0,
    /// CRC-32 of used_size bytes with this as 0
    crc32: u32 = 0,
    /// FLAG_*
    flags: u32 = 0,
    /// address of the table; 0 in a file
    phys_base: u64 = 0,
    /// value of mem=; UINT64_MAX without
    mem_limit: u64 = 0,
    /// 4096
    page_size: u32 = 0,
    section_count: u32 = 0,
    /// bytes in TAG_PHYSMAP
    total_ram: u64 = 0,
};

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
pub const Section = extern struct {
    /// TAG_*
    tag: u32 = 0,
    /// CRITICAL
    flags: u16 = 0,
    /// bytes from one entry to the next
    entry_size: u16 = 0,
    /// entries
    count: u32 = 0,
    /// bytes of the payload, a multiple of 8
    payload_size: u32 = 0,
};

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
pub const Region = extern struct {
    base: u64 = 0,
    /// bytes
    size: u64 = 0,
    /// REGION_*
    flags: u32 = 0,
    /// LIFETIME_*, if reserved
    lifetime: u16 = 0,
    /// NUMA node, or NO_NODE
    nid: u16 = 0,
    /// string: "module", if reserved
    owner: u32 = 0,
    /// string: "initrd"; empty for most owners
    name: u32 = 0,
    /// index into TAG_SOURCES
    first_source: u32 = 0,
    /// descriptors that the region comes from
    source_count: u32 = 0,
};

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
pub const Platform = extern struct {
    /// ACPI root pointer
    rsdp: u64 = 0,
    /// SMBIOS 2 entry point
    smbios: u64 = 0,
    /// SMBIOS 3 entry point
    smbios3: u64 = 0,
    efi_system_table: u64 = 0,
    /// flattened
    device_tree: u64 = 0,
    /// DescriptorVersion of TAG_EFI_MAP
    efi_desc_version: u32 = 0,
    /// EFI_SYSTEM_TABLE.Hdr.Revision
    uefi_revision: u32 = 0,
    /// EFI_SYSTEM_TABLE.FirmwareRevision
    firmware_revision: u32 = 0,
    /// string: FirmwareVendor of the same
    vendor: u32 = 0,
    /// string: "x86_64", "aarch64"
    arch: u32 = 0,
    /// PLATFORM_*
    flags: u32 = 0,
};

/// Secure Boot is enabled
pub const PLATFORM_SECURE_BOOT: u32 = 0x1;
/// the sets follow Linux's rules for arm64; without the flag for x86
pub const PLATFORM_ARM64_RULES: u32 = 0x2;
/// TAG_EFI_MAP was made from E820 rows, in whole pages
pub const PLATFORM_FROM_E820: u32 = 0x4;
/// it was made from sets or lists of resources
pub const PLATFORM_FROM_SETS: u32 = 0x8;

/// A linear framebuffer from EFI_GRAPHICS_OUTPUT_PROTOCOL.
pub const Framebuffer = extern struct {
    base: u64 = 0,
    /// bytes
    size: u64 = 0,
    /// pixels
    width: u32 = 0,
    /// pixels
    height: u32 = 0,
    /// bytes from line to line
    pitch: u32 = 0,
    bits_per_pixel: u32 = 0,
    red_mask: u32 = 0,
    green_mask: u32 = 0,
    blue_mask: u32 = 0,
    reserved_mask: u32 = 0,
};

/// A file that was loaded for the kernel (module=).
pub const Module = extern struct {
    /// page-aligned
    base: u64 = 0,
    /// bytes of the file
    size: u64 = 0,
    /// string, also the name of the reserved region
    name: u32 = 0,
    /// string
    path: u32 = 0,
    /// string: what follows " -- " in module=
    cmdline: u32 = 0,
    /// 0
    pad: u32 = 0,
};

/// The state in which the kernel is entered, see docs/handoff.md.
pub const Cpu = extern struct {
    /// physical address: CR3, TTBR
    page_table: u64 = 0,
    /// virtual address that maps physical address 0
    direct_map: u64 = 0,
    /// bytes of it in which all RAM is mapped
    direct_size: u64 = 0,
    /// physical address of the lowest byte
    stack_base: u64 = 0,
    /// bytes
    stack_size: u64 = 0,
    /// the page below the stack, not mapped
    guard_base: u64 = 0,
    /// of page tables
    levels: u32 = 0,
    /// CPU_*
    flags: u32 = 0,
};

/// aarch64: entered at EL2; without it at EL1
pub const CPU_EL2: u32 = 0x1;

/// The kernel that was loaded.
pub const Kernel = extern struct {
    phys_base: u64 = 0,
    /// bytes in memory
    size: u64 = 0,
    /// address at which the lowest segment runs
    virt_base: u64 = 0,
    /// virt_base minus p_vaddr of that segment
    load_bias: u64 = 0,
    /// virtual address
    entry: u64 = 0,
    /// string
    path: u32 = 0,
    /// 0
    pad: u32 = 0,
    /// added to all addresses by kaslr=on
    slide: u64 = 0,
};

/// A serial port for messages. The firmware has set its speed.
pub const Serial = extern struct {
    /// I/O port, or physical address of the registers
    base: u64 = 0,
    /// SERIAL_KIND_*
    kind: u32 = 0,
    /// bytes from one register to the next
    stride: u32 = 0,
    /// SERIAL_IO, SERIAL_SPCR
    flags: u32 = 0,
    /// 0
    pad: u32 = 0,
};

pub const SERIAL_16550: u32 = 0x1;
/// or the subset of Arm's SBSA
pub const SERIAL_PL011: u32 = 0x2;

/// base is an I/O port
pub const SERIAL_IO: u32 = 0x1;
/// named by the ACPI table SPCR; without the flag it was found by probing
pub const SERIAL_SPCR: u32 = 0x2;

/// When, from where and by which program the kernel was started.
pub const Boot = extern struct {
    /// seconds since 1970, UTC; 0 if unknown
    time: u64 = 0,
    /// DiskGUID of its GPT; 0 if there is none
    disk: [16]u8 = .{0} ** 16,
    /// UniquePartitionGUID, or the signature of an MBR in the first 4 bytes;
    /// 0 without
    partition: [16]u8 = .{0} ** 16,
    /// of the partition, from 1; 0 without
    number: u32 = 0,
    /// BOOT_*
    flags: u32 = 0,
    /// string: "memblock.efi"
    loader: u32 = 0,
    /// string: "1.0"
    loader_version: u32 = 0,
};

/// the partition is that of an MBR
pub const BOOT_MBR: u32 = 0x1;
/// files were loaded by PXE
pub const BOOT_NETWORK: u32 = 0x2;

/// The symbols of the kernel's file, as the file has them: Elf64_Sym, with
/// addresses as linked (add load_bias of TAG_KERNEL).
pub const Symbols = extern struct {
    /// physical address of the symbols
    base: u64 = 0,
    /// bytes
    size: u64 = 0,
    /// physical address of their names
    strings: u64 = 0,
    /// bytes; the last one is a NUL
    strings_size: u64 = 0,
};

/// A processor. The one that has entered the kernel has PROCESSOR_BOOT and no
/// mailbox. Each of the others is parked: in the state that docs/handoff.md
/// specifies, on a stack of its own, it waits for its mailbox.
pub const Processor = extern struct {
    /// x86: local APIC ID; aarch64: affinity fields of MPIDR_EL1
    id: u64 = 0,
    /// physical address of a Mailbox, mapped at the same virtual address; a
    /// multiple of 8
    mailbox: u64 = 0,
    /// physical address of the lowest byte; the page below it is not mapped
    stack_base: u64 = 0,
    /// bytes
    stack_size: u64 = 0,
    /// ACPI Processor UID
    uid: u32 = 0,
    /// PROCESSOR_*
    flags: u32 = 0,
};

/// has entered the kernel
pub const PROCESSOR_BOOT: u32 = 0x1;

/// Starts a parked processor. It is not part of the table, so that the
/// checksum stays right. The kernel writes argument, then goto_address, in
/// that order for other processors too (a store with release semantics). The
/// processor jumps to that address once; nobody looks at the mailbox
/// afterwards.
pub const Mailbox = extern struct {
    /// virtual; 0 while the processor waits
    goto_address: u64 = 0,
    /// of the function there, any number
    argument: u64 = 0,
};

/// The distance between two NUMA nodes.
pub const Distance = extern struct {
    from: u16 = 0,
    to: u16 = 0,
    /// 10 is local
    distance: u32 = 0,
};

/// A descriptor in which something is wrong or unusual, and what the
/// conversion made of it.
pub const Anomaly = extern struct {
    /// index into TAG_EFI_MAP
    descriptor: u32 = 0,
    /// ANOMALY_*
    anomalies: u32 = 0,
    /// DISPOSITION_*
    disposition: u32 = 0,
    /// string: the rule that decided
    why: u32 = 0,
};

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
pub const Lost = extern struct {
    /// of the section
    tag: u32 = 0,
    /// of missing entries, of TAG_STRINGS of strings
    count: u32 = 0,
};

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
pub const Free = extern struct {
    /// end is the first address after it
    base: u64 = 0,
    /// end is the first address after it
    end: u64 = 0,
    /// where the search continues
    memory: u32 = 0,
    /// where the search continues
    reserved: u32 = 0,
};

/// The GUID of the EFI configuration table that points to the table.
pub const GUID_BYTES = [16]u8{
    0xff, 0xfc, 0x64, 0x1c, 0xff, 0x4c, 0x88, 0x40,
    0xb4, 0x59, 0xfb, 0x25, 0x6a, 0x6c, 0xb2, 0xf2,
};

/// The functions of the header, from core/handoff/bindings/calls.c.
pub extern fn mbt_call_check(table: *const anyopaque, limit: u32) c_int;
pub extern fn mbt_call_find_section(table: *const anyopaque, tag: u32) ?*const Section;
pub extern fn mbt_call_get_entry(section: ?*const Section, i: u32, ret: *anyopaque, size: u32) c_int;
pub extern fn mbt_call_next_free(table: *const anyopaque, range: *Free) c_int;
pub extern fn mbt_call_string(table: *const anyopaque, offset: u32) [*:0]const u8;
pub extern fn mbt_call_cmdline(table: *const anyopaque) [*:0]const u8;
pub extern fn mbt_call_find_reserved(table: *const anyopaque, owner: [*:0]const u8, name: [*:0]const u8, ret: *Region) c_int;
