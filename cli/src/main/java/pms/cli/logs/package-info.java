/** {@code pms logs}. */
@NullMarked
package pms.cli.logs;

import org.jspecify.annotations.NullMarked;
