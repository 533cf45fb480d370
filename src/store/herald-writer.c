/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-writer.h"

/* The index waits this long after the last write: whoever types writes again soon. */
#define IDLE_AFTER_US (300 * G_TIME_SPAN_MILLISECOND)
#define BETWEEN_SLICES_US (5 * G_TIME_SPAN_MILLISECOND)

typedef struct
{
  HeraldWriteFunc func; /* NULL: only look */
  gpointer        data;
  HeraldWriteDone done;
} Job;

struct _HeraldWriter
{
  HeraldDatabase     *database;   /* the thread's alone */
  HeraldWriterHooks   hooks;
  gpointer            hooks_data;
  GThread            *thread;

  GMutex              lock;       /* guards what follows */
  GCond               wake;
  GQueue              jobs[HERALD_WRITE_N_PRIORITIES];
  guint               timeout_ms; /* to be set on the connection; 0: nothing */
  gboolean            looking;    /* a look is queued already */
  gboolean            stopping;
};

static Job *
pop (HeraldWriter *self)
{
  for (gsize i = 0; i < HERALD_WRITE_N_PRIORITIES; i++)
    {
      Job *job = g_queue_pop_head (&self->jobs[i]);

      if (job != NULL)
        return job;
    }

  return NULL;
}

/* Returns NULL when it is time for an idle slice (*idle) or for the end. */
static Job *
wait_for_job (HeraldWriter *self,
              gint64        deadline,
              gboolean     *idle)
{
  Job *job;

  *idle = FALSE;
  g_mutex_lock (&self->lock);
  while ((job = pop (self)) == NULL && !self->stopping && !*idle)
    {
      if (deadline == 0)
        g_cond_wait (&self->wake, &self->lock);
      else
        *idle = !g_cond_wait_until (&self->wake, &self->lock, deadline);
    }
  if (job != NULL && job->func == NULL)
    self->looking = FALSE;
  if (self->timeout_ms != 0)
    herald_database_set_timeout (self->database, self->timeout_ms);
  g_mutex_unlock (&self->lock);

  return job;
}

static gboolean
run_in_transaction (HeraldDatabase   *database,
                    Job              *job,
                    GError          **error)
{
  if (!herald_database_begin (database, error))
    return FALSE;
  if (!job->func (database, job->data, error))
    {
      herald_database_rollback (database);
      return FALSE;
    }

  return herald_database_commit (database, error);
}

static void
run_job (HeraldWriter *self,
         Job          *job)
{
  g_autoptr(GError) error = NULL;
  gboolean committed = TRUE;

  if (job->func != NULL)
    committed = run_in_transaction (self->database, job, &error);
  g_assert (committed == (error == NULL));
  if (committed)
    self->hooks.committed (self->database, self->hooks_data);
  if (job->done != NULL)
    job->done (job->data, g_steal_pointer (&error));
  g_free (job);
}

static gpointer
run (gpointer data)
{
  HeraldWriter *self = data;
  gint64 deadline = g_get_monotonic_time () + IDLE_AFTER_US;

  for (;;)
    {
      gboolean idle = FALSE;
      Job *job = wait_for_job (self, deadline, &idle);

      if (job != NULL)
        {
          run_job (self, job);
          deadline = g_get_monotonic_time () + IDLE_AFTER_US;
        }
      else if (idle)
        deadline = self->hooks.idle (self->database, self->hooks_data) ? g_get_monotonic_time () + BETWEEN_SLICES_US : 0;
      else
        break;
    }

  self->hooks.closing (self->database, self->hooks_data);
  herald_database_close (self->database);

  return NULL;
}

/**
 * herald_writer_new:
 * @database: (transfer full): the writing connection
 * @hooks: what else to call, in the writer's thread
 * @hooks_data: for the hooks; must live until herald_writer_stop() has returned
 *
 * Starts the thread.
 *
 * Returns: (transfer full): the writer
 */
