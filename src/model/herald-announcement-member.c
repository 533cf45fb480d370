/* SPDX-License-Identifier: GPL-3.0-or-later */
/* herald_announcement_set_member of herald-announcement.h: one member from the words that a person typed. */
#include "herald-announcement.h"

#include <string.h>

#include "herald-i18n.h"
#include "herald-tags.h"
#include "herald-zone.h"

typedef struct
{
  const char *name;
  gsize       part;   /* offset of the record that holds it; of no use without a type */
  const HeraldRecordType *type;
  gsize       offset; /* of the text, in the part or in the announcement */
  const char *(*find_fault) (const char *value);
} TextMember;

static const char *
find_language_fault (const char *value)
{
  if (g_regex_match_simple ("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", value, 0, 0))
    return NULL;
  return _("A language is a tag like en, it or zh-Hans");
}

static const char *
find_date_fault (const char *value)
{
  g_autofree char *wall = g_strdup_printf ("%sT00:00:00", value);
  g_autofree char *normal = herald_wall_normalise (wall, NULL);

  if (strlen (value) == strlen ("2026-12-01") && g_strcmp0 (wall, normal) == 0)
    return NULL;
  return _("A date is written like 2026-12-01");
}

static const char *
find_url_fault (const char *value)
{
  if (herald_url_is_allowed (value))
    return NULL;
  return _("An address starts with https:// (http, mailto and tel are possible too)");
}

static const char *
find_instant_fault (const char *value)
{
  gint64 instant;

  if (herald_utc_parse (value, &instant))
    return NULL;
  return _("The time of a filing is written in UTC, like 2026-12-01T08:00:00Z");
}

#define OWN(member) 0, NULL, G_STRUCT_OFFSET (HeraldAnnouncement, member)
#define PART(part, Struct, member) \
  G_STRUCT_OFFSET (HeraldAnnouncement, part), &herald_##part##_type, G_STRUCT_OFFSET (Struct, member)

static const TextMember text_members[] = {
  { "headline", OWN (headline), NULL },
  { "subheadline", OWN (subheadline), NULL },
  { "language", OWN (language), find_language_fault },
  { "notes", OWN (notes), NULL },
  { "dateline.place", PART (dateline, HeraldDateline, place), NULL },
  { "dateline.date", PART (dateline, HeraldDateline, date), find_date_fault },
  { "source.name", PART (source, HeraldSource, name), NULL },
  { "source.url", PART (source, HeraldSource, url), find_url_fault },
  { "filing.system", PART (filing, HeraldFiling, system), NULL },
  { "filing.number", PART (filing, HeraldFiling, number), NULL },
  { "filing.at", PART (filing, HeraldFiling, at), find_instant_fault },
};

static gboolean
refuse (GError     **error,
        const char  *reason)
{
  g_set_error_literal (error, HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_USAGE, reason);
  return FALSE;
}

static void
store_text (HeraldAnnouncement *self,
            const TextMember   *member,
            const char         *value)
{
  gpointer *part = member->type != NULL ? G_STRUCT_MEMBER_P (self, member->part) : NULL;
  char **text;

  if (part != NULL && *part == NULL)
    *part = herald_record_new (member->type);
  text = G_STRUCT_MEMBER_P (part != NULL ? *part : (gpointer) self, member->offset);
  g_free (*text);
  *text = *value != '\0' ? g_strdup (value) : NULL;
  if (part != NULL && herald_record_is_empty (member->type, *part))
    {
      herald_record_free (member->type, *part);
      *part = NULL;
    }
}

static gboolean
set_kind (HeraldAnnouncement  *self,
          const char          *value,
          GError             **error)
{
  HeraldKind kind = HERALD_KIND_NONE;

  if (*value != '\0' && !herald_kind_from_string (value, &kind))
    return refuse (error, _("A kind is partnership, product, event, corporate or other"));
  self->kind = kind;
  return TRUE;
}

/* Without a status an announcement is what it is when it is new. */
static gboolean
set_status (HeraldAnnouncement  *self,
            const char          *value,
            GError             **error)
{
  HeraldStatus status = HERALD_STATUS_DRAFT;

  if (*value != '\0' && !herald_status_from_string (value, &status))
    return refuse (error, _("A status is draft, review or approved"));
  if (status > HERALD_STATUS_APPROVED)
    return refuse (error, _("Only scheduling, releasing and withdrawing set this status; by hand it is draft, review or approved"));
  self->status = status;
  return TRUE;
}

static gboolean
set_inside_information (HeraldAnnouncement  *self,
                        const char          *value,
                        GError             **error)
{
  if (strcmp (value, "true") != 0 && strcmp (value, "false") != 0 && *value != '\0')
    return refuse (error, _("Inside information is true or false"));
  self->inside_information = strcmp (value, "true") == 0;
  return TRUE;
}

static gboolean
set_text (HeraldAnnouncement  *self,
          const char          *name,
          const char          *value,
          GError             **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (text_members); i++)
    {
      const TextMember *member = &text_members[i];
      const char *fault;

      if (strcmp (member->name, name) != 0)
        continue;
      fault = *value != '\0' && member->find_fault != NULL ? member->find_fault (value) : NULL;
      if (fault != NULL)
        return refuse (error, fault);
      store_text (self, member, value);
      return TRUE;
    }
  g_set_error (error, HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_USAGE, _("An announcement has no “%s” that can be set"), name);
  return FALSE;
}

/**
 * herald_announcement_set_member:
 * @self: an announcement
 * @member: "headline", "dateline.place" and so on; see the header
 * @value: what a person typed; empty clears
 * @error: return location for a %HERALD_MODEL_ERROR_USAGE
 *
 * Returns: whether it was set; nothing has changed otherwise
 */
gboolean
herald_announcement_set_member (HeraldAnnouncement  *self,
                                const char          *member,
                                const char          *value,
                                GError             **error)
{
  g_autofree char *normal = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (member != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  if (!g_utf8_validate (value, -1, NULL))
    return refuse (error, _("The value must be UTF-8 text"));
  if (!g_utf8_validate (member, -1, NULL))
    return refuse (error, _("The name of a member must be UTF-8 text"));
  normal = herald_words_normalise (value);
  if (strcmp (member, "kind") == 0)
    return set_kind (self, normal, error);
  if (strcmp (member, "status") == 0)
    return set_status (self, normal, error);
  if (strcmp (member, "inside_information") == 0)
    return set_inside_information (self, normal, error);
  return set_text (self, member, normal, error);
}
