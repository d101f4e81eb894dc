/**
 * The one owner of the native port. It opens the companion for one diagnosis or one remedy and closes it
 * after, so that no process stays behind. By itself it opens it a second time only where it ended before its first word,
 * and so before anything was asked of it: its launcher then leaves its cache out, which may be what ended it.
 *
 * @import {Diagnosis, Done, FromHost, Observation, OfferedBrowser, Repaired, Sighting} from '../types/protocol.js'
 * @import {ToHost, Tried, TriedAnswer, TrialName} from '../types/protocol.js'
 * @import {Trouble} from '../incident/incident.js'
 */
import { api } from '../browser/api.js';
import { PROTOCOL, parse } from './protocol.js';

/** As registered with the browsers by `why502 install`. */
export const HOST_NAME = 'org.why502.host';

/** A cold Java start on a busy, slow disk; a healthy companion says welcome in half a second. */
const WELCOME_MS = 15_000;

/** The companion's own deadline is far below; past this it is stuck. */
const SILENCE_MS = 45_000;

/** A remedy says nothing on the way; the companion ends a program after a minute, and looks before and after. */
const REMEDY_MS = 75_000;

/** It waits a quarter of an hour for a person, then a minute for names (ConnectionRestart.java). */
const RESTART_MS = 17 * 60_000;

/**
 * @typedef {object} Listener
 * @property {(welcome: {version: string, protocol: number, can: string[], browsers: OfferedBrowser[]}) => void} welcome can: the remedies
 *   that it carries out; browsers: those among which a person can choose
 * @property {(sighting: Sighting, spent: boolean) => void} sighted what it saw itself, where nobody had seen a failure
 * @property {(observation: Observation) => void} observed
 * @property {(diagnosis: Diagnosis, final: boolean) => void} diagnosed
 * @property {(trouble: Trouble, detail: string, version: string | null) => void} failed called at most once, and never after the final
 *   diagnosis; the version is told where the companion had said it
 * @property {(trial: TrialName, attempt: number) => Promise<TrialResult>} tryIt
 *
 * @typedef {object} Talk what is asked after the greeting, and who hears the answer
 * @property {ToHost | null} request null: the greeting was all
 * @property {number} silenceMs how long no word may come
 * @property {Partial<Listener> & Pick<Listener, 'welcome' | 'failed'> & {done?: (done: Done) => void}} listener
 *
 * @typedef {Omit<TriedAnswer, 'type' | 'id' | 'trial' | 'attempt'> | {notAsked: string}} TrialResult
 */

/**
 * Which trouble a disconnected port means, by the browsers' own texts (Chromium:
 * extensions/browser/api/messaging/native_message_process_host.cc and message_service.cc; Firefox: NativeMessaging.sys.mjs,
 * which says nothing at all when the program simply ended).
 *
 * @param {string} text
 * @param {boolean} greeted whether it had said welcome
 * @returns {Trouble}
 */
export function troubleOf(text, greeted) {
  // Chromium alone has such policies: NativeMessagingBlocklist (MessageService, kProhibitedByPoliciesError).
  if (/disabled by the system administrator/i.test(text)) return 'disallowed';
  if (/host not found|No such native application/i.test(text)) return 'missing';
  if (/forbidden|not allowed|permission/i.test(text)) return 'forbidden';
  if (/Failed to start|does not exist|not executable/i.test(text)) return 'unstartable';
  // Firefox says only "An unexpected error occurred" where it could not start the program.
  if (/unexpected error/i.test(text) && !greeted) return 'unstartable';
  return 'crashed';
}

/**
 * Asks the companion for one diagnosis.
 *
 * @param {string} id
 * @param {Sighting | null} sighting
 * @param {Listener} listener
 * @returns {() => void} ends it early; nothing is called afterwards
 */
export const diagnose = (id, sighting, listener) =>
  converse(id, { request: { type: 'diagnose', id, sighting }, silenceMs: SILENCE_MS, listener });

/**
 * Remedies that the companion carries out at this time, by code and what was chosen.
 *
 * @type {Map<string, Promise<Repaired | {trouble: Trouble}>>}
 */
