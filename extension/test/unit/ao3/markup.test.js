import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MarkupReader } from '../../../ao3/markup.js';
import { HOSTILE } from '../hostile.js';

/** @typedef {['start', string, Record<string, string>] | ['end', string] | ['words', string] | ['raw', string, string]} Token */

/** @param {string} html */
function read(html) {
  /** @type {Token[]} */
  const tokens = [];
  const reader = new MarkupReader(html, {
    attributes: new Set(['id', 'class', 'name']),
    start: (name, attributes) => void tokens.push(['start', name, Object.fromEntries(attributes)]),
    end: (name) => void tokens.push(['end', name]),
    words: (text) => void tokens.push(['words', text]),
    raw: (name, text) => void tokens.push(['raw', name, text]),
  });
  reader.read();
  return { tokens, steps: reader.steps };
}

/** As the tokenizer of the HTML Standard has them. @type {[html: string, ...tokens: Token[]][]} */
const CASES = [
  ['a<b>c</b>d', ['words', 'a'], ['start', 'b', {}], ['words', 'c'], ['end', 'b'], ['words', 'd']],
  ['<DIV ID=Main CLASS="a b" name=\'c\' title=x>', ['start', 'div', { id: 'Main', class: 'a b', name: 'c' }]],
  ['<a id = 1 id=2>', ['start', 'a', { id: '1' }]],
  ['<a/id=1/class=>', ['start', 'a', { id: '1/class=' }]],
  ['<a id=1 / class>', ['start', 'a', { id: '1', class: '' }]],
  ['<a =id=1 name=2>', ['start', 'a', { name: '2' }]],
  ['<a title="<b id=1>" id=2>', ['start', 'a', { id: '2' }]],
  ['<br/>x', ['start', 'br', {}], ['words', 'x']],
  ['1 < 2 <', ['words', '1 < 2 <']],
  ['<!doctype html><?xml?></ nothing><!-->a<!-- <b> -->c<!-- x', ['words', 'a'], ['words', 'c']],
  ['<script>"</p><b id=1>"</script >x', ['start', 'script', {}], ['raw', 'script', '"</p><b id=1>"'], ['end', 'script'], ['words', 'x']],
  ['<script></scripty></SCRIPT>', ['start', 'script', {}], ['raw', 'script', '</scripty>'], ['end', 'script']],
  ['<title>a<b</title>', ['start', 'title', {}], ['raw', 'title', 'a<b'], ['end', 'title']],
  ['<title>a', ['start', 'title', {}], ['raw', 'title', 'a']],
  ['a<b id="c', ['words', 'a']],
  ['a<b id=c', ['words', 'a']],
  ['a</b', ['words', 'a']],
];

test('markup is heard as the HTML Standard reads it', () => {
  for (const [html, ...tokens] of CASES) assert.deepEqual(read(html).tokens, tokens, html);
});

test('every beginning of a page can be read, and no character of it is heard twice', () => {
  for (const [html] of CASES) {
    for (let length = 0; length <= html.length; length += 1) {
      const part = html.slice(0, length);
      const heard = read(part)
        .tokens.map(([kind, first, second]) => (kind === 'words' ? first : kind === 'raw' ? second : ''))
        .join('');
      assert.ok(heard.length <= part.length, part);
    }
  }
});

test('the work grows with the page, whatever the page is', () => {
  for (const piece of HOSTILE) {
    const steps = [16_384, 262_144].map((length) => {
      const html = piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
      return read(html).steps / length;
    });
    assert.ok(
      steps.every((each) => each <= 3),
      `${piece}: ${steps.join(' and ')} steps for each character`,
    );
  }
});
