/** A load on the whole system while faults are injected by a seeded plan, and afterwards a comparison of all that is stored. */
@NullMarked
package pms.e2e.faults;

import org.jspecify.annotations.NullMarked;
