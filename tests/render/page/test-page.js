// SPDX-License-Identifier: GPL-3.0-or-later
// Opens the pages of exported kits in headless Chromium, as a journalist does: no violation of WCAG 2.2 AA that axe can
// find, valid HTML, nothing cut off from 320 px, nothing asked of anybody, and the embargo in front of what is copied.
// TAP. Usage: node test-page.js HERALDCTL SAMPLE-FOLDER
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [heraldctl, sample] = process.argv.slice(2).map((place) => path.resolve(place));
const chromiumPath = '/usr/bin/chromium';
const sandbox = mkdtempSync(path.join(tmpdir(), 'herald-page-'));
const environment = {
  ...process.env,
  HOME: sandbox, XDG_DATA_HOME: path.join(sandbox, 'data'), XDG_CONFIG_HOME: path.join(sandbox, 'config'),
  LC_ALL: 'C.UTF-8', TZ: 'UTC',
};
const english = '0b7f2f5c-3d0e-4f55-8c64-51b1c3ae7d01';
const pictures = ['lens.jpg', 'laboratory.jpg', 'aurelia-optics.png', 'kitefin-mobile.png'];
let count = 0;
let failed = false;

function report(name, problems) {
  count += 1;
  failed ||= problems.length > 0;
  console.log(`${problems.length ? 'not ok' : 'ok'} ${count} ${name}`);
  for (const problem of problems) console.log(`# ${String(problem).replaceAll('\n', '\n# ')}`);
}

function herald(...args) {
  return execFileSync(heraldctl, args, { env: environment, encoding: 'utf8' }).trim();
}

// The sample with all that a page can hold, an embargo, and one picture that stands nowhere in the text.
function makeLibrary(change) {
  herald('library', 'new', `Library ${count}-${Math.random()}`);
  herald('whoami', '--name', 'Anna Bruni', '--email', 'anna@aurelia-optics.example');
  for (const file of ['announcement.en.json', 'announcement.it.json']) {
    const announcement = JSON.parse(readFileSync(path.join(sample, file), 'utf8'));
    change(announcement);
    const place = path.join(sandbox, file);
    writeFileSync(place, JSON.stringify(announcement));
    herald('import', place);
  }
  for (const picture of pictures) herald('asset', 'add', english, path.join(sample, picture));
}

function removeLastFigure(announcement) {
  const place = announcement.body.findLastIndex((block) => block.type === 'figure');
  announcement.body.splice(place, 1);
}

function exportKit(name, change, ...options) {
  makeLibrary(change);
  const folder = path.join(sandbox, name);
  herald('export', english, '--format', 'html', '--output', folder, ...options);
  return folder;
}

function release(announcement) {
  announcement.status = 'approved';
  announcement.embargo = { wall: '2020-03-02T09:00:00', zone: 'Europe/Rome', utc: '2020-03-02T08:00:00Z' };
}

async function openPage(browser, file, options) {
  const context = await browser.newContext({ bypassCSP: options.bypass === true, ...options });
  const page = await context.newPage();
  const asked = [];
  const complaints = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(pathToFileURL(file).href);
  return { context, page, asked: asked.filter((url) => !url.startsWith('data:')), complaints };
}

