/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-sync-status.h"

#include "herald-canonical.h"
#include "herald-i18n.h"
#include "herald-id.h"
#include "herald-json.h"
#include "herald-members.h"

#include <string.h>

static const char * const state_names[] = {
  "local", "waiting", "syncing", "up-to-date", "conflicts", "set-aside", "offline", "log-in", "other-library", "untrusted",
  "paused", "failed",
};

static const char * const log_in_names[] = {
  NULL, "no-password", "refused", "password-changed", "expired", "locked", "not-allowed", "permission-lost",
};

/**
 * herald_sync_status_new:
 *
 * Returns: (transfer full): of a library without a team server
 */
HeraldSyncStatus *
herald_sync_status_new (void)
{
  HeraldSyncStatus *self = g_new0 (HeraldSyncStatus, 1);

  self->set_aside = g_new0 (char *, 1);
  return self;
}

/**
 * herald_sync_status_copy:
 * @self: a status
 *
 * Returns: (transfer full): the same
 */
HeraldSyncStatus *
herald_sync_status_copy (const HeraldSyncStatus *self)
{
  HeraldSyncStatus *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->set_aside = g_strdupv (self->set_aside);
  copy->named = g_strdupv (self->named);
  copy->message = g_strdup (self->message);
  return copy;
}

/**
 * herald_sync_status_free:
 * @self: (transfer full): a status
 */
void
herald_sync_status_free (HeraldSyncStatus *self)
{
  g_return_if_fail (self != NULL);

  g_strfreev (self->set_aside);
  g_strfreev (self->named);
  g_free (self->message);
  g_free (self);
}

/* Events */

static void
move (HeraldSyncStatus *self,
      HeraldSyncState   state,
      HeraldSyncLogIn   log_in,
      const char       *message)
{
  g_autofree char *said = g_strdup (message);

  self->state = state;
  self->log_in = log_in;
  self->sending = FALSE;
  self->done = self->total = 0;
  g_free (self->message);
  self->message = g_steal_pointer (&said);
}

/**
 * herald_sync_status_set_server:
 * @self: a status
 * @is_set: whether there is a team server; it is another one than before, or a person has put something right
 *
 * What was known of the one before is forgotten.
 */
void
herald_sync_status_set_server (HeraldSyncStatus *self,
                               gboolean          is_set)
{
  g_return_if_fail (self != NULL);

  move (self, is_set ? HERALD_SYNC_STATE_WAITING : HERALD_SYNC_STATE_LOCAL, HERALD_SYNC_LOG_IN_NONE, NULL);
  g_strfreev (self->set_aside);
  g_clear_pointer (&self->named, g_strfreev);
  self->set_aside = g_new0 (char *, 1);
  self->n_conflicts = self->unsent = 0;
  self->read_only = FALSE;
  self->last = 0;
}

/**
 * herald_sync_status_begin:
 * @self: a status of a library with a team server
 *
 * A round begins.
 */
void
herald_sync_status_begin (HeraldSyncStatus *self)
{
  g_return_if_fail (self != NULL);

  if (self->state == HERALD_SYNC_STATE_RUNNING)
    return;

  self->state = HERALD_SYNC_STATE_RUNNING;
  self->sending = FALSE;
  self->done = self->total = 0;
}

/**
 * herald_sync_status_progress:
 * @self: a status while a round runs
 * @sending: whether documents go out, not in
 * @done: how many are through
 * @total: of how many; 0: not known yet
 */
void
herald_sync_status_progress (HeraldSyncStatus *self,
                             gboolean          sending,
                             guint             done,
                             guint             total)
{
  g_return_if_fail (self != NULL);

  if (self->state != HERALD_SYNC_STATE_RUNNING)
    return;

  self->sending = sending;
  self->total = total;
  self->done = total > 0 ? MIN (done, total) : done;
}

/**
 * herald_sync_status_end:
 * @self: a status
 * @result: what the round did
 * @now: microseconds since 1970
 *
 * A round ended well.
 */
