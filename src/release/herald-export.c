/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-export.h"

#include <string.h>

#include "herald-clean.h"
#include "herald-history.h"
#include "herald-i18n.h"
#include "herald-kit-folder.h"
#include "herald-kit-source.h"
#include "herald-manifest.h"
#include "herald-render.h"
#include "herald-departure.h"

#define MAX_FOLDER_NAME 60

G_DEFINE_QUARK (herald-release-error-quark, herald_release_error)

static int
compare_languages (gconstpointer a,
                   gconstpointer b)
{
  const HeraldDeparture *x = *(HeraldDeparture * const *) a;
  const HeraldDeparture *y = *(HeraldDeparture * const *) b;
  int order = g_strcmp0 (x->announcement->language, y->announcement->language);

  return order != 0 ? order : g_strcmp0 (x->announcement->id, y->announcement->id);
}

/* The other language editions, by language. One that the gate does not let pass stays out of the kit. */
static GPtrArray *
load_editions (HeraldLibrary       *library,
               const HeraldExport  *job,
               const HeraldDeparture *subject,
               GError             **error)
{
  g_autoptr (GPtrArray) subjects = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_departure_free);
  g_autoptr (GPtrArray) rows = NULL;
  HeraldListQuery query = { .type = HERALD_DOCUMENT_ANNOUNCEMENT, .translation_group = subject->announcement->translation_group };

  if (query.translation_group == NULL || query.translation_group[0] == '\0')
    return g_steal_pointer (&subjects);
  rows = herald_library_list (library, &query, error);
  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      HeraldListRow *row = g_ptr_array_index (rows, i);
      g_autoptr (HeraldDeparture) edition = NULL;
      g_autoptr (GError) refusal = NULL;

      if (strcmp (row->summary->id, job->id) == 0)
        continue;
      edition = herald_departure_load (library, row->summary->id, NULL, job->author, &refusal);
      if (edition != NULL && herald_departure_pass_gate (edition, library, job->purpose, job->recipient, &refusal))
        {
          g_ptr_array_add (subjects, g_steal_pointer (&edition));
          continue;
        }
      if (!g_error_matches (refusal, HERALD_RELEASE_ERROR, HERALD_RELEASE_ERROR_REFUSED))
        {
          g_propagate_error (error, g_steal_pointer (&refusal));
          return NULL;
        }
      g_info ("The edition %s stays out: %s", row->summary->id, refusal->message);
    }
  g_ptr_array_sort (subjects, compare_languages);
  return g_steal_pointer (&subjects);
}

static HeraldKit *
make_kit (HeraldLibrary       *library,
          const HeraldExport  *job,
          const HeraldDeparture *subject,
          GPtrArray           *others,
          GError             **error)
{
  g_autoptr (HeraldKit) kit = NULL;
  g_autoptr (GPtrArray) editions = g_ptr_array_new_with_free_func (g_free);
  HeraldRenderJob render = {
    .announcement = subject->announcement,
    .purpose = job->purpose,
    .version_hash = subject->version->hash,
    .version_number = subject->number,
    .version_time = subject->version->time,
    .show_embargo = subject->show_embargo,
    .recipient = job->recipient,
    .look = herald_kit_source_read_look (library),
    .editions = editions,
    .read_asset = herald_kit_source_read_asset,
    .read_asset_data = library,
    .memory = &herald_kit_source_memory,
  };

  for (guint i = 0; i < others->len; i++)
    {
      const HeraldDeparture *other = g_ptr_array_index (others, i);
      HeraldEdition *edition = g_new0 (HeraldEdition, 1);

      *edition = (HeraldEdition) { other->announcement, other->version->hash, other->number, other->version->time, other->show_embargo };
      g_ptr_array_add (editions, edition);
    }
  kit = herald_render (&render, job->formats, error);
  if (kit == NULL)
    return NULL;
  herald_manifest_add_to_kit (kit, &render);
  return g_steal_pointer (&kit);
}