async function checkAccess(browser, file, name, scheme, axe) {
  const { context, page } = await openPage(browser, file, { bypass: true, colorScheme: scheme, viewport: { width: 1280, height: 900 } });
  await page.addScriptTag({ content: axe });
  const result = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  report(`${name}, ${scheme}: no violation that axe finds`,
    result.violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html.slice(0, 160) + ' ' + node.failureSummary).join(' | ')}`));
  await context.close();
}

async function checkWidths(browser, file, name) {
  const problems = [];
  for (const width of [320, 375, 800, 1280]) {
    const { context, page } = await openPage(browser, file, { viewport: { width, height: 800 } });
    const over = await page.evaluate(() => Array.from(document.querySelectorAll('body *'))
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1 || element.getBoundingClientRect().left < -1)
      .map((element) => element.outerHTML.slice(0, 80)));
    problems.push(...over.map((html) => `${width} px: ${html}`));
    await context.close();
  }
  report(`${name}: nothing reaches over the edge from 320 px`, problems);
}

async function checkAlone(browser, file, name) {
  const { context, page, asked, complaints } = await openPage(browser, file, {});
  const broken = await page.evaluate(async () => {
    for (const image of document.images) {
      image.loading = 'eager'; // what is out of sight is read later
      await image.decode().catch(() => {});
    }
    return Array.from(document.images).filter((image) => !image.naturalWidth).length;
  });
  const links = await page.evaluate(() => Array.from(document.querySelectorAll('a[href]'), (link) => link.getAttribute('href')));
  const missing = links.filter((link) => !/^[a-z]+:/.test(link) && !existsSync(path.join(path.dirname(file), link)));
  const beside = pathToFileURL(sandbox).href;
  report(`${name}: asks nobody, shows all pictures, every file it names is there`, [
    ...asked.slice(1).filter((url) => !url.startsWith(beside)).map((url) => `asked for ${url}`), ...complaints, ...missing.map((link) => `no file ${link}`),
    ...(broken ? [`${broken} pictures are not shown`] : []),
  ]);
  await context.close();
}

// On A4 with its margins: nothing is cut off, and nothing is printed that paper cannot do.
async function checkPaper(browser, file, name) {
  const { context, page } = await openPage(browser, file, { viewport: { width: 718, height: 1000 } });
  await page.emulateMedia({ media: 'print' });
  const over = await page.evaluate(() => Array.from(document.querySelectorAll('body *'))
    .filter((element) => element.getBoundingClientRect().right > innerWidth + 1 || element.getBoundingClientRect().left < -1)
    .map((element) => element.outerHTML.slice(0, 80)));
  const controls = await page.locator('button:visible, nav:visible, a[href$="feed.xml"]:visible').count();
  const dark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  report(`${name}: fits on paper`, [
    ...over, ...(controls ? [`${controls} things to click`] : []), ...(/^(rgba\(0, 0, 0, 0\)|rgb\(255, 255, 255\))$/.test(dark) ? [] : [`a ground of ${dark}`]),
  ]);
  await context.close();
}

// An announcement of its own in a language that runs from right to left.
function importArabic() {
  const announcement = JSON.parse(readFileSync(path.join(sample, 'announcement.en.json'), 'utf8'));
  release(announcement);
  Object.assign(announcement, {
    id: '7d0f2f5c-3d0e-4f55-8c64-51b1c3ae7d0a', language: 'ar', subheadline: '', assets: [], boilerplates: [], contacts: [], tags: ['imaging', 'تصوير'],
    headline: 'أوريليا أوبتكس وكايتفن موبايل تبدآن شراكة طويلة الأمد في التصوير',
    body: [{ id: 'aaaaaaaaaaaaa', type: 'paragraph', text: 'أعلنت اليوم شركة أوريليا أوبتكس وشركة Kitefin Mobile عن شراكة طويلة الأمد.' }],
  });
  delete announcement.translation_group;
  const place = path.join(sandbox, 'announcement.ar.json');
  writeFileSync(place, JSON.stringify(announcement));
  herald('import', place);
}

// A press room of announcements in three languages: its lists, and pages in it.
function exportRoom() {
  makeLibrary(release);
  importArabic();
  herald('library', 'set', 'contact=Anna Bruni, press@aurelia-optics.example, +39 035 555 0100');
  const folder = path.join(sandbox, 'room');
  herald('export', '--format', 'site,pdf', '--output', folder);
  const stories = readdirSync(path.join(folder, 'releases')).map((name) => path.join(folder, 'releases', name));
  const arabic = stories.find((story) => readFileSync(path.join(story, 'index.html'), 'utf8').includes('lang="ar"'));
  const story = stories.find((one) => one !== arabic);
  return [
    ['the press room', path.join(folder, 'index.html')], ['its dates', path.join(folder, 'dates', 'index.html')],
    ['a topic', path.join(folder, 'topics', 'imaging', 'index.html')], ['a company', path.join(folder, 'companies', 'kitefin-mobile', 'index.html')],
    ['its topics', path.join(folder, 'topics', 'index.html')], ['its companies', path.join(folder, 'companies', 'index.html')],
    ['an announcement in it', path.join(story, 'index.it.html')], ['one in Arabic', path.join(arabic, 'index.html')],
  ];
}

function emptyRoom() {
  herald('library', 'new', 'Empty');
  herald('export', '--format', 'site', '--output', path.join(sandbox, 'empty'));
  return path.join(sandbox, 'empty', 'index.html');
}

async function checkWithoutScript(browser, file, name) {
  const { context, page } = await openPage(browser, file, { javaScriptEnabled: false });
  const buttons = await page.locator('button:visible').count();
  const text = await page.locator('main').innerText();
  report(`${name}: reads the same without scripts`, [
    ...(buttons ? ['a button that does nothing is shown'] : []), ...(text.includes('Lin Qiao') ? [] : ['the text is not there']),
  ]);
  await context.close();
}

// Both ways to the clipboard: the button, and the person's own selection.
async function checkCopy(browser, file, name, warning) {
  const { context, page } = await openPage(browser, file, { permissions: ['clipboard-read', 'clipboard-write'] });
  const problems = [];
  await page.locator('button.copy:visible').first().click();
  const quote = await page.evaluate(() => navigator.clipboard.readText());
  if (!/^“[^”]+”\nLin Qiao, founder and CEO, Kitefin Mobile$/m.test(quote)) problems.push(`the quote: ${quote}`);
  await page.evaluate(() => {
    const range = document.createRange();
    range.selectNodeContents(document.querySelector('.lead'));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  });
  await page.keyboard.press('Control+C');
  const lead = await page.evaluate(() => navigator.clipboard.readText());
  if (!lead.includes('Aurelia Optics')) problems.push(`the lead: ${lead}`);
  for (const text of [quote, lead]) {
    if (text.startsWith('Embargoed until') !== warning) problems.push(`the embargo: ${text.slice(0, 80)}`);
  }
  report(`${name}: quotes are copied with their speaker${warning ? ', the embargo in front' : ''}`, problems);
  await context.close();
}

async function checkMarkup(file, name, HtmlValidate) {
  const validator = new HtmlValidate({
    extends: ['html-validate:recommended', 'html-validate:a11y'],
    // Matters of style, not of validity: the void elements' slash, long titles, and telephone numbers as people write them.
    rules: { 'void-style': 'off', 'long-title': 'off', 'tel-non-breaking': 'off', 'no-trailing-whitespace': 'off', 'require-sri': 'off' },
  });
  const result = await validator.validateString(readFileSync(file, 'utf8'));
  report(`${name}: valid HTML`, result.results.flatMap((one) => one.messages.map((message) => `${message.ruleId}, line ${message.line}: ${message.message}`)));
}

async function run() {
  const require = createRequire(import.meta.url);
  const { chromium } = require('playwright-core');
  const { HtmlValidate } = require('html-validate');
  const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  try {
    const kits = [
      ['a draft', exportKit('review', removeLastFigure), true],
      ['a release', exportKit('release', release, '--purpose', 'release'), false],
    ];
    for (const [name, folder, warning] of kits) {
      for (const [language, file] of [['English', 'index.html'], ['Italian', 'index.it.html']]) {
        const page = path.join(folder, file);
        const title = `${name} in ${language}`;
        await checkAccess(browser, page, title, 'light', axe);
        await checkAccess(browser, page, title, 'dark', axe);
        await checkWidths(browser, page, title);
        await checkPaper(browser, page, title);
        await checkAlone(browser, page, title);
        await checkMarkup(page, title, HtmlValidate);
      }
      await checkWithoutScript(browser, path.join(folder, 'index.html'), name);
      await checkCopy(browser, path.join(folder, 'index.html'), name, warning);
    }
    for (const [title, page] of exportRoom()) {
      await checkAccess(browser, page, title, 'light', axe);
      await checkAccess(browser, page, title, 'dark', axe);
      await checkWidths(browser, page, title);
      await checkPaper(browser, page, title);
      await checkAlone(browser, page, title);
      await checkMarkup(page, title, HtmlValidate);
    }
    await checkPaper(browser, emptyRoom(), 'a press room of nothing');
  } finally {
    await browser.close();
  }
}

function missing() {
  if (!existsSync(chromiumPath)) return 'Chromium is not installed';
  if (!existsSync(path.join(import.meta.dirname, 'node_modules', 'axe-core'))) return 'the checkers from npm are not installed';
  return null;
}

const why = missing();
if (why) {
  console.log(`1..0 # SKIP ${why}`);
} else {
  try {
    await run();
  } catch (error) {
    report('the test itself', [error.stack]);
  }
  console.log(`1..${count}`);
}
rmSync(sandbox, { recursive: true, force: true });
process.exitCode = failed ? 1 : 0;
