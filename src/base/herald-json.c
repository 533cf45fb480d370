/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-json.h"

#include "herald-i18n.h"

#include <string.h>

#define LARGEST_INTEGER G_GUINT64_CONSTANT (9007199254740991) /* 2^53 - 1, section 2.2 of RFC 7493 */

#define LONGEST_NAME_SHOWN 40 /* characters of it in a message */

/* What the next byte may be. */
typedef enum
{
  STATE_VALUE,
  STATE_FIRST_ELEMENT, /* a value or ] */
  STATE_FIRST_MEMBER,  /* a name or } */
  STATE_MEMBER,        /* a name */
  STATE_COLON,
  STATE_AFTER_VALUE,   /* a comma or the closing bracket */
  STATE_STRING,
  STATE_ESCAPE,
  STATE_HEX,           /* the digits of \uXXXX */
  STATE_LOW_ESCAPE,    /* after a high surrogate: a backslash */
  STATE_LOW_U,         /* and its u */
  STATE_NUMBER,
  STATE_LITERAL,
  STATE_END,
} State;

typedef struct
{
  JsonNode *node;  /* owned by its parent; the outermost by the reader */
  char     *name;  /* in an object: of the member whose value comes next */
} Level;

struct _HeraldJsonReader
{
  gsize       max_size;
  gsize       size;
  gsize       n_values;
  guint64     line;
  guint64     column;      /* of the character that is being read, in code points */
  GError     *error;       /* what was refused: the reader stays refused */

  State       state;
  Level       levels[HERALD_JSON_MAX_DEPTH];
  guint       depth;
  JsonNode   *root;

  GString    *text;        /* the string that is being read */
  gboolean    is_name;
  guint       utf8_left;   /* continuation bytes still to come */
  guint8      utf8_min;    /* bounds of the next one */
  guint8      utf8_max;
  guint       hex_left;
  gunichar    hex;
  gunichar    high;        /* a high surrogate that waits for its low one */

  gboolean    negative;
  guint       n_digits;
  guint64     number;

  const char *literal;     /* what is left of true, false or null */
  char        literal_kind;
};

G_DEFINE_QUARK (herald-json-error-quark, herald_json_error)

static gboolean
refuse_as (HeraldJsonReader *self,
           HeraldJsonError   code,
           const char       *reason)
{
  g_assert (self->error == NULL);

  g_set_error (&self->error, HERALD_JSON_ERROR, code,
               _("This is not JSON that Herald can read: line %lu, column %lu: %s"),
               (gulong) self->line, (gulong) self->column, reason);

  return FALSE;
}

static gboolean
refuse (HeraldJsonReader *self,
        const char       *reason)
{
  return refuse_as (self, HERALD_JSON_ERROR_INVALID, reason);
}

/* The tree */

/* Takes node. */
static gboolean
add_value (HeraldJsonReader *self,
           JsonNode         *node)
{
  Level *level = self->depth > 0 ? &self->levels[self->depth - 1] : NULL;

  if (level == NULL)
    {
      self->root = node;
    }
  else
    {
      json_node_set_parent (node, level->node);

      if (JSON_NODE_HOLDS_OBJECT (level->node))
        json_object_set_member (json_node_get_object (level->node), level->name, node);
      else
        json_array_add_element (json_node_get_array (level->node), node);

      g_clear_pointer (&level->name, g_free);
    }

  /* A value costs far more memory than the two bytes that it may take in the text. */
  if (++self->n_values > HERALD_JSON_MAX_VALUES)
    return refuse_as (self, HERALD_JSON_ERROR_TOO_LARGE, _("there are too many values"));

  self->state = self->depth > 0 ? STATE_AFTER_VALUE : STATE_END;
  return TRUE;
}

static gboolean
open_level (HeraldJsonReader *self,
            char              bracket)
{
  JsonNode *node = NULL;

  if (self->depth == HERALD_JSON_MAX_DEPTH)
    return refuse (self, _("there are more than 64 brackets inside each other"));

  node = json_node_new (bracket == '{' ? JSON_NODE_OBJECT : JSON_NODE_ARRAY);
  if (bracket == '{')
    json_node_take_object (node, json_object_new ());
  else
    json_node_take_array (node, json_array_new ());

  if (!add_value (self, node))
    return FALSE;

  self->levels[self->depth++].node = node;
  self->state = bracket == '{' ? STATE_FIRST_MEMBER : STATE_FIRST_ELEMENT;
  return TRUE;
}