/* Who got which version when: for its history, on this computer alone. */
static gboolean
note_export (HeraldLibrary       *library,
             const HeraldExport  *job,
             const HeraldDeparture *subject,
             GPtrArray           *editions,
             GError             **error)
{
  g_autoptr (HeraldVersionEvent) event = herald_version_event_new (HERALD_EVENT_EXPORTED, job->purpose, job->recipient, NULL,
                                                                    job->author->name, job->formats);
  gboolean noted = herald_library_note_event (library, subject->version->hash, event, error);

  for (guint i = 0; noted && i < editions->len; i++)
    noted = herald_library_note_event (library, ((const HeraldDeparture *) g_ptr_array_index (editions, i))->version->hash, event, error);
  if (!noted)
    g_prefix_error (error, "%s ", _("The press kit was written, but that could not be noted in the history."));
  return noted;
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
 * herald_export_stand_alone:
 *
 * Tells, before anything is made, that nothing else in this process draws text: fonts are then found faster.
 */
void
herald_export_stand_alone (void)
{
  herald_render_stand_alone ();
}

/**
 * herald_export_formats:
 *
 * Returns: (transfer none): the names of the formats that a kit can have, %NULL-terminated
 */
const char * const *
herald_export_formats (void)
{
  return herald_render_formats ();
}

/**
 * herald_export_lone_formats:
 *
 * Returns: (transfer none): the names of what is made alone and is no kit of one announcement: herald_press_room_export()
 *   and herald_handover_to_file(); %NULL-terminated
 */
const char * const *
herald_export_lone_formats (void)
{
  static const char * const names[] = { "site", "presskit", NULL };

  return names;
}

/**
 * herald_export_describe_format:
 * @format: one of herald_export_formats() or herald_export_lone_formats()
 *
 * Returns: (transfer none): what it is, in the person's language; the name itself where nothing else is known
 */
const char *
herald_export_describe_format (const char *format)
{
  static const struct { const char *name, *description; } table[] = {
    { "html", N_("Web page (HTML)") },
    { "pdf", N_("Pages to print (PDF)") },
    { "zip", N_("Everything for the press in one file (ZIP)") },
    { "text", N_("Plain text") },
    { "markdown", N_("Text with simple marks (Markdown)") },
    { "docx", N_("Document for word processors (DOCX)") },
    { "eml", N_("Draft for the mail program (EML)") },
    { "ics", N_("End of the embargo for calendars (iCalendar)") },
    { "ninjs", N_("Newsroom systems (ninjs 3.1)") },
    { "newsml", N_("Newsroom systems (NewsML-G2)") },
    { "site", N_("Press room for a web server: all that is released") },
    { "presskit", N_("Bundle for colleagues and backup: announcements with all versions") },
  };

  g_return_val_if_fail (format != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (strcmp (table[i].name, format) == 0)
      return _(table[i].description);
  return format;
}

/**
 * herald_export_make_folder_name:
 * @announcement: an announcement
 *
 * Returns: (transfer full): a name for the folder of its kit, of letters, digits and dashes
 */
char *
herald_export_make_folder_name (const HeraldAnnouncement *announcement)
{
  g_autofree char *slug = NULL;

  g_return_val_if_fail (announcement != NULL, NULL);

  slug = herald_clean_slug (announcement->headline, MAX_FOLDER_NAME);
  return slug[0] != '\0' ? g_steal_pointer (&slug) : g_strdup ("press-kit");
}

/**
 * herald_export_default_purpose:
 * @announcement: an announcement
 *
 * Returns: the purpose that fits when nobody names one: release once it is approved, review before
 */
HeraldPurpose
herald_export_default_purpose (const HeraldAnnouncement *announcement)
{
  g_return_val_if_fail (announcement != NULL, HERALD_PURPOSE_REVIEW);

  return announcement->status >= HERALD_STATUS_APPROVED ? HERALD_PURPOSE_RELEASE : HERALD_PURPOSE_REVIEW;
}

/**
 * herald_export_to_folder:
 * @library: the library
 * @job: what goes where, and why
 * @cancellable: (nullable): to stop; the folder is then as it was
 * @error: return location; %HERALD_RELEASE_ERROR_REFUSED with the gate's reasons, %HERALD_RELEASE_ERROR_FOLDER, or what
 *   store and render say
 *
 * Makes the press kit of an announcement and its other language editions. What is unsaved becomes an automatic version
 * first, so that the kit names the versions that it was made from. An edition that the gate refuses stays out. What was
 * exported is noted in the versions' histories. Blocks.
 *
 * Returns: (transfer full) (element-type utf8): the paths of the files, relative to the folder
 */
GPtrArray *
herald_export_to_folder (HeraldLibrary       *library,
                         const HeraldExport  *job,
                         GCancellable        *cancellable,
                         GError             **error)
{
  g_autoptr (HeraldDeparture) subject = NULL;
  g_autoptr (GPtrArray) editions = NULL;
  g_autoptr (HeraldKit) kit = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (job != NULL && job->id != NULL && job->formats != NULL && job->folder != NULL && job->author != NULL, NULL);

  subject = herald_departure_load (library, job->id, job->version, job->author, error);
  if (subject == NULL || !herald_departure_pass_gate (subject, library, job->purpose, job->recipient, error))
    return NULL;
  editions = load_editions (library, job, subject, error);
  if (editions == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  kit = make_kit (library, job, subject, editions, error);
  if (kit == NULL || !herald_kit_folder_replace (kit, job->folder, cancellable, error) ||
      !note_export (library, job, subject, editions, error))
    return NULL;
  return list_paths (kit);
}

static HeraldExport *
export_copy (const HeraldExport *job)
{
  HeraldExport *copy = g_new0 (HeraldExport, 1);

  copy->id = g_strdup (job->id);
  copy->version = g_strdup (job->version);
  copy->formats = (const char * const *) g_strdupv ((char **) job->formats);
  copy->folder = g_strdup (job->folder);
  copy->purpose = job->purpose;
  copy->recipient = g_strdup (job->recipient);
  copy->author = herald_author_copy (job->author);
  return copy;
}

static void
export_free (HeraldExport *job)
{
  g_free ((char *) job->id);
  g_free ((char *) job->version);
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
  GPtrArray *paths = herald_export_to_folder (source, task_data, cancellable, &error);

  if (paths != NULL)
    g_task_return_pointer (task, paths, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * herald_export_to_folder_async:
 * @library: the library
 * @job: as in herald_export_to_folder(); copied
 * @cancellable: (nullable): to stop
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * herald_export_to_folder() in a thread.
 */
void
herald_export_to_folder_async (HeraldLibrary       *library,
                               const HeraldExport  *job,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (HERALD_IS_LIBRARY (library));
  g_return_if_fail (job != NULL && job->id != NULL && job->formats != NULL && job->folder != NULL && job->author != NULL);

  task = g_task_new (library, cancellable, callback, user_data);
  g_task_set_source_tag (task, herald_export_to_folder_async);
  g_task_set_task_data (task, export_copy (job), (GDestroyNotify) export_free);
  g_task_run_in_thread (task, export_in_thread);
}

/**
 * herald_export_to_folder_finish:
 * @library: the library
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (element-type utf8): as herald_export_to_folder()
 */
GPtrArray *
herald_export_to_folder_finish (HeraldLibrary  *library,
                                GAsyncResult   *result,
                                GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