const repairs = new Map();

/**
 * Has the companion carry out a remedy that a person clicked. However often it is pressed, and in whichever windows:
 * this machine is one, and each is done once at a time. Who presses meanwhile gets the same answer.
 *
 * @param {string} remedy one of those that its welcome named
 * @param {string} [browser] the id of one that its welcome named; '' where none was chosen
 * @returns {Promise<Repaired | {trouble: Trouble}>}
 */
export function repair(remedy, browser = '') {
  const which = `${remedy} ${browser}`;
  const begun = repairs.get(which) ?? repairing(remedy, browser).finally(() => repairs.delete(which));
  repairs.set(which, begun);
  return begun;
}

/** @param {string} remedy @param {string} browser @returns {Promise<Repaired | {trouble: Trouble}>} */
const repairing = (remedy, browser) =>
  new Promise((tell) => void have({ remedy, ...(browser && { params: { browser } }) }, REMEDY_MS, tell));

/**
 * Has the companion tell when this machine's connection went and is back, or another took its place.
 *
 * @param {object} hears
 * @param {() => void} hears.listens it is there, and begins
 * @param {(came: Repaired | {trouble: Trouble}) => void} hears.came changed: and names are found; unseen: but they are not;
 *   same: nothing of the kind in its time
 * @returns {() => void} ends it early; nothing is told afterwards
 */
export const awaitConnection = ({ listens, came }) => have({ remedy: 'restart-connection' }, RESTART_MS, came, listens);

/**
 * Has the companion keep a text in a file.
 *
 * @param {import('../types/protocol.js').GivenText} text
 * @returns {Promise<Repaired | {trouble: Trouble}>}
 */
export const keepLocally = (text) => new Promise((tell) => void have({ remedy: 'save-text', params: { text } }, REMEDY_MS, tell));

/**
 * @param {Omit<import('../types/protocol.js').RunRemedy, 'type' | 'id'>} what
 * @param {number} silenceMs
 * @param {(came: Repaired | {trouble: Trouble}) => void} tell called once
 * @param {() => void} [begins] it is there
 * @returns {() => void} ends it early; nothing is told afterwards
 */
function have(what, silenceMs, tell, begins = () => undefined) {
  const id = crypto.randomUUID(); // Never used before: under one id nothing is done twice.
  return converse(id, {
    request: { type: 'remedy', id, ...what },
    silenceMs,
    listener: {
      welcome: begins,
      done: (done) => tell(done.said == null ? { trouble: 'refused' } : /** @type {Repaired} */ (done)),
      failed: (trouble) => tell({ trouble }),
    },
  });
}

/**
 * One conversation: the greeting, one request, its answers.
 *
 * @param {string} id
 * @param {Talk} talk
 * @returns {() => void} ends it early; nothing is called afterwards
 */
