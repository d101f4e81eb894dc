/**
 * All that a person at a terminal uses: the commands ({@link org.why502.terminal.Cli}), the screen
 * that shows how far an investigation has come, the words of {@code words.properties}, the file
 * that a diagnosis is saved to and the report that somebody shared.
 *
 * <p>In come arguments and a document to explain; out go words or JSON on the standard output,
 * progress and complaints on the standard error, and an exit code. The commands do by hand what
 * {@link org.why502.Companion} does for a browser, and see as many rooms as it does.
 */
package org.why502.terminal;
