// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of the team's server, judged by a table of good and bad documents: node test-rules.js; prints TAP.
'use strict';

const { judge, source } = require('./load.js');

const A = 'a'.repeat(64), B = 'b'.repeat(64), C = 'c'.repeat(64);
const DOC = '0d3b5d2e-6a44-4c3a-9d4e-5a1c3c0a7f11', OTHER = '7f1f2f0e-2b2a-4e55-8f3f-0123456789ab';
const REV = n => n + '-' + 'd'.repeat(32);
const SECURITY = {
  admins: { names: ['chief'], roles: ['_admin'] },
  members: { names: ['anna', 'lin', 'guest'], roles: ['team-editor', 'team-viewer'] },
  herald: {
    editors: { names: ['anna'], roles: ['team-editor'] },
    viewers: { names: ['lin'], roles: ['team-viewer'] },
  },
};
const WHO = {
  root: { name: 'root', roles: ['_admin'] },
  chief: { name: 'chief', roles: [] },
  anna: { name: 'anna', roles: [] },
  byRole: { name: 'mario', roles: ['other', 'team-editor'] },
  lin: { name: 'lin', roles: [] },
  reader: { name: 'ugo', roles: ['team-viewer'] },
  guest: { name: 'guest', roles: [] },
  nobody: { name: null, roles: [] },
};

const body = (type = 'announcement', id = DOC) => ({ schema: 1, type, id, headline: 'Lenti', unknown: [{}] });
const head = (hash, more) => Object.assign({ schema: 1, hash, time: '2026-11-22T10:00:00Z', body: body() }, more);
const heads = (list, more) =>
  Object.assign({ _id: 'announcement:' + DOC, schema: 1, heads: list }, more);
const version = (more, id = 'version:' + DOC + ':' + A) =>
  ({ _id: id, version: Object.assign({ schema: 1, document: DOC, time: '2026-11-22T10:00:00Z', body: B }, more) });
const asset = (files, more) => Object.assign({ _id: 'asset:' + A, _attachments: files }, more);
const DATA = { data: { content_type: 'image/png', length: 3, stub: true } };
const loser = heads([head(A), head(B)], { _rev: REV(2) });
const gone = more => Object.assign({ _id: loser._id, _rev: REV(2), _deleted: true, heads: [A, B], winner: REV(3) }, more);
const without = (object, name) => { const copy = Object.assign({}, object); delete copy[name]; return copy; };
const long = n => 'x'.repeat(n);

// [what, database, who, newDoc, oldDoc, expected]: null is allowed, a text stands in the refusal.
const cases = [];
const good = (what, database, newDoc, oldDoc = null, who = 'anna') =>
  cases.push([what, database, who, newDoc, oldDoc, null]);
const bad = (what, database, newDoc, oldDoc = null, why = '', who = 'anna') =>
  cases.push([what, database, who, newDoc, oldDoc, why]);

// Heads
good('one head', 'heads', heads([head(A)]));
good('two heads with all that may stand there', 'heads', heads([
  head(A, { parents: [B, C], author: { name: 'Anna Bruni', email: 'anna@aurelia.example' }, message: 'è', automatic: true,
            later: 1 }), head(B)]));
good('a change', 'heads', heads([head(B)], { _rev: REV(1) }), heads([head(A)], { _rev: REV(1) }));
good('heads again after a deletion', 'heads', heads([head(A)]), { _id: loser._id, _rev: REV(3), _deleted: true });
for (const type of ['organisation', 'person'])
  good(type, 'heads', heads([head(A, { body: body(type) })], { _id: type + ':' + DOC }));
good('an author without a name', 'heads', heads([head(A, { author: {} })]));
good('a body of a later schema', 'heads', heads([head(A, { body: Object.assign(body(), { schema: 7 }) })]));
bad('no heads', 'heads', heads([]), null, 'from 1 to 64');
bad('heads missing', 'heads', without(heads([]), 'heads'), null, 'from 1 to 64');
bad('heads that are no list', 'heads', heads({ length: 1, 0: head(A) }), null, 'from 1 to 64');
bad('65 heads', 'heads', heads(Array.from({ length: 65 }, (_, i) => head(String(i).padStart(64, '0')))), null, '64');
bad('unsorted heads', 'heads', heads([head(B), head(A)]), null, 'sorted');
bad('the same head twice', 'heads', heads([head(A), head(A)]), null, 'sorted');
bad('a head that is null', 'heads', heads([null]), null, 'hashes');
bad('a head that is text', 'heads', heads(['head']), null, 'hashes');
for (const hash of [undefined, null, 7, '', A.slice(1), A + 'a', A.toUpperCase(), ' ' + A.slice(1), A + '\n', [A]])
  bad('a hash that is ' + JSON.stringify(hash), 'heads', heads([head(hash)]), null, 'hashes');
