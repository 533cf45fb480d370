// SPDX-License-Identifier: GPL-3.0-or-later
// Pulls a database once, as PouchDB does with its LevelDB adapter: node pull-with-pouchdb.js MODULES URL FOLDER
'use strict';

const [modules, url, folder] = process.argv.slice(2);
const PouchDB = require(require.resolve('pouchdb', { paths: [modules] }));

new PouchDB(folder, { adapter: 'leveldb' }).replicate.from(url, { batch_size: 500 })
  .then(result => { process.stdout.write(result.docs_written + ' documents\n'); process.exit(0); })
  .catch(error => { process.stderr.write(error + '\n'); process.exit(1); });
