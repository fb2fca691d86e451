/** What this service does with texts that somebody sends to have them taken for something else. */
@NullMarked
package pms.command.injection;

import org.jspecify.annotations.NullMarked;
