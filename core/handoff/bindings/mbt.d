// SPDX-License-Identifier: BSD-2-Clause
// Made from core/handoff/table.h by tools/bindings:
// GOLDEN=write tests/check_bindings.sh. docs/table.md specifies the format.
module mbt;

extern (C) @nogc nothrow:

/// The first 8 bytes as a number: 0x8b "MBLK" CR LF 0x1a. They are not text,
/// and a conversion of line ends destroys them.
enum ulong MAGIC = 0x1a0a0d4b4c424d8b;

enum uint VERSION_MAJOR = 0x1;

enum uint VERSION_MINOR = 0x2;

struct Header
{
    /// MAGIC
    ulong magic;
    /// a reader refuses any other
    ushort version_major;
    /// a reader ignores it
    ushort version_minor;
    /// bytes to the first section
    uint header_size;
    /// bytes of the header and all sections
    uint used_size;
    /// bytes reserved; not less than used_size
    uint capacity;
    /// CRC-32 of used_size bytes with this as 0
    uint crc32;
    /// FLAG_*
    uint flags;
    /// address of the table; 0 in a file
    ulong phys_base;
    /// value of mem=; UINT64_MAX without
    ulong mem_limit;
    /// 4096
    uint page_size;
    uint section_count;
    /// bytes in TAG_PHYSMAP
    ulong total_ram;
}

/// incomplete: TAG_LOST says what is not there
enum uint FLAG_TRUNCATED = 0x1;
/// mem= was given
enum uint FLAG_CAPPED = 0x2;
/// made from the map that was passed to ExitBootServices()
enum uint FLAG_FINAL = 0x4;
/// mem_limit is an amount of memory, not an address
enum uint FLAG_AMOUNT = 0x8;
/// made on a host from a captured map
enum uint FLAG_SIMULATED = 0x10;

/// The header of a section; the payload follows it.
struct Section
{
    /// TAG_*
    uint tag;
    /// CRITICAL
    ushort flags;
    /// bytes from one entry to the next
    ushort entry_size;
    /// entries
    uint count;
    /// bytes of the payload, a multiple of 8
    uint payload_size;
}

/// A reader that does not know the section must not use the table.
enum uint CRITICAL = 0x1;

// The sections, with the type of their entries. An offset of a string counts
// from the first byte of TAG_STRINGS; 0 is the empty string.
/// not used
enum uint TAG_END = 0x0;
/// Region: may be managed by a kernel
enum uint TAG_MEMORY = 0x1;
/// Region: in use
enum uint TAG_RESERVED = 0x2;
/// Region: all RAM present
enum uint TAG_PHYSMAP = 0x3;
/// EFI_MEMORY_DESCRIPTORs from GetMemoryMap()
enum uint TAG_EFI_MAP = 0x4;
/// strings of UTF-8, each with a NUL
enum uint TAG_STRINGS = 0x5;
/// one Platform
enum uint TAG_PLATFORM = 0x6;
/// Framebuffer
enum uint TAG_FRAMEBUFFER = 0x7;
/// Module
enum uint TAG_MODULES = 0x8;
/// one string of UTF-8, with its NUL
enum uint TAG_CMDLINE = 0x9;
/// one Cpu
enum uint TAG_CPU = 0xa;
/// Distance, from the ACPI SLIT
enum uint TAG_DISTANCES = 0xb;
/// Anomaly
enum uint TAG_ANOMALIES = 0xc;
/// uint32_t: indexes into TAG_EFI_MAP
enum uint TAG_SOURCES = 0xd;
/// one Kernel
enum uint TAG_KERNEL = 0xe;
/// Lost
enum uint TAG_LOST = 0xf;
/// Serial
enum uint TAG_SERIAL = 0x10;
/// bytes: EDID of a display, 128 or more
enum uint TAG_EDID = 0x11;
/// one Boot
enum uint TAG_BOOT = 0x12;
/// one Symbols
enum uint TAG_SYMBOLS = 0x13;
/// Processor, with smp=on
enum uint TAG_PROCESSORS = 0x14;
enum uint KNOWN_TAGS = 0x15;

