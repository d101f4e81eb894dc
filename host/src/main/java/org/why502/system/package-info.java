/**
 * The machine that we run on: one place for each thing that is easily done half. Programs of the
 * operating system ({@link org.why502.system.Command}) are started by their whole path, with a
 * limit, and end with all that they started; files ({@link org.why502.system.WholeFile}) are
 * written whole or not at all.
 *
 * <p>Knows no other room.
 */
package org.why502.system;
