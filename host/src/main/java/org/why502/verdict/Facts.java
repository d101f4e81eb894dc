package org.why502.verdict;

import org.why502.evidence.Evidence;

/**
 * All facts about one incident, by what they look at.
 *
 * @param saw what the browser saw
 * @param looks what later looks at AO3 found
 * @param network what the path showed
 */
record Facts(Sighted saw, Looks looks, Network network) {
  static Facts of(Evidence evidence) {
    return new Facts(new Sighted(evidence), new Looks(evidence), new Network(evidence));
  }
}
