/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-embargo.h"

#include "herald-i18n.h"

static const HeraldMember embargo_members[] = {
  HERALD_STRING (HeraldEmbargo, wall),
  HERALD_STRING (HeraldEmbargo, zone),
  HERALD_STRING (HeraldEmbargo, utc),
};

/* The form alone: a zone that this machine does not know must not make the document unreadable. */
static gboolean
check_embargo (gpointer   record,
               GError   **error)
{
  HeraldEmbargo *embargo = record;
  g_autofree char *wall = embargo->wall != NULL ? herald_wall_normalise (embargo->wall, NULL) : NULL;
  gint64 lift;

  if (wall == NULL || g_strcmp0 (wall, embargo->wall) != 0)
    return herald_record_refuse (error, "wall", _("must be a date and time like 2026-12-01T09:00:00"));
  if (embargo->zone == NULL)
    return herald_record_refuse (error, "zone", _("must be the name of a time zone like Europe/Rome"));
  for (const char *p = embargo->zone; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '/' && *p != '_' && *p != '-' && *p != '+')
      return herald_record_refuse (error, "zone", _("must be the name of a time zone like Europe/Rome"));
  if (embargo->utc == NULL || !herald_utc_parse (embargo->utc, &lift))
    return herald_record_refuse (error, "utc", _("must be an instant like 2026-12-01T08:00:00Z"));
  return TRUE;
}

const HeraldRecordType herald_embargo_type = {
  "embargo", sizeof (HeraldEmbargo), embargo_members, G_N_ELEMENTS (embargo_members), check_embargo,
  (GDestroyNotify) herald_embargo_free, NULL,
};

/**
 * herald_embargo_new:
 * @wall: what the clocks in @zone show when it ends, "2026-12-01 09:00" or with seconds or a `T`
 * @zone: IANA name of the time zone
 * @choice: which one, when a clock change repeats @wall
 * @error: return location for an error of herald_zone_resolve()
 *
 * Returns: (transfer full) (nullable): the embargo
 */
HeraldEmbargo *
herald_embargo_new (const char        *wall,
                    const char        *zone,
                    HeraldZoneChoice   choice,
                    GError           **error)
{
  g_autofree char *normal = NULL;
  HeraldEmbargo *embargo;
  gint64 lift;

  g_return_val_if_fail (wall != NULL, NULL);
  g_return_val_if_fail (zone != NULL, NULL);

  normal = herald_wall_normalise (wall, error);
  if (normal == NULL || !herald_zone_resolve (normal, zone, choice, &lift, error))
    return NULL;
  embargo = herald_record_new (&herald_embargo_type);
  embargo->wall = g_steal_pointer (&normal);
  embargo->zone = g_strdup (zone);
  embargo->utc = herald_utc_format (lift);
  return embargo;
}

/**
 * herald_embargo_copy:
 * @embargo: (nullable): an embargo
 *
 * Returns: (transfer full) (nullable): a copy
 */
HeraldEmbargo *
herald_embargo_copy (const HeraldEmbargo *embargo)
{
  return herald_record_copy (&herald_embargo_type, embargo);
}

/**
 * herald_embargo_free:
 * @embargo: (nullable) (transfer full): an embargo
 */
void
herald_embargo_free (HeraldEmbargo *embargo)
{
  herald_record_free (&herald_embargo_type, embargo);
}

/**
 * herald_embargo_get_lift:
 * @embargo: an embargo
 *
 * Returns: the instant at which it ends, in seconds since 1970; %G_MAXINT64 (never) when it cannot be read
 */
gint64
herald_embargo_get_lift (const HeraldEmbargo *embargo)
{
  gint64 lift;

  g_return_val_if_fail (embargo != NULL, G_MAXINT64);

  if (embargo->utc == NULL || !herald_utc_parse (embargo->utc, &lift))
    return G_MAXINT64;
  return lift;
}

/**
 * herald_embargo_has_passed:
 * @embargo: an embargo
 * @now_us: the time, in microseconds since 1970
 *
 * Returns: whether the lift is now or was before
 */
gboolean
herald_embargo_has_passed (const HeraldEmbargo *embargo,
                           gint64               now_us)
{
  gint64 lift = herald_embargo_get_lift (embargo);

  if (lift > G_MAXINT64 / G_USEC_PER_SEC)
    return FALSE;
  return now_us >= lift * G_USEC_PER_SEC;
}

/**
 * herald_embargo_is_consistent:
 * @embargo: an embargo
 *
 * Returns: whether wall time and zone still give the instant that was agreed, by the zone data of this machine;
 *   either reading of a repeated wall time will do, a zone that is not known here will not
 */
gboolean
herald_embargo_is_consistent (const HeraldEmbargo *embargo)
{
  gint64 lift = herald_embargo_get_lift (embargo);
  gint64 earlier, later;

  if (embargo->wall == NULL || embargo->zone == NULL)
    return FALSE;
  if (!herald_zone_resolve (embargo->wall, embargo->zone, HERALD_ZONE_EARLIER, &earlier, NULL)
      || !herald_zone_resolve (embargo->wall, embargo->zone, HERALD_ZONE_LATER, &later, NULL))
    return FALSE;
  return lift == earlier || lift == later;
}
