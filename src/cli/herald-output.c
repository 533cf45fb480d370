/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-output.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "herald-canonical.h"
#include "herald-cli.h"
#include "herald-describe.h"
#include "herald-i18n.h"

/**
 * herald_print:
 * @format: printf format
 * @...: its values
 *
 * Writes to standard output, as it is: g_print() would replace what the locale's character set does not hold, and
 * data must not depend on the locale. That it was written is asked once, by herald_print_finish().
 */
void
herald_print (const char *format,
              ...)
{
  va_list values;

  g_return_if_fail (format != NULL);

  va_start (values, format);
  vfprintf (stdout, format, values);
  va_end (values);
}

/**
 * herald_print_node:
 * @node: (transfer none): JSON
 *
 * Writes the JSON in the form for people: two spaces of indent, members in canonical order.
 */
void
herald_print_node (JsonNode *node)
{
  g_autofree char *text = NULL;

  g_return_if_fail (node != NULL);

  text = herald_canonical_to_pretty (node);
  fputs (text, stdout);
}

/**
 * herald_print_object:
 * @object: (transfer full): JSON
 *
 * Writes it like herald_print_node().
 */
void
herald_print_object (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  g_return_if_fail (object != NULL);

  json_node_take_object (node, object);
  herald_print_node (node);
}

/**
 * herald_print_array:
 * @array: (transfer full): JSON
 *
 * Writes it like herald_print_node().
 */
void
herald_print_array (JsonArray *array)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  g_return_if_fail (array != NULL);

  json_node_take_array (node, array);
  herald_print_node (node);
}

/**
 * herald_object_set_string:
 * @object: an object to be printed
 * @name: its member
 * @value: (nullable): the value; absent is "", so that a program needs no case for it
 */
void
herald_object_set_string (JsonObject *object,
                          const char *name,
                          const char *value)
{
  g_return_if_fail (object != NULL);
  g_return_if_fail (name != NULL);

  json_object_set_string_member (object, name, value != NULL ? value : "");
}

/**
 * herald_print_finish:
 * @error: return location for an error
 *
 * Returns: whether all that was printed has been taken: the disk was not full, the reader not gone
 */
gboolean
herald_print_finish (GError **error)
{
  gboolean failed_before = ferror (stdout) != 0;

  if (fflush (stdout) == 0 && !failed_before)
    return TRUE;

  if (failed_before)
    g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_FAILED, _("The output could not be written"));
  else
    g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_FAILED,
                 _("The output could not be written: %s"), g_strerror (errno));
  return FALSE;
}

/**
 * herald_print_is_tty:
 *
 * Returns: whether a person reads standard output
 */
gboolean
herald_print_is_tty (void)
{
  return isatty (STDOUT_FILENO);
}

/**
 * herald_print_in_colour:
 *
 * Returns: whether colours may be used: on a terminal that has them, unless the person does not want any
 *   (https://no-color.org)
 */
gboolean
herald_print_in_colour (void)
{
  const char *no_colour = g_getenv ("NO_COLOR");

  return herald_print_is_tty () && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0 &&
         (no_colour == NULL || *no_colour == '\0');
}

/**
 * herald_warn:
 * @message: for people, translated; each of its lines is a message of its own
 *
 * Writes "heraldctl: message" to standard error, in UTF-8 like the data: g_printerr() would make question marks of
 * quotation marks and headlines where the locale is plain C, as under cron.
 */
void
herald_warn (const char *message)
{
  g_auto (GStrv) lines = NULL;

  g_return_if_fail (message != NULL);

  /* In the order in which a person would expect them where both streams are the same terminal. */
  fflush (stdout);
  lines = g_strsplit (message, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = herald_describe_line (lines[i]);

      if (*g_strstrip (line) != '\0')
        fprintf (stderr, "heraldctl: %s\n", line);
    }
}
