/** Analytics over HTTP. */
@NullMarked
package pms.e2e.analytics;

import org.jspecify.annotations.NullMarked;
