/** What browsers are told to do, and not to do, with the answers. */
@NullMarked
package pms.gateway.browser;

import org.jspecify.annotations.NullMarked;
