@NullMarked
package pms.e2e.faults.plan;

import org.jspecify.annotations.NullMarked;
