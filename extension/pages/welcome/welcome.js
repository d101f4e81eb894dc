/**
 * The first page, opened once, after installing: what why502 does, and one step more. It looks by
 * itself whether that step has been done. It remembers nothing.
 *
 * @import {Words} from '../../words/words.js'
 * @import {Sight, System} from '../shared/companion-steps.js'
 */
import { AO3_SITES, onAccess, seesAo3 } from '../../browser/access.js';
import { api, isFirefox } from '../../browser/api.js';
import { orElse } from '../../browser/door.js';
import { howToAllow } from '../../words/refused.js';
import { toClipboard } from '../shared/clipboard.js';
import { LookOut, SYSTEMS, companionState, systemOf } from '../shared/companion-steps.js';
import { $, write } from '../shared/elements.js';
import { isNotDone } from '../shared/not-done.js';
import { speak, tell } from '../shared/page.js';

/** How long "Copied" stands on the button. */
const COPIED_MS = 3_000;

const systems = /** @type {System[]} */ (Object.keys(SYSTEMS));

/** @type {Words} */
let w;
/** Null where there can be no companion. @type {System | null} */
let system;
/** @type {Sight} */
let sight = { state: 'looking' };
/** @type {ReturnType<typeof setTimeout> | undefined} */
let copied;

function draw() {
  $('picture').setAttribute('aria-label', w.t('welcome_picture'));
  $('step').hidden = system === null;
  $('alone').hidden = system !== null;
  if (system === null) return;
  drawSystem(system);
  drawSight();
}

/** @param {System} code */
function drawSystem(code) {
  const { name, command, tried, saysWhatItNeeds } = SYSTEMS[code];
  $('systems').setAttribute('aria-label', w.t('welcome_systems'));
  for (const other of systems) {
    const tab = $(`system-${other}`);
    tab.setAttribute('aria-selected', String(other === code));
    tab.tabIndex = other === code ? 0 : -1;
  }
  $('panel').setAttribute('aria-labelledby', `system-${code}`);
  write($('command'), command);
  write($('copy'), w.t(copied === undefined ? 'welcome_copy' : 'welcome_copied'));
  write($('hint'), w.join(w.t(saysWhatItNeeds ? 'welcome_needs' : 'welcome_needs_first'), tried ? '' : w.t('welcome_untried', name)));
}

function drawSight() {
  const found = 'found' in sight ? sight.found : undefined;
  const trouble = found && 'trouble' in found && found.trouble !== 'missing' ? companionState(found) : null;
  const plain = sight.state === 'found' ? 'welcome_found' : sight.state === 'rested' ? 'welcome_rested' : 'welcome_looking';
  $('sight').dataset['tone'] = sight.state === 'found' ? 'good' : trouble ? 'bad' : sight.state;
  $('state').dataset['tone'] = sight.state === 'found' ? 'good' : trouble ? 'bad' : 'plain';
  write($('state'), w.t(trouble?.says ?? plain));
  write($('state-do'), trouble?.todo ? w.t(trouble.todo) : '');
  $('look-again').hidden = sight.state !== 'rested';
}

/** @param {System} code */
function choose(code) {
  system = code;
  clearTimeout(copied);
  copied = undefined;
  delete $('copy-said').dataset['word'];
  write($('copy-said'), '');
  drawSystem(code);
}

function makeTabs() {
  $('systems').append(
    ...systems.map((code) => {
      const tab = document.createElement('button');
      tab.type = 'button';
      tab.id = `system-${code}`;
      tab.setAttribute('role', 'tab');
      tab.setAttribute('aria-controls', 'panel');
      tab.textContent = SYSTEMS[code].name;
      tab.addEventListener('click', () => choose(code));
      return tab;
    }),
  );
  $('systems').addEventListener('keydown', (event) => {
    const at = systems.findIndex((code) => code === system);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: systems.length - 1 }[event.key];
    const code = to === undefined ? undefined : systems.at(to % systems.length);
    if (!code) return;
    event.preventDefault();
    choose(code);
    $(`system-${code}`).focus();
  });
}

async function copy() {
  if (!system) return;
  if (!(await toClipboard(SYSTEMS[system].command))) {
    getSelection()?.selectAllChildren($('command'));
    return tell($('copy-said'), 'welcome_not_copied', 'bad');
  }
  tell($('copy-said'), 'welcome_copied', 'good');
  clearTimeout(copied);
  copied = setTimeout(() => {
    copied = undefined;
    write($('copy'), w.t('welcome_copy'));
  }, COPIED_MS);
  write($('copy'), w.t('welcome_copied'));
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

system = systemOf((await orElse(api.runtime.getPlatformInfo(), { os: '' })).os);
makeTabs();
await speak('welcome_page_title', (words) => {
  w = words;
  draw();
  void drawAccess();
});
onAccess(() => void drawAccess());
$('access-ask').addEventListener('click', () => void letItSee());
$('copy').addEventListener('click', () => void copy());
$('look-again').addEventListener('click', () => lookOut.start());
document.addEventListener('visibilitychange', () => lookOut.seenOrNot());
if (system !== null) lookOut.start();
