/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-tags.h"

#include <string.h>

#include "herald-i18n.h"
#include "herald-record.h"

/**
 * herald_words_normalise:
 * @words: UTF-8
 *
 * Returns: (transfer full): @words in Unicode's form NFC, without white space at either end; empty if they are not UTF-8
 */
char *
herald_words_normalise (const char *words)
{
  g_autofree char *normal = NULL;
  const char *start, *end;

  g_return_val_if_fail (words != NULL, NULL);

  normal = g_utf8_normalize (words, -1, G_NORMALIZE_NFC);
  if (normal == NULL)
    return g_strdup ("");
  start = normal;
  while (*start != '\0' && g_unichar_isspace (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  end = start + strlen (start);
  while (end > start && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  return g_strndup (start, end - start);
}

static int
compare_words (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/**
 * herald_set_normalise:
 * @words: (element-type utf8): words in any order; frees its elements with g_free()
 *
 * Gives a set of words the one form in which it is written.
 */
void
herald_set_normalise (GPtrArray *words)
{
  guint n = 0;

  g_return_if_fail (words != NULL);

  for (guint i = 0; i < words->len; i++)
    {
      char *given = g_ptr_array_index (words, i);

      g_ptr_array_index (words, i) = herald_words_normalise (given);
      g_free (given);
    }
  g_ptr_array_sort (words, compare_words);
  for (guint i = 0; i < words->len; i++)
    {
      char *word = g_ptr_array_index (words, i);

      if (*word == '\0' || (n > 0 && strcmp (word, g_ptr_array_index (words, n - 1)) == 0))
        g_free (word);
      else
        g_ptr_array_index (words, n++) = word;
      if (n <= i)
        g_ptr_array_index (words, i) = NULL; /* moved or freed: not to be freed with what is cut off below */
    }
  g_ptr_array_set_size (words, n);
}

/**
 * herald_tag_normalise:
 * @tag: what a person typed
 * @error: return location for a %HERALD_MODEL_ERROR_USAGE
 *
 * A comma cannot be part of a tag because people type lists of tags with it.
 *
 * Returns: (transfer full) (nullable): the tag as it is kept
 */
char *
herald_tag_normalise (const char  *tag,
                      GError     **error)
{
  g_autofree char *normal = NULL;
  const char *fault = NULL;

  g_return_val_if_fail (tag != NULL, NULL);

  if (!g_utf8_validate (tag, -1, NULL))
    fault = _("A tag must be UTF-8 text");
  else
    {
      normal = herald_words_normalise (tag);
      if (*normal == '\0')
        fault = _("A tag needs at least one character");
      for (const char *p = normal; fault == NULL && *p != '\0'; p = g_utf8_next_char (p))
        if (*p == ',')
          fault = _("A tag cannot have a comma");
        else if (g_unichar_iscntrl (g_utf8_get_char (p)))
          fault = _("A tag cannot have line breaks or other control characters");
    }
  if (fault == NULL)
    return g_steal_pointer (&normal);
  g_set_error_literal (error, HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_USAGE, fault);
  return NULL;
}