/// A range of memory: page-aligned and not empty; base + size does not wrap.
/// The regions of a section are sorted by base and do not overlap. Those of
/// TAG_RESERVED have one owner each and need not lie in TAG_MEMORY; those of
/// TAG_MEMORY lie in TAG_PHYSMAP.
struct Region
{
    ulong base;
    /// bytes
    ulong size;
    /// REGION_*
    uint flags;
    /// LIFETIME_*, if reserved
    ushort lifetime;
    /// NUMA node, or NO_NODE
    ushort nid;
    /// string: "module", if reserved
    uint owner;
    /// string: "initrd"; empty for most owners
    uint name;
    /// index into TAG_SOURCES
    uint first_source;
    /// descriptors that the region comes from
    uint source_count;
}

enum uint NO_NODE = 0xffff;

/// memory: may be removed
enum uint REGION_HOTPLUG = 0x1;
/// memory: mirrored
enum uint REGION_MIRROR = 0x2;
/// memory: never to be mapped
enum uint REGION_NOMAP = 0x4;
/// memory: added by a driver
enum uint REGION_DRIVER_MANAGED = 0x8;
/// reserved: struct pages are not initialized
enum uint REGION_NOINIT = 0x10;
/// reserved: for the kernel
enum uint REGION_KERN = 0x20;

// How long a reserved region stays in use. The order is part of the format:
// of several owners of a page the one with the largest number has it.
/// until SetVirtualAddressMap(), or until the kernel decides never to call it
enum uint LIFETIME_SVAM = 0x0;
/// until the ACPI tables are read
enum uint LIFETIME_ACPI = 0x1;
/// until the kernel accepts the memory
enum uint LIFETIME_ACCEPT = 0x2;
/// until a driver requests it
enum uint LIFETIME_DRIVER = 0x3;
/// until the kernel has left the loader's stack, page and descriptor tables
/// on each processor of TAG_PROCESSORS
enum uint LIFETIME_KERNEL = 0x4;
/// until the kernel no longer needs the table, command line and modules
enum uint LIFETIME_TABLE = 0x5;
/// for ever, as with any unknown number
enum uint LIFETIME_NEVER = 0x6;
enum uint KNOWN_LIFETIMES = 0x7;

/// The firmware's tables and versions. Addresses are physical, 0 if there is
/// no such table.
struct Platform
{
    /// ACPI root pointer
    ulong rsdp;
    /// SMBIOS 2 entry point
    ulong smbios;
    /// SMBIOS 3 entry point
    ulong smbios3;
    ulong efi_system_table;
    /// flattened
    ulong device_tree;
    /// DescriptorVersion of TAG_EFI_MAP
    uint efi_desc_version;
    /// EFI_SYSTEM_TABLE.Hdr.Revision
    uint uefi_revision;
    /// EFI_SYSTEM_TABLE.FirmwareRevision
    uint firmware_revision;
    /// string: FirmwareVendor of the same
    uint vendor;
    /// string: "x86_64", "aarch64"
    uint arch;
    /// PLATFORM_*
    uint flags;
}

/// Secure Boot is enabled
enum uint PLATFORM_SECURE_BOOT = 0x1;
/// the sets follow Linux's rules for arm64; without the flag for x86
enum uint PLATFORM_ARM64_RULES = 0x2;
/// TAG_EFI_MAP was made from E820 rows, in whole pages
enum uint PLATFORM_FROM_E820 = 0x4;
/// it was made from sets or lists of resources
enum uint PLATFORM_FROM_SETS = 0x8;

/// A linear framebuffer from EFI_GRAPHICS_OUTPUT_PROTOCOL.
struct Framebuffer
{
    ulong base;
    /// bytes
    ulong size;
    /// pixels
    uint width;
    /// pixels
    uint height;
    /// bytes from line to line
    uint pitch;
    uint bits_per_pixel;
    uint red_mask;
    uint green_mask;
    uint blue_mask;
    uint reserved_mask;
}

