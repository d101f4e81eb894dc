// Firefox keeps a new profile below ~/.config/mozilla since 147, unless the old place, ~/.mozilla/firefox,
// is there. Companions it looks up in ~/.mozilla alone. So the installer makes a folder right beside the
// one that decides: here the real browser is started before and after, without being told a profile.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { access, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { marionette } from './harness/marionette.js';
import { countStarts } from './harness/processes.js';
import { LAUNCHER } from './harness/profile.js';
import { program } from './harness/program.js';
import { START_MS } from './harness/starting.js';
import { until } from './harness/until.js';

const EXTENSION = fileURLToPath(new URL('../../', import.meta.url));

/** Marionette's own, where no preference names another; a lab has ports of its own. */
const PORT = 2828;
const OLD = '.mozilla/firefox';
const NEW = '.config/mozilla/firefox';

/** From this version on the new place is known. */
const NEW_PLACE_SINCE = 147;

const run = promisify(execFile);

/** A home, and the environment of its own programs. @param {import('node:test').TestContext} t */
async function makeHome(t) {
  const home = await mkdtemp(join(tmpdir(), 'why502-profiles-'));
  t.after(() => rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }));
  const kept = Object.entries(process.env).filter(([name]) => !/^(XDG_|DBUS_|NODE_|MOZ_)/.test(name));
  const env = { ...Object.fromEntries(kept), HOME: home };
  return {
    home,
    /** @param {string} path */
    has: (path) =>
      access(join(home, path)).then(
        () => true,
        () => false,
      ),
    /** @param {string[]} args */
    why502: (...args) => run(LAUNCHER, args, { env }),
    /**
     * Starts the browser as a desktop does, asks it something in its own window, and ends it.
     * @param {string} body of an async function
     * @param {() => Promise<unknown>} [meanwhile]
     * @returns {Promise<any>}
     */
    browse: async (body, meanwhile = async () => undefined) => {
      const child = spawn(program('firefox'), ['--headless', '--marionette', '--remote-allow-system-access', 'about:blank'], {
        env,
        stdio: 'ignore',
        detached: true,
      });
      const closed = new Promise((done) => child.once('exit', done));
      const kill = () => child.exitCode === null && child.pid && process.kill(-child.pid, 'SIGKILL');
      try {
        const driver = await until('Firefox to be driven', () => marionette(PORT).catch(() => undefined), {
          withinMs: START_MS,
          everyMs: 200,
        });
        await driver.send('WebDriver:NewSession', { timeouts: { script: START_MS } });
        await driver.send('Marionette:SetContext', { value: 'chrome' });
        const { value } = await driver.send('WebDriver:ExecuteAsyncScript', {
          script: `const done = arguments[arguments.length - 1];
            (async () => { ${body} })().then((value) => done({ value }), (error) => done({ error: String(error) }));`,
          args: [],
        });
        assert.equal(value.error, undefined);
        await meanwhile();
        await driver.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => undefined);
        const late = setTimeout(kill, 20_000);
        await closed;
        clearTimeout(late);
        driver.end();
        return value.value;
      } finally {
        kill();
      }
    },
  };
}

const PROFILE = "return Services.dirsvc.get('ProfD', Ci.nsIFile).path;";

/** The extension's first page greets the companion by itself. */
const WITH_EXTENSION = `const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
  const folder = Cc['@mozilla.org/file/local;1'].createInstance(Ci.nsIFile);
  folder.initWithPath(${JSON.stringify(EXTENSION)});
  await AddonManager.installTemporaryAddon(folder);
  ${PROFILE}`;

/** @type {Record<string, (home: Awaited<ReturnType<typeof makeHome>>) => Promise<void>>} */
const STATES = {
  'the new place alone': async () => undefined,
  'the old place alone': async ({ home }) => void (await mkdir(join(home, OLD), { recursive: true })),
  'both places': async ({ home, browse }) => {
    await browse(PROFILE);
    await mkdir(join(home, OLD), { recursive: true });
  },
};

for (const [name, arrange] of Object.entries(STATES)) {
  test(
    `${name}: the profile that opened before the installer opens after it, and the companion is found`,
    { timeout: 600_000 },
    async (t) => {
      const home = await makeHome(t);
      await arrange(home);
      const [version, before] = await home.browse(`return [Number(Services.appinfo.version.split('.')[0]), (() => { ${PROFILE} })()];`);
      const old = version < NEW_PLACE_SINCE || name !== 'the new place alone';
      assert.ok(before.startsWith(join(home.home, old ? OLD : NEW)), before);
      const folders = await readdir(home.home);

      await home.why502('install');
      assert.equal(await home.has(OLD), old, 'nothing was made by which Firefox decides');
      const counted = countStarts();
      t.after(counted.stop);
      const after = await home.browse(WITH_EXTENSION, () =>
        until('the companion to be started', async () => counted.starts() > 0, { withinMs: 120_000 }),
      );
      assert.equal(after, before);

      await home.why502('uninstall');
      assert.deepEqual(
        (await readdir(home.home)).filter((file) => !folders.includes(file)),
        [],
        'no folder of ours is left',
      );
      assert.equal(await home.browse(PROFILE), before);
    },
  );
}
