/**
 * A small model of the world, by which the rules are tried: causes, each of which changes what some
 * observers see, and worlds, which have any set of them. What everybody sees in a world is
 * evidence, and the rules judge it.
 *
 * <p>Nothing here knows a rule. Who changes the one does not change the other in the same commit
 * without saying so: a model that follows its rules finds nothing.
 */
package org.why502.verdict.world;
