// Every state of every page, as everybody meets it: with a screen reader, a keyboard, a finger, large
// letters, a narrow window, the dark, colours of their own, and less motion. The states are those of
// the gallery (test/gallery/states.js); install/gallery.sh shows them.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { LANGUAGES } from '../../browser/settings.js';
import { fingerprint } from '../gallery/fonts.js';
import { axe, firstFrame, firstPaint, focus, inPage, intoBody, misfits, moving, places, small, stops } from '../gallery/looks.js';
import { PAGES, STILL } from '../gallery/parts.js';
import { ALLOWED, FONTS, WHAT_TO_DO, compare, keptAs, readKept } from '../gallery/pictures.js';
import { openStage } from '../gallery/stage.js';
import { present, states } from '../gallery/states.js';
import { engine } from './harness/index.js';
import { changeSituation } from './harness/lab.js';

/** @typedef {import('../gallery/gallery.js').State} State */

/** A finger; WCAG's own AAA, and what both Android and iOS ask for. CSS pixels. */
const FINGER = 44;

/** WCAG 1.4.10: without scrolling to the side in a window this wide. CSS pixels. */
const NARROW = 320;

/** From one tab stop to the next, beyond those of AO3's page around the card. */
const MORE_TABS = 40;

/** Some popups in each language: short words, long words, many words. */
const SPOKEN = ['archive-down', 'names-failing', 'steps'];

/**
 * What axe looks at in every engine. All other states it sees in one: they have the same markup and the same
 * colours in both, and what an engine makes of them is measured, and its pictures compared, in each.
 *
 * @param {State} one
 */
const isForAxe = (one) => engine() === 'chromium' || one.variants === true;

/**
 * Firefox alone is shown the states that have a kept picture or are looked at in every way: what the others are made of is
 * in those; all of them, where no engine speaks for the other (engines.js).
 *
 * @param {State} one
 */
const isForThis = (one) =>
  engine() === 'chromium' ||
  process.env['WHY502_BOTH'] === 'true' ||
  one.principal === true ||
  one.variants === true ||
  SPOKEN.includes(one.name);

const { here: all, missing } = present(states());
const here = all.filter(isForThis);
const varied = here.filter((s) => s.variants);

/** @type {import('../gallery/gallery.js').Stage} */
let stage;

before(async () => {
  await changeSituation('every-page-502-at-once');
  stage = await openStage();
});
after(async () => {
  for (const [why, elements] of open)
    console.log(
      `axe cannot tell (${elements.size} elements): ${why}\n    such as ${[...elements].slice(0, EXAMPLES).join('\n            ')}`,
    );
  await stage?.close();
});

/** @param {State} state */
const hostOf = (state) => PAGES[state.page].host;

/** What is found wrong in a way of looking, with its name. @param {string} how @param {string[]} found */
const named = (how, found) => found.map((one) => `${how}: ${one}`);

/** So many are told of one page; the rest is like them. */
const TOLD = 15;

/** @param {string[]} wrong */
function none(wrong) {
  const rest = wrong.length > TOLD ? `\n  and ${wrong.length - TOLD} more` : '';
  if (wrong.length > 0) assert.fail(`${wrong.length} wrong:\n  ${wrong.slice(0, TOLD).join('\n  ')}${rest}`);
}

/** What axe cannot tell, and of which elements: printed at the end, for a person to look at. @type {Map<string, Set<string>>} */
const open = new Map();

/** So many of them are shown. */
const EXAMPLES = 3;

/** What axe finds wrong. @param {State} one @param {string} how @param {'all' | 'colors'} [what] */
async function axed(one, how, what) {
  const found = await axe(stage, hostOf(one), what);
  for (const { why, html } of found.open) open.set(why, (open.get(why) ?? new Set()).add(html));
  return named(
    `axe, ${how}`,
    found.wrong.map(({ why, html }) => `${why}\n    ${html}`),
  );
}

/** Where axe can see it. @param {State} one @param {() => Promise<void>} work */
async function forAxe(one, work) {
  const host = hostOf(one);
  if (host === null) return work();
  await stage.evaluate(inPage(intoBody, host, true));
  await stage.still();
  await work();
  await stage.evaluate(inPage(intoBody, host, false));
  return stage.still();
}

/** @param {State} state */
const fits = async (state) => /** @type {string[]} */ (await stage.evaluate(inPage(misfits, hostOf(state))));

/** @param {string} name @returns {State} */
function state(name) {
  const found = here.find((s) => s.name === name);
  assert.ok(found, `there is no state "${name}"`);
  return found;
}

