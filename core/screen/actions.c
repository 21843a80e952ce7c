/* SPDX-License-Identifier: BSD-2-Clause */
/* What can be done besides looking, as a list and by keys. */
#include "core/screen/explorer_internal.h"

static const struct {
	char key;
	uint8_t action; /* enum explorer_action */
	bool confirmed; /* only after another key */
	const char *text;
} actions[] = {
	{ 'c', EXPLORER_TRY, false, "Try mem= or memmap=, and keep it" },
	{ 'p', EXPLORER_PROFILE, false,
	  "Apply the rules of the other profile" },
	{ 'r', EXPLORER_READ, false, "Read the map again" },
	{ 's', EXPLORER_SAVE, false, "Save the report, the JSON and the map" },
	{ 'd', EXPLORER_COMPARE, false,
	  "Compare with a raw map that was saved" },
	{ '!', EXPLORER_SHELL, true, "Start the UEFI Shell" },
	{ 'R', EXPLORER_RESET, true, "Reset the machine" },
	{ 'P', EXPLORER_POWEROFF, true, "Switch the machine off" },
	{ 'B', EXPLORER_BOOT, true, "Boot " },
};
#define COUNT (sizeof(actions) / sizeof(*actions))

size_t actions_count(const struct explorer *explorer)
{
	return explorer->model.kernel ? COUNT : COUNT - 1;
}

void action_print(const struct sink *out, const struct explorer *explorer,
		  size_t i)
{
	print(out, "  %c  %s", actions[i].key, actions[i].text);
	if (actions[i].action == EXPLORER_BOOT)
		print_escaped(out, explorer->model.kernel);
}

int action_key(const struct explorer *explorer, size_t i)
{
	(void)explorer;
	return actions[i].key;
}

/* What is typed first. */
static enum explorer_action begin(struct explorer *explorer,
				  enum explorer_action action)
{
	if (action == EXPLORER_COMPARE) {
		input_begin(explorer, INPUT_FILE);
		return EXPLORER_STAY;
	}
	if (action != EXPLORER_TRY)
		return action;
	input_begin(explorer, INPUT_EDIT);
	return EXPLORER_STAY;
}

enum explorer_action actions_take(struct explorer *explorer, int key)
{
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, explorer->message,
				      sizeof(explorer->message));

	for (size_t i = 0; i < actions_count(explorer); i++) {
		if (actions[i].key != key)
			continue;
		if (!actions[i].confirmed)
			return begin(explorer, actions[i].action);
		explorer->confirm = actions[i].action;
		print(&out, "%s", actions[i].text);
		if (actions[i].action == EXPLORER_BOOT)
			print_escaped(&out, explorer->model.kernel);
		print_str(&out, "? y: yes, any other key: no");
		return EXPLORER_STAY;
	}
	print_str(&out, key == 'B'
				? "There is no kernel to boot; add kernel=PATH "
				  "to the options."
				: "This key does nothing here; ? lists the "
				  "keys.");
	return EXPLORER_STAY;
}

enum explorer_action action_confirm(struct explorer *explorer, int key)
{
	enum explorer_action action = explorer->confirm;

	explorer->confirm = EXPLORER_STAY;
	return key == 'y' || key == 'Y' ? action : EXPLORER_STAY;
}
