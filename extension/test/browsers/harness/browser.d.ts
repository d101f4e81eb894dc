// The one face that both engines show to the tests and to install/try.sh.

export type Engine = 'chromium' | 'firefox';
export type Scheme = 'light' | 'dark';

/** What opening a browser may be told. */
export interface Options {
  /** A window that a person can see; otherwise headless. */
  headed?: boolean;
  /** Whether the packaged companion is registered. Without it the extension is alone. */
  companion?: boolean;
  /** The path of a program that stands in the companion's place. */
  instead?: string;
  /**
   * Other extensions that are installed for good (others.js; Chromium alone), and ours with them. given: optional
   * permissions of ours that the person has given; once: that they gave once and took back, so that the browser gives
   * them again at a click without asking.
   */
  others?: { installed: Other[]; given?: string[]; once?: string[] };
  /** Where screenshots go; default the checkout's target/screenshots. */
  screenshots?: string;
  /** Changes the copy of the extension before the browser loads it. */
  alter?: (folder: string) => Promise<void>;
  /** The folder of another extension, loaded beside ours. */
  beside?: string;
  /** Where the browser looks names up itself: DNS over HTTPS at this address and nowhere else. */
  secureDns?: string;
  /** It knows whether this machine is connected, as it does in people's hands: otherwise Firefox believes it always. */
  knowsOffline?: boolean;
  /** The address that the browser alone finds for AO3's name. */
  archiveAt?: string;
  /** It speaks QUIC where a server offers it, as people's browsers do; alone: it speaks nothing else to AO3 (Chromium alone). */
  quic?: 'offered' | 'alone';
  /** Features of Chromium's that are tried out on some people's machines alone, by their names (Chromium alone). */
  features?: string[];
  /** Optional permissions that the person has allowed already. */
  granted?: string[];
  /** The desktop that it runs on, as XDG_CURRENT_DESKTOP names it; otherwise none. */
  desktop?: string;
  /** Hosts whose cookies the person has told the browser to refuse. */
  refuseCookiesOf?: string[];
  /** No other test had it before, or has it later. */
  own?: boolean;
  /** It is to rest between two tests, where the browser can. */
  rests?: boolean;
  /** The tabs of the last time come back (Chromium), as a person may have set it. */
  restore?: boolean;
  /**
   * The first page, which opens by itself after installing, stays open; false where what stands in for the
   * background opens none. Other tests find it closed.
   */
  welcome?: boolean;
}

/** An extension as Chromium keeps it. */
export interface Other {
  id: string;
  name: string;
  path: string;
  active: { api: string[]; explicit_host: string[] };
  granted: { api: string[]; explicit_host: string[] };
  once?: string[];
}

/** What is told of the extension and its companion, and of nothing else: a browser that rests can be told it, too. */
export type OfExtension = Pick<Options, 'companion' | 'instead' | 'alter' | 'granted' | 'welcome'>;

/** A page of the extension's own, in a tab. */
export interface OwnPage {
  /** Evaluates an expression, as the page's own script would. */
  evaluate<T>(expression: string): Promise<T>;
  /** A real click on what has this label (a button, a tick box, a summary, a link). */
  click(label: string): Promise<void>;
  /** The words as a person sees them. */
  text(): Promise<string>;
  /** Makes the page this large, in CSS pixels. */
  resize(width: number, height: number): Promise<void>;
  /** Takes a picture of what is seen, or of the whole page. Gives its path. */
  screenshot(name: string, scheme: Scheme, whole?: boolean): Promise<string>;
  close(): Promise<void>;
}

/** One tab. */
export interface Tab {
  /** Opens an address. An error page of the browser's own is no exception: the answer is then null. */
  goto(url: string): Promise<number | null>;
  reload(): Promise<void>;
  back(): Promise<void>;
  url(): Promise<string>;
  /** Takes a picture of the page as it is. Gives its path. */
  screenshot(name: string, scheme: Scheme): Promise<string>;
  /** Runs in the page, as the page's own script would. */
  evaluate<T>(work: string): Promise<T>;
  /** The words of the prompt, read out of its closed shadow root; null while there is none. */
  promptText(): Promise<string | null>;
  /**
   * A real click on the button of the prompt that has this label, as soon as it takes presses, and again
   * where it is seen that it was not taken. atOnce: whether it takes presses or not. once: not again.
   */
  clickPrompt(label: string, how?: { atOnce?: boolean; once?: boolean }): Promise<void>;
  /** Calls a function, given as source, with the prompt's closed shadow root. */
  inPrompt<T>(work: string): Promise<T>;
  /** Real keys, one after the other, wherever the focus is: 'Tab', 'Enter', 'Escape'. */
  press(...keys: string[]): Promise<void>;
  /** The size of what the window shows of the page. */
  resize(width: number, height: number): Promise<void>;
  close(): Promise<void>;
}

