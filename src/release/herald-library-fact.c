/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-library-fact.h"

#include <string.h>

#include "herald-clean.h"
#include "herald-i18n.h"
#include "herald-look.h"
#include "herald-press-room.h"

#define MAX_NAME    100
#define MAX_CONTACT 200

/**
 * herald_library_fact_list:
 *
 * Returns: (transfer none): the keys that there are, %NULL-terminated
 */
const char * const *
herald_library_fact_list (void)
{
  static const char * const keys[] = { "name", "colour", HERALD_LOOK_SETTING_ACCENT, HERALD_LOOK_SETTING_TYPEFACE, HERALD_PRESS_ROOM_SETTING_ADDRESS,
                                      HERALD_PRESS_ROOM_SETTING_CONTACT, NULL };

  return keys;
}

/**
 * herald_library_fact_get:
 * @library: a library
 * @key: one of herald_library_fact_list()
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what was set
 */
char *
herald_library_fact_get (HeraldLibrary  *library,
                         const char     *key,
                         GError        **error)
{
  g_return_val_if_fail (HERALD_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (key != NULL && g_strv_contains (herald_library_fact_list (), key), NULL);

  return herald_library_get_setting (library, key, error);
}

static char *
check_name (const char  *value,
            GError     **error)
{
  g_autofree char *name = herald_clean_line (value);

  if (name[0] != '\0' && g_utf8_strlen (name, -1) <= MAX_NAME)
    return g_steal_pointer (&name);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("A library needs a name of 1 to 100 characters."));
  return NULL;
}

static char *
check_contact (const char  *value,
               GError     **error)
{
  g_autofree char *contact = herald_clean_line (value);

  if (g_utf8_strlen (contact, -1) <= MAX_CONTACT)
    return g_steal_pointer (&contact);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("A press contact has at most 200 characters."));
  return NULL;
}

/* As it is kept. (transfer full) */
static char *
check (const char  *key,
       const char  *value,
       GError     **error)
{
  const char *look = strcmp (key, "colour") == 0 ? HERALD_LOOK_SETTING_ACCENT : key;

  if (strcmp (key, "name") == 0)
    return check_name (value, error);
  if (strcmp (key, HERALD_PRESS_ROOM_SETTING_ADDRESS) == 0)
    return herald_press_room_check_address (value, error);
  if (strcmp (key, HERALD_PRESS_ROOM_SETTING_CONTACT) == 0)
    return check_contact (value, error);
  return herald_look_check (look, value, error) ? g_ascii_strdown (value, -1) : NULL;
}

/**
 * herald_library_fact_set:
 * @library: a library
 * @key: one of herald_library_fact_list()
 * @value: what a person wrote; "" clears all but the name
 * @error: return location; %G_IO_ERROR_INVALID_ARGUMENT says what would be understood, or what the store says
 *
 * Returns: whether it is on disk
 */
gboolean
herald_library_fact_set (HeraldLibrary  *library,
                         const char     *key,
                         const char     *value,
                         GError        **error)
{
  g_autofree char *kept = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (library), FALSE);
  g_return_val_if_fail (key != NULL && g_strv_contains (herald_library_fact_list (), key), FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  if (value[0] == '\0' && strcmp (key, "name") != 0)
    return herald_library_set_setting (library, key, NULL, error);
  kept = check (key, value, error);
  return kept != NULL && herald_library_set_setting (library, key, kept, error);
}

typedef struct
{
  char *key;
  char *value;
} Fact;

static void
fact_free (Fact *fact)
{
  g_free (fact->key);
  g_free (fact->value);
  g_free (fact);
}

static void
set_in_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  const Fact *fact = task_data;
  GError *error = NULL;

  if (herald_library_fact_set (source, fact->key, fact->value, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
herald_library_fact_set_async (HeraldLibrary        *library,
                               const char           *key,
                               const char           *value,
                               GCancellable         *cancellable,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data)
{
  g_autoptr (GTask) task = NULL;
  Fact *fact = NULL;

  g_return_if_fail (HERALD_IS_LIBRARY (library));
  g_return_if_fail (key != NULL && value != NULL);

  fact = g_new0 (Fact, 1);
  fact->key = g_strdup (key);
  fact->value = g_strdup (value);
  task = g_task_new (library, cancellable, callback, user_data);
  g_task_set_source_tag (task, herald_library_fact_set_async);
  g_task_set_task_data (task, fact, (GDestroyNotify) fact_free);
  g_task_run_in_thread (task, set_in_thread);
}

gboolean
herald_library_fact_set_finish (HeraldLibrary  *library,
                                GAsyncResult   *result,
                                GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
