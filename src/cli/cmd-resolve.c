/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include <string.h>

#include "herald-deciding.h"
#include "herald-document-file.h"
#include "herald-editions.h"
#include "herald-i18n.h"
#include "herald-json.h"
#include "herald-output.h"

/* What the command was asked for. */
typedef struct
{
  HeraldChoiceKind  kind;
  const char       *subject; /* NULL: all */
  char             *version; /* whose theirs is, or NULL */
  GBytes           *file;    /* of REWRITTEN */
} Wish;

static gboolean
read_kind (const char       *word,
           HeraldChoiceKind *kind)
{
  static const char * const words[] = { "mine", "theirs", "both" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i]))
      {
        *kind = (HeraldChoiceKind) i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
is_meant (const Wish           *wish,
          const HeraldConflict *conflict)
{
  g_autofree char *key = herald_deciding_key (conflict);

  return wish->subject == NULL || g_str_equal (wish->subject, key) || g_str_equal (wish->subject, conflict->subject);
}

/* A plain text is what a person writes in a file; where the place holds something else, that cannot be written so. */
static JsonNode *
read_words (const Wish            *wish,
            const HeraldConflict  *conflict,
            GError               **error)
{
  JsonNode *like = conflict->our_value != NULL ? conflict->our_value : conflict->their_value;
  gboolean is_text = conflict->member != NULL && g_str_equal (conflict->member, "text");
  g_autofree char *words = g_strndup (g_bytes_get_data (wish->file, NULL), g_bytes_get_size (wish->file));
  JsonNode *node;

  if (conflict->kind == HERALD_CONFLICT_ORDER || conflict->kind == HERALD_CONFLICT_REMOVED
      || (!is_text && (like == NULL || json_node_get_value_type (like) != G_TYPE_STRING)))
    {
      g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_USAGE,
                   _("“%s” is not a text: choose “mine” or “theirs”, or give the whole announcement"), wish->subject);
      return NULL;
    }
  if (strlen (words) != g_bytes_get_size (wish->file) || !g_utf8_validate (words, -1, NULL))
    {
      g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_FAILED, _("The file is not a text in UTF-8"));
      return NULL;
    }
  node = json_node_new (JSON_NODE_VALUE);
  json_node_set_string (node, g_strchomp (words));
  return node;
}

/* Whether the choice is about the thing, with all of its members: what belongs together stays together. */
static gboolean
is_about_thing (const Wish           *wish,
                const HeraldConflict *conflict)
{
  if (wish->subject == NULL)
    return wish->kind == HERALD_CHOICE_BOTH;
  return wish->kind != HERALD_CHOICE_REWRITTEN && g_str_equal (wish->subject, conflict->subject);
}

static HeraldChoice *
make_choice (const Wish            *wish,
             const HeraldConflict  *conflict,
             GError               **error)
{
  g_autoptr (JsonNode) value = NULL;
  HeraldChoice *choice;

  if (wish->kind == HERALD_CHOICE_REWRITTEN)
    {
      value = read_words (wish, conflict, error);
      if (value == NULL)
        return NULL;
    }
  choice = herald_choice_new (conflict->subject, is_about_thing (wish, conflict) ? NULL : conflict->member, wish->kind, value);
  choice->head = g_strdup (wish->version);
  return choice;
}

/* From all conflicts what is named, even if it was decided before; else what is open. (element-type HeraldChoice) */
static GPtrArray *
make_choices (const Wish           *wish,
              const HeraldDispute  *dispute,
              const HeraldMerge    *left,
              GError              **error)
{
  GPtrArray *conflicts = wish->subject != NULL ? dispute->merge->conflicts : left->conflicts;
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_choice_free);

  for (guint i = 0; i < conflicts->len; i++)
    {
      const HeraldConflict *conflict = g_ptr_array_index (conflicts, i);
      HeraldChoice *choice;

      if (!is_meant (wish, conflict))
        continue;
      choice = make_choice (wish, conflict, error);
      if (choice == NULL)
        return NULL;
      g_ptr_array_add (choices, choice);
    }
  if (choices->len > 0 || wish->subject == NULL)
    return g_steal_pointer (&choices);
  g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_FAILED,
               _("Nothing is to be decided about “%s”: “heraldctl conflicts %.8s” names what is"), wish->subject, dispute->id);
  return NULL;
}

/* Of a single text, its own words; of a thing of which several texts are open, one must be named. */
static gboolean
check_rewritten (const Wish  *wish,
                 GPtrArray   *choices,
                 GError     **error)
{
  if (wish->kind != HERALD_CHOICE_REWRITTEN)
    return TRUE;
  for (guint i = 1; i < choices->len; i++)
    {
      const HeraldChoice *one = g_ptr_array_index (choices, 0);
      const HeraldChoice *other = g_ptr_array_index (choices, i);

      if (g_strcmp0 (one->member, other->member) == 0)
        continue;
      g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_USAGE,
                   _("Several texts of “%s” are to be decided: write “%s.%s” or “%s.%s”"), one->subject,
                   one->subject, one->member, other->subject, other->member);
      return FALSE;
    }
  return TRUE;
}

