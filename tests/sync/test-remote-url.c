/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-remote-url.h"

#include "herald-sync.h"

#include <string.h>

static void
check_good (const char *url,
            const char *server,
            const char *user,
            const char *database)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldRemoteUrl) parsed = herald_remote_url_parse (url, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (parsed->server, ==, server);
  g_assert_cmpstr (parsed->user, ==, user);
  g_assert_cmpstr (parsed->database, ==, database);
}

static void
test_good (void)
{
  check_good ("https://anna@couch.example.com/team", "https://couch.example.com", "anna", "team");
  check_good ("https://anna@couch.example.com:6984/team/", "https://couch.example.com:6984", "anna", "team");
  check_good ("https://anna%40aurelia.example@couch.example.com/proxy/couch/t_$()+-1",
              "https://couch.example.com/proxy/couch", "anna@aurelia.example", "t_$()+-1");
  check_good ("http://anna@127.0.0.1:5984/team", "http://127.0.0.1:5984", "anna", "team");
  check_good ("http://anna@localhost:5984/team", "http://localhost:5984", "anna", "team");
  check_good ("http://anna@[::1]:5984/team", "http://[::1]:5984", "anna", "team");
}

static void
test_refused (void)
{
  static const char * const urls[] = {
    "",
    "couch.example.com/team",
    "ftp://anna@couch.example.com/team",
    "http://anna@couch.example.com/team",        /* not without encryption */
    "http://anna@127.0.0.1.example.com/team",
    "http://anna@localhost.example.com/team",
    "https://anna:secret@couch.example.com/team",
    "https://anna:@couch.example.com/team",
    "https://couch.example.com/team",
    "https://@couch.example.com/team",
    "https://anna@/team",
    "https://anna@couch.example.com",
    "https://anna@couch.example.com/",
    "https://anna@couch.example.com/Team",
    "https://anna@couch.example.com/_users",
    "https://anna@couch.example.com/1team",
    "https://anna@couch.example.com/..",
    "https://anna@couch.example.com/team?x=1",
    "https://anna@couch.example.com/team#x",
    "https://anna@couch.example.com:99999999/team",
  };

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", urls[i]);
      g_assert_null (herald_remote_url_parse (urls[i], &error));
      g_assert_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_FAILED);
      g_assert_null (strstr (error->message, "secret"));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/remote-url/good", test_good);
  g_test_add_func ("/remote-url/refused", test_refused);

  return g_test_run ();
}
