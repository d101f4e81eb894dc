// "Forget old addresses", with a real cache of names on this machine: dnsmasq keeps the address that a resolver
// once gave for AO3, long after the resolver has come to its senses.
import assert from 'node:assert/strict';
import { lookup } from 'node:dns/promises';
import { test } from 'node:test';
import { OF_ITS_OWN, withCacheOfNames } from './harness/cache-of-names.js';
import { engine } from './harness/index.js';
import { changeSituation } from './harness/lab.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { withBrowser } from './harness/shared.js';
import { until } from './harness/until.js';
import { saying, settled } from './harness/waiting.js';
import { headline, word } from './harness/words.js';

/** What it keeps for an hour it hands out for less, so that the browser forgets first. */
const CACHE = Object.freeze({ at: '127.0.0.1', options: ['--max-ttl=20'] });

test(`a name that is kept too long is forgotten with one click, and AO3 is found again (${engine()})`, async () => {
  await changeSituation('resolver-lies-to-old-address');
  await withCacheOfNames(CACHE, () =>
    withBrowser(
      async (browser) => {
        await browser.tab.goto(ARCHIVE + WORK);
        const wrong = await settled(browser);
        assert.equal(wrong.diagnosis.verdict.code, 'names-wrong', JSON.stringify(wrong.diagnosis));
        await changeSituation('healthy');
        const { address } = await lookup('archiveofourown.org');
        await browser.openPopup();
        await saying('the popup', browser.popupText, word('remedy_flush_dns_does'));
        await browser.clickPopup(word('remedy_flush_dns_button'));
        await saying('the popup', browser.popupText, word('flushed_changed'));
        assert.notEqual((await lookup('archiveofourown.org')).address, address, 'the cache has really forgotten it');
        const again = await until(
          'the new look, once the browser itself has forgotten the old address',
          async () => {
            const incident = await browser.incident();
            return incident?.id !== wrong.id && incident?.phase === 'settled' ? incident : undefined;
          },
          { withinMs: 240_000, saying: () => browser.incident() },
        );
        assert.equal(again.diagnosis?.verdict.code, 'recovered', JSON.stringify(again.diagnosis));
        await saying('the popup', browser.popupText, headline('recovered'));
      },
      undefined,
      OF_ITS_OWN,
    ),
  );
});
