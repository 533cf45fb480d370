/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include <string.h>

#include "herald-delta.h"
#include "herald-describe.h"
#include "herald-diff.h"
#include "herald-i18n.h"
#include "herald-output.h"

#define RED   "\033[31m"
#define GREEN "\033[32m"
#define BOLD  "\033[1m"
#define PLAIN "\033[0m"

static const char *
kind_to_string (HeraldChangeKind kind)
{
  switch (kind)
    {
    case HERALD_CHANGE_ADDED:
      return "added";
    case HERALD_CHANGE_REMOVED:
      return "removed";
    case HERALD_CHANGE_MOVED:
      return "moved";
    case HERALD_CHANGE_EDITED:
      return "edited";
    default:
      g_assert_not_reached ();
    }
}

static void
print_json (GPtrArray *changes)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < changes->len; i++)
    {
      const HeraldChange *change = g_ptr_array_index (changes, i);
      JsonObject *object = json_object_new ();

      herald_object_set_string (object, "kind", kind_to_string (change->kind));
      json_object_set_boolean_member (object, "moved", change->moved || change->kind == HERALD_CHANGE_MOVED);
      herald_object_set_string (object, "subject", change->subject);
      herald_object_set_string (object, "before", change->before);
      herald_object_set_string (object, "after", change->after);
      json_array_add_object_element (array, object);
    }
  herald_print_array (array);
}

static char *
describe (const HeraldChange *change)
{
  switch (change->kind)
    {
    case HERALD_CHANGE_ADDED:
      return g_strdup_printf (_("Added: %s"), change->subject);
    case HERALD_CHANGE_REMOVED:
      return g_strdup_printf (_("Removed: %s"), change->subject);
    case HERALD_CHANGE_MOVED:
      return g_strdup_printf (_("Moved: %s"), change->subject);
    case HERALD_CHANGE_EDITED:
    default:
      return change->moved ? g_strdup_printf (_("Edited and moved: %s"), change->subject)
                           : g_strdup_printf (_("Edited: %s"), change->subject);
    }
}

static void
append_words (GString    *out,
              const char *text,
              guint       start,
              guint       length)
{
  g_autofree char *words = g_utf8_substring (text, start, start + length);

  g_string_append (out, words);
}

/* What is common stands plainly, what only one side has is marked: by colour, or as git's word diff does. */
static char *
mark_words (const char *before,
            const char *after,
            gboolean    colour)
{
  g_autoptr (GArray) spans = herald_diff_texts (before, after);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < spans->len; i++)
    {
      const HeraldDiffSpan *span = &g_array_index (spans, HeraldDiffSpan, i);

      switch (span->kind)
        {
        case HERALD_DIFF_REMOVED:
          g_string_append (out, colour ? RED : "[-");
          append_words (out, before, span->a_start, span->a_length);
          g_string_append (out, colour ? PLAIN : "-]");
          break;
        case HERALD_DIFF_ADDED:
          g_string_append (out, colour ? GREEN : "{+");
          append_words (out, after, span->b_start, span->b_length);
          g_string_append (out, colour ? PLAIN : "+}");
          break;
        case HERALD_DIFF_SAME:
        default:
          append_words (out, after, span->b_start, span->b_length);
        }
    }
  return g_string_free (out, FALSE);
}

static void
print_change (const HeraldChange *change,
              gboolean            colour)
{
  g_autofree char *title = describe (change);
  g_autofree char *clean_title = herald_describe_line (title);
  g_autofree char *before = herald_describe_text (change->before);
  g_autofree char *after = herald_describe_text (change->after);
  g_autofree char *marked = change->kind == HERALD_CHANGE_MOVED ? g_strdup (after) : mark_words (before, after, colour);
  g_auto (GStrv) lines = g_strsplit (marked, "\n", -1);

  herald_print ("%s%s%s\n", colour ? BOLD : "", clean_title, colour ? PLAIN : "");
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      herald_print ("  %s\n", lines[i]);
}

/* What a first version is compared with. */
static HeraldDocument *
make_empty (const char *id)
{
  g_autoptr (HeraldAnnouncement) announcement = herald_announcement_new (HERALD_KIND_NONE, NULL);

  g_free (announcement->id);
  announcement->id = g_strdup (id);
  announcement->status = HERALD_STATUS_NONE;
  return herald_announcement_to_document (announcement);
}

static HeraldDocument *
load_base (HeraldCli                *cli,
           const HeraldWorkingCopy  *copy,
           GError                  **error)
{
  const char *id = herald_document_get_id (copy->document);

  return copy->base != NULL ? herald_cli_load_version (cli, id, copy->base, error) : make_empty (id);
}

/* versions: none, A, or A and B; what is not named is the base of the current draft, and the draft itself. */
static GPtrArray *
compare (HeraldCli   *cli,
         const char  *prefix,
         char       **versions,
         GError     **error)
{
  g_autoptr (HeraldWorkingCopy) copy = herald_cli_load (cli, prefix, error);
  g_autoptr (HeraldDocument) before = NULL;
  g_autoptr (HeraldDocument) after = NULL;
  const char *id;

  if (copy == NULL)
    return NULL;
  id = herald_document_get_id (copy->document);
  before = versions[0] != NULL ? herald_cli_load_version (cli, id, versions[0], error) : load_base (cli, copy, error);
  if (before == NULL)
    return NULL;
  if (versions[0] != NULL && versions[1] != NULL)
    after = herald_cli_load_version (cli, id, versions[1], error);
  else
    after = herald_document_ref (copy->document);
  return after != NULL ? herald_delta_between (before, after) : NULL;
}

static gboolean
run (const HeraldCommand  *self,
     HeraldCli            *cli,
     char                **argv,
     GError              **error)
{
  gboolean json = FALSE;
  g_auto (GStrv) arguments = NULL;
  const GOptionEntry options[] = { HERALD_OPTION_JSON (&json), { NULL } };
  g_autoptr (GPtrArray) changes = NULL;
  gboolean colour = herald_print_in_colour ();

  if (!herald_command_parse (self, cli, options, argv, 1, 3, &arguments, error))
    return FALSE;
  changes = compare (cli, arguments[0], arguments + 1, error);
  if (changes == NULL)
    return FALSE;
  if (json)
    print_json (changes);
  else
    for (guint i = 0; i < changes->len; i++)
      print_change (g_ptr_array_index (changes, i), colour);
  return TRUE;
}

const HeraldCommand herald_cmd_diff = {
  .name = "diff",
  .usage = "ID [A [B]] [--json]",
  .summary = N_("Show what differs between two versions, word by word"),
  .details = N_("Without B, the current draft; without A, what is not in a version yet. [-Words-] are gone, {+words+} are\n"
                "new.\n"
                "\n"
                "Examples:\n"
                "  heraldctl diff 3f2a\n"
                "  heraldctl diff 3f2a 1 3"),
  .run = run,
};
