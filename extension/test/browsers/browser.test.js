// What is wrong sits in the browser itself, and only the browser can tell.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { engine } from './harness/index.js';
import { openBrowser } from './harness/shared.js';
import { changeSituation } from './harness/lab.js';
import { ledger } from './harness/ledger.js';
import { keep } from './harness/saving.js';
import { ARCHIVE, WORK, prepare } from './harness/scenes.js';
import { until } from './harness/until.js';
import { aWhile, saying, settled } from './harness/waiting.js';
import { headline, word } from './harness/words.js';

/** Promise of the design, section 5. */
const MOST_REQUESTS = 4;

/** Where nobody listens: DNS over HTTPS that is dead. */
const DEAD_RESOLVER = 'https://127.0.0.1:9/dns-query';

/** A filter's block page in the tiny internet, with the filter's own certificate. */
const FILTER = '146.112.61.106';

/** @param {string} name */
const fixture = (name) => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));

/** @param {Awaited<ReturnType<typeof openBrowser>>} browser @param {string} code */
async function popupSays(browser, code) {
  await browser.openPopup();
  await saying('the popup', browser.popupText, headline(code));
}

/** @param {Awaited<ReturnType<typeof ledger>>} cost @param {string[]} own @param {number} told */
async function cheap(cost, own, told) {
  const spent = await cost.spent(own);
  assert.ok(spent.length <= MOST_REQUESTS, `${spent.length} requests: ${spent.map((r) => r.target).join(' · ')}`);
  assert.equal(told, spent.length, 'the popup tells another number of requests than were made');
  assert.deepEqual(await cost.strangers(['example.com']), []);
}

test(`cookies-refused-by-setting: signing in fails, and whose doing it is (${engine()})`, async (t) => {
  await changeSituation('cookies-refused-by-setting');
  const browser = await openBrowser({ refuseCookiesOf: ['archiveofourown.org'] });
  try {
    const { tab } = browser;
    const cost = await ledger();
    assert.equal(await tab.goto(`${ARCHIVE}/users/login`), 200);
    await tab.evaluate('document.querySelector(\'form[action$="/users/login"]\').submit()');
    const incident = await settled(browser);
    t.diagnostic(`seen: ${JSON.stringify(incident.sighting)}; verdict: ${JSON.stringify(incident.diagnosis)}`);
    assert.equal(incident.sighting?.cookiesAllowed, false);
    assert.equal(incident.sighting.landing, 'auth-error');
    assert.equal(incident.diagnosis.verdict.code, 'cookies-blocked');
    assert.equal(incident.diagnosis.certainty, 'certain');
    assert.deepEqual(incident.diagnosis.remedies.map((r) => r.code).slice(0, 1), ['allow-cookies']);
    await saying('the prompt', () => tab.promptText(), headline('cookies-blocked'));
    await popupSays(browser, 'cookies-blocked');
    assert.deepEqual(await browser.cookies(), [], 'the probe left a cookie');
    await cheap(cost, ['/users/login', '/users/login', '/auth_error'], incident.diagnosis.archiveRequests);
    await keep('cookies-refused-by-setting', incident);
  } finally {
    await browser.close();
  }
});

test(`where cookies are kept, the probe leaves none and signing out is not the setting's doing (${engine()})`, async () => {
  await changeSituation('session-expired');
  const browser = await openBrowser();
  try {
    const { tab } = browser;
    await prepare('session-expired', tab);
    const cost = await ledger();
    assert.equal(await tab.goto(ARCHIVE + WORK), 200);
    const incident = await settled(browser);
    assert.equal(incident.sighting?.cookiesAllowed, true);
    assert.equal(incident.diagnosis.verdict.code, 'signed-out');
    const kept = (await browser.cookies()).map((c) => c.name);
    assert.ok(kept.includes('_otwarchive_session') && !kept.some((name) => name.includes('why502')), kept.join());
    const carried = (await cost.since()).flatMap((r) => r.cookies ?? []);
    assert.ok(!carried.some((name) => name.includes('why502')), 'the probe was sent to AO3');
  } finally {
    await browser.close();
  }
});

test(`extension-breaks-page: another extension blocks AO3's pages (${engine()})`, async (t) => {
  await changeSituation('extension-breaks-page');
  const browser = await openBrowser({ beside: fixture('blocker') });
  try {
    const cost = await ledger();
    assert.equal(await browser.tab.goto(ARCHIVE + WORK), null);
    if (engine() === 'firefox') {
      // Firefox leaves the old page standing, as it does for extensions that open another container.
      await aWhile();
      assert.equal(await browser.incident(), undefined);
      await browser.openPopup();
      await browser.clickPopup(word('best_check_now'));
    }
    const incident = await settled(browser);
    t.diagnostic(`seen: ${JSON.stringify(incident.sighting)}; verdict: ${JSON.stringify(incident.diagnosis)}`);
    assert.equal(incident.diagnosis.verdict.code, 'browser-interference');
    assert.equal(incident.diagnosis.certainty, 'certain');
    await popupSays(browser, 'browser-interference');
    await browser.popupScreenshot('extension-breaks-page', 'light');
    await cheap(cost, [], incident.diagnosis.archiveRequests);
    if (engine() === 'chromium') await keep('extension-breaks-page', incident);
  } finally {
    await browser.close();
  }
});

