@NullMarked
package pms.e2e.faults;

import org.jspecify.annotations.NullMarked;
