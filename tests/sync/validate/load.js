// SPDX-License-Identifier: GPL-3.0-or-later
// The rules as a server has them: src/sync/rules.js from its function on, in a world of its own, as CouchDB runs it.
'use strict';

const fs = require('fs');
const path = require('path');
const vm = require('vm');

const FILE = path.join(__dirname, '..', '..', '..', 'src', 'sync', 'rules.js');

exports.source = database => {
  const text = fs.readFileSync(FILE, 'utf8');
  return text.slice(text.indexOf('\nfunction (') + 1).trim().replace('@DATABASE@', database);
};

// What the rules throw comes out as text, or null: allowed. Documents cross as JSON, as they do into CouchDB.
exports.judge = database => {
  const context = vm.createContext(Object.create(null));
  const rules = vm.runInContext('(' + exports.source(database) + ')', context);
  const copy = value => vm.runInContext('JSON.parse', context)(JSON.stringify(value));

  return (newDoc, oldDoc, userCtx, secObj) => {
    try {
      rules(copy(newDoc), copy(oldDoc), copy(userCtx), copy(secObj));
      return null;
    } catch (error) {
      if (typeof error.forbidden !== 'string')
        throw new Error('the rules failed: ' + error);
      return error.forbidden;
    }
  };
};
