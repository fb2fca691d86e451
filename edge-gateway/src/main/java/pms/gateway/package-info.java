/** The only public door of PMS: it knows the caller, bounds the request, and passes it on. */
@NullMarked
package pms.gateway;

import org.jspecify.annotations.NullMarked;
