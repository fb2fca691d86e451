/** Encounters by class and day, and how long they lasted. */
@NullMarked
package pms.analytics.encounters;

import org.jspecify.annotations.NullMarked;
