// The popup of Chromium is a target that Playwright does not show: it is driven through the own session of
// the browser (CDP), and so is the background.
import { setTimeout as sleep } from 'node:timers/promises';
import { isOfNetwork } from './chromium-rest.js';
import { READY, WORDS, clickable } from './popup.js';
import { until } from './until.js';

/** What is told of a worker or a popup that took its answer with it. */
const ENDED = 'it ended before it answered';

/** …of one that was there a moment before it was asked, or that ended in the middle of its answer. */
const ASLEEP = 'The popup is not open, or the background asleep.';
const GONE = new RegExp(
  [
    ENDED,
    ASLEEP,
    'No target with given id',
    'Session with given id not found',
    'Inspected target navigated',
    'context was destroyed',
    'Promise was collected',
    'Cannot find default execution context',
    'Cannot find context',
    'No SW', // what the browser's own functions say to a worker that was replaced
  ].join('|'),
  'i',
);
const isGone = (/** @type {unknown} */ error) => GONE.test(String(error));

/** A background that is there answers within a fraction of this. */
const ANSWER_MS = 30_000;

/** @typedef {() => Promise<{targetId: string} | undefined>} Which finds a page, a worker or the popup, where it is there */

/**
 * The popup is a target that Playwright does not show; this talks to it through the browser's session.
 * @param {import('playwright-core').CDPSession} cdp
 * @param {string} id the extension's
 */
export async function popupThrough(cdp, id) {
  let last = 0;
  /** @type {Map<number, {sessionId: string, answer: (message: any) => void}>} */
  const waiting = new Map();
  cdp.on('Target.receivedMessageFromTarget', (event) => {
    const message = JSON.parse(event.message);
    waiting.get(message.id)?.answer(message);
    waiting.delete(message.id);
  });
  // A worker that ends, or a popup that closes, takes its answers with it.
  cdp.on('Target.detachedFromTarget', ({ sessionId }) => {
    for (const [asked, { sessionId: of, answer }] of waiting) {
      if (of !== sessionId) continue;
      waiting.delete(asked);
      answer({ error: { message: ENDED } });
    }
  });
  const targets = async () => (await cdp.send('Target.getTargets', { filter: [{}] })).targetInfos;
  const ofPopup = async () => (await targets()).find((t) => t.type === 'page' && t.url.startsWith(`chrome-extension://${id}/pages/popup/`));

  // Playwright does not notice when a worker is ended and another begins.
  const ofBackground = async () =>
    (await targets()).find((t) => t.type === 'service_worker' && t.url === `chrome-extension://${id}/background.js`);

  /** @param {(send: (method: string, params?: object) => Promise<any>) => Promise<any>} work @param {Which} which */
  async function inside(work, which = ofPopup) {
    const target = await which();
    if (!target) throw new Error(ASLEEP);
    const { sessionId } = await cdp.send('Target.attachToTarget', { targetId: target.targetId, flatten: false });
    try {
      return await work(
        (method, params = {}) =>
          new Promise((done, fail) => {
            last += 1;
            waiting.set(last, { sessionId, answer: (m) => (m.error ? fail(new Error(`${method}: ${m.error.message}`)) : done(m.result)) });
            cdp.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id: last, method, params }) }).catch(fail);
          }),
      );
    } finally {
      // A popup that closed meanwhile has taken its session with it.
      await cdp.send('Target.detachFromTarget', { sessionId }).catch(() => undefined);
    }
  }

  /** @param {string} expression @param {Which} [which] the popup, if no other */
  const evaluate = (expression, which) =>
    inside(async (send) => {
      const answer = await send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true });
      if (answer.exceptionDetails)
        throw new Error(answer.exceptionDetails.exception?.description ?? 'failed in the popup or the background');
      return answer.result.value;
    }, which);
  /** @param {string} expression */
  const popupEvaluate = (expression) => evaluate(expression);

  // It may close, or not have a document yet, between the two questions.
  const popupIsOpen = async () => Boolean((await ofPopup()) && (await popupEvaluate(READY).catch(() => false)));

  return {
    /** In any page, worker or popup. */
    evaluateIn: evaluate,
    isAwake: async () => Boolean(await ofBackground()),
    /** A worker that only begins hears nothing. */
    listens: () =>
      evaluate('globalThis.chrome?.runtime?.onMessage?.hasListeners() === true', ofBackground).catch((error) =>
        isGone(error) ? false : Promise.reject(error),
      ),
    popupIsOpen,
    popupEvaluate,
    /** @param {string} expression */
    inBackground: async (expression) => {
      const answer = await until(
        'the background to answer',
        async () => {
          if (!(await ofBackground())) return undefined;
          try {
            // A worker whose extension was replaced may live on, and never answer.
            const late = sleep(ANSWER_MS, undefined, { ref: false }).then(() => Promise.reject(new Error(ENDED)));
            return await Promise.race([evaluate(onceItListens(expression), ofBackground), late]);
          } catch (error) {
            // It went to sleep, or was replaced, as it was asked: the next one is asked.
            if (isGone(error)) return undefined;
            throw error;
          }
        },
        { withinMs: 120_000 },
      );
      return answer.value;
    },
    openPopup: async () => {
      if (await ofPopup()) return void (await until('the popup to be drawn', popupIsOpen));
      const front = (await targets()).find((t) => t.type === 'tab' && !isOfNetwork(t));
      if (!front) throw new Error('There is no tab to open the popup in.');
      await cdp.send(/** @type {any} */ ('Extensions.triggerAction'), /** @type {any} */ ({ id, targetId: front.targetId }));
      await until('the popup to open', popupIsOpen);
    },
    popupText: async () =>
      (await popupIsOpen()) ? popupEvaluate(WORDS).catch((error) => (isGone(error) ? null : Promise.reject(error))) : null,
    /** @param {string} label @param {number} [times] */
    clickPopup: async (label, times = 1) => {
      const at = await clickable(popupEvaluate, label);
      await inside(async (send) => {
        for (let clickCount = 1; clickCount <= times; clickCount += 1) {
          await send('Input.dispatchMouseEvent', { type: 'mousePressed', ...at, button: 'left', clickCount });
          // What the click does may close the popup before that is answered.
          await send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...at, button: 'left', clickCount }).catch((error) =>
            isGone(error) ? undefined : Promise.reject(error),
          );
        }
      });
    },
    clipboard: async () => {
      // A test may read it; the extension has no such permission, and needs none to write.
      await cdp.send('Browser.grantPermissions', { permissions: ['clipboardReadWrite'], origin: `chrome-extension://${id}` });
      return popupEvaluate('navigator.clipboard.readText()');
    },
    closePopup: async () => {
      const target = await ofPopup();
      if (target) await cdp.send('Target.closeTarget', { targetId: target.targetId });
      await until('the popup to close', async () => !(await ofPopup()));
    },
    /** @param {import('./browser.d.ts').Scheme} scheme @returns {Promise<Buffer>} */
    picture: (scheme) =>
      inside(async (send) => {
        await send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
        const { data } = await send('Page.captureScreenshot');
        return Buffer.from(data, 'base64');
      }),
  };
}

/** A worker that only begins has neither the browser's API nor ears. @param {string} expression */
export const onceItListens = (expression) =>
  `globalThis.chrome?.runtime?.onMessage?.hasListeners() ? Promise.resolve(${expression}).then((value) => ({ value })) : undefined`;
