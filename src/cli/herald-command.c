/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include "herald-i18n.h"
#include "herald-output.h"

static GOptionContext *
make_context (const HeraldCommand *self,
              const GOptionEntry  *options)
{
  GOptionContext *context = g_option_context_new (self->usage);
  g_autofree char *name = g_strdup_printf ("heraldctl %s", self->name);

  /* GLib would print its help and exit by itself, past our check that it could be written. */
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_summary (context, _(self->summary));
  if (self->details != NULL)
    g_option_context_set_description (context, _(self->details));
  if (options != NULL)
    g_option_context_add_main_entries (context, options, GETTEXT_PACKAGE);
  g_set_prgname (name);
  return context;
}

/**
 * herald_command_refuse:
 * @self: a command
 * @error: return location for the error
 *
 * Tells how the command is called, in one line.
 *
 * Returns: %FALSE
 */
gboolean
herald_command_refuse (const HeraldCommand  *self,
                       GError              **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_USAGE,
               _("Usage: heraldctl %s %s"), self->name, self->usage);
  return FALSE;
}

/**
 * herald_command_split_formats:
 * @formats: (nullable): "html,pdf"
 * @known: the names that there are, %NULL-terminated
 * @error: return location; %HERALD_CLI_ERROR_USAGE for another one
 *
 * Returns: (transfer full): the names; perhaps none
 */
char **
herald_command_split_formats (const char          *formats,
                              const char * const  *known,
                              GError             **error)
{
  g_auto (GStrv) words = g_strsplit (formats != NULL ? formats : "", ",", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*g_strstrip (words[i]) == '\0')
        continue;
      if (!g_strv_contains (known, words[i]))
        {
          g_autofree char *names = g_strjoinv (", ", (char **) known);

          g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_USAGE,
                       _("“%s” is not a format: there are %s"), words[i], names);
          return NULL;
        }
      g_strv_builder_add (builder, words[i]);
    }
  return g_strv_builder_end (builder);
}

/**
 * herald_command_check_language:
 * @language: (nullable): the value of `--language`
 * @error: return location for an error
 *
 * Returns: whether it is absent, or something that an announcement can be written in
 */
gboolean
herald_command_check_language (const char  *language,
                               GError     **error)
{
  g_autoptr (HeraldAnnouncement) probe = NULL;

  if (language == NULL)
    return TRUE;
  if (*language == '\0')
    {
      g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_USAGE, _("The language is empty: write it like it or zh-Hans"));
      return FALSE;
    }
  probe = herald_announcement_new (HERALD_KIND_OTHER, NULL);
  return herald_announcement_set_member (probe, "language", language, error);
}

static gboolean
print_help (GOptionContext  *context,
            GError         **error)
{
  g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

  herald_print ("%s", help);
  g_set_error_literal (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_HELPED, "help");
  return FALSE;
}

/**
 * herald_command_help:
 * @self: a command
 * @options: (nullable): its options
 * @error: return location for %HERALD_CLI_ERROR_HELPED
 *
 * Prints the help; for a command that reads its arguments itself.
 *
 * Returns: %FALSE
 */
gboolean
herald_command_help (const HeraldCommand  *self,
                     const GOptionEntry   *options,
                     GError              **error)
{
  g_autoptr (GOptionContext) context = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  context = make_context (self, options);
  return print_help (context, error);
}

/**
 * herald_command_parse:
 * @self: a command
 * @cli: what the commands share
 * @options: the command's own; values are of %G_OPTION_ARG_FILENAME, never of %G_OPTION_ARG_STRING, which fails on
 *   every letter that the locale's character set does not hold
 * @argv: the command line, the command's name first
 * @min: how many arguments it needs
 * @max: how many it may have
 * @arguments: (out) (transfer full): those that are no options, never %NULL on success
 * @error: return location for an error
 *
 * Returns: whether the command may go on; not after `--help`, which is printed here
 */
gboolean
herald_command_parse (const HeraldCommand  *self,
                      HeraldCli            *cli,
                      const GOptionEntry   *options,
                      char                **argv,
                      guint                 min,
                      guint                 max,
                      char               ***arguments,
                      GError              **error)
{
  gboolean help = FALSE;
  g_autofree char *library = NULL;
  g_auto (GStrv) rest = NULL;
  g_auto (GStrv) words = g_strdupv (argv);
  const GOptionEntry common[] = {
    { "library", 0, 0, G_OPTION_ARG_FILENAME, &library, N_("Work on the library in the folder DIR"), N_("DIR") },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &help, N_("Show this help"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &rest, NULL, NULL },
    { NULL }
  };
  g_autoptr (GOptionContext) context = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (cli != NULL, FALSE);

  context = make_context (self, options);
  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);
  if (!g_option_context_parse_strv (context, &words, error))
    return FALSE;
  if (help)
    return print_help (context, error);
  if (library != NULL)
    herald_cli_choose_library (cli, library);
  if (rest == NULL)
    rest = g_new0 (char *, 1);
  if (g_strv_length (rest) < min || g_strv_length (rest) > max)
    return herald_command_refuse (self, error);

  *arguments = g_steal_pointer (&rest);
  return TRUE;
}
