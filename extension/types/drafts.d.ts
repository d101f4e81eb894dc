// Text that a person writes on AO3, as the page tells of it, as it is kept, and as our own page is shown it.
// Checked with TypeScript, never compiled.
import type { Entry } from '../ao3/own-look.js';
import type { FormKind } from '../ao3/forms.js';

/** A field of a form, as it stands. */
export interface Field {
  name: string;
  /** rich: in AO3's editor; choice: a box or a round button, which is told where it is on. */
  kind: 'text' | 'rich' | 'choice';
  value: string;
  /** As it was sent: whether AO3's page had brought its words already. Where nobody knows, it is left out. */
  stood?: boolean;
}

/** A form, read whole. */
export interface FormText {
  /** One writing of it: from when a page shows the form until it goes. */
  writing: string;
  /** The path that it is sent to. */
  action: string;
  fields: Field[];
  /** Why it was read: a pause in typing, or because it is being sent, by which button. */
  why: 'typed' | 'sent';
  button: string;
}

/** What has changed in a form since it was kept last; the changes are other people's until they are put in (drafts/changed-form.js). */
export interface ChangedForm {
  writing: string;
  /** The stamp of what they were made to. */
  since: string;
  /** So many fields are in it now. */
  count: number;
  changes: readonly unknown[];
}

/** What is kept of a text, without the text. */
export interface Kept {
  id: string;
  key: string;
  kind: FormKind;
  title: string;
  words: number;
  /** ms since 1970 by this device's clock, which may be wrong: it is shown, and decides nothing. */
  firstAt: number;
  at: number;
  /** How often it was sent. */
  sent: number;
  /** The page that it was written on: host and path. */
  page: string;
  /** Path of the page of whoever was signed in as it was written last; left out where nobody was. */
  member?: string;
  /** The writings that it has come from. */
  writings: string[];
  /** AO3 was seen to take it since it was written last. */
  arrived: boolean;
  /** For how long, as far as we saw time pass (drafts/text-age.js), and when that was looked at last. */
  ageMs?: number;
  seenAt?: number;
  /** What else is known of it since it was sent last (drafts/outcomes.js); those of an older version have none. */
  outcome?: 'none' | 'unknown' | 'refused' | 'not-there';
  /** When it was sent last, and by which button; 0 where it never was. */
  sentAt?: number;
  button?: string;
  /** What we look for ourselves, and found. */
  look?: Look;
  /** It was sent again while nobody knew whether it had arrived. */
  repeated?: boolean;
  /** Where AO3 has it twice. */
  twins?: Entry[];
  /** The file of it on this machine, or why there is none. */
  copy?: LocalCopy;
  /** A name for what its newest version holds, another with each change; texts of an older why502 have none. */
  stamp?: string;
  /** The number of its newest version; earlier ones may have been thinned out. */
  newest: number;
}

/** Looks by ourselves whether a text has arrived (drafts/own-looks.js). */
export interface Look {
  /** Of AO3's, on which it was written. */
  host: string;
  /** Path of the person's own page; '' where it is not known. */
  member: string;
  /** The version that was sent. */
  version: number;
  /** So many looks, and requests for them. */
  made: number;
  spent: number;
  /** The next one, in ms since 1970; 0: none any more. */
  dueAt: number;
  /** The last one. */
  saidAt?: number;
  /** Path of the page that shows it. */
  place?: string;
  /** That page shows it as a draft, and it was to be posted. */
  draft?: true;
}

/** A dated file that the companion wrote (drafts/local-copies.js). */
export interface LocalCopy {
  /** The version that it is of. */
  number: number;
  /** Where it lies; '' where there is none. */
  place: string;
  /** Why there is none, in a word. */
  why: string;
  /** How often it was tried. */
  tries: number;
}

/** How a text stood once. */
export interface Version {
  id: string;
  number: number;
  at: number;
  begunAt: number;
  words: number;
  why: FormText['why'];
  fields: Field[];
}

/** A version without its text. */
export type VersionName = Omit<Version, 'fields' | 'id'>;

/** What our page is shown of one. */
export interface WholeText {
  text: Kept;
  version: Version;
  versions: VersionName[];
}

/** By what a text is known on a page of AO3's: its first words and its last. */
export interface Sought {
  id: string;
  head: string;
  tail: string;
  /** Of what changes something that AO3 has: all of it (ao3/standing-words.js). */
  whole?: { count: number; sum: number };
  /** It was to be posted: where AO3 shows it as a draft, it was not. */
  posts?: true;
}

/** What is asked before a text is sent of which AO3 would take nothing, or again of which nobody knows whether it has arrived. */
export interface Asks {
  line: string;
  look: string;
  again: string;
}

/**
 * What the page of AO3's is told after it told of a form. since: by this what is kept now is known when the page tells what has
 * changed; again: the next try may be better; whole: not to be told by what has changed.
 */
export type Acknowledged =
  | { kept: true; line: string; asks: Asks | null; signedOut: boolean; since: string }
  | { kept: false; line: string; again: boolean; whole?: true };

/** A text that may be put back into a form that is empty of it. */
export interface Offer {
  id: string;
  line: string;
  button: string;
  /** What is said afterwards, and where some of it found no place. */
  done: string;
  partly: string;
  /** A button for what found none, and what is said of it. */
  copy: string;
  copied: string;
  notCopied: string;
}
