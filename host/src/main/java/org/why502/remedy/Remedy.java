package org.why502.remedy;

import org.why502.verdict.RemedyCode;

/**
 * A repair and what it takes, told before it runs (the habit of the Windows network diagnostics
 * framework: every repair says its cost, its risk and whether it can be undone, and is validated
 * after).
 *
 * @param code which
 * @param cost what it costs the person
 * @param risk what it may destroy
 * @param undo whether it can be taken back
 * @param verified how we know that it worked
 */
public record Remedy(RemedyCode code, Cost cost, Risk risk, boolean undo, Check verified) {

  /** What a remedy costs the person. */
  public enum Cost {
    /** A moment. */
    NOTHING,
    /** A minute or two of their own work. */
    MINUTES,
    /** They must sign in again. */
    SIGN_IN,
    /** Another device, network or browser. */
    OTHER_EQUIPMENT
  }

  /** What a remedy may destroy. */
  public enum Risk {
    /** Nothing. */
    NONE,
    /** Text in open forms. */
    UNSAVED_TEXT,
    /** A setting that other programs rely on. */
    SETTING
  }

  /** How success is verified. */
  public enum Check {
    /** The person sees it. */
    BY_THE_PERSON,
    /** The extension looks at what should be gone, and a fresh diagnosis is made. */
    LOOK_AND_DIAGNOSE,
    /** A fresh diagnosis is made. */
    DIAGNOSE
  }

  /** What a remedy takes. */
  public static Remedy of(RemedyCode code) {
    return switch (code) {
      case WAIT, OPEN_STATUS_PAGE, READ_AS_GUEST, LIGHTER_PAGE, WATCH ->
          new Remedy(code, Cost.NOTHING, Risk.NONE, true, Check.BY_THE_PERSON);
      case SAVE_TEXT, CHECK_POSTED ->
          new Remedy(code, Cost.MINUTES, Risk.NONE, true, Check.BY_THE_PERSON);
      case RELOAD_ONCE -> new Remedy(code, Cost.NOTHING, Risk.UNSAVED_TEXT, false, Check.DIAGNOSE);
      case CLEAR_SITE_DATA ->
          new Remedy(code, Cost.SIGN_IN, Risk.UNSAVED_TEXT, false, Check.LOOK_AND_DIAGNOSE);
      case SIGN_IN_AGAIN -> new Remedy(code, Cost.SIGN_IN, Risk.UNSAVED_TEXT, true, Check.DIAGNOSE);
      case PRIVATE_WINDOW, OPEN_PORTAL, FINISH_BROWSER_CHECK ->
          new Remedy(code, Cost.MINUTES, Risk.NONE, true, Check.DIAGNOSE);
      case OTHER_BROWSER, CLEAN_PROFILE, OTHER_CONNECTION, TRY_PHONE ->
          new Remedy(code, Cost.OTHER_EQUIPMENT, Risk.NONE, true, Check.BY_THE_PERSON);
      case TEST_EXTENSIONS, UPDATE_BROWSER, RESTART_CONNECTION, FLUSH_DNS ->
          new Remedy(code, Cost.MINUTES, Risk.UNSAVED_TEXT, true, Check.DIAGNOSE);
      case ALLOW_COOKIES, CHANGE_RESOLVER, VPN_OFF, FIX_CLOCK, EDIT_HOSTS, CHECK_PROXY ->
          new Remedy(code, Cost.MINUTES, Risk.SETTING, true, Check.DIAGNOSE);
    };
  }
}
