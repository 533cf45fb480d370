/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-exporting.h"

#include "herald-bringing.h"
#include "herald-export-several.h"
#include "herald-handover.h"
#include "herald-i18n.h"
#include "herald-interrupt.h"
#include "herald-output.h"
#include "herald-press-room.h"

/* The words that go out: of the version that was asked for, else the draft's. */
static HeraldAnnouncement *
read_announcement (HeraldCli              *cli,
                   const char             *id,
                   const HeraldExporting  *wishes,
                   GError                **error)
{
  g_autoptr (HeraldWorkingCopy) copy = wishes->version == NULL ? herald_cli_load (cli, id, error) : NULL;
  g_autoptr (HeraldDocument) document = NULL;

  if (copy != NULL)
    document = herald_document_ref (copy->document);
  else if (wishes->version != NULL)
    document = herald_cli_load_version (cli, id, wishes->version, error);
  return document != NULL ? herald_announcement_from_document (document, error) : NULL;
}

static void
tell_progress (guint       done,
               guint       all,
               const char *what)
{
  /* Translators: how far it is: a number, of how many, and a headline */
  g_autofree char *line = g_strdup_printf (_("%u of %u: %s"), done, all, what != NULL ? what : "");

  herald_warn (line);
}

static void
print_paths (const char *folder,
             GPtrArray  *paths)
{
  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (paths, i), NULL);

      herald_print ("%s\n", path);
    }
}

static gboolean
export_one (HeraldCli              *cli,
            const char             *id,
            const HeraldExporting  *wishes,
            const HeraldAuthor     *person,
            GCancellable           *cancellable,
            GError                **error)
{
  HeraldLibrary *library = herald_cli_open_library (cli, error);
  g_autoptr (HeraldAnnouncement) announcement = library != NULL ? read_announcement (cli, id, wishes, error) : NULL;
  g_autoptr (GPtrArray) paths = NULL;
  g_autofree char *version = NULL;
  HeraldExport job = { .id = id, .formats = wishes->formats, .folder = wishes->output, .recipient = wishes->recipient, .author = person };

  if (announcement == NULL)
    return FALSE;
  job.purpose = herald_export_default_purpose (announcement);
  if (wishes->purpose != NULL)
    herald_purpose_from_string (wishes->purpose, &job.purpose); /* judged before */
  if (wishes->version != NULL)
    {
      job.version = version = herald_cli_bring_version (cli, id, wishes->version, error);
      if (version == NULL)
        return FALSE;
    }
  paths = herald_export_to_folder (library, &job, cancellable, error);
  if (paths != NULL)
    print_paths (job.folder, paths);
  return paths != NULL;
}

static void
on_kit_progress (guint       done,
                 guint       all,
                 const char *what,
                 gpointer    user_data)
{
  tell_progress (done + 1, all, what);
}

/* What the gate refused is said of each; of other failures the first one ends the run. */
static gboolean
tell_outcomes (GPtrArray  *outcomes,
               GError    **error)
{
  guint n_refused = 0;

  for (guint i = 0; i < outcomes->len; i++)
    {
      HeraldExportOutcome *outcome = g_ptr_array_index (outcomes, i);

      if (outcome->error == NULL)
        print_paths (outcome->folder, outcome->paths);
      else if (g_error_matches (outcome->error, HERALD_RELEASE_ERROR, HERALD_RELEASE_ERROR_REFUSED))
        n_refused++;
      else if (error != NULL && *error == NULL)
        g_propagate_error (error, g_steal_pointer (&outcome->error));
      if (outcome->error != NULL && outcome->error->domain != G_IO_ERROR)
        {
          g_autofree char *line = g_strdup_printf ("%s: %s", outcome->headline != NULL ? outcome->headline : outcome->id, outcome->error->message);

          herald_warn (line);
        }
    }
  if (n_refused > 0 && error != NULL && *error == NULL)
    g_set_error (error, HERALD_RELEASE_ERROR, HERALD_RELEASE_ERROR_REFUSED,
                 ngettext ("%u of %u announcements may not go out", "%u of %u announcements may not go out", n_refused), n_refused, outcomes->len);
  return error == NULL || *error == NULL;
}

static gboolean
export_several (HeraldCli              *cli,
                GPtrArray              *ids,
                const HeraldExporting  *wishes,
                const HeraldAuthor     *person,
                GCancellable           *cancellable,
                GError                **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) outcomes = NULL;
  HeraldExportSeveral job = { .formats = wishes->formats, .folder = wishes->output, .fitting = wishes->purpose == NULL,
                              .recipient = wishes->recipient, .author = person };

  g_ptr_array_extend (names, ids, NULL, NULL);
  g_ptr_array_add (names, NULL);
  job.ids = (const char * const *) names->pdata;
  if (wishes->purpose != NULL)
    herald_purpose_from_string (wishes->purpose, &job.purpose); /* judged before */
  outcomes = herald_export_several (herald_cli_open_library (cli, NULL), &job, on_kit_progress, NULL, cancellable);
  return tell_outcomes (outcomes, error);
}

