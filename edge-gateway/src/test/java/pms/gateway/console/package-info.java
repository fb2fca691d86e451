/** What a browser gets of the console. */
@NullMarked
package pms.gateway.console;

import org.jspecify.annotations.NullMarked;
