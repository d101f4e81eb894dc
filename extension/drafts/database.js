/**
 * Where texts lie: a database of the extension's own in this browser's profile (IndexedDB), which AO3's pages cannot see
 * and which the browser's "clear site data" leaves alone (the writing guide, A3). Two stores: what is known of each
 * text, and its versions. A write is over once the browser says that it is complete; what was sent is written through
 * to the disk (`strict`), for it may be all that is left of it.
 *
 * @import {Kept, Version} from '../types/drafts.js'
 */

const NAME = 'texts';
const TEXTS = 'texts';
const VERSIONS = 'versions';

/** A database that says nothing for so long is taken for one that does not work. ms */
const SILENT_MS = 5_000;

/** The database refused, was silent, or is full. Its message is the browser's own. */
export class NotStored extends Error {
  /** @param {unknown} cause */
  constructor(cause) {
    super(cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause), { cause });
    this.name = 'NotStored';
  }
}

/**
 * @template T
 * @param {(done: (value: T) => void, fail: (why: unknown) => void) => void} work
 * @returns {Promise<T>}
 */
function within(work) {
  return new Promise((done, fail) => {
    const late = setTimeout(() => fail(new NotStored('the database is silent')), SILENT_MS);
    work(
      (value) => (clearTimeout(late), done(value)),
      (why) => (clearTimeout(late), fail(new NotStored(why))),
    );
  });
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const answer = (request) =>
  within((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });

/** The kept texts. */
export class Database {
  /** @type {Promise<IDBDatabase> | undefined} */
  #open;

  /** It is opened for the first text, and again after it was closed under us. @returns {Promise<IDBDatabase>} */
  #opened() {
    this.#open ??= /** @type {Promise<IDBDatabase>} */ (
      within((done, fail) => {
        const opening = indexedDB.open(NAME, 1);
        opening.onupgradeneeded = () => {
          opening.result.createObjectStore(TEXTS, { keyPath: 'id' });
          opening.result.createObjectStore(VERSIONS, { keyPath: ['id', 'number'] });
        };
        opening.onerror = () => fail(opening.error);
        opening.onblocked = () => fail('another version of why502 holds it');
        opening.onsuccess = () => {
          const database = opening.result;
          database.onclose = () => (this.#open = undefined);
          database.onversionchange = () => (database.close(), (this.#open = undefined));
          done(database);
        };
      })
    ).catch((error) => {
      this.#open = undefined; // The next one tries again.
      throw error;
    });
    return this.#open;
  }

  /**
   * @param {(store: (name: string) => IDBObjectStore) => void} work
   * @param {{durably?: boolean}} [how]
   */
  async #write(work, { durably = false } = {}) {
    const database = await this.#opened();
    await /** @type {Promise<void>} */ (
      within((done, fail) => {
        const transaction = database.transaction([TEXTS, VERSIONS], 'readwrite', { durability: durably ? 'strict' : 'relaxed' });
        transaction.oncomplete = () => done();
        transaction.onabort = () => fail(transaction.error ?? 'it was called off');
        transaction.onerror = () => fail(transaction.error);
        work((name) => transaction.objectStore(name));
      })
    );
  }

  /** All that is known of each text. @returns {Promise<Kept[]>} */
  async texts() {
    const database = await this.#opened();
    return answer(database.transaction(TEXTS).objectStore(TEXTS).getAll());
  }

  /** The versions of one, in their order. @param {string} id @returns {Promise<Version[]>} */
  async versions(id) {
    const database = await this.#opened();
    return answer(database.transaction(VERSIONS).objectStore(VERSIONS).getAll(ofText(id)));
  }

  /** One version. @param {string} id @param {number} number @returns {Promise<Version | undefined>} */
  async version(id, number) {
    const database = await this.#opened();
    return answer(database.transaction(VERSIONS).objectStore(VERSIONS).get([id, number]));
  }

  /**
   * A text as it stands now, all or nothing.
   *
   * @param {Kept} text
   * @param {Version} version
   * @param {{durably: boolean, without?: readonly number[]}} how without: the versions that go
   */
  keep(text, version, { durably, without = [] }) {
    return this.#write(
      (store) => {
        store(TEXTS).put(text);
        store(VERSIONS).put(version);
        for (const number of without) store(VERSIONS).delete([text.id, number]);
      },
      { durably },
    );
  }

  /**
   * What is known of these has changed, and no version of them.
   *
   * @param {readonly Kept[]} texts
   * @param {{durably?: boolean}} [how]
   */
  note(texts, how) {
    return this.#write((store) => {
      for (const text of texts) store(TEXTS).put(text);
    }, how);
  }

  /** These are gone, with all their versions. @param {readonly string[]} ids */
  remove(ids) {
    return this.#write((store) => {
      for (const id of ids) {
        store(TEXTS).delete(id);
        store(VERSIONS).delete(ofText(id));
      }
    });
  }
}

/** @param {string} id */
const ofText = (id) => IDBKeyRange.bound([id, 0], [id, Infinity]);
