/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-departure.h"

#include "herald-check.h"
#include "herald-currents.h"
#include "herald-export.h"
#include "herald-history.h"
#include "herald-i18n.h"

/**
 * herald_departure_free:
 * @subject: (transfer full): a subject
 */
void
herald_departure_free (HeraldDeparture *subject)
{
  g_return_if_fail (subject != NULL);

  g_clear_pointer (&subject->announcement, herald_announcement_free);
  g_clear_pointer (&subject->version, herald_version_free);
  g_free (subject);
}

/* What people call the version: its number in the history. */
static gboolean
find_number (HeraldLibrary  *library,
             HeraldDeparture  *subject,
             GError        **error)
{
  g_autoptr (HeraldHistoryRow) row = herald_library_get_history_row (library, subject->version->hash, error);

  if (row != NULL)
    subject->number = row->number;
  return row != NULL;
}

/* The version that was asked for, else the working copy, whose unsaved words become an automatic version first. */
static HeraldVersion *
choose_version (HeraldLibrary      *library,
                const char         *id,
                const char         *hash,
                const HeraldAuthor *author,
                GError            **error)
{
  HeraldVersion *version = NULL;

  if (hash == NULL)
    return herald_library_save_version (library, id, author, NULL, TRUE, error);
  version = herald_library_get_version (library, hash, error);
  if (version != NULL && g_strcmp0 (version->document, id) != 0)
    {
      g_set_error_literal (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND, _("The announcement has no such version."));
      g_clear_pointer (&version, herald_version_free);
    }
  return version;
}

/* Nobody here can judge what a newer Herald made, so the gate's answer is known before it is asked. */
static HeraldAnnouncement *
read_announcement (HeraldDocument  *document,
                   GError         **error)
{
  if (herald_document_is_newer (document))
    {
      g_set_error_literal (error, HERALD_RELEASE_ERROR, HERALD_RELEASE_ERROR_REFUSED,
                           _("The announcement was made by a newer Herald, which knows more about it than this one."));
      return NULL;
    }
  return herald_announcement_from_document (document, error);
}

/**
 * herald_departure_load:
 * @library: the library
 * @id: an announcement
 * @hash: (nullable): a version of it; %NULL: the working copy
 * @author: of the automatic version of what is unsaved
 * @error: return location; %HERALD_RELEASE_ERROR_REFUSED for what a newer Herald made, or what the store says
 *
 * Returns: (transfer full) (nullable): the announcement as it would go out
 */
HeraldDeparture *
herald_departure_load (HeraldLibrary       *library,
                     const char          *id,
                     const char          *hash,
                     const HeraldAuthor  *author,
                     GError             **error)
{
  g_autoptr (HeraldDeparture) subject = g_new0 (HeraldDeparture, 1);
  g_autoptr (HeraldDocument) document = NULL;
  g_auto (GStrv) heads = NULL;

  subject->version = choose_version (library, id, hash, author, error);
  if (subject->version == NULL)
    return NULL;
  document = herald_library_get_body (library, subject->version->body, error);
  if (document == NULL)
    return NULL;
  subject->announcement = read_announcement (document, error);
  if (subject->announcement == NULL)
    return NULL;
  heads = herald_library_get_heads (library, id, error);
  if (heads == NULL || !find_number (library, subject, error))
    return NULL;
  subject->n_heads = g_strv_length (heads);
  return g_steal_pointer (&subject);
}

/**
 * herald_departure_pass_gate:
 * @subject: what wants to leave
 * @library: its library
 * @purpose: why
 * @recipient: (nullable): for whom
 * @error: return location; %HERALD_RELEASE_ERROR_REFUSED with the gate's reasons
 *
 * Asks the gate by the library's clock, and keeps whether the embargo has to be shown.
 *
 * Returns: whether it may leave
 */
gboolean
herald_departure_pass_gate (HeraldDeparture  *subject,
                          HeraldLibrary  *library,
                          HeraldPurpose   purpose,
                          const char     *recipient,
                          GError        **error)
{
  g_autoptr (GPtrArray) currents = herald_currents_list (library, subject->announcement, error);
  g_autoptr (GPtrArray) findings = herald_check (subject->announcement);
  HeraldGateCase gate_case = {
    .announcement = subject->announcement,
    .version_hash = subject->version->hash,
    .n_heads = subject->n_heads,
    .purpose = purpose,
    .recipient = recipient,
    .currents = currents,
    .findings = findings,
    .now_us = herald_clock_get_real (herald_library_get_clock (library)),
  };
  g_autoptr (HeraldGateVerdict) verdict = NULL;
  g_autofree char *reasons = NULL;

  if (currents == NULL)
    return FALSE;
  verdict = herald_gate_check (&gate_case);

  subject->show_embargo = verdict->answer == HERALD_GATE_OPEN_WITH_BANNER;
  if (verdict->answer != HERALD_GATE_REFUSED)
    return TRUE;
  reasons = herald_gate_verdict_to_text (verdict);
  g_set_error_literal (error, HERALD_RELEASE_ERROR, HERALD_RELEASE_ERROR_REFUSED, reasons);
  return FALSE;
}
