/** What this service does with texts that somebody sends to have them taken for something else. */
@NullMarked
package pms.query.injection;

import org.jspecify.annotations.NullMarked;
