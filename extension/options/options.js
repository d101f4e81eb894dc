/** The options: is the companion there, may we see AO3, what is kept, and a way to forget it. */
import { PATTERNS } from '../src/address.js';
import { api, t } from '../src/browser.js';

/** @param {string} id @returns {HTMLElement} */
function $(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`options.html has no #${id}`);
  return element;
}

const PRIVACY_LINES = 10;

async function drawAccess() {
  const granted = await api.permissions.contains({ origins: [...PATTERNS] });
  $('access').textContent = t(granted ? 'options_access_granted' : 'options_access_missing');
  $('access-ask').hidden = granted;
}

async function drawCompanion() {
  $('companion').textContent = t('options_companion_asking');
  const found = await api.runtime.sendMessage({ type: 'companion' });
  const own = api.runtime.getManifest().version;
  $('companion').textContent = found?.version
    ? t('options_companion_there', found.version, own)
    : `${t(`trouble_${String(found?.trouble ?? 'silent').replaceAll('-', '_')}`)} ${t('options_extension_version', own)}`;
}

function start() {
  for (const [id, word] of Object.entries({
    lead: 'options_lead', 'companion-title': 'options_companion_title', 'companion-check': 'options_companion_check', 'access-title': 'options_access_title',
    'access-ask': 'options_access_ask', 'privacy-title': 'options_privacy_title', 'forget-title': 'options_forget_title', 'forget-text': 'options_forget_text', forget: 'options_forget',
  })) {
    $(id).textContent = t(word);
  }
  for (let n = 1; n <= PRIVACY_LINES; n += 1) {
    const li = document.createElement('li');
    li.textContent = t(`privacy_${n}`);
    $('privacy').append(li);
  }
  $('companion-check').addEventListener('click', () => void drawCompanion());
  // The browser asks the person; a popup would be closed by that question, a tab is not.
  $('access-ask').addEventListener('click', () => void api.permissions.request({ origins: [...PATTERNS] }).then(drawAccess));
  $('forget').addEventListener('click', () => void api.runtime.sendMessage({ type: 'forget' }).then(() => ($('forgotten').textContent = t('options_forgotten'))));
  void drawAccess();
  void drawCompanion();
}

start();
