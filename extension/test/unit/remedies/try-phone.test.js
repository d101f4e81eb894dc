/** The page on another device: which address its code holds, that a camera reads it, and what is kept of the answer. */
import '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import jsqr from 'jsqr';
import { onAnotherDevice } from '../../../ao3/address.js';
import { BrowserRestart } from '../../../remedies/browser-restart.js';
import { Check } from '../../../diagnosis/check.js';
import { withIncident } from '../../../incident/history.js';
import { incidentFrom } from '../../../incident/incident-record.js';
import { again, joined, open } from '../../../incident/incident.js';
import { Incidents } from '../../../incident/incidents.js';
import { showCode } from '../../../pages/popup/phone-code.js';
import { Helped } from '../../../remedies/helped.js';
import { Remedies } from '../../../remedies/remedies.js';
import { Reconnection } from '../../../remedies/reconnection.js';
import { PrivateLoads } from '../../../incident/private-load.js';
import { ReloadOnce } from '../../../remedies/reload-once.js';
import { shareable } from '../../../report/shareable.js';
import { OwnPages } from '../../../telling/own-pages.js';
import { english, t } from '../english.js';
import { diagnosis, seen, sighting } from '../examples.js';

/** @param {{isPrivate?: boolean, over?: Parameters<typeof seen>[0] | null}} [of] */
function background({ isPrivate = false, over } = {}) {
  const incidents = new Incidents(() => undefined);
  const page = over === null ? null : seen(over);
  incidents.put({ ...open({ id: 'a', isPrivate, at: Date.now(), seen: page }), phase: 'settled', diagnosis: diagnosis() });
  const check = new Check(incidents);
  const remedies = new Remedies({
    check,
    incidents,
    reloadOnce: new ReloadOnce(incidents),
    watcher: { start: async () => undefined, seenFrom: () => null },
    reconnection: new Reconnection(incidents, check),
    restart: new BrowserRestart(incidents, async () => undefined),
    privateLoads: new PrivateLoads(incidents),
    helped: new Helped(incidents),
  });
  const ownPages = new OwnPages(/** @type {any} */ ({ incidents, check, remedies }));
  const hear = (/** @type {object} */ message) => ownPages.hear(/** @type {any} */ ({ tabId: 1, isPrivate, ...message }));
  return { incidents, hear, press: () => hear({ type: 'run', code: 'try-phone', sure: false }) };
}

const ADDRESS = 'https://archiveofourown.org/works/1/chapters/2';
const FRONT = { url: 'https://archiveofourown.org/', front: true };

test("the code holds the page's address; what came of it is asked, kept, and may be said otherwise", async () => {
  for (const isPrivate of [false, true]) {
    const { incidents, hear, press } = background({ isPrivate });
    await hear({ type: 'phone-answer', loads: true });
    assert.equal(incidents.get(isPrivate)?.phoneTry, null, 'nothing is heard of what was not tried');
    assert.deepEqual(await press(), { came: 'shows', url: ADDRESS, front: false });
    assert.equal(incidents.get(isPrivate)?.phoneTry, 'asked');
    await hear({ type: 'phone-answer', loads: true });
    assert.equal(incidents.get(isPrivate)?.phoneTry, 'loads');
    await hear({ type: 'phone-answer', loads: false });
    assert.equal(incidents.get(isPrivate)?.phoneTry, 'fails');
    await hear({ type: 'phone-answer', loads: true, isPrivate: !isPrivate });
    assert.equal(incidents.get(isPrivate)?.phoneTry, 'fails', 'nor of other windows');
    assert.equal(incidents.get(!isPrivate), undefined);
    assert.equal(incidents.get(isPrivate)?.privateTry, null);
  }
});

test('what answered a form, or may have, is opened nowhere else; nor what is no page of AO3', async () => {
  for (const method of /** @type {const} */ (['POST', null]))
    assert.deepEqual(await background({ over: { sighting: sighting(/** @type {any} */ ({ method })) } }).press(), {
      came: 'shows',
      ...FRONT,
    });
  assert.deepEqual(await background({ over: null }).press(), { came: 'shows', ...FRONT });
  assert.deepEqual(onAnotherDevice(undefined), FRONT);
  for (const url of ['https://archiveofourown.org.evil.example/works/1', 'javascript:alert(1)', 'file:///etc/passwd', '', 'about:blank'])
    assert.deepEqual(onAnotherDevice({ url, method: 'GET' }), FRONT, url);
  const posted = onAnotherDevice({ url: 'https://ao3.org/users/login?token=1', method: 'POST' });
  assert.deepEqual(posted, { url: 'https://ao3.org/', front: true });
});

test('it is opened by https, on the same official host, without a name or a port', () => {
  const of = (/** @type {string} */ url) => onAnotherDevice({ url, method: 'GET' }).url;
  assert.equal(of('http://archiveofourown.org/works/1?view_adult=true#main'), 'https://archiveofourown.org/works/1?view_adult=true#main');
  assert.equal(of('https://me:secret@ao3.org:8443/works/1'), 'https://ao3.org/works/1');
  assert.deepEqual(onAnotherDevice({ url: `https://archiveofourown.org/works?tag=${'x'.repeat(400)}`, method: 'GET' }), FRONT);
});

