// Marionette, the older of the two ways to drive Firefox: JSON behind its length in bytes, over a plain
// socket (firefox-source-docs.mozilla.org/testing/marionette/Protocol.html). It alone reaches the
// browser's own window in every version that we promise: BiDi learned that after 140.
import { connect } from 'node:net';

/**
 * @typedef {object} Marionette
 * @property {(name: string, parameters?: object) => Promise<any>} send one command; rejects with Firefox's own words
 * @property {() => void} end
 */

/**
 * What the whole packets in these bytes say, and what is left of the next one.
 *
 * @param {Buffer} bytes
 * @returns {{messages: any[], left: Buffer}}
 */
export function packets(bytes) {
  const messages = [];
  let left = bytes;
  for (;;) {
    const colon = left.indexOf(':');
    if (colon < 0) return { messages, left };
    const size = Number(left.toString('latin1', 0, colon));
    if (!Number.isInteger(size)) throw new Error(`Marionette sent no length: ${left.toString('latin1', 0, 40)}`);
    const end = colon + 1 + size;
    if (left.length < end) return { messages, left };
    messages.push(JSON.parse(left.toString('utf8', colon + 1, end)));
    left = left.subarray(end);
  }
}

/** @param {string} name @param {{error: string, message: string}} said */
const refusal = (name, { error, message }) => new Error(`${name}: ${error}: ${message}`);

/**
 * Connects to a Firefox that was started with --marionette.
 *
 * @param {number} port
 * @returns {Promise<Marionette>}
 */
export async function marionette(port) {
  const socket = connect(port, '127.0.0.1');
  /** @type {Map<number, {name: string, done: (value: any) => void, fail: (error: Error) => void}>} */
  const waiting = new Map();
  let last = 0;
  /** Its bytes come in pieces of any size. */
  let pending = /** @type {Buffer} */ (Buffer.alloc(0));
  let ended = false;
  /** @type {() => void} */
  let greeted;
  const greeting = new Promise((done, fail) => {
    greeted = () => done(undefined);
    socket.once('error', fail);
    socket.once('close', () => fail(new Error('Firefox closed the connection before it greeted.')));
  });
  socket.on('data', (data) => {
    const { messages, left } = packets(Buffer.concat([pending, data]));
    pending = left;
    for (const message of messages) {
      if (!Array.isArray(message)) {
        greeted();
        continue;
      }
      const [, id, error, result] = message;
      const asked = waiting.get(id);
      waiting.delete(id);
      if (error) asked?.fail(refusal(asked.name, error));
      else asked?.done(result);
    }
  });
  socket.on('close', () => {
    ended = true;
    for (const { name, fail } of waiting.values()) fail(new Error(`${name}: Firefox closed the connection.`));
    waiting.clear();
  });
  await greeting;
  socket.on('error', () => undefined); // 'close' follows, and tells whoever waits.
  return {
    send: (name, parameters = {}) =>
      new Promise((done, fail) => {
        if (ended) return fail(new Error(`${name}: Firefox closed the connection.`));
        last += 1;
        waiting.set(last, { name, done, fail });
        const text = JSON.stringify([0, last, name, parameters]);
        socket.write(`${Buffer.byteLength(text)}:${text}`);
      }),
    end: () => socket.destroy(),
  };
}
