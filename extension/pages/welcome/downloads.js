/**
 * What is downloaded for which system: the packages by the names that install/package.sh and a release's runners give them,
 * where they lie, and what a person does with each. Pure.
 */

/** Where the project is. The companion names the same place to AO3 (host: probe.web.Web), and the README leads there. */
export const PROJECT = 'https://github.com/why502/why502';

/** Where all packages of all versions lie, with their checksums. */
export const RELEASES = `${PROJECT}/releases`;

/**
 * @typedef {object} Package
 * @property {string} name the system, as people call it
 * @property {(version: string) => string} file
 * @property {boolean} tried whether anybody has run it (README, "Install it")
 * @property {string} then the message that says what is done with the file
 * @property {((version: string) => string) | null} command what is pasted into a terminal; null where it needs none
 */

/** @param {string} ending @returns {(version: string) => string} */
const archive = (ending) => (version) => `why502-${version}-${ending}`;

/** @param {string} processor @param {boolean} tried @returns {Package} */
const debian = (processor, tried) => ({
  name: `Debian, Ubuntu, Mint${tried ? '' : ' (ARM)'}`,
  file: (version) => `why502_${version}_${processor}.deb`,
  tried,
  then: 'welcome_then_debian',
  command: null,
});

/** @param {string} processor @param {boolean} tried @returns {Package} */
const linux = (processor, tried) => ({
  name: `Linux${tried ? '' : ' (ARM)'}`,
  file: archive(`linux-${processor}.tar.gz`),
  tried,
  then: 'welcome_then_linux',
  command: (version) => `tar -xzf why502-${version}-linux-${processor}.tar.gz && why502-${version}-linux-${processor}/install.sh`,
});

/**
 * The Finder opens nothing that is not signed by Apple, and marks what it unpacks; what a terminal unpacks is not marked. The
 * folder has this name in every language.
 *
 * @param {string} processor
 * @returns {Package}
 */
const macos = (processor) => ({
  name: 'macOS',
  file: archive(`macos-${processor}.tar.gz`),
  tried: false,
  then: 'welcome_then_mac',
  command: (version) =>
    `cd ~/Downloads && tar -xzf why502-${version}-macos-${processor}.tar.gz && why502-${version}-macos-${processor}/install.command`,
});

/** @type {Package} */
const WINDOWS = { name: 'Windows', file: archive('windows-x86_64.zip'), tried: false, then: 'welcome_then_win', command: null };

/** By the processor's name; Firefox has its own for one of them (Chromium: PlatformArch; Firefox: XPCOMABI). */
const LINUX = Object.freeze({
  'x86-64': [debian('amd64', true), linux('x86_64', true)],
  arm64: [debian('arm64', false), linux('arm64', false)],
  aarch64: [debian('arm64', false), linux('arm64', false)],
});

/**
 * The browsers that know what the package for Debian brings, as they call themselves: those with a place for everybody on the
 * machine (manifests/browsers.json). For another one, the archive makes itself known.
 */
export const DEBIAN_SERVES = Object.freeze(['Chromium', 'Google Chrome', 'Microsoft Edge', 'Brave', 'Firefox']);

/**
 * @typedef {object} Download
 * @property {string} name
 * @property {string} file
 * @property {string} address
 * @property {boolean} tried
 * @property {string} then
 * @property {string | null} command
 */

/**
 * What there is for this machine, the best one first. Which Linux it is, no browser says: there both are offered. On Windows
 * one package is for all: an ARM processor runs it, too, and a browser of 32 bits says nothing of the machine.
 *
 * @param {{os: string, arch: string}} machine as runtime.getPlatformInfo tells of it
 * @param {string} browser as it calls itself
 * @param {string} version of the extension: both halves are released together
 * @returns {Download[]} empty where no package is made for it
 */
export function downloadsFor({ os, arch }, browser, version) {
  return packagesFor(os, arch, browser).map(({ name, file, tried, then, command }) => ({
    name,
    file: file(version),
    address: `${RELEASES}/download/v${version}/${file(version)}`,
    tried,
    then,
    command: command?.(version) ?? null,
  }));
}

/** @param {string} os @param {string} arch @param {string} browser @returns {readonly Package[]} */
function packagesFor(os, arch, browser) {
  if (os === 'win') return [WINDOWS];
  if (os === 'mac') return [macos(arch === 'x86-64' ? 'x86_64' : 'arm64')];
  if (os !== 'linux' || !Object.hasOwn(LINUX, arch)) return [];
  return LINUX[/** @type {keyof typeof LINUX} */ (arch)].filter(
    ({ then }) => then !== 'welcome_then_debian' || DEBIAN_SERVES.includes(browser),
  );
}
