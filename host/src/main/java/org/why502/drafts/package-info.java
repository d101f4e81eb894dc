/**
 * Dated local copies of text that a person sent to AO3, for those who asked for them: the only copy
 * outside the browser's profile.
 *
 * <p>In comes a text with what it is called ({@link org.why502.drafts.SentText}); out goes where it
 * lies, or why it does not ({@link org.why502.drafts.Copy}). Names are made here alone ({@link
 * org.why502.drafts.FileName}), in one folder below the person's documents ({@link
 * org.why502.drafts.DocumentsFolder}): no message can name a path. A file is written whole,
 * readable by this person alone, and never over another. Nothing here reads a file back for
 * anybody. Knows {@code system}.
 */
package org.why502.drafts;
