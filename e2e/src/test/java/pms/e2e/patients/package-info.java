/** Commands on patients over HTTP. */
@NullMarked
package pms.e2e.patients;

import org.jspecify.annotations.NullMarked;
