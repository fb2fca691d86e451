/** What the endpoints share: reading requests, writing patients, and the one translator of errors. */
@NullMarked
package pms.command.http;

import org.jspecify.annotations.NullMarked;
