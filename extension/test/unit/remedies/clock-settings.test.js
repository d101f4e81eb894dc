/** The date settings are opened by the companion where it can; what came of it is said, and nothing else is done. */
import { ports } from '../stub.js';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { openClockSettings } from '../../../remedies/clock-settings.js';
import { viewOf } from '../../../words/view.js';
import { english, t } from '../english.js';
import { incidentOf } from '../situations.js';

beforeEach(() => void (ports.length = 0));

/** @param {object} said */
async function pressed(said) {
  const told = openClockSettings();
  const port = ports.at(-1);
  assert.ok(port);
  port.say({ type: 'welcome', protocol: 1, version: '0.1.0', os: 'linux', can: ['fix-clock'] });
  const request = port.posted.at(-1);
  assert.deepEqual({ ...request, id: '' }, { type: 'remedy', id: '', remedy: 'fix-clock' });
  port.say({ type: 'done', id: request.id, ...said });
  return (await told).word;
}

test('what came of it is said', async () => {
  assert.equal(await pressed({ ok: true, said: 'opened' }), 'clock_opened');
  assert.equal(await pressed({ ok: false, said: 'failed' }), 'clock_failed');
  assert.equal(await pressed({ ok: false, said: 'nothing' }), 'clock_failed');
});

test('a companion that ends before it answers leaves it open', async () => {
  const told = openClockSettings();
  ports.at(-1)?.end('Native host has exited.');
  assert.equal((await told).word, 'clock_unheard');
});

test('by how much the clock is off is said, and the button opens its settings where the companion can; elsewhere it is told how', () => {
  const incident = incidentOf('clock-a-year-off');
  const [withIt, without] = [['fix-clock'], []].map((can) => viewOf({ ...incident, can }, english));
  assert.deepEqual([withIt?.best?.code, withIt?.best?.runs, withIt?.best?.label], ['fix-clock', true, t('remedy_fix_clock_button')]);
  assert.equal(withIt?.best?.text, t('remedy_fix_clock_does'));
  assert.match(withIt?.meaning ?? '', /It is .*(fast|slow)\./);
  assert.deepEqual([without?.best?.runs, without?.best?.text], [false, t('remedy_fix_clock_text')]);
});