static gboolean
close_level (HeraldJsonReader *self,
             char              bracket)
{
  JsonNode *node = self->levels[self->depth - 1].node;

  if ((bracket == '}') != JSON_NODE_HOLDS_OBJECT (node))
    return refuse (self, _("this closing bracket does not match the opening one"));

  self->levels[--self->depth].node = NULL;
  self->state = self->depth > 0 ? STATE_AFTER_VALUE : STATE_END;
  return TRUE;
}

static gboolean
set_name (HeraldJsonReader *self)
{
  Level *level = &self->levels[self->depth - 1];
  JsonObject *object = json_node_get_object (level->node);

  if (json_object_has_member (object, self->text->str))
    {
      glong n_shown = MIN (g_utf8_strlen (self->text->str, -1), LONGEST_NAME_SHOWN);
      g_autofree char *name = g_utf8_substring (self->text->str, 0, n_shown);
      g_autofree char *reason = g_strdup_printf (_("the name “%s” stands in this object twice"), name);

      return refuse (self, reason);
    }

  /* json-glib's hash can be made to collide on purpose, and then each name is compared with all others. */
  if (json_object_get_size (object) == HERALD_JSON_MAX_MEMBERS)
    return refuse_as (self, HERALD_JSON_ERROR_TOO_LARGE, _("this object has too many members"));

  level->name = g_strndup (self->text->str, self->text->len);
  self->state = STATE_COLON;
  return TRUE;
}

/* Strings */

static void
begin_string (HeraldJsonReader *self,
              gboolean          is_name)
{
  g_string_truncate (self->text, 0);
  self->is_name = is_name;
  self->state = STATE_STRING;
}

static gboolean
end_string (HeraldJsonReader *self)
{
  if (self->is_name)
    return set_name (self);

  return add_value (self, json_node_init_string (json_node_alloc (), self->text->str));
}

/* Table 3-7 of the Unicode Standard: which bytes may follow; it leaves out overlong forms,
 * surrogates and what is beyond U+10FFFF. */
static gboolean
begin_character (HeraldJsonReader *self,
                 guint8            lead)
{
  if (lead < 0xc2 || lead > 0xf4)
    return refuse (self, _("this is not valid UTF-8"));

  self->utf8_left = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
  self->utf8_min = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
  self->utf8_max = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
  return TRUE;
}

static gboolean
continue_character (HeraldJsonReader *self,
                    guint8            byte)
{
  if (byte < self->utf8_min || byte > self->utf8_max)
    return refuse (self, _("this is not valid UTF-8"));

  self->utf8_left--;
  self->utf8_min = 0x80;
  self->utf8_max = 0xbf;
  return TRUE;
}

/* Reads what stands for itself, up to a quotation mark or backslash or the end of the data. */
static gboolean
read_plain (HeraldJsonReader *self,
            const guint8    **data,
            const guint8     *end)
{
  const guint8 *start = *data;

  for (; *data < end; (*data)++)
    {
      guint8 byte = **data;

      if (self->utf8_left > 0)
        {
          if (!continue_character (self, byte))
            return FALSE;
          continue;
        }

      if (byte == '"' || byte == '\\')
        break;

      self->column++;
      if (byte < 0x20)
        return refuse (self, _("a control character in a string must be written as \\u and four digits"));
      if (byte >= 0x80 && !begin_character (self, byte))
        return FALSE;
    }

  g_string_append_len (self->text, (const char *) start, *data - start);
  return TRUE;
}

static gboolean
read_escape (HeraldJsonReader *self,
             char              c)
{
  static const char names[] = "\"\\/bfnrt";
  static const char values[] = "\"\\/\b\f\n\r\t";
  const char *name = NULL;

  if (c == 'u')
    {
      self->hex = 0;
      self->hex_left = 4;
      self->state = STATE_HEX;
      return TRUE;
    }

  name = c != '\0' ? strchr (names, c) : NULL;
  if (name == NULL)
    return refuse (self, _("JSON has no such escape"));

  g_string_append_c (self->text, values[name - names]);
  self->state = STATE_STRING;
  return TRUE;
}

