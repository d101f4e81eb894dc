// The browser's question whether the extension may notify.

/** @typedef {import('./browser.d.ts').Opened} Opened */

/**
 * Chromium asks in a dialog that no driver can press, and for which it closes the popup: its answer is played there, in
 * the popup that is open, and the popup stays. Firefox is asked in earnest.
 *
 * @param {Opened} browser
 * @param {boolean} given
 */
export async function playPermission(browser, given) {
  if (browser.answerPermission) return;
  await browser.popupEvaluate(`(() => {
    globalThis.askedWithin = [];
    const request = async () => (askedWithin.push(navigator.userActivation.isActive), ${given});
    Object.defineProperty(chrome.permissions, 'request', { value: request, configurable: true });
    if (${given}) Object.defineProperty(chrome.permissions, 'contains', { value: async () => askedWithin.length > 0, configurable: true });
  })()`);
}

/** Answers it. @param {Opened} browser @param {boolean} yes */
export const answer = async (browser, yes) => browser.answerPermission?.(yes);
