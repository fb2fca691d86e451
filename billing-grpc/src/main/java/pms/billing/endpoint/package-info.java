/** Billing over gRPC: messages in and out, failures as statuses with details. */
@NullMarked
package pms.billing.endpoint;

import org.jspecify.annotations.NullMarked;
