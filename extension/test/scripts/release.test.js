/**
 * The workflow that makes a release (.github/workflows/release.yml), which no test can run: that it is YAML, that it runs nobody's
 * code that could change under it, that each job may do no more than it must, that what it runs is here, and that it leaves no
 * system out. And the script that holds the tag against the versions.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

/** @type {{load(text: string): any}} */
const yaml = createRequire(import.meta.url)('js-yaml');
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const read = (/** @type {string} */ path) => readFileSync(`${ROOT}${path}`, 'utf8');

/** @typedef {{uses?: string, run?: string, with?: Record<string, unknown>, env?: Record<string, string>}} Step */
/**
 * @typedef {object} Job
 * @property {string} runs-on
 * @property {number} [timeout-minutes]
 * @property {string | string[]} [needs]
 * @property {Record<string, string>} [permissions]
 * @property {any} [strategy]
 * @property {Step[]} steps
 */

const TEXT = read('.github/workflows/release.yml');
const workflow = yaml.load(TEXT);
/** @type {[string, Job][]} */
const jobs = Object.entries(workflow.jobs);
const steps = jobs.flatMap(([name, job]) => job.steps.map((step) => ({ name, step })));

/** What is wrong with how a workflow names the actions of others. @param {string} text @returns {string[]} */
function unpinned(text) {
  return text
    .split('\n')
    .filter((line) => /^\s*(?:- )?uses:/.test(line))
    .filter((line) => !/uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line));
}

/** What an expression would write into a script: whoever names a tag could put a command there. @param {string} script */
const written = (script) => script.match(/\$\{\{.*?\}\}/g) ?? [];

test("each action is GitHub's own, by the hash of a commit, with its version beside it", () => {
  assert.deepEqual(unpinned(TEXT), []);
  assert.equal(TEXT.match(/uses:/g)?.length, steps.filter(({ step }) => step.uses).length);
  for (const wrong of ['actions/checkout@v5', 'actions/checkout@08c6903 # v5.0.0', `other/action@${'a'.repeat(40)} # v1.0.0`]) {
    assert.equal(unpinned(`      - uses: ${wrong}`).length, 1, wrong);
  }
  assert.equal(unpinned(`      - uses: actions/checkout@${'a'.repeat(40)}`).length, 1);
  /** @type {Map<string, string>} */
  const pins = new Map();
  for (const [, action = '', pin = ''] of TEXT.matchAll(/uses: ([^@]+)@(.+)/g)) {
    assert.equal(pins.get(action) ?? pin, pin, `${action} is pinned to two versions`);
    pins.set(action, pin);
  }
});

test('it runs for a tag alone, may read alone, and what more a job needs stands there', () => {
  assert.deepEqual(workflow.on, { push: { tags: ['v*'] } });
  assert.deepEqual(workflow.permissions, { contents: 'read' });
  const more = Object.fromEntries(jobs.filter(([, job]) => job.permissions).map(([name, job]) => [name, job.permissions]));
  assert.deepEqual(more, {
    provenance: { contents: 'read', 'id-token': 'write', attestations: 'write' },
    draft: { contents: 'write' },
  });
  // Who may write runs nothing out of the tree.
  for (const name of Object.keys(more)) {
    assert.ok(!workflow.jobs[name].steps.some((/** @type {Step} */ step) => step.uses?.startsWith('actions/checkout@')), name);
  }
  assert.doesNotMatch(TEXT, /secrets\.|pull_request|workflow_dispatch|workflow_run/);
});

test('no job is without an end, keeps a token, or writes what a tag is called into a script', () => {
  for (const [name, job] of jobs) assert.ok(Number(job['timeout-minutes']) > 0, `${name} could go on for six hours`);
  for (const { name, step } of steps) {
    if (step.uses?.startsWith('actions/checkout@')) assert.equal(step.with?.['persist-credentials'], false, name);
    assert.deepEqual(written(step.run ?? ''), [], name);
  }
  assert.equal(written('echo ${{ github.ref_name }}').length, 1);
});

