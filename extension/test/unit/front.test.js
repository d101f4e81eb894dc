/** @import {Incident} from '../../src/incident.js' */
import './stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { frontOfMessage, frontOfPort, inTab, portName } from '../../src/front.js';
import { open } from '../../src/incident.js';
import { seen } from './examples.js';

/** @param {Partial<Incident>} [over] @returns {Incident} */
const incident = (over) => ({ ...open({ id: 'a', isPrivate: false, at: 0, seen: seen() }), ...over });

test("a popup's port says in front of which tab it stands", () => {
  for (const front of [{ tabId: 7, isPrivate: false }, { tabId: 8, isPrivate: true }, { tabId: null, isPrivate: false }, { tabId: null, isPrivate: true }]) {
    assert.deepEqual(frontOfPort(portName(front)), front);
  }
  for (const other of ['', 'popup', 'popup-private', 'popup x', 'popup 1 2', 'card 1']) assert.equal(frontOfPort(other), undefined, other);
});

test('a message that names no tab is about none', () => {
  assert.equal(frontOfMessage({ tabId: 7 }), 7);
  for (const tabId of [undefined, null, '7', 1.5, Number.NaN, {}]) assert.equal(frontOfMessage({ tabId }), null);
});

test("in front of a tab that failed it is about that tab's page; in front of another one, about the first", () => {
  const both = incident({ tabs: [1, 2] });
  assert.equal(inTab(both, 2).page?.tabId, 2);
  assert.equal(inTab(both, 3), both);
  assert.equal(inTab(both, null), both);
});
