package org.why502;

/** Chooses the mode and wires the real probes. */
public final class Main {
  private Main() {}

  /** Entry point. */
  public static void main(String[] args) {
    System.err.println("why502");
  }
}
