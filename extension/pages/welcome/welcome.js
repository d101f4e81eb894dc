/**
 * The first page, opened once, after installing: what why502 does, and one step more, with the download for this
 * machine. It looks by itself whether that step has been done. It remembers nothing.
 *
 * @import {Words} from '../../words/words.js'
 * @import {Sight} from '../shared/companion-steps.js'
 * @import {Download} from './downloads.js'
 */
import { AO3_SITES, onAccess, seesAo3 } from '../../browser/access.js';
import { api, isFirefox } from '../../browser/api.js';
import { orElse } from '../../browser/door.js';
import { howToAllow } from '../../words/refused.js';
import { aboutHere } from '../../browser/product.js';
import { toClipboard } from '../shared/clipboard.js';
import { LookOut, companionState, mayHaveCompanion } from '../shared/companion-steps.js';
import { $, element, write } from '../shared/elements.js';
import { isNotDone } from '../shared/not-done.js';
import { speak, tell } from '../shared/page.js';
import { DEBIAN_SERVES, RELEASES, downloadsFor } from './downloads.js';

/** How long "Copied" stands on the button. */
const COPIED_MS = 3_000;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let copied;

/** What the drawings show, in their order. */
const PICTURES = ['welcome_picture_1', 'welcome_picture_2', 'welcome_picture_3'];

/** The browsers that the package for Debian serves. */
const SERVED = DEBIAN_SERVES.join(', ');

/** @type {Words} */
let w;
/** Whether there can be a companion here. */
let canHave = true;
/** @type {Download[]} */
let downloads = [];
/** @type {Sight} */
let sight = { state: 'looking' };

function draw() {
  document.querySelectorAll('#story svg').forEach((picture, i) => picture.setAttribute('aria-label', w.t(PICTURES[i] ?? '')));
  $('step').hidden = !canHave;
  $('alone').hidden = canHave;
  $('all-downloads').hidden = !canHave;
  /** @type {HTMLAnchorElement} */ ($('all-downloads')).href = RELEASES;
  if (!canHave) return;
  $('downloads').replaceChildren(...downloads.map((one, i) => drawDownload(one, i === 0)));
  $('downloads').hidden = downloads.length === 0;
  write($('which'), downloads.length === 0 ? w.t('welcome_no_package') : downloads.length > 1 ? w.t('welcome_which', SERVED) : '');
  drawSight();
}

/** One package: the button, what is done then, and whether anybody has tried it. @param {Download} one @param {boolean} isFirst */
function drawDownload({ name, file, address, tried, then, command }, isFirst) {
  const item = document.createElement('li');
  const link = element('a', isFirst ? 'button primary' : 'button', w.t('welcome_download', name));
  // What cannot be had does not take this page's place, which goes on looking.
  Object.assign(link, { href: address, target: '_blank', rel: 'noreferrer' });
  item.append(link, element('p', 'file soft', file));
  if (!tried) item.append(element('p', 'untried', w.t('welcome_untried', name)));
  item.append(element('p', 'then', w.t(then)));
  if (command !== null) item.append(drawLine(command));
  return item;
}

/** A line to paste, and the button that copies it. @param {string} command */
function drawLine(command) {
  const line = element('div', 'line', '');
  const block = document.createElement('pre');
  block.dir = 'ltr';
  const code = element('code', '', command);
  block.append(code);
  const button = element('button', 'copy', w.t('welcome_copy'));
  button.type = 'button';
  button.addEventListener('click', () => void copy(command, code, button));
  line.append(block, button);
  return line;
}

function drawSight() {
  // What is done needs no telling how; whoever was at a button there goes on at the news.
  if (sight.state === 'found' && $('todo').contains(document.activeElement)) $('state').focus();
  $('step').toggleAttribute('data-found', sight.state === 'found');
  const found = 'found' in sight ? sight.found : undefined;
  const trouble = found && 'trouble' in found && found.trouble !== 'missing' ? companionState(found) : null;
  const plain = sight.state === 'found' ? 'welcome_found' : sight.state === 'rested' ? 'welcome_rested' : 'welcome_looking';
  $('sight').dataset['tone'] = sight.state === 'found' ? 'good' : trouble ? 'bad' : sight.state;
  $('state').dataset['tone'] = sight.state === 'found' ? 'good' : trouble ? 'bad' : 'plain';
  write($('state'), w.t(trouble?.says ?? plain));
  write($('state-do'), trouble?.todo ? w.t(trouble.todo) : '');
  $('look-again').hidden = sight.state !== 'rested';
}

/** @param {string} command @param {HTMLElement} code @param {HTMLElement} button */
async function copy(command, code, button) {
  if (!(await toClipboard(command))) {
    getSelection()?.selectAllChildren(code);
    return tell($('copy-said'), 'welcome_not_copied', 'bad');
  }
  tell($('copy-said'), 'welcome_copied', 'good');
  write(button, w.t('welcome_copied'));
  clearTimeout(copied);
  copied = setTimeout(() => write(button, w.t('welcome_copy')), COPIED_MS);
}

const lookOut = new LookOut(
  async () => {
    const answer = /** @type {import('../../types/own-messages.js').Told<'companion'>} */ (
      await api.runtime.sendMessage({ type: 'companion' })
    );
    if (!answer || isNotDone(answer)) throw new Error('the background did not answer');
    return answer;
  },
  (next) => {
    sight = next;
    if (sight.state === 'looking' && $('look-again') === document.activeElement) $('state').focus();
    drawSight();
  },
  () => document.visibilityState === 'visible',
);

/** Without access to AO3 all else is in vain: it is said first, and can be given here. */
async function drawAccess() {
  const sees = await seesAo3();
  $('access').hidden = sees !== false;
  write($('access-how'), howToAllow(isFirefox, w));
}

async function letItSee() {
  const may = await orElse(api.permissions.request(AO3_SITES), false);
  if (!may) tell($('access-said'), 'options_access_refused', 'bad');
  await drawAccess();
}

const machine = await orElse(api.runtime.getPlatformInfo(), { os: '', arch: '' });
canHave = mayHaveCompanion(machine.os);
downloads = downloadsFor(machine, (await aboutHere()).browser.name, api.runtime.getManifest().version);
await speak('welcome_page_title', (words) => {
  w = words;
  draw();
  void drawAccess();
});
onAccess(() => void drawAccess());
$('access-ask').addEventListener('click', () => void letItSee());
$('look-again').addEventListener('click', () => lookOut.start());
document.addEventListener('visibilitychange', () => lookOut.seenOrNot());
if (canHave) lookOut.start();
