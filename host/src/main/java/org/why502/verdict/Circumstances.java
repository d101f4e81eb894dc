package org.why502.verdict;

/**
 * What of a machine decides which advice fits it. Each is true only where it was seen.
 *
 * @param vpn a VPN is on
 * @param onlyByVpn AO3 is out of reach without the VPN that is on, as far as can be seen without
 *     going around it
 * @param namesOnlyOverHttps AO3 is found over https and proves itself there, while no plain answer
 *     of a public resolver leads to it, and no proxy looks names up instead
 * @param everyPlainAnswerIsRewritten somebody answers even for a resolver that does not exist, so
 *     that the system's settings change nothing
 * @param mainNameWouldLeadThere the browser did not find another official name, and AO3's main one
 *     leads to AO3 from here
 * @param resolverItselfIsWrong the resolvers that this machine is set up to use stand elsewhere,
 *     and one that was asked past all that is kept here gave the very answer that this machine has,
 *     or none of them any that leads to AO3: to forget what is kept changes nothing
 * @param onlyMemoryIsWrong a resolver that this machine is set up to use leads to AO3, the
 *     machine's own look-up does not, and no entry in the hosts file is known to be why
 * @param browserLostItsConnection the browser came to no connection, or lost it before an answer
 */
public record Circumstances(
    boolean vpn,
    boolean onlyByVpn,
    boolean namesOnlyOverHttps,
    boolean everyPlainAnswerIsRewritten,
    boolean mainNameWouldLeadThere,
    boolean resolverItselfIsWrong,
    boolean onlyMemoryIsWrong,
    boolean browserLostItsConnection) {

  /** Nothing is known of the machine. */
  public static Circumstances unknown() {
    return new Circumstances(false, false, false, false, false, false, false, false);
  }
}