/**
 * herald_exporting_kits:
 * @cli: the run
 * @ids: (element-type utf8): whole ids of announcements
 * @wishes: what is to be made
 * @error: return location; %HERALD_RELEASE_ERROR_REFUSED also when some of several were refused and the others made
 *
 * Makes a kit of each and prints the paths. Each folder is whole or as it was, also when the work is interrupted.
 *
 * Returns: %FALSE when an error is set
 */
gboolean
herald_exporting_kits (HeraldCli              *cli,
                       GPtrArray              *ids,
                       const HeraldExporting  *wishes,
                       GError                **error)
{
  g_autoptr (HeraldAuthor) person = herald_cli_get_person (cli, error);
  g_autoptr (HeraldInterrupt) interrupt = NULL;
  GCancellable *cancellable = NULL;

  if (person == NULL)
    return FALSE;
  interrupt = herald_interrupt_new ();
  cancellable = herald_interrupt_get_cancellable (interrupt);
  return wishes->several ? export_several (cli, ids, wishes, person, cancellable, error)
                         : export_one (cli, g_ptr_array_index (ids, 0), wishes, person, cancellable, error);
}

static void
on_progress (guint    done,
             guint    all,
             gpointer user_data)
{
  if (done > 0 && done % 1000 == 0)
    tell_progress (done, all, user_data);
}

/**
 * herald_exporting_bundle:
 * @cli: the run
 * @ids: (nullable) (element-type utf8): whole ids of announcements; %NULL: the whole library
 * @wishes: where to
 * @error: return location
 *
 * Makes a bundle, prints its path, and says on standard error whom it is not for.
 *
 * Returns: %FALSE when an error is set
 */
gboolean
herald_exporting_bundle (HeraldCli              *cli,
                         GPtrArray              *ids,
                         const HeraldExporting  *wishes,
                         GError                **error)
{
  g_autoptr (HeraldAuthor) person = herald_cli_get_person (cli, error);
  g_autoptr (HeraldInterrupt) interrupt = NULL;
  g_autoptr (GPtrArray) names = NULL;
  HeraldHandover job = { .file = wishes->output, .purpose = HERALD_PURPOSE_REVIEW, .author = person };

  if (person == NULL)
    return FALSE;
  if (wishes->purpose != NULL)
    herald_purpose_from_string (wishes->purpose, &job.purpose);
  if (ids != NULL)
    {
      names = g_ptr_array_new ();
      g_ptr_array_extend (names, ids, NULL, NULL);
      g_ptr_array_add (names, NULL);
      job.ids = (const char * const *) names->pdata;
    }
  interrupt = herald_interrupt_new ();
  if (!herald_handover_to_file (herald_cli_open_library (cli, NULL), &job, on_progress, (gpointer) wishes->output,
                                herald_interrupt_get_cancellable (interrupt), error))
    return FALSE;
  herald_warn (_("The bundle holds notes, comments and all versions: it is for colleagues, not for the press."));
  herald_print ("%s\n", wishes->output);
  return TRUE;
}

static void
tell_site (const HeraldPressRoomCount *count)
{
  /* Translators: all three are numbers; “made anew”: announcements whose pages were written; “gone”: that are there no more */
  g_autofree char *line = g_strdup_printf (_("Pages: %u. Made anew: %u. Gone: %u."), count->n_pages, count->n_made, count->n_removed);

  herald_warn (line);
  if (count->n_waiting > 0)
    {
      g_autofree char *waiting = g_strdup_printf (ngettext ("%u approved announcement is not shown: it has no embargo that ended, and was not exported for release.",
                                                            "%u approved announcements are not shown: they have no embargo that ended, and were not exported for release.",
                                                            count->n_waiting), count->n_waiting);

      herald_warn (waiting);
    }
  if (!count->has_address)
    herald_warn (_("Without a public address there is no sitemap.xml. Set it with “heraldctl library set address=https://…”."));
}

/**
 * herald_exporting_site:
 * @cli: the run
 * @wishes: where to
 * @error: return location
 *
 * Makes the library's press room or brings it up to date, prints where it begins, and says on standard error what was done.
 *
 * Returns: %FALSE when an error is set
 */
gboolean
herald_exporting_site (HeraldCli              *cli,
                       const HeraldExporting  *wishes,
                       GError                **error)
{
  HeraldLibrary *library = herald_cli_open_library (cli, error);
  g_autoptr (HeraldAuthor) person = library != NULL ? herald_cli_get_person (cli, error) : NULL;
  g_autoptr (HeraldInterrupt) interrupt = person != NULL ? herald_interrupt_new () : NULL;
  g_autofree char *path = g_build_filename (wishes->output, "index.html", NULL);
  HeraldPressRoomExport job = { wishes->output, wishes->base, g_strv_contains (wishes->formats, "pdf"), person };
  HeraldPressRoomCount count;

  if (person == NULL || !herald_press_room_export (library, &job, &count, herald_interrupt_get_cancellable (interrupt), error))
    return FALSE;
  tell_site (&count);
  herald_print ("%s\n", path);
  return TRUE;
}
