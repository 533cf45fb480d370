/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-merge-words.h"

#include <glib/gi18n.h>

#include "herald-format.h"

/* Each name once, in the order of the sides. */
static GPtrArray *
list_authors (const HeraldDispute *dispute)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; dispute->versions != NULL && i < dispute->versions->len; i++)
    {
      const HeraldVersion *version = g_ptr_array_index (dispute->versions, i);
      const char *name = version != NULL && version->author != NULL ? version->author->name : NULL;

      if (name != NULL && *name != '\0' && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, (char *) name);
    }
  return names;
}

/**
 * herald_merge_words_who:
 * @dispute: a dispute
 *
 * Returns: (transfer full): who changed the same, as a sentence
 */
char *
herald_merge_words_who (const HeraldDispute *dispute)
{
  g_autoptr(GPtrArray) names = list_authors (dispute);

  if (names->len == 0)
    return g_strdup (_("The same words were changed twice."));
  if (names->len == 1)
    /* Translators: %s is a name: the same person wrote on two computers */
    return g_strdup_printf (_("%s changed the same words twice."), (char *) names->pdata[0]);
  if (names->len == 2)
    return g_strdup_printf (_("%s and %s changed the same words."), (char *) names->pdata[0],
                            (char *) names->pdata[1]);
  return g_strdup_printf (ngettext ("%s and %u other person changed the same words.",
                                    "%s and %u other people changed the same words.", names->len - 1),
                          (char *) names->pdata[0], names->len - 1);
}

/**
 * herald_merge_words_open:
 * @dispute: a dispute
 *
 * Returns: (transfer full): what is to be done about it, as a sentence
 */
char *
herald_merge_words_open (const HeraldDispute *dispute)
{
  g_autoptr(GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = 0;

  if (dispute->merge == NULL)
    return g_strdup (dispute->problem != NULL ? dispute->problem : "");
  /* Where three people changed the same, two conflicts are one place. */
  for (guint i = 0; i < dispute->merge->conflicts->len; i++)
    {
      const HeraldConflict *conflict = g_ptr_array_index (dispute->merge->conflicts, i);

      g_hash_table_add (places, g_strdup_printf ("%s\n%s\n%d", conflict->subject, conflict->member != NULL ? conflict->member : "",
                                                 conflict->kind == HERALD_CONFLICT_ORDER));
    }
  n = g_hash_table_size (places);
  return g_strdup_printf (ngettext ("%u place needs your decision.", "%u places need your decision.", n), n);
}

char *
herald_merge_words_joined (guint n)
{
  return g_strdup_printf (ngettext ("%u other change was joined.", "%u other changes were joined.", n), n);
}

/**
 * herald_merge_words_why:
 * @place: a place
 *
 * Returns: (transfer full): why nobody but a person can decide it, as a sentence
 */
char *
herald_merge_words_why (const HeraldMergePlace *place)
{
  switch (place->kind)
    {
    case HERALD_CONFLICT_MARKS:
      return g_strdup (_("Bold, italic or links were set differently."));
    case HERALD_CONFLICT_REMOVED:
      return g_strdup (_("One side removed it, the other changed it."));
    case HERALD_CONFLICT_ORDER:
      return g_strdup (_("Both moved it, each to another place."));
    case HERALD_CONFLICT_VALUE:
      return g_strdup (_("Both changed it, each to something else."));
    case HERALD_CONFLICT_TEXT:
    default:
      return g_strdup (_("Both changed these words."));
    }
}

/* When a side was written, by the clock of the reader; "" where nobody knows. */
char *
herald_merge_words_when (const HeraldMergeOption *option,
                         const char              *own_zone)
{
  return option->time > 0 ? herald_format_moment (option->time, own_zone) : g_strdup ("");
}
