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

/**
 * What is done with a browser that has just started, before a test has it: if that fails, the browser is
 * ended, and it is the browser that cannot be driven.
 *
 * @template T
 * @param {import('./browser.d.ts').Engine} engine
 * @param {string} program its path
 * @param {() => Promise<void>} close
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function driven(engine, program, close, work) {
  try {
    return await work();
  } catch (error) {
    await close().catch((again) => console.log(`It could not be closed either: ${again}`));
    throw error instanceof CannotStart ? error : startFailure(engine, program, error instanceof Error ? error.message : String(error));
  }
}
