/**
 * What stands between the extension and the browser's API, so that no call of ours waits for ever and
 * none is believed whatever it says. Each promise of the API gets a limit, each answer that we read a
 * shape; what was refused is told to who listens. Pure: which API, and who listens, is given.
 *
 * It is one rule for every call, because a call that nobody thought of is the one that hangs.
 */
import { ANSWERS } from './answer-shapes.js';

/** A browser answers these at once, or does not answer: in ms. */
export const LIMIT_MS = 3_000;

/**
 * Calls that may rightly take longer, in ms. Infinity: a person answers. A script in a page may itself
 * wait for AO3 (trials.js), and waits before that until the page is there; a window or a tab opens when
 * the machine has time; clearing a large cache is disk work; the background greets or clears before it
 * answers.
 *
 * @type {Readonly<Record<string, number>>}
 */
export const LIMITS_MS = Object.freeze({
  'permissions.request': Infinity,
  'runtime.sendMessage': 45_000,
  'scripting.executeScript': 12_000,
  'browsingData.remove': 20_000,
  'management.setEnabled': 10_000,
  'windows.create': 10_000,
  'tabs.create': 10_000,
  'action.openPopup': 10_000,
  'runtime.openOptionsPage': 10_000,
});

/**
 * - refused: the browser said no, or that it cannot
 * - late: it said nothing within the limit; what it says later is not heard
 * - nonsense: it said something that such an answer cannot be
 *
 * @typedef {'refused' | 'late' | 'nonsense'} Why
 */

/** A call to the browser's API that led to nothing. Its message is the browser's own where there is one. */
export class Refusal extends Error {
  /** @param {string} call as in `cookies.get` @param {Why} why @param {unknown} [cause] what the browser threw */
  constructor(call, why, cause) {
    super(cause instanceof Error ? cause.message : cause === undefined ? `${call}: ${why}` : String(cause), { cause });
    this.name = 'Refusal';
    this.call = call;
    this.why = why;
  }
}

/**
 * @typedef {object} Listener what is heard at the door
 * @property {(refusal: Refusal) => void} refused
 * @property {(call: string) => void} answered a call was answered as it should be
 */

/**
 * An answer, or what goes for one where it was refused. What was refused is told at the door (refusals.js),
 * so that whoever asks goes on with what is known.
 *
 * @template T, U
 * @param {Promise<T>} answer
 * @param {U} otherwise
 * @returns {Promise<T | U>}
 */
export const orElse = (answer, otherwise) =>
  answer.catch((error) => {
    if (error instanceof Refusal) return otherwise;
    throw error; // A mistake of ours.
  });

/**
 * The same API with limits. Events, constants and what is answered at once (`getURL`, `getManifest`,
 * `connect`, …) pass as they are.
 *
 * @template {object} T
 * @param {T} real
 * @param {Listener} listener
 * @returns {T}
 */
export function door(real, listener) {
  /** @type {WeakMap<object, Map<string, {value: unknown, own: unknown}>>} by its owner and key, so that what is the same stays the same */
  const made = new WeakMap();
  /** @param {any} value @param {any} owner @param {string} key @param {string} name */
  const through = (value, owner, key, name) => {
    const passes = value === null || !['object', 'function'].includes(typeof value) || Array.isArray(value) || 'addListener' in value;
    if (passes) return value;
    const owned = made.get(owner) ?? new Map();
    made.set(owner, owned);
    const known = owned.get(key);
    if (known?.value === value) return known.own;
    const own = typeof value === 'function' ? limited(value, owner, name, listener) : room(value, name);
    owned.set(key, { value, own });
    return own;
  };
  /** @param {any} of @param {string} path */
  const room = (of, path) =>
    new Proxy(
      {},
      {
        get: (_, key) => {
          const value = Reflect.get(of, key);
          return typeof key === 'symbol' ? value : through(value, of, key, path === '' ? key : `${path}.${key}`);
        },
        has: (_, key) => Reflect.has(of, key),
        set: (_, key, value) => Reflect.set(of, key, value),
        ownKeys: () => Reflect.ownKeys(of),
        getOwnPropertyDescriptor(_, key) {
          const described = Reflect.getOwnPropertyDescriptor(of, key);
          return described && { ...described, configurable: true };
        },
        defineProperty: (_, key, described) => Reflect.defineProperty(of, key, described),
      },
    );
  return /** @type {T} */ (room(real, ''));
}

/** @param {(...args: unknown[]) => unknown} call @param {unknown} owner @param {string} name @param {Listener} listener */
function limited(call, owner, name, listener) {
  return (/** @type {unknown[]} */ ...args) => {
    /** @type {unknown} */
    let answer;
    try {
      answer = Reflect.apply(call, owner, args);
    } catch (error) {
      // Where a promise is awaited, a failure is one too, and is caught where all others are.
      if (!Object.hasOwn(ANSWERS, name)) throw error;
      answer = Promise.reject(error);
    }
    const isPromise = typeof (/** @type {{then?: unknown} | undefined} */ (answer ?? undefined)?.then) === 'function';
    if (!isPromise && !Object.hasOwn(ANSWERS, name)) return answer;
    return inTime(Promise.resolve(answer), name, args, listener);
  };
}

/** @param {Promise<unknown>} answer @param {string} name @param {unknown[]} args @param {Listener} listener @returns {Promise<unknown>} */
function inTime(answer, name, args, listener) {
  return new Promise((go, fail) => {
    const ms = Object.hasOwn(LIMITS_MS, name) ? (LIMITS_MS[name] ?? LIMIT_MS) : LIMIT_MS;
    let over = false;
    /** @param {Why} why @param {unknown} [cause] */
    const refuse = (why, cause) => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      const refusal = new Refusal(name, why, cause);
      listener.refused(refusal);
      fail(refusal);
    };
    const timer = ms === Infinity ? undefined : setTimeout(() => refuse('late'), ms);
    answer.then(
      (value) => {
        const fits = Object.hasOwn(ANSWERS, name) ? ANSWERS[name] : undefined;
        if (fits && !fits(value, args)) return refuse('nonsense');
        if (over) return;
        over = true;
        clearTimeout(timer);
        listener.answered(name);
        go(value);
      },
      (error) => refuse('refused', error),
    );
  });
}
