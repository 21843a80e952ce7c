// SPDX-License-Identifier: BSD-2-Clause
//! Reads the table that memblock.efi passes to a kernel, without the standard
//! library. The structures and constants are those of core/handoff/table.h;
//! docs/table.md specifies the format.
//!
//! ```ignore
//! #[no_mangle]
//! extern "C" fn kernel_main(table: *const u8, magic: u64) {
//!     if magic != mbt::MAGIC {
//!         halt();
//!     }
//!     let table = unsafe { mbt::Table::new(table, mbt::ANY_SIZE) }.unwrap();
//!     for range in table.free() {
//!         add(range.base, range.end);
//!     }
//! }
//! ```
#![no_std]

mod layout;
pub use layout::*;

use core::mem::{size_of, MaybeUninit};
use core::slice;

/// The structures of the format: any bytes are a valid value.
///
/// # Safety
/// Only for `#[repr(C)]` structures of integers without padding.
pub unsafe trait Entry: Copy {}

macro_rules! entries {
    ($($name:ty),*) => { $(unsafe impl Entry for $name {})* };
}
entries!(
    Header, Section, Region, Platform, Framebuffer, Module, Cpu, Kernel,
    Distance, Anomaly, Lost, Serial, Boot, Symbols, Processor, u8, u32
);

/// Copies a structure from the front of `bytes`; those that are not there are
/// 0, so that entries of older and newer versions can be read.
fn read<T: Entry>(bytes: &[u8]) -> T {
    let mut value = MaybeUninit::<T>::zeroed();
    let len = bytes.len().min(size_of::<T>());
    unsafe {
        value.as_mut_ptr().cast::<u8>().copy_from(bytes.as_ptr(), len);
        value.assume_init()
    }
}

/// The CRC-32 of zlib, continued over `bytes`.
fn crc32(bytes: &[u8], crc: u32) -> u32 {
    bytes.iter().fold(crc, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            crc >> 1 ^ if crc & 1 != 0 { 0xedb88320 } else { 0 }
        })
    })
}

/// A table that has passed the checks of `Table::new()`.
#[derive(Clone, Copy)]
pub struct Table<'a> {
    bytes: &'a [u8],
}

impl<'a> Table<'a> {
    /// Does what mbt_check() of the header does, and returns its errors
    /// (`BAD_MAGIC`, ...). `limit` is the number of bytes that may be
    /// accessed, `ANY_SIZE` for a table that the loader has passed.
    ///
    /// # Safety
    /// The bytes can be read, and do not change while the table is used.
    pub unsafe fn new(table: *const u8, limit: u32) -> Result<Self, u32> {
        if table as usize % 8 != 0 {
            return Err(BAD_ALIGN);
        }
        if (limit as usize) < size_of::<Header>() {
            return Err(BAD_SIZE);
        }
        let head = slice::from_raw_parts(table, size_of::<Header>());
        let header: Header = read(head);
        check_header(&header, limit)?;
        let bytes = slice::from_raw_parts(table, header.used_size as usize);
        let table = Table { bytes };
        if table.checksum() != header.crc32 {
            return Err(BAD_CRC);
        }
        table.check_sections()?;
        Ok(table)
    }

    fn checksum(&self) -> u32 {
        let crc = crc32(&self.bytes[..24], u32::MAX);
        !crc32(&self.bytes[28..], crc32(&[0; 4], crc))
    }

    fn check_sections(&self) -> Result<(), u32> {
        let header = self.header();
        let (mut rest, mut seen) = (self.after(header.header_size), 0u64);

        for _ in 0..header.section_count {
            let section: Section = read(rest);
            let room = rest.len().checked_sub(size_of::<Section>());
            let entries = u64::from(section.count) * u64::from(section.entry_size);
            if section.payload_size % 8 != 0
                || room.map_or(true, |room| section.payload_size as usize > room)
                || entries > u64::from(section.payload_size)
                || (section.count > 0 && section.entry_size == 0)
            {
                return Err(BAD_SECTION);
            }
            if section.tag < KNOWN_TAGS {
                if seen >> section.tag & 1 != 0 {
                    return Err(BAD_SECTION);
                }
                seen |= 1 << section.tag;
            } else if u32::from(section.flags) & CRITICAL != 0 {
                return Err(BAD_CRITICAL);
            }
            rest = &rest[size_of::<Section>() + section.payload_size as usize..];
        }
        Ok(())
    }

