package org.why502.evidence;

/** The fixed addresses that the host may ask over https: no message can add to them. */
public enum Target {
  /** {@code /cdn-cgi/trace} on AO3: answered by Cloudflare's edge. */
  EDGE(Question.EDGE, false),
  /** {@code /robots.txt} on AO3: static, often cached by the edge. */
  STATIC(Question.STATIC, true),
  /** {@code /token_dispenser.json} on AO3: only a live application can answer it. */
  APPLICATION(Question.APPLICATION, true),
  /** An unrelated site: nothing is concluded without a control. */
  CONTROL(Question.CONTROL, false);

  private final Question question;
  private final boolean spendsArchive;

  Target(Question question, boolean spendsArchive) {
    this.question = question;
    this.spendsArchive = spendsArchive;
  }

  /** The question that it answers. */
  public Question question() {
    return question;
  }

  /** Whether asking reaches AO3's own servers and so counts against the budget. */
  public boolean spendsArchive() {
    return spendsArchive;
  }
}
