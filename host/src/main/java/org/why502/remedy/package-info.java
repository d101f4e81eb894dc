/**
 * What can be done from here. Each {@link org.why502.remedy.Remedy} declares its cost, its risk,
 * whether it can be undone and how success is verified; which remedy fits which verdict is part of
 * judging and is decided in {@code verdict}.
 */
package org.why502.remedy;