function converse(id, { request, silenceMs, listener }) {
  let over = false;
  let greeted = false;
  let isSecond = false;
  /** @type {string | null} */
  let companion = null;
  /** @type {chrome.runtime.Port} */
  let port;
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;

  const end = () => {
    over = true;
    clearTimeout(timer);
    port?.disconnect();
  };
  /** @param {Trouble} trouble @param {string} detail */
  const fail = (trouble, detail) => {
    if (over) return;
    end();
    listener.failed(trouble, detail, companion);
  };
  /** @param {number} ms */
  const patience = (ms) => {
    clearTimeout(timer);
    timer = setTimeout(() => fail('silent', `no word for ${ms / 1000} s`), ms);
  };
  /** @param {ToHost} message */
  const send = (message) => {
    if (over) return;
    try {
      port.postMessage(message);
    } catch (error) {
      fail('crashed', String(error)); // The port closed between two messages; its event is on the way.
    }
  };

  /** @param {FromHost} message */
  const receive = (message) => {
    if (message.type === 'welcome') return onWelcome(message);
    if (message.type === 'refused') {
      if (message.id === null || message.id === id) {
        fail(/protocol|version/.test(message.code) ? 'too-old' : 'refused', `${message.code}: ${message.message}`);
      }
      return undefined;
    }
    if (message.id !== id) return undefined; // Of another conversation: not ours to show.
    patience(silenceMs);
    switch (message.type) {
      case 'sighted':
        return listener.sighted?.(message.sighting, message.spent);
      case 'observed':
        return listener.observed?.(message.observation);
      case 'try':
        return void answerTry(message.trial, message.attempt);
      case 'diagnosed':
        if (message.final) end();
        return listener.diagnosed?.(message.diagnosis, message.final);
      case 'done':
        if (!listener.done) return fail('refused', 'ended without a diagnosis');
        end();
        return listener.done(message);
    }
  };

  /** @param {import('../types/protocol.js').Welcome} welcome */
  const onWelcome = ({ protocol, version, can, browsers = [] }) => {
    companion = version;
    if (protocol !== PROTOCOL) return fail(protocol < PROTOCOL ? 'too-old' : 'too-new', `protocol ${protocol}`);
    greeted = true;
    listener.welcome({ version, protocol, can, browsers });
    if (request === null) return undefined;
    patience(silenceMs);
    return send(request);
  };

  /** @param {TrialName} trial @param {number} attempt */
  const answerTry = async (trial, attempt) => {
    const result = (await listener.tryIt?.(trial, attempt)) ?? { notAsked: 'nobody-tries' };
    /** @type {Tried} */
    const tried =
      'notAsked' in result
        ? { type: 'tried', id, trial, attempt, status: null, error: null, notAsked: result.notAsked }
        : { type: 'tried', id, trial, attempt, ...result };
    send(tried);
  };

  const hello = () => {
    patience(WELCOME_MS);
    send({ type: 'hello', protocol: PROTOCOL, version: api.runtime.getManifest().version });
  };

  const open = () => {
    const its = (port = api.runtime.connectNative(HOST_NAME));
    its.onMessage.addListener((/** @type {unknown} */ raw) => {
      if (over || its !== port) return;
      const parsed = parse(raw);
      if (parsed.ok) return receive(parsed.message);
      console.warn('why502: a message of the companion was not understood', parsed.why);
      // One observation less is no harm; without its closing words there is nothing to wait for.
      if (/** @type {{type?: unknown}} */ (raw ?? {}).type === 'diagnosed') fail('refused', parsed.why);
      return undefined;
    });
    its.onDisconnect.addListener((closed) => {
      const own = /** @type {{error?: {message?: string} | null}} */ (closed).error?.message;
      const text = own ?? api.runtime.lastError?.message ?? '';
      if (over || its !== port) return;
      const trouble = troubleOf(text, greeted);
      if (greeted || isSecond || trouble !== 'crashed') return fail(trouble, text);
      isSecond = true;
      try {
        open();
      } catch (error) {
        return fail('crashed', String(error));
      }
      return hello();
    });
  };

  try {
    open();
  } catch (error) {
    const can = typeof (/** @type {{connectNative?: unknown}} */ (api.runtime).connectNative) === 'function';
    queueMicrotask(() => fail(can ? 'missing' : 'absent', String(error)));
    return () => (over = true);
  }
  hello();
  return end;
}

/**
 * The version is the companion's; can: the remedies that it carries out.
 *
 * @typedef {{version: string, can: string[]} | {trouble: Trouble, version: string | null}} Greeting
 */

/** @type {Promise<Greeting> | undefined} */
let underWay;

/**
 * Is the companion there, and which version? One greeting, then the port closes. However many pages
 * ask, and however often, there is one process at a time: who asks meanwhile gets the same answer.
 *
 * @returns {Promise<Greeting>}
 */
export function greet() {
  underWay ??= greeting().finally(() => (underWay = undefined));
  return underWay;
}

/** @returns {Promise<Greeting>} */
function greeting() {
  return new Promise((tell) => {
    const end = converse('greeting', {
      request: null,
      silenceMs: SILENCE_MS,
      listener: {
        welcome: ({ version, can }) => {
          end();
          tell({ version, can });
        },
        failed: (trouble, _, version) => tell({ trouble, version }),
      },
    });
  });
}