for (const name of ['archive-down', 'card-archive-down']) {
  test(`axe really looks, and so do the measurements: ${name} made bad is found out (${engine()})`, async () => {
    const one = state(name);
    const host = hostOf(one);
    const root = host ? `document.querySelector('${host}').shadowRoot.querySelector('.card')` : "document.querySelector('main')";
    await stage.show(one);
    // Our own pages allow no style in their markup; what a script sets is none of that.
    await stage.evaluate(`(() => {
      ${root}.insertAdjacentHTML('beforeend', '<div id="bad"><button></button><p>words that do not fit</p></div>');
      ${root}.querySelector('#bad button').style.cssText = 'all: unset; display: block; width: 10px; height: 10px';
      ${root}.querySelector('#bad p').style.cssText = 'color: #888; background: #999; width: 20px; white-space: nowrap';
    })()`);
    await stage.evaluate(`void ${root}.querySelector('#bad button').animate([{ opacity: 0 }, { opacity: 1 }], { duration: 60000 })`);
    await stage.still();
    assert.match((await fits(one)).join('\n'), /words that do not fit/);
    assert.match(/** @type {string[]} */ (await stage.evaluate(inPage(small, host, FINGER))).join('\n'), /is 10 × 10 px/);
    assert.equal(/** @type {string[]} */ (await stage.evaluate(inPage(moving, host))).length, 1);
    await stage.look({ width: NARROW });
    assert.match((await fits(one)).join('\n'), /words that do not fit/);
    await stage.look({ width: null });
    await forAxe(one, async () => {
      const found = (await axed(one, 'light')).join('\n');
      for (const rule of ['button-name', 'color-contrast']) assert.match(found, new RegExp(`^axe, light: ${rule} `, 'm'));
    });
    await stage.show(one); // Nothing of it is left for those that come.
  });
}

for (const one of here) {
  const host = hostOf(one);
  test(`${one.name}: light, dark, forced colours, a finger, large and narrow (${engine()})`, async (t) => {
    await stage.come(one);
    const wrong = [...named('as it is', await fits(one)), ...named('with less motion', await stage.evaluate(inPage(moving, host)))];
    await stage.look({ coarse: true });
    wrong.push(...named('for a finger', await stage.evaluate(inPage(small, host, FINGER))));
    await stage.look({ coarse: false, width: NARROW });
    wrong.push(...named(`${NARROW} px wide`, await fits(one)));
    await stage.look({ width: null, large: true });
    wrong.push(...named('text at 200 %', await fits(one)));
    await stage.look({ large: false });
    if (isForAxe(one))
      await forAxe(one, async () => {
        wrong.push(...(await axed(one, 'light')));
        await stage.look({ scheme: 'dark' });
        wrong.push(...(await axed(one, 'dark', 'colors')));
        await stage.look({ scheme: 'light', forced: true });
        wrong.push(...(await axed(one, 'forced colours', 'colors')));
      });
    if (PAGES[one.page].oneScreen) {
      await stage.show(one);
      const { height } = PAGES[one.page].size;
      const high = Number(await stage.evaluate('document.documentElement.scrollHeight'));
      if (high > height) wrong.push(`it should be one screen, and is ${high} px high in a window of ${height} px`);
    }
    none(wrong);
    if (one.principal) await asKept(t, one);
  });
}

/** @param {import('node:test').TestContext} t @param {State} one */
async function asKept(t, one) {
  const fonts = await readKept(FONTS);
  if (fonts && fonts.toString() !== (await fingerprint())) {
    const sentence =
      'The letters of this machine are not those that the pictures were made with (extension/test/pictures/fonts.txt), so the pictures cannot be compared.';
    assert.notEqual(process.env['CI'], 'true', `${sentence} Install fonts-dejavu-core.`);
    return t.skip(sentence);
  }
  /** @type {string[]} */
  const wrong = [];
  await stage.show(one);
  for (const scheme of /** @type {const} */ (['light', 'dark'])) {
    await stage.look({ scheme });
    const picture = await stage.picture();
    const kept = await readKept(keptAs(engine(), one.name, scheme));
    if (!kept) wrong.push(`${scheme}: no picture is kept. ${WHAT_TO_DO}`);
    const share = kept ? compare(picture, kept).share : 0;
    if (share > ALLOWED)
      wrong.push(`${scheme}: ${(share * 100).toFixed(2)} % differs from the kept picture. ${WHAT_TO_DO} --only ${one.name}`);
  }
  return none(wrong);
}

for (const one of varied) {
  const host = hostOf(one);
  test(`${one.name}: by keyboard, in forced colours too; right to left; for a finger (${engine()})`, async () => {
    /** @type {string[]} */
    const wrong = [];
    await stage.show(one, { forced: true });
    wrong.push(...named('forced colours', await byKeyboard(one)));
    await forAxe(one, async () => void wrong.push(...(await axed(one, 'forced colours'))));
    await stage.show(one, { rtl: true });
    wrong.push(...named('right to left', await fits(one)));
    await stage.look({ rtl: false, coarse: true });
    wrong.push(...named('for a finger', await stage.evaluate(inPage(small, host, FINGER))), ...named('for a finger', await fits(one)));
    await stage.show(one);
    wrong.push(...named('by keyboard', await byKeyboard(one)));
    none(wrong);
  });
}

