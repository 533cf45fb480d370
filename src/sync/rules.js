/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the team's server lets in: validate_doc_update of "_design/herald" in both databases (section 6 of the design).
 * "heraldctl remote init" writes it there with DATABASE in place; herald-rules.c knows its number, to be raised with
 * each change that a server must learn.
 *
 * It runs inside CouchDB, in SpiderMonkey or QuickJS, so it is ES5 and one function. It sees the document that is
 * written, the one that it replaces on the same branch, who writes, and _security; it sees no other document. Hashes
 * are compared, not computed: every library computes them when it reads. Administrators may repair and erase, so only
 * the shape of what they write is checked. */
function (newDoc, oldDoc, userCtx, secObj) {
  'use strict';

  var database = '@DATABASE@';
  var SCHEMA = 1;
  var MAX_HEADS = 64;
  var MAX_DOCUMENT = 8000000; /* characters; CouchDB's own default limit is as many bytes */
  var MAX_SMALL = 262144;
  var MAX_ASSET = 1073741824;
  var TYPES = { announcement: true, organisation: true, person: true };
  var HASH = /^[0-9a-f]{64}$/;
  var UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
  var TIME = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/;
  var REVISION = /^([1-9][0-9]{0,8})-([0-9a-f]{32})$/;

  function refuse(why) {
    throw { forbidden: why };
  }

  function check(sound, why) {
    if (!sound)
      refuse(why);
  }

  /* The basics */

  function has(object, name) {
    return Object.prototype.hasOwnProperty.call(object, name);
  }

  function isObject(value) {
    return typeof value === 'object' && value !== null && !isArray(value);
  }

  function isArray(value) {
    return Object.prototype.toString.call(value) === '[object Array]';
  }

  function isHash(value) {
    return typeof value === 'string' && HASH.test(value);
  }

  function isUuid(value) {
    return typeof value === 'string' && UUID.test(value);
  }

  /* Whole, because nothing that is hashed may be otherwise. */
  function isSchema(value) {
    return typeof value === 'number' && value >= 1 && value <= 9007199254740991 && Math.floor(value) === value;
  }

  function optional(object, name, type) {
    return !has(object, name) || typeof object[name] === type;
  }

  function includes(list, value) {
    return isArray(list) && list.indexOf(value) !== -1;
  }

  /* Who writes */

  function isIn(section) {
    var roles = userCtx.roles || [];

    if (!isObject(section))
      return false;
    if (userCtx.name !== null && includes(section.names, userCtx.name))
      return true;
    return roles.some(function (role) { return includes(section.roles, role); });
  }

  function isAdmin() {
    return includes(userCtx.roles, '_admin') || isIn(secObj.admins);
  }

  function isEditor() {
    return isObject(secObj.herald) && isIn(secObj.herald.editors);
  }

  /* Shapes */

  function checkSize(limit) {
    check(JSON.stringify(newDoc).length <= limit, 'The document is too large.');
  }

  function checkMembers(allowed) {
    Object.keys(newDoc).forEach(function (name) {
      check(name.charAt(0) === '_' || includes(allowed, name), 'The member ' + name + ' does not belong here.');
    });
  }

  function checkSchema() {
    check(isSchema(newDoc.schema), 'The schema is missing.');
    check(newDoc.schema <= SCHEMA, 'A newer Herald writes this: an administrator runs "heraldctl remote init" with it.');
  }

  function checkNoFiles() {
    check(!has(newDoc, '_attachments'), 'Files belong to assets.');
  }

  function checkHashes(list, what) {
    var i;

    check(isArray(list), what + ' must be a list of hashes.');
    for (i = 0; i < list.length; i += 1) {
      check(isHash(list[i]), what + ' must be hashes.');
      check(i === 0 || list[i - 1] < list[i], what + ' must be sorted, each once.');
    }
  }

  function checkBody(body, type, document) {
    check(isObject(body), 'The text is missing.');
    check(isSchema(body.schema), 'The schema of the text is missing.');
    check(typeof body.type === 'string' && has(TYPES, body.type), 'The text is of no known type.');
    check(type === null || body.type === type, 'The text is of another type than its id says.');
    check(body.id === document, 'The text belongs to another document.');
  }

  /* What heads and versions share. hash: its own. */
  function checkVersion(version, hash) {
    check(isObject(version), 'The version is missing.');
    check(isSchema(version.schema), 'The schema of the version is missing.');
    check(typeof version.time === 'string' && TIME.test(version.time), 'The time must be like 2026-12-01T08:00:00Z.');
    check(optional(version, 'message', 'string'), 'The message must be text.');
    check(optional(version, 'automatic', 'boolean'), 'automatic must be true or absent.');
    if (has(version, 'parents')) {
      checkHashes(version.parents, 'Parents');
      check(!includes(version.parents, hash), 'A version is not its own parent.');
    }
    if (has(version, 'author')) {
      check(isObject(version.author), 'The author must be an object.');
      check(optional(version.author, 'name', 'string') && optional(version.author, 'email', 'string'),
            'The author must be text.');
    }
  }

  function headHash(head) {
    return isObject(head) ? head.hash : null;
  }

  function checkHeads(type, document) {
    checkSize(MAX_DOCUMENT);
    checkMembers(['schema', 'heads']);
    checkSchema();
    checkNoFiles();
    check(isArray(newDoc.heads) && newDoc.heads.length >= 1 && newDoc.heads.length <= MAX_HEADS,
          'A document has from 1 to ' + MAX_HEADS + ' versions on top.');
    checkHashes(newDoc.heads.map(headHash), 'Heads');
    newDoc.heads.forEach(function (head) {
      check(!has(head, 'document'), 'The document stands in the id.');
      checkVersion(head, head.hash);
      checkBody(head.body, type, document);
    });
  }

  function checkIdentity() {
    checkSize(MAX_SMALL);
    checkSchema();
    checkNoFiles();
    check(isUuid(newDoc.identity), 'The identity must be a UUID.');
  }

  function checkRecord() {
    checkSize(MAX_SMALL);
    check(isSchema(newDoc.schema), 'The schema is missing.');
    checkNoFiles();
  }

  function checkVersionObject(document, hash) {
    checkSize(MAX_SMALL);
    checkMembers(['version']);
    checkNoFiles();
    checkVersion(newDoc.version, hash);
    check(newDoc.version.document === document, 'The version belongs to another document.');
    check(isHash(newDoc.version.body), 'The version names no text.');
  }

  function checkBodyObject(document) {
    checkSize(MAX_DOCUMENT);
    checkMembers(['body']);
    checkNoFiles();
    checkBody(newDoc.body, null, document);
  }

  function checkAsset() {
    var files = newDoc._attachments;
    var file = isObject(files) ? files.data : null;

    check(isObject(file) && Object.keys(files).length === 1, 'An asset has one file, "data".');
    check(typeof file.length !== 'number' || file.length <= MAX_ASSET, 'The file is too large.');
    /* A file inside the document's text comes with its bytes here; those that Herald sends are streamed. */
    if (typeof file.data !== 'string')
      checkSize(MAX_SMALL);
  }

  /* Which id is what */

  function checkHeadsDatabase(part) {
    if (has(TYPES, part[0])) {
      check(part.length === 2 && isUuid(part[1]), 'The id must be ' + part[0] + ':UUID.');
      checkHeads(part[0], part[1]);
    } else if (part[0] === 'release') {
      check(part.length === 2 && isUuid(part[1]), 'The id must be release:UUID.');
      checkRecord();
    } else if (part[0] === 'journal') {
      check(part.length === 3 && isUuid(part[1]) && /^(0|[1-9][0-9]{0,8})$/.test(part[2]),
            'The id must be journal:UUID:NUMBER.');
      checkRecord();
    } else if (newDoc._id === 'team:policy') {
      checkRecord();
    } else if (newDoc._id === 'library:identity') {
      checkIdentity();
    } else {
      check(!includes(['version', 'body', 'asset', 'team', 'library'], part[0]), 'This does not belong here.');
      checkSize(MAX_DOCUMENT);
      checkNoFiles();
    }
  }

  function checkObjectsDatabase(part) {
    if (part[0] === 'version') {
      check(part.length === 3 && isUuid(part[1]) && isHash(part[2]), 'The id must be version:UUID:HASH.');
      checkVersionObject(part[1], part[2]);
    } else if (part[0] === 'body') {
      check(part.length === 3 && isUuid(part[1]) && isHash(part[2]), 'The id must be body:UUID:HASH.');
      checkBodyObject(part[1]);
    } else if (part[0] === 'asset') {
      check(part.length === 2 && isHash(part[1]), 'The id must be asset:HASH.');
      checkAsset();
    } else {
      check(!has(TYPES, part[0]) && !includes(['release', 'journal', 'team', 'library'], part[0]),
            'This does not belong here.');
      checkSize(MAX_DOCUMENT);
    }
  }

  /* What may change */

  function isImmutable(part) {
    return database === 'objects' || part[0] === 'journal' || newDoc._id === 'library:identity';
  }

  /* By CouchDB's own order of revisions: the longer branch, then the greater name. */
  function ranksAbove(winner, loser) {
    var a = typeof winner === 'string' ? REVISION.exec(winner) : null;
    var b = typeof loser === 'string' ? REVISION.exec(loser) : null;

    return a !== null && b !== null &&
           (Number(a[1]) > Number(b[1]) || (Number(a[1]) === Number(b[1]) && a[2] > b[2]));
  }

  /* Heads are never deleted, but for a losing leaf (two nodes took two writes) whose versions the winner holds. The
   * winner cannot be looked at from here, so whoever removes a leaf names it, and all that stood in the leaf: nobody
   * removes by mistake what he has not read, or the only one that there is. */
  function checkRemoval(part) {
    check(has(TYPES, part[0]) || !isKnown(part), 'Only an administrator may delete this.');
    if (!has(TYPES, part[0]))
      return;
    check(oldDoc !== null && isArray(oldDoc.heads) && isArray(newDoc.heads) &&
          JSON.stringify(newDoc.heads) === JSON.stringify(oldDoc.heads.map(headHash)) &&
          ranksAbove(newDoc.winner, oldDoc._rev),
          'Announcements, companies and people are never deleted on the server, they are moved to the trash.');
  }

  function isKnown(part) {
    return database === 'objects' || includes(['release', 'journal', 'team', 'library'], part[0]);
  }

  function checkChange(part) {
    if (!isImmutable(part))
      return;
    check(oldDoc === null, 'This is written once and never changed.');
    check(!isObject(newDoc._revisions) || !(newDoc._revisions.start > 1), 'This is written once and never changed.');
  }

  function main() {
    var part = newDoc._id.split(':');

    if (oldDoc && oldDoc._deleted)
      oldDoc = null;
    oldDoc = oldDoc || null;
    secObj = secObj || {};

    /* The words in front are what Herald knows a reader's account by. */
    check(isAdmin() || isEditor(), 'read-only: this account may read here, not write.');
    check(newDoc._id.length <= 300 && part.length > 1 && /^[a-z][a-z0-9-]*$/.test(part[0]) && part[1] !== '',
          'This is no document of Herald: its id begins with no type.');

    if (newDoc._deleted) {
      if (!isAdmin())
        checkRemoval(part);
      return;
    }

    if (database === 'objects')
      checkObjectsDatabase(part);
    else
      checkHeadsDatabase(part);
    if (!isAdmin())
      checkChange(part);
  }

  main();
}