test(`another extension leads AO3's pages to another site: told to a person who asks (${engine()})`, async () => {
  await changeSituation('extension-breaks-page');
  const browser = await openBrowser({ beside: fixture('redirector') });
  try {
    const cost = await ledger();
    await browser.tab.goto(ARCHIVE + WORK);
    await until('the other site', async () => (await browser.tab.url()) === 'https://example.com/');
    await browser.openPopup();
    await browser.clickPopup(word('best_check_now'));
    const incident = await settled(browser);
    assert.equal(incident.diagnosis.verdict.code, 'browser-interference');
    await popupSays(browser, 'browser-interference');
    await cheap(cost, [], incident.diagnosis.archiveRequests);
    await keep('extension-leads-elsewhere', incident);
  } finally {
    await browser.close();
  }
});

test(`secure-dns-down: the browser's own resolver is dead, the system's is right (${engine()})`, async (t) => {
  await changeSituation('secure-dns-down');
  const browser = await openBrowser({ secureDns: DEAD_RESOLVER });
  try {
    const cost = await ledger();
    assert.equal(await browser.tab.goto(ARCHIVE + WORK), null);
    t.diagnostic(`badge: ${await until('the badge', browser.badge, { saying: browser.incident })}`);
    const incident = await settled(browser);
    t.diagnostic(`seen: ${JSON.stringify(incident.sighting)}; verdict: ${JSON.stringify(incident.diagnosis)}`);
    assert.equal(incident.diagnosis.verdict.code, 'browser-names');
    assert.equal(incident.diagnosis.certainty, 'certain');
    await popupSays(browser, 'browser-names');
    await cheap(cost, [], incident.diagnosis.archiveRequests);
    await keep('secure-dns-down', incident);
  } finally {
    await browser.close();
  }
});

test(`secure-dns-leads-elsewhere: the browser's own resolver names a filter's address (${engine()})`, async (t) => {
  await changeSituation('secure-dns-leads-elsewhere');
  const browser = await openBrowser({ archiveAt: FILTER });
  try {
    const cost = await ledger();
    assert.equal(await browser.tab.goto(ARCHIVE + WORK), null);
    const incident = await settled(browser);
    t.diagnostic(`seen: ${JSON.stringify(incident.sighting)}; verdict: ${JSON.stringify(incident.diagnosis)}`);
    if (engine() === 'firefox') {
      assert.deepEqual(incident.sighting?.browserAddresses, [FILTER]);
      assert.equal(incident.diagnosis.verdict.code, 'browser-names');
      assert.equal(incident.diagnosis.certainty, 'certain');
      await keep('secure-dns-leads-elsewhere', incident);
    } else {
      // Chromium tells no address where no answer came: that the certificate is another's is known, why is not.
      assert.equal(incident.diagnosis.verdict.code, 'intercepted');
      assert.equal(incident.diagnosis.certainty, 'likely');
      await keep('secure-dns-leads-elsewhere-untold', incident);
    }
    await popupSays(browser, incident.diagnosis.verdict.code);
    await cheap(cost, [], incident.diagnosis.archiveRequests);
  } finally {
    await browser.close();
  }
});

// Chromium has no containers; of private windows private.test.js tells in both.
if (engine() === 'firefox') {
  test(`a container has cookies of its own, and the trials use those (${engine()})`, async (t) => {
    await changeSituation('stale-cookies');
    const browser = await openBrowser();
    try {
      const tab = await browser.containerTab?.();
      assert.ok(tab);
      await prepare('stale-cookies', tab);
      const cost = await ledger();
      assert.equal(await tab.goto(ARCHIVE + WORK), 502);
      const incident = await settled(browser);
      t.diagnostic(`verdict: ${JSON.stringify(incident.diagnosis)}`);
      assert.equal(incident.sighting?.signedIn, true);
      assert.equal(incident.diagnosis.verdict.code, 'stale-session');
      const spent = await cost.spent([WORK]);
      assert.ok(spent.length <= 6, `${spent.length} requests`);
      assert.ok(
        spent.some((r) => r.cookies?.includes('user_credentials')),
        'no trial had the cookies of the container',
      );
    } finally {
      await browser.close();
    }
  });

  test(`a private window is diagnosed, and nothing of it is kept on disk or when it is closed (${engine()})`, async (t) => {
    await changeSituation('every-page-502-at-once');
    const browser = await openBrowser();
    try {
      const tab = await browser.privateTab?.();
      assert.ok(tab);
      const cost = await ledger();
      assert.equal(await tab.goto(ARCHIVE + WORK), 502);
      await saying('the prompt', () => tab.promptText(), headline('archive-down'));
      t.diagnostic(`prompt: ${await tab.promptText()}`);
      assert.deepEqual(await browser.inBackground('browser.storage.local.get(null)'), {}, 'on disk');
      const spent = await cost.spent([WORK]);
      assert.ok(spent.length <= MOST_REQUESTS, `${spent.length} requests`);
      await tab.close();
      await until('it to be forgotten', async () => (await browser.kept())['incident-private'] === undefined);
    } finally {
      await browser.close();
    }
  });
}
