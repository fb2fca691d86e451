/** What the system does by itself when something has happened. */
@NullMarked
package pms.command.automation;

import org.jspecify.annotations.NullMarked;
