// WebDriver BiDi over a WebSocket: commands and their answers. Events are not asked for.
import { WebSocket } from 'ws';

/**
 * @typedef {object} Bidi
 * @property {(method: string, params: object) => Promise<any>} ask rejects with Firefox's own words
 * @property {Promise<void>} closed resolves when the connection is gone
 */

/** A command that takes longer never ends. */
const ANSWER_MS = 120_000;

/**
 * @param {string} address the session's own
 * @returns {Promise<Bidi>}
 */
export async function bidi(address) {
  const socket = new WebSocket(address, { perMessageDeflate: false, maxPayload: 256 * 1024 * 1024 });
  await new Promise((done, fail) => {
    socket.once('open', done);
    socket.once('error', fail);
  });
  /** @type {Map<number, {method: string, done: (value: any) => void, fail: (error: Error) => void, late: NodeJS.Timeout}>} */
  const waiting = new Map();
  let last = 0;
  let ended = false;
  socket.on('message', (data) => {
    const message = JSON.parse(String(data));
    const asked = waiting.get(message.id);
    if (!asked) return;
    waiting.delete(message.id);
    clearTimeout(asked.late);
    if (message.type === 'error') asked.fail(new Error(`${asked.method}: ${message.error}: ${message.message}`));
    else asked.done(message.result);
  });
  socket.on('error', () => undefined); // 'close' follows, and tells whoever waits.
  const closed = new Promise((done) => socket.once('close', () => done(undefined)));
  void closed.then(() => {
    ended = true;
    for (const { method, fail, late } of waiting.values()) {
      clearTimeout(late);
      fail(new Error(`${method}: Firefox closed the connection.`));
    }
    waiting.clear();
  });
  return {
    closed: /** @type {Promise<void>} */ (closed),
    ask: (method, params) =>
      new Promise((done, fail) => {
        if (ended) return fail(new Error(`${method}: Firefox closed the connection.`));
        last += 1;
        const id = last;
        const late = setTimeout(() => {
          waiting.delete(id);
          fail(new Error(`${method}: no answer within ${ANSWER_MS / 1000} s.`));
        }, ANSWER_MS);
        waiting.set(id, { method, done, fail, late });
        socket.send(JSON.stringify({ id, method, params }));
      }),
  };
}
