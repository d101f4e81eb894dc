/** "Allow AO3's cookies" in a browser that lets an extension set it, and what is said of it afterwards. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WISHES } from '../../../incident/cookie-wish.js';
import { cookiesHere } from '../../../words/allowed-cookies.js';
import { viewOf } from '../../../words/view.js';
import { english, t } from '../english.js';
import { SITUATIONS, incidentOf } from '../situations.js';

/** @typedef {import('../../../incident/cookie-wish.js').CookieWish} CookieWish */

const REFUSED = 'cookies-refused-by-setting';

/** @param {string} situation @param {CookieWish} [cookieWish] */
const view = (situation, cookieWish = null) =>
  viewOf({ ...incidentOf(situation), cookieWish }, english, null, incidentOf(situation).settledAt ?? 0, 7);

test('where an extension may set it, its button does, with its price, and the way by hand stands beside it', () => {
  const { best, everything } = cookiesHere(view(REFUSED), true, english);
  assert.deepEqual([best?.code, best?.label, best?.text], ['allow-cookies', t('allow_cookies_button'), t('allow_cookies_does')]);
  assert.match(best?.price ?? '', /permission.*can be undone/);
  const at = everything.findIndex(({ code }) => code === 'allow-cookies');
  assert.equal(everything[at]?.label, t('allow_cookies_button'));
  assert.deepEqual([everything[at + 1]?.code, everything[at + 1]?.runs], ['cookie-settings', true]);
});

test('elsewhere, and for every other trouble, nothing is another', () => {
  assert.deepEqual(cookiesHere(view(REFUSED), false, english), view(REFUSED));
  for (const name of SITUATIONS) {
    const usual = view(name);
    if (usual.everything.some(({ code }) => code === 'allow-cookies')) continue;
    assert.equal(cookiesHere(usual, true, english), usual, name);
  }
});

test('what became of it is said, with the way back while it is set, and by hand where it did not help', () => {
  const said = (/** @type {CookieWish} */ wish) => {
    const { note } = view(REFUSED, wish);
    return note && [note.tone, note.text, note.action?.code ?? null];
  };
  assert.deepEqual(Object.fromEntries(WISHES.map((wish) => [wish, said(wish)])), {
    wished: said(null),
    allowed: ['good', t('cookies_allowed'), 'unallow-cookies'],
    set: ['plain', t('cookies_set'), 'unallow-cookies'],
    refused: ['bad', t('cookies_refused'), 'cookie-settings'],
    'taken-back': ['plain', t('cookies_taken_back'), null],
  });
});

test('the way back stays where the page works again', () => {
  assert.equal(view('recovered', 'allowed').note?.action?.code, 'unallow-cookies');
});