for (const name of ['schema', 'time', 'body'])
  bad('a head without ' + name, 'heads', heads([without(head(A), name)]));
for (const time of ['2026-11-22', '2026-11-22T10:00:00+01:00', '2026-11-22T10:00:00.5Z', 5, '', '2026-11-22T10:00:00Z\n'])
  bad('a time that is ' + JSON.stringify(time), 'heads', heads([head(A, { time })]), null, 'time');
for (const schema of [0, -1, 1.5, '1', null, true, 1e300])
  bad('a schema that is ' + JSON.stringify(schema), 'heads', heads([head(A, { schema })]), null, 'schema');
for (const parents of ['', {}, [B, B], [C, B], ['x'], [null], null])
  bad('parents that are ' + JSON.stringify(parents).slice(0, 9), 'heads', heads([head(A, { parents })]), null, 'Parents');
bad('its own parent', 'heads', heads([head(A, { parents: [A] })]), null, 'own parent');
for (const author of ['Anna', null, [], { name: 1 }, { email: {} }])
  bad('an author that is ' + JSON.stringify(author), 'heads', heads([head(A, { author })]), null, 'author');
bad('a message that is no text', 'heads', heads([head(A, { message: 1 })]), null, 'message');
bad('automatic that is text', 'heads', heads([head(A, { automatic: 'yes' })]), null, 'automatic');
bad('a document inside the head', 'heads', heads([head(A, { document: DOC })]), null, 'in the id');
for (const [what, wrong] of [['text', 'x'], ['null', null], ['a list', []], ['without schema', without(body(), 'schema')],
                             ['of no type', without(body(), 'type')], ['of another type', body('person')],
                             ['of an unknown type', body('poem')], ['of an inherited type', body('constructor')],
                             ['of another document', body('announcement', OTHER)], ['without id', without(body(), 'id')]])
  bad('a body that is ' + what, 'heads', heads([head(A, { body: wrong })]));
bad('a newer schema', 'heads', heads([head(A)], { schema: 2 }), null, 'newer Herald');
bad('no schema', 'heads', without(heads([head(A)]), 'schema'), null, 'schema');
bad('another member', 'heads', heads([head(A)], { comment: 'x' }), null, 'does not belong');
bad('a file in heads', 'heads', heads([head(A)], { _attachments: DATA }), null, 'Files');
bad('heads that are too large', 'heads', heads([head(A, { message: long(8000001) })]), null, 'too large');
for (const id of ['announcement:' + DOC.toUpperCase(), 'announcement:x', 'announcement:', 'announcement:' + DOC + ':1',
                  'announcement:../../etc/passwd', 'person:' + DOC + '\n'])
  bad('the id ' + JSON.stringify(id), 'heads', heads([head(A)], { _id: id }));

// Ids
for (const id of ['note', ':x', 'x:', 'Agent:x', '1x:y', '-x:y', 'a b:c', 'é:x', '', 'x/y:z', 'x:' + long(300)])
  for (const database of ['heads', 'objects'])
    bad('the id ' + JSON.stringify(id.slice(0, 12)) + ' in ' + database, database, { _id: id, schema: 1 });
