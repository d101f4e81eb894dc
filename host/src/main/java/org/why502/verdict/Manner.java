package org.why502.verdict;

/**
 * How a remedy is meant on one machine, where its code leaves that open. On the wire it stands
 * beside the code, as {@code how}; who does not know it says what the code says.
 */
public enum Manner {
  /** Another exit of the VPN that is on. */
  ANOTHER_VPN_EXIT(RemedyCode.OTHER_CONNECTION),
  /**
   * Secure DNS in the browser, because what the system asks is answered by somebody else whichever
   * resolver is set.
   */
  IN_THE_BROWSER(RemedyCode.CHANGE_RESOLVER),
  /** The same page under AO3's main name, beside the failed one. */
  UNDER_THE_MAIN_NAME(RemedyCode.LIGHTER_PAGE),
  /** The work itself, to be read online, beside a file of it that AO3 could not make. */
  THE_WORK_ITSELF(RemedyCode.LIGHTER_PAGE),
  /** Antivirus and firewall, which look at connections as a proxy does. */
  SECURITY_SOFTWARE(RemedyCode.CHECK_PROXY);

  private final RemedyCode remedy;

  Manner(RemedyCode remedy) {
    this.remedy = remedy;
  }

  /** The remedy that can be meant so. */
  public RemedyCode remedy() {
    return remedy;
  }
}