static gboolean
end_hex (HeraldJsonReader *self)
{
  gboolean is_low = self->hex >= 0xdc00 && self->hex <= 0xdfff;

  if (self->hex == 0)
    return refuse (self, _("the character U+0000 is not allowed in a text"));
  if (is_low != (self->high != 0))
    return refuse (self, _("half of a surrogate pair stands alone"));

  if (self->hex >= 0xd800 && self->hex <= 0xdbff)
    {
      self->high = self->hex;
      self->state = STATE_LOW_ESCAPE;
      return TRUE;
    }

  if (is_low)
    self->hex += 0x10000 - 0xdc00 + ((self->high - 0xd800) << 10);

  g_string_append_unichar (self->text, self->hex);
  self->high = 0;
  self->state = STATE_STRING;
  return TRUE;
}

static gboolean
read_hex (HeraldJsonReader *self,
          char              c)
{
  if (!g_ascii_isxdigit (c))
    return refuse (self, _("after \\u there must be four hexadecimal digits"));

  self->hex = self->hex << 4 | (gunichar) g_ascii_xdigit_value (c);
  return --self->hex_left > 0 || end_hex (self);
}

static gboolean
read_low_surrogate (HeraldJsonReader *self,
                    char              c)
{
  gboolean at_u = self->state == STATE_LOW_U;

  if (c != (at_u ? 'u' : '\\'))
    return refuse (self, _("half of a surrogate pair stands alone"));

  if (at_u)
    return read_escape (self, c);

  self->state = STATE_LOW_U;
  return TRUE;
}

/* Numbers and literals */

static void
begin_number (HeraldJsonReader *self,
              char              c)
{
  self->negative = c == '-';
  self->n_digits = self->negative ? 0 : 1;
  self->number = self->negative ? 0 : (guint64) (c - '0');
  self->state = STATE_NUMBER;
}

static gboolean
end_number (HeraldJsonReader *self)
{
  if (self->n_digits == 0)
    return refuse (self, _("after the minus sign there must be a digit"));
  if (self->negative && self->number == 0)
    return refuse (self, _("zero has no sign"));

  return add_value (self, json_node_init_int (json_node_alloc (),
                                              self->negative ? -(gint64) self->number : (gint64) self->number));
}

/* Sets used to FALSE when c ends the number and is still to be read. */
static gboolean
read_number (HeraldJsonReader *self,
             char              c,
             gboolean         *used)
{
  if (g_ascii_isdigit (c))
    {
      if (self->n_digits > 0 && self->number == 0)
        return refuse (self, _("a number does not begin with zero"));

      self->number = self->number * 10 + (guint64) (c - '0');
      self->n_digits++;
      if (self->number > LARGEST_INTEGER)
        return refuse (self, _("this number is too large"));
      return TRUE;
    }

  if (self->n_digits > 0 && c != '\0' && strchr (".eE", c) != NULL)
    return refuse (self, _("Herald’s documents hold whole numbers only"));

  *used = FALSE;
  return end_number (self);
}

static gboolean
begin_literal (HeraldJsonReader *self,
               char              c)
{
  self->literal_kind = c;
  self->literal = c == 't' ? "rue" : c == 'f' ? "alse" : "ull";
  self->state = STATE_LITERAL;
  return TRUE;
}

static gboolean
read_literal (HeraldJsonReader *self,
              char              c)
{
  JsonNode *node = NULL;

  if (c != *self->literal)
    return refuse (self, _("JSON has no such word"));
  if (*++self->literal != '\0')
    return TRUE;

  if (self->literal_kind == 'n')
    node = json_node_init_null (json_node_alloc ());
  else
    node = json_node_init_boolean (json_node_alloc (), self->literal_kind == 't');

  return add_value (self, node);
}

/* Structure */

