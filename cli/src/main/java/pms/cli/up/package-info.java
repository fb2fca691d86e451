/** {@code pms up}: the supervisor that starts the parts of the system, watches them and stops them. */
@NullMarked
package pms.cli.up;

import org.jspecify.annotations.NullMarked;
