/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include "herald-bringing.h"
#include "herald-comparison-export.h"
#include "herald-comparison.h"
#include "herald-describe.h"
#include "herald-i18n.h"
#include "herald-output.h"

#define RED   "\033[9;31m"
#define GREEN "\033[4;32m"
#define BOLD  "\033[1m"
#define PLAIN "\033[0m"

static void
set_text (JsonObject *object,
          const char *name,
          const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
}

static JsonArray *
runs_to_json (GArray *runs)
{
  static const char * const kinds[] = { "same", "removed", "added" };
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < runs->len; i++)
    {
      const HeraldDiffSpan *run = &g_array_index (runs, HeraldDiffSpan, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "kind", kinds[run->kind]);
      json_object_set_int_member (object, "before_start", run->a_start);
      json_object_set_int_member (object, "before_length", run->a_length);
      json_object_set_int_member (object, "after_start", run->b_start);
      json_object_set_int_member (object, "after_length", run->b_length);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
marks_to_json (GPtrArray *changes)
{
  static const char * const kinds[] = { "strong", "emphasis", "link" };
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < changes->len; i++)
    {
      const HeraldMarkChange *change = g_ptr_array_index (changes, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "kind", kinds[change->kind]);
      json_object_set_boolean_member (object, "added", change->added);
      json_object_set_int_member (object, "start", change->start);
      json_object_set_int_member (object, "length", change->length);
      set_text (object, "url", change->url);
      json_array_add_object_element (array, object);
    }
  return array;
}

static const char *
kind_to_string (HeraldComparedKind kind)
{
  return herald_compared_kind_to_string (kind == HERALD_COMPARED_EDITED_AND_MOVED ? HERALD_COMPARED_EDITED : kind);
}

/* What is said differently to people than it is stored is given as stored, whatever language they read; then there are
 * no words to tell runs of. */
static JsonObject *
part_to_json (const HeraldComparedPart *part)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "kind", kind_to_string (part->kind));
  json_object_set_string_member (object, "member", part->member);
  if (part->before_row >= 0)
    json_object_set_int_member (object, "before_row", part->before_row);
  if (part->after_row >= 0)
    json_object_set_int_member (object, "after_row", part->after_row);
  if (part->column >= 0)
    json_object_set_int_member (object, "column", part->column);
  if (part->distance != 0)
    json_object_set_int_member (object, "distance", part->distance);
  set_text (object, "before", part->before_raw != NULL ? part->before_raw : part->before);
  set_text (object, "after", part->after_raw != NULL ? part->after_raw : part->after);
  if (part->before_raw == NULL && part->after_raw == NULL)
    json_object_set_array_member (object, "runs", runs_to_json (part->runs));
  if (part->mark_changes->len > 0)
    json_object_set_array_member (object, "marks", marks_to_json (part->mark_changes));
  return object;
}

static JsonObject *
entry_to_json (const HeraldComparisonEntry *entry)
{
  JsonObject *object = json_object_new ();
  JsonArray *also = json_array_new (), *parts = json_array_new ();

  json_object_set_string_member (object, "kind", kind_to_string (entry->kind));
  json_object_set_boolean_member (object, "moved", entry->distance != 0);
  json_object_set_int_member (object, "distance", entry->distance);
  json_object_set_string_member (object, "subject", entry->subject);
  for (guint i = 0; i < entry->also->len; i++)
    json_array_add_string_element (also, g_ptr_array_index (entry->also, i));
  json_object_set_array_member (object, "also", also);
  json_object_set_boolean_member (object, "split", entry->was_split);
  json_object_set_boolean_member (object, "joined", entry->was_joined);
  if (entry->before != NULL)
    json_object_set_member (object, "before", herald_node_copy (entry->before));
  if (entry->after != NULL)
    json_object_set_member (object, "after", herald_node_copy (entry->after));
  for (guint i = 0; i < entry->parts->len; i++)
    json_array_add_object_element (parts, part_to_json (g_ptr_array_index (entry->parts, i)));
  json_object_set_array_member (object, "parts", parts);
  return object;
}

