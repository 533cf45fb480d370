/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-pdf-artifacts.h"

#include <string.h>

/* Operators of ISO 32000-1, annex A. */
static const char * const path_begins[] = { "m", "re", "Do", "sh", "BI", NULL };
static const char * const path_ends[] = { "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "n", "Do", "sh", "EI", NULL };
static const char * const shows[] = { "Tj", "TJ", "'", "\"", NULL };

typedef struct
{
  const char *content;
  gsize       size;
  gsize       place;
  gsize       start;       /* of the operands of the operator */
  char        operator[4]; /* the last one that was read */
} Reader;

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static gsize
skip_string (const Reader *self,
             gsize         place)
{
  guint depth = 0;

  for (; place < self->size; place++)
    {
      char c = self->content[place];

      if (c == '\\')
        place++;
      else if (c == '(')
        depth++;
      else if (c == ')' && --depth == 0)
        return place + 1;
    }
  return self->size;
}

/* Behind the pixels of an inline image, which end with EI between white space. */
static gsize
skip_pixels (const Reader *self,
             gsize         place)
{
  for (; place + 3 < self->size; place++)
    if (is_space (self->content[place]) && self->content[place + 1] == 'E' && self->content[place + 2] == 'I' && is_space (self->content[place + 3]))
      return place;
  return self->size;
}

static gsize
skip_to (const Reader *self,
         gsize         place,
         char          end)
{
  const char *found = memchr (self->content + place, end, self->size - place);

  return found != NULL ? (gsize) (found - self->content) + 1 : self->size;
}

static gsize
skip_word (const Reader *self,
           gsize         place)
{
  do
    place++;
  while (place < self->size && !is_space (self->content[place]) && strchr ("()<>[]/%", self->content[place]) == NULL);
  return place;
}

/* Goes behind the next operator. %FALSE at the end. */
static gboolean
read_operator (Reader *self)
{
  gboolean has_operands = FALSE;

  while (self->place < self->size)
    {
      char c = self->content[self->place];
      gsize start = self->place;

      if (is_space (c))
        {
          self->place++;
          continue;
        }
      if (!has_operands)
        self->start = start;
      has_operands = TRUE;
      if (c == '(')
        self->place = skip_string (self, start);
      else if (c == '<' && start + 1 < self->size && self->content[start + 1] != '<')
        self->place = skip_to (self, start, '>');
      else if (strchr ("<>[]", c) != NULL)
        self->place++;
      else
        self->place = skip_word (self, start);
      if (g_ascii_isalpha (c) || c == '\'' || c == '"')
        {
          g_strlcpy (self->operator, self->content + start, MIN (sizeof self->operator, self->place - start + 1));
          if (strcmp (self->operator, "ID") == 0)
            self->place = skip_pixels (self, self->place);
          return TRUE;
        }
    }
  return FALSE;
}

/* Whether something of the structure stands in the text object that begins here. */
static gboolean
text_is_tagged (const Reader *at)
{
  Reader reader = *at;

  while (read_operator (&reader) && strcmp (reader.operator, "ET") != 0)
    if (strcmp (reader.operator, "BDC") == 0)
      return TRUE;
  return FALSE;
}

typedef struct
{
  Reader    reader;
  GString  *out;
  gsize     copied;
  guint     depth;    /* of what is marked already */
  gboolean  in_text;  /* in a text object of which parts are marked */
  gboolean  is_open;  /* an artifact */
} Marker;

static void
begin_artifact (Marker *self)
{
  if (self->is_open)
    return;
  g_string_append_len (self->out, self->reader.content + self->copied, (gssize) (self->reader.start - self->copied));
  g_string_append (self->out, "/Artifact BMC\n");
  self->copied = self->reader.start;
  self->is_open = TRUE;
}

static void
end_artifact (Marker *self)
{
  if (!self->is_open)
    return;
  g_string_append_len (self->out, self->reader.content + self->copied, (gssize) (self->reader.place - self->copied));
  g_string_append (self->out, "\nEMC");
  self->copied = self->reader.place;
  self->is_open = FALSE;
}

static void
mark_text (Marker     *self,
           const char *operator)
{
  gboolean shows_glyphs = g_strv_contains (shows, operator);

  if (strcmp (operator, "BT") == 0)
    {
      self->in_text = text_is_tagged (&self->reader);
      if (!self->in_text)
        begin_artifact (self);
    }
  else if (strcmp (operator, "ET") == 0)
    {
      if (!self->in_text)
        end_artifact (self);
      self->in_text = FALSE;
    }
  else if (shows_glyphs && self->in_text)
    {
      begin_artifact (self);
      end_artifact (self);
    }
}

static void
mark (Marker *self)
{
  const char *operator = self->reader.operator;
  gboolean begins = strcmp (operator, "BDC") == 0 || strcmp (operator, "BMC") == 0;

  if (begins)
    self->depth++;
  else if (strcmp (operator, "EMC") == 0)
    self->depth -= self->depth > 0;
  else if (self->depth == 0)
    {
      if (g_strv_contains (path_begins, operator))
        begin_artifact (self);
      if (g_strv_contains (path_ends, operator))
        end_artifact (self);
      mark_text (self, operator);
    }
}

/**
 * herald_pdf_mark_artifacts:
 * @content: the content of a page
 * @size: its bytes
 *
 * Cairo 1.16 marks what belongs to the structure and nothing else. A program that reads aloud must know of all the rest,
 * lines and grounds, running header and footer, that it is decoration (ISO 14289-1, 7.1; ISO 32000-1, 14.8.2.2).
 *
 * Returns: (transfer full): the content with the rest marked as artifacts
 */
GString *
herald_pdf_mark_artifacts (const char *content,
                           gsize       size)
{
  Marker self = { { content, size }, g_string_sized_new (size + size / 4) };

  while (read_operator (&self.reader))
    mark (&self);
  g_string_append_len (self.out, content + self.copied, (gssize) (size - self.copied));
  if (self.is_open)
    g_string_append (self.out, "\nEMC");
  return self.out;
}
