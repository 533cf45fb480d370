/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-document-file.h"

#include "herald-cli.h"
#include "herald-i18n.h"

/**
 * herald_document_file_parse:
 * @bytes: JSON
 * @error: return location for an error
 *
 * Reads it by the strict reader.
 *
 * Returns: (transfer full) (nullable): the announcement
 */
HeraldAnnouncement *
herald_document_file_parse (GBytes  *bytes,
                            GError **error)
{
  g_autoptr (HeraldDocument) document = NULL;
  const char *text;
  gsize length;

  g_return_val_if_fail (bytes != NULL, NULL);

  text = g_bytes_get_data (bytes, &length);
  document = herald_document_parse (text != NULL ? text : "", (gssize) length, error);
  return document != NULL ? herald_cli_read_announcement (document, error) : NULL;
}

static gboolean
is_of_release (HeraldStatus status)
{
  return status == HERALD_STATUS_SCHEDULED || status == HERALD_STATUS_RELEASED || status == HERALD_STATUS_WITHDRAWN;
}

/**
 * herald_document_file_check:
 * @before: (nullable): the announcement that is there, or %NULL for a new one
 * @after: what it is to become
 * @error: return location for an error
 *
 * What no editing may bring about: another document, a release, an embargo whose parts say different moments.
 *
 * Returns: whether @after may be stored
 */
gboolean
herald_document_file_check (const HeraldAnnouncement  *before,
                            const HeraldAnnouncement  *after,
                            GError                   **error)
{
  HeraldStatus old_status;

  g_return_val_if_fail (after != NULL, FALSE);

  old_status = before != NULL ? before->status : HERALD_STATUS_NONE;
  if (before != NULL && g_strcmp0 (before->id, after->id) != 0)
    g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_FAILED,
                 _("The file holds the announcement “%s”, not “%s”"), after->id, before->id);
  else if (old_status != after->status && is_of_release (after->status))
    g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_FAILED,
                 _("The status “%s” is written by publishing alone"), herald_status_to_string (after->status));
  else if (old_status != after->status && is_of_release (old_status))
    g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_FAILED,
                 _("The status “%s” is written by publishing alone"), herald_status_to_string (old_status));
  else if (after->embargo != NULL && !herald_embargo_is_consistent (after->embargo) &&
           !herald_record_equal (&herald_embargo_type, before != NULL ? before->embargo : NULL, after->embargo))
    g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_FAILED,
                 _("The embargo’s local time, time zone and UTC time do not agree"));
  else
    return TRUE;
  return FALSE;
}
