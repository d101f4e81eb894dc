// What the page of the search for an extension is shown, and what a person presses there. Checked with TypeScript, never
// compiled.
import type { Named, Sorted } from '../bisect/left-alone.js';
import type { OwnTabs } from '../bisect/own-tabs.js';
import type { How, Look } from '../bisect/record.js';

/** What a person pressed. */
export type Act = 'begin' | 'load' | 'see' | 'loads' | 'fails' | 'next' | 'stop' | 'off' | 'on' | 'again' | 'anew';

export interface Press {
  act: Act;
  /** That stood there as it was pressed. */
  round?: number;
  /** To be tried all the same; or which culprit. */
  ids?: string[];
  /** No tab that nobody can tell shows a page of an extension. */
  sure?: boolean;
}

/** A round that is played. */
export interface RoundView extends OwnTabs {
  state: 'round';
  round: number;
  /** The last that there can be. */
  last: number;
  off: Named[];
  /** Whether there is one that may be loaded again. */
  page: boolean;
  /** What became of it. */
  loads: boolean | null;
  look: Look | null;
  /** Whether the extensions are as this round wants them. */
  stands: boolean;
}

/** owes: extensions are off by our doing, and we may no longer switch them. */
export type View =
  | { state: 'asks'; owes: boolean }
  | ({ state: 'plan' } & Sorted & OwnTabs)
  | RoundView
  | ({ state: 'over'; how: How; culprits: (Named & { on: boolean })[]; notBack: Named[] } & OwnTabs);