static gboolean
needs_person (guint    n_open,
              GError **error)
{
  g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_CONFLICT,
               g_dngettext (GETTEXT_PACKAGE,
                            "It is noted; %u thing is still to be decided: “heraldctl conflicts” names it",
                            "It is noted; %u things are still to be decided: “heraldctl conflicts” names them", n_open), n_open);
  return FALSE;
}

static gboolean
finish (HeraldCli            *cli,
        const HeraldDispute  *dispute,
        HeraldDocument       *document,
        GError              **error)
{
  HeraldLibrary *library = herald_cli_open_library (cli, error);
  g_autoptr (HeraldAuthor) person = herald_cli_get_person (cli, error);
  g_autoptr (HeraldVersion) version = NULL;

  if (person == NULL)
    return FALSE;
  version = herald_library_resolve_dispute (library, dispute, document, person, _("Decided what two people had changed differently"), error);
  if (version == NULL)
    return FALSE;
  herald_print ("%s\n", version->hash);
  return TRUE;
}

/* Where the embargo was decided otherwise than it stood here, it holds for all language editions. */
static gboolean
spread_embargo (HeraldCli            *cli,
                const HeraldDispute  *dispute,
                HeraldDocument       *document,
                GError              **error)
{
  g_autoptr (HeraldAnnouncement) before = NULL;
  g_autoptr (HeraldAnnouncement) after = NULL;

  if (herald_document_get_kind (document) != HERALD_DOCUMENT_ANNOUNCEMENT)
    return TRUE;
  after = herald_announcement_from_document (document, error);
  if (after == NULL)
    return FALSE;
  if (dispute->documents->len > 0 && g_ptr_array_index (dispute->documents, 0) != NULL)
    before = herald_announcement_from_document (g_ptr_array_index (dispute->documents, 0), NULL);
  if (before == NULL || herald_record_equal (&herald_embargo_type, before->embargo, after->embargo))
    return TRUE;
  return herald_editions_set_embargo (herald_cli_open_library (cli, error), dispute->id, after->embargo, error) > 0;
}

static gboolean
choose (HeraldCli            *cli,
        const HeraldDispute  *dispute,
        const Wish           *wish,
        GError              **error)
{
  HeraldLibrary *library = herald_cli_open_library (cli, error);
  g_autoptr (GPtrArray) choices = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (HeraldMerge) left = NULL;
  g_autoptr (HeraldMerge) resolved = NULL;

  if (dispute->merge == NULL)
    {
      g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_CONFLICT, "%s", dispute->problem);
      return FALSE;
    }
  all = herald_library_load_choices (library, dispute, error);
  left = all != NULL ? herald_merge_resolve (dispute->merge, all, error) : NULL;
  choices = left != NULL ? make_choices (wish, dispute, left, error) : NULL;
  if (choices == NULL || !check_rewritten (wish, choices, error))
    return FALSE;
  for (guint i = 0; i < choices->len; i++)
    g_ptr_array_add (all, herald_choice_copy (g_ptr_array_index (choices, i)));
  resolved = herald_merge_resolve (dispute->merge, all, error);
  if (resolved == NULL)
    return FALSE;
  if (herald_merge_is_clean (resolved))
    return finish (cli, dispute, resolved->document, error) && spread_embargo (cli, dispute, resolved->document, error);
  return herald_library_keep_choices (library, dispute, all, error) && needs_person (resolved->conflicts->len, error);
}

/* What no editing may bring about is no more brought about by deciding: it is as one of the two had it. */
static gboolean
check_whole (const HeraldDispute  *dispute,
             HeraldDocument       *document,
             GError              **error)
{
  g_autoptr (HeraldAnnouncement) after = NULL;
  g_autoptr (GError) refusal = NULL;

  if (herald_document_get_kind (document) != HERALD_DOCUMENT_ANNOUNCEMENT)
    return TRUE;
  after = herald_cli_read_announcement (document, error);
  if (after == NULL)
    return FALSE;
  for (guint i = 0; i < dispute->documents->len; i++)
    {
      HeraldDocument *head = g_ptr_array_index (dispute->documents, i);
      g_autoptr (HeraldAnnouncement) before = head != NULL ? herald_announcement_from_document (head, NULL) : NULL;

      g_clear_error (&refusal);
      if (before != NULL && herald_document_file_check (before, after, &refusal))
        return TRUE;
    }
  if (refusal != NULL)
    g_propagate_error (error, g_steal_pointer (&refusal));
  return refusal == NULL && (error == NULL || *error == NULL);
}

