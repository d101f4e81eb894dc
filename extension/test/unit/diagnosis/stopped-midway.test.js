// What came of an answer that breaks off is told: the browser's own error says nothing of it.
import { heard } from '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstPart, follow } from '../../../diagnosis/trial-requests.js';

const PAGE = 'https://archiveofourown.org/works/1';
const PURSE = { take: () => ({ giveBack: () => undefined, doubt: () => undefined }) };

/** A page that sends these chunks, and then breaks off. @param {string[]} chunks */
function broken(chunks) {
  const words = chunks.map((chunk) => new TextEncoder().encode(chunk));
  const body = new ReadableStream({
    pull(sink) {
      const next = words.shift();
      if (next) sink.enqueue(next);
      else sink.error(new TypeError('network error'));
    },
  });
  return new Response(body, { status: 200, headers: { server: 'cloudflare', 'cf-ray': '8e1-EWR', 'content-type': 'text/html' } });
}

/** @param {string[]} chunks */
function trial(chunks) {
  const said = { url: PAGE, error: 'net::ERR_CONNECTION_RESET' };
  setTimeout(() => heard.onErrorOccurred.forEach((hear) => hear(said)), 10);
  return follow(
    PAGE,
    'same-page-with-cookies',
    PURSE,
    async (_at, _receipt, _signal, coming) => {
      if (chunks.length === 0) throw new TypeError('Failed to fetch');
      return { redirect: false, status: 200, headers: {}, markup: await firstPart(broken(chunks), coming), tookMs: 1 };
    },
    [],
  );
}

test('an answer that breaks off is kept as what came, in bytes', async () => {
  const result = await trial(['<html>', 'é'.repeat(5000)]);
  assert.ok('error' in result);
  assert.equal(result.status, null);
  assert.equal(result.error, 'net::ERR_CONNECTION_RESET');
  const { status, headers, bytes } = result.begun ?? assert.fail('nothing came');
  assert.deepEqual([status, headers['cf-ray'], bytes], [200, 'present', 6 + 10_000]);
});

test('of an answer that never began, nothing came', async () => {
  const result = await trial([]);
  assert.ok('error' in result);
  assert.equal(result.begun, null);
});
