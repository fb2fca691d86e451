/** What the system is made of, as the services themselves have it. */
@NullMarked
package pms.iac.system;

import org.jspecify.annotations.NullMarked;