test('nothing is published that was not tried, and all that is tried was made of the right version', () => {
  /** @param {string} name @returns {string[]} */
  const before = (name) => {
    const needs = [workflow.jobs[name].needs ?? []].flat();
    return [...needs, ...needs.flatMap(before)];
  };
  assert.deepEqual(before('draft'), ['provenance', 'tried', 'packages', 'runtime', 'versions']);
  const draft = workflow.jobs.draft.steps.map((/** @type {Step} */ step) => step.run ?? '').join('\n');
  assert.match(draft, /sha256sum --check --strict SHA256SUMS\n/);
  assert.match(draft, /gh release create "\$TAG" --draft --verify-tag /);
  const [attest] = steps.filter(({ step }) => step.uses?.includes('attest-build-provenance'));
  assert.deepEqual(attest?.step.with, { 'subject-checksums': 'packages/SHA256SUMS' });
});

test('every system has its runtime, its package and its trial', () => {
  const { stdout } = spawnSync('bash', ['-c', '. install/systems.sh; echo "${why502_systems[*]}"'], { cwd: ROOT, encoding: 'utf8' });
  const systems = stdout.trim().split(' ');
  const matrix = workflow.jobs.runtime.strategy.matrix.include;
  const foreign = systems.filter((system) => system !== 'linux-x86_64').sort();
  assert.deepEqual(matrix.map((/** @type {{system: string}} */ { system }) => system).sort(), foreign);
  const made = steps.find(({ step }) => step.run?.startsWith('install/package.sh'))?.step.run ?? '';
  const also = [...made.matchAll(/--also (\S+)=runtimes\/runtime-(\S+)\/runtime/g)];
  assert.deepEqual(also.map(([, system]) => system).sort(), foreign);
  for (const [, system, folder] of also) assert.equal(system, folder);
  const runners = matrix.map((/** @type {{runner: string}} */ { runner }) => runner);
  assert.deepEqual([...workflow.jobs.tried.strategy.matrix.runner].sort(), [...runners, 'ubuntu-24.04'].sort());
});

test('what it runs is here, and a shell can read it', () => {
  let found = 0;
  for (const { name, step } of steps) {
    if (!step.run) continue;
    const { status, stderr } = spawnSync('bash', ['-n', '-c', step.run], { encoding: 'utf8' });
    assert.equal(status, 0, `${name}: ${stderr}`);
    for (const [path = ''] of step.run.matchAll(/\b(?:install|extension|host)\/[\w./-]+/g)) {
      found++;
      const { mode } = statSync(`${ROOT}${path}`);
      if (path.endsWith('.sh')) assert.ok(mode & 0o111, `${path} cannot be run`);
    }
  }
  assert.equal(found, 4);
  for (const script of ['package.sh', 'layout.sh', 'release-version.sh', 'macos/install.command', 'macos/uninstall.command']) {
    assert.equal(spawnSync('bash', ['-n', `install/${script}`], { cwd: ROOT }).status, 0, script);
    assert.ok(statSync(`${ROOT}install/${script}`).mode & 0o111, `${script} cannot be run`);
  }
  assert.equal(spawnSync(process.execPath, ['--check', 'extension/test/release/walk.js'], { cwd: ROOT }).status, 0);
});

test('a tag that is not the version of both halves is refused, with what differs', () => {
  const tag = (/** @type {string} */ name) => spawnSync(`${ROOT}install/release-version.sh`, [name], { encoding: 'utf8' });
  const { version } = JSON.parse(read('extension/manifest.json'));
  const good = tag(`v${version}`);
  assert.deepEqual([good.status, good.stdout.trim()], [0, version], good.stderr);
  const bad = tag('v98.7.6');
  assert.equal(bad.status, 1);
  for (const file of ['pom.xml', 'host/pom.xml', 'extension/manifest.json', 'extension/package.json', 'extension/package-lock.json']) {
    assert.ok(bad.stderr.includes(`${file} has version "${version}".`), bad.stderr);
  }
  for (const wrong of [version, `v${version}-rc1`, 'v1.2', 'v', '$(id)']) assert.equal(tag(wrong).status, 1, wrong);
});
