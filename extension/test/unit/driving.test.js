// How the tests reach a browser: which program, and Marionette's packets.
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { marionette, packets } from '../browsers/harness/marionette.js';
import { program } from '../browsers/harness/program.js';

/** @param {unknown} message */
const packet = (message) => {
  const text = JSON.stringify(message);
  return Buffer.from(`${Buffer.byteLength(text)}:${text}`);
};

test("Marionette's packets are whole wherever the bytes were cut, also inside of a letter", () => {
  const sent = [{ marionetteProtocol: 3 }, [1, 1, null, { value: 'Übersicht 作品 ' }], [1, 2, null, null]];
  const bytes = Buffer.concat(sent.map(packet));
  for (let cut = 0; cut <= bytes.length; cut += 1) {
    const first = packets(bytes.subarray(0, cut));
    const second = packets(Buffer.concat([first.left, bytes.subarray(cut)]));
    assert.deepEqual([...first.messages, ...second.messages], sent);
    assert.equal(second.left.length, 0);
  }
  assert.throws(() => packets(Buffer.from('HTTP/1.1 400 Bad: Request')), /sent no length/);
});

test('a command is answered by its number, refused in the words of the browser, and ends with the connection', async () => {
  const server = createServer((socket) => {
    socket.write(packet({ marionetteProtocol: 3 }));
    /** @type {any[][]} */
    const asked = [];
    socket.on('data', (data) => {
      asked.push(...packets(data).messages);
      if (asked.length < 3) return;
      const [[, first], [, second]] = /** @type {any} */ (asked);
      socket.write(packet([1, second, { error: 'no such window', message: 'It was closed', stacktrace: '' }, null]));
      socket.write(packet([1, first, null, { value: 7 }]));
      socket.end(); // The third is never answered.
    });
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const driver = await marionette(port);
  const answers = await Promise.allSettled([driver.send('A'), driver.send('B'), driver.send('C')]);
  assert.deepEqual(
    answers.map((a) => (a.status === 'fulfilled' ? a.value : a.reason.message)),
    [{ value: 7 }, 'B: no such window: It was closed', 'C: Firefox closed the connection.'],
  );
  await assert.rejects(driver.send('D'), /closed the connection/);
  driver.end();
  await new Promise((done) => server.close(() => done(undefined)));
});

test('a program that cannot be used is said in one sentence, with the name of the variable', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'why502-program-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
    delete process.env['WHY502_FIREFOX'];
  });
  const given = (/** @type {string} */ path) => {
    process.env['WHY502_FIREFOX'] = path;
    return () => program('firefox');
  };
  const file = join(folder, 'firefox');
  assert.throws(given(file), /^Error: WHY502_FIREFOX names .*firefox, but there is nothing\. Please give the path/);
  assert.throws(given(join(file, 'below')), /but there is nothing/);
  writeFileSync(file, '#!/bin/sh\n', { mode: 0o644 });
  if (process.getuid?.() !== 0) assert.throws(given(file), /which cannot be run/); // Root may, says access(2), if anybody may.
  assert.throws(given(folder), /which cannot be run/);
  assert.throws(given('firefox'), /not a whole path/);
  chmodSync(file, 0o755);
  assert.equal(given(file)(), file);
});
