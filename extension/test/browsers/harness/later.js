// Hours that no test waits for.

/**
 * As if so much time had passed since what failed, in any window, while the background slept: what it reads when it
 * wakes up.
 *
 * @param {import('./browser.d.ts').Opened} browser
 * @param {number} ms
 */
export async function later(browser, ms) {
  await browser.inBackground(`(async () => {
    const { storage } = globalThis.browser ?? chrome;
    const kept = await storage.session.get(['incident', 'incident-private']);
    for (const incident of Object.values(kept)) {
      for (const at of ['openedAt', 'lastAt', 'settledAt', 'leftAt', 'answeredAt']) if (incident[at]) incident[at] -= ${ms};
      for (const request of incident.requests) request.at -= ${ms}; // From these AO3 has rested for as long.
    }
    await storage.session.set(kept);
  })()`);
  await browser.endBackground();
}

/** So long AO3 rests from a diagnosis at most (incident/rest.js), and a little more; the verdict is still of now. ms */
const REST_MS = 61_000;

/**
 * As if AO3 had rested since: that a diagnosis waits until then is proven where that is the question.
 *
 * @param {import('./browser.d.ts').Opened} browser
 */
export const whenArchiveHasRested = (browser) => later(browser, REST_MS);
