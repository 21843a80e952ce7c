/* SPDX-License-Identifier: BSD-2-Clause */
/* core/handoff/table.h in C++: free memory in a range-based loop. */
#include "core/handoff/table.h"

extern "C" {
void kernel_main(const void *table, uint64_t magic);
void machine_write(void *ctx, const char *text, size_t len);
[[noreturn]] void machine_end(int status);
}

namespace
{

class Regions
{
      public:
	Regions(const void *table, mbt_tag tag)
	    : section_(mbt_find_section(table, tag))
	{
	}

	class Iterator
	{
	      public:
		Iterator(const struct mbt_section *section, uint32_t index)
		    : section_(section), index_(index)
		{
		}
		struct mbt_region operator*() const
		{
			struct mbt_region region {
			};

			mbt_get_entry(section_, index_, &region,
				      sizeof(region));
			return region;
		}
		Iterator &operator++()
		{
			index_++;
			return *this;
		}
		bool operator!=(const Iterator &other) const
		{
			return index_ != other.index_;
		}

	      private:
		const struct mbt_section *section_;
		uint32_t index_;
	};

	Iterator begin() const
	{
		return { section_, 0 };
	}
	Iterator end() const
	{
		return { section_, section_ ? section_->count : 0 };
	}

      private:
	const struct mbt_section *section_;
};

uint64_t bytes_of(const Regions &regions)
{
	uint64_t bytes = 0;

	for (const struct mbt_region region : regions)
		bytes += region.size;
	return bytes;
}

} // namespace

void kernel_main(const void *table, uint64_t magic)
{
	static const char good[] = "C++: more physmap than memory\n";

	if (magic != MBT_MAGIC || mbt_check(table, MBT_ANY_SIZE))
		machine_end(1);
	if (bytes_of(Regions(table, MBT_PHYSMAP)) <
	    bytes_of(Regions(table, MBT_MEMORY)))
		machine_end(2);
	machine_write(nullptr, good, sizeof(good) - 1);
	machine_end(0);
}