static gboolean
put_whole (HeraldCli            *cli,
           const HeraldDispute  *dispute,
           GBytes               *file,
           GError              **error)
{
  gsize length;
  const char *text = g_bytes_get_data (file, &length);
  g_autoptr (HeraldDocument) document = herald_document_parse (text != NULL ? text : "", (gssize) length, error);

  if (document == NULL || !check_whole (dispute, document, error))
    return FALSE;
  if (dispute->state == HERALD_DISPUTE_NEWER)
    {
      g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_CONFLICT, "%s", dispute->problem);
      return FALSE;
    }
  return finish (cli, dispute, document, error) && spread_embargo (cli, dispute, document, error);
}

/* What is unsaved becomes a version first, so that it is among what is decided about. */
static HeraldDispute *
open_dispute (HeraldCli   *cli,
              const char  *prefix,
              GError     **error)
{
  g_autofree char *id = herald_cli_resolve_id (cli, prefix, error);
  g_autoptr (HeraldAuthor) person = id != NULL ? herald_cli_get_person (cli, error) : NULL;
  g_auto (GStrv) heads = NULL;
  HeraldLibrary *library = person != NULL ? herald_cli_open_library (cli, error) : NULL;

  heads = library != NULL ? herald_library_join_heads (library, id, person, error) : NULL;
  return heads != NULL ? herald_library_load_dispute (library, id, error) : NULL;
}

static gboolean
resolve (HeraldCli   *cli,
         const char  *prefix,
         Wish        *wish,
         GError     **error)
{
  g_autoptr (HeraldDispute) dispute = open_dispute (cli, prefix, error);
  char *version;

  if (dispute == NULL)
    return FALSE;
  if (dispute->state == HERALD_DISPUTE_NONE)
    {
      herald_warn (_("Nothing is to be decided"));
      return TRUE;
    }
  if (wish->version != NULL)
    {
      version = herald_library_resolve_version (herald_cli_open_library (cli, error), dispute->id, wish->version, error);
      if (version == NULL)
        return FALSE;
      g_free (wish->version);
      wish->version = version;
    }
  if (wish->kind == HERALD_CHOICE_REWRITTEN && wish->subject == NULL)
    return put_whole (cli, dispute, wish->file, error);
  return choose (cli, dispute, wish, error);
}

static gboolean
run (const HeraldCommand  *self,
     HeraldCli            *cli,
     char                **argv,
     GError              **error)
{
  g_autofree char *from = NULL;
  g_autofree char *version = NULL;
  const GOptionEntry options[] = {
    { "from", 0, 0, G_OPTION_ARG_FILENAME, &from, N_("Words of your own, for one text or for the whole announcement"), N_("FILE") },
    { "version", 0, 0, G_OPTION_ARG_STRING, &version, N_("Whose “theirs” is, where three people changed the same"), N_("VERSION") },
    { NULL }
  };
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GBytes) file = NULL;
  Wish wish = { .kind = HERALD_CHOICE_REWRITTEN };
  gboolean done;

  if (!herald_command_parse (self, cli, options, argv, 1, 3, &arguments, error))
    return FALSE;
  if (from == NULL && (arguments[1] == NULL || !read_kind (arguments[1], &wish.kind)))
    return herald_command_refuse (self, error);
  if (from != NULL && (version != NULL || g_strv_length (arguments) > 2))
    return herald_command_refuse (self, error);
  if (from != NULL)
    {
      file = herald_cli_read_file (from, HERALD_JSON_MAX_SIZE, error);
      if (file == NULL)
        return FALSE;
    }
  wish.file = file;
  wish.subject = arguments[1] == NULL ? NULL : from != NULL ? arguments[1] : arguments[2];
  wish.version = g_steal_pointer (&version);
  done = resolve (cli, arguments[0], &wish, error);
  g_free (wish.version);
  return done;
}

const HeraldCommand herald_cmd_resolve = {
  .name = "resolve",
  .usage = "ID mine|theirs|both [SUBJECT] | ID --from FILE|- [SUBJECT]",
  .summary = N_("Decide what two people have changed differently, and print the hash of the new version"),
  .details = N_("SUBJECT is what “heraldctl conflicts ID” names in brackets, a member or block:ID; without it, all that is\n"
                "open. With --from, FILE holds your own words for that text; without SUBJECT, the whole announcement as JSON.\n"
                "What is decided is noted on this computer until nothing is open; then one version joins both. Exit status 4:\n"
                "something is still to be decided.\n"
                "\n"
                "Examples:\n"
                "  heraldctl resolve 3f2a mine headline\n"
                "  heraldctl resolve 3f2a both block:c3a5zkx2mq7dn\n"
                "  echo \"New words\" | heraldctl resolve 3f2a --from - block:c3a5zkx2mq7dn"),
  .run = run,
};
