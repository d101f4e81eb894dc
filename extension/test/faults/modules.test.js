/** What becomes of a module here is what a browser makes of it (modules.js). */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Clock } from './clock.js';
import { Realm } from './realm.js';

/** @param {import('node:test').TestContext} t @param {Record<string, string>} files by their names @returns {Realm} with these modules */
function realmOf(t, files) {
  const folder = mkdtempSync(join(tmpdir(), 'why502-modules-'));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const [name, source] of Object.entries(files)) writeFileSync(join(folder, name), source);
  return new Realm({ name: 'page', root: pathToFileURL(`${folder}/`), clock: new Clock(0), globals: { ran: [] } });
}

test('a module runs once, after what it imports, under the names that it gives', async (t) => {
  const realm = realmOf(t, {
    'a.js':
      "import { one, two as second } from './b.js';\nimport * as all from './c.mjs';\nexport const sum = one + second() + all.three;\n" +
      "export { three as four } from './c.mjs';\n",
    'b.js': "import { three } from './c.mjs';\nexport const one = three - 2;\nexport function two() { return three - 1; }\n",
    'c.mjs': "ran.push('c');const x=3;export{x as three}",
  });
  const { sum, four } = await realm.load('a.js');
  assert.deepEqual([sum, four], [6, 3]);
  assert.equal((await realm.load('b.js')).one, 1);
  assert.deepEqual([.../** @type {any} */ (realm.context).ran], ['c']);
});

test('what a module imports later is there when it is asked for, and fails each time where it fails', async (t) => {
  const realm = realmOf(t, {
    'a.js': 'export const get = async (name) => (await import(name)).value;\nexport const when = Date.now();\n',
    'b.js': 'export const value = 7;\n',
    'c.js': "ran.push('c');\nthrow new Error('not today');\n",
  });
  const { get, when } = await realm.load('a.js');
  assert.equal(when, 0, 'in its own time');
  assert.equal(await get('./b.js'), 7);
  for (let times = 0; times < 2; times += 1) await assert.rejects(get('./c.js'), /not today/);
  assert.equal(/** @type {any} */ (realm.context).ran.length, 1);
});

test('what a browser would not link, or nobody here understands, is not run', async (t) => {
  const load = (/** @type {Record<string, string>} */ files) => realmOf(t, files).load('a.js');
  await assert.rejects(load({ 'a.js': "import { b } from './b.js';\n", 'b.js': 'export const c = 1;\n' }), /exports no b/);
  await assert.rejects(load({ 'a.js': 'export let a = 1;\n' }), /not known here: export let/);
  await assert.rejects(
    load({ 'a.js': "import { b } from './b.js';\nexport const a = b;\n", 'b.js': "import { a } from './a.js';\nexport const b = a;\n" }),
    /itself/,
  );
});
