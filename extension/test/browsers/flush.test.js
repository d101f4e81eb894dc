// "Forget old addresses", with a real cache of names on this machine: dnsmasq keeps the address that a resolver
// once gave for AO3, long after the resolver has come to its senses.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { changeSituation } from './harness/lab.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { withBrowser } from './harness/shared.js';
import { until } from './harness/until.js';
import { saying, settled } from './harness/waiting.js';
import { headline, word } from './harness/words.js';

/** The tiny internet's own copy, which lies over the machine's. */
const RESOLVERS = '/etc/resolv.conf';

const CACHE = '127.0.0.1';

/** A browser that runs already asks the resolvers that it read as it started, for a while. */
const OF_ITS_OWN = /** @type {const} */ ([undefined, { own: true }]);
const KEEPS = [
  '--keep-in-foreground',
  '--conf-file=/dev/null',
  '--no-hosts',
  '--no-resolv',
  '--pid-file',
  '--user=',
  '--group=',
  '--log-facility=-',
];

/** With a cache that stands between this machine and its resolver. @param {() => Promise<void>} run */
async function withACacheOfNames(run) {
  const before = await readFile(RESOLVERS, 'utf8');
  const server = /nameserver (\S+)/.exec(before)?.[1];
  assert.ok(server);
  const dnsmasq = spawn('dnsmasq', [
    ...KEEPS,
    `--server=${server}`,
    `--listen-address=${CACHE}`,
    '--bind-interfaces',
    '--min-cache-ttl=3600',
    // What it keeps for an hour it hands out for less, so that the browser forgets first.
    '--max-ttl=20',
  ]);
  let said = '';
  dnsmasq.stderr.on('data', (data) => (said += data));
  const ended = once(dnsmasq, 'exit').catch((error) => (said += String(error)));
  try {
    await writeFile(RESOLVERS, `nameserver ${CACHE}\n`);
    await until(
      'the cache of names to answer',
      () =>
        lookup('archiveofourown.org').then(
          () => true,
          () => false,
        ),
      { saying: () => said },
    );
    await run();
  } finally {
    await writeFile(RESOLVERS, before);
    dnsmasq.kill('SIGKILL');
    await ended;
  }
}

test(`a name that is kept too long is forgotten with one click, and AO3 is found again (${engine()})`, async () => {
  await changeSituation('resolver-lies-to-old-address');
  await withACacheOfNames(() =>
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
      ...OF_ITS_OWN,
    ),
  );
});
