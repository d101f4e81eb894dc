/**
 * `web-ext lint`, with every warning an error but one, which is named here with its reason.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** About Firefox for Android, where there is no native messaging and why502 is not offered. */
const NOT_OURS = new Set(['KEY_FIREFOX_ANDROID_UNSUPPORTED_BY_MIN_VERSION']);

const root = fileURLToPath(new URL('..', import.meta.url));
const run = spawnSync(process.execPath, ['node_modules/web-ext/bin/web-ext.js', 'lint', '--config', './web-ext-config.cjs', '--output', 'json'], { cwd: root, encoding: 'utf8' });
const start = run.stdout.indexOf('{');
if (start < 0) throw new Error(`web-ext lint said nothing: ${run.stderr}`);
/** @type {Record<'errors' | 'warnings' | 'notices', {code: string, message: string, file?: string, line?: number}[]>} */
const report = JSON.parse(run.stdout.slice(start));
const wrong = [...report.errors, ...report.warnings].filter(({ code }) => !NOT_OURS.has(code));
for (const { code, message, file, line } of wrong) console.error(`${file ?? 'extension'}:${line ?? 0} ${code} ${message}`);
console.log(wrong.length === 0 ? 'web-ext lint: fine' : `web-ext lint: ${wrong.length} wrong`);
process.exitCode = wrong.length === 0 ? 0 : 1;
