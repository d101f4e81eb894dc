package org.why502.lab.site;

/** A web server that always has an answer. */
@FunctionalInterface
public interface Site {
  /** Answers one request. */
  Reply answer(Visit visit);
}
