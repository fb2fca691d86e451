/** What the tests of the gateway have in common: the services behind it, a client before it, and the time. */
@NullMarked
package pms.gateway.support;

import org.jspecify.annotations.NullMarked;
