/** What listeners and timers threw: a browser writes it to a console, and goes on with the next. @type {unknown[]} */
export const thrown = [];

/** @template T @param {() => T} act @returns {T | undefined} */
export function guarded(act) {
  try {
    return act();
  } catch (error) {
    thrown.push(error);
    return undefined;
  }
}

/** An event of the browser's API: who listens, and with what filter. */
export class BrowserEvent {
  /** @type {Map<(...args: any[]) => any, any>} */
  #listeners = new Map();

  addListener = (/** @type {(...args: any[]) => any} */ listener, /** @type {any} */ filter = null) =>
    void this.#listeners.set(listener, filter);
  removeListener = (/** @type {(...args: any[]) => any} */ listener) => void this.#listeners.delete(listener);
  hasListener = (/** @type {(...args: any[]) => any} */ listener) => this.#listeners.has(listener);
  hasListeners = () => this.#listeners.size > 0;

  /** @param {...any} args @returns {unknown[]} what each listener answered */
  fire(...args) {
    return [...this.#listeners.keys()].map((listener) => guarded(() => listener(...args)));
  }

  /** Only to those who asked for this kind of request. @param {{type: string}} details */
  request(details) {
    for (const [listener, filter] of this.#listeners)
      if (!filter?.types || filter.types.includes(details.type)) guarded(() => listener(details));
  }
}

/**
 * Two ends of a port. What one says the other hears a moment later, as a copy; one that leaves is told to
 * the other alone.
 *
 * @param {string} name
 * @param {unknown} sender as the second end knows the first
 * @returns {[Port, Port]}
 */
export function portPair(name, sender) {
  const [a, b] = [new Port(name, undefined), new Port(name, sender)];
  a.other = b;
  b.other = a;
  return [a, b];
}

export class Port {
  onMessage = new BrowserEvent();
  onDisconnect = new BrowserEvent();
  closed = false;
  /** @type {Port | undefined} */
  other;

  /** @param {string} name @param {unknown} sender */
  constructor(name, sender) {
    this.name = name;
    this.sender = sender;
  }

  postMessage = (/** @type {unknown} */ message) => {
    if (this.closed) throw new Error('Attempting to use a disconnected port object');
    const copy = structuredClone(message);
    queueMicrotask(() => this.other && !this.other.closed && this.other.onMessage.fire(copy, this.other));
  };

  disconnect = () => {
    if (this.closed) return;
    this.closed = true;
    const { other } = this;
    if (!other || other.closed) return;
    other.closed = true;
    queueMicrotask(() => other.onDisconnect.fire(other));
  };
}
