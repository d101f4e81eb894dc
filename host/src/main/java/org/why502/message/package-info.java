/**
 * The pipe between the browser and the companion: frames ({@link org.why502.message.Frames}), the
 * messages in them ({@link org.why502.message.Request}, {@link org.why502.message.Reply}), the one
 * mapper between our records and JSON ({@link org.why502.message.Json}), and who may say what when
 * ({@link org.why502.message.Conversation}).
 *
 * <p>It knows what messages mean and nothing of how they are answered: {@code Main} gives it the
 * work ({@link org.why502.message.Work}). Whatever arrives, the answer is a message or a clean end;
 * no input makes the companion run a command, read a file or contact an address.
 */
package org.why502.message;