static void
print_json (HeraldComparison *comparison)
{
  GPtrArray *entries = herald_comparison_get_entries (comparison);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < entries->len; i++)
    {
      const HeraldComparisonEntry *entry = g_ptr_array_index (entries, i);

      if (entry->kind != HERALD_COMPARED_SAME)
        json_array_add_object_element (array, entry_to_json (entry));
    }
  herald_print_array (array);
}

/* The words of a run, for a terminal. Where one paragraph became two, or two one, the border itself is marked. */
static void
append_words (GString    *out,
              const char *text,
              guint       start,
              guint       length,
              gboolean    changed)
{
  g_autofree char *words = g_utf8_substring (text, start, start + length);
  g_autofree char *clean = herald_describe_text (words);
  g_auto (GStrv) lines = g_strsplit (clean, "\n", -1);
  g_autofree char *joined = g_strjoinv (changed ? "¶\n" : "\n", lines);

  g_string_append (out, joined);
}

/* What is common stands plainly, what only one side has is marked: struck out or underlined and in colour, or as git's
 * word diff does. */
static char *
mark_words (const HeraldComparedPart *part,
            gboolean                  colour)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < part->runs->len; i++)
    {
      const HeraldDiffSpan *run = &g_array_index (part->runs, HeraldDiffSpan, i);

      switch (run->kind)
        {
        case HERALD_DIFF_REMOVED:
          g_string_append (out, colour ? RED : "[-");
          append_words (out, part->before, run->a_start, run->a_length, TRUE);
          g_string_append (out, colour ? PLAIN : "-]");
          break;
        case HERALD_DIFF_ADDED:
          g_string_append (out, colour ? GREEN : "{+");
          append_words (out, part->after, run->b_start, run->b_length, TRUE);
          g_string_append (out, colour ? PLAIN : "+}");
          break;
        case HERALD_DIFF_SAME:
        default:
          append_words (out, part->after, run->b_start, run->b_length, FALSE);
        }
    }
  return g_string_free (out, FALSE);
}

/* "lens.jpg (3eeb7ba8b8c3)": a name, and what tells two of that name apart. */
static char *
name_picture (HeraldComparison *comparison,
              const char       *sha256)
{
  g_autofree char *name = herald_comparison_name_picture (comparison, sha256);
  g_autofree char *clean = herald_describe_line (name);

  return name != NULL ? g_strdup_printf ("%s (%.12s)", clean, sha256) : g_strdup_printf ("%.12s", sha256);
}

static char *
mark_pictures (HeraldComparison         *comparison,
               const HeraldComparedPart *part,
               gboolean                  colour)
{
  g_autofree char *before = part->before != NULL ? name_picture (comparison, part->before) : NULL;
  g_autofree char *after = part->after != NULL ? name_picture (comparison, part->after) : NULL;
  GString *out = g_string_new (NULL);

  if (before != NULL)
    g_string_append_printf (out, "%s%s%s", colour ? RED : "[-", before, colour ? PLAIN : "-]");
  if (after != NULL)
    g_string_append_printf (out, "%s%s%s", colour ? GREEN : "{+", after, colour ? PLAIN : "+}");
  return g_string_free (out, FALSE);
}

