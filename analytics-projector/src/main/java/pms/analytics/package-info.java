/** The analytics service: counts over all patients, built from their events. */
@NullMarked
package pms.analytics;

import org.jspecify.annotations.NullMarked;