static gboolean
read_value (HeraldJsonReader *self,
            char              c)
{
  if (c == ']' && self->state == STATE_FIRST_ELEMENT)
    return close_level (self, c);
  if (c == '{' || c == '[')
    return open_level (self, c);
  if (c == 't' || c == 'f' || c == 'n')
    return begin_literal (self, c);

  if (c == '"')
    begin_string (self, FALSE);
  else if (c == '-' || g_ascii_isdigit (c))
    begin_number (self, c);
  else
    return refuse (self, _("a value was expected here"));

  return TRUE;
}

static gboolean
read_member (HeraldJsonReader *self,
             char              c)
{
  if (c == '}' && self->state == STATE_FIRST_MEMBER)
    return close_level (self, c);
  if (c != '"')
    return refuse (self, _("a name in quotation marks was expected here"));

  begin_string (self, TRUE);
  return TRUE;
}

static gboolean
read_colon (HeraldJsonReader *self,
            char              c)
{
  if (c != ':')
    return refuse (self, _("a colon was expected here"));

  self->state = STATE_VALUE;
  return TRUE;
}

static gboolean
read_separator (HeraldJsonReader *self,
                char              c)
{
  if (c == '}' || c == ']')
    return close_level (self, c);
  if (c != ',')
    return refuse (self, _("a comma or a closing bracket was expected here"));

  self->state = JSON_NODE_HOLDS_OBJECT (self->levels[self->depth - 1].node) ? STATE_MEMBER : STATE_VALUE;
  return TRUE;
}

static gboolean
read_structure (HeraldJsonReader *self,
                char              c)
{
  if (c == ' ' || c == '\t' || c == '\r')
    return TRUE;
  if (c == '\n')
    {
      self->line++;
      self->column = 0;
      return TRUE;
    }
  if (c == '\xef' && self->line == 1 && self->column == 1)
    return refuse (self, _("a byte order mark is not allowed"));

  switch (self->state)
    {
    case STATE_VALUE:
    case STATE_FIRST_ELEMENT:
      return read_value (self, c);
    case STATE_FIRST_MEMBER:
    case STATE_MEMBER:
      return read_member (self, c);
    case STATE_COLON:
      return read_colon (self, c);
    case STATE_AFTER_VALUE:
      return read_separator (self, c);
    default:
      return refuse (self, _("there is something after the end"));
    }
}

static gboolean
read_byte (HeraldJsonReader *self,
           char              c,
           gboolean         *used)
{
  switch (self->state)
    {
    case STATE_STRING:
      if (c == '"')
        return end_string (self);
      self->state = STATE_ESCAPE;
      return TRUE;
    case STATE_ESCAPE:
      return read_escape (self, c);
    case STATE_HEX:
      return read_hex (self, c);
    case STATE_LOW_ESCAPE:
    case STATE_LOW_U:
      return read_low_surrogate (self, c);
    case STATE_NUMBER:
      return read_number (self, c, used);
    case STATE_LITERAL:
      return read_literal (self, c);
    default:
      return read_structure (self, c);
    }
}

static gboolean
read_data (HeraldJsonReader *self,
           const guint8     *data,
           const guint8     *end)
{
  while (data < end)
    {
      gboolean used = TRUE;

      if (self->state == STATE_STRING)
        {
          if (!read_plain (self, &data, end))
            return FALSE;
          if (data == end)
            break;
        }

      self->column++;
      if (!read_byte (self, (char) *data, &used))
        return FALSE;

      if (used)
        data++;
      else
        self->column--;
    }

  return TRUE;
}

/* Public functions */

/**
 * herald_json_reader_new:
 * @max_size: how many bytes it takes at most, or 0 for %HERALD_JSON_MAX_SIZE
 *
 * A reader for JSON (RFC 8259) from outside, strict as I-JSON (RFC 7493) and stricter: see the list in
 * herald_json_parse(). It takes its text in pieces, cut anywhere.
 *
 * Returns: (transfer full): a reader, to be freed with herald_json_reader_free()
 */
HeraldJsonReader *
herald_json_reader_new (gsize max_size)
{
  HeraldJsonReader *self = g_new0 (HeraldJsonReader, 1);

  self->max_size = max_size > 0 ? max_size : HERALD_JSON_MAX_SIZE;
  self->line = 1;
  self->state = STATE_VALUE;
  self->text = g_string_new (NULL);

  return self;
}