HeraldWriter *
herald_writer_new (HeraldDatabase          *database,
                   const HeraldWriterHooks *hooks,
                   gpointer                 hooks_data)
{
  HeraldWriter *self = g_new0 (HeraldWriter, 1);

  self->database = database;
  self->hooks = *hooks;
  self->hooks_data = hooks_data;
  g_mutex_init (&self->lock);
  g_cond_init (&self->wake);
  for (gsize i = 0; i < HERALD_WRITE_N_PRIORITIES; i++)
    g_queue_init (&self->jobs[i]);
  self->thread = g_thread_new ("herald-writer", run, self);

  return self;
}

/**
 * herald_writer_stop:
 * @self: (transfer full): a writer
 *
 * Lets it finish what is queued, and ends the thread. Not to be called in that thread.
 */
void
herald_writer_stop (HeraldWriter *self)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->thread != g_thread_self ());

  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);

  g_thread_join (self->thread);
  g_cond_clear (&self->wake);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * herald_writer_push:
 * @self: a writer
 * @priority: who goes first; jobs of one priority run in order
 * @func: what to do
 * @data: for @func and @done
 * @done: (nullable): told in the writer's thread how it went
 *
 * Queues a job.
 */
void
herald_writer_push (HeraldWriter        *self,
                    HeraldWritePriority  priority,
                    HeraldWriteFunc      func,
                    gpointer             data,
                    HeraldWriteDone      done)
{
  Job *job = g_new0 (Job, 1);

  job->func = func;
  job->data = data;
  job->done = done;
  g_mutex_lock (&self->lock);
  g_queue_push_tail (&self->jobs[priority], job);
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
}

/**
 * herald_writer_look:
 * @self: a writer
 *
 * Calls the committed hook soon, once for however many calls of this.
 */
void
herald_writer_look (HeraldWriter *self)
{
  gboolean queued;

  g_mutex_lock (&self->lock);
  queued = self->looking;
  self->looking = TRUE;
  g_mutex_unlock (&self->lock);

  if (!queued)
    herald_writer_push (self, HERALD_WRITE_NORMAL, NULL, NULL, NULL);
}

/**
 * herald_writer_set_timeout:
 * @self: a writer
 * @milliseconds: how long to wait for another process's lock
 *
 * Counts from the next job on.
 */
void
herald_writer_set_timeout (HeraldWriter *self,
                           guint         milliseconds)
{
  g_mutex_lock (&self->lock);
  self->timeout_ms = milliseconds;
  g_mutex_unlock (&self->lock);
}

typedef struct
{
  HeraldWriteFunc func;
  gpointer        data;
  GMutex          lock;
  GCond           cond;
  gboolean        finished;
  GError         *error;
} Wait;

static gboolean
wait_func (HeraldDatabase  *database,
           gpointer         data,
           GError         **error)
{
  Wait *wait = data;

  return wait->func (database, wait->data, error);
}

static void
wait_done (gpointer  data,
           GError   *error)
{
  Wait *wait = data;

  g_mutex_lock (&wait->lock);
  wait->error = error;
  wait->finished = TRUE;
  g_cond_signal (&wait->cond);
  g_mutex_unlock (&wait->lock);
}

/**
 * herald_writer_run:
 * @self: a writer
 * @priority: who goes first
 * @func: what to do
 * @data: for @func
 * @error: return location for an error
 *
 * Queues a job and waits until it is on disk.
 *
 * Returns: whether it is
 */
gboolean
herald_writer_run (HeraldWriter         *self,
                   HeraldWritePriority   priority,
                   HeraldWriteFunc       func,
                   gpointer              data,
                   GError              **error)
{
  Wait wait = { .func = func, .data = data };

  g_return_val_if_fail (self->thread != g_thread_self (), FALSE);

  g_mutex_init (&wait.lock);
  g_cond_init (&wait.cond);
  herald_writer_push (self, priority, wait_func, &wait, wait_done);
  g_mutex_lock (&wait.lock);
  while (!wait.finished)
    g_cond_wait (&wait.cond, &wait.lock);
  g_mutex_unlock (&wait.lock);
  g_cond_clear (&wait.cond);
  g_mutex_clear (&wait.lock);

  if (wait.error == NULL)
    return TRUE;
  g_propagate_error (error, wait.error);

  return FALSE;
}
