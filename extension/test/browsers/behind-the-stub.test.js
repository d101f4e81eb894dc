// systemd-resolved's stub on this machine, with dnsmasq in its place: it keeps answers, so that it never tells whether
// the resolver behind it is wrong. The companion passes it by, and asks the resolver that stands behind it.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { OF_ITS_OWN, resolverOfThisMachine, withCacheOfNames } from './harness/cache-of-names.js';
import { engine } from './harness/index.js';
import { changeSituation } from './harness/lab.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { withBrowser } from './harness/shared.js';
import { until } from './harness/until.js';
import { saying, settled } from './harness/waiting.js';
import { word } from './harness/words.js';

/** Where it writes down what stands behind it; in the tiny internet's own folder of that name. */
const RUN = '/run/systemd';
const STUB = Object.freeze({ at: '127.0.0.53', more: 'options edns0 trust-ad\n' });

const run = promisify(execFile);

/** @param {() => Promise<void>} meanwhile */
async function withAStub(meanwhile) {
  const server = await resolverOfThisMachine();
  await run('mount', ['-t', 'tmpfs', 'none', RUN]);
  try {
    await mkdir(`${RUN}/resolve`);
    await writeFile(`${RUN}/resolve/resolv.conf`, `# This is the resolver behind it.\nnameserver ${server}\n`);
    await withCacheOfNames(STUB, meanwhile);
  } finally {
    await run('umount', [RUN]);
  }
}

/** What became of the step that forgets names. @param {import('./harness/browser.d.ts').Opened} browser */
const flush = (browser) =>
  browser.popupEvaluate(`(() => {
    const li = document.querySelector('#steps [data-code="flush-dns"]');
    return [li?.className ?? '', li?.querySelector('.why')?.textContent ?? ''];
  })()`);

test(`behind a stub, a resolver that is wrong itself is changed, and nothing is forgotten (${engine()})`, async () => {
  await changeSituation('resolver-lies-to-old-address');
  await withAStub(() =>
    withBrowser(
      async (browser) => {
        await browser.tab.goto(ARCHIVE + WORK);
        const { diagnosis } = await settled(browser);
        assert.equal(diagnosis.verdict.code, 'names-wrong', JSON.stringify(diagnosis));
        const codes = diagnosis.remedies.map(({ code }) => code);
        assert.ok(codes.includes('change-resolver') && !codes.includes('flush-dns'), codes.join());
        await browser.openPopup();
        await browser.clickPopup(word('all_title'));
        await saying('the popup', browser.popupText, word('why_flush_resolver'));
        await browser.popupScreenshot('behind-the-stub', 'light');
      },
      'resolver-lies-to-old-address',
      OF_ITS_OWN,
    ),
  );
});

test(`behind a stub that remembers what its resolver no more says, that is forgotten first (${engine()})`, async () => {
  await changeSituation('resolver-lies-to-old-address');
  await withAStub(async () => {
    // The resolver comes to its senses; the stub keeps what it heard.
    await withBrowser(
      async (browser) => {
        await browser.tab.goto(ARCHIVE + WORK);
        const { diagnosis } = await settled(browser);
        assert.equal(diagnosis.remedies[0]?.code, 'flush-dns', JSON.stringify(diagnosis));
        await browser.openPopup();
        await browser.clickPopup(word('all_title'));
        await until('the step to point there', async () => String((await flush(browser))[1]).includes(word('why_flush_memory')));
      },
      'healthy',
      OF_ITS_OWN,
    );
  });
});
