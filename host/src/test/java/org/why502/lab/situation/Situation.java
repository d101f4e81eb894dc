package org.why502.lab.situation;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A named situation of {@code situations.md}.
 *
 * @param name the reader's name for it
 * @param verdict the verdict that it must lead to; {@code none} where nothing is wrong at all
 * @param summary what happens, in a line
 * @param world makes a new world, with a memory of its own
 */
public record Situation(String name, String verdict, String summary, Supplier<World> world) {

  /** One of a healthy world that is bent. */
  static Situation of(String name, String verdict, String summary, UnaryOperator<World> bent) {
    return new Situation(name, verdict, summary, () -> bent.apply(World.healthy()));
  }
}
