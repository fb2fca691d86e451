/** {@code pms patients}: who is in the directory. */
@NullMarked
package pms.cli.patients;

import org.jspecify.annotations.NullMarked;
