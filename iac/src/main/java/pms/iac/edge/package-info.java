/** The door to the internet. */
@NullMarked
package pms.iac.edge;

import org.jspecify.annotations.NullMarked;