/// A file that was loaded for the kernel (module=).
struct Module
{
    /// page-aligned
    ulong base;
    /// bytes of the file
    ulong size;
    /// string, also the name of the reserved region
    uint name;
    /// string
    uint path;
    /// string: what follows " -- " in module=
    uint cmdline;
    /// 0
    uint pad;
}

/// The state in which the kernel is entered, see docs/handoff.md.
struct Cpu
{
    /// physical address: CR3, TTBR
    ulong page_table;
    /// virtual address that maps physical address 0
    ulong direct_map;
    /// bytes of it in which all RAM is mapped
    ulong direct_size;
    /// physical address of the lowest byte
    ulong stack_base;
    /// bytes
    ulong stack_size;
    /// the page below the stack, not mapped
    ulong guard_base;
    /// of page tables
    uint levels;
    /// CPU_*
    uint flags;
}

/// aarch64: entered at EL2; without it at EL1
enum uint CPU_EL2 = 0x1;

/// The kernel that was loaded.
struct Kernel
{
    ulong phys_base;
    /// bytes in memory
    ulong size;
    /// address at which the lowest segment runs
    ulong virt_base;
    /// virt_base minus p_vaddr of that segment
    ulong load_bias;
    /// virtual address
    ulong entry;
    /// string
    uint path;
    /// 0
    uint pad;
    /// added to all addresses by kaslr=on
    ulong slide;
}

/// A serial port for messages. The firmware has set its speed.
struct Serial
{
    /// I/O port, or physical address of the registers
    ulong base;
    /// SERIAL_KIND_*
    uint kind;
    /// bytes from one register to the next
    uint stride;
    /// SERIAL_IO, SERIAL_SPCR
    uint flags;
    /// 0
    uint pad;
}

enum uint SERIAL_16550 = 0x1;
/// or the subset of Arm's SBSA
enum uint SERIAL_PL011 = 0x2;

/// base is an I/O port
enum uint SERIAL_IO = 0x1;
/// named by the ACPI table SPCR; without the flag it was found by probing
enum uint SERIAL_SPCR = 0x2;

/// When, from where and by which program the kernel was started.
struct Boot
{
    /// seconds since 1970, UTC; 0 if unknown
    ulong time;
    /// DiskGUID of its GPT; 0 if there is none
    ubyte[16] disk;
    /// UniquePartitionGUID, or the signature of an MBR in the first 4 bytes;
    /// 0 without
    ubyte[16] partition;
    /// of the partition, from 1; 0 without
    uint number;
    /// BOOT_*
    uint flags;
    /// string: "memblock.efi"
    uint loader;
    /// string: "1.0"
    uint loader_version;
}

/// the partition is that of an MBR
enum uint BOOT_MBR = 0x1;
/// files were loaded by PXE
enum uint BOOT_NETWORK = 0x2;

/// The symbols of the kernel's file, as the file has them: Elf64_Sym, with
/// addresses as linked (add load_bias of TAG_KERNEL).
struct Symbols
{
    /// physical address of the symbols
    ulong base;
    /// bytes
    ulong size;
    /// physical address of their names
    ulong strings;
    /// bytes; the last one is a NUL
    ulong strings_size;
}

/// A processor. The one that has entered the kernel has PROCESSOR_BOOT and no
/// mailbox. Each of the others is parked: in the state that docs/handoff.md
/// specifies, on a stack of its own, it waits for its mailbox.
struct Processor
{
    /// x86: local APIC ID; aarch64: affinity fields of MPIDR_EL1
    ulong id;
    /// physical address of a Mailbox, mapped at the same virtual address; a
    /// multiple of 8
    ulong mailbox;
    /// physical address of the lowest byte; the page below it is not mapped
    ulong stack_base;
    /// bytes
    ulong stack_size;
    /// ACPI Processor UID
    uint uid;
    /// PROCESSOR_*
    uint flags;
}

/// has entered the kernel
enum uint PROCESSOR_BOOT = 0x1;

/// Starts a parked processor. It is not part of the table, so that the
/// checksum stays right. The kernel writes argument, then goto_address, in
/// that order for other processors too (a store with release semantics). The
/// processor jumps to that address once; nobody looks at the mailbox
/// afterwards.
struct Mailbox
{
    /// virtual; 0 while the processor waits
    ulong goto_address;
    /// of the function there, any number
    ulong argument;
}

