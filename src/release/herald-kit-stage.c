/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-kit-stage.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define PREFIX    ".herald-kit-"
#define MAX_DEPTH 8
#define ATTEMPTS  16

/* Without following links: what a link leads to is not in the folder. */
static gboolean
is_directory (const char *path)
{
  struct stat status;

  return lstat (path, &status) == 0 && S_ISDIR (status.st_mode);
}

static void
remove_tree (const char *path,
             guint       depth)
{
  g_autoptr (GDir) dir = is_directory (path) && depth < MAX_DEPTH ? g_dir_open (path, 0, NULL) : NULL;
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child, depth + 1);
    }
  if (g_remove (path) != 0 && errno != ENOENT)
    g_warning ("%s: %s", path, g_strerror (errno));
}

/* A descriptor that holds the folder's lock, -1 when another process has it or it is gone. */
static int
take_lock (const char *path,
           int         flags)
{
  struct stat held, there;
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

  /* Whoever had it before may have removed it: only a folder that is still in its place counts. */
  if (fd >= 0 && flock (fd, LOCK_EX | flags) == 0 && fstat (fd, &held) == 0 && lstat (path, &there) == 0 &&
      held.st_ino == there.st_ino && held.st_dev == there.st_dev && held.st_uid == geteuid ())
    return fd;
  if (fd >= 0)
    close (fd);
  return -1;
}

/* What a killed export left beside the kit: words that nobody asked to be there, perhaps under an embargo. */
static void
remove_abandoned (const char *parent)
{
  g_autoptr (GDir) dir = g_dir_open (parent, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (parent, name, NULL);
      int lock = g_str_has_prefix (name, PREFIX) ? take_lock (path, LOCK_NB) : -1;

      if (lock < 0)
        continue;
      remove_tree (path, 0);
      close (lock);
    }
}

/**
 * herald_kit_stage_new:
 * @parent: the folder in which the kit's own folder lies or will lie
 *
 * Makes a hidden folder that nobody else can enter, after removing those of exports that were killed.
 *
 * Returns: (transfer full) (nullable): the stage; %NULL with errno set
 */
HeraldKitStage *
herald_kit_stage_new (const char *parent)
{
  g_return_val_if_fail (parent != NULL, NULL);

  remove_abandoned (parent);
  for (guint attempt = 0; attempt < ATTEMPTS; attempt++)
    {
      g_autofree char *path = g_build_filename (parent, PREFIX "XXXXXX", NULL);
      HeraldKitStage *stage = NULL;
      int lock = -1;

      if (g_mkdtemp (path) == NULL)
        return NULL;
      lock = take_lock (path, 0);
      if (lock < 0)
        continue; /* another export took it for an abandoned one, in the moment before it had its lock */
      stage = g_new0 (HeraldKitStage, 1);
      stage->path = g_steal_pointer (&path);
      stage->lock = lock;
      return stage;
    }
  errno = EAGAIN;
  return NULL;
}

/**
 * herald_kit_stage_free:
 * @stage: (transfer full): a stage
 *
 * Removes it with all that is in it.
 */
void
herald_kit_stage_free (HeraldKitStage *stage)
{
  g_return_if_fail (stage != NULL);

  remove_tree (stage->path, 0);
  close (stage->lock);
  g_free (stage->path);
  g_free (stage);
}
