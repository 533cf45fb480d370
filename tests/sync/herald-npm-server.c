/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-npm-server.h"

#include <gio/gio.h>

struct _HeraldNpmServer
{
  GSubprocess *process;
  guint        port;
};

static char *
server_folder (void)
{
  return g_build_filename (g_getenv ("HERALD_SOURCE_ROOT"), "tests", "sync", "server", NULL);
}

const char *
herald_npm_server_why_not (void)
{
  g_autofree char *folder = NULL;
  g_autofree char *modules = NULL;
  g_autofree char *node = g_find_program_in_path ("node");

  if (g_getenv ("HERALD_SOURCE_ROOT") == NULL)
    return "HERALD_SOURCE_ROOT is not set: run it with meson test";

  folder = server_folder ();
  modules = g_build_filename (folder, "node_modules", "express-pouchdb", NULL);
  if (node == NULL)
    return "node is not installed";
  if (!g_file_test (modules, G_FILE_TEST_IS_DIR))
    return "the test server is not installed: run npm ci in tests/sync/server";

  return NULL;
}

HeraldNpmServer *
herald_npm_server_new (const char *admin,
                       const char *password,
                       const char *users)
{
  HeraldNpmServer *server = g_new0 (HeraldNpmServer, 1);
  g_autofree char *folder = server_folder ();
  g_autofree char *script = g_build_filename (folder, "server.js", NULL);
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;

  server->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                      "node", "--no-deprecation", script, admin, password, users, NULL);
  g_assert_no_error (error);

  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (server->process));
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  server->port = (guint) g_ascii_strtoull (line, NULL, 10);
  g_assert_cmpuint (server->port, >, 0);
  return server;
}

void
herald_npm_server_free (HeraldNpmServer *server)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_close (g_subprocess_get_stdin_pipe (server->process), NULL, NULL);
  g_assert_true (g_subprocess_wait (server->process, NULL, &error));
  g_assert_no_error (error);
  g_object_unref (server->process);
  g_free (server);
}

guint
herald_npm_server_port (HeraldNpmServer *server)
{
  return server->port;
}
