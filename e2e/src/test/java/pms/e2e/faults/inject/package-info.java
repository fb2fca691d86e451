@NullMarked
package pms.e2e.faults.inject;

import org.jspecify.annotations.NullMarked;
