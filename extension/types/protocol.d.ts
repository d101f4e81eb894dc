// The messages between the extension and its companion (protocol 1), as discriminated unions.
// Checked with TypeScript, never compiled. The JSON files in host/src/test/resources/messages/ are
// the contract; test/unit/protocol.test.js reads every one of them.

export type PageKind =
  | 'front'
  | 'work'
  | 'chapter'
  | 'entire-work'
  | 'navigate'
  | 'listing'
  | 'search'
  | 'sign-in'
  | 'form-work'
  | 'form-chapter'
  | 'comment'
  | 'bookmark'
  | 'download'
  | 'other';
/** Only the host tells of a redirect to the same page. */
export type Landing = 'timeout-error' | 'auth-error' | 'lost-cookie' | 'same-page' | 'official' | 'elsewhere';
export type TrialName = 'same-page-with-cookies' | 'same-page-without-cookies' | 'light-page-with-cookies' | 'light-page-without-cookies';

export interface Headers502 {
  server?: string | null;
  'cf-ray'?: string | null;
  'cf-mitigated'?: string | null;
  'retry-after'?: string | null;
  age?: string | null;
  'cf-cache-status'?: string | null;
  via?: string | null;
  date?: string | null;
  'content-type'?: string | null;
}

export interface Markers {
  title: string | null;
  mainClasses: string[];
  bodyClasses: string[];
  ids: string[];
  text: string;
}

/**
 * What became of a form whose answer led to the page that failed. `accepted`: AO3 took it and sent the
 * browser to another page, which is the one that the sighting is of; it was only asked for.
 */
export type Sent = 'accepted';

/** What the browser saw. It carries the kind of page, never its path. */
export interface Sighting {
  host: string;
  page: PageKind;
  /** Null where nobody saw the request: a form may have been sent. */
  method: string | null;
  /** Null where no form led to the page, or where nobody knows what became of it; older companions leave it out. */
  sent: Sent | null;
  status: number | null;
  error: string | null;
  serverIp: string | null;
  /** What the browser's own look-up gives for the host, where it tells (Firefox). */
  browserAddresses: string[] | null;
  tookMs: number;
  fromCache: boolean;
  signedIn: boolean | null;
  cookiesAllowed: boolean | null;
  repeats: number;
  seenAt: string;
  landing: Landing | null;
  headers: Headers502 | null;
  markers: Markers | null;
  /** How often a limit or a check was met lately; left out by older extensions, and where nobody counted. */
  recurrence?: Recurrence | null;
}

/** time: which time within the hour; first: this browser had asked AO3 for no page in the quarter of an hour before. */
export interface Recurrence {
  time: number;
  first: boolean;
}

/** An answer that began and did not come to its end: `bytes` of its body had come, uncompressed. */
export interface PartialAnswer {
  status: number;
  headers: Headers502;
  bytes: number;
}

// --- to the host ---
export interface Hello {
  type: 'hello';
  protocol: 1;
  version: string;
}
export interface Diagnose {
  type: 'diagnose';
  id: string;
  sighting: Sighting | null;
}
export interface TriedAnswer {
  type: 'tried';
  id: string;
  trial: TrialName;
  attempt: number;
  status: number | null;
  error: string | null;
  serverIp: string | null;
  tookMs: number;
  redirects: number;
  landing: Landing | null;
  headers: Headers502 | null;
  markers: Markers | null;
  /** What came of an answer that broke off. */
  begun?: PartialAnswer | null;
}
export interface TriedNot {
  type: 'tried';
  id: string;
  trial: TrialName;
  attempt: number;
  status: null;
  error: null;
  notAsked: string;
}
export type Tried = TriedAnswer | TriedNot;
export interface Cancel {
  type: 'cancel';
  id: string;
}
export interface RunRemedy {
  type: 'remedy';
  id: string;
  remedy: string;
  /** The id of one of the browsers that its welcome named; left out, the companion takes the first. */
  params?: { browser: string } | { text: GivenText };
}
export type ToHost = Hello | Diagnose | Tried | Cancel | RunRemedy;

// --- from the host ---
/** A later version of the companion tells of the signers too. */
export interface Certificate {
  trust: string;
  issuer: string;
  issuers?: string[];
  names: string[];
  notBefore: string;
  notAfter: string;
  /** Where no public root vouches: whether the machine's own store does. A later version of the companion tells. */
  trustedHere?: boolean | null;
}
export interface Failure {
  step: string;
  kind: string;
  detail: string;
  certificate?: Certificate | null;
  /** A later version of the companion tells what came before it broke off. */
  begun?: PartialAnswer | null;
}
export type Outcome<T> =
  | { outcome: 'saw'; value: T; tookMs: number }
  | { outcome: 'failed'; failure: Failure; tookMs: number }
  | { outcome: 'not-asked'; why: string };