/** Every tab stop in the order of the document, each with a ring. @param {State} one @returns {Promise<string[]>} */
async function byKeyboard(one) {
  const expected = /** @type {string[]} */ (await stage.evaluate(inPage(stops, hostOf(one))));
  if (expected.length === 0) return ['nothing can be reached'];
  /** @type {number[]} */
  const order = [];
  /** @type {string[]} */
  const wrong = [];
  for (let presses = 0; presses < expected.length + MORE_TABS && order.length < expected.length; presses += 1) {
    await stage.tab();
    const { stop, ringed } = /** @type {ReturnType<typeof focus>} */ (await stage.evaluate(inPage(focus)));
    if (stop < 0) continue; // AO3's own page around the card, or a list that the arrow keys scroll.
    if (order.includes(stop)) break; // Once around.
    order.push(stop);
    if (!ringed) wrong.push(`no ring shows the focus on ${expected[stop]}`);
  }
  const got = order.map((stop) => expected[stop]);
  if (got.join('\n') !== expected.join('\n'))
    wrong.push(`the Tab key goes ${got.join(' → ') || 'nowhere'} instead of ${expected.join(' → ')}`);
  return wrong;
}

/** CSS pixels that a version of a browser may round otherwise; an eye sees a jump from two on. */
const ROUNDING = 1;

test(`nothing jumps while observations come in, and the headline stays for the verdict (${engine()})`, async (t) => {
  const end = state('archive-down');
  const incident = end.incident;
  assert.ok(incident);
  /** @param {number} n @returns {State} */
  const after = (n) => ({
    ...end,
    name: `after ${n} observations`,
    incident: { ...incident, phase: 'checking', diagnosis: null, settledAt: null, observations: incident.observations.slice(0, n) },
  });
  const where = async () => /** @type {ReturnType<typeof places>} */ (await stage.evaluate(inPage(places, STILL)));
  await stage.show(after(0));
  const first = await where();
  assert.ok(first['#headline'], 'there is no headline');
  for (let n = 1; n <= incident.observations.length; n += 1) {
    await stage.tell(after(n));
    assert.deepEqual(await where(), first, `with observation ${n}, ${incident.observations[n - 1]?.id}`);
  }
  await stage.tell(end);
  const last = await where();
  t.diagnostic(`before the verdict ${JSON.stringify(first)}, with it ${JSON.stringify(last)}`);
  const moved = Math.abs((last['#headline']?.top ?? Infinity) - first['#headline'].top);
  assert.ok(moved <= ROUNDING, `the headline moves by ${moved} px`);
});

test(`the first frame stands where all others do (${engine()})`, async () => {
  await stage.show(state('checking'));
  const { frame, drawn } = /** @type {Awaited<ReturnType<typeof firstFrame>>} */ (await stage.evaluate(inPage(firstFrame)));
  assert.ok(drawn['#icon'] && drawn['#side']);
  for (const [selector, look] of Object.entries(drawn)) {
    for (const [what, value] of Object.entries(look ?? {})) {
      const there = frame[selector]?.[what];
      if (typeof value === 'number')
        assert.ok(Math.abs(Number(there) - value) <= ROUNDING, `${what} of ${selector}: ${there} px in the frame, ${value} px when drawn`);
      else assert.equal(there, value, `${what} of ${selector}`);
    }
  }
});

for (const language of readdirSync(new URL('../../_locales/', import.meta.url)).filter(
  (name) => name !== 'en' && Object.hasOwn(LANGUAGES, name),
)) {
  test(`the popup in ${language} fits (${engine()})`, async () => {
    /** @type {string[]} */
    const wrong = [];
    for (const name of SPOKEN) {
      const one = { ...state(name), local: { settings: { language } } };
      await stage.show(one);
      wrong.push(...named(name, await fits(one)));
    }
    none(wrong);
  });
}

test(`how soon the popup is there (${engine()})`, async (t) => {
  await stage.show(state('archive-down'));
  /** @type {{paint: number | null, drawn: number | null}[]} */
  const times = [];
  for (let i = 0; i < 5; i += 1) {
    await stage.show(state('archive-down'));
    const paint = /** @type {number | null} */ (await stage.evaluate(inPage(firstPaint)));
    times.push({ paint, drawn: /** @type {number | null} */ (await stage.evaluate('window.gallerySettled ?? null')) });
  }
  const middle = (/** @type {'paint' | 'drawn'} */ what) =>
    times
      .map((one) => one[what])
      .filter((ms) => ms !== null)
      .sort((a, b) => a - b)[Math.floor(times.length / 2)];
  t.diagnostic(
    `first content after ${middle('paint')?.toFixed(0) ?? '?'} ms, the verdict after ${middle('drawn')?.toFixed(0) ?? '?'} ms (the middle of ${times.length}, on this machine as it is now)`,
  );
  assert.ok(
    times.every(({ paint }) => paint !== null),
    'the browser does not say when the first content was there',
  );
});

test(`every state has its page (${engine()})`, () => none(missing));
