/**
 * "Open the date settings": the companion opens the system's own page where a person sets the clock. It changes
 * nothing by itself, and AO3 is asked nothing by it; once the clock is right, the person looks again.
 *
 * @import {Told} from './outcome.js'
 */
import { repair } from '../diagnosis/companion.js';
import { told } from './outcome.js';

/** @returns {Promise<Told>} whether it was opened */
export async function openClockSettings() {
  const came = await repair('fix-clock');
  if ('trouble' in came) return told('clock_unheard');
  return told(came.said === 'opened' ? 'clock_opened' : 'clock_failed');
}
