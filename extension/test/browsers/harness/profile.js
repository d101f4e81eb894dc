// A temporary home for one browser: the test CA in its trust store, the companion as the packaged
// installer registers it, and the extension as the store would get it.
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pattern } from './pattern.js';
import { program } from './program.js';

const EXTENSION = fileURLToPath(new URL('../../../', import.meta.url));
const CHECKOUT = join(EXTENSION, '..');
/** The packaged companion, with the Java runtime that lies in it. */
export const IMAGE = join(CHECKOUT, 'host/target/image');
export const LAUNCHER = join(IMAGE, 'bin/why502');

/**
 * @typedef {object} Home
 * @property {string} folder
 * @property {string} extension the folder that the browser loads
 * @property {string} chromiumProfile Chromium's own default place, so that it finds what the installer writes
 * @property {string} firefoxProfile
 * @property {(name: string) => Promise<string>} picture where a picture of this name goes
 * @property {() => Record<string, string>} environment
 * @property {(options: import('./browser.d.ts').Options) => Promise<void>} dress another test has this home: its extension, and its companion
 * @property {() => Promise<void>} register makes the companion known to the browsers of this home
 * @property {() => Promise<void>} unregister makes them forget it
 * @property {() => Promise<void>} keepCompiled lets the homes after this one begin with what its Firefox, which has ended, had compiled
 * @property {() => Promise<void>} remove
 */

/**
 * @param {import('./browser.d.ts').Engine} engine
 * @param {string} ca the tiny internet's certificate authority, PEM
 * @param {import('./browser.d.ts').Options} options
 * @returns {Promise<Home>}
 */
export async function makeHome(engine, ca, options) {
  program(engine); // Said before anything is made.
  const folder = await mkdtemp(join(tmpdir(), `why502-${engine}-`));
  // A browser's last helper process may still be writing when its parent is gone.
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  try {
    return { ...(await furnish(folder, engine, ca, options)), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Where the installer tells each engine's browsers of the companion. */
const MANIFESTS = ['.config/chromium/NativeMessagingHosts/org.why502.host.json', '.mozilla/native-messaging-hosts/org.why502.host.json'];

/**
 * What Chromium has of the desktop's programs whenever an extension goes, to take a shortcut away that it never had:
 * some seventeen shell scripts, each time a browser begins to rest.
 */
const OF_THE_DESKTOP = Object.freeze(['xdg-desktop-menu', 'xdg-icon-resource']);

/** Puts programs that do nothing in their place. @param {string} folder a new one */
async function withoutDesktop(folder) {
  await mkdir(folder);
  for (const name of OF_THE_DESKTOP) await symlink('/bin/true', join(folder, name));
}

/** Another program in the companion's place. @param {string} folder @param {string} path */
async function standIn(folder, path) {
  for (const manifest of MANIFESTS.map((name) => join(folder, name))) {
    await writeFile(manifest, JSON.stringify({ ...JSON.parse(await readFile(manifest, 'utf8')), path }));
  }
}

/**
 * @param {string} folder
 * @param {import('./browser.d.ts').Engine} engine
 * @param {string} ca
 * @param {import('./browser.d.ts').Options} options
 * @returns {Promise<Omit<Home, 'remove'>>}
 */
async function furnish(folder, engine, ca, options) {
  const chromiumProfile = join(folder, '.config/chromium');
  const firefoxProfile = join(folder, '.mozilla/firefox/test');
  await mkdir(engine === 'chromium' ? chromiumProfile : firefoxProfile, { recursive: true });
  const { trust, register, unregister, warm, keepCompiled } = await pattern(ca, LAUNCHER);
  await trust(engine === 'chromium' ? join(folder, '.pki/nssdb') : firefoxProfile);
  if (engine === 'firefox') await warm(firefoxProfile);
  const instead = join(folder, 'instead');
  if (engine === 'chromium') await withoutDesktop(instead);
  const extension = join(folder, 'extension');
  /** What the test wants that has it now. */
  let its = options;
  const packed = async () => {
    await pack(extension, its.granted ?? []);
    await its.alter?.(extension);
  };
  const isOwn = () => Boolean(its.alter || its.granted);
  await packed();
  return {
    folder,
    dress: async (next) => {
      const before = isOwn();
      its = next;
      if (!before && !isOwn()) return;
      await rm(extension, { recursive: true });
      await packed();
    },
    register: () => register(folder).then(() => (its.instead ? standIn(folder, its.instead) : undefined)),
    unregister: () => unregister(folder),
    keepCompiled: async () => (engine === 'firefox' ? keepCompiled(firefoxProfile) : undefined),
    chromiumProfile,
    firefoxProfile,
    extension,
    picture: async (name) => {
      const pictures = options.screenshots ?? join(CHECKOUT, 'target/screenshots');
      await mkdir(pictures, { recursive: true });
      return join(pictures, `${name}-${engine}.png`);
    },
    environment: () => {
      const kept = Object.entries(process.env).filter(([name, value]) => value !== undefined && !/^(XDG_|DBUS_|NODE_)/.test(name));
      /** @type {Record<string, string>} */
      const its = {
        .../** @type {Record<string, string>} */ (Object.fromEntries(kept)),
        HOME: folder,
        PATH: `${instead}:${process.env['PATH']}`,
      };
      return options.desktop === undefined ? its : { ...its, XDG_CURRENT_DESKTOP: options.desktop };
    },
  };
}

/** What the parts of a pattern of web-ext stand for: in any folder, anything, any name. @type {Readonly<Record<string, string>>} */
const STANDS_FOR = Object.freeze({ '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*' });

/** The paths that a pattern of web-ext means. @param {string} pattern */
function meant(pattern) {
  const parts = pattern.split(/(\*\*\/|\*\*|\*)/).map((part) => STANDS_FOR[part] ?? part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('')}$`);
}

/**
 * Copies what the package holds, and nothing else: a file that the package lacks must fail here.
 * @param {string} target
 * @param {string[]} granted optional permissions that no test could click for: from the beginning
 */
async function pack(target, granted) {
  const { ignoreFiles } = createRequire(import.meta.url)(join(EXTENSION, 'web-ext-config.cjs'));
  const patterns = ignoreFiles.map(meant);
  /** @param {string} path */
  const ignored = (path) => patterns.some((/** @type {RegExp} */ pattern) => pattern.test(path)) || basename(path).startsWith('.');
  await cp(EXTENSION, target, {
    recursive: true,
    filter: (source) => {
      const path = relative(EXTENSION, source);
      return path === '' || !ignored(path);
    },
  });
  if (granted.length > 0) {
    const file = join(target, 'manifest.json');
    const manifest = JSON.parse(await readFile(file, 'utf8'));
    manifest.permissions.push(...granted);
    manifest.optional_permissions = manifest.optional_permissions.filter((/** @type {string} */ p) => !granted.includes(p));
    await writeFile(file, JSON.stringify(manifest));
  }
  return target;
}
