package org.why502.message;

/**
 * A browser of this machine that a person can have opened.
 *
 * @param id how a message names it: a word of ours, no path and no command
 * @param name what people call it
 */
public record OfferedBrowser(String id, String name) {}
