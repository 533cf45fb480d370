/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Networks that break: each reply of the server is cut at every byte, and so is all that a first pull and a first push
 * bring (at some bytes by day; HERALD_SYNC_EVERY_BYTE=1 for a night). */
#include "herald-canonical.h"
#include "herald-couch-remote.h"
#include "herald-couch-server.h"
#include "herald-fault-proxy.h"
#include "herald-sync-support.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define WORDS  "not really a picture"
#define STRIDE 211 /* bytes between two cuts of all that a pull brings */

typedef struct
{
  HeraldCouchServer *server;
  HeraldFaultProxy  *proxy;
  HeraldRemote      *direct;
  HeraldLibrary     *a;   /* has what the server has */
  char              *id;
  char              *sha256;
} Fixture;

static HeraldRemote *
connect_to (guint       port,
            const char *database)
{
  g_autofree char *url = g_strdup_printf ("http://%s@127.0.0.1:%u/%s", HERALD_COUCH_USER, port, database);
  g_autoptr (GError) error = NULL;
  HeraldRemote *remote = herald_couch_remote_new (url, HERALD_COUCH_PASSWORD, &error);

  g_assert_no_error (error);
  herald_couch_remote_set_retry_delay (HERALD_COUCH_REMOTE (remote), 0);
  return remote;
}

/* An announcement with two versions and a picture. */
static void
write_some (Fixture       *fixture,
            HeraldLibrary *library)
{
  g_free (fixture->id);
  g_free (fixture->sha256);
  fixture->id = herald_test_add (library, "“Una lente” — 两家公司");
  fixture->sha256 = herald_test_add_asset (library, fixture->id, WORDS);
  herald_test_save (library, fixture->id, "First");
  herald_test_edit (library, fixture->id, "Second");
  herald_test_save (library, fixture->id, NULL);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->server = herald_couch_server_new ();
  fixture->proxy = herald_fault_proxy_new (herald_couch_server_port (fixture->server));
  fixture->direct = connect_to (herald_couch_server_port (fixture->server), "team");
  fixture->a = herald_test_library_new ("Aurelia");
  write_some (fixture, fixture->a);
  herald_test_sync_quietly (fixture->a, fixture->direct);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  herald_test_library_close (fixture->a);
  g_object_unref (fixture->direct);
  herald_fault_proxy_free (fixture->proxy);
  herald_couch_server_free (fixture->server);
  g_free (fixture->id);
  g_free (fixture->sha256);
}

/* One reply at a time. Each call tells what came, as text. */

static void
append_item (GString                *out,
             const HeraldRemoteItem *item)
{
  g_autoptr (JsonNode) node = item->content != NULL ? json_node_init_object (json_node_alloc (), item->content) : NULL;
  g_autofree char *text = node != NULL ? herald_canonical_to_string (node, NULL) : NULL;

  g_assert_no_error (item->error);
  g_string_append_printf (out, "%s %s %d %s\n", item->id, item->rev, item->deleted, text != NULL ? text : "-");
}

static char *
tell_items (GPtrArray *items)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    append_item (out, g_ptr_array_index (items, i));
  return g_strdup (out->str);
}

/* A remote is opened once. */
static char *
ask_open (Fixture      *fixture,
          HeraldRemote *remote,
          GError      **error)
{
  g_autoptr (HeraldRemote) fresh = connect_to (herald_fault_proxy_port (fixture->proxy), "team");

  return herald_remote_open (fresh, NULL, error) ? g_strdup ("open") : NULL;
}

static char *
ask_get (Fixture      *fixture,
         HeraldRemote *remote,
         GError      **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (HeraldRemoteItem) item = herald_remote_get (remote, HERALD_REMOTE_HEADS, "library:identity", NULL, NULL, error);

  if (item == NULL)
    return NULL;
  append_item (out, item);
  return g_strdup (out->str);
}

static char *
ask_get_many (Fixture      *fixture,
              HeraldRemote *remote,
              GError      **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) items = NULL;

  g_ptr_array_add (ids, g_strconcat ("announcement:", fixture->id, NULL));
  g_ptr_array_add (ids, g_strdup ("none"));
  items = herald_remote_get_many (remote, HERALD_REMOTE_HEADS, ids, TRUE, NULL, error);
  return items != NULL ? tell_items (items) : NULL;
}

static char *
ask_list (Fixture      *fixture,
          HeraldRemote *remote,
          GError      **error)
{
  g_autofree char *prefix = g_strdup_printf ("version:%s:", fixture->id);
  g_autoptr (GPtrArray) items = herald_remote_list (remote, HERALD_REMOTE_OBJECTS, prefix, 100, NULL, error);

  return items != NULL ? tell_items (items) : NULL;
}

