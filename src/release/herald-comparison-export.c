/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-comparison-export.h"

#include <string.h>

#include "herald-comparison-kit.h"
#include "herald-currents.h"
#include "herald-gate.h"
#include "herald-history.h"
#include "herald-i18n.h"
#include "herald-kit-folder.h"
#include "herald-kit-source.h"

/* One of the two versions. */
typedef struct
{
  HeraldVersion      *version;
  HeraldDocument     *document;
  HeraldAnnouncement *announcement;
  guint               number;
} Side;

static void
clear_side (Side *side)
{
  g_clear_pointer (&side->version, herald_version_free);
  g_clear_pointer (&side->document, herald_document_unref);
  g_clear_pointer (&side->announcement, herald_announcement_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Side, clear_side)

static gboolean
choose_version (Side           *side,
                HeraldLibrary  *library,
                const char     *id,
                const char     *hash,
                GError        **error)
{
  side->version = herald_library_get_version (library, hash, error);
  if (side->version == NULL)
    return FALSE;
  if (g_strcmp0 (side->version->document, id) == 0)
    return TRUE;
  g_set_error_literal (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND, _("The announcement has no such version."));
  return FALSE;
}

/* The version is chosen; now all that is needed of it. */
static gboolean
load_side (Side           *side,
           HeraldLibrary  *library,
           GError        **error)
{
  g_autoptr (HeraldHistoryRow) row = NULL;

  side->document = herald_library_get_body (library, side->version->body, error);
  if (side->document == NULL)
    return FALSE;
  if (herald_document_is_newer (side->document))
    {
      g_set_error_literal (error, HERALD_RELEASE_ERROR, HERALD_RELEASE_ERROR_REFUSED,
                           _("The announcement was made by a newer Herald, which knows more about it than this one."));
      return FALSE;
    }
  side->announcement = herald_announcement_from_document (side->document, error);
  row = side->announcement != NULL ? herald_library_get_history_row (library, side->version->hash, error) : NULL;
  side->number = row != NULL ? row->number : 0;
  return row != NULL;
}

/* The later end stands: an embargo whose end cannot be read never ends. */
static void
keep_stricter (HeraldEmbargo       **strictest,
               const HeraldEmbargo  *embargo)
{
  if (*strictest != NULL && herald_embargo_get_lift (*strictest) >= herald_embargo_get_lift (embargo))
    return;
  g_clear_pointer (strictest, herald_embargo_free);
  *strictest = herald_embargo_copy (embargo);
}

/* Of the current draft, the heads and the other language editions: what holds now holds an old version, too. */
static void
keep_currents (HeraldEmbargo **strictest,
               GPtrArray      *currents,
               gint64          now_us)
{
  for (guint i = 0; i < currents->len; i++)
    {
      const HeraldSummary *current = g_ptr_array_index (currents, i);
      const HeraldEmbargo embargo = { .wall = current->embargo_wall, .zone = current->embargo_zone, .utc = current->embargo_utc };

      if (embargo.wall != NULL && embargo.zone != NULL && !herald_embargo_has_passed (&embargo, now_us))
        keep_stricter (strictest, &embargo);
    }
}

/* The purpose is review, always: words that lawyers compare are not published, whoever has approved them. Both versions
 * have to pass, and the strictest embargo of all stands on the pages. */
static gboolean
pass_gate (HeraldLibrary                 *library,
           const HeraldComparisonExport  *job,
           const Side                    *side,
           HeraldEmbargo                **embargo,
           GError                       **error)
{
  g_autoptr (GPtrArray) currents = herald_currents_list (library, side->announcement, error);
  g_auto (GStrv) heads = currents != NULL ? herald_library_get_heads (library, job->id, error) : NULL;
  HeraldGateCase gate_case = {
    .announcement = side->announcement,
    .version_hash = side->version->hash,
    .n_heads = heads != NULL ? g_strv_length (heads) : 0,
    .purpose = HERALD_PURPOSE_REVIEW,
    .recipient = job->recipient,
    .currents = currents,
    .now_us = herald_clock_get_real (herald_library_get_clock (library)),
  };
  g_autoptr (HeraldGateVerdict) verdict = NULL;
  g_autofree char *reasons = NULL;

  if (heads == NULL)
    return FALSE;
  verdict = herald_gate_check (&gate_case);
  if (verdict->answer == HERALD_GATE_OPEN_WITH_BANNER)
    keep_stricter (embargo, side->announcement->embargo);
  keep_currents (embargo, currents, gate_case.now_us);
  if (verdict->answer != HERALD_GATE_REFUSED)
    return TRUE;
  reasons = herald_gate_verdict_to_text (verdict);
  g_set_error_literal (error, HERALD_RELEASE_ERROR, HERALD_RELEASE_ERROR_REFUSED, reasons);
  return FALSE;
}

static HeraldComparedVersion
describe (const Side *side)
{
  HeraldComparedVersion version = { 0, NULL, NULL, NULL };

  if (side->version == NULL)
    return version;
  version.number = side->number;
  version.hash = side->version->hash;
  version.author = side->version->author != NULL ? side->version->author->name : NULL;
  version.time = side->version->time;
  return version;
}

static HeraldKit *
make_kit (HeraldLibrary                 *library,
          const HeraldComparisonExport  *job,
          const Side                    *before,
          const Side                    *after,
          const HeraldEmbargo           *embargo,
          GError                       **error)
{
  g_autoptr (HeraldComparison) comparison = herald_comparison_new (before->document, after->document);
  HeraldComparisonJob render = {
    .comparison = comparison,
    .before = describe (before),
    .after = describe (after),
    .embargo = embargo,
    .recipient = job->recipient,
    .read_asset = herald_kit_source_read_asset,
    .read_asset_data = library,
  };

  return herald_comparison_kit_new (&render, job->formats, error);
}

static GPtrArray *
list_paths (HeraldKit *kit)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < herald_kit_get_size (kit); i++)
    g_ptr_array_add (paths, g_strdup (herald_kit_get_path (kit, i)));
  return paths;
}

