/**
 * What can be done from here: of the remedies that a person may choose, those that no browser can
 * carry out. A remedy is a plan first ({@link org.why502.remedy.Plan}): which of the system's own
 * programs, with which fixed arguments, or what a person has to type, or that there is nothing to
 * do. Plans are pure, so that those for other systems are tested here, too; one runner ({@link
 * org.why502.remedy.PlanRunner}) carries them out, with a limit, and ends all that it started.
 *
 * <p>In comes the code of a remedy that a person clicked; out goes what came of it ({@link
 * org.why502.remedy.RemedyOutcome}), proven by looking again where that can be. No message can name
 * a program, an argument or a file. A window of the system's that is opened ({@link
 * org.why502.remedy.ClockWindow}) is the person's, and outlives us. What is opened in another
 * browser of this machine has a room of its own, {@code browser}. What the person does by hand is
 * waited for ({@link org.why502.remedy.ConnectionRestart}): nothing is changed, and whoever wires
 * it says how it is seen. Knows {@code system}.
 */
package org.why502.remedy;
