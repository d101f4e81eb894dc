// Starts Firefox and connects to it twice: WebDriver BiDi drives pages as a person would, Marionette
// reaches the browser's own window. Both speak of one session, which Marionette begins, for only so do
// they stand beside each other.
import { spawn } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bidi } from './bidi.js';
import { preferences } from './firefox-preferences.js';
import { marionette } from './marionette.js';
import { START_MS, startFailure } from './starting.js';
import { until } from './until.js';

/** @typedef {import('./bidi.js').Bidi['ask']} Ask */

/**
 * @typedef {object} Started
 * @property {number} major the browser's version
 * @property {Ask} ask BiDi's commands
 * @property {(script: string) => Promise<unknown>} inWindow runs the body of an async function in the browser's own window
 * @property {Promise<void>} closed resolves when the browser has ended
 * @property {() => Promise<void>} close
 * @property {() => void} kill all its processes, at once
 */

/** Where Firefox writes which port Marionette has. */
const PORT = 'MarionetteActivePort';

/** A browser that was told to end, and has not within this, is ended. */
const END_MS = 20_000;

/** No script of a test takes longer; the tests have limits of their own. */
const SCRIPT_MS = 600_000;

/** How many characters of the last that a browser said are kept, for the sentence of a failure. */
const SAID = 2_000;

/**
 * @param {string} program its path
 * @param {string} profile a folder
 * @param {{headed?: boolean | undefined, environment: Record<string, string>, preferences: Record<string, string | number | boolean>}} how
 * @returns {Promise<Started>}
 */
export async function startFirefox(program, profile, how) {
  await rm(join(profile, PORT), { force: true }); // Of a browser before this one.
  const lines = Object.entries({ ...preferences, ...how.preferences }).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  await writeFile(join(profile, 'user.js'), lines.join(''));
  const child = spawn(
    program,
    [
      '--profile',
      profile,
      '--no-remote',
      '--marionette',
      '--remote-debugging-port=0',
      '--remote-allow-system-access',
      ...(how.headed ? [] : ['--headless']),
      'about:blank',
    ],
    { env: how.environment, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said = (said + data).slice(-SAID)));
  /** @type {string | undefined} */
  let over;
  const closed = /** @type {Promise<void>} */ (
    new Promise((done) => {
      child.once('error', (error) => done(void (over ??= String(error))));
      child.once('exit', (code, signal) => done(void (over ??= `it ended with ${signal ?? code}`)));
    })
  );
  const kill = () => {
    if (over === undefined && child.pid) process.kill(-child.pid, 'SIGKILL');
  };
  process.once('exit', kill);
  void closed.then(() => process.off('exit', kill));

  /**
   * A step of the start; what cannot come any more is not waited for.
   *
   * @template T
   * @param {Promise<T>} step
   * @param {string} what
   * @returns {Promise<T>}
   */
  const inTime = (step, what) => {
    let late = /** @type {NodeJS.Timeout | undefined} */ (undefined);
    const end = new Promise(
      (_, fail) => (late = setTimeout(() => fail(startFailure('firefox', program, `${what} within ${START_MS / 1000} s`, said)), START_MS)),
    );
    const gone = closed.then(() => Promise.reject(startFailure('firefox', program, over ?? '', said)));
    return /** @type {Promise<T>} */ (Promise.race([step, end, gone]).finally(() => clearTimeout(late)));
  };

  try {
    const port = await inTime(
      until(
        'the port of Marionette',
        async () => {
          if (over !== undefined) throw new Error(over);
          const text = await readFile(join(profile, PORT), 'utf8').catch((error) => (error.code === 'ENOENT' ? '' : Promise.reject(error)));
          return Number(text.trim());
        },
        { withinMs: 2 * START_MS, everyMs: 100 },
      ),
      'it opened no port to be driven through',
    );
    const driver = await inTime(marionette(port), 'it greeted nobody');
    const { capabilities } = await inTime(
      driver.send('WebDriver:NewSession', {
        webSocketUrl: true,
        acceptInsecureCerts: false,
        unhandledPromptBehavior: 'ignore',
        timeouts: { script: SCRIPT_MS },
      }),
      'it began no session',
    );
    if (typeof capabilities?.webSocketUrl !== 'string') throw startFailure('firefox', program, 'it knows no WebDriver BiDi', said);
    await driver.send('Marionette:SetContext', { value: 'chrome' });
    const pages = await inTime(bidi(capabilities.webSocketUrl), 'it answered no WebDriver BiDi');
    return {
      major: Number.parseInt(String(capabilities['browserVersion']), 10),
      ask: pages.ask,
      inWindow: async (script) =>
        (
          await driver.send('WebDriver:ExecuteAsyncScript', {
            script: `const done = arguments[arguments.length - 1];
            (async () => { ${script} })().then((value) => done({ value }), (error) => done({ error: String(error) }));`,
            args: [],
          })
        ).value,
      closed,
      kill,
      close: async () => {
        // It answers, or is gone before it can.
        const asked = driver.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => undefined);
        const late = setTimeout(kill, END_MS);
        await Promise.all([asked, closed]);
        clearTimeout(late);
        driver.end();
      },
    };
  } catch (error) {
    kill();
    throw error;
  }
}