/**
 * herald_comparison_export_formats:
 *
 * Returns: (transfer none): the names of the formats that a comparison can have, %NULL-terminated
 */
const char * const *
herald_comparison_export_formats (void)
{
  return herald_comparison_kit_formats ();
}

static gboolean
load_sides (HeraldLibrary                 *library,
            const HeraldComparisonExport  *job,
            Side                          *before,
            Side                          *after,
            GError                       **error)
{
  if (job->before != NULL && (!choose_version (before, library, job->id, job->before, error) || !load_side (before, library, error)))
    return FALSE;
  if (job->after != NULL)
    return choose_version (after, library, job->id, job->after, error) && load_side (after, library, error);
  after->version = herald_library_save_version (library, job->id, job->author, NULL, TRUE, error);
  return after->version != NULL && load_side (after, library, error);
}

/**
 * herald_comparison_export_to_folder:
 * @library: the library
 * @job: what is compared, and where it goes
 * @cancellable: (nullable): to stop; the folder is then as it was
 * @error: return location; %HERALD_RELEASE_ERROR_REFUSED with the gate's reasons, %HERALD_RELEASE_ERROR_FOLDER, or what
 *   store and render say
 *
 * Writes the comparison of two versions of an announcement, whole or not at all. Notes, comments and approvals never
 * leave with it. Blocks.
 *
 * Returns: (transfer full) (element-type utf8): the paths of the files, relative to the folder
 */
GPtrArray *
herald_comparison_export_to_folder (HeraldLibrary                 *library,
                                    const HeraldComparisonExport  *job,
                                    GCancellable                  *cancellable,
                                    GError                       **error)
{
  g_auto (Side) before = { NULL, NULL, NULL, 0 };
  g_auto (Side) after = { NULL, NULL, NULL, 0 };
  g_autoptr (HeraldEmbargo) embargo = NULL;
  g_autoptr (HeraldKit) kit = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (job != NULL && job->id != NULL && job->formats != NULL && job->folder != NULL && job->author != NULL, NULL);

  if (!load_sides (library, job, &before, &after, error) || !pass_gate (library, job, &after, &embargo, error))
    return NULL;
  if (before.version != NULL && !pass_gate (library, job, &before, &embargo, error))
    return NULL;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  kit = make_kit (library, job, &before, &after, embargo, error);
  if (kit == NULL || !herald_kit_folder_replace (kit, job->folder, cancellable, error))
    return NULL;
  return list_paths (kit);
}

static HeraldComparisonExport *
job_copy (const HeraldComparisonExport *job)
{
  HeraldComparisonExport *copy = g_new0 (HeraldComparisonExport, 1);

  copy->id = g_strdup (job->id);
  copy->before = g_strdup (job->before);
  copy->after = g_strdup (job->after);
  copy->formats = (const char * const *) g_strdupv ((char **) job->formats);
  copy->folder = g_strdup (job->folder);
  copy->recipient = g_strdup (job->recipient);
  copy->author = herald_author_copy (job->author);
  return copy;
}

static void
job_free (HeraldComparisonExport *job)
{
  g_free ((char *) job->id);
  g_free ((char *) job->before);
  g_free ((char *) job->after);
  g_strfreev ((char **) job->formats);
  g_free ((char *) job->folder);
  g_free ((char *) job->recipient);
  herald_author_free ((HeraldAuthor *) job->author);
  g_free (job);
}

static void
export_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *paths = herald_comparison_export_to_folder (source, task_data, cancellable, &error);

  if (paths != NULL)
    g_task_return_pointer (task, paths, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * herald_comparison_export_to_folder_async:
 * @library: the library
 * @job: as in herald_comparison_export_to_folder(); copied
 * @cancellable: (nullable): to stop
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * herald_comparison_export_to_folder() in a thread.
 */
void
herald_comparison_export_to_folder_async (HeraldLibrary                *library,
                                          const HeraldComparisonExport *job,
                                          GCancellable                 *cancellable,
                                          GAsyncReadyCallback           callback,
                                          gpointer                      user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (HERALD_IS_LIBRARY (library));
  g_return_if_fail (job != NULL && job->id != NULL && job->formats != NULL && job->folder != NULL && job->author != NULL);

  task = g_task_new (library, cancellable, callback, user_data);
  g_task_set_source_tag (task, herald_comparison_export_to_folder_async);
  g_task_set_task_data (task, job_copy (job), (GDestroyNotify) job_free);
  g_task_run_in_thread (task, export_in_thread);
}

/**
 * herald_comparison_export_to_folder_finish:
 * @library: the library
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (element-type utf8): as herald_comparison_export_to_folder()
 */
GPtrArray *
herald_comparison_export_to_folder_finish (HeraldLibrary  *library,
                                           GAsyncResult   *result,
                                           GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
