// The companion's processes. A lab has a process namespace of its own, so every process seen here
// belongs to this test.
import { readFileSync, readdirSync } from 'node:fs';
import { IMAGE } from './profile.js';

/** @param {string} path @returns {string} what /proc says, empty when the process is gone */
function look(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code;
    if (code === 'ENOENT' || code === 'ESRCH') return '';
    throw error;
  }
}

/** Whether a browser's arguments are on its command line. @param {number} pid */
function isHost(pid) {
  const line = look(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
  return line.includes(IMAGE) && / (chrome-extension:\/\/|\/\S*org\.why502\S*\.json )/.test(line);
}

/** @param {number} pid the number after the name in brackets and the state */
const parentOf = (pid) => Number(/\) \S (\d+)/.exec(look(`/proc/${pid}/stat`))?.[1] ?? 0);

/**
 * The companion's processes that a browser has started and that are alive now. The launcher's shell
 * forks for a moment, and its child looks like itself: that is no second companion.
 */
export function hostProcesses() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isHost(pid) && !isHost(parentOf(pid)));
}

/**
 * Counts every start, also of a process that ends soon. A Java program lives for far longer than the
 * pause between two looks.
 */
export function countStarts() {
  /** @type {Set<number>} */
  const seen = new Set(hostProcesses());
  const before = seen.size;
  const timer = setInterval(() => hostProcesses().forEach((pid) => seen.add(pid)), 25);
  return {
    /** How many have been started since. */
    starts: () => seen.size - before,
    stop: () => clearInterval(timer),
  };
}
