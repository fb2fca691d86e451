/** What tells operators how it goes, and what reacts by itself. */
@NullMarked
package pms.iac.observability;

import org.jspecify.annotations.NullMarked;
