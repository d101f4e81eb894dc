// What run.js starts in a tiny internet that stands for many files of tests: it runs one file after another, each
// in a house that is as new. It reads what to run, one JSON object a line, and answers each with one.
//
//   {"file": "tabs.test.js", "args": […], "environment": {…}, "log": "where its part of the lab's log goes"}
//   {"code": 0, "said": "…"}
import { spawn } from 'node:child_process';
import { createReadStream, createWriteStream, readFileSync, readdirSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { changeSituation } from './harness/lab.js';

/** @typedef {{args: string[], environment: Record<string, string>, log: string}} Task */

const LOG = process.env['WHY502_LAB_LOG'] ?? '';

/** @param {string} pid its parent's, as proc(5) has it; 0 where it has ended */
function parentOf(pid) {
  try {
    return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

const pids = () => readdirSync('/proc').filter((name) => /^\d+$/.test(name));

/** The house itself: the first process, the servers, and this one. */
const house = new Set(pids());

/** Ends what a file has left running: a process that the next one finds would be taken for its own. */
function clear() {
  for (const pid of pids()) {
    if (house.has(pid) || [...house].some((ours) => ours !== '1' && Number(ours) === parentOf(pid))) continue;
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      continue; // It has ended by itself.
    }
  }
}

/** @param {Task} task @returns {Promise<{code: number | null, said: string}>} */
async function run({ args, environment, log }) {
  await changeSituation('healthy');
  const from = statSync(LOG).size;
  const result = await new Promise((done) => {
    const env = { ...process.env, ...environment, WHY502_LAB_LOG_FROM: String(from) };
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stdout.on('data', (data) => (said += data));
    child.stderr.on('data', (data) => (said += data));
    child.on('error', (error) => (said += String(error)));
    child.on('exit', clear); // Whoever is left holds its output open.
    child.on('close', (code) => done({ code, said }));
  });
  await pipeline(createReadStream(LOG, { start: from }), createWriteStream(log));
  return result;
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await run(JSON.parse(line)))}\n`);
}