void
herald_sync_status_end (HeraldSyncStatus       *self,
                        const HeraldSyncResult *result,
                        gint64                  now)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  HeraldSyncState state = HERALD_SYNC_STATE_UP_TO_DATE;

  g_return_if_fail (self != NULL && result != NULL);

  for (guint i = 0; i < result->set_aside->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (result->set_aside, i));
  g_strfreev (self->set_aside);
  self->set_aside = g_strv_builder_end (builder);
  g_clear_pointer (&self->named, g_strfreev);

  self->n_conflicts = result->conflicts->len;
  self->read_only = result->read_only;
  self->unsent = result->unsent;
  self->last = now;

  if (self->n_conflicts > 0)
    state = HERALD_SYNC_STATE_CONFLICTS;
  else if (self->set_aside[0] != NULL)
    state = HERALD_SYNC_STATE_SET_ASIDE;
  move (self, state, HERALD_SYNC_LOG_IN_NONE, NULL);
}

/* What was good once, and is not any more, is told apart from what never was. */
static HeraldSyncLogIn
judge_log_in (const HeraldSyncStatus *self,
              int                     code)
{
  gboolean was_in = self->last > 0;

  switch (code)
    {
    case HERALD_SYNC_ERROR_NO_PASSWORD:
      return HERALD_SYNC_LOG_IN_NO_PASSWORD;
    case HERALD_SYNC_ERROR_LOG_IN:
      return was_in ? HERALD_SYNC_LOG_IN_PASSWORD_CHANGED : HERALD_SYNC_LOG_IN_REFUSED;
    case HERALD_SYNC_ERROR_EXPIRED:
      return HERALD_SYNC_LOG_IN_EXPIRED;
    case HERALD_SYNC_ERROR_LOCKED:
      return HERALD_SYNC_LOG_IN_LOCKED;
    case HERALD_SYNC_ERROR_FORBIDDEN:
      return was_in ? HERALD_SYNC_LOG_IN_PERMISSION_LOST : HERALD_SYNC_LOG_IN_NOT_ALLOWED;
    default:
      return HERALD_SYNC_LOG_IN_NONE;
    }
}

/**
 * herald_sync_status_fail:
 * @self: a status
 * @error: why a round did not end well
 *
 * One that was cancelled is a pause.
 */
void
herald_sync_status_fail (HeraldSyncStatus *self,
                         const GError     *error)
{
  HeraldSyncState state = HERALD_SYNC_STATE_FAILED;
  HeraldSyncLogIn log_in = HERALD_SYNC_LOG_IN_NONE;

  g_return_if_fail (self != NULL && error != NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      if (self->state == HERALD_SYNC_STATE_RUNNING)
        move (self, HERALD_SYNC_STATE_PAUSED, HERALD_SYNC_LOG_IN_NONE, NULL);
      return;
    }

  if (error->domain == HERALD_SYNC_ERROR)
    log_in = judge_log_in (self, error->code);

  if (log_in != HERALD_SYNC_LOG_IN_NONE)
    state = HERALD_SYNC_STATE_LOG_IN;
  else if (g_error_matches (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_OFFLINE))
    state = HERALD_SYNC_STATE_OFFLINE;
  else if (g_error_matches (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_IDENTITY))
    state = HERALD_SYNC_STATE_OTHER_LIBRARY;
  else if (g_error_matches (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_UNTRUSTED))
    state = HERALD_SYNC_STATE_UNTRUSTED;

  move (self, state, log_in, error->message);
}

/* "id: why" with the headline in the place of the id, where there is one. */
static char *
name_document (HeraldLibrary *library,
               const char    *line)
{
  const char *colon = strstr (line, ": ");
  g_autofree char *id = colon != NULL ? g_strndup (line, (gsize) (colon - line)) : NULL;
  g_autoptr (HeraldWorkingCopy) copy = id != NULL && herald_uuid_is_valid (id)
                                       ? herald_library_get_working_copy (library, id, NULL) : NULL;
  g_autoptr (HeraldSummary) summary = copy != NULL ? herald_summary_from_document (copy->document) : NULL;

  if (summary == NULL || summary->headline == NULL || *summary->headline == '\0')
    return g_strdup (line);

  return g_strdup_printf (_("“%s”: %s"), summary->headline, colon + strlen (": "));
}

