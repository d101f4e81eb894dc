// systemd-resolved's stub on this machine, with dnsmasq in its place: it keeps answers, so that it never tells whether
// the resolver behind it is wrong. The companion passes it by, and asks the resolver that stands behind it.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { engine } from './harness/index.js';
import { changeSituation } from './harness/lab.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { withBrowser } from './harness/shared.js';
import { until } from './harness/until.js';
import { saying, settled } from './harness/waiting.js';
import { word } from './harness/words.js';

/** The tiny internet's own copy, which lies over the machine's. */
const RESOLVERS = '/etc/resolv.conf';
/** Where it writes down what stands behind it; in the tiny internet's own folder of that name. */
const RUN = '/run/systemd';
const STUB = '127.0.0.53';
/** A browser that runs already asks the resolvers that it read as it started, for a while. */
const OF_ITS_OWN = Object.freeze({ own: true });

const run = promisify(execFile);

/** @param {() => Promise<void>} meanwhile */
async function withAStub(meanwhile) {
  const before = await readFile(RESOLVERS, 'utf8');
  const server = /nameserver (\S+)/.exec(before)?.[1];
  assert.ok(server);
  await run('mount', ['-t', 'tmpfs', 'none', RUN]);
  const stub = spawn('dnsmasq', [
    '--keep-in-foreground',
    '--conf-file=/dev/null',
    '--no-hosts',
    '--no-resolv',
    '--pid-file',
    '--user=',
    '--group=',
    '--log-facility=-',
    `--server=${server}`,
    `--listen-address=${STUB}`,
    '--bind-interfaces',
    '--min-cache-ttl=3600',
  ]);
  let said = '';
  stub.stderr.on('data', (data) => (said += data));
  const ended = once(stub, 'exit').catch((error) => (said += String(error)));
  try {
    await mkdir(`${RUN}/resolve`);
    await writeFile(`${RUN}/resolve/resolv.conf`, `# This is the resolver behind it.\nnameserver ${server}\n`);
    await writeFile(RESOLVERS, `nameserver ${STUB}\noptions edns0 trust-ad\n`);
    const answers = () =>
      lookup('archiveofourown.org').then(
        () => true,
        () => false,
      );
    await until('the stub to answer', answers, { saying: () => said });
    await meanwhile();
  } finally {
    await writeFile(RESOLVERS, before);
    stub.kill('SIGKILL');
    await ended;
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
