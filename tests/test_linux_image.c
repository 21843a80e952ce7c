/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/boot/linux/image.c: kernels that are recognised, accepted and refused. */
#include "tests/lib/test.h"

#include "tests/lib/givenlinux.h"

static struct linuxfile file;
static struct linux_image image;
static struct linux_error error;

static const char *sentence(void)
{
	static char text[160];
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, text, sizeof(text));

	linux_explain(&out, &error);
	assert_true(buffer.need < sizeof(text));
	return text;
}

static bool reads(uint32_t machine)
{
	memset(&image, 0xee, sizeof(image));
	return linux_read(&image, file.head, sizeof(file.head), file.size,
			  machine, &error);
}

static void expect_refused(uint32_t machine, enum linux_fault fault,
			   const char *text)
{
	assert_true(linux_recognise(file.head, sizeof(file.head)));
	assert_false(reads(machine));
	assert_int_equal(error.fault, fault);
	assert_string_equal(sentence(), text);
}

static void expect_no_direct(enum linux_fault fault, const char *text)
{
	assert_true(reads(LINUX_MACHINE_X86_64));
	assert_false(linux_check_direct(&image, 4, &error));
	assert_int_equal(error.fault, fault);
	assert_string_equal(sentence(), text);
}

TEST(a_bzimage_goes_both_roads)
{
	linuxfile_bzimage(&file);
	assert_true(linux_recognise(file.head, sizeof(file.head)));
	assert_true(reads(LINUX_MACHINE_X86_64));
	assert_true(linux_check_stub(&image, &error));
	assert_true(linux_check_direct(&image, 4, &error));
	assert_true(linux_check_direct(&image, 5, &error));
	assert_int_equal(image.format, LINUX_BZIMAGE);
	assert_int_equal(image.setup_size, 0x5000);
	assert_int_equal(image.header_end, 0x26c);
	assert_int_equal(image.init_size, 0x400000);
	assert_true(image.pref_address == 0x1000000);
	assert_true(image.initrd_end == 0x80000000);
	assert_int_equal(image.cmdline_size, 2047);
	assert_int_equal(image.stub_version, 1);
}

/* LINUX_PE_MAGIC, which x86 kernels have since 6.3 as those of LoongArch do. */
TEST(a_bzimage_may_have_the_magic_number_of_pe_images)
{
	linuxfile_bzimage(&file);
	linuxfile_put(&file, 0x38, 0x818223cd, 4);
	linuxfile_put(&file, 0x3c, 0x80, 4);
	memcpy(file.head + 0x80, "PE\0", 4);
	linuxfile_put(&file, 0x84, LINUX_MACHINE_X86_64, 2);
	assert_true(reads(LINUX_MACHINE_X86_64));
	assert_int_equal(image.format, LINUX_BZIMAGE);
	assert_true(linux_check_stub(&image, &error));
}

TEST(an_arm64_image_goes_the_stub_road)
{
	linuxfile_image(&file);
	assert_true(linux_recognise(file.head, sizeof(file.head)));
	assert_true(reads(LINUX_MACHINE_AARCH64));
	assert_int_equal(image.format, LINUX_IMAGE);
	assert_true(linux_check_stub(&image, &error));
	assert_false(linux_check_direct(&image, 4, &error));
	assert_string_equal(sentence(), "road=direct is for bzImages of "
					"x86_64; use road=stub");
}

TEST(any_image_of_the_firmware_goes_the_stub_road)
{
	linuxfile_image(&file);
	linuxfile_put(&file, 0x38, 0, 4);
	assert_true(linux_recognise(file.head, sizeof(file.head)));
	assert_true(reads(LINUX_MACHINE_AARCH64));
	assert_int_equal(image.format, LINUX_EFI);
	assert_true(linux_check_stub(&image, &error));
}

TEST(other_files_are_not_recognised)
{
	linuxfile_bzimage(&file);
	file.head[0] = 0;
	linuxfile_put(&file, 0x1fe, 0xaa54, 2);
	assert_false(linux_recognise(file.head, sizeof(file.head)));
	linuxfile_bzimage(&file);
	/* Without a PE header, and too short for the setup header. */
	linuxfile_put(&file, 0x3c, 0, 4);
	assert_true(linux_recognise(file.head, 0x268));
	assert_false(linux_recognise(file.head, 0x267));
	assert_false(linux_recognise(file.head, 0));
	/* A PE header that ends beyond the head. */
	linuxfile_image(&file);
	linuxfile_put(&file, 0x38, 0, 4);
	linuxfile_put(&file, 0x3c, UINT32_MAX, 4);
	assert_false(linux_recognise(file.head, sizeof(file.head)));
}

TEST(a_kernel_of_another_architecture_is_refused)
{
	linuxfile_bzimage(&file);
	expect_refused(LINUX_MACHINE_AARCH64, LINUX_MACHINE,
		       "it is for x86_64, and this machine is aarch64");
	linuxfile_image(&file);
	expect_refused(LINUX_MACHINE_X86_64, LINUX_MACHINE,
		       "it is for aarch64, and this machine is x86_64");
	linuxfile_put(&file, 0x38, 0x05435352, 4);
	expect_refused(LINUX_MACHINE_X86_64, LINUX_FOREIGN,
		       "it is a kernel for RISC-V; use one for this machine");
}