    fn after(&self, offset: u32) -> &'a [u8] {
        &self.bytes[offset as usize..]
    }

    pub fn header(&self) -> Header {
        read(self.bytes)
    }

    /// All sections: their headers and payloads.
    pub fn sections(&self) -> impl Iterator<Item = (Section, &'a [u8])> {
        let header = self.header();
        let mut rest = self.after(header.header_size);

        (0..header.section_count).map(move |_| {
            let section: Section = read(rest);
            let (payload, next) =
                rest[size_of::<Section>()..].split_at(section.payload_size as usize);
            rest = next;
            (section, payload)
        })
    }

    /// The entries of the section `tag`; none without the section.
    pub fn entries<T: Entry>(&self, tag: u32) -> Entries<'a, T> {
        let found = self.sections().find(|(section, _)| section.tag == tag);
        let (section, payload) = found.unwrap_or((Section::default(), &[]));
        Entries {
            left: section.count,
            stride: usize::from(section.entry_size),
            payload,
            entry: core::marker::PhantomData,
        }
    }

    /// The string at an offset, without its NUL; "" where there is none, or
    /// something that is not UTF-8.
    pub fn string(&self, offset: u32) -> &'a str {
        let found = self.sections().find(|(section, _)| section.tag == TAG_STRINGS);
        found.map_or("", |(_, bytes)| text(bytes.get(offset as usize..)))
    }

    /// The command line of the kernel, likewise.
    pub fn cmdline(&self) -> &'a str {
        let found = self.sections().find(|(section, _)| section.tag == TAG_CMDLINE);
        found.map_or("", |(section, bytes)| {
            match bytes.get(..section.count as usize) {
                Some([.., 0]) => text(Some(bytes)),
                _ => "",
            }
        })
    }

    /// The first reserved region with this owner and name, such as "module"
    /// and "initrd".
    pub fn find_reserved(&self, owner: &str, name: &str) -> Option<Region> {
        self.entries::<Region>(TAG_RESERVED)
            .find(|r| self.string(r.owner) == owner && self.string(r.name) == name)
    }

    /// Free ranges by address: memory without `REGION_NOMAP` that is not
    /// reserved. Linear in the number of regions.
    pub fn free(&self) -> impl Iterator<Item = Free> + 'a {
        let mut reserved = self.entries::<Region>(TAG_RESERVED).peekable();
        let known = self.sections().any(|(section, _)| section.tag == TAG_RESERVED);
        let mut memory = self.entries::<Region>(TAG_MEMORY).filter(move |region| {
            known && region.flags & REGION_NOMAP == 0
        });
        let mut region = Region::default();
        let mut base = 0;

        core::iter::from_fn(move || loop {
            while base >= region.end() {
                region = memory.next()?;
                base = base.max(region.base);
            }
            let end = reserved.peek().map_or(u64::MAX, |r| r.base).min(region.end());
            let from = base;
            match reserved.peek() {
                Some(taken) if taken.base <= base => {
                    base = base.max(taken.end());
                    reserved.next();
                    continue;
                }
                _ => base = end,
            }
            return Some(Free { base: from, end, memory: 0, reserved: 0 });
        })
    }
}

impl Region {
    /// The first address after the region.
    pub fn end(&self) -> u64 {
        self.base.wrapping_add(self.size)
    }
}

/// The text up to the first NUL.
fn text(bytes: Option<&[u8]>) -> &str {
    let bytes = bytes.unwrap_or(&[]);
    let len = bytes.iter().position(|byte| *byte == 0).unwrap_or(0);
    core::str::from_utf8(&bytes[..len]).unwrap_or("")
}

fn check_header(header: &Header, limit: u32) -> Result<(), u32> {
    if header.magic != MAGIC {
        return Err(BAD_MAGIC);
    }
    if u32::from(header.version_major) != VERSION_MAJOR {
        return Err(BAD_VERSION);
    }
    if (header.header_size as usize) < size_of::<Header>()
        || header.header_size % 8 != 0
        || header.header_size > header.used_size
        || header.used_size > header.capacity
        || header.used_size > limit
    {
        return Err(BAD_SIZE);
    }
    Ok(())
}

/// The entries of a section.
pub struct Entries<'a, T> {
    left: u32,
    stride: usize,
    payload: &'a [u8],
    entry: core::marker::PhantomData<T>,
}

impl<T: Entry> Iterator for Entries<'_, T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.left = self.left.checked_sub(1)?;
        let (entry, rest) = self.payload.split_at(self.stride);
        self.payload = rest;
        Some(read(entry))
    }
}
