// Which download the first page offers to whom, and that each place that names them names the same.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { DEBIAN_SERVES, PROJECT, RELEASES, downloadsFor } from '../../../pages/welcome/downloads.js';

const ROOT = new URL('../../../../', import.meta.url);
const read = (/** @type {string} */ path) => readFileSync(new URL(path, ROOT), 'utf8');

/** @param {string} os @param {string} arch @param {string} [browser] */
const files = (os, arch, browser = 'Firefox') => downloadsFor({ os, arch }, browser, '1.2.3').map(({ file }) => file);

test('each machine has its download, found by itself', () => {
  assert.deepEqual(files('win', 'x86-64'), ['why502-1.2.3-windows-x86_64.zip']);
  assert.deepEqual(files('win', 'x86-32'), files('win', 'x86-64'));
  assert.deepEqual(files('win', 'arm64'), files('win', 'x86-64'));
  assert.deepEqual(files('mac', 'arm64'), ['why502-1.2.3-macos-arm64.tar.gz']);
  assert.deepEqual(files('mac', 'aarch64'), files('mac', 'arm64'));
  assert.deepEqual(files('mac', 'x86-64'), ['why502-1.2.3-macos-x86_64.tar.gz']);
  assert.deepEqual(files('linux', 'x86-64'), ['why502_1.2.3_amd64.deb', 'why502-1.2.3-linux-x86_64.tar.gz']);
  assert.deepEqual(files('linux', 'arm64'), ['why502_1.2.3_arm64.deb', 'why502-1.2.3-linux-arm64.tar.gz']);
  assert.deepEqual(files('linux', 'aarch64'), files('linux', 'arm64'));
  for (const [os, arch] of [
    ['linux', 'x86-32'],
    ['linux', 'riscv64'],
    ['linux', 'constructor'],
    ['openbsd', 'x86-64'],
    ['', ''],
  ])
    assert.deepEqual(files(os ?? '', arch ?? ''), [], `${os} ${arch}`);
});

test('each system of which packages are made has its download, by their name', () => {
  const [, systems = ''] = /^why502_systems=\((.*)\)$/m.exec(read('install/systems.sh')) ?? [];
  const offered = [files('linux', 'x86-64', 'Opera'), files('linux', 'arm64', 'Opera'), files('mac', 'x86-64'), files('mac', 'arm64')];
  const names = [...offered, files('win', 'x86-64')].map(([file = '']) => file.replace(/^why502-1\.2\.3-|\.(tar\.gz|zip)$/g, ''));
  assert.deepEqual(names, systems.split(' '));
});

test('a browser that the package for Debian does not serve is offered the one that serves it, alone', () => {
  for (const browser of ['Vivaldi', 'Opera', 'LibreWolf'])
    assert.deepEqual(files('linux', 'x86-64', browser), ['why502-1.2.3-linux-x86_64.tar.gz'], browser);
  /** @type {{browsers: {name: string, system?: {linux?: string}}[]}} */
  const { browsers } = JSON.parse(read('manifests/browsers.json'));
  // The other channels of a browser call themselves as it does.
  const all = browsers.filter(({ name, system }) => system?.linux && !/ (Beta|Dev|Nightly)$/.test(name)).map(({ name }) => name);
  assert.deepEqual([...DEBIAN_SERVES].sort(), all.sort());
});

test('a line to paste unpacks the file that is downloaded, and runs what lies in it', () => {
  for (const [os, arch] of [
    ['linux', 'x86-64'],
    ['linux', 'arm64'],
    ['mac', 'arm64'],
    ['mac', 'x86-64'],
  ]) {
    const { file, command } = downloadsFor({ os: os ?? '', arch: arch ?? '' }, 'Opera', '1.2.3')[0] ?? { file: '', command: '' };
    const folder = file.replace(/\.tar\.gz$/, '');
    assert.ok(command?.endsWith(`tar -xzf ${file} && ${folder}/install.${os === 'mac' ? 'command' : 'sh'}`), `${command}`);
  }
});

test('they lie where the project is, by the version of a release; the companion and the README name the same place', () => {
  const [one] = downloadsFor({ os: 'win', arch: 'x86-64' }, 'Firefox', '1.2.3');
  assert.equal(one?.address, `${PROJECT}/releases/download/v1.2.3/why502-1.2.3-windows-x86_64.zip`);
  assert.ok(read('host/src/main/java/org/why502/probe/web/Web.java').includes(`(+${PROJECT};`));
  assert.ok(read('README.md').includes(`${RELEASES})`));
});

test('what nobody has run says so, on the page as in the README', () => {
  const tried = (/** @type {string} */ os, /** @type {string} */ arch) =>
    downloadsFor({ os, arch }, 'Firefox', '1').every((one) => one.tried);
  assert.ok(read('README.md').includes('Windows and macOS were never run'), 'somebody has tried them: say so on the page, too');
  assert.deepEqual(
    [tried('linux', 'x86-64'), tried('linux', 'arm64'), tried('mac', 'arm64'), tried('win', 'x86-64')],
    [true, false, false, false],
  );
});
