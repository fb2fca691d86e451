@NullMarked
package pms.e2e.faults.check;

import org.jspecify.annotations.NullMarked;
