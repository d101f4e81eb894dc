// A reporter for many files in one process: what the tests of one file say is given whole, as if it were alone, when
// they are over (file-after-file.js).
import { text } from 'node:stream/consumers';
import { spec as Spec } from 'node:test/reporters';

/** @typedef {import('node:test/reporters').TestEvent} TestEvent */
/** @typedef {{ok: boolean, said: string}} Told */

/** The name of a test that is the last of its file, and nobody's; it also begins the line that ends what is said. */
export const END = '\u0000';

/** What is told of the file that is being run. */
let spec = new Spec();
let ok = true;

/** @type {(told: Told) => void} */
let tell = () => undefined;

/** What the tests of the file say that now begins, once END has been reported. @returns {Promise<Told>} */
export const reported = () => new Promise((done) => (tell = done));

async function end() {
  const [its, passed] = [spec, ok];
  spec = new Spec();
  ok = true;
  its.end();
  tell({ ok: passed, said: await text(its) });
}

/**
 * The reporter.
 *
 * @param {AsyncIterable<TestEvent>} events
 * @returns {AsyncGenerator<string>} what was said of a file that did not come to its end
 */
export default async function* byFile(events) {
  for await (const event of events) {
    const data = /** @type {{nesting?: number, name?: string}} */ (event.data ?? {});
    if (data.name === END) {
      if (event.type === 'test:pass') await end();
    } else if (data.nesting) {
      if (event.type === 'test:fail') ok = false;
      // Above the tests of the files there is one that holds them all.
      spec.write({ ...event, data: { ...data, nesting: data.nesting - 1 } });
    } else if (['test:fail', 'test:diagnostic'].includes(event.type)) {
      spec.write(event);
    }
  }
  spec.end();
  yield text(spec);
}
