// What the extension's own pages ask of the background, and what each is told. A page of AO3 can send none of
// these: what it sends is read in sighting/page-message.js. Checked with TypeScript, never compiled.
import type { Release } from '../browser/versions.js';
import type { Press, View } from './bisect.js';
import type { Greeting } from '../diagnosis/companion.js';
import type { Extent } from '../incident/clearing.js';
import type { Front } from '../incident/front.js';
import type { Count, Done } from '../remedies/clear-site-data.js';
import type { Neighbour } from '../remedies/held-pages.js';
import type { Outcome } from '../remedies/outcome.js';
import type { StoredNames } from '../remedies/stored-names.js';
import type { Holding } from '../remedies/typed-text.js';
import type { Kept, WholeText } from './drafts.js';
import type { Undone } from '../remedies/undo.js';

/** By its type: what a message says beside it, and the answer. */
export interface OwnMessages {
  /** Look, or look again. */
  check: { says: object; told: unknown };
  /** A click on a remedy's button; sure: the person knows which text is lost by it; which: the browser that they chose. */
  run: { says: { code: string; sure: boolean; which?: string }; told: Outcome };
  /** The person says whether the page loads in the private window. */
  'private-answer': { says: { loads: boolean }; told: unknown };
  /** The same of the phone. */
  'phone-answer': { says: { loads: boolean }; told: unknown };
  /** The same of another browser, or of a new profile, whichever was tried last. */
  'elsewhere-answer': { says: { loads: boolean }; told: unknown };
  /** What a clearing would take. */
  count: { says: object; told: Count };
  /** The names of what lies in page storage. */
  'stored-names': { says: object; told: StoredNames };
  /** known: tabs of which the person knows that they hold text. */
  clear: { says: { extent: Extent; storage: boolean; known: number[] }; told: Done | { text: Holding[] } };
  /** Until when a clearing can be undone. */
  'undo-offer': { says: object; told: { until: number } | null };
  undo: { says: { sure: boolean }; told: Undone };
  'show-tab': { says: { tab: number }; told: unknown };
  /** The reload that counts down is called off. */
  'keep-page': { says: object; told: unknown };
  unwatch: { says: object; told: unknown };
  forget: { says: object; told: unknown };
  'forget-past': { says: object; told: unknown };
  /** When did this browser's version come out? */
  browser: { says: object; told: Release | null };
  /** What there is to be seen of the search for the extension that is to blame; with `act`, after that was pressed. */
  bisect: { says: Partial<Press>; told: View | undefined };
  /** What is known of each kept text, the newest first. */
  texts: { says: object; told: Kept[] };
  /** One of them as it stands, or stood at a version; null where there is none by now. */
  'whole-text': { says: { id: string; number: number | null }; told: WholeText | null };
  /** A text that is written on our own page; place: its own among those. Told null where nothing is written. */
  'write-text': { says: { writing: string; place: string; title: string; content: string }; told: Kept | null };
  /** The same, opened again: what is written in this writing from now on is that text. */
  'go-on-writing': { says: { id: string; writing: string }; told: WholeText | null };
  /** They are gone for good; how many there were. */
  'remove-texts': { says: { ids: string[] }; told: number };
  /** Pages near the one that failed that the browser still holds. */
  neighbours: { says: object; told: Neighbour[] };
  /** One of them, as it is held; null where it is not any more. */
  neighbour: { says: { url: string }; told: { html: string; url: string } | null };
  /** Is the companion there, and which version? */
  companion: { says: object; told: Greeting };
}

export type OwnType = keyof OwnMessages;
/** One of them, as a page writes it; the popup adds in front of which tab it stands. */
export type OwnMessage = { [T in OwnType]: { type: T } & OwnMessages[T]['says'] & Partial<Front> }[OwnType];
/** It was not done; unheard: nobody answered, so nobody knows what was. */
export type NotDone = { failed: true; unheard?: true };
/** What comes back; undefined where the background had nothing to say. */
export type Told<T extends OwnType> = OwnMessages[T]['told'] | NotDone | undefined;

/** How a part of the popup asks. */
export type Ask = <M extends OwnMessage>(message: M) => Promise<Told<M['type']>>;
