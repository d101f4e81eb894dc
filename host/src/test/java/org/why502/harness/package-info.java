/**
 * How tests run: how many at once, how long each took and what it waited for, and in which words a
 * failure is told. JUnit finds what it calls here in {@code META-INF/services}. The figures are
 * written beside each run, and shown at the end of {@code mvn verify} and by {@code
 * install/slowest.sh}. It knows no other room.
 */
package org.why502.harness;
