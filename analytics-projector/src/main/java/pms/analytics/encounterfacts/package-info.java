/** What the events of encounters say, each counted once: the base of the views over them. */
@NullMarked
package pms.analytics.encounterfacts;

import org.jspecify.annotations.NullMarked;
