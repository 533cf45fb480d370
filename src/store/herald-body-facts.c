/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-body-facts.h"

#include <string.h>

/* Past a string that begins here, quotation mark and all. */
static const char *
skip_string (const char *at)
{
  for (at++; *at != '"' && *at != '\0'; at++)
    {
      if (at[0] == '\\' && at[1] != '\0')
        at++;
    }

  return *at == '"' ? at + 1 : at;
}

/* The value of a member of the document itself. Its text is canonical, so that there is no space to mind, and no need to
 * take it all apart: thousands come at a first sync. */
static const char *
find_member (const char *text,
             const char *name)
{
  gsize length = strlen (name);
  guint depth = 0;

  for (const char *at = text; *at != '\0';)
    {
      if (*at == '"')
        {
          const char *end = skip_string (at);

          if (depth == 1 && *end == ':' && (gsize) (end - at) == length + 2 && strncmp (at + 1, name, length) == 0)
            return end + 1;
          at = end;
          continue;
        }
      if (*at == '{' || *at == '[')
        depth++;
      else if (*at == '}' || *at == ']')
        depth--;
      at++;
    }

  return NULL;
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/**
 * herald_body_facts_list_approvals:
 * @body: a text
 *
 * Returns: (transfer full) (element-type utf8): its approvals as "person\tsubject\thash", sorted; none of what is no
 *   announcement
 */
GPtrArray *
herald_body_facts_list_approvals (HeraldDocument *body)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(HeraldAnnouncement) announcement = NULL;

  if (herald_document_get_kind (body) == HERALD_DOCUMENT_ANNOUNCEMENT)
    announcement = herald_announcement_from_document (body, NULL);
  for (guint i = 0; announcement != NULL && i < announcement->sign_offs->len; i++)
    {
      const HeraldSignOff *sign_off = g_ptr_array_index (announcement->sign_offs, i);

      if (sign_off->state == HERALD_SIGN_OFF_APPROVED && sign_off->by != NULL)
        g_ptr_array_add (lines, g_strdup_printf ("%s\t%s\t%s", sign_off->by, sign_off->subject ? sign_off->subject : "",
                                                 sign_off->sha256 ? sign_off->sha256 : ""));
    }
  g_ptr_array_sort (lines, compare_lines);

  return lines;
}

static gint64
number_approvals (HeraldDocument *body)
{
  g_autoptr(GPtrArray) lines = herald_body_facts_list_approvals (body);
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;
  gint64 number;

  if (lines->len == 0)
    return 0;
  for (guint i = 0; i < lines->len; i++)
    g_checksum_update (checksum, g_ptr_array_index (lines, i), strlen (g_ptr_array_index (lines, i)) + 1);
  g_checksum_get_digest (checksum, digest, &length);
  memcpy (&number, digest, sizeof number);

  return number != 0 ? number : 1;
}

/**
 * herald_body_facts_read:
 * @body: a text
 * @facts: (out caller-allocates): what a history tells of it
 */
void
herald_body_facts_read (HeraldDocument  *body,
                        HeraldBodyFacts *facts)
{
  const char *text = herald_document_get_text (body, NULL);
  const char *status = find_member (text, "status");

  *facts = (HeraldBodyFacts) { HERALD_STATUS_NONE, 0 };
  if (status != NULL && *status == '"')
    {
      g_autofree char *name = g_strndup (status + 1, strcspn (status + 1, "\""));

      if (!herald_status_from_string (name, &facts->status))
        facts->status = HERALD_STATUS_NONE;
    }
  if (find_member (text, "sign_offs") != NULL)
    facts->approvals = number_approvals (body);
}
