/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-canonical.h"

#include <string.h>

#define LARGEST_INTEGER G_GINT64_CONSTANT (9007199254740991)

typedef struct
{
  GString *out;
  gboolean pretty;
  guint    depth;
} Writer;

typedef struct
{
  const char *name;
  JsonNode   *value;
} Member;

static gboolean write_value (Writer   *writer,
                             JsonNode *node);

/* In UTF-16 the characters beyond U+FFFF (in UTF-8 led by F0 to F4) begin with a surrogate, D800 to DBFF, and
 * so sort before U+E000 to U+FFFF (EE and EF). Everything else sorts as its bytes do. */
static guint
utf16_weight (guint8 byte)
{
  return byte == 0xee || byte == 0xef ? byte + 0x10u : byte;
}

static int
compare_members (gconstpointer a,
                 gconstpointer b)
{
  const guint8 *x = (const guint8 *) ((const Member *) a)->name;
  const guint8 *y = (const guint8 *) ((const Member *) b)->name;

  while (*x != '\0' && *x == *y)
    x++, y++;

  return (int) utf16_weight (*x) - (int) utf16_weight (*y);
}

static void
write_line (Writer *writer)
{
  if (!writer->pretty)
    return;

  g_string_append_c (writer->out, '\n');
  for (guint i = 0; i < writer->depth; i++)
    g_string_append (writer->out, "  ");
}

static void
write_escape (GString *out,
              guint8   c)
{
  static const char escaped[] = "\"\\\b\f\n\r\t";
  static const char letters[] = "\"\\bfnrt";
  const char *found = strchr (escaped, c);

  if (found != NULL)
    g_string_append_printf (out, "\\%c", letters[found - escaped]);
  else
    g_string_append_printf (out, "\\u%04x", c);
}

static void
write_string (GString    *out,
              const char *text)
{
  g_string_append_c (out, '"');

  for (const char *c = text; *c != '\0';)
    {
      const char *plain = c;

      while ((guint8) *c >= 0x20 && *c != '"' && *c != '\\')
        c++;
      g_string_append_len (out, plain, c - plain);

      if (*c != '\0')
        write_escape (out, (guint8) *c++);
    }

  g_string_append_c (out, '"');
}

static GArray *
sort_members (JsonObject *object)
{
  GArray *members = g_array_sized_new (FALSE, FALSE, sizeof (Member), json_object_get_size (object));
  JsonObjectIter iter = { 0 };
  Member member = { 0 };

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &member.name, &member.value))
    g_array_append_val (members, member);

  g_array_sort (members, compare_members);
  return members;
}

static gboolean
write_object (Writer     *writer,
              JsonObject *object)
{
  g_autoptr (GArray) members = sort_members (object);

  g_string_append_c (writer->out, '{');
  writer->depth++;

  for (guint i = 0; i < members->len; i++)
    {
      const Member *member = &g_array_index (members, Member, i);

      if (i > 0)
        g_string_append_c (writer->out, ',');
      write_line (writer);
      write_string (writer->out, member->name);
      g_string_append (writer->out, writer->pretty ? ": " : ":");
      if (!write_value (writer, member->value))
        return FALSE;
    }

  writer->depth--;
  if (members->len > 0)
    write_line (writer);
  g_string_append_c (writer->out, '}');

  return TRUE;
}

static gboolean
write_array (Writer    *writer,
             JsonArray *array)
{
  guint length = json_array_get_length (array);

  g_string_append_c (writer->out, '[');
  writer->depth++;

  for (guint i = 0; i < length; i++)
    {
      if (i > 0)
        g_string_append_c (writer->out, ',');
      write_line (writer);
      if (!write_value (writer, json_array_get_element (array, i)))
        return FALSE;
    }

  writer->depth--;
  if (length > 0)
    write_line (writer);
  g_string_append_c (writer->out, ']');

  return TRUE;
}

static gboolean
write_scalar (Writer   *writer,
              JsonNode *node)
{
  gint64 number = 0;

  if (json_node_get_value_type (node) == G_TYPE_STRING)
    {
      write_string (writer->out, json_node_get_string (node));
      return TRUE;
    }

  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    {
      g_string_append (writer->out, json_node_get_boolean (node) ? "true" : "false");
      return TRUE;
    }

  number = json_node_get_int (node);
  if (json_node_get_value_type (node) != G_TYPE_INT64 || number > LARGEST_INTEGER || number < -LARGEST_INTEGER)
    {
      g_critical ("A document holds whole numbers within 2^53 - 1 only, not a %s", json_node_type_name (node));
      return FALSE;
    }

  g_string_append_printf (writer->out, "%" G_GINT64_FORMAT, number);
  return TRUE;
}

static gboolean
write_value (Writer   *writer,
             JsonNode *node)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      return write_object (writer, json_node_get_object (node));
    case JSON_NODE_ARRAY:
      return write_array (writer, json_node_get_array (node));
    case JSON_NODE_VALUE:
      return write_scalar (writer, node);
    case JSON_NODE_NULL:
    default:
      g_string_append (writer->out, "null");
      return TRUE;
    }
}

static GString *
write_tree (JsonNode *node,
            gboolean  pretty)
{
  Writer writer = { g_string_new (NULL), pretty, 0 };

  if (write_value (&writer, node))
    return writer.out;

  g_string_free (writer.out, TRUE);
  return NULL;
}

/**
 * herald_canonical_to_string:
 * @node: a tree without fractions and with integers within 2^53 - 1, as herald_json_parse() gives it
 * @length: (out) (optional): its bytes
 *
 * Writes the canonical form of RFC 8785, which depends on the content alone.
 *
 * Returns: (transfer full): the text, in UTF-8; %NULL only after a programming error
 */
char *
herald_canonical_to_string (JsonNode *node,
                            gsize    *length)
{
  GString *out = NULL;

  g_return_val_if_fail (node != NULL, NULL);

  out = write_tree (node, FALSE);
  if (out == NULL)
    return NULL;

  if (length != NULL)
    *length = out->len;
  return g_string_free (out, FALSE);
}

/**
 * herald_canonical_to_bytes:
 * @node: a tree, as for herald_canonical_to_string()
 *
 * Returns: (transfer full): the canonical form; %NULL only after a programming error
 */
GBytes *
herald_canonical_to_bytes (JsonNode *node)
{
  GString *out = NULL;

  g_return_val_if_fail (node != NULL, NULL);

  out = write_tree (node, FALSE);
  return out != NULL ? g_string_free_to_bytes (out) : NULL;
}

/**
 * herald_canonical_to_pretty:
 * @node: a tree, as for herald_canonical_to_string()
 *
 * Writes the canonical form with line breaks, for people and for line-based tools.
 *
 * Returns: (transfer full): the text; %NULL only after a programming error
 */
char *
herald_canonical_to_pretty (JsonNode *node)
{
  GString *out = NULL;

  g_return_val_if_fail (node != NULL, NULL);

  out = write_tree (node, TRUE);
  return out != NULL ? g_string_free (g_string_append_c (out, '\n'), FALSE) : NULL;
}

/**
 * herald_canonical_hash:
 * @node: a tree, as for herald_canonical_to_string()
 *
 * Returns: (transfer full): the SHA-256 of the canonical form, in 64 lower-case hexadecimal digits; %NULL only after
 *   a programming error
 */
char *
herald_canonical_hash (JsonNode *node)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (node != NULL, NULL);

  bytes = herald_canonical_to_bytes (node);
  return bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;
}