/// The distance between two NUMA nodes.
struct Distance
{
    ushort from;
    ushort to;
    /// 10 is local
    uint distance;
}

/// A descriptor in which something is wrong or unusual, and what the
/// conversion made of it.
struct Anomaly
{
    /// index into TAG_EFI_MAP
    uint descriptor;
    /// ANOMALY_*
    uint anomalies;
    /// DISPOSITION_*
    uint disposition;
    /// string: the rule that decided
    uint why;
}

/// has no pages: skipped
enum uint ANOMALY_EMPTY = 0x1;
/// extends beyond 2^64: skipped
enum uint ANOMALY_WRAPS = 0x2;
/// ends at 2^64: without its last page
enum uint ANOMALY_TOP = 0x4;
/// does not start at a page
enum uint ANOMALY_MISALIGNED = 0x8;
/// overlaps a descriptor below it
enum uint ANOMALY_OVERLAP = 0x10;
/// has a type unknown to UEFI
enum uint ANOMALY_TYPE = 0x20;
/// free by type, but not WB
enum uint ANOMALY_NOT_WB = 0x40;
/// free by type, but has RUNTIME
enum uint ANOMALY_RUNTIME = 0x80;
/// runtime type without RUNTIME
enum uint ANOMALY_NO_RUNTIME = 0x100;

// What the conversion made of a descriptor.
/// in no set
enum uint DISPOSITION_IGNORED = 0x0;
/// only in physmap
enum uint DISPOSITION_EXCLUDED = 0x1;
/// in memory and physmap
enum uint DISPOSITION_MEMORY = 0x2;
/// the same, with REGION_NOMAP
enum uint DISPOSITION_NOMAP = 0x3;
/// only in physmap, for a driver
enum uint DISPOSITION_SOFT_RESERVED = 0x4;
/// in no set, as it is invalid
enum uint DISPOSITION_SKIPPED = 0x5;

/// What is missing because the capacity was too small.
struct Lost
{
    /// of the section
    uint tag;
    /// of missing entries, of TAG_STRINGS of strings
    uint count;
}

enum uint OK = 0x0;
enum uint BAD_MAGIC = 0x1;
/// unknown version_major
enum uint BAD_VERSION = 0x2;
/// sizes contradict each other, or the limit
enum uint BAD_SIZE = 0x3;
enum uint BAD_CRC = 0x4;
/// a section does not fit or occurs twice
enum uint BAD_SECTION = 0x5;
/// an unknown section is critical
enum uint BAD_CRITICAL = 0x6;
/// the table is not aligned to 8 bytes
enum uint BAD_ALIGN = 0x7;

/// The limit of check() for a table of unknown size.
enum uint ANY_SIZE = 0xffffffff;

/// A free range. Zero it before the first call of next_free().
struct Free
{
    /// end is the first address after it
    ulong base;
    /// end is the first address after it
    ulong end;
    /// where the search continues
    uint memory;
    /// where the search continues
    uint reserved;
}

/// The GUID of the EFI configuration table that points to the table.
immutable ubyte[16] GUID_BYTES = [
    0xff, 0xfc, 0x64, 0x1c, 0xff, 0x4c, 0x88, 0x40,
    0xb4, 0x59, 0xfb, 0x25, 0x6a, 0x6c, 0xb2, 0xf2,
];

/// The functions of the header, from core/handoff/bindings/calls.c.
int mbt_call_check(const(void)* table, uint limit);
/// ditto
const(Section)* mbt_call_find_section(const(void)* table, uint tag);
/// ditto
int mbt_call_get_entry(const(Section)* section, uint i, void* ret, uint size);
/// ditto
int mbt_call_next_free(const(void)* table, Free* range);
/// ditto
const(char)* mbt_call_string(const(void)* table, uint offset);
/// ditto
const(char)* mbt_call_cmdline(const(void)* table);
/// ditto
int mbt_call_find_reserved(const(void)* table, const(char)* owner,
        const(char)* name, Region* ret);
