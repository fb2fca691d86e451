/** {@code pms dead-letters}: what the projections could not apply. */
@NullMarked
package pms.cli.deadletters;

import org.jspecify.annotations.NullMarked;
