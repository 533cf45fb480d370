/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-flow-object.h"
#include "herald-flow-view.h"

G_BEGIN_DECLS

/* What the files of the view share: herald-flow-view.c is the widget and what is typed, herald-flow-show.c brings the
 * buffer to what the blocks say, herald-flow-paint.c draws what is no text, herald-flow-commands.c is what menus and
 * keys ask for, herald-flow-clipboard.c copies and pastes, herald-flow-correct.c sets typed signs as they are printed. */

typedef enum
{
  HERALD_FLOW_TAG_PARAGRAPH,
  HERALD_FLOW_TAG_HEADING,
  HERALD_FLOW_TAG_QUOTE,
  HERALD_FLOW_TAG_QUOTE_RTL,
  HERALD_FLOW_TAG_SPEAKER,
  HERALD_FLOW_TAG_SPEAKER_RTL,
  HERALD_FLOW_TAG_LIST,
  HERALD_FLOW_TAG_LIST_RTL,
  HERALD_FLOW_TAG_LAST_ITEM,
  HERALD_FLOW_TAG_OBJECT,
  HERALD_FLOW_TAG_NOTED,  /* has room above for who wrote it */
  HERALD_FLOW_TAG_STRONG, /* these three by HeraldMarkKind */
  HERALD_FLOW_TAG_EMPHASIS,
  HERALD_FLOW_TAG_LINK,
  HERALD_FLOW_N_TAGS
} HeraldFlowTag;

#define HERALD_FLOW_SIDE 18         /* left and right of the text */
#define HERALD_FLOW_GUTTER 122      /* of who wrote what */
#define HERALD_FLOW_INDENT 24       /* of quotes and lists */
#define HERALD_FLOW_NOTE_ABOVE 20   /* of who wrote what, where there is no gutter */
#define HERALD_FLOW_QUOTE_ABOVE 8
#define HERALD_FLOW_SPEAKER_BELOW 14

typedef enum
{
  HERALD_FLOW_DID_OTHER,
  HERALD_FLOW_DID_TYPE,
  HERALD_FLOW_DID_DELETE,
} HeraldFlowDeed;

struct _HeraldFlowView
{
  GtkTextView        parent_instance;

  HeraldEditSession *session;
  GPtrArray         *shown;     /* of HeraldBlock: what the buffer shows */
  GtkTextTag        *tags[HERALD_FLOW_N_TAGS];
  guint              showing;   /* the buffer is being changed to what the blocks say */
  gboolean           typed;     /* the buffer is about to change by itself what the blocks have changed already */
  int                changed_at; /* where in the buffer the last change was shown */
  HeraldEditorBlame *blame;     /* NULL: nobody asked yet */
  gboolean           notes_beside;
  GCancellable      *cancellable;

  /* Which edits are undone together */
  guint              stamp;
  guint              actions;   /* how many user actions are open */
  guint              edits;     /* in this one */
  HeraldFlowDeed     deed;      /* what the last edit was */
  HeraldFlowPlace    deed_end;
  gboolean           after_space;
  gboolean           letter;    /* one was typed in this user action */

  gboolean           look_set;  /* what is typed next looks like this, whatever is before it */
  HeraldFlowLook     look;
  gboolean           composing;
  guint              place_source;
  int                object_width;
  guint              width_source;
};

/* herald-flow-view.c */
GtkTextBuffer   *herald_flow_view_get_buffer (HeraldFlowView  *self);
GPtrArray       *herald_flow_view_get_body   (HeraldFlowView  *self);
gboolean         herald_flow_view_is_editable (HeraldFlowView *self);
HeraldFlowPlace  herald_flow_view_place_of   (const GtkTextIter *iter);
void             herald_flow_view_iter_at    (HeraldFlowView  *self,
                                              HeraldFlowPlace  place,
                                              GtkTextIter     *iter);
/* from and to are the same where nothing is selected. Returns whether something is. */
gboolean         herald_flow_view_get_selection (HeraldFlowView  *self,
                                              HeraldFlowPlace *from,
                                              HeraldFlowPlace *to);
void             herald_flow_view_select     (HeraldFlowView  *self,
                                              HeraldFlowPlace  from,
                                              HeraldFlowPlace  to);
/* edit: (transfer full) (nullable). Does it, shows it and puts the cursor behind it. */
void             herald_flow_view_do         (HeraldFlowView  *self,
                                              HeraldFlowEdit  *edit,
                                              HeraldFlowDeed   deed);
HeraldFlowLook   herald_flow_view_look_at    (HeraldFlowView  *self,
                                              HeraldFlowPlace  place);
void             herald_flow_view_place_changed (HeraldFlowView *self);

/* herald-flow-show.c */
void             herald_flow_show_make_tags  (HeraldFlowView  *self);
void             herald_flow_show_keep       (HeraldFlowView  *self,
                                              guint            at,
                                              guint            n_old,
                                              guint            n_new);
void             herald_flow_show_blocks     (HeraldFlowView  *self,
                                              guint            at,
                                              guint            n_old,
                                              guint            n_new);
void             herald_flow_show_line       (HeraldFlowView  *self,
                                              guint            line);
void             herald_flow_show_all_lines  (HeraldFlowView  *self);
void             herald_flow_show_clear      (HeraldFlowView  *self);
HeraldFlowObject *herald_flow_show_object_at (HeraldFlowView  *self,
                                              guint            line);
void             herald_flow_show_fit_objects (HeraldFlowView *self);
gboolean         herald_flow_show_has_notes  (HeraldFlowView  *self);
gboolean         herald_flow_show_is_rtl     (HeraldFlowView  *self,
                                              const char      *words);

/* herald-flow-paint.c */
void             herald_flow_paint           (HeraldFlowView  *self,
                                              GtkSnapshot     *snapshot);

/* herald-flow-clipboard.c */
GPtrArray       *herald_flow_blocks_from_text (const char     *text);
char            *herald_flow_clean_text      (const char      *text,
                                              gssize           length);
void             herald_flow_view_copy       (GtkTextView     *view);
void             herald_flow_view_cut        (GtkTextView     *view);
void             herald_flow_view_paste      (GtkTextView     *view);

/* herald-flow-correct.c */
void             herald_flow_view_correct    (HeraldFlowView  *self);

/* herald-flow-commands.c */
void             herald_flow_view_install_commands (GtkWidgetClass *widget_class);

G_END_DECLS
