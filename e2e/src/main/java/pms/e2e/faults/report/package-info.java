/** The report of a run: figures, plan, violations, and a plot. */
@NullMarked
package pms.e2e.faults.report;

import org.jspecify.annotations.NullMarked;
