// The companion's processes. A lab has a process namespace of its own, so every process seen here
// belongs to this test.
import { readFileSync, readdirSync } from 'node:fs';
import { LAUNCHER } from './profile.js';
import { dirname } from 'node:path';

const IMAGE = dirname(dirname(LAUNCHER));

/** @param {number} pid @returns {string} its command line, empty when it is gone */
function commandLine(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code;
    if (code === 'ENOENT' || code === 'ESRCH') return '';
    throw error;
  }
}

/** The companion's processes that a browser has started and that are alive now. */
export function hostProcesses() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const line = commandLine(pid);
      return line.includes(IMAGE) && / (chrome-extension:\/\/|\/\S*org\.why502\S*\.json )/.test(line);
    });
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
