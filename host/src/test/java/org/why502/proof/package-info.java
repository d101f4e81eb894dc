/**
 * What the tests found, told to people: the confusion table at the end of {@code mvn verify} and of
 * {@code install/test.sh}. Each kind of proof writes a tally to {@code target/proof}; the report
 * reads all of them. A tally with a verdict that is certain and wrong fails the build.
 */
package org.why502.proof;
