/**
 * The states of the card and of the pages in tabs; those of the popup are in states.js.
 *
 * @import {Incident, State} from './gallery.js'
 */
import { diagnoseAlone } from '../../diagnosis/alone.js';
import { NOW, situation } from './evidence.js';
import { MINUTE, OF_EACH_SIDE, SITUATION, judged } from './state-parts.js';
import { TROUBLES } from '../../incident/incident.js';

/** @returns {State[]} */
export function cards() {
  const down = situation(SITUATION['archive-down']);
  /** @type {[name: string, title: string, incident: Incident][]} */
  const list = [
    ['checking', 'Finding out', { ...down, phase: 'checking', observations: [], diagnosis: null, settledAt: null }],
    ['stopped', 'Interrupted', { ...down, phase: 'stopped', diagnosis: null, settledAt: null }],
    ['old', 'It has stood for seven minutes', { ...down, settledAt: NOW - 7 * MINUTE }],
    ...OF_EACH_SIDE.map((code) => /** @type {typeof list[number]} */ ([code, code, situation(SITUATION[code])])),
    ['unsure', 'Unsure', judged(situation(SITUATION['names-wrong']), { certainty: 'unsure' })],
    [
      'companion-missing',
      'The companion is missing',
      { ...down, own: true, trouble: { kind: 'missing', detail: '' }, diagnosis: diagnoseAlone(down.sighting, [], 120) },
    ],
    ['unknown-code', 'A verdict of a newer companion', judged(down, { verdict: { code: 'solar-flare', side: 'sun' }, remedies: [] })],
  ];
  return list.map(([name, title, incident]) => ({ name: `card-${name}`, page: 'card', title: `The card: ${title}`, incident }));
}

/** A chapter as the browser held it. */
const HELD = `<!doctype html><html lang="en"><title>The Lamp at Number Five - Chapter 3 | Archive of Our Own</title><main id="main">
  <ul class="actions"><li><a href="/">Next Chapter</a></li></ul>
  <h2 class="title heading">The Lamp at Number Five</h2><h3 class="byline heading"><a href="/users/tester">tester</a></h3>
  <div class="userstuff"><p>The lamp at number five had gone out <em>again</em>. It went out one night in three, and nobody in the
  harbour could say why; the oil was good, the wick was trimmed, and the glass had been polished until it squeaked.</p>
  <blockquote>&ldquo;It is not the lamp,&rdquo; said the keeper.</blockquote><p>So they took turns.</p></div></main>`;

/** Pages that stand in a tab. @returns {State[]} */
export function tabs() {
  const there = { companion: { version: '0.1.0', can: ['flush-dns', 'save-text'] } };
  const quiet = {
    settings: { language: 'en', prompts: 'badge', notify: false, reload: false, quietUntil: NOW + 40 * MINUTE, remember: true },
  };
  return [
    { name: 'options', page: 'options', title: 'Options', answers: there },
    ...TROUBLES.map(
      (trouble) =>
        /** @type {State} */ ({
          name: `options-${trouble}`,
          page: 'options',
          title: `Options; the companion: ${trouble}`,
          answers: { companion: { trouble } },
        }),
    ),
    { name: 'options-quiet', page: 'options', title: 'Options, all of them changed', answers: there, local: quiet },
    {
      name: 'welcome-waiting',
      page: 'welcome',
      title: 'First run: the companion is not there yet',
      answers: { companion: { trouble: 'missing' } },
    },
    ...Object.entries({
      windows: 'os=win&arch=x86-64',
      macos: 'os=mac&arch=arm64',
      'linux-arm': 'os=linux&arch=arm64',
      unpackaged: 'os=openbsd&arch=x86-64',
    }).map(
      ([name, machine]) =>
        /** @type {State} */ ({
          name: `welcome-${name}`,
          page: 'welcome',
          title: `First run: ${name}`,
          query: `?${machine}`,
          answers: { companion: { trouble: 'missing' } },
        }),
    ),
    { name: 'welcome-there', page: 'welcome', title: 'First run: the companion answers', answers: there },
    {
      name: 'neighbour',
      page: 'neighbour',
      title: 'A page that the browser still holds',
      answers: {
        neighbour: { url: 'https://archiveofourown.org/works/502/chapters/3', html: HELD },
        neighbours: [{ url: 'https://archiveofourown.org/works/502/navigate', name: 'Chapter Index' }],
      },
    },
    { name: 'neighbour-gone', page: 'neighbour', title: 'A page that the browser held', answers: { neighbour: null, neighbours: [] } },
  ];
}