static void
print_part (HeraldComparison         *comparison,
            const HeraldComparedPart *part,
            gboolean                  colour)
{
  g_autofree char *name = herald_compared_part_name (part);
  g_autofree char *clean_name = herald_describe_line (name);
  g_autofree char *note = herald_compared_part_note (part);
  g_autofree char *clean_note = herald_describe_line (note);
  g_autofree char *marked = part->is_picture ? mark_pictures (comparison, part, colour) : mark_words (part, colour);
  g_auto (GStrv) lines = g_strsplit (marked, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    herald_print ("  %s%s%s\n", i == 0 && name != NULL ? clean_name : "", i == 0 && name != NULL ? ": " : "", lines[i]);
  if (note != NULL)
    herald_print ("  (%s)\n", clean_note);
}

static void
print_entry (HeraldComparison            *comparison,
             const HeraldComparisonEntry *entry,
             gboolean                     colour)
{
  g_autofree char *name = herald_comparison_name_entry (comparison, entry);
  g_autofree char *clean_name = herald_describe_line (name);
  g_autofree char *note = herald_comparison_note_entry (comparison, entry);

  herald_print ("%s%s%s", colour ? BOLD : "", clean_name, colour ? PLAIN : "");
  if (note != NULL)
    herald_print (" (%s)", note);
  herald_print ("\n");
  for (guint i = 0; i < entry->parts->len; i++)
    {
      const HeraldComparedPart *part = g_ptr_array_index (entry->parts, i);

      if (part->kind != HERALD_COMPARED_SAME)
        print_part (comparison, part, colour);
    }
}

static void
print_comparison (HeraldComparison *comparison)
{
  GPtrArray *entries = herald_comparison_get_entries (comparison);
  gboolean colour = herald_print_in_colour ();

  for (guint i = 0; i < entries->len; i++)
    {
      const HeraldComparisonEntry *entry = g_ptr_array_index (entries, i);

      if (entry->kind != HERALD_COMPARED_SAME)
        print_entry (comparison, entry, colour);
    }
}

/* What is compared: two versions, or a version and the current draft. */
typedef struct
{
  char *id;
  char *before; /* hash; NULL: nothing, there is no version yet */
  char *after;  /* hash; NULL: the current draft */
} Sides;

static void
sides_clear (Sides *sides)
{
  g_clear_pointer (&sides->id, g_free);
  g_clear_pointer (&sides->before, g_free);
  g_clear_pointer (&sides->after, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sides, sides_clear)

/* versions: none, A, or A and B; what is not named is the base of the current draft, and the draft itself. */
static gboolean
choose_sides (HeraldCli   *cli,
              const char  *prefix,
              char       **versions,
              Sides       *sides,
              GError     **error)
{
  g_autoptr (HeraldWorkingCopy) copy = herald_cli_load (cli, prefix, error);

  if (copy == NULL)
    return FALSE;
  sides->id = g_strdup (herald_document_get_id (copy->document));
  if (versions[0] == NULL)
    {
      sides->before = g_strdup (copy->base);
      return TRUE;
    }
  sides->before = herald_cli_bring_version (cli, sides->id, versions[0], error);
  if (sides->before != NULL && versions[1] != NULL)
    sides->after = herald_cli_bring_version (cli, sides->id, versions[1], error);
  return sides->before != NULL && (versions[1] == NULL || sides->after != NULL);
}

static HeraldComparison *
compare (HeraldCli    *cli,
         const Sides  *sides,
         GError      **error)
{
  g_autoptr (HeraldDocument) before = NULL;
  g_autoptr (HeraldDocument) after = NULL;

  if (sides->before != NULL)
    {
      before = herald_cli_load_version (cli, sides->id, sides->before, error);
      if (before == NULL)
        return NULL;
    }
  if (sides->after != NULL)
    after = herald_cli_load_version (cli, sides->id, sides->after, error);
  else
    {
      g_autoptr (HeraldWorkingCopy) copy = herald_cli_load (cli, sides->id, error);

      after = copy != NULL ? herald_document_ref (copy->document) : NULL;
    }
  return after != NULL ? herald_comparison_new (before, after) : NULL;
}

static gboolean
show (HeraldCli    *cli,
      const Sides  *sides,
      gboolean      json,
      GError      **error)
{
  g_autoptr (HeraldComparison) comparison = compare (cli, sides, error);

  if (comparison == NULL)
    return FALSE;
  if (json)
    print_json (comparison);
  else
    print_comparison (comparison);
  return TRUE;
}

typedef struct
{
  gboolean  json;
  char     *formats;
  char     *folder;
  char     *recipient;
} Wishes;

static void
wishes_clear (Wishes *wishes)
{
  g_free (wishes->formats);
  g_free (wishes->folder);
  g_free (wishes->recipient);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wishes, wishes_clear)

static gboolean
export (HeraldCli     *cli,
        const Sides   *sides,
        const Wishes  *wishes,
        char         **formats,
        GError       **error)
{
  g_autoptr (HeraldAuthor) person = herald_cli_get_person (cli, error);
  g_autoptr (GPtrArray) paths = NULL;
  HeraldComparisonExport job = {
    .id = sides->id, .before = sides->before, .after = sides->after, .formats = (const char * const *) formats,
    .folder = wishes->folder, .recipient = wishes->recipient, .author = person,
  };

  if (person == NULL)
    return FALSE;
  paths = herald_comparison_export_to_folder (herald_cli_open_library (cli, NULL), &job, NULL, error);
  for (guint i = 0; paths != NULL && i < paths->len; i++)
    {
      g_autofree char *path = g_build_filename (wishes->folder, g_ptr_array_index (paths, i), NULL);

      herald_print ("%s\n", path);
    }
  return paths != NULL;
}

static gboolean
run (const HeraldCommand  *self,
     HeraldCli            *cli,
     char                **argv,
     GError              **error)
{
  g_auto (Wishes) wishes = { FALSE, NULL, NULL, NULL };
  g_auto (GStrv) arguments = NULL;
  g_auto (Sides) sides = { NULL, NULL, NULL };
  const GOptionEntry options[] = {
    HERALD_OPTION_JSON (&wishes.json),
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &wishes.formats, N_("What to make: html, pdf, or both with a comma between"), N_("FORMATS") },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &wishes.folder, N_("The folder to put it into"), N_("DIR") },
    { "for", 0, 0, G_OPTION_ARG_FILENAME, &wishes.recipient, N_("Whom it is for"), N_("NAME") },
    { NULL }
  };
  g_auto (GStrv) formats = NULL;
  gboolean to_files = FALSE;

  if (!herald_command_parse (self, cli, options, argv, 1, 3, &arguments, error))
    return FALSE;
  to_files = wishes.folder != NULL || wishes.formats != NULL || wishes.recipient != NULL;
  formats = herald_command_split_formats (wishes.formats, herald_comparison_export_formats (), error);
  if (formats == NULL)
    return FALSE;
  if (to_files && (wishes.json || formats[0] == NULL || wishes.folder == NULL || *wishes.folder == '\0'))
    return herald_command_refuse (self, error);
  if (!choose_sides (cli, arguments[0], arguments + 1, &sides, error))
    return FALSE;
  return to_files ? export (cli, &sides, &wishes, formats, error) : show (cli, &sides, wishes.json, error);
}

const HeraldCommand herald_cmd_diff = {
  .name = "diff",
  .usage = "ID [A [B]] [--json | --format html,pdf --output DIR [--for NAME]]",
  .summary = N_("Show what differs between two versions, word by word"),
  .details = N_("Without B, the current draft; without A, what is not in a version yet. [-Words-] are gone, {+words+} are\n"
                "new; on a terminal they are struck through and underlined, in colour unless NO_COLOR is set. With\n"
                "--output the changes become files for lawyers and partners: every page says that it is a draft and\n"
                "until when it is embargoed; notes, comments and approvals stay out.\n"
                "\n"
                "Examples:\n"
                "  heraldctl diff 3f2a\n"
                "  heraldctl diff 3f2a 1 3\n"
                "  heraldctl diff 3f2a 3 --format html,pdf --output changes --for \"Studio Legale\""),
  .run = run,
};
