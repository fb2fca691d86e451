/** Tests of the audit log. */
@NullMarked
package pms.analytics.audit;

import org.jspecify.annotations.NullMarked;
