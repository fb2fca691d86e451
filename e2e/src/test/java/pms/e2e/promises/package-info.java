/** The promises that hold under races and faults. */
@NullMarked
package pms.e2e.promises;

import org.jspecify.annotations.NullMarked;
