/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Writes HTML that is well-formed and escaped by construction: there is no way to put markup in as text. */
typedef struct _HeraldMarkup HeraldMarkup;

HeraldMarkup *herald_markup_new        (void);
void          herald_markup_free       (HeraldMarkup *self);
void          herald_markup_open       (HeraldMarkup *self,
                                        const char   *element);
void          herald_markup_attribute  (HeraldMarkup *self,
                                        const char   *name,
                                        const char   *value);
void          herald_markup_flag       (HeraldMarkup *self,
                                        const char   *name);
void          herald_markup_number     (HeraldMarkup *self,
                                        const char   *name,
                                        int           value);
gboolean      herald_markup_link       (HeraldMarkup *self,
                                        const char   *url);
void          herald_markup_neighbour  (HeraldMarkup *self,
                                        const char   *path);
void          herald_markup_around     (HeraldMarkup *self,
                                        const char   *name,
                                        guint         up,
                                        const char   *path);
void          herald_markup_picture    (HeraldMarkup *self,
                                        const char   *media_type,
                                        GBytes       *bytes);
void          herald_markup_text       (HeraldMarkup *self,
                                        const char   *text);
void          herald_markup_close      (HeraldMarkup *self);
void          herald_markup_leaf       (HeraldMarkup *self,
                                        const char   *element,
                                        const char   *class_name,
                                        const char   *text);
void          herald_markup_style      (HeraldMarkup *self,
                                        const char   *css);
void          herald_markup_script     (HeraldMarkup *self,
                                        const char   *source);
void          herald_markup_data       (HeraldMarkup *self,
                                        const char   *media_type,
                                        JsonNode     *json);
GBytes       *herald_markup_finish     (HeraldMarkup *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldMarkup, herald_markup_free)

G_END_DECLS
