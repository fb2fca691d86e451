/** Databases, secrets and keys. */
@NullMarked
package pms.iac.data;

import org.jspecify.annotations.NullMarked;