test('another failure of the same trouble leaves it; another look takes it away with all that was found', () => {
  const incident = { ...open({ id: 'a', isPrivate: false, at: 0, seen: seen() }), phoneTry: /** @type {const} */ ('loads') };
  assert.equal(joined(incident, seen({ tabId: 2 }), 1).phoneTry, 'loads');
  assert.equal(again(incident, 'b', incident.sighting).phoneTry, null);
});

test('what a storage holds is read as one of three words; it is in no report and in no list of past incidents', () => {
  const incident = open({ id: 'a', isPrivate: false, at: 0, seen: seen() });
  const kept = (/** @type {unknown} */ phoneTry) => incidentFrom({ ...incident, phoneTry })?.phoneTry;
  for (const word of ['asked', 'loads', 'fails']) assert.equal(kept(word), word);
  for (const word of [undefined, null, ADDRESS, {}, true]) assert.equal(kept(word), null);
  const of = (/** @type {'loads' | null} */ phoneTry) => ({
    ...incident,
    phase: /** @type {const} */ ('settled'),
    diagnosis: diagnosis(),
    settledAt: 1,
    phoneTry,
  });
  assert.deepEqual(withIncident([], of('loads')), withIncident([], of(null)));
  assert.deepEqual(shareable(of('loads')), shareable(of(null)));
});

/** As much of a page as the code is drawn with. */
class Drawn {
  /** @type {Record<string, string>} */
  attributes = {};
  /** @type {Drawn[]} */
  children = [];
  className = '';
  textContent = '';
  /** @param {string} name */
  constructor(name) {
    this.name = name;
  }
  /** @param {string} name @param {string} value */
  setAttribute(name, value) {
    this.attributes[name] = value;
  }
  /** @param {Drawn[]} more */
  append(...more) {
    this.children.push(...more);
  }
}

/** What is drawn for an address. @param {string} url @param {boolean} [front] */
async function drawnFor(url, front = false) {
  const scope = /** @type {any} */ (globalThis);
  const before = scope.document;
  scope.document = {
    querySelector: () => null,
    createElement: (/** @type {string} */ name) => new Drawn(name),
    createElementNS: (/** @type {string} */ _, /** @type {string} */ name) => new Drawn(name),
  };
  try {
    /** @type {Drawn[]} */
    const beside = [];
    showCode(/** @type {any} */ ({ after: (/** @type {Drawn} */ place) => beside.push(place) }), { came: 'shows', url, front }, english);
    await new Promise((done) => setTimeout(done, 80));
    const [said, picture] = /** @type {[Drawn, Drawn]} */ (beside[0]?.children);
    return { said, picture };
  } finally {
    scope.document = before;
  }
}

/** The picture in black and white, four pixels a module, as a camera would see it. @param {Drawn} picture */
function pixels({ attributes, children }) {
  const side = Number(attributes['viewBox']?.split(' ')[2]);
  const [paper, ink] = /** @type {[Drawn, Drawn]} */ (children);
  assert.deepEqual([paper.attributes['fill'], paper.attributes['width'], ink.attributes['fill']], ['#fff', String(side), '#000']);
  const data = new Uint8ClampedArray((side * 4) ** 2 * 4).fill(255);
  const modules = [...(ink.attributes['d'] ?? '').matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => [Number(x), Number(y)]);
  for (const [x = 0, y = 0] of modules)
    for (let py = y * 4; py < y * 4 + 4; py += 1)
      for (let px = x * 4; px < x * 4 + 4; px += 1) data.fill(0, (py * side * 4 + px) * 4, (py * side * 4 + px) * 4 + 3);
  return { data, side, modules };
}

test('a camera reads the address from the code, and nobody reads it in words', async () => {
  const longest = `https://archiveofourown.org/works?tag_id=${'x'.repeat(300 - 41)}`;
  assert.equal(onAnotherDevice({ url: longest, method: 'GET' }).url, longest);
  for (const url of [ADDRESS, FRONT.url, 'https://archiveofourown.org/tags/%E6%98%9F/works?page=2#main', longest]) {
    const { said, picture } = await drawnFor(url);
    const { data, side, modules } = pixels(picture);
    const read = /** @type {any} */ (jsqr)(data, side * 4, side * 4, { inversionAttempts: 'dontInvert' });
    assert.equal(read?.data, url);
    assert.ok(
      modules.every(([x = 0, y = 0]) => Math.min(x, y) >= 4 && Math.max(x, y) < side - 4),
      'room on each side',
    );
    assert.equal(Number(picture.attributes['width']) % side, 0, 'modules of whole pixels');
    assert.ok(Number(picture.attributes['width']) / side >= 3, 'a module that a camera can see');
    const words = JSON.stringify([said.textContent, picture.attributes['aria-label'], picture.attributes['role']]);
    assert.deepEqual(JSON.parse(words), [t('phone_code_page'), t('phone_code_label'), 'img']);
    assert.match(t('phone_code_page'), /Wi-Fi off/);
  }
  assert.equal((await drawnFor(FRONT.url, true)).said.textContent, t('phone_code_front'));
});