export interface Answer {
  status: number;
  serverIp: string | null;
  redirects: number;
  landing: Landing | null;
  headers: Headers502;
  markers: Markers;
  timings?: { connectMs: number | null; tlsMs: number | null; firstByteMs: number | null };
}
export interface Notice {
  name: string;
  impact: string;
  state: string;
  since: string | null;
  until: string | null;
  namesArchive: boolean;
}
/** Of the machine itself; `hosts` is null where the hosts file could not be read. */
export interface Setup {
  hosts: string[] | null;
  proxy: string | null;
  desktop?: { proxy: string | null; script: boolean } | null;
  vpnInterfaces: number;
  /** A resolver that it is set up to use stands on the machine itself. */
  resolverHere?: boolean | null;
}
interface Asked {
  id: string;
  question: string;
}
export type Observation =
  | (Asked & {
      kind: 'name-lookup';
      resolver: { kind: string; label: string };
      name: string;
      outcome: Outcome<{ rcode: string; addresses: string[] }>;
    })
  | (Asked & { kind: 'connection'; address: string; outcome: Outcome<unknown> })
  | (Asked & { kind: 'handshake'; address: string; outcome: Outcome<Certificate> })
  | (Asked & { kind: 'other-name'; address: string; outcome: Outcome<Certificate> })
  | (Asked & { kind: 'page-fetch'; target: string; outcome: Outcome<Answer> })
  | (Asked & { kind: 'browser-fetch'; trial: TrialName; attempt: number; outcome: Outcome<Answer> })
  | (Asked & {
      kind: 'status-page';
      outcome: Outcome<{ indicator: string; archive: string | null; incidents: Notice[]; maintenances: Notice[] }>;
    })
  | (Asked & {
      kind: 'portal-check';
      vendor: string;
      outcome: Outcome<{ status: number; expected: boolean; redirected: boolean; clockAheadMs?: number | null }>;
    })
  | (Asked & {
      kind: 'uplink';
      place: number;
      of: number;
      outcome: Outcome<{ trust: string; issuer: string; names: string[]; notBefore: string; notAfter: string }>;
    })
  | (Asked & { kind: 'local-setup'; outcome: Outcome<Setup> })
  // A newer companion may look at more: shown by its name, never a reason to break.
  | (Asked & { kind: 'unknown'; outcome: Outcome<unknown> });

export type Certainty = 'certain' | 'likely' | 'unsure';
export interface Diagnosis {
  verdict: { code: string; side: string; [parameter: string]: unknown };
  certainty: Certainty;
  reasons: { fact: string; holds?: boolean; observations: string[] }[];
  missing: string[];
  /** `how` it is meant on this machine, where its code leaves that open (remedies/catalogue.js). */
  remedies: { code: string; how?: string | null; [parameter: string]: unknown }[];
  archiveRequests: number;
  tookMs: number;
}

export interface Welcome {
  type: 'welcome';
  protocol: number;
  version: string;
  os: string;
  can: string[];
  /** Among which a person can choose for `other-browser`, the best first; an older companion names none. */
  browsers?: OfferedBrowser[];
}
/** A browser of this machine: its id in messages, and what people call it. */
export interface OfferedBrowser {
  id: string;
  name: string;
}
/** Asked by hand: what the companion saw when it looked itself, and whether that cost AO3 a request. */
export interface Sighted {
  type: 'sighted';
  id: string;
  sighting: Sighting;
  spent: boolean;
}
export interface Observed {
  type: 'observed';
  id: string;
  observation: Observation;
}
export interface Try {
  type: 'try';
  id: string;
  trial: TrialName;
  attempt: number;
}
export interface Diagnosed {
  type: 'diagnosed';
  id: string;
  final: boolean;
  diagnosis: Diagnosis;
}
export interface Done {
  type: 'done';
  id: string;
  cancelled?: boolean;
  ok?: boolean;
  /** In a word, what came of a remedy that the companion carried out; left out where it did none. */
  said?: RepairWord;
  /** Whether a look afterwards saw that it changed what it was to change. */
  verified?: boolean;
  /** Of the program that failed, in its own language. */
  words?: string | null;
  /** What a person can type, where that is left to do. */
  command?: string | null;
  /** What people call the browser that was to be opened; left out where none was. */
  browser?: string | null;
  /** Where a file lies that was kept; left out where none was. */
  place?: string | null;
  /** In a word, why none was. */
  why?: string | null;
}
/** A text that is to be kept in a file; its name is the companion's to make. */
export interface GivenText {
  kind: 'work' | 'chapter' | 'comment' | 'other';
  title: string;
  chapter: number;
  html: string;
  text: string;
}
export type RepairWord = 'changed' | 'same' | 'unseen' | 'opened' | 'kept' | 'nothing' | 'unknown' | 'by-hand' | 'failed' | 'late';
/** A remedy that the companion carried out, or could not. */
export type Repaired = Done & { said: RepairWord };
export interface Refused {
  type: 'refused';
  id: string | null;
  code: string;
  message: string;
}
export type FromHost = Welcome | Sighted | Observed | Try | Diagnosed | Done | Refused;
