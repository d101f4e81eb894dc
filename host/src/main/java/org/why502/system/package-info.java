/**
 * The machine that we run on: one place for each thing that is easily done half. Which system this
 * is ({@link org.why502.system.Os}); programs of the operating system, started by their whole path,
 * with a limit, and ended with all that they started ({@link org.why502.system.Command}), or left
 * to the person, where a window is what was asked for ({@link org.why502.system.Launcher}); files
 * written whole or not at all ({@link org.why502.system.WholeFile}); and the mark of a start that
 * came to no first word ({@link org.why502.system.StartMark}).
 *
 * <p>Knows no other room.
 */
package org.why502.system;