good('an unknown type', 'heads', { _id: 'agent:bergamo', at: 1 });
good('an unknown type, changed', 'heads', { _id: 'agent:bergamo', _rev: REV(1), at: 2 }, { _id: 'agent:bergamo', _rev: REV(1) });
good('an unknown type, deleted', 'heads', { _id: 'agent:bergamo', _rev: REV(1), _deleted: true }, { _id: 'agent:bergamo', _rev: REV(1) });
bad('an unknown type with a file', 'heads', { _id: 'agent:bergamo', _attachments: DATA }, null, 'Files');
bad('an unknown type that is too large', 'heads', { _id: 'agent:x', text: long(8000001) }, null, 'too large');
good('an unknown object', 'objects', { _id: 'font:x', _attachments: DATA });
bad('an unknown object that is too large', 'objects', { _id: 'font:x', text: long(8000001) }, null, 'too large');
bad('an unknown object, changed', 'objects', { _id: 'font:x', a: 1 }, { _id: 'font:x' }, 'never changed');
for (const type of ['version', 'body', 'asset'])
  bad(type + ' among the heads', 'heads', { _id: type + ':' + DOC + ':' + A }, null, 'not belong');
for (const id of ['announcement:' + DOC, 'organisation:' + DOC, 'person:' + DOC, 'release:' + DOC, 'journal:' + DOC + ':1',
                  'team:policy', 'library:identity'])
  bad(id + ' among the objects', 'objects', Object.assign(heads([head(A)]), { _id: id, identity: DOC }), null, 'not belong');
bad('another document of the team', 'heads', { _id: 'team:x', schema: 1 }, null, 'not belong');
bad('another document of the library', 'heads', { _id: 'library:x', schema: 1 }, null, 'not belong');

// Identity, policy, releases, journals
const identity = { _id: 'library:identity', schema: 1, identity: DOC };
good('an identity', 'heads', identity);
bad('an identity that is no UUID', 'heads', Object.assign({}, identity, { identity: 'x' }), null, 'UUID');
bad('an identity without schema', 'heads', without(identity, 'schema'), null, 'schema');
bad('another identity', 'heads', Object.assign({}, identity, { identity: OTHER, _rev: REV(1) }), identity, 'never changed');
bad('no identity any more', 'heads', { _id: identity._id, _deleted: true }, identity, 'administrator');
good('another identity by an administrator', 'heads', Object.assign({}, identity, { identity: OTHER }), identity, 'root');
bad('an identity of nonsense by an administrator', 'heads', Object.assign({}, identity, { identity: 1 }), identity, 'UUID', 'root');
bad('an identity with a file', 'heads', Object.assign({}, identity, { _attachments: DATA }), null, 'Files');
bad('an identity with a novel', 'heads', Object.assign({}, identity, { x: long(262144) }), null, 'too large');
good('a policy', 'heads', { _id: 'team:policy', schema: 1, rules: [] });
good('another policy', 'heads', { _id: 'team:policy', schema: 1 }, { _id: 'team:policy', schema: 1 });
bad('a policy without schema', 'heads', { _id: 'team:policy' }, null, 'schema');
bad('no policy any more', 'heads', { _id: 'team:policy', _deleted: true }, { _id: 'team:policy' }, 'administrator');
good('a release', 'heads', { _id: 'release:' + DOC, schema: 1, state: 'claimed' });
good('a release that goes on', 'heads', { _id: 'release:' + DOC, schema: 1 }, { _id: 'release:' + DOC });
bad('a release that goes away', 'heads', { _id: 'release:' + DOC, _deleted: true }, { _id: 'release:' + DOC }, 'administrator');
bad('a release of nothing', 'heads', { _id: 'release:x', schema: 1 }, null, 'UUID');
bad('a release with a file', 'heads', { _id: 'release:' + DOC, schema: 1, _attachments: DATA }, null, 'Files');
bad('a release that is too large', 'heads', { _id: 'release:' + DOC, schema: 1, x: long(262144) }, null, 'too large');
const journal = n => ({ _id: 'journal:' + DOC + ':' + n, schema: 1, done: 'page' });
good('a journal entry', 'heads', journal(0));
good('a later journal entry', 'heads', journal(12));
for (const n of ['', '01', '-1', 'x', '1:2', '1e3', '1234567890'])
  bad('the journal entry ' + n, 'heads', journal(n));
bad('a journal entry without schema', 'heads', without(journal(1), 'schema'), null, 'schema');
bad('a journal entry, changed', 'heads', journal(1), journal(1), 'never changed');
bad('a journal entry, deleted', 'heads', { _id: journal(1)._id, _deleted: true }, journal(1), 'administrator');
good('a journal entry, deleted by an administrator', 'heads', { _id: journal(1)._id, _deleted: true }, journal(1), 'chief');

