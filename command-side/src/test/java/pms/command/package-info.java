/** What the tests of all slices of the command-side share. */
@NullMarked
package pms.command;

import org.jspecify.annotations.NullMarked;