/**
 * herald_json_reader_free:
 * @reader: (transfer full): a reader
 *
 * Frees it with all that it has read and not given away.
 */
void
herald_json_reader_free (HeraldJsonReader *reader)
{
  g_return_if_fail (reader != NULL);

  for (guint i = 0; i < reader->depth; i++)
    g_free (reader->levels[i].name);
  g_clear_pointer (&reader->root, json_node_unref);
  g_string_free (reader->text, TRUE);
  g_clear_error (&reader->error);
  g_free (reader);
}

static gboolean
report (HeraldJsonReader  *self,
        GError           **error)
{
  if (self->error == NULL)
    return TRUE;

  if (error != NULL)
    *error = g_error_copy (self->error);
  return FALSE;
}

/**
 * herald_json_reader_feed:
 * @reader: a reader
 * @data: (array length=length): the next piece of the text
 * @length: its bytes
 * @error: return location for a #GError of %HERALD_JSON_ERROR
 *
 * Reads on. What was refused once stays refused: every later call gives the same error.
 *
 * Returns: whether the text is good so far
 */
gboolean
herald_json_reader_feed (HeraldJsonReader  *reader,
                         const char        *data,
                         gsize              length,
                         GError           **error)
{
  g_return_val_if_fail (reader != NULL, FALSE);
  g_return_val_if_fail (data != NULL || length == 0, FALSE);

  if (reader->error != NULL)
    return report (reader, error);

  if (length > reader->max_size - reader->size)
    refuse_as (reader, HERALD_JSON_ERROR_TOO_LARGE, _("the text is too long"));
  else if (length > 0)
    read_data (reader, (const guint8 *) data, (const guint8 *) data + length);

  reader->size += MIN (length, reader->max_size - reader->size);
  return report (reader, error);
}

/**
 * herald_json_reader_finish:
 * @reader: a reader
 * @error: return location for a #GError of %HERALD_JSON_ERROR
 *
 * Says that the text is over.
 *
 * Returns: (transfer full) (nullable): what was read; the reader is good for nothing but freeing then
 */
JsonNode *
herald_json_reader_finish (HeraldJsonReader  *reader,
                           GError           **error)
{
  g_return_val_if_fail (reader != NULL, NULL);

  if (reader->error == NULL && reader->state == STATE_NUMBER)
    end_number (reader);
  if (reader->error == NULL && reader->state != STATE_END)
    refuse (reader, _("the text ends too early"));

  if (!report (reader, error))
    return NULL;

  g_return_val_if_fail (reader->root != NULL, NULL);

  return g_steal_pointer (&reader->root);
}

/**
 * herald_json_parse:
 * @data: a text
 * @length: its bytes, or -1 if it is terminated
 * @error: return location for a #GError of %HERALD_JSON_ERROR
 *
 * Reads JSON from outside. Refused, with line, column (in code points, from 1) and reason: more than
 * %HERALD_JSON_MAX_DEPTH levels, a name that stands twice in one object, fractions, exponents, "-0" (the
 * canonical form could not keep it), integers beyond 2^53 - 1, U+0000, lone surrogates, control characters in
 * strings, anything that is not UTF-8, a byte order mark, comments, and anything after the end. Nothing is repaired.
 *
 * Returns: (transfer full) (nullable): what was read
 */
JsonNode *
herald_json_parse (const char  *data,
                   gssize       length,
                   GError     **error)
{
  g_autoptr (HeraldJsonReader) reader = herald_json_reader_new (0);

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  if (!herald_json_reader_feed (reader, data, length < 0 ? strlen (data) : (gsize) length, error))
    return NULL;

  return herald_json_reader_finish (reader, error);
}

/**
 * herald_json_parse_bytes:
 * @bytes: a text
 * @error: return location for a #GError of %HERALD_JSON_ERROR
 *
 * Reads JSON from outside, as herald_json_parse() does.
 *
 * Returns: (transfer full) (nullable): what was read
 */
JsonNode *
herald_json_parse_bytes (GBytes  *bytes,
                         GError **error)
{
  gsize length = 0;
  const char *data = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &length);
  return herald_json_parse (data, (gssize) length, error);
}

