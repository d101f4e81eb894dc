// What the gallery shows, and what shows it.

import type { Incident } from '../../incident/incident.js';
import type { Watch } from '../../watch/store.js';
import type { Engine, Scheme } from '../browsers/harness/browser.js';

export type { Engine, Incident, Scheme, Watch };

/** The pages, as parts.js knows them. */
export type PageName = 'popup' | 'card' | 'options' | 'welcome' | 'bisect' | 'drafts' | 'writing' | 'neighbour';

/** One state of one page, as data: what the background would tell it. */
export interface State {
  name: string;
  page: PageName;
  /** For the index: what a person is looking at. */
  title: string;
  incident?: Incident | null;
  watch?: Watch | null;
  /** What the background answers to a message of this type; others have an ordinary answer. */
  answers?: Record<string, unknown>;
  /** What storage.local holds. */
  local?: Record<string, unknown>;
  /** In front of which tab the popup stands, where it is not the one that failed first; null where none can be told. */
  front?: number | null;
  /** What a person does first; a name in parts.js. */
  open?: string;
  /** What follows the page's address, such as `?tab=1`. */
  query?: string;
  /** Of the window, in CSS pixels, where it is not the page's usual one. */
  size?: Size;
  /** One of the few whose pictures are kept and compared. */
  principal?: boolean;
  /** Also shown in other colours, letters and directions. */
  variants?: boolean;
}

export interface Size {
  width: number;
  height: number;
}

/** How a page is looked at. */
export interface Look {
  scheme: Scheme;
  /** A system's own high-contrast colours instead of the page's. */
  forced: boolean;
  /** A finger instead of a mouse. */
  coarse: boolean;
  /** Text twice as large, and nothing else. */
  large: boolean;
  rtl: boolean;
  /** CSS pixels; null for the page's usual width. */
  width: number | null;
}

/** A browser with one page in it. */
export interface Stage {
  readonly engine: Engine;
  /** Loads the page of a state and waits until it is drawn. */
  show(state: State, look?: Partial<Look>): Promise<void>;
  /**
   * The same, but a page that is there is told the new state, as the background would, instead of
   * being loaded anew; for hundreds of looks, because axe is slow in a fresh page.
   */
  come(state: State): Promise<void>;
  /** Looks at the same page in another way, without loading it anew. */
  look(part: Partial<Look>): Promise<void>;
  /** Waits until what goes to its place by itself, as the card does, stands there. The others do so by themselves. */
  still(): Promise<void>;
  /** The background tells the page that is shown something new. */
  tell(state: State): Promise<void>;
  /** Runs an expression in the page, whatever its security policy. */
  evaluate<T>(expression: string): Promise<T>;
  /** A real press of the Tab key. */
  tab(): Promise<void>;
  /** The page as PNG: all of it, also what has to be scrolled to. */
  picture(): Promise<Buffer>;
  close(): Promise<void>;
}

/** What an engine's driver gives; stage.js does the rest. */
export interface Driver {
  /** Runs an expression in a page of the extension's that nobody sees. */
  control<T>(expression: string): Promise<T>;
  /** Opens a page of the extension by its path, or AO3's failing page. */
  go(page: { path: string } | { url: string }): Promise<void>;
  media(look: Pick<Look, 'scheme' | 'forced' | 'coarse'>): Promise<void>;
  size(size: Size): Promise<void>;
  enlarge(large: boolean): Promise<void>;
  evaluate<T>(expression: string): Promise<T>;
  tab(): Promise<void>;
  picture(): Promise<Buffer>;
  close(): Promise<void>;
}
