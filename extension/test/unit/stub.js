/** A browser API for unit tests of modules that import src/browser.js; import this first. */

/** @type {Map<string, unknown>} what storage.session holds */
export const stored = new Map();

/** What storage.local holds. @type {Map<string, unknown>} */
export const onDisk = new Map();

/** @param {Map<string, unknown>} held */
const area = (held) => ({
  get: async (/** @type {string} */ key) => (held.has(key) ? { [key]: structuredClone(held.get(key)) } : {}),
  set: async (/** @type {Record<string, unknown>} */ values) => Object.entries(values).forEach(([k, v]) => held.set(k, structuredClone(v))),
  remove: async (/** @type {string} */ key) => void held.delete(key),
});

const nothing = { addListener: () => undefined, removeListener: () => undefined };
/** @typedef {{name: string, posted: any[], say: (message: unknown) => void, end: (error?: string) => void, ended: boolean}} FakePort */
/** @type {FakePort[]} */
export const ports = [];

const runtime = {
  /** @type {{message: string} | undefined} */
  lastError: undefined,
  getManifest: () => ({ version: '0.1.0' }),
  /** @param {string} name */
  connectNative(name) {
    /** @type {(message: unknown) => void} */
    let onMessage = () => undefined;
    /** @type {(port: unknown) => void} */
    let onDisconnect = () => undefined;
    /** @type {FakePort} */
    const fake = {
      name,
      posted: [],
      ended: false,
      say: (message) => onMessage(message),
      end(error) {
        runtime.lastError = error === undefined ? undefined : { message: error };
        onDisconnect({});
        runtime.lastError = undefined;
      },
    };
    ports.push(fake);
    return {
      postMessage: (/** @type {unknown} */ message) => fake.posted.push(message),
      disconnect: () => (fake.ended = true),
      onMessage: { addListener: (/** @type {typeof onMessage} */ f) => (onMessage = f) },
      onDisconnect: { addListener: (/** @type {typeof onDisconnect} */ f) => (onDisconnect = f) },
    };
  },
};

Object.assign(globalThis, {
  chrome: {
    runtime,
    webRequest: { onHeadersReceived: nothing, onResponseStarted: nothing, onErrorOccurred: nothing },
    storage: { session: area(stored), local: area(onDisk), onChanged: nothing },
  },
});
