package org.why502;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.why502.message.Wire;
import org.why502.probe.World;

/**
 * What the first diagnosis needs, made ready while the browser reads its welcome, asks, and begins
 * its trials: the mapper of the messages, and a world, whose roots and TLS take a fifth of a
 * second. Before the welcome is out none of it is touched: the log of loaded classes shows this one
 * before any library but the one for the log.
 */
final class Preparation {
  private Preparation() {}

  /**
   * Begins, side by side. Both are daemons: a browser that only greets waits for neither.
   *
   * @return the world, once it is there
   */
  static Future<World> begin(Callable<World> world) {
    FutureTask<World> making = new FutureTask<>(world);
    Thread.ofPlatform().daemon().name("why502-messages").start(Wire::prepare);
    Thread.ofPlatform().daemon().name("why502-first-world").start(making);
    return making;
  }
}
