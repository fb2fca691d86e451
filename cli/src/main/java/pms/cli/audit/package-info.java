/** {@code pms audit}: what operators and auditors ask of the audit log. */
@NullMarked
package pms.cli.audit;

import org.jspecify.annotations.NullMarked;
