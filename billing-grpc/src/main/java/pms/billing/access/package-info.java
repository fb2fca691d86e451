/** Who may call: other services by the token of billing, and the operator by his. */
@NullMarked
package pms.billing.access;

import org.jspecify.annotations.NullMarked;
