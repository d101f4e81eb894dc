// What a browser is given to start, and how it is said that it did not.
import { nameOf } from './program.js';

/** A browser that starts beside others, on two cores. WHY502_START_SECONDS makes a test of this short. */
export const START_MS = 1_000 * Number(process.env['WHY502_START_SECONDS'] ?? 120);

/** The browser itself is at fault, not what a test asked of it: no other test can do better. */
export class CannotStart extends Error {}

/**
 * @param {import('./browser.d.ts').Engine} engine
 * @param {string} program its path
 * @param {string} why
 * @param {string} [said] the last that it said
 */
export function startFailure(engine, program, why, said = '') {
  const last = said.trim().split('\n').slice(-5).join('\n');
  return new CannotStart(`${nameOf(engine)} (${program}) could not be started and driven: ${why}.${last ? `\nIt said: ${last}` : ''}`);
}
