/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-export-judge.h"

#include "herald-check.h"
#include "herald-currents.h"

/* Of what a newer Herald made only the number is understood, and that is enough for the gate. */
static HeraldAnnouncement *
read_announcement (HeraldDocument  *document,
                   GError         **error)
{
  HeraldAnnouncement *announcement = NULL;

  if (!herald_document_is_newer (document))
    return herald_announcement_from_document (document, error);
  announcement = herald_announcement_new (HERALD_KIND_OTHER, "en");
  g_free (announcement->id);
  announcement->id = g_strdup (herald_document_get_id (document));
  announcement->schema = HERALD_SCHEMA + 1;
  return announcement;
}

/**
 * herald_export_judge:
 * @library: the library
 * @id: an announcement
 * @purpose: why it would leave
 * @recipient: (nullable): for whom
 * @error: return location; what the store says
 *
 * Returns: (transfer full) (nullable): the gate's verdict
 */
HeraldGateVerdict *
herald_export_judge (HeraldLibrary  *library,
                     const char     *id,
                     HeraldPurpose   purpose,
                     const char     *recipient,
                     GError        **error)
{
  g_autoptr (HeraldWorkingCopy) copy = NULL;
  g_autoptr (HeraldAnnouncement) announcement = NULL;
  g_autoptr (GPtrArray) currents = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_auto (GStrv) heads = NULL;
  HeraldGateCase gate_case = { .purpose = purpose, .recipient = recipient };

  g_return_val_if_fail (HERALD_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  copy = herald_library_get_working_copy (library, id, error);
  announcement = copy != NULL ? read_announcement (copy->document, error) : NULL;
  heads = announcement != NULL ? herald_library_get_heads (library, id, error) : NULL;
  currents = heads != NULL ? herald_currents_list (library, announcement, error) : NULL;
  if (currents == NULL)
    return NULL;
  findings = herald_check (announcement);
  gate_case.announcement = announcement;
  gate_case.findings = findings;
  /* Before its first version it has no head; leaving makes one. */
  gate_case.n_heads = MAX (g_strv_length (heads), 1);
  gate_case.currents = currents;
  gate_case.now_us = herald_clock_get_real (herald_library_get_clock (library));
  return herald_gate_check (&gate_case);
}

typedef struct
{
  char          *id;
  char          *recipient;
  HeraldPurpose  purpose;
} Question;

static void
question_free (Question *question)
{
  g_free (question->id);
  g_free (question->recipient);
  g_free (question);
}

static void
judge_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  const Question *question = task_data;
  GError *error = NULL;
  HeraldGateVerdict *verdict = herald_export_judge (source, question->id, question->purpose, question->recipient, &error);

  if (verdict != NULL)
    g_task_return_pointer (task, verdict, (GDestroyNotify) herald_gate_verdict_free);
  else
    g_task_return_error (task, error);
}

void
herald_export_judge_async (HeraldLibrary       *library,
                           const char          *id,
                           HeraldPurpose        purpose,
                           const char          *recipient,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Question *question = NULL;

  g_return_if_fail (HERALD_IS_LIBRARY (library));
  g_return_if_fail (id != NULL);

  question = g_new0 (Question, 1);
  question->id = g_strdup (id);
  question->recipient = g_strdup (recipient);
  question->purpose = purpose;
  task = g_task_new (library, cancellable, callback, user_data);
  g_task_set_source_tag (task, herald_export_judge_async);
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  g_task_run_in_thread (task, judge_in_thread);
}

HeraldGateVerdict *
herald_export_judge_finish (HeraldLibrary  *library,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