// Removing
good('a losing leaf', 'heads', gone(), loser);
good('a losing leaf of the same generation', 'heads', gone({ winner: '2-' + 'e'.repeat(32) }), loser);
bad('a leaf without a reason', 'heads', { _id: loser._id, _rev: REV(2), _deleted: true }, loser, 'never deleted');
bad('a leaf for itself', 'heads', gone({ winner: REV(2) }), loser, 'never deleted');
bad('a winner that is not', 'heads', gone({ winner: '2-' + 'c'.repeat(32) }), loser, 'never deleted');
bad('the leaf before', 'heads', gone({ winner: REV(1) }), loser, 'never deleted');
for (const winner of [undefined, null, 3, 'x', '3-', '3-' + 'D'.repeat(32), '03-' + 'd'.repeat(32), [REV(3)]])
  bad('the winner ' + JSON.stringify(winner), 'heads', gone({ winner }), loser, 'never deleted');
bad('a leaf that holds more', 'heads', gone({ heads: [A] }), loser, 'never deleted');
bad('a leaf that holds other versions', 'heads', gone({ heads: [A, C] }), loser, 'never deleted');
bad('a leaf that was not read', 'heads', gone({ heads: undefined }), loser, 'never deleted');
bad('what is not there', 'heads', gone(), null, 'never deleted');
bad('what is gone', 'heads', gone(), { _id: loser._id, _rev: REV(2), _deleted: true }, 'never deleted');
good('by an administrator', 'heads', { _id: loser._id, _deleted: true }, loser, 'root');
bad('by a reader', 'heads', gone(), loser, 'read-only', 'lin');

// Objects
const text = (more, id = 'body:' + DOC + ':' + A) => ({ _id: id, body: Object.assign(body(), more) });
good('a version', 'objects', version());
good('a version with all', 'objects', version({ parents: [B], author: { name: 'x' }, message: 'm', automatic: true, more: 1 }));
good('a version, as it comes into CouchDB', 'objects', Object.assign(version(), { _revisions: { start: 0, ids: [] } }));
good('a version that an administrator erased, again', 'objects', version(), { _id: version()._id, _deleted: true });
bad('the same version again', 'objects', Object.assign(version(), { _rev: REV(1) }), version(), 'never changed');
bad('another version', 'objects', Object.assign(version({ message: 'x' }), { _rev: REV(1) }), version(), 'never changed');
bad('a version by a way round', 'objects', Object.assign(version(), { _revisions: { start: 2, ids: ['x', 'y'] } }), null, 'never changed');
bad('a version deleted', 'objects', { _id: version()._id, _deleted: true }, version(), 'administrator');
good('a version erased', 'objects', { _id: version()._id, _deleted: true }, version(), 'root');
good('a version mended by an administrator', 'objects', version({ message: 'x' }), version(), 'chief');
bad('a version of another document', 'objects', version({ document: OTHER }), null, 'another document');
bad('a version without text', 'objects', version({ body: 'x' }), null, 'no text');
bad('its own parent', 'objects', version({ parents: [A] }), null, 'own parent');
bad('no version', 'objects', { _id: version()._id }, null, 'missing');
bad('a version that is text', 'objects', { _id: version()._id, version: 'x' }, null, 'missing');
bad('a version with a file', 'objects', Object.assign(version(), { _attachments: DATA }), null, 'Files');
bad('a version with more', 'objects', Object.assign(version(), { comment: 1 }), null, 'not belong');
bad('a version with a novel', 'objects', version({ message: long(262144) }), null, 'too large');
for (const id of ['version:' + DOC, 'version:' + DOC + ':' + A + ':x', 'version:x:' + A, 'version:' + DOC + ':' + A.slice(2)])
  bad('the id ' + id.slice(0, 20), 'objects', version({}, id), null, 'id');