/**
 * herald_sync_status_name_set_aside:
 * @self: a status after a round
 * @library: whose
 *
 * People know announcements by their headlines.
 */
void
herald_sync_status_name_set_aside (HeraldSyncStatus *self,
                                   HeraldLibrary    *library)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_if_fail (self != NULL);
  g_return_if_fail (HERALD_IS_LIBRARY (library));

  for (guint i = 0; self->set_aside[i] != NULL; i++)
    {
      g_autofree char *line = name_document (library, self->set_aside[i]);

      g_strv_builder_add (builder, line);
    }

  g_strfreev (self->named);
  self->named = g_strv_builder_end (builder);
}

/**
 * herald_sync_status_may_retry:
 * @self: a status
 *
 * Returns: whether rounds may begin without a person having asked: a refused log-in is never repeated (five lock the
 *   account), and another library or another computer in the server's place is a question, not a fault
 */
gboolean
herald_sync_status_may_retry (const HeraldSyncStatus *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->state != HERALD_SYNC_STATE_LOCAL && self->state != HERALD_SYNC_STATE_LOG_IN &&
         self->state != HERALD_SYNC_STATE_OTHER_LIBRARY && self->state != HERALD_SYNC_STATE_UNTRUSTED &&
         self->state != HERALD_SYNC_STATE_PAUSED;
}

/* Words */

static char *
describe_running (const HeraldSyncStatus *self)
{
  if (self->total == 0)
    return g_strdup (_("Syncing…"));
  if (self->sending)
    return g_strdup_printf (_("Sending %u of %u"), self->done, self->total);
  return g_strdup_printf (_("Receiving %u of %u"), self->done, self->total);
}

static char *
describe_set_aside (const HeraldSyncStatus *self)
{
  guint n = g_strv_length (self->set_aside);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u announcement was not synced", "%u announcements were not synced", n), n);
}

/**
 * herald_sync_status_describe:
 * @self: a status
 *
 * Returns: (transfer full): the state in a few words
 */
char *
herald_sync_status_describe (const HeraldSyncStatus *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  switch (self->state)
    {
    case HERALD_SYNC_STATE_WAITING:
      return g_strdup (_("Not synced yet"));
    case HERALD_SYNC_STATE_RUNNING:
      return describe_running (self);
    case HERALD_SYNC_STATE_UP_TO_DATE:
      return g_strdup (self->read_only ? _("Up to date, for reading only") : _("Up to date"));
    case HERALD_SYNC_STATE_CONFLICTS:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u announcement needs a decision",
                                           "%u announcements need a decision", self->n_conflicts),
                              self->n_conflicts);
    case HERALD_SYNC_STATE_SET_ASIDE:
      return describe_set_aside (self);
    case HERALD_SYNC_STATE_OFFLINE:
      return g_strdup (_("Offline"));
    case HERALD_SYNC_STATE_LOG_IN:
      return g_strdup (_("Needs log-in"));
    case HERALD_SYNC_STATE_OTHER_LIBRARY:
      return g_strdup (_("Another library’s server"));
    case HERALD_SYNC_STATE_UNTRUSTED:
      return g_strdup (_("Server not trusted"));
    case HERALD_SYNC_STATE_PAUSED:
      return g_strdup (_("Sync paused"));
    case HERALD_SYNC_STATE_FAILED:
      return g_strdup (_("Last sync failed"));
    case HERALD_SYNC_STATE_LOCAL:
    default:
      return g_strdup (_("On this computer"));
    }
}

static const char *
explain_log_in (const HeraldSyncStatus *self)
{
  switch (self->log_in)
    {
    case HERALD_SYNC_LOG_IN_NO_PASSWORD:
      return _("No password is stored on this computer.");
    case HERALD_SYNC_LOG_IN_REFUSED:
      return _("The server does not know this user with this password.");
    case HERALD_SYNC_LOG_IN_PASSWORD_CHANGED:
      return _("The server does not take the password any more: it was changed, or the account was removed.");
    case HERALD_SYNC_LOG_IN_EXPIRED:
      return _("The log-in has expired. Enter the password again.");
    case HERALD_SYNC_LOG_IN_LOCKED:
      return _("The server has locked the account for a few minutes after too many wrong passwords.");
    case HERALD_SYNC_LOG_IN_NOT_ALLOWED:
      return _("The account is good, but it may not open this library. Ask who manages the server.");
    case HERALD_SYNC_LOG_IN_PERMISSION_LOST:
      return _("The account may not open this library any more. Ask who manages the server.");
    case HERALD_SYNC_LOG_IN_NONE:
    default:
      return NULL;
    }
}

