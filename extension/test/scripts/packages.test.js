// The scripts that install what is missing: here with an apt-get that only writes down what it was asked,
// and a list of packages of any age. Nothing is installed or fetched.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const INSTALL = fileURLToPath(new URL('../../../install/', import.meta.url));

const HOUR_S = 3600;
/** As a list of last summer has them. */
const FILES = ['deb.debian.org_debian_dists_bookworm_InRelease', 'deb.debian.org_debian_dists_bookworm_main_binary-amd64_Packages.lz4'];

/**
 * @param {import('node:test').TestContext} t
 * @param {{hours?: number | null, root?: boolean, updateFails?: boolean, installFails?: boolean, madison?:
 *   string}} how hours: the list's age; null: it is empty
 * @param {string} script
 */
function shell(t, { hours = 1, root = true, updateFails = false, installFails = false, madison = '' }, script) {
  const folder = mkdtempSync(join(tmpdir(), 'why502-packages-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const [programs, lists, asked] = ['bin', 'lists', 'asked'].map((name) => join(folder, name));
  assert.ok(programs && lists && asked);
  mkdirSync(programs);
  mkdirSync(join(lists, 'partial'), { recursive: true });
  writeFileSync(join(lists, 'lock'), ''); // apt's own, always new.
  if (hours !== null) {
    for (const name of FILES) {
      writeFileSync(join(lists, name), '');
      const then = Date.now() / 1000 - hours * HOUR_S;
      utimesSync(join(lists, name), then, then);
    }
  }
  writeFileSync(asked, '');
  /** @param {string} name @param {string} body */
  const program = (name, body) => writeFileSync(join(programs, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  program('id', `echo ${root ? 0 : 1000}`);
  program('apt-config', `echo "lists='${lists}/'"`);
  program('apt-cache', `cat <<'END'\n${madison}\nEND`);
  program(
    'apt-get',
    `echo "$*" >>'${asked}'
    case $1 in
      update) echo 'Err: no network'; exit ${updateFails ? 100 : 0} ;;
      install) [ ${installFails ? 1 : 0} = 0 ] || { echo 'E: Unable to locate package'; exit 100; } ; ln -sf /bin/true '${programs}/why502-wanted' ;;
    esac`,
  );
  const { WHY502_LISTS_ARE_FRESH: _, ...kept } = process.env;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', `set -euo pipefail; . "$0/setup.sh"; . "$0/oldest.sh"; ${script}`, INSTALL], {
    env: { ...kept, PATH: `${programs}:${process.env['PATH']}` },
    encoding: 'utf8',
  });
  return {
    status,
    stdout,
    stderr,
    asked: readFileSync(asked, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split(' ')[0]),
  };
}

const WANTED = 'why502_need_packages why502-wanted:wanted';

test('a list that is older than a day is fetched anew before anything is installed', (t) => {
  const { status, stderr, asked } = shell(t, { hours: 25 }, WANTED);
  assert.equal(status, 0, stderr);
  assert.deepEqual(asked, ['update', 'install']);
  assert.match(stderr, /older than a day/);
});

test('an empty one too', (t) => {
  assert.deepEqual(shell(t, { hours: null }, WANTED).asked, ['update', 'install']);
});

test('a newer one is taken as it is', (t) => {
  assert.deepEqual(shell(t, { hours: 23 }, WANTED).asked, ['install']);
});

test('once for a script, also in a shell of its own', (t) => {
  const { asked } = shell(t, { hours: 25 }, `${WANTED}; why502_apt another; (why502_apt a-third)`);
  assert.deepEqual(asked, ['update', 'install', 'install', 'install']);
});

test('where nothing is missing nothing is asked, and without root neither', (t) => {
  assert.deepEqual(shell(t, { hours: 25 }, 'why502_need_packages sh:dash').asked, []);
  const { status, stderr, asked } = shell(t, { hours: 25, root: false }, WANTED);
  assert.equal(status, 1);
  assert.deepEqual(asked, []);
  assert.match(stderr, /sudo apt-get update && sudo apt-get install wanted/);
});

test('a list that cannot be fetched is a sentence, and the end only if the packages cannot be installed either', (t) => {
  const fine = shell(t, { hours: 25, updateFails: true }, WANTED);
  assert.equal(fine.status, 0, fine.stderr);
  assert.match(fine.stderr, /no network[^]*It could not be fetched; what is in the old one is tried/);
  const bad = shell(t, { hours: 25, updateFails: true, installFails: true }, WANTED);
  assert.equal(bad.status, 1);
  assert.match(bad.stderr, /Unable to locate package[^]*could not install wanted/);
});

test('a Java that is not there is looked for in a new list', (t) => {
  // No JDK anywhere: the search itself is what is left out.
  const { asked } = shell(t, { hours: 25 }, 'why502_look_for_jdk() { return 1; }; (why502_find_jdk) || true');
  assert.deepEqual(asked, ['update']);
});

test("the oldest version is the lowest in Debian's order, of what can be installed", (t) => {
  const madison = [
    ' chromium | 156.0.8078.108-1~deb12u1 | http://deb.debian.org/debian-security bookworm-security/main amd64 Packages',
    ' chromium | 99.0-1 | http://deb.debian.org/debian bookworm/main Sources',
    ' chromium | 150.0.7871.100-1 | http://deb.debian.org/debian bookworm/main amd64 Packages',
    ' chromium | 150.0.7871.100-1~deb12u1 | http://deb.debian.org/debian bookworm/main amd64 Packages',
  ].join('\n');
  assert.equal(shell(t, { madison }, 'why502_oldest_version chromium').stdout.trim(), '150.0.7871.100-1~deb12u1');
  const none = shell(t, {}, 'why502_test_oldest chromium every');
  assert.equal(none.status, 1);
  assert.match(none.stdout, /knows no chromium/);
});

test('a browser that is named and cannot be used is said at once, with the name of the variable', (t) => {
  const missing = shell(t, {}, 'export WHY502_FIREFOX=/nothing/here; why502_need_browser firefox');
  assert.equal(missing.status, 1);
  assert.match(missing.stderr, /^WHY502_FIREFOX names \/nothing\/here, but there is nothing\. [^\n]*\n$/);
  const folder = shell(t, {}, 'export WHY502_CHROMIUM=/usr; why502_need_browser chromium');
  assert.match(folder.stderr, /^WHY502_CHROMIUM names \/usr, which cannot be run\. [^\n]*\n$/);
  assert.deepEqual(folder.asked, []);
});

test('the lines of the versions name everything that is used', (t) => {
  const { status, stdout, stderr } = shell(t, {}, 'why502_find_jdk; why502_versions');
  assert.equal(status, 0, stderr);
  assert.deepEqual(
    stdout
      .trim()
      .split('\n')
      .map((line) => line.split(/\s+/)[0]),
    ['Chromium', 'Firefox', 'Java', 'Maven', 'Node', 'npm', 'Kernel', 'System'],
  );
  assert.match(stdout, /^Java +25\./m);
});
