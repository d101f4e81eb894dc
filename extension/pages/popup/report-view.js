/**
 * The view of the report to share: the whole text, and a button that copies exactly this text. It is
 * made once, when the view opens: what a person has read does not change under their eyes.
 *
 * @import {Incident} from '../../incident/incident.js'
 * @import {About} from '../../browser/product.js'
 * @import {Words} from '../../words/words.js'
 */
import { aboutHere } from '../../browser/product.js';
import { report } from '../../report/report.js';
import { leadBack } from './draw.js';
import { toClipboard } from '../shared/clipboard.js';
import { $ } from '../shared/elements.js';

/** What to do when the view is left. @type {() => void} */
let leave = () => undefined;

const textarea = () => /** @type {HTMLTextAreaElement} */ ($('report-text'));

/**
 * Shows the report. The caller hides what was shown before, and shows it again in `back`.
 *
 * @param {Incident} incident with a diagnosis
 * @param {Words} w
 * @param {() => void} back
 */
export async function showReport(incident, w, back) {
  const about = await aboutHere();
  leave = back;
  for (const [id, word] of Object.entries({
    'report-headline': 'report_headline',
    'report-left-out': 'report_left_out',
    'report-copy': 'report_copy',
    'report-back': 'report_back',
  })) {
    $(id).textContent = w.t(word);
  }
  $('report-said').textContent = '';
  textarea().setAttribute('aria-label', w.t('report_text'));
  textarea().value = report(incident, w, about);
  textarea().scrollTop = 0;
  $('report-copy').onclick = () => void copy(w, about);
  leadBack('report', 'report-back', hideReport);
  $('report-view').hidden = false;
  $('report-headline').focus();
}

/** Leaves the view, if it is open; the text goes with it. */
export function hideReport() {
  if ($('report-view').hidden) return;
  $('report-view').hidden = true;
  textarea().value = '';
  leave();
}

/** @param {Words} w @param {About} about */
async function copy(w, { system }) {
  const said = $('report-said');
  said.textContent = ''; // Emptied first, so that a screen reader says the same words again.
  if (await toClipboard(textarea().value)) {
    said.textContent = w.t('report_copied');
    return;
  }
  // The person can still do it.
  textarea().focus();
  textarea().select();
  said.textContent = system === 'android' ? w.t('report_by_touch') : w.t('report_by_hand', system === 'mac' ? '⌘C' : 'Ctrl+C');
}
