/**
 * The gallery: a picture of every state of every page, light and dark, in both engines, and an index
 * that shows them beside the kept ones. Started by install/gallery.sh.
 *
 *   node test/gallery/run.js [--browser chromium|firefox] [--only NAME] [--keep]
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeIndex } from './index/write.js';

const LAB = fileURLToPath(new URL('../../../install/lab.sh', import.meta.url));
const TAKE = fileURLToPath(new URL('take.js', import.meta.url));

/** AO3's front server answers for AO3: a page on which the card can stand. */
const SITUATION = 'every-page-502-at-once';

const { values } = parseArgs({
  options: { browser: { type: 'string' }, only: { type: 'string' }, keep: { type: 'boolean', default: false } },
});
const engines = values.browser ? [values.browser] : ['chromium', 'firefox'];
const further = [...(values.only ? ['--only', values.only] : []), ...(values.keep ? ['--keep'] : [])];

/** @param {string} engine @returns {Promise<boolean>} whether all of its pictures were taken */
function take(engine) {
  const started = Date.now();
  return new Promise((done) => {
    const child = spawn(LAB, [SITUATION, '--', process.execPath, TAKE, ...further], {
      env: { ...process.env, WHY502_BROWSER: engine },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('error', (error) => (console.error(String(error)), done(false)));
    child.on('close', (code) => {
      console.log(`${engine}: ${code === 0 ? 'done' : 'FAILED'} after ${Math.round((Date.now() - started) / 1000)} s`);
      done(code === 0);
    });
  });
}

const done = await Promise.all(engines.map(take));
const { file, pictures, changed } = await writeIndex();
console.log(`${pictures} pictures${changed > 0 ? `, ${changed} of them unlike the kept ones` : ''}: ${file}`);
if (values.keep) console.log('The pictures of the principal states were kept: extension/test/pictures');
process.exitCode = done.every(Boolean) ? 0 : 1;
