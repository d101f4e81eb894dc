/**
 * How many of all faults end badly, in any checkout of the extension, and which:
 *
 *   node test/faults/count.js [FOLDER] [chromium | firefox]
 *
 * @import {Flavour} from './world.js'
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { named, plan, told } from './judge.js';

const root = pathToFileURL(`${resolve(process.argv[2] ?? '.')}/`);
const flavours = /** @type {Flavour[]} */ (process.argv[3] ? [process.argv[3]] : ['chromium', 'firefox']);
let all = 0;
let bad = 0;
for (const flavour of flavours) {
  for (const { story, faults } of await plan(root, flavour)) {
    for (const fault of faults) {
      all += 1;
      const { wrong, world } = await told(root, story, flavour, fault);
      if (world.faulted === 0) console.log(`${flavour}: ${story.name}: ${named(fault)}: was not met`);
      if (wrong.length === 0) continue;
      bad += 1;
      console.log(
        `${flavour}: ${story.name}: ${named(fault)}: ${wrong.map((each) => each.slice(0, 260).replaceAll('\n', ' ')).join(' | ')}`,
      );
    }
  }
}
console.log(`${bad} of ${all} ended badly`);
