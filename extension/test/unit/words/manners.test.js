/** How a remedy is meant on one machine: the popup, its steps and the report say that, not what the code says alone. */
import '../stub.js';
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { MANNERS, mannerOf } from '../../../remedies/catalogue.js';
import { workOfFile } from '../../../ao3/address.js';
import { viewOf } from '../../../words/view.js';
import { open } from '../../../incident/incident.js';
import { diagnosis, seen, sighting } from '../examples.js';
import { english } from '../english.js';
import { SITUATIONS, incidentOf } from '../situations.js';

const t = english.t;
/** @param {Partial<import('../../../incident/incident.js').Incident>} over */
const settled = (over) => ({
  ...open({ id: 'a', isPrivate: false, at: 0, seen: seen() }),
  phase: /** @type {const} */ ('settled'),
  settledAt: 1,
  ...over,
});
const LOCALES = new URL('../../../_locales/', import.meta.url);

test('each manner is of a remedy of the protocol, and of no other', () => {
  for (const [how, code] of Object.entries(MANNERS)) {
    assert.equal(mannerOf([{ code, how }], code), how);
    assert.equal(mannerOf([{ code: 'wait', how }], 'wait'), '');
  }
  assert.equal(mannerOf([{ code: 'wait', how: 'toString' }], 'wait'), '', 'of a newer companion');
});

test('who comes by a VPN is told of another exit first, and of "off" after it', () => {
  const refused = settled({
    sighting: sighting({ status: 403 }),
    diagnosis: diagnosis({
      verdict: { code: 'address-refused', side: 'limit', status: 403 },
      remedies: [{ code: 'other-connection', how: 'another-vpn-exit' }, { code: 'vpn-off' }],
    }),
  });
  const view = viewOf(refused, english);
  assert.equal(view.best?.title, t('remedy_other_connection_another_vpn_exit_title'));
  assert.equal(view.best?.text, t('remedy_other_connection_another_vpn_exit_text'));
  assert.deepEqual(
    view.everything.map((c) => c.code),
    ['vpn-off'],
  );
  const step = view.steps.find((s) => s.code === 'other-connection');
  assert.equal(step?.title, t('remedy_other_connection_another_vpn_exit_title'));
  assert.equal(step?.lit, true);
});

test('where only the connections of a browser break, nothing in it is named as the cause, and extensions are not the step to take', () => {
  const broken = incidentOf('only-the-browsers-hello');
  const view = viewOf(broken, english);
  assert.ok(view.headline.includes(t('verdict_browser_interference_connection_headline')), view.headline);
  assert.equal(view.meaning, t('verdict_browser_interference_connection_meaning'));
  assert.equal(view.best?.title, t('remedy_check_proxy_security_software_title'));
  assert.equal(view.steps.find((step) => step.lit)?.code, 'other-connection');
  const blocked = viewOf(incidentOf('extension-breaks-page'), english);
  assert.equal(blocked.meaning, t('verdict_browser_interference_meaning'));
  assert.equal(blocked.steps.find((step) => step.lit)?.code, 'test-extensions');
});

test('where the VPN is the only way, no word that is shown speaks of switching it off', () => {
  for (const code of ['address-refused', 'browser-check', 'request-refused']) {
    const remedies = [{ code: 'finish-browser-check' }, { code: 'other-connection', how: 'another-vpn-exit' }, { code: 'update-browser' }];
    const view = viewOf(settled({ diagnosis: diagnosis({ verdict: { code, side: 'limit' }, remedies }) }), english);
    assert.doesNotMatch(JSON.stringify(view), /VPN (?:switched )?off|(?:switch|turn)[^."]*off[^."]*VPN|VPN[^."]*\boff\b/i, code);
  }
});

/** "Off" in each language, as the remedy of that name says it. */
const OFF = new RegExp(
  'switch|turn off|\\boff\\b|ausgeschaltet|ausschalten|apagad|apaga|désactiv|dimatikan' +
    '|matikan|spent|spegn|オフ|끄고|끄기|wyłącz|deslig|выключ|关掉',
  'i',
);

for (const folder of readdirSync(LOCALES)) {
  test(`${folder}: only the remedy that is called so speaks of a VPN that is off, and says where it does harm`, () => {
    /** @type {Record<string, {message: string}>} */
    const words = JSON.parse(readFileSync(new URL(`${folder}/messages.json`, LOCALES), 'utf8'));
    const said = Object.entries(words).filter(([, { message }]) => /VPN/.test(message) && OFF.test(message));
    assert.deepEqual(
      said.map(([name]) => name).filter((name) => !/^remedy_(vpn_off_|other_connection_another_vpn_exit_text$)/.test(name)),
      [],
    );
    // The name alone, without its condition, is a heading.
    assert.ok((words['remedy_vpn_off_text']?.message.length ?? 0) > (words['remedy_vpn_off_title']?.message.length ?? 0));
    assert.match(words['remedy_vpn_off_text']?.message ?? '', /AO3/, 'if AO3 is not blocked there');
  });
}

test('where only names over https lead to AO3, secure DNS in the browser is what is lit', () => {
  for (const name of SITUATIONS.filter((s) => mannerOf(incidentOf(s).diagnosis?.remedies ?? [], 'change-resolver'))) {
    const steps = viewOf(incidentOf(name), english).steps;
    const step = steps.find((s) => s.code === 'change-resolver');
    assert.equal(step?.title, t('remedy_change_resolver_in_the_browser_title'), name);
    assert.equal(step?.tick, 'points-here', name);
    assert.equal(step?.how.label, t('remedy_change_resolver_in_the_browser_button'), name);
  }
  const rewritten = viewOf(incidentOf('every-resolver-rewritten'), english);
  assert.equal(rewritten.best?.title, t('remedy_change_resolver_in_the_browser_title'));
  assert.equal(rewritten.steps.find((s) => s.lit)?.code, 'change-resolver');
});

test('where AO3 could not make a file, the work itself is offered, and the file is not asked for again', () => {
  const file = incidentOf('download-fails');
  const page = {
    url: 'https://archiveofourown.org/downloads/502/A%20Name.epub?updated_at=1',
    method: 'GET',
    tabId: 1,
    hasPage: true,
    sent: null,
  };
  const view = viewOf({ ...file, page, tabs: [1] }, english, null, Date.now(), 1);
  assert.equal(view.best?.code, 'lighter-page');
  assert.equal(view.best?.label, t('remedy_lighter_page_the_work_itself_button'));
  assert.ok(view.headline.includes(t('verdict_file_headline').replace(/\.$/, '').slice(1)), view.headline);
  assert.equal(view.meaning.startsWith(t('verdict_file_meaning')), true, view.meaning);
  assert.equal(
    view.everything.some(({ code }) => code === 'reload-once'),
    false,
  );
  assert.equal(workOfFile(page.url), 'https://archiveofourown.org/works/502');
  assert.equal(workOfFile('https://archiveofourown.org/works/502'), '');
});
