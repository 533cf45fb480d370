// SPDX-License-Identifier: GPL-3.0-or-later
// validate_doc_update as CouchDB 3.4 runs it (couch_db.erl, prep_and_validate_update): the rules see the leaf that is
// replaced, where PouchDB's own plug-in shows them the winner.
'use strict';

const vm = require('vm');
const createBulkDocsWrapper = require('pouchdb-bulkdocs-wrapper');
const PouchPluginError = require('pouchdb-plugin-error');
const wrappers = require('pouchdb-wrappers');

const ADMIN = { name: null, roles: ['_admin'] }; // the server's own doings

async function readRules(db) {
  const { rows } = await db.allDocs({ startkey: '_design/', endkey: '_design0', include_docs: true });
  return rows.map(row => row.doc).filter(doc => doc.validate_doc_update !== undefined);
}

async function judge(db, doc, options) {
  if (/^_(design|local)\//.test(doc._id))
    return;
  const designs = await readRules(db);
  if (designs.length === 0)
    return;

  const oldDoc = doc._rev ? await db.get(doc._id, { rev: doc._rev, revs: true }).catch(() => null) : null;
  const newDoc = Object.assign({}, doc, { _revisions: oldDoc ? oldDoc._revisions : { start: 0, ids: [] } });
  const userCtx = options.userCtx || ADMIN;
  const secObj = await db.getSecurity();

  for (const design of designs) {
    const context = vm.createContext(Object.create(null));
    const copy = value => vm.runInContext('JSON.parse', context)(JSON.stringify(value));
    try {
      vm.runInContext('(' + design.validate_doc_update + ')', context)
        .call(copy(design), copy(newDoc), copy(oldDoc), copy(userCtx), copy(secObj));
    } catch (error) {
      const forbidden = error.forbidden !== undefined;
      throw new PouchPluginError({ status: forbidden ? 403 : 500, name: forbidden ? 'forbidden' : 'execution_error',
                                   message: forbidden ? error.forbidden : String(error) });
    }
  }
}

const methods = {
  put: async (original, args) => {
    await judge(args.base, args.doc, args.options);
    return original();
  },
  remove: async (original, args) => {
    await judge(args.base, Object.assign({}, args.doc, { _deleted: true }), args.options);
    return original();
  },
  putAttachment: async (original, args) => {
    const doc = args.rev ? await args.base.get(args.docId, { rev: args.rev }).catch(() => null) : null;
    const file = { content_type: args.type, length: args.doc.length, stub: true };
    await judge(args.base, Object.assign({ _id: args.docId }, doc, {
      _rev: args.rev, _attachments: Object.assign({}, doc && doc._attachments, { [args.attachmentId]: file }),
    }), args.options);
    return original();
  },
  removeAttachment: async (original, args) => {
    const doc = await args.base.get(args.docId, { rev: args.rev });
    delete doc._attachments[args.attachmentId];
    await judge(args.base, doc, args.options);
    return original();
  },
  bulkDocs: createBulkDocsWrapper((doc, args) => judge(args.base, doc, args.options)),
};

// Last of all wrappers, so that it is called first.
exports.install = app => app.dbWrapper.registerWrapper(async (name, db, next) => {
  await next();
  wrappers.installWrapperMethods(db, methods);
});
