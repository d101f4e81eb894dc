/**
 * The benchmark behind {@code install/bench.sh}: how soon the packaged host says what is wrong,
 * what it costs, and how a plain script with the same questions compares. It prints figures and
 * judges none.
 */
package org.why502.bench;