good('a text', 'objects', text());
good('the text of a company', 'objects', text({ type: 'organisation' }));
bad('a text, changed', 'objects', text({ headline: 'x' }), text(), 'never changed');
bad('a text, deleted', 'objects', { _id: text()._id, _deleted: true }, text(), 'administrator');
bad('a text of another document', 'objects', text({ id: OTHER }), null, 'another document');
bad('a text of no type', 'objects', text({ type: 'toString' }), null, 'type');
bad('no text', 'objects', { _id: text()._id }, null, 'missing');
bad('a text that is too large', 'objects', text({ notes: long(8000001) }), null, 'too large');
bad('a text with a file', 'objects', Object.assign(text(), { _attachments: DATA }), null, 'Files');
bad('a text with more', 'objects', Object.assign(text(), { comment: 1 }), null, 'not belong');
bad('the id of a text', 'objects', text({}, 'body:' + DOC + ':x'), null, 'id');
good('an asset', 'objects', asset(DATA));
good('an asset as it streams in', 'objects', asset({ data: { content_type: 'image/png', revpos: 1 } }));
good('an asset with its name', 'objects', asset(DATA, { name: 'hero.jpg' }));
bad('an asset without a file', 'objects', { _id: 'asset:' + A }, null, 'one file');
bad('an asset of two files', 'objects', asset({ data: DATA.data, more: DATA.data }), null, 'one file');
bad('an asset of another file', 'objects', asset({ 'index.html': DATA.data }), null, 'one file');
bad('a file that is too large', 'objects', asset({ data: { length: 1073741825 } }), null, 'too large');
bad('an asset with a novel', 'objects', asset(DATA, { name: long(262144) }), null, 'too large');
bad('an asset, changed', 'objects', asset(DATA), asset(DATA), 'never changed');
bad('an asset, emptied', 'objects', { _id: 'asset:' + A }, asset(DATA), '');
bad('an asset, deleted', 'objects', { _id: 'asset:' + A, _deleted: true }, asset(DATA), 'administrator');
bad('the id of an asset', 'objects', asset(DATA, { _id: 'asset:../../x' }), null, 'id');

// Who
for (const who of ['root', 'chief', 'anna', 'byRole'])
  good(who + ' writes', 'heads', heads([head(A)]), null, who);
for (const who of ['lin', 'reader', 'guest', 'nobody'])
  for (const [database, doc] of [['heads', heads([head(A)])], ['objects', version()], ['objects', asset(DATA)],
                                 ['heads', identity], ['heads', { _id: 'agent:x' }], ['heads', { _id: 'nonsense' }]])
    bad(who + ' writes ' + doc._id.split(':')[0], database, doc, null, 'read-only:', who);

let failed = 0;
const check = (sound, what, detail) => {
  failed += sound ? 0 : 1;
  process.stdout.write((sound ? 'ok ' : 'not ok ') + (++check.n) + ' - ' + what.replace(/#/g, '') + '\n');
  if (!sound)
    process.stdout.write('# ' + detail + '\n');
};
check.n = 0;
process.stdout.write('1..' + (cases.length + 4) + '\n');

const judges = { heads: judge('heads'), objects: judge('objects') };
for (const [what, database, who, newDoc, oldDoc, expected] of cases) {
  const said = judges[database](newDoc, oldDoc, WHO[who], SECURITY);
  const sound = expected === null ? said === null : said !== null && said.includes(expected);
  check(sound, what + (who === 'anna' ? '' : ', ' + who), 'said ' + JSON.stringify(said) + ', not ' + JSON.stringify(expected));
}

// A database without Herald's part of _security: nobody but administrators writes.
check(judges.heads(heads([head(A)]), null, WHO.anna, {}) !== null, 'no _security, no editors', '');
check(judges.heads(heads([head(A)]), null, WHO.root, {}) === null, 'an administrator needs no _security', '');
check(judges.heads(heads([head(A)]), null, WHO.anna, { herald: { editors: { names: 'anna' } } }) !== null,
      'a list of names that is none', '');

// SpiderMonkey 1.8.5 is the least that a CouchDB 3 runs: words and signs that came after ES5 must not stand there.
const later = source('heads').replace(/\/\*[^]*?\*\//g, '').replace(/'[^'\n]*'/g, "''")
  .match(/=>|`|\b(?:let|const|class|async|await|of)\b|\.\.\.|\.(?:includes|startsWith|endsWith|padStart)\b/);
check(later === null, 'ES5 only', later);

process.exitCode = failed > 0 ? 1 : 0;
