// SPDX-License-Identifier: GPL-3.0-or-later
// A CouchDB-compatible server in memory, for tests: node server.js USER PASSWORD
// Binds a free loopback port, prints it, and stops when its standard input closes, so it never outlives a test.
'use strict';

const express = require('express');
const PouchDB = require('pouchdb').defaults({ adapter: 'memory' });

PouchDB.plugin(require('pouchdb-adapter-memory'));

const [user, password] = process.argv.slice(2);
const expected = 'Basic ' + Buffer.from(user + ':' + password).toString('base64');
const app = express();

// As CouchDB does with require_valid_user: whoever has not logged in sees nothing.
app.use((request, response, next) => {
  if (request.get('Authorization') === expected)
    return next();
  response.status(401).json({ error: 'unauthorized', reason: 'Name or password is incorrect.' });
});

app.use(require('express-pouchdb')(PouchDB, { mode: 'minimumForPouchDB', inMemoryConfig: true }));

const server = app.listen(0, '127.0.0.1', () => process.stdout.write(server.address().port + '\n'));

process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
