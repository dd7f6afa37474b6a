/**
 * The command line: one class a command.
 *
 * <p>Decides what is printed where, and exit codes. Must not decide anything about answers.
 */
@NullMarked
package dev.parley.gateway.cli;

import org.jspecify.annotations.NullMarked;
