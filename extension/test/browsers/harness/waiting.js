// What the tests wait for, in the words of a reader of tests.
import { setTimeout as sleep } from 'node:timers/promises';
import { waitFor } from './costs.js';
import { LOOKED_AT, until } from './until.js';
import { headline } from './words.js';

/** @typedef {import('./browser.d.ts').Opened} Opened */

/** A cold Java, two browsers and two cores: generous, because nothing here is a measurement. */
const PATIENCE = { withinMs: 120_000 };

/** @param {import('./browser.d.ts').Tab} tab */
export const prompt = (tab) => until('the prompt on the page', () => tab.promptText());

/**
 * The prompt or the popup says this.
 * @param {string} where
 * @param {() => Promise<string | null>} read
 * @param {string} words
 */
export const saying = (where, read, words) =>
  until(`${where} to say "${words}"`, async () => ((await read()) ?? '').includes(words), { ...PATIENCE, saying: read });

/**
 * The final diagnosis of the incident.
 * @param {Opened} browser
 * @param {(incident: import('./browser.d.ts').Incident) => boolean} [which] default any
 */
export const settled = (browser, which = () => true) =>
  until(
    'the diagnosis',
    async () => {
      const incident = await browser.incident();
      return incident?.phase === 'settled' && incident.diagnosis && which(incident)
        ? { ...incident, diagnosis: incident.diagnosis }
        : undefined;
    },
    { ...PATIENCE, saying: () => browser.incident() },
  );

/**
 * No diagnosis is under way, in any window; one that waits until AO3 has rested has not begun.
 * @param {Pick<Opened, 'kept'>} browser
 */
export const atRest = (browser) =>
  until('the diagnosis that is under way to end', async () => {
    const all = await browser.kept();
    const incidents = /** @type {import('./browser.d.ts').Incident[]} */ (
      ['incident', 'incident-private'].flatMap((key) => all[key] ?? [])
    );
    return incidents.every(({ phase, waits }) => phase !== 'checking' || waits !== null);
  });

/**
 * The prompt has become the verdict, whichever it is.
 * @param {Opened} browser
 * @param {import('./browser.d.ts').Tab} tab
 */
export async function told(browser, tab) {
  await prompt(tab);
  const incident = await settled(browser);
  const { code, status } = incident.diagnosis.verdict;
  await saying('the prompt', () => tab.promptText(), headline(code, Number(status)));
  return incident;
}

/** Long enough for what must not happen to have happened: the prompt comes within a fraction of it. */
export const aWhile = () => waitFor('a while in which nothing may happen', () => sleep(3_000));

/** A card that has changed takes no press for half a second (content/sight.js); a person reads first, too. */
export const standsStill = () => waitFor('the card to take presses', () => sleep(LOOKED_AT.everyMs));
