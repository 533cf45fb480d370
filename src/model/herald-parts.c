/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-parts.h"

#include <string.h>

/* A list whose elements have an identity, and the name of one of them. */
typedef struct
{
  const char *member;
  const char *subject;
  const char *key;
} ThingList;

static const ThingList lists[] = {
  { "parties", "party", "id" },
  { "body", "block", "id" },
  { "boilerplates", "boilerplate", "id" },
  { "contacts", "contact", "id" },
  { "assets", "asset", "sha256" },
  { "comments", "comment", "id" },
  { "overrides", "override", "id" },
};

/* As a reader meets them; other members follow, as they come. */
static const char * const reading_order[] = {
  "headline", "name", "title", "subheadline", "dateline", "parties", "body", "boilerplates", "contacts", "assets", "tags",
  "source", "embargo", "inside_information", "filing", "status", "kind", "language", "comments", "overrides", "notes",
};

/* Some bytes of the text. */
typedef struct
{
  const char *start;
  const char *end;
} Span;

/* Past a string that begins here, quotation marks and all. */
static const char *
skip_string (const char *at)
{
  for (at++; *at != '"' && *at != '\0'; at++)
    if (at[0] == '\\' && at[1] != '\0')
      at++;
  return *at == '"' ? at + 1 : at;
}

/* Past a value that begins here. There is no space between, as the text is canonical. */
static const char *
skip_value (const char *at)
{
  guint depth = 0;

  while (*at != '\0')
    {
      if (depth == 0 && (*at == ',' || *at == '}' || *at == ']'))
        break;
      if (*at == '"')
        {
          at = skip_string (at);
          continue;
        }
      if (*at == '{' || *at == '[')
        depth++;
      else if (*at == '}' || *at == ']')
        depth--;
      at++;
    }
  return at;
}

static char *
dup_span (Span span)
{
  return g_strndup (span.start, span.end - span.start);
}

/* Of a list or an object behind its bracket, or behind a value of it: the next value, and in an object its name. FALSE at
 * the end. */
static gboolean
next (const char **at,
      Span        *name,
      Span        *value)
{
  if (**at == ',')
    (*at)++;
  if (**at == '\0' || **at == '}' || **at == ']')
    return FALSE;
  if (name != NULL)
    {
      if (**at != '"')
        return FALSE;
      name->start = *at + 1;
      *at = skip_string (*at);
      name->end = *at - 1;
      if (**at != ':')
        return FALSE;
      (*at)++;
    }
  value->start = *at;
  *at = value->end = skip_value (*at);
  return value->end > value->start && *value->end != '\0'; /* else it is cut off */
}

static gboolean
is_named (Span        name,
          const char *expected)
{
  return strlen (expected) == (gsize) (name.end - name.start) && strncmp (name.start, expected, name.end - name.start) == 0;
}

/* The string by which a thing is known, or NULL. */
static char *
find_key (Span        thing,
          const char *key)
{
  const char *at = thing.start + 1;
  Span name, value;

  if (*thing.start != '{')
    return NULL;
  while (next (&at, &name, &value))
    if (is_named (name, key))
      return *value.start == '"' ? g_strndup (value.start + 1, value.end - value.start - 2) : NULL;
  return NULL;
}

static void
add_part (GPtrArray *parts,
          char      *subject,
          Span       content)
{
  HeraldPart *part = g_new0 (HeraldPart, 1);

  part->subject = subject;
  part->content = dup_span (content);
  g_ptr_array_add (parts, part);
}

/* FALSE, and nothing added: its elements cannot be told apart. */
static gboolean
add_things (GPtrArray       *parts,
            const ThingList *list,
            Span             value)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *at = value.start + 1;
  guint length = parts->len;
  Span thing;

  if (*value.start != '[')
    return FALSE;
  while (next (&at, NULL, &thing))
    {
      char *key = find_key (thing, list->key);

      if (key == NULL || !g_hash_table_add (seen, key))
        {
          g_ptr_array_set_size (parts, (int) length);
          return FALSE;
        }
      add_part (parts, g_strdup_printf ("%s:%s", list->subject, key), thing);
    }
  return TRUE;
}

static void
add_member (GPtrArray *parts,
            Span       name,
            Span       value)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    if (is_named (name, lists[i].member) && add_things (parts, &lists[i], value))
      return;
  add_part (parts, dup_span (name), value);
}

static guint
get_rank (Span name)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (reading_order) && !is_named (name, reading_order[i]))
    i++;
  return i;
}

typedef struct
{
  Span  name;
  Span  value;
  guint rank;
} Member;

static int
compare_members (gconstpointer a,
                 gconstpointer b)
{
  const Member *x = a, *y = b;

  return x->rank < y->rank ? -1 : x->rank > y->rank;
}

/**
 * herald_parts_split:
 * @text: the canonical text of a document of any type and schema
 *
 * Takes it apart where it stands; of a text that is not canonical, or no document, the parts mean nothing.
 *
 * Returns: (transfer full) (element-type HeraldPart): its subjects but those that never change, in reading order
 */
GPtrArray *
herald_parts_split (const char *text)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_part_free);
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (Member));
  Member member;

  g_return_val_if_fail (text != NULL, parts);

  if (*text != '{')
    return parts;
  for (const char *at = text + 1; next (&at, &member.name, &member.value);)
    {
      member.rank = get_rank (member.name);
      if (!is_named (member.name, "schema") && !is_named (member.name, "type") && !is_named (member.name, "id"))
        g_array_append_val (members, member);
    }
  g_array_sort (members, compare_members); /* stable */
  for (guint i = 0; i < members->len; i++)
    add_member (parts, g_array_index (members, Member, i).name, g_array_index (members, Member, i).value);
  return parts;
}

/**
 * herald_part_free:
 * @part: (nullable) (transfer full): a part
 */
void
herald_part_free (HeraldPart *part)
{
  if (part == NULL)
    return;
  g_free (part->subject);
  g_free (part->content);
  g_free (part);
}
