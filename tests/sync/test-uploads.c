/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests that carry something, on connections that go away under them. */
#include "herald-couch-remote.h"
#include "herald-couch-server.h"
#include "herald-sync-support.h"

#include <string.h>

#define WORDS "not really a picture"

typedef struct
{
  HeraldCouchServer    *server;
  HeraldRemote         *remote;
  HeraldCouchFaultKind  kind;
  guint                 left; /* how many uploads fail */
} Fixture;

static HeraldCouchFault
fail_upload (const char *method,
             const char *path,
             gpointer    user_data)
{
  Fixture *fixture = user_data;

  if (strcmp (method, "PUT") != 0 || !g_str_has_suffix (path, "/data") || fixture->left == 0)
    return (HeraldCouchFault) { HERALD_COUCH_FAULT_NONE, 0 };

  fixture->left--;
  return (HeraldCouchFault) { fixture->kind, 503 };
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;

  fixture->server = herald_couch_server_new ();
  url = herald_couch_server_url (fixture->server, HERALD_COUCH_USER, "team");
  fixture->remote = herald_couch_remote_new (url, HERALD_COUCH_PASSWORD, &error);
  g_assert_no_error (error);
  herald_couch_remote_set_retry_delay (HERALD_COUCH_REMOTE (fixture->remote), 0);
  g_assert_true (herald_remote_open (fixture->remote, NULL, &error));
  g_assert_no_error (error);

  fixture->kind = (HeraldCouchFaultKind) GPOINTER_TO_INT (data);
  herald_couch_server_set_fault (fixture->server, fail_upload, fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_unref (fixture->remote);
  herald_couch_server_free (fixture->server);
}

/* The connection was good for other requests before: an HTTP library may then try again by itself, with nothing left of
 * what it was to send. */
static void
test_asset (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, WORDS, -1);
  g_autofree char *id = g_strconcat ("asset:", sha256, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static (WORDS, strlen (WORDS));

  for (guint failures = 1; failures <= 3; failures++)
    {
      g_autoptr (GBytes) there = NULL;
      g_autoptr (GError) error = NULL;

      fixture->left = failures;
      g_assert_true (herald_remote_put_asset (fixture->remote, sha256, "image/jpeg", bytes, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (fixture->left, ==, 0);

      there = herald_couch_server_get_attachment (fixture->server, "team-objects", id, "data");
      g_assert_nonnull (there);
      g_assert_cmpmem (g_bytes_get_data (there, NULL), g_bytes_get_size (there), WORDS, strlen (WORDS));
      herald_couch_server_delete (fixture->server, "team-objects", id);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, kind, func) g_test_add (path, Fixture, GINT_TO_POINTER (kind), set_up, func, tear_down)
  ADD ("/uploads/asset/dropped", HERALD_COUCH_FAULT_DROP, test_asset);
  ADD ("/uploads/asset/lost", HERALD_COUCH_FAULT_LOST, test_asset);
  ADD ("/uploads/asset/busy", HERALD_COUCH_FAULT_STATUS, test_asset);
#undef ADD

  return g_test_run ();
}
