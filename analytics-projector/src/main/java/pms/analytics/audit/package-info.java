/** The audit log: who read or changed which patient, chained so that tampering is found. */
@NullMarked
package pms.analytics.audit;

import org.jspecify.annotations.NullMarked;
