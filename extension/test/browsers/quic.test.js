// QUIC, mangled on the way. A browser tries it beside TCP where a page offers it, and a handshake that never ends is no failure to it:
// the page comes over TCP. A person sees QUIC fail only where it breaks after its handshake, and the lab has no server that ends one
// (nor would a browser take the lab's authority for it: both want one that they were shipped with). So Chromium alone is made to
// speak nothing else to AO3, which Firefox cannot be: its error, and its looks that fail in the same way, are its own.
import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { changeSituation } from './harness/lab.js';
import { ledger } from './harness/ledger.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { openBrowser } from './harness/shared.js';
import { until } from './harness/until.js';
import { aWhile, saying, settled } from './harness/waiting.js';
import { word } from './harness/words.js';

/** Where AO3 is, in the tiny internet. */
const ADDRESSES = ['104.20.28.24', '172.66.150.200', '2606:4700:10::6814:1c18', '2606:4700:10::ac42:96c8'];

/** The first packets of a connection have a long header, and version 1 (RFC 9000, 17.2). @param {Buffer} packet */
const isFirst = (packet) => packet.length >= 1_200 && ((packet[0] ?? 0) & 0xc0) === 0xc0 && packet.readUInt32BE(1) === 1;

/**
 * Stands at AO3's addresses and sends each packet of QUIC back, from its end to its beginning.
 * @returns {Promise<{firsts: () => number, end: () => Promise<unknown>}>}
 */
async function mangled() {
  let firsts = 0;
  const open = (/** @type {string} */ address) =>
    new Promise((done, failed) => {
      const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
      socket.on('message', (packet, { port, address: from }) => {
        firsts += Number(isFirst(packet));
        socket.send(Buffer.from(packet).reverse(), port, from, () => undefined); // who no longer listens has no need of it
      });
      socket.once('error', failed);
      socket.bind(443, address, () => done(socket));
    });
  const sockets = /** @type {import('node:dgram').Socket[]} */ (await Promise.all(ADDRESSES.map(open)));
  const end = () => Promise.all(sockets.map((each) => new Promise((done) => each.close(() => done(undefined)))));
  return { firsts: () => firsts, end };
}

/**
 * A browser that speaks QUIC, where it is offered and mangled.
 *
 * @param {'offered' | 'alone'} quic
 * @param {(browser: import('./harness/browser.d.ts').Opened, way: Awaited<ReturnType<typeof mangled>>) => Promise<void>} work
 */
async function onTheWay(quic, work) {
  await changeSituation('only-the-browsers-quic');
  const way = await mangled();
  try {
    const browser = await openBrowser({ quic });
    try {
      await work(browser, way);
    } finally {
      await browser.close();
    }
  } finally {
    await way.end();
  }
}

test(`QUIC is offered and mangled: the page comes over TCP, and nothing is told or asked (${engine()})`, (t) =>
  onTheWay('offered', async (browser, way) => {
    const cost = await ledger();
    const [first, second] = [`${WORK}?first`, `${WORK}?second`];
    assert.equal(await browser.tab.goto(ARCHIVE + first), 200);
    await until('the browser to try QUIC', () => way.firsts() > 0);
    assert.equal(await browser.tab.goto(ARCHIVE + second), 200);
    await aWhile();
    t.diagnostic(`${way.firsts()} first packets`);
    assert.equal(await browser.incident(), undefined);
    assert.equal(await browser.badge(), '');
    assert.deepEqual(await cost.spent([first, second]), []);
  }));

// Firefox has no setting by which it leaves TCP alone.
if (engine() === 'chromium') {
  test(`QUIC is mangled where nothing else is spoken: likely at most, and extensions come last (${engine()})`, (t) =>
    onTheWay('alone', async (browser, way) => {
      const cost = await ledger();
      assert.equal(await browser.tab.goto(ARCHIVE + WORK), null);
      assert.ok(way.firsts() > 0);
      const { sighting, diagnosis } = await settled(browser);
      assert.equal(sighting?.error, 'net::ERR_QUIC_PROTOCOL_ERROR');
      assert.deepEqual([diagnosis.verdict.code, diagnosis.certainty], ['browser-interference', 'likely']);
      const codes = diagnosis.remedies.map(({ code }) => code);
      assert.deepEqual(codes.slice(0, 3), ['check-proxy', 'other-connection', 'private-window']);
      await browser.openPopup();
      await saying('the popup', browser.popupText, word('verdict_browser_interference_connection_headline'));
      t.diagnostic(await browser.popupScreenshot('quic', 'light'));
      const asked = (await cost.spent([])).map(({ method, target }) => `${method} ${target}`);
      assert.deepEqual(asked, ['GET /token_dispenser.json'], 'nothing of the browser came to AO3');
    }));
}
