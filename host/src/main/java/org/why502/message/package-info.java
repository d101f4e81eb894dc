/**
 * The pipe between the browser and the companion: frames ({@link org.why502.message.Frames}), the
 * messages in them ({@link org.why502.message.Request}, {@link org.why502.message.Reply}), the one
 * mapper between our records and JSON ({@link org.why502.message.Json}), and who may say what when
 * ({@link org.why502.message.Conversation}).
 *
 * <p>A greeting is answered before that mapper is made ({@link org.why502.message.FirstWords}).
 *
 * <p>It knows what messages mean and nothing of how they are answered: {@code Main} gives it who
 * finds out ({@link org.why502.message.Investigator}) and who carries out what no browser can
 * ({@link org.why502.message.Repairer}). Whatever arrives, the answer is a message or a clean end;
 * no input makes the companion run a command, read a file or contact an address.
 *
 * <p>In come the browser's frames and what an investigation found; out go frames. Knows {@code
 * evidence}, {@code verdict}, and of {@code system} which system this is, which a welcome tells.
 */
package org.why502.message;