static char *
explain_access (const HeraldSyncStatus *self)
{
  if (self->unsent == 0)
    return g_strdup (_("This account may read, not write. You get what the others write."));

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "This account may read, not write. %u announcement that you changed stays on this computer.",
                                       "This account may read, not write. %u announcements that you changed stay on this computer.",
                                       self->unsent),
                          self->unsent);
}

/**
 * herald_sync_status_explain:
 * @self: a status
 *
 * Returns: (transfer full) (nullable): what it means, and what can be done
 */
char *
herald_sync_status_explain (const HeraldSyncStatus *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  switch (self->state)
    {
    case HERALD_SYNC_STATE_LOCAL:
      return g_strdup (_("No team server is set. What you write stays here."));
    case HERALD_SYNC_STATE_CONFLICTS:
      return g_strdup (_("Two people changed the same words. Both texts are kept until somebody decides."));
    case HERALD_SYNC_STATE_SET_ASIDE:
      return g_strjoinv ("\n", self->named != NULL ? self->named : self->set_aside);
    case HERALD_SYNC_STATE_OFFLINE:
      return g_strdup_printf (_("You can go on writing: it is sent as soon as the server can be reached. %s"),
                              self->message != NULL ? self->message : "");
    case HERALD_SYNC_STATE_LOG_IN:
      return g_strdup (explain_log_in (self));
    case HERALD_SYNC_STATE_OTHER_LIBRARY:
    case HERALD_SYNC_STATE_UNTRUSTED:
    case HERALD_SYNC_STATE_FAILED:
      return g_strdup (self->message);
    case HERALD_SYNC_STATE_PAUSED:
      return g_strdup (_("You stopped it. It goes on when you sync again."));
    case HERALD_SYNC_STATE_UP_TO_DATE:
      return self->read_only ? explain_access (self) : NULL;
    case HERALD_SYNC_STATE_WAITING:
    case HERALD_SYNC_STATE_RUNNING:
    default:
      return NULL;
    }
}

/**
 * herald_sync_status_describe_last:
 * @self: a status
 * @zone: the reader's
 *
 * Returns: (transfer full) (nullable): when all was well the last time, with the zone; %NULL: never yet
 */
char *
herald_sync_status_describe_last (const HeraldSyncStatus *self,
                                  GTimeZone              *zone)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) here = NULL;
  g_autofree char *time = NULL;

  g_return_val_if_fail (self != NULL && zone != NULL, NULL);

  utc = self->last > 0 ? g_date_time_new_from_unix_utc (self->last / G_USEC_PER_SEC) : NULL;
  here = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  if (here == NULL)
    return NULL;

  /* Translators: a date with its time, as g_date_time_format() takes it */
  time = g_date_time_format (here, _("%-e %B %Y, %H:%M"));
  return g_strdup_printf ("%s (%s)", time, g_time_zone_get_identifier (zone));
}

/* For programs */

static void
set_string (JsonObject *object,
            const char *name,
            const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, name, value);
  else
    json_object_set_null_member (object, name);
}

