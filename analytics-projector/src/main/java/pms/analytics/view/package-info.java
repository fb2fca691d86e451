/** Carries batches of events into all views, in one order. */
@NullMarked
package pms.analytics.view;

import org.jspecify.annotations.NullMarked;