/* Machine types of PE images. */
TEST(other_architectures_have_names)
{
	static const struct {
		uint64_t machine;
		const char *name;
	} rows[] = {
		{ 0x14c, "32-bit x86" },   { 0x1c0, "32-bit ARM" },
		{ 0x1c2, "32-bit ARM" },   { 0x5064, "riscv64" },
		{ 0x6264, "loongarch64" }, { 0x200, "another architecture" },
	};
	char text[80];

	linuxfile_image(&file);
	linuxfile_put(&file, 0x38, 0, 4);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		linuxfile_put(&file, 0x44, rows[i].machine, 2);
		sprintf(text, "it is for %s, and this machine is x86_64",
			rows[i].name);
		expect_refused(LINUX_MACHINE_X86_64, LINUX_MACHINE, text);
	}
}

TEST(kernels_of_other_kinds_or_that_are_too_old_are_refused)
{
	linuxfile_image(&file);
	linuxfile_put(&file, 0x24, 0x016f2818, 4);
	expect_refused(LINUX_MACHINE_AARCH64, LINUX_ARM32,
		       "it is a zImage for 32-bit ARM; use a kernel for 64 "
		       "bits");
	linuxfile_image(&file);
	file.head[0x18] |= 1;
	expect_refused(LINUX_MACHINE_AARCH64, LINUX_BIG_ENDIAN,
		       "it is a big-endian kernel; use a little-endian one");
	linuxfile_bzimage(&file);
	file.head[0x211] = 0;
	expect_refused(LINUX_MACHINE_X86_64, LINUX_LOW,
		       "it is a 16-bit program or a zImage, which has to lie "
		       "below 1 MiB; use a bzImage");
}

TEST(a_header_may_end_where_other_fields_begin)
{
	linuxfile_bzimage(&file);
	file.head[0x201] = 0x290 - 0x202;
	assert_true(reads(LINUX_MACHINE_X86_64));
	assert_true(linux_check_direct(&image, 4, &error));
	file.head[0x201]++;
	assert_true(reads(LINUX_MACHINE_X86_64));
	assert_false(linux_check_direct(&image, 4, &error));
	assert_int_equal(error.fault, LINUX_HEADER);
}

TEST(a_truncated_bzimage_is_refused)
{
	linuxfile_bzimage(&file);
	file.size = 0x5000;
	expect_refused(LINUX_MACHINE_X86_64, LINUX_TRUNCATED,
		       "its setup code has 20480 bytes, the file only 20480; "
		       "copy it again");
	/* 0 sectors are 4. */
	file.head[0x1f1] = 0;
	assert_true(reads(LINUX_MACHINE_X86_64));
	assert_int_equal(image.setup_size, 5 * 512);
}

TEST(without_a_stub_only_the_direct_road_is_left)
{
	linuxfile_bzimage(&file);
	file.head[0] = 0;
	assert_true(reads(LINUX_MACHINE_X86_64));
	assert_false(linux_check_stub(&image, &error));
	assert_string_equal(sentence(), "it has no EFI stub; use road=direct, "
					"or a kernel with CONFIG_EFI_STUB");
	assert_true(linux_check_direct(&image, 4, &error));
	/* A 32-bit kernel with a stub for 32-bit firmware. */
	linuxfile_bzimage(&file);
	linuxfile_put(&file, 0x44, 0x14c, 2);
	assert_true(reads(LINUX_MACHINE_X86_64));
	assert_false(linux_check_stub(&image, &error));
	assert_string_equal(sentence(), "it is for 32-bit x86, and this "
					"machine is x86_64");
}

TEST(the_direct_road_has_conditions)
{
	linuxfile_bzimage(&file);
	linuxfile_put(&file, 0x206, 0x20b, 2);
	expect_no_direct(LINUX_PROTOCOL,
			 "its boot protocol is 2.11, and road=direct needs "
			 "2.12; use road=stub");
	linuxfile_bzimage(&file);
	file.head[0x236] &= ~1;
	expect_no_direct(LINUX_ONLY_32, "it has no 64-bit entry; use a 64-bit "
					"kernel");
	linuxfile_bzimage(&file);
	linuxfile_put(&file, 0x230, 0x300000, 4);
	expect_no_direct(LINUX_ALIGNMENT,
			 "its alignment is 0x300000, not a power of two up to "
			 "0x40000000; use road=stub");
	linuxfile_bzimage(&file);
	linuxfile_put(&file, 0x260, 0xfffff, 4);
	expect_no_direct(LINUX_INIT_SIZE,
			 "its init_size is 0xfffff, and the kernel has "
			 "0x100000 bytes; use road=stub");
	linuxfile_bzimage(&file);
	file.head[0x201] = 0x8f;
	expect_no_direct(LINUX_HEADER,
			 "its setup header ends at 0x291, beyond 0x290 or "
			 "before the fields of 2.12; use road=stub");
	linuxfile_bzimage(&file);
	file.head[0x236] &= ~0x20;
	assert_true(reads(LINUX_MACHINE_X86_64));
	assert_true(linux_check_direct(&image, 4, &error));
	assert_false(linux_check_direct(&image, 5, &error));
	assert_string_equal(sentence(),
			    "the firmware uses 5-level paging, which it cannot "
			    "be entered with; use road=stub");
}

TEST(each_fault_has_a_sentence)
{
	for (int fault = 0; fault < LINUX_FAULT_COUNT; fault++) {
		error = (struct linux_error){ (enum linux_fault)fault, 1, 2 };
		assert_true(strlen(sentence()) > 10);
	}
}