static char *
ask_changes (Fixture      *fixture,
             HeraldRemote *remote,
             GError      **error)
{
  g_autofree char *sequence = NULL;
  guint more = 0;
  g_autoptr (GPtrArray) items = herald_remote_changes (remote, NULL, 100, TRUE, &sequence, &more, NULL, error);
  g_autofree char *told = items != NULL ? tell_items (items) : NULL;

  return told != NULL ? g_strconcat (told, sequence, NULL) : NULL;
}

static char *
ask_asset (Fixture      *fixture,
           HeraldRemote *remote,
           GError      **error)
{
  g_autoptr (GInputStream) stream = herald_remote_get_asset (remote, fixture->sha256, NULL, error);
  char data[100] = { 0 };

  if (stream == NULL)
    return NULL;
  g_input_stream_read_all (stream, data, sizeof data - 1, NULL, NULL, error);
  return g_strdup (data);
}

typedef char *(*AskFunc) (Fixture *fixture, HeraldRemote *remote, GError **error);

static void
cut_everywhere (Fixture     *fixture,
                const char  *what,
                AskFunc      ask,
                HeraldBreak  kind)
{
  guint64 step = kind == HERALD_BREAK_CLOSE ? 1 : 7;
  g_autoptr (HeraldRemote) remote = connect_to (herald_fault_proxy_port (fixture->proxy), "team");
  g_autoptr (GError) error = NULL;
  g_autofree char *expected = NULL;
  guint64 before = 0;
  guint64 length = 0;

  g_assert_true (herald_remote_open (remote, NULL, &error));
  before = herald_fault_proxy_get_bytes (fixture->proxy);
  expected = ask (fixture, remote, &error);
  g_assert_no_error (error);
  length = herald_fault_proxy_get_bytes (fixture->proxy) - before;

  for (guint64 n = 0; n < length; n += step)
    {
      g_autofree char *told = NULL;

      herald_fault_proxy_break_after (fixture->proxy, n, kind);
      told = ask (fixture, remote, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (told, ==, expected);
      g_assert_true (herald_fault_proxy_mend (fixture->proxy));
    }
  g_test_message ("%s: cut at %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " bytes", what, (length + step - 1) / step, length);
}

static void
test_replies (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct { const char *what; AskFunc ask; } replies[] = {
    { "the databases", ask_open }, { "a document", ask_get }, { "documents by id", ask_get_many },
    { "a document's versions", ask_list }, { "changes", ask_changes }, { "a file", ask_asset },
  };

  for (guint i = 0; i < G_N_ELEMENTS (replies); i++)
    cut_everywhere (fixture, replies[i].what, replies[i].ask, (HeraldBreak) GPOINTER_TO_INT (data));
}

/* Whole rounds */

static guint64
stride (void)
{
  return g_getenv ("HERALD_SYNC_EVERY_BYTE") != NULL ? 1 : STRIDE;
}

/* Without anybody there from that byte on, a round fails; the next one goes on and completes. */
static void
sync_cut (HeraldLibrary    *library,
          HeraldRemote     *remote,
          HeraldFaultProxy *proxy,
          guint64           n)
{
  g_autoptr (HeraldAuthor) author = herald_test_author ();
  g_autoptr (HeraldSyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  herald_fault_proxy_break_after (proxy, n, HERALD_BREAK_DIE);
  result = herald_sync_run (library, remote, author, NULL, &error);
  if (result == NULL)
    g_assert_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_OFFLINE);
  herald_fault_proxy_mend (proxy);
}

static guint64
measure_pull (Fixture *fixture)
{
  g_autoptr (HeraldRemote) remote = connect_to (herald_fault_proxy_port (fixture->proxy), "team");
  HeraldLibrary *b = herald_test_library_new ("Kitefin");
  guint64 before = herald_fault_proxy_get_bytes (fixture->proxy);

  herald_test_sync_quietly (b, remote);
  herald_test_assert_equal (fixture->a, b);
  herald_test_library_close (b);
  return herald_fault_proxy_get_bytes (fixture->proxy) - before;
}

static void
test_pull (Fixture       *fixture,
           gconstpointer  data)
{
  guint64 length = measure_pull (fixture);
  guint cuts = 0;

  for (guint64 n = (guint64) g_test_rand_int_range (0, (gint32) stride ()); n < length; n += stride (), cuts++)
    {
      g_autoptr (HeraldRemote) remote = connect_to (herald_fault_proxy_port (fixture->proxy), "team");
      HeraldLibrary *b = herald_test_library_new ("Kitefin");
      g_autoptr (GBytes) asset = NULL;

      sync_cut (b, remote, fixture->proxy, n);
      herald_test_sync_quietly (b, remote);
      herald_test_assert_equal (fixture->a, b);
      asset = herald_library_get_asset (b, fixture->sha256, NULL);
      g_assert_nonnull (asset);
      herald_test_library_close (b);
    }
  g_test_message ("a pull cut at %u of its %" G_GUINT64_FORMAT " bytes", cuts, length);
}

static void
test_push (Fixture       *fixture,
           gconstpointer  data)
{
  guint64 length = 2 * measure_pull (fixture);
  guint cuts = 0;

  for (guint64 n = (guint64) g_test_rand_int_range (0, (gint32) stride ()); n < length; n += 2 * stride (), cuts++)
    {
      g_autofree char *database = g_strdup_printf ("team%" G_GUINT64_FORMAT, n);
      g_autoptr (HeraldRemote) remote = connect_to (herald_fault_proxy_port (fixture->proxy), database);
      g_autoptr (HeraldRemote) direct = connect_to (herald_couch_server_port (fixture->server), database);
      HeraldLibrary *b = herald_test_library_new ("Kitefin");
      HeraldLibrary *c = herald_test_library_new ("Press");

      write_some (fixture, b);
      sync_cut (b, remote, fixture->proxy, n);
      herald_test_sync_quietly (b, remote);
      herald_test_sync_quietly (c, direct);
      herald_test_assert_equal (b, c);
      herald_test_library_close (b);
      herald_test_library_close (c);
    }
  g_test_message ("a push cut at %u of its bytes", cuts);
}

/* Requests that a network delivers twice, and replies that come late and in pieces. */
static void
test_twice_and_late (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (HeraldRemote) remote = connect_to (herald_fault_proxy_port (fixture->proxy), "team");
  HeraldLibrary *b = herald_test_library_new ("Kitefin");
  g_autofree char *id = NULL;
  g_autofree char *headline = NULL;

  herald_fault_proxy_set_twice (fixture->proxy, TRUE);
  herald_fault_proxy_set_latency (fixture->proxy, 2000);
  id = herald_test_add (b, "Twice");
  herald_test_edit (fixture->a, fixture->id, "Third");
  herald_test_sync_quietly (b, remote);
  herald_test_sync_quietly (fixture->a, remote);
  herald_test_edit (b, id, "Thrice");
  herald_test_sync_quietly (b, remote);
  herald_test_sync_quietly (fixture->a, remote);
  herald_test_sync_quietly (b, remote);

  herald_test_assert_equal (fixture->a, b);
  headline = herald_test_headline (fixture->a, id);
  g_assert_cmpstr (headline, ==, "Thrice");
  g_assert_cmpuint (herald_test_n_heads (b, fixture->id), ==, 1);
  herald_test_library_close (b);
}

typedef struct
{
  HeraldFaultProxy *proxy;
  GCancellable     *cancellable;
} Impatient;

static gpointer
cancel_when_stalled (gpointer user_data)
{
  Impatient *impatient = user_data;

  herald_fault_proxy_wait_stall (impatient->proxy);
  g_cancellable_cancel (impatient->cancellable);
  return NULL;
}

/* A reply that stops in the middle holds nobody up who wants to go. */
static void
test_stall (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (HeraldAuthor) author = herald_test_author ();

  for (guint64 n = 1; n < 6000; n += 1500)
    {
      g_autoptr (HeraldRemote) remote = connect_to (herald_fault_proxy_port (fixture->proxy), "team");
      HeraldLibrary *b = herald_test_library_new ("Kitefin");
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Impatient impatient = { fixture->proxy, cancellable };
      g_autoptr (HeraldSyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      GThread *thread = NULL;

      herald_fault_proxy_break_after (fixture->proxy, n, HERALD_BREAK_STALL);
      thread = g_thread_new ("impatient", cancel_when_stalled, &impatient);
      result = herald_sync_run (b, remote, author, cancellable, &error);
      g_thread_join (thread);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

      herald_fault_proxy_mend (fixture->proxy);
      herald_test_sync_quietly (b, remote);
      herald_test_assert_equal (fixture->a, b);
      herald_test_library_close (b);
    }
}

int
main (int   argc,
      char *argv[])
{
  /* Libraries by the dozen, none of which is to last. */
  if (g_getenv ("TMPDIR") == NULL && g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);

  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, func) g_test_add (path, Fixture, GINT_TO_POINTER (data), set_up, func, tear_down)
  ADD ("/cuts/replies/closed", HERALD_BREAK_CLOSE, test_replies);
  ADD ("/cuts/replies/reset", HERALD_BREAK_RESET, test_replies);
  ADD ("/cuts/pull", 0, test_pull);
  ADD ("/cuts/push", 0, test_push);
  ADD ("/cuts/twice-and-late", 0, test_twice_and_late);
  ADD ("/cuts/stall", 0, test_stall);
#undef ADD

  return g_test_run ();
}
