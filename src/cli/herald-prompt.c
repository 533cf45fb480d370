/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-prompt.h"

#include "herald-credentials.h"
#include "herald-i18n.h"
#include "herald-remote-url.h"

#include <fcntl.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define LONGEST 1024

static gboolean
write_all (int         terminal,
           const char *text)
{
  return write (terminal, text, strlen (text)) == (gssize) strlen (text);
}

/* One line without echo; what is longer is cut. Signals are left to the terminal: Ctrl+C restores nothing, as the
 * shell sets its own modes. The echo ends before the question: what is answered at once is neither shown nor lost. */
static char *
read_line (int         terminal,
           const char *question)
{
  struct termios kept = { 0 };
  struct termios quiet = { 0 };
  char *line = g_malloc0 (LONGEST + 1);
  gsize length = 0;
  gboolean changed = tcgetattr (terminal, &kept) == 0;

  quiet = kept;
  quiet.c_lflag &= ~(tcflag_t) ECHO;
  changed = changed && tcsetattr (terminal, TCSAFLUSH, &quiet) == 0;

  if (write_all (terminal, question))
    while (length < LONGEST && read (terminal, line + length, 1) == 1 && line[length] != '\n')
      length++;
  line[length] = '\0';

  if (changed)
    tcsetattr (terminal, TCSAFLUSH, &kept);
  return line;
}

/* NULL: there is nobody to ask. */
static char *
ask (const HeraldRemoteUrl *url)
{
  /* Translators: a user, and a server's address */
  g_autofree char *question = g_strdup_printf (_("Password of %s on %s: "), url->user, url->server);
  int terminal = isatty (STDIN_FILENO) ? open ("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY) : -1;
  char *line = NULL;

  if (terminal < 0)
    return NULL;

  line = read_line (terminal, question);
  write_all (terminal, "\n");
  close (terminal);
  return line;
}

/**
 * herald_prompt_password:
 * @url: the remote's address
 * @error: return location: as herald_credentials_lookup()
 *
 * Asks at the terminal, without echo, when no password is stored and there is a person to ask.
 *
 * Returns: (transfer full) (nullable): the password, to be freed with herald_credentials_free()
 */
char *
herald_prompt_password (const char  *url,
                        GError     **error)
{
  g_autoptr (HeraldRemoteUrl) parsed = herald_remote_url_parse (url, error);
  g_autoptr (GError) local = NULL;
  char *password = NULL;

  if (parsed == NULL)
    return NULL;

  password = herald_credentials_lookup (url, NULL, &local);
  if (password == NULL)
    password = ask (parsed);
  if (password == NULL)
    g_propagate_error (error, g_steal_pointer (&local));

  return password;
}