static char *
format_time (gint64 us)
{
  g_autoptr (GDateTime) utc = us > 0 ? g_date_time_new_from_unix_utc (us / G_USEC_PER_SEC) : NULL;

  return utc != NULL ? g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

/**
 * herald_sync_status_to_json:
 * @self: a status
 *
 * Returns: (transfer full): "state", "reason" of a log-in, "done" and "total", "conflicts", "set_aside", "read_only",
 *   "unsent", "last" in UTC, "message"
 */
JsonObject *
herald_sync_status_to_json (const HeraldSyncStatus *self)
{
  JsonObject *object = json_object_new ();
  JsonArray *set_aside = json_array_new ();
  g_autofree char *last = NULL;

  g_return_val_if_fail (self != NULL, object);

  last = format_time (self->last);
  for (guint i = 0; self->set_aside[i] != NULL; i++)
    json_array_add_string_element (set_aside, self->set_aside[i]);

  json_object_set_string_member (object, "state", state_names[self->state]);
  set_string (object, "reason", log_in_names[self->log_in]);
  if (self->state == HERALD_SYNC_STATE_RUNNING)
    {
      json_object_set_string_member (object, "direction", self->sending ? "sending" : "receiving");
      json_object_set_int_member (object, "done", self->done);
      json_object_set_int_member (object, "total", self->total);
    }
  json_object_set_int_member (object, "conflicts", self->n_conflicts);
  json_object_set_array_member (object, "set_aside", set_aside);
  json_object_set_boolean_member (object, "read_only", self->read_only);
  json_object_set_int_member (object, "unsent", self->unsent);
  set_string (object, "last", last);
  set_string (object, "message", self->message);
  return object;
}

/* Kept */

static guint
find_name (const char * const  *names,
           guint                n_names,
           const char          *name)
{
  for (guint i = 0; i < n_names; i++)
    if (name != NULL && g_strcmp0 (names[i], name) == 0)
      return i;

  return 0;
}

static gint64
read_time (const char *text)
{
  g_autoptr (GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

  return time != NULL ? g_date_time_to_unix (time) * G_USEC_PER_SEC : 0;
}

static guint
read_count (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  gint64 value = node != NULL && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : 0;

  return (guint) CLAMP (value, 0, G_MAXINT);
}

static void
read_json (HeraldSyncStatus *self,
           JsonObject       *object)
{
  JsonArray *array = herald_member_array (object, "set_aside");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (herald_node_string (json_array_get_element (array, i)) != NULL)
      g_strv_builder_add (builder, herald_node_string (json_array_get_element (array, i)));

  g_strfreev (self->set_aside);
  self->set_aside = g_strv_builder_end (builder);
  self->state = find_name (state_names, G_N_ELEMENTS (state_names), herald_member_string (object, "state"));
  self->log_in = find_name (log_in_names, G_N_ELEMENTS (log_in_names), herald_member_string (object, "reason"));
  self->n_conflicts = read_count (object, "conflicts");
  self->unsent = read_count (object, "unsent");
  self->read_only = herald_member_is_true (object, "read_only");
  self->last = read_time (herald_member_string (object, "last"));
  self->message = g_strdup (herald_member_string (object, "message"));
}

/**
 * herald_sync_status_load:
 * @library: a library
 * @error: return location
 *
 * Returns: (transfer full) (nullable): as the last round left it; one that ran then, and was cut off, is none
 */
HeraldSyncStatus *
herald_sync_status_load (HeraldLibrary  *library,
                         GError        **error)
{
  g_autoptr (HeraldSyncStatus) self = herald_sync_status_new ();
  g_autofree char *url = NULL;
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (library), NULL);

  url = herald_library_get_setting (library, "remote", &local);
  if (local == NULL)
    text = herald_library_get_setting (library, HERALD_SETTING_STATUS, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  node = text != NULL ? herald_json_parse (text, -1, NULL) : NULL;
  if (url != NULL && herald_node_object (node) != NULL)
    read_json (self, herald_node_object (node));
  if (url != NULL && (self->state == HERALD_SYNC_STATE_LOCAL || self->state == HERALD_SYNC_STATE_RUNNING ||
                      self->state == HERALD_SYNC_STATE_PAUSED))
    self->state = HERALD_SYNC_STATE_WAITING;

  return g_steal_pointer (&self);
}

/**
 * herald_sync_status_store:
 * @self: a status after a round
 * @library: whose
 * @error: return location
 *
 * Returns: whether it is kept
 */
gboolean
herald_sync_status_store (const HeraldSyncStatus  *self,
                          HeraldLibrary           *library,
                          GError                 **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (HERALD_IS_LIBRARY (library), FALSE);

  json_node_take_object (node, herald_sync_status_to_json (self));
  text = herald_canonical_to_string (node, NULL);
  return herald_library_set_setting (library, HERALD_SETTING_STATUS, text, error);
}
