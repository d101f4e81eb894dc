/**
 * A report to share: a short text that a person can paste into a forum or an issue. Pure. First what
 * people read, in the person's own language; then one marked block that `why502 explain` judges again.
 *
 * All of it stands between two lines of three backticks: where that means something, each line stays a
 * line and no word in it can become a link or call somebody; elsewhere it does no harm.
 *
 * @import {Observation} from '../types/protocol.js'
 * @import {Incident} from '../incident/incident.js'
 * @import {Row} from '../words/evidence.js'
 * @import {Words} from '../words/words.js'
 * @import {Evidence} from './shareable.js'
 * @import {About} from '../browser/product.js'
 */
import { spent, viewOf } from '../words/view.js';
import { shareable } from './shareable.js';
import { version } from './public-values.js';

/** The form of the block; why502 explain knows a newer one by it. See SharedReport in the host. */
const FORM = 1;
const BEGIN = `----- BEGIN WHY502 EVIDENCE ${FORM} -----`;
const END = '----- END WHY502 EVIDENCE -----';
const FRAME = '```';

/** Forums and trackers take 64 KiB; a report of an ordinary incident has 10. */
const MOST_BYTES = 60 * 1024;

/** More lines than any diagnosis has; more would be a fault, and nobody would read them. */
const MOST_ROWS = 60;

/** Mail breaks lines after 72 to 78 characters; a break of ours hurts no word. */
const LINE = 72;

const MARKS = Object.freeze({ good: '✓', bad: '✕', skipped: '–', pending: '·' });

const BROWSERS = ['Firefox', 'LibreWolf', 'Waterfox', 'Zen', 'Chromium', 'Google Chrome', 'Microsoft Edge', 'Brave', 'Opera', 'Vivaldi'];

/** As the browsers name them (runtime.PlatformOs). @type {Record<string, string>} */
const SYSTEMS = Object.freeze({ linux: 'Linux', mac: 'macOS', win: 'Windows', android: 'Android', cros: 'ChromeOS', openbsd: 'OpenBSD' });

/**
 * @param {Incident} whole with a diagnosis
 * @param {Words} w
 * @param {About} about
 * @returns {string}
 */
export function report(whole, w, about) {
  const { incident, diagnosis, evidence, takenAt } = shareable(whole);
  const view = viewOf(incident, w);
  const people = [
    w.t('report_title'),
    '',
    view.headline,
    [view.sideName, w.t(`certainty_${diagnosis.certainty}`), spent(diagnosis.archiveRequests, w), view.quiet].filter(Boolean).join(' · '),
    view.meaning,
    ...(view.note ? [view.note.text] : []),
    '',
    w.t('how_title'),
    ...view.rows.slice(0, MOST_ROWS).map((row) => line(row, w)),
    '',
    versions(incident, w, about),
    `${new Date(takenAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    '',
    w.t('report_block'),
  ];
  const start = [FRAME, ...people, BEGIN].join('\n');
  const end = [END, FRAME, ''].join('\n');
  const { code, side } = diagnosis.verdict;
  const judged = { verdict: { code, side }, certainty: diagnosis.certainty };
  const gathered = { version: incident.companion ?? version(about.extension) ?? '?', ...evidence };
  return [start, block(judged, gathered, MOST_BYTES - bytes(start) - bytes(end) - 2), end].join('\n');
}

/** @param {Row} row @param {Words} w */
function line({ mark, subject, result, figure }, w) {
  const said = figure ? w.t('report_line_figure', subject, result, figure) : w.t('report_line', subject, result);
  return `${MARKS[mark]} ${said}`;
}

/** @param {Incident} incident @param {Words} w @param {About} about */
function versions(incident, w, { extension, browser, system }) {
  const name = BROWSERS.find((known) => known === browser.name) ?? w.t('report_other_browser');
  const where = SYSTEMS[system] ?? w.t('report_other_system');
  const own = version(extension) ?? '?';
  const seat = `${name} ${Number.isInteger(browser.major) ? browser.major : '?'}`;
  return incident.companion ? w.t('report_versions', own, incident.companion, seat, where) : w.t('report_versions_alone', own, seat, where);
}

/**
 * The evidence as JSON: each observation begins a line, and no line is long. What does not fit is left
 * out from the end, which can make the verdict less certain and never another.
 *
 * @param {object} judged
 * @param {Evidence & {version: string}} evidence
 * @param {number} most bytes
 */
function block(judged, evidence, most) {
  const { observations, ...rest } = evidence;
  const start = json({ ...judged, evidence: { ...rest, observations: [] } }).slice(0, -3);
  const parts = [folded(start)];
  let left = most - bytes(folded(start)) - bytes('\n]}}');
  for (const [i, o] of observations.entries()) {
    const part = `${i > 0 ? ',' : ''}\n${folded(json(plain(o)))}`;
    left -= bytes(part);
    if (left < 0) break;
    parts.push(part);
  }
  return `${parts.join('')}\n]}}`;
}

/** The companion makes its own names and questions of observations again. @param {Observation} o */
function plain({ id: _id, question: _question, ...rest }) {
  return rest;
}

/** What is not known is not said. @param {object} value */
const json = (value) => JSON.stringify(value, (_, field) => (field === null ? undefined : field));

/** Broken between two fields, never inside of one. @param {string} written */
function folded(written) {
  const pieces = written.match(/(?:"(?:[^"\\]|\\.)*"|[^",])*,?/g) ?? [];
  let text = '';
  let length = 0;
  for (const piece of pieces) {
    if (length > 0 && length + piece.length > LINE) {
      text += '\n';
      length = 0;
    }
    text += piece;
    length += piece.length;
  }
  return text;
}

/** @param {string} text */
const bytes = (text) => new TextEncoder().encode(text).length;
