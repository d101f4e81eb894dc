// What the page of the search for an extension is shown, and what a person presses there. Checked with TypeScript, never
// compiled.
import type { Named, Sorted } from '../bisect/left-alone.js';
import type { OwnTabs } from '../bisect/own-tabs.js';
import type { How, Look } from '../bisect/record.js';

/** What a person pressed; left: they closed the page. */
export type Act = 'begin' | 'load' | 'see' | 'loads' | 'fails' | 'next' | 'stop' | 'off' | 'on' | 'again' | 'anew' | 'left';

export interface Press {
  act: Act;
  /** That stood there as it was pressed. */
  round?: number;
  /** To be tried all the same; or which culprit. */
  ids?: string[];
  /** To be left alone by the person's own choice. */
  spared?: string[];
  /** No tab that stands there now shows a page of one that is tried. */
  sure?: boolean;
}

/** A round that is played. */
export interface RoundView extends OwnTabs {
  state: 'round';
  /** By which a press is known to be meant for it. */
  round: number;
  /** As a person counts them. */
  number: number;
  /** The last that there can be. */
  last: number;
  /** It is no round, but the look that proves what was found: with all others on, or with all of them. */
  proof: 'others-on' | 'all-on' | null;
  off: Named[];
  /** Whether there is one that may be loaded again. */
  page: boolean;
  /** What became of it. */
  loads: boolean | null;
  look: Look | null;
  /** Whether the extensions are as this round wants them. */
  stands: boolean;
}

/** One that keeps the page away. settings: its own page of them. */
export type Culprit = Named & { on: boolean; settings: string | null };

/**
 * owes: they are off by our doing, and we may no longer switch them.
 * acting: those that may act on AO3's pages; null where the browser does not tell yet.
 */
export type View =
  | { state: 'asks'; owes: Named[] }
  | { state: 'firefox'; acting: Named[] | null }
  | ({ state: 'plan' } & Sorted & OwnTabs)
  | RoundView
  | ({ state: 'over'; how: How; culprits: Culprit[]; notBack: Named[] } & OwnTabs);
