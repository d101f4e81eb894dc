/** The options: is the companion there, may we see AO3, what is kept, and a way to forget it. */
import { PATTERNS } from '../src/address.js';
import { api, words } from '../src/browser.js';
import { settings } from '../src/settings.js';

const w = await words((await settings()).language);

/** @param {string} id @returns {HTMLElement} */
function $(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`options.html has no #${id}`);
  return element;
}

const PRIVACY_LINES = 10;

async function drawAccess() {
  const granted = await api.permissions.contains({ origins: [...PATTERNS] });
  $('access').textContent = w.t(granted ? 'options_access_granted' : 'options_access_missing');
  $('access-ask').hidden = granted;
}

async function drawCompanion() {
  $('companion').textContent = w.t('options_companion_asking');
  const found = await api.runtime.sendMessage({ type: 'companion' });
  const own = api.runtime.getManifest().version;
  $('companion').textContent = found?.version
    ? w.t('options_companion_there', found.version, own)
    : `${w.t(`trouble_${String(found?.trouble ?? 'silent').replaceAll('-', '_')}`)} ${w.t('options_extension_version', own)}`;
}

function start() {
  for (const [id, word] of Object.entries({
    lead: 'options_lead', 'companion-title': 'options_companion_title', 'companion-check': 'options_companion_check', 'access-title': 'options_access_title',
    'access-ask': 'options_access_ask', 'privacy-title': 'options_privacy_title', 'forget-title': 'options_forget_title', 'forget-text': 'options_forget_text', forget: 'options_forget',
  })) {
    $(id).textContent = w.t(word);
  }
  for (let n = 1; n <= PRIVACY_LINES; n += 1) {
    const li = document.createElement('li');
    li.textContent = w.t(`privacy_${n}`);
    $('privacy').append(li);
  }
  $('companion-check').addEventListener('click', () => void drawCompanion());
  // The browser asks the person; a popup would be closed by that question, a tab is not.
  $('access-ask').addEventListener('click', () => void api.permissions.request({ origins: [...PATTERNS] }).then(drawAccess));
  $('forget').addEventListener('click', () => void api.runtime.sendMessage({ type: 'forget' }).then(() => ($('forgotten').textContent = w.t('options_forgotten'))));
  void drawAccess();
  void drawCompanion();
}

start();
