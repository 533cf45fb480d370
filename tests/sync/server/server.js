// SPDX-License-Identifier: GPL-3.0-or-later
// A CouchDB-compatible server in memory, for tests: node server.js USER PASSWORD [USERS]
// USER is its administrator; USERS is JSON: {"lin": {"password": "...", "roles": ["..."]}}.
// Binds a free loopback port, prints it, and stops when its standard input closes, so it never outlives a test.
'use strict';

const express = require('express');
const PouchDB = require('pouchdb').defaults({ adapter: 'memory' });

PouchDB.plugin(require('pouchdb-adapter-memory'));

const [user, password, more] = process.argv.slice(2);
const users = Object.assign(JSON.parse(more || '{}'), { [user]: { password, roles: ['_admin'] } });
const sessions = new Map(Object.entries(users).map(([name, account]) =>
  ['Basic ' + Buffer.from(name + ':' + account.password).toString('base64'), { name, roles: account.roles || [] }]));
const app = express();

// As CouchDB does with require_valid_user: whoever has not logged in sees nothing.
app.use((request, response, next) => {
  const userCtx = sessions.get(request.get('Authorization'));
  if (userCtx === undefined)
    return response.status(401).json({ error: 'unauthorized', reason: 'Name or password is incorrect.' });
  request.couchSession = { userCtx: Object.assign({}, userCtx) };
  next();
});

app.get('/_session', (request, response) => response.json({ ok: true, userCtx: request.couchSession.userCtx }));

// "PUT /db" of anybody else never gets an answer from this server; CouchDB says this.
app.put('/:db', (request, response, next) => {
  if (request.couchSession.userCtx.roles.includes('_admin'))
    return next();
  response.status(401).json({ error: 'unauthorized', reason: 'You are not a server admin.' });
});

const couch = require('express-pouchdb')(PouchDB, {
  mode: 'minimumForPouchDB',
  overrideMode: { include: ['routes/security'] },
  inMemoryConfig: true,
});
require('./validation.js').install(couch);
app.use(couch);

const server = app.listen(0, '127.0.0.1', () => process.stdout.write(server.address().port + '\n'));

process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
