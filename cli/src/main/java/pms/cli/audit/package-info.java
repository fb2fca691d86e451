/** {@code pms audit}: what an operator asks of the audit log. */
@NullMarked
package pms.cli.audit;

import org.jspecify.annotations.NullMarked;
