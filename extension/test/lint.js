/** `web-ext lint`, with every warning an error. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = spawnSync(
  process.execPath,
  ['node_modules/web-ext/bin/web-ext.js', 'lint', '--config', './web-ext-config.cjs', '--output', 'json'],
  { cwd: root, encoding: 'utf8' },
);
const start = run.stdout.indexOf('{');
if (start < 0) throw new Error(`web-ext lint said nothing: ${run.stderr}`);
/** @type {Record<'errors' | 'warnings' | 'notices', {code: string, message: string, file?: string, line?: number}[]>} */
const report = JSON.parse(run.stdout.slice(start));
const wrong = [...report.errors, ...report.warnings];
for (const { code, message, file, line } of wrong) console.error(`${file ?? 'extension'}:${line ?? 0} ${code} ${message}`);
console.log(wrong.length === 0 ? 'web-ext lint: fine' : `web-ext lint: ${wrong.length} wrong`);
process.exitCode = wrong.length === 0 ? 0 : 1;
