/**
 * Tiny internets that stay while situation after situation is led through them. What enters is the
 * name of a situation and a command; what leaves is what the command said and what the tiny
 * internet logged meanwhile. It knows {@code install/lab.sh}, and no room of the companion but the
 * one mapper of JSON.
 */
package org.why502.lab.standing;
