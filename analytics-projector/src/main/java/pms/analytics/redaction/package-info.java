/** The one rule of what may be said in a log of what went wrong. */
@NullMarked
package pms.analytics.redaction;

import org.jspecify.annotations.NullMarked;
