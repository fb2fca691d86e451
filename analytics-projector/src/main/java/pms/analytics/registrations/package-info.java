/** How many patients were registered by day, week and month. */
@NullMarked
package pms.analytics.registrations;

import org.jspecify.annotations.NullMarked;