/** A cookie, as far as tests look at it. */
export interface Cookie {
  name: string;
  value: string;
  domain: string;
}

export type { Incident } from '../../../incident/incident.js';
import type { Incident } from '../../../incident/incident.js';

export interface Opened {
  readonly engine: Engine;
  /** The home folder of whoever sits before it. */
  readonly home: string;
  /** What drives Chromium, for what only the gallery needs. */
  readonly playwright?: { context: import('playwright-core').BrowserContext; id: string };
  /** What drives Firefox: BiDi's own commands, and the browser's window. */
  readonly bidi?: { ask: import('./firefox-window.js').Ask; window: ReturnType<typeof import('./firefox-window.js').firefoxWindow> };
  readonly tab: Tab;
  newTab(): Promise<Tab>;
  /** Every tab with a page of AO3. */
  archiveTabs(): Promise<Tab[]>;
  /** Adds the companion, as a person would while the browser runs. */
  register(): Promise<void>;
  /**
   * Takes the extension, all pages and all that is remembered out of the browser, and the companion out of
   * its home; what it gives puts them back, as new, or as the next test wants them.
   */
  rest?(): Promise<(next: OfExtension) => Promise<Opened>>;
  /** Closes the browser and opens it again with the same profile; Chromium brings the tabs of before. */
  restart(): Promise<Opened>;
  /** A tab in a new container, with cookies of its own; Firefox alone has them. */
  containerTab?(): Promise<Tab>;
  /** The tab of a new private window, where the extension is allowed too. */
  privateTab?(): Promise<Tab>;
  /** All that the extension keeps, in the browser's memory and on disk. */
  kept(): Promise<Record<string, unknown>>;
  /** Every page of the extension's own that is open in a tab, by address. */
  extensionTabs(): Promise<string[]>;
  /** The page of the extension's own at this path, as `pages/options/options.html`, in front; opened if it is not open. */
  ownPage(path: string): Promise<OwnPage>;
  /** Answers when the browser asks whether the extension may do something more; Chromium's question is out of a driver's reach. */
  answerPermission?(yes: boolean): Promise<void>;
  /** Takes the extension's access to AO3's sites away, as a person may in the browser's own settings. */
  withholdAccess(): Promise<void>;
  /** Opens the real popup of the toolbar button; a popup that is open already is kept. */
  openPopup(): Promise<void>;
  popupIsOpen(): Promise<boolean>;
  /** The words of the popup as a person sees them; null while it is closed. */
  popupText(): Promise<string | null>;
  /** Evaluates an expression in the popup, as its own script would. */
  popupEvaluate<T>(expression: string): Promise<T>;
  /** A real click on what has this label (a button, a tick box, a summary) in the popup; times: so often, one close after the other. */
  clickPopup(label: string, times?: number): Promise<void>;
  closePopup(): Promise<void>;
  /** The text on the clipboard. */
  clipboard(): Promise<string>;
  /** The text on the toolbar button, for the tab in front. */
  badge(): Promise<string>;
  cookies(): Promise<Cookie[]>;
  /** The addresses in the browser's history. */
  history(): Promise<string[]>;
  /** Takes a picture of the popup. Gives its path. */
  popupScreenshot(name: string, scheme: Scheme): Promise<string>;
  /** What the extension keeps about the incident; it is what the popup shows. */
  incident(): Promise<Incident | undefined>;
  /** Evaluates an expression in the extension's background. One that sleeps is waited for. */
  inBackground<T>(expression: string): Promise<T>;
  /** Whether the background is awake, without waking it. */
  isAwake(): Promise<boolean>;
  /** Puts the background to sleep, as the browser does when it has been idle: its memory and its timers are gone. */
  endBackground(): Promise<void>;
  /** Another version of the extension takes the place of this one, as the browser does it while tabs are open. */
  replaceExtension(): Promise<void>;
  /** Compares AO3's log so far with what was shown, before something makes the extension forget (shared.js). */
  settle?(): Promise<void>;
  /** Resolves when the person has closed the browser. */
  closed(): Promise<void>;
  /** Ends it at once, as a machine that loses its power does; of Chromium's process killed() in others.js knows. */
  kill?(): void;
  close(): Promise<void>;
  /** Closes the browser, and gives the files of its profile that hold one of these texts; only of one that was opened with options. */
  closeAndSearch(texts: string[]): Promise<string[]>;
}

/** What an engine's driver gives; index.js completes it. */
export interface Driven extends Omit<Opened, 'home' | 'restart' | 'rest' | 'closeAndSearch'> {
  rest?(): Promise<(next: OfExtension) => Promise<Driven>>;
}
